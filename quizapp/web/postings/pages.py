"""What the posting templates are given."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PostingCard:
    """A posting in the list."""

    id: str
    title: str
    employer: str
    standing: str
    """One line: "12 lines for questions, 9 to declare"."""
    attempt_url: str
    """The open attempt to resume, or ""."""
    own: bool


@dataclass(frozen=True)
class PostingsPage:
    """The postings a person may read."""

    cards: tuple[PostingCard, ...]
    may_add: bool
