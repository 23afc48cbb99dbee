"""Second paths to the computed keys of the computer-vision bank: scans, simulation of rules, enumeration, fractions."""

import itertools
import math
from fractions import Fraction
from typing import Any

import numpy as np
from scipy import optimize, stats

# Image formation and features


def farthest_readable_barcode(f: int, pitch10: int, bar100: int, k: int) -> float:
    """Project both edges of the bar and find the distance at which they lie k pixels apart."""

    def surplus(distance: float) -> float:
        left, right = (f * edge / distance for edge in (-bar100 / 200, bar100 / 200))
        return (right - left) / (pitch10 / 10_000) - k

    return float(optimize.brentq(surplus, 1.0, 1e6, xtol=1e-9))


def corner_strength_of_a_patch(data: list[list[float]], seed: int, n: int, step: int) -> float:
    """Loop over the pixels, and minimise the quadratic form over all directions."""
    total = np.zeros((2, 2))
    for row in range(1, n - 1):
        for column in range(1, n - 1):
            gradient = np.array(
                [
                    (data[row][column + 1] - data[row][column - 1]) / 2,
                    (data[row + 1][column] - data[row - 1][column]) / 2,
                ]
            )
            total += np.outer(gradient, gradient)
    return float(np.linalg.svd(total, compute_uv=False)[-1])


def stepping_back_and_zooming_in() -> float:
    """Project the chart's two ends before and after, with the box's image held equal."""
    zoom = Fraction(4, 2)  # keeps the box's image as it was at twice the distance
    before, after = Fraction(25, 4), 25 * zoom / 6
    return float(after / before)


# Classification architectures


def deeper_wider_and_finer(d100: int, w100: int, r100: int) -> str:
    """Count the multiply-adds of two toy networks whose sizes stand in the given ratios."""

    def cost(layers: int, channels: int, side: int) -> int:
        return sum(channels * channels * 9 * side * side for _ in range(layers))

    return f"{cost(d100, w100, r100) / cost(100, 100, 100):.2f}"


def half_the_patch_side() -> float:
    """Add up the products of a transformer block matrix by matrix."""

    def layer(patch: int, width: int = 384) -> int:
        tokens = sum(1 for _ in itertools.product(range(0, 224, patch), repeat=2))
        projections = 4 * tokens * width * width
        expansion = 2 * tokens * width * (4 * width)
        attention = tokens * tokens * width + tokens * tokens * width
        return projections + expansion + attention

    return layer(8) / layer(16)


# Detection


def _overlap(a: dict[str, float], b: dict[str, float]) -> Fraction:
    marked = np.zeros((220, 220), dtype=int)
    for box in (a, b):
        marked[int(box["y1"]) : int(box["y2"]), int(box["x1"]) : int(box["x2"])] += 1
    return Fraction(int((marked == 2).sum()), int((marked > 0).sum()))


def boxes_left_after_suppression(data: list[dict[str, float]], seed: int, n: int, per_cent: int) -> float:
    """Run the greedy rule on lists of pixels, label by label."""
    kept = 0
    for label in {row["label"] for row in data}:
        waiting = sorted((row for row in data if row["label"] == label), key=lambda row: -row["score"])
        while waiting:
            best = waiting.pop(0)
            kept += 1
            waiting = [row for row in waiting if _overlap(best, row) <= Fraction(per_cent, 100)]
    return kept


def worst_placed_object_on_an_anchor_grid(a: int, s: int) -> float:
    """Try each half pixel within a grid cell against the anchors around it."""

    def best(x: float, y: float) -> float:
        shared = max(max(a - abs(x - i * s), 0) * max(a - abs(y - j * s), 0) for i in (0, 1) for j in (0, 1))
        return shared / (2 * a * a - shared)

    places = [k / 2 for k in range(2 * s + 1)]
    return min(best(x, y) for x in places for y in places)


def background_against_objects_under_focal_loss(thousand: int, q100: int, m: int, p10: int, g: int) -> float:
    """Add the losses of two lists of anchors."""

    def loss(p_object: float, is_object: bool) -> float:
        right = p_object if is_object else 1 - p_object
        return (1 - right) ** g * -math.log(right)

    background = np.full(1000 * thousand, loss(q100 / 100, False))
    return float(background.sum() / np.full(m, loss(p10 / 10, True)).sum())


# Segmentation


def rim_around_a_disc(r: int, d: int) -> float:
    """Integrate the widths of both discs over their height by a substitution."""
    angles = (np.arange(4000) + 0.5) * math.pi / 4000

    def area(radius: float) -> float:
        return float((2 * (radius * np.sin(angles)) ** 2).sum() * math.pi / 4000)

    return area(r) / area(r + d)


# Metric learning for many classes


def hardest_triplets_of_a_small_batch(da: int, db: int, m: int, c1: int, c2: int, c3: int, c4: int) -> float:
    """Try each triplet of the batch and keep the worst of each anchor."""
    distance = [[0, da, c1, c2], [da, 0, c3, c4], [c1, c3, 0, db], [c2, c4, db, 0]]
    label = "AABB"
    worst = dict.fromkeys(range(4), Fraction(0))
    for anchor, positive, negative in itertools.permutations(range(4), 3):
        if label[anchor] == label[positive] != label[negative]:
            loss = Fraction(distance[anchor][positive] - distance[anchor][negative] + m, 10)
            worst[anchor] = max(worst[anchor], loss)
    return float(sum(worst.values()) / 4)


def scale_before_a_huge_softmax(n: int, p100: int, c100: int) -> float:
    """Bisect for the scale on the softmax itself."""

    def surplus(scale: float) -> float:
        own = math.exp(scale * c100 / 100)
        return own / (own + (n - 1)) - p100 / 100

    return float(optimize.brentq(surplus, 0.0, 200.0, xtol=1e-11))


def false_match_for_an_unlisted_product(q: int, n2: int) -> float:
    """Ask the binomial distribution of false matches for its mass above zero."""
    return 100 * float(stats.binom.sf(0, n2 * 500_000, 1 / (q * 1_000_000)))


def identification_with_unlisted_products(data: list[dict[str, float]], seed: int, n: int, k: int) -> float:
    """Lower the threshold through the similarities of the file until too many unlisted photos pass."""
    best = 0
    for threshold in [row["similarity"] for row in data]:
        shown = [row for row in data if row["similarity"] > threshold]
        if 10 * sum(1 for row in shown if not row["listed"]) <= k:
            best = max(best, sum(1 for row in shown if row["listed"] and row["right"]))
    return 100 * best / n


def products_from_customer_photos() -> dict[str, float]:
    """Add up bytes photo by photo, and list the answers one by one."""
    per_product = sum(len(bytes(4 * 256)) for _ in range(3))
    answers = ["right"] * 640 + ["wrong"] * 40 + ["wrong"] * 60
    return {
        "memory": per_product * 10_000_000 / 1_000_000_000,
        "right-answers": 100 * answers.count("right") / len(answers),
    }


# Tracking


def cheapest_pairing_of_tracks_and_detections(data: list[dict[str, Any]], seed: int, room: int, gate: int) -> float:
    """Let each track stay alone through a column of its own, and forbid pairs beyond the gate by their price."""
    tracks, detections = (
        np.array([[row["x"], row["y"]] for row in data if row["kind"] == kind]) for kind in ("track", "detection")
    )
    distance = np.linalg.norm(tracks[:, None, :] - detections[None, :, :], axis=2)
    alone = np.where(np.eye(len(tracks), dtype=bool), float(gate), 1e6)
    table = np.hstack([np.where(distance > gate, 1e6, distance), alone])
    rows, columns = optimize.linear_sum_assignment(table)
    return float(table[rows, columns].sum())


def distance_in_a_tilted_gate(pa: int, pc: int, pb: int, r: int, dx: int, dy: int) -> float:
    """Whiten the difference by the Cholesky root of the sum of both covariances."""
    root = np.linalg.cholesky(np.array([[pa, pb], [pb, pc]]) + r * np.eye(2))
    return float(np.sum(np.linalg.solve(root, np.array([dx, dy])) ** 2))


def accuracy_of_a_tracker_in_a_shop(frames: int, people: int, fn: int, fp: int, sw: int) -> float:
    """Take each error off the true positions, one by one, in exact fractions."""
    score = Fraction(1)
    for errors in (fn, fp, sw):
        for _ in range(errors):
            score -= Fraction(1, frames * people)
    return float(100 * score)


def ten_frames_behind_a_pillar() -> float:
    """Step the covariance ten times through the model's matrix."""
    covariance = np.diag([4.0, 1.0])
    step = np.array([[1.0, 1.0], [0.0, 1.0]])
    for _ in range(10):
        covariance = step @ covariance @ step.T
    return math.sqrt(covariance[0, 0])


def identities_that_move_on() -> float:
    """Try each one-to-one matching of two people with three identities, frame by frame."""
    shown = {"first": [1] * 70 + [2] * 30, "second": [2] * 70 + [3] * 30}
    best = max(
        sum(track.count(identity) for track, identity in zip(shown.values(), matching, strict=True))
        for matching in itertools.permutations((1, 2, 3), 2)
    )
    return 2 * best / (200 + 200)


# Evaluation


def average_precision_with_repeated_finds(data: list[dict[str, float]], seed: int, n: int, g: int, truth: int) -> float:
    """Walk down the list with a set of the objects found so far."""
    found: set[int] = set()
    total = Fraction(0)
    ranked = sorted(data, key=lambda row: row["score"], reverse=True)
    for place, row in enumerate(ranked, start=1):
        thing = int(row["object"])
        if row["iou"] >= 0.5 and thing not in found:
            found.add(thing)
            total += Fraction(len(found), place)
    return float(total / truth)


def area_under_the_upper_steps() -> float:
    """Integrate the highest later precision over a fine grid of recalls."""
    marks = [True, False, True, True, False, True]
    curve = [(Fraction(sum(marks[:k]), 5), Fraction(sum(marks[:k]), k)) for k in range(1, 7)]
    grid = [Fraction(2 * i + 1, 1000) for i in range(500)]
    heights = [max((height for recall, height in curve if recall >= place), default=Fraction(0)) for place in grid]
    return float(sum(heights) / len(grid))


# Real-time deployment


def quiet_channel_under_a_shared_scale(big10: int, small100: int) -> float:
    """Round many weights of the channel to the layer's grid and look for the worst."""
    grid = np.arange(-127, 128) * (big10 / 10 / 127)
    limit = small100 / 100
    midpoints = (grid[1:] + grid[:-1]) / 2
    weights = np.concatenate([midpoints[np.abs(midpoints) <= limit], [limit]])
    return float(100 * np.abs(weights[:, None] - grid[None, :]).min(axis=1).max() / limit)


def largest_batch_within_the_deadline(a: int, c: int, d: int, limit: int) -> float:
    """Lay arrivals and results of growing batches on a time line."""
    best = 0
    for size in range(1, 200):
        arrivals = [a * i for i in range(size)]
        ready = arrivals[-1] + c + d * size
        if max(ready - arrival for arrival in arrivals) <= limit:
            best = size
    return best


def camera_that_falls_behind() -> dict[str, float]:
    """Run the queue frame by frame, and move the parcel millisecond by millisecond."""
    free = Fraction(0)
    for frame in range(1801):
        captured = Fraction(frame, 30)
        free = max(free, captured) + Fraction(40, 1000)
    moved = sum(Fraction(9, 10) / 1000 * 500 for _ in range(60))
    return {"delay": float(free - 60), "lag": float(moved)}


def detector_on_every_kth_frame() -> float:
    """Count shared and covered columns of pixels for growing gaps."""

    def ratio(shift: int) -> Fraction:
        first, second = set(range(90)), set(range(shift, shift + 90))
        return Fraction(len(first & second), len(first | second))

    return max(k for k in range(1, 20) if ratio(7 * k) >= Fraction(1, 2))
