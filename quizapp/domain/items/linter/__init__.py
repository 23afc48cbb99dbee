"""The linter: deterministic detectors of the nineteen item-writing flaws."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from quizapp.domain.items.linter import cues, forms, options, stems, twins, unclear
from quizapp.domain.items.linter.findings import ERROR, WARNING, Finding, Findings, View
from quizapp.domain.items.linter.flaws import FLAWS
from quizapp.domain.items.linter.views import views_of
from quizapp.domain.items.model import Item
from quizapp.domain.items.variants import Variant

__all__ = ["ERROR", "FLAWS", "WARNING", "Finding", "lint"]

SAMPLED = 7
"""Variants of a family that are looked at."""

_Detector = Callable[[View], Findings]
_STEM: tuple[_Detector, ...] = (unclear.ambiguous, *stems.DETECTORS)
_MOST: tuple[_Detector, ...] = (*_STEM, *forms.DETECTORS, *options.EVERYWHERE, *cues.DETECTORS)
_ANY: tuple[_Detector, ...] = (*options.ANYWHERE, twins.multi_correct)
_WITHOUT_OPTIONS = (*_STEM, options.implausible, twins.multi_correct)
"""Detectors that have something to read in items of any type."""


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
    found = [finding for views in views_of(item, variants[:SAMPLED]) for finding in _seen(views)]
    return tuple(sorted(_after_waivers(item, found), key=lambda finding: (finding.flaw, str(finding.path))))


def _seen(views: list[View]) -> Iterator[Finding]:
    """Yield the flaws of one question, placed in the item."""
    found = (*_findings(_MOST, views, len(views) // 2 + 1), *_findings(_ANY, views, 1))
    yield from (replace(finding, path=(*views[0].path, *finding.path)) for finding in found)


def _findings(detectors: tuple[_Detector, ...], views: list[View], enough: int) -> Iterator[Finding]:
    """Yield one finding for each flaw and place that enough views show."""
    for detect in detectors:
        if not views[0].options and detect not in _WITHOUT_OPTIONS:
            continue
        first: dict[tuple[str, tuple[str | int, ...]], Finding] = {}
        seen: Counter[tuple[str, tuple[str | int, ...]]] = Counter()
        for view in views:
            shown = {(finding.flaw, finding.path): finding for finding in detect(view)}
            seen.update(shown.keys())
            first = shown | first
        yield from (finding for place, finding in first.items() if seen[place] >= enough)


def _after_waivers(item: Item, found: list[Finding]) -> Iterator[Finding]:
    """Leave out what the author accepts; an error can't be, nor a negation that is not in capitals."""
    waived = {waiver.flaw for waiver in item.waivers}
    silenced = set()
    for finding in found:
        if finding.severity == WARNING and finding.flaw in waived and stems.is_waivable(finding):
            silenced.add(finding.flaw)
        else:
            yield finding
    for i, waiver in enumerate(item.waivers):
        if waiver.flaw not in silenced:
            path = ("waivers", i)
            yield Finding(waiver.flaw, WARNING, path, "The waiver silences nothing.", "Take it away.")
