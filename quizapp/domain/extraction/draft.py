"""A span as the rules read it, before its kind is settled."""

from dataclasses import dataclass

from quizapp.domain.extraction.headings import Section
from quizapp.domain.extraction.kinds import Choice
from quizapp.domain.extraction.strength import Opening


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold a span of a posting, `text == posting[start:end]`, the rules' choice of its kind, and where it stands.

    `opening` is what opened its section; `bullet` tells whether its line has one.
    """

    start: int
    end: int
    text: str
    choice: Choice
    section: Section
    opening: Opening | None = None
    bullet: bool = False
