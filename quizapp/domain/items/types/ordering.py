"""Steps to be put in order, Parsons problems too."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, permutations
from typing import Any

from quizapp.domain.items.faces import Face, Render
from quizapp.domain.items.keys import HALF_AND_FULL, Grade, Key, distribution, render_all
from quizapp.domain.items.kinds import ItemType, Path
from quizapp.domain.items.types.choice import check_ids
from quizapp.domain.items.writing import Body, Writer, by_id

_ALL = "Please put each step at its place."


@dataclass(frozen=True)
class Step:
    """One step of an ordering, written at its right place."""

    text: str
    why: str


@dataclass(frozen=True)
class Ordering(Body):
    """The body of an ordering: its steps in the right order."""

    type = ItemType.ORDERING

    steps: tuple[Step, ...]

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield steps and their reasons."""
        for i, step in enumerate(self.steps):
            yield ("steps", i, "text"), step.text
            yield ("steps", i, "why"), step.why

    def write(self, writer: Writer) -> tuple[Face, Key]:
        """Write the steps and their order."""
        parts = writer.parts("steps", [step.text for step in self.steps])
        whys = writer.whys("steps", [step.why for step in self.steps], parts)
        face = Face(ItemType.ORDERING, parts=by_id(parts))
        return face, OrderingKey(tuple(part.id for part in parts), whys)


@dataclass(frozen=True)
class OrderingKey(Key):
    """The key of an ordering: its steps' ids in the right order."""

    kinds = (ItemType.ORDERING,)

    order: tuple[str, ...]
    whys: Mapping[str, str]

    @property
    def steps(self) -> tuple[float, ...]:
        """Half and full credit."""
        return HALF_AND_FULL

    @staticmethod
    def check(face: Face, answer: object) -> None:
        """Ask for every step, once."""
        check_ids(answer, [part.id for part in face.parts], _ALL, whole=True)

    def grade(self, answer: Any) -> Grade:
        """Score the order; steps at another place than theirs are named.

        Raises:
            AnswerError: when it is not an order of the steps.
        """
        check_ids(answer, self.order, _ALL, whole=True)
        moved = tuple(part for part, given in zip(self.order, answer, strict=True) if part != given)
        return Grade(ordering_score(self.order, answer), parts=moved)

    def right_answer(self) -> list[str]:
        """Return the right order."""
        return list(self.order)

    def guesses(self) -> Mapping[float, float]:
        """Pick any order."""
        return distribution(_ordering_scores(len(self.order)))

    def rendered(self, render: Render) -> "OrderingKey":
        """Return the key with each text rendered."""
        return replace(super().rendered(render), whys=render_all(self.whys, render))


def ordering_score(right: Sequence[str], given: Sequence[str]) -> float:
    """Return 1 - 2 D / pairs, floored at 0, where D counts the pairs in the wrong order.

    It is Kendall's tau (Kendall 1938, A new measure of rank correlation) without its negative half.
    """
    place = {part: position for position, part in enumerate(given)}
    pairs = list(combinations(right, 2))
    discordant = sum(place[first] > place[second] for first, second in pairs)
    return max(0.0, 1.0 - 2.0 * discordant / len(pairs))


@lru_cache(maxsize=16)
def _ordering_scores(steps: int) -> tuple[float, ...]:
    right = [str(i) for i in range(steps)]
    return tuple(ordering_score(right, given) for given in permutations(right))
