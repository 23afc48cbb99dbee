"""What banks refer to: the taxonomy of competencies, and the misconceptions they share."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast

from quizapp.banks.schema import CompetenciesFile
from quizapp.banks.source import Mapping, Node, Problem, Scalar, Sequence, SourceError, place_at, plain, read_source
from quizapp.banks.validation import validate

if TYPE_CHECKING:  # the extraction is loaded for aliases alone: that takes a third of a second
    from quizapp.domain.extraction.lexicon import AliasSpec

COMPETENCIES = "competencies.yaml"
MISCONCEPTIONS = "misconceptions.yaml"
ALIASES = "aliases.yaml"


@dataclass(frozen=True)
class Topic:
    """A topic of a competency."""

    key: str
    name: str


@dataclass(frozen=True)
class Competency:
    """A node of the taxonomy; `prerequisites` are keys of competencies that come first."""

    key: str
    name: str
    prerequisites: tuple[str, ...]
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Catalogue:
    """What a bank may refer to; `misconceptions` maps a slug to the wrong belief."""

    competencies: tuple[Competency, ...]
    misconceptions: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[str, Competency]:
        """The competencies by their keys."""
        return {competency.key: competency for competency in self.competencies}


def read_catalogue(root: Path) -> Catalogue:
    """Read the competencies and the shared misconceptions of a folder of banks.

    Raises:
        SourceError: with every problem of the two files.
    """
    shared = root / MISCONCEPTIONS
    misconceptions = read_misconceptions(shared) if shared.exists() else {}
    return Catalogue(read_competencies(root / COMPETENCIES), misconceptions)


def read_competencies(path: Path) -> tuple[Competency, ...]:
    """Read the taxonomy.

    Raises:
        SourceError: also for keys used twice, unknown prerequisites and circles among them.
    """
    node = read_source(path)
    entries = validate(node, CompetenciesFile, str(path)).competencies
    competencies = tuple(
        Competency(e.key, e.name, tuple(e.prerequisites), tuple(Topic(t.key, t.name) for t in e.topics))
        for e in entries
    )
    problems = [
        Problem(str(path), place.line, place.column, what)
        for position, what in _taxonomy_problems(competencies)
        for place in [place_at(node, ("competencies", position))]
    ]
    if problems:
        raise SourceError(problems)
    return competencies


def _taxonomy_problems(competencies: tuple[Competency, ...]) -> list[tuple[int, str]]:
    problems = []
    known: set[str] = {competency.key for competency in competencies}
    seen: set[str] = set()
    for position, competency in enumerate(competencies):
        if competency.key in seen:
            problems.append((position, f"expected each key once, found `{competency.key}` again"))
        seen.add(competency.key)
        if len({topic.key for topic in competency.topics}) < len(competency.topics):
            problems.append((position, "expected each topic's key once"))
        problems += [
            (position, f"expected a competency's key, found `{key}`")
            for key in competency.prerequisites
            if key not in known
        ]
    return problems or _circles(competencies)


def _circles(competencies: tuple[Competency, ...]) -> list[tuple[int, str]]:
    """Take away, again and again, what has no open prerequisite; what is left stands on a circle."""
    left = {competency.key: set(competency.prerequisites) for competency in competencies}
    while free := [key for key, needs in left.items() if not needs & left.keys()]:
        for key in free:
            del left[key]
    return [
        (position, f"expected prerequisites without a circle, found one through `{competency.key}`")
        for position, competency in enumerate(competencies)
        if competency.key in left
    ]


def read_misconceptions(path: Path) -> dict[str, str]:
    """Read a catalogue of misconceptions: a slug, and one sentence that states the wrong belief.

    Raises:
        SourceError: when it is anything but a mapping of keys to texts.
    """
    node = read_source(path)
    if not isinstance(node, Mapping):
        raise SourceError([_at(node, path, "expected a mapping of slugs to sentences")])
    problems = []
    for slug, value in node.entries.items():
        if not isinstance(value, Scalar) or not value.value.strip():
            problems.append(_at(value, path, f"expected one sentence that states the wrong belief `{slug}`"))
        if not slug or slug.strip("abcdefghijklmnopqrstuvwxyz0123456789-"):
            place = node.key_places[slug]
            what = "expected a slug of small letters, digits and hyphens"
            problems.append(Problem(str(path), place.line, place.column, what))
    if problems:
        raise SourceError(problems)
    return {slug: value.value.strip() for slug, value in node.entries.items() if isinstance(value, Scalar)}


def read_aliases(path: Path, competencies: Iterable[Competency]) -> "dict[str, list[AliasSpec]]":
    """Read the lexicon's aliases: a competency, or "competency/topic", and a list of texts or small mappings.

    Raises:
        SourceError: with every competency, topic and alias that can't be read or isn't known.
    """
    node = read_source(path)
    if not isinstance(node, Mapping):
        raise SourceError([_at(node, path, "expected a mapping of competencies to lists")])
    known = {c.key: {topic.key for topic in c.topics} for c in competencies}
    problems = []
    for key, value in node.entries.items():
        place = node.key_places[key]
        problems += [Problem(str(path), place.line, place.column, what) for what in _alias_key_problems(key, known)]
        problems += _alias_problems(key, value, path)
    if problems:
        raise SourceError(problems)
    return cast("dict[str, list[AliasSpec]]", plain(node))  # the lexicon's own reader has taken each of them


def _alias_key_problems(key: str, known: dict[str, set[str]]) -> list[str]:
    competency, slash, topic = key.partition("/")
    if competency not in known:
        return [f"expected a competency's key, found `{competency}`"]
    if slash and topic not in known[competency]:
        return [f"expected a topic of `{competency}`, found `{topic}`"]
    return []


def _alias_problems(key: str, node: Node, path: Path) -> list[Problem]:
    if not isinstance(node, Sequence):
        return [_at(node, path, f"expected a list of aliases of `{key}`")]
    from quizapp.domain.extraction.lexicon import read_alias

    problems = []
    for item in node.items:
        try:
            read_alias(key, cast("AliasSpec", plain(item)))
        except ValueError as error:
            problems.append(_at(item, path, f"expected an alias, found {error}"))
    return problems


def _at(node: Node, path: Path, what: str) -> Problem:
    return Problem(str(path), node.place.line, node.place.column, what)
