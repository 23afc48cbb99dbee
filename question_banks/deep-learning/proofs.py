"""Second paths to the computed keys: finite differences, enumeration, quadrature and simulated training."""

from collections.abc import Callable
from itertools import product
from math import exp, log, pi, sqrt

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq


def _slope(function: Callable[[float], float], at: float) -> float:
    """Return the central difference of a function."""
    step = 1e-5
    return (function(at + step) - function(at - step)) / (2 * step)


def tied_weight_gradient(w: float, x: float, b: float, y: float) -> float:
    """Differentiate the loss numerically, moving both uses of the weight at once."""
    return _slope(lambda v: 0.5 * (v * max(0.0, v * x + b) - y) ** 2, w)


def gradient_check_bias_ratio(n: int, too_large: int, u: int) -> str:
    """Run both faulty codes on a dense layer and name the one that is off by the factor of the table."""
    rng = np.random.default_rng(n + u)
    inputs, targets, weights = rng.normal(size=(n, 3)), rng.normal(size=(n, 2)), rng.normal(size=(3, 2))

    def loss(bias: np.ndarray) -> float:
        return float(np.mean(np.sum((inputs @ weights + bias - targets) ** 2, axis=1)))

    residual = 2 * (inputs @ weights - targets)
    true = _slope(lambda b: loss(np.array([b, 0.0])), 0.0)
    faults = {
        "It averages deltas that already contain the factor": np.mean(residual / n, axis=0)[0] / true,
        "It sums deltas that do not yet contain the factor": np.sum(residual, axis=0)[0] / true,
    }
    table = float(n) if too_large else 1 / n
    (name,) = (fault for fault, ratio in faults.items() if abs(ratio / table - 1) < 1e-4)
    return f"{name} $1/{n}$"


def relu_depth_mean_square(hundredths: int, depth: int) -> float:
    """Integrate the rectified normal density layer by layer."""
    mean_square = 1.0
    for _ in range(depth):
        scale = sqrt(mean_square)
        half, _ = quad(lambda z, s=scale: (s * z) ** 2 * exp(-z * z / 2) / sqrt(2 * pi), 0, 12)
        mean_square = hundredths / 100 * half
    return mean_square


def adam_second_step(rate: int, b2: float, g1: int, g2: int) -> float:
    """Run the optimiser for two steps from zero moments, and return the second change."""
    position, m, v = 0.0, 0.0, 0.0
    path = []
    for step, gradient in enumerate((g1, g2), start=1):
        m += 0.1 * (gradient - m)
        v += (1 - b2) * (gradient * gradient - v)
        position -= rate * m / (1 - 0.9**step) / sqrt(v / (1 - b2**step))
        path.append(position)
    return path[1] - path[0]


def penalty_inside_adam(a: int, b: int) -> float:
    """Simulate both weights with noise of alternating sign and compare how far the penalty moves them."""

    def drift(deviation: float) -> float:
        m, v, moved, penalty = 0.0, deviation**2, 0.0, 1e-6
        for step in range(4000):
            gradient = (deviation if step % 2 else -deviation) + penalty
            m += 0.1 * (gradient - m)
            v += 0.001 * (gradient**2 - v)
            moved += m / sqrt(v) if step >= 2000 else 0.0
        return moved

    return drift(b / 1000) / drift(a / 100)


def warm_up_then_cosine(peak: int, warm: int, total: int, t: int) -> float:
    """Evaluate the squared cosine of half the angle."""
    half_angle = pi / 2 * (t - warm) / (total - warm)
    return float(peak * np.cos(half_angle) ** 2)


def fold_batch_norm(w: int, b: int, mu: int, dev: int, gamma10: int, beta: int) -> float:
    """Run unit and normalisation at two inputs and extrapolate the straight line to zero."""

    def unit(x: float) -> float:
        return gamma10 / 10 * (w * x + b - mu) / sqrt(dev**2) + beta

    return 2 * unit(1.0) - unit(2.0)


def dropout_noise_of_a_sum(drop: float, x1: int, x2: int, x3: int, w1: int, w2: int) -> float:
    """Enumerate the eight masks with their probabilities."""
    masks = np.array(list(product((0, 1), repeat=3)))
    values = masks @ np.array([w1 * x1, w2 * x2, 2 * x3]) / (1 - drop)
    chances = np.prod(np.where(masks == 1, 1 - drop, drop), axis=1)
    mean = np.average(values, weights=chances)
    return float(np.sqrt(np.average((values - mean) ** 2, weights=chances)))


def patience_runs_out(k: int, p: int, low: int, d: int, up: int) -> float:
    """Run early stopping over the printed losses."""
    best = low - d
    lead = [low + 160, low + 110, low + 55, low + 24, low][5 - k :]
    above = [14 + up, 3, 6 + up, 15 + up, 21 + up, 30 + up, -7]
    losses = [*lead, low + up, best, *(best + rise for rise in above)]
    lowest, waited = float("inf"), 0
    for epoch, loss in enumerate(losses, start=1):
        waited = 0 if loss < lowest else waited + 1
        lowest = min(lowest, loss)
        if waited == p:
            return float(epoch)
    raise AssertionError("the run did not stop early")


def receptive_field_of_three_layers(k1: int, k2: int, k3: int, s1: int, s2: int, d: int) -> float:
    """Trace which samples each layer reads, back from one output."""
    reads = {0}
    for width, stride, dilation in ((k3, 1, d), (k2, s2, 1), (k1, s1, 1)):
        reads = {position * stride + tap * dilation for position in reads for tap in range(width)}
    return float(max(reads) - min(reads) + 1)


def forget_gate_memory(b100: int, q: int) -> float:
    """Find by bisection how many steps leave the given share."""
    gate = float(0.5 * (1 + np.tanh(b100 / 200)))
    return float(brentq(lambda steps: gate**steps - q / 100, 0.0, 5000.0))


def separable_convolution_size(k: int, cin: int, cout: int) -> float:
    """Build both kernels as arrays and count their entries."""
    return float(np.zeros((cin, 1, k, k)).size + np.zeros((cout, cin, 1, 1)).size)


def loss_level_that_will_not_fall(classes: int, permille: int) -> str:
    """Apply softmax twice to a perfectly confident prediction and compare its loss with the table's."""
    logits = np.zeros(classes)
    logits[0] = 200.0
    for _ in range(2):
        logits = np.exp(logits - logits.max())
        logits /= logits.sum()
    twice = -log(logits[0])
    table = round(log(1 + (classes - 1) * exp(-1)) + 0.0005, 4)
    few_examples = table / (1 - permille / 1000) < 20
    if abs(twice - table) < 0.001 and not few_examples:
        return "Softmax is applied in the network and again in the loss"
    return "another cause"


def cost_of_one_trainable_layer(layers: int, j: int, c: int) -> float:
    """Walk through the layers forwards and back, and compute a gradient where something still needs it."""
    trainable = {j}
    cost = 0
    for _ in range(layers):
        cost += c
    for layer in range(layers, 0, -1):
        needs_weights = layer in trainable
        needs_inputs = any(lower in trainable for lower in range(1, layer))
        cost += c * (needs_weights + needs_inputs)
    return float(cost)


def paths_through_a_graph() -> float:
    """Run the graph forwards with straight lines of the given slopes, from two inputs."""

    def loss(x: float) -> float:
        u, v = 2 * x + 0.3, -x - 1
        w = 3 * u + 5 * v + 4
        return 0.5 * u + 2 * w

    return loss(1.0) - loss(0.0)


def gradient_of_a_network_from_a_file(data: list, seed: int, n: int, a10: int, v10: int) -> float:
    """Differentiate the mean log loss of the file numerically."""
    x1, x2, y = (np.array([row[name] for row in data], dtype=float) for name in ("x1", "x2", "y"))

    def loss(a: float) -> float:
        first = np.maximum(0, a * x1 + 0.6 * x2 - 0.2)
        second = np.maximum(0, 0.5 * x2 - 0.7 * x1 + 0.3)
        score = v10 / 10 * first - 0.8 * second + 0.1
        return float(np.mean(np.logaddexp(0, score) - y * score))

    step = 1e-7
    return (loss(a10 / 10 + step) - loss(a10 / 10 - step)) / (2 * step)


def schedule_file_after_a_larger_batch() -> float:
    """Walk through the batches of all epochs and count how far the schedule has come."""
    steps = sum(1 for _ in range(80) for _ in range(0, 48000, 320))
    return float(np.interp(steps, [0, 40000], [100, 0]))


def momentum_switched_on() -> float:
    """Run momentum on a steady gradient for long, and scale its step to that of plain descent."""
    velocity = 0.0
    for _ in range(2000):
        velocity = 0.9 * velocity + 1.0
    return 0.4 / velocity


def layer_norm_by_hand() -> float:
    """Normalise the activations as an array."""
    values = np.array([2.0, 4.0, 6.0, 12.0])
    return float(3 * ((values - values.mean()) / values.std())[-1] + 1)


def two_sources_in_turn() -> float:
    """Average the statistics of alternating batches until they settle."""
    mean, variance = 0.0, 1.0
    for step in range(40000):
        batch_mean, batch_variance = ((9.0, 2.0), (1.0, 6.0))[step % 2]
        mean += 0.001 * (batch_mean - mean)
        variance += 0.001 * (batch_variance - variance)
    return round((9 - mean) / sqrt(variance), 2)


def running_statistics_from_a_file(data: list, seed: int, batches: int, a10: int, point: int) -> float:
    """Move both running statistics batch by batch through the file."""
    mean, variance = 0.0, 1.0
    for number in sorted({int(row["batch"]) for row in data}):
        values = np.array([row["z"] for row in data if row["batch"] == number], dtype=float)
        mean += a10 / 10 * (values.mean() - mean)
        variance += a10 / 10 * (values.var() - variance)
    return float((point - mean) / sqrt(variance))


def steps_that_act_like_a_penalty() -> float:
    """Run the stopped descent, then search for the penalty with the same minimum."""
    weight = 0.0
    for _ in range(40):
        weight -= 0.2 * 0.05 * (weight - 1.0)
    return float(brentq(lambda penalty: 0.05 * (weight - 1.0) + penalty * weight, 0.0, 10.0))


def a_first_run_that_learns_nothing() -> dict[str, float]:
    """Compute the cross-entropy from equal logits, and clip a gradient of many entries."""
    logits = np.zeros(40)
    guess = float(np.log(np.exp(logits).sum()) - logits[0])
    gradient = np.full(484, 1.0)
    clipped = gradient * min(1.0, 1.0 / float(np.linalg.norm(gradient)))
    return {"guess": guess, "length": float(np.linalg.norm(0.05 * clipped))}


def photos_of_damaged_parcels() -> dict[str, float]:
    """Count the entries of the head, and search for the size at which the interpolated accuracy is reached."""
    head = np.zeros((9, 768)).size + np.zeros(9).size
    size = brentq(lambda n: np.interp(np.log2(n), np.log2([20000, 200000]), [71, 86]) - 74, 20000, 200000)
    return {"head-size": float(head), "worth-in-labels": float(size) / 2000}
