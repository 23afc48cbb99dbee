"""Tell the language of a text by its commonest words."""

import re
from collections import Counter

READ_LANGUAGES = ("en", "de")
"""The languages the rules read."""

_WORD = re.compile(r"[^\W\d_]+")

# Function words only: they do not depend on the trade a posting is for. A word shared by two languages counts for both.
_COMMON = {
    "en": "the and of to in with for is are you we our will be your as that this have at from or on by an",
    "de": "der die das und mit für von den im zu ist sind wir du sie ein eine auf bei oder des dem als nicht deine zur",
    "fr": "le la les et des du une est vous nous dans pour avec sur votre notre au aux en que qui ou par",
    "es": "el la los las y del una es con para por en tu su que nuestro se como al más sus te",
    "it": "il lo gli e di della un una è con per in che del sono nel alla le si da i dei",
    "nl": "de het een en van je met voor in is op zijn wij jij aan te dat bij om als ons jouw",
    "pl": "i w na z do się jest oraz że dla od nie o po jak przez pracy to są za",
    "pt": "o os as e do da um uma é com para por em que na no dos seu nossa ou se ao",
    "sv": "och att det som en är på för med av till du vi har den ett i om dig vår",
    "da": "og at det som en er på for med af til du vi har den et i om dig vores",
}
_VOTES: dict[str, tuple[str, ...]] = {}
for _code, _words in _COMMON.items():
    for _word in _words.split():
        _VOTES[_word] = (*_VOTES.get(_word, ()), _code)


def detect_language(text: str) -> str:
    """Return the ISO 639-1 code of the language most of the text is in, or "und" where too few words tell."""
    votes: Counter[str] = Counter()
    for match in _WORD.finditer(text):
        votes.update(_VOTES.get(match.group().lower(), ()))
    if not votes:
        return "und"
    # max() keeps the first of equals, so the order of the table decides ties.
    best = max(_COMMON, key=lambda code: votes[code])
    return best if votes[best] >= 2 else "und"
