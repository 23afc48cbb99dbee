"""Short answers: compared after normalisation, never by patterns."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from quizapp.domain.items.faces import Face
from quizapp.domain.items.grading import AnswerError, Grade, check_answer, grade
from quizapp.domain.items.model import ItemType, Variable
from quizapp.domain.items.types.short_answer import KeyedWord, ShortAnswer, WordKey, WrongWord, normalised
from quizapp.domain.items.writing import VariantError

from ..conftest import variant_of
from .strategies import short_answers

FACE = Face(ItemType.SHORT_ANSWER, numeric=False)
KEY = WordKey(
    ("maximum-likelihood estimator", "MLE"),
    mistakes=(KeyedWord("least squares", "squares", "w"), KeyedWord("OLS", "o", "w")),
)
awkward = st.text("aAßſİı\u0345\u0301ΐᾳﬁ²①Ⅷｱ\"'`“”‘’.-–—‐‑−  \u00a0\u3000\n…x", max_size=12)


@given(st.text(max_size=12) | awkward, st.booleans())
@example('"a."', False)
@example("'\"a\"'", False)
@example("a. .", False)
@example('". a', True)
def test_what_is_normalised_stays_as_it_is(text: str, exact: bool) -> None:
    once = normalised(text, exact=exact)
    assert normalised(once, exact=exact) == once


@given(st.text(max_size=12) | awkward, st.booleans())
def test_compatibility_forms_and_cases_are_one(text: str, exact: bool) -> None:
    assume(not any(unicodedata.decomposition(c).startswith(("<super>", "<fraction>")) for c in text))
    form = normalised(text, exact=exact)
    assert unicodedata.is_normalized("NFKC", form)
    assert normalised(unicodedata.normalize("NFKD", text), exact=exact) == form
    if not exact:
        assert normalised(form.casefold()) == form


@given(st.text("aAéÉ bZ-", min_size=1, max_size=12))
def test_capitals_matter_only_where_they_are_said_to(text: str) -> None:
    assert normalised(text.upper()) == normalised(text) == normalised(text.swapcase())
    assert (normalised(text.upper(), exact=True) == normalised(text, exact=True)) is (
        text.upper().split() == text.split()
    )


SAME = [
    ("maximum-likelihood", "Maximum‑Likelihood"),
    ("maximum-likelihood", "maximum–likelihood"),
    ("maximum-likelihood", "  MAXIMUM−LIKELIHOOD.  "),
    ("x - y", "x — y"),
    ("bayes' rule", "Bayes’ rule"),
    ("two words", "two \u00a0\t words"),
    ("word", '"word"'),
    ("word", "“word”"),
    ("word", "`word.`"),
    ("word", "'word'."),
    ("straße", "STRASSE"),
    ("café", "cafe\u0301"),
    ("o(n^2)", "O(n²)"),
    ("10^-6", "10⁻⁶"),
    ("1 1/2", "1½"),
    ("fit", "ﬁt"),
    ("f1", "Ｆ１"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_writings_of_the_same_word_are_one(one: str, other: str) -> None:
    assert normalised(one) == normalised(other)
    assert grade(WordKey((one,)), other) == Grade(1.0)


DIFFERENT = [
    ("words", "word s"), ("a-b", "ab"), ("a-b", "a b"), ("x", "x!"), ("...", ".."), ("o(n)", "o(n log n)"),
    ("cafe", "café"), ("a.*", "abc"), ("", "."), ("it's", "its"), ("'a", "a"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_other_words_stay_others(one: str, other: str) -> None:
    assert normalised(one) != normalised(other)


def test_an_exact_answer_keeps_its_capitals_quotation_marks_and_full_stop() -> None:
    key = WordKey(("ArrayList",), exact=True)
    assert grade(key, " ArrayList ").score == 1
    for other in ("arraylist", "ARRAYLIST", "“ArrayList”", "ArrayList."):
        assert grade(key, other).score == 0


def test_every_accepted_text_is_right_and_a_known_mistake_is_named() -> None:
    assert grade(KEY, "mle") == grade(KEY, "Maximum–likelihood  estimator.") == Grade(1.0)
    assert grade(KEY, "Least Squares") == Grade(0.0, mistake=0, misconceptions=("squares",))
    assert grade(KEY, "ols") == Grade(0.0, mistake=1, misconceptions=("o",))
    assert grade(KEY, "something else") == Grade(0.0)
    assert KEY.right_answer() == "maximum-likelihood estimator"


@given(short_answers())
def test_no_accepted_text_is_a_mistake(body: ShortAnswer) -> None:
    key = variant_of(body).key
    for text in body.accepted:
        assert grade(key, text) == Grade(1.0)
    for i, mistake in enumerate(body.mistakes):
        assert grade(key, mistake.text) == Grade(0.0, mistake=i, misconceptions=(mistake.misconception,))


REWRITTEN: list[Callable[[str], str]] = [
    str.casefold,
    lambda text: unicodedata.normalize("NFKD", text),
    lambda text: f"  {text}. ",
    lambda text: f"“{text}”",
    lambda text: text.replace("-", "–").replace(" ", "  "),
]


@given(awkward.filter(normalised), st.sampled_from(REWRITTEN))
def test_a_mistake_that_would_be_accepted_makes_no_variant(text: str, rewritten: Callable[[str], str]) -> None:
    assume(normalised(rewritten(text)) == normalised(text))  # two full stops at the end are no full stop
    with pytest.raises(VariantError, match="a mistake that is not accepted") as error:
        variant_of(ShortAnswer((text,), mistakes=(WrongWord(rewritten(text), "m", "w"),)))
    assert error.value.path == ("mistakes", 0, "text")


def test_a_mistake_named_twice_makes_no_variant() -> None:
    wrong = (WrongWord("Mean", "m", "w"), WrongWord("mean.", "n", "w"))
    with pytest.raises(VariantError, match="a mistake of its own") as error:
        variant_of(ShortAnswer(("median",), mistakes=wrong))
    assert error.value.path == ("mistakes", 1, "text")


@pytest.mark.parametrize(
    ("text", "expected"), [('" "', "found nothing"), ("{{w}}", "found nothing"), ("x" * 201, "200")]
)
def test_an_answer_nobody_can_type_makes_no_variant(text: str, expected: str) -> None:
    with pytest.raises(VariantError, match=expected) as error:
        variant_of(ShortAnswer(("fine", text)), variables={"w": Variable((" ",))})
    assert error.value.path == ("answer", "accept", 1)


def test_accepted_texts_are_filled_by_the_variables() -> None:
    variant = variant_of(ShortAnswer(("O(n^{{k}})",)), variables={"k": Variable((3,))})
    assert grade(variant.key, "o(N^3)").score == 1
    assert "n^3" not in str(variant.face)


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("", "type an answer"),
        (" \n ", "type an answer"),
        (None, "type an answer"),
        (5, "type an answer"),
        (["mle"], "type an answer"),
        ("x" * 201, "at most 200 characters; this one has 201"),
        ("x" * 1_000_000, "this one has 1,000,000"),
        ("m\x00le", "can't be shown"),
        ("mle\x1b[31m", "can't be shown"),
        ("\ud800", "can't be shown"),
        ("\ue000", "can't be shown"),
        ("\U00100000", "can't be shown"),
    ],
)
def test_what_is_no_short_text_gets_a_sentence_and_no_mark(answer: object, expected: str) -> None:
    for call in (lambda: check_answer(FACE, answer), lambda: grade(KEY, answer)):
        with pytest.raises(AnswerError, match=expected):
            call()


@pytest.mark.parametrize("answer", ["x" * 200, "tab\tbed", "two\nlines", "日本", "😀", "\u202e\u200b", "1e400", "NaN"])
def test_any_other_text_is_simply_right_or_wrong(answer: str) -> None:
    check_answer(FACE, answer)
    assert grade(KEY, answer) == Grade(0.0)
