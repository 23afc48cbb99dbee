"""From a cohort's reading to the heatmap and the posting painted by the cohort."""

from collections.abc import Callable

from flask import url_for

from quizapp.domain.readiness.verdict import Judgement, Verdict
from quizapp.services.cohorts import CohortReading, StudentStanding
from quizapp.web.cohorts.pages import (
    CellView,
    CohortPage,
    CohortPaintedPage,
    PostingChoice,
    RequirementHead,
    StudentRow,
)
from quizapp.web.kit.painting import block_views, tally_views
from quizapp.web.kit.views import MarkView
from quizapp.web.kit.words import LEGEND, count, mark_of, per_cent

_LABEL_LENGTH = 42
_MEASURED = LEGEND[:4]


def cohort_page(reading: CohortReading, *, sort: str, descending: bool) -> CohortPage:
    """Show the heatmap, sorted by name, by answers or by one requirement."""
    positions = _positions(reading)
    wanted = sort if sort in {"name", "answers", *map(str, positions)} else "name"
    students = sorted(reading.students, key=_sort_key(wanted, positions), reverse=descending)
    if wanted.isdigit():  # who was not asked stands last either way: ignorance is not weakness
        column = positions.index(int(wanted))
        students.sort(key=lambda student: student.standing.judgements[column].answers == 0)
    chosen = reading.posting
    return CohortPage(
        id=reading.cohort.id,
        name=reading.cohort.name,
        join_code=reading.cohort.join_code,
        students=len(reading.students),
        postings=tuple(PostingChoice(p.id, p.title, p is chosen) for p in reading.postings),
        heads=tuple(_head(reading, index, position) for index, position in enumerate(positions)),
        rows=tuple(_row(reading, student, positions) for student in students),
        sort=wanted,
        descending=descending,
        legend=_MEASURED,
    )


def _positions(reading: CohortReading) -> list[int]:
    """List the positions of the posting's measured statements."""
    return [line.statement for line in reading.students[0].standing.lines] if reading.students else []


def _sort_key(wanted: str, positions: list[int]) -> Callable[[StudentStanding], tuple[float, str]]:
    def key(student: StudentStanding) -> tuple[float, str]:
        standing = student.standing
        if wanted == "name":
            return 0.0, student.name
        if wanted == "answers":
            return float(sum(standing.answers.values())), student.name
        judgement = standing.judgements[positions.index(int(wanted))]
        return judgement.probability, student.name

    return key


def _head(reading: CohortReading, index: int, position: int) -> RequirementHead:
    quote = _quote(reading, position)
    short = quote if len(quote) <= _LABEL_LENGTH else quote[:_LABEL_LENGTH].rsplit(" ", 1)[0] + " …"
    tally = reading.tally(index)
    untested = sum(s.standing.judgements[index].answers == 0 for s in reading.students)
    return RequirementHead(str(position), short, quote, tally[Verdict.READY], untested)


def _quote(reading: CohortReading, position: int) -> str:
    if reading.posting is None:
        return ""
    statement = next(s for s in reading.posting.statements if s.position == position)
    return reading.posting.text[statement.start : statement.end]


def _row(reading: CohortReading, student: StudentStanding, positions: list[int]) -> StudentRow:
    posting = reading.posting.id if reading.posting else ""

    def url(line: int | None) -> str:
        return url_for("cohorts.student", cohort=reading.cohort.id, student=student.id, posting=posting, line=line)

    cells = tuple(
        CellView(mark_of(judgement), _number(judgement), url(position))
        for position, judgement in zip(positions, student.standing.judgements, strict=True)
    )
    return StudentRow(student.name, url(None), sum(student.standing.answers.values()), cells)


def _number(judgement: Judgement) -> str:
    return str(per_cent(judgement.probability)) if judgement.answers else ""


def cohort_painted_page(reading: CohortReading) -> CohortPaintedPage:
    """Show a posting painted by a cohort: each line by what most of those tested show."""
    positions = _positions(reading)
    marks = {position: _cohort_mark(reading, index) for index, position in enumerate(positions)}
    posting = reading.posting
    statements = posting.statements if posting else []
    tested = sum(any(s.standing.answers.values()) for s in reading.students)
    return CohortPaintedPage(
        id=reading.cohort.id,
        name=reading.cohort.name,
        title=posting.title if posting else "",
        employer=posting.employer if posting else "",
        posting=posting.id if posting else "",
        blocks=block_views(reading.blocks, [s.kind for s in statements], marks, None),
        tallies=tally_views(_MEASURED, (mark.name for mark in marks.values())),
        summary=f"{tested} of {count(len(reading.students), 'student')} have answered questions. "
        "A line's mark is what most of them show.",
    )


def _cohort_mark(reading: CohortReading, index: int) -> MarkView:
    tally = reading.tally(index)
    untested = sum(s.standing.judgements[index].answers == 0 for s in reading.students)
    words = (
        f"{tally[Verdict.READY]} ready, {tally[Verdict.NEARLY]} nearly, {tally[Verdict.NOT_YET]} not yet, "
        f"{tally[Verdict.NOT_ENOUGH_EVIDENCE]} without enough evidence ({untested} not asked)"
    )
    decided = {v: n for v, n in tally.items() if v is not Verdict.NOT_ENOUGH_EVIDENCE}
    half = len(reading.students) / 2
    most = max(decided, key=lambda verdict: decided[verdict])
    verdict = most if sum(decided.values()) > half else Verdict.NOT_ENOUGH_EVIDENCE
    return MarkView(verdict.value, words, f"{tally[Verdict.READY]} ready · {untested} not asked")
