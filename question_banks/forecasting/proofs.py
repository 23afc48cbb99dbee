"""Second paths to the computed keys of the forecasting bank: loops over the file, exact fractions, brute force."""

import itertools
import math
from fractions import Fraction

import numpy as np
from scipy import optimize, stats


def quarter_against_its_moving_average(a: int, spring: int, summer: int, autumn: int, growth: int) -> float:
    """Average the two four-quarter means that lie on both sides of the third quarter."""
    sales = [a, a + spring, a + summer, a - autumn, a + growth]
    means = [Fraction(sum(sales[i : i + 4]), 4) for i in (0, 1)]
    return float(100 * sales[2] / (sum(means) / 2))


def best_smoothing_weight_in_a_file(data: list[dict[str, float]], seed: int, n: int, wander: int) -> float:
    """Weigh all past weeks explicitly for each forecast, without a running level."""
    sales = np.array([row["sales"] for row in data])

    def forecast(alpha: float, seen: int) -> float:
        weights = [alpha * (1 - alpha) ** age for age in range(seen - 1)]
        weights.append((1 - alpha) ** (seen - 1))
        return float(np.dot(weights, sales[:seen][::-1]))

    def loss(alpha: float) -> float:
        return math.fsum((float(sales[i]) - forecast(alpha, i)) ** 2 for i in range(1, len(sales)))

    return forecast(min((0.2, 0.4, 0.6, 0.8), key=loss), len(sales))


def level_after_a_lasting_jump(low: int, jump: int, alpha: float, k: int) -> float:
    """Update the level week by week."""
    level = float(low)
    for _ in range(k):
        level += alpha * (low + jump - level)
    return level


def error_some_weeks_ahead(sigma: int, alpha: float, h: int) -> float:
    """Send the covariance of level and value through the state equations."""
    transition = np.array([[1.0, 0.0], [1.0, 0.0]])
    shock = np.array([alpha, 1.0])
    covariance = np.zeros((2, 2))
    for _ in range(h):
        covariance = transition @ covariance @ transition.T + sigma**2 * np.outer(shock, shock)
    return float(np.sqrt(covariance[1, 1]))


def growth_that_fades() -> float:
    """Add the weekly additions one by one."""
    level, addition = 200.0, 20.0
    for _ in range(52):
        addition *= 0.8
        level += addition
    return level


def second_week_of_a_launch(p1: int, drop: int, p6: int, r: float, tau: float, s: float) -> float:
    """Average the multiple over a fine grid, weighted by prior times likelihood."""
    p2 = p1 - drop
    seen = (round(p1 * r) + 4 + round(p2 * r) - 4) / (p1 + p2)
    grid = np.linspace(-3, 5, 2001)
    weight = np.exp(-0.5 * ((grid - 1) / tau) ** 2 - 0.5 * ((seen - grid) / s) ** 2)
    return float(p6 * np.sum(grid * weight) / np.sum(weight))


def uplift_over_a_mixed_baseline(f: float, n: int, m: int) -> float:
    """List the weeks of a shop that sells ten in a plain week and do what the report does."""
    factor = Fraction(round(10 * f), 10)
    weeks = [10 * factor] * m + [Fraction(10)] * (n - m)
    baseline = sum(weeks) / len(weeks)
    return float(100 * (10 * factor - baseline) / baseline)


def what_a_promotion_brought() -> float:
    """Subtract eight usual weeks of both kinds from all packs sold."""
    return float(sum([100, 100, 180, 170, 70, 80, 100, 100, 60, 60, 45, 50, 60, 60, 60, 60]) - 8 * (100 + 60))


def pinball_loss_of_three_quantiles(data: list[dict[str, float]], seed: int, n: int, wide: int) -> float:
    """Take the larger of the two lines of the loss, row by row."""
    levels = {"q10": 0.1, "q50": 0.5, "q90": 0.9}
    losses = [
        max(tau * (row["sold"] - row[name]), (tau - 1) * (row["sold"] - row[name]))
        for row in data
        for name, tau in levels.items()
    ]
    return math.fsum(losses) / len(losses)


def quantile_of_several_weeks(mu: int, sigma: int, rho: float, k: int, level: int) -> float:
    """Build the covariance matrix and search for the quantile of the total."""
    covariance = sigma**2 * (rho * np.ones((k, k)) + (1 - rho) * np.eye(k))
    spread = math.sqrt(float(np.sum(covariance)))
    low, high = k * mu - 10 * spread, k * mu + 10 * spread
    return float(optimize.brentq(lambda x: stats.norm.cdf(x, k * mu, spread) - level / 100, low, high, xtol=1e-10))


def score_of_three_paths() -> float:
    """Average distances over the members and over all ordered pairs."""
    members = [Fraction(2), Fraction(4), Fraction(9)]
    to_outcome = sum(abs(x - 5) for x in members) / 3
    among = sum(abs(a - b) for a, b in itertools.product(members, repeat=2)) / 9
    return float(to_outcome - among / 2)


def scaled_error_from_rolling_origins(data: list[dict[str, float]], seed: int, m: int, wander: int) -> float:
    """Walk through the origins with lists."""
    sales = [row["sales"] for row in data]
    errors = []
    for origin in range(m, m + 16, 4):
        forecast = sum(sales[origin - 4 : origin]) / 4
        errors += [abs(value - forecast) for value in sales[origin : origin + 4]]
    steps = [abs(sales[t] - sales[t - 1]) for t in range(1, m)]
    return (sum(errors) / 16) / (sum(steps) / len(steps))


def error_share_with_a_quiet_week(f1: int, a2: int, e2: int, a3: int, e3: int, a4: int, e4: int) -> float:
    """Weigh the percentage error of each week by its share of sales, and add the week without sales."""
    sold, forecast = [0, a2, a3, a4], [f1, a2 + e2, a3 - e3, a4 - e4]
    total = sum(sold)
    weighted = sum(Fraction(s, total) * Fraction(abs(f - s), s) for s, f in zip(sold, forecast, strict=True) if s)
    return float(100 * (weighted + Fraction(f1, total)))


def report_on_three_models() -> dict[str, float]:
    """Fix sales at 10,000 units and compare the sums of errors."""
    errors = {"N": 0.45 * 10_000, "B": 0.36 * 10_000}
    return {"gain": 100 * (1 - errors["B"] / errors["N"])}


def croston_after_a_sale(z: int, p: float, alpha: float, q: int, d: int) -> float:
    """Average old and new in exact fractions, size and gap apart."""
    weight = Fraction(round(10 * alpha), 10)
    size = weight * d + (1 - weight) * z
    gap = weight * q + (1 - weight) * Fraction(round(2 * p), 2)
    return float(size / gap)


def rate_from_the_latest_gap() -> float:
    """Sum over the lengths of a gap until nothing is left."""
    return math.fsum(0.25 * 0.75 ** (gap - 1) / gap for gap in range(1, 400))


def total_of_reconciled_forecasts(data: list[dict[str, str | float]], seed: int, k: int) -> float:
    """Project the forecasts onto the figures that add up, by the constraints and their multipliers."""
    base = np.array([float(row["forecast"]) for row in data])
    spread = np.diag([float(row["variance"]) for row in data])
    constraints = np.zeros((4, len(data)))
    constraints[0, 0] = -1.0
    for i, name in enumerate(("A", "B", "C"), start=1):
        for j, row in enumerate(data):
            if row["level"] == "region" and row["region"] == name:
                constraints[0, j], constraints[i, j] = 1.0, -1.0
            if row["level"] == "product" and row["region"] == name:
                constraints[i, j] = 1.0
    multipliers = np.linalg.solve(constraints @ spread @ constraints.T, constraints @ base)
    return float((base - spread @ constraints.T @ multipliers)[0])


def loaves_for_saturday(base: int, stretch: int, price: int, cost: float, rest: float) -> int:
    """Compute the profit of each possible batch over the 20 Saturdays and take the best."""
    offsets = [-16, -13, -11, -9, -8, -6, -5, -4, -2, -1, 0, 2, 3, 5, 6, 8, 11, 13, 18, 24]
    demands = [base + stretch * offset for offset in offsets]

    def profit(batch: int) -> float:
        sold = [min(batch, demand) for demand in demands]
        return math.fsum(price * s + rest * (batch - s) - cost * batch for s in sold)

    return max(range(min(demands), max(demands) + 1), key=profit)


def quantile_behind_stock_outs(data: list[dict[str, float]], seed: int, n: int, pct: int) -> float:
    """Pass the weight of each sold-out day on to the days above it, in equal parts."""
    days = sorted((row["sold"], row["sold"] >= row["stock"]) for row in data)
    mass = [1 / len(days)] * len(days)
    for i, (_, cut_off) in enumerate(days):
        later = len(days) - i - 1
        if cut_off and later:
            for j in range(i + 1, len(days)):
                mass[j] += mass[i] / later
            mass[i] = 0.0
    below = 0.0
    for (amount, _), weight in zip(days, mass, strict=True):
        below += weight
        if below >= pct / 100 - 1e-9:
            return amount
    return math.inf


def served_weeks_and_served_units() -> float:
    """Count a thousand weeks in the given proportions."""
    weeks = [0] * 500 + [1] * 200 + [2] * 200 + [10] * 100
    lost = sum(max(demand - 2, 0) for demand in weeks)
    return 100 * (1 - lost / sum(weeks))


def strawberries_for_saturday() -> dict[str, float]:
    """Integrate the profit over the interpolated quantiles and search for the best order."""
    levels, punnets = [0.1, 0.25, 0.5, 0.75, 0.9, 0.95], [40, 52, 68, 86, 108, 120]
    grid = np.linspace(0.1, 0.95, 85001)
    demand = np.interp(grid, levels, punnets)

    def best(rest: float) -> float:
        def loss(order: float) -> float:
            sold = np.minimum(demand, order)
            inside = np.trapezoid(5 * sold + rest * (order - sold) - 2 * order, grid)
            outside = 0.1 * (rest * order - 2 * order) + 0.05 * (5 * order - 2 * order)
            return -float(inside) - outside

        return float(optimize.minimize_scalar(loss, bounds=(41, 119), method="bounded", options={"xatol": 1e-7}).x)

    return {"order": best(0.0), "returns": best(1.0)}
