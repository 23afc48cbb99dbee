"""Print what expressions of the question banks cost at most: `python benchmarks/expressions.py`.

First the dearest uses of each function at full size, repeated until the steps run out: the CPU milliseconds of the
worst, of the best of three runs, and the peak of memory while it runs. Then 100,000 generated expressions, plausible
and hostile, read and computed: the worst CPU milliseconds, of the best of four runs, the peak of memory of the 200 that
took longest, and how far the resident memory of the process grew over all. CPU time is that of the whole process.
"""

import contextlib
import gc
import resource
import sys
import time
import tracemalloc
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import scipy.special  # noqa: E402 - as above

from quizapp.domain.items.expression import MAX_STEPS, ExpressionError, parse  # noqa: E402
from tests.domain.items.expression_grammar import NAMES, Grammar, dearest  # noqa: E402

GENERATED = 100_000
WORST = 200
SHOWN = 12
MEGABYTE = 2**20


def run(source: str) -> None:
    """Read an expression anew and compute it."""
    with contextlib.suppress(ExpressionError):
        parse.__wrapped__(source).evaluate(NAMES)


def milliseconds(source: str) -> float:
    """Return the CPU time of one run."""
    begun = time.process_time()
    run(source)
    return 1_000.0 * (time.process_time() - begun)


def best(source: str) -> float:
    """Return the CPU time of the best of three runs."""
    return min(milliseconds(source) for _ in range(3))


def peak(source: str) -> float:
    """Return the most memory in MB that a run holds beyond what was there before."""
    gc.collect()
    tracemalloc.start()
    run(source)
    _, highest = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return highest / MEGABYTE


def resident() -> float:
    """Return the most memory in MB that the process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_024


def print_dearest() -> None:
    """Print the worst of each function's dearest uses, and the dearest functions."""
    worst: dict[str, tuple[float, str]] = {}
    for name, source in dearest():
        worst[name] = max(worst.get(name, (0.0, "")), (best(source), source))
    ranked = sorted(worst.items(), key=lambda item: -item[1][0])
    highest = max(peak(source) for _, source in dearest())
    print(f"dearest uses of {len(worst) - 1} functions and the operators, {MAX_STEPS:,} steps at most:")
    print(f"  worst {ranked[0][1][0]:.1f} ms CPU, {highest:.1f} MB")
    for name, (cost, source) in ranked[:SHOWN]:
        print(f"  {cost:6.1f} ms  {name}: {source[:60]}")


def timed(sources: Iterable[str]) -> list[tuple[float, str]]:
    """Return the costs in milliseconds and the sources, the dearest first; those among the dearest are run again."""
    once = sorted(((milliseconds(source), source) for source in sources), reverse=True)
    return sorted(((min(cost, best(source)), source) for cost, source in once[:WORST]), reverse=True)


def print_generated() -> None:
    """Print the worst of many generated expressions."""
    grammar = Grammar(1)
    before = resident()
    worst = timed(grammar.source() for _ in range(GENERATED))
    grown = resident() - before
    highest = max(peak(source) for _, source in worst)
    print(f"{GENERATED:,} generated expressions:")
    print(f"  worst {worst[0][0]:.1f} ms CPU, {highest:.1f} MB; the process grew by {grown:.1f} MB")
    for cost, source in worst[:3]:
        print(f"  {cost:6.1f} ms  {source[:80]!r}")


def main() -> None:
    """Print all figures."""
    assert scipy.special, "imported beforehand, since the first use would pay for it"  # noqa: S101
    print_dearest()
    print_generated()


if __name__ == "__main__":
    main()
