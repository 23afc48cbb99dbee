"""Variants: what is frozen when an item is compiled, the face a student may see apart from the key."""

import hashlib
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from quizapp.domain.items.faces import Face
from quizapp.domain.items.keys import Key
from quizapp.domain.items.model import Item
from quizapp.domain.items.values import Value
from quizapp.domain.items.writing import UnfitDrawError, VariantError, Writer, evaluate, shown

__all__ = [
    "Drawn", "Variant", "VariantError", "draw_variants", "draws", "estimated_size", "grid_size", "make_variant",
    "names_of", "shown",
]  # fmt: skip

Drawn = dict[str, int | float | str]
"""Values of an item's variables."""

SMALL_GRID = 2_000
"""A grid up to this size is gone through whole; a larger one is drawn from."""
MAX_TRIES = 60_000
"""Places of a large grid that are tried, however many variants are wanted: `require` may exclude nearly everything."""


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
        Variants that satisfy `require` and whose worked sample has another answer, no two with the same face.

    Raises:
        VariantError: when an expression fails for some draw, or two draws look alike and have different keys.
    """
    variants: list[Variant] = []
    seen: dict[Face, Key] = {}
    for variables, names in draws(item, seed, MAX_TRIES):
        try:
            variant = _write(item, len(variants), variables, names)
        except UnfitDrawError:
            continue
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
        names[name] = evaluate(source, names, ("let", name))
    return names


def _holds(item: Item, position: int, names: Mapping[str, Value]) -> bool:
    value = evaluate(item.require[position], names, ("require", position))
    if not isinstance(value, bool):
        raise VariantError("expected a comparison, which is true or false", ("require", position))
    return value


def make_variant(item: Item, number: int, variables: Drawn) -> Variant:
    """Make the variant of an item for given values of its variables.

    Raises:
        VariantError: naming the field that fails.
    """
    return _write(item, number, variables, names_of(item, variables))


def _write(item: Item, number: int, variables: Drawn, names: Mapping[str, Value]) -> Variant:
    face, key = Writer(item.key, names, dict(variables), let=item.let).question(item)
    return Variant(number, dict(variables), face, key)
