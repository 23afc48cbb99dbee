"""Situational judgement: actions rated for how effective they are."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from quizapp.domain.items.faces import Face, Render
from quizapp.domain.items.keys import AnswerError, Grade, Key, distribution, render_all
from quizapp.domain.items.kinds import ItemType, Path
from quizapp.domain.items.writing import Body, Writer, by_id

FAR = 1.5
"""Points from the key at which a rating is pointed out."""


@dataclass(frozen=True)
class Action:
    """Something one could do in a situation; `effectiveness` from 1 to 5, halves allowed."""

    text: str
    why: str
    effectiveness: float


@dataclass(frozen=True)
class Judgement(Body):
    """The body of a situational judgement."""

    type = ItemType.SITUATIONAL_JUDGEMENT

    actions: tuple[Action, ...]

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield actions and their reasons."""
        for i, action in enumerate(self.actions):
            yield ("actions", i, "text"), action.text
            yield ("actions", i, "why"), action.why

    def write(self, writer: Writer) -> tuple[Face, Key]:
        """Write the actions and their ratings."""
        parts = writer.parts("actions", [action.text for action in self.actions])
        whys = writer.whys("actions", [action.why for action in self.actions], parts)
        ratings = {part.id: action.effectiveness for part, action in zip(parts, self.actions, strict=True)}
        shown = by_id(parts)
        return Face(ItemType.SITUATIONAL_JUDGEMENT, parts=shown), JudgementKey(ratings, whys)


@dataclass(frozen=True)
class JudgementKey(Key):
    """The key of a situational judgement: each action's effectiveness, 1 to 5."""

    kinds = (ItemType.SITUATIONAL_JUDGEMENT,)

    ratings: Mapping[str, float]
    whys: Mapping[str, str]

    @property
    def steps(self) -> tuple[float, ...]:
        """Half of the way, and near enough: nobody meets an expert's ratings exactly."""
        return (0.5, 0.8)

    @staticmethod
    def check(face: Face, answer: object) -> None:
        """Ask for a rating from 1 to 5 of each action."""
        _check(answer, [part.id for part in face.parts])

    def grade(self, answer: Any) -> Grade:
        """Score the nearness of the two profiles; ratings far from the key are named.

        Raises:
            AnswerError: when an action is not rated, or not from 1 to 5.
        """
        parts = list(self.ratings)
        _check(answer, parts)
        score = judgement_score([self.ratings[part] for part in parts], [answer[part] for part in parts])
        far = tuple(part for part in parts if abs(answer[part] - self.ratings[part]) >= FAR)
        return Grade(round(score, 6), parts=far)

    def right_answer(self) -> dict[str, int]:
        """Return the key's ratings as whole numbers; halves go to the even one, as `round` does."""
        return {part: round(rating) for part, rating in self.ratings.items()}

    def guesses(self) -> Mapping[float, float]:
        """Pick any ratings."""
        return distribution(_judgement_scores(tuple(self.ratings.values())))

    def rendered(self, render: Render) -> "JudgementKey":
        """Return the key with each text rendered."""
        return replace(super().rendered(render), whys=render_all(self.whys, render))


def _check(answer: object, ids: Sequence[str]) -> None:
    if not isinstance(answer, dict) or set(answer) != set(ids):
        raise AnswerError("Please rate each action.")
    if any(isinstance(r, bool) or not isinstance(r, int) or not 1 <= r <= 5 for r in answer.values()):
        raise AnswerError("Please rate each action from 1 to 5.")


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


@lru_cache(maxsize=1_024)
def _judgement_scores(key: tuple[float, ...]) -> tuple[float, ...]:
    """Score every rating profile; the same formula as `judgement_score`, for all 5^n at once."""
    import numpy as np  # half of a cold start's time, and only compiling asks

    grid = np.stack(np.meshgrid(*[np.arange(1.0, 6.0)] * len(key), indexing="ij"), axis=-1).reshape(-1, len(key))
    centred = grid - grid.mean(axis=1, keepdims=True)
    spread = centred.std(axis=1)
    ratings = np.array(key)
    flat = spread < 1e-12
    correlation = centred @ (ratings - ratings.mean()) / (len(key) * ratings.std() * np.where(flat, 1.0, spread))
    scores: list[float] = np.clip(np.where(flat, 0.0, correlation), 0.0, 1.0).round(6).tolist()
    return tuple(scores)
