"""Verdicts, counts and times in words; every page says them the same way."""

from datetime import datetime
from math import ceil, floor

from quizapp.domain.readiness.verdict import Judgement, Verdict
from quizapp.web.kit.views import IntervalView, MarkView

_AXIS = 3.0
"""Logits on either side of the cut that an interval's axis shows."""
_LEAD = {
    Verdict.READY: "probably ready",
    Verdict.NEARLY: "nearly",
    Verdict.NOT_YET: "not yet",
}
LEGEND = (
    MarkView("ready", "ready"),
    MarkView("nearly", "nearly"),
    MarkView("not-yet", "not yet"),
    MarkView("not-enough-evidence", "not enough evidence"),
    MarkView("declared", "declared"),
    MarkView("not-declared", "not declared"),
)
COVERAGE_LEGEND = (
    MarkView("covered", "a quiz can decide it"),
    MarkView("thin", "in part, or too few items"),
    MarkView("uncovered", "no items yet"),
)
KINDS = {
    "title": "named in the title",
    "required": "required",
    "preferred": "preferred",
    "responsibility": "responsibility",
    "eligibility": "eligibility",
    "context": "what the team does",
    "company": "what the team does",
}
MEASURES = {
    "quiz": "measured by questions",
    "worksample": "measured in part by questions; a work sample would show more",
    "sjt": "measured by judging situations",
    "interview": "shown in an interview, so you declare it",
    "evidence": "a fact, so you declare it and add a link",
    "document": "a fact, so you declare it",
}
TYPES = {
    "single-choice": "one answer",
    "multiple-response": "several answers",
    "numeric": "a number",
    "short-answer": "a word or a few",
    "ordering": "an order",
    "matching": "a match for each",
    "cloze": "gaps to fill",
    "compute": "data to compute on",
    "case": "a case",
    "situational-judgement": "a situation judged",
    "story": "a story, rated by people",
    "written": "a text, rated by people",
}


def count(number: int, one: str, many: str = "") -> str:
    """Say a number of things: "1 answer", "3 answers"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def per_cent(probability: float) -> int:
    """Say a probability in whole per cent, 1 to 99, rounded towards doubt: 89.9 is never shown as 90."""
    hundred = 100 * probability
    return min(99, max(1, floor(hundred + 1e-9) if hundred >= 50 else ceil(hundred - 1e-9)))


def line_number(text: str) -> int | None:
    """Read the address part of a posting's line; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def offset(text: str) -> int | None:
    """Read where a line begins in its posting; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def clock_time(moment: datetime | None) -> str:
    """Say a time of day, in UTC until people choose a zone; "" for none."""
    return f"{moment:%H:%M}" if moment else ""


def day(moment: datetime) -> str:
    """Say a day."""
    return f"{moment.day} {moment:%B %Y}"


def verdict_words(judgement: Judgement, needed: int | None = None) -> str:
    """Say a verdict with its probability, its answers, and how many more would probably settle it."""
    if judgement.answers == 0:
        return "not enough evidence: not asked yet"
    if judgement.verdict is Verdict.NOT_ENOUGH_EVIDENCE:
        said = f"not enough evidence: {count(judgement.answers, 'answer')} so far"
    else:
        chance = f"{per_cent(judgement.probability)} % chance of being ready"
        said = f"{_LEAD[judgement.verdict]}: {chance}, from {count(judgement.answers, 'answer')}"
    if needed:
        said += f"; about {needed} more would probably settle it"
    return said


def mark_of(judgement: Judgement, needed: int | None = None) -> MarkView:
    """Return the mark of a verdict."""
    return MarkView(judgement.verdict.value, verdict_words(judgement, needed))


def declared_mark(declared: bool) -> MarkView:
    """Return the mark of a line that the student declares."""
    return MarkView("declared", "declared by you") if declared else MarkView("not-declared", "not declared yet")


def interval_of(judgement: Judgement, needed: int | None = None) -> IntervalView:
    """Place an 80 % interval on an axis with the cut in the middle."""
    return IntervalView(
        _on_axis(judgement.low), _on_axis(judgement.high), _on_axis(judgement.mean), verdict_words(judgement, needed)
    )


def _on_axis(logits: float) -> float:
    return round(50 + 50 * max(-1.0, min(1.0, logits / _AXIS)), 2)
