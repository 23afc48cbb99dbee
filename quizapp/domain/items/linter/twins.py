"""The detector that compares options for saying the same: 18."""

import math
import re
from itertools import combinations, permutations

from quizapp.domain.items.linter.findings import ERROR, WARNING, Finding, Findings, ShownOption, View
from quizapp.domain.items.linter.quantities import Span, equal, near, nested, overlap, quantity, span
from quizapp.domain.items.linter.wordings import canonical

_OBJECTS = re.compile(
    r"\b(?:confidence|prediction|credible|forecast)\b"
    r"|\bwhich (?:intervals?|ranges?|set) (?:is|are|contains?|covers?)\b",
    re.IGNORECASE,
)
"""Stems whose answer is a range itself; such ranges may overlap."""
_CASELESS = re.compile(r"\bSQL\b|\bquery\b|\bSELECT\b")
_SHAPES = re.compile(r"\b(?:matri(?:x|ces)|shapes?|tensors?|kernels?|dimensions?|grids?)\b", re.IGNORECASE)
"""Stems for which `3 × 2` is a shape and no product."""
_PRODUCT = re.compile(r"\d\s*(?:\\times|×|x)\s*\d")
_ORDERED = re.compile(r"\b(?:respectively|order|first|sequence|in turn|then)\b", re.IGNORECASE)


def multi_correct(view: View) -> Findings:
    """18: options that say the same, numbers that can't be told apart, ranges that overlap."""
    ordered = bool(_ORDERED.search(view.stem))
    for first, second in combinations(view.options, 2):
        yield from (
            _same(first, second, ordered=ordered) or _case_apart(first, second, view) or _near(first, second, view)
        )
    yield from _touching(view)
    if view.key_value is not None:
        yield from _right_mistakes(view, view.key_value)


def _right_mistakes(view: View, key: float) -> Findings:
    for i, mistake in enumerate(view.mistakes):
        if abs(mistake - key) <= view.within:
            reason = f"The mistake {mistake:g} counts as right beside {key:g}."
            yield Finding("18_multi_correct", WARNING, ("mistakes", i, "value"), reason, "Move them apart.")


def _same(first: ShownOption, second: ShownOption, *, ordered: bool) -> list[Finding]:
    """Compare what two options say; capitals and synonyms count in code and formulas, not in prose."""
    if _squeezed(first) == _squeezed(second):
        reason = f"“{second.prose.shown}” stands twice."
        return [Finding("18_multi_correct", ERROR, second.path, reason, "Keep one of the two.")]
    if not any(map(_is_technical, (first.text, second.text))):
        a, b = (canonical(option.prose.plain, ordered=ordered) for option in (first, second))
        if a == b and a:
            reason = f"“{first.prose.shown}” and “{second.prose.shown}” say the same."
            return [Finding("18_multi_correct", WARNING, second.path, reason, "Keep one of the two.")]
    return []


def _case_apart(first: ShownOption, second: ShownOption, view: View) -> list[Finding]:
    """Compare names in code where capitals don't count: the stem speaks of SQL."""
    a, b = _squeezed(first), _squeezed(second)
    if _CASELESS.search(view.stem) and a.casefold() == b.casefold() and {a.isupper(), b.isupper()} == {True, False}:
        reason = f"“{first.prose.shown}” and “{second.prose.shown}” differ in capitals alone."
        return [Finding("18_multi_correct", WARNING, second.path, reason, "Keep one of the two.")]
    return []


def _touching(view: View) -> Findings:
    """Find whole-number bands of which some share an end and others leave one out: `26 to 30` beside `30 to 40`."""
    bands = [(found, option) for option in view.options if (found := _span(option)) and _is_whole(found)]
    apart = any(first.high + 1 == second.low for (first, _), (second, _) in permutations(bands, 2))
    for (first, one), (second, other) in permutations(bands, 2):
        if apart and first.high == second.low and first.unit == second.unit:
            reason = f"“{one.prose.shown}” and “{other.prose.shown}” share {first.high:g}."
            yield Finding("18_multi_correct", WARNING, other.path, reason, "Let each number belong to one range.")


def _is_whole(found: Span) -> bool:
    return all(math.isfinite(end) and end == round(end) for end in (found.low, found.high))


def _squeezed(option: ShownOption) -> str:
    text = re.sub(r"\s+", "", option.text).rstrip(".")
    return text if _is_technical(text) else text.casefold().replace("*", "")


def _is_technical(text: str) -> bool:
    return "`" in text or "$" in text


def _near(first: ShownOption, second: ShownOption, view: View) -> list[Finding]:
    a, b = (None if _is_shape(option, view) else quantity(option.text) for option in (first, second))
    if a and b and (equal(a, b) or near(a, b)):
        severity = ERROR if equal(a, b) else WARNING
        reason = f"“{first.prose.shown}” and “{second.prose.shown}” are the same but for rounding."
        return [Finding("18_multi_correct", severity, second.path, reason, "Move them apart.")]
    low, high = _span(first), _span(second)
    if low and high and overlap(low, high) and not _are_wholes(view):
        reason = f"“{first.prose.shown}” and “{second.prose.shown}” overlap."
        return [Finding("18_multi_correct", WARNING, second.path, reason, "Let the ranges meet and not overlap.")]
    return []


def _is_shape(option: ShownOption, view: View) -> bool:
    return bool(_PRODUCT.search(option.text) and _SHAPES.search(view.stem))


def _are_wholes(view: View) -> bool:
    """Tell whether a range itself is asked for: the stem says so, or each range lies in the next."""
    spans = [found for option in view.options if (found := _span(option))]
    return all(nested(a, b) for a, b in combinations(spans, 2)) or bool(_OBJECTS.search(view.stem))


def _span(option: ShownOption) -> Span | None:
    """Return an option's range; pairs in brackets are points or lists as often as ranges."""
    return None if re.match(r"\W*[\[(]|`", option.text) else span(option.text)
