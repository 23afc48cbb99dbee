"""From a comparison to its page."""

from collections.abc import Iterable, Sequence

from flask import url_for

from quizapp.domain.comparison import Asked
from quizapp.domain.demands import Demand, Fact
from quizapp.services.comparisons import ComparisonReading, Posting
from quizapp.web.kit.words import count, mark_of
from quizapp.web.planning.pages import ComparedView, ComparePage, GroupView, LineLink, PostingPick, SideView
from quizapp.web.planning.present import BARS


def choosing_page(postings: Sequence[Posting], a: str, b: str) -> ComparePage:
    """Show the form alone."""
    if len(postings) < 2:
        hint = "There must be two postings here before they can be compared."
    elif a and a == b:
        hint = "Choose two different postings."
    else:
        hint = "Choose two postings to see what both ask for, and what only one of them asks."
    first = a or next((posting.id for posting in postings if posting.id != b), "")
    second = b or next((posting.id for posting in postings if posting.id != first), "")
    return ComparePage(_picks(postings, first, second), "", "", "", hint, ())


def compare_page(postings: Sequence[Posting], reading: ComparisonReading) -> ComparePage:
    """Show two postings side by side."""
    found = reading.comparison
    a, b = reading.a, reading.b
    groups = (
        GroupView("both", "Both ask for", "", tuple(_both(reading)), ()),
        GroupView("only-a", "Only A asks for", a.title, tuple(_only(reading, found.only_a, "A", a)), ()),
        GroupView("only-b", "Only B asks for", b.title, tuple(_only(reading, found.only_b, "B", b)), ()),
        GroupView("facts-a", "Only A wants declared", a.title, (), _links(a, found.facts_a)),
        GroupView("facts-b", "Only B wants declared", b.title, (), _links(b, found.facts_b)),
    )
    return ComparePage(
        _picks(postings, a.id, b.id),
        a.title,
        b.title,
        f"{_competencies(len(found.both))} in both, {len(found.only_a)} only in A, {len(found.only_b)} only in B.",
        "",
        tuple(group for group in groups if group.rows or group.facts),
    )


def _competencies(number: int) -> str:
    return count(number, "competency", "competencies")


def _picks(postings: Iterable[Posting], a: str, b: str) -> tuple[PostingPick, ...]:
    return tuple(PostingPick(p.id, p.title, p.id == a, p.id == b) for p in postings)


def _both(reading: ComparisonReading) -> Iterable[ComparedView]:
    for shared in reading.comparison.both:
        sides = _side("A", reading.a, shared.a), _side("B", reading.b, shared.b)
        yield _view(reading, shared.competency, sides)


def _only(reading: ComparisonReading, asked: Iterable[Asked], letter: str, posting: Posting) -> Iterable[ComparedView]:
    return (_view(reading, one.competency, (_side(letter, posting, one),)) for one in asked)


def _view(reading: ComparisonReading, key: str, sides: tuple[SideView, ...]) -> ComparedView:
    judgement = reading.judgements.get(key)
    return ComparedView(reading.names.get(key, key), mark_of(judgement) if judgement else None, sides)


def _side(letter: str, posting: Posting, asked: Asked) -> SideView:
    return SideView(letter, BARS[asked.bar], _links(posting, asked.lines))


def _links(posting: Posting, lines: Iterable[Demand | Fact]) -> tuple[LineLink, ...]:
    return tuple(
        LineLink(
            line.position + 1,
            line.quote,
            f"{url_for('reports.painted', posting=posting.id, line=line.position)}#line-{line.position}",
        )
        for line in lines
    )
