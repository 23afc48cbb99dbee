"""Second paths to the computed keys of the linkage-and-retrieval bank; run by the tests."""

import math
from fractions import Fraction
from itertools import combinations, permutations

import numpy as np
from scipy.optimize import brentq, linear_sum_assignment
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.special import expit


def chance_that_two_copies_share_a_band(similarity: int, bands: int, rows: int) -> float:
    """Add and subtract the chances of all sets of agreeing bands, exactly."""
    agree = Fraction(similarity, 100) ** rows
    return float(sum((-1) ** (k + 1) * math.comb(bands, k) * agree**k for k in range(1, bands + 1)))


def duplicates_met_in_two_passes(data: list, seed: int, n: int) -> float:
    """Walk through all pairs of records."""
    same = [pair for pair in combinations(data, 2) if pair[0]["person"] == pair[1]["person"]]
    met = [
        (left, right)
        for left, right in same
        if left["surname_code"] == right["surname_code"] or left["postcode"] == right["postcode"]
    ]
    return 100 * len(met) / len(same)


def weight_of_two_agreements(m1: int, u1: int, m2: int, u2: int, m3: int, u3: int, wrong: int) -> float:
    """Lay out the joint distribution of the three fields in both groups and compare the cell of the pair."""
    cells = []
    for shares in ([m1, m2, m3], [u1, u2, u3]):
        table = np.ones(1)
        for share in shares:
            table = np.multiply.outer(table, [share / 100, 1 - share / 100])
        cells.append(table[0][tuple(int(place == wrong) for place in range(3))])
    return float(np.log2(cells[0]) - np.log2(cells[1]))


def title_pairs_above_a_limit(data: list, seed: int, n: int) -> float:
    """Compare all pairs of sets of words on exact fractions."""
    titles: dict[int, set] = {}
    for row in data:
        titles.setdefault(row["offer"], set()).add(row["word"])
    pairs = combinations(titles.values(), 2)
    return float(sum(Fraction(len(a & b), len(a | b)) >= Fraction(1, 2) for a, b in pairs))


def jaro_of_two_part_numbers() -> float:
    """Mark matches within the window letter by letter, as the measure is programmed."""
    first, second = "RX47BK", "4X7BKR"
    reach, taken, pairs = max(len(first), len(second)) // 2 - 1, set(), []
    for i, letter in enumerate(first):
        for j in range(max(0, i - reach), min(len(second), i + reach + 1)):
            if j not in taken and second[j] == letter:
                taken.add(j)
                pairs.append((i, j))
                break
    m = len(pairs)
    left = [first[i] for i, _ in pairs]
    right = [second[j] for j in sorted(taken)]
    t = sum(a != b for a, b in zip(left, right, strict=True)) / 2
    return (m / len(first) + m / len(second) + (m - t) / m) / 3


def chance_behind_twelve_bits() -> float:
    """Add the weight to the prior odds in bits and turn the sum into a probability."""
    bits = math.log2(30_000 / (40_000 * 60_000 - 30_000)) + 12
    return 100 * float(expit(bits * math.log(2)))


def offers_linked_to_a_catalogue() -> dict[str, float]:
    """Count the matches that each label stands for."""
    bands = [(40_000, 196), (10_000, 150), (20_000, 50), (930_000, 1)]
    matches = [sum([pairs // 200] * hits) for pairs, hits in bands]
    return {"precision": matches[0] / 500 + matches[1] / 500, "recall": 100 * sum(matches[:2]) / sum(matches)}


def products_behind_scored_pairs(data: list, seed: int, n: int) -> float:
    """Let a library count the connected components."""
    kept = [(row["left"] - 1, row["right"] - 1) for row in data if row["score"] >= 0.8]
    rows, columns = zip(*kept, strict=True) if kept else ((), ())
    graph = coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(n, n))
    return float(connected_components(graph, directed=False)[0])


def one_wrong_link_and_closure(a: int, b: int) -> float:
    """List the merged offers and look at each pair."""
    offers = [0] * a + [1] * b
    pairs = [left == right for left, right in combinations(offers, 2)]
    return 100 * sum(pairs) / len(pairs)


def ten_times_the_catalogue() -> float:
    """Work out the two rates from the small catalogue and count pairs in the large one."""
    small_true, large_true = 10_000, 100_000
    rate = Fraction(2, 98) * small_true / (math.comb(20_000, 2) - small_true)
    wrong = rate * (math.comb(200_000, 2) - large_true)
    return float(100 * wrong / (wrong + large_true))


def partners_one_to_one() -> float:
    """Solve the assignment problem with a library."""
    weights = np.array([[11, 9, 2], [10, 4, 1], [6, 7, 3]])
    return float(weights[linear_sum_assignment(weights, maximize=True)].sum())


def first_of_three_under_bm25(t1: int, l1: int, t2: int, l2: int, t3: int, l3: int, turn: int) -> str:
    """Compare the reciprocal scores on exact fractions, where the smallest wins."""
    documents = [(t1, l1), (t2, l2), (t3, l3)]

    def reciprocal(place: int) -> Fraction:
        occurrences, length = documents[place]
        return 1 + Fraction(12, 10) * (Fraction(1, 4) + Fraction(3, 4) * Fraction(length, 100)) / occurrences

    return ["Oak", "Pine", "Rose"][(min(range(3), key=reciprocal) + turn) % 3]


def two_rankings_made_one(w1: int, w2: int, w3: int, w4: int, v1: int, v2: int, v3: int, v4: int) -> list[str]:
    """Compare the fused scores as exact fractions."""
    ranks = {"Ash": (w1, v1), "Birch": (w2, v2), "Cedar": (w3, v3), "Elm": (w4, v4)}
    return sorted(ranks, key=lambda name: -sum(Fraction(1, 10 + rank) for rank in ranks[name]))


def centres_to_compare_with() -> float:
    """Try each number of cells."""
    cells = np.arange(1, 100_001)
    return float(cells[np.argmin(cells + 10 * 4_000_000 / cells)])


def candidates_for_a_re_ranker() -> dict[str, float]:
    """Follow ten thousand queries through both stages."""
    candidates = 10_000 * 86 // 100
    return {"success": 100 * (candidates * 88 // 100) / 10_000}


def mean_gain_of_the_first_three(data: list, seed: int, n: int) -> float:
    """Try each order of a query's results and keep the best."""
    queries: dict[int, dict[int, int]] = {}
    for row in data:
        queries.setdefault(row["query"], {})[row["rank"]] = row["grade"]

    def gain(grades: tuple[int, ...]) -> float:
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades[:3]))

    shares = []
    for grades in queries.values():
        in_order = tuple(grades[rank] for rank in sorted(grades))
        shares.append(gain(in_order) / max(gain(order) for order in permutations(in_order)))
    return sum(shares) / len(shares)


def average_precision_with_some_unfound(r1: int, r2: int, r3: int, total: int) -> float:
    """Walk down the list, and put the unfound documents infinitely far away."""
    places = [r1, r2, r3] + [10**12] * (total - 3)
    precisions = [Fraction(sum(other <= place for other in places[:3]), place) for place in places]
    return float(sum(precisions) / total)


def first_among_a_hundred_rivals() -> float:
    """Draw the rivals one after another."""
    return math.prod((9_900 - drawn) / (10_000 - drawn) for drawn in range(100))


def third_item_from_two_ratings(a: int, b: int, c: int, r1: int, r2: int, penalty: int) -> float:
    """Append the penalty as a further row and let a library solve the least squares."""
    design = np.array([[a / 10], [b / 10], [math.sqrt(penalty)]])
    factor = np.linalg.lstsq(design, np.array([r1, r2, 0.0]), rcond=None)[0][0]
    return float(factor * c / 10)


def closest_film_after_shrinkage(s1: int, n1: int, s2: int, n2: int, s3: int, n3: int, turn: int) -> str:
    """Average each correlation with fifty users of correlation zero."""
    films = [(s1, n1), (s2, n2), (s3, n3)]
    means = [Fraction(sum([s] * n + [0] * 50), n + 50) for s, n in films]
    return ["Amber", "Coral", "Jade"][(means.index(max(means)) + turn) % 3]


def a_table_of_rank_one() -> float:
    """Choose the cell so that a determinant of two rows and columns vanishes."""
    return float(brentq(lambda x: np.linalg.det([[2.0, 3.0], [x, 9.0]]), -50, 50))


def a_policy_that_was_never_run(data: list, seed: int, n: int) -> float:
    """Average over the matching rows of each device, weighted by its expected number of such rows."""
    total = 0.0
    for device, banner in [("phone", "B"), ("desktop", "A")]:
        rows = [row for row in data if row["device"] == device and row["banner"] == banner]
        if rows:
            rate = sum(row["click"] for row in rows) / len(rows)
            total += rate * len(rows) / (rows[0]["probability"] * len(data))
    return total


def click_rate_in_first_place(place: int, first: int, later: int, rate10: int) -> float:
    """Suppose that everybody looks at rank 1, find the attraction of the result, and move it there."""
    attraction_of_swapped = Fraction(first, 100)
    look_below = Fraction(later, 100) / attraction_of_swapped
    return float(100 * Fraction(rate10, 1000) / look_below)


def clicks_down_to_the_first() -> float:
    """Find the attraction that gives the observed clicks in the cascade."""
    attractions: list[float] = []
    for share in [0.3, 0.14, 0.28]:
        reach = math.prod(1 - attraction for attraction in attractions)
        attractions.append(share / reach)
    return 100 * attractions[2]


def four_results_and_a_tired_eye() -> dict[str, float]:
    """Try each order of the four results."""
    looks, clicks = [100, 60, 40, 25], [150, 60, 80, 45]
    attraction = [Fraction(click, look * 10) for click, look in zip(clicks, looks, strict=True)]
    orders = permutations(attraction)
    return {"best": float(max(sum(a * look * 10 for a, look in zip(order, looks, strict=True)) for order in orders))}
