"""Second paths to the computed keys of the language processing bank: enumeration, running the algorithms, NumPy."""

import itertools
import math
from collections import Counter
from fractions import Fraction
from typing import Any

import numpy as np
from scipy import integrate, optimize


def bigram_after_absolute_discounting(total: int, kinds: int, seen: int, low: int, discount: float) -> float:
    """Build the whole distribution after the word, with a unigram model over the same words and the rest."""
    others = [1] * (kinds - 1)
    others[0] += total - seen - sum(others)
    counts = [seen, *others]
    unigram = [low / 100] + [(1 - low / 100) / kinds] * kinds  # the last word is unseen after the context
    kept = [max(c - discount, 0.0) for c in counts] + [0.0]
    freed = total - sum(kept)
    chances = [(k + freed * u) / total for k, u in zip(kept, unigram, strict=True)]
    return 100 * chances[0] / sum(chances)


def perplexity_that_would_match(ppl: int, mine: int, theirs: int) -> float:
    """Search for the perplexity at which the total bits agree."""

    def surplus(x: float) -> float:
        return theirs * math.log2(x) - mine * math.log2(ppl)

    return float(optimize.brentq(surplus, 1.0, 100.0, xtol=1e-12))


def perplexity_of_a_stream_of_commands(data: list[dict[str, Any]], seed: int, n: int) -> float:
    """Count in a dictionary and multiply the probabilities."""
    words = [row["word"] for row in data]
    train, product = words[:-10], 1.0
    followers: dict[str, Counter[str]] = {w: Counter() for w in ("play", "stop", "next", "louder")}
    for first, second in itertools.pairwise(train):
        followers[first][second] += 1
    for place in range(len(words) - 10, len(words)):
        table = followers[words[place - 1]]
        product *= (table[words[place]] + 1) / (table.total() + len(followers))
    return float(product ** (-1 / 10))


def continuation_share_of_a_word() -> float:
    """List the distinct pairs and count the endings."""
    ends = ["kong", "port", "case", "cable", "port", "case", "cable", "case", "cable", "cable"]
    return float(100 * Fraction(ends.count("cable"), len(ends)))


def tokens_after_four_merges(data: list[dict[str, Any]], seed: int, n: int) -> float:
    """Run byte-pair encoding on lists of pieces."""
    corpus = [(list(row["word"]), int(row["count"])) for row in data]
    for _ in range(4):
        pairs: Counter[tuple[str, str]] = Counter()
        for pieces, times in corpus:
            for pair in itertools.pairwise(pieces):
                pairs[pair] += times
        best = max(pairs, key=lambda pair: pairs[pair])
        corpus = [(_merge(pieces, best), times) for pieces, times in corpus]
    return float(sum(len(pieces) * times for pieces, times in corpus))


def _merge(pieces: list[str], pair: tuple[str, str]) -> list[str]:
    merged: list[str] = []
    place = 0
    while place < len(pieces):
        if tuple(pieces[place : place + 2]) == pair:
            merged.append("".join(pair))
            place += 2
        else:
            merged.append(pieces[place])
            place += 1
    return merged


def review_in_a_script_without_merges(letters: int, plain: int, width: int, english: int) -> float:
    """Encode a text of that make-up in UTF-8 and count."""
    letter = {2: "ж", 3: "ก"}[width]
    return len((letter * letters + " " * plain).encode("utf-8")) / english


def loss_with_two_negative_samples(
    x: float, y: float, p: float, q: float, r: float, s: float, t: float, u: float
) -> float:
    """Multiply the three probabilities of the right labels."""
    chance = 1.0
    for context, label in (((p, q), 1), ((r, s), 0), ((t, u), 0)):
        real = 1 / (1 + math.exp(-float(np.dot((x, y), context))))
        chance *= real if label else 1 - real
    return -math.log(chance)


def one_row_of_causal_attention(data: list[dict[str, Any]], seed: int, n: int, t: int) -> float:
    """Compute the whole head with a mask of minus infinity and read one row."""
    q = np.array([[row["q1"], row["q2"]] for row in data])
    k = np.array([[row["k1"], row["k2"]] for row in data])
    v = np.array([row["v"] for row in data])
    scores = q @ k.T / np.sqrt(2)
    scores[np.triu(np.ones((n, n), bool), 1)] = -np.inf
    weights = np.exp(scores)
    weights /= weights.sum(axis=1, keepdims=True)
    return float((weights @ v)[t - 1])


def share_of_the_quadratic_part(n: int, d: int, heads: int) -> float:
    """List the matrix products by their three sizes and multiply these out."""
    width = d // heads
    dense = [(n, d, d)] * 4 + [(n, d, 4 * d), (n, 4 * d, d)]
    pairs = [(n, width, n), (n, n, width)] * heads
    cost_dense, cost_pairs = (sum(a * b * c for a, b, c in products) for products in (dense, pairs))
    return 100 * cost_pairs / (cost_dense + cost_pairs)


def serving_review_summaries() -> dict[str, Any]:
    """Allocate the cache of one layer and token, and count positions pass by pass."""
    one = np.zeros((2, 8, 128), dtype=np.float16).nbytes
    without = sum(7600 + written for written in range(400))
    cached = 7600 + sum(1 for written in range(1, 400))
    return {"cache-size": one * 32 * 8000 / 1e9, "without-cache": without / cached}


def dot_products_of_a_sentence_pair(source: int, target: int, deep: int, shallow: int) -> float:
    """Count the ones of the masks."""
    encoder = np.ones((source, source))
    causal = np.tril(np.ones((target, target)))
    cross = np.ones((target, source))
    return float(deep * encoder.sum() + shallow * (causal.sum() + cross.sum()))


def adapting_to_a_catalogue() -> dict[str, Any]:
    """Take errors before and after as exact fractions."""
    before, after = 600 - 372, 600 - 486
    return {"errors-removed": float(100 * (1 - Fraction(after, before)))}


def temperature_then_top_k(a: int, b: int, c: int, k: int, temperature: float) -> float:
    """Divide logits, cut, and apply the softmax."""
    logits = np.log(np.array([a, b, c, 100 - a - b - c], dtype=float)) / temperature
    kept = np.sort(logits)[::-1][:k]
    return float(100 * np.exp(logits[1] - np.logaddexp.reduce(kept)))


def what_a_beam_of_two_finds(p1: int, p2: int, m1: int, m2: int, m3: int, turn: int, j: int) -> str:
    """Lay the table out cell by cell and run the beam over it."""
    probs, tops = (p1, p2, 100 - p1 - p2), (m1, m2, m3)
    middles = [int(0.53 * (100 - m1)), int(0.6 * (100 - m2)), int(0.7 * (100 - m3))]
    start: dict[tuple[str, ...], float] = {}
    after: dict[str, dict[str, float]] = {}
    for place, word in enumerate(("very", "quite", "really")):
        rank = (place + turn) % 3
        cells = [tops[rank], middles[rank], 100 - tops[rank] - middles[rank]]
        start[(word,)] = probs[rank]
        after[word] = {
            second: cells[(column - rank - j) % 3] for column, second in enumerate(("light", "small", "cheap"))
        }
    beam = sorted(start.items(), key=lambda item: -item[1])[:2]
    grown = {(*head, second): chance * more for head, chance in beam for second, more in after[head[0]].items()}
    best: tuple[str, ...] = max(grown, key=lambda words: grown[words])
    return " ".join(best)


def length_power_that_makes_a_tie() -> float:
    """Search for the power at which both scores agree."""
    return float(optimize.brentq(lambda power: 6.0 / 5**power - 9.0 / 9**power, 0.0, 2.0, xtol=1e-12))


def overlap_score_of_a_test_set(data: list[dict[str, Any]], seed: int, n: int) -> float:
    """Clip with the intersection of counters, sentence by sentence."""
    logs, lengths = [], (0, 0)
    for order in (1, 2):
        hits = total = 0
        for row in data:
            system, reference = (_grams(row[side].split(), order) for side in ("system", "reference"))
            hits += (system & reference).total()
            total += system.total()
            if order == 1:
                lengths = (lengths[0] + system.total(), lengths[1] + reference.total())
        logs.append(math.log(hits / total))
    brevity = min(1.0, math.exp(1 - lengths[1] / lengths[0]))
    return 100 * brevity * math.exp(sum(logs) / 2)


def _grams(words: list[str], order: int) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[i : i + order]) for i in range(len(words) - order + 1))


def share_of_paired_resamples_won(gain: float, spread: int, n: int, single: int) -> float:
    """Integrate the normal density of the resampled mean difference above zero."""
    error = spread / math.sqrt(n)

    def density(x: float) -> float:
        return math.exp(-(((x - gain) / error) ** 2) / 2) / (error * math.sqrt(2 * math.pi))

    value, _ = integrate.quad(density, 0.0, gain + 12 * error, points=[gain], limit=200)
    return float(100 * value)


def brevity_over_four_sentences() -> float:
    """Sum the series of the exponential at the excess of the total lengths."""
    excess = -Fraction(sum((12, 13, 11, 12)), sum((9, 14, 7, 10))) + 1
    return float(sum(excess**k / math.factorial(k) for k in range(30)))


def which_translation_was_shown_first() -> float:
    """Reweight each judgement so that both orders have the same total."""
    weights = {"top": Fraction(200, 300), "below": Fraction(200, 100)}
    return float(100 * (186 * weights["top"] + 46 * weights["below"]) / 400)


def passes_over_the_smallest_language(big: int, mid: int, small: float, power: float, drawn: int) -> float:
    """Take shares of the data first and work with logarithms."""
    sizes = np.array([big, mid, small], dtype=float)
    logits = power * np.log(sizes / sizes.sum())
    shares = np.exp(logits - np.logaddexp.reduce(logits))
    return float(shares[2] * drawn / small)


def choices_that_a_log_line_stands_for() -> float:
    """Search for the die whose entropy is the loss."""
    return float(min(range(1, 100), key=lambda sides: abs(-math.log2(1 / sides) - 3)))


def from_short_to_long_documents() -> float:
    """Count pairs of tokens over the batch."""
    return (8 * 8192 * 8192) / (16 * 2048 * 2048)
