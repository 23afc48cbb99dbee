"""Edits: what a person does to a posting's lines, checked before it is kept."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from quizapp.domain.errors import InvalidInputError
from quizapp.domain.extraction import Kind, Measure, Strength
from quizapp.domain.readiness.scale import Bar

HEAVIEST = 2.0
"""Of a line's weight; 0 leaves the line out of the choice of questions."""


class Action(StrEnum):
    """Say what an edit does."""

    CHANGE = "change"
    SPLIT = "split"
    MERGE = "merge"
    NAME = "name"
    SIGN = "sign"
    UNDO = "undo"


@dataclass(frozen=True)
class Edit:
    """One decision of a person; `start` and `end` are indices into the posting, `number` counts from 1.

    `changes` of a change: any of kind, measured_by, strength, bar, weight, competencies (keys) and any_of (how many of
    them, None for all); none at all says that the line is right as it is. Of a split: `at`. Of naming the posting:
    `title` and `employer`, and under `was` what they were. Of signing off: `lines`. Of an undo: `number`, the edit that
    no longer holds.
    """

    number: int
    action: Action
    start: int
    end: int
    changes: Mapping[str, Any]


_MEMBERS = {"kind": Kind, "measured_by": Measure, "strength": Strength, "bar": Bar}
_WORDS = {"kind": "kind", "measured_by": "way of measuring", "strength": "strength", "bar": "bar"}


def check_changes(changes: Mapping[str, Any], competencies: Collection[str]) -> None:
    """Refuse a change that can't be.

    Raises:
        InvalidInputError: saying what can't be used.
    """
    for name, value in changes.items():
        if name in _MEMBERS:
            _check_member(name, value)
        elif name == "weight":
            _check_weight(value)
        elif name == "competencies":
            _check_competencies(value, competencies)
        elif name == "any_of":
            _check_any_of(value, len(competencies))
        else:
            raise InvalidInputError(f"A line has no “{name}”.")


def _check_member(name: str, value: object) -> None:
    if value not in [member.value for member in _MEMBERS[name]]:
        raise InvalidInputError(f"There is no {_WORDS[name]} “{value}”.")


def _check_competencies(value: Collection[str], competencies: Collection[str]) -> None:
    unknown = next((key for key in value if key not in competencies), None)
    if unknown is not None:
        raise InvalidInputError(f"There is no competency “{unknown}”.")


def _check_any_of(value: object, most: int) -> None:
    if value is not None and not (isinstance(value, int) and 1 <= value <= most):
        raise InvalidInputError("Say how many of the competencies are enough, from 1 on.")


def _check_weight(value: object) -> None:
    if value is None:
        return
    if not isinstance(value, int | float) or not 0 <= value <= HEAVIEST:
        raise InvalidInputError(f"A weight is a number from 0 to {HEAVIEST:g}.")
