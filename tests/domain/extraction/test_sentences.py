import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.extraction.glue import glued_breaks, lost_line_breaks
from quizapp.domain.extraction.sentences import sentence_spans


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text, 0, len(text))]


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    assert sentences("We make tea. You drink it.") == ["We make tea.", "You drink it."]


@pytest.mark.parametrize(
    "text",
    [
        "Tools for charts, e.g. Matplotlib, are known to you.",
        "Werkzeuge (z. B. Excel oder Calc) sind dir vertraut.",
        "Erfahrung von ca. 3 Jahren im Labor.",
        "Die Stelle beginnt am 15. Juli in Kiel.",
        "You report to Dr. Quill in the lab.",
        "A Ph.D. Student assists you.",
        "Kenntnisse in Textverarbeitung bzw. Tabellen.",
        "The U.S. Office is small.",
    ],
)
def test_an_abbreviation_or_an_ordinal_does_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_a_full_stop_with_no_space_behind_it_still_ends_a_sentence() -> None:
    assert sentences("We fix bikes.You ride them.") == ["We fix bikes.", "You ride them."]


def test_a_name_with_a_dot_stays_whole() -> None:
    assert sentences("Our pages run on Node.js and d3.js alone.") == ["Our pages run on Node.js and d3.js alone."]


def test_a_run_of_spaces_parts_what_had_no_full_stop() -> None:
    assert sentences("Keep the press oiled    Good eyes are needed") == ["Keep the press oiled", "Good eyes are needed"]


@given(st.text(alphabet=st.sampled_from("abcA B.!?\n(1\u00a0é"), max_size=200))
def test_spans_are_ordered_trimmed_and_lose_no_letter(text: str) -> None:
    spans = list(sentence_spans(text, 0, len(text)))
    assert all(start < end for start, end in spans)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert all(text[start:end].strip() == text[start:end] for start, end in spans)
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())


GLUED = (
    "The bakery sells bread in three towns and bakes it by night. What you will do Knead dough by hand Develop recipes "
    "for rye bread with the master baker Maintain the ovens and keep a log of their heat What you need Experience with "
    "sourdough Ability to rise before the birds Knowledge of hygiene rules 3+ years in a bakery What we offer Free "
    "bread and a warm place to work in winter, and a team that sings while it works through the hours of the night."
)


def test_statements_that_run_into_each_other_are_parted_where_one_begins() -> None:
    cuts = [0, *glued_breaks(GLUED, 0, len(GLUED)), len(GLUED)]
    pieces = [GLUED[start:end].strip() for start, end in itertools.pairwise(cuts)]
    assert "Maintain the ovens and keep a log of their heat" in pieces
    assert "What you need" in pieces
    assert "Ability to rise before the birds" in pieces
    assert "3+ years in a bakery" in pieces


def test_ordinary_prose_is_not_parted() -> None:
    prose = "In our shop the Design team and the Print team share one long table, and nobody minds. " * 8
    assert glued_breaks(prose, 0, len(prose)) == ()


def test_bullets_inside_a_line_part_its_statements() -> None:
    text = "Tools of the trade ☞ a good knife ☞ a warm oven ☞ patience"
    cuts = [0, *glued_breaks(text, 0, len(text)), len(text)]
    pieces = [text[start:end].strip() for start, end in itertools.pairwise(cuts)]
    assert [piece for piece in pieces if piece != "☞"][1:] == ["a good knife", "a warm oven", "patience"]


def lines(text: str) -> list[str]:
    cuts = [0, *lost_line_breaks(text, 0, len(text)), len(text)]
    return [text[start:end] for start, end in itertools.pairwise(cuts)]


def test_lines_glued_together_without_a_blank_are_parted() -> None:
    text = "Shear the sheep twice a yearSpin the wool by handDye it in the vatYou know wool3+ years at a mill"
    assert lines(text) == [
        "Shear the sheep twice a year",
        "Spin the wool by hand",
        "Dye it in the vat",
        "You know wool",
        "3+ years at a mill",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Our stack: NodeJS, LaTeX, PostgreSQL, TensorFlow, PyTorch, JavaScript, GitHub, OpenCV and MapReduce.",
        "The Example GmbH builds for iOS and macOS, sells on eBay and talks on LinkedIn or YouTube.",
        "We like McCoy, DeepMind papers, HuggingFace models, FastAPI, GraphQL, SwiftUI and StepUp.",
        "CloudFormation, ElasticSearch, PowerPoint, SharePoint, DataFrame, WordPress and TypeScript are tools.",
    ],
)
def test_names_with_a_capital_inside_stay_whole(text: str) -> None:
    assert lines(text) == [text]
