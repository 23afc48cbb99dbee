"""Second paths to the computed keys of the experiment-design bank: matrices, bisection, reweighting."""

import math
from collections.abc import Iterator
from typing import Any

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


def release_behind_the_mismatch(data: list[dict[str, Any]], seed: int, days: int) -> str:
    """Ask the binomial distribution which release's split is the least likely under a fair assignment."""
    counts: dict[str, list[int]] = {}
    for row in data:
        arms = counts.setdefault(str(row["release"]), [0, 0])
        arms[0] += row["control"]
        arms[1] += row["treatment"]
    return min(counts, key=lambda name: float(stats.binom.cdf(min(counts[name]), sum(counts[name]), 0.5)))


_Edges = set[tuple[str, str]]


def _below(node: str, edges: _Edges) -> set[str]:
    """Return a node and all its descendants."""
    found, waiting = {node}, [node]
    while waiting:
        at = waiting.pop()
        waiting += [b for a, b in edges if a == at and b not in found]
        found |= {b for a, b in edges if a == at}
    return found


def _paths(start: str, end: str, edges: _Edges, seen: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the paths between two nodes along edges of either direction."""
    here = (*seen, start)
    if start == end:
        yield here
        return
    for a, b in edges:
        if start in (a, b) and (other := b if a == start else a) not in here:
            yield from _paths(other, end, edges, here)


def _open(path: tuple[str, ...], held: set[str], edges: _Edges) -> bool:
    """Tell whether a path carries association once some variables are held fixed."""
    for before, node, after in zip(path, path[1:], path[2:], strict=False):
        collider = (before, node) in edges and (after, node) in edges
        if collider != bool(_below(node, edges) & held if collider else node in held):
            return False
    return True


def one_variable_to_hold_fixed(fork: str, pipe: str, blocked: str, effect: str, lever: str) -> str:
    """Try each measured variable against the back-door criterion, path by path."""
    edges = {("U", "T"), ("U", fork), (fork, "Y"), ("U", blocked), ("V", blocked), ("V", "Y")}
    edges |= {("T", pipe), (pipe, "Y"), ("T", effect), ("Y", effect), (lever, "T")}
    back_doors = [path for path in _paths("T", "Y", edges) if (path[1], "T") in edges]
    if not any(_open(path, set(), edges) for path in back_doors):
        return "none is needed"
    sound = [
        node
        for node in (fork, pipe, blocked, effect, lever)
        if node not in _below("T", edges) and not any(_open(path, {node}, edges) for path in back_doors)
    ]
    return " or ".join(sound)


def four_tests_against_a_margin(order: str, margin: int, a: int, b: int, c: int, d: int) -> dict[str, str]:
    """Take each interval as a set of tenths of a point and look which verdicts are left in it."""
    ends = [(a, a + 10), (b - margin, b + 6), (-margin - c, 14 - c), (d - margin, -d)]
    found = {}
    for name, (low, high) in zip(order, ends, strict=True):
        verdicts = {(x >= -margin, x > 0) for x in range(low, high + 1) if x}
        found[f"Test {name}"] = {
            frozenset({(True, True)}): "The new page is better",
            frozenset({(True, False), (True, True)}): "Any loss is within the margin; which page is better stays open",
            frozenset({(False, False), (True, False), (True, True)}): (
                "A loss beyond the margin and a gain are both still possible"
            ),
            frozenset({(True, False)}): "The new page is worse, by less than the margin",
            frozenset({(False, False)}): "The new page is worse, by more than the margin",
        }[frozenset(verdicts)]
    return found


def readout_of_a_checkout_test(nc: int, gap: int, pc: int, extra: int, slower: int, sd_load: int) -> dict[str, Any]:
    """Ask the binomial for the split, bisect for the interval, and take the load time's tail probability."""
    nt = nc - gap
    bc, bt = round(nc * pc / 1000), round(nt * pc / 1000) + extra
    split = gap / (2 * float(stats.binom.std(nc + nt, 0.5)))
    spread = math.hypot(float(stats.binom.std(nc, bc / nc)) / nc, float(stats.binom.std(nt, bt / nt)) / nt)
    half = optimize.brentq(lambda w: float(stats.norm.cdf(w, scale=spread)) - 0.975, 0, 1, xtol=1e-15)
    load = stats.ttest_ind_from_stats(slower, sd_load, nt, 0, sd_load, nc, equal_var=False)
    return {
        "split": split,
        "half-width": 100 * half,
        "guardrail": (
            "The treatment slows the page by more than chance explains."
            if load.statistic > 0 and load.pvalue < 0.005
            else "The difference lies within chance."
        ),
    }


def machine_by_warehouse_training_by_team() -> float:
    """Carry the covariance matrix of all 24 teams through the contrast."""
    warehouse = np.repeat(np.arange(6), 4)
    covariance = 16.0 * (warehouse[:, None] == warehouse[None, :]) + 36.0 * np.eye(24)
    contrast = np.where(warehouse < 3, 1 / 12, -1 / 12)
    return math.sqrt(contrast @ covariance @ contrast)


def half_the_effect_and_a_calmer_outcome() -> float:
    """Read the power off the first plan and solve for the users that give it again."""
    cut = float(stats.norm.isf(0.025))

    def power(users: float, rise: float, spread: float) -> float:
        return float(stats.norm.sf(cut, loc=rise / (spread * math.sqrt(2 / users))))

    planned = power(6300, 2, 40)
    return float(optimize.brentq(lambda users: power(users, 1, 28) - planned, 100, 1e6, xtol=1e-9))


def lifts_of_the_shipped_ideas() -> float:
    """Average the estimates above the bar by numerical integration."""
    density = stats.norm(loc=0.3, scale=0.5).pdf
    above, _ = integrate.quad(density, 0.98, 8)
    total, _ = integrate.quad(lambda x: x * density(x), 0.98, 8)
    return float(total / above)


def where_the_plan_stops(data: list[dict[str, Any]], seed: int, length: int, base: int) -> float:
    """Walk through the file user by user, as a mean of zeros and ones, until a boundary is passed."""
    z = 0.0
    for bound, stretch in zip((4.05, 2.86, 2.34, 2.02), range(1, 5), strict=True):
        so_far = [row for row in data if row["stretch"] <= stretch]
        means, variances = [], []
        for arm in ("old", "new"):
            users = sum(row[f"users_{arm}"] for row in so_far)
            buyers = sum(row[f"buyers_{arm}"] for row in so_far)
            outcome = np.repeat([1.0, 0.0], [buyers, users - buyers])
            means.append(float(outcome.mean()))
            variances.append(float(outcome.var()) / users)
        z = (means[1] - means[0]) / math.sqrt(sum(variances))
        if abs(z) > bound:
            break
    return z


def adjusted_effect_in_a_pilot(data: list[dict[str, Any]], seed: int, n: int) -> float:
    """Solve the least-squares problem of the file with all three columns at once."""
    design = np.array([[1.0, row["arm"], row["before"]] for row in data])
    outcome = np.array([row["during"] for row in data])
    return float(np.linalg.lstsq(design, outcome, rcond=None)[0][1])


def two_more_weeks_of_the_same_users() -> float:
    """Average the covariance matrix of one user's days over 14 and over 28 of them."""
    variances = [(3.0 * np.ones((days, days)) + 12.0 * np.eye(days)).mean() for days in (14, 28)]
    return 100 * (1 - math.sqrt(variances[1] / variances[0]))


def rules_that_fade_in_and_out() -> float:
    """Run through all sequences of two slots, minute by minute."""
    minutes = (np.arange(6000) + 0.5) / 100
    totals: dict[int, list[float]] = {0: [], 1: []}
    for before in (0, 1):
        for now in (0, 1):
            level = np.interp(minutes, [0, 20, 60], [before, now, now])
            totals[now].append(12 * float(level.mean()))
    return float(np.mean(totals[1]) - np.mean(totals[0]))


def six_pairs_of_towns() -> dict[str, float]:
    """Ask SciPy for the paired interval and try all patterns of signs, in tenths."""
    with_bonus = [45.1, 56.5, 63.6, 38.5, 74.4, 50.3]
    without = [42.0, 55.3, 61.2, 38.9, 70.4, 48.6]
    interval = stats.ttest_rel(with_bonus, without).confidence_interval(0.95)
    tenths = [round(10 * a) - round(10 * b) for a, b in zip(with_bonus, without, strict=True)]
    sums = [sum(d if pattern >> i & 1 else -d for i, d in enumerate(tenths)) for pattern in range(64)]
    extreme = sum(abs(s) >= abs(sum(tenths)) for s in sums)
    return {"half-width": (interval.high - interval.low) / 2, "coin-test": extreme / 64}


def coaching_for_the_weakest_shops() -> float:
    """Integrate the next quarter over a bivariate normal density, held at 70."""
    spread = 15.0
    joint = stats.multivariate_normal([100, 100], spread**2 * np.array([[1, 0.6], [0.6, 1]])).pdf
    weight, _ = integrate.quad(lambda y: joint([70, y]), 0, 200)
    total, _ = integrate.quad(lambda y: y * joint([70, y]), 0, 200)
    return float(86 - total / weight)
