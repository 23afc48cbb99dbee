"""Second paths to the computed keys of the mathematics bank: explicit matrices, numerical search, running code."""

import itertools
import math
from fractions import Fraction

import numpy as np
from scipy import linalg, optimize


def error_of_a_rank_two_table(s1: int, s2: int, s3: int, s4: int) -> float:
    """Build a table with these singular values, cut its decomposition after two and measure the cells."""
    rng = np.random.default_rng(7)
    left, _ = np.linalg.qr(rng.normal(size=(7, 4)))
    right, _ = np.linalg.qr(rng.normal(size=(5, 4)))
    table = left @ np.diag([s1, s2, s3, s4]).astype(float) @ right.T
    u, s, vt = np.linalg.svd(table, full_matrices=False)
    error = table - (u[:, :2] * s[:2]) @ vt[:2]
    return float(100 * math.sqrt((error**2).sum() / (table**2).sum()))


def first_direction_of_alike_sensors(n: int, percent: int) -> float:
    """Write the covariance matrix out and ask for its eigenvalues."""
    covariance = np.full((n, n), percent / 100)
    np.fill_diagonal(covariance, 1.0)
    values = np.linalg.eigvalsh(covariance)
    return float(100 * values[-1] / values.sum())


def rank_of_squared_differences() -> float:
    """Fill a smaller table of the same kind with whole numbers and find its rank."""
    a, b = np.arange(12.0), np.arange(9.0) ** 2
    return float(np.linalg.matrix_rank((a[:, None] - b[None, :]) ** 2))


def projection_onto_two_overlapping_templates(c10: int, a: float, b: float) -> float:
    """Place the templates in space, find a recording with these products and fit it by least squares."""
    c = c10 / 10
    u, v = np.array([1.0, 0.0, 0.0]), np.array([c, math.sqrt(1 - c * c), 0.0])
    templates = np.column_stack([u, v])
    y = np.linalg.lstsq(templates.T, np.array([a, b]), rcond=None)[0] + np.array([0.0, 0.0, 2.5])
    weights = np.linalg.lstsq(templates, y, rcond=None)[0]
    return float(np.sum((templates @ weights) ** 2))


def one_factor_for_a_scale(x1: int, x2: int, x3: int, k: int, e1: int, e3: int) -> float:
    """Fit a parabola in c through three values of the sum of squares and take its vertex, in exact fractions."""
    points = [(x1, k * x1 + e1), (x2, k * x2 - e1), (x3, k * x3 + e3)]

    def loss(c: Fraction) -> Fraction:
        return sum(((y - c * x) ** 2 for x, y in points), Fraction(0))

    below, middle, above = (loss(Fraction(c)) for c in (-1, 0, 1))
    return float((below - above) / (2 * (below + above - 2 * middle)))


def line_for_two_noisy_instruments(data: list[dict[str, float]], seed: int, n: int) -> float:
    """Take the first right singular vector of the centred points."""
    points = np.array([[row["x"], row["y"]] for row in data])
    _, _, vt = np.linalg.svd(points - points.mean(axis=0))
    return float(vt[0, 1] / vt[0, 0])


def slope_towards_a_place(a: int, b: int, p: int, q: int, way: int) -> float:
    """Walk a fraction of the way in exact numbers and let the fraction shrink: the quadratic part is divided out."""
    ways = [(3, 4), (4, -3), (-3, 4), (-4, -3), (6, 8), (8, -6), (-6, -8), (-8, 6)]
    dx, dy = ways[way]

    def height(share: Fraction) -> Fraction:
        x, y = p + share * dx, q + share * dy
        return a * x * x + b * x * y

    share = Fraction(1, 1000)
    slope = (height(share) - height(-share)) / (2 * share)
    return float(slope) / math.sqrt(dx * dx + dy * dy)


def gradient_of_a_lopsided_form(a: int, b: int, c: int, d: int, s: int, t: int) -> str:
    """Central differences of a quadratic are exact."""

    def f(x: float, y: float) -> float:
        point = np.array([x, y])
        return float(point @ np.array([[a, b], [c, d]]) @ point)

    first = round((f(s + 1, t) - f(s - 1, t)) / 2)
    second = round((f(s, t + 1) - f(s, t - 1)) / 2)
    return rf"$({first},\ {second})$"


def order_of_jacobian_products() -> float:
    """Count the multiplications of each product, entry by entry."""
    sizes = {"J1": (200, 5000), "J2": (50, 200), "J3": (1, 50)}

    def product(left: tuple[int, int], right: tuple[int, int]) -> tuple[tuple[int, int], int]:
        entries = [(row, column) for row in range(left[0]) for column in range(right[1])]
        return (left[0], right[1]), sum(left[1] for _ in entries)

    inner, first = product(sizes["J2"], sizes["J1"])
    _, second = product(sizes["J3"], inner)
    row, third = product(sizes["J3"], sizes["J2"])
    _, fourth = product(row, sizes["J1"])
    return (first + second) / (third + fourth)


def descent_on_a_cubic_valley() -> dict[str, float]:
    """Search the unit circle around the point for the steepest rise."""
    angles = np.linspace(0, 2 * math.pi, 200_001)
    h = 1e-5
    x, y = 2 + h * np.cos(angles), 3 + h * np.sin(angles)
    back_x, back_y = 2 - h * np.cos(angles), 3 - h * np.sin(angles)
    rise = (x**3 - 3 * x + 2 * y**2) - (back_x**3 - 3 * back_x + 2 * back_y**2)
    return {"slope": float(np.max(rise) / (2 * h))}


def how_much_product_a_bowl_bears(a: int, c: int) -> str:
    """Bisect for the k at which the smallest eigenvalue of the Hessian reaches zero."""

    def smallest(k: float) -> float:
        return float(np.linalg.eigvalsh(np.array([[2.0 * a, k], [k, 2.0 * c]]))[0])

    k = optimize.brentq(smallest, 0.0, 4.0 * (a + c), xtol=1e-12)
    return f"{k:.2f}"


def floor_under_a_convex_cost(a: int, b: int, c: int, d: int, span: int) -> float:
    """Narrow down the lowest point on or above both tangents by thirds."""

    def floor(x: float) -> float:
        return max(a - c * x, b - d * (span - x))

    low, high = 0.0, float(span)
    for _ in range(120):
        first, second = low + (high - low) / 3, high - (high - low) / 3
        low, high = (low, second) if floor(first) < floor(second) else (first, high)
    return floor((low + high) / 2)


def largest_step_for_coupled_weights(a: int, b: int) -> str:
    """Bisect for the step at which the iteration matrix stops shrinking every vector."""
    hessian = np.array([[a, b], [b, a]], dtype=float)

    def surplus(step: float) -> float:
        return float(np.max(np.abs(np.linalg.eigvalsh(np.eye(2) - step * hessian)))) - 1

    low, high = 0.5 / (a + abs(b)), 4 / (a + abs(b))
    return f"{optimize.brentq(surplus, low, high, xtol=1e-14):.5f}"


def steps_for_a_stretched_bowl(low: float, high: int, digits: int) -> float:
    """Bisect for the step at which both ends shrink alike, then count by repeated squaring of the worst factor."""
    left, right = 0.0, 2 / high
    for _ in range(100):
        middle = (left + right) / 2
        left, right = (middle, right) if abs(1 - middle * low) > abs(1 - middle * high) else (left, middle)
    factor, steps = abs(1 - left * low), 0
    powers = [factor]
    while powers[-1] > 10.0**-digits:
        powers.append(powers[-1] ** 2)
    reached = 1.0
    for exponent in reversed(range(len(powers))):
        if reached * powers[exponent] > 10.0**-digits:
            reached *= powers[exponent]
            steps += 2**exponent
    return float(steps + 1)


def jitter_of_descent_with_noise(h: float, eta100: int, sigma: int) -> float:
    """Solve the discrete Lyapunov equation of the recursion."""
    eta = eta100 / 100
    variance = linalg.solve_discrete_lyapunov(np.array([[1 - eta * h]]), np.array([[(eta * sigma) ** 2]]))
    return math.sqrt(float(variance[0, 0]))


def newton_on_a_flat_minimum() -> float:
    """Run ten steps in fractions, with derivatives from a quartic's exact differences."""
    w = Fraction(5)
    ratios = []
    for _ in range(10):
        d = w - 3
        gradient, curvature = ((d + 1) ** 4 - (d - 1) ** 4 - 8 * d) / 2, (d + 1) ** 4 - 2 * d**4 + (d - 1) ** 4 - 2
        w -= gradient / curvature
        ratios.append((w - 3) / d)
    return float(ratios[-1])


def price_of_one_more_unit(a: float, b: float, c: int) -> float:
    """Minimise the cost at neighbouring demands in exact fractions and take the difference quotient."""
    first, second = Fraction(str(a)), Fraction(str(b))

    def smallest(demand: Fraction) -> Fraction:
        def cost(x: Fraction) -> Fraction:
            return first * x * x + second * (demand - x) ** 2

        below, middle, above = cost(Fraction(-1)), cost(Fraction(0)), cost(Fraction(1))
        return cost((below - above) / (2 * (below + above - 2 * middle)))

    return float((smallest(Fraction(c + 1)) - smallest(Fraction(c - 1))) / 2)


def budget_that_skips_a_channel(a1: int, g2: int, g3: int, budget: int) -> float:
    """Bisect for the level at which filling all channels up to it takes the whole budget."""
    levels = [a1, a1 + g2, a1 + g3]
    low, high = float(min(levels)), float(max(levels) + budget)
    for _ in range(80):
        water = (low + high) / 2
        spent = math.fsum(max(water - level, 0.0) for level in levels)
        low, high = (water, high) if spent < budget else (low, water)
    return max(low - a1, 0.0)


def two_products_and_two_resources(
    a: int, d: int, c: int, b: int, u: int, v: int, x: int, y: int, em: int, el: int
) -> dict[str, float]:
    """Enumerate the corners of the plan, with the labour as it is and with one hour more."""
    machine, labour = a * x + b * y, c * x + d * y
    p, q = a * u + c * v, b * u + d * v

    def largest(machine: float, labour: float) -> float:
        lines = [(a, b, machine), (c, d, labour), (1, 0, 0.0), (0, 1, 0.0)]
        best = 0.0
        for (a1, b1, r1), (a2, b2, r2) in itertools.combinations(lines, 2):
            det = a1 * b2 - a2 * b1
            if det == 0:
                continue
            first, second = (r1 * b2 - r2 * b1) / det, (a1 * r2 - a2 * r1) / det
            room = min(first, second, machine - a * first - b * second, labour - c * first - d * second)
            if room > -1e-9:
                best = max(best, p * first + q * second)
        return best

    plan = largest(machine, labour)
    return {
        "profit": plan,
        "overtime": largest(machine, labour + 1) - plan,
        "new-product": plan - largest(machine - em, labour - el),
    }


def error_through_a_linear_system(top: int, low: float, noise: int) -> float:
    """Search the directions of the right-hand side and of its error for the worst ratio."""
    stretch = np.array([float(top), low])
    quarter = np.linspace(0, math.pi / 2, 181)
    directions = np.stack([np.cos(quarter), np.sin(quarter)], axis=1)
    solutions = np.linalg.norm(directions / stretch, axis=1)
    return float(noise / 1000 * solutions.max() / solutions.min())


def mean_likelihood_far_below_zero(data: list[dict[str, float]], seed: int, n: int) -> float:
    """Add the likelihoods one after another with logaddexp."""
    total = -math.inf
    for row in data:
        total = float(np.logaddexp(total, row["loglik"]))
    return total - math.log(n)


def best_step_for_a_difference_quotient(lead: int, power: int, bend: int) -> float:
    """Bisect for the zero of the bound's slope on a logarithmic scale."""
    noise = lead * math.pow(10, -power)

    def slope(exponent: float) -> float:
        h = math.exp(exponent)
        return bend * h / 2 - 2 * noise / h

    return 10**6 * math.exp(optimize.brentq(slope, math.log(1e-12), 0.0, xtol=1e-14))


def elimination_with_a_tiny_pivot() -> float:
    """Run the elimination in double precision."""
    factor = 1e18
    x2 = (5.0 - factor * 2.0) / (1.0 - factor * 1.0)
    return (2.0 - x2) / 1e-18


def room_for_two_thin_factors(rows: int, columns: int, r: int) -> float:
    """Make the two factors and count their entries."""
    tall, wide = np.empty((rows, r), dtype=bool), np.empty((r, columns), dtype=bool)
    return 100 * (tall.size + wide.size) / np.empty((rows, columns), dtype=bool).size


def heat_from_a_change_of_power(a10: int, b: int, c: int, p: int) -> float:
    """Central differences of a quadratic are exact."""

    def noise(power: Fraction) -> Fraction:
        return Fraction(a10, 10) * (b * power + c) ** 2

    return float((noise(Fraction(p + 1)) - noise(Fraction(p - 1))) / 2)


def loss_left_after_one_step(h: float, eta100: int, start: int) -> float:
    """Make the step with a numerical gradient, which is exact for a quadratic, and compare the losses."""

    def loss(w: Fraction) -> Fraction:
        return Fraction(h) * w * w / 2

    w = Fraction(start)
    after = w - Fraction(eta100, 100) * (loss(w + 1) - loss(w - 1)) / 2
    return float(100 * loss(after) / loss(w))
