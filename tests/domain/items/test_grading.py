"""Grading, against oracles that share nothing with it."""

import json
import math
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from quizapp.domain.items.grading import (
    AnswerError,
    Grade,
    check_answer,
    grade,
    judgement_score,
    ordering_score,
    parse_number,
)
from quizapp.domain.items.keys import ChoiceKey, JudgementKey, KeyedMistake, NumericKey, OrderingKey
from quizapp.domain.items.model import Item, ItemType, Tolerance
from quizapp.domain.items.variants import Variant, draw_variants

from .conftest import BODIES, item_of_type

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
    assert grade(NumericKey(value, tolerance, (), ""), answer).score == float(right)


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
    found = grade(NumericKey(float(key), Tolerance(absolute=float(allowed)), (), ""), f"{answer / 10_000:.4f}")
    assert found.score == float(distance <= 0)


def test_the_nearest_mistake_is_named() -> None:
    key = NumericKey(1.0, Tolerance(relative=0.1), MISTAKES, "")
    assert grade(key, "2.04") == Grade(0.0, mistake=1, misconceptions=("nearly-doubled",))
    assert grade(key, "1,99") == Grade(0.0, mistake=0, misconceptions=("doubled",))
    assert grade(key, "7") == Grade(0.0)
    assert grade(key, "1.05") == Grade(1.0)


# -- choices

SINGLE = ChoiceKey(ItemType.SINGLE_CHOICE, ("a", "b", "c"), ("b",), {"a": "m-a", "c": "m-c"}, {}, "")


def test_one_option_is_right_and_another_names_its_misconception() -> None:
    assert grade(SINGLE, "b") == Grade(1.0)
    assert grade(SINGLE, "c") == Grade(0.0, parts=("c", "b"), misconceptions=("m-c",))


@given(st.sets(st.integers(0, 5), min_size=1, max_size=5), st.sets(st.integers(0, 5), min_size=1))
def test_a_multiple_response_earns_its_right_options_less_its_wrong_ones(right: set[int], chosen: set[int]) -> None:
    ids = tuple(map(str, range(6)))
    wrong = {i: f"m-{i}" for i in ids if int(i) not in right}
    key = ChoiceKey(ItemType.MULTIPLE_RESPONSE, ids, tuple(map(str, right)), wrong, {}, "")
    found = grade(key, [str(i) for i in chosen])
    hits = sum(1 for i in chosen if i in right)
    assert found.score == pytest.approx(max(0, (hits - (len(chosen) - hits)) / len(right)))
    assert set(found.parts) == {str(i) for i in right ^ chosen}
    assert set(found.misconceptions) == {f"m-{i}" for i in chosen - right}


# -- orderings


@given(st.permutations(range(6)))
def test_an_ordering_loses_two_shares_for_each_pair_in_the_wrong_order(given_order: list[int]) -> None:
    swaps, row = 0, list(given_order)
    for end in range(len(row) - 1, 0, -1):  # bubble sort swaps exactly the discordant pairs
        for i in range(end):
            if row[i] > row[i + 1]:
                row[i], row[i + 1] = row[i + 1], row[i]
                swaps += 1
    assert ordering_score("012345", [str(i) for i in given_order]) == pytest.approx(max(0, 1 - 2 * swaps / 15))


# -- judgements


@given(st.lists(st.integers(2, 10).map(lambda n: n / 2), min_size=4, max_size=6), st.data())
def test_a_judgement_scores_the_correlation_of_the_profiles(key: list[float], data: st.DataObject) -> None:
    assume(max(key) - min(key) >= 2.5)
    ratings = data.draw(st.lists(st.integers(1, 5), min_size=len(key), max_size=len(key)))
    score = judgement_score(key, ratings)
    if len(set(ratings)) == 1:
        assert score == 0
    else:
        assert score == pytest.approx(max(0.0, float(np.corrcoef(key, ratings)[0, 1])), abs=1e-9)


def test_a_judgement_doesn_t_care_how_strictly_one_rates() -> None:
    assert judgement_score([1, 3, 5, 3], [2, 3, 4, 3]) == pytest.approx(1)
    assert judgement_score([1, 3, 5, 3], [5, 3, 1, 3]) == 0


# -- any answer

json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=6) | st.dictionaries(st.text(max_size=8), inner, max_size=6),
    max_leaves=12,
)


def right_answer(variant: Variant) -> object:
    key = variant.key
    if isinstance(key, NumericKey):
        return str(key.value)
    if isinstance(key, ChoiceKey):
        return key.correct[0] if key.type is ItemType.SINGLE_CHOICE else list(key.correct)
    return list(key.order) if isinstance(key, OrderingKey) else {p: round(r) for p, r in key.ratings.items()}


def test_the_right_answer_passes_the_check_and_earns_nearly_all(item: Item) -> None:
    variant = draw_variants(item, "seed", 1)[0]
    answer = json.loads(json.dumps(right_answer(variant)))
    check_answer(variant.face, answer)
    assert grade(variant.key, answer).score > 0.95


@given(json_values)
@example({})
@example([])
@example(["x", "x"])
@example(True)
def test_an_answer_of_the_wrong_form_is_refused_by_check_and_grade_alike(answer: object) -> None:
    for kind in ItemType:
        variant = draw_variants(item_of_type(kind, BODIES[kind]()), "seed", 1)[0]
        assert accepted(lambda v=variant: check_answer(v.face, answer)) == accepted(
            lambda v=variant: grade(v.key, answer)
        )


def accepted(call: object) -> bool:
    try:
        call()  # type: ignore[operator]
    except AnswerError:
        return False
    return True


def wrong_answers(kind: ItemType, ids: list[str]) -> list[object]:
    if kind is ItemType.SINGLE_CHOICE:
        return ["foreign", [ids[0]], None, 0]
    if kind is ItemType.MULTIPLE_RESPONSE:
        return [[], ["foreign"], ids[:1] * 2, "x"]
    if kind is ItemType.NUMERIC:
        return ["", 5, None, "five"]
    if kind is ItemType.ORDERING:
        return [ids[:-1], [*ids, ids[0]], ids[:-1] + ids[:1], []]
    foreign = {**dict.fromkeys(ids, 3), "foreign": 1}
    return [foreign, dict.fromkeys(ids[1:], 3), *(dict.fromkeys(ids, bad) for bad in (0, 6, True, 3.0, "3"))]


@pytest.mark.parametrize("kind", list(ItemType))
def test_a_foreign_option_or_a_missing_part_is_refused(kind: ItemType) -> None:
    shown = draw_variants(item_of_type(kind, BODIES[kind]()), "seed", 1)[0].face
    for answer in wrong_answers(kind, [part.id for part in shown.parts]):
        with pytest.raises(AnswerError):
            check_answer(shown, answer)


def test_every_score_lies_between_nothing_and_one() -> None:
    key = JudgementKey({"a": 1.0, "b": 4.5, "c": 3.0, "d": 2.0}, {}, "")
    scores = [grade(key, dict(zip("abcd", r, strict=True))).score for r in product(range(1, 6), repeat=4)]
    assert min(scores) == 0
    assert max(scores) <= 1
    order = OrderingKey(tuple("abcd"), {}, "")
    assert {grade(order, list(p)).score for p in permutations("abcd")} <= {0, *(1 - k / 3 for k in range(3))} | {1 / 3}


def test_decimal_agrees_that_the_examples_are_numbers() -> None:
    for text in ("1.5", "-2", "3e-5"):
        try:
            assert parse_number(text) == float(Decimal(text))
        except InvalidOperation:
            pytest.fail(text)
