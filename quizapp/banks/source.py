"""Strict YAML: texts, lists and mappings with their places; nothing changes what the author wrote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

MAX_BYTES = 1_000_000
MAX_DEPTH = 20
MAX_NODES = 100_000


@dataclass(frozen=True, order=True)
class Problem:
    """Something in a file that must be mended.

    Attributes:
        file: The path as it was given.
        line: From 1; 0 when it is about the whole file.
        column: From 1.
        what: What was expected, in one sentence.
        item: The item's key, when it is about one.
    """

    file: str
    line: int
    column: int
    what: str
    item: str = ""

    def __str__(self) -> str:
        about = f"[{self.item}] " if self.item else ""
        return f"{self.file}:{self.line}:{self.column}: {about}{self.what}"


class SourceError(ValueError):
    """Files can't be used as they are; `problems` lists all that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Place:
    """A line and a column, both from 1."""

    line: int
    column: int


@dataclass(frozen=True)
class Scalar:
    """A text as the author wrote it; `style` is empty when it is plain, else a quote or a block's mark."""

    place: Place
    value: str
    style: str


@dataclass(frozen=True)
class Sequence:
    """A list."""

    place: Place
    items: tuple["Node", ...]


@dataclass(frozen=True)
class Mapping:
    """A mapping; `key_places` says where each key stands."""

    place: Place
    entries: dict[str, "Node"]
    key_places: dict[str, Place]


Node = Scalar | Sequence | Mapping


class QuotedText(str):
    """A text that stood in quotes, and so is never read as a number."""

    __slots__ = ()


def read_source(path: Path) -> Node:
    """Read one YAML file.

    Raises:
        SourceError: when it is not UTF-8, too large or not the strict YAML of question banks.
    """
    try:
        raw = path.read_bytes()
    except OSError:
        raise SourceError([Problem(str(path), 0, 0, "expected a file that can be read")]) from None
    return parse_source(raw, str(path))


def parse_source(raw: bytes, file: str) -> Node:
    """Parse the bytes of one YAML file.

    Raises:
        SourceError: as `read_source`.
    """
    if len(raw) > MAX_BYTES:
        raise SourceError([Problem(file, 0, 0, f"expected at most {MAX_BYTES:,} bytes, found {len(raw):,}")])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - (raw.rfind(b"\n", 0, error.start) + 1) + 1
        raise SourceError([Problem(file, line, column, "expected text in UTF-8")]) from None
    return _Reader(file).read(text)


class _Reader:
    """Builds nodes from libyaml's events; stops at the first thing that is not allowed, except equal keys."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._nodes = 0
        self._problems: list[Problem] = []

    def read(self, text: str) -> Node:
        """Return the one document of a text."""
        try:
            events = iter(yaml.parse(text, Loader=yaml.CLoader))
            node = self._document(events)
        except yaml.MarkedYAMLError as error:
            at_end = "end of stream" in (error.problem or "")  # what was left open tells more than where it ended
            mark = (error.context_mark if at_end else None) or error.problem_mark
            line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
            raise self._error(Place(line, column), _yaml_words(error)) from None
        except yaml.YAMLError as error:
            raise self._error(_place_of_character(text, error), "expected printable characters only") from None
        if self._problems:
            raise SourceError(self._problems)
        return node

    def _error(self, place: Place, what: str) -> SourceError:
        return SourceError([*self._problems, Problem(self._file, place.line, place.column, what)])

    def _document(self, events: Iterator[yaml.Event]) -> Node:
        next(events)
        start = next(events)
        if not isinstance(start, yaml.DocumentStartEvent):
            raise self._error(Place(1, 1), "expected a document, found an empty file")
        if start.version or start.tags:
            raise self._error(_place(start), "expected no %YAML or %TAG directive")
        node = self._node(next(events), events, 0)
        next(events)
        end = next(events)
        if not isinstance(end, yaml.StreamEndEvent):
            raise self._error(_place(end), "expected one document, found a second one")
        return node

    def _node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        place = _place(event)
        self._nodes += 1
        if isinstance(event, yaml.AliasEvent):
            raise self._error(
                place, "expected the text itself, found an alias (`*name`); quote a text that starts with *"
            )
        if getattr(event, "anchor", None) is not None:
            raise self._error(place, "expected no anchor (`&name`); quote a text that starts with &")
        if getattr(event, "tag", None) is not None:
            raise self._error(place, "expected no tag (`!name`); quote a text that starts with !")
        if depth > MAX_DEPTH or self._nodes > MAX_NODES:
            raise self._error(place, f"expected at most {MAX_DEPTH} levels and {MAX_NODES:,} values")
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(place, event.value, event.style or "")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(place, events, depth)
        return self._mapping(place, events, depth)

    def _sequence(self, place: Place, events: Iterator[yaml.Event], depth: int) -> Sequence:
        items = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            items.append(self._node(event, events, depth + 1))
        return Sequence(place, tuple(items))

    def _mapping(self, place: Place, events: Iterator[yaml.Event], depth: int) -> Mapping:
        entries: dict[str, Node] = {}
        places: dict[str, Place] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            key = self._node(event, events, depth + 1)
            if not isinstance(key, Scalar):
                raise self._error(key.place, "expected a plain word as the key; quote a text that starts with { or [")
            value = self._node(next(events), events, depth + 1)
            if key.value in entries:
                first = places[key.value].line
                what = f"expected each key once, found `{key.value}` again (first in line {first})"
                self._problems.append(Problem(self._file, key.place.line, key.place.column, what))
                continue
            entries[key.value] = value
            places[key.value] = key.place
        return Mapping(place, entries, places)


def _place(event: yaml.Event) -> Place:
    mark = event.start_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(0, 0)


def _place_of_character(text: str, error: yaml.YAMLError) -> Place:
    position = getattr(error, "position", None)
    if not isinstance(position, int):
        return Place(0, 0)
    before = text.encode()[:position].decode("utf-8", "ignore")
    return Place(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _yaml_words(error: yaml.MarkedYAMLError) -> str:
    problem = error.problem or "not YAML"
    hint = next((advice for words, advice in _HINTS.items() if words in problem), "")
    return f"expected YAML: {problem}" + (f" ({hint}{_opened(error)})" if hint else "")


def _opened(error: yaml.MarkedYAMLError) -> str:
    """Say where the brace or bracket stands that an earlier line may have left open."""
    start, end = error.context_mark, error.problem_mark
    if "expected ',' or" in (error.problem or "") and start and end and start.line < end.line:
        return f"; it was opened in line {start.line + 1}"
    return ""


_HINTS = {
    "found a tab character": "indent with spaces",
    "found character that cannot start any token": "indent with spaces; quote a text that starts with @ or %",
    "mapping values are not allowed": "quote a text that contains `: `; indent a field like its neighbours",
    "could not find expected ':'": "indent a text under `|` further than its field, and put `: ` after a field's name",
    "did not find expected '-'": "indent a field like its neighbours",
    "did not find expected key": "check indentation and quotes; inside '...' write '' for an apostrophe",
    "found unknown escape": "write TeX in '...' or under `|`, not in \"...\"",
    "did not find expected ',' or '}'": "quote a text that contains a comma, a brace or `: `; "
    "inside '...' write '' for an apostrophe; close each {",
    "did not find expected ',' or ']'": "quote a text that contains a comma or a bracket; close each [",
}


def plain(node: Node) -> object:
    """Return a node as texts, lists and dicts; a quoted text is a `QuotedText`."""
    if isinstance(node, Scalar):
        return QuotedText(node.value) if node.style in ("'", '"') else node.value
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(value) for key, value in node.entries.items()}


def place_at(node: Node, path: tuple[str | int, ...], offset: int = 0) -> Place:
    """Return where in the file the value at a path stands, as far as the path goes.

    Args:
        node: The root.
        path: Keys and positions; steps that don't exist are passed over.
        offset: The character inside the text at the end of the path.
    """
    place = node.place
    for step in path:
        if isinstance(node, Mapping) and step in node.entries:
            place = node.key_places[str(step)]
            node = node.entries[str(step)]
            if isinstance(node, Scalar):
                place = node.place
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
            place = node.place
    return _inside(node, place, offset) if isinstance(node, Scalar) and offset else place


def _inside(scalar: Scalar, place: Place, offset: int) -> Place:
    """Move from a text's start to one of its characters; in a folded text only the start is known."""
    if scalar.style == "|":
        lines = len(re.findall("\n", scalar.value[:offset]))
        return Place(place.line + 1 + lines, 1)
    if scalar.style in ("", "'", '"') and "\n" not in scalar.value:
        return Place(place.line, place.column + offset + (1 if scalar.style else 0))
    return place
