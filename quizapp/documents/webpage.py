"""Saved web pages to canonical text: the posting, without the page around it. Nothing is fetched and nothing is run."""

import email
import email.policy
import importlib
import re
import sys
from collections.abc import Sequence
from itertools import takewhile
from types import ModuleType
from typing import TYPE_CHECKING

from quizapp.documents.blocks import Block, render
from quizapp.documents.chrome import without_lists
from quizapp.documents.encodings import decode
from quizapp.documents.job_posting import find_job_posting
from quizapp.documents.markup import blocks_of
from quizapp.documents.model import DocumentError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_EMPTY = "There is no text in this page. Copy the posting's text from the browser and paste it instead."
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.I)
_HEAD = 4096  # bytes in which a page names its encoding
_REGIONS = (  # where a posting stands, the surest first
    '[itemtype*="JobPosting"]',
    '[class*="job-description" i], [class*="jobdescription" i], [class*="job_description" i],'
    ' [id*="job-description" i], [id*="jobdescription" i], [id*="job_description" i],'
    ' [class*="job-posting" i], [class*="jobposting" i]',
    "main, [role=main]",
    "article",
)
_LEAST = 300  # characters of a posting
_LEAST_LINKS = 6  # of a page that holds more than a posting
_MOST_FACTS = 12  # lines of a masthead
_LONGEST_FACT = 100  # characters of one
_WORDS = re.compile(r"\w+")


def read_page(content: bytes) -> tuple[str, str]:
    """Return the text of a saved page and the encoding it was in.

    The description that a page holds for search engines (JSON-LD) is taken where it has kept its layout; otherwise the
    part of the page that calls itself a posting or the main part; otherwise the page from its first heading on, and
    without one the part that trafilatura takes for the main text. The lines are read from the markup in every case, so
    that lists and headings stay.

    Raises:
        DocumentError: when its bytes are no text or there is no text in the page.
    """
    declared = _CHARSET.search(content[:_HEAD])
    source, encoding = decode(content, declared[1].decode("ascii") if declared else "")
    text = render(_blocks(source))
    if not text:
        raise DocumentError(_EMPTY)
    return text, encoding


def read_archive(content: bytes) -> tuple[str, str]:
    """Return the text of a page that a browser saved as one file (MHTML).

    Raises:
        DocumentError: as `read_page`, and when there is no page in it.
    """
    message = email.message_from_bytes(content, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return read_page(payload)
    raise DocumentError(_EMPTY)


def _blocks(source: str) -> Sequence[Block]:
    from selectolax.lexbor import LexborHTMLParser

    page = LexborHTMLParser(source)
    posting = find_job_posting(page)
    if posting and posting.has_layout:
        return posting.blocks
    title = _title(page)
    region = _region(page)
    if region is not None:
        blocks = without_lists(blocks_of(region))
        blocks = [*_masthead(page, title, blocks), *blocks]
    else:
        body = without_lists(blocks_of(page.body)) if page.body is not None else []
        blocks = _from_title(body, title) if title else _trimmed(body, source)
    if posting and _length(posting.blocks) > 2 * _length(blocks):
        return posting.blocks
    return blocks


def _region(page: "LexborHTMLParser") -> "LexborNode | None":
    for selector in _REGIONS:
        found = [(len(node.text()), node) for node in page.css(selector)]
        if selector == "article" and len(found) > 1:  # a list of teasers
            continue
        size, node = max(found, key=lambda pair: pair[0], default=(0, None))
        if size >= _LEAST:
            return node
    return None


def _title(page: "LexborHTMLParser") -> str:
    heading = page.css_first("h1")
    return " ".join(heading.text().split()) if heading is not None else ""


def _masthead(page: "LexborHTMLParser", title: str, blocks: list[Block]) -> list[Block]:
    """Return what stands from the page's first heading to the part that was taken: mostly employer and place."""
    if not title or any(block.text == title for block in blocks):
        return []
    heading = Block(title, heading=1, apart=True)
    whole = blocks_of(page.body) if page.body is not None and blocks else []
    for start, block in enumerate(whole):
        if block.text == title:
            between = list(takewhile(lambda other: other.text != blocks[0].text, whole[start + 1 :]))
            found = len(between) <= _MOST_FACTS and all(len(other.text) < _LONGEST_FACT for other in between)
            return [heading, *between] if found else [heading]
    return [heading]


def _from_title(blocks: list[Block], title: str) -> list[Block]:
    """Begin at the page's main heading, where a posting follows it."""
    for number, block in enumerate(blocks):
        if block.heading and block.text == title:
            return blocks[number:] if _length(blocks[number:]) >= _LEAST else blocks
    return blocks


def _trimmed(blocks: list[Block], source: str) -> list[Block]:
    """Cut off what stands before and after the main text, as trafilatura sees it.

    It alone would drop headings and list items, so all lines between its first and its last are kept.
    """
    if _length(blocks) < _LEAST or source.count("<a ") < _LEAST_LINKS:  # a page without links has nothing around it
        return blocks
    trafilatura = import_trafilatura()
    main = trafilatura.extract(source, output_format="txt", include_comments=False, favor_recall=True) or ""
    known = {_folded(line) for line in main.splitlines()} - {""}
    kept = [number for number, block in enumerate(blocks) if _folded(block.text) in known]
    if not kept:
        return blocks
    inside = blocks[kept[0] : _end(blocks, kept[-1])]
    return inside if _length(inside) >= _LEAST else blocks


def import_trafilatura() -> ModuleType:
    """Return trafilatura, which takes half a second to import."""
    # It imports py3langid for a choice of languages that isn't asked for, and with it NumPy: half of that time.
    sys.modules.setdefault("py3langid", None)  # type: ignore[arg-type] # None is how Python marks a module as absent
    return importlib.import_module("trafilatura")


def _end(blocks: list[Block], last: int) -> int:
    """Return the end of the section that the last line of the main text is in."""
    for number in range(last + 1, len(blocks)):
        if blocks[number].heading or blocks[number].link:
            return number
    return len(blocks)


def _folded(text: str) -> str:
    return " ".join(_WORDS.findall(text.lower()))


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)
