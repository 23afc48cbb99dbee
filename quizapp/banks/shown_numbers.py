"""Numbers that a stem rounds while the key goes on with them unrounded."""

import math
from collections.abc import Iterator, Mapping, Sequence

from quizapp.banks.findings import Found
from quizapp.domain.items.model import Item, ItemType
from quizapp.domain.items.templates import Insertion, parse_template
from quizapp.domain.items.types.numeric import NumericKey, within
from quizapp.domain.items.values import Value, show
from quizapp.domain.items.variants import Variant, names_of, shown
from quizapp.domain.items.writing import VariantError, Writer, evaluate


def inexact_numbers(item: Item, variants: Sequence[Variant]) -> tuple[list[Found], list[Found]]:
    """Look for rounded numbers in the stem of a numeric item.

    Args:
        item: Any item; those of other types, data sets above all, are not looked at.
        variants: Some of its variants.

    Returns:
        Errors, where the numbers as shown lead out of the key's tolerance; warnings for other numbers that are
        rounded.
    """
    errors: dict[int, Found] = {}
    warnings: dict[int, Found] = {}
    insertions = parse_template(item.stem).insertions if item.type is ItemType.NUMERIC else ()
    for variant in variants if insertions else ():
        names = names_of(item, variant.variables)
        rounded = [
            (insertion, value) for insertion, value in _values(insertions, names) if _is_rounded(value, insertion.form)
        ]
        for insertion, value in rounded:
            text = show(value, insertion.form)
            what = f"expected a number shown exactly, found {text} for {value!r}: round it in `let`"
            warnings.setdefault(insertion.offset, Found(what, ("stem",), insertion.offset))
        if (
            rounded
            and not errors
            and (what := _led_astray(item, variant, [insertion for insertion, _ in rounded], names))
        ):
            errors[0] = Found(what, ("stem",), rounded[0][0].offset)
    return list(errors.values()), list(warnings.values())


def _values(insertions: Sequence[Insertion], names: Mapping[str, Value]) -> Iterator[tuple[Insertion, Value]]:
    return ((insertion, insertion.expression.evaluate(names)) for insertion in insertions)


def _is_rounded(value: Value, form: str) -> bool:
    """Tell whether what is shown differs from the value by more than binary rounding."""
    if isinstance(value, tuple):
        return any(_is_rounded(element, form) for element in value)
    if not isinstance(value, int | float):
        return False
    return abs(_as_shown(value, form) - value) > 1e-9 * max(abs(value), 1e-9)


def _as_shown(value: float, form: str) -> float:
    return float(show(value, form).replace("\u202f", "").replace("\u2212", "-"))


def _led_astray(item: Item, variant: Variant, rounded: Sequence[Insertion], names: Mapping[str, Value]) -> str:
    """Compute the key from what is shown; say so when it leaves the tolerance."""
    given = {i.expression.source.strip(): i.form for i in rounded if i.expression.source.strip() in names}
    values = {name: value for name in given if isinstance(value := names[name], int | float)}
    as_shown: dict[str, Value] = {name: _as_shown(value, given[name]) for name, value in values.items()}
    if not as_shown or not isinstance(variant.key, NumericKey):
        return ""
    try:
        found = _key_from(item, variant, as_shown)
    except VariantError:
        return ""
    if not isinstance(found, NumericKey) or (
        math.isfinite(found.value) and within(variant.key, found.value, variant.key.value)
    ):
        return ""
    told = f"expected the numbers as shown to lead to the key {variant.key.value:.6g}, found {found.value:.6g}"
    return f"{told} for {shown(variant.variables)}" if variant.variables else told


def _key_from(item: Item, variant: Variant, as_shown: Mapping[str, Value]) -> object:
    names: dict[str, Value] = {**variant.variables, **{n: v for n, v in as_shown.items() if n in variant.variables}}
    for name, source in item.let.items():
        names[name] = as_shown[name] if name in as_shown else evaluate(source, names, ("let", name))
    _, key = Writer(item.key, names, variant.variables, let=item.let).question(item)
    return key
