"""Blueprints: derived from the posting, set by mentors version by version, heeded by the diagnostic."""

from collections import Counter
from dataclasses import replace

import pytest

from quizapp.domain.attempts import MOST_QUESTIONS
from quizapp.domain.blueprint import FEWEST_MINUTES, MOST_MINUTES, Place
from quizapp.domain.errors import ConflictError, InvalidInputError, NotFoundError
from quizapp.domain.permissions import Role
from quizapp.domain.readiness.scale import Bar
from quizapp.services import blueprints, forecasts
from quizapp.services.blueprints import BlueprintReading, Wish, read_blueprint, read_guide
from quizapp.services.gateway import Database
from quizapp.services.lines import keep_lines, line_of_row
from quizapp.services.postings import find_posting, known_competencies, shared_postings
from quizapp.services.reviews import ask_review
from quizapp.storage import attempts
from quizapp.storage.tables import Competency, Item
from tests.conftest import NOW
from tests.factories.banks import withdraw_bank
from tests.factories.people import make_person
from tests.factories.postings import asking, make_posting_of
from tests.factories.takers import make_taker

EVEN = (asking("statistics", "statistics"), asking("programming", "programming"))


@pytest.fixture
def mentor(database: Database) -> int:
    with database.transaction() as session:
        return make_person(session, Role.MENTOR, name="Cleo").id


@pytest.fixture
def posting(database: Database) -> str:
    with database.transaction() as session:
        return make_posting_of(session, *EVEN).id


def _read(database: Database, posting: str) -> BlueprintReading:
    with database.transaction() as session:
        return read_blueprint(session, posting)


def _save(
    database: Database, posting: str, mentor: int, revision: int = 0, *, minutes: int = 45, note: str = "",
    **parts: float,
) -> None:  # fmt: skip
    wishes: dict[Place, Wish] = {(key, ""): Wish(part, Bar.WORKING) for key, part in parts.items()}
    with database.transaction() as session:
        blueprints.save_blueprint(
            session, mentor=mentor, posting=posting, revision=revision, minutes=minutes, wishes=wishes, note=note,
            now=NOW,
        )  # fmt: skip


def test_a_shared_postings_blueprint_shares_all_its_minutes_among_what_it_asks(database: Database, mentor: int) -> None:
    with database.transaction() as session:
        shared = [found.id for found in shared_postings(session)]
    for address in shared:
        reading = _read(database, address)
        assert reading.chosen == reading.derived
        assert (reading.revision, reading.is_mentors, bool(reading.drift)) == (0, False, False)
        assert sum(row.share for row in reading.chosen.rows) == pytest.approx(1)
        assert 0 < reading.chosen.planned_minutes <= reading.chosen.minutes
        for row in reading.chosen.rows:
            assert row.competency in reading.names
            for topic in row.topics:
                assert not topic.key or f"{row.competency}/{topic.key}" in reading.names
        positions = {s.position for s in reading.posting.statements}
        for gap in reading.chosen.gaps:
            assert gap.position in positions
            assert gap.have < gap.needed


def test_a_persons_weight_and_a_lines_topic_go_into_the_blueprint(database: Database, mentor: int) -> None:
    with database.transaction() as session:
        topic = session.get_one(Competency, "statistics").topics[0]["key"]
        made = make_posting_of(
            session,
            asking("statistics", "statistics", weight=1.5, topics={"statistics": topic}),
            asking("programming", "programming", weight=0.5),
            asking("no algorithms", "algorithms", weight=0.0),
            asking("statistics", "statistics", repeats=0),
        )
    rows = {row.competency: row for row in _read(database, made.id).chosen.rows}
    assert {key: row.share for key, row in rows.items()} == pytest.approx({"statistics": 0.75, "programming": 0.25})
    assert [(share.key, share.share) for share in rows["statistics"].topics] == [(topic, 1)]
    assert rows["statistics"].lines == (0,)


def test_what_no_bank_holds_is_a_gap_of_its_line(database: Database, mentor: int) -> None:
    with database.transaction() as session:
        withdraw_bank(session, "speech-recognition")
        made = make_posting_of(session, *EVEN, asking("speech recognition", "speech-recognition"))
    (gap,) = _read(database, made.id).chosen.gaps
    assert (gap.position, gap.competency, gap.have) == (2, "speech-recognition", 0)


def test_a_version_holds_from_then_on_and_is_told_with_its_maker_and_note(
    database: Database, mentor: int, posting: str
) -> None:
    _save(database, posting, mentor, minutes=30, note=" Rather statistics. ", statistics=60, programming=20)
    reading = _read(database, posting)
    assert reading.is_mentors
    assert reading.chosen.minutes == reading.derived.minutes == 30
    assert {row.competency: row.share for row in reading.chosen.rows} == pytest.approx(
        {"statistics": 0.75, "programming": 0.25}
    )
    (version,) = reading.versions
    assert (version.number, version.by, version.made_at, version.note) == (1, "Cleo", NOW, "Rather statistics.")


def test_who_was_second_is_told_and_nothing_of_the_first_is_lost(database: Database, mentor: int, posting: str) -> None:
    _save(database, posting, mentor, statistics=60, programming=40)
    with pytest.raises(ConflictError, match="Somebody else"):
        _save(database, posting, mentor, statistics=10, programming=90)
    with pytest.raises(ConflictError, match="Somebody else"):
        _save(database, posting, mentor, 7, statistics=10, programming=90)
    assert _read(database, posting).revision == 1
    _save(database, posting, mentor, 1, statistics=10, programming=90)
    assert [version.number for version in _read(database, posting).versions] == [2, 1]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"minutes": FEWEST_MINUTES - 1}, "minutes"), ({"minutes": MOST_MINUTES + 1}, "minutes"),
        ({"note": "x" * 501}, "note"), ({"statistics": -1.0}, "share"), ({"statistics": 101.0}, "share"),
        ({"statistics": float("nan")}, "share"), ({"statistics": 0.0, "programming": 0.0}, "share"),
    ],
)  # fmt: skip
def test_what_cant_be_used_is_refused_where_it_stands(
    database: Database, mentor: int, posting: str, values: dict[str, float], field: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        _save(database, posting, mentor, **{"statistics": 50.0, "programming": 50.0} | values)  # type: ignore[arg-type]
    assert refused.value.field == field
    assert _read(database, posting).versions == ()


def test_rows_that_the_posting_does_not_ask_for_are_refused(database: Database, mentor: int, posting: str) -> None:
    for parts in ({"statistics": 50.0}, {"statistics": 50.0, "programming": 25.0, "algorithms": 25.0}):
        with pytest.raises(ConflictError, match="other competencies"):
            _save(database, posting, mentor, **parts)


def test_an_earlier_version_comes_back_as_the_newest_and_so_does_the_postings_own(
    database: Database, mentor: int, posting: str
) -> None:
    _save(database, posting, mentor, statistics=90, programming=10)
    _save(database, posting, mentor, 1, statistics=10, programming=90)
    for revision, number, expected in ((2, 1, 0.9), (3, 0, 0.5)):
        with database.transaction() as session:
            blueprints.restore_blueprint(
                session, mentor=mentor, posting=posting, revision=revision, number=number, now=NOW
            )
        reading = _read(database, posting)
        assert next(r.share for r in reading.chosen.rows if r.competency == "statistics") == pytest.approx(expected)
    assert not reading.is_mentors
    assert [version.number for version in reading.versions] == [4, 3, 2, 1]
    for number in (9, -1):
        with database.transaction() as session, pytest.raises(NotFoundError):
            blueprints.restore_blueprint(session, mentor=mentor, posting=posting, revision=4, number=number, now=NOW)


def test_a_private_posting_is_planned_by_mentors_only_when_its_owner_asks(database: Database, mentor: int) -> None:
    with database.transaction() as session:
        owner = make_person(session).id
        private = make_posting_of(session, *EVEN, owner=owner).id
    with pytest.raises(NotFoundError):
        _read(database, private)
    with pytest.raises(NotFoundError):
        _save(database, private, mentor, statistics=50, programming=50)
    with database.transaction() as session:
        ask_review(session, owner=owner, posting=private, now=NOW)
    assert _read(database, private).chosen.rows


def test_a_posting_that_has_changed_since_says_so(database: Database, mentor: int, posting: str) -> None:
    _save(database, posting, mentor, statistics=80, programming=20)
    with database.transaction() as session:
        found = find_posting(session, posting, mentor)
        first, second = map(line_of_row, found.statements)
        changed = replace(second, links=(replace(second.links[0], key="algorithms"),))
        keep_lines(session, found, (first, changed), known_competencies(session))
    reading = _read(database, posting)
    assert reading.drift.new == (("algorithms", ""),)
    assert reading.drift.gone == (("programming", ""),)
    assert sum(row.share for row in reading.chosen.rows) == pytest.approx(1)


def _guide(database: Database, posting: str) -> blueprints.Guide:
    with database.transaction() as session:
        return read_guide(session, find_posting(session, posting, 0))


def test_the_diagnostic_heeds_nothing_without_a_mentors_version(database: Database, mentor: int, posting: str) -> None:
    assert _guide(database, posting) == blueprints.Guide({}, None)
    _save(database, posting, mentor, statistics=90, programming=10)
    guide = _guide(database, posting)
    assert guide.emphasis == pytest.approx({"statistics": 1.8, "programming": 0.2})
    assert guide.items == _read(database, posting).chosen.items
    with database.transaction() as session:
        blueprints.restore_blueprint(session, mentor=mentor, posting=posting, revision=1, number=0, now=NOW)
    assert _guide(database, posting) == blueprints.Guide({}, None)


def _asked(database: Database, posting: str, questions: int) -> Counter[str]:
    taker = make_taker(database)
    attempt = taker.start(posting)
    banks: Counter[str] = Counter()
    for position in range(1, questions + 1):
        with database.transaction() as session:
            presented = attempts.last_presentation(session, attempt)
            assert presented is not None
            banks[session.get_one(Item, presented[0].item_id).bank_key] += 1
        if not taker.answer(attempt, position, position % 2):
            break
    return banks


def test_the_diagnostic_asks_first_about_what_a_mentor_gave_more_room(
    database: Database, mentor: int, posting: str
) -> None:
    _save(database, posting, mentor, statistics=5, programming=95)
    assert _asked(database, posting, 4) == {"programming": 4}
    _save(database, posting, mentor, 1, statistics=95, programming=5)
    assert _asked(database, posting, 4) == {"statistics": 4}


def test_the_diagnostic_ends_after_the_items_that_a_mentor_planned(
    database: Database, mentor: int, posting: str
) -> None:
    with database.transaction() as session:
        assert forecasts.most_questions(session, find_posting(session, posting, 0)) == MOST_QUESTIONS
    _save(database, posting, mentor, minutes=FEWEST_MINUTES, statistics=50, programming=50)
    planned = _read(database, posting).chosen.items
    assert 0 < planned < MOST_QUESTIONS
    assert sum(_asked(database, posting, 25).values()) == planned
