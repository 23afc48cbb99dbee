"""Reports: each line with its mark, and behind each mark what it was made of."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from quizapp.domain.errors import InvalidInputError, NotFoundError
from quizapp.domain.readiness.verdict import Verdict
from quizapp.services import reports
from quizapp.services.gateway import Database
from quizapp.services.postings import add_posting, shared_postings
from quizapp.services.reading import Reader
from quizapp.services.reports import LONGEST_NOTE, Ledger, Painting
from quizapp.storage.tables import Declaration, Posting, Response, Statement
from tests.conftest import NOW
from tests.factories.takers import Taker, make_taker
from tests.factories.texts import POSTING


def _first(database: Database) -> str:
    with database.transaction() as session:
        return shared_postings(session)[0].id


def _paint(taker: Taker, posting: str | None = None) -> Painting:
    with taker.database.transaction() as session:
        return reports.paint_posting(session, student=taker.id, posting=posting or _first(taker.database))


def _ledger(taker: Taker, position: int) -> Ledger:
    with taker.database.transaction() as session:
        painting = reports.paint_posting(session, student=taker.id, posting=_first(taker.database))
        return reports.read_ledger(session, painting, position)


def _ledgers(taker: Taker) -> dict[int, Ledger]:
    """Read the ledgers of all measured lines."""
    with taker.database.transaction() as session:
        painting = reports.paint_posting(session, student=taker.id, posting=_first(taker.database))
        return {line: reports.read_ledger(session, painting, line) for line in _measured(painting)}


def _declare(taker: Taker, line: int, *, declared: bool = True, note: str = "", posting: str | None = None) -> None:
    where = posting or _first(taker.database)
    with taker.database.transaction() as session:
        statements = session.scalars(select(Statement).where(Statement.posting_id == where))
        start = {s.position: s.start for s in statements}.get(line, 10**7)
        reports.declare(
            session, student=taker.id, posting=where, start=start, declared=declared, note=note, now=taker.now
        )  # fmt: skip


def _declarable(painting: Painting) -> list[int]:
    return [position for position, line in painting.lines.items() if line.declarable]


def _measured(painting: Painting) -> list[int]:
    return [position for position, line in painting.lines.items() if not line.declarable]


def _probabilities(painting: Painting) -> list[float]:
    return [j.probability for j in painting.standing.judgements]


def test_every_measured_line_has_a_judgement_and_no_declarable_one_has(taker: Taker) -> None:
    painting = _paint(taker)
    assert _measured(painting) == [line.statement for line in painting.standing.lines]
    assert _declarable(painting)
    for position, line in painting.lines.items():
        assert line.statement.position == position
        assert (line.judgement is None) == line.declarable
        assert line.declarable == (line.statement.measured_by in {"evidence", "document", "interview"})


def test_lines_that_ask_nothing_carry_no_mark(taker: Taker) -> None:
    painting = _paint(taker)
    quiet = {"heading", "benefit", "company", "legal", "contact", "chrome"}
    for statement in painting.posting.statements:
        if statement.kind in quiet and statement.measured_by == "none":
            assert statement.position not in painting.lines


def test_every_mark_stands_on_the_page(taker: Taker) -> None:
    painting = _paint(taker)
    begun = {p.statement for block in painting.blocks for p in block.pieces if p.first}
    assert set(painting.lines) <= begun


def test_declaring_is_noted_and_changes_no_probability(taker: Taker) -> None:
    taker.sit(6, 1)
    before = _paint(taker)
    for position in _declarable(before):
        _declare(taker, position, note="  A certificate, in the drawer. ")
    after = _paint(taker)
    notes = {line.declaration.note for line in after.lines.values() if line.declaration}
    assert notes == {"A certificate, in the drawer."}
    assert all(after.lines[position].declaration for position in _declarable(after))
    assert _probabilities(after) == _probabilities(before)
    assert [line.judgement for line in after.lines.values()] == [line.judgement for line in before.lines.values()]


def test_answering_declares_nothing(taker: Taker) -> None:
    taker.sit(6, 1)
    painting = _paint(taker)
    assert not [line for line in painting.lines.values() if line.declaration]


def test_a_declaration_can_be_changed_and_taken_back(taker: Taker) -> None:
    position = _declarable(_paint(taker))[0]
    _declare(taker, position, note="first")
    taker.now += timedelta(hours=1)
    _declare(taker, position, note="second")
    kept = _paint(taker).lines[position].declaration
    assert kept is not None
    assert (kept.note, kept.declared_at) == ("second", taker.now)
    _declare(taker, position, declared=False)
    _declare(taker, position, declared=False)
    assert _paint(taker).lines[position].declaration is None


def test_what_one_declares_is_not_another_students(taker: Taker) -> None:
    position = _declarable(_paint(taker))[0]
    _declare(taker, position)
    assert _paint(make_taker(taker.database)).lines[position].declaration is None


def test_a_measured_line_cannot_be_declared(taker: Taker) -> None:
    for position in _measured(_paint(taker)):
        with pytest.raises(NotFoundError):
            _declare(taker, position)
    with pytest.raises(NotFoundError):
        _declare(taker, 10_000)


def test_a_note_may_have_a_thousand_characters_and_no_more(taker: Taker) -> None:
    position = _declarable(_paint(taker))[0]
    _declare(taker, position, note="n" * LONGEST_NOTE)
    with pytest.raises(InvalidInputError, match="1000"):
        _declare(taker, position, note="n" * (LONGEST_NOTE + 1))


def test_a_foreign_posting_is_neither_painted_nor_declared(taker: Taker, reader: Reader) -> None:
    owner = make_taker(taker.database)
    with taker.database.transaction() as session:
        private = add_posting(session, POSTING, reader, owner=owner.id, now=NOW).id
    position = _declarable(_paint(owner, private))[0]
    with pytest.raises(NotFoundError):
        _paint(taker, private)
    with pytest.raises(NotFoundError):
        _declare(taker, position, posting=private)
    with taker.database.transaction() as session:
        assert session.scalars(select(Declaration)).all() == []


def test_an_open_attempts_answers_move_nothing_on_the_painted_posting(taker: Taker) -> None:
    before = _paint(taker)
    attempt = taker.start()
    for position in range(1, 4):
        taker.answer(attempt, position, 1)
    during = _paint(taker)
    assert _probabilities(during) == _probabilities(before)
    assert [j.answers for j in during.standing.judgements] == [0] * len(during.standing.judgements)
    assert during.open_attempt == attempt
    taker.finish(attempt)
    after = _paint(taker)
    assert _probabilities(after) != _probabilities(before)
    assert after.open_attempt == ""


def test_the_ledger_lists_the_finished_answers_behind_a_line_newest_first(taker: Taker) -> None:
    taker.sit(6, 1)
    open_attempt = taker.start()
    taker.answer(open_attempt, 1, 0)
    painting = _paint(taker)
    with taker.database.transaction() as session:
        saved = session.scalars(
            select(Response.saved_at).where(Response.attempt_id != open_attempt, Response.score.is_not(None))
        ).all()
    ledgers = _ledgers(taker)
    assert {answer.answered_at for ledger in ledgers.values() for answer in ledger.answers} == set(saved)
    for line, ledger in ledgers.items():
        times = [answer.answered_at for answer in ledger.answers]
        assert times == sorted(times, reverse=True)
        assert {answer.competency for answer in ledger.answers} <= {c.name for c in ledger.competencies}
        assert all(answer.score == pytest.approx(1, abs=0.1) for answer in ledger.answers)
        judgement = painting.lines[line].judgement
        assert judgement is not None
        assert len(ledger.answers) == judgement.answers


def test_the_ledger_quotes_the_posting_and_names_its_competencies_in_its_words(taker: Taker) -> None:
    painting = _paint(taker)
    text = painting.posting.text
    for line, ledger in _ledgers(taker).items():
        statement = painting.lines[line].statement
        assert ledger.quote == text[statement.start : statement.end]
        assert {c.key for c in ledger.competencies} == {link.competency_key for link in statement.competencies}
        assert all(c.phrase and c.phrase in ledger.quote for c in ledger.competencies)


def test_the_ledger_of_a_declarable_line_holds_no_figures(taker: Taker) -> None:
    ledger = _ledger(taker, _declarable(_paint(taker))[0])
    assert (ledger.competencies, ledger.answers, ledger.needed) == ((), (), None)
    assert ledger.quote


def test_a_line_without_a_mark_has_no_ledger(taker: Taker) -> None:
    painting = _paint(taker)
    silent = next(s.position for s in painting.posting.statements if s.position not in painting.lines)
    with pytest.raises(NotFoundError):
        _ledger(taker, silent)


def test_the_sample_shows_visitors_several_verdicts_of_nobody(database: Database) -> None:
    with database.transaction() as session:
        sample = reports.paint_sample(session, NOW)
    assert sample is not None
    verdicts = {line.judgement.verdict for line in sample.lines.values() if line.judgement}
    assert len(verdicts) >= 3
    assert sample.forecast is None
    assert sample.open_attempt == ""
    assert not [line for line in sample.lines.values() if line.declaration]


def test_the_sample_is_the_same_each_time(database: Database) -> None:
    def probabilities() -> list[float]:
        with database.transaction() as session:
            sample = reports.paint_sample(session, NOW)
        assert sample is not None
        return _probabilities(sample)

    assert probabilities() == probabilities()


def test_without_a_shared_posting_there_is_no_sample(database: Database) -> None:
    with database.transaction() as session:
        for posting in session.scalars(select(Posting)):
            session.delete(posting)
        session.flush()
        assert reports.paint_sample(session, NOW) is None


def test_a_verdict_says_what_its_probability_says(taker: Taker) -> None:
    taker.sit(15, 1)
    for judgement in _paint(taker).standing.judgements:
        if judgement.verdict is Verdict.READY:
            assert judgement.probability >= 0.9
        if judgement.verdict is Verdict.NOT_YET:
            assert judgement.probability <= 0.1
