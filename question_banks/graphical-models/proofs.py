"""Second paths to the computed keys of the graphical models bank: enumeration, matrices, fractions, integration."""

from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
from scipy import integrate, optimize, stats


def tables_of_a_four_variable_network(a: int, b: int, c: int, d: int) -> str:
    """Take the joint as a model and count its coordinates: rows of each table, one entry less than states in each."""
    rows_of_c = list(product(range(a), range(b)))
    rows_of_d = list(product(range(a), range(c)))
    entries = [(states, 1) for states in (a, b)] + [(c, len(rows_of_c)), (d, len(rows_of_d))]
    return str(sum(1 for states, rows in entries for _ in range(rows) for _ in range(1, states)))


def alarm_with_two_active_causes(leak: int, pa: int, pb: int) -> float:
    """Enumerate which of leak, A and B trigger, with rates solved from the single cases."""
    base = leak / 100
    trigger_a = (pa / 100 - base) / (1 - base)
    trigger_b = (pb / 100 - base) / (1 - base)
    sounds = 0.0
    for fired in product((0, 1), repeat=3):
        weight = 1.0
        for hit, rate in zip(fired, (base, trigger_a, trigger_b), strict=True):
            weight *= rate if hit else 1 - rate
        sounds += weight * any(fired)
    return 100 * sounds


def network_built_from_the_effect() -> float:
    """Draw a generic joint, add the variables in order and search for the smallest parent sets by their entropies."""
    rng = np.random.default_rng(3)
    prior = rng.uniform(0.2, 0.8, 3)
    alarm = rng.uniform(0.1, 0.9, (2, 2, 2))
    joint = np.zeros((2, 2, 2, 2))  # alarm, fault 1, fault 2, fault 3
    for faults in product((0, 1), repeat=3):
        chance = float(np.prod([q if f else 1 - q for q, f in zip(prior, faults, strict=True)]))
        joint[(1, *faults)] = chance * alarm[faults]
        joint[(0, *faults)] = chance * (1 - alarm[faults])
    parameters = 0
    for variable in range(4):
        earlier = range(variable)
        wanted = _conditional_entropy(joint, variable, tuple(earlier))
        sizes = [
            len(parents)
            for parents in _subsets(variable)
            if abs(_conditional_entropy(joint, variable, parents) - wanted) < 1e-12
        ]
        parameters += 2 ** min(sizes)
    return float(parameters)


def _subsets(count: int) -> list[tuple[int, ...]]:
    return [tuple(i for i in range(count) if mask >> i & 1) for mask in range(2**count)]


def _entropy(joint: Any, variables: tuple[int, ...]) -> float:
    others = tuple(axis for axis in range(joint.ndim) if axis not in variables)
    cells = joint.sum(axis=others)
    return float(-(cells * np.log(cells)).sum())


def _conditional_entropy(joint: Any, variable: int, given: tuple[int, ...]) -> float:
    return _entropy(joint, (variable, *given)) - (_entropy(joint, given) if given else 0.0)


LETTERS = "ABCDEFGHJKLMNPQRSTUVWXY"


def _names(start: int, stride: int, count: int) -> list[str]:
    return [LETTERS[(start + stride * i) % 23] for i in range(count)]


def _covariance(names: list[str], arrows: list[tuple[str, str]]) -> Any:
    """Give each arrow a generic coefficient in a linear model with unit noise: x = B x + noise."""
    coefficients = np.zeros((len(names), len(names)))
    for place, (origin, target) in enumerate(arrows):
        coefficients[names.index(target), names.index(origin)] = 0.7 + 0.11 * place
    mixing = np.linalg.inv(np.eye(len(names)) - coefficients)
    return mixing @ mixing.T


def _independent(covariance: Any, i: int, j: int, given: list[int]) -> bool:
    """Ask whether the partial covariance of a generic linear model vanishes."""
    kept = [i, j, *given]
    precision = np.linalg.inv(covariance[np.ix_(kept, kept)])
    return bool(abs(precision[0, 1]) < 1e-9)


def independences_stated_by_a_graph(start: int, stride: int, top: int, side: int) -> list[str]:
    """Test partial covariances of a linear model on the same arrows."""
    names = _names(start, stride, 6)
    a, b, c, d, g, h = names
    arrows = [(a, c), (b, c), (c, d), (h, a) if top else (a, h), (b, g) if side else (g, b)]
    covariance = _covariance(names, arrows)
    pairs = [(a, b, ""), (a, b, d), (h, d, c), (h, g, c), (c, g, b), (c, g, "")]
    return [
        f"{x} and {y}, given {z}" if z else f"{x} and {y}, nothing given"
        for x, y, z in pairs
        if _independent(covariance, names.index(x), names.index(y), [names.index(z)] if z else [])
    ]


def smallest_set_that_shields_a_variable(start: int, stride: int, top: int, side: int) -> str:
    """Read the neighbours of the variable off the precision matrix of a linear model on the same arrows."""
    names = _names(start, stride, 7)
    t, p, c, s, g, b, d = names
    arrows = [(p, t), (p, b), (t, c), (s, c), (c, d), (g, p) if top else (p, g)]
    precision = np.linalg.inv(_covariance(names, arrows))
    return "".join(sorted(name for name, entry in zip(names[1:], precision[0, 1:], strict=True) if abs(entry) > 1e-9))


def diagnosis_of_a_cooling_unit() -> dict[str, float]:
    """Enumerate dust, fan, pump, heat and noise with some table for dust and heat."""
    dust = 0.3
    total = worn = 0.0
    for fan_and_dust in ((1, 1, dust * 0.2), (0, 1, dust * 0.8), (1, 0, 0.1 - dust * 0.2), (0, 0, 0.9 - dust * 0.8)):
        fan, _, weight = fan_and_dust
        for pump, heat in product((0, 1), repeat=2):
            hot = 1 - 0.95 * 0.4**fan * 0.3**pump
            chance = weight * (0.2 if pump else 0.8) * (hot if heat else 1 - hot) * (0.7 if pump else 0.1)
            total += chance
            worn += chance * fan
    return {"noise-alone": 100 * worn / total}


def agreement_in_a_triangle(a: int, b: int, c: int) -> float:
    """Sum over the eight states."""
    equal = total = 0
    for x, y, z in product((0, 1), repeat=3):
        weight = (a if x == y else 1) * (b if y == z else 1) * (c if x == z else 1)
        total += weight
        equal += weight * (x == y)
    return 100 * equal / total


def pixel_against_its_observation(k: int, coupling: float, field: float) -> float:
    """Weigh both values of the pixel by the full exponent, neighbour by neighbour."""
    neighbours = [1] * k + [-1] * (4 - k)
    seen = -1 if k > 2 else 1
    weights = {x: float(np.exp(sum(coupling * x * n for n in neighbours) + field * x * seen)) for x in (-1, 1)}
    return 100 * weights[1] / sum(weights.values())


def reading_predicted_from_the_other_sites() -> float:
    """Regress through the covariance matrix."""
    precision = np.array([[3, -1, 0, -1], [-1, 4, -2, 0], [0, -2, 5, -1], [-1, 0, -1, 3]], dtype=float)
    covariance = np.linalg.inv(precision)
    others = [0, 2, 3]
    return float(covariance[1, others] @ np.linalg.solve(covariance[np.ix_(others, others)], np.array([2, 5, 10.0])))


def second_fault_comes_to_light(a: int, b: int, r: int) -> str:
    """Add up the joint of both faults and the bell, in whole numbers."""
    weights = {0: 0, 1: 0}
    for fault_a, fault_b in product((0, 1), repeat=2):
        if fault_b:
            weights[fault_a] += (a if fault_a else 100 - a) * b * (r if fault_a or fault_b else 0)
    return f"{100 * weights[1] / sum(weights.values()):g} %"


def largest_product_of_an_elimination(a: int, b: int, c: int, d: int, f: int) -> float:
    """Carry the elimination out on arrays of ones and watch the size of the products."""
    sizes = dict(zip("ABCDF", (a, b, c, d, f), strict=True))
    factors = [set("AB"), set("BC"), set("CD"), set("DF"), set("AF")]
    largest = 0
    for variable in "ABCD":
        scope = set().union(*(factor for factor in factors if variable in factor))
        largest = max(largest, np.ones([sizes[name] for name in sorted(scope)]).size)
        factors = [factor for factor in factors if variable not in factor] + [scope - {variable}]
    return float(largest)


def which_press_made_the_batch(share: int, p: int, q: int, n: int, k: int) -> float:
    """Update the odds of the presses part by part, in exact fractions."""
    odds = Fraction(share, 100 - share)
    for part in range(n):
        odds *= Fraction(p, q) if part < k else Fraction(100 - p, 100 - q)
    return float(100 * odds / (1 + odds))


def two_kinds_of_hours(data: list[dict[str, int]], seed: int, n: int) -> float:
    """Run EM with loops over the rows of the file."""
    weights, means = [0.5, 0.5], [1.0, 6.0]
    for _ in range(2):
        mass, total = [0.0, 0.0], [0.0, 0.0]
        for row in data:
            likely = [w * float(stats.poisson.pmf(row["calls"], m)) for w, m in zip(weights, means, strict=True)]
            for j in (0, 1):
                mass[j] += likely[j] / sum(likely)
                total[j] += likely[j] / sum(likely) * row["calls"]
        weights = [m / len(data) for m in mass]
        means = [t / m for t, m in zip(total, mass, strict=True)]
    return max(means)


def a_day_with_the_total_alone() -> float:
    """Average kind A over all splits of the total, weighted by their Poisson probabilities, then over the days."""
    splits = [float(stats.poisson.pmf(k, 5) * stats.poisson.pmf(16 - k, 3)) for k in range(17)]
    expected = sum(k * weight for k, weight in enumerate(splits)) / sum(splits)
    return (6 + 8 + expected) / 3


def likelihood_after_the_m_step() -> float:
    """Build joint weights of a hidden bit with these numbers and add them up."""
    q, posterior = (0.5, 0.5), _posterior_at_divergence(3.0)
    bound = -240.0 + 12.5
    # bound = sum q log(p(x, z) / q) with p(x, z) = evidence * posterior: solve for the evidence, then sum over z
    offset = bound - sum(a * float(np.log(b / a)) for a, b in zip(q, posterior, strict=True))
    logs = [offset + float(np.log(b)) for b in posterior]
    return float(np.logaddexp(*logs))


def _posterior_at_divergence(wanted: float) -> tuple[float, float]:
    def gap(t: float) -> float:
        return 0.5 * float(np.log(0.5 / t) + np.log(0.5 / (1 - t))) - wanted

    t = float(optimize.brentq(gap, 1e-9, 0.5, xtol=1e-15))
    return t, 1 - t


def states_behind_five_readings(readings: str, stay_n: int, stay_f: int, high_n: int, high_f: int) -> str:
    """Run the Viterbi recursion in whole numbers."""
    stay, high = {"N": stay_n, "F": stay_f}, {"N": high_n, "F": high_f}

    def fit(state: str, reading: str) -> int:
        return high[state] if reading == "H" else 100 - high[state]

    best = {state: (fit(state, readings[0]), state) for state in "NF"}
    for reading in readings[1:]:
        best = {
            state: max(
                (value * (stay[last] if last == state else 100 - stay[last]) * fit(state, reading), path + state)
                for last, (value, path) in best.items()
            )
            for state in "NF"
        }
    return max(best.values())[1]


def is_the_tool_worn_now(data: list[dict[str, int]], seed: int, stay_s: int, stay_w: int) -> float:
    """Multiply transition and emission matrices along the file."""
    move = np.array([[stay_s, 100 - stay_s], [100 - stay_w, stay_w]]) / 100
    shown = np.array([[0.6, 0.3, 0.1], [0.2, 0.3, 0.5]])
    weights = np.array([0.5, 0.5])
    for step, row in enumerate(data):
        weights = (weights @ move if step else weights) * shown[:, row["level"] - 1]
    return float(100 * weights[1] / weights.sum())


def transition_after_one_round_of_training() -> float:
    """Maximise the expected log-likelihood of the transitions from A."""
    leaving = 0.35 + 0.2 + 0.35
    staying = (0.9 - 0.35) + (0.6 - 0.2) + (0.5 - 0.35)

    def slope(p: float) -> float:
        return leaving / p - staying / (1 - p)

    return float(optimize.brentq(slope, 1e-6, 1 - 1e-6, xtol=1e-12))


def acceptance_of_a_lopsided_proposal(u: int, v: int, s: int, t: int) -> float:
    """Find the acceptance that makes the flows of a two-state chain balance, with the larger acceptance at one."""
    there, back = Fraction(u * s), Fraction(v * t)
    accept = {"there": Fraction(1), "back": Fraction(1)}
    accept["there" if there > back else "back"] *= min(there, back) / max(there, back)
    return float(100 * accept["there"])


def worth_of_a_gibbs_run(percent: int, n: int) -> float:
    """Push the chain's sweep matrix through its lags and sum the autocovariances of X."""
    rho = percent / 100
    sweep = np.array([[0.0, rho], [0.0, rho * rho]])  # new X and new Y from the old pair
    covariance = np.array([[1.0, rho], [rho, 1.0]])
    total, lagged = 1.0, covariance
    while abs(lagged[0, 0]) > 1e-16:
        lagged = sweep @ lagged
        total += 2 * float(lagged[0, 0])
    return n / total


def list_of_accepted_moves() -> float:
    """Take the stationary chain of the code and weigh the recorded moves by how often they happen."""
    leave = {1: min(1.0, 0.2 / 0.8), 2: min(1.0, 0.8 / 0.2)}
    step = np.array([[1 - leave[1], leave[1]], [leave[2], 1 - leave[2]]])
    share = np.linalg.matrix_power(step, 500)[0]
    into_one = share[1] * leave[2]
    into_two = share[0] * leave[1]
    return float(into_one / (into_one + into_two))


def spread_of_a_factorised_posterior() -> float:
    """Minimise the divergence numerically over the variances of both factors."""
    precision = np.linalg.inv(np.array([[4.0, 4.8], [4.8, 9.0]]))

    def divergence(logs: Any) -> float:
        spread = np.exp(logs)
        return float(0.5 * (np.trace(precision @ np.diag(spread)) - logs.sum()))

    best = optimize.minimize(divergence, np.zeros(2), method="BFGS", options={"gtol": 1e-10})
    return float(np.exp(best.x[0]))


def next_two_grips_both_hold(a: int, b: int, n: int, k: int) -> float:
    """Integrate the squared share over the unnormalised posterior."""

    def weight(share: float) -> float:
        return share ** (a + k - 1) * (1 - share) ** (b + n - k - 1)

    top, _ = integrate.quad(lambda share: share * share * weight(share), 0, 1, epsabs=0, epsrel=1e-11)
    bottom, _ = integrate.quad(weight, 0, 1, epsabs=0, epsrel=1e-11)
    return 100 * float(top) / float(bottom)


def machine_with_the_highest_fault_rate(data: list[dict[str, int]], seed: int, shape: int, n: int) -> int:
    """Average the rate over a grid, weighted by prior times likelihood."""
    grid = np.linspace(0.005, 30, 6000)
    means = []
    for row in data:
        logs = stats.gamma.logpdf(grid, shape, scale=2 / shape) + stats.poisson.logpmf(
            row["faults"], grid * row["days"]
        )
        weights = np.exp(logs - logs.max())
        means.append(float(weights @ grid / weights.sum()))
    return data[int(np.argmax(means))]["machine"]


def fair_coin_or_unknown_bias() -> float:
    """Integrate the binomial likelihood over the uniform prior."""
    unknown, _ = integrate.quad(lambda p: float(stats.binom.pmf(9, 12, p)), 0, 1)
    fair = float(stats.binom.pmf(9, 12, 0.5))
    return 100 * fair / (fair + float(unknown))


def faults_per_hour_on_a_line() -> dict[str, float]:
    """Put the posterior on a grid; take the predictive variance from the counts' probabilities."""
    grid = np.linspace(0.001, 12, 24001)
    prior = stats.gamma.pdf(grid, 4, scale=1 / 2)

    def posterior(hours: float, faults: float) -> Any:
        logs = np.log(prior) - hours * grid + faults * np.log(grid)
        weights = np.exp(logs - logs.max())
        return weights / weights.sum()

    seen = posterior(10, 32)
    counts = np.arange(60)
    chances = np.array([float(seen @ stats.poisson.pmf(count, grid)) for count in counts])
    predicted = float(chances @ counts)

    def weight(hours: float) -> float:
        """By how much the posterior mean moves when the observed rate rises by one."""
        low, high = (float(posterior(hours, hours * rate) @ grid) for rate in (3.0, 4.0))
        return high - low

    hours = optimize.brentq(lambda t: weight(t) - 0.9, 1, 60, xtol=1e-10)
    return {"mean": float(seen @ grid), "weight": float(hours), "next-hour": float(chances @ counts**2) - predicted**2}


def order_of_drawing_a_sample(start: int, stride: int, early: int, late: int) -> list[str]:
    """Draw whichever variable has all its parents, round after round."""
    n = _names(start, stride, 5)
    parents = {name: set(n[i - 1 : i]) if i else set() for i, name in enumerate(n)}
    parents[n[early]].add(n[0])
    parents[n[4]].add(n[late])
    drawn: list[str] = []
    while len(drawn) < 5:
        ready = [name for name in sorted(n) if name not in drawn and parents[name] <= set(drawn)]
        if len(ready) != 1:
            raise ValueError("more than one order")
        drawn += ready
    return drawn


def draws_until_enough_show_the_evidence(p: int, hit: int, false: int, m: int) -> float:
    """Sum the chances that a kept draw takes exactly k draws, times k, for each of the m."""
    off = (p * (100 - hit) + (100 - p) * (100 - false)) / 10000
    draws = np.arange(1, 6000)
    return float(m * np.sum(draws * off ** (draws - 1) * (1 - off)))
