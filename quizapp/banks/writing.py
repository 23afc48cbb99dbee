"""Write changes into a topic file and leave the rest as it was, byte for byte: comments, order, quotes, line breaks.

Each function takes a file's text and returns the new one. A change replaces only the lines of the value that changes;
the strict reader reads the text before and after, and what it reads then must be what was asked for.
"""

from collections.abc import Mapping as MappingOf
from typing import Any

from quizapp.banks.fragments import FragmentError, Value, normal, rewritten
from quizapp.banks.marks import Marked, key_of
from quizapp.banks.sameness import Path, is_same, with_value, without_value
from quizapp.banks.source import Mapping, Node, Problem, Sequence, SourceError
from quizapp.banks.splicing import changed, removed

__all__ = ["add_item", "edit_item", "item_text", "remove_field", "remove_item", "replace_item", "set_field"]

FILE = "the file"
_MARK = "\ufeff"


def set_field(text: str, path: Path, value: Value, *, file: str = FILE) -> str:
    """Set the value at a path, such as `("items", 0, "answer", "unit")`.

    Args:
        text: The file's text.
        path: Keys and positions; all but the last step exist. A new key goes where its kind stands, a new element to
            the end of its list.
        value: Texts of several lines are written under `|`, texts that read as numbers or truth values in quotes.
            Inside lists and mappings only what differs is touched.
        file: Its name for messages.

    Raises:
        SourceError: when the file can't be read, or the value can't be written at that place.
    """
    mark, marked = _marked(text, file)
    try:
        new = normal(value)
    except FragmentError as error:
        raise marked.refusal(str(error), path) from None
    if not path or marked.node(path[:-1]) is None:
        raise marked.refusal("expected a field of the file", path)
    after = changed(marked, path, new)
    return mark + _checked(after, file, with_value(rewritten(marked.root), path, new))


def remove_field(text: str, path: Path, *, file: str = FILE) -> str:
    """Take away the key or element at a path; comments above it stay.

    Raises:
        SourceError: when the file can't be read or the path leads nowhere.
    """
    mark, marked = _marked(text, file)
    if not path or marked.node(path) is None:
        raise marked.refusal("expected a field of the file", path)
    return mark + _checked(removed(marked, path), file, without_value(rewritten(marked.root), path))


def edit_item(text: str, item: str, changes: MappingOf[str, Value | None], *, file: str = FILE) -> str:
    """Change fields of an item.

    Args:
        text: The file's text.
        item: Its id.
        changes: New values by fields, as in `set_field`; None takes a field away.
        file: Its name for messages.

    Raises:
        SourceError: as `set_field`; also for an unknown item.
    """
    _, marked = _marked(text, file)
    position = _position(marked, item)
    for field, value in changes.items():
        path: Path = ("items", position, field)
        if value is not None:
            text = set_field(text, path, value, file=file)
        elif _marked(text, file)[1].node(path) is not None:
            text = remove_field(text, path, file=file)
    return text


def item_text(text: str, item: str, *, file: str = FILE) -> str:
    """Return an item as a text of its own, with neither dash nor indentation in front, as `replace_item` takes it.

    Raises:
        SourceError: when the file can't be read or has no such item.
    """
    return _Lines(_marked(text, file)[1], item).own_text()


def replace_item(text: str, item: str, item_yaml: str, *, file: str = FILE) -> str:
    """Put an item, written as a text of its own, in the place of another.

    Raises:
        SourceError: when either text can't be read, or the new id is that of another item.
    """
    mark, marked = _marked(text, file)
    lines = _Lines(marked, item)
    if item_yaml == lines.own_text():
        return text
    new = _item(item_yaml, file)
    after = marked.text[: lines.start] + lines.laid_out(item_yaml) + marked.text[lines.end :]
    return mark + _checked(after, file, with_value(rewritten(marked.root), ("items", lines.position), new))


def add_item(text: str, item_yaml: str, after: str | None = None, *, file: str = FILE) -> str:
    """Add an item, written as a text of its own, behind another or at the end.

    Raises:
        SourceError: when either text can't be read, the id is taken, or `after` is no item of the file.
    """
    mark, marked = _marked(text, file)
    items, new = _items(marked), _item(item_yaml, file)
    lines = _Lines(marked, key_of(items[-1]) if after is None else after)
    gap = marked.newline * (2 if lines.are_apart() else 1)
    added = gap + " " * marked.column(lines.start) + lines.laid_out(item_yaml)
    rest = marked.text[lines.end :] or marked.newline
    wanted = [rewritten(node) for node in items]
    wanted.insert(lines.position + 1, new)
    root = with_value(rewritten(marked.root), ("items",), wanted)
    return mark + _checked(marked.text[: lines.end] + added + rest, file, root)


def remove_item(text: str, item: str, *, file: str = FILE) -> str:
    """Take an item away; comments above it stay.

    Raises:
        SourceError: when the file can't be read or has no such item.
    """
    return remove_field(text, ("items", _position(_marked(text, file)[1], item)), file=file)


def _marked(text: str, file: str) -> tuple[str, Marked]:
    """Return a file's byte order mark, if any, and the rest with its marks."""
    body = text.removeprefix(_MARK)
    return text[: len(text) - len(body)], Marked(body, file)


def _items(marked: Marked) -> tuple[Node, ...]:
    items = marked.node(("items",))
    if not isinstance(items, Sequence) or marked.is_flow(("items",)):
        raise marked.refusal("expected `items` as a list, each element behind a dash", ("items",))
    return items.items


def _position(marked: Marked, item: str) -> int:
    keys = [key_of(node) for node in _items(marked)]
    if not item or item not in keys:
        raise marked.refusal(f"expected an item `{item}`", ("items",))
    return keys.index(item)


def _item(text: str, file: str) -> Any:
    """Read an item that is written as a text of its own."""
    root = Marked(text, f"the item for {file}").root
    if not isinstance(root, Mapping):
        raise SourceError([Problem(file, 1, 1, "expected an item: `id: ...` and its other fields")])
    return rewritten(root)


def _checked(text: str, file: str, wanted: Any) -> str:
    """Return a text when the strict reader reads in it what it should, and no id twice."""
    root = Marked(text, file).root
    if not is_same(root, wanted):
        raise SourceError([Problem(file, 0, 0, "expected a value that can be written at this place")])
    items = root.entries.get("items") if isinstance(root, Mapping) else None
    keys = [key for node in getattr(items, "items", ()) if (key := key_of(node))]
    if twice := next((key for key in keys if keys.count(key) > 1), None):
        raise SourceError([Problem(file, 0, 0, f"expected an id of its own, found `{twice}` twice")])
    return text


class _Lines:
    """The lines of one item: `start` is its dash, `end` the end of its last line."""

    def __init__(self, marked: Marked, item: str) -> None:
        self._marked = marked
        self.position = _position(marked, item)
        path: Path = ("items", self.position)
        self.start = marked.begin(path)
        self._content, end = marked.span(path)
        self.end = marked.line_end(end)

    def own_text(self) -> str:
        """Return them without dash and indentation."""
        indent = self._marked.column(self._content)
        first, *rest = self._marked.text[self.start + 1 : self.end].replace("\r\n", "\n").split("\n")
        lines = [line[min(indent, len(line) - len(line.lstrip(" "))) :] for line in rest]
        return "\n".join([first.lstrip(" "), *lines]) + "\n"

    def laid_out(self, item_yaml: str) -> str:
        """Return an item's own text behind a dash, indented for this item's place."""
        indent = " " * (self._marked.column(self.start) + 2)
        first, *rest = item_yaml.replace("\r\n", "\n").strip("\n").split("\n")
        return self._marked.newline.join([f"- {first}", *(indent + line if line else line for line in rest)])

    def are_apart(self) -> bool:
        """Tell whether a blank line parts this item from the one before, or the first from the second."""
        if len(_items(self._marked)) < 2:
            return True
        dash = self._marked.begin(("items", self.position or 1))
        lines = self._marked.text[:dash].replace("\r", "").split("\n")
        return not lines[-2].strip()
