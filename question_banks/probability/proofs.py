"""Second paths to the computed keys of the probability bank: enumeration, exact sums, integration, bisection."""

import math
from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import product

import numpy as np
from scipy import integrate, optimize, stats


def fault_after_clean_runs(share: int, hit: int, runs: int) -> float:
    """Update the odds of module A run by run, in exact fractions."""
    odds = Fraction(share, 100 - share)
    for _ in range(runs):
        odds *= 1 - Fraction(hit, 100)
    return float(100 * odds / (1 + odds))


def second_opinion_on_a_flag(rate: int, caught: int, wrong: int) -> float:
    """Count clips with two verdicts each: those flagged twice over those flagged first."""
    once, twice = 0, 0
    for clips, flags in ((rate, caught), (100 - rate, wrong)):
        once += clips * flags * 100
        twice += clips * flags * flags
    return 100 * twice / once


def failures_that_follow_failures(data: list[dict[str, float]], seed: int, n: int) -> float:
    """Walk through the rows and note what follows each failure."""
    followers = []
    after_failure = False
    for row in data:
        if after_failure:
            followers.append(row["failed"])
        after_failure = row["failed"] == 1
    return sum(followers) / len(followers)


def tree_of_a_login_check() -> float:
    """Enumerate every path of the tree in exact tenths."""
    blocked: Counter[str] = Counter()
    for who, share, first, second in (("script", 1, 7, 7), ("person", 9, 1, 2)):
        for fails_first, fails_second in product((True, False), repeat=2):
            weight = share * (first if fails_first else 10 - first) * (second if fails_second else 10 - second)
            if fails_first and fails_second:
                blocked[who] += weight
    return blocked["script"] / blocked.total()


def second_filter_on_its_own(a: int, b: int) -> float:
    """Bisect for the catch of the second filter at which the misses of both multiply to what got through."""
    union = Fraction(100 * (a + b) - a * b, 10_000)

    def surplus(second: float) -> float:
        return 1 - (1 - a / 100) * (1 - second) - float(union)

    return 100 * float(optimize.brentq(surplus, 0.0, 1.0, xtol=1e-14))


def one_step_and_the_whole_time(a: int, b: int, c: int) -> float:
    """Read the correlation off the covariance matrix of the first step and the total."""
    steps = np.diag([a**2, b**2, c**2]).astype(float)
    pick = np.array([[1.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
    covariance = pick @ steps @ pick.T
    return float(covariance[0, 1] / math.sqrt(covariance[0, 0] * covariance[1, 1]))


def largest_gap_from_independence(data: list[dict[str, float]], seed: int, n: int) -> float:
    """Count the cells and margins, and compare in whole numbers before dividing once."""
    cells = Counter((row["region"], row["plan"]) for row in data)
    regions = Counter(row["region"] for row in data)
    plans = Counter(row["plan"] for row in data)
    size = len(data)
    return max(abs(cells[r, p] * size - regions[r] * plans[p]) for r in regions for p in plans) / size**2


def three_flags_and_two_coins() -> dict[str, float]:
    """Enumerate the four visitors."""
    visitors = [(a, b, int(a != b)) for a, b in product((0, 1), repeat=2)]
    counts = [sum(flags) for flags in visitors]
    return {"all-on": 100.0 * counts.count(3) / 4, "spread": float(np.var(counts))}


def file_size_from_a_uniform_draw(m: int, a: float, percent: int) -> float:
    """Bisect for the size at which the integral of the density reaches the uniform number."""

    def below(x: float) -> float:
        value, _ = integrate.quad(lambda z: a * math.exp(-a * z), 0.0, math.log(x / m))
        return value - percent / 100

    return float(optimize.brentq(below, m, m * 1e4, xtol=1e-12, rtol=1e-13))


def wait_that_can_be_zero(free: int, q: int, m: int) -> float:
    """Walk out on the mixture's distribution function until it reaches the share asked for."""

    def surplus(t: float) -> float:
        return free / 100 + (1 - free / 100) * float(stats.expon.cdf(t, scale=m)) - q / 100

    return float(optimize.brentq(surplus, 0.0, 40.0 * m, xtol=1e-12))


def what_a_retry_loop_returns() -> float:
    """Sum the counts weighted by their probabilities."""
    return sum(count * 0.8**count * 0.2 for count in range(400))


def weight_of_two_correlated_forecasts(s1: float, s2: float, rho: float) -> float:
    """Solve the normal equations of the least variance with weights that sum to one."""
    covariance = np.array([[s1**2, rho * s1 * s2], [rho * s1 * s2, s2**2]])
    weights = np.linalg.solve(covariance, np.ones(2))
    return float(weights[0] / weights.sum())


def spread_of_a_day_of_orders(n: int, sn: int, mx: int, sx: int) -> float:
    """Build two-point laws with these moments and enumerate the turnover's mean square given each count."""
    mean, square = Fraction(0), Fraction(0)
    for count in (n - sn, n + sn):
        given_mean = sum(Fraction(value, 2) for value in (mx - sx, mx + sx)) * count
        given_variance = sum(Fraction((value - mx) ** 2, 2) for value in (mx - sx, mx + sx)) * count
        mean += given_mean / 2
        square += (given_variance + given_mean**2) / 2
    return math.sqrt(square - mean**2)


@cache
def _changes_after(last_kind: int, same: int, other: int) -> float:
    """Expected changes still to come, with `same` entries left of the kind just seen and `other` of the other kind."""
    left = same + other
    if left == 0:
        return 0.0
    stay = same / left * _changes_after(last_kind, same - 1, other) if same else 0.0
    change = other / left * (1 + _changes_after(1 - last_kind, other - 1, same)) if other else 0.0
    return stay + change


def changes_of_type_in_a_shuffled_log(r: int, b: int) -> float:
    """Draw the log entry by entry: an exact recursion on what is left."""
    return r / (r + b) * _changes_after(0, r - 1, b) + b / (r + b) * _changes_after(1, b - 1, r)


def revenue_of_shop_visitors() -> dict[str, float]:
    """Enumerate a visitor who brings 0, 10 or 70 euros: mean 40 and deviation 30 among buyers."""
    law = {0: Fraction(95, 100), 10: Fraction(5, 200), 70: Fraction(5, 200)}
    mean = sum(value * chance for value, chance in law.items())
    variance = sum((value - mean) ** 2 * chance for value, chance in law.items())
    return {"mean-of-a-day": float(400 * mean), "spread-of-a-visitor": math.sqrt(variance)}


def tickets_of_customers_with_two_devices() -> float:
    """Spread a hundred customers over the table and average those of the second row."""
    tickets = [0] * 15 + [1] * 15 + [2] * 10
    return sum(tickets) / len(tickets)


def jobs_that_run_at_the_same_time(a: int, b: int) -> float:
    """Integrate over the first start the length of the window in which the second meets it."""

    def window(start: float) -> float:
        return min(60.0, start + a) - max(0.0, start - b)

    value, _ = integrate.quad(window, 0.0, 60.0, points=sorted({60.0 - a, float(b)}))
    return 100 * value / 3600


def second_score_after_a_first(x: int, c: int, rho: float) -> float:
    """Integrate the joint density of both scores along the line of the first one, and rescale."""
    precision = np.linalg.inv(225 * np.array([[1.0, rho], [rho, 1.0]]))

    def height(y: float) -> float:
        offset = np.array([x - 100.0, y - 100.0])
        return math.exp(-float(offset @ precision @ offset) / 2)

    grid = 100.0 + rho * (x - 100.0)
    above, _ = integrate.quad(height, c, grid + 150.0, epsabs=0.0, epsrel=1e-10, limit=200)
    below, _ = integrate.quad(height, grid - 150.0, c, epsabs=0.0, epsrel=1e-10, limit=200)
    return 100 * above / (above + below)


def kinds_of_the_next_messages(a: int, b: int, n: int, k: int) -> float:
    """Enumerate every sequence of kinds in exact fractions."""
    total = Fraction(0)
    for kinds in product((0, 1), repeat=n):
        if sum(kinds) == k:
            total += math.prod(Fraction(a if alarm else b, a + b) for alarm in kinds)
    return float(100 * total)


def wait_between_uneven_buses(a: int, b: int, percent: int) -> float:
    """Lay a hundred gaps in a row and integrate the wait over all arrival times."""
    waited = elapsed = Fraction(0)
    for number, gap in ((percent, a), (100 - percent, b)):
        minutes = sum(Fraction(2 * m + 1, 2) for m in range(gap))  # mean wait of each whole minute before the bus
        waited += number * minutes
        elapsed += number * gap
    return float(waited / elapsed)


def dispersion_of_counts_per_minute(data: list[dict[str, float]], seed: int, n: int) -> float:
    """Cut the recording at whole minutes and count what falls into each piece."""
    tenths = np.array([round(10 * row["second"]) for row in data])
    counts = np.bincount(tenths // 600, minlength=20)
    return float(np.var(counts, ddof=1) / np.mean(counts))


def no_call_in_the_last_ten_minutes() -> float:
    """Condition on the total with Poisson probabilities for some rate."""
    early, late, hour = (stats.poisson.pmf(k, 7.3 * share) for k, share in ((6, 5 / 6), (0, 1 / 6), (6, 1)))
    return float(early * late / hour)


def crash_rate_that_climbs() -> float:
    """Multiply the chances of passing many short stretches without a crash."""
    area, _ = integrate.quad(lambda hour: np.interp(hour, [0, 2, 4], [0, 0.75, 1.5]), 0, 2)
    return math.exp(-area)


def batch_over_its_time_limit(n: int, m: int, s: int, z: float) -> float:
    """Integrate the normal density of the total beyond the limit."""
    limit = round(n * m + z * math.sqrt(n) * s)
    variance = sum(s**2 for _ in range(n))

    def density(total: float) -> float:
        return math.exp(-((total - n * m) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance)

    value, _ = integrate.quad(density, limit, limit + 12 * math.sqrt(variance), epsabs=1e-13)
    return 100 * value


def runs_that_chebyshev_vouches_for(s: int, d: int, percent: int) -> str:
    """Bisect for the smallest number of runs whose bound is small enough, in exact fractions."""
    low, high = 0, 10**7
    while high - low > 1:
        runs = (low + high) // 2
        if Fraction(s**2, runs) / d**2 <= Fraction(percent, 100):
            high = runs
        else:
            low = runs
    return f"{high} runs"


def seats_for_a_workshop() -> dict[str, float]:
    """Integrate the normal density with the moments of the enumerated count."""
    counts = np.arange(221)
    chances = stats.binom.pmf(counts, 220, 0.9)
    mean = float(counts @ chances)
    variance = float((counts - mean) ** 2 @ chances)

    def density(people: float) -> float:
        return math.exp(-((people - mean) ** 2) / (2 * variance)) / math.sqrt(2 * math.pi * variance)

    value, _ = integrate.quad(density, 200.5, mean + 12 * math.sqrt(variance), epsabs=1e-13)
    return {"too-many": 100 * value}
