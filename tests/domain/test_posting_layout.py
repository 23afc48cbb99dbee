"""Postings laid out: every character of the text, once, in its line and its statement."""

from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.extraction.model import Kind, Measure
from quizapp.domain.postings import Block, is_declarable, is_measurable, lay_out, weight

BULLETS = "•◦▪‣·●○–—-*\uf0b7"
LINES = st.text("ab é,.•-* \t\u00a0", max_size=12)
KINDS = ["title", "heading", "required", "context", "legal", "chrome"]


@dataclass(frozen=True)
class Span:
    """A statement as laying out needs it."""

    start: int
    end: int
    kind: str


@st.composite
def _postings(draw: st.DrawFn) -> tuple[str, list[Span]]:
    text = "\n".join(draw(st.lists(LINES, max_size=8)))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=12)))
    spans = [
        Span(start, end, draw(st.sampled_from(KINDS)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    ]  # fmt: skip
    return text, spans


def _said(block: Block) -> str:
    return "".join(piece.text for piece in block.pieces)


def _bare(line: str) -> str:
    """Take away what laying out may take away: space before the line's text, and its bullet with the space after it."""
    stripped = line.lstrip()
    if stripped and stripped[0] in BULLETS and len(stripped.strip()) > 1:
        return stripped[1:].lstrip()
    return stripped


@given(_postings())
def test_the_pieces_joined_again_are_the_text_without_its_bullets(posting: tuple[str, list[Span]]) -> None:
    text, spans = posting
    said = [_said(block) for block in lay_out(text, spans) if block.shape != "gap"]
    assert said == [_bare(line) for line in text.split("\n") if line.strip()]


@given(_postings())
def test_each_statement_keeps_its_characters_and_no_others(posting: tuple[str, list[Span]]) -> None:
    text, spans = posting
    blocks = lay_out(text, spans)
    for number, span in enumerate(spans):
        mine = "".join(p.text for block in blocks for p in block.pieces if p.statement == number)
        asked = text[span.start : span.end]
        bare = [c for c in asked if not c.isspace() and c not in BULLETS]
        assert [c for c in mine if not c.isspace() and c not in BULLETS] == bare


@given(_postings())
def test_a_statement_begins_at_most_once(posting: tuple[str, list[Span]]) -> None:
    text, spans = posting
    first = [p.statement for block in lay_out(text, spans) for p in block.pieces if p.first]
    assert len(first) == len(set(first))
    assert all(not p.first for block in lay_out(text, spans) for p in block.pieces if p.statement is None)


@given(_postings())
def test_no_piece_is_empty_and_no_two_gaps_touch(posting: tuple[str, list[Span]]) -> None:
    blocks = lay_out(*posting)
    assert all(piece.text for block in blocks for piece in block.pieces)
    assert all(not (a.shape == b.shape == "gap") for a, b in pairwise(blocks))
    assert not blocks or blocks[0].shape != "gap"


def test_a_small_posting_is_laid_out_as_it_reads() -> None:
    text = "Tea taster\n\n\nYou bring\n  • a steady tongue and  \n  • patience\nWe pay in biscuits."
    spans = [Span(0, 10, "title"), Span(13, 22, "heading"), Span(27, 42, "required"), Span(51, 59, "required")]
    spans.append(Span(60, 79, "benefit"))
    blocks = lay_out(text, spans)
    assert [b.shape for b in blocks] == ["heading", "gap", "heading", "bullet", "bullet", "paragraph"]
    assert [b.quiet for b in blocks] == [False, True, False, False, False, True]
    assert [(p.text, p.statement, p.first) for p in blocks[3].pieces] == [
        ("a steady tongue", 2, True),
        (" and  ", None, False),
    ]


def test_a_statement_over_two_lines_begins_once_and_goes_on() -> None:
    text = "You taste tea\nall day long."
    blocks = lay_out(text, [Span(0, len(text), "responsibility")])
    assert [(p.text, p.first) for b in blocks for p in b.pieces] == [("You taste tea", True), ("all day long.", False)]


def test_a_statement_that_includes_its_bullet_still_begins_on_its_line() -> None:
    text = "• taste tea"
    pieces = [p for b in lay_out(text, [Span(0, len(text), "required")]) for p in b.pieces]
    assert [(p.text, p.statement, p.first) for p in pieces] == [("taste tea", 0, True)]


def test_an_empty_posting_has_no_lines() -> None:
    assert lay_out("", []) == ()
    assert lay_out("\n \n", []) == ()


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("competencies", [0, 1, 3])
def test_measured_and_declared_are_never_both(kind: Kind, measure: Measure, competencies: int) -> None:
    assert not (is_measurable(measure.value, competencies) and is_declarable(kind.value, measure.value))


def test_what_no_item_could_measure_is_not_measurable() -> None:
    assert is_measurable("quiz", 1)
    assert not is_measurable("quiz", 0)
    assert not is_measurable("evidence", 2)


def test_a_benefit_is_never_declared() -> None:
    assert is_declarable("eligibility", "document")
    assert not is_declarable("benefit", "evidence")


def test_what_is_required_weighs_more_than_what_is_preferred() -> None:
    assert weight("required") > weight("responsibility") > weight("preferred") > 0
