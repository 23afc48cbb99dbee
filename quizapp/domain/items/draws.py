"""Random draws from an explicit seed: the same on each machine, for ever.

The uniform numbers are `random.Random(text).random()`, a sequence that Python promises to keep; `portable` makes of
them what is drawn. The name of the function is part of the seed: two functions with one seed don't go together.
"""

import math
import random
from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import accumulate

from quizapp.domain.items.arguments import Function, Number, elements, length, number, numeric, same_length, whole
from quizapp.domain.items.portable import exp_negative, log, normal_quantile
from quizapp.domain.items.values import MAX_ELEMENTS, EvaluationError, Value, show

MAX_MEAN = 500
"""The largest mean of a Poisson draw: beyond it, its probability of 0 comes near the smallest number there is."""
_SEEDING = 100
"""Steps that setting up a sequence takes."""


def _first(function: str, seed: Value, n: Value) -> list[float]:
    """Return n uniform numbers from 0 to below 1; more of them begin with the same ones."""
    key = seed if isinstance(seed, str) else whole(seed)
    uniform = random.Random(f"{function} {key}").random  # noqa: S311 - data for exercises, no secret
    return [uniform() for _ in range(length(n, MAX_ELEMENTS))]


def _draw_uniform(seed: Value, n: Value, low: Value, high: Value) -> Value:
    start, width = number(low), number(high) - number(low)
    if width < 0:
        raise EvaluationError("expected low <= high")
    return tuple([start + width * u for u in _first("uniform", seed, n)])


def _draw_integers(seed: Value, n: Value, low: Value, high: Value) -> Value:
    start, count = whole(low), whole(high) - whole(low) + 1
    if not 0 < count <= 2**53:
        raise EvaluationError("expected low <= high")
    return tuple([start + math.floor(u * count) for u in _first("integers", seed, n)])


def _draw_normal(seed: Value, n: Value, mean: Value, sd: Value) -> Value:
    draws = _first("normal", seed, n)
    spreads = [_at_least_zero(s) for s in _each_of(sd, len(draws))]
    centres = _each_of(mean, len(draws))
    return tuple([m + s * normal_quantile(u) for m, s, u in zip(centres, spreads, draws, strict=True)])


def _draw_exponential(seed: Value, n: Value, rate: Value) -> Value:
    pace = number(rate)
    if pace <= 0:
        raise EvaluationError(f"expected a positive number, found {show(pace)}")
    return tuple([-log(1.0 - u) / pace for u in _first("exponential", seed, n)])


def _draw_bernoulli(seed: Value, n: Value, p: Value) -> Value:
    draws = _first("bernoulli", seed, n)
    chances = _each_of(p, len(draws))
    if not all(0 <= chance <= 1 for chance in chances):
        raise EvaluationError("expected probabilities")
    return tuple([int(u < chance) for u, chance in zip(draws, chances, strict=True)])


def _draw_poisson(seed: Value, n: Value, mean: Value) -> Value:
    draws = _first("poisson", seed, n)
    means = [_poisson_mean(m) for m in _each_of(mean, len(draws))]
    tables = {m: _poisson_table(m) for m in set(means)}
    return tuple([bisect_right(tables[m], u) for u, m in zip(draws, means, strict=True)])


def _poisson_table(mean: float) -> tuple[float, ...]:
    """Sum the probabilities of 0, 1, 2, ... until they add nothing more to a number near 1."""
    probability = exp_negative(mean)
    sums, total, events = [probability], probability, 0
    while events < mean or total + probability != total:
        events += 1
        probability *= mean / events
        total += probability
        sums.append(total)
    return tuple(sums)


def _poisson_mean(value: Number) -> float:
    if not 0 <= value <= MAX_MEAN:
        raise EvaluationError(f"expected a mean from 0 to {MAX_MEAN}, found {show(value)}")
    return float(value)


def _poisson_work(_seed: Value, n: Value, mean: Value) -> int:
    """Count the steps of `_poisson_table` for each different mean."""
    means = {_poisson_mean(m) for m in (numeric(mean) if isinstance(mean, tuple) else (number(mean),))}
    return _SEEDING + 2 * length(n, MAX_ELEMENTS) + int(sum(m + 10.0 * math.sqrt(m) + 30.0 for m in means))


def _each_of(value: Value, n: int) -> Sequence[Number]:
    """Return a parameter for each draw: one for all, or a list of as many."""
    if not isinstance(value, tuple):
        return (number(value),) * n
    same_length(value, range(n))
    return numeric(value)


def _at_least_zero(sd: Number) -> Number:
    if sd < 0:
        raise EvaluationError(f"expected a standard deviation, found {show(sd)}")
    return sd


def _draw_choice(seed: Value, n: Value, x: Value, weights: Value = ()) -> Value:
    choices = elements(x)
    if not choices:
        raise EvaluationError("expected a list with at least one element")
    draws = _first("choice", seed, n)
    if weights == ():
        return tuple([choices[int(u * len(choices))] for u in draws])
    sums = _running(weights, len(choices))
    return tuple([choices[min(bisect_right(sums, u * sums[-1]), len(choices) - 1)] for u in draws])


def _running(weights: Value, n: int) -> list[float]:
    """Sum weights up to each element."""
    listed = numeric(weights)
    same_length(listed, range(n))
    sums = list(accumulate(map(float, listed)))
    if min(listed) < 0 or not 0 < sums[-1] < math.inf:
        raise EvaluationError("expected weights of which none is negative and not all are 0")
    return sums


def _shuffle(seed: Value, x: Value) -> Value:
    return _shuffled("shuffle", seed, elements(x), len(elements(x)))


def _sample(seed: Value, x: Value, k: Value) -> Value:
    return _shuffled("sample", seed, elements(x), length(k, len(elements(x))))


def _shuffled(function: str, seed: Value, x: tuple[Value, ...], k: int) -> Value:
    """Return the first k elements of a shuffled list: Fisher and Yates, from the front."""
    drawn = list(x)
    for i, u in enumerate(_first(function, seed, k)):
        j = i + int(u * (len(drawn) - i))
        drawn[i], drawn[j] = drawn[j], drawn[i]
    return tuple(drawn[:k])


def _per_draw(steps: int) -> Callable[..., int]:
    def work(_seed: Value, n: Value, *_rest: Value) -> int:
        return _SEEDING + steps * length(n, MAX_ELEMENTS)

    return work


def _per_element(_seed: Value, x: Value, *_rest: Value) -> int:
    return _SEEDING + 2 * len(elements(x))


DRAWS: dict[str, Function] = {
    "draw_uniform": Function(_draw_uniform, 4, 4, 1, _per_draw(1)),
    "draw_integers": Function(_draw_integers, 4, 4, 1, _per_draw(2)),
    "draw_normal": Function(_draw_normal, 4, 4, 2, _per_draw(20)),
    "draw_exponential": Function(_draw_exponential, 3, 3, 1, _per_draw(10)),
    "draw_bernoulli": Function(_draw_bernoulli, 3, 3, 2, _per_draw(2)),
    "draw_poisson": Function(_draw_poisson, 3, 3, 2, _poisson_work),
    "draw_choice": Function(_draw_choice, 3, 4, 2, _per_draw(3)),
    "shuffle": Function(_shuffle, 2, 2, 1, _per_element),
    "sample": Function(_sample, 3, 3, 1, _per_element),
}
"""What computes each: the seed first, then how many, then the distribution."""
