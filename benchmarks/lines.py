"""Print how good the line classifier is: `python benchmarks/lines.py`.

First sentences of SkillSpan's test part that ask for a skill or a knowledge. Then kinds, by the rules alone and settled
with the classifier, on hand-made profiles and on our own held-out postings: recall of requirements, other statements
falsely read as claims, kinds that agree; how right those are whose confidence reaches the threshold for half of all
statements; and whether confidence means what it says (expected calibration error, and a row for each tenth). Last CPU.
"""

import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.extraction import Score, score_profile, shared_postings, written_postings  # noqa: E402 - as above
from quizapp.domain.extraction import Lexicon, LineClassifier, extract_profile  # noqa: E402
from quizapp.domain.extraction.page import Page  # noqa: E402
from quizapp.domain.extraction.reading import Reading  # noqa: E402
from quizapp.services.line_classifier import read_line_classifier  # noqa: E402
from training.samples import read_lexicon, skillspan_samples  # noqa: E402

Posting = tuple[str, list[dict[str, Any]]]
SHARE = 0.5  # of all statements accepted without review
LINES = 60
TENTHS = 10


def print_asking(classifier: LineClassifier, lexicon: Lexicon) -> None:
    """Print precision, recall and F1 of sentences that ask for a skill or a knowledge."""
    samples = skillspan_samples("test", lexicon)
    if not samples:
        print("SkillSpan is not in ../shared/postings/skillspan, beside the checkout: not scored")
        return
    asks = np.concatenate([sample.asks for sample in samples])
    chances = np.concatenate([classifier.read(sample.drafts)[1] for sample in samples])
    said = chances >= classifier.asks_threshold
    right = int((asks & said).sum())
    precision, recall = right / said.sum(), right / asks.sum()
    f1 = 2 * precision * recall / (precision + recall)
    print(f"SkillSpan test, {len(asks)} sentences: precision {precision:.3f}  recall {recall:.3f}  F1 {f1:.3f}")


def score(postings: Iterable[Posting], lexicon: Lexicon, classifier: LineClassifier | None) -> Score:
    """Read every posting, and return what agrees."""
    total = Score()
    for text, gold in postings:
        score_profile(gold, extract_profile(text, lexicon, classifier), text, total)
    return total


def calibration_error(judged: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error over tenths of confidence: mean distance of confidence and accuracy."""
    tenths = by_tenths(judged)
    return sum(abs(sure - right) * count for sure, right, count in tenths.values()) / len(judged)


def by_tenths(judged: Sequence[tuple[float, bool]]) -> dict[int, tuple[float, float, int]]:
    """Return for each tenth of confidence that occurs its mean confidence, its accuracy and its count."""
    found: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in judged:
        found.setdefault(min(TENTHS - 1, int(TENTHS * confidence)), []).append((confidence, right))
    return {
        tenth: (float(np.mean([c for c, _ in pairs])), float(np.mean([r for _, r in pairs])), len(pairs))
        for tenth, pairs in sorted(found.items())
    }


def print_kinds(name: str, postings: Sequence[Posting], classifier: LineClassifier, lexicon: Lexicon) -> None:
    """Print how well the kinds of some postings are read by the rules alone and settled, and how sure that is."""
    for by, helper in (("rules", None), ("settled", classifier)):
        total = score(postings, lexicon, helper)
        print(
            f"{name:6} {by:8} recall {total.recall:.3f}  false {total.false:.3f}"
            f"  false of legal, benefit, chrome {total.false_offers:.3f}  kind {total.kind:.3f}"
        )
    accepted = [right for confidence, right in total.judged if confidence >= classifier.threshold(SHARE)]
    share = len(accepted) / len(total.judged)
    print(f"       accepted without review: {share:.2f} of all, right {np.mean(accepted):.3f}")
    print(f"       surest half of these: right {total.accepted:.3f}")
    print(f"       calibration error {calibration_error(total.judged):.3f}")
    for sure, right, count in by_tenths(total.judged).values():
        print(f"         confidence {sure:.2f}: right {right:.2f} of {count}")


def print_cost(postings: Sequence[Posting], classifier: LineClassifier, lexicon: Lexicon) -> None:
    """Print what the classifier costs for a posting of 60 lines."""
    drafts = [draft for text, _ in postings for draft in Reading(Page(text, lexicon)).drafts()]
    pages = [drafts[at : at + LINES] for at in range(0, len(drafts) - LINES, LINES)]
    begun = time.process_time()
    for page in pages:
        classifier.read(page)
    milliseconds = 1000 * (time.process_time() - begun) / len(pages)
    print(f"reading {LINES} lines by the classifier: {milliseconds:.1f} ms CPU, mean of {len(pages)}")


def main() -> None:
    """Print all figures."""
    classifier, lexicon = read_line_classifier(), read_lexicon()
    print(classifier.metadata["attribution"])
    print_asking(classifier, lexicon)
    sets: dict[str, list[Posting]] = {name: list(shared_postings(name)) for name in ("seeds", "dev")}
    sets["check"] = list(written_postings())
    for name, postings in sets.items():
        if postings:
            print_kinds(name, postings, classifier, lexicon)
        else:
            print(f"{name}: there are no hand-made profiles in ../shared/postings, beside the checkout: not scored")
    print_cost(sets["check"], classifier, lexicon)


if __name__ == "__main__":
    main()
