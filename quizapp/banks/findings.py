"""What a check finds in an item, before it is placed in the file."""

from dataclasses import dataclass

from quizapp.domain.items.model import Path


@dataclass(frozen=True)
class Found:
    """Something found at one of an item's fields; where that stands in the file may change.

    Attributes:
        what: One sentence.
        path: The field; () is the item as a whole.
        offset: The character of its text.
    """

    what: str
    path: Path = ()
    offset: int = 0
