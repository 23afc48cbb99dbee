"""Print how well and how fast postings are read: `python benchmarks/extraction.py`.

Scores against the hand-made profiles in ../shared/postings, beside the checkout. Columns: recall of requirements, share
of other statements falsely read as claims, share of kinds that agree, precision, recall and F1 of competency links, and
CPU milliseconds a posting.
"""

import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quizapp.domain.extraction import (  # noqa: E402 - the checkout's own package is meant, wherever this is run from
    CLAIMS,
    REQUIREMENTS,
    Lexicon,
    Profile,
    Statement,
    extract_profile,
)

POSTINGS = ROOT.parent / "shared" / "postings"


@dataclass
class Score:
    """Count what agrees, over any number of postings."""

    counts: Counter[str] = field(default_factory=Counter)
    postings: int = 0
    seconds: float = 0.0

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
        _score_statement(wanted, profile, score.counts)


def _score_statement(wanted: dict[str, Any], profile: Profile, counts: Counter[str]) -> None:
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
    inside = [s for s in near if s is best or 2 * overlap(wanted, s) >= s.end - s.start]
    keys = {link.key for statement in inside for link in statement.competencies}
    hits = sum(bool(keys & set(core)) for core in wanted["core"])
    counts["links right"] += hits
    counts["links missed"] += len(wanted["core"]) - hits
    counts["links wrong"] += len(keys - {key for group in wanted["core"] + wanted["weak"] for key in group})


def score_folder(folder: Path, lexicon: Lexicon) -> Score:
    """Read every posting in `folder` that has a hand-made profile, and return the score over all of them."""
    score = Score()
    for path in sorted(folder.glob("*.gold.json")):
        text = path.with_name(path.name.replace(".gold.json", ".txt")).read_text(encoding="utf-8")
        begun = time.process_time()
        profile = extract_profile(text, lexicon)
        score.seconds += time.process_time() - begun
        score.postings += 1
        score_profile(json.loads(path.read_text(encoding="utf-8"))["statements"], profile, text, score)
    return score


def read_lexicon() -> Lexicon:
    """Return the project's own aliases."""
    text = (ROOT / "question_banks" / "aliases.yaml").read_text(encoding="utf-8")
    return Lexicon.from_aliases(yaml.load(text, Loader=yaml.BaseLoader))  # noqa: S506 - strings, lists and mappings only


def main() -> None:
    """Print a row for the seeds and one for the other postings."""
    if not POSTINGS.is_dir():
        sys.exit(
            "There are no hand-made profiles in ../shared/postings, beside the checkout: nothing to score against."
        )
    lexicon = read_lexicon()
    print(f"{'':6} postings  recall  false   kind  link P  link R     F1   ms")
    for name in ("seeds", "dev"):
        score = score_folder(POSTINGS / name, lexicon)
        shares = (score.recall, score.false, score.kind, score.precision, score.link_recall, score.f1)
        print(
            f"{name:6} {score.postings:8}  "
            + "  ".join(f"{share:5.3f} " for share in shares)
            + f"{1000 * score.seconds / score.postings:4.0f}"
        )


if __name__ == "__main__":
    main()
