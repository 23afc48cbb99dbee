"""Markup to blocks: a walk over a page's elements that keeps lines, lists and headings and leaves the machinery."""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.documents.blocks import Block
from quizapp.documents.chrome import is_chrome

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARAGRAPHS_WORDS = "p blockquote pre section article main table dl ul ol figure fieldset header hr details"
_PARAGRAPHS = frozenset(_PARAGRAPHS_WORDS.split())
_LINES_WORDS = "div li tr td th dt dd br address caption figcaption summary form label legend center"
_LINES = frozenset(_LINES_WORDS.split())
_LISTS = frozenset({"ul", "ol", "menu"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_KEEPS_LINES = re.compile(r"white-space:\s*(?:pre|break-spaces)", re.I)


@dataclass(slots=True)
class _Writer:
    """Collect text into blocks while a page is walked."""

    blocks: list[Block] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    linked: int = 0
    apart: bool = False
    heading: int = 0
    lists: int = 0
    links: int = 0
    lines_kept: int = 0
    item: bool = False

    def add(self, text: str) -> None:
        """Add a run of text to the current line."""
        if self.lines_kept:
            first, *rest = text.replace("\r", "").split("\n")
            self._piece(first)
            for line in rest:
                self.end_line()
                self.apart = self.apart or not line.strip()
                self._piece(line)
        else:
            self._piece(text)

    def _piece(self, text: str) -> None:
        text = _SPACE.sub(" ", text)
        self.pieces.append(text)
        if self.links:
            self.linked += len(text.strip())

    def end_line(self, *, apart: bool = False) -> None:
        """Close the current line; `apart` asks for an empty line before the next one."""
        text = _SPACE.sub(" ", "".join(self.pieces)).strip()
        if text:
            bullet = self.lists if self.item else 0
            whole = self.linked >= 0.9 * len(text)
            self.blocks.append(Block(text, self.heading, bullet, self.apart or bool(self.heading), whole))
            self.item = False
            self.apart = bool(self.heading)
        self.pieces.clear()
        self.linked = 0
        self.apart = self.apart or (apart and not self.lists)


def blocks_of(root: "LexborNode") -> list[Block]:
    """Return the lines of an element in their order, without scripts, controls, navigation and what is hidden.

    The walk holds no stack, so that a page nested a hundred thousand deep costs what another of its size does.
    """
    writer = _Writer()
    node: LexborNode | None = root.first_child
    total = len(root.text())
    while node is not None:
        entered = False
        if node.is_text_node:
            writer.add(node.text_content or "")
        elif node.is_element_node and not is_chrome(node, total):
            _enter(writer, node)
            entered = node.first_child is not None
            if not entered:
                _leave(writer, node)
        node = node.first_child if entered else _following(writer, node, root)
    writer.end_line()
    return writer.blocks


def _following(writer: _Writer, node: "LexborNode", root: "LexborNode") -> "LexborNode | None":
    """Return the next node in the order of the page, closing the elements that end on the way to it."""
    while node.next is None:
        parent = node.parent
        if parent is None or parent.mem_id == root.mem_id:
            return None
        _leave(writer, parent)
        node = parent
    return node.next


def _enter(writer: _Writer, node: "LexborNode") -> None:
    tag = node.tag or ""
    if tag in _HEADINGS:
        writer.end_line(apart=True)
        writer.heading = _HEADINGS[tag]
    elif tag in _PARAGRAPHS or tag in _LISTS:
        writer.end_line(apart=True)
    elif tag in _LINES:
        writer.end_line()
    if tag in _LISTS:
        writer.lists += 1
    elif tag == "li":
        writer.lists = max(writer.lists, 1)
        writer.item = True
    elif tag == "a":
        writer.links += 1
    writer.lines_kept += _keeps_lines(node)


def _leave(writer: _Writer, node: "LexborNode") -> None:
    tag = node.tag or ""
    if tag in _HEADINGS:
        writer.end_line(apart=True)
        writer.heading = 0
    elif tag in _LISTS:
        writer.end_line()
        writer.lists = max(0, writer.lists - 1)
        writer.end_line(apart=True)
    elif tag in _PARAGRAPHS:
        writer.end_line(apart=True)
    elif tag in _LINES:
        writer.end_line()
        if tag == "li":
            writer.item = False
    elif tag == "a":
        writer.links = max(0, writer.links - 1)
    writer.lines_kept -= _keeps_lines(node)


def _keeps_lines(node: "LexborNode") -> bool:
    return node.tag == "pre" or bool(_KEEPS_LINES.search(node.attributes.get("style") or ""))
