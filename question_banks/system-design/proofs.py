"""Second paths to the computed keys: event by event simulation, enumeration, exact sums and special functions."""

from itertools import permutations, product

import numpy as np
from scipy.special import digamma


def forecasts_for_a_night() -> dict[str, float]:
    """Add cores and shares one by one until the night is full."""
    seconds = (5 * 60 - 60 - 30 - 20) * 60
    cores = 1
    while 6_000_000 / (4 * cores) > 0.75 * seconds:
        cores += 1
    low, high = 0.0, 1.0
    for _ in range(60):
        share = (low + high) / 2
        low, high = (share, high) if 20 * share + (1 - share) < 3 else (low, share)
    return {"cores": cores, "heavy": 100 * low}


def titles_translated_in_advance(n: int, k: int) -> float:
    """Harmonic numbers by the digamma function."""
    head, pages = digamma([1000 * k + 1, 1_000_000 * n + 1]) + np.euler_gamma
    return float(100 * head / pages)


def balances_as_known_when_asked(data: list, seed: int, accounts: int) -> int:
    """Walk through the requests and look at what could be read."""
    total = 0
    for request in data:
        if request["kind"] != "request":
            continue
        known = [row for row in data if row["kind"] == "balance" and row["account"] == request["account"]]
        known = [row for row in known if row["readable"] <= request["day"]]
        total += max(known, key=lambda row: row["day"])["points"]
    return total


def age_of_a_nightly_feature(every: int, takes: int) -> float:
    """Ask once a minute for a long time and look up which run serves."""
    minutes = np.arange(20 * 60 * every, 40 * 60 * every) + 0.5
    run = np.floor((minutes - takes) / (60 * every))
    return float(np.mean(minutes - run * 60 * every) / 60)


def zeros_in_live_requests() -> dict[str, float]:
    """Count whole requests and clicks among 200,000 of them."""
    requests = np.array([90_000, 50_000, 60_000])
    zeros = requests * np.array([4, 4, 100]) // 100
    old = requests * np.array([50, 52, 48]) // 1000
    new = requests * np.array([53, 55, 38]) // 1000
    return {"zeros": float(zeros.sum() / 2000), "change": float(100 * (new.sum() - old.sum()) / old.sum())}


def answers_from_all_shards(slow: int, n: int) -> float:
    """Add up the binomial chances of one, two, ... slow calls."""
    p, chance, total = slow / 10_000, (1 - slow / 10_000) ** n, 0.0
    for k in range(1, n + 1):
        chance *= (n - k + 1) / k * p / (1 - p)
        total += chance
    return 100 * total


def slowest_shard_in_a_file(data: list, seed: int, requests: int) -> float:
    """Keep the slowest call of each request and count down from the top."""
    slowest: dict[int, float] = {}
    for row in data:
        slowest[row["request"]] = max(slowest.get(row["request"], 0.0), row["ms"])
    above = requests - -(-9 * requests // 10)
    return sorted(slowest.values(), reverse=True)[above]


def time_in_system_after_growth(s: int, u: int, g: int) -> float:
    """Sum the stationary distribution of the number in the system and divide by the arrival rate."""
    per_ms = 10 * u / s * (1 + g / 100) / 1000
    states = np.arange(4000)
    weights = np.exp(states * np.log(per_ms * s))
    return float((states * weights).sum() / weights.sum() / per_ms)


def a_second_copy_after_ten_ms() -> float:
    """Enumerate the bands of both copies, then multiply shard by shard."""
    bands = [(10.0, 0.95), (90.0, 0.035), (100.0, 0.005), (1000.0, 0.01)]
    late = 0.0
    for (first, p), (second, q) in product(bands, bands):
        answered = min(first, 10 + second) if first > 10 else first
        late += p * q * (answered > 100)
    fine = 1.0
    for _ in range(100):
        fine *= 1 - late
    return 100 * (1 - fine)


def three_tries_on_each_level() -> int:
    """Let the calls fail one by one and count those that reach the store."""

    def call(level: int) -> int:
        return 1 if level == 0 else sum(call(level - 1) for _ in range(3))

    return call(3)


def servers_replaced_in_groups(servers: int, u: int, limit: int, minutes: int) -> int:
    """Try group sizes from large to small and replace the servers group by group."""
    size = next(k for k in range(servers - 1, 0, -1) if servers * u <= limit * (servers - k))
    left, clock = servers, 0
    while left > 0:
        left -= size
        clock += minutes
    return clock


def two_servers_with_a_new_ranker() -> dict[str, float]:
    """The deviation of the difference from the chance of each server pair to get an empty answer."""
    requests, empty = 50_000, np.array([900, 500])
    variance = requests * np.sum(empty / requests)
    return {"distance": float((empty[0] - empty[1]) / variance**0.5)}


def days_until_the_alarm(delay: int, window: int, before: int, drop: int, allowed: int) -> int:
    """Live through the days until the monitor alarms."""
    evening = 1
    while True:
        known = range(evening - delay - window + 1, evening - delay + 1)
        if sum(before - drop * (day >= 1) for day in known) < window * (before - allowed):
            return evening
        evening += 1


def index_between_training_and_live(data: list, seed: int, n: int, m: int) -> float:
    """Add the divergences in both directions between two histograms."""
    edges = [0, 10, 30, 1e9]
    shares = []
    for source in ("training", "live"):
        counts, _ = np.histogram([row["minutes"] for row in data if row["source"] == source], edges)
        shares.append(counts / counts.sum())
    p, q = shares
    return float(np.sum(q * np.log(q)) - np.sum(q * np.log(p)) + np.sum(p * np.log(p)) - np.sum(p * np.log(q)))


def months_until_own_service_pays(calls: int, price: float, building: int, months: int, running: int) -> int:
    """Pay both bills month by month until the own service has cost less."""
    buy = own = month = 0.0
    own += building
    while month < months or own > buy:
        month += 1
        buy += calls * price
        own += calls * price if month <= months else running
    return int(month)


def which_doubt_to_settle_first(lengths: str, risks: str) -> list[str]:
    """Try all orders and keep the one with the fewest weeks on average."""
    names = ["Rights to the pictures", "Speed on the device", "Accuracy on worn labels", "Power use over a day"]
    checks = [(name, int(w), 10 * int(f)) for name, w, f in zip(names, lengths, risks, strict=True)]

    def mean_weeks(order: tuple) -> float:
        total, alive = 0.0, 1.0
        for _, weeks, fails in order:
            total += alive * weeks
            alive *= 1 - fails / 100
        return total

    best = min(permutations(checks), key=mean_weeks)
    return [f"{name}: {weeks} weeks, fails with {fails} %" for name, weeks, fails in best]


def two_months_before_signing() -> float:
    """Enumerate all plans: what to do now, and what to do after two months for each demand."""

    def year(by_call: bool, later: str, calls: int) -> float:
        first = 2 * (0.05 * calls if by_call else 6500)
        return first + 10 * (0.05 * calls if by_call and later == "call" else 6500)

    demands = [(0.6, 200_000), (0.4, 20_000)]
    now = [sum(p * year(by_call, "call", calls) for p, calls in demands) for by_call in (True, False)]
    waiting = sum(p * min(year(True, later, calls) for later in ("call", "contract")) for p, calls in demands)
    return min(now) - waiting


def machines_for_the_busiest_hour(requests: int, peak: float, rate: int, load: int, price: float) -> float:
    """Add machines until the load of the busiest hour is low enough, then pay hour by hour."""
    in_the_hour = requests * 1_000_000 / 24 * peak
    machines = 1
    while in_the_hour / (machines * rate * 3600) > load / 100:
        machines += 1
    return sum(machines * price for _ in range(720))


def hours_saved_by_following_the_load(data: list, seed: int, one: int, hours: int) -> int:
    """Count the idle machines of each hour."""
    needs = [max(2, -(-row["requests"] // one)) for row in data]
    return sum(max(needs) - need for need in needs)


def catalogue_in_four_languages() -> dict[str, float]:
    """Translate in steps of one hour until nothing is left."""
    words, gpu_hours = 4 * 25_000_000 * 90 * 60 // 100, 0
    while words > 0:
        words -= 600 * 3600
        gpu_hours += 1
    gpus = next(n for n in range(1, 100) if n * 10 * 24 >= gpu_hours)
    return {"machine-cost": gpu_hours * 1.8, "gpus": gpus}


def machines_to_reserve() -> int:
    """Total cost of each number of reserved machines."""
    shares = {2: 10, 3: 15, 4: 20, 5: 25, 6: 18, 7: 12}

    def cost(reserved: int) -> float:
        return 0.6 * reserved + sum(share / 100 * max(0, need - reserved) for need, share in shares.items())

    return min(range(9), key=cost)
