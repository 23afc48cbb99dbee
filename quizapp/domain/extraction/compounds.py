"""Complete compounds that share a part: "Daten- und Prozessanalyse" names Datenanalyse, "front- and back-end" front-end."""

import re
from collections.abc import Iterator

from quizapp.domain.extraction.lexicon import Lexicon
from quizapp.domain.extraction.linking import find_links
from quizapp.domain.extraction.model import Link

# The shared part may stand two words on: "Bild-, Text- und Sprachverarbeitung".
_ELLIPSIS = re.compile(
    r"\b(?P<stem>[^\W\d_]{2,30})-(?=[,/]? )(?:, [^\W\d_]{2,30}-)?(?:, [^\W\d_]{2,30}-)?[,/]? (?:und |oder |and |or |& |bzw\. |sowie )?"
    r"(?P<whole>[^\W\d_]{3,40}(?:-[^\W\d_]{2,30})?)"
)
_LEAST_SHARED = 3  # letters
_MOST_SHARED = 24  # letters


def complete_compounds(text: str, start: int, end: int, lexicon: Lexicon) -> tuple[Link, ...]:
    """Return the links of the words in `text[start:end]` that are cut off at a hyphen, each where its stem stands."""
    links: list[Link] = []
    at = start
    while match := _ELLIPSIS.search(text, at, end):
        at = match.end("stem") + 1
        links.extend(_complete(match, lexicon))
    return tuple(links)


def _complete(match: re.Match[str], lexicon: Lexicon) -> Iterator[Link]:
    stem = match["stem"]
    for word in _completions(stem, match["whole"]):
        for link in find_links(word, 0, len(word), lexicon):
            if link.end > len(stem):
                yield Link(link.key, match.start("stem"), match.end("stem") + 1, link.topic, link.alias)
                return


def _completions(stem: str, whole: str) -> Iterator[str]:
    """Yield the words a stem may become, the longest shared part first."""
    _, hyphen, tail = whole.rpartition("-")
    if hyphen:
        yield from (f"{stem}-{tail}", f"{stem} {tail}", stem + tail)
        return
    for size in range(min(len(whole) - 2, _MOST_SHARED), _LEAST_SHARED - 1, -1):
        yield stem + whole[-size:].lower()
