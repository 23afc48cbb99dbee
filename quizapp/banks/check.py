"""Check banks as a whole: read, compile, prove, lint, and look at each bank's balance."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

from quizapp.banks.balance import balance
from quizapp.banks.catalogue import COMPETENCIES, Catalogue, read_catalogue
from quizapp.banks.compile import VARIANTS, draw, freeze
from quizapp.banks.proofs import Proof, load_proofs, needs_proof, prove, unused_proofs
from quizapp.banks.reading import Bank, ItemSource, survey_bank
from quizapp.banks.source import Problem, SourceError
from quizapp.domain.items.grading import within
from quizapp.domain.items.keys import NumericKey
from quizapp.domain.items.linter import Finding
from quizapp.domain.items.model import Item, ItemType
from quizapp.domain.items.templates import parse_template
from quizapp.domain.items.values import Value, show
from quizapp.domain.items.variants import Variant, estimated_size, names_of, shown

SAMPLED = 200
"""Variants of a family that are drawn, compared and proved."""
FEWEST_DISTINCT = 60
"""Variants below which a family is called small."""
WANTED_DISTINCT = 1_000

Progress = Callable[[str], None]


@dataclass(frozen=True)
class BankCounts:
    """What a bank holds.

    Attributes:
        proved: Variants whose key was compared with its proof.
    """

    key: str
    items: int
    families: int
    types: dict[str, int]
    levels: dict[str, int]
    topics: dict[str, int]
    variants: int
    proved: int

    @property
    def fixed(self) -> int:
        """Items without variables."""
        return self.items - self.families


@dataclass(frozen=True)
class Report:
    """What a check found; problems block publication, warnings don't."""

    problems: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    banks: tuple[BankCounts, ...]

    @property
    def is_clean(self) -> bool:
        """Tell whether nothing must be mended."""
        return not self.problems


@dataclass
class _Findings:
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def check_banks(paths: Iterable[Path], progress: Progress | None = None) -> Report:
    """Check banks, each with the competencies and misconceptions in its parent folder.

    Args:
        paths: Banks' folders, or a folder of banks.
        progress: Called with a short line at each item.
    """
    found = _Findings()
    counts: list[BankCounts] = []
    catalogues: dict[Path, Catalogue | None] = {}
    for folder in _bank_folders(paths):
        root = folder.parent
        if root not in catalogues:
            catalogues[root] = _catalogue(root, found)
        catalogue = catalogues[root]
        if catalogue is not None:
            counts += _BankCheck(folder, catalogue, found, progress).run()
    return Report(tuple(sorted(found.problems)), tuple(sorted(found.warnings)), tuple(counts))


def _bank_folders(paths: Iterable[Path]) -> list[Path]:
    """Take a folder that holds the taxonomy apart into the banks in it."""
    folders: list[Path] = []
    for path in paths:
        resolved = Path(path)
        if (resolved / COMPETENCIES).exists():
            folders += sorted(child for child in resolved.iterdir() if child.is_dir() and any(child.glob("*.yaml")))
        else:
            folders.append(resolved)
    return folders


def _catalogue(root: Path, found: _Findings) -> Catalogue | None:
    try:
        return read_catalogue(root)
    except SourceError as error:
        found.problems += error.problems
        return None


class _BankCheck:
    """The check of one bank."""

    def __init__(self, folder: Path, catalogue: Catalogue, found: _Findings, progress: Progress | None) -> None:
        self._folder = folder
        self._catalogue = catalogue
        self._found = found
        self._progress = progress or (lambda line: None)
        self._proofs: dict[str, Proof] = {}
        self._variants = 0
        self._proved = 0

    def run(self) -> list[BankCounts]:
        """Gather problems and warnings; return the bank's counts when it could be read."""
        bank, problems = survey_bank(self._folder, self._catalogue)
        self._found.problems += problems
        if bank is None:
            return []
        self._proofs, problems = load_proofs(bank)
        self._found.problems += problems
        self._found.warnings += unused_proofs(bank, self._proofs)
        samples = {}
        for item in bank.items:
            self._progress(f"{bank.key}: {item.key}")
            try:
                samples[item.key] = self._item(bank, item)
            except SourceError as error:
                self._found.problems += error.problems
        self._found.warnings += balance(bank, self._catalogue, samples)
        return [self._counts(bank)]

    def _item(self, bank: Bank, item: Item) -> tuple[Variant, ...]:
        sampled = draw(bank, item, SAMPLED)
        source = bank.sources[item.key]
        compiled = freeze(bank, item, sampled[:VARIANTS])
        self._variants += len(compiled.variants)
        self._lint(source, item, compiled.findings)
        self._found.problems += mistake_problems(item, source, sampled)
        if needs_proof(item) and self._proofs:
            proved = prove(bank, item, self._proofs, sampled)
            self._proved += proved.variants
            self._found.problems += proved.problems
            self._found.warnings += proved.warnings
        self._found.warnings += size_warnings(item, source, sampled)
        self._found.warnings += inexact_warnings(item, source, sampled)
        return sampled

    def _lint(self, source: ItemSource, item: Item, findings: Sequence[Finding]) -> None:
        for finding in findings:
            what = f"{finding.flaw}: {finding.reason} {finding.suggestion}".strip()
            problem = source.problem(item.key, what, finding.path)
            (self._found.problems if finding.severity == "error" else self._found.warnings).append(problem)

    def _counts(self, bank: Bank) -> BankCounts:
        return BankCounts(
            key=bank.key,
            items=len(bank.items),
            families=sum(item.is_family for item in bank.items),
            types=dict(Counter(item.type.value for item in bank.items)),
            levels=dict(Counter(item.level.value for item in bank.items)),
            topics=dict(Counter(item.topic for item in bank.items)),
            variants=self._variants,
            proved=self._proved,
        )


def mistake_problems(item: Item, source: ItemSource, variants: Sequence[Variant]) -> Iterator[Problem]:
    """Yield, once each, mistakes that some variant would take for the key or for another mistake."""
    told: set[tuple[int, int]] = set()
    for variant in variants:
        if not isinstance(variant.key, NumericKey):
            return
        for pair, what in _clashes(variant.key):
            if pair not in told:
                told.add(pair)
                where = f" for {shown(variant.variables)}" if variant.variables else ""
                yield source.problem(item.key, what + where, ("mistakes", pair[1], "value"))


def _clashes(key: NumericKey) -> Iterator[tuple[tuple[int, int], str]]:
    for i, mistake in enumerate(key.mistakes):
        if within(key, mistake.value, key.value) or within(key, key.value, mistake.value):
            yield (
                (-1, i),
                f"expected a mistake outside the tolerance of {key.value:.6g}, found {mistake.value:.6g}",
            )
    for (i, first), (j, second) in combinations(enumerate(key.mistakes), 2):
        if within(key, first.value, second.value):
            yield (i, j), f"expected mistakes apart, found {first.value:.6g} and {second.value:.6g}"


def size_warnings(item: Item, source: ItemSource, sampled: Sequence[Variant]) -> Iterator[Problem]:
    """Yield a warning for a family with few variants."""
    if not item.is_family:
        return
    size = len(sampled) if len(sampled) < SAMPLED else estimated_size(item)
    if size < FEWEST_DISTINCT:
        yield source.problem(item.key, f"expected at least {FEWEST_DISTINCT} variants, found {size}", ("variables",))
    elif item.type is ItemType.NUMERIC and size < WANTED_DISTINCT:
        what = f"expected {WANTED_DISTINCT:,} variants where the type allows it, found about {size}"
        yield source.problem(item.key, what, ("variables",))


def inexact_warnings(item: Item, source: ItemSource, sampled: Sequence[Variant]) -> Iterator[Problem]:
    """Yield a warning for a number that the stem of a numeric item rounds while the key uses it unrounded."""
    if item.type is not ItemType.NUMERIC:
        return
    for insertion in parse_template(item.stem).insertions:
        for variant in sampled[:20]:
            value = insertion.expression.evaluate(names_of(item, variant.variables))
            if _is_rounded(value, insertion.form):
                text = show(value, insertion.form)
                what = f"expected a number shown exactly, found {text} for {value!r}: round it in `let`"
                yield source.problem(item.key, what, ("stem",), insertion.offset)
                break


def _is_rounded(value: Value, form: str) -> bool:
    """Tell whether what is shown differs from the value by more than binary rounding."""
    if isinstance(value, tuple):
        return any(_is_rounded(element, form) for element in value)
    if not isinstance(value, int | float):
        return False
    text = show(value, form).replace("\u202f", "")
    return abs(float(text) - value) > 1e-9 * max(abs(value), 1e-9)
