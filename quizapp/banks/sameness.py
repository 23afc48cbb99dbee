"""Compare what a file says with values, and make the values a change should lead to."""

import re
from collections.abc import Sequence as SequenceOf
from typing import Any

from quizapp.banks.source import Mapping, Node, Scalar, Sequence

Path = tuple[str | int, ...]

_FIRST = (
    "id",
    "type",
    "level",
    "just_ready",
    "minutes",
    "references",
    "variables",
    "let",
    "require",
    "waivers",
    "stem",
)
_LAST = "explanation"
_NUMBER = re.compile(r"[-+]?\d+(\.\d*)?([eE][-+]?\d+)?", re.ASCII)


def is_same(node: Node | None, value: Any) -> bool:
    """Tell whether a node says a value: keys in the same order, numbers and truth values without quotes."""
    if isinstance(node, Mapping):
        return (
            isinstance(value, dict) and [*node.entries] == [*value] and _all_same(node.entries.values(), value.values())
        )
    if isinstance(node, Sequence):
        return isinstance(value, list) and len(node.items) == len(value) and _all_same(node.items, value)
    return isinstance(node, Scalar) and _is_same_scalar(node, value)


def _all_same(nodes: Any, values: Any) -> bool:
    return all(map(is_same, nodes, values))


def _is_same_scalar(node: Scalar, value: Any) -> bool:
    if isinstance(value, str):
        return node.value == value
    if isinstance(value, bool):
        return not node.style and node.value == str(value).lower()
    is_number = isinstance(value, int | float) and not node.style and _NUMBER.fullmatch(node.value)
    return bool(is_number) and float(node.value) == value


def keeps_order(node: Mapping, value: dict[str, Any]) -> bool:
    """Tell whether the keys that a mapping keeps stand in the value in the same order; some must be kept."""
    kept = [key for key in node.entries if key in value]
    return bool(kept) and kept == [key for key in value if key in node.entries]


def shared_ends(nodes: SequenceOf[Node], values: SequenceOf[Any]) -> tuple[int, int]:
    """Count how many elements are the same at the beginning of two lists, and how many of the rest at their end."""
    shorter = min(len(nodes), len(values))
    head = next((i for i in range(shorter) if not is_same(nodes[i], values[i])), shorter)
    rest = shorter - head
    return head, next((i for i in range(rest) if not is_same(nodes[-1 - i], values[-1 - i])), rest)


def key_before(keys: SequenceOf[str], new: str) -> str | None:
    """Return the key behind which a new one goes, None for the beginning: items have an order of fields."""
    before = [key for key in keys if _rank(key) <= _rank(new)]
    return before[-1] if before else None


def _rank(key: str) -> int:
    if key in _FIRST:
        return _FIRST.index(key)
    return len(_FIRST) + (key == _LAST)


def with_value(value: Any, path: Path, new: Any) -> Any:
    """Return lists and mappings with a value set at a path; a new key goes where `key_before` says."""
    if not path:
        return new
    step, rest = path[0], path[1:]
    if isinstance(value, list):
        return [*value[: int(step)], with_value(_element(value, int(step)), rest, new), *value[int(step) + 1 :]]
    if step in value:
        return {key: with_value(old, rest, new) if key == step else old for key, old in value.items()}
    return with_entry(value, str(step), with_value({}, rest, new), key_before([*value], str(step)))


def with_entry(value: dict[str, Any], key: str, new: Any, after: str | None) -> dict[str, Any]:
    """Return a mapping with a new entry behind another, or at the beginning."""
    entries = list(value.items())
    at = 0 if after is None else [*value].index(after) + 1
    return dict([*entries[:at], (key, new), *entries[at:]])


def without_value(value: Any, path: Path) -> Any:
    """Return lists and mappings without what stands at a path."""
    step, rest = path[0], path[1:]
    if rest:
        return with_value(value, path[:1], without_value(value[step], rest))
    if isinstance(value, list):
        return [*value[: int(step)], *value[int(step) + 1 :]]
    return {key: old for key, old in value.items() if key != step}


def _element(values: list[Any], position: int) -> Any:
    return values[position] if position < len(values) else {}
