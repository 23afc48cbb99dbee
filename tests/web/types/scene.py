"""Two students and a mentor before a bank with an item of each type."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from quizapp.domain.permissions import Role
from quizapp.services import quizzes
from quizapp.services.gateway import Database
from quizapp.storage.tables import Presentation, Response
from tests.factories.twelve import fill_with_twelve, make_tea_posting
from tests.web.items import Shown, present
from tests.web.scene import Member, make_member

RATED = ("story", "written")
MEASURED = (
    "single-choice", "multiple-response", "numeric", "short-answer", "ordering", "matching", "cloze", "compute",
    "compute-a-word", "case", "situational-judgement",
)  # fmt: skip
"""Items of the bank that no people rate."""
ITEMS = (*MEASURED, *RATED)


@dataclass(frozen=True)
class TeaHouse:
    """Who there is, and what belongs to whom."""

    student: Member
    stranger: Member
    mentor: Member
    attempt: str
    """The student's, its first item unanswered."""
    second_attempt: str
    """The student's too, on another posting."""
    strangers_attempt: str

    @property
    def members(self) -> dict[str, Member]:
        """Map each part in the scene to who plays it."""
        return {"student": self.student, "stranger": self.stranger, "mentor": self.mentor}


def make_tea_house(database: Database, secret: bytes, now: datetime) -> TeaHouse:
    """Fill an empty database with the bank, people and their attempts; they signed in at `now`."""
    fill_with_twelve(database, now)
    with database.transaction() as session:
        student = make_member(session, "Asha Student", Role.STUDENT, now)
        stranger = make_member(session, "Bo Stranger", Role.STUDENT, now)
        mentor = make_member(session, "Cleo Mentor", Role.MENTOR, now)
        first, second = make_tea_posting(session).id, make_tea_posting(session).id
        attempts = [
            quizzes.start_attempt(session, student=member.id, posting=posting, secret=secret, now=now)
            for member, posting in ((student, first), (student, second), (stranger, first))
        ]
    return TeaHouse(student, stranger, mentor, *attempts)


def put_alone(database: Database, attempt: str, shown: Shown) -> None:
    """Make an attempt one of a single item, unanswered."""
    with database.transaction() as session:
        session.execute(delete(Response).where(Response.attempt_id == attempt))
        session.execute(delete(Presentation).where(Presentation.attempt_id == attempt))
    present(database, attempt, 1, shown)
