"""Clozes: gaps that nothing can forge, each filled by itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.items.faces import FIRST_GAP, Face
from quizapp.domain.items.grading import AnswerError, Grade, check_answer, grade
from quizapp.domain.items.model import Body, ItemType, Variable
from quizapp.domain.items.types.cloze import Blank, Cloze, ClozeKey, FilledGap
from quizapp.domain.items.variants import Variant
from quizapp.domain.items.writing import VariantError

from ..conftest import CLOZE, variant_of
from .strategies import clozes

KEY = ClozeKey(
    {
        "g": FilledGap(("a",), ("a", "b", "c")),
        "h": FilledGap(("mean", "average")),
        "i": FilledGap(("np.Sum",), exact=True),
    },
    {},
)


def marks(passage: str) -> list[int]:
    """The numbers of the gaps, in the order of a passage."""
    return [ord(character) - FIRST_GAP for character in passage if 0xE000 <= ord(character) < 0xF900]


def test_each_gap_counts_alike_and_wrong_ones_are_named() -> None:
    assert grade(KEY, {"g": "a", "h": "Average", "i": "np.Sum"}) == Grade(1.0)
    assert grade(KEY, {"g": "b", "h": "mean.", "i": "np.sum"}) == Grade(1 - 2 / 3, parts=("g", "i"))
    assert grade(KEY, {"g": "c", "h": "median", "i": "sum"}) == Grade(0.0, parts=("g", "h", "i"))


def test_one_gap_is_right_or_wrong_and_several_earn_half() -> None:
    assert ClozeKey({"g": FilledGap(("a",))}, {}).steps == (1.0,)
    assert KEY.steps == (0.5, 1.0)


@given(clozes())
def test_each_gap_is_marked_once_in_the_order_of_the_passage(body: Body) -> None:
    variant = variant_of(body)
    assert isinstance(body, Cloze)
    assert isinstance(variant.key, ClozeKey)
    assert marks(variant.face.passage) == list(range(len(body.blanks)))
    assert [gap.id for gap in variant.face.gaps] == list(variant.key.gaps)
    named = sorted(body.blanks, key=lambda blank: body.passage.index(f"[[{blank.name}]]"))
    assert [len(gap.options) for gap in variant.face.gaps] == [len(blank.options) for blank in named]


def filled_with(value: str, passage: str = "a [[what]] b {{x}} c [[how]]") -> Variant:
    blanks = (Blank("how", ("y",), "w"), Blank("what", ("x",), "w"))
    return variant_of(Cloze(passage, blanks), variables={"x": Variable((value,))})


@pytest.mark.parametrize("value", ["[[what]]", "[[how]]", "[[other]]", "[[", "{{x}}", "]] [[how]]", "[[what]][[how]]"])
def test_a_value_that_is_inserted_makes_no_gap(value: str) -> None:
    face = filled_with(value).face
    assert face.passage == f"a {chr(FIRST_GAP)} b {value} c {chr(FIRST_GAP + 1)}"
    assert len(face.gaps) == 2


def test_a_value_does_not_close_what_the_author_opened() -> None:
    assert filled_with("what", "[[what]] [[how]] [[{{x}}]]").face.passage.endswith(" [[what]]")


@pytest.mark.parametrize("value", [chr(FIRST_GAP), chr(FIRST_GAP + 1), "\uf8ff", "\U000f0000"])
@pytest.mark.parametrize("passage", ["a [[what]] b {{x}} c [[how]]", None])
def test_a_private_character_makes_no_variant(value: str, passage: str | None) -> None:
    with pytest.raises(VariantError, match="no private characters") as error:
        filled_with(value, passage or f"[[what]] [[how]] {value} {{{{x}}}}")
    assert error.value.path == ("text",)


def test_a_fault_in_the_passage_is_named_at_its_character() -> None:
    passage = "a [[what]] b [[how]] c {{x + 1}}"
    with pytest.raises(VariantError) as error:
        filled_with("text", passage)
    assert error.value.path == ("text",)
    assert passage.index("{{x") < error.value.offset < passage.index("}}")


def test_a_gap_s_options_are_filled_and_its_key_is_one_of_them() -> None:
    blank = Blank("g", ("{{n}}",), "w", ("{{n}}", "{{n + 1}}", "9"))
    variant = variant_of(Cloze("[[g]]", (blank,)), variables={"n": Variable((3,))})
    options = {part.text: part.id for part in variant.face.gaps[0].options}
    assert options.keys() == {"3", "4", "9"}
    assert grade(variant.key, {variant.face.gaps[0].id: options["3"]}) == Grade(1.0)


def test_options_that_look_alike_are_refused() -> None:
    blank = Blank("g", ("3",), "w", ("3", "{{n}}", "9"))
    with pytest.raises(VariantError, match="the same option stands twice for n = 3") as error:
        variant_of(Cloze("[[g]]", (blank,)), variables={"n": Variable((3,))})
    assert error.value.path == ("gaps", "g", "options")


def test_a_gap_nobody_can_fill_makes_no_variant() -> None:
    with pytest.raises(VariantError, match="found nothing") as error:
        variant_of(Cloze("[[g]]", (Blank("g", ("{{s}}",), "w"),)), variables={"s": Variable((" ",))})
    assert error.value.path == ("gaps", "g", "accept", 0)


def test_a_face_is_the_same_whichever_option_is_right_and_says_little_of_what_is_typed() -> None:
    def face(right: str, typed: str, order: str = "abc") -> Face:
        blanks = (Blank("g", (right,), "w", tuple(order)), Blank("h", (typed,), "w", exact=True))
        return variant_of(Cloze("[[g]] [[h]]", blanks)).face

    assert face("a", "sorted") == face("b", "lambda")
    assert face("a", "x") == face("a", "x", "cab")
    assert face("a", "x").gaps[1].width % 4 == 0
    assert face("a", "x" * 40).gaps[1].width >= 40


@pytest.mark.parametrize("gap", "ghi")
@pytest.mark.parametrize("bad", ["", " ", None, 0, ["a"], True, "x" * 201, "\x00", "\ud800"])
def test_a_gap_that_is_not_filled_is_named(gap: str, bad: object) -> None:
    with pytest.raises(AnswerError) as error:
        grade(KEY, {"g": "a", "h": "mean", "i": "x", gap: bad})
    assert error.value.part == gap


def test_an_option_of_another_gap_or_none_is_refused() -> None:
    for bad in ("d", "mean", "g"):
        with pytest.raises(AnswerError, match="nothing chosen") as error:
            grade(KEY, {"g": bad, "h": "mean", "i": "x"})
        assert error.value.part == "g"


@pytest.mark.parametrize("answer", [{"z": "a"}, ["a"], "a", None, 5])
def test_what_fills_no_gap_is_refused_by_check_and_grade(answer: object) -> None:
    face = variant_of(CLOZE).face
    assert face.type is ItemType.CLOZE
    for call in (lambda: check_answer(face, answer), lambda: grade(KEY, answer)):
        with pytest.raises(AnswerError, match=r"Please fill each gap\."):
            call()


@given(st.text(max_size=20))
def test_any_text_in_a_gap_is_graded_or_refused(text: str) -> None:
    answer = {"g": "a", "h": text, "i": text}
    try:
        assert grade(KEY, answer).score in (1 / 3, pytest.approx(1 / 3), pytest.approx(2 / 3))
    except AnswerError as error:
        assert error.part == "h"
