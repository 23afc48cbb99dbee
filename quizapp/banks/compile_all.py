"""Compile several banks, in several processes where that saves time."""

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from quizapp.banks.catalogue import Catalogue
from quizapp.banks.compile import CompiledBank, compile_bank
from quizapp.banks.pool import one_thread_each
from quizapp.banks.reading import read_bank
from quizapp.banks.source import Problem, SourceError

WORTH_A_POOL = 4
"""Banks from which further processes save more time than it takes to start them."""

_Result = CompiledBank | tuple[Problem, ...]


def compile_folders(
    folders: Sequence[Path], catalogue: Catalogue, variants: int, processes: int, told: Callable[[str], None]
) -> list[CompiledBank]:
    """Compile the banks of some folders, in the order given.

    Args:
        folders: Of banks.
        catalogue: The competencies and misconceptions.
        variants: How many to freeze of each family.
        processes: How many to use at most; few banks are compiled in this one.
        told: Called with each bank's name when it is done.

    Raises:
        SourceError: with every problem of every bank, errors of the linter among them.
    """
    results: dict[Path, _Result] = {}
    for folder, result in _results(folders, catalogue, variants, processes):
        results[folder] = result
        told(folder.name)
    problems: list[Problem] = []
    compiled: list[CompiledBank] = []
    for folder in folders:
        result = results[folder]
        if isinstance(result, CompiledBank):
            compiled.append(result)
        else:
            problems += result
    if problems:
        raise SourceError(problems)
    return compiled


def _results(
    folders: Sequence[Path], catalogue: Catalogue, variants: int, processes: int
) -> Iterator[tuple[Path, _Result]]:
    """Yield what came of each folder as soon as it is done."""
    if processes < 2 or len(folders) < WORTH_A_POOL:
        yield from ((folder, _compile(folder, catalogue, variants)) for folder in folders)
        return
    spawn = multiprocessing.get_context("spawn")
    with one_thread_each(), ProcessPoolExecutor(min(processes, len(folders)), mp_context=spawn) as pool:
        running = {pool.submit(_compile, folder, catalogue, variants): folder for folder in folders}
        yield from ((running[done], done.result()) for done in as_completed(running))


def _compile(folder: Path, catalogue: Catalogue, variants: int) -> _Result:
    """Compile one bank; the problems where it can't be."""
    try:
        bank = read_bank(folder, catalogue)
        result = compile_bank(bank, variants)
    except SourceError as error:
        return error.problems
    found = [
        bank.sources[item.key].problem(item.key, f"{f.flaw}: {f.reason} {f.suggestion}", f.path)
        for item in result.items
        for f in item.findings
        if f.severity == "error"
    ]
    return tuple(found) or result
