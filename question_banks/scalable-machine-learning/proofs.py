"""Second paths to the computed keys: event by event simulation, running the schemes, quadrature and enumeration."""

from itertools import product

import numpy as np
from scipy.integrate import simpson
from scipy.optimize import minimize_scalar
from scipy.stats import binom


def _through_stages(times: list[float], pieces: int, start: float) -> float:
    """Pass the pieces through the stages one by one and return when the last has left the last stage."""
    free = [start] * len(times)
    for _ in range(pieces):
        moment = start
        for stage, time in enumerate(times):
            moment = max(moment, free[stage]) + time
            free[stage] = moment
    return free[-1]


def batch_through_uneven_stages(a: int, b: int, c: int, d: int, m: int) -> float:
    """Simulate both passes piece by piece."""
    forward = [float(time) for time in (a, b, c, d)]
    turned = _through_stages(forward, m, 0.0)
    return _through_stages([2 * time for time in reversed(forward)], m, turned)


def speed_up_beyond_the_measured_one(a: int, u: int, n: int, k: int) -> float:
    """Solve two equations for the two parts."""
    measured = [a + n * u, a + u]
    alone, divided = np.linalg.solve(np.array([[1, 1], [1, 1 / n]]), measured)
    return float(measured[0] / (alone + divided / (n * k)))


def order_of_work_on_the_first_stage() -> list[str]:
    """Run both stages in small steps of time by their rules."""
    done: dict[tuple[int, str, int], int] = {}
    free, started = [0, 0], set()
    order = []

    def ready(stage: int, kind: str, piece: int, now: int) -> bool:
        before = {
            (0, "F"): [],
            (1, "F"): [(0, "F", piece)],
            (1, "B"): [(1, "F", piece)],
            (0, "B"): [(1, "B", piece)],
        }[stage, kind]
        return (stage, kind, piece) not in started and all(done.get(task, 10**6) <= now for task in before)

    for now in range(30):
        for stage in (0, 1):
            under_way = sum((0, "F", p) in started and done.get((0, "B", p), 10**6) > now for p in range(3))
            for kind, piece in [("B", 0), ("B", 1), ("B", 2), ("F", 0), ("F", 1), ("F", 2)]:
                full = stage == 0 and kind == "F" and under_way >= 2
                if free[stage] <= now and ready(stage, kind, piece, now) and not full:
                    started.add((stage, kind, piece))
                    free[stage] = now + (2 if kind == "B" else 1)
                    done[stage, kind, piece] = free[stage]
                    if stage == 0:
                        order.append(f"{'Backward' if kind == 'B' else 'Forward'} pass of micro-batch {piece + 1}")
                    break
    return order


def one_step_from_uneven_micro_batches(data: list[dict[str, float]], seed: int, top: int) -> float:
    """Differentiate the mean loss of the whole file numerically."""
    x, y = (np.array([row[name] for row in data], dtype=float) for name in ("x", "y"))

    def loss(w: float) -> float:
        return float(np.mean((w * x - y) ** 2))

    return 0.5 - 0.2 * (loss(0.501) - loss(0.499)) / 0.002


def five_runs_on_more_workers() -> dict[str, float]:
    """Deal the images out step by step."""
    left, updates = 1_280_000, 0
    while left > 0:
        left -= sum(32 for _ in range(64))
        updates += 1
    return {"updates": updates}


def largest_rate_for_delayed_gradients() -> float:
    """Bisect on the largest root of the recursion's companion matrix."""
    low, high = 0.0, 1.0
    for _ in range(60):
        rate = (low + high) / 2
        growth = max(abs(np.linalg.eigvals(np.array([[1.0, -4 * rate], [1.0, 0.0]]))))
        low, high = (rate, high) if growth < 1 else (low, rate)
    return low


def two_shards_many_local_steps(a: int, b: int, p: int, gap: int, k: int) -> float:
    """Run the rounds until nothing moves."""
    w = 0.0
    for _ in range(400):
        first = second = w
        for _ in range(k):
            first -= 0.1 * a * (first - p)
            second -= 0.1 * b * (second - p - gap)
        w = (first + second) / 2
    return w


def time_of_a_ring_all_reduce(p: int, n: int, b: float, delay: int) -> float:
    """Run the ring on small vectors, check the sums and clock each round."""
    held = np.arange(n * n).reshape(n, n) % 7 + 1
    wanted = held.sum(axis=0)
    clock = 0.0
    for turn in range(2 * (n - 1)):
        gathering = turn < n - 1
        pieces = [(worker - turn + (0 if gathering else n)) % n for worker in range(n)]
        sent = [held[worker, pieces[worker]] for worker in range(n)]
        for worker in range(n):
            right = (worker + 1) % n
            held[right, pieces[worker]] = sent[worker] + (held[right, pieces[worker]] if gathering else 0)
        clock += delay * 1e-6 + (p * 1e6 * 2 / n) / (b * 1e9)
    if not (held == wanted).all():
        raise AssertionError("the ring has not summed up everything")
    return 1000 * clock


def largest_entry_with_memory(g1: int, g2: int, g3: int, h1: int, h2: int, k1: int, k3: int) -> int:
    """Keep a memory as a dictionary and send three times."""
    memory = dict.fromkeys(range(3), 0)
    value = 0
    for gradient in ((g1, g2, g3), (h1, h2, -3), (k1, 2, k3)):
        for entry, amount in enumerate(gradient):
            memory[entry] += amount
        entry, value = max(memory.items(), key=lambda pair: pair[1] ** 2)
        memory[entry] = 0
    return value


def pushing_to_several_servers(n: int, k: int, mb: int, b: float) -> float:
    """Add up the bytes on each server's link, worker by worker, in both directions."""
    inward = np.zeros(k)
    outward = np.zeros(k)
    for _ in range(n):
        inward += np.full(k, mb / k) * 1e6
        outward += np.full(k, mb / k) * 1e6
    worker = mb * 1e6
    return float(1000 * (max(inward.max(), worker) + max(outward.max(), worker)) / (b * 1e9))


def log_of_an_overlapped_step() -> dict[str, float]:
    """Queue the buckets one by one."""

    def step(bucket: float, wait: bool) -> float:
        free = 150.0 if wait else 0.0
        for number in range(1, 11):
            free = max(free, 50.0 + 10 * number) + bucket
        return max(free, 150.0) + 10

    return {"plain": step(9, True), "overlapped": step(9, False), "slower": step(18, False)}


def users_of_two_shards_from_small_hashes(data: list[dict[str, float]], seed: int, n: int) -> float:
    """Keep a sketch for each shard while its clicks go by, then merge."""
    sketches: dict[str, list[int]] = {"A": [], "B": []}
    for row in data:
        shard = str(row["shard"])
        value = (7919 * int(row["user"]) + 1234) % 10007
        if value not in sketches[shard]:
            sketches[shard] = sorted([*sketches[shard], value])[:5]
    merged = sorted(set(sketches["A"]) | set(sketches["B"]))
    return 4 * 10007 / merged[4]


def returning_visitors_in_a_sampled_log(r: int, p: int) -> float:
    """Enumerate which of three views are kept, and which of one."""
    kept_twice = kept = 0.0
    for views, share in ((3, r / 100), (1, 1 - r / 100)):
        for mask in product((0, 1), repeat=views):
            chance = share * float(np.prod([p / 100 if bit else 1 - p / 100 for bit in mask]))
            kept += chance * (sum(mask) >= 1)
            kept_twice += chance * (sum(mask) >= 2)
    return 100 * kept_twice / kept


def variance_from_shard_summaries(n1: int, n2: int, m1: int, gap: int, v1: int, v2: int) -> float:
    """Build rows with these means and variances and take the variance of all."""
    rows = [m1 - v1**0.5, m1 + v1**0.5] * n1 + [m1 + gap - v2**0.5, m1 + gap + v2**0.5] * n2
    return float(np.var(rows))


def smallest_batch_that_keeps_up(c: int, d: float, rate: int) -> int:
    """Try one batch size after the other."""
    size = 1
    while size / (c + d * size) * 1000 < rate:
        size += 1
    return size


def a_small_model_answers_first() -> dict[str, float]:
    """Send a thousand requests through, one by one."""
    time, right = 0.0, 0.0
    for request in range(1000):
        time += 1
        if request < 600:
            right += 0.98
        else:
            time += 12
            right += 0.88
    return {"time": time / 1000, "accuracy": right / 10}


def one_scale_or_one_for_each_row(a: int, b: int, m: int) -> float:
    """Round many evenly spaced weights of each row with both choices of scale."""
    tops = np.array([a, b, m]) / 10

    def error(step: float) -> float:
        offsets = (np.arange(2000) + 0.5) / 2000 * step
        return float(np.mean((offsets - np.round(offsets / step) * step) ** 2))

    shared = sum(error(tops.max() / 127) for _ in tops)
    return shared / sum(error(top / 127) for top in tops)


def optimiser_states_split_over_workers(p2: int, n: int, both: int, width: int) -> float:
    """Keep a ledger of bytes for one worker."""
    held = {"weights": 2.0, "gradients": float(width), "copy": 4.0, "first moment": 4.0, "second moment": 4.0}
    for name in held:
        if name not in ("weights", "gradients") or (both and name == "gradients"):
            held[name] /= n
    return p2 * 1e9 / 2 * sum(held.values()) / 1e9


def segment_length_for_recomputation(k: int, n: int, u: int) -> int:
    """Walk through the network for each divisor and note the highest use of memory."""
    layers = k * n
    peaks = {}
    for length in (size for size in range(1, layers + 1) if layers % size == 0):
        kept = sum(k * u for layer in range(layers) if layer % length == 0)
        peaks[length] = kept + length * n * u
    return min(peaks, key=lambda length: peaks[length])


def gradients_lost_to_zero() -> float:
    """Convert representative values of each bar to half precision."""
    bars = {(-38, -30): 9, (-30, -25): 14, (-25, -24): 5, (-24, -14): 58, (-14, -8): 14}
    lost = 0.0
    for (low, high), share in bars.items():
        values = np.float32(2.0) ** np.linspace(low + 0.01, high - 0.01, 101).astype(np.float32)
        lost += share * float(np.mean(values.astype(np.float16) == 0))
    return lost


def size_of_a_catalogue_in_codes(v: int, d: int, m: int) -> float:
    """Make the arrays and ask them for their size."""
    codes = np.zeros((v * 1000, m), dtype=np.uint8)
    tables = np.zeros((m, 256, d // m), dtype=np.float32)
    return (codes.nbytes + tables.nbytes) / 1000


def when_to_save(n: int, days: int, c: float) -> float:
    """Minimise the loss per minute numerically."""
    rate = n / (days * 1440)
    found = minimize_scalar(
        lambda t: c / np.exp(t) + rate * np.exp(t) / 2, bounds=(0, 12), method="bounded", options={"xatol": 1e-10}
    )
    return float(np.exp(found.x))


def step_that_waits_for_most(n: int, spare: int, c: int, m: int) -> float:
    """Integrate the probability that fewer than the needed number have arrived, by Simpson's rule."""
    times = np.linspace(0, 16 * m, 1601)
    unfinished = binom.cdf(n - spare - 1, n, 1 - np.exp(-times / m))
    return c + float(simpson(unfinished, x=times))


def rungs_of_a_search(data: list[dict[str, float]], seed: int, n: int) -> int:
    """Run the rungs on the rows of the file."""
    running = list(data)
    for epochs in (1, 3, 9):
        running.sort(key=lambda row: row[f"loss_{epochs}"])
        del running[max(1, len(running) // 3) :]
    (winner,) = running
    return int(winner["trial"])


def epochs_spent_on_five_rungs() -> int:
    """Train trial by trial, epoch by epoch."""
    trained = [0] * 81
    for wanted in (1, 3, 9, 27, 81):
        for trial in range(81 // wanted):
            trained[trial] = wanted
    return sum(trained)


def improvement_to_expect(best: int, gap: int, s: int) -> float:
    """Integrate the improvement over the predicted losses, by Simpson's rule."""
    mean, sd = best - gap / 10, s / 10
    losses = np.linspace(mean - 10 * sd, best, 2001)
    density = np.exp(-(((losses - mean) / sd) ** 2) / 2) / (sd * np.sqrt(2 * np.pi))
    return float(simpson((best - losses) * density, x=losses))


def a_search_that_stops_improving() -> dict[str, float]:
    """Build the spread of a score from the binomial distribution and search the number of cases."""

    def points(cases: int) -> float:
        return 100 * float(binom.std(cases, 0.9)) / cases

    cases = next(size for size in range(2500, 20001, 100) if points(size) <= points(2500) / 2 + 1e-12)
    return {"luck": 90 + 2.51 * points(2500), "cases": float(cases)}
