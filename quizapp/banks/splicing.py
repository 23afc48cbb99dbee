"""Change one value of a file's text and nothing else."""

import re
from typing import Any

from quizapp.banks.fragments import as_element, fits_flow, in_flow, rewritten, under_key
from quizapp.banks.marks import Marked
from quizapp.banks.sameness import (
    Path,
    is_same,
    keeps_order,
    key_before,
    shared_ends,
    with_entry,
    with_value,
)
from quizapp.banks.source import Mapping, Sequence

_BLANK_LINES = re.compile(r"([ \t]*\r?\n)*")
_BLANK_LINES_BEFORE = re.compile(r"(?<=\n)([ \t]*\r?\n)+\Z")


def changed(marked: Marked, path: Path, value: Any) -> str:
    """Return the text with the value at a path set, touching only what differs inside lists and mappings.

    Raises:
        SourceError: when nothing can stand at that path.
    """
    node = marked.node(path)
    if node is None:
        return _added(marked, path, value)
    if is_same(node, value):
        return marked.text
    if isinstance(node, Mapping) and isinstance(value, dict) and keeps_order(node, value):
        return _merged_mapping(marked, path, node, value)
    if isinstance(node, Sequence) and isinstance(value, list) and value and node.items:
        return _merged_list(marked, path, node, value)
    return _replaced(marked, path, value)


def removed(marked: Marked, path: Path) -> str:
    """Return the text without the key or element at a path; the last one leaves `{}` or `[]` behind."""
    parent = path[:-1]
    steps = _steps(marked, parent)
    if len(steps) == 1:
        return _replaced(marked, parent, {} if isinstance(path[-1], str) else [])
    position = steps.index(path[-1])
    before, after = ((*parent, step) for step in (steps[position - 1], steps[(position + 1) % len(steps)]))
    is_last = position + 1 == len(steps)
    if marked.is_flow(parent):
        return _removed_in_flow(marked, path, before if is_last else None, after)
    begin = marked.begin(path)
    if marked.text[marked.line_start(begin) : begin].strip():  # behind a dash: the next key takes the place
        return _spliced(marked, begin, marked.begin(after), "")
    return _removed_lines(marked, path, is_last=is_last)


def _marked(marked: Marked, text: str) -> Marked:
    return Marked(text, marked.file)


def _spliced(marked: Marked, start: int, end: int, new: str) -> str:
    return marked.text[:start] + new + marked.text[end:]


def _steps(marked: Marked, path: Path) -> list[str | int]:
    node = marked.node(path)
    return [*node.entries] if isinstance(node, Mapping) else [*range(len(getattr(node, "items", ())))]


def _merged_mapping(marked: Marked, path: Path, node: Mapping, value: dict[str, Any]) -> str:
    for key in [key for key in node.entries if key not in value]:
        marked = _marked(marked, removed(marked, (*path, key)))
    before: str | None = None
    for key, element in value.items():
        if key in node.entries:
            text = changed(marked, (*path, key), element)
        else:
            text = _inserted(marked, (*path, key), element, before)
        marked, before = _marked(marked, text), key
    return marked.text


def _merged_list(marked: Marked, path: Path, node: Sequence, value: list[Any]) -> str:
    head, tail = shared_ends(node.items, value)
    old, new = len(node.items) - tail, len(value) - tail
    for i in range(head, min(old, new)):
        marked = _marked(marked, changed(marked, (*path, i), value[i]))
    for _ in range(new, old):
        marked = _marked(marked, removed(marked, (*path, new)))
    for i in range(old, new):
        marked = _marked(marked, _inserted(marked, (*path, i), value[i], i - 1 if i else None))
    return marked.text


def _laid_out(marked: Marked, lines: list[str], column: int) -> str:
    below = [" " * column + line if line else line for line in lines[1:]]
    return marked.newline.join([lines[0], *below])


def _replaced(marked: Marked, path: Path, value: Any) -> str:
    flow = marked.outermost_flow(path)
    if not path:
        raise marked.refusal("expected something to be left in the file")
    if flow is not None:
        return _replaced_in_flow(marked, flow, path, value)
    start, end = marked.span(path)
    comment = marked.header_comment(start) or marked.comment_after(end)
    if isinstance(path[-1], int):
        begin = at = marked.begin(path)
        lines = as_element(value)
    else:
        begin, at = marked.colon(path), marked.begin(path)
        lines = under_key(value)
        comment = marked.comment_after(begin) or comment
    lines[0] += comment
    return _spliced(marked, begin, marked.line_end(end), _laid_out(marked, lines, marked.column(at)))


def _replaced_in_flow(marked: Marked, flow: Path, path: Path, value: Any) -> str:
    if not fits_flow(value):
        return _in_block(marked, flow, with_value(_value(marked, flow), path[len(flow) :], value))
    start, end = marked.span(path)
    new = in_flow(value)
    if start == end and isinstance(path[-1], str):  # nothing stands behind the key yet
        new = f" {new}" if marked.text[start - 1] == ":" else f": {new}"
    return _spliced(marked, start, end, new)


def _value(marked: Marked, path: Path) -> Any:
    node = marked.node(path)
    return rewritten(node) if node else None


def _in_block(marked: Marked, flow: Path, value: Any) -> str:
    """Write what stood in `{...}` or `[...]` as a block, for a text of several lines has no place in it."""
    if marked.holds_comment(flow):
        what = "expected no comment inside {...} or [...] where a text of several lines is to stand"
        raise marked.refusal(what, flow)
    return _replaced(marked, flow, value)


def _added(marked: Marked, path: Path, value: Any) -> str:
    """Add a key where its kind stands, or an element at the end."""
    node, step = marked.node(path[:-1]), path[-1]
    if isinstance(node, Mapping) and isinstance(step, str):
        return _inserted(marked, path, value, key_before([*node.entries], step))
    if isinstance(node, Sequence) and step == len(node.items):
        return _inserted(marked, path, value, step - 1 if step else None)
    raise marked.refusal(f"expected a field or an element, found no place for `{step}`", path)


def _inserted(marked: Marked, path: Path, value: Any, before: str | int | None) -> str:
    """Insert a key or an element behind another, or at the beginning."""
    parent, step = path[:-1], path[-1]
    steps = _steps(marked, parent)
    if not steps:
        return _replaced(marked, parent, {step: value} if isinstance(step, str) else [value])
    beside: Path = (*parent, steps[0] if before is None else before)
    if (flow := marked.outermost_flow(path)) is not None:
        return _inserted_in_flow(marked, flow, path, value, None if before is None else beside)
    column = marked.column(marked.begin(beside))
    lines = as_element(value) if isinstance(step, int) else _entry(step, value)
    new = _laid_out(marked, lines, column)
    if before is None:
        at = marked.begin(beside)
        return _spliced(marked, at, at, new + marked.newline + " " * column)
    at = marked.line_end(marked.span(beside)[1])
    return _spliced(marked, at, at, marked.newline + " " * column + new)


def _entry(key: str, value: Any) -> list[str]:
    """Write a key and its value as lines; the key as it would stand in `{...}`, for that is never wrong."""
    lines = under_key(value)
    return [f"{in_flow(key)}:{lines[0]}", *lines[1:]]


def _inserted_in_flow(marked: Marked, flow: Path, path: Path, value: Any, before: Path | None) -> str:
    if not fits_flow(value):
        return _in_block(marked, flow, _with_new(_value(marked, flow), path[len(flow) :], value, before))
    new = in_flow(value) if isinstance(path[-1], int) else f"{in_flow(path[-1])}: {in_flow(value)}"
    if before is None:
        at = marked.span(path[:-1])[0] + 1
        return _spliced(marked, at, at, f"{new}, ")
    end = marked.span(before)[1]
    return _spliced(marked, end, end, f", {new}")


def _with_new(value: Any, path: Path, new: Any, before: Path | None) -> Any:
    """Return a value with one more element or entry at a path."""
    if len(path) > 1:
        return with_value(value, path[:1], _with_new(value[path[0]], path[1:], new, before))
    if isinstance(value, list):
        return [*value[: int(path[0])], new, *value[int(path[0]) :]]
    return with_entry(value, str(path[0]), new, str(before[-1]) if before else None)


def _removed_in_flow(marked: Marked, path: Path, before: Path | None, after: Path) -> str:
    if before is None:
        return _spliced(marked, marked.begin(path), marked.begin(after), "")
    return _spliced(marked, marked.span(before)[1], marked.span(path)[1], "")


def _removed_lines(marked: Marked, path: Path, *, is_last: bool) -> str:
    """Remove whole lines, and the blank ones that would be left over."""
    start = marked.line_start(marked.begin(path))
    end = marked.text.find("\n", marked.span(path)[1]) + 1 or len(marked.text)
    if not is_last:
        blank = _BLANK_LINES.match(marked.text, end)
        return _spliced(marked, start, blank.end() if blank else end, "")
    blank = _BLANK_LINES_BEFORE.search(marked.text[:start])
    return _spliced(marked, blank.start() if blank else start, end, "")
