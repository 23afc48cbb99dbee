"""Author's text to safe HTML: Markdown without raw HTML, TeX to MathML, coloured code, an allow-list last.

Rendering happens when a bank is compiled; a page only shows what was stored.
"""

import hashlib
import re
from collections.abc import Callable, MutableMapping, Sequence
from functools import lru_cache
from typing import Any

import math_core
import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin

from quizapp.banks.figures import FigureError, figure_html
from quizapp.domain.items.values import THIN_SPACE

MAX_TEX = 2_000
"""Characters of one formula."""
MAX_TEX_DEPTH = 40
"""Levels of braces and environments; the converter crashes at some thousands."""
MAX_TEXT = 20_000
_FITTING_SIGNS = 24
"""A formula of so many signs has room on a phone."""
_FITTING_LETTERS = 24
"""So has a line of code with so many."""

_HTML_TAGS_TEXT = """
    p br hr strong em s code pre blockquote ul ol li table thead tbody tr th td h3 h4 h5 h6 a img span
    div
"""
_HTML_TAGS = frozenset(_HTML_TAGS_TEXT.split())
_MATH_TAGS_TEXT = """
    math mrow mi mn mo mtext mspace ms mfrac msqrt mroot msub msup msubsup munder mover munderover
    mmultiscripts mprescripts mtable mtr mtd mpadded mphantom mstyle menclose semantics none
"""
_MATH_TAGS = frozenset(_MATH_TAGS_TEXT.split())
_MATH_ATTRIBUTES_TEXT = """
    display displaystyle scriptlevel mathvariant stretchy symmetric fence separator lspace rspace
    largeop movablelimits minsize maxsize accent accentunder linethickness width height depth voffset
    columnspan rowspan form
"""
_MATH_ATTRIBUTES = frozenset(_MATH_ATTRIBUTES_TEXT.split())
_FIGURE_TAGS_TEXT = """
    figure figcaption details summary caption svg title desc defs pattern g path rect text
"""
_FIGURE_TAGS = frozenset(_FIGURE_TAGS_TEXT.split())
_PAINT = frozenset({"class", "fill", "stroke", "stroke-width"})
_FIGURE_ATTRIBUTES = {
    "figure": {"class"},
    "details": {"class"},
    "caption": {"class"},
    "th": {"scope"},
    "svg": {"viewBox", "role", "font-size", "fill", "aria-labelledby"},
    "title": {"id"},
    "desc": {"id"},
    "pattern": {"id", "class", "patternUnits", "patternTransform", "width", "height"},
    "g": {"class"},
    "path": {"d", "transform", "stroke-dasharray", "stroke-linejoin", *_PAINT},
    "rect": {"x", "y", "width", "height", "rx", "fill-opacity", "stroke-dasharray", *_PAINT},
    "text": {"x", "y", "class", "text-anchor"},
}
"""Exactly what our own figures are written with."""
_REGION = {"role", "tabindex", "aria-label"}
"""Of boxes that are scrolled where they don't fit, and so must be reached by keys."""
_ALIGNMENTS = {"left": "text-left", "center": "text-centre", "right": "text-right"}
_ALIGN = re.compile(r' style="text-align: ?(left|center|right)(?:;[^"]*)?"')
_ERROR = re.compile(r"Error:\s*(.*)")
_ANSI = re.compile(r"\x1b\[[0-9;]*m")


class TextError(ValueError):
    """A text can't be rendered; the message is one clause that says what was expected."""


def _attributes() -> dict[str, set[str]]:
    allowed: dict[str, set[str]] = {tag: set(_MATH_ATTRIBUTES) for tag in _MATH_TAGS}
    allowed["mtd"] |= {"class"}
    allowed |= {tag: {"class"} for tag in ("pre", "span", "div", "th", "td", "code")}
    allowed |= {"a": {"href", "title"}, "img": {"src", "alt", "title"}, "ol": {"start"}}
    for tag in ("pre", "span", "div"):
        allowed[tag] |= _REGION
    for tag, attributes in _FIGURE_ATTRIBUTES.items():
        allowed[tag] = allowed.get(tag, set()) | attributes
    return allowed


def _local_only(tag: str, attribute: str, value: str) -> str | None:
    """Keep links to secure pages, pictures of our own, and the classes we write ourselves."""
    if attribute == "src":
        return value if re.fullmatch(r"/static/[\w./-]+", value) and ".." not in value else None
    if attribute == "href":
        return value if value.startswith("https://") else None
    form = _FORMS.get(attribute)
    return value if form is None or form.fullmatch(value) else None


_FORMS = {
    "class": re.compile(r"[a-z0-9 _-]{1,40}"),
    "id": re.compile(r"figure-[0-9a-f]{12}-[0-9a-z-]{1,12}"),
    "fill": re.compile(r"none|currentColor|url\(#figure-[0-9a-f]{12}-[0-9-]{1,9}\)"),
    "stroke": re.compile(r"none|currentColor"),
    "transform": re.compile(r"scale\(0\.5\)"),
}


_CLEANER = nh3.Cleaner(
    tags=set(_HTML_TAGS | _MATH_TAGS | _FIGURE_TAGS),
    clean_content_tags={"script", "style"},
    attributes=_attributes(),
    attribute_filter=_local_only,
    link_rel="noopener noreferrer",
    url_schemes={"https"},
)


def render_block(text: str) -> str:
    """Return a text as HTML blocks: paragraphs, lists, tables, code.

    Raises:
        TextError: for TeX that can't be read, or a text beyond the limits.
    """
    return _render(text.strip(), inline=False)


def render_inline(text: str) -> str:
    """Return a text without a paragraph around it when it is a single one; else as `render_block`.

    Raises:
        TextError: as `render_block`.
    """
    html = _render(text.strip(), inline=False)
    match = re.fullmatch(r"<p>((?:(?!</?p>).)*)</p>", html, re.DOTALL)
    return match[1] if match else html


@lru_cache(maxsize=50_000)
def _render(text: str, *, inline: bool) -> str:
    if len(text) > MAX_TEXT:
        raise TextError(f"expected at most {MAX_TEXT:,} characters")
    html = str(_markdown().render(text, {"figures": f"figure-{hashlib.sha256(text.encode()).hexdigest()[:12]}"}))
    return str(_CLEANER.clean(_ALIGN.sub(lambda m: f' class="{_ALIGNMENTS[m[1]]}"', html))).strip()


@lru_cache(maxsize=1)
def _markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "linkify": False, "highlight": _highlight, "maxNesting": 20})
    markdown.enable(["table", "strikethrough"])
    markdown.use(dollarmath_plugin, allow_labels=False, allow_space=False, allow_digits=True, double_inline=True)
    for rule, display in (("math_inline", False), ("math_inline_double", True), ("math_block", True)):
        markdown.add_render_rule(rule, _math_rule(display))
    markdown.core.ruler.before("text_join", "lone_dollar", _refuse_lone_dollars)
    markdown.add_render_rule("heading_open", _heading)
    markdown.add_render_rule("heading_close", _heading)
    markdown.add_render_rule("fence", _fence)
    markdown.add_render_rule("table_open", _table)
    markdown.add_render_rule("table_close", _table)
    return markdown


def _refuse_lone_dollars(state: StateCore) -> None:
    """Refuse a dollar sign that opens or closes no formula: what was meant as one would be shown as raw TeX.

    Escaped signs are tokens of their own until the texts are joined.
    """
    for block in state.tokens:
        if any(token.type == "text" and "$" in token.content for token in block.children or ()):
            raise TextError(r"expected each `$` to open or close a formula; write `\$` for the sign itself")


def _fence(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
    """Draw a block of data that is called a figure; any other block is code."""
    if tokens[index].info.strip() != "figure":
        html = str(self.fence(tokens, index, options, env))
        broad = max(map(len, tokens[index].content.splitlines()), default=0) > _FITTING_LETTERS
        return html.replace("<pre", f"<pre {_region('Code')}", 1) if broad else html
    try:
        return figure_html(tokens[index].content, f"{env['figures']}-{index}")
    except FigureError as error:
        raise TextError(str(error)) from None


def _table(self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
    """Put a table into a box, in which it is scrolled when it is too broad."""
    return (
        f'<div class="prose__table" {_region("Table")}>\n<table>\n'
        if tokens[index].nesting == 1
        else "</table>\n</div>\n"
    )


def _heading(
    self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: MutableMapping[str, Any]
) -> str:
    """Keep an author's headings below the page's own: the first two levels become the third."""
    level = max(int(tokens[index].tag[1:]), 3)
    return f"<h{level}>" if tokens[index].nesting == 1 else f"</h{level}>\n"


def _math_rule(display: bool) -> Any:
    def render(
        self: Any, tokens: Sequence[Token], index: int, options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        return _scrolled(tex_to_mathml(tokens[index].content, display=display), display)

    return render


def _scrolled(formula: str, display: bool) -> str:
    """Put a formula that is broader than a phone into a box of its own."""
    if len(re.sub(r"<[^>]*>", "", formula)) <= _FITTING_SIGNS:
        return formula
    name = "formula" if display else "formula formula--inline"
    return f'<span class="{name}" {_region("Formula")}>{formula}</span>'


def _region(label: str) -> str:
    """Return the attributes of a box that keys can reach and scroll."""
    return f'role="group" tabindex="0" aria-label="{label}"'


@lru_cache(maxsize=1)
def _converter() -> math_core.LatexToMathML:
    return math_core.LatexToMathML(max_expansions=1_000)


@lru_cache(maxsize=20_000)
def tex_to_mathml(tex: str, *, display: bool = False) -> str:
    """Return a TeX formula as MathML.

    Raises:
        TextError: saying what in the formula can't be read.
    """
    if len(tex) > MAX_TEX or _depth(tex) > MAX_TEX_DEPTH:
        raise TextError(f"expected a formula of at most {MAX_TEX:,} characters, nested at most {MAX_TEX_DEPTH} deep")
    source = tex.replace(THIN_SPACE, r"\,").strip()
    try:
        return str(_converter().convert_with_local_state(source, displaystyle=display))
    except math_core.LatexError as error:
        match = _ERROR.search(_ANSI.sub("", str(error)))
        what = match[1].strip() if match else "it can't be read"
        raise TextError(f"expected TeX, found `{_shorten(tex)}`: {what}") from None


def _depth(tex: str) -> int:
    """Count the deepest nesting of groups, or the longest run of commands in a row."""
    deepest = depth = 0
    for mark in re.findall(r"\\begin|\\end|\\left|\\right|\\.|[{}]", tex):
        depth += _NESTING.get(mark, 0)
        deepest = max(deepest, depth)
    runs: list[str] = re.findall(r"(?:\\[a-zA-Z]+\s*)+", tex)
    return max([deepest, *(run.count("\\") for run in runs)])


_NESTING = {"{": 1, "\\begin": 1, "\\left": 1, "}": -1, "\\end": -1, "\\right": -1}


def _shorten(text: str) -> str:
    return text if len(text) <= 60 else text[:57] + "..."


@lru_cache(maxsize=4_096)
def _highlight(code: str, language: str, _attributes: str) -> str:
    """Colour code with classes; a language that is not known stays plain."""
    colour = _colour(language)
    return f'<pre class="code"><code>{colour(code)}</code></pre>' if colour else ""


@lru_cache(maxsize=64)
def _colour(language: str) -> Callable[[str], str] | None:
    """Return what colours code of a language; Pygments is imported only for it."""
    from pygments import highlight
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language) if language else None
    except ClassNotFound:
        lexer = None
    formatter = HtmlFormatter(nowrap=True)
    return (lambda code: str(highlight(code, lexer, formatter))) if lexer else None
