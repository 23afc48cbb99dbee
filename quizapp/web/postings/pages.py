"""What the posting templates are given."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PostingCard:
    """A posting in the list."""

    id: str
    title: str
    employer: str
    requirements: int
    measurable: int
    standing: str
    """One line: "3 of 9 decided", "not started", or for mentors "6 of 9 covered"."""
    attempt_url: str
    """The open attempt to resume, or ""."""
    own: bool


@dataclass(frozen=True)
class PostingsPage:
    """The postings a person may read."""

    cards: tuple[PostingCard, ...]
    may_add: bool
