"""Aliases: a new name of a competency applies at once, and shows first what it changes."""

import pytest

from quizapp.domain.errors import InvalidInputError, NotFoundError
from quizapp.domain.permissions import Role
from quizapp.domain.review import Action
from quizapp.services import aliases, postings, reviews
from quizapp.services.gateway import Database, Session
from quizapp.services.reading import Reader
from quizapp.storage.tables import CandidateTerm
from tests.conftest import NOW
from tests.factories.people import make_person
from tests.factories.takers import Taker
from tests.factories.texts import POSTING

WANTED = POSTING.replace("Knowledge of machine learning is a plus", "Good knowledge of leafreading")


@pytest.fixture
def mentor(database: Database) -> int:
    with database.transaction() as session:
        return make_person(session, Role.MENTOR).id


@pytest.fixture
def shared(database: Database, reader: Reader) -> str:
    with database.transaction() as session:
        return postings.add_posting(session, WANTED, reader, owner=None, now=NOW, name="leaf").id


def _keys(session: Session, posting: str, words: str) -> set[str]:
    found = reviews.read_review(session, posting, accepted_from=0.8)
    text = found.posting.text
    line = next(line for line in found.lines if words in text[line.start : line.end])
    return set(line.keys)


def _add(database: Database, reader: Reader, mentor: int, alias: str = "leafreading") -> list[str]:
    return aliases.add_alias(database, reader, mentor=mentor, alias=alias, competency="statistics", topic="", now=NOW)


def test_a_new_name_applies_at_once_and_can_be_taken_back(
    database: Database, reader: Reader, mentor: int, shared: str
) -> None:
    with database.transaction() as session:
        effects = aliases.preview_alias(session, reader, alias="leafreading", competency="statistics", topic="")
        assert [(e.posting, e.lines) for e in effects] == [(shared, ("Good knowledge of leafreading",))]
        assert _keys(session, shared, "leafreading") == set()
    assert _add(database, reader, mentor) == ["Tea Taster (m/f/d)"]
    with database.transaction() as session:
        assert _keys(session, shared, "leafreading") == {"statistics"}
        assert [a.alias for a in aliases.read_vocabulary(session).added] == ["leafreading"]
    assert aliases.remove_alias(database, reader, alias="leafreading") == ["Tea Taster (m/f/d)"]
    with database.transaction() as session:
        assert _keys(session, shared, "leafreading") == set()
    with pytest.raises(NotFoundError):
        aliases.remove_alias(database, reader, alias="leafreading")


def test_links_that_a_mentor_has_set_are_left_alone(
    database: Database, reader: Reader, mentor: int, shared: str
) -> None:
    with database.transaction() as session:
        review = reviews.read_review(session, shared, accepted_from=0.8)
        line = next(n for n, x in enumerate(review.lines) if "leafreading" in WANTED[x.start : x.end])
        reviews.edit_line(
            session, reader, mentor=mentor, posting=shared, revision=0, action=Action.CHANGE, line=line,
            changes={"competencies": ["programming"]}, now=NOW,
        )  # fmt: skip
    assert _add(database, reader, mentor) == []
    with database.transaction() as session:
        assert _keys(session, shared, "leafreading") == {"programming"}


def test_private_postings_change_too_and_not_a_word_of_them_is_told(
    database: Database, reader: Reader, mentor: int, taker: Taker
) -> None:
    with database.transaction() as session:
        own = postings.add_posting(session, WANTED, reader, owner=taker.id, now=NOW).id
        assert aliases.preview_alias(session, reader, alias="leafreading", competency="statistics", topic="") == []
    assert _add(database, reader, mentor) == []
    with database.transaction() as session:
        kept = postings.find_posting(session, own, taker.id)
        row = next(s for s in kept.statements if "leafreading" in kept.text[s.start : s.end])
        assert {c.competency_key for c in row.competencies} == {"statistics"}


def test_a_term_waits_until_it_is_named_or_dismissed_and_never_comes_from_a_private_posting(
    database: Database, reader: Reader, mentor: int, shared: str, taker: Taker
) -> None:
    with database.transaction() as session:
        own = postings.add_posting(session, WANTED + "\n- Secretware\n", reader, owner=taker.id, now=NOW).id
        session.add(CandidateTerm(posting_id=shared, start=900, end=901, term="tealeaf toolkit"))
        session.add(CandidateTerm(posting_id=own, start=900, end=901, term="secretware"))
    with database.transaction() as session:
        waiting = [w.term for w in aliases.read_vocabulary(session).waiting]
        assert "tealeaf toolkit" in waiting
        assert "secretware" not in waiting
        aliases.dismiss_term(session, mentor=mentor, term="tealeaf toolkit", now=NOW)
        aliases.dismiss_term(session, mentor=mentor, term="tealeaf toolkit", now=NOW)
        assert "tealeaf toolkit" not in [w.term for w in aliases.read_vocabulary(session).waiting]


@pytest.mark.parametrize(
    ("alias", "competency", "topic"),
    [
        ("x", "statistics", ""), ("y" * 61, "statistics", ""), ("tea", "alchemy", ""),
        ("tea", "statistics", "none"), ("…!", "statistics", ""),
    ],
)  # fmt: skip
def test_a_name_that_can_not_be_used_is_refused_and_nothing_is_stored(
    database: Database, reader: Reader, mentor: int, shared: str, alias: str, competency: str, topic: str
) -> None:
    with pytest.raises(InvalidInputError):
        aliases.add_alias(database, reader, mentor=mentor, alias=alias, competency=competency, topic=topic, now=NOW)
    with database.transaction() as session:
        assert aliases.read_vocabulary(session).added == ()


@pytest.mark.parametrize("alias", ["leafreading", "  LeafReading ", "regression analysis"])
def test_what_names_a_competency_already_is_not_added_again(
    database: Database, reader: Reader, mentor: int, alias: str
) -> None:
    _add(database, reader, mentor)
    with pytest.raises(InvalidInputError, match="already"):
        _add(database, reader, mentor, alias)
