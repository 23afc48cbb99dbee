"""The linter: deterministic detectors of the nineteen item-writing flaws."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from quizapp.domain.items.keys import NumericKey
from quizapp.domain.items.linter import cues, options, stems
from quizapp.domain.items.linter.findings import ERROR, WARNING, Finding, Findings, ShownOption, View
from quizapp.domain.items.linter.flaws import FLAWS
from quizapp.domain.items.model import Choice, Item
from quizapp.domain.items.templates import parse_template
from quizapp.domain.items.variants import Variant, names_of

__all__ = ["ERROR", "FLAWS", "WARNING", "Finding", "lint"]

SAMPLED = 7
"""Variants of a family that are looked at."""

_Detector = Callable[[View], Findings]
_MOST: tuple[_Detector, ...] = (*stems.DETECTORS, *options.EVERYWHERE, *cues.DETECTORS)
_ANY: tuple[_Detector, ...] = options.ANYWHERE


def lint(item: Item, variants: Sequence[Variant]) -> tuple[Finding, ...]:
    """Find the flaws of an item.

    Args:
        item: The item as it was written.
        variants: Some of its variants; of a family the first few are looked at.

    Returns:
        Findings in the order of their codes. A flaw of wording counts when most of the variants show it, one
        of numbers when any does. Warnings the author has waived are left out; a waiver that silences nothing
        is a warning itself.
    """
    views = [_view(item, variant) for variant in variants[:SAMPLED]]
    found = [*_findings(_MOST, views, len(views) // 2 + 1), *_findings(_ANY, views, 1)]
    return tuple(sorted(_after_waivers(item, found), key=lambda finding: (finding.flaw, str(finding.path))))


def _findings(detectors: tuple[_Detector, ...], views: list[View], enough: int) -> Iterator[Finding]:
    """Yield one finding for each flaw and place that enough views show."""
    for detect in detectors:
        if not views[0].options and detect not in stems.DETECTORS and detect is not options.implausible:
            continue
        first: dict[tuple[str, tuple[str | int, ...]], Finding] = {}
        seen: Counter[tuple[str, tuple[str | int, ...]]] = Counter()
        for view in views:
            shown = {(finding.flaw, finding.path): finding for finding in detect(view)}
            seen.update(shown.keys())
            first = shown | first
        yield from (finding for place, finding in first.items() if seen[place] >= enough)


def _view(item: Item, variant: Variant) -> View:
    """Show an item to the detectors as one of its variants, its options in the order they were written."""
    names = names_of(item, variant.variables)
    body, key = item.body, variant.key
    numeric = key if isinstance(key, NumericKey) else None
    written = body.options if isinstance(body, Choice) else ()
    return View(
        type=item.type,
        stem=variant.face.stem,
        options=tuple(
            ShownOption(i, parse_template(option.text).fill(names), option.correct) for i, option in enumerate(written)
        ),
        shuffle=body.shuffle if isinstance(body, Choice) else True,
        key_value=numeric.value if numeric else None,
        mistakes=tuple(mistake.value for mistake in numeric.mistakes) if numeric else (),
    )


def _after_waivers(item: Item, found: list[Finding]) -> Iterator[Finding]:
    waived = {waiver.flaw for waiver in item.waivers}
    yield from (finding for finding in found if finding.severity == ERROR or finding.flaw not in waived)
    silenced = {finding.flaw for finding in found if finding.severity == WARNING}
    for i, waiver in enumerate(item.waivers):
        if waiver.flaw not in silenced:
            path = ("waivers", i)
            yield Finding(waiver.flaw, WARNING, path, "The waiver silences nothing.", "Take it away.")
