"""Prove keys by their second path: the functions of a bank's `proofs.py`, imported here and nowhere else."""

import importlib.util
import inspect
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizapp.banks.agreement import DisagreementError, agree, delivered, needs_proof
from quizapp.banks.findings import Found
from quizapp.banks.patience import time_limit
from quizapp.banks.reading import Bank
from quizapp.banks.source import Problem
from quizapp.domain.items.model import Item
from quizapp.domain.items.variants import Variant, shown

PROOFS = "proofs.py"
SECONDS = 0.5
"""CPU time for one item's proof; at least `FEWEST` variants are proved however long it takes."""
FEWEST = 50
LONGEST = 20.0
"""Seconds after which one call of a proof, or its import, is given up."""
Proof = Callable[..., Any]


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
        with time_limit(LONGEST):
            spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:  # whatever an author's file raises is told, not passed on
        return {}, (
            Problem(str(path), _line_of(error, path), 1, f"expected a file that can be imported: {_said(error)}"),
        )
    functions: dict[str, Proof] = {
        name: value
        for name, value in vars(module).items()
        if inspect.isfunction(value) and value.__module__ == module.__name__ and not name.startswith("_")
    }
    return functions, ()


def proof_name(item: Item) -> str:
    """Return the name of an item's proof."""
    return item.key.replace("-", "_")


@dataclass
class Proved:
    """What comparing an item's keys with its proof showed: how many variants agree, and what does not."""

    variants: int = 0
    problems: list[Found] = field(default_factory=list)
    warnings: list[Found] = field(default_factory=list)


def prove(item: Item, proofs: Mapping[str, Proof], variants: Sequence[Variant], folder: Path) -> Proved:
    """Compare an item's keys with its proof, up to the first problem or until the time is up.

    Args:
        item: An item that needs a proof.
        proofs: The bank's proofs by their names.
        variants: The variants to compare, in order.
        folder: The bank's, for messages.
    """
    result = Proved()
    proof = proofs.get(proof_name(item))
    if proof is None:
        expected = f"expected a proof `{proof_name(item)}({', '.join(item.variables)})` in {PROOFS}"
        result.problems.append(Found(expected))
        return result
    started = time.process_time()
    for variant in variants:
        if result.variants >= FEWEST and time.process_time() - started > SECONDS:
            break
        try:
            _compare(item, proof, variant, folder / PROOFS)
        except DisagreementError as error:
            where = f" for {shown(variant.variables)}" if variant.variables else ""
            finding = Found(f"{error}{where}", _key_path(item))
            if not error.rough:
                result.problems.append(finding)
                break
            result.warnings = result.warnings or [finding]
        result.variants += 1
    return result


def _key_path(item: Item) -> tuple[str | int, ...]:
    return next((path for path, _ in item.body.formulas()), ("options",))


def _compare(item: Item, proof: Proof, variant: Variant, path: Path) -> None:
    data = {"data": delivered(variant.face.data)} if variant.face.data else {}
    try:
        with time_limit(LONGEST):
            proved = proof(**variant.variables, **data)
    except (Exception, SystemExit) as error:  # whatever an author's proof raises is told, not passed on
        line = _line_of(error, path)
        where = f"{path.name}:{line}" if line else f"a call with {', '.join([*variant.variables, *data]) or 'nothing'}"
        raise DisagreementError(f"expected a proof that returns the key, found {_said(error)} in {where}") from None
    try:
        agree(item, variant.face, variant.key, proved)
    except (TypeError, KeyError, AttributeError) as error:
        raise DisagreementError(f"expected a proof that returns what its type asks for, found {_said(error)}") from None


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:200]


def _line_of(error: BaseException, path: Path) -> int:
    """Return the last line of the author's file on the way to an error."""
    if isinstance(error, SyntaxError) and error.lineno:
        return error.lineno
    line, traceback = 0, error.__traceback__
    while traceback:
        if Path(traceback.tb_frame.f_code.co_filename) == path:
            line = traceback.tb_lineno
        traceback = traceback.tb_next
    return line
