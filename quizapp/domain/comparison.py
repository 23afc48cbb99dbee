"""Comparison: what two postings both ask for, what only one of them asks, and which facts they want declared."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.domain.demands import Demand, Fact
from quizapp.domain.readiness.scale import Bar

_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Side:
    """What one posting asks for: measurable lines, and facts to declare."""

    demands: tuple[Demand, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Asked:
    """One competency as one posting asks for it: the lines that do, at least one, and the highest bar of them."""

    competency: str
    bar: Bar
    lines: tuple[Demand, ...]


@dataclass(frozen=True)
class Shared:
    """One competency that both ask for."""

    competency: str
    a: Asked
    b: Asked


@dataclass(frozen=True)
class Comparison:
    """Two postings beside each other; competencies and facts in the order in which they are asked for, A's first."""

    both: tuple[Shared, ...]
    only_a: tuple[Asked, ...]
    only_b: tuple[Asked, ...]
    facts_both: tuple[tuple[Fact, Fact], ...]
    facts_a: tuple[Fact, ...]
    facts_b: tuple[Fact, ...]


def compare(a: Side, b: Side) -> Comparison:
    """Compare two postings; facts are the same where their words are, whatever their capitals and punctuation."""
    in_a, in_b = _by_competency(a.demands), _by_competency(b.demands)
    said_a, said_b = _by_words(a.facts), _by_words(b.facts)
    return Comparison(
        tuple(Shared(key, in_a[key], in_b[key]) for key in in_a if key in in_b),
        tuple(asked for key, asked in in_a.items() if key not in in_b),
        tuple(asked for key, asked in in_b.items() if key not in in_a),
        tuple((fact, said_b[words]) for words, fact in said_a.items() if words in said_b),
        tuple(fact for words, fact in said_a.items() if words not in said_b),
        tuple(fact for words, fact in said_b.items() if words not in said_a),
    )


def _by_competency(demands: Sequence[Demand]) -> dict[str, Asked]:
    asked: dict[str, list[Demand]] = {}
    for demand in demands:
        for key in demand.keys:
            asked.setdefault(key, []).append(demand)
    return {
        key: Asked(key, max((line.bar for line in lines), key=lambda bar: bar.cut), tuple(lines))
        for key, lines in asked.items()
    }


def _by_words(facts: Iterable[Fact]) -> dict[str, Fact]:
    said: dict[str, Fact] = {}
    for fact in facts:
        said.setdefault(" ".join(_WORD.findall(fact.quote.casefold())), fact)
    return said
