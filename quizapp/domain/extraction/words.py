"""A sentence as the rules see it: its text, its words in lower case, and its place in the posting."""

import re
from dataclasses import dataclass
from functools import cached_property

Span = tuple[int, int]
"""Where words stand: the index of their first character in the posting, and the one after their last."""

_WORD = re.compile(r"[\w'+#&-]+")
_WORDS_READ = 60


def lower_letters(text: str) -> str:
    """Return `text` in lower case with straight apostrophes, as long as `text`: a letter whose lower case is longer stays."""
    straight = text.replace("’", "'").replace("‘", "'")
    lower = straight.lower()
    if len(lower) == len(straight):
        return lower
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in straight)


@dataclass(frozen=True)
class Sentence:
    """Hold a span of a posting: `text == posting[start:end]`."""

    start: int
    end: int
    text: str

    @cached_property
    def lower(self) -> str:
        """Return the text in lower case with straight apostrophes; as long as the text."""
        return lower_letters(self.text)

    @cached_property
    def _words(self) -> tuple[tuple[str, int], ...]:
        words: list[tuple[str, int]] = []
        for match in _WORD.finditer(self.lower):
            word = match.group().strip("'-")
            if word:
                words.append((word, match.end()))
            if len(words) == _WORDS_READ:
                break
        return tuple(words)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return the first 60 words in lower case; rules look no further than that for how a sentence begins."""
        return tuple(word for word, _ in self._words)

    def span(self, match: re.Match[str]) -> Span:
        """Return where in the posting the words stand that a search of `lower` found."""
        return self.start + match.start(), self.start + match.end()

    def opening(self, count: int) -> Span:
        """Return where in the posting the first `count` words stand; `count` is from 1 to the number of words."""
        return self.start, self.start + self._words[count - 1][1]
