"""Matchings."""

import pytest

from quizapp.domain.items.grading import AnswerError, Grade, check_answer, grade
from quizapp.domain.items.keys import AnswerError as Refusal
from quizapp.domain.items.model import Variable
from quizapp.domain.items.types.matching import Matching, MatchingKey, Prompt
from quizapp.domain.items.writing import VariantError

from ..conftest import MATCHING, variant_of

KEY = MatchingKey({"p": "a", "q": "b", "r": "a", "s": "c"}, ("a", "b", "c", "d"), {})


@pytest.mark.parametrize(
    ("options", "score", "wrong"),
    [
        ("abac", 1, ""),
        ("abab", 0.75, "s"),
        ("bbac", 0.75, "p"),
        ("aaaa", 0.5, "qs"),
        ("dddd", 0, "pqrs"),
        ("bacd", 0, "pqrs"),
    ],
)
def test_each_prompt_counts_alike_and_wrong_ones_are_named(options: str, score: float, wrong: str) -> None:
    assert grade(KEY, dict(zip("pqrs", options, strict=True))) == Grade(score, parts=tuple(wrong))


def test_an_option_may_serve_several_prompts() -> None:
    body = Matching((Prompt("one", 0, "w"), Prompt("two", 0, "w"), Prompt("three", 1, "w")), ("a", "b", "c"))
    variant = variant_of(body)
    options = {part.text: part.id for part in variant.face.parts}
    prompts = {part.text: part.id for part in variant.face.prompts}
    answer = {prompts["one"]: options["a"], prompts["two"]: options["a"], prompts["three"]: options["b"]}
    check_answer(variant.face, answer)
    assert grade(variant.key, answer) == Grade(1.0)


def test_a_face_is_the_same_whatever_belongs_together() -> None:
    turned = Matching(tuple(Prompt(p.text, (p.match + 1) % 3, p.why) for p in MATCHING.prompts), MATCHING.options)
    variants = variant_of(MATCHING), variant_of(turned)
    assert variants[0].face == variants[1].face
    assert variants[0].key != variants[1].key
    prompts = tuple(Prompt(p.text, 4 - p.match, p.why) for p in MATCHING.prompts[::-1])
    assert variant_of(Matching(prompts, MATCHING.options[::-1])) == variants[0]


def test_options_or_prompts_that_look_alike_are_refused() -> None:
    alike = (Prompt("{{n}}", 0, "w"), Prompt("3", 1, "w"), Prompt("x", 1, "w"))
    for body, path in (
        (Matching(alike, ("a", "b", "c")), ("prompts", 1, "text")),
        (Matching(MATCHING.prompts, ("a", "3", "{{n}}")), ("options", 2, "text")),
    ):
        with pytest.raises(VariantError, match="stands twice") as error:
            variant_of(body, variables={"n": Variable((3,))})
        assert error.value.path == path


@pytest.mark.parametrize("missing", "pqrs")
@pytest.mark.parametrize("bad", ["e", "p", "", None, 0, ["a"], True])
def test_a_prompt_without_an_option_of_the_item_is_named(missing: str, bad: object) -> None:
    answer: dict[str, object] = {"p": "a", "q": "b", "r": "a", "s": "c"}
    for spoilt in (answer | {missing: bad}, {key: value for key, value in answer.items() if key != missing}):
        with pytest.raises(AnswerError, match="none yet") as error:
            grade(KEY, spoilt)
        assert error.value.part == missing


@pytest.mark.parametrize("answer", [{}, {"z": "a"}, ["a", "b", "a", "c"], "abac", None, 1])
def test_what_is_no_matching_is_refused_by_check_and_grade(answer: object) -> None:
    face = variant_of(MATCHING).face
    for call in (lambda: check_answer(face, answer), lambda: grade(KEY, answer)):
        with pytest.raises(Refusal, match="Please choose a match for each"):
            call()
