"""Reviews: mentors set right what was read, and nothing a person did is lost by it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from quizapp.domain.errors import ConflictError, InvalidInputError, NotFoundError
from quizapp.domain.extraction import Kind
from quizapp.domain.permissions import Role
from quizapp.domain.review import Action
from quizapp.services import postings, reports, reviews
from quizapp.services.gateway import Database
from quizapp.services.reading import Reader
from quizapp.services.reviews import Review
from quizapp.storage.tables import Posting
from tests.conftest import NOW
from tests.factories.people import make_person
from tests.factories.takers import Taker
from tests.factories.texts import POSTING

DEGREE = "A degree in statistics or a related field"


@pytest.fixture
def mentor(database: Database) -> int:
    with database.transaction() as session:
        return make_person(session, Role.MENTOR).id


@pytest.fixture
def shared(database: Database, reader: Reader, mentor: int) -> str:
    with database.transaction() as session:
        return postings.add_posting(session, POSTING, reader, owner=None, now=NOW, name="tea-taster").id


def _read(database: Database, posting: str) -> Review:
    with database.transaction() as session:
        return reviews.read_review(session, posting, accepted_from=0.8)


def _line(review: Review, words: str) -> int:
    text = review.posting.text
    return next(n for n, line in enumerate(review.lines) if words in text[line.start : line.end])


def _edit(
    database: Database, reader: Reader, mentor: int, posting: str, words: str, revision: int,
    action: Action = Action.CHANGE, **changes: Any,
) -> int:  # fmt: skip
    line = _line(_read(database, posting), words)
    with database.transaction() as session:
        return reviews.edit_line(
            session, reader, mentor=mentor, posting=posting, revision=revision, action=action, line=line,
            changes=changes, now=NOW,
        )  # fmt: skip


def test_a_changed_line_is_changed_for_everybody_and_its_history_names_who(
    database: Database, reader: Reader, mentor: int, shared: str
) -> None:
    place = _edit(database, reader, mentor, shared, DEGREE, 0, kind="preferred", competencies=["statistics"])
    review = _read(database, shared)
    assert (review.lines[place].kind, review.lines[place].keys) == ("preferred", ("statistics",))
    assert place not in review.to_check
    assert review.revision == 1
    assert [(record.edit.action, record.by != "", record.quote) for record in review.history] == [
        (Action.CHANGE, True, DEGREE)
    ]
    with database.transaction() as session:
        found = postings.find_posting(session, shared, mentor)
        row = found.statements[place]
        assert {c.competency_key for c in row.competencies} == {"statistics"}
        assert [s.position for s in found.statements] == list(range(len(found.statements)))


def test_reading_anew_takes_nothing_back(database: Database, reader: Reader, mentor: int, shared: str) -> None:
    place = _edit(database, reader, mentor, shared, DEGREE, 0, kind="benefit")
    with database.transaction() as session:
        posting = postings.find_posting(session, shared, mentor)
        assert not reviews.reread_posting(session, posting, reader)
    assert _read(database, shared).lines[place].kind == "benefit"


def test_two_mentors_at_once_never_overwrite_each_other(
    database: Database, reader: Reader, mentor: int, shared: str
) -> None:
    _edit(database, reader, mentor, shared, DEGREE, 0, kind="benefit")
    with pytest.raises(ConflictError, match="Somebody else"):
        _edit(database, reader, mentor, shared, DEGREE, 0, kind="legal")
    assert _read(database, shared).revision == 1


def test_split_and_join_keep_every_word(database: Database, reader: Reader, mentor: int, shared: str) -> None:
    before = _read(database, shared)
    words = "Experience with statistical inference and A/B testing"
    at = before.posting.text.index("and A/B testing")
    first = _edit(database, reader, mentor, shared, words, 0, Action.SPLIT, at=at)
    after = _read(database, shared)
    text = after.posting.text
    parts = [text[line.start : line.end] for line in after.lines[first : first + 2]]
    assert parts == ["Experience with statistical inference", "and A/B testing"]
    assert [line.keys for line in after.lines[first : first + 2]] == [("statistics",), ("experiment-design",)]
    _edit(database, reader, mentor, shared, parts[0], 1, Action.MERGE)
    joined = _read(database, shared)
    assert text[joined.lines[first].start : joined.lines[first].end] == words
    assert set(joined.lines[first].keys) == {"statistics", "experiment-design"}
    assert len(joined.lines) == len(before.lines)


def test_what_a_student_declared_moves_with_its_words(
    database: Database, reader: Reader, mentor: int, shared: str, taker: Taker
) -> None:
    text = _read(database, shared).posting.text
    _declare(database, taker, shared, text.index(DEGREE))
    _edit(database, reader, mentor, shared, DEGREE, 0, Action.SPLIT, at=text.index("or a related field"))
    with database.transaction() as session:
        painting = reports.paint_posting(session, student=taker.id, posting=shared)
    notes = [line.declaration.note for line in painting.lines.values() if line.declaration]
    assert notes == ["Bachelor 2024"]


def _declare(database: Database, taker: Taker, posting: str, start: int) -> None:
    with database.transaction() as session:
        reports.declare(
            session, student=taker.id, posting=posting, start=start, declared=True, note="Bachelor 2024", now=NOW
        )


def test_what_a_student_declared_outlives_a_mentors_slip(
    database: Database, reader: Reader, mentor: int, shared: str, taker: Taker
) -> None:
    text = _read(database, shared).posting.text
    _declare(database, taker, shared, text.index(DEGREE))
    _edit(database, reader, mentor, shared, DEGREE, 0, Action.MERGE)
    with database.transaction() as session:
        reports.declare_all(session, student=taker.id, posting=shared, starts=set(), now=NOW)
        reviews.undo(session, reader, mentor=mentor, posting=shared, revision=1, now=NOW)
    with database.transaction() as session:
        painting = reports.paint_posting(session, student=taker.id, posting=shared)
    kept = {line.statement.start: line.declaration.note for line in painting.lines.values() if line.declaration}
    assert kept == {text.index(DEGREE): "Bachelor 2024"}


def test_a_line_found_right_stays_what_it_was_when_it_is_read_otherwise(
    database: Database, reader: Reader, mentor: int, shared: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = _edit(database, reader, mentor, shared, DEGREE, 0)
    seen = _read(database, shared).lines[place].kind
    read = reader.read(_read(database, shared).posting.text)
    otherwise = replace(read, statements=tuple(replace(s, kind=Kind.legal, competencies=()) for s in read.statements))
    monkeypatch.setattr(type(reader), "read", lambda *_: otherwise)
    with database.transaction() as session:
        assert reviews.reread_posting(session, postings.find_posting(session, shared, mentor), reader)
    review = _read(database, shared)
    assert review.lines[place].kind == seen
    assert {line.kind for line in review.lines} == {seen, Kind.legal}


def test_a_signature_ends_with_the_next_change_and_comes_back_when_that_is_taken_back(
    database: Database, reader: Reader, mentor: int, shared: str
) -> None:
    with database.transaction() as session:
        reviews.sign_off(session, reader, mentor=mentor, posting=shared, revision=0, now=NOW)
    _edit(database, reader, mentor, shared, DEGREE, 1, kind="benefit")
    state = _read(database, shared).state
    assert state is not None and state.signed_at is None
    with database.transaction() as session:
        reviews.undo(session, reader, mentor=mentor, posting=shared, revision=2, now=NOW)
    state = _read(database, shared).state
    assert state is not None and state.signed_at == NOW


def test_undo_takes_back_the_last_change_and_then_the_one_before(
    database: Database, reader: Reader, mentor: int, shared: str
) -> None:
    before = _read(database, shared).lines
    place = _edit(database, reader, mentor, shared, DEGREE, 0, kind="benefit")
    _edit(database, reader, mentor, shared, DEGREE, 1, kind="legal")
    for revision, kind in ((2, "benefit"), (3, before[place].kind)):
        with database.transaction() as session:
            reviews.undo(session, reader, mentor=mentor, posting=shared, revision=revision, now=NOW)
        assert _read(database, shared).lines[place].kind == kind
    assert _read(database, shared).lines == before
    with database.transaction() as session, pytest.raises(InvalidInputError, match="no change to take back"):
        reviews.undo(session, reader, mentor=mentor, posting=shared, revision=4, now=NOW)


def test_a_name_is_given_and_taken_back(database: Database, reader: Reader, mentor: int, shared: str) -> None:
    before = _read(database, shared).posting.title
    with database.transaction() as session:
        reviews.name_posting(
            session, mentor=mentor, posting=shared, revision=0, title=" Leaf  reader ", employer="", now=NOW
        )
    assert (_read(database, shared).posting.title, _read(database, shared).posting.employer) == ("Leaf reader", "")
    with database.transaction() as session:
        reviews.undo(session, reader, mentor=mentor, posting=shared, revision=1, now=NOW)
    assert _read(database, shared).posting.title == before
    with database.transaction() as session, pytest.raises(InvalidInputError, match="title"):
        reviews.name_posting(session, mentor=mentor, posting=shared, revision=2, title=" ", employer="", now=NOW)


def test_signing_off_decides_every_line_and_says_who_did(
    database: Database, reader: Reader, mentor: int, shared: str
) -> None:
    later = NOW + timedelta(days=3)
    with database.transaction() as session:
        reviews.sign_off(session, reader, mentor=mentor, posting=shared, revision=0, now=later)
    review = _read(database, shared)
    assert review.to_check == ()
    assert review.state is not None
    assert (review.state.signed_at, review.signed_by != "") == (later, True)
    with database.transaction() as session:
        reviews.undo(session, reader, mentor=mentor, posting=shared, revision=1, now=later)
    state = _read(database, shared).state
    assert state is not None and state.signed_at is None


def test_a_private_posting_is_nobodys_to_review_until_its_owner_asks(
    database: Database, reader: Reader, mentor: int, taker: Taker
) -> None:
    with database.transaction() as session:
        own = postings.add_posting(session, POSTING, reader, owner=taker.id, now=NOW).id
    with pytest.raises(NotFoundError):
        _read(database, own)
    with database.transaction() as session:
        reviews.ask_review(session, owner=taker.id, posting=own, now=NOW)
    assert _read(database, own).posting.id == own
    with database.transaction() as session:
        listed = reviews.list_reviews(session, accepted_from=0.8)
        assert listed[0].posting.id == own
        assert listed[0].asked_at == NOW
        reviews.withdraw_review(session, owner=taker.id, posting=own)
    with pytest.raises(NotFoundError):
        _read(database, own)


def test_nobody_asks_for_a_review_of_what_is_not_their_own(database: Database, shared: str, taker: Taker) -> None:
    with database.transaction() as session, pytest.raises(NotFoundError):
        reviews.ask_review(session, owner=taker.id, posting=shared, now=NOW)


@pytest.mark.parametrize(
    ("words", "action", "changes"),
    [
        ("Tea Taster", Action.CHANGE, {"kind": "wish"}),
        ("Tea Taster", Action.CHANGE, {"competencies": ["alchemy"]}),
        ("Tea Taster", Action.SPLIT, {"at": 0}),
    ],
)
def test_what_can_not_be_done_leaves_all_as_it_was(
    database: Database, reader: Reader, mentor: int, shared: str, words: str, action: Action, changes: dict[str, Any]
) -> None:
    before = _read(database, shared)
    with pytest.raises(InvalidInputError):
        _edit(database, reader, mentor, shared, words, 0, action, **changes)
    after = _read(database, shared)
    assert (after.lines, after.revision) == (before.lines, 0)


def test_a_posting_kept_by_an_earlier_version_can_be_reviewed(
    database: Database, reader: Reader, mentor: int, shared: str
) -> None:
    with database.transaction() as session:
        for row in session.get_one(Posting, shared, options=[*postings_whole()]).statements:
            row.strength, row.evidence, row.choices = None, [], []
    place = _edit(database, reader, mentor, shared, DEGREE, 0)
    assert "kind" in _read(database, shared).lines[place].decided


def postings_whole() -> tuple[Any, ...]:
    from sqlalchemy.orm import selectinload

    return (selectinload(Posting.statements),)
