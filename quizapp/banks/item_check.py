"""Check one item: its variants drawn, rendered, linted, proved, and held against each other."""

import math
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from quizapp.banks.agreement import needs_proof
from quizapp.banks.compile import VARIANTS, draw, freeze
from quizapp.banks.findings import Found
from quizapp.banks.numerals import are_equal, are_near, read_numeral
from quizapp.banks.proofs import Proof, Proved, prove
from quizapp.banks.reading import Bank
from quizapp.banks.shown_numbers import inexact_numbers
from quizapp.banks.source import Problem, SourceError
from quizapp.domain.items.faces import Face, Part
from quizapp.domain.items.keys import Key
from quizapp.domain.items.model import Item, ItemType, Path
from quizapp.domain.items.types.case import CaseKey
from quizapp.domain.items.types.choice import ChoiceKey
from quizapp.domain.items.types.cloze import ClozeKey
from quizapp.domain.items.types.compute import ComputeKey
from quizapp.domain.items.types.matching import MatchingKey
from quizapp.domain.items.types.numeric import NumericKey, within
from quizapp.domain.items.variants import Variant, estimated_size, make_variant, shown

SAMPLED = 1_000
"""Variants of a family that are drawn, compared and proved; all when it has fewer."""
SECONDS = 1.0
"""CPU time for drawing one family; those that would be frozen are drawn however long it takes."""
EVERY = 10
"""Of those, each tenth is made a second time, to see that nothing but the draw decides."""
FEWEST_DISTINCT = 60
"""Variants below which a family is called small."""


@dataclass(frozen=True)
class ItemReport:
    """What the check of one item found.

    Attributes:
        problems: What must be mended, placed in the file.
        warnings: What should be looked at.
        frozen: Variants that were rendered as they would be published.
        sampled: Variants that were to be drawn: 1,000, or all when there are fewer.
        proved: Variants whose key was compared with its proof.
        first: The first variant, when there is one.
    """

    problems: tuple[Problem, ...] = ()
    warnings: tuple[Found, ...] = ()
    frozen: int = 0
    sampled: int = 0
    proved: int = 0
    first: Variant | None = None


def check_item(bank: Bank, item: Item, proofs: Mapping[str, Proof] | None) -> ItemReport:
    """Check one item of a bank.

    Args:
        bank: As it was read.
        item: One of its items.
        proofs: The bank's proofs by their names; None when they can't be had.
    """
    source = bank.sources[item.key]
    try:
        sampled, wanted = _sample(bank, item)
        errors, warnings = _linted(bank, item, sampled[:VARIANTS])
    except SourceError as error:
        return ItemReport(problems=error.problems)
    is_proved = needs_proof(item) and proofs is not None
    proved = prove(item, proofs or {}, sampled, bank.folder) if is_proved else Proved()
    rounded, inexact = inexact_numbers(item, sampled[:VARIANTS])
    errors += [*_key_errors(item, sampled), *_option_errors(sampled), *_alike(sampled[:VARIANTS])]
    errors += [*proved.problems, *rounded]
    warnings += [*proved.warnings, *inexact, *size_warnings(item, wanted)]
    problems = tuple(source.problem(item.key, found.what, found.path, found.offset) for found in errors)
    return ItemReport(problems, tuple(warnings), len(sampled[:VARIANTS]), wanted, proved.variants, first=sampled[0])


def _sample(bank: Bank, item: Item) -> tuple[tuple[Variant, ...], int]:
    """Draw an item's variants, and tell how many there should be: fewer are drawn where that takes long.

    Raises:
        SourceError: when a variant can't be made.
    """
    draw(bank, item, 1)  # whatever is imported for the first variant is not the item's to pay
    started = time.process_time()
    frozen = draw(bank, item, VARIANTS)
    if len(frozen) < VARIANTS:
        return frozen, len(frozen)
    affordable = int(VARIANTS * SECONDS / max(time.process_time() - started, 1e-6))
    if affordable >= SAMPLED:
        sampled = draw(bank, item, SAMPLED)
        return sampled, len(sampled)
    return (draw(bank, item, affordable) if affordable > VARIANTS else frozen), SAMPLED


def _linted(bank: Bank, item: Item, drawn: tuple[Variant, ...]) -> tuple[list[Found], list[Found]]:
    """Render and lint the variants that would be frozen; return errors and warnings.

    Raises:
        SourceError: when a text can't be rendered, naming the variant.
    """
    try:
        findings = freeze(bank, item, drawn).findings
    except SourceError:
        for variant in drawn:
            _render_alone(bank, item, variant)
        raise
    found: tuple[list[Found], list[Found]] = ([], [])
    for finding in findings:
        what = f"{finding.flaw}: {finding.reason} {finding.suggestion}".strip()
        found[finding.severity != "error"].append(Found(what, finding.path))
    return found


def _render_alone(bank: Bank, item: Item, variant: Variant) -> None:
    try:
        freeze(bank, item, (variant,))
    except SourceError as error:
        problems = [Problem(p.file, p.line, p.column, p.what + _where(variant), p.item) for p in error.problems]
        raise SourceError(problems) from None


def _where(variant: Variant) -> str:
    return f" for {shown(variant.variables)}" if variant.variables else ""


def _key_errors(item: Item, variants: Sequence[Variant]) -> Iterator[Found]:
    """Yield, once each, keys that are not finite or not stable, and mistakes taken for the key or another mistake."""
    told: set[tuple[Path, str]] = set()
    for variant in variants:
        for path, sort, what in _faults(item, variant):
            if (path, sort) not in told:
                told.add((path, sort))
                yield Found(what + _where(variant), path)


def _faults(item: Item, variant: Variant) -> Iterator[tuple[Path, str, str]]:
    if variant.number % EVERY == 0 and make_variant(item, variant.number, dict(variant.variables)) != variant:
        yield (), "stable", "expected the same variant from the same values, found another one"
    for path, key in numeric_keys(variant.key):
        if not all(map(math.isfinite, (key.value, *(mistake.value for mistake in key.mistakes)))):
            yield path, "finite", f"expected a finite key and finite mistakes, found {key.value:.6g}"
        else:
            for (i, j), what in _clashes(key):
                yield (*path, "mistakes", j, "value"), f"clash {i}", what


def numeric_keys(key: Key, path: Path = ()) -> Iterator[tuple[Path, NumericKey]]:
    """Yield the numbers a key asks for, with the path of the question each belongs to."""
    if isinstance(key, NumericKey):
        yield path, key
    elif isinstance(key, ComputeKey):
        yield from numeric_keys(key.result, path)
    elif isinstance(key, CaseKey):
        for i, member in enumerate(key.members.values()):
            yield from numeric_keys(member, (*path, "questions", i))


def _clashes(key: NumericKey) -> Iterator[tuple[tuple[int, int], str]]:
    for i, mistake in enumerate(key.mistakes):
        if within(key, mistake.value, key.value) or within(key, key.value, mistake.value):
            what = f"expected a mistake outside the tolerance of {key.value:.6g}, found {mistake.value:.6g}"
            yield (-1, i), what
    for (i, first), (j, second) in combinations(enumerate(key.mistakes), 2):
        if within(key, first.value, second.value) or within(key, second.value, first.value):
            yield (i, j), f"expected mistakes apart, found {first.value:.6g} and {second.value:.6g}"


def _option_errors(variants: Sequence[Variant]) -> Iterator[Found]:
    """Yield the first pair of options that show the same number, or a wrong one that rounds to the right one."""
    for variant in variants:
        for path, parts, correct in _option_lists(variant.face, variant.key):
            if what := _same_numbers(parts, correct):
                yield Found(what + _where(variant), path)
                return


def _option_lists(face: Face, key: Key, path: Path = ()) -> Iterator[tuple[Path, Sequence[Part], Collection[str]]]:
    """Yield every list of options of an item with the ids of the right ones: choices, matches, drop-downs."""
    if isinstance(key, ChoiceKey):
        yield (*path, "options"), face.parts, key.correct
    elif isinstance(key, MatchingKey):
        yield (*path, "options"), face.parts, key.matches.values()
    elif isinstance(key, ClozeKey):
        yield from (((*path, "gaps"), gap.options, key.gaps[gap.id].accepted) for gap in face.gaps)
    elif isinstance(key, CaseKey):
        for i, member in enumerate(face.members):
            yield from _option_lists(member.face, key.members[member.id], (*path, "questions", i))


def _same_numbers(parts: Sequence[Part], correct: Collection[str]) -> str:
    numerals = [(part, numeral) for part in parts if (numeral := read_numeral(part.text))]
    for (first, one), (second, other) in combinations(numerals, 2):
        is_key_there = (first.id in correct) is not (second.id in correct)
        if are_equal(one, other) or (is_key_there and are_near(one, other)):
            return f"expected options with numbers apart, found {first.text.strip()!r} and {second.text.strip()!r}"
    return ""


def _alike(variants: Sequence[Variant]) -> Iterator[Found]:
    """Yield the first two variants a reader could not tell apart."""
    seen: dict[tuple[str, ...], Variant] = {}
    for variant in variants:
        other = seen.setdefault(tuple(sorted(_read(variant.face.to_json()))), variant)
        if other is not variant:
            yield Found(
                f"expected variants that differ, found one alike{_where(other)} and{_where(variant)}", ("stem",)
            )
            return


def _read(value: object, name: str = "") -> Iterator[str]:
    """Yield what is read in a face: its texts without ids, white space folded."""
    if isinstance(value, Mapping):
        for key, element in value.items():
            yield from _read(element, str(key))
    elif isinstance(value, list):
        for element in value:
            yield from _read(element, name)
    elif isinstance(value, str) and name != "id":
        yield " ".join(value.split())


def size_warnings(item: Item, sampled: int) -> Iterator[Found]:
    """Yield a warning for a family with few variants."""
    if not item.is_family or sampled >= SAMPLED:
        return
    size = max(sampled, estimated_size(item))
    if size < FEWEST_DISTINCT:
        yield Found(f"expected at least {FEWEST_DISTINCT} variants, found {size}", ("variables",))
    elif item.type is ItemType.NUMERIC and size < SAMPLED:
        yield Found(f"expected {SAMPLED:,} variants where the type allows it, found about {size}", ("variables",))
