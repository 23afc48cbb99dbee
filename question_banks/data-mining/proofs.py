"""Second paths to the computed keys of the data-mining bank; run by the tests."""

import math
from fractions import Fraction
from itertools import combinations, permutations, product

import numpy as np
from scipy.cluster.hierarchy import fcluster
from scipy.cluster.vq import kmeans2
from scipy.integrate import simpson
from scipy.optimize import brentq
from scipy.sparse.csgraph import shortest_path
from scipy.spatial import KDTree
from scipy.spatial.distance import cdist
from scipy.stats import hypergeom, median_abs_deviation, multivariate_normal, norm


def k_means_from_the_two_smallest(g1: int, g2: int, g3: int, g4: int, g5: int) -> float:
    """Run a library's k-means from the same start, far longer than it needs."""
    x = np.cumsum([10.0, g1, g2, g3, g4, g5])[:, None]
    centres, _ = kmeans2(x, x[:2].copy(), iter=50, minit="matrix")
    return float(centres.max())


def next_merge_under_ward(large: int, middle: int, little: int, bx: int, cx: int, cy: int, turn: int) -> str:
    """Put all rows on their centres and measure the sum of squares of each joined cluster."""
    names = ["Oak", "Pine", "Rose"]
    clusters = [np.tile([0.0, 0.0], (large, 1)), np.tile([bx, 0.0], (middle, 1)), np.tile([-cx, cy], (little, 1))]
    rows = {names[(turn + place) % 3]: cluster for place, cluster in enumerate(clusters)}

    def spread(pair: tuple[str, ...]) -> float:
        joined = np.vstack([rows[name] for name in pair])
        return float(((joined - joined.mean(axis=0)) ** 2).sum())

    return " and ".join(min(combinations(names, 2), key=spread))


def largest_cluster_below_a_cut() -> float:
    """Give the printed merges to a library and count the labels."""
    joins = [(2, 7), (0, 4), (5, 10), (1, 8), (9, 11), (12, 13), (3, 6), (14, 16), (15, 17)]
    heights = [0.4, 0.6, 0.9, 1.1, 1.6, 2.1, 2.4, 3.3, 5.2]
    sizes = dict.fromkeys(range(10), 1)
    table = []
    for step, ((left, right), height) in enumerate(zip(joins, heights, strict=True)):
        sizes[10 + step] = sizes[left] + sizes[right]
        table.append([left, right, height, sizes[10 + step]])
    labels = fcluster(np.array(table, dtype=float), 3.0, criterion="distance")
    return float(np.bincount(labels).max())


def gain_that_pays_for_a_component(d: int, n: int, k: int, form: str) -> float:
    """Count the entries of the parameter arrays one by one and compare two BIC values."""

    def charge(components: int) -> float:
        entries = [(i, j) for i in range(d) for j in range(i, d) if form == "full" or i == j]
        parameters = sum(len(entries) + len(range(d)) for _ in range(components)) + len(range(components)) - 1
        return float(parameters * np.log(n))

    return (charge(k + 1) - charge(k)) / 2


def where_the_likelier_component_changes(m1: int, gap: int, s10: int, w: int) -> float:
    """Find the length at which both weighted densities are equal by root search."""

    def lead(x: float) -> float:
        first = norm.logpdf(x, m1, s10 / 10) + np.log(1 - w / 100)
        second = norm.logpdf(x, m1 + gap, s10 / 10) + np.log(w / 100)
        return float(second - first)

    return float(brentq(lead, m1 - 50, m1 + gap + 50, xtol=1e-12))


def centre_found_by_a_hard_split(m: int, d: int, s: int) -> float:
    """Integrate the density of the mixture above the cut."""
    x = np.linspace(m, m + d + 12 * s, 20_001)
    density = (norm.pdf(x, m - d, s) + norm.pdf(x, m + d, s)) / 2
    return float(simpson(x * density, x=x) / simpson(density, x=x))


def rows_given_to_the_wrong_component() -> float:
    """Sum over all 64 ways in which the six rows can have come about."""
    first = [0.96, 0.83, 0.54, 0.61, 0.28, 0.07]
    total = 0.0
    for truth in product([True, False], repeat=6):
        chance = np.prod([p if t else 1 - p for p, t in zip(first, truth, strict=True)])
        total += chance * sum(t != (p > 0.5) for p, t in zip(first, truth, strict=True))
    return float(total)


def noise_rows_in_the_file(data: list, seed: int, radius: float, need: int, group: int, stray: int) -> float:
    """Grow clusters row by row with a tree of neighbours, as the algorithm is written."""
    points = np.array([[row["x"], row["y"]] for row in data], dtype=float)
    around = KDTree(points).query_ball_point(points, radius)
    label = [-1] * len(points)
    for start, neighbours in enumerate(around):
        if label[start] >= 0 or len(neighbours) < need:
            continue
        queue = [start]
        while queue:
            row = queue.pop()
            label[row] = start
            if len(around[row]) >= need:
                queue += [other for other in around[row] if label[other] < 0]
    return float(label.count(-1))


def core_rows_in_the_background(density: int, radius: int, need: int) -> float:
    """Integrate the density of the distance to the last neighbour that is needed."""
    mu = density * np.pi * (radius / 1000) ** 2
    area = np.linspace(0, mu, 20_001)
    order = need - 1
    return 100 * float(simpson(area ** (order - 1) * np.exp(-area) / math.factorial(order - 1), x=area))


def way_round_the_arc(radius: int, turn: int, steps: int) -> float:
    """Join the rows as told and let a library find the shortest way."""
    angle = np.deg2rad(turn * np.arange(steps + 1))
    points = radius * np.column_stack([np.cos(angle), np.sin(angle)])
    apart = cdist(points, points)
    reach = round(float(apart[0, 1] + apart[0, 2]) / 2, 1)
    return float(shortest_path(np.where(apart <= reach, apart, 0), directed=False)[0, -1])


def components_for_nine_tenths() -> float:
    """Try all sets of components, from the smallest sets up."""
    shares = [46, 25, 12, 8, 5, 3, 1]
    return float(min(size for size in range(1, 8) if max(map(sum, combinations(shares, size))) >= 90))


def humidity_rebuilt_from_one_score(which: int, m1: int, m2: int, a: int, b: int) -> float:
    """Find the point of the component's line that is nearest to the room by least squares."""
    direction = np.array([[0.6, 0.8], [0.8, 0.6], [0.28, 0.96], [0.96, 0.28]])[which]
    mean, room = np.array([m1, m2]), np.array([m1 + a, m2 + b])
    length = np.linalg.lstsq(direction[:, None], room - mean, rcond=None)[0][0]
    return float((mean + length * direction)[1])


def confidence_of_the_turned_rule(a: int, b: int, l10: int) -> float:
    """Lay out a million baskets as counts of a two-by-two table and read off the share."""
    baskets = 1_000_000
    basil, pasta = baskets * a // 100, baskets * b // 100
    both = brentq(lambda x: (x / basil) / (pasta / baskets) - l10 / 10, 0, baskets, xtol=1e-9)
    return float(100 * both / pasta)


def triples_worth_counting(code: int) -> float:
    """Test each triple of products against the set of frequent pairs."""
    frequent = {pair for place, pair in enumerate(combinations("abcdef", 2)) if code >> place & 1}
    return float(sum(frequent.issuperset(combinations(triple, 2)) for triple in combinations("abcdef", 3)))


def lift_from_receipt_lines(data: list, seed: int, receipts: int) -> float:
    """Build the set of products of each receipt and count sets."""
    baskets: dict[int, set] = {}
    for row in data:
        baskets.setdefault(row["receipt"], set()).add(row["product"])
    share = {name: sum(name in basket for basket in baskets.values()) / len(baskets) for name in ["tea", "milk"]}
    joint = sum({"tea", "milk"} <= basket for basket in baskets.values()) / len(baskets)
    return joint / (share["tea"] * share["milk"])


def smallest_lift_of_two_common_products() -> float:
    """Try each overlap that a hundred receipts allow."""
    overlaps = [both for both in range(65) if 64 + 75 - both <= 100]
    return min(overlaps) * 100 / (64 * 75)


def pump_that_breaks_the_pattern(r100: int, k: int, j: int, f: int, h: int, g: int, i: int, turn: int) -> str:
    """Evaluate the bivariate normal density at the three readings."""
    r = r100 / 100
    model = multivariate_normal([0, 0], [[1, r], [r, 1]])
    readings = [(k / 10, -j / 10), (f / 10, h / 10), (g / 10, i / 10)]
    lowest = min(range(3), key=lambda place: model.logpdf(readings[place]))
    return ["Ash", "Birch", "Cedar"][(lowest + turn) % 3]


def score_against_median_and_mad(m: int, a: int, b: int, c: int, d: int, far: int) -> float:
    """Use a library's median absolute deviation."""
    x = [m + b, m - c, m + far, m, m - a, m + d, m - b]
    return float((m + far - np.median(x)) / (1.4826 * median_abs_deviation(x)))


def alone_after_two_random_cuts() -> float:
    """Lay both cuts on fine even grids and count the runs in which the row is alone."""

    def alone(rows: tuple[int, ...], cuts: int) -> Fraction:
        if rows == (60,):
            return Fraction(1)
        if cuts == 0:
            return Fraction(0)
        middles = [Fraction(2 * low + 1, 2) for low in range(rows[0], rows[-1])]
        return sum((alone(tuple(r for r in rows if r > cut), cuts - 1) for cut in middles), Fraction(0)) / len(middles)

    return float(alone((0, 10, 30, 60), 2))


def alarms_from_three_hundred_servers() -> dict[str, float]:
    """Integrate the normal density above the limit."""
    z = np.linspace(3, 40, 200_001)
    return {"chance": 300 * 168 * float(simpson(norm.pdf(z), x=z))}


def silhouette_of_one_customer(d1: int, d2: int, d3: int, near: int, more: int) -> float:
    """Use the form with a quotient for each case, on exact fractions."""
    inside = Fraction(d1 + d2 + d3, 30)
    outside = min(Fraction(near, 10), Fraction(near + more, 10))
    return float(1 - inside / outside if inside < outside else outside / inside - 1)


def agreement_that_chance_alone_gives(k1: int, k2: int, unit: int) -> float:
    """Sum the expected pairs of each cell of the contingency table, which is hypergeometric."""
    n, first, second = k1 * k2 * unit, k2 * unit, k1 * unit
    counts = np.arange(min(first, second) + 1)
    chances = hypergeom.pmf(counts, n, first, second)
    both = k1 * k2 * float(chances @ (counts * (counts - 1) / 2))
    one, other, pairs = k1 * math.comb(first, 2), k2 * math.comb(second, 2), math.comb(n, 2)
    return (pairs + 2 * both - one - other) / pairs


def nine_cells_of_an_even_square() -> float:
    """Integrate the squared distance over the square and over one cell by a product rule that is exact for squares."""
    nodes, weights = np.polynomial.legendre.leggauss(4)

    def spread(side: float) -> float:
        x, share = nodes * side / 2, weights / 2
        return float(
            sum(u * v * (a * a + b * b) for a, u in zip(x, share, strict=True) for b, v in zip(x, share, strict=True))
        )

    return 100 * (1 - spread(1 / 3) / spread(1.0))


def segments_for_a_spring_offer() -> dict[str, float]:
    """Try each way of matching the segment numbers."""
    table = np.array([[15, 1755, 20, 10], [1455, 20, 10, 15], [15, 10, 25, 1350], [10, 15, 1255, 20]])
    best = max(sum(table[i, place] for i, place in enumerate(order)) for order in permutations(range(4)))
    return {"kept": 100 * float(best) / float(table.sum())}


def limit_for_forty_checks() -> float:
    """Count the ranks that stay below the limit."""
    below = sum(rank > 40 for rank in range(1, 25_001))
    return below / 250
