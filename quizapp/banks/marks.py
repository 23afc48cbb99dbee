"""Where each value of a file begins and ends, so that one can be replaced and the rest left alone."""

import re
from typing import cast

import yaml

from quizapp.banks.source import Mapping, Node, Place, Problem, Scalar, Sequence, SourceError, parse_source

Path = tuple[str | int, ...]

_BLANK = " \t\r"
_COMMENT = re.compile(r"[ \t]*(#[^\r\n]*)?")
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(#[^\r\n]*)?")


class Marked:
    """A file's text, read by the strict reader, with the place of each value as characters of the text.

    Attributes:
        text: Without a byte order mark.
        root: What it says.
    """

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.root = parse_source(_encoded(text, file), file)
        self._marked = cast(yaml.Node, yaml.compose(text, Loader=yaml.CSafeLoader))  # the strict reader found one
        self.newline = "\r\n" if "\r\n" in text else "\n"

    def refusal(self, what: str, path: Path = ()) -> SourceError:
        """Make the error that says what was expected of a value."""
        node: Node | None = self.root
        place = Place(0, 0)
        for step in path:
            node = child(node, step)
            place = node.place if node else place
        return SourceError([Problem(self.file, place.line, place.column, what)])

    def node(self, path: Path) -> Node | None:
        """Return what stands at a path, or nothing."""
        node: Node | None = self.root
        for step in path:
            node = child(node, step)
        return node

    def is_flow(self, path: Path) -> bool:
        """Tell whether the list or mapping at a path is written as `[...]` or `{...}`."""
        return bool(getattr(self._at(path), "flow_style", False))

    def outermost_flow(self, path: Path) -> Path | None:
        """Return the path of the outermost `[...]` or `{...}` on the way to a value, itself excluded."""
        return next((path[:i] for i in range(len(path)) if self.is_flow(path[:i])), None)

    def span(self, path: Path) -> tuple[int, int]:
        """Return where a value begins and ends; comments and blank lines behind it are not its own."""
        node = self._at(path)
        end = self._end(node)
        if self._is_empty(node) and path and isinstance(path[-1], str):
            end = self.colon(path)
            return end, end
        return min(self._start(node), end), end

    def begin(self, path: Path) -> int:
        """Return where a key or an element begins, its dash included."""
        if isinstance(path[-1], str):
            return self._start(self._pair(path)[0])
        return self.span(path)[0] if self.is_flow(path[:-1]) else self.dash(path)

    def colon(self, path: Path) -> int:
        """Return where the `:` of the key at a path's end is over; in `{key}` that is the key's own end."""
        key, value = self._pair(path)
        end = int(key.end_mark.index)
        found = self.text.find(":", end)
        last = int(value.end_mark.index) if self._is_empty(value) else int(value.start_mark.index)
        between = self.text[end : found + 1]
        is_there = found >= 0 and not between.strip(" \t\r\n:") and (found < last or between == ":")
        return found + 1 if is_there else end

    def dash(self, path: Path) -> int:
        """Return where the `-` of a block list's element stands."""
        parent = self._at(path[:-1])
        position = path[-1]
        if not position or not isinstance(position, int):
            return int(parent.start_mark.index)
        at = self._end(parent.value[position - 1])
        while self.text[at] != "-":
            at = self.line_end(at) if self.text[at] == "#" else at + 1
        return at

    def line_start(self, at: int) -> int:
        """Return where a character's line begins."""
        return self.text.rfind("\n", 0, at) + 1

    def line_end(self, at: int) -> int:
        """Return where a character's line ends, before its line break."""
        end = self.text.find("\n", at)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > at and self.text[end - 1] == "\r" else end

    def column(self, at: int) -> int:
        """Return how many characters stand before a character in its line."""
        return at - self.line_start(at)

    def comment_after(self, at: int) -> str:
        """Return the comment that follows on the same line, with the space before it, or nothing."""
        found = _COMMENT.match(self.text, at)
        return found[0] if found and found[1] else ""

    def header_comment(self, at: int) -> str:
        """Return the comment behind the mark of a block text, or nothing."""
        found = _HEADER.match(self.text, at)
        return f"  {found[1]}" if found and found[1] else ""

    def holds_comment(self, path: Path) -> bool:
        """Tell whether a list or mapping has comments among its values."""
        start, end = self.span(path)
        kept = list(self.text[start:end])
        for leaf in _leaves(self._at(path)):
            for at in range(leaf.start_mark.index - start, min(leaf.end_mark.index, end) - start):
                kept[at] = "."
        return "#" in "".join(kept)

    def _at(self, path: Path) -> yaml.Node:
        node = self._marked
        for step in path:
            node = node.value[step] if isinstance(step, int) else _pair_of(node, step)[1]
        return node

    def _pair(self, path: Path) -> tuple[yaml.ScalarNode, yaml.Node]:
        return _pair_of(self._at(path[:-1]), str(path[-1]))

    def _start(self, node: yaml.Node) -> int:
        return int(node.start_mark.index)

    def _is_empty(self, node: yaml.Node) -> bool:
        return isinstance(node, yaml.ScalarNode) and not node.value and node.style in (None, "")

    def _end(self, node: yaml.Node) -> int:
        if isinstance(node, yaml.ScalarNode):
            return self._block_end(node) if node.style in ("|", ">") else int(node.end_mark.index)
        if getattr(node, "flow_style", False):
            return int(node.end_mark.index)
        if isinstance(node, yaml.SequenceNode):
            return self._element_end(node)
        key, value = node.value[-1]
        return self.text.index(":", key.end_mark.index) + 1 if self._is_empty(value) else self._end(value)

    def _element_end(self, node: yaml.SequenceNode) -> int:
        last = node.value[-1]
        if not self._is_empty(last):
            return self._end(last)
        return self.text.rindex("-", 0, int(last.end_mark.index) + 1) + 1

    def _block_end(self, node: yaml.ScalarNode) -> int:
        """Return where a block text ends; blank lines below belong to it only where it says so, with `+`."""
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        header, _, content = self.text[start:end].partition("\n")
        mark = header.split("#")[0]
        if "+" in mark:
            return end - len(self.newline) if self.text[:end].endswith("\n") else end
        lines = content.split("\n")
        first = next((line for line in lines if line.strip(_BLANK)), "")
        indent = 0 if any(map(str.isdigit, mark)) else len(first) - len(first.lstrip(" "))
        while lines and not lines[-1].strip(_BLANK) and len(lines[-1].rstrip("\r")) <= indent:
            end -= len(lines.pop()) + 1
        return end - 1 if self.text[end - 1 : end] == "\r" else end


def child(node: Node | None, step: str | int) -> Node | None:
    """Return what stands one step below a node, or nothing."""
    if isinstance(node, Mapping) and isinstance(step, str):
        return node.entries.get(step)
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


def key_of(item: Node) -> str:
    """Return an item's id, or nothing."""
    key = child(item, "id")
    return key.value if isinstance(key, Scalar) else ""


def _encoded(text: str, file: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise SourceError([Problem(file, 0, 0, "expected text in UTF-8")]) from None


def _pair_of(node: yaml.Node, name: str) -> tuple[yaml.ScalarNode, yaml.Node]:
    pair: tuple[yaml.ScalarNode, yaml.Node] = next(pair for pair in node.value if pair[0].value == name)
    return pair


def _leaves(node: yaml.Node) -> list[yaml.Node]:
    if isinstance(node, yaml.ScalarNode):
        return [node]
    children = node.value if isinstance(node, yaml.SequenceNode) else [part for pair in node.value for part in pair]
    return [leaf for part in children for leaf in _leaves(part)]
