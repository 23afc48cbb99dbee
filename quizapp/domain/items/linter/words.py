"""Words of an item's text: without code, formulas and marks, cut into sentences, reduced to stems."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

_FENCE = re.compile(r"^(```|~~~).*?^\1\s*$", re.MULTILINE | re.DOTALL)
_TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$", re.MULTILINE)
_CODE = re.compile(r"(`+)(.+?)\1", re.DOTALL)
_MATH = re.compile(r"\$\$.+?\$\$|\$[^$]+\$", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"(\*{1,3}|_{1,2}(?=\S)(?=[^_]*\S_)|~~|^#+ |^> )", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+(?=[A-Z\"'(])|\n\s*\n")
_COMMAND = re.compile(r"\\[a-zA-Z]+ ?")
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
NUMBER = re.compile(r"[-+\u2212]?\d[\d\u202f,]*(?:\.\d+)?(?:[eE][-+]?\d+)?")

_STOP_WORDS_TEXT = """
    a about above after again against all also although am an and any are as at be because been before
    being below between both but by can cannot could did do does doing done down during each either else
    even every few first for from further get gets give gives given had has have having he her here hers
    him his how however i if in into is it its itself just last least less let like made make makes many
    may me mean means might more most much must my near neither never no none nor not now of off on once
    one only onto or other others our out over own per rather same says second she should show shows
    since so some still such take takes than that the their them then there these they this those though
    three through to too two under until up upon us use used uses using very was we well were what when
    where whether which while who whole whom whose why will with within without would yet you your
"""
STOP_WORDS = frozenset(_STOP_WORDS_TEXT.split())


@dataclass(frozen=True)
class Prose:
    """The words of a Markdown text; code and formulas count as a word `x` each: sentences stay whole."""

    text: str

    @cached_property
    def marked(self) -> str:
        """The text without code blocks, tables and pictures."""
        text = _TABLE_ROW.sub(" ", _FENCE.sub("\n\n", self.text))
        text = _MATH.sub(" x ", _CODE.sub(" x ", text))
        return _LINK.sub(r"\1", _IMAGE.sub(" ", text)).strip()

    @cached_property
    def plain(self) -> str:
        """The marked text without its marks."""
        return _MARKS.sub("", self.marked)

    @cached_property
    def shown(self) -> str:
        """The text as long as it is shown: marks and backslashes gone, code and formulas kept."""
        text = _LINK.sub(r"\1", self.text)
        return " ".join(re.sub(r"[*`$\\{}~]", "", text).split())

    @cached_property
    def length(self) -> int:
        """The number of characters shown; a TeX command counts as one."""
        return len(Prose(_MATH.sub(lambda match: _COMMAND.sub("x", match[0]), self.text)).shown)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All words, as written."""
        return tuple(_WORD.findall(self.plain))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of the text."""
        return tuple(" ".join(s.split()) for s in _SENTENCE_END.split(self.plain) if s.strip())

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the words that carry content."""
        return content_stems(self.plain)

    @cached_property
    def has_display(self) -> bool:
        """Tell whether the text shows code, a table, a formula of its own or a picture."""
        shown = (_FENCE, _TABLE_ROW, _IMAGE, re.compile(r"\$\$"))
        return any(pattern.search(self.text) for pattern in shown)


@lru_cache(maxsize=4_096)
def content_stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words, without words that carry no content."""
    return frozenset(map(word_stem, _content_words(text)))


def _content_words(text: str) -> Iterator[str]:
    words = (word.lower().replace("’", "'") for word in _WORD.findall(text))
    return (word for word in words if len(word) > 2 and word not in STOP_WORDS)


_SUFFIXES = (("ies", "y"), ("sses", "ss"), ("ingly", ""), ("edly", ""), ("ing", ""), ("ed", ""), ("ly", ""))


@lru_cache(maxsize=20_000)
def word_stem(word: str) -> str:
    """Return a word without its most usual English endings; near enough for `samples` and `sampling`."""
    word = word.removesuffix("'s").removesuffix("'")
    for suffix, instead in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 3:
            word = word.removesuffix(suffix) + instead
            break
    else:
        if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
            word = word.removesuffix("s")
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word.removesuffix("e") if len(word) > 4 else word


_DERIVED_TEXT = """
    isation ization ational iveness fulness ousness ically ation ition ising izing ised ized ment ness ance ence
    ancy ency able ible ally ical ity ise ize ify ion ive ous ful ist ic al is iz er or ed ly es y s e
"""
_OF_ATE = re.compile(r"(?<=[a-z]{3}[^eot])at(?:e|es|ed|ely|ing|ive|ively|ors?)$")
"""The end of verbs such as `migrate`, less that of `repeated` and `formatted`: `migration` has the same root."""
_DERIVED = tuple(_DERIVED_TEXT.split())


@lru_cache(maxsize=20_000)
def word_root(word: str) -> str:
    """Return what related words have in common: `magnetic` and `magnetism`, `regularise` and `regularisation`."""
    made = _OF_ATE.search(word)
    root = word[: made.start()] if made else word_stem(word)
    for _ in range(2):
        ending = next((end for end in _DERIVED if root.endswith(end) and len(root) - len(end) >= 4), "")
        root = root.removesuffix(ending)
    return root


@lru_cache(maxsize=4_096)
def content_roots(text: str) -> frozenset[str]:
    """Return the roots of a text's words, without words that carry no content."""
    return frozenset(map(word_root, _content_words(text.replace("-", " "))))


def numbers_in(text: str) -> tuple[float, ...]:
    """Return the numbers written in a text."""
    found = (re.sub(r"[\u202f,]", "", number).replace("\u2212", "-") for number in NUMBER.findall(text))
    return tuple(float(number) for number in found)
