"""Numeric answers in English and German notation, generated with what they are worth: no wrong mark, no exception."""

import os
import random
from collections import Counter
from fractions import Fraction

import pytest

from quizapp.domain.items.grading import AnswerError, grade
from quizapp.domain.items.model import Tolerance
from quizapp.domain.items.types.numeric import KeyedMistake, NumericKey

from .oracle import Case, cases, written

COUNT = 100_000 if os.environ.get("HYPOTHESIS_PROFILE") == "assurance" else 10_000


def key_of(case: Case) -> NumericKey:
    """Make the key that a case's answer is held against."""
    relative, absolute = (None if share is None else float(share) for share in (case.relative, case.absolute))
    mistakes = tuple(KeyedMistake(float(value), f"m-{i}", "w") for i, value in enumerate(case.mistakes))
    return NumericKey(float(case.value), Tolerance(relative, absolute), mistakes)


def marked(case: Case) -> tuple[int | None, int | None]:
    """Grade a case's answer: the score and the mistake named; no score when it is refused."""
    try:
        found = grade(key_of(case), case.typed)
    except AnswerError:
        return None, None
    return int(found.score), found.mistake


def test_generated_answers_are_marked_as_the_oracle_marks_them() -> None:
    wrong = [case for case in cases(COUNT, seed=20_260_302) if marked(case) != (case.score, case.mistake)]
    assert wrong == []


def test_the_generated_answers_are_of_every_kind() -> None:
    made = list(cases(5_000, seed=1))
    worth = Counter("refused" if case.score is None else case.score for case in made)
    assert min(worth[kind] for kind in ("refused", 0, 1)) > 500
    assert sum(case.mistake is not None for case in made) > 200
    graded = [case for case in made if case.score is not None]
    for character in ",.-−+eE ":
        assert sum(character in case.typed for case in graded) > 50, character
    assert sum(case.value == 0 for case in graded) > 50
    on_edge = [case for case in graded if case.score == 1 and not _inner(case)]
    assert len(on_edge) > 300


def _inner(case: Case) -> bool:
    """Tell whether an answer lies well inside its tolerance: read with Python's own decimals."""
    number = Fraction(case.typed.strip().replace("−", "-").replace(",", ".").replace("+", ""))
    reach = max((case.relative or 0) * abs(case.value), case.absolute or 0)
    return abs(number - case.value) < reach * Fraction(999_999, 1_000_000)


def test_a_writing_is_of_the_number_it_was_made_of() -> None:
    """Python reads what the generator wrote, once the marks are its own."""
    dice = random.Random(3)  # noqa: S311 - nothing secret is drawn
    checked = 0
    for _ in range(3_000):
        number = Fraction(dice.randrange(-(10**7), 10**7), 10 ** dice.randint(0, 9))
        text, _ambiguous = written(dice, number)
        if text is not None:
            checked += 1
            assert Fraction(text.strip().replace("−", "-").replace(",", ".").lower()) == number
    assert checked > 2_000


@pytest.mark.parametrize("spoilt", [Tolerance(relative=0.0), Tolerance(absolute=1e9)])
def test_the_oracle_notices_another_tolerance(spoilt: Tolerance) -> None:
    def other(case: Case) -> int | None:
        try:
            return int(grade(NumericKey(float(case.value), spoilt), case.typed).score)
        except AnswerError:
            return None

    assert sum(other(case) != case.score for case in cases(1_000, seed=2)) > 100
