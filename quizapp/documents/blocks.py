"""What a page, a Word file and a PDF have in common: blocks of text, each with its place in the layout."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.documents.normal import normalise

_DEEPEST = 4  # levels of nested lists that are still shown by indentation
_OWN_BULLET = re.compile(r"^\s*(?:[•◦▪▸‣●○■□·∙\ue000-\uf8ff-]\s*)+")


@dataclass(frozen=True, slots=True)
class Block:
    """Hold one line of the canonical text.

    `heading` is a heading's level from 1 on, 0 for other text; `bullet` is the depth of a list item from 1 on, 0
    outside lists; `apart` says whether an empty line stands before it; `link` whether the whole line is one link.
    """

    text: str
    heading: int = 0
    bullet: int = 0
    apart: bool = False
    link: bool = False


def render(blocks: Iterable[Block]) -> str:
    """Write blocks as canonical text: headings and paragraphs set apart, list items as "• " lines."""
    parts: list[str] = []
    for block in blocks:
        close = bool(block.bullet) or not block.apart  # a list belongs to the line that announces it
        parts.append("\n" if close else "\n\n")
        text = block.text
        if block.bullet:
            text = "  " * (min(block.bullet, _DEEPEST) - 1) + "• " + _OWN_BULLET.sub("", text)
        parts.append(text)
    return normalise("".join(parts))
