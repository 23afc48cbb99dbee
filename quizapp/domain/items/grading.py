"""Grade an answer against a key: pure functions over plain JSON values.

An answer is an option's id (single choice), a list of ids (multiple response, ordering), the text as typed
(numeric), or a mapping of each action's id to a rating from 1 to 5 (situational judgement).
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from quizapp.domain.errors import InvalidInputError
from quizapp.domain.items.faces import Face
from quizapp.domain.items.keys import ChoiceKey, JudgementKey, Key, NumericKey, OrderingKey
from quizapp.domain.items.model import ItemType

MAX_DIGITS = 20
MAX_EXPONENT = 30
MAX_TYPED = 64
"""Characters a number may be typed with."""
NUMBER_RULE = "Write a number such as 1234.5 or 1.2e-3: a point or a comma before decimals, nothing between thousands."
"""The one rule for numbers, as it is shown beside the field."""

_NUMBER = re.compile(r"([+\-\u2212]?)([0-9]*)(?:([.,])([0-9]*))?(?:[eE]([+\-\u2212]?[0-9]{1,4}))?", re.ASCII)
_SLACK = 1e-9
"""Share of a number by which binary rounding may move it, so that the tolerance's edge counts as inside."""


class AnswerError(InvalidInputError):
    """An answer can't be graded as it is; the sentence says what was expected."""


@dataclass(frozen=True)
class Grade:
    """What an answer is worth, and what the review can say to it.

    Attributes:
        score: 0 to 1.
        mistake: For a wrong number, the position of the mistake it matches.
        parts: Ids of wrong options chosen and right options missed, or of actions rated 1.5 or more away.
        misconceptions: Slugs of what led there.
    """

    score: float
    mistake: int | None = None
    parts: tuple[str, ...] = ()
    misconceptions: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the grade as plain JSON."""
        return {
            "score": self.score,
            "mistake": self.mistake,
            "parts": list(self.parts),
            "misconceptions": list(self.misconceptions),
        }


def parse_number(text: str) -> float:
    """Read a number as a person types it.

    A sign, at most 20 ASCII digits, a point or a comma before the decimals, an exponent of at most 30 in
    size; spaces around it don't matter. A comma before exactly three digits, as in 1,234, could be read in
    two ways and is refused.

    Raises:
        AnswerError: with a sentence that says how to write it.
    """
    typed = text.strip()
    if not typed:
        raise AnswerError("Please type a number.")
    match = _NUMBER.fullmatch(typed) if len(typed) <= MAX_TYPED else None
    if match is None or not (match[2] or match[4]):
        raise AnswerError(NUMBER_RULE)
    sign, whole, separator, decimals, exponent = match.groups()
    if len(whole) + len(decimals or "") > MAX_DIGITS:
        raise AnswerError(f"A number may have at most {MAX_DIGITS} digits.")
    if separator == "," and re.fullmatch(r"[1-9][0-9]{0,2}", whole) and len(decimals or "") == 3 and exponent is None:
        raise AnswerError(
            f"{typed} can be read in two ways: write {sign}{whole}{decimals} or {sign}{whole}.{decimals}."
        )
    power = int((exponent or "0").replace("\u2212", "-"))
    if abs(power) > MAX_EXPONENT:
        raise AnswerError(f"The exponent may be at most {MAX_EXPONENT}.")
    value = float(f"{whole or '0'}.{decimals or '0'}e{power}")
    return -value if sign in ("-", "\u2212") and value else value


def check_answer(face: Face, answer: object) -> None:
    """Refuse an answer that has the wrong form for a face, without knowing the key.

    Raises:
        AnswerError: with a sentence that says what was expected.
    """
    ids = [part.id for part in face.parts]
    if face.type is ItemType.SINGLE_CHOICE:
        if not isinstance(answer, str) or answer not in ids:
            raise AnswerError("Please choose one of the options.")
    elif face.type is ItemType.MULTIPLE_RESPONSE:
        _check_ids(answer, ids, "Please choose at least one of the options.", whole=False)
    elif face.type is ItemType.NUMERIC:
        if not isinstance(answer, str):
            raise AnswerError(NUMBER_RULE)
        parse_number(answer)
    elif face.type is ItemType.ORDERING:
        _check_ids(answer, ids, "Please put each step at its place.", whole=True)
    else:
        _check_ratings(answer, ids)


def _check_ids(answer: object, ids: Sequence[str], sentence: str, *, whole: bool) -> None:
    if not isinstance(answer, list) or not answer or any(not isinstance(part, str) for part in answer):
        raise AnswerError(sentence)
    foreign = set(answer) - set(ids)
    if foreign or len(set(answer)) < len(answer) or (whole and len(answer) != len(ids)):
        raise AnswerError(sentence)


def _check_ratings(answer: object, ids: Sequence[str]) -> None:
    if not isinstance(answer, dict) or set(answer) != set(ids):
        raise AnswerError("Please rate each action.")
    if any(isinstance(r, bool) or not isinstance(r, int) or not 1 <= r <= 5 for r in answer.values()):
        raise AnswerError("Please rate each action from 1 to 5.")


def grade(key: Key, answer: Any) -> Grade:
    """Grade an answer.

    Raises:
        AnswerError: when the answer has not the form `check_answer` asks for.
    """
    if isinstance(key, NumericKey):
        if not isinstance(answer, str):
            raise AnswerError(NUMBER_RULE)
        return _grade_number(key, parse_number(answer))
    if isinstance(key, ChoiceKey):
        return _grade_choice(key, answer)
    if isinstance(key, OrderingKey):
        _check_ids(answer, key.order, "Please put each step at its place.", whole=True)
        return Grade(ordering_score(key.order, answer))
    _check_ratings(answer, list(key.ratings))
    return _grade_ratings(key, answer)


def within(key: NumericKey, number: float, centre: float) -> bool:
    """Tell whether a number counts as equal to a value under the key's tolerance, taken of that value."""
    allowed = key.tolerance.around(centre)
    return abs(number - centre) <= allowed + _SLACK * max(allowed, abs(centre))


def _grade_number(key: NumericKey, number: float) -> Grade:
    if within(key, number, key.value):
        return Grade(1.0)
    near = [i for i, mistake in enumerate(key.mistakes) if within(key, number, mistake.value)]
    if not near:
        return Grade(0.0)
    best = min(near, key=lambda i: abs(number - key.mistakes[i].value))
    return Grade(0.0, mistake=best, misconceptions=(key.mistakes[best].misconception,))


def _grade_choice(key: ChoiceKey, answer: Any) -> Grade:
    if key.type is ItemType.SINGLE_CHOICE:
        if not isinstance(answer, str) or answer not in key.options:
            raise AnswerError("Please choose one of the options.")
        chosen = {answer}
    else:
        _check_ids(answer, key.options, "Please choose at least one of the options.", whole=False)
        chosen = set(answer)
    correct = set(key.correct)
    wrong = sorted(chosen - correct)
    score = max(0.0, (len(chosen & correct) - len(wrong)) / len(correct))
    missed = sorted(correct - chosen)
    return Grade(score, parts=(*wrong, *missed), misconceptions=tuple(key.misconceptions[part] for part in wrong))


def ordering_score(right: Sequence[str], given: Sequence[str]) -> float:
    """Return 1 - 2 D / pairs, floored at 0, where D counts the pairs in the wrong order.

    It is Kendall's tau (Kendall 1938, A new measure of rank correlation) without its negative half.
    """
    place = {part: position for position, part in enumerate(given)}
    pairs = list(combinations(right, 2))
    discordant = sum(place[first] > place[second] for first, second in pairs)
    return max(0.0, 1.0 - 2.0 * discordant / len(pairs))


def judgement_score(key: Sequence[float], ratings: Sequence[float]) -> float:
    """Return how near two rating profiles are once each is standardised within the person.

    With z-scores the squared distance is 2 n (1 - r), r being Pearson's correlation; the score is
    max(0, 1 - distance² / 2 n) = max(0, r). Equal ratings for all actions tell nothing and score 0. After
    McDaniel, Psotka, Legree, Yost & Weekley (2011), Toward an understanding of situational judgment item
    validity and group differences.
    """
    x, y = _standardised(key), _standardised(ratings)
    if not x or not y:
        return 0.0
    return min(1.0, max(0.0, math.fsum(a * b for a, b in zip(x, y, strict=True)) / len(x)))


def _standardised(profile: Sequence[float]) -> list[float]:
    mean = math.fsum(profile) / len(profile)
    spread = math.sqrt(math.fsum((r - mean) ** 2 for r in profile) / len(profile))
    return [(r - mean) / spread for r in profile] if spread > 1e-12 else []


def _grade_ratings(key: JudgementKey, answer: Mapping[str, int]) -> Grade:
    parts = list(key.ratings)
    score = judgement_score([key.ratings[part] for part in parts], [answer[part] for part in parts])
    far = tuple(part for part in parts if abs(answer[part] - key.ratings[part]) >= 1.5)
    return Grade(round(score, 6), parts=far)
