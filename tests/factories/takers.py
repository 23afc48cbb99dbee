"""Students who take quizzes through the services, as the pages do."""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from quizapp.domain.attempts import alias
from quizapp.domain.items.faces import Face, renamed
from quizapp.domain.items.keys import key_from_json
from quizapp.services import quizzes
from quizapp.services.gateway import Database
from quizapp.services.imitation import imitate
from quizapp.services.postings import shared_postings
from quizapp.services.quizzes import Answer, Saved, Sitting
from quizapp.storage import attempts, content
from tests.conftest import NOW
from tests.factories.people import make_person, make_token

SECRET = b"the order of the tests"
BETWEEN = timedelta(seconds=30)


@dataclass
class Taker:
    """A signed-in student; every call is a request of its own, half a minute after the last."""

    database: Database
    id: int
    token: str
    now: datetime = NOW

    def start(self, posting: str | None = None) -> str:
        """Start or resume an attempt, on the first shared posting when none is named."""
        with self.database.transaction() as session:
            chosen = posting or shared_postings(session)[0].id
            return quizzes.start_attempt(session, student=self.id, posting=chosen, secret=SECRET, now=self._tick())

    def see(self, attempt: str) -> Sitting:
        """Read what lies before the student."""
        with self.database.transaction() as session:
            return quizzes.read_sitting(session, student=self.id, attempt=attempt, secret=SECRET)

    def save(self, attempt: str, position: int, value: Any, *, revision: int = 0, key: str = "first") -> Saved | None:
        """Save an answer."""
        answer = Answer(value, 70, 20, revision, key)
        return quizzes.save_answer(
            self.database, token=self.token, attempt=attempt, position=position, answer=answer, now=self._tick()
        )

    def advance(self, attempt: str, position: int) -> bool:
        """Go on from a question."""
        with self.database.transaction() as session:
            return quizzes.advance(
                session, student=self.id, attempt=attempt, position=position, secret=SECRET, now=self._tick()
            )

    def finish(self, attempt: str) -> str:
        """End an attempt."""
        with self.database.transaction() as session:
            return quizzes.finish_attempt(session, student=self.id, attempt=attempt, secret=SECRET, now=self._tick())

    def answer(self, attempt: str, position: int, reach: float | None) -> bool:
        """Save an answer of full or no credit, or none at all when `reach` is None, and go on."""
        value = None if reach is None else self.answer_worth(attempt, reach)
        if self.save(attempt, position, value) is None:
            raise AssertionError("the answer was refused")
        return self.advance(attempt, position)

    def sit(self, questions: int, reach: float | None, posting: str | None = None) -> str:
        """Sit a whole attempt of at most so many questions; returns the finished attempt."""
        attempt = self.start(posting)
        for position in range(1, questions + 1):
            if not self.answer(attempt, position, reach):
                break
        self.finish(attempt)
        return attempt

    def answer_worth(self, attempt: str, reach: float) -> Any:
        """Make an answer to the present question that earns full credit (1) or none (0)."""
        with self.database.transaction() as session:
            row = attempts.last_presentation(session, attempt)
            assert row is not None
            face, key = Face.from_json(row[1]), key_from_json(content.variant_key(session, row[0].variant_id))
        answer = imitate(face, key, reach, random.Random(1))  # noqa: S311 - nothing secret is drawn
        return renamed(answer, {part: alias(SECRET, attempt, row[0].item_id, part) for part in face.ids()})

    def _tick(self) -> datetime:
        self.now += BETWEEN
        return self.now


def make_taker(database: Database) -> Taker:
    """Make a student who is signed in."""
    with database.transaction() as session:
        person = make_person(session)
        return Taker(database, person.id, make_token(session, person))
