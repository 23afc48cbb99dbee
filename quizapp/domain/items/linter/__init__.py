"""The linter: deterministic detectors of the nineteen item-writing flaws."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from quizapp.domain.items.linter.flaws import FLAWS
from quizapp.domain.items.model import Item
from quizapp.domain.items.variants import Variant

__all__ = ["FLAWS", "Finding", "lint"]


@dataclass(frozen=True)
class Finding:
    """A flaw that was found."""

    flaw: str
    severity: str
    path: tuple[str | int, ...]
    reason: str
    suggestion: str


def lint(item: Item, variants: Sequence[Variant]) -> tuple[Finding, ...]:
    """Find the flaws of an item."""
    return ()
