"""Print how well and how fast postings are read: `python benchmarks/extraction.py`.

Scores against the hand-made profiles in ../shared/postings, beside the checkout, and against our own written ones in
training/postings/check, which neither rules nor weights have seen. Columns: recall of requirements, share of other
statements falsely read as claims, the same among legal, benefit and chrome alone, share of kinds that agree, precision,
recall and F1 of competency links, share of kinds that agree among the surest half of all statements, spans that don't
stand where they say, and CPU milliseconds a posting (95th percentile, five readings of each). Then the same bytes read
in two processes, and texts of 200,000 characters made to be slow.
"""

import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quizapp.domain.extraction import (  # noqa: E402 - the checkout's own package is meant, wherever this is run from
    CLAIMS,
    REQUIREMENTS,
    Profile,
    Statement,
)
from quizapp.services.reading import Reader, make_reader  # noqa: E402
from training.corpus import read_written  # noqa: E402

POSTINGS = ROOT.parent / "shared" / "postings"
OFFERED = {"legal", "benefit", "chrome"}
READINGS = 5
Gold = list[dict[str, Any]]


@dataclass
class Score:
    """Count what agrees, over any number of postings."""

    counts: Counter[str] = field(default_factory=Counter)
    postings: int = 0
    seconds: list[float] = field(default_factory=list)
    judged: list[tuple[float, bool]] = field(default_factory=list)
    """Confidence of each statement that was found, and whether its kind agrees."""

    def _share(self, part: str, *whole: str) -> float:
        total = sum(self.counts[name] for name in whole)
        return self.counts[part] / total if total else float("nan")

    @property
    def recall(self) -> float:
        """Return the share of requirements that came back as requirements of any kind."""
        return self._share("requirements found", "requirements")

    @property
    def false(self) -> float:
        """Return the share of other statements that came back as claims."""
        return self._share("others claimed", "others")

    @property
    def false_offers(self) -> float:
        """Return the share of legal, benefit and chrome statements that came back as claims."""
        return self._share("offers claimed", "offers")

    @property
    def accepted(self) -> float:
        """Return the share of kinds that agree among the surest half of the statements."""
        surest = sorted(self.judged, reverse=True)[: (len(self.judged) + 1) // 2]
        return sum(right for _, right in surest) / len(surest)

    @property
    def milliseconds(self) -> float:
        """Return the 95th percentile of CPU milliseconds a posting."""
        return 1000 * quantiles(self.seconds, n=20)[-1]

    @property
    def kind(self) -> float:
        """Return the share of statements whose kind is an accepted one."""
        return self._share("kinds right", "statements")

    @property
    def precision(self) -> float:
        """Return the precision of competency links."""
        return self._share("links right", "links right", "links wrong")

    @property
    def link_recall(self) -> float:
        """Return the recall of competency links."""
        return self._share("links right", "links right", "links missed")

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall of links."""
        return 2 * self.precision * self.link_recall / (self.precision + self.link_recall)

    @property
    def spans_wrong(self) -> int:
        """Return how many statements don't stand where they say."""
        return self.counts["spans wrong"]


def overlap(gold: dict[str, Any], statement: Statement) -> int:
    """Return how many characters a hand-made statement and one that was read share."""
    return max(0, min(int(gold["end"]), statement.end) - max(int(gold["start"]), statement.start))


def score_profile(gold: Iterable[dict[str, Any]], profile: Profile, text: str, score: Score) -> None:
    """Add one posting's agreement to `score`."""
    score.counts["spans wrong"] += sum(text[s.start : s.end] != s.text for s in profile.statements)
    for wanted in gold:
        _score_statement(wanted, profile, score)


def _score_statement(wanted: dict[str, Any], profile: Profile, score: Score) -> None:
    counts = score.counts
    near = [statement for statement in profile.statements if overlap(wanted, statement)]
    best = max(near, key=lambda statement: overlap(wanted, statement), default=None)
    length = wanted["end"] - wanted["start"]
    if best is not None and 2 * overlap(wanted, best) < min(length, best.end - best.start):
        best = None
    kind = best.kind if best else None
    accepted = set(wanted["kinds"])
    counts["statements"] += 1
    counts["kinds right"] += kind in accepted
    if accepted <= REQUIREMENTS:
        counts["requirements"] += 1
        counts["requirements found"] += kind in REQUIREMENTS
    elif not accepted & REQUIREMENTS:
        counts["others"] += 1
        counts["others claimed"] += kind in CLAIMS
        if accepted <= OFFERED:
            counts["offers"] += 1
            counts["offers claimed"] += kind in CLAIMS
    if best is not None:
        score.judged.append((best.confidence, kind in accepted))
    inside = [s for s in near if s is best or 2 * overlap(wanted, s) >= s.end - s.start]
    keys = {link.key for statement in inside for link in statement.competencies}
    hits = sum(bool(keys & set(core)) for core in wanted["core"])
    counts["links right"] += hits
    counts["links missed"] += len(wanted["core"]) - hits
    counts["links wrong"] += len(keys - {key for group in wanted["core"] + wanted["weak"] for key in group})


def shared_postings(folder: str) -> Iterator[tuple[str, Gold]]:
    """Yield the texts of a folder beside the checkout with their hand-made statements; nothing where it is absent."""
    for path in sorted((POSTINGS / folder).glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        yield text, json.loads(path.read_text(encoding="utf-8"))["statements"]


def written_postings() -> Iterator[tuple[str, Gold]]:
    """Yield our own written postings that nothing was trained on, with their statements."""
    for posting in read_written("check"):
        yield posting.render()[0], posting.profile()["statements"]


def score_postings(postings: Iterable[tuple[str, Gold]], reader: Reader) -> Score:
    """Read every posting and return the score over all of them."""
    score = Score()
    for text, gold in postings:
        for _ in range(READINGS):
            begun = time.process_time()
            profile = reader.read(text)
            score.seconds.append(time.process_time() - begun)
        score.postings += 1
        score_profile(gold, profile, text, score)
    return score


def slow_texts() -> Iterator[tuple[str, str]]:
    """Yield texts of 200,000 characters, each made to be slow in its own way."""
    line = "strong knowledge of Python and statistics, experience with A/B testing and "
    yield "one line", (line * 3000)[:200_000]
    yield "no spaces", "experience" * 20_000
    yield "nested bullets", "".join(f"{' ' * (n % 9)}• - * ◦ You know statistics\n" for n in range(8000))[:200_000]
    yield "repeated headings", ("Your profile\nWhat we offer\n" * 8000)[:200_000]
    yield "commas and brackets", ("SQL, (R), [Go], C; " * 12_000)[:200_000]
    yield "only breaks", "a\n" * 100_000


def read_apart(seed: str) -> bytes:
    """Return the profiles of the written postings as another process prints them."""
    program = "from benchmarks.extraction import print_profiles; print_profiles()"
    environment = os.environ | {"PYTHONHASHSEED": seed}
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True
    ).stdout


def print_profiles() -> None:
    """Print everything that is read of the written postings."""
    reader = make_reader(ROOT / "question_banks")
    for text, _ in written_postings():
        print(repr(reader.read(text)))


def main() -> None:
    """Print a row for each set of postings, then what hostile texts cost."""
    reader = make_reader(ROOT / "question_banks")
    sets = {name: list(shared_postings(name)) for name in ("seeds", "dev")} | {"check": list(written_postings())}
    print(f"{'':6} postings recall  false offers   kind link P link R     F1   half spans p95 ms")
    for name, postings in sets.items():
        if not postings:
            print(f"{name:6} there are no hand-made profiles in ../shared/postings, beside the checkout: not scored")
            continue
        score = score_postings(postings, reader)
        shares = (
            score.recall, score.false, score.false_offers, score.kind, score.precision, score.link_recall, score.f1,
            score.accepted,
        )  # fmt: skip
        figures = "  ".join(f"{share:5.3f}" for share in shares)
        print(f"{name:6} {score.postings:8}  {figures} {score.spans_wrong:5} {score.milliseconds:6.0f}")
    same = read_apart("1") == read_apart("2")
    print(f"same bytes from two processes: {'yes' if same else 'NO'}")
    for name, text in slow_texts():
        begun = time.process_time()
        reader.read(text)
        print(f"{name:20} {len(text):,} characters: {1000 * (time.process_time() - begun):5.0f} ms CPU")


if __name__ == "__main__":
    main()
