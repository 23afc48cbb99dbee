"""Second paths to the computed keys of the model-evaluation bank; run by the tests."""

from fractions import Fraction
from itertools import product
from math import comb, sqrt
from typing import Any

import numpy as np
from scipy.integrate import quad, trapezoid
from scipy.optimize import brentq, minimize_scalar
from scipy.stats import binom, norm


def error_of_averaged_models(f: int, gap10: int, s: int, noise: int, m: int) -> float:
    """Enumerate two-point predictions (mean plus or minus s) of all models and two-point noise."""
    mu = f + gap10 / 10
    errors = [
        (f + sign * noise - (mu + s * sum(signs) / m)) ** 2 for signs in product((-1, 1), repeat=m) for sign in (-1, 1)
    ]
    return float(np.mean(errors))


def last_usable_snapshot(w: int, h: int, day: int) -> float:
    """Go through the days and keep the last whose features and label use nothing after training."""

    def last_day_used(d: int) -> int:
        feature_days, label_days = range(d - w + 1, d + 1), range(d + 1, d + h + 1)
        return max(max(feature_days), max(label_days))

    return float(max(d for d in range(1, day + 1) if last_day_used(d) <= day))


def best_of_many_equal_settings(m: int, pair: int, zi: int) -> float:
    """Add up the probabilities that exactly one, two, ... settings pass the bar."""
    cases = ((80, 400), (90, 900), (80, 1600), (90, 225), (70, 2100), (60, 2400), (70, 525), (60, 600))
    p, n = cases[pair]
    bar = p + (1.5, 2.0, 2.5)[zi] * 100 * sqrt(p / 100 * (1 - p / 100) / n)
    passes = 1 - round(float(norm.cdf(bar / 100, p / 100, sqrt(p / 100 * (1 - p / 100) / n))), 4)
    return 100 * sum(comb(m, j) * passes**j * (1 - passes) ** (m - j) for j in range(1, m + 1))


def copies_in_the_test_set(d: int, a: int) -> float:
    """Build 100 test pictures, remove the copies and average what is left."""
    right = np.arange(100) < a
    copy = np.arange(100) < d
    return 100 * float(right[~copy].mean())


def encoding_with_its_own_label(share: int, small: int, large: int) -> float:
    """Compute the moments of a row's label and feature by summing over the other rows' number of ones."""
    moments = np.zeros(3)
    for size, weight in ((small, share / 100), (large, 1 - share / 100)):
        others = np.arange(size)
        chance = weight * 0.5 * binom.pmf(others, size - 1, 0.5)
        for label in (0, 1):
            feature = (others + label) / size
            moments += [chance @ feature, chance @ feature**2, chance @ feature * label]
    mean, square, cross = moments
    return float((cross - mean * 0.5) / sqrt((square - mean**2) * 0.25))


def best_blind_f1(n: int, share: int) -> float:
    """Try flagging probabilities on a fine grid and take the best score from expected counts."""
    positives = n * share // 100
    q = np.linspace(0.001, 1.0, 1000)
    true_positives, false_positives, misses = positives * q, (n - positives) * q, positives * (1 - q)
    return float(np.max(2 * true_positives / (2 * true_positives + false_positives + misses)))


def detector_for_given_costs(
    t1: int, t2: int, t3: int, t4: int, f2: int, f3: int, f4: int, prevalence: int, miss: int, alarm: int
) -> str:
    """Average the cost over the four kinds of part, detector by detector."""
    detectors = {"Kestrel": (t1, 1), "Lark": (t2, f2), "Swift": (t3, f3), "Wren": (t4, f4)}
    faulty = prevalence / 100

    def expected_cost(name: str) -> float:
        caught, stopped = (rate / 100 for rate in detectors[name])
        chances = (
            faulty * caught,
            faulty * (1 - caught),
            (1 - faulty) * stopped,
            (1 - faulty) * (1 - stopped),
        )
        return float(np.dot(chances, (0, miss, alarm, 0)))

    return min(detectors, key=expected_cost)


def area_with_tied_scores(p1: int, p2: int, p3: int, n1: int, n2: int, n3: int, n4: int) -> float:
    """Draw the ROC curve threshold by threshold and integrate by trapezia."""
    positives, negatives = np.array([p1, p2, p3]), np.array([n1, n2, n3, n4])
    thresholds = range(10, 0, -1)
    recall = [float((positives >= c).mean()) for c in thresholds]
    alarms = [float((negatives >= c).mean()) for c in thresholds]
    return float(trapezoid(recall, alarms))


def area_from_base_rates_alone(share: int, low: int, high: int) -> float:
    """Integrate the ROC curve with its single inner point: flag Spain, pass Norway."""
    returned = np.array([share * low, (100 - share) * high], dtype=float)
    kept = np.array([share * (100 - low), (100 - share) * (100 - high)], dtype=float)
    recall = [0.0, returned[1] / returned.sum(), 1.0]
    alarms = [0.0, kept[1] / kept.sum(), 1.0]
    return float(trapezoid(recall, alarms))


def brier_gain_from_recalibration(w1: int, w2: int, f1: int, f2: int, f3: int, d1: int, d2: int, d3: int) -> float:
    """Compute the whole Brier score before and after from the events and non-events of each group."""
    weights = np.array([w1, w2, 100 - w1 - w2]) / 100
    stated = np.array([f1, f2, f3]) / 100
    events = stated + np.array([d1, d2, d3]) / 100

    def brier(probability: np.ndarray) -> float:
        return float(np.sum(weights * (events * (1 - probability) ** 2 + (1 - events) * probability**2)))

    return brier(stated) - brier(events)


def which_gap_to_work_on(order: str, people: int, big: int, wide: int, shift: int, small: float) -> dict[str, str]:
    """Rebuild each project's row of errors and look for its highest step."""
    steps = [(big, small, small), (small, wide, 1), (small, small, shift), (small, small, small)]
    cures = (
        "A larger network, or longer training",
        "More photographs of the present kind, or stronger regularisation",
        "Training photographs that resemble those of the phones",
    )
    found = {}
    for name, row in zip(order, steps, strict=True):
        errors = np.cumsum([people, *row])
        gaps = np.diff(errors)
        highest = int(np.argmax(gaps))
        found[f"Project {name}"] = cures[highest] if gaps[highest] > 2 else "Leave the model as it is"
    return found


def fraud_detector_goes_live(caught: int, alarmed: int, base: int, orders: int) -> dict[str, Any]:
    """Go through Bayes' odds for the mixture of the day, and through a day with twice the frauds."""

    def day(share: Fraction) -> tuple[Fraction, Fraction]:
        odds = share / (1 - share) * Fraction(caught, alarmed)
        per_order = share * Fraction(caught, 1000) + (1 - share) * Fraction(alarmed, 1000)
        return orders * per_order, odds / (1 + odds)

    alarms, precision = day(Fraction(base, 10_000))
    _, busy = day(Fraction(2 * base, 10_000))
    return {
        "alarms": float(alarms),
        "precision": float(100 * precision),
        "busy-season": ["stays", "stays", "rises" if busy > precision else "falls"],
    }


def texts_needed_for_ten_per_cent() -> float:
    """Solve for the curve's two numbers, then search the size at which it reaches ten per cent."""
    floor, slope = np.linalg.solve([[1, 1_000**-0.5], [1, 4_000**-0.5]], [20, 14])
    return float(brentq(lambda n: floor + slope * n**-0.5 - 10, 4_000, 1e6, xtol=1e-9, rtol=1e-14))


def error_beyond_the_residuals() -> float:
    """Take traces of the projection on a made-up design with 20 columns."""
    x = np.linspace(-1, 1, 100)
    basis = np.linalg.qr(np.polynomial.chebyshev.chebvander(x, 19))[0]
    hat = basis @ basis.T
    residual_share = float(np.trace((np.eye(100) - hat) @ (np.eye(100) - hat).T)) / 100
    fit_share = float(np.trace(hat @ hat.T)) / 100
    return 8 / residual_share * (1 + fit_share)


def majority_vote_left_out_one_by_one() -> float:
    """Run leave-one-out on the hundred labels."""
    labels = [1] * 50 + [0] * 50
    hits = 0
    for i, label in enumerate(labels):
        rest = labels[:i] + labels[i + 1 :]
        hits += int(2 * sum(rest) > len(rest)) == label
    return 100 * hits / len(labels)


def leave_one_out_of_a_line(data: list[dict[str, float]], seed: int, n: int) -> float:
    """Fit a line to all rows but one, again and again."""
    x, y = (np.array([row[name] for row in data]) for name in ("x", "y"))
    errors = []
    for i in range(len(data)):
        kept = np.arange(len(data)) != i
        design = np.column_stack([np.ones(kept.sum()), x[kept]])
        start, slope = np.linalg.lstsq(design, y[kept], rcond=None)[0]
        errors.append(y[i] - start - slope * x[i])
    return float(np.mean(np.square(errors)))


def three_sizes_of_class() -> float:
    """Weigh each letter by one over its class's size and take the weighted accuracy."""
    table = np.array([[180, 10, 10], [20, 70, 10], [6, 2, 12]])
    truth, predicted = np.repeat(np.indices((3, 3)).reshape(2, 9), table.ravel(), axis=1)
    weights = 1 / np.bincount(truth)[truth]
    return 100 * float(np.average(truth == predicted, weights=weights))


def threshold_of_the_best_f1() -> float:
    """Take probabilities with density b (1 - p)^(b - 1), find the b with the best F1 of 0.56 and its threshold."""

    def f1(b: float, t: float) -> float:
        found = (1 - t) ** b * (1 + b * t) / (1 + b)
        return float(2 * found / ((1 - t) ** b + 1 / (1 + b)))

    def best(b: float) -> float:
        h = 1e-4
        return float(brentq(lambda t: f1(b, t + h) - f1(b, t - h), 0.01, 0.9, xtol=1e-13))

    return best(float(brentq(lambda b: f1(b, best(b)) - 0.56, 0.2, 10, xtol=1e-13)))


def cheapest_threshold_in_a_file(data: list[dict[str, float]], seed: int, n: int, miss: int, alarm: int) -> float:
    """Try a threshold below, between and above all scores and add up the costs part by part."""

    def cost(threshold: float) -> float:
        return sum(
            (alarm if row["y"] == 0 else 0) if row["score"] > threshold else (miss if row["y"] == 1 else 0)
            for row in data
        )

    return float(min(cost(t) for t in [-1.0, *(row["score"] for row in data)]))


def log_loss_against_the_base_rate() -> float:
    """Search the best constant numerically on 8 events and 92 others."""
    loss = minimize_scalar(
        lambda p: -float(8 * np.log(p) + 92 * np.log1p(-p)) / 100,
        bounds=(1e-6, 0.999),
        method="bounded",
        options={"xatol": 1e-10},
    ).fun
    return float(100 * (loss - 0.251) / loss)


def spread_behind_a_brier_score() -> float:
    """Take two equally frequent, calibrated probabilities about 0.2 and search their distance by the Brier score."""

    def brier(half: float) -> float:
        return sum(p * (1 - p) ** 2 + (1 - p) * p**2 for p in (0.2 - half, 0.2 + half)) / 2

    half = float(brentq(lambda d: brier(d) - 0.12, 0.0, 0.2000001, xtol=1e-14))
    return float(np.std([0.2 - half, 0.2 + half]))


def gaps_of_a_perfect_model() -> float:
    """Integrate the absolute gap over its normal distribution; the exact binomial value agrees to three decimals."""
    k = np.arange(101)
    exact = float(binom.pmf(k, 100, 0.2) @ np.abs(k / 100 - 0.2))
    normal = 2 * float(quad(lambda x: x * norm.pdf(x, 0, sqrt(0.2 * 0.8 / 100)), 0, 0.6, points=[0.04])[0])
    if abs(exact - normal) > 0.0005:
        raise ValueError((exact, normal))
    return normal


def frauds_not_reported_yet() -> float:
    """Go through true precisions in steps of a thousandth and count the reports by now, group by group."""
    groups = {30: (600, Fraction(7, 10)), 10: (400, Fraction(4, 10))}

    def reports(thousandths: int) -> Fraction:
        return sum((Fraction(n * thousandths, 1_000) * known for n, known in groups.values()), Fraction(0))

    return next(t for t in range(1_001) if reports(t) == 116) / 10


def adverts_in_september() -> dict[str, float]:
    """Count right answers among 1,000 visitors, and search the sample size by the interval's width."""
    visitors = {"search": (300, 92), "adverts": (600, 80), "newsletter": (100, 88)}
    right = sum(number * accuracy / 100 for number, accuracy in visitors.values())

    def half_width(n: int) -> float:
        low, high = norm.interval(0.95, 0.71, sqrt(0.71 * 0.29 / n))
        return float(high - low) / 2

    needed = next(n for n in range(1_000, 5_000) if half_width(n) <= 0.02)
    return {"mix-alone": right / 10, "labels": float(needed)}
