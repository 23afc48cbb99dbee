"""Coverage: what stands behind each line before anybody has answered."""

import pytest
from sqlalchemy import select

from quizapp.domain.errors import NotFoundError
from quizapp.domain.items.grading import grade
from quizapp.domain.permissions import Role
from quizapp.services import coverage
from quizapp.services.gateway import Database
from quizapp.services.postings import shared_postings
from quizapp.storage.tables import Item, ItemVersion
from tests.factories.banks import withdraw_bank
from tests.factories.people import make_person
from tests.factories.postings import asking, make_posting_of


def _cover(database: Database) -> coverage.Coverage:
    with database.transaction() as session:
        mentor = make_person(session, Role.MENTOR)
        posting = shared_postings(session)[0].id
        return coverage.read_coverage(session, reader=mentor.id, posting=posting)


def _retire(database: Database, *, keep: int) -> None:
    """Retire every published item of every bank but the first few."""
    with database.transaction() as session:
        left: dict[str, int] = {}
        query = select(ItemVersion, Item.bank_key).join(Item, Item.id == ItemVersion.item_id).order_by(Item.id)
        for version, bank in session.execute(query.where(ItemVersion.state == "published")):
            left[bank] = left.get(bank, 0) + 1
            version.state = "published" if left[bank] <= keep else "retired"


def test_the_lines_that_a_quiz_can_measure_are_covered_and_no_others(database: Database) -> None:
    found = _cover(database)
    assert found.lines
    for line in found.lines.values():
        assert line.statement.measured_by in {"quiz", "worksample", "sjt"}
        assert set(line.items) == {link.competency_key for link in line.statement.competencies}
        for key, count in line.items.items():
            assert count == sum(found.counts.get(key, (0, 0)))


def test_a_line_without_items_is_uncovered(database: Database) -> None:
    _retire(database, keep=0)
    found = _cover(database)
    assert {line.mark for line in found.lines.values()} == {"uncovered"}
    assert {line.needed for line in found.lines.values()} == {None}


def test_a_line_with_an_item_or_two_is_thin(database: Database) -> None:
    _retire(database, keep=2)
    marks = {line.mark for line in _cover(database).lines.values() if any(line.items.values())}
    assert marks == {"thin"}


def test_a_line_that_lacks_items_for_one_of_its_competencies_is_not_covered(database: Database) -> None:
    for line in _cover(database).lines.values():
        if not all(line.items.values()):
            assert line.mark != "covered"
        if line.mark == "covered":
            assert line.needed is not None


def test_banks_are_listed_with_their_counts_and_what_has_no_bank_is_named(database: Database) -> None:
    with database.transaction() as session:
        summaries, missing = coverage.list_banks(session)
        for summary in summaries:
            rows = coverage.read_bank(session, summary.bank.key).rows
            assert len(rows) == summary.fixed + summary.families > 0
            assert 0 < summary.topics_covered <= summary.topics
    assert not {s.bank.key for s in summaries} & {c.key for c in missing}


def test_every_variant_of_an_item_can_be_read_with_its_key(database: Database) -> None:
    with database.transaction() as session:
        bank = coverage.list_banks(session)[0][0].bank.key
        for item, _, variants in coverage.read_bank(session, bank).rows[:3]:
            for number in range(1, variants + 1):
                found = coverage.read_item(session, bank=bank, item=item.key, variant=number)
                assert (found.number, found.variants) == (number, variants)
                assert found.face.type is found.key.type
            for number in (0, variants + 1, -1):
                with pytest.raises(NotFoundError):
                    coverage.read_item(session, bank=bank, item=item.key, variant=number)
    assert callable(grade)


def test_what_does_not_exist_is_not_found(database: Database) -> None:
    with database.transaction() as session:
        reader = make_person(session, Role.MENTOR)
        with pytest.raises(NotFoundError):
            coverage.read_bank(session, "no-such-bank")
        with pytest.raises(NotFoundError):
            coverage.read_item(session, bank="statistics", item="no-such-item", variant=1)
        with pytest.raises(NotFoundError):
            coverage.read_coverage(session, reader=reader.id, posting="no-such-posting")


def test_a_line_with_alternatives_is_covered_by_the_one_that_is_decided_soonest(database: Database) -> None:
    with database.transaction() as session:
        mentor = make_person(session, Role.MENTOR).id
        withdraw_bank(session, "speech-recognition")
        posting = make_posting_of(
            session,
            asking("one of these", "speech-recognition", "programming", any_of=1),
            asking("both of these", "speech-recognition", "programming"),
            asking("programming", "programming"),
            asking("speech recognition", "speech-recognition"),
        )
        found = coverage.read_coverage(session, reader=mentor, posting=posting.id)
    either, both, covered, uncovered = (found.lines[position] for position in range(4))
    assert set(either.items) == {"speech-recognition", "programming"}
    assert (either.mark, either.needed, either.lacking) == ("covered", covered.needed, ())
    assert (both.mark, both.lacking) == ("thin", ("speech-recognition",))
    assert (uncovered.mark, uncovered.lacking) == ("uncovered", ("speech-recognition",))
