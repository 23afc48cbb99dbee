"""Read a bank's folder into its items, with every problem named at its place."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quizapp.banks.catalogue import MISCONCEPTIONS, Catalogue, read_misconceptions
from quizapp.banks.items import item_of
from quizapp.banks.schema import BankFile, TopicFile
from quizapp.banks.source import Node, Place, Problem, SourceError, place_at, read_source
from quizapp.banks.validation import Path as NodePath
from quizapp.banks.validation import validate
from quizapp.domain.items.expression import parse
from quizapp.domain.items.model import Item
from quizapp.domain.items.templates import parse_template

BANK = "bank.yaml"


@dataclass(frozen=True)
class ItemSource:
    """Where an item stands on disk."""

    file: str
    root: Node
    path: NodePath

    def place(self, path: NodePath = (), offset: int = 0) -> Place:
        """Return the line and column of one of the item's fields."""
        return place_at(self.root, (*self.path, *path), offset)

    def problem(self, item: str, what: str, path: NodePath = (), offset: int = 0) -> Problem:
        """Make a problem at one of the item's fields."""
        place = self.place(path, offset)
        return Problem(self.file, place.line, place.column, what, item)


@dataclass(frozen=True)
class Bank:
    """The items of one competency; `sources` says where each stands."""

    key: str
    competency: str
    title: str
    summary: str
    items: tuple[Item, ...]
    misconceptions: dict[str, str]
    folder: Path
    sources: dict[str, ItemSource]

    @property
    def content_hash(self) -> str:
        """The SHA-256 of all that a student may meet; it changes with any item."""
        lines = [self.key, self.competency, self.title, self.summary]
        lines += sorted(f"{item.key} {item.topic} {item.content_hash}" for item in self.items)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def read_bank(folder: Path, catalogue: Catalogue) -> Bank:
    """Read one bank.

    Raises:
        SourceError: with every problem of every file of the bank.
    """
    bank, problems = survey_bank(folder, catalogue)
    if problems or bank is None:
        raise SourceError(list(problems))
    return bank


def survey_bank(folder: Path, catalogue: Catalogue) -> tuple[Bank | None, tuple[Problem, ...]]:
    """Read what can be read of a bank, and name every problem; no bank when nothing could be read."""
    return _BankReader(folder, catalogue).read()


class _BankReader:
    """Gathers the items and the problems of a bank's files."""

    def __init__(self, folder: Path, catalogue: Catalogue) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._problems: list[Problem] = []
        self._misconceptions = dict(catalogue.misconceptions)
        self._items: list[Item] = []
        self._sources: dict[str, ItemSource] = {}

    def read(self) -> tuple[Bank | None, tuple[Problem, ...]]:
        """Return the bank as far as it can be read, and all its problems."""
        about = self._about()
        self._read_misconceptions()
        for path in sorted(self._folder.glob("*.yaml")):
            if path.name not in (BANK, MISCONCEPTIONS):
                self._topic(path)
        if not self._items and not self._problems:
            self._problems.append(Problem(str(self._folder), 0, 0, "expected at least one topic file"))
        problems = tuple(sorted(self._problems))
        if about is None or not self._items:
            return None, problems
        return self._bank(about), problems

    def _bank(self, about: BankFile) -> Bank:
        used = {slug for item in self._items for _, slug in item.body.misconceptions()}
        return Bank(
            key=self._folder.name,
            competency=about.competency,
            title=about.title,
            summary=about.summary,
            items=tuple(self._items),
            misconceptions={slug: text for slug, text in sorted(self._misconceptions.items()) if slug in used},
            folder=self._folder,
            sources=self._sources,
        )

    def _read_misconceptions(self) -> None:
        own = self._folder / MISCONCEPTIONS
        if own.exists():
            try:
                self._misconceptions |= read_misconceptions(own)
            except SourceError as error:
                self._problems += error.problems
        elif not self._catalogue.misconceptions:
            self._problems.append(Problem(str(own), 0, 0, "expected the misconceptions that the items name"))

    def _about(self) -> BankFile | None:
        path = self._folder / BANK
        try:
            node = read_source(path)
            about = validate(node, BankFile, str(path))
        except SourceError as error:
            self._problems += error.problems
            return None
        if about.competency not in self._catalogue.by_key:
            place = place_at(node, ("competency",))
            what = f"expected a competency's key, found `{about.competency}`"
            self._problems.append(Problem(str(path), place.line, place.column, what))
        if about.competency != self._folder.name:
            place = place_at(node, ("competency",))
            what = f"expected the folder to be named `{about.competency}`, like its competency"
            self._problems.append(Problem(str(path), place.line, place.column, what))
        return about

    def _topic(self, path: Path) -> None:
        try:
            root = read_source(path)
            file = validate(root, TopicFile, str(path))
        except SourceError as error:
            self._problems += error.problems
            return
        self._check_topic(path, root, file.topic)
        for position, model in enumerate(file.items):
            item = item_of(model, file.topic)
            source = ItemSource(str(path), root, ("items", position))
            if item.key in self._sources:
                first = self._sources[item.key]
                what = f"expected an id of its own, found that of {first.file}:{first.place().line}"
                self._problems.append(source.problem(item.key, what, ("id",)))
                continue
            self._sources[item.key] = source
            self._items.append(item)
            self._problems += self._item_problems(item, source)

    def _check_topic(self, path: Path, root: Node, topic: str) -> None:
        competency = self._catalogue.by_key.get(self._folder.name)
        place = place_at(root, ("topic",))
        if competency and topic not in {t.key for t in competency.topics}:
            known = ", ".join(t.key for t in competency.topics)
            self._problems.append(Problem(str(path), place.line, place.column, f"expected one of the topics {known}"))
        if path.stem != topic:
            what = f"expected the file to be named `{topic}.yaml`, like its topic"
            self._problems.append(Problem(str(path), place.line, place.column, what))

    def _item_problems(self, item: Item, source: ItemSource) -> Iterator[Problem]:
        for path, slug in item.body.misconceptions():
            if self._misconceptions and slug not in self._misconceptions:
                yield source.problem(item.key, f"expected a known misconception, found `{slug}`", path)
        for path, what, offset in name_problems(item):
            yield source.problem(item.key, what, path, offset)


def name_problems(item: Item) -> Iterator[tuple[NodePath, str, int]]:
    """Yield names that are used before they are known, defined twice or never used: field, fault and character."""
    known = set(item.variables)
    used: set[str] = set()
    for name, source in item.let.items():
        yield from _unknown(("let", name), parse(source).names, known)
        used |= parse(source).names
        if name in known:
            yield ("let", name), f"expected a new name, found `{name}` again", 0
        known.add(name)
    for path, names, offset in _uses(item):
        yield from _unknown(path, names, known, offset)
        used |= names
    for name in sorted(set(item.variables) - used):
        yield ("variables", name), f"expected `{name}` to be used somewhere", 0


def _unknown(
    path: NodePath, names: frozenset[str], known: set[str], offset: int = 0
) -> Iterator[tuple[NodePath, str, int]]:
    for name in sorted(names - known):
        yield path, f"expected a variable or an earlier `let` name, found `{name}`", offset


def _uses(item: Item) -> Iterator[tuple[NodePath, frozenset[str], int]]:
    for path, source in item.formulas():
        yield path, parse(source).names, 0
    for path, text in item.texts():
        for insertion in parse_template(text).insertions:
            yield path, insertion.expression.names, insertion.offset
