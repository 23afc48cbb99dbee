"""Second paths to the computed keys of the research practice bank: enumeration, exact sums, integration, counting."""

import itertools
import math
import statistics
from fractions import Fraction

import numpy as np
from scipy import integrate, optimize, stats


def which_study_first(d1: int, d2: int, d3: int, d4: int, f1: int, f2: int, f3: int, f4: int) -> list[str]:
    """Work out the expected days of all 24 orders."""
    studies = list(zip(["Labels", "Signal", "Speed", "Access"], [d1, d2, d3, d4], [f1, f2, f3, f4], strict=True))

    def expected_days(order: tuple[tuple[str, int, int], ...]) -> Fraction:
        reached, total = Fraction(1), Fraction(0)
        for _, days, failing in order:
            total += reached * days
            reached *= Fraction(100 - failing, 100)
        return total

    return [name for name, _, _ in min(itertools.permutations(studies), key=expected_days)]


def share_of_the_open_gap(wrong: int, old: int, rise: int) -> float:
    """Count items of a test set of 1,000: those still wrong that a right answer could win."""
    open_items = sum(1 for place in range(1000) if old <= place < 1000 - 10 * wrong)
    won = sum(1 for place in range(1000) if old <= place < old + rise)
    return float(Fraction(100 * won, open_items))


def an_abstract_and_its_table() -> dict[str, float]:
    """Recompute both figures from the rows of the table."""
    published, again = np.array([88.0, 90.5, 71.0, 79.0]), np.array([89.4, 91.6, 74.1, 82.0])
    wide, relay = np.array([90.1, 92.2, 75.0, 83.3]), np.array([90.2, 92.1, 76.2, 83.7])
    share = (again - published).sum() / (relay - published).sum()
    z = (relay - wide) / math.hypot(0.15, 0.15)
    return {"tuned-base": 100 * float(share), "beyond-chance": int((z > 2).sum())}


def gain_of_a_part_in_both_orders(base: int, ga: int, gb: int, x: int, name: str) -> float:
    """Walk through both orders of adding and average the step at which the part comes in."""
    score = {(): base, ("a",): base + ga, ("b",): base + gb, ("a", "b"): base + ga + gb + x}
    steps = []
    for order in itertools.permutations(["a", "b"]):
        place = order.index("a")
        before, after = tuple(sorted(order[:place])), tuple(sorted(order[: place + 1]))
        steps.append(Fraction(score[after] - score[before], 10))
    return float(sum(steps) / len(steps))


def best_of_a_smaller_search(low: int, g1: int, g2: int, g3: int, g4: int, turn: int) -> float:
    """List the ten pairs."""
    scores = list(itertools.accumulate([low, g1, g2, g3, g4]))
    return statistics.mean(max(pair) for pair in itertools.combinations(scores, 2)) / 10


def five_seeds_in_pairs(pattern: int, d1: int, d2: int, d3: int, d4: int, d5: int) -> float:
    """Ask a library for the t statistic of paired samples."""
    bases = [[712, 748, 695, 731, 760], [803, 781, 829, 766, 790], [645, 662, 610, 688, 631]]
    old = np.array(bases[pattern])
    return float(stats.ttest_rel(old + np.array([d1, d2, d3, d4, d5]), old).statistic)


def best_seed_against_best_seed(many: int, few: int, s: int) -> float:
    """Integrate the densities of both maxima; the means are rounded as the table shows them."""

    def mean_of_best(k: int) -> float:
        value, _ = integrate.quad(lambda x: x * k * stats.norm.pdf(x) * stats.norm.cdf(x) ** (k - 1), -10, 10)
        return round(float(value), 3)

    return s / 100 * (mean_of_best(many) - mean_of_best(few))


def sign_flips_over_seeds(data: list[dict[str, float | str]], seed: int, n: int, shift: int) -> float:
    """Join the rows by seed and build the distribution of the flipped sum, one difference at a time."""
    scores: dict[object, dict[object, int]] = {}
    for row in data:
        scores.setdefault(row["seed"], {})[row["system"]] = round(100 * float(row["score"]))
    gains = [both["new"] - both["old"] for both in scores.values()]
    sums = {0: 1}
    for gain in gains:
        grown: dict[int, int] = {}
        for total, ways in sums.items():
            for signed in (total + gain, total - gain):
                grown[signed] = grown.get(signed, 0) + ways
        sums = grown
    far = sum(ways for total, ways in sums.items() if abs(total) >= abs(sum(gains)))
    return far / 2 ** len(gains)


def forty_runs_on_one_test_set() -> float:
    """Build 400 differences with the stated mean and spread and test their mean."""
    raw = np.linspace(-1, 1, 400)
    differences = 0.012 + 0.24 * (raw - raw.mean()) / raw.std(ddof=1)
    return float(stats.ttest_1samp(differences, 0).statistic)


def holm_by_hand(pattern: int, j1: int, j2: int, j3: int, turn: int) -> int:
    """Reject by closed testing: a hypothesis falls if each set of hypotheses with it falls to Bonferroni."""
    bases = [
        [2, 7, 9, 10, 14, 19, 31, 60],
        [1, 7, 8, 11, 12, 18, 30, 70],
        [2, 5, 7, 9, 13, 16, 30, 80],
        [1, 5, 8, 9, 15, 16, 28, 150],
        [3, 7, 8, 11, 12, 20, 55, 300],
        [1, 4, 6, 8, 13, 15, 40, 220],
    ]
    p = list(bases[pattern])
    p[0] += j1
    p[5] += j1 if p[5] > 17 else 0
    p[6] += j2
    p[7] += 9 * j3

    def falls(chosen: int) -> bool:
        others = [i for i in range(8) if i != chosen]
        sets = (extra for size in range(8) for extra in itertools.combinations(others, size))
        return all(min(p[i] for i in (chosen, *extra)) * (len(extra) + 1) <= 50 for extra in sets)

    return sum(falls(chosen) for chosen in range(8))


def adjusted_for_a_table_of_tests(data: list[dict[str, float]], seed: int, m: int, place: int) -> float:
    """Bisect for the smallest rate at which the procedure declares the comparison."""
    ordered = sorted(row["p"] for row in data)

    def declared(rate: float) -> bool:
        passing = [k for k in range(1, m + 1) if ordered[k - 1] <= rate * k / m]
        return bool(passing) and place <= max(passing)

    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if declared(middle) else (middle, high)
    return high


def stars_in_a_table(methods: int, sets: int, metrics: int, level: int) -> float:
    """List the tests and add up their chances of a star."""
    pairs = [(a, b) for a in range(methods) for b in range(a)]
    return math.fsum(level / 100 for _ in itertools.product(pairs, range(sets), range(metrics)))


def findings_at_the_edge() -> float:
    """Ask the binomial distribution of silent neurons in the interval for its mean, count by count."""
    return math.fsum(k * float(stats.binom.pmf(k, 1950, 0.0009)) for k in range(60))


def a_gain_that_does_not_come_back() -> dict[str, float]:
    """Solve for the z of the difference from its tail, and minimise the variance over the weight."""
    tail = float(stats.norm.sf(2.4 - 0.6, scale=np.linalg.norm([0.9, 0.5])))
    best = optimize.minimize_scalar(
        lambda w: (w * 0.9) ** 2 + ((1 - w) * 0.5) ** 2, bounds=(0, 1), options={"xatol": 1e-12}
    )
    return {"distance": float(stats.norm.isf(tail)), "pooled": float(best.x * 2.4 + (1 - best.x) * 0.6)}


def hours_behind_a_table(methods: int, sets: int, seeds: int, hours: int, trials: int, part: int) -> float:
    """Write the diary of all runs and add it up."""
    tuning = [hours * part / 100 for _ in range(methods) for _ in range(trials)]
    final = [float(hours) for _ in itertools.product(range(methods), range(sets), range(seeds))]
    return math.fsum(tuning + final)


def questions_older_than_the_model(late_e: int, late_n: int, harder: int, seen: int) -> float:
    """Fit accuracy by model, age and their product, least squares without a residual."""
    rows = [(1, 0, 0, 0), (1, 0, 1, 0), (1, 1, 0, 0), (1, 1, 1, 1)]
    accuracy = [late_e, late_e + harder, late_n, late_n + harder + seen]
    return float(np.linalg.solve(np.array(rows, dtype=float), np.array(accuracy, dtype=float))[3])


def relevant_papers_still_unfound(known: int, lost: int, hits: int, good: int) -> float:
    """Solve for the number missed at which the recall among all relevant papers equals that among the known."""
    found = Fraction(hits * good, 60)
    recall = Fraction(known - lost, known)
    return float(
        optimize.brentq(
            lambda missed: float(found) / (float(found) + missed) - float(recall), 0, 1e5, xtol=1e-12, rtol=1e-14
        )
    )


def two_rounds_of_snowballing() -> int:
    """Take powers of the symmetric adjacency matrix."""
    names = "SABCDEFGHJKLMNP"
    edges = ["SA", "SB", "CS", "DS", "ES", "EB", "AF", "BG", "HA", "CJ", "KD", "LK", "GM", "NP"]
    step = np.eye(len(names), dtype=int)
    for a, b in edges:
        step[names.index(a), names.index(b)] = step[names.index(b), names.index(a)] = 1
    return int((np.linalg.matrix_power(step, 2)[0] > 0).sum()) - 1


def pay_for_the_whole_time(items: int, seconds: int, reading: int, wage: int) -> float:
    """Bisect for the pay per image at which the hourly earnings are right."""
    hours = Fraction(items * seconds + 60 * reading, 3600)
    return float(optimize.brentq(lambda cents: cents * items / 100 / float(hours) - wage, 0, 1000, xtol=1e-11))


def the_one_who_left_the_mean(n: int, a10: int, fall: int) -> float:
    """Try every tenth of a point until the mean of the team comes out."""
    others = (n - 1) * (a10 - fall)
    return next(tenths for tenths in range(1001) if others + tenths == n * a10) / 10
