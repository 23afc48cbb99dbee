"""Second paths to the programming bank's keys: run the code of an item, or imitate its machine."""

import copy
import itertools
import math

import numpy as np


def bucket_agreement_java_python(n: int, k: int) -> int:
    """Count agreements hash by hash; `math.fmod` truncates as Java's `%` does."""
    return sum(int(math.fmod(h, n)) == h % n for h in range(-k, k + 1))


def saved_copy_of_shared_rows(rows: int, cols: int, a: int, b: int) -> int:
    """Run the program."""
    grid = [[0] * cols] * rows
    saved = grid[:]
    grid[0][1] += a
    grid[1] = [b] * cols
    return sum(sum(row) for row in saved)


def matlab_trim_in_python(k: int, m: int) -> str:
    """Try each slice on signals of several lengths against MATLAB's one-based, inclusive reading."""
    starts, ends = (k - 1, k), (m, m + 1)

    def agrees(start: int, end: int) -> bool:
        signals = [list(range(1, length + 1)) for length in (k + m + 5, 200, 1001)]
        return all(x[start:-end] == [i for i in x if k <= i <= len(x) - m] for x in signals)

    (found,) = [pair for pair in itertools.product(starts, ends) if agrees(*pair)]
    return f"`x[{found[0]}:-{found[1]}]`"


def range_for_by_value(a: int, b: int, c: int, factor: int, shift: int) -> int:
    """Imitate the vector by a list: a bare name is a copy, an index a reference."""
    vector = [a, b, c]
    for x in vector:
        x *= factor
    for i in range(len(vector)):
        vector[i] += shift
    return vector[0] + vector[1] + vector[2]


def _round_to_bits(x: float, bits: int) -> float:
    """Round to a number of significant bits, ties to even."""
    fraction, exponent = math.frexp(x)
    return math.ldexp(round(math.ldexp(fraction, bits)), exponent - bits)


def accuracy_from_a_short_counter(layout: str, total: int, share: int) -> float:
    """Add one at a time in the short format; NumPy's own half precision where it exists."""
    right = round(total * share / 100)
    correct = 0.0
    half = np.float16(0)
    for _ in range(right):
        correct = _round_to_bits(correct + 1, 8)
        half = np.float16(half + np.float16(1))
    return 100 * (correct if layout == "bfloat16" else float(half)) / total


def perfect_predictions_imperfect_error(a: int, b: int, c: int, d: int) -> float:
    """Run the program."""
    y = np.array([a, b, c, d])
    pred = np.array([[a], [b], [c], [d]])
    return float(((y - pred) ** 2).mean())


def broadcast_temporary_size(thousands: int, k: int, d: int) -> float:
    """Let NumPy broadcast the shapes on views without memory and ask for the size."""
    points = np.broadcast_to(np.zeros(1), (1000 * thousands, d))
    centres = np.broadcast_to(np.zeros(1), (k, d))
    shaped = np.broadcast(points[:, None, :], centres[None, :, :])
    return shaped.size * np.dtype(np.float64).itemsize / 1e9


def r_centring_by_recycling(a: int, b: int, c: int, d: int, g: int, h: int) -> float:
    """Recycle the column means along the column-major vector, as R does."""
    x = np.array([[a, c, g], [b, d, h]], dtype=float)
    recycled = np.resize(x.mean(axis=0), x.size).reshape(x.shape, order="F")
    return float((x - recycled)[0, 1])


def boundary_fault_shown_by_a_test(a: int, gap: int, gap2: int) -> str:
    """Run each test on the faulty and on the mended function."""
    b = a + gap
    cuts = [a, b, b + gap2]
    candidates = [(b, 2), (b, 1), (b + 1, 2), (b + gap2 + 5, 3)]

    def faulty(score: int) -> int:
        return sum(score > cut for cut in cuts)

    def mended(score: int) -> int:
        return sum(score >= cut for cut in cuts)

    (found,) = [(s, want) for s, want in candidates if faulty(s) != want and mended(s) == want]
    return f"`assert band({found[0]}, cuts) == {found[1]}`"


def bisecting_a_flaky_failure(n: int, rate: int) -> int:
    """Halve the candidates, keeping the larger part, and count the passes a bad commit could survive."""
    steps = 0
    while n > 1:
        n -= n // 2
        steps += 1
    runs, slips = 0, 1.0
    while slips >= 0.01:
        runs += 1
        slips *= 1 - rate / 100
    return steps * runs


def commits_left_after_a_rebase(f: int, j: int, own: int, m: int) -> int:
    """Build the commit graph with parents and count what `eval` reaches and `main` does not."""
    parent: dict[str, str] = {}

    def chain(base: str, name: str, length: int) -> str:
        tip = base
        for i in range(1, length + 1):
            parent[f"{name}{i}"] = tip
            tip = f"{name}{i}"
        return tip

    def reach(tip: str) -> set[str]:
        seen = {tip}
        while tip in parent:
            tip = parent[tip]
            seen.add(tip)
        return seen

    chain("B", "feature", f)
    evaluation = chain(f"feature{j}", "eval", own)
    main = chain("B", "main", m)
    main = chain(main, "copy", f)
    return len(reach(evaluation) - reach(main))


def forked_workers_repeat_the_noise(workers: int, each: int, epochs: int) -> int:
    """Copy one generator for each worker of each epoch, as a fork does, and collect the draws."""
    parent = np.random.default_rng(7)
    seen: set[float] = set()
    for _ in range(epochs):
        for _ in range(workers):
            child = copy.deepcopy(parent)
            seen.update(float(child.random()) for _ in range(each))
    return len(seen)


def newest_allowed_release(major: int, low: int, high: int, patch: int, patch2: int) -> str:
    """Filter the releases as tuples and take the greatest."""
    releases = [(major, low, patch), (major, high, patch2), (major, high + 1, 0), (major + 1, 0, 0)]
    allowed = [r for r in releases if (major, low, 0) <= r < (major, high + 1, 0)]
    return "`" + ".".join(map(str, max(allowed))) + "`"


def midpoint_of_large_indices(a: int, b: int) -> int:
    """Add in NumPy's 32-bit integers, which wrap as Java's do, and divide towards zero."""
    with np.errstate(over="ignore"):
        total = np.array([a * 10_000_000], dtype=np.int32) + np.array([b * 10_000_000], dtype=np.int32)
    return int(float(total[0]) / 2)


def gap_that_swallows_the_variance(millions: int, spread: float) -> float:
    """Ask the machine for the gap; the standard deviation does not matter."""
    mean = float(millions * 1_000_000)
    return float(np.nextafter(mean * mean, np.inf)) - mean * mean


def multipliers_bound_late(first: int, more: int, x: int, y: int) -> str:
    """Run the program."""
    scale = []
    for k in range(first, first + more):
        scale.append(lambda value: k * value)  # noqa: B023, PERF401 - the late binding is what the item is about
    return f"{scale[0](x)} {scale[1](y)}"


def shape_of_a_batched_product(n: int, heads: int, length: int, d: int, k: int) -> str:
    """Run the code."""
    inputs = np.zeros((n, length, d))
    weights = np.zeros((heads, d, k))
    return str((inputs[:, None] @ weights).shape)


def sessions_in_a_click_log(data: list[dict[str, int]], seed: int, n: int, crowd: int, span: int) -> int:
    """Walk through each user's day minute by minute."""
    sessions = 0
    for user in {row["user"] for row in data}:
        minutes = {row["minute"] for row in data if row["user"] == user}
        quiet = 31
        for minute in range(span):
            quiet = 0 if minute in minutes and quiet <= 30 else quiet
            if minute in minutes and quiet:
                sessions, quiet = sessions + 1, 0
            quiet += 1
    return sessions
