"""What the quiz templates are given. Nothing here knows a key."""

from dataclasses import dataclass

from quizapp.web.kit.answering import AnswerForm


@dataclass(frozen=True)
class ItemPage:
    """One item, and nothing else on the page."""

    attempt: str
    posting_title: str
    position: int
    """1 for the first item."""
    answered: int
    minutes_left: int
    saved_at: str
    """For example "10:42 UTC", or "" before the first save."""
    saved_iso: str
    """The same moment for the script, which says it in the reader's own zone."""
    stem_html: str
    form: AnswerForm
    confidence: int | None
    """50, 70 or 90."""
    revision: int
    """How often this answer has been saved; sent back so that an old tab never overwrites a newer answer."""
    save_url: str
    next_url: str
    finish_url: str


@dataclass(frozen=True)
class FinishPage:
    """What finishing means, before it is done."""

    attempt: str
    posting_title: str
    answered: int
    undecided: int
    """Requirements a few more questions would probably settle."""
    problem: str
    """Why the answer to the last question can't be counted; "" when it can, or when there is none."""
    back_url: str
    finish_url: str
