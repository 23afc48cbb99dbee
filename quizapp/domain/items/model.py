"""Items as an author writes them: one body a type, variables and names that make a family."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property


class ItemType(StrEnum):
    """What a student does with an item."""

    SINGLE_CHOICE = "single-choice"
    MULTIPLE_RESPONSE = "multiple-response"
    NUMERIC = "numeric"
    ORDERING = "ordering"
    SITUATIONAL_JUDGEMENT = "situational-judgement"


class Level(StrEnum):
    """What the item asks of the mind, lowest first: the revised taxonomy (Anderson & Krathwohl 2001)."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"
    ANALYSE = "analyse"
    EVALUATE = "evaluate"
    CREATE = "create"


@dataclass(frozen=True)
class Option:
    """One option of a choice; `misconception` is what leads to a wrong one."""

    text: str
    why: str
    correct: bool = False
    misconception: str = ""


@dataclass(frozen=True)
class Step:
    """One step of an ordering, written at its right place."""

    text: str
    why: str


@dataclass(frozen=True)
class Action:
    """Something one could do in a situation; `effectiveness` from 1 to 5, halves allowed."""

    text: str
    why: str
    effectiveness: float


@dataclass(frozen=True)
class Mistake:
    """A wrong procedure, computed; `value` is an expression."""

    value: str
    misconception: str
    why: str


@dataclass(frozen=True)
class Tolerance:
    """How far a number may be from the key: a share of it, a distance, or the larger of the two."""

    relative: float | None = None
    absolute: float | None = None

    def around(self, value: float) -> float:
        """Return the greatest distance from a value that still counts as equal to it."""
        return max((self.relative or 0.0) * abs(value), self.absolute or 0.0)


@dataclass(frozen=True)
class Choice:
    """The body of single-choice and multiple-response items."""

    options: tuple[Option, ...]
    shuffle: bool = True


@dataclass(frozen=True)
class Numeric:
    """The body of a numeric item; `value` is an expression."""

    value: str
    tolerance: Tolerance
    unit: str = ""
    mistakes: tuple[Mistake, ...] = ()


@dataclass(frozen=True)
class Ordering:
    """The body of an ordering: its steps in the right order."""

    steps: tuple[Step, ...]


@dataclass(frozen=True)
class Judgement:
    """The body of a situational judgement."""

    actions: tuple[Action, ...]


Body = Choice | Numeric | Ordering | Judgement


@dataclass(frozen=True)
class Variable:
    """What varies in a family, and all it can be."""

    choices: tuple[int | float | str, ...]


@dataclass(frozen=True)
class Waiver:
    """A linter's warning an author accepts, with the reason."""

    flaw: str
    because: str


@dataclass(frozen=True)
class Item:
    """An item: fixed without variables, a family with them.

    Attributes:
        key: Permanent, unique in its bank.
        just_ready: Of 100 just-ready candidates, how many get it right; 0.02 to 0.98.
        minutes: For a just-ready candidate; 0.5 to 20.
        let: Named expressions, in the order they are computed.
        require: Expressions that hold in every variant.
    """

    key: str
    type: ItemType
    topic: str
    level: Level
    just_ready: float
    minutes: float
    references: tuple[str, ...]
    stem: str
    explanation: str
    body: Body
    variables: Mapping[str, Variable] = field(default_factory=dict)
    let: Mapping[str, str] = field(default_factory=dict)
    require: tuple[str, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def is_family(self) -> bool:
        """Tell whether the item has variants."""
        return bool(self.variables)

    @cached_property
    def content_hash(self) -> str:
        """The SHA-256 of what students are asked and how it is judged; waivers don't count."""
        definition = asdict(self)
        del definition["waivers"]
        canonical = json.dumps(definition, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()
