"""Comparing postings: only what one may read, with one's own verdicts at the higher bar."""

import pytest

from quizapp.domain.errors import NotFoundError
from quizapp.domain.permissions import Role
from quizapp.domain.readiness.scale import Bar
from quizapp.services.comparisons import compare_postings, list_comparable
from quizapp.services.gateway import Database
from quizapp.services.postings import shared_postings
from quizapp.services.standings import read_standings
from tests.factories.people import make_person
from tests.factories.postings import asking, make_posting_of
from tests.factories.takers import Taker


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """SQLite will do: what is read is the same."""
    return sqlite_database


def test_what_both_ask_for_and_what_one_asks_are_told_with_their_bars(database: Database) -> None:
    with database.transaction() as session:
        reader = make_person(session, Role.MENTOR).id
        a = make_posting_of(
            session, asking("statistics", "statistics", bar=Bar.STRONG), asking("programming", "programming"),
            asking("a degree"),
        )  # fmt: skip
        b = make_posting_of(
            session, asking("a bit of statistics", "statistics", bar=Bar.BASIC), asking("algorithms", "algorithms"),
            asking("a car"),
        )  # fmt: skip
        found = compare_postings(session, reader=reader, a=a.id, b=b.id, with_verdicts=False)
    comparison = found.comparison
    assert [(s.competency, s.a.bar, s.b.bar) for s in comparison.both] == [("statistics", Bar.STRONG, Bar.BASIC)]
    assert [line.quote for line in comparison.both[0].b.lines] == ["a bit of statistics"]
    assert [asked.competency for asked in comparison.only_a] == ["programming"]
    assert [asked.competency for asked in comparison.only_b] == ["algorithms"]
    assert [fact.quote for fact in comparison.facts_a] == ["a degree"]
    assert [fact.quote for fact in comparison.facts_b] == ["a car"]
    assert {"statistics", "programming", "algorithms"} <= set(found.names)
    assert found.judgements == {}


def test_a_posting_that_is_somebody_elses_own_is_not_compared(database: Database) -> None:
    with database.transaction() as session:
        owner, stranger = make_person(session).id, make_person(session).id
        own = make_posting_of(session, asking("statistics", "statistics"), owner=owner).id
        shared = shared_postings(session)[0].id
        assert own in [posting.id for posting in list_comparable(session, owner)]
        assert own not in [posting.id for posting in list_comparable(session, stranger)]
        assert compare_postings(session, reader=owner, a=own, b=shared, with_verdicts=True).a.id == own
        for a, b in ((own, shared), (shared, own), (shared, "none")):
            with pytest.raises(NotFoundError):
                compare_postings(session, reader=stranger, a=a, b=b, with_verdicts=False)


def test_a_student_sees_their_own_verdict_at_the_higher_bar(database: Database, taker: Taker) -> None:
    with database.transaction() as session:
        a = make_posting_of(session, asking("statistics", "statistics", bar=Bar.BASIC))
        b = make_posting_of(session, asking("statistics", "statistics", bar=Bar.STRONG), asking("code", "programming"))
    taker.sit(6, 1, a.id)
    with database.transaction() as session:
        found = compare_postings(session, reader=taker.id, a=a.id, b=b.id, with_verdicts=True)
        (standing,) = read_standings(session, [taker.id], b)
    assert set(found.judgements) == {"statistics", "programming"}
    assert found.judgements["statistics"] == standing.judgements[0]
    assert found.judgements["statistics"].answers > 0 == found.judgements["programming"].answers
