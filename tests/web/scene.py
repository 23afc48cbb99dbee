"""A small school in a database: one person in each role, strangers to them, and something that belongs to each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from quizapp.config import PROJECT
from quizapp.domain.permissions import Role
from quizapp.services import accounts, cohorts, quizzes, reports
from quizapp.services.gateway import Database, Session
from quizapp.services.postings import add_posting, shared_postings
from quizapp.services.quizzes import Answer
from quizapp.services.reading import make_reader
from quizapp.storage.tables import Posting
from tests.web.items import answer_before

PASSWORD = "maple-thunder-notebook-river"
POSTING = """Data Science Internship

About the team
Our small team in Example Town helps a chain of bakeries to plan what they bake.

Your tasks
• Train and evaluate machine learning models that forecast demand
• Design A/B tests together with the shops

Your profile
• You study computer science, statistics or a related subject
• Good knowledge of Python and of data structures
• Solid knowledge of statistics and of experiment design
• Experience with deep learning is a plus
• You are enrolled at a university for the whole internship
• Fluent English, written and spoken

What we offer
• A fair salary and fresh bread every morning
"""


@dataclass(frozen=True)
class Member:
    """Somebody with an account who is signed in."""

    id: int
    name: str
    address: str
    token: str


@dataclass(frozen=True)
class Scene:
    """Who there is, and what belongs to whom."""

    student: Member
    stranger: Member
    """A student who shares nothing with the first."""
    mentor: Member
    instructor: Member
    colleague: Member
    """Another instructor, with a cohort of their own."""
    administrator: Member
    shared: tuple[str, ...]
    """Addresses of the postings that all may read."""
    own_posting: str
    """The student's private posting."""
    open_attempt: str
    """The student's, on the first shared posting."""
    finished_attempt: str
    """The student's, on the second shared posting."""
    cohort: str
    """The instructor's; the student has joined it."""
    join_code: str
    other_cohort: str
    """The colleague's."""

    @property
    def members(self) -> dict[str, Member]:
        """Map each part in the scene to who plays it."""
        names = ("student", "stranger", "mentor", "instructor", "colleague", "administrator")
        return {name: getattr(self, name) for name in names}


def make_member(session: Session, name: str, role: Role, now: datetime) -> Member:
    """Make an account and sign it in."""
    address = f"{name.lower().replace(' ', '.')}@example.org"
    person = accounts.create_user(session, name=name, address=address, password=PASSWORD, roles=[role], now=now)
    return Member(person.id, person.name, address, accounts.sign_in_as(session, person, now).token)


def make_posting(session: Session, owner: int, now: datetime, text: str = POSTING) -> Posting:
    """Add a private posting."""
    return add_posting(session, text, make_reader(PROJECT / "question_banks"), owner=owner, now=now)


def sit(
    database: Database, member: Member, posting: str, secret: bytes, now: datetime, *,
    answers: int, finish: bool, reach: Callable[[int], float] = lambda position: float(position % 3 != 0),
) -> str:  # fmt: skip
    """Sit through some items of a posting as a student would; returns the attempt."""
    with database.transaction() as session:
        attempt = quizzes.start_attempt(session, student=member.id, posting=posting, secret=secret, now=now)
    for position in range(1, answers + 1):
        moment = now + timedelta(minutes=position)
        with database.transaction() as session:
            value = answer_before(session, secret, attempt, reach(position), position)
        kept = Answer(value, 70, 30, revision=0, save_key=f"key-{position}")
        quizzes.save_answer(database, token=member.token, attempt=attempt, position=position, answer=kept, now=moment)
        with database.transaction() as session:
            quizzes.advance(session, student=member.id, attempt=attempt, position=position, secret=secret, now=moment)
    if finish:
        with database.transaction() as session:
            quizzes.finish_attempt(session, student=member.id, attempt=attempt, secret=secret, now=now)
    return attempt


def declarable_line(session: Session, student: int, posting: str) -> int:
    """Return a line of a posting that a student may declare."""
    painting = reports.paint_posting(session, student=student, posting=posting)
    return next(position for position, line in painting.lines.items() if line.declarable)


def declarable_start(session: Session, student: int, posting: str) -> int:
    """Return where a line begins that a student may declare."""
    painting = reports.paint_posting(session, student=student, posting=posting)
    return next(line.statement.start for line in painting.lines.values() if line.declarable)


def measured_line(session: Session, student: int, posting: str) -> int:
    """Return a line of a posting that answers count for, the one with most of them."""
    painting = reports.paint_posting(session, student=student, posting=posting)
    counts = {position: line.judgement.answers for position, line in painting.lines.items() if line.judgement}
    return max(counts, key=lambda position: counts[position])


def make_scene(database: Database, secret: bytes, now: datetime) -> Scene:
    """Fill a database that holds content with people and what belongs to them; they signed in at `now`."""
    with database.transaction() as session:
        student = make_member(session, "Asha Student", Role.STUDENT, now)
        stranger = make_member(session, "Bo Stranger", Role.STUDENT, now)
        mentor = make_member(session, "Cleo Mentor", Role.MENTOR, now)
        instructor = make_member(session, "Dara Instructor", Role.INSTRUCTOR, now)
        colleague = make_member(session, "Eli Colleague", Role.INSTRUCTOR, now)
        administrator = make_member(session, "Fen Administrator", Role.ADMINISTRATOR, now)
        cohort = cohorts.create_cohort(session, instructor=instructor.id, name="Spring interns", now=now)
        other = cohorts.create_cohort(session, instructor=colleague.id, name="Autumn interns", now=now)
        cohorts.join_cohort(session, student=student.id, code=cohort.join_code, now=now)
        shared = tuple(posting.id for posting in shared_postings(session))
        own = make_posting(session, student.id, now)
    finished = sit(database, student, shared[1], secret, now - timedelta(days=1), answers=9, finish=True)
    running = sit(database, student, shared[0], secret, now - timedelta(minutes=9), answers=2, finish=False)
    return Scene(
        student, stranger, mentor, instructor, colleague, administrator, shared, own.id, running, finished,
        cohort.id, cohort.join_code, other.id,
    )  # fmt: skip
