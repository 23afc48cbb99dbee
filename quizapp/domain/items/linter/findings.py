"""What a detector says, and what it looks at."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from quizapp.domain.items.linter.words import Prose
from quizapp.domain.items.model import ItemType

ERROR = "error"
WARNING = "warning"
STEM: tuple[str | int, ...] = ("stem",)
"""Where a stem stands in an item."""


@dataclass(frozen=True)
class Finding:
    """A flaw that was found.

    Attributes:
        flaw: Its code, a key of `flaws.FLAWS`.
        severity: `error` blocks publication; `warning` is mended or waived.
        path: The field, such as `("options", 2, "text")`.
        reason: One sentence: what was seen.
        suggestion: One sentence: what would mend it.
    """

    flaw: str
    severity: str
    path: tuple[str | int, ...]
    reason: str
    suggestion: str


@dataclass(frozen=True)
class ShownOption:
    """An option as a variant shows it."""

    position: int
    text: str
    correct: bool

    @cached_property
    def prose(self) -> Prose:
        """Its words."""
        return Prose(self.text)

    @property
    def path(self) -> tuple[str | int, ...]:
        """Where it stands in the item."""
        return ("options", self.position, "text")


@dataclass(frozen=True)
class View:
    """An item as one variant shows it, in the order it was written.

    Attributes:
        key_value: The number asked for, for a numeric item.
        mistakes: What the wrong procedures give.
        within: The greatest distance from `key_value` that still counts as right.
        context: The scenario of the case that the question belongs to.
        is_scenario: Whether the stem is a scenario that asks nothing itself.
        is_fixed: Whether it is the same in all variants.
        path: Where the question stands in the item; empty but for a case's questions.
    """

    type: ItemType
    stem: str
    options: tuple[ShownOption, ...] = ()
    shuffle: bool = True
    key_value: float | None = None
    mistakes: tuple[float, ...] = ()
    within: float = 0.0
    context: str = ""
    is_scenario: bool = False
    is_fixed: bool = True
    path: tuple[str | int, ...] = ()

    @cached_property
    def prose(self) -> Prose:
        """The stem's words."""
        return Prose(self.stem)

    @property
    def keys(self) -> tuple[ShownOption, ...]:
        """The right options."""
        return tuple(option for option in self.options if option.correct)

    @property
    def distractors(self) -> tuple[ShownOption, ...]:
        """The wrong options."""
        return tuple(option for option in self.options if not option.correct)


Findings = Iterator[Finding]
