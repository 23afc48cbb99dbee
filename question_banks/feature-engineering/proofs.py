"""Second paths to the computed keys: enumeration, exact sums, quadrature, simulation of streams and running code."""

from collections import Counter, deque
from datetime import date

import numpy as np


def gap_between_effect_coded_depots(mu: int, a2: int, b2: int) -> float:
    """Multiply the design rows of an effect coding by the coefficients."""
    rows = np.array([[1, 1, 0], [1, 0, 1], [1, -1, -1]])
    prediction = rows @ np.array([mu, a2 / 2, b2 / 2])
    return float(prediction[0] - prediction[2])


def splits_on_arbitrary_codes(mask: int) -> int:
    """Find the smallest tree by dynamic programming over the intervals of codes."""
    labels = [mask >> code & 1 for code in range(12)]
    fewest = {(code, code + 1): 0 for code in range(12)}
    for width in range(2, 13):
        for low in range(13 - width):
            high = low + width
            pure = len(set(labels[low:high])) == 1
            ways = (fewest[low, cut] + fewest[cut, high] + 1 for cut in range(low + 1, high))
            fewest[low, high] = 0 if pure else min(ways)
    return fewest[0, 12]


def same_sine_other_time(period: int, t: int) -> int:
    """Try every other time and keep the one with the same sine."""
    times = np.arange(period)
    same = np.abs(np.sin(2 * np.pi * times / period) - np.sin(2 * np.pi * t / period)) < 1e-9
    (other,) = times[same & (times != t)]
    return int(other)


def merchants_in_a_fraud_model() -> dict[str, float]:
    """Average the labels of real and imagined payments."""
    labels = [1.0] * 3 + [0.0] * 97 + [0.002] * 500
    return {"smoothed": 100 * float(np.mean(labels))}


def rent_across_a_knot(slope: int, hinge: int, knot: int, near: int, far: int) -> float:
    """Walk from the near to the far point in small steps and add up the local slopes."""
    middles = np.arange(near, far, 0.25) + 0.125
    return float(np.sum(0.25 * (slope + hinge * (middles > knot))))


def sales_from_four_residuals(m10: int, u: float, v: float, w: float) -> float:
    """Sum the power series of the exponential through the moments of the residuals."""
    residuals = np.array([u, v, -w, w - u - v])
    moment, factor = np.ones(4), 1.0
    for power in range(1, 40):
        moment = moment * residuals / power
        factor += float(moment.mean())
    return float(np.exp(m10 / 10)) * factor


def income_by_age_group(young: int, share_young: int, share_old: int, mean_young: int, gap: int) -> float:
    """Weight each answer by the inverse of its group's share of answers."""
    answers = [(share_young / 100, young, mean_young), (share_old / 100, 1000 - young, mean_young + gap)]
    weights = [round(share * size) / share for share, size, _ in answers]
    return float(np.average([mean for _, _, mean in answers], weights=weights))


def correlation_after_mean_filling(r: float, gone: int) -> float:
    """Correlate a small exact population: rows kept with four pairs, rows filled with x at its mean."""
    x, y = np.array([1.0, 1.0, -1.0, -1.0]), np.array([1.0, -1.0, 1.0, -1.0])
    weights = np.array([1 + r, 1 - r, 1 - r, 1 + r]) / 4
    xs = np.concatenate([x, np.zeros(4)])
    ys = np.concatenate([y, y])
    table = np.cov(xs, ys, aweights=np.concatenate([weights * (1 - gone / 100), weights * gone / 100]))
    return float(table[0, 1] / np.sqrt(table[0, 0] * table[1, 1]))


def a_flag_and_the_neighbour(a: int, b: int, r: float, gone: int) -> float:
    """Fit the regression to a small weighted population with the right second moments."""
    corners = np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]], dtype=float)
    weights = np.array([1 + r, 1 - r, 1 - r, 1 + r]) / 4
    x, z = np.tile(corners.T, 2)
    missing = np.repeat([0.0, 1.0], 4)
    rows = np.sqrt(np.concatenate([weights * (1 - gone / 100), weights * gone / 100]))
    design = np.column_stack([np.ones(8), x * (1 - missing), missing, z])
    fitted = np.linalg.lstsq(design * rows[:, None], (a * x + b * z) * rows, rcond=None)[0]
    return float(fitted[3])


def sensors_in_cold_vans() -> dict[str, float]:
    """Fill the gaps hour by hour and average."""
    hours = np.concatenate([np.full(5000, 3.0), np.full(4000, 4.0), np.full(1000, 6.0)])
    return {"by-band": float(hours.mean())}


def one_wrong_letter(length: int, n: int, place: int) -> float:
    """Cut two real sequences into runs and compare the sets."""
    name = tuple(range(length))
    typed = (*name[: place - 1], -1, *name[place:])
    runs = [{word[i : i + n] for i in range(length - n + 1)} for word in (name, typed)]
    return len(runs[0] & runs[1]) / len(runs[0] | runs[1])


def vibration_seen_elsewhere(rate: int, tone: int) -> float:
    """Sample one second and look for the highest bin of the spectrum."""
    samples = np.sin(2 * np.pi * tone * np.arange(rate) / rate + 0.3)
    return float(np.argmax(np.abs(np.fft.rfft(samples))))


def ticket_most_like_the_first(data: list[dict[str, float]], seed: int, n: int) -> int:
    """Weigh, normalise and multiply as matrices."""
    counts = np.array([[row[word] for word in ("the", "order", "parcel", "refund", "cable")] for row in data])
    found = np.maximum((counts > 0).sum(axis=0), 1)
    weighted = counts * (np.log(len(data)) - np.log(found))
    lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
    unit = np.divide(weighted, lengths, out=np.zeros_like(weighted), where=lengths > 0)
    similarity = unit @ unit[0]
    return int(data[1 + int(np.argmax(similarity[1:]))]["ticket"])


def window_over_two_shops() -> float:
    """Walk through the rows with a queue of the last three values."""
    last: deque[int] = deque(maxlen=3)
    seen: list[float] = []
    for sold in (9, 6, 3, 12, 40, 44, 48, 36):
        seen.append(sum(last) / 3)
        last.append(sold)
    return seen[6]


def buckets_in_use(words: int, m: int) -> float:
    """Follow the expectation word by word: a new bucket is opened with the chance that the word hits an empty one."""
    used = 0.0
    for _ in range(words):
        used += 1 - used / m
    return used


def dot_product_of_hashed_counts(a: int, b: int, shared: int, m: int) -> float:
    """Add over buckets the expected product of two sums of indicators, from their means and their covariance."""
    mean_product = (a / m) * (b / m)
    covariance = shared * (1 / m) * (1 - 1 / m)
    return m * (mean_product + covariance)


def count_in_a_small_sketch(data: list[dict[str, float]], seed: int, wanted: int) -> int:
    """Fill the table as the stream goes by and read three cells."""
    widths = (7, 9, 11)
    table = [[0] * width for width in widths]
    for row in data:
        for cells, width in zip(table, widths, strict=True):
            cells[int(row["article"]) % width] += 1
    return min(cells[wanted % width] for cells, width in zip(table, widths, strict=True))


def noise_against_shadows(noise: int, shadows: int) -> float:
    """Integrate the chance to be above all shadows over the feature's own uniform rank."""
    nodes, weights = np.polynomial.legendre.leggauss(16)
    return float(noise * np.sum(weights / 2 * ((nodes + 1) / 2) ** shadows))


def a_second_sensor_for_the_noise(a: int, b: int, c: int) -> float:
    """Solve the normal equations of the two sensors."""
    sensors = np.array([[a + b, b], [b, b + c]], dtype=float)
    with_target = np.array([a, 0.0])
    return float(with_target @ np.linalg.solve(sensors, with_target) / a)


def second_pick_of_forward_selection(data: list[dict[str, float]], seed: int, n: int) -> int:
    """Fit each candidate set by least squares."""
    y = np.array([row["y"] for row in data])

    def residual(features: tuple[int, ...]) -> float:
        design = np.array([[1.0, *(row[f"x{i}"] for i in features)] for row in data])
        fitted = design @ np.linalg.lstsq(design, y, rcond=None)[0]
        return float(np.sum((y - fitted) ** 2))

    first = min(range(1, 6), key=lambda i: residual((i,)))
    return min((i for i in range(1, 6) if i != first), key=lambda i: residual((first, i)))


def a_pair_that_works_together() -> dict[str, float]:
    """Run a greedy search over twenty features and count its fits."""
    chosen: set[int] = set()
    fits = 0
    while len(chosen) < 5:
        candidates = [f for f in range(20) if f not in chosen]
        fits += len(candidates)
        chosen.add(candidates[0])
    return {"fits": fits}


def errors_that_neither_found(both: int, first: int, second: int) -> float:
    """Solve for the errors left that make finding by one independent of finding by the other."""
    low, high = 0.0, 1e4
    for _ in range(80):
        left = (low + high) / 2
        everything = both + first + second + left
        joint = (both + first) / everything * (both + second) / everything
        low, high = (left, high) if joint > both / everything else (low, left)
    return low


def a_profile_of_four_columns() -> dict[str, float]:
    """Find by bisection the mean age that gives the column its mean, and subtract real dates."""
    low, high = 0.0, 120.0
    for _ in range(60):
        age = (low + high) / 2
        column = np.concatenate([np.full(5, -99.0), np.full(95, age)])
        low, high = (age, high) if column.mean() < 29.2 else (low, age)
    days = (date(2024, 7, 1) - date(1970, 1, 1)).days
    return {"mean-age": low, "longest": round(days / 365.25, 1)}


def rows_after_a_left_join(orders: int, twice: int, thrice: int, without: int) -> int:
    """Join real lists, order by order."""
    partners = Counter({2: twice, 3: thrice, 0: without, 1: orders - twice - thrice - without})
    return sum(len([None] * max(number, 1)) * size for number, size in partners.items())


def share_behind_noisy_labels(marked: int, missed: int, false: int) -> float:
    """Find by bisection the share that produces the marks."""
    low, high = 0.0, 1.0
    for _ in range(60):
        share = (low + high) / 2
        marks = share * (100 - missed) + (1 - share) * false
        low, high = (share, high) if marks < marked else (low, share)
    return 100 * low


def points_by_latest_record(data: list[dict[str, float]], seed: int, people: int) -> float:
    """Replay the changes by day and add up the balances."""
    balance: dict[float, float] = {}
    for row in sorted(data, key=lambda row: row["day"]):
        balance[row["customer"]] = row["points"]
    return sum(balance.values())
