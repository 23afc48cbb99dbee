"""Distributions of counts: probabilities, distribution functions and quantiles."""

import math
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate
from statistics import NormalDist

from quizapp.domain.items.arguments import Function, Number, each, number, whole
from quizapp.domain.items.densities import binomial_term, poisson_term
from quizapp.domain.items.distributions import guard, inside, positive, special
from quizapp.domain.items.values import EvaluationError, Value, show

MAX_TRIALS = 10**7
MAX_POPULATION = 10_000
MAX_HYPERGEOMETRIC = 1_000
"""The smaller of what is drawn and what counts as a success: so many terms are summed."""

_mean = guard(0.0, 1.0000001e9, "a positive number of at most 1e9")
_chance = guard(0.0, math.nextafter(1.0, 2.0), "a probability above 0")


def _probability(value: Value) -> float:
    p = float(number(value))
    if not 0.0 <= p <= 1.0:
        raise EvaluationError(f"expected a probability, found {show(p)}")
    return p


def _trials(n: Value) -> int:
    trials = whole(n)
    if not 0 <= trials <= MAX_TRIALS:
        raise EvaluationError("expected between 0 and 1e7 trials")
    return trials


def _smallest(cdf: Callable[[int], float], p: float, mean: float, sd: float) -> int:
    """Return the smallest count whose distribution function reaches p, starting from the normal approximation."""
    width = 1 + int(sd / 16.0)
    above = max(0, math.floor(mean + sd * NormalDist().inv_cdf(p)))
    while cdf(above) < p:
        above, width = above + width, 2 * width
    below, width = above - 1 - int(sd / 16.0), 1 + int(sd / 16.0)
    while below >= 0 and cdf(below) >= p:
        above, below, width = below, below - width, 2 * width
    below = max(below, -1)
    while above - below > 1:
        middle = (above + below) // 2
        above, below = (middle, below) if cdf(middle) >= p else (above, middle)
    return above


def _binomial_pmf(k: Number, n: Value, p: Value) -> Value:
    successes, trials, chance = whole(k), _trials(n), _probability(p)
    if not 0 <= successes <= trials:
        return 0.0
    return binomial_term(float(successes), float(trials), chance, 1.0 - chance)


def _binomial_cdf(k: Number, n: Value, p: Value) -> Value:
    return _binomial_sum(math.floor(k), _trials(n), _probability(p))


def _binomial_sum(successes: int, trials: int, chance: float) -> float:
    if successes < 0:
        return 0.0
    if successes >= trials:
        return 1.0
    return float(special().betainc(trials - successes, successes + 1, 1.0 - chance))


def _binomial_quantile(p: Number, n: Value, chance: Value) -> Value:
    share, trials, each_time = inside(p), _trials(n), _probability(chance)
    sd = math.sqrt(trials * each_time * (1.0 - each_time))
    return _smallest(lambda k: _binomial_sum(k, trials, each_time), share, trials * each_time, sd)


def _poisson_pmf(k: Number, m: Value) -> Value:
    events, mean = whole(k), positive(m)
    return poisson_term(float(events), mean) if events >= 0 else 0.0


def _poisson_cdf(k: Number, m: Value) -> Value:
    return _poisson_sum(math.floor(k), positive(m))


def _poisson_sum(events: int, mean: float) -> float:
    return 0.0 if events < 0 else float(special().gammaincc(events + 1, mean))


def _poisson_quantile(p: Number, m: Value) -> Value:
    share, mean = inside(p), _mean(m)
    return _smallest(lambda k: _poisson_sum(k, mean), share, mean, math.sqrt(mean))


def _geometric_pmf(k: Number, p: Value) -> Value:
    trial, chance = whole(k), _chance(p)
    if trial < 1 or chance == 1.0:
        return float(trial == 1)
    return chance * math.exp((trial - 1) * math.log1p(-chance))


def _geometric_cdf(k: Number, p: Value) -> Value:
    return _geometric_sum(math.floor(k), _chance(p))


def _geometric_sum(trials: int, chance: float) -> float:
    if trials < 1 or chance == 1.0:
        return float(trials >= 1)
    return -math.expm1(trials * math.log1p(-chance))


def _geometric_quantile(p: Number, chance: Value) -> Value:
    share, each_time = inside(p), _chance(chance)
    if each_time == 1.0:
        return 1
    guess = max(1, math.floor(math.log1p(-share) / math.log1p(-each_time)))
    return next(k for k in range(guess, guess + 3) if _geometric_sum(k, each_time) >= share or k == guess + 2)


def _sizes(population: Value, successes: Value, draws: Value) -> tuple[int, int, int]:
    """Return the sizes; which of the last two is drawn and which counts as a success is all the same."""
    n, a, b = whole(population), whole(successes), whole(draws)
    if not 0 <= n <= MAX_POPULATION or not 0 <= a <= n or not 0 <= b <= n:
        raise EvaluationError(f"expected a population of at most {MAX_POPULATION:,}, and no more successes or draws")
    if min(a, b) > MAX_HYPERGEOMETRIC:
        raise EvaluationError(f"expected at most {MAX_HYPERGEOMETRIC:,} successes or draws")
    return n, max(a, b), min(a, b)


@lru_cache(maxsize=4)
def _hypergeometric(n: int, successes: int, draws: int) -> tuple[int, tuple[float, ...], tuple[float, ...]]:
    """Return the smallest count there can be, the probabilities from it on and their sums.

    Each is a ratio of two integers, rounded once.
    """
    lowest = max(0, draws - (n - successes))
    ways = [math.comb(successes, lowest) * math.comb(n - successes, draws - lowest)]
    for k in range(lowest, draws):
        ways.append(ways[-1] * (successes - k) * (draws - k) // ((k + 1) * (n - successes - draws + k + 1)))
    total = math.comb(n, draws)
    return lowest, tuple(w / total for w in ways), tuple(w / total for w in accumulate(ways))


def _hypergeometric_pmf(k: Number, population: Value, successes: Value, draws: Value) -> Value:
    lowest, probabilities, _ = _hypergeometric(*_sizes(population, successes, draws))
    place = whole(k) - lowest
    return probabilities[place] if 0 <= place < len(probabilities) else 0.0


def _hypergeometric_cdf(k: Number, population: Value, successes: Value, draws: Value) -> Value:
    lowest, _, sums = _hypergeometric(*_sizes(population, successes, draws))
    place = min(math.floor(k) - lowest, len(sums) - 1)
    return sums[place] if place >= 0 else 0.0


def _hypergeometric_quantile(p: Number, population: Value, successes: Value, draws: Value) -> Value:
    lowest, _, sums = _hypergeometric(*_sizes(population, successes, draws))
    return lowest + bisect_left(sums, inside(p))


def _hypergeometric_work(_first: Value, population: Value, successes: Value, draws: Value) -> int:
    """Count the steps of `_hypergeometric`: its integers grow with their number."""
    _, _, terms = _sizes(population, successes, draws)
    return 100 + terms * (10 + terms // 50)


COUNTS: dict[str, Function] = {
    "binomial_pmf": Function(each(_binomial_pmf), 3, 3, 25),
    "binomial_cdf": Function(each(_binomial_cdf), 3, 3, 40),
    "binomial_quantile": Function(each(_binomial_quantile), 3, 3, 400),
    "poisson_pmf": Function(each(_poisson_pmf), 2, 2, 20),
    "poisson_cdf": Function(each(_poisson_cdf), 2, 2, 20),
    "poisson_quantile": Function(each(_poisson_quantile), 2, 2, 250),
    "geometric_pmf": Function(each(_geometric_pmf), 2, 2, 10),
    "geometric_cdf": Function(each(_geometric_cdf), 2, 2, 10),
    "geometric_quantile": Function(each(_geometric_quantile), 2, 2, 15),
    "hypergeometric_pmf": Function(each(_hypergeometric_pmf), 4, 4, 15, _hypergeometric_work),
    "hypergeometric_cdf": Function(each(_hypergeometric_cdf), 4, 4, 15, _hypergeometric_work),
    "hypergeometric_quantile": Function(each(_hypergeometric_quantile), 4, 4, 15, _hypergeometric_work),
}
"""What computes each; the first argument may be a list."""
