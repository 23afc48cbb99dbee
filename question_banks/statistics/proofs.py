"""Second paths to the computed keys of the statistics bank: integration, matrices, bisection, fractions."""

import itertools
import math
import statistics
from fractions import Fraction

import numpy as np
from scipy import integrate, optimize, stats


def mse_of_a_shrunken_mean(mu: int, sigma: int, n: int, c: float) -> float:
    """Integrate the squared error of the report over the distribution of the plain mean."""
    spread = sigma / math.sqrt(n)

    def weighted_error(x: float) -> float:
        density = math.exp(-(((x - mu) / spread) ** 2) / 2) / (spread * math.sqrt(2 * math.pi))
        return (c * x - mu) ** 2 * density

    value, _ = integrate.quad(weighted_error, mu - 12 * spread, mu + 12 * spread, points=[mu], limit=200)
    return float(value)


def effective_number_of_clustered_ratings(k: int, m: int, rho: float) -> float:
    """Build the correlation matrix of all ratings and invert the variance of their mean."""
    within = np.full((m, m), rho)
    np.fill_diagonal(within, 1.0)
    correlation = np.kron(np.eye(k), within)
    weights = np.full(k * m, 1 / (k * m))
    return float(1 / (weights @ correlation @ weights))


def comparing_two_separate_lifts(a: int, b: int, sa: float, sb: float) -> str:
    """Test the contrast of the two lifts by whitening their covariance matrix."""
    root = np.linalg.cholesky(np.diag([sa**2, sb**2]))
    contrast = np.array([1.0, -1.0])
    z = float(contrast @ np.array([a, b])) / float(np.linalg.norm(root.T @ contrast))
    verdict = "has" if 2 * stats.norm.sf(abs(z)) < 0.05 else "lacks"
    return f"The gap has z = {z:.2f}, so the claim {verdict} support."


def share_of_false_discoveries(good: int, power: int, alpha: int) -> float:
    """Update the odds of a useless idea by the Bayes factor of a significant result, in exact fractions."""
    odds = Fraction(100 - good, good) * Fraction(alpha, power)
    return float(100 * odds / (1 + odds))


def mean_lifetime_with_survivors(n: int, r: int, horizon: int, percent: int) -> float:
    """Maximise the censored log-likelihood numerically over the mean lifetime."""
    failed_hours = r * horizon * percent // 100

    def loss(log_mean: float) -> float:
        mean = math.exp(log_mean)
        survivors = (n - r) * float(stats.expon.logsf(horizon, scale=mean))
        return r * log_mean + failed_hours / mean - survivors

    best = optimize.minimize_scalar(loss, bounds=(0.0, 20.0), method="bounded", options={"xatol": 1e-9})
    return math.exp(best.x)


def loss_rate_from_yes_no_seconds(n: int, k: int) -> float:
    """Find the Poisson mean at which the expected number of clean seconds is the observed one."""

    def surplus(rate: float) -> float:
        return n * float(stats.poisson.pmf(0, rate)) - k

    return float(optimize.brentq(surplus, 1e-6, 20.0, xtol=1e-12))


def probability_after_a_step_in_the_logit(percent: int, b: float, extra: int) -> str:
    """Bisect for the probability whose logit lies the right distance above the first customer's."""

    def logit(p: float) -> float:
        return math.log(p) - math.log1p(-p)

    target = logit(percent / 100) + b * extra
    p = optimize.brentq(lambda q: logit(q) - target, 1e-9, 1 - 1e-9, xtol=1e-14)
    return f"{100 * p:.1f} %"


def standard_error_of_a_subgroup_effect(s1: float, s3: float, b1: float, b3: float, link: float) -> float:
    """Take the norm of the contrast (1, 1) under the Cholesky root of the covariance matrix."""
    covariance = round(-link * s1**2, 4)
    root = np.linalg.cholesky(np.array([[s1**2, covariance], [covariance, s3**2]]))
    return float(np.linalg.norm(root.T @ np.ones(2)))


def control_measured_with_noise(beta: int, r: float, reliability: float) -> float:
    """Solve the population normal equations of y on x and the proxy."""
    design = np.array([[1.0, r], [r, 1 / reliability]])
    with_outcome = beta * np.array([r, 1.0])
    return float(np.linalg.solve(design, with_outcome)[0])


def resamples_without_a_big_spender(n: int, k: int) -> float:
    """Ask the binomial distribution for no big spender in n draws."""
    return 100 * float(stats.binom.pmf(0, n, k / n))


def overdispersed_ticket_counts(df: int, ratio: float, b: float, s: float) -> str:
    """Scale the information of the coefficient down by the dispersion and form the z anew."""
    pearson = round(df * ratio)
    information = Fraction(df, pearson) * Fraction(round(s * 100), 100) ** -2
    return f"{round(b * 100) / 100 * math.sqrt(information):.2f}"


def ticket_rate_with_unequal_hours(data: list[dict[str, float]], seed: int, shops: int) -> float:
    """Climb the Poisson log-likelihood by Newton's method, the logarithm of the hours as offset."""
    a, b = math.log(sum(row["tickets"] for row in data) / sum(row["hours"] for row in data)), 0.0
    for _ in range(20):
        fitted = [row["hours"] * math.exp(a + b * row["layout"]) for row in data]
        slope_a = sum(row["tickets"] - m for row, m in zip(data, fitted, strict=True))
        slope_b = sum(row["layout"] * (row["tickets"] - m) for row, m in zip(data, fitted, strict=True))
        total = sum(fitted)
        new = sum(m * row["layout"] for row, m in zip(data, fitted, strict=True))
        determinant = total * new - new**2
        a += (new * slope_a - new * slope_b) / determinant
        b += (total * slope_b - new * slope_a) / determinant
    return math.exp(b)


def gaps_in_a_spending_report(s: float, z: float, users: int) -> list[str]:
    """Find the error whose interval is as wide as the reported one, then ask the normal distribution."""
    b = round(z * s, 2)
    low, high = round(b - 1.96 * s, 2), round(b + 1.96 * s, 2)

    def missing_width(error: float) -> float:
        return float(stats.norm.ppf(0.975, scale=error) - stats.norm.ppf(0.025, scale=error)) - (high - low)

    error = optimize.brentq(missing_width, 0.01, 2.0, xtol=1e-12)
    p = 2 * float(stats.norm.sf(b / error))
    band = "below 0.01" if p < 0.01 else "between 0.01 and 0.05" if p < 0.05 else "above 0.05"
    larger = next(n for n in range(users, 10 * users) if math.sqrt(users / n) <= 0.5)
    return [f"{error:.2f}", band, str(larger), "the mean difference"]


def rate_from_ten_waiting_times() -> float:
    """Integrate one over the mean against the density of the sum of ten unit-rate times."""
    value, _ = integrate.quad(lambda s: 10 / s * float(stats.gamma.pdf(s, 10)), 0, 80, limit=200)
    return 100 * (float(value) - 1)


def true_differences_behind_a_histogram_of_p_values() -> float:
    """Solve for both kinds of features from the two equations of the first bar and the rest."""
    different, _ = np.linalg.solve(np.array([[1.0, 0.1], [0.0, 0.9]]), np.array([280.0, 720.0]))
    return float(different)


def standard_error_read_off_a_log_likelihood() -> float:
    """Fit a parabola to the points of the figure and invert its curvature."""
    rates = np.arange(1.5, 4.51, 0.25)
    heights = [-4.5, -3.125, -2, -1.125, -0.5, -0.125, 0, -0.125, -0.5, -1.125, -2, -3.125, -4.5]
    curvature = 2 * float(np.polyfit(rates, heights, 2)[0])
    return math.sqrt(-1 / curvature)


def purchases_without_the_zeros(data: list[dict[str, float]], seed: int, customers: int, true_mean: float) -> float:
    """Bisect for the mean at which the slope of the log-likelihood, summed row by row, vanishes."""
    counts = [row["purchases"] for row in data]

    def slope(mean: float) -> float:
        return sum(k / mean - 1 - math.exp(-mean) / -math.expm1(-mean) for k in counts)

    return float(optimize.brentq(slope, 1e-3, 20.0, xtol=1e-12))


def average_rise_over_two_groups() -> float:
    """Multiply the odds of each group in fractions of a customer and count who leaves."""
    rise = 0.0
    for leaving in (10, 50):
        odds = leaving / (100 - leaving) * math.exp(0.8)
        rise += 0.5 * (100 * odds / (1 + odds) - leaving)
    return rise


def minutes_by_distance_and_rain(b1: float, b2: float, s2: float, sigma: float) -> dict[str, float]:
    """Evaluate the fit as a plane and ask the normal distribution for both quantiles."""
    coefficients = np.array([10.0, b1, b2])
    gap = float(coefficients @ (np.array([1, 7, 1]) - np.array([1, 3, 0])))
    upper = float(stats.norm.ppf(0.975, loc=b2, scale=s2))
    promise = float(stats.norm.ppf(0.975, loc=coefficients @ np.array([1, 5, 0]), scale=sigma))
    return {"far-in-the-rain": gap, "most-for-the-rain": upper, "time-to-promise": promise}


def slope_hidden_between_two_columns() -> float:
    """Search for the tie between quality and price at which data with the long fit give the short one."""
    rng = np.random.default_rng(1)
    price, noise = rng.normal(size=500), rng.normal(size=500)
    ones = np.ones(500)
    noise -= np.column_stack([ones, price]) @ np.linalg.lstsq(np.column_stack([ones, price]), noise, rcond=None)[0]

    def surplus(tie: float) -> float:
        sales = 3 - 1.5 * price + 2 * (tie * price + noise)
        return float(np.linalg.lstsq(np.column_stack([ones, price]), sales, rcond=None)[0][1]) + 0.2

    return float(optimize.brentq(surplus, -5, 5, xtol=1e-12))


def price_slope_within_shops(data: list[dict[str, float]], seed: int, shops: int, weeks: int) -> float:
    """Fit the regression with its indicators by least squares."""
    names = sorted({row["shop"] for row in data})
    design = np.array([[row["price"] - 20, *(float(row["shop"] == name) for name in names)] for row in data])
    outcome = np.array([row["sales"] for row in data])
    return float(np.linalg.lstsq(design, outcome, rcond=None)[0][0])


def a_median_wait_bootstrapped() -> dict[str, float]:
    """Read the interval off the table, turn the histogram into the bias, reflect errors one by one."""
    quantiles = {0.025: 18.2, 0.05: 18.8, 0.5: 21.4, 0.95: 24.9, 0.975: 25.6}
    errors = {1 - level: 21.0 - value for level, value in quantiles.items()}
    basic = 21.0 + min(value for level, value in errors.items() if level > 0.02)
    middles = np.arange(16.5, 28)
    counts = np.array([6, 32, 86, 236, 440, 440, 320, 200, 148, 64, 22, 6])
    centre = round(float(counts @ middles) / 2000, 1)
    return {"percentile-interval": quantiles[1 - 0.1 / 2], "basic-interval": basic, "bias": centre - 21.0}


def median_of_three_resampled() -> float:
    """Enumerate all 27 resamples."""
    resamples = list(itertools.product([2, 5, 9], repeat=3))
    return 100 * sum(statistics.median(r) == 5 for r in resamples) / len(resamples)


def jackknife_error_of_a_click_rate(data: list[dict[str, float]], seed: int, users: int) -> float:
    """Form pseudo-values user by user and take the standard error of their mean."""

    def rate(rows: list[dict[str, float]]) -> float:
        return sum(row["clicks"] for row in rows) / sum(row["views"] for row in rows)

    whole = rate(data)
    pseudo = [users * whole - (users - 1) * rate(data[:i] + data[i + 1 :]) for i in range(users)]
    return 100 * statistics.stdev(pseudo) / math.sqrt(users)


def zeros_that_a_wider_model_expects() -> float:
    """Find the gamma shape with the right variance and integrate the chance of zero over the rates."""

    def surplus(shape: float) -> float:
        rates = stats.gamma(shape, scale=3 / shape)
        return float(rates.mean() + rates.var()) - 9

    shape = optimize.brentq(surplus, 0.1, 50, xtol=1e-13)
    value, _ = integrate.quad(
        lambda r: math.exp(-r) * float(stats.gamma.pdf(r, shape, scale=3 / shape)), 0, 60, limit=300
    )
    return 1000 * float(value)
