"""New pieces of a bank's file: values as YAML, quoted and broken the way authors write them.

Only what is new is dumped (by ruamel.yaml); what stands in a file already is never dumped again.
"""

import math
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.representer import RoundTripRepresenter
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import LiteralScalarString, SingleQuotedScalarString

from quizapp.banks import source
from quizapp.banks.source import MAX_DEPTH, QuotedText

WIDEST_FLOW = 100
"""Characters up to which a new list or mapping is written on one line."""

_FOREIGN = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""What can't stand in a YAML file unescaped, or would be read as a line's end."""
_PLAIN = re.compile(r"[^\W_](?:[\w$()+*/.;^=<>%'’–—−\\-]| (?=\S))*")
"""Texts that need no quotes anywhere; others get them, needed or not."""
_TELLING = re.compile(r"\d[\d_.+xotz a-f-]*|null|true|false|yes|no|on|off|y|n", re.IGNORECASE)
"""Texts that some reader of YAML takes for a number, a truth value, nothing or a command."""

Value = str | int | float | bool | Sequence[Any] | Mapping[str, Any]


class FragmentError(ValueError):
    """A value can't be written; the message is one clause that says what was expected."""


def normal(value: Any, depth: int = 0) -> Any:
    """Return a value whose texts have Unix line endings and no blank lines behind them.

    Raises:
        FragmentError: naming what was expected.
    """
    if depth > MAX_DEPTH:
        raise FragmentError(f"expected at most {MAX_DEPTH} levels")
    if isinstance(value, Mapping):
        return {_key(key): normal(element, depth + 1) for key, element in value.items()}
    if isinstance(value, list | tuple):
        return [normal(element, depth + 1) for element in value]
    if isinstance(value, str):
        return _text(value)
    if not isinstance(value, bool | int | float) or not math.isfinite(value):
        raise FragmentError(f"expected a text, a number, a list or a mapping, found {value!r}"[:100])
    return value


def _text(value: str) -> str:
    text = re.sub(r"\n+\Z", "\n", value.replace("\r\n", "\n"))
    if found := _FOREIGN.search(text):
        raise FragmentError(f"expected printable characters only, found {found[0]!r}")
    if _is_long(text) and not text.strip():
        raise FragmentError("expected a text, found only blank lines")
    if text.lstrip("\n").startswith("\t"):
        raise FragmentError("expected spaces at the beginning of a text, found a tab")
    return QuotedText(text) if isinstance(value, QuotedText) else text


def _key(key: object) -> str:
    if not isinstance(key, str) or not key or _FOREIGN.search(key) or "\n" in key or "\t" in key:
        raise FragmentError(f"expected a word as the key, found {key!r}"[:100])
    return key


def fits_flow(value: Any) -> bool:
    """Tell whether a value may stand inside `{...}` or `[...]`: a text of several lines may not."""
    if isinstance(value, str):
        return not _is_long(value)
    elements = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return all(map(fits_flow, elements))


def in_flow(value: Any) -> str:
    """Write a value for inside `{...}` or `[...]`, on one line."""
    return _dumped(CommentedMap(k=_styled(value, flow=True)), flow=True)[len("{k: ") : -1]


def under_key(value: Any) -> list[str]:
    """Write what follows `key:` in a block, as lines; those below are indented as if the key stood in column 0."""
    lines = _dumped(CommentedMap(k=_styled(value))).split("\n")
    return [lines[0].removeprefix("k:"), *lines[1:]]


def as_element(value: Any) -> list[str]:
    """Write an element of a block list, dash included, as lines."""
    return [line.removeprefix("  ") for line in _dumped(CommentedMap(k=CommentedSeq([_styled(value)]))).split("\n")[1:]]


def rewritten(node: source.Node) -> Any:
    """Return a node as a value whose texts keep their quotes, to be written in another layout."""
    if isinstance(node, source.Mapping):
        return {key: rewritten(value) for key, value in node.entries.items()}
    if isinstance(node, source.Sequence):
        return [rewritten(element) for element in node.items]
    return QuotedText(node.value) if node.style or not node.value else _Plain(node.value)


class _Plain(str):
    """A text that stood without quotes: it stays so, number or not."""

    __slots__ = ()


class _Representer(RoundTripRepresenter):
    """Writes a plain text as what it looks like, so that no quotes come about it."""

    def plain(self, text: _Plain) -> ScalarNode:
        """Give a text the tag a reader would give it."""
        return self.represent_scalar(_RESOLVER.resolve(ScalarNode, str(text), (True, False)), str(text))


_RESOLVER = VersionedResolver()
_Representer.add_representer(_Plain, _Representer.plain)


def _dumped(value: CommentedMap | CommentedSeq, *, flow: bool = False) -> str:
    if flow:
        value.fa.set_flow_style()
    yaml = YAML()
    yaml.Representer = _Representer
    yaml.width = 1_000_000_000  # lines are the author's
    yaml.indent(mapping=2, sequence=4, offset=2)
    file = StringIO()
    yaml.dump(value, file)
    return file.getvalue().removesuffix("\n")


def _is_long(text: str) -> bool:
    return "\n" in text or "\t" in text


def _styled(value: Any, *, flow: bool = False) -> Any:
    """Choose how each text, list and mapping is written."""
    if isinstance(value, str):
        return _styled_text(value)
    if not isinstance(value, dict | list):
        return value
    inline = flow or _is_short(value)
    made: CommentedMap | CommentedSeq
    if isinstance(value, dict):
        made = CommentedMap((_styled_text(key), _styled(element, flow=inline)) for key, element in value.items())
    else:
        made = CommentedSeq(_styled(element, flow=inline) for element in value)
    if inline:
        made.fa.set_flow_style()
    return made


def _styled_text(text: str) -> Any:
    if _is_long(text):
        return LiteralScalarString(text)
    if isinstance(text, _Plain):
        return text
    if isinstance(text, QuotedText) or not _PLAIN.fullmatch(text) or _TELLING.fullmatch(text):
        return SingleQuotedScalarString(text)
    return text


def _is_short(value: dict[str, Any] | list[Any]) -> bool:
    """Tell whether a new list or mapping is written on one line: it is empty, or small and holds plain values only."""
    elements = list(value.values()) if isinstance(value, dict) else value
    if not elements:
        return True
    if any(isinstance(element, list) or not fits_flow(element) for element in elements):
        return False
    if isinstance(value, list) and any(isinstance(element, dict) for element in elements):
        return False
    return len(str(value)) <= WIDEST_FLOW
