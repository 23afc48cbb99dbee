"""Print what the readiness model is worth and what it costs: python benchmarks/readiness.py."""

import argparse
import time
from collections.abc import Callable
from functools import partial

import numpy as np

from quizapp.domain.readiness.ability import Prior, combination, posterior
from quizapp.domain.readiness.items import Answer, ItemParameters, item_table, log_likelihood
from quizapp.domain.readiness.scale import FloatArray
from quizapp.domain.readiness.selection import choose_competency, choose_item, order_at_cut
from quizapp.domain.readiness.simulation import simulate
from quizapp.domain.readiness.verdict import Requirement, Standing

SEED = 20260101
CLASS_SIZE = 1_000


def main() -> None:
    """Read the options and print every table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=200, help="simulated for each model")
    options = parser.parse_args()
    print_simulation(options.students)
    print_steps()
    print_posteriors()


def print_simulation(students: int) -> None:
    """Print one row for each generating model."""
    start = time.process_time()
    rows = simulate(students, SEED)
    print(f"simulation, {students} students a model, {time.process_time() - start:.1f} s CPU")
    print(f"{'model':46}{'decided':>9}{'accuracy':>9}{'calib.':>8}{'Brier':>8}{'items':>7}")
    for row in rows:
        shares = f"{row['decided']:9.3f}{row['accuracy']:9.3f}"
        errors = f"{row['calibration_error']:8.3f}{row['brier']:8.3f}"
        print(f"{row['model']:46}{shares}{errors}{row['items']:7.1f}")


def print_steps() -> None:
    """Print the CPU time of one adaptive step for two sizes of bank, and their ratio."""
    print("\none adaptive step (posterior, verdicts, choice), 10 competencies")
    small, large = (_step_time(size) for size in (500, 50_000))
    print(f"  500 items {small:.2f} ms, 50,000 items {large:.2f} ms, ratio {large / small:.2f}")


def print_posteriors() -> None:
    """Print the CPU time of posteriors for one student and for a class."""
    prior = Prior()
    print("\nposterior")
    for count in (1, 10, 25):
        alone = _milliseconds(partial(posterior, _likelihoods(count), prior))
        print(f"  one student, {count:2} competencies {alone:.2f} ms")
    many = np.repeat(_likelihoods(25)[None], CLASS_SIZE, axis=0)
    together = _milliseconds(partial(posterior, many, prior), repeats=3)
    print(f"  {CLASS_SIZE:,} students, 25 competencies {together:.0f} ms")
    state = posterior(_likelihoods(10), prior)
    combined = _milliseconds(partial(combination, state, (0.5, 0.3, 0.2, *[0.0] * 7)))
    print(f"  a requirement over three competencies {combined:.2f} ms")


def _step_time(bank_size: int) -> float:
    competencies = 10
    generator = np.random.default_rng(SEED)
    ratings = generator.integers(30, 96, bank_size // competencies) / 100
    bank = [ItemParameters(float(rating), (0.25,)) for rating in ratings]
    order = order_at_cut(bank)
    requirements = [Requirement(tuple(map(float, row))) for row in np.eye(competencies)]
    likelihood = _likelihoods(competencies)
    seen = set(order[:8])

    def step() -> None:
        likelihood[0] += item_table(bank[order[8]])[1]
        state = posterior(likelihood, Prior())
        standings = [Standing(float(p), 8) for p in state.p_above(0.0)]
        best = next(bank[item] for item in order if item not in seen)
        choose_competency(state, requirements, standings, [best] * competencies)
        choose_item(order, seen, 0.5)

    return _milliseconds(step)


def _likelihoods(competencies: int) -> FloatArray:
    """Return the log-likelihoods of eight answers in each competency, shape (K, T)."""
    generator = np.random.default_rng(SEED)
    items = [ItemParameters(rating / 100, (0.25,)) for rating in range(30, 95, 5)]
    return np.stack(
        [
            log_likelihood(
                Answer(items[int(generator.integers(len(items)))], float(generator.integers(2))) for _ in range(8)
            )
            for _ in range(competencies)
        ]
    )


def _milliseconds(action: Callable[[], object], repeats: int = 200) -> float:
    """Return the CPU time of one call, in milliseconds, after one call to warm the caches."""
    action()
    start = time.process_time()
    for _ in range(repeats):
        action()
    return (time.process_time() - start) / repeats * 1000


if __name__ == "__main__":
    main()
