"""Distributions, against SciPy's statistics over the whole range of their parameters."""

from collections.abc import Callable
from typing import Any

import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.items.expression import ExpressionError, parse

chances = st.floats(1e-6, 1 - 1e-6)
shapes = st.floats(0.1, 1_000)
rates = st.floats(0.01, 100)


@st.composite
def hypergeometric(draw: st.DrawFn) -> tuple[int, int, int]:
    """Draw a population, the successes in it and how many are drawn from it."""
    population = draw(st.integers(1, 2_000))
    return population, draw(st.integers(0, min(population, 1_000))), draw(st.integers(0, population))


@st.composite
def interval(draw: st.DrawFn) -> tuple[float, float]:
    """Draw where a uniform distribution begins and ends."""
    low = draw(st.floats(-100, 100))
    return low, low + draw(st.floats(0.01, 100))


Arguments = st.SearchStrategy[tuple[Any, ...]]
CONTINUOUS: dict[str, tuple[Arguments, Callable[..., Any]]] = {
    "normal": (st.tuples(st.floats(-50, 50), st.floats(0.01, 50)), scipy.stats.norm),
    "t": (st.tuples(shapes), scipy.stats.t),
    "chi2": (st.tuples(shapes), scipy.stats.chi2),
    "f": (st.tuples(st.floats(0.5, 500), st.floats(0.5, 500)), scipy.stats.f),
    "beta": (st.tuples(shapes, shapes), scipy.stats.beta),
    "gamma": (st.tuples(shapes, rates), lambda shape, rate: scipy.stats.gamma(shape, scale=1 / rate)),
    "exponential": (st.tuples(rates), lambda rate: scipy.stats.expon(scale=1 / rate)),
    "uniform": (interval(), lambda low, high: scipy.stats.uniform(low, high - low)),
}
COUNTS: dict[str, tuple[Arguments, Callable[..., Any]]] = {
    "binomial": (st.tuples(st.integers(1, 10_000), chances), scipy.stats.binom),
    "poisson": (st.tuples(st.floats(0.01, 10_000)), scipy.stats.poisson),
    "geometric": (st.tuples(chances), scipy.stats.geom),
    "hypergeometric": (hypergeometric(), scipy.stats.hypergeom),
}


def value(source: str, **names: object) -> Any:
    return parse(source).evaluate(names)  # type: ignore[arg-type]


def call(name: str, x: object, arguments: tuple[object, ...]) -> Any:
    return value(f"{name}({', '.join(map(repr, (x, *arguments)))})")


@pytest.mark.parametrize("name", CONTINUOUS)
@given(data=st.data(), p=chances)
def test_a_continuous_distribution_agrees_with_scipy(name: str, data: st.DataObject, p: float) -> None:
    strategy, distribution = CONTINUOUS[name]
    arguments = data.draw(strategy)
    frozen = distribution(*arguments)
    x = float(frozen.ppf(p))
    assert call(f"{name}_quantile", p, arguments) == pytest.approx(x, rel=1e-8, abs=1e-12)
    assert call(f"{name}_cdf", x, arguments) == pytest.approx(float(frozen.cdf(x)), rel=1e-9, abs=1e-15)
    assert call(f"{name}_pdf", x, arguments) == pytest.approx(float(frozen.pdf(x)), rel=1e-8, abs=1e-300)


@pytest.mark.parametrize("name", COUNTS)
@given(data=st.data(), p=chances)
def test_a_distribution_of_counts_agrees_with_scipy(name: str, data: st.DataObject, p: float) -> None:
    strategy, distribution = COUNTS[name]
    arguments = data.draw(strategy)
    frozen = distribution(*arguments)
    k = int(frozen.ppf(p))
    assert call(f"{name}_cdf", k, arguments) == pytest.approx(float(frozen.cdf(k)), rel=1e-8)
    assert call(f"{name}_pmf", k, arguments) == pytest.approx(float(frozen.pmf(k)), rel=1e-7, abs=1e-300)
    found = call(f"{name}_quantile", p, arguments)
    assert found == k or float(frozen.cdf(min(found, k))) == pytest.approx(p, rel=1e-9)


@pytest.mark.parametrize("name", COUNTS)
@given(data=st.data(), p=chances)
def test_a_quantile_of_counts_is_the_smallest_whose_distribution_function_reaches_it(
    name: str, data: st.DataObject, p: float
) -> None:
    arguments = data.draw(COUNTS[name][0])
    k = call(f"{name}_quantile", p, arguments)
    assert isinstance(k, int)
    assert call(f"{name}_cdf", k, arguments) >= p
    assert call(f"{name}_cdf", k - 1, arguments) < p


@pytest.mark.parametrize("name", COUNTS)
@given(data=st.data())
def test_the_probabilities_of_counts_sum_to_the_distribution_function(name: str, data: st.DataObject) -> None:
    arguments = data.draw(COUNTS[name][0])
    k = data.draw(st.integers(0, 25))
    total = sum(call(f"{name}_pmf", i, arguments) for i in range(k + 1))
    assert call(f"{name}_cdf", k + 0.5, arguments) == pytest.approx(total, rel=1e-7, abs=1e-12)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("normal_cdf(115, 100, 15)", "normal_cdf(1)"),
        ("normal_quantile(0.9, 100, 15)", "100 + 15 * normal_quantile(0.9)"),
        ("normal_pdf(115, 100, 15)", "normal_pdf(1) / 15"),
        ("normal_cdf(2, 1)", "normal_cdf(1)"),
        ("chi2_pdf(3, 4)", "gamma_pdf(3, 2, 0.5)"),
        ("exponential_pdf(0.3, 2)", "gamma_pdf(0.3, 1, 2)"),
        ("exponential_pdf(0, 2)", "2"),
        ("gamma_pdf(0, 1, 2)", "2"),
        ("gamma_pdf(0, 3, 2) + gamma_pdf(-1, 0.5, 2)", "0"),
        ("beta_pdf(0, 1, 3)", "3"),
        ("beta_pdf(1, 3, 1)", "3"),
        ("beta_pdf(0, 2, 3) + beta_pdf(-1, 0.5, 3) + beta_pdf(2, 0.5, 0.5)", "0"),
        ("f_pdf(0, 2, 5)", "1"),
        ("f_pdf(0, 3, 5) + f_pdf(-1, 3, 5)", "0"),
        ("uniform_pdf(3, 2, 4)", "0.5"),
        ("uniform_pdf(5, 2, 4)", "0"),
        ("uniform_cdf(1, 2, 4) + uniform_cdf(9, 2, 4)", "1"),
        ("exponential_cdf(-1, 2) + exponential_pdf(-1, 2)", "0"),
        ("geometric_pmf(3, 0.5)", "0.125"),
        ("geometric_pmf(1, 1) + geometric_cdf(1, 1) + geometric_quantile(0.5, 1)", "3"),
        ("geometric_pmf(0, 0.5) + geometric_cdf(0, 0.5)", "0"),
        ("binomial_pmf(0, 5, 0) + binomial_pmf(5, 5, 1) + binomial_pmf(0, 0, 0.3)", "3"),
        ("binomial_pmf(6, 5, 0.3) + binomial_pmf(-1, 5, 0.3)", "0"),
        ("binomial_quantile(0.5, 5, 0) + binomial_quantile(0.5, 5, 1)", "5"),
        ("hypergeometric_pmf(1, 4, 2, 2)", "2 / 3"),
        ("hypergeometric_pmf(3, 4, 2, 2) + hypergeometric_cdf(-1, 4, 2, 2)", "0"),
        ("hypergeometric_cdf(9, 4, 2, 2)", "1"),
        ("poisson_pmf(-1, 3) + poisson_cdf(-1, 3)", "0"),
        ("sum(binomial_pmf(range(10**3), 10**3 - 1, 0.01))", "1"),
    ],
)
def test_ends_and_relations_are_as_they_should_be(source: str, expected: str) -> None:
    assert value(source) == pytest.approx(value(expected), rel=1e-12, abs=1e-300)


@pytest.mark.parametrize(
    "source",
    [
        "normal_pdf(0, 0, 0)",
        "normal_quantile(0)",
        "t_pdf(0, 0)",
        "gamma_pdf(0, 0.5, 1)",
        "gamma_cdf(1, 1, 0)",
        "beta_pdf(0, 0.5, 1)",
        "beta_pdf(1, 1, 0.5)",
        "beta_cdf(0.5, 1e7, 1)",
        "beta_quantile(0.5, 1, 1e-4)",
        "f_pdf(0, 1, 5)",
        "f_quantile(1, 2, 2)",
        "exponential_quantile(0.5, -1)",
        "uniform_pdf(0, 1, 1)",
        "binomial_quantile(1, 5, 0.5)",
        "binomial_cdf(1, 10**8, 0.5)",
        "binomial_pmf(0.5, 3, 0.5)",
        "poisson_quantile(0.5, 1e10)",
        "geometric_pmf(1, 0)",
        "hypergeometric_pmf(1, 10, 11, 2)",
        "hypergeometric_pmf(1, 10**5, 2, 2)",
        "hypergeometric_pmf(1, 10**4, 5000, 5000)",
    ],
)
def test_a_parameter_out_of_range_is_an_error(source: str) -> None:
    with pytest.raises(ExpressionError):
        value(source)
