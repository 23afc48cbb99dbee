"""Check items, in this process or in several; what is found does not depend on which."""

import multiprocessing
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace

from quizapp.banks.agreement import needs_proof
from quizapp.banks.item_check import ItemReport, check_item
from quizapp.banks.proofs import Proof, load_proofs
from quizapp.banks.reading import Bank
from quizapp.banks.source import Problem

WORTH_A_POOL = 16
"""Items from which further processes save more time than it takes to start them: about a second each."""
_ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""A process has one processor: NumPy's own threads would only be in the way of the others."""

Task = tuple[int, str]
"""A bank's position and an item's key."""


def processors() -> int:
    """Count the processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True)
class _Bench:
    """What a process checks items with; a bank's proofs are imported when the first item needs them."""

    banks: Sequence[Bank]
    proofs: dict[int, tuple[dict[str, Proof], tuple[Problem, ...]]]

    def check(self, task: Task) -> ItemReport:
        """Check one item."""
        position, key = task
        bank = self.banks[position]
        item = next(item for item in bank.items if item.key == key)
        proofs, problems = self._proofs(position) if needs_proof(item) else ({}, ())
        report = check_item(bank, item, None if problems else proofs)
        return replace(report, problems=(*problems, *report.problems))

    def _proofs(self, position: int) -> tuple[dict[str, Proof], tuple[Problem, ...]]:
        if position not in self.proofs:
            self.proofs[position] = load_proofs(self.banks[position])
        return self.proofs[position]


_bench = _Bench((), {})


def check_items(
    banks: Sequence[Bank], tasks: Sequence[Task], processes: int, told: Callable[[Task], None]
) -> dict[Task, ItemReport]:
    """Check items of some banks.

    Args:
        banks: As they were read.
        tasks: Which items.
        processes: How many to use at most; few items are checked in this one.
        told: Called with each task when it is done.
    """
    processes = min(processes, len(tasks))
    if processes < 2 or len(tasks) < WORTH_A_POOL:
        return dict(_in_turn(_Bench(banks, {}), tasks, told))
    reports: dict[Task, ItemReport] = {}
    with one_thread_each(), _pool(banks, processes) as pool:
        running = {pool.submit(_check, task): task for task in tasks}
        for done in as_completed(running):
            task = running[done]
            reports[task] = _result(done, banks[task[0]], task[1])
            told(task)
    return reports


def _in_turn(bench: _Bench, tasks: Sequence[Task], told: Callable[[Task], None]) -> Iterator[tuple[Task, ItemReport]]:
    for task in tasks:
        yield task, bench.check(task)
        told(task)


@contextmanager
def _pool(banks: Sequence[Bank], processes: int) -> Iterator[ProcessPoolExecutor]:
    """Start processes anew, not by forking: that is safe whatever threads this one has, and on every system."""
    spawn = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, mp_context=spawn, initializer=_prepare, initargs=(tuple(banks),))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Start processes whose numerical libraries use one thread each."""
    before = {name: os.environ.get(name) for name in _ONE_THREAD}
    os.environ.update(_ONE_THREAD)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _prepare(banks: tuple[Bank, ...]) -> None:
    global _bench  # a process has one bench, for as long as it lives
    _bench = _Bench(banks, {})


def _check(task: Task) -> ItemReport:
    return _bench.check(task)


def _result(done: Future[ItemReport], bank: Bank, key: str) -> ItemReport:
    try:
        return done.result()
    except BrokenProcessPool:
        what = "expected a check that ends by itself; its process was ended, perhaps for want of memory"
        return ItemReport(problems=(bank.sources[key].problem(key, what),))
