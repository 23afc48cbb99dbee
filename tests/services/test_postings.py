"""Postings: read exactly, kept once, and private to whom they belong."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from quizapp.domain.errors import InvalidInputError, NotFoundError
from quizapp.domain.postings import LARGEST_TEXT
from quizapp.services import postings
from quizapp.services.gateway import Database
from quizapp.services.reading import Reader
from quizapp.storage.tables import Posting, Statement
from tests.conftest import NOW
from tests.factories.people import make_person
from tests.factories.takers import Taker, make_taker
from tests.factories.texts import POSTING, RECIPE


def _add(database: Database, reader: Reader, owner: int | None, text: str = POSTING, name: str | None = None) -> str:
    with database.transaction() as session:
        return postings.add_posting(session, text, reader, owner=owner, now=NOW, name=name).id


def _count(database: Database) -> tuple[int, int]:
    with database.transaction() as session:
        return (
            session.scalar(select(func.count()).select_from(Posting)) or 0,
            session.scalar(select(func.count()).select_from(Statement)) or 0,
        )


def test_a_posting_is_kept_with_its_statements_and_their_competencies(
    database: Database, reader: Reader, taker: Taker
) -> None:
    added = _add(database, reader, taker.id)
    with database.transaction() as session:
        kept = postings.find_posting(session, added, taker.id)
    assert (kept.title, kept.employer, kept.language) == ("Tea Taster (m/f/d)", "Harbour Leaf Company", "en")
    assert kept.text == POSTING
    asked = {kept.text[s.start : s.end]: {c.competency_key for c in s.competencies} for s in kept.statements}
    assert asked["Experience with statistical inference and A/B testing"] == {"statistics", "experiment-design"}
    assert asked["A degree in statistics or a related field"] == set()
    assert [s.position for s in kept.statements] == list(range(len(kept.statements)))
    assert all(a.end <= b.start for a, b in zip(kept.statements, kept.statements[1:], strict=False))
    for statement in kept.statements:
        for link in statement.competencies:
            assert statement.start <= link.start < link.end <= statement.end


def test_the_same_text_of_the_same_owner_is_kept_once(database: Database, reader: Reader, taker: Taker) -> None:
    first = _add(database, reader, taker.id)
    before = _count(database)
    assert _add(database, reader, taker.id) == first
    assert _count(database) == before


def test_the_same_text_of_two_people_is_two_private_postings(database: Database, reader: Reader, taker: Taker) -> None:
    other = make_taker(database)
    assert _add(database, reader, taker.id) != _add(database, reader, other.id)


def test_a_posting_of_ones_own_is_nobody_elses_to_see(database: Database, reader: Reader, taker: Taker) -> None:
    mine, other = _add(database, reader, taker.id), make_taker(database)
    with database.transaction() as session:
        with pytest.raises(NotFoundError):
            postings.find_posting(session, mine, other.id)
        assert mine not in {p.id for p in postings.list_postings(session, other.id)}
        assert mine not in {p.id for p in postings.shared_postings(session)}
        assert mine in {p.id for p in postings.list_postings(session, taker.id)}


def test_the_refusal_does_not_tell_whether_the_posting_exists(database: Database, reader: Reader, taker: Taker) -> None:
    mine, other = _add(database, reader, taker.id), make_taker(database)
    sentences = set()
    for posting in (mine, "no-such-posting"):
        with database.transaction() as session, pytest.raises(NotFoundError) as refusal:
            postings.find_posting(session, posting, other.id)
        sentences.add(str(refusal.value))
    assert len(sentences) == 1


def test_the_address_of_a_private_posting_cannot_be_guessed_from_its_title(
    database: Database, reader: Reader, taker: Taker
) -> None:
    added = _add(database, reader, taker.id)
    assert added.startswith("tea-taster-m-f-d-")
    assert len(added.rsplit("-", 1)[1]) >= 10
    assert added != _add(database, reader, make_taker(database).id)


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("", "no text"),
        (" \n\t ", "no text"),
        (POSTING + "\x00", "null"),
        ("a" * (LARGEST_TEXT + 1), "200,000"),
        (RECIPE, "posting"),
    ],
)
def test_what_is_no_posting_is_refused_and_nothing_is_stored(
    database: Database, reader: Reader, taker: Taker, text: str, because: str
) -> None:
    before = _count(database)
    with pytest.raises(InvalidInputError, match=because):
        _add(database, reader, taker.id, text)
    assert _count(database) == before


def test_what_a_quiz_can_measure_and_what_is_declared_are_counted_apart(
    database: Database, reader: Reader, taker: Taker
) -> None:
    added = _add(database, reader, taker.id)
    with database.transaction() as session:
        summary = next(p for p in postings.list_postings(session, taker.id) if p.id == added)
    assert (summary.declarable, summary.measurable, summary.own) == (1, 4, True)
    assert summary.open_attempt == ""


def test_an_open_attempt_is_named_beside_its_posting(database: Database, taker: Taker) -> None:
    attempt = taker.start()
    with database.transaction() as session:
        named = [p.open_attempt for p in postings.list_postings(session, taker.id) if p.open_attempt]
    assert named == [attempt]


def test_ones_own_postings_come_first(database: Database, reader: Reader, taker: Taker) -> None:
    added = _add(database, reader, taker.id)
    with database.transaction() as session:
        listed = postings.list_postings(session, taker.id)
    assert listed[0].id == added
    assert [p.own for p in listed] == sorted((p.own for p in listed), reverse=True)


def test_a_shared_posting_keeps_the_name_it_is_given(database: Database, reader: Reader) -> None:
    assert _add(database, reader, None, name="tea-taster") == "tea-taster"
    with database.transaction() as session:
        reader = make_person(session, now=NOW + timedelta(days=1))
        assert postings.find_posting(session, "tea-taster", reader.id).owner_id is None


def test_line_ends_of_other_systems_are_kept_and_the_spans_still_fit(
    database: Database, reader: Reader, taker: Taker
) -> None:
    text = POSTING.replace("\n", "\r\n")
    added = _add(database, reader, taker.id, text)
    with database.transaction() as session:
        kept = postings.find_posting(session, added, taker.id)
    assert kept.text == text
    assert "A degree in statistics or a related field" in {text[s.start : s.end] for s in kept.statements}
