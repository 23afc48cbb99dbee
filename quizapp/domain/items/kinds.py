"""What items are made of and asked for: their types, levels and tolerances."""

from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str | int, ...]
"""Where in an item's file a field stands, such as `("options", 2, "why")`."""


class ItemType(StrEnum):
    """What a student does with an item."""

    SINGLE_CHOICE = "single-choice"
    MULTIPLE_RESPONSE = "multiple-response"
    NUMERIC = "numeric"
    SHORT_ANSWER = "short-answer"
    ORDERING = "ordering"
    MATCHING = "matching"
    CLOZE = "cloze"
    COMPUTE = "compute"
    CASE = "case"
    SITUATIONAL_JUDGEMENT = "situational-judgement"
    STORY = "story"
    WRITTEN = "written"


RATED_BY_PEOPLE = frozenset({ItemType.STORY, ItemType.WRITTEN})
"""Types that no program grades; they never enter a measured verdict."""


class Level(StrEnum):
    """What the item asks of the mind, lowest first: the revised taxonomy (Anderson & Krathwohl 2001)."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"
    CREATE = "create"


@dataclass(frozen=True)
class Tolerance:
    """How far a number may be from the key: a share of it, a distance, or the larger of the two."""

    relative: float | None = None
    absolute: float | None = None

    def around(self, value: float) -> float:
        """Return the greatest distance from a value that still counts as equal to it."""
        return max((self.relative or 0.0) * abs(value), self.absolute or 0.0)
