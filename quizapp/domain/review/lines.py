"""A posting's lines as they are reviewed: what extraction read, and what a person has decided about it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import combinations, islice, product
from math import prod
from typing import Any, Self

from quizapp.domain.extraction import CLAIMS, Evidence, Kind, Link, Measure, Statement, Strength
from quizapp.domain.readiness.scale import Bar

MOST_BRANCHES = 16
"""Ways to meet a requirement that are judged each by itself; beyond them all its competencies are asked for."""


@dataclass(frozen=True)
class Option:
    """One of several alternatives: the words that name it, indices into the posting, and its competencies."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Choice:
    """Alternatives of which `at_least` are asked for."""

    at_least: int
    options: tuple[Option, ...]

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Read what `asdict` made of a choice."""
        options = tuple(Option(o["start"], o["end"], tuple(o["keys"])) for o in stored["options"])
        return cls(stored["at_least"], options)


@dataclass(frozen=True)
class Line:
    """A statement under review; the fields it shares with `Statement` mean the same.

    `weight` (0 to 2) is a person's, None leaves it to the kind. `decided` names the fields a person has decided.
    """

    start: int
    end: int
    kind: Kind
    measured_by: Measure
    links: tuple[Link, ...]
    confidence: float
    rule: str
    strength: Strength | None = None
    bar: Bar = Bar.WORKING
    choices: tuple[Choice, ...] = ()
    negated: bool = False
    track: str = ""
    repeats: int | None = None
    language: str = ""
    evidence: tuple[Evidence, ...] = ()
    weight: float | None = None
    decided: frozenset[str] = field(default_factory=frozenset)

    @property
    def keys(self) -> tuple[str, ...]:
        """Return the competencies' keys, each once, in the order in which they are named."""
        return tuple(dict.fromkeys(link.key for link in self.links))

    def to_json(self) -> dict[str, Any]:
        """Return the line as plain data."""
        return asdict(self) | {"decided": sorted(self.decided)}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """Read what `to_json` made of a line."""
        return cls(
            **stored
            | {
                "kind": Kind(stored["kind"]),
                "measured_by": Measure(stored["measured_by"]),
                "strength": Strength(stored["strength"]) if stored["strength"] else None,
                "bar": Bar(stored["bar"]),
                "links": tuple(Link(**link) for link in stored["links"]),
                "choices": tuple(map(Choice.from_json, stored["choices"])),
                "evidence": tuple(Evidence(**evidence) for evidence in stored["evidence"]),
                "decided": frozenset(stored["decided"]),
            }
        )


def line_of(statement: Statement) -> Line:
    """Return a statement as a line that nobody has touched."""
    return Line(
        statement.start,
        statement.end,
        statement.kind,
        statement.measured_by,
        statement.competencies,
        statement.confidence,
        statement.rule,
        statement.strength,
        statement.bar,
        choices_of(statement),
        statement.negated,
        statement.track,
        statement.repeats,
        statement.language,
        statement.evidence,
    )


def choices_of(statement: Statement) -> tuple[Choice, ...]:
    """Return a statement's alternatives with the competencies that each of them names."""
    return tuple(
        Choice(
            any_of.at_least,
            tuple(Option(start, end, keys_within(statement.competencies, start, end)) for start, end in any_of.options),
        )
        for any_of in statement.any_of
    )


def keys_within(links: Iterable[Link], start: int, end: int) -> tuple[str, ...]:
    """Return the keys of the links whose words stand inside a span, each once."""
    return tuple(dict.fromkeys(link.key for link in links if start <= link.start and link.end <= end))


def needs_check(line: Line, accepted_from: float) -> bool:
    """Tell whether a person must look at a line: nobody has yet, and it is unsure what it is or how much it insists.

    `accepted_from` is the confidence from which on lines are accepted without a look, 0 to 1.
    """
    if "kind" in line.decided:
        return False
    return line.confidence < accepted_from or (line.kind in CLAIMS and line.strength is Strength.unknown)


def alternatives(keys: Sequence[str], choices: Iterable[Choice]) -> tuple[tuple[str, ...], ...]:
    """Return the sets of competencies any one of which meets a requirement; at least one set, in a fixed order.

    A competency outside all choices is in every set. An option that names no competency can't be measured and is left
    out where others can. Beyond ``MOST_BRANCHES`` sets there is one, of all competencies.
    """
    ways = [_ways(choice) for choice in choices if any(option.keys for option in choice.options)]
    if prod(map(len, ways)) > MOST_BRANCHES:
        return (tuple(keys),)
    optional = frozenset(key for way in ways for picked in way for key in picked)
    branches = dict.fromkeys(_branch(keys, optional, combination) for combination in product(*ways))
    branches.pop((), None)
    return tuple(branches) or (tuple(keys),)


def _branch(keys: Sequence[str], optional: frozenset[str], combination: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """Return what one combination of ways asks for: what is not optional, and what it picks."""
    picked = {key for way in combination for key in way}
    return tuple(key for key in keys if key not in optional or key in picked)


def _ways(choice: Choice) -> list[tuple[str, ...]]:
    """Return the ways to take as many of the measurable options as are asked for, each as competency keys."""
    options = [option.keys for option in choice.options if option.keys]
    taken = combinations(options, min(choice.at_least, len(options)))
    return [tuple(key for option in some for key in option) for some in islice(taken, MOST_BRANCHES + 1)]


def shifted_links(line: Line, links: tuple[Link, ...]) -> Line:
    """Return the line with other links; choices keep the options that still name one of them."""
    keys = {link.key for link in links}
    choices = tuple(
        replace(c, options=tuple(replace(o, keys=tuple(k for k in o.keys if k in keys)) for o in c.options))
        for c in line.choices
    )
    return replace(line, links=links, choices=choices)
