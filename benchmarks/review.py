"""Print what a mentor's review of a posting costs: `python benchmarks/review.py`.

For each posting with a hand-made profile (../shared/postings, and our own in training/postings/check): how many lines
are to be looked at with the default setting, how many of those are wrong and so many corrections, how many wrong lines
nobody is led to, and the time by the keystroke-level model (Card, Moran and Newell 1980): reading at 238 words a
minute (Brysbaert 2019), 1.35 s to decide on a line, 0.28 s a key, 1.35 s and eight keys more to change competencies.
No person was timed.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quizapp.config import Settings  # noqa: E402 - the checkout's own package is meant, wherever this is run from
from quizapp.domain.review import Line, line_of, needs_check  # noqa: E402
from quizapp.services.postings import read_profile  # noqa: E402
from quizapp.services.reading import Reader, make_reader  # noqa: E402
from training.corpus import read_written  # noqa: E402

SHARED = ROOT.parent / "shared" / "postings"
READING = 60 / 238  # seconds a word
DECIDING, KEY = 1.35, 0.28  # seconds
LINK_KEYS = 8


@dataclass(frozen=True)
class Cost:
    """What one posting's review comes to."""

    lines: int
    looked_at: int
    corrected: int
    missed: int
    seconds: float


def review_cost(text: str, gold: Sequence[dict[str, Any]], reader: Reader) -> Cost:
    """Review a posting as a mentor would who knows its hand-made profile."""
    lines = tuple(map(line_of, read_profile(text, reader).statements))
    accepted_from = reader.accepted_from(Settings.accept_share)
    looked_at = corrected = missed = 0
    seconds = KEY + DECIDING  # to sign off
    for line in lines:
        wrong_kind, wrong_links = _faults(line, gold)
        if not needs_check(line, accepted_from):
            missed += wrong_kind or wrong_links
            continue
        looked_at += 1
        corrected += wrong_kind or wrong_links
        seconds += READING * len(text[line.start : line.end].split()) + DECIDING + KEY
        seconds += (DECIDING + KEY) * wrong_kind + (DECIDING + KEY * LINK_KEYS) * wrong_links
    return Cost(len(lines), looked_at, corrected, missed, seconds)


def _faults(line: Line, gold: Iterable[dict[str, Any]]) -> tuple[bool, bool]:
    """Tell whether a line's kind, and whether its competencies, differ from the hand-made ones."""
    near = max(gold, key=lambda g: min(g["end"], line.end) - max(g["start"], line.start))
    if min(near["end"], line.end) <= max(near["start"], line.start):
        return False, False
    keys, allowed = set(line.keys), {key for group in near["core"] + near["weak"] for key in group}
    inside = 2 * (min(near["end"], line.end) - max(near["start"], line.start)) >= near["end"] - near["start"]
    missing = inside and any(not keys & set(group) for group in near["core"])
    return line.kind not in near["kinds"], missing or bool(keys - allowed)


def _shared(folder: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for path in sorted((SHARED / folder).glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text("utf-8")
        yield text, json.loads(path.read_text("utf-8"))["statements"]


def main() -> None:
    """Print a row for each set of postings."""
    reader = make_reader(ROOT / "question_banks")
    sets = {"seeds": list(_shared("seeds")), "dev": list(_shared("dev"))}
    sets["check"] = [(posting.render()[0], posting.profile()["statements"]) for posting in read_written("check")]
    print(f"{'':6} postings  median lines  to look at  corrected  wrong and not shown  median seconds  slowest")
    for name, pairs in sets.items():
        if not pairs:
            print(f"{name:6} the hand-made profiles are not beside the checkout: nothing to measure")
            continue
        costs = [review_cost(text, gold, reader) for text, gold in pairs]
        middle = [
            median(getattr(c, part) for c in costs) for part in ("lines", "looked_at", "corrected", "missed", "seconds")
        ]
        print(
            f"{name:6} {len(costs):8}  {middle[0]:12.0f}  {middle[1]:10.0f}  {middle[2]:9.1f}  {middle[3]:19.1f}"
            f"  {middle[4]:14.0f}  {max(c.seconds for c in costs):7.0f}"
        )


if __name__ == "__main__":
    main()
