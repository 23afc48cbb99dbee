"""Validate a file's nodes against its schema: every problem at once, at its place, in plain words."""

import difflib
import re
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from quizapp.banks.schema import ITEM_TYPES, QUESTION_TYPES, PlacedError
from quizapp.banks.source import Mapping, Node, Place, Problem, Scalar, Sequence, SourceError, place_at, plain

ModelT = TypeVar("ModelT", bound=BaseModel)
Path = tuple[str | int, ...]


def validate(node: Node, model: type[ModelT], file: str) -> ModelT:
    """Turn a file's nodes into its model.

    Raises:
        SourceError: with every problem of the file.
    """
    try:
        return model.model_validate(plain(node))
    except ValidationError as error:
        raise SourceError(sorted({_problem(node, details, file) for details in error.errors()})) from None


def _problem(node: Node, details: ErrorDetails, file: str) -> Problem:
    path = real_path(node, details["loc"])
    cause = details.get("ctx", {}).get("error")
    offset, inner = (cause.offset, cause.path) if isinstance(cause, PlacedError) else (0, ())
    what = _words(details, node, path) + _cut_at_a_comma(node, path)
    place = _key_place(node, path, details) or place_at(node, (*path, *inner), offset)
    return Problem(file, place.line, place.column, what, item_at(node, path))


def _key_place(node: Node, path: Path, details: ErrorDetails) -> Any:
    """Point at the key itself when the key, not its value, is wrong."""
    if details["type"] == "extra_forbidden" or "[key]" in details["loc"]:
        parent = node_at(node, path[:-1])
        if isinstance(parent, Mapping) and path:
            return parent.key_places.get(str(path[-1]))
    return None


def real_path(node: Node, location: tuple[int | str, ...]) -> Path:
    """Return the steps of a pydantic location that exist in the file; others name what is missing."""
    path: list[str | int] = []
    for step in location:
        if isinstance(node, Mapping) and step in node.entries:
            node = node.entries[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node = node.items[step]
        else:
            continue
        path.append(step)
    return tuple(path)


def node_at(node: Node, path: Path) -> Node:
    """Return the node at a path that exists."""
    for step in path:
        if isinstance(node, Mapping):
            node = node.entries[str(step)]
        elif isinstance(node, Sequence):
            node = node.items[int(step)]
    return node


def item_at(node: Node, path: Path) -> str:
    """Return the id of the item a path leads into, or nothing."""
    if len(path) < 2 or path[0] != "items":
        return ""
    item = node_at(node, path[:2])
    key = item.entries.get("id") if isinstance(item, Mapping) else None
    return key.value if isinstance(key, Scalar) else ""


def _words(details: ErrorDetails, node: Node, path: Path) -> str:
    """Say what was expected, in our words."""
    kind, context = details["type"], details.get("ctx", {})
    last = str(details["loc"][-1]) if details["loc"] else ""
    if kind == "value_error":
        return str(context["error"])
    if kind == "missing":
        return f"expected `{last}` here, found none"
    if kind == "extra_forbidden":
        return f"expected no `{last}` here{_nearest(last, node, path)}"
    if kind == "string_pattern_mismatch":
        return "expected a key of small letters, digits and single hyphens, such as `power-and-sample-size`"
    if kind in ("union_tag_not_found", "union_tag_invalid"):
        known = QUESTION_TYPES if "questions" in details["loc"] else ITEM_TYPES
        return f"expected `type` to be one of {', '.join(known)}"
    if kind in ("enum", "literal_error"):
        return f"expected {context['expected']}"
    return _limits(kind, context, details["msg"])


_LIMITS = {
    "greater_than_equal": "expected at least {ge}",
    "less_than_equal": "expected at most {le}",
    "greater_than": "expected more than {gt}",
    "multiple_of": "expected a multiple of {multiple_of}",
    "too_short": "expected at least {min_length}, found {actual_length}",
    "too_long": "expected at most {max_length}, found {actual_length}",
    "string_too_long": "expected at most {max_length} characters",
    "list_type": "expected a list (`[one, another]`, or a line for each after `- `)",
    "dict_type": "expected a mapping (`name: value`)",
    "string_type": "expected a text",
    "int_from_float": "expected a whole number",
}


_SHAPES = {
    "TopicFile": "`topic: ` with the topic's key, then `items:` with the items below it",
    "NumberModel": "`{value: ..., tolerance: {absolute: 0.5}}`",
    "WordModel": "`{accept: [...]}`",
    "ToleranceModel": "`{absolute: 0.5}` or `{relative: 0.01}`",
    "RangeVariable": "`{from: 1, to: 9}` or `{choose: [1, 2, 5]}`",
}


def _limits(kind: str, context: dict[str, Any], message: str) -> str:
    if kind in ("model_type", "model_attributes_type"):
        return f"expected {_SHAPES.get(context.get('class_name', ''), 'a mapping (`name: value`)')}"
    pattern = _LIMITS.get(kind)
    if pattern:
        return pattern.format_map(context)
    return "expected otherwise: " + message[:1].lower() + message[1:]


_FIELDS_TEXT = """
    id type level just_ready minutes references variables let require waivers stem explanation options
    shuffle answer mistakes steps actions text correct misconception why value tolerance unit relative
    absolute key from to step choose flaw because topic items competency title summary
    accept exact prompts match gaps data name format columns sample questions levels words criteria
"""
_FIELDS = _FIELDS_TEXT.split()


def _cut_at_a_comma(node: Node, path: Path) -> str:
    """Advise quotes where a text inside braces ends at a comma: its rest is then a key without a colon."""
    parent = node_at(node, path[:-1])
    if not path or not isinstance(parent, Mapping):
        return ""
    rests = (key for key, value in parent.entries.items() if _lacks_colon(key, parent.key_places[key], value))
    return "; quote a text that contains a comma" if any(rests) else ""


def _lacks_colon(key: str, place: Place, value: Node) -> bool:
    """Tell whether an empty value begins where its key ends."""
    empty = isinstance(value, Scalar) and not value.value and not value.style
    return empty and value.place == Place(place.line, place.column + len(key))


def _nearest(name: str, node: Node, path: Path) -> str:
    """Suggest the field that was meant."""
    near = difflib.get_close_matches(re.sub(r"\W", "_", name), _FIELDS, 1, 0.75)
    parent = node_at(node, path[:-1])
    taken = isinstance(parent, Mapping) and near and near[0] in parent.entries
    return f"; did you mean `{near[0]}`?" if near and not taken else ""
