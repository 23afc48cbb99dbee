"""Elementary functions of numbers, and masks: lists of 0 and 1 that say where something holds."""

import math
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat

from quizapp.domain.items.arguments import Function, Number, each, elements, number, numbers, same_length, whole
from quizapp.domain.items.operators import elementwise, pairwise
from quizapp.domain.items.values import EvaluationError, Value, show

MAX_ARGUMENTS = 64


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


def _logit(p: Number) -> Value:
    if not 0 < p < 1:
        raise EvaluationError(f"expected a probability strictly between 0 and 1, found {show(p)}")
    return math.log(p) - math.log1p(-p)


def _sigmoid(x: Number) -> Value:
    return 1.0 / (1.0 + math.exp(-x)) if x >= 0 else math.exp(x) / (1.0 + math.exp(x))


def _softmax(x: Value) -> Value:
    scores = numbers(x)
    top = max(scores)
    weights = [math.exp(score - top) for score in scores]
    total = math.fsum(weights)
    return tuple([weight / total for weight in weights])


def _clip(x: Number, low: Value, high: Value) -> Value:
    least, most = number(low), number(high)
    if least > most:
        raise EvaluationError(f"expected low <= high, found {show(least)} and {show(most)}")
    return min(max(x, least), most)


def _compared(holds: Callable[[Value, Value], bool]) -> Callable[[Value, Value], Value]:
    """Make a comparison that yields 1 or 0, element by element when a side is a list."""

    def apply(a: Value, b: Value) -> Value:
        if isinstance(a, tuple) or isinstance(b, tuple):
            return elementwise(apply, a, b)
        return int(holds(a, b))

    return apply


def mask_of(value: Value) -> list[bool]:
    """Return a list of 0 and 1 as truth values."""
    found = elements(value)
    if not all(element in (0, 1) for element in found):
        raise EvaluationError("expected a list of 0 and 1, such as `less(x, 3)` gives")
    return [element == 1 for element in found]


def _where(mask: Value, yes: Value, no: Value) -> Value:
    if not isinstance(mask, tuple):
        return yes if mask_of((mask,))[0] else no
    chosen = mask_of(mask)
    pairs = zip(chosen, _spread(yes, mask), _spread(no, mask), strict=False)
    return tuple([a if holds else b for holds, a, b in pairs])


def _spread(value: Value, like: tuple[Value, ...]) -> Iterable[Value]:
    """Return a list as it is, if as long as another, and one value as often as needed."""
    if not isinstance(value, tuple):
        return repeat(value)
    same_length(value, like)
    return value


ELEMENTARY: dict[str, Function] = {
    "abs": Function(each(abs), 1, 1),
    "min": Function(_extreme(min), 1, MAX_ARGUMENTS),
    "max": Function(_extreme(max), 1, MAX_ARGUMENTS),
    "clip": Function(each(_clip), 3, 3, 4),
    "round": Function(each(_round), 1, 2, 4),
    "floor": Function(each(math.floor), 1, 1),
    "ceil": Function(each(math.ceil), 1, 1),
    "sign": Function(each(_sign), 1, 1),
    "sqrt": Function(each(math.sqrt), 1, 1),
    "hypot": Function(pairwise(math.hypot), 2, 2),
    "exp": Function(each(math.exp), 1, 1),
    "expm1": Function(each(math.expm1), 1, 1),
    "log": Function(each(math.log), 1, 1),
    "log1p": Function(each(math.log1p), 1, 1),
    "log2": Function(each(math.log2), 1, 1),
    "log10": Function(each(math.log10), 1, 1),
    "sin": Function(each(math.sin), 1, 1),
    "cos": Function(each(math.cos), 1, 1),
    "tan": Function(each(math.tan), 1, 1),
    "asin": Function(each(math.asin), 1, 1),
    "acos": Function(each(math.acos), 1, 1),
    "atan": Function(each(math.atan), 1, 1),
    "tanh": Function(each(math.tanh), 1, 1),
    "erf": Function(each(math.erf), 1, 1),
    "gamma": Function(each(_gamma), 1, 1),
    "logit": Function(each(_logit), 1, 1, 3),
    "sigmoid": Function(each(_sigmoid), 1, 1, 2),
    "softmax": Function(_softmax, 1, 1, 2),
    "factorial": Function(each(_factorial), 1, 1, 2),
    "comb": Function(each(_comb), 2, 2, 10),
    "perm": Function(each(_perm), 2, 2, 5),
    "gcd": Function(each(lambda a, b: math.gcd(whole(a), whole(b))), 2, 2, 5),
    "lcm": Function(each(lambda a, b: math.lcm(whole(a), whole(b))), 2, 2, 5),
    "bit_and": Function(each(lambda a, b: whole(a) & whole(b)), 2, 2, 4),
    "bit_or": Function(each(lambda a, b: whole(a) | whole(b)), 2, 2, 4),
    "bit_xor": Function(each(lambda a, b: whole(a) ^ whole(b)), 2, 2, 4),
    "less": Function(_compared(lambda a, b: number(a) < number(b)), 2, 2, 3),
    "at_most": Function(_compared(lambda a, b: number(a) <= number(b)), 2, 2, 3),
    "equal": Function(_compared(lambda a, b: a == b), 2, 2, 2),
    "where": Function(_where, 3, 3),
}
"""What computes each; where the first argument is a list, it is computed for each element."""
