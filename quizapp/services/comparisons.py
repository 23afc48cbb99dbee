"""Comparisons: two postings side by side, with one's own verdicts where one has any."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from quizapp.domain.comparison import Asked, Comparison, Side, compare
from quizapp.domain.demands import demands_of, facts_of
from quizapp.domain.readiness.verdict import Judgement
from quizapp.domain.review import Line
from quizapp.services.blueprints import topic_names
from quizapp.services.lines import line_of_row
from quizapp.services.postings import find_posting
from quizapp.services.standings import read_standings
from quizapp.storage import postings
from quizapp.storage.tables import Posting

__all__ = ["Posting"]


@dataclass(frozen=True, eq=False)
class ComparisonReading:
    """Two postings compared for a reader."""

    a: Posting
    b: Posting
    comparison: Comparison
    names: Mapping[str, str]
    """Competencies' names by key."""
    judgements: Mapping[str, Judgement]
    """A student's verdict on each competency at the higher bar of the two; empty for everybody else."""


def list_comparable(session: Session, reader: int) -> Sequence[Posting]:
    """List the postings that a person may read, their own first."""
    return postings.readable_postings(session, reader)


def compare_postings(session: Session, *, reader: int, a: str, b: str, with_verdicts: bool) -> ComparisonReading:
    """Compare two postings; `with_verdicts` adds the reader's own.

    Raises:
        NotFoundError: when one of them is not the reader's to see.
    """
    first, second = find_posting(session, a, reader), find_posting(session, b, reader)
    found = compare(side_of_posting(first), side_of_posting(second))
    judgements = _judgements(session, reader, first, found) if with_verdicts else {}
    return ComparisonReading(first, second, found, topic_names(session), judgements)


def side_of_posting(posting: Posting) -> Side:
    """Return what a stored posting asks for."""
    return side_of(posting.text, tuple(map(line_of_row, posting.statements)), posting.seniority)


def side_of(text: str, lines: Sequence[Line], seniority: str) -> Side:
    """Return what a posting's lines ask for."""
    return Side(demands_of(text, lines, seniority), facts_of(text, lines))


def _judgements(session: Session, student: int, posting: Posting, found: Comparison) -> dict[str, Judgement]:
    standing = read_standings(session, [student], posting)[0]
    asked: list[Asked] = [*found.only_a, *found.only_b]
    cuts = {one.competency: one.bar.cut for one in asked}
    cuts |= {shared.competency: max(shared.a.bar.cut, shared.b.bar.cut) for shared in found.both}
    return {key: standing.competency(key, cut) for key, cut in cuts.items() if key in standing.axis}
