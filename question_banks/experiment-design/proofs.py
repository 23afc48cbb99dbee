"""Second paths to the computed keys of the experiment-design bank: matrices, bisection, reweighting."""

import math

import numpy as np
from scipy import integrate, optimize, stats


def main_effect_in_a_factorial(k: int, r: int, sigma: int) -> float:
    """Fit least squares to the coded design and take twice the standard error of a coefficient."""
    levels = np.array(np.meshgrid(*[[-1.0, 1.0]] * k)).reshape(k, -1).T
    design = np.column_stack([np.ones(r * len(levels)), np.tile(levels, (r, 1))])
    covariance = sigma**2 * np.linalg.inv(design.T @ design)
    return 2 * math.sqrt(covariance[1, 1])


def power_at_a_smaller_effect(power: int, alpha: int, planned: int, actual: int) -> float:
    """Find the standard error behind the planned power, then integrate past the critical value."""
    cut = float(stats.norm.isf(alpha / 200))

    def missing_power(error: float) -> float:
        return float(stats.norm.sf(cut * error, loc=planned, scale=error)) - power / 100

    error = optimize.brentq(missing_power, 0.01 * planned, planned, xtol=1e-12)
    density = stats.norm(loc=actual, scale=error).pdf
    value, _ = integrate.quad(density, cut * error, actual + 12 * error)
    return 100 * float(value)


def days_with_an_uneven_split(days: int, percent: int) -> float:
    """Bisect for the number of days at which both designs have the same variance."""
    target = 1 / (0.5 * days) + 1 / (0.5 * days)

    def excess(x: float) -> float:
        return 100 / (percent * x) + 100 / ((100 - percent) * x) - target

    return float(optimize.brentq(excess, days / 2, 50 * days, xtol=1e-10))


def discoveries_by_step_up(pattern: int, j1: int, j2: int, j3: int, j4: int) -> int:
    """Count the adjusted p-values that are at most the false discovery rate, in whole thousandths."""
    bases = [
        [3, 16, 42, 46, 72, 93, 170, 480],
        [3, 16, 42, 53, 58, 93, 140, 610],
        [3, 16, 42, 53, 68, 71, 93, 350],
        [3, 5, 30, 53, 57, 80, 95, 270],
        [3, 5, 30, 53, 66, 71, 94, 820],
        [3, 16, 39, 44, 46, 80, 91, 530],
    ]
    thousandths = np.array(bases[pattern]) + np.array([j1, j2, j3, j4, j4, j4, j3, 10 * j2])
    by_rank = thousandths * 840 // np.arange(1, 9)  # 840 is divisible by each rank, so nothing is lost
    adjusted = np.minimum.accumulate(by_rank[::-1])[::-1]
    return int(np.sum(adjusted * 8 <= 100 * 840))


def users_needed_after_adjustment(users: int, rho: float) -> str:
    """Take the residual variance of standardised variables from the inverse correlation matrix."""
    precision = np.linalg.inv(np.array([[1.0, rho], [rho, 1.0]]))
    return str(round(users / precision[0, 0]))


def standard_error_of_a_click_rate(n: int, mx: int, my: float, cx: float, cy: float, rho: float) -> float:
    """Differentiate the ratio numerically and carry the covariance matrix of the means through."""
    sx, sy = round(cx * mx, 1), round(cy * my, 2)
    covariance = round(rho * sx * sy, 2)
    matrix = np.array([[sy**2, covariance], [covariance, sx**2]]) / n
    step = 1e-6
    along_clicks = ((my + step) / mx - (my - step) / mx) / (2 * step)
    along_views = (my / (mx + step) - my / (mx - step)) / (2 * step)
    gradient = np.array([along_clicks, along_views])
    return 100 * math.sqrt(gradient @ matrix @ gradient)


def honest_half_width_from_aa_tests(percent: int, half: float) -> float:
    """Bisect for the inflation that makes the tails as heavy as observed."""
    critical = float(stats.norm.isf(0.025))

    def excess(factor: float) -> float:
        return 2 * float(stats.norm.sf(critical / factor)) - percent / 100

    return half * float(optimize.brentq(excess, 1.0, 10.0, xtol=1e-12))


def full_launch_under_spillover(share: int, untouched: int, spill: int, own: int) -> float:
    """Solve the linear model for its three coefficients and predict both extremes."""
    control = untouched + spill
    treated = control + own
    design = np.array([[1.0, 1.0, share / 100], [1.0, 0.0, share / 100], [1.0, 0.0, 0.0]])
    coefficients = np.linalg.solve(design, np.array([treated, control, untouched], dtype=float))
    return float(np.array([1.0, 1.0, 1.0]) @ coefficients - np.array([1.0, 0.0, 0.0]) @ coefficients)


def effect_standardised_over_groups(
    n_new_treated: int,
    n_new_plain: int,
    n_old_treated: int,
    n_old_plain: int,
    new_plain: int,
    new_lift: int,
    old_plain: int,
    old_lift: int,
) -> float:
    """Weight each customer by the inverse of the chance of the treatment received."""
    counts = np.array([[n_new_treated, n_new_plain], [n_old_treated, n_old_plain]], dtype=float)
    rates = np.array([[new_plain + new_lift, new_plain], [old_plain + old_lift, old_plain]], dtype=float)
    weights = counts.sum(axis=1, keepdims=True) / counts
    means = (counts * weights * rates).sum(axis=0) / (counts * weights).sum(axis=0)
    return float(means[0] - means[1])


def effect_on_the_persuaded(base_uptake: int, pushed: int, plain: int, gain: int) -> float:
    """Run two-stage least squares on 200 made-up sellers whose group means are the given ones."""
    letter = np.repeat([0.0, 1.0], 100)
    seller = np.arange(100)
    course = np.concatenate([seller < base_uptake, seller < base_uptake + pushed]).astype(float)
    sales = plain + gain * letter
    first = np.column_stack([np.ones(200), letter])
    fitted = first @ np.linalg.lstsq(first, course, rcond=None)[0]
    second = np.column_stack([np.ones(200), fitted])
    return float(np.linalg.lstsq(second, sales, rcond=None)[0][1])
