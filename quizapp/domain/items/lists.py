"""Functions of lists: summaries, order, selection and groups."""

import math
from collections.abc import Callable, Sequence
from itertools import accumulate, compress, pairwise

from quizapp.domain.items.arguments import (
    Function,
    Number,
    each,
    elements,
    length,
    number,
    numbers,
    numeric,
    pair,
    same_length,
    whole,
    word,
)
from quizapp.domain.items.elementary import MAX_ARGUMENTS, mask_of
from quizapp.domain.items.values import MAX_ELEMENTS, MAX_INTEGER, MAX_SIZE, EvaluationError, Value, show, size


def total(x: Sequence[Number]) -> Number:
    """Add numbers: whole ones exactly, others with one rounding."""
    return sum(x) if all(isinstance(n, int) for n in x) else math.fsum(x)


def _len(x: Value) -> Value:
    return len(x) if isinstance(x, str) else len(elements(x))


def _sum(x: Value) -> Value:
    return total(numeric(x))


def _prod(x: Value) -> Value:
    products = _products(numeric(x))
    return products[-1] if products else 1


def _products(x: Sequence[Number]) -> list[Number]:
    """Multiply numbers one after the other; whole ones only as far as they stay within bounds."""
    product: Number = 1
    products: list[Number] = []
    for n in x:
        product *= n
        if isinstance(product, int) and abs(product) >= MAX_INTEGER:
            raise EvaluationError("the result is an integer of 1e15 or more")
        products.append(product)
    return products


def _mean(x: Value) -> Value:
    return math.fsum(numbers(x)) / len(numbers(x))


def _median(x: Value) -> Value:
    ordered = sorted(numbers(x))
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def _quantile(x: Value, p: Value) -> Value:
    """Interpolate between order statistics at p(n - 1), Hyndman & Fan's type 7: what NumPy, R and spreadsheets do."""
    ordered = sorted(numbers(x))

    def at(share: Number) -> Value:
        if not 0 <= share <= 1:
            raise EvaluationError(f"expected a probability, found {show(share)}")
        below = math.floor(share * (len(ordered) - 1))
        above = min(below + 1, len(ordered) - 1)
        return ordered[below] + (share * (len(ordered) - 1) - below) * (ordered[above] - ordered[below])

    return each(at)(p)


def _var(x: Value) -> Value:
    sample = numbers(x)
    if len(sample) < 2:
        raise EvaluationError("expected at least two numbers for a sample variance")
    centre = math.fsum(sample) / len(sample)
    return math.fsum((n - centre) ** 2 for n in sample) / (len(sample) - 1)


def _sd(x: Value) -> Value:
    return math.sqrt(number(_var(x)))


def _cov(x: Value, y: Value) -> Value:
    a, b = pair(x, y)
    if len(a) < 2:
        raise EvaluationError("expected at least two pairs for a sample covariance")
    centre_a, centre_b = math.fsum(a) / len(a), math.fsum(b) / len(b)
    products = [(m - centre_a) * (n - centre_b) for m, n in zip(a, b, strict=True)]
    return math.fsum(products) / (len(a) - 1)


def _corr(x: Value, y: Value) -> Value:
    spread = number(_sd(x)) * number(_sd(y))
    if spread == 0:
        raise EvaluationError("expected lists whose elements are not all the same")
    return min(max(number(_cov(x, y)) / spread, -1.0), 1.0)


def _sorted(x: Value) -> Value:
    if all(isinstance(element, str) for element in elements(x)):
        return tuple(sorted(str(element) for element in elements(x)))
    return tuple(sorted(numeric(x)))


def _sort_by(x: Value, keys: Value) -> Value:
    listed, by = elements(x), numeric(keys)
    same_length(listed, by)
    return tuple([listed[i] for i in sorted(range(len(by)), key=by.__getitem__)])


def _ranks(x: Value) -> Value:
    """Rank from 1; equal numbers share the mean of their ranks."""
    values = numeric(x)
    places: dict[Number, list[int]] = {}
    for place, n in enumerate(sorted(values), start=1):
        places.setdefault(n, []).append(place)
    return tuple([(places[n][0] + places[n][-1]) / 2 for n in values])


def _reversed(x: Value) -> Value:
    return x[::-1] if isinstance(x, str) else elements(x)[::-1]


def _cumsum(x: Value) -> Value:
    return tuple(accumulate(numbers(x)))


def _cumprod(x: Value) -> Value:
    return tuple(_products(numbers(x)))


def _differences(x: Value) -> Value:
    values = numbers(x)
    return tuple([b - a for a, b in pairwise(values)])


def _carry(x: Value, share: Value) -> Value:
    """Compute y[t] = x[t] + share * y[t - 1]: autoregression, discounted and exponentially smoothed sums."""
    kept = float(number(share))
    return tuple(accumulate(map(float, numbers(x)), lambda before, new: new + kept * before))


def _argmin(x: Value) -> Value:
    return numbers(x).index(min(numbers(x)))


def _argmax(x: Value) -> Value:
    return numbers(x).index(max(numbers(x)))


def _count(x: Value, v: Value) -> Value:
    if not isinstance(x, str):
        return elements(x).count(v)
    if not word(v):
        raise EvaluationError("expected a text to count, found an empty one")
    return x.count(word(v))


def _index(x: Value, v: Value) -> Value:
    if v not in elements(x):
        raise EvaluationError("the list has no such element")
    return elements(x).index(v)


def _unique(x: Value) -> Value:
    """Keep each number or text once. Lists are refused: a list of them can be made to hash alike and take long."""
    if any(isinstance(element, tuple) for element in elements(x)):
        raise EvaluationError("expected a list of numbers or texts")
    return tuple(dict.fromkeys(elements(x)))


def _range(n: Value) -> Value:
    return tuple(range(length(n, MAX_ELEMENTS)))


def _repeat(v: Value, n: Value) -> Value:
    return (v,) * length(n, min(MAX_ELEMENTS, MAX_SIZE // size(v)))


def _concat(*lists: Value) -> Value:
    return tuple([element for x in lists for element in elements(x)])


def _slice(x: Value, start: Value, stop: Value) -> Value:
    if not 0 <= whole(start) <= whole(stop):
        raise EvaluationError("expected 0 <= i <= j")
    return x[whole(start) : whole(stop)] if isinstance(x, str) else elements(x)[whole(start) : whole(stop)]


def _take(x: Value, indices: Value) -> Value:
    listed = elements(x)
    chosen = [whole(i) for i in elements(indices)]
    if not all(-len(listed) <= i < len(listed) for i in chosen):
        raise EvaluationError(f"the list has {len(listed)} elements, and not all that are asked for")
    return tuple([listed[i] for i in chosen])


def _select(x: Value, mask: Value) -> Value:
    same_length(elements(x), elements(mask))
    return tuple(compress(elements(x), mask_of(mask)))


def _column(rows: Value, j: Value) -> Value:
    place, listed = whole(j), [elements(row) for row in elements(rows)]
    if not all(-len(row) <= place < len(row) for row in listed):
        raise EvaluationError(f"not every row has a column {place}")
    return tuple([row[place] for row in listed])


def _by_group(summary: Callable[[list[Number]], Value]) -> Callable[[Value, Value], Value]:
    """Make a function of numbers and their groups: one summary a group, the groups in their order by size."""

    def call(x: Value, groups: Value) -> Value:
        values, labels = numeric(x), elements(groups)
        same_length(values, labels)
        members: dict[Value, list[Number]] = {label: [] for label in elements(_sorted(_unique(labels)))}
        for label, n in zip(labels, values, strict=True):
            members[label].append(n)
        return tuple([summary(of) for of in members.values()])

    return call


LISTS: dict[str, Function] = {
    "len": Function(_len, 1, 1),
    "sum": Function(_sum, 1, 1),
    "prod": Function(_prod, 1, 1),
    "mean": Function(_mean, 1, 1),
    "median": Function(_median, 1, 1),
    "quantile": Function(_quantile, 2, 2, 3),
    "var": Function(_var, 1, 1, 2),
    "sd": Function(_sd, 1, 1, 2),
    "cov": Function(_cov, 2, 2),
    "corr": Function(_corr, 2, 2, 3),
    "sorted": Function(_sorted, 1, 1, 2),
    "sort_by": Function(_sort_by, 2, 2, 2),
    "ranks": Function(_ranks, 1, 1, 3),
    "reversed": Function(_reversed, 1, 1),
    "cumsum": Function(_cumsum, 1, 1),
    "cumprod": Function(_cumprod, 1, 1),
    "differences": Function(_differences, 1, 1),
    "carry": Function(_carry, 2, 2),
    "argmin": Function(_argmin, 1, 1),
    "argmax": Function(_argmax, 1, 1),
    "count": Function(_count, 2, 2),
    "index": Function(_index, 2, 2),
    "unique": Function(_unique, 1, 1),
    "range": Function(_range, 1, 1),
    "repeat": Function(_repeat, 2, 2),
    "concat": Function(_concat, 2, MAX_ARGUMENTS),
    "slice": Function(_slice, 3, 3),
    "take": Function(_take, 2, 2),
    "select": Function(_select, 2, 2),
    "column": Function(_column, 2, 2),
    "group_sum": Function(_by_group(total), 2, 2, 3),
    "group_mean": Function(_by_group(lambda x: math.fsum(x) / len(x)), 2, 2, 3),
}
