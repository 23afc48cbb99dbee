"""Print how many of 100,000 generated numeric answers are marked wrongly, and what grading one answer costs by type.

The answers are in English and German notation and made together with what they are worth (tests/domain/items/types/
oracle.py). Costs are CPU time, each of many answers graded several times over, and its ratio to an empty function call.
"""

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quizapp.banks.catalogue import read_catalogue  # noqa: E402 - as above
from quizapp.banks.reading import survey_bank  # noqa: E402
from quizapp.domain.items.faces import Face  # noqa: E402
from quizapp.domain.items.grading import check_answer, grade  # noqa: E402
from quizapp.domain.items.keys import Key  # noqa: E402
from quizapp.domain.items.model import RATED_BY_PEOPLE, ItemType  # noqa: E402
from quizapp.domain.items.variants import Variant, draw_variants  # noqa: E402
from tests.domain.items.conftest import BODIES, variant_of  # noqa: E402
from tests.domain.items.types.oracle import cases  # noqa: E402
from tests.domain.items.types.strategies import all_answers  # noqa: E402
from tests.domain.items.types.test_numeric_oracle import marked  # noqa: E402

BANKS = ROOT / "question_banks"
ANSWERS = 100_000
VARIANTS = 40
"""Of each type, taken from the real banks, or the tests' own where the banks have none."""
OF_EACH = 10
"""Answers to each variant."""
REPEATS = 20
SIMPLE = {"single-choice", "multiple-response", "numeric", "short-answer", "ordering", "matching", "cloze", "compute"}
"""Types whose goal is 50 µs."""


def numeric(count: int) -> None:
    """Mark generated answers and count what differs from the oracle."""
    outcome: Counter[str] = Counter()
    for case in cases(count, seed=20_260_302):
        try:
            outcome["right" if marked(case) == (case.score, case.mistake) else "wrong marks"] += 1
        except Exception as error:
            outcome["exceptions"] += 1
            print(f"  {case.typed!r}: {error!r}")
    print(f"{count:,} numeric answers: {outcome['wrong marks']} wrong marks, {outcome['exceptions']} exceptions")


def variants_by_type() -> dict[ItemType, list[Variant]]:
    """Gather variants of the real items, and of the tests' own for types that no bank has yet."""
    found: dict[ItemType, list[Variant]] = defaultdict(list)
    catalogue = read_catalogue(BANKS)
    for folder in sorted(path.parent for path in BANKS.glob("*/bank.yaml")):
        bank, _ = survey_bank(folder, catalogue)
        for item in bank.items if bank else ():
            found[item.type] += draw_variants(item, "bench", 5)
    return {
        kind: found[kind][:VARIANTS] or [variant_of(BODIES[kind]())] for kind in ItemType if kind not in RATED_BY_PEOPLE
    }


def microseconds(call: Callable[[Any, Any], object], what: Any, answer: Any) -> float:
    """Time one call in CPU microseconds."""
    rounds = range(REPEATS)
    start = time.process_time_ns()
    for _ in rounds:
        call(what, answer)
    return (time.process_time_ns() - start) / REPEATS / 1_000


def nothing(_what: object, _answer: object) -> None:
    """Do nothing: what a call costs by itself."""


def timed(pairs: list[tuple[Face, Key, Any]]) -> tuple[list[float], list[float], float]:
    """Time checking, grading and an empty call for each answer, alternating."""
    checks, grades, empty = [], [], []
    for face, key, answer in pairs:
        empty.append(microseconds(nothing, key, answer))
        checks.append(microseconds(check_answer, face, answer))
        grades.append(microseconds(grade, key, answer))
    return checks, grades, median(empty)


def costs() -> None:
    """Grade answers of each type and print what one costs."""
    dice = random.Random(1)  # noqa: S311 - nothing secret is drawn
    print(f"{'CPU time of one answer':<24}{'check':>10}{'grade':>10}{'p95':>10}{'× empty call':>15}")
    for kind, variants in variants_by_type().items():
        pairs: list[tuple[Face, Key, Any]] = []
        for variant in variants:
            others = all_answers(variant.face)
            answers = [variant.key.right_answer(), *dice.sample(others, min(OF_EACH - 1, len(others)))]
            pairs += [(variant.face, variant.key, answer) for answer in answers]
        checks, grades, empty = timed(pairs * (1 + 200 // len(pairs)))
        p95 = sorted(grades)[int(0.95 * len(grades))]
        goal = "" if kind not in SIMPLE or p95 <= 50 else "   over 50 µs"
        row = f"{median(checks):>7.1f} µs{median(grades):>7.1f} µs{p95:>7.1f} µs{median(grades) / empty:>15.0f}"
        print(f"{kind.value:<24}{row}{goal}")


def main() -> None:
    """Print both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    numeric(parser.parse_args().answers)
    costs()


if __name__ == "__main__":
    main()
