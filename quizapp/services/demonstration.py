"""The demonstration: a cohort of imagined students who answer through the same services as real people."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from quizapp.domain.attempts import CONFIDENCES, alias
from quizapp.domain.errors import ConflictError
from quizapp.domain.items.faces import Face, renamed
from quizapp.domain.items.keys import key_from_json
from quizapp.domain.people import Person
from quizapp.domain.permissions import Role
from quizapp.domain.readiness.items import category_probabilities
from quizapp.services import accounts, cohorts, quizzes
from quizapp.services.gateway import Database, Session
from quizapp.services.imitation import imitate
from quizapp.services.postings import shared_postings
from quizapp.services.quizzes import Answer
from quizapp.services.standings import parameters_of
from quizapp.storage import attempts, content, people

if TYPE_CHECKING:
    from faker import Faker

SEED = 20_260_101
STUDENTS = 40
LASTED = timedelta(days=28)
COHORT = "Applied science interns"
SIGN_INS = (
    ("student", "student@example.org", "violet-lantern-harbour"),
    ("mentor", "mentor@example.org", "copper-meadow-violin"),
    ("instructor", "instructor@example.org", "silver-orchard-compass"),
    ("administrator", "administrator@example.org", "walnut-glacier-ribbon"),
)
"""Role, address, password: refused wherever the demonstration is not switched on."""

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Imagined:
    """A student who does not exist: an account, a sign-in and an ability in each competency."""

    id: int
    token: str
    abilities: dict[str, float]
    questions: tuple[int, int]
    """Fewest and most questions this one sits through."""
    started: datetime


def is_present(session: Session) -> bool:
    """Tell whether the demonstration was made before, to its end: the administrator's account is made last."""
    return people.user_with_address(session, SIGN_INS[-1][1]) is not None


def end_demo_sign_ins(session: Session) -> None:
    """End where demonstration accounts are signed in: for instances that no longer demonstrate."""
    people.end_demo_sign_ins(session)


def make_demonstration(database: Database, *, secret: bytes, now: datetime, progress: Progress) -> None:
    """Make the cohort and let it answer; `now` is when it ends, weeks after it began.

    A demonstration that was stopped half-way is deleted and begun again.
    """
    dice = random.Random(SEED)  # noqa: S311 - a drawn cohort, nothing secret
    with database.transaction() as session:
        people.delete_demo(session)
        students = _make_people(session, dice, now)
        postings = [posting.id for posting in shared_postings(session)]
    for number, student in enumerate(students):
        progress(number, len(students))
        for sitting, posting in enumerate(_sat(postings, number, dice)):
            _sit(database, student, posting, secret, dice, student.started + timedelta(days=sitting))
    with database.transaction() as session:
        _make_person(session, *SIGN_INS[-1], began=now - LASTED)
    progress(len(students), len(students))


def _sat(postings: Sequence[str], number: int, dice: random.Random) -> Sequence[str]:
    """Choose the postings one sits: most the first, some both, a few none at all."""
    if number == 0:
        return [*postings[:1]] * 3
    return [posting for posting, share in zip(postings, (0.85, 0.45), strict=False) if dice.random() < share]


def _faker() -> "Faker":
    from faker import Faker  # only a first demonstration needs it

    faker = Faker(["en_GB", "de_DE", "es_ES", "fr_FR", "pl_PL"], use_weighting=False)
    faker.seed_instance(SEED)
    return faker


def _make_person(
    session: Session, role: str, address: str, password: str, *, began: datetime, name: str = "Robin Field"
) -> Person:
    """Make an account that signs in only where the demonstration runs."""
    return accounts.create_user(
        session, name=name, address=address, password=password, roles=[Role(role)], now=began, demo=True
    )


def _make_people(session: Session, dice: random.Random, now: datetime) -> list[Imagined]:
    faker, began = _faker(), now - LASTED
    staff = {row[0]: _make_person(session, *row, began=began, name=faker.name()) for row in SIGN_INS[1:3]}
    cohort = cohorts.create_cohort(session, instructor=staff["instructor"].id, name=COHORT, now=began)
    keys = [c.key for c in content.competencies(session)]
    students = []
    for number in range(STUDENTS):
        address = SIGN_INS[0][1] if number == 0 else f"student{number:02}@example.org"
        name = f"{faker.first_name()} {faker.last_name()}"
        person = _make_person(session, "student", address, SIGN_INS[0][2], began=began, name=name)
        cohorts.join_cohort(session, student=person.id, code=cohort.join_code, now=began)
        started = now - timedelta(days=dice.uniform(3, 6.5), minutes=dice.uniform(0, 600))
        token = accounts.sign_in_as(session, person, started).token
        abilities = _abilities(keys, dice, common=0.0 if number == 0 else dice.gauss(0, 1))
        students.append(Imagined(person.id, token, abilities, _patience(number, dice), started))
    return students


def _abilities(keys: Sequence[str], dice: random.Random, *, common: float) -> dict[str, float]:
    """Draw abilities about a common factor; on average they are the just-ready candidate's."""
    return {key: 0.2 + 1.3 * (0.6 * common + 0.8 * dice.gauss(0, 1)) for key in keys}


def _patience(number: int, dice: random.Random) -> tuple[int, int]:
    return (30, 40) if number == 0 else dice.choice([(4, 8), (10, 18), (20, 30), (30, 40)])


def _sit(
    database: Database, student: Imagined, posting: str, secret: bytes, dice: random.Random, moment: datetime
) -> None:
    """Sit one attempt, from its start to its end."""
    with database.transaction() as session:
        try:
            attempt = quizzes.start_attempt(session, student=student.id, posting=posting, secret=secret, now=moment)
        except ConflictError:
            return
    goes_on, position, most = True, 0, dice.randint(*student.questions)
    while goes_on and position < most:
        position += 1
        moment += timedelta(seconds=dice.randint(25, 150))
        with database.transaction() as session:
            answer = _answer(session, attempt, student, secret, dice)
        quizzes.save_answer(
            database, token=student.token, attempt=attempt, position=position, answer=answer, now=moment
        )
        with database.transaction() as session:
            goes_on = quizzes.advance(
                session, student=student.id, attempt=attempt, position=position, secret=secret, now=moment
            )
    with database.transaction() as session:
        quizzes.finish_attempt(session, student=student.id, attempt=attempt, secret=secret, now=moment)


def _answer(session: Session, attempt: str, student: Imagined, secret: bytes, dice: random.Random) -> Answer:
    """Answer the item that lies before the student as somebody of their ability would."""
    row = attempts.last_presentation(session, attempt)
    if row is None:
        raise RuntimeError("an attempt always has a question")
    presentation, face, _ = row
    item = next(i for i in content.published_items(session) if i.version == presentation.version_id)
    theta = np.array([student.abilities[item.bank]])
    chances = category_probabilities(parameters_of(item), theta)[0][:, 0]
    reached = dice.choices(range(len(chances)), weights=chances.tolist())[0]
    # The ids of an attempt are its own, so the answer is imagined in the compiled ones and then renamed.
    compiled = Face.from_json(face)
    key = key_from_json(content.variant_key(session, presentation.variant_id))
    value = imitate(compiled, key, reached / len(item.steps), dice)
    value = renamed(value, {part: alias(secret, attempt, presentation.item_id, part) for part in compiled.ids()})
    confidence = dice.choices(CONFIDENCES, weights=(1, 2, 3) if reached else (3, 2, 1))[0]
    return Answer(value, confidence, dice.randint(20, 150), revision=0, save_key=f"demo-{presentation.position}")
