"""Check banks as a whole: read, compile, prove, lint, and look at each bank's balance."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from quizapp.banks.agreement import needs_proof
from quizapp.banks.balance import across_banks, balance
from quizapp.banks.catalogue import COMPETENCIES, Catalogue, read_catalogue
from quizapp.banks.checked import Checked
from quizapp.banks.fingerprint import item_fingerprint
from quizapp.banks.item_check import ItemReport
from quizapp.banks.pool import Task, check_items
from quizapp.banks.proof_sources import ProofSources
from quizapp.banks.proofs import PROOFS, load_proofs, proof_name
from quizapp.banks.reading import Bank, survey_bank
from quizapp.banks.source import Problem, SourceError
from quizapp.banks.validation import node_at
from quizapp.domain.items.model import Item
from quizapp.domain.items.variants import Variant

Progress = Callable[[str], None]


@dataclass(frozen=True)
class BankCounts:
    """What a bank holds, or as much of it as was checked.

    Attributes:
        variants: Frozen, and so rendered and linted.
        sampled: Of items that need a proof: 1,000 of a family, or all when it has fewer.
        proved: Variants of them whose key was compared with its proof; fewer where drawing or proving takes long.
    """

    key: str
    items: int
    families: int
    types: dict[str, int]
    levels: dict[str, int]
    topics: dict[str, int]
    variants: int
    sampled: int
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


def check_banks(
    paths: Iterable[Path],
    progress: Progress | None = None,
    *,
    processes: int = 1,
    known: Path | None = None,
    changed: bool = False,
) -> Report:
    """Check banks, each with the competencies and misconceptions in its parent folder.

    Args:
        paths: Banks' folders, folders of banks, or topic files: then only the items in them are checked.
        progress: Called with a short line when an item is done.
        processes: How many may work at once; the report is the same.
        known: Where to remember what was clean; None remembers nothing.
        changed: Check only items that are not among those, and take the others' warnings from there.
    """
    found = _Findings()
    scopes = list(_scopes(paths, found))
    checked = Checked(known)
    looked_at = [(i, item) for i, scope in enumerate(scopes) for item in scope.items]
    reports = {(i, item.key): scopes[i].recall(checked, item) for i, item in looked_at} if changed else {}
    tasks = [(i, item.key) for i, item in looked_at if reports.get((i, item.key)) is None]
    told = _Counting(scopes, len(tasks), progress)
    done = check_items([scope.bank for scope in scopes], tasks, processes, told)
    whole = {task: report for task, report in {**reports, **done}.items() if report is not None}
    for i, scope in enumerate(scopes):
        own = {key: report for (at, key), report in whole.items() if at == i}
        scope.gather(found, own, [key for at, key in tasks if at == i], checked)
    _look_across(scopes, found)
    checked.write()
    return Report(tuple(sorted(set(found.problems))), tuple(sorted(set(found.warnings))), tuple(found.counts))


@dataclass
class _Findings:
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    counts: list[BankCounts] = field(default_factory=list)


def _scopes(paths: Iterable[Path], found: _Findings) -> Iterator["_Scope"]:
    """Read the banks; what can't be read is a problem."""
    catalogues: dict[Path, Catalogue | None] = {}
    for path in paths:
        for folder, file, together in _bank_folders(path):
            if folder.parent not in catalogues:
                catalogues[folder.parent] = _catalogue(folder.parent, found)
            catalogue = catalogues[folder.parent]
            if catalogue is not None:
                bank, problems = survey_bank(folder, catalogue)
                found.problems += [p for p in problems if file is None or Path(p.file) == file]
                if bank is not None:
                    yield _Scope(bank, catalogue, file, together)


def _bank_folders(path: Path) -> list[tuple[Path, Path | None, bool]]:
    """Take a folder that holds the taxonomy apart into the banks in it, which are then looked at together."""
    if path.is_file():
        return [(path.parent, path, False)]
    if (path / COMPETENCIES).exists():
        folders = sorted(child for child in path.iterdir() if child.is_dir() and any(child.glob("*.yaml")))
        return [(folder, None, True) for folder in folders]
    return [(path, None, False)]


def _catalogue(root: Path, found: _Findings) -> Catalogue | None:
    try:
        return read_catalogue(root)
    except SourceError as error:
        found.problems += error.problems
        return None


@dataclass
class _Scope:
    """A bank, or one topic file of it, that is checked.

    Attributes:
        together: Whether it is looked at with the other banks of its folder.
        samples: The first variant of each item.
    """

    bank: Bank
    catalogue: Catalogue
    file: Path | None
    together: bool
    samples: dict[str, Sequence[Variant]] = field(default_factory=dict)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """The items to check."""
        sources = self.bank.sources
        return tuple(i for i in self.bank.items if self.file is None or Path(sources[i.key].file) == self.file)

    @cached_property
    def _proofs(self) -> ProofSources:
        return ProofSources(self.bank.folder)

    def _fingerprint(self, item: Item) -> str:
        proof = self._proofs.digest(proof_name(item)) if needs_proof(item) else ""
        source = self.bank.sources[item.key]
        return item_fingerprint(self.bank.key, item.topic, node_at(source.root, source.path), proof)

    def recall(self, checked: Checked, item: Item) -> ItemReport | None:
        """Return the report of the last check on an item when nothing has changed since and it was clean."""
        return checked.report(self.bank.folder, item.key, self._fingerprint(item))

    def gather(self, found: _Findings, reports: Mapping[str, ItemReport], new: Sequence[str], checked: Checked) -> None:
        """Put what was found in the items together with what the bank shows as a whole, and remember what is clean."""
        for item in self.items:
            report = reports[item.key]
            found.problems += report.problems
            source = self.bank.sources[item.key]
            found.warnings += [source.problem(item.key, f.what, f.path, f.offset) for f in report.warnings]
            if report.first is not None:
                self.samples[item.key] = (report.first,)
            if item.key in new:
                checked.keep(self.bank.folder, item.key, self._fingerprint(item), report)
        if self.file is None:
            found.problems += self._import_problems(reports, new, checked)
            found.warnings += self._proofs.unused(self.bank)
            found.warnings += balance(self.bank, self.catalogue, self.samples)
        found.counts.append(self._counts(reports))

    def _import_problems(
        self, reports: Mapping[str, ItemReport], new: Sequence[str], checked: Checked
    ) -> Sequence[Problem]:
        """Tell what is wrong with the proofs' file; it is imported for this alone when no new item has needed it."""
        file = str(self.bank.folder / PROOFS)
        problems: Sequence[Problem] = [p for report in reports.values() for p in report.problems if p.file == file]
        needing = {item.key for item in self.items if needs_proof(item)}
        if needing and needing.isdisjoint(new) and not checked.has_imported(self.bank.folder, self._proofs.whole):
            _, problems = load_proofs(self.bank)
        keys = [item.key for item in self.bank.items]
        checked.keep_bank(self.bank.folder, keys, "" if problems else self._proofs.whole)
        return problems

    def _counts(self, reports: Mapping[str, ItemReport]) -> BankCounts:
        provable = [reports[item.key] for item in self.items if needs_proof(item)]
        return BankCounts(
            key=self.bank.key,
            items=len(self.items),
            families=sum(item.is_family for item in self.items),
            types=dict(Counter(item.type.value for item in self.items)),
            levels=dict(Counter(item.level.value for item in self.items)),
            topics=dict(Counter(item.topic for item in self.items)),
            variants=sum(report.frozen for report in reports.values()),
            sampled=sum(report.sampled for report in provable),
            proved=sum(report.proved for report in provable),
        )


def _look_across(scopes: Sequence[_Scope], found: _Findings) -> None:
    """Look at the banks of each folder together."""
    folders: dict[Path, list[_Scope]] = {}
    for scope in scopes:
        if scope.together:
            folders.setdefault(scope.bank.folder.parent, []).append(scope)
    for together in folders.values():
        samples = {scope.bank.key: scope.samples for scope in together}
        found.warnings += across_banks([scope.bank for scope in together], samples)


class _Counting:
    """Tells which item was done, and how many there are."""

    def __init__(self, scopes: Sequence[_Scope], total: int, progress: Progress | None) -> None:
        self._scopes = scopes
        self._total = total
        self._progress = progress
        self._done = 0

    def __call__(self, task: Task) -> None:
        self._done += 1
        if self._progress:
            self._progress(f"{self._scopes[task[0]].bank.key}: {task[1]}… {self._done} of {self._total}")
