import pytest

from quizapp.domain.extraction import Kind
from training.corpus import CorpusError, parse_posting, read_skillspan, read_written

SOURCE = """\
# language: en
# role: tide modeller
title | \\n | Tide Modeller |
heading | \\n\\n | Who you are |
required | • | Solid SQL | databases
preferred | + | Python would be a bonus. | programming|databases, ~statistics
eligibility/context | ++ | Emden |
legal | 1. | We treat all alike. |
"""


def test_a_posting_is_rendered_with_its_joins_and_every_span_stands_where_it_says() -> None:
    text, gold = parse_posting("tides", SOURCE).render()
    assert text == ("Tide Modeller\n\nWho you are\n• Solid SQL Python would be a bonus.Emden\n1. We treat all alike.\n")
    assert [text[one.start : one.end] for one in gold][2:4] == ["Solid SQL", "Python would be a bonus."]
    assert gold[4].kinds == (Kind.eligibility, Kind.context)


def test_links_are_parted_into_asked_and_weak_ones() -> None:
    row = parse_posting("tides", SOURCE).rows[3]
    assert row.core == (("programming", "databases"),)
    assert row.weak == (("statistics",),)


def test_copies_lose_their_bullets_headings_and_line_breaks() -> None:
    posting = parse_posting("tides", SOURCE)
    assert posting.without_bullets().render()[0].splitlines()[3] == "Solid SQL Python would be a bonus.Emden"
    assert "Who you are" not in posting.without_headings().render()[0]
    assert posting.without_breaks().render()[0].splitlines()[3:] == [
        "• Solid SQL Python would be a bonus.Emden We treat all alike."
    ]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("required | • | Solid SQL", "four fields"),
        ("wish | • | Solid SQL |", "wish"),
        ("required | ~ | Solid SQL |", "join"),
        ("required | • |  | databases", "empty"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, complaint: str) -> None:
    with pytest.raises(CorpusError, match=complaint) as caught:
        parse_posting("tides", f"# role: x\ntitle | \\n | Tides |\n{line}\n")
    assert "tides, line 3" in str(caught.value)


def test_a_file_without_statements_is_refused() -> None:
    with pytest.raises(CorpusError, match="no statement"):
        parse_posting("tides", "# role: none\n")


@pytest.mark.parametrize("part", ["learn", "check"])
def test_every_written_posting_can_be_read_and_has_a_title(part: str) -> None:
    postings = read_written(part)
    assert postings
    assert [p.name for p in postings if Kind.title not in {kind for row in p.rows for kind in row.kinds}] == []


def test_no_posting_is_both_learnt_from_and_held_out() -> None:
    rows = {
        part: {row.text for p in read_written(part) for row in p.rows if len(row.text) > 60}
        for part in ("learn", "check")
    }
    assert not rows["learn"] & rows["check"]


def test_skillspan_has_lines_with_and_without_skills() -> None:
    postings = read_skillspan("dev")
    if not postings:
        pytest.skip("SkillSpan is not in ../shared/postings/skillspan, beside the checkout.")
    marked = [asks for posting in postings for asks in posting.asks]
    assert (len(marked), sum(marked)) == (3174, 914)
