"""What a page holds around a posting: navigation, banners, forms, and the lists of other postings."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizapp.documents.blocks import Block

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_MACHINERY_WORDS = (
    "script style noscript template svg iframe object embed canvas video audio picture img button select "
    "option input textarea datalist nav footer dialog head title meta link map math progress meter frameset"
)
_MACHINERY = frozenset(_MACHINERY_WORDS.split())
_ROLES_WORDS = "navigation banner contentinfo dialog alertdialog search menu menubar toolbar tooltip alert"
_ROLES = frozenset(_ROLES_WORDS.split())
_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|gdpr|onetrust|usercentrics|breadcrumbs?|newsletter|navbar|nav|navigation|footer|sidebar"
    r"|skip-?link|job-?alerts?|share|sharing|social|social-(?:media|share|links)|popup|modal|comments?|respond|login|sign-?(?:in|up)"
    r"|(?:similar|related|recommended|more|other)-?(?:jobs?|postings?|offers?|positions?|vacanc(?:y|ies)|openings|roles|stellen|posts?|articles?|content|links|angebote|beitr(?:ä|ae)ge))"
    r"(?:[\s_-]|$)",
    re.I,
)
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNSEEN = re.compile(r"display:\s*none|visibility:\s*hidden", re.I)
_FOLDED = re.compile(r"accordion|collaps|tab|panel|expand|description", re.I)
_OTHERS = re.compile(
    r"(?:(?:similar|related|recommended|suggested|more|other|further)"
    r" (?:(?:open )?(?:jobs?|job (?:ads|postings|offers|openings)|positions|postings|vacancies|openings|roles"
    r"|opportunities))"
    r"|jobs? (?:you (?:may|might) (?:also )?like|like this)|(?:people|candidates) also (?:viewed|searched|applied).*"
    r"|(?:you (?:may|might) also (?:like|be interested in))|recommended for you|more from .{2,40}"
    r"|(?:ähnliche|weitere|passende|andere|mehr) (?:offene )?(?:jobs|stellen|stellenangebote|stellenanzeigen|positionen"
    r"|angebote|ausschreibungen|vakanzen)"
    r"|jobs (?:per|by|via) e-?mail|job-?(?: ?alert| ?agent|-?letter)s?.{0,40}|related"
    r"|follow us(?: on .{2,30})?|folge(?:n sie)? uns(?: auf .{2,30})?|share this(?: job)?|(?:diesen )?job teilen"
    r"|(?:das|diese (?:jobs|stellen)) könnten? (?:dich|sie|ihnen|dir) (?:auch )?.{3,40}"
    r"|(?:offres|emplois|postes) similaires|ofertas similares|vagas semelhantes|offerte simili|vergelijkbare vacatures)"
    r"(?: (?:at|in|for|near|bei|für|von|der|from|by) .{1,60})?(?: ?\(\d+\))?[:.…]?",
    re.I,
)
_LEAST_LINKS = 3


def is_chrome(node: "LexborNode", total: int) -> bool:
    """Tell whether an element is the page's machinery and not the posting's; `total` is the characters of the whole.

    What looks like it by its name or place, but holds the main heading or most of the text, is not.
    """
    tag = node.tag or ""
    if tag in _MACHINERY:
        return not _unfolds(node)
    attributes = node.attributes
    if tag in {"aside", "header", "form"} or _looks_like_chrome(attributes):
        return node.css_first("h1") is None and 2 * len(node.text()) < total
    return _is_hidden(attributes)


def _unfolds(node: "LexborNode") -> bool:
    """Tell whether a button is the heading of a part that it unfolds."""
    parent = node.parent
    in_heading = parent is not None and parent.tag in {"h1", "h2", "h3", "h4", "h5", "h6"}
    return node.tag == "button" and (in_heading or "accordion" in (node.attributes.get("class") or ""))


def _looks_like_chrome(attributes: dict[str, str | None]) -> bool:
    if (attributes.get("role") or "") in _ROLES:
        return True
    names = f"{attributes.get('id') or ''} {attributes.get('class') or ''}"
    return len(names) > 2 and bool(_NAMES.search(_CAMEL.sub("-", names[:400])))


def _is_hidden(attributes: dict[str, str | None]) -> bool:
    """Tell whether an element is never shown; what a click unfolds is."""
    if attributes.get("aria-hidden") == "true":
        return True
    unseen = "hidden" in attributes or _UNSEEN.search(attributes.get("style") or "")
    names = f"{attributes.get('role') or ''} {attributes.get('class') or ''} {attributes.get('id') or ''}"
    return bool(unseen) and not _FOLDED.search(names)


def without_lists(blocks: Sequence[Block]) -> list[Block]:
    """Drop lists of other postings: those under a heading that says so, and runs of lines that are only links."""
    kept: list[Block] = []
    dropping = 0
    for block in blocks:
        if dropping and block.heading and block.heading <= dropping and not block.link:
            dropping = 0
        if not dropping and len(block.text) < 100 and _OTHERS.fullmatch(block.text.strip()):
            dropping = block.heading or 2
        if not dropping:
            kept.append(block)
    return _without_runs(kept)


def _without_runs(blocks: Sequence[Block]) -> list[Block]:
    kept: list[Block] = []
    run: list[Block] = []
    for block in blocks:
        if block.link:
            run.append(block)
            continue
        kept += run if len(run) < _LEAST_LINKS else []
        run = []
        kept.append(block)
    return kept + (run if len(run) < _LEAST_LINKS else [])
