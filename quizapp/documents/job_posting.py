"""The description of a posting that a page holds for search engines (schema.org JobPosting in JSON-LD)."""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quizapp.documents.blocks import Block
from quizapp.documents.markup import blocks_of

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_MOST_SCRIPTS = 50
_LEAST = 300  # characters; a shorter description is a teaser
_LAYOUT = re.compile(r"<(?:p|br|li|ul|div|h[1-6])\b", re.I)
_FIELDS = {  # what some pages hold beside the description, with the headings they stand under
    "responsibilities": "Responsibilities",
    "qualifications": "Qualifications",
    "experienceRequirements": "Experience",
    "skills": "Skills",
}


@dataclass(frozen=True, slots=True)
class JobPosting:
    """Hold a description as blocks, and whether it has kept its lines."""

    blocks: tuple[Block, ...]
    has_layout: bool


def find_job_posting(page: "LexborHTMLParser") -> JobPosting | None:
    """Return the posting that a page describes, or None; of several the one its first heading names."""
    found = [data for data in _data(page) if len(_text(data.get("description"))) >= _LEAST]
    if not found:
        return None
    heading = page.css_first("h1")
    name = " ".join(heading.text().lower().split()) if heading is not None else ""
    data = max(found, key=lambda data: (_text(data.get("title")).lower() in name, len(_text(data["description"]))))
    description = _markup(data["description"])
    lines = description.strip().count("\n")
    layout = len(_LAYOUT.findall(description)) > 2 or lines > 2
    return JobPosting((*_masthead(data), *_parts(data, description)), layout)


def _data(page: "LexborHTMLParser") -> Iterator[dict[str, Any]]:
    for script in page.css('script[type="application/ld+json"]')[:_MOST_SCRIPTS]:
        try:
            found = json.loads(script.text(), strict=False)
        except (ValueError, RecursionError):
            continue
        for data in _flat(found):
            kind = data.get("@type")
            if kind == "JobPosting" or (isinstance(kind, list) and "JobPosting" in kind):
                yield data


def _flat(found: Any) -> Iterator[dict[str, Any]]:
    """Yield what a script holds at its top; a list of other postings lies deeper and is left."""
    for data in found if isinstance(found, list) else [found]:
        if isinstance(data, dict):
            yield data
            graph = data.get("@graph")
            yield from (inner for inner in graph if isinstance(inner, dict)) if isinstance(graph, list) else ()


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(_text(part) for part in value)
    if isinstance(value, dict):
        return _text(value.get("name"))
    return value if isinstance(value, str) else ""


def _markup(value: Any) -> str:
    """Return a field's markup; many pages escape it once more than they should."""
    text = _text(value)
    return html.unescape(text) if "<" not in text and "&lt;" in text else text


def _masthead(data: dict[str, Any]) -> Iterator[Block]:
    lines = [_text(data.get("title")), _text(data.get("hiringOrganization")), _place(data.get("jobLocation"))]
    for number, line in enumerate(line for line in lines if line.strip()):
        yield Block(" ".join(html.unescape(line).split()), heading=int(number == 0))


def _place(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(dict.fromkeys(place for place in map(_place, value) if place))
    address = value.get("address") if isinstance(value, dict) else None
    if not isinstance(address, dict):
        return _text(address)
    parts = (_text(address.get(key)) for key in ("addressLocality", "addressRegion", "addressCountry"))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _parts(data: dict[str, Any], description: str) -> Iterator[Block]:
    yield from _fragment(description)
    for field, heading in _FIELDS.items():
        text = _markup(data.get(field))
        blocks = _fragment(text)
        if blocks and blocks[0].text not in " ".join(block.text for block in _fragment(description)):
            yield Block(heading, heading=2, apart=True)
            yield from blocks


def _fragment(markup: str) -> list[Block]:
    from selectolax.lexbor import LexborHTMLParser

    if not _LAYOUT.search(markup):
        markup = html.escape(html.unescape(re.sub(r"<[^>]{0,200}>", "", markup)), quote=False).replace("\n", "<br>")
    page = LexborHTMLParser(f"<p>{markup}</p>")
    return blocks_of(page.body) if page.body is not None else []
