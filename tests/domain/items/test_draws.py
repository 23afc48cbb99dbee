"""Random draws: the same for ever, of the right distribution, and none together with another's."""

import math
import random
import statistics
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.items import portable
from quizapp.domain.items.draws import DRAWS
from quizapp.domain.items.expression import ExpressionError, parse


def value(source: str, **names: object) -> object:
    return parse(source).evaluate(names)  # type: ignore[arg-type]


def numbers(source: str, **names: object) -> list[float]:
    found = value(source, **names)
    assert isinstance(found, tuple)
    return [float(n) for n in found]


GOLDEN: dict[str, object] = {
    "draw_uniform(1, 3, 0, 1)": (0.19045537512496824, 0.6266122650888148, 0.6987130511973787),
    "draw_uniform('week 3', 2, -5, 5)": (-0.7983222761309534, 0.6415201549622083),
    "draw_integers(1, 8, 1, 6)": (1, 2, 1, 1, 5, 6, 5, 5),
    "draw_integers(-7, 3, 0, 10**14)": (34808844813408, 63809564059717, 77835500760176),
    "draw_normal(1, 4, 0, 1)": (-0.9664932280894979, -0.8513625911942377, -1.8126315301600713, -0.9116756772487397),
    "draw_normal('late', 3, [0, 10, 20], [1, 2, 3])": (-0.8590411336127891, 10.123696712463776, 22.0199845968789),
    "draw_exponential(1, 3, 0.5)": (0.21314064202479785, 0.7432544387573424, 3.2054112046678473),
    "draw_bernoulli(1, 10, 0.3)": (1, 0, 0, 1, 0, 0, 1, 0, 0, 0),
    "draw_bernoulli('b', 4, [0.1, 0.9, 0.5, 0.5])": (0, 1, 0, 0),
    "draw_poisson(1, 8, 3.5)": (8, 3, 5, 5, 4, 3, 4, 2),
    "draw_poisson(2, 4, [0.1, 5, 50, 500])": (0, 8, 59, 525),
    "draw_choice(1, 6, ['a', 'b', 'c'])": ("b", "c", "b", "a", "b", "b"),
    "draw_choice(1, 8, [1, 2, 3], [5, 1, 1])": (1, 3, 1, 1, 1, 1, 1, 3),
    "shuffle(1, range(10))": (9, 7, 4, 8, 3, 6, 2, 1, 5, 0),
    "shuffle('deck', ['a', 'b', 'c', 'd'])": ("d", "a", "b", "c"),
    "sample(1, range(100), 5)": (76, 35, 85, 38, 69),
}


@pytest.mark.parametrize("source", GOLDEN)
def test_a_draw_is_to_the_last_bit_what_it_always_was(source: str) -> None:
    assert repr(value(source)) == repr(GOLDEN[source])


def test_each_draw_has_a_golden_value() -> None:
    assert {source.split("(")[0] for source in GOLDEN} == set(DRAWS)


@given(st.floats(2.0**-53, 1.0))
def test_the_portable_logarithm_is_that_of_the_machine(x: float) -> None:
    assert portable.log(x) == pytest.approx(math.log(x), rel=2e-15, abs=1e-17)


@given(st.floats(0.0, 500.0))
def test_the_portable_exponential_function_is_that_of_the_machine(x: float) -> None:
    assert portable.exp_negative(x) == pytest.approx(math.exp(-x), rel=2e-12)


@given(st.floats(2.0**-53, 1.0 - 2.0**-53))
def test_the_portable_normal_quantile_is_that_of_the_library(p: float) -> None:
    assert portable.normal_quantile(p) == pytest.approx(statistics.NormalDist().inv_cdf(p), rel=1e-13, abs=1e-14)


def test_a_uniform_number_of_0_has_a_finite_normal_quantile() -> None:
    assert -9.0 < portable.normal_quantile(0.0) < -8.0


@pytest.mark.parametrize(
    ("source", "mean", "sd"),
    [
        ("draw_uniform('m', 2000, 2, 6)", 4, 4 / math.sqrt(12)),
        ("draw_integers('m', 2000, 1, 6)", 3.5, math.sqrt(35 / 12)),
        ("draw_normal('m', 2000, 10, 3)", 10, 3),
        ("draw_exponential('m', 2000, 0.25)", 4, 4),
        ("draw_bernoulli('m', 2000, 0.2)", 0.2, 0.4),
        ("draw_poisson('m', 2000, 4)", 4, 2),
        ("draw_poisson('m', 2000, 400)", 400, 20),
        ("draw_poisson('m', 2000, repeat(0.5, 2000))", 0.5, math.sqrt(0.5)),
        ("draw_choice('m', 2000, [1, 2, 3])", 2, math.sqrt(2 / 3)),
        ("draw_choice('m', 2000, [0, 5, 1], [3, 0, 1])", 0.25, math.sqrt(3) / 4),
    ],
)
def test_a_draw_has_the_mean_and_the_spread_of_its_distribution(source: str, mean: float, sd: float) -> None:
    drawn = numbers(source)
    error = sd / math.sqrt(len(drawn))
    assert statistics.fmean(drawn) == pytest.approx(mean, abs=3.5 * error)
    assert statistics.stdev(drawn) == pytest.approx(sd, rel=0.1)


def test_poisson_draws_have_the_probabilities_of_their_distribution() -> None:
    counts = Counter(numbers("draw_poisson('p', 2000, 3)"))
    for k in range(8):
        chance = math.exp(-3) * 3**k / math.factorial(k)
        assert counts[k] == pytest.approx(2000 * chance, abs=4 * math.sqrt(2000 * chance * (1 - chance)))


def test_each_draw_may_have_a_parameter_of_its_own() -> None:
    assert numbers("draw_normal(3, 4, [0, 100, 200, 300], 0)") == [0, 100, 200, 300]
    assert numbers("draw_normal(3, 2, 5, [0, 0])") == [5, 5]
    assert numbers("draw_bernoulli(3, 4, [0, 1, 1, 0])") == [0, 1, 1, 0]
    assert numbers("draw_poisson(3, 3, [0, 0, 0])") == [0, 0, 0]
    together, apart = numbers("draw_poisson(3, 4, [2, 30, 2, 30])"), numbers("draw_poisson(3, 4, 30)")
    assert together[1] == apart[1]
    assert together[3] == apart[3]


@given(st.integers(-(10**9), 10**9), st.integers(0, 40), st.integers(0, 40))
def test_more_draws_begin_with_the_same_ones(seed: int, fewer: int, more: int) -> None:
    fewer, more = sorted((fewer, more))
    for call in ("draw_uniform(seed, n, 0, 1)", "draw_normal(seed, n, 0, 1)", "draw_poisson(seed, n, 5)"):
        assert numbers(call, seed=seed, n=more)[:fewer] == numbers(call, seed=seed, n=fewer)


def test_functions_with_the_same_seed_do_not_go_together() -> None:
    drawn = [
        numbers("draw_uniform(5, 2000, 0, 1)"),
        numbers("draw_normal(5, 2000, 0, 1)"),
        numbers("draw_exponential(5, 2000, 1)"),
        numbers("draw_bernoulli(5, 2000, 0.5)"),
        numbers("draw_poisson(5, 2000, 20)"),
        numbers("draw_integers(5, 2000, 1, 1000)"),
        numbers("draw_choice(5, 2000, range(1000))"),
        numbers("shuffle(5, range(2000))"),
        numbers("sample(5, range(2000), 2000)"),
        numbers("draw_uniform(6, 2000, 0, 1)"),
        numbers("draw_uniform('5 ', 2000, 0, 1)"),
    ]
    for i, first in enumerate(drawn):
        for second in drawn[:i]:
            assert abs(statistics.correlation(first, second)) < 4 / math.sqrt(2000)


@given(st.integers(0, 10**6), st.lists(st.integers(), max_size=30), st.integers(0, 30))
def test_a_shuffled_list_and_a_sample_hold_each_element_once(seed: int, x: list[int], k: int) -> None:
    x = [n % 10**9 for n in x]
    k = min(k, len(x))
    assert sorted(numbers("shuffle(seed, x)", seed=seed, x=tuple(x))) == sorted(x)
    drawn = Counter(numbers("sample(seed, x, k)", seed=seed, x=tuple(x), k=k))
    assert drawn.total() == k
    assert drawn <= Counter(map(float, x))


def test_each_order_of_three_is_as_likely() -> None:
    orders = Counter(value("shuffle(seed, ['a', 'b', 'c'])", seed=seed) for seed in range(1_200))
    assert len(orders) == 6
    assert all(150 < count < 250 for count in orders.values())


def test_a_draw_leaves_the_state_of_the_random_module_alone() -> None:
    before = random.getstate()
    value("draw_normal(1, 100, 0, 1)")
    value("shuffle(1, range(9))")
    assert random.getstate() == before


def test_a_seed_is_a_whole_number_or_a_text() -> None:
    assert value("draw_uniform(3.0, 2, 0, 1)") == value("draw_uniform(3, 2, 0, 1)")
    assert value("draw_uniform('3b', 2, 0, 1)") != value("draw_uniform(3, 2, 0, 1)")


@pytest.mark.parametrize(
    "source",
    [
        "draw_uniform(1.5, 2, 0, 1)",
        "draw_uniform([1], 2, 0, 1)",
        "draw_uniform(1, -1, 0, 1)",
        "draw_uniform(1, 2001, 0, 1)",
        "draw_uniform(1, 2, 1, 0)",
        "draw_integers(1, 2, 6, 1)",
        "draw_integers(1, 2, 0.5, 1)",
        "draw_normal(1, 2, 0, -1)",
        "draw_normal(1, 2, [0], 1)",
        "draw_exponential(1, 2, 0)",
        "draw_bernoulli(1, 2, 1.5)",
        "draw_bernoulli(1, 2, [0.5, -1])",
        "draw_poisson(1, 2, -1)",
        "draw_poisson(1, 2, 501)",
        "draw_poisson(1, 2, ['a', 'b'])",
        "draw_choice(1, 2, [])",
        "draw_choice(1, 2, [1, 2], [1])",
        "draw_choice(1, 2, [1, 2], [0, 0])",
        "draw_choice(1, 2, [1, 2], [2, -1])",
        "sample(1, [1, 2], 3)",
        "shuffle(1, 'ab')",
    ],
)
def test_what_can_not_be_drawn_is_an_error(source: str) -> None:
    with pytest.raises(ExpressionError):
        value(source)
