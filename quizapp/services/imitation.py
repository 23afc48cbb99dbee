"""Answers as an imagined student would give them: right, wrong or partly right, for every type of item."""

import random
from collections.abc import Callable
from typing import Any

from quizapp.domain.items.faces import Face
from quizapp.domain.items.keys import Key
from quizapp.domain.items.types.case import CaseKey
from quizapp.domain.items.types.choice import ChoiceKey
from quizapp.domain.items.types.cloze import ClozeKey
from quizapp.domain.items.types.compute import ComputeKey
from quizapp.domain.items.types.judgement import JudgementKey
from quizapp.domain.items.types.matching import MatchingKey
from quizapp.domain.items.types.numeric import NumericKey
from quizapp.domain.items.types.ordering import OrderingKey
from quizapp.domain.items.types.short_answer import WordKey

TYPABLE = (1e-30, 1e30)
"""Sizes of numbers that can be typed."""


def imitate(face: Face, key: Key, reach: float, dice: random.Random) -> Any:
    """Make an answer that earns full credit when `reach` is 1, none when it is 0, and some in between."""
    right = key.right_answer()
    return right if reach >= 1 else _OTHERWISE[type(key)](face, key, reach, dice)


def _number(face: Face, key: NumericKey, reach: float, dice: random.Random) -> str:
    # A wrong procedure may end in a number that nobody could type.
    typable = [m.value for m in key.mistakes if m.value == 0 or TYPABLE[0] < abs(m.value) < TYPABLE[1]]
    wrong = typable or [key.value * 1.7 + 1]
    return f"{dice.choice(wrong):.10g}"


def _word(face: Face, key: WordKey, reach: float, dice: random.Random) -> str:
    return dice.choice([mistake.text for mistake in key.mistakes] or ["something else"])


def _computed(face: Face, key: ComputeKey, reach: float, dice: random.Random) -> Any:
    return imitate(face, key.result, reach, dice)


def _order(face: Face, key: OrderingKey, reach: float, dice: random.Random) -> list[str]:
    order = list(key.order)
    if reach > 0:
        place = dice.randrange(len(order) - 1)
        order[place], order[place + 1] = order[place + 1], order[place]
        return order
    return order[::-1]


def _ratings(face: Face, key: JudgementKey, reach: float, dice: random.Random) -> dict[str, int]:
    good = key.right_answer()
    if reach > 0:
        best = max(good, key=lambda part: key.ratings[part])
        return good | {best: max(1, good[best] - 3)}
    return {part: 6 - rating for part, rating in good.items()}


def _options(face: Face, key: ChoiceKey, reach: float, dice: random.Random) -> Any:
    wrong = [part for part in key.options if part not in key.correct]
    if face.type.value == "single-choice":
        return dice.choice(wrong)
    if reach > 0 and len(key.correct) > 1:
        return list(key.correct[: -(-len(key.correct) // 2)])
    return wrong[:1]


def _matches(face: Face, key: MatchingKey, reach: float, dice: random.Random) -> dict[str, str]:
    prompts = list(key.matches)
    kept = -(-len(prompts) // 2) if reach > 0 else 0
    unused = [option for option in key.options if option not in key.matches.values()]
    return {prompt: key.matches[prompt] if i < kept else unused[0] for i, prompt in enumerate(prompts)}


def _gaps(face: Face, key: ClozeKey, reach: float, dice: random.Random) -> dict[str, str]:
    kept = -(-len(face.gaps) // 2) if reach > 0 else 0
    answer: dict[str, str] = {}
    for i, gap in enumerate(face.gaps):
        filled = key.gaps[gap.id]
        wrong = [option.id for option in gap.options if option.id not in filled.accepted]
        answer[gap.id] = filled.accepted[0] if i < kept else dice.choice(wrong or ["nothing_like_it"])
    return answer


def _questions(face: Face, key: CaseKey, reach: float, dice: random.Random) -> dict[str, Any]:
    kept = -(-len(face.members) // 2) if reach > 0 else 0
    return {
        member.id: imitate(member.face, key.members[member.id], float(i < kept), dice)
        for i, member in enumerate(face.members)
    }


_OTHERWISE: dict[type[Key], Callable[..., Any]] = {
    NumericKey: _number,
    WordKey: _word,
    ComputeKey: _computed,
    OrderingKey: _order,
    JudgementKey: _ratings,
    ChoiceKey: _options,
    MatchingKey: _matches,
    ClozeKey: _gaps,
    CaseKey: _questions,
}
"""What makes a wrong or half right answer of each type."""
