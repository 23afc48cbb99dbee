"""Second paths to the computed keys of the speech recognition bank: enumeration, simulation, dynamic programming."""

import math
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np


def frames_in_a_spoken_command(length: int, window: int, hop: int) -> float:
    """Slide the window until it no longer fits."""
    frames = start = 0
    while start + window <= length:
        frames += 1
        start += hop
    return float(frames)


def slope_over_five_frames(first: int, second: int, third: int, fourth: int, fifth: int) -> float:
    """Fit a line by least squares."""
    values = np.array([first, second, third, fourth, fifth]) / 10
    return float(np.polyfit(np.arange(5), values, 1)[0])


def audio_behind_one_second_difference() -> float:
    """Change one millisecond of a signal at a time and see which ones move the delta-delta."""
    rng = np.random.default_rng(1)
    signal = rng.uniform(1, 2, 400)
    weights = np.array([-2, -1, 0, 1, 2]) / 10

    def second_delta(samples: Any) -> float:
        frames = np.array([samples[s : s + 25].sum() for s in range(0, len(samples) - 24, 10)])
        deltas = np.array([weights @ frames[t - 2 : t + 3] for t in range(2, len(frames) - 2)])
        return float(weights @ deltas[10:15])

    base = second_delta(signal)
    moved = []
    for place in range(len(signal)):
        changed = signal.copy()
        changed[place] += 1
        if abs(second_delta(changed) - base) > 1e-9:
            moved.append(place)
    return float(moved[-1] - moved[0] + 1)


def from_posterior_to_emission_score(post_v: int, post_s: int, share_v: int, share_s: int) -> float:
    """Count frames: of some million, with any frequency of this kind of frame, how many of each state look like it."""
    frames = 10**8
    alike = Fraction(3, 1000)
    densities = []
    for posterior, share in ((post_v, share_v), (post_s, share_s)):
        of_this_state = Fraction(frames * share, 100)
        of_this_state_and_alike = frames * alike * posterior / 100
        densities.append(of_this_state_and_alike / of_this_state)
    return float(densities[0] / densities[1])


def score_of_a_forced_alignment(data: list[dict[str, float]], seed: int, n: int) -> float:
    """Run the Viterbi recursion along the frames."""
    best = [data[0]["m"], -np.inf, -np.inf]
    for row in data[1:]:
        previous = best
        best = [
            max(previous[k], previous[k - 1] if k else -np.inf) + row[phone] for k, phone in enumerate(("m", "ay", "s"))
        ]
    return float(best[2])


def phones_too_short_for_the_model() -> float:
    """Ask of each class of durations whether its longest phone holds three frames."""
    edges = [30, 60, 90, 120, 150, 180, 210, 240]
    counts = [120, 230, 260, 180, 110, 70, 30]
    states, step = 3, 30
    short = sum(count for count, low in zip(counts, edges, strict=False) if len(range(0, low, step)) < states)
    return 100 * short / sum(counts)


def _collapsed(path: tuple[str, ...]) -> str:
    """Merge runs, then drop the blanks."""
    merged = [label for place, label in enumerate(path) if not place or label != path[place - 1]]
    return "".join(label for label in merged if label != "-")


def three_frames_for_one_letter(a1: int, a2: int, a3: int, k1: int, k2: int, k3: int) -> float:
    """Enumerate all 27 paths over a, blank and any other letter."""
    frames = [{"a": a, "-": k, "x": 100 - a - k} for a, k in ((a1, k1), (a2, k2), (a3, k3))]
    total = 0
    for path in product("a-x", repeat=3):
        if _collapsed(path) == "a":
            total += int(np.prod([frame[label] for frame, label in zip(frames, path, strict=True)]))
    return total / 10000


def loss_of_a_word_with_a_double_letter(data: list[dict[str, float]], seed: int) -> float:
    """Carry the probability of each written text with its last symbol, and keep those that begin the word."""
    beams: dict[tuple[str, str], float] = {("", "-"): 1.0}
    for row in data:
        ahead: dict[tuple[str, str], float] = {}
        for (written, last), weight in beams.items():
            for symbol, chance in (("-", row["blank"]), ("a", row["a"]), ("l", row["l"])):
                grown = written if symbol in ("-", last) else written + symbol
                if "all".startswith(grown):
                    ahead[grown, symbol] = ahead.get((grown, symbol), 0.0) + weight * chance
        beams = ahead
    return float(-np.log(sum(weight for (written, _), weight in beams.items() if written == "all")))


def probability_by_a_transducer(y1: int, y2: int, y3: int, rest: int, c1: int, c2: int, c3: int) -> float:
    """Walk all sequences of blanks and labels up to the third blank."""
    writes, silent = [y1, y2, y3], [c1, c2, c3]

    def onwards(frame: int, written: int) -> Fraction:
        if frame == 3:
            return Fraction(written)
        if written:
            return Fraction(silent[frame], 100) * onwards(frame + 1, 1)
        blank = Fraction(100 - writes[frame] - rest, 100)
        return Fraction(writes[frame], 100) * onwards(frame, 1) + blank * onwards(frame + 1, 0)

    return float(100 * onwards(0, 0))


def shortest_audio_for_committee() -> float:
    """Search the shortest path over the letters and blank, state by state, that collapses to the word."""
    word = "committee"
    reached = {(0, "-")}
    frames = 0
    while not any(done == len(word) for done, _ in reached):
        frames += 1
        ahead = {(done, "-") for done, _ in reached}
        for done, last in reached:
            ahead |= {(done, last)} if last != "-" else set()
            if done < len(word) and word[done] != last:
                ahead.add((done + 1, word[done]))
        reached = ahead
    return 40.0 * frames


def pull_on_the_score_of_the_leader() -> float:
    """Difference the expectation numerically."""
    scores, errors = np.log([0.4, 0.3, 0.2, 0.1]), np.array([2, 1, 4, 2])

    def expected(shift: float) -> float:
        weights = np.exp(scores + np.array([shift, 0, 0, 0]))
        return float(weights @ errors / weights.sum())

    return (expected(1e-5) - expected(-1e-5)) / 2e-5


def text_of_a_greedy_decoder(data: list[dict[str, float]], seed: int) -> str:
    """Write a letter whenever the best symbol changes to one."""
    text, last = "", "blank"
    for row in data:
        symbol = max(("blank", "a", "e", "l", "t"), key=row.__getitem__)
        if symbol not in (last, "blank"):
            text += symbol
        last = symbol
    return text


def weight_at_which_the_rival_wins(gap: int, lm_gap: int, more: int, tenths: int, ac: int, lm: int) -> float:
    """Bisect on the weight for the place where the two scores are equal."""

    def lead_of_a(weight: float) -> float:
        score_a = -ac / 10 + weight * -(lm + lm_gap) / 10 + tenths / 10 * (6 + more)
        score_b = -(ac + gap) / 10 + weight * -lm / 10 + tenths / 10 * 6
        return score_a - score_b

    low, high = 0.0, 100.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if lead_of_a(middle) > 0 else (low, middle)
    return low


def best_words_in_a_lattice(**costs: int) -> str:
    """Carry the cheapest way to each word from place to place."""
    costs |= {"five": 11, "mails": 15, "start_send": 2, "start_spend": 3}
    ways = {word: (costs[word] + 2 * costs[f"start_{word}"], word) for word in ("send", "spend")}
    for place in (("five", "fine"), ("mails", "nails")):
        ways = {
            word: min(
                (cost + costs[word] + 2 * costs[f"{last}_{word}"], f"{text} {word}")
                for last, (cost, text) in ways.items()
            )
            for word in place
        }
    return min(ways.values())[1]


def bonus_for_names_of_contacts() -> float:
    """Count the errors among 10,000 words of the mixture in use, for each bonus."""
    names, others = [40, 22, 12, 9, 8], [6, 6.1, 6.4, 8.2, 12.5]
    errors = {bonus: 200 * names[bonus] / 100 + 9800 * others[bonus] / 100 for bonus in range(5)}
    return float(min(errors, key=errors.__getitem__))


def look_ahead_of_a_stack(layers: int, ahead: int, factor: int, hop: int) -> float:
    """Follow through the layers the furthest step that step 0 depends on."""
    furthest = 0
    for _ in range(layers):
        furthest = max(range(furthest, furthest + ahead + 1))
    return float(sum(hop for _ in range(furthest) for _ in range(factor)))


def chunks_that_pile_up(chunk: int, over: int, n: int) -> float:
    """Simulate the queue."""
    free = 0
    for number in range(1, n + 1):
        free = max(free, number * chunk) + chunk + over
    return (free - n * chunk) / 1000


def silence_that_ends_a_command() -> dict[str, float]:
    """List the pauses one by one, each at the middle of its class."""
    middles = [0.1, 0.3, 0.5, 0.7, 0.9, 1.1]
    pauses = np.repeat(middles, [250, 80, 40, 18, 9, 3])
    allowed = [step / 5 for step in range(1, 8) if np.mean(pauses > step / 5) <= 0.01]
    return {"cut": float(100 * np.mean(pauses > 0.6)), "shortest": min(allowed)}


def _edits(said: list[str], written: list[str]) -> int:
    """Search breadth-first over pairs of places, with free steps along equal words."""

    def slid(i: int, j: int) -> tuple[int, int]:
        while i < len(said) and j < len(written) and said[i] == written[j]:
            i, j = i + 1, j + 1
        return i, j

    seen = {slid(0, 0)}
    edits = 0
    while (len(said), len(written)) not in seen:
        edits += 1
        steps = [(i + a, j + b) for i, j in seen for a, b in ((0, 1), (1, 0), (1, 1))]
        seen |= {slid(i, j) for i, j in steps if i <= len(said) and j <= len(written)}
    return edits


def error_rate_of_spoken_digits(data: list[dict[str, str]], seed: int) -> float:
    """Add up the edits and the words said."""
    pairs = [(row["reference"].split(), row["hypothesis"].split()) for row in data]
    return 100 * sum(_edits(said, written) for said, written in pairs) / sum(len(said) for said, _ in pairs)


def a_call_to_anna() -> float:
    """Search for the fewest edits."""
    said = ["please", "call", "anna", "at", "nine", "tonight"]
    written = ["call", "and", "at", "nine", "to", "night"]
    return 100 * _edits(said, written) / len(said)


def old_and_new_recogniser(a1: int, b1: int, a2: int, b2: int) -> dict[str, float]:
    """Mark each word right or wrong and count; for the use, draw up 10,000 words in its mixture."""
    commands = np.arange(2400) < b1
    dictations = np.arange(6000) < b2
    both = np.concatenate([commands, dictations])
    before = np.concatenate([np.arange(2400) < a1, np.arange(6000) < a2])
    weights = np.concatenate([np.full(2400, 8000 / 2400), np.full(6000, 2000 / 6000)])
    return {
        "pooled": float(100 * both.mean()),
        "reduction": float(100 * (1 - both.mean() / before.mean())),
        "in-use": float(100 * (weights * both).sum() / weights.sum()),
    }


def references_with_slips() -> float:
    """Place three slips and five differences in every overlap, of equal or of other words, and take the worst."""
    true = [f"w{place}" for place in range(100)]
    reference = ["slip" if place < 3 else word for place, word in enumerate(true)]
    rates = []
    for first in range(4):
        for changed in ("other", "right"):
            places = range(first, first + 5)
            written = [
                (true[k] if changed == "right" and k < 3 else "other") if k in places else word
                for k, word in enumerate(reference)
            ]
            if _edits(reference, written) == 5:
                rates.append(_edits(true, written))
    return float(max(rates))


def noise_at_a_given_ratio(speech: int, noise: int, ratio: int) -> float:
    """Bisect on the factor until the ratio of the powers of two signals is reached."""
    wave = np.sin(2 * np.pi * np.arange(64) / 64) * np.sqrt(2)
    square = np.where(np.arange(64) % 2, 1.0, -1.0)
    power_of_speech = float(np.mean((wave * speech / 1000) ** 2))
    power_of_noise = float(np.mean((square * noise / 1000) ** 2))
    low, high = 1e-6, 1e3
    for _ in range(70):
        factor = (low + high) / 2
        decibels = 10 * math.log10(power_of_speech / (power_of_noise * factor * factor))
        low, high = (factor, high) if decibels > ratio else (low, factor)
    return low
