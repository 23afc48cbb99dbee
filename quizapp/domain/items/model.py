"""Items as an author writes them: what all types have in common, variables and names that make a family."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property

from quizapp.domain.items.kinds import RATED_BY_PEOPLE, ItemType, Level, Path, Tolerance
from quizapp.domain.items.writing import Body

__all__ = ["RATED_BY_PEOPLE", "Body", "Item", "ItemType", "Level", "Path", "Tolerance", "Variable", "Waiver"]


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

    @property
    def is_rated(self) -> bool:
        """Tell whether people rate its answers."""
        return self.type in RATED_BY_PEOPLE

    @cached_property
    def content_hash(self) -> str:
        """The SHA-256 of what students are asked and how it is judged; waivers don't count."""
        definition = asdict(self)
        del definition["waivers"]
        canonical = json.dumps(definition, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(canonical.encode()).hexdigest()

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield the Markdown texts, with where."""
        yield ("stem",), self.stem
        yield ("explanation",), self.explanation
        yield from self.body.texts()

    def formulas(self) -> Iterator[tuple[Path, str]]:
        """Yield the expressions except `let`, with where."""
        yield from ((("require", i), source) for i, source in enumerate(self.require))
        yield from self.body.formulas()
