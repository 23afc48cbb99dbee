"""The names competencies go by, found in one pass over a text's words, and the guards each name asks for."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Self

from ahocorasick import Automaton

AliasSpec = str | Mapping[str, str | Iterable[str]]

_TOKEN = re.compile(r"\b[^\W\d_]&[^\W\d_]\b|[^\W_]+(?:\+\+|#)?")
_PART = re.compile(r"[^\W\d_]&[^\W\d_]|\*?[^\W_]+(?:\+\+|#|\*)?")
_HARD_GAP = re.compile(r"[,;:()\[\]!?•|]|\.\s|\n")
_EDGE = "\x1f"  # stands before and after every word in the string that is searched
_GAP = "\x1e"  # stands where punctuation parts two words
_FIELDS = frozenset({"alias", "cased", "head", "near", "unless", "title"})
_SPELLINGS = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("iser", "izer"),
    ("yse", "yze"),
    ("ysing", "yzing"),
    ("elling", "eling"),
    ("elled", "eled"),
    ("logue", "log"),
    ("behaviour", "behavior"),
    ("judgement", "judgment"),
    ("neighbour", "neighbor"),
)


@dataclass(frozen=True, slots=True)
class Token:
    """Hold a word of a text with its span; `broken` says that punctuation parts it from the word before."""

    raw: str
    folded: str
    start: int
    end: int
    broken: bool


@dataclass(frozen=True)
class Alias:
    """Hold one name of a competency, or of a topic of it.

    `name` is as it was written, `parts` are its folded words; one ending in "*" matches any word that begins so, and
    the first may begin with "*" likewise. `cased` asks for the letters in `raws`. `head` asks for one of its words
    shortly after the name, `near` for one around it, `unless` for none beside it; their words may have open ends too.
    `title` says whether the name counts in titles, and `prose` whether elsewhere.
    """

    key: str
    topic: str
    name: str
    parts: tuple[str, ...]
    raws: tuple[str, ...]
    cased: bool = False
    head: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    title: bool = True
    prose: bool = True

    @cached_property
    def exactness(self) -> tuple[int, int]:
        """Return how much of the words the name itself spells: letters, then fewer open ends."""
        open_ends = sum(part.count("*") for part in self.parts)
        return sum(map(len, self.parts)) - open_ends, -open_ends


@dataclass(frozen=True, slots=True)
class Match:
    """Hold an alias found at words `first` to `after`, the latter not included."""

    first: int
    after: int
    alias: Alias


class Lexicon:
    """Find every alias in the words of a text, by an Aho-Corasick automaton.

    A name with an open end inside ("tief* lernen") is searched up to that end, and the rest is compared word by word.
    Built once, never changed, safe to share among threads.
    """

    def __init__(self, aliases: Iterable[Alias]) -> None:
        entries: defaultdict[str, list[Alias]] = defaultdict(list)
        keys = set()
        for alias in aliases:
            entries[_searched(alias.parts)].append(alias)
            keys.add(alias.key)
        self.keys: frozenset[str] = frozenset(keys)
        self._automaton = Automaton()
        for searched, group in entries.items():
            self._automaton.add_word(searched, (len(searched), tuple(group)))
        if entries:
            self._automaton.make_automaton()

    @classmethod
    def from_aliases(cls, aliases: Mapping[str, Iterable[AliasSpec]]) -> Self:
        """Build a lexicon from "competency" or "competency/topic" and their aliases, each a string or a mapping.

        A mapping has `alias` and may have `cased` ("true" or "false"), `title` (these or "only"), `head`, `near` and
        `unless` (words).
        Raises ValueError, naming key and alias, where a specification cannot be read.
        """
        return cls(read_alias(key, spec) for key, specs in aliases.items() for spec in specs)

    def matches(self, tokens: tuple[Token, ...]) -> dict[int, list[Match]]:
        """Return by first word what may be named there, guards not yet asked: longest first, then most exact.

        Linear in the number of tokens.
        """
        found: defaultdict[int, list[Match]] = defaultdict(list)
        if not self.keys or not tokens:
            return found
        text, owners = _joined(tokens)
        for last, (length, aliases) in self._automaton.iter(text):
            first = owners[last - length + 1]
            for alias in aliases:
                after = first + len(alias.parts)
                if _rest_matches(alias.parts, tokens[first:after]):
                    found[first].append(Match(first, after, alias))
        for group in found.values():
            group.sort(key=lambda match: (match.after, *match.alias.exactness), reverse=True)
        return found


def _searched(parts: tuple[str, ...]) -> str:
    """Return the part of a name that the automaton looks for: all of it, or up to the first open end of a word."""
    text = _EDGE + _EDGE.join(parts) + _EDGE
    return text.removeprefix(_EDGE + "*").partition("*")[0]


def _joined(tokens: tuple[Token, ...]) -> tuple[str, list[int]]:
    """Return the string that is searched, and for each of its characters the word it stands in or before."""
    pieces: list[str] = []
    owners: list[int] = []
    for index, token in enumerate(tokens):
        piece = (_EDGE + _GAP if index and token.broken else "") + _EDGE + token.folded
        pieces.append(piece)
        owners += [index] * len(piece)
    return "".join(pieces) + _EDGE, owners


def _rest_matches(parts: tuple[str, ...], tokens: tuple[Token, ...]) -> bool:
    """Compare the words behind a name's first open end; what stands before it has been found already."""
    if not any(part.endswith("*") for part in parts[:-1]):
        return True
    same = len(tokens) == len(parts) and not any(token.broken for token in tokens[1:])
    return same and all(is_word(part, token.folded) for part, token in zip(parts, tokens, strict=True))


def is_word(wanted: str, folded: str) -> bool:
    """Tell whether a folded word is the wanted one, of which either end may be open: "statist*", "*daten"."""
    if wanted.startswith("*"):
        return wanted[1:-1] in folded if wanted.endswith("*") else folded.endswith(wanted[1:])
    return folded.startswith(wanted[:-1]) if wanted.endswith("*") else folded == wanted


@lru_cache(maxsize=20_000)
def fold_word(word: str) -> str:
    """Return a word in the form that is compared: lower case, one spelling, no plural s."""
    if word[:-1].isupper() and word.endswith("s"):  # the plural of an acronym: "KPIs"
        return word[:-1].lower()
    folded = word.lower()
    if len(folded) > 5:
        for british, american in _SPELLINGS:
            folded = folded.replace(british, american)
    if len(folded) > 4 and folded.endswith("ies"):
        return folded[:-3] + "y"
    if len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")):
        return folded[:-1]
    return folded


def fold_prefix(prefix: str) -> str:
    """Return the beginning of a word in the form of `fold_word`, its last letters left as they are."""
    folded = prefix.lower()
    for british, american in _SPELLINGS:
        folded = folded.replace(british, american)
    return folded


def tokens_of(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Return the words of `text[start:end]`."""
    tokens: list[Token] = []
    last = start
    for match in _TOKEN.finditer(text, start, end):
        gap = text[last : match.start()]
        broken = gap != " " and _HARD_GAP.search(gap) is not None
        tokens.append(Token(match.group(), fold_word(match.group()), match.start(), match.end(), broken))
        last = match.end()
    return tuple(tokens)


def read_alias(key: str, spec: AliasSpec) -> Alias:
    """Return the alias that a specification of "competency" or "competency/topic" describes.

    Raises ValueError, naming key and alias, where it cannot be read.
    """
    if isinstance(spec, str):
        spec = {"alias": spec}
    if not isinstance(spec, Mapping):
        raise ValueError(f"{key}: an alias is a text or a mapping, not {spec!r}")
    name = spec.get("alias")
    raws = tuple(_PART.findall(name)) if isinstance(name, str) else ()
    if not isinstance(name, str) or not raws:
        raise ValueError(f"{key}: an alias has no words: {dict(spec)!r}")
    if unknown := set(spec) - _FIELDS:
        raise ValueError(f"{key}: alias “{name}” has fields nobody knows: {', '.join(sorted(unknown))}")
    if any("*" in raw and len(raw.strip("*")) < 2 for raw in raws):
        raise ValueError(f"{key}: alias “{name}”: an open end needs two letters beside its *")
    if name.count("*") != sum(raw.count("*") for raw in raws):
        raise ValueError(f"{key}: alias “{name}”: a * stands right beside a word")
    if any(raw.startswith("*") for raw in raws[1:]):
        raise ValueError(f"{key}: alias “{name}”: only the first word may begin with *")
    competency, _, topic = key.partition("/")
    return Alias(
        competency,
        topic,
        name,
        tuple(map(_fold_part, raws)),
        raws,
        cased=_flag(key, name, spec.get("cased", "false")),
        head=_words(key, name, spec.get("head", ())),
        near=_words(key, name, spec.get("near", ())),
        unless=_words(key, name, spec.get("unless", ())),
        title=spec.get("title") == "only" or _flag(key, name, spec.get("title", "true")),
        prose=spec.get("title") != "only",
    )


def _fold_part(raw: str) -> str:
    if "*" not in raw:
        return fold_word(raw)
    folded = fold_prefix(raw.strip("*"))
    return ("*" if raw.startswith("*") else "") + folded + ("*" if raw.endswith("*") else "")


def _words(key: str, name: str, value: str | Iterable[str]) -> tuple[str, ...]:
    words = value.split() if isinstance(value, str) else list(value)
    if isinstance(value, Mapping) or not all(isinstance(word, str) and _PART.fullmatch(word) for word in words):
        raise ValueError(f"{key}: alias “{name}”: a guard asks for a list of words without hyphens, not {value!r}")
    return tuple(_fold_part(word) for word in words)


def _flag(key: str, name: str, value: str | Iterable[str]) -> bool:
    if value in ("true", "false"):
        return value == "true"
    raise ValueError(f"{key}: alias “{name}”: “true” or “false” is asked for, not {value!r}")
