"""Second paths to the computed keys of the supervised-learning bank; run by the tests."""

from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise, product
from math import hypot

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import expit
from scipy.stats import norm


def _root(function: Callable[[float], float], low: float, high: float) -> float:
    """Find where a continuous function changes sign."""
    return float(brentq(function, low, high, xtol=1e-14, rtol=1e-14))


def interaction_to_probability(a100: int, g100: int, p0: int, k: int) -> float:
    """Find the intercept that gives the first prediction, then evaluate the whole model at the later day."""

    def probability(intercept: float, days: float) -> float:
        return float(expit(intercept + a100 / 100 * days + 0.4 - g100 / 100 * days))

    intercept = _root(lambda c: probability(c, 3.0) - p0 / 100, -20, 20)
    return 100 * probability(intercept, 3.0 + k)


def ridge_after_a_change_of_unit(unit: str, sxx: int, slope10: int, lam: int) -> float:
    """Solve the penalised problem on made-up data by least squares with one extra row for the penalty."""
    per_unit = {"week": 7, "year": 12, "yard": 3}[unit]
    shape = np.array([-3.0, -1.0, 0.0, 1.0, 3.0])
    x = shape * np.sqrt(sxx / np.sum(shape**2))
    y = slope10 / 10 * x
    design = np.append(x * per_unit, np.sqrt(lam))[:, None]
    slope = np.linalg.lstsq(design, np.append(y, 0.0), rcond=None)[0][0]
    return float(slope * per_unit)


def lasso_with_orthonormal_columns(u: int, v: int, t: int, l10: int) -> str:
    """Minimise the objective on made-up data by coordinate descent with a numerical line search."""
    columns = np.linalg.qr(np.arange(1.0, 13.0).reshape(4, 3) ** np.array([1.0, 0.5, 2.0]))[0]
    y = columns @ np.array([u / 10, -v / 10, t / 10])
    w = np.zeros(3)

    def objective(value: float, j: int) -> float:
        trial = w.copy()
        trial[j] = value
        return float(0.5 * np.sum((y - columns @ trial) ** 2) + l10 / 10 * np.sum(np.abs(trial)))

    for j in [0, 1, 2, 0, 1, 2]:
        w[j] = minimize_scalar(objective, bounds=(-5, 5), args=(j,), method="bounded").x
    first, second, third = np.round(w, 2) + 0.0
    return rf"$({first:.2f},\ {second:.2f},\ {third:.2f})$"


def kernel_distance_to_a_mean(a1: int, a2: int, b1: int, b2: int, c1: int, c2: int) -> float:
    """Map the points by the explicit features of the kernel (1 + x'z)^2 and measure there."""

    def features(x: float, y: float) -> np.ndarray:
        root = np.sqrt(2)
        return np.array([1, root * x, root * y, x * x, y * y, root * x * y])

    gap = features(a1, a2) - (features(b1, b2) + features(c1, c2)) / 2
    return float(gap @ gap)


def variance_of_a_larger_forest(s2: int, rho100: int, few: int, many: int) -> float:
    """Sum the trees' covariance matrix; its correlation is found by root search on the small forest."""

    def average_variance(rho: float, trees: int) -> float:
        covariance = s2 * (np.full((trees, trees), rho) + (1 - rho) * np.eye(trees))
        return float(covariance.mean())

    shown = round(average_variance(rho100 / 100, few), 4)
    rho = _root(lambda r: average_variance(r, few) - shown, 0, 1)
    return average_variance(rho, many)


def errors_of_a_small_vote(eta: int, k: int, n: int) -> float:
    """Enumerate every pattern of the neighbours' labels and the new case's label."""
    p = eta / 100
    wrong = 0.0
    for *neighbours, label in product((0, 1), repeat=k + 1):
        chance = np.prod([p if y else 1 - p for y in (*neighbours, label)])
        wrong += float(chance) * ((2 * sum(neighbours) > k) != bool(label))
    return n * wrong


def nearest_laptop_after_scaling(
    price: int, hours: int, sp: int, near_price: int, near_hours: int, mid_price: int, far_price: int
) -> str:
    """Standardise the three laptops' own coordinates and take the smallest distance."""
    laptops = [
        (price - near_price, hours - near_hours),
        (price + far_price, hours),
        (price + mid_price, hours - 1),
    ]
    cost, life = min(laptops, key=lambda at: hypot(at[0] / sp - price / sp, at[1] / 2 - hours / 2))
    return f"{cost} euros, {life} hours"


def evidence_counted_several_times(prior: int, k: int, ratio10: int) -> float:
    """Search the likelihood ratio that makes the filter say what it said, then count the footer once."""

    def posterior(ratio: float, times: int) -> float:
        spam, ham = prior / 100 * ratio**times, 1 - prior / 100
        return 100 * spam / (spam + ham)

    shown = round(posterior(ratio10 / 10, k), 1)
    ratio = _root(lambda r: posterior(r, k) - shown, 1e-3, 50)
    return posterior(ratio, 1)


def temperature_from_one_group(stated: int, n: int, right: int, other: int) -> float:
    """Search the temperature on the probability scale, then soften both probabilities by powers."""

    def softened(probability: float, temperature: float) -> float:
        own, rest = probability ** (1 / temperature), (1 - probability) ** (1 / temperature)
        return float(own / (own + rest))

    hits = n * right / 100
    temperature = _root(lambda t: softened(stated / 100, t) - hits / n, 0.5, 50)
    return 100 * softened(other / 100, temperature)


def probability_after_undersampling(keep: int, ps: int) -> float:
    """Count orders: put the honest orders that were left out back beside the frauds."""
    frauds, honest_kept = float(ps), float(100 - ps)
    honest = honest_kept * 100 / keep
    return 100 * frauds / (frauds + honest)


def first_split_of_a_tree(data: list[dict[str, float]], seed: int, n: int) -> float:
    """Try each threshold on the rows as they come, with exact fractions."""
    places = sorted(row["x"] for row in data)

    def impurity(threshold: float) -> Fraction:
        sides = ([row["y"] for row in data if row["x"] < threshold], [row["y"] for row in data if row["x"] > threshold])
        return sum((Fraction(2 * int(sum(s)) * (len(s) - int(sum(s))), len(s)) for s in sides), Fraction(0))

    return min(((low + high) / 2 for low, high in pairwise(places)), key=impurity)


def far_case_pulls_the_line() -> float:
    """Fit the line by a general least-squares routine and search where it crosses one half."""
    x = np.array([1.0, 2, 3, 4, 5, 6, 28])
    line = np.polyfit(x, [0, 0, 0, 1, 1, 1, 1], 1)
    return _root(lambda at: float(np.polyval(line, at)) - 0.5, -50, 50)


def penalty_from_a_prior() -> float:
    """Compare the gradients of the two log densities at one made-up optimum."""
    w = 1.7
    pull_of_prior = -float(norm.logpdf(w + 1e-5, 0, 2) - norm.logpdf(w - 1e-5, 0, 2)) / 2e-5
    pull_per_residual = -float(norm.logpdf(1 + 1e-5, 0, 6) - norm.logpdf(1 - 1e-5, 0, 6)) / 2e-5
    return (pull_of_prior / w) / pull_per_residual


def ridge_with_a_copied_column() -> float:
    """Solve the problem with two columns by least squares with extra rows for the penalty."""
    x = np.array([-3.0, -1, 0, 1, 3])
    y = 3 * x
    design = np.vstack([np.column_stack([x, x]), np.sqrt(10) * np.eye(2)])
    return float(np.linalg.lstsq(design, np.append(y, [0, 0]), rcond=None)[0].sum())


def ridge_forecast_from_a_file(data: list[dict[str, float]], seed: int, n: int, lam: int) -> float:
    """Add one row for each penalised slope and solve by least squares; the intercept has no such row."""
    rows = [[1.0, row["x"], row["z"]] for row in data]
    rows += [[0.0, lam**0.5, 0.0], [0.0, 0.0, lam**0.5]]
    target = [row["y"] for row in data] + [0.0, 0.0]
    weights = np.linalg.lstsq(np.array(rows), np.array(target), rcond=None)[0]
    return float(weights @ [1.0, 14.0, 3.0])


def similarity_that_is_no_kernel() -> float:
    """Search the value at which the smallest eigenvalue of the table becomes zero."""

    def smallest(t: float) -> float:
        return float(np.linalg.eigvalsh([[1, 0.9, t], [0.9, 1, 0.9], [t, 0.9, 1]])[0])

    return _root(smallest, 0.0, 0.8)


def one_deletion_for_a_wide_margin() -> str:
    """Find the maximum margin for each deletion by trying directions of the normal on a fine grid."""
    cases = {"A": (1, 2), "B": (2, 5), "C": (0, 4), "D": (4, 1), "E": (4, 6), "F": (6, 3), "G": (7, 5)}
    angles = np.linspace(0, 2 * np.pi, 20_001)
    normals = np.column_stack([np.cos(angles), np.sin(angles)])

    def width(deleted: str) -> float:
        heights = {name: normals @ np.array(at) for name, at in cases.items() if name != deleted}
        highest_negative = np.max([h for name, h in heights.items() if name in "ABC"], axis=0)
        lowest_positive = np.min([h for name, h in heights.items() if name in "DEFG"], axis=0)
        return float(np.max(lowest_positive - highest_negative))

    return max(cases, key=width)


def leaf_of_the_first_round(base: int, n: int, k: int, rate100: int) -> float:
    """Differentiate the leaf's log loss numerically and make one shortened Newton step."""
    start = float(np.log(base / (100 - base)))

    def loss(score: float) -> float:
        return float(n * np.logaddexp(0, score) - k * score)

    h = 1e-3
    slope = (8 * (loss(start + h) - loss(start - h)) - (loss(start + 2 * h) - loss(start - 2 * h))) / (12 * h)
    sides = 16 * (loss(start + h) + loss(start - h)) - (loss(start + 2 * h) + loss(start - 2 * h))
    bend = (sides - 30 * loss(start)) / (12 * h * h)
    return 100 * float(expit(start - rate100 / 100 * slope / bend))


def delivery_times_by_trees() -> dict[str, float]:
    """Multiply up the chance that one draw after the other misses a given delivery."""
    missed = 1.0
    for _ in range(12_000):
        missed *= 11_999 / 12_000
    return {"voters": 500 * missed}


def five_nearest_machines(data: list[dict[str, float]], seed: int, n: int, speed0: int) -> float:
    """Build all distances with a whitening matrix and average the wear of the five smallest."""
    table = np.array([[row["speed"], row["load"], row["wear"]] for row in data])
    spread = np.diag(np.diag(np.cov(table[:, :2], rowvar=False)))
    gaps = table[:, :2] - np.array([speed0, 6.0])
    squared = np.einsum("ij,jk,ik->i", gaps, np.linalg.inv(spread), gaps)
    return float(table[np.argpartition(squared, 4)[:5], 2].mean())


def neighbours_beyond_the_last_case() -> float:
    """Run the rule on the jobs."""
    jobs = sorted((abs(x - 24), 2 + 3 * x) for x in range(1, 21))
    return 2 + 3 * 24 - sum(y for _, y in jobs[:5]) / 5


def edge_of_a_small_neighbourhood() -> float:
    """Search the edge whose twelvefold product is the share."""
    return 100 * _root(lambda edge: float(np.prod(np.full(12, edge))) - 1e-4, 0.0, 1.0)


def cut_between_two_normal_classes(low: int, gap: int, s: int, rare: int) -> float:
    """Search where the two weighted densities meet."""

    def lead(x: float) -> float:
        failing = float(np.log(rare / 100) + norm.logpdf(x, low + gap, s))
        return failing - float(np.log(1 - rare / 100) + norm.logpdf(x, low, s))

    return _root(lead, -100, 300)


def same_mean_other_spread() -> float:
    """Search where the two densities meet on the positive side."""
    return _root(lambda x: float(norm.pdf(x, 0, 1) - norm.pdf(x, 0, 3)), 0.1, 3.0)


def two_calibrated_opinions() -> float:
    """Find how often one model's signal appears among sound parcels, then enumerate both signals."""
    damaged, sound, seen_if_damaged = 0.2, 0.8, 0.6

    def stated(seen_if_sound: float) -> float:
        return damaged * seen_if_damaged / (damaged * seen_if_damaged + sound * seen_if_sound)

    seen_if_sound = _root(lambda q: stated(q) - 0.6, 0.001, 0.999)
    both_damaged, both_sound = damaged * seen_if_damaged**2, sound * seen_if_sound**2
    return 100 * both_damaged / (both_damaged + both_sound)


def pipes_to_be_inspected() -> dict[str, float]:
    """Search the break-even point, and put the sections that were left out back beside the bursts."""

    def saving(p: float) -> float:
        return p * 22_000 - (p * (400 + 1_600) + (1 - p) * 400)

    bursts, others = 90.0, 10.0
    in_stock = others * 49_500 / 500
    return {
        "worth": 100 * _root(saving, 0.0, 1.0),
        "stated": 100 * bursts / (bursts + in_stock),
    }
