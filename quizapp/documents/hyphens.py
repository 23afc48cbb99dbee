"""Join the lines of a paragraph that a page had broken, with the hyphens that belong and without those that don't."""

import re
from collections.abc import Sequence

_SOFT = "\u00ad"  # what a program writes where it broke a word itself
_HYPHENS = "-\u2010\u2011" + _SOFT
_LAST_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*$")
_FIRST_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_SUSPENDED_WORDS = "and or to und oder bis bzw sowie als wie et ou y o e of en"
_SUSPENDED = frozenset(_SUSPENDED_WORDS.split())
# A word in small letters after the hyphen of a line end loses the hyphen, unless English writes the compound with one:
# these are its first parts that are hardly ever the first syllable of a longer word, and its last parts.
_FIRST_PARTS_WORDS = (
    "cross customer data decision eight five four full half hands high large long low machine nine non object "
    "one open peer real self seven short six small ten third three two user well world"
)
_FIRST_PARTS = frozenset(_FIRST_PARTS_WORDS.split())
_LAST_PARTS_WORDS = (
    "aware based bound building centered centred centric class critical depth driven edge end facing first "
    "focused friendly functional hoc intensive learning level like making minded oriented orientated paced "
    "performance profit proven quality ready related round scale sensitive service side site solving source "
    "specific stack starter sufficient term threaded time to up user world year"
)
_LAST_PARTS = frozenset(_LAST_PARTS_WORDS.split())
_ENDINGS_WORDS = "base bases er ers est ing ise ised ish ism istic ity ize ized light lights ly ness ular"
_ENDINGS = frozenset(_ENDINGS_WORDS.split())


def join_lines(lines: Sequence[str], elsewhere: frozenset[str]) -> str:
    """Join the lines of one paragraph.

    `elsewhere` holds the words of the whole document in small letters: a word that is written in one way inside a line
    is written so at a line's end.
    """
    text = lines[0] if lines else ""
    for line in lines[1:]:
        text = _join(text.rstrip(" "), line.lstrip(" "), elsewhere)
    return text


def _join(before: str, after: str, elsewhere: frozenset[str]) -> str:
    if not before or before[-1] not in _HYPHENS:
        return f"{before} {after}".strip()
    stem = before.rstrip(_HYPHENS)
    head, tail = _LAST_WORD.search(stem), _FIRST_WORD.match(after)
    if head is None or tail is None:  # a dash, or a mark that means something else
        return f"{stem}- {after}"
    if before[-1] in _SOFT:
        return stem + after
    if "/" in stem.rsplit(" ", 1)[-1]:  # an address
        return before + after
    if tail[0].split("-")[0] in _SUSPENDED:
        return f"{stem}- {after}"
    return stem + ("-" if _keeps_hyphen(head[0], tail[0], elsewhere) else "") + after


def _keeps_hyphen(head: str, tail: str, elsewhere: frozenset[str]) -> bool:
    if not tail[0].islower():
        return True  # "KI-Modelle", "COVID-19"
    if (head + tail).lower() in elsewhere:
        return False
    if f"{head}-{tail}".lower() in elsewhere or "-" in head or head.isupper() or head[-1].isdigit():
        return True
    if tail.split("-")[0] in _LAST_PARTS:
        return True
    return len(head) == 1 or (head.lower() in _FIRST_PARTS and tail not in _ENDINGS)
