"""Variants: what is frozen when an item is compiled, the face a student may see apart from the key."""

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizapp.domain.items.expression import ExpressionError, parse
from quizapp.domain.items.faces import Face, Part
from quizapp.domain.items.keys import ChoiceKey, JudgementKey, Key, KeyedMistake, NumericKey, OrderingKey
from quizapp.domain.items.model import Choice, Item, ItemType, Judgement, Numeric, Ordering
from quizapp.domain.items.templates import parse_template
from quizapp.domain.items.values import Value

Drawn = dict[str, int | float | str]
"""Values of an item's variables."""

SMALL_GRID = 2_000
"""A grid up to this size is gone through whole; a larger one is drawn from."""
MAX_TRIES = 60
"""Draws tried for each variant wanted before `require` is said to exclude nearly everything."""


class VariantError(ValueError):
    """A variant can't be made.

    Attributes:
        what: One clause that says what is wrong.
        path: Where in the item, such as `("options", 2, "why")`.
        offset: The character in that text or expression.
    """

    def __init__(self, what: str, path: tuple[str | int, ...], offset: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.offset = offset


@dataclass(frozen=True)
class Variant:
    """One draw of an item.

    Attributes:
        number: From 0, in the order drawn.
        variables: What was drawn; neither the face nor the key holds it.
        face: What a student may see.
        key: What grading needs, and the review afterwards.
    """

    number: int
    variables: Drawn
    face: Face
    key: Key


def grid_size(item: Item) -> int:
    """Count the combinations of an item's variables; 1 for a fixed item."""
    return math.prod(len(variable.choices) for variable in item.variables.values())


def draw_variants(item: Item, seed: str, count: int) -> tuple[Variant, ...]:
    """Draw different variants of an item; the same seed gives the same ones everywhere.

    Args:
        item: A fixed item has one variant.
        seed: Any text; the variants do not change with the wording of the item.
        count: How many to draw at most; a small grid may hold fewer.

    Returns:
        Variants that satisfy `require`, no two with the same face.

    Raises:
        VariantError: when an expression fails for some draw, or two draws look alike and have different keys.
    """
    variants: list[Variant] = []
    seen: dict[Face, Key] = {}
    for variables, names in draws(item, seed, count * MAX_TRIES):
        variant = _write(item, len(variants), variables, names)
        known = seen.setdefault(variant.face, variant.key)
        if known != variant.key:
            raise VariantError(f"two variants look alike and have different keys: {shown(variables)}", ("stem",))
        if known is variant.key:
            variants.append(variant)
        if len(variants) == count:
            break
    return tuple(variants)


def draws(item: Item, seed: str, tries: int) -> Iterator[tuple[Drawn, dict[str, Value]]]:
    """Yield different values of the variables that satisfy `require`, in an order that only the seed decides.

    Args:
        item: The family.
        seed: Any text.
        tries: How many places of a large grid to try; a small one is gone through whole.

    Yields:
        The variables, and with them all names.

    Raises:
        VariantError: when a `let` or a `require` can't be computed.
    """
    for index in _indices(grid_size(item), seed, tries):
        variables = _at(item, index)
        names = names_of(item, variables)
        if all(_holds(item, position, names) for position in range(len(item.require))):
            yield variables, names


def estimated_size(item: Item, tries: int = 500) -> int:
    """Count the combinations that satisfy `require`: exact on a small grid, else from some tries."""
    held = sum(1 for _ in draws(item, "size", tries))
    size = grid_size(item)
    return held if size <= SMALL_GRID else size * held // tries


def _indices(size: int, seed: str, tries: int) -> Iterator[int]:
    """Yield different places of the grid in an order made from the seed's hash."""
    if size <= SMALL_GRID:
        yield from sorted(range(size), key=lambda index: _hash(seed, index))
        return
    seen: set[int] = set()
    for attempt in range(tries):
        index = int.from_bytes(_hash(seed, attempt), "big") % size
        if index not in seen:
            seen.add(index)
            yield index


def _hash(seed: str, number: int) -> bytes:
    return hashlib.sha256(f"{seed}\0{number}".encode()).digest()


def _at(item: Item, index: int) -> Drawn:
    """Return the values at one place of the grid, the first variable running fastest."""
    values: Drawn = {}
    for name, variable in item.variables.items():
        index, position = divmod(index, len(variable.choices))
        values[name] = variable.choices[position]
    return values


def names_of(item: Item, variables: Drawn) -> dict[str, Value]:
    """Compute an item's `let` names over its variables.

    Raises:
        VariantError: naming the expression that fails.
    """
    names: dict[str, Value] = dict(variables)
    for name, source in item.let.items():
        names[name] = _evaluate(source, names, ("let", name))
    return names


def _holds(item: Item, position: int, names: Mapping[str, Value]) -> bool:
    value = _evaluate(item.require[position], names, ("require", position))
    if not isinstance(value, bool):
        raise VariantError("expected a comparison, which is true or false", ("require", position))
    return value


def _evaluate(source: str, names: Mapping[str, Value], path: tuple[str | int, ...]) -> Value:
    try:
        return parse(source).evaluate(names)
    except ExpressionError as error:
        raise VariantError(error.what, path, error.offset) from None


def shown(variables: Drawn) -> str:
    """Write the values of variables for a message."""
    return ", ".join(f"{name} = {value}" for name, value in variables.items())


def make_variant(item: Item, number: int, variables: Drawn) -> Variant:
    """Make the variant of an item for given values of its variables.

    Raises:
        VariantError: naming the field that fails.
    """
    return _write(item, number, variables, names_of(item, variables))


def _write(item: Item, number: int, variables: Drawn, names: Mapping[str, Value]) -> Variant:
    face, key = _Writer(item, names).write()
    return Variant(number, dict(variables), face, key)


class _Writer:
    """Writes the face and the key of one variant."""

    def __init__(self, item: Item, names: Mapping[str, Value]) -> None:
        self._item = item
        self._names = names

    def write(self) -> tuple[Face, Key]:
        """Fill the texts and compute the key."""
        body = self._item.body
        if isinstance(body, Choice):
            return self._choice(body)
        if isinstance(body, Numeric):
            return self._numeric(body)
        if isinstance(body, Ordering):
            return self._ordering(body)
        return self._judgement(body)

    def _text(self, text: str, *path: str | int) -> str:
        try:
            return parse_template(text).fill(self._names)
        except ExpressionError as error:
            raise VariantError(error.what, path, error.offset) from None

    def _face(self, parts: tuple[Part, ...] = (), unit: str = "", *, shuffle: bool = True) -> Face:
        """Make the face; parts that may be shuffled stand in the order of their ids, which tells nothing."""
        ordered = tuple(sorted(parts, key=lambda part: part.id)) if shuffle else parts
        return Face(self._item.type, self._text(self._item.stem, "stem"), ordered, unit, shuffle)

    def _parts(self, field: str, texts: list[str]) -> tuple[Part, ...]:
        """Give each text an id made from what a student sees anyway."""
        parts = [self._text(text, field, i, "text") for i, text in enumerate(texts)]
        for i, text in enumerate(parts):
            if text.strip() in (other.strip() for other in parts[:i]):
                raise VariantError(f"the same text stands twice: {text.strip()!r}{self._drawn()}", (field, i, "text"))
        return tuple(Part(self._id(text), text) for text in parts)

    def _drawn(self) -> str:
        drawn = {name: self._names[name] for name in self._item.variables}
        return " for " + ", ".join(f"{name} = {value}" for name, value in drawn.items()) if drawn else ""

    def _id(self, text: str) -> str:
        return hashlib.sha256(f"{self._item.key}\0{text}".encode()).hexdigest()[:10]

    def _whys(self, field: str, whys: list[str], parts: tuple[Part, ...]) -> dict[str, str]:
        texts = [self._text(why, field, i, "why") for i, why in enumerate(whys)]
        return {part.id: text for part, text in zip(parts, texts, strict=True)}

    def _explanation(self) -> str:
        return self._text(self._item.explanation, "explanation")

    def _choice(self, body: Choice) -> tuple[Face, Key]:
        parts = self._parts("options", [option.text for option in body.options])
        options = list(zip(parts, body.options, strict=True))
        key = ChoiceKey(
            type=ItemType(self._item.type),
            options=tuple(sorted(part.id for part in parts)),
            correct=tuple(sorted(part.id for part, option in options if option.correct)),
            misconceptions={part.id: option.misconception for part, option in options if not option.correct},
            whys=self._whys("options", [option.why for option in body.options], parts),
            explanation=self._explanation(),
        )
        return self._face(parts, shuffle=body.shuffle), key

    def _numeric(self, body: Numeric) -> tuple[Face, Key]:
        key = NumericKey(
            value=self._number_at(body.value, ("answer", "value")),
            tolerance=body.tolerance,
            mistakes=tuple(
                KeyedMistake(
                    value=self._number_at(mistake.value, ("mistakes", i, "value")),
                    misconception=mistake.misconception,
                    why=self._text(mistake.why, "mistakes", i, "why"),
                )
                for i, mistake in enumerate(body.mistakes)
            ),
            explanation=self._explanation(),
        )
        return self._face(unit=body.unit), key

    def _number_at(self, source: str, path: tuple[str | int, ...]) -> float:
        value = _evaluate(source, self._names, path)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise VariantError("expected a number", path)
        return float(value)

    def _ordering(self, body: Ordering) -> tuple[Face, Key]:
        parts = self._parts("steps", [step.text for step in body.steps])
        key = OrderingKey(
            order=tuple(part.id for part in parts),
            whys=self._whys("steps", [step.why for step in body.steps], parts),
            explanation=self._explanation(),
        )
        return self._face(parts), key

    def _judgement(self, body: Judgement) -> tuple[Face, Key]:
        parts = self._parts("actions", [action.text for action in body.actions])
        key = JudgementKey(
            ratings={part.id: action.effectiveness for part, action in zip(parts, body.actions, strict=True)},
            whys=self._whys("actions", [action.why for action in body.actions], parts),
            explanation=self._explanation(),
        )
        return self._face(parts), key
