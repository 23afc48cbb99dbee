"""Prove keys by their second path: the functions of a bank's `proofs.py`, imported here and nowhere else."""

import importlib.util
import inspect
import math
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizapp.banks.reading import Bank
from quizapp.banks.source import Problem
from quizapp.domain.items.keys import ChoiceKey, NumericKey
from quizapp.domain.items.model import Item, ItemType
from quizapp.domain.items.variants import Variant, shown

PROOFS = "proofs.py"
SECONDS = 0.5
"""Time for one item's proof; at least `FEWEST` variants are proved however long it takes."""
FEWEST = 20
CLOSE = 1e-6
"""Relative difference up to which key and proof agree."""
ROUGH = 0.1
"""Share of the tolerance up to which they agree roughly, which is a warning."""

Proof = Callable[..., Any]


def needs_proof(item: Item) -> bool:
    """Tell whether an item's key is computed: numeric items, and choices that vary."""
    if item.type is ItemType.NUMERIC:
        return True
    return item.is_family and item.type in (ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE)


def load_proofs(bank: Bank) -> tuple[dict[str, Proof], tuple[Problem, ...]]:
    """Import a bank's proofs under a private name; the functions by their names, and what went wrong."""
    path = bank.folder / PROOFS
    if not path.exists():
        if not any(map(needs_proof, bank.items)):
            return {}, ()
        return {}, (Problem(str(path), 0, 0, "expected the proofs of the computed keys"),)
    spec = importlib.util.spec_from_file_location(f"_proofs_{bank.key.replace('-', '_')}", path)
    if spec is None or spec.loader is None:
        return {}, (Problem(str(path), 0, 0, "expected a Python file"),)
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever an author's file raises is told, not passed on
        return {}, (
            Problem(str(path), _line_of(error, path), 1, f"expected a file that can be imported: {_said(error)}"),
        )
    functions: dict[str, Proof] = {
        name: value
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }
    return functions, ()


def unused_proofs(bank: Bank, proofs: dict[str, Proof]) -> Iterator[Problem]:
    """Yield a warning for each public function that is no item's proof."""
    names = {proof_name(item) for item in bank.items}
    for name, proof in proofs.items():
        if name not in names:
            line = proof.__code__.co_firstlineno
            what = f"expected an item `{name.replace('_', '-')}`; a helper's name starts with _"
            yield Problem(str(bank.folder / PROOFS), line, 1, what)


def proof_name(item: Item) -> str:
    """Return the name of an item's proof."""
    return item.key.replace("-", "_")


@dataclass
class Proved:
    """What comparing an item's keys with its proof showed: how many variants agree, and what does not."""

    variants: int = 0
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def prove(bank: Bank, item: Item, proofs: dict[str, Proof], variants: Sequence[Variant]) -> Proved:
    """Compare an item's keys with its proof, up to the first problem or until the time is up."""
    source, result = bank.sources[item.key], Proved()
    proof = proofs.get(proof_name(item))
    if proof is None:
        what = f"expected a proof `{proof_name(item)}({', '.join(item.variables)})` in {PROOFS}"
        result.problems.append(source.problem(item.key, what))
        return result
    started = time.perf_counter()
    for variant in variants:
        if result.variants >= FEWEST and time.perf_counter() - started > SECONDS:
            break
        try:
            _compare(proof, variant, bank.folder / PROOFS)
        except _DifferenceError as error:
            where = f" for {shown(variant.variables)}" if variant.variables else ""
            problem = source.problem(item.key, f"{error}{where}", _key_path(item))
            if not error.rough:
                result.problems.append(problem)
                break
            result.warnings = result.warnings or [problem]
        result.variants += 1
    return result


def _key_path(item: Item) -> tuple[str | int, ...]:
    return ("answer", "value") if item.type is ItemType.NUMERIC else ("options",)


class _DifferenceError(ValueError):
    """Key and proof differ; roughly they may agree all the same."""

    def __init__(self, what: str, *, rough: bool = False) -> None:
        super().__init__(what)
        self.rough = rough


def _compare(proof: Proof, variant: Variant, path: Path) -> None:
    try:
        proved = proof(**variant.variables)
    except Exception as error:  # whatever an author's proof raises is told, not passed on
        where = f"{path.name}:{_line_of(error, path)}"
        raise _DifferenceError(f"expected a proof that returns the key, found {_said(error)} in {where}") from None
    if isinstance(variant.key, NumericKey):
        _compare_numbers(variant.key, proved)
    elif isinstance(variant.key, ChoiceKey):
        _compare_choices(variant, variant.key, proved)


def _compare_numbers(key: NumericKey, proved: Any) -> None:
    try:
        number = float(proved)
    except (TypeError, ValueError):
        raise _DifferenceError(f"expected the proof to return a number, found {proved!r}") from None
    if math.isfinite(number) and abs(number - key.value) <= CLOSE * max(abs(key.value), 1e-6):
        return
    rough = math.isfinite(number) and abs(number - key.value) <= ROUGH * key.tolerance.around(key.value)
    found = f"the key is {key.value:.10g}, the proof says {number:.10g}"
    if rough:
        raise _DifferenceError(f"key and proof agree only within a tenth of the tolerance: {found}", rough=True)
    raise _DifferenceError(f"expected key and proof to agree: {found}")


def _compare_choices(variant: Variant, key: ChoiceKey, proved: Any) -> None:
    right = {_folded(part.text) for part in variant.face.parts if part.id in key.correct}
    found = (
        {_folded(str(text)) for text in proved} if isinstance(proved, list | tuple | set) else {_folded(str(proved))}
    )
    if found != right:
        listed = f"the key is {_listed(right)}, the proof says {_listed(found)}"
        raise _DifferenceError(f"expected key and proof to agree: {listed}")


def _folded(text: str) -> str:
    return " ".join(text.split())


def _listed(texts: set[str]) -> str:
    return " and ".join(repr(text) for text in sorted(texts)) or "nothing"


def _said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _line_of(error: BaseException, path: Path) -> int:
    """Return the last line of the author's file on the way to an error."""
    if isinstance(error, SyntaxError) and error.lineno:
        return error.lineno
    line, traceback = 0, error.__traceback__
    while traceback:
        if Path(traceback.tb_frame.f_code.co_filename).name == path.name:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
