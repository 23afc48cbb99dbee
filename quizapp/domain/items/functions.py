"""The functions of the expression language: a fixed table, each bounded before it computes."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quizapp.domain.items.arguments import Number, each, number, numbers, whole
from quizapp.domain.items.distributions import DISTRIBUTIONS
from quizapp.domain.items.lists import LISTS
from quizapp.domain.items.values import MAX_ELEMENTS, EvaluationError, Value, show


@dataclass(frozen=True)
class Function:
    """A function of the language, how many arguments it takes and how many steps a call costs."""

    call: Callable[..., Value]
    fewest: int
    most: int
    cost: int = 1


def _extreme(choose: Callable[[Sequence[Number]], Number]) -> Callable[..., Value]:
    def call(*arguments: Value) -> Value:
        if len(arguments) == 1:
            return choose(numbers(arguments[0]))
        return choose([number(a) for a in arguments])

    return call


def _round(x: Number, digits: Value = 0) -> Value:
    places = whole(digits)
    if abs(places) > 15:
        raise EvaluationError("expected at most 15 decimals")
    return round(x, places) if places or isinstance(x, int) else round(x)


def _sign(x: Number) -> Value:
    return (x > 0) - (x < 0)


def _factorial(x: Number) -> Value:
    n = whole(x)
    if not 0 <= n <= 17:
        raise EvaluationError("expected a whole number from 0 to 17: 18! exceeds 1e15")
    return math.factorial(n)


def _comb(x: Number, k: Value) -> Value:
    n, chosen = _choice(whole(x), whole(k))
    if min(chosen, n - chosen) > 50:
        raise EvaluationError("the count exceeds 1e15")  # the smallest such count is 102 over 51
    return math.comb(n, chosen)


def _perm(x: Number, k: Value) -> Value:
    n, chosen = _choice(whole(x), whole(k))
    if chosen > 17:
        raise EvaluationError("the count exceeds 1e15")  # the smallest such count is 18!
    return math.perm(n, chosen)


def _choice(n: int, k: int) -> tuple[int, int]:
    if not 0 <= k <= n:
        raise EvaluationError(f"expected 0 <= k <= n, found n = {n} and k = {k}")
    return n, k


def _gamma(x: Number) -> Value:
    return math.gamma(float(x))


def _pick(i: Value, *choices: Value) -> Value:
    if not 0 <= whole(i) < len(choices):
        raise EvaluationError(f"expected an index from 0 to {len(choices) - 1}, found {whole(i)}")
    return choices[whole(i)]


CONSTANTS: dict[str, Value] = {"pi": math.pi, "e": math.e, "True": True, "False": False}

FUNCTIONS: dict[str, Function] = {
    "abs": Function(each(abs), 1, 1),
    "min": Function(_extreme(min), 1, MAX_ELEMENTS),
    "max": Function(_extreme(max), 1, MAX_ELEMENTS),
    "round": Function(each(_round), 1, 2),
    "floor": Function(each(math.floor), 1, 1),
    "ceil": Function(each(math.ceil), 1, 1),
    "sqrt": Function(each(math.sqrt), 1, 1),
    "exp": Function(each(math.exp), 1, 1),
    "log": Function(each(math.log), 1, 1),
    "log2": Function(each(math.log2), 1, 1),
    "log10": Function(each(math.log10), 1, 1),
    "sin": Function(each(math.sin), 1, 1),
    "cos": Function(each(math.cos), 1, 1),
    "tan": Function(each(math.tan), 1, 1),
    "sign": Function(each(_sign), 1, 1),
    "factorial": Function(each(_factorial), 1, 1),
    "comb": Function(each(_comb), 2, 2),
    "perm": Function(each(_perm), 2, 2),
    "gcd": Function(lambda a, b: math.gcd(whole(a), whole(b)), 2, 2),
    "gamma": Function(each(_gamma), 1, 1),
    "text": Function(show, 1, 1),
    "pick": Function(_pick, 2, MAX_ELEMENTS),
    **{name: Function(call, count, count, cost) for name, (call, count, cost) in (DISTRIBUTIONS | LISTS).items()},
}
