"""A sentence as the rules see it: its text, its words in lower case, and its place in the posting."""

import re
from dataclasses import dataclass
from functools import cached_property

_WORD = re.compile(r"[\w'+#&-]+")


@dataclass(frozen=True)
class Sentence:
    """Hold a span of a posting: `text == posting[start:end]`."""

    start: int
    end: int
    text: str

    @cached_property
    def lower(self) -> str:
        """Return the text in lower case with straight apostrophes; as long as the text for all letters in use here."""
        return self.text.replace("’", "'").replace("‘", "'").lower()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the first 60 words in lower case; rules look no further than that for how a sentence begins."""
        words: list[str] = []
        for match in _WORD.finditer(self.lower):
            word = match.group().strip("'-")
            if word:
                words.append(word)
            if len(words) == 60:
                break
        return tuple(words)
