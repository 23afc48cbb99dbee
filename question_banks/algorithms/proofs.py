"""Second paths to the computed keys: brute force, simulation and running the code in question."""

import heapq
from collections import OrderedDict, deque
from fractions import Fraction
from itertools import product
from math import inf, log
from typing import Any

import numpy as np
from scipy.stats import binom


def shrink_at_half(k: int, rounds: int) -> float:
    """Run the array policy push by push and pop by pop."""
    size = capacity = 2**k
    copied = 0
    for _ in range(rounds):
        if size == capacity:
            copied, capacity = copied + size, 2 * capacity
        size += 1
        size -= 1
        if 2 * size == capacity:
            copied, capacity = copied + size, capacity // 2
    return float(copied)


def harmonic_loop_count(n: int) -> float:
    """Run the loops in the stem."""
    return float(sum(1 for i in range(1, n + 1) for _ in range(i, n + 1, i)))


def timings_reveal_growth(a: float, n: int, start: int) -> str:
    """Regress log time on log size over the four rows of the table, and name the power."""
    sizes = [n * 2**i for i in range(4)]
    times = [round(start * (2**a) ** i, 1) for i in range(4)]
    xs, ys = [log(s) for s in sizes], [log(t) for t in times]
    mx, my = sum(xs) / 4, sum(ys) / 4
    slope = sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)
    return f"$n^{{ {round(2 * slope) / 2:g} }}$"


def external_merge_traffic(memory: int, runs: int, fan: int) -> float:
    """Merge run lengths in groups, pass by pass, and add up the bytes read and written."""
    lengths = [memory] * runs
    moved = 2 * sum(lengths)
    while len(lengths) > 1:
        lengths = [sum(lengths[i : i + fan]) for i in range(0, len(lengths), fan)]
        moved += 2 * sum(lengths)
    return float(moved)


def shifted_weights(a1: int, a2: int, a3: int, m: int, b1: int, b2: int) -> float:
    """Run Dijkstra's algorithm on the shifted graph and measure its route with the original weights."""
    edges = {
        "s": [("a", a1), ("d", b1)],
        "a": [("b", -m)],
        "b": [("c", a2)],
        "c": [("t", a3)],
        "d": [("t", b2)],
    }
    queue: list[tuple[int, int, str]] = [(0, 0, "s")]
    done: set[str] = set()
    while queue:
        shifted, original, vertex = heapq.heappop(queue)
        if vertex == "t":
            return float(original)
        if vertex not in done:
            done.add(vertex)
            for other, weight in edges[vertex]:
                heapq.heappush(queue, (shifted + weight + m, original + weight, other))
    raise AssertionError("t was not reached")


def slip_of_a_task(a: int, b: int, c: int, d: int, f: int, x: int) -> float:
    """Schedule the tasks day by day, with and without the delay, and compare the ends."""

    def end(days: dict[str, int]) -> int:
        waits = {"A": "", "B": "A", "C": "A", "D": "B", "E": "CD"}
        left, day = dict(days), 0
        while any(left.values()):
            running = [task for task in left if left[task] and not any(left[other] for other in waits[task])]
            for task in running:
                left[task] -= 1
            day += 1
        return day

    planned = {"A": a, "B": b, "C": c, "D": d, "E": f}
    return float(end(planned | {"C": c + x}) - end(planned))


def paths_round_two_blocks(r: int, c: int, i1: int, j1: int, i2: int, j2: int) -> float:
    """Fill the table of walks point by point, with zeros at the blocked points."""
    walks = {(0, 0): 1}
    for i, j in product(range(r + 1), range(c + 1)):
        if (i, j) in ((i1, j1), (i2, j2)):
            walks[i, j] = 0
        elif (i, j) != (0, 0):
            walks[i, j] = walks.get((i - 1, j), 0) + walks.get((i, j - 1), 0)
    return float(walks[r, c])


def knapsack_loop_direction(w1: int, w2: int, v1: int, v2: int, cap: int) -> float:
    """Run the code in the stem."""
    best = [0] * (cap + 1)
    for weight, value in [(w1, v1), (w2, v2)]:
        for c in range(weight, cap + 1):
            best[c] = max(best[c], best[c - weight] + value)
    return float(best[cap])


def coins_beyond_the_optimum(a: int, b: int, amount: int) -> float:
    """Pay greedily coin by coin, and find the smallest number of coins by breadth-first search."""
    rest, given = amount, 0
    while rest:
        rest -= max(coin for coin in (1, a, b) if coin <= rest)
        given += 1
    queue, seen = deque([(amount, 0)]), {amount}
    while queue:
        left, used = queue.popleft()
        if left == 0:
            return float(given - used)
        for coin in (1, a, b):
            if left >= coin and left - coin not in seen:
                seen.add(left - coin)
                queue.append((left - coin, used + 1))
    raise AssertionError("coins of 1 pay any amount")


def repetitions_for_a_batch(p100: int, lead: int, zeros: int, delta_exp: int, delta_lead: int) -> float:
    """Add runs one by one, in exact fractions, until the union bound holds."""
    error, runs = Fraction(lead * 10**zeros), 0
    while error > Fraction(delta_lead, 10**delta_exp):
        error *= Fraction(p100, 100)
        runs += 1
    return float(runs)


def sampler_with_fixed_rate(k: int, p: float, n: int) -> float:
    """Average the chance that all kept items miss the slot over the binomial number of kept items."""
    kept = np.arange(n - k + 1)
    return float(np.sum(binom.pmf(kept, n - k, p) * (1 - 1 / k) ** kept))


def bits_of_the_target(n1: int, times: float, b1: int, more: int) -> float:
    """Count the table's entries of both years."""
    before = n1 * (1 << b1)
    after = round(n1 * times) * (1 << (b1 + more))
    return after / before


def what_the_cache_still_holds(letters: str, pattern: str) -> str:
    """Serve the requests one after another from a cache of four places."""
    cache: OrderedDict[str, None] = OrderedDict()
    for digit in pattern:
        page = letters[int(digit)]
        if page not in cache and len(cache) == 4:
            cache.popitem(last=False)
        cache[page] = None
        cache.move_to_end(page)
    return " ".join(reversed(cache))


def cheapest_way_through_stages(data: list[dict[str, int]], seed: int, stages: int) -> int:
    """Run Dijkstra's algorithm on places that are pairs of stage and depot."""
    streets: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for row in data:
        streets.setdefault((row["stage"], row["origin"]), []).append((row["target"], row["cost"]))
    queue = [(0, 1, depot) for depot in range(3)]
    done = set()
    while queue:
        cost, stage, depot = heapq.heappop(queue)
        if stage > stages:
            return cost
        if (stage, depot) not in done:
            done.add((stage, depot))
            for target, more in streets[stage, depot]:
                heapq.heappush(queue, (cost + more, stage + 1, target))
    raise AssertionError("no way reaches the end")


def longest_streak_of_days(data: list[dict[str, Any]], seed: int, n: int, span: int, long: int) -> str:
    """Start at each recorded day and go on while the next one is recorded."""
    recorded = {(row["person"], row["day"]) for row in data}
    best: dict[str, int] = {}
    for person, day in recorded:
        run = 1
        while (person, day + run) in recorded:
            run += 1
        best[person] = max(run, best.get(person, 0))
    return max(best, key=lambda person: best[person])


def ways_of_a_courier(
    sa: int, sb: int, ab: int, ac: int, bc: int, bd: int, dc: int, ct: int, dt: int
) -> dict[str, Any]:
    """Relax all streets until nothing changes, with and without the one that is closed."""
    names = ("SA", "SB", "AB", "AC", "BC", "BD", "DC", "CT", "DT")
    streets = dict(zip(names, (sa, sb, ab, ac, bc, bd, dc, ct, dt), strict=True))

    def distances(closed: str = "") -> dict[str, float]:
        found = dict.fromkeys("SABCDT", inf) | {"S": 0}
        for _ in range(6):
            for (origin, target), minutes in ((tuple(s), m) for s, m in streets.items() if s != closed):
                found[target] = min(found[target], found[origin] + minutes)
        return found

    usual = distances()
    return {
        "settled": sorted("ABCDT", key=lambda place: usual[place]),
        "shortest": usual["T"],
        "closure": distances("CT")["T"] - usual["T"],
    }
