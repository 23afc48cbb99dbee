"""The names competencies go by, as a tree of words with the guards each name asks for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

AliasSpec = str | Mapping[str, str | Iterable[str]]

_TOKEN = re.compile(r"\b[^\W\d_]&[^\W\d_]\b|[^\W_]+(?:\+\+|#)?")
_HARD_GAP = re.compile(r"[,;:()\[\]!?•|]|\.\s|\n")
_LONGEST_PREFIX = 24  # letters
_FIELDS = frozenset({"alias", "cased", "head", "near", "unless", "title"})
_SPELLINGS = (
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("yse", "yze"),
    ("ysing", "yzing"),
    ("elling", "eling"),
    ("elled", "eled"),
)


@dataclass(frozen=True, slots=True)
class Token:
    """Hold a word of a text with its span; `broken` says that punctuation parts it from the word before."""

    raw: str
    folded: str
    start: int
    end: int
    broken: bool


@dataclass(frozen=True, slots=True)
class Alias:
    """Hold one name of a competency.

    `parts` are folded words; one ending in "*" matches any word that begins so. `cased` asks for the letters in `raws`.
    Guards may also name the end of a word: "*daten". `head` asks for one of these words shortly after it, `near` for one around it, `unless` for none beside it.
    `title` false keeps it out of titles.
    """

    key: str
    parts: tuple[str, ...]
    raws: tuple[str, ...]
    cased: bool = False
    head: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    title: bool = True


@dataclass(slots=True)
class _Node:
    exact: dict[str, "_Node"] = field(default_factory=dict)
    prefixes: dict[str, "_Node"] = field(default_factory=dict)
    aliases: list[Alias] = field(default_factory=list)


class Lexicon:
    """Find the aliases that begin at a word of a text. Built once, never changed, safe to share."""

    def __init__(self, aliases: Iterable[Alias]) -> None:
        self._root = _Node()
        self.keys: frozenset[str] = frozenset()
        for alias in aliases:
            self._add(alias)

    @classmethod
    def from_aliases(cls, aliases: Mapping[str, Iterable[AliasSpec]]) -> Self:
        """Build a lexicon from competency keys and their aliases, each a string or a mapping with guards.

        A mapping has `alias` and may have `cased` and `title` ("true" or "false"), `head`, `near` and `unless` (words).
        Raises ValueError, naming key and alias, where a specification cannot be read.
        """
        return cls(_read_alias(key, spec) for key, specs in aliases.items() for spec in specs)

    def _add(self, alias: Alias) -> None:
        node = self._root
        for part in alias.parts:
            branch, name = (node.prefixes, part[:-1]) if part.endswith("*") else (node.exact, part)
            node = branch.setdefault(name, _Node())
        node.aliases.append(alias)
        self.keys |= {alias.key}

    def matches_at(self, tokens: tuple[Token, ...], index: int) -> list[tuple[int, Alias]]:
        """Return the aliases that begin at `tokens[index]`, each with the index after its last word, longest first."""
        found: list[tuple[int, Alias]] = []
        paths = [(self._root, index)]
        while paths:
            node, at = paths.pop()
            found.extend((at, alias) for alias in node.aliases)
            if at < len(tokens) and (at == index or not tokens[at].broken):
                paths.extend((child, at + 1) for child in _children(node, tokens[at].folded))
        found.sort(key=lambda pair: -pair[0])
        return found


def _children(node: _Node, word: str) -> list[_Node]:
    sizes = range(2, min(len(word), _LONGEST_PREFIX) + 1) if node.prefixes else ()
    children = [node.prefixes[word[:size]] for size in sizes if word[:size] in node.prefixes]
    if word in node.exact:
        children.append(node.exact[word])
    return children


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


def tokens_of(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Return the words of `text[start:end]`."""
    tokens: list[Token] = []
    last = start
    for match in _TOKEN.finditer(text, start, end):
        broken = _HARD_GAP.search(text, last, match.start()) is not None
        tokens.append(Token(match.group(), fold_word(match.group()), match.start(), match.end(), broken))
        last = match.end()
    return tuple(tokens)


def _read_alias(key: str, spec: AliasSpec) -> Alias:
    if isinstance(spec, str):
        spec = {"alias": spec}
    name = spec.get("alias")
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"{key}: an alias has no words: {dict(spec)!r}")
    if unknown := set(spec) - _FIELDS:
        raise ValueError(f"{key}: alias “{name}” has fields nobody knows: {', '.join(sorted(unknown))}")
    raws = tuple(match.group() for match in re.finditer(r"[^\W\d_]&[^\W\d_]|[^\W_]+(?:\+\+|#|\*)?", name))
    parts = tuple(_fold_part(raw) for raw in raws)
    return Alias(
        key,
        parts,
        raws,
        cased=_flag(key, name, spec.get("cased", "false")),
        head=_words(spec.get("head", ())),
        near=_words(spec.get("near", ())),
        unless=_words(spec.get("unless", ())),
        title=_flag(key, name, spec.get("title", "true")),
    )


def _fold_part(raw: str) -> str:
    if raw.startswith("*"):
        return raw.lower()
    return fold_prefix(raw[:-1]) + "*" if raw.endswith("*") else fold_word(raw)


def fold_prefix(prefix: str) -> str:
    """Return the beginning of a word in the form of `fold_word`, its last letters left as they are."""
    folded = prefix.lower()
    for british, american in _SPELLINGS:
        folded = folded.replace(british, american)
    return folded


def _words(value: str | Iterable[str]) -> tuple[str, ...]:
    words = value.split() if isinstance(value, str) else value
    return tuple(_fold_part(word) for word in words)


def _flag(key: str, name: str, value: str | Iterable[str]) -> bool:
    if value in ("true", "false"):
        return value == "true"
    raise ValueError(f"{key}: alias “{name}”: “true” or “false” is asked for, not {value!r}")
