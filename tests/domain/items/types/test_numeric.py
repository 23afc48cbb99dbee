"""Numbers: read as an independent scanner reads them, held against a tolerance, mistakes named."""

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from quizapp.domain.items.faces import Face
from quizapp.domain.items.grading import AnswerError, Grade, check_answer, grade, parse_number
from quizapp.domain.items.model import ItemType, Tolerance
from quizapp.domain.items.types.numeric import KeyedMistake, Mistake, Numeric, NumericKey
from quizapp.domain.items.writing import VariantError

from ..conftest import variant_of

# -- numbers


def scan(text: str) -> Fraction | None:
    """Read a number character by character: an oracle of its own for what `parse_number` accepts."""
    sign, rest = sign_of(text.strip())
    if len(text.strip()) > 64:
        return None
    whole, rest = digits_of(rest)
    mark, decimals = rest[:1], ""
    if mark in (".", ","):
        decimals, rest = digits_of(rest[1:])
    exponent = exponent_of(rest)
    if exponent is None or not 0 < len(whole + decimals) <= 20:
        return None
    if mark == "," and len(decimals) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0" and not rest:
        return None
    return sign * Fraction(int(whole + decimals), 10 ** len(decimals)) * Fraction(10) ** exponent


def sign_of(text: str) -> tuple[int, str]:
    return (-1 if text[0] in "-−" else 1, text[1:]) if text and text[0] in "+-−" else (1, text)


def digits_of(text: str) -> tuple[str, str]:
    end = next((i for i, character in enumerate(text) if character not in "0123456789"), len(text))
    return text[:end], text[end:]


def exponent_of(text: str) -> int | None:
    if not text:
        return 0
    sign, rest = sign_of(text[1:])
    digits, left = digits_of(rest)
    if text[0] not in "eE" or left or not 1 <= len(digits) <= 4:
        return None
    return sign * int(digits) if int(digits) <= 30 else None


near_numbers = st.text("0123456789.,+-−eE_ \u202f٣５x", max_size=30)


@given(st.text(max_size=40) | near_numbers)
@example("1,234")
@example("0,125")
@example("1.234,5")
@example("1e400")
@example("nan")
@example("inf")
@example("1_000")
@example("٣")
@example("５")
@example("0x10")
@example("1e2000000")
@example(".")
@example("-")
@example("−5")
@example("12 345")
@example("9" * 20 + "e30")
@example("1\n")
def test_a_number_is_read_as_an_independent_scanner_reads_it(text: str) -> None:
    expected = scan(text)
    try:
        found = parse_number(text)
    except AnswerError as error:
        assert expected is None
        assert str(error).endswith(".")
    else:
        assert expected is not None
        assert math.isfinite(found)
        assert found == float(expected)


@given(
    st.decimals(-(10**9), 10**9, places=4, allow_nan=False),
    st.sampled_from([".", ","]),
    st.integers(-30, 30) | st.none(),
    st.sampled_from(["", " ", "  "]),
)
def test_english_and_german_notation_are_read_alike(number: Decimal, mark: str, power: int | None, space: str) -> None:
    written = f"{number:f}".replace(".", mark) + ("" if power is None else f"e{power}")
    assert parse_number(space + written + space) == float(number * Decimal(10) ** (power or 0))


@given(st.floats(-1e15, 1e15).filter(lambda x: x == 0 or abs(x) > 1e-25))
def test_what_python_prints_is_read_back(number: float) -> None:
    assert parse_number(repr(number)) == number


MISREAD = "five 1,000.5 1.000,5 1,234 12,345 1/3 1e31 1e --1 0x1F 1_0 ∞ NaN 1e400 ² Ⅷ 1.2.3 + , . e5 1e+-2 ١ ５"


@pytest.mark.parametrize("text", [*MISREAD.split(), "", " ", "1 000", "50 %", "5 m", "1" * 21, "1\u00a0000"])
def test_what_could_be_misread_is_refused_with_a_sentence(text: str) -> None:
    with pytest.raises(AnswerError) as error:
        parse_number(text)
    assert str(error.value)[0].isupper() or str(error.value)[0].isdigit() or text.strip() in str(error.value)


def test_a_number_that_can_be_read_in_two_ways_names_both() -> None:
    with pytest.raises(AnswerError, match=r"write 1234 or 1\.234"):
        parse_number("1,234")


# -- numeric items

MISTAKES = (
    KeyedMistake(2.0, "doubled", "w"),
    KeyedMistake(2.05, "nearly-doubled", "w"),
    KeyedMistake(0.0, "zero", "w"),
)


@pytest.mark.parametrize(
    ("value", "tolerance", "answer", "right"),
    [
        (0.3, Tolerance(absolute=0.01), "0.31", True),
        (0.3, Tolerance(absolute=0.01), "0.29", True),
        (0.3, Tolerance(absolute=0.01), "0.3101", False),
        (100, Tolerance(relative=0.02), "102", True),
        (100, Tolerance(relative=0.02), "97.9", False),
        (-100, Tolerance(relative=0.02), "-98", True),
        (100, Tolerance(relative=0.001, absolute=5), "105", True),
        (7, Tolerance(absolute=0), "7", True),
        (7, Tolerance(absolute=0), "7.0000001", False),
        (5, Tolerance(relative=0.01), "9e30", False),
        (0, Tolerance(relative=0.01), "0", True),
    ],
)
def test_a_number_counts_when_it_is_within_the_key_s_tolerance(
    value: float, tolerance: Tolerance, answer: str, right: bool
) -> None:
    assert grade(NumericKey(value, tolerance), answer).score == float(right)


@given(
    st.integers(-(10**6), 10**6),
    st.integers(0, 5_000),
    st.integers(-(10**7), 10**7),
)
def test_the_tolerance_is_exact_to_a_billionth(value: int, tolerance: int, answer: int) -> None:
    key = Fraction(value, 1000)
    given_number = Fraction(answer, 10_000)
    allowed = Fraction(tolerance, 10_000)
    distance = abs(given_number - key) - allowed
    assume(distance <= 0 or distance > Fraction(1, 10**7) * max(allowed, abs(key), 1))
    found = grade(NumericKey(float(key), Tolerance(absolute=float(allowed))), f"{answer / 10_000:.4f}")
    assert found.score == float(distance <= 0)


def test_the_nearest_mistake_is_named() -> None:
    key = NumericKey(1.0, Tolerance(relative=0.1), MISTAKES)
    assert grade(key, "2.04") == Grade(0.0, mistake=1, misconceptions=("nearly-doubled",))
    assert grade(key, "1,99") == Grade(0.0, mistake=0, misconceptions=("doubled",))
    assert grade(key, "7") == Grade(0.0)
    assert grade(key, "1.05") == Grade(1.0)


def test_a_mistake_counts_only_outside_the_key_s_tolerance() -> None:
    key = NumericKey(1.9, Tolerance(absolute=0.1), MISTAKES)
    assert grade(key, "2") == Grade(1.0)
    assert grade(key, "2.01") == Grade(0.0, mistake=0, misconceptions=("doubled",))


def test_a_mistake_has_the_tolerance_of_its_own_size() -> None:
    key = NumericKey(1.0, Tolerance(relative=0.01), (KeyedMistake(1000.0, "milli", "w"),))
    assert grade(key, "1009").mistake == 0
    assert grade(key, "1011").mistake is None


@pytest.mark.parametrize("value", [1e30, -1e30, 1e-30, 123456789012345.0, 0.0, -0.0, 1 / 3, 2e5 / 7])
def test_the_right_answer_of_any_size_can_be_typed(value: float) -> None:
    key = NumericKey(value, Tolerance(absolute=0))
    assert grade(key, key.right_answer()) == Grade(1.0)


@pytest.mark.parametrize("value", ["1e31", "-1e40", "1e-35"])
def test_a_key_nobody_can_type_makes_no_variant(value: str) -> None:
    with pytest.raises(VariantError, match="at most 1e30") as error:
        variant_of(Numeric(value, Tolerance(relative=0.1)))
    assert error.value.path == ("answer", "value")


def test_a_mistake_may_be_beyond_what_can_be_typed() -> None:
    key = variant_of(Numeric("2", Tolerance(relative=0.1), "", (Mistake("1e40", "m", "w"),))).key
    assert grade(key, "1e30") == Grade(0.0)


NEVER_MARKED = [
    "1e400", "NaN", "nan", "inf", "-Infinity", "1_000", "１２", "٣", "1" * 1_000_000, "5" + " " * 100 + "5", "", "  ",
    "12 apples", "<b>1</b>", "1\x00", "\ud800", 5, 5.0, True, None, [], ["5"], {}, {"answer": "5"},
]  # fmt: skip


@pytest.mark.parametrize("answer", NEVER_MARKED, ids=lambda answer: repr(answer)[:20])
def test_what_is_no_number_gets_a_sentence_and_no_mark(answer: object) -> None:
    for call in (
        lambda: check_answer(Face(ItemType.NUMERIC), answer),
        lambda: grade(NumericKey(5, Tolerance(1)), answer),
    ):
        with pytest.raises(AnswerError) as error:
            call()
        assert str(error.value).endswith(".")
        assert len(str(error.value)) < 200
