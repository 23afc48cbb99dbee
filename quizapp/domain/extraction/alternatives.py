"""Find alternatives: "Python, Java or C++", "at least two of the following: …", "tools such as A, B or similar"."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quizapp.domain.extraction.listing import (
    Item,
    Joint,
    begins_anew,
    first_phrase,
    is_compact,
    last_phrase,
    read_items,
)
from quizapp.domain.extraction.model import AnyOf, Link
from quizapp.domain.extraction.patterns import any_phrase, word_set
from quizapp.domain.extraction.words import Span

MOST_OPTIONS = 20
_MAX_WORDS = 6  # of an option
_NUMBERS = {
    **dict.fromkeys(("one", "1", "a", "any", "either", "ein", "eine", "einer", "eines", "einem", "einen"), 1),
    **dict.fromkeys(("two", "2", "zwei", "zweien"), 2),
    **dict.fromkeys(("three", "3", "drei", "dreien"), 3),
}
# "at least two of (the following)", "mindestens eine der folgenden Sprachen", "at least one language such as".
_COUNTED = re.compile(
    r"\b(?P<least>at least |a minimum of |minimum |mindestens |wenigstens )?"
    r"(?P<number>one|two|three|any|either|1|2|3|ein(?:e[rsmn]?)?|zwei(?:en)?|drei(?:en)?)"
    r"(?: \(\d\))?(?: or more| oder mehrere\w{0,2})?"
    r"(?P<of> (?:of|der|von|aus|dieser)\b)?(?P<these> (?:the |den |our )?(?:following|these|those|below|folgenden))?",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(
    r"\b(?:such as|for example|for instance|namely|e\. ?g\.?,?|like|z\. ?b\.|zum beispiel|beispielsweise|etwa|wie(?: z\. ?b\.| etwa)?)(?=\s)",
    re.IGNORECASE,
)
_MAY = re.compile(
    r"/|\b(?:or|oder|bzw|beziehungsweise|respectively|such as|for example|for instance|namely|e\. ?g|eg|like|z\. ?b|zum beispiel"
    r"|beispielsweise|etwa|wie|one|two|three|any|either|ein\w{0,2}|zwei\w{0,2}|drei\w{0,2}|at least|[123])\b",
    re.IGNORECASE,
)
_MANY = any_phrase(
    r"""
    variety | range | various | multiple | several | different | many | all | verschiedene\w{0,1} | mehrere\w{0,1} | vielzahl | diverse\w{0,1} | unterschiedliche\w{0,1}
    """,
    whole=True,
)
_LIST_BEGINS = re.compile(
    r"[:(]|\b(?:such as|for example|for instance|e\. ?g\.|like|preferably|ideally|z\. ?b\.|zum beispiel|idealerweise|wie)\s",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[.;!?](?=\s|$)")
_LIST_REACH = 70  # characters between "at least one …" and its list
_GENERIC = word_set(
    """
    similar equivalent equivalents comparable related relevant other others another more less better higher lower above below beyond
    experience knowledge skills skill understanding expertise ability abilities tool tools language languages software
    technology technologies framework frameworks field fields area areas discipline disciplines subject subjects
    system systems platform platforms library libraries environment environments equal greater etc the a an any some in of to with and
    such like so on same not both all none neither each either one two three
    vergleichbar vergleichbare vergleichbaren vergleichbares vergleichbarer ähnlich ähnliche ähnlichen ähnliches ähnlichem ähnlicher
    andere anderen anderer anderes weitere weiteren verwandte verwandten gleichwertige gleichwertig
    kenntnisse erfahrung tools sprachen software o.ä o.ä. u.ä
    written verbal oral spoken academic academia industrial industry commercial professional practical theoretical small
    large big internal external new existing first second early late short long part full time remote hybrid onsite
    on-site local global national international team alone independently day night week month year years months weeks
    degree bachelor master phd school university college internship project projects course coursework thesis mündlich schriftlich
    """
)
_OPEN = word_set(
    """
    similar equivalent equivalents comparable related other others another any etc something vergleichbar vergleichbare
    vergleichbaren vergleichbares vergleichbarer ähnlich ähnliche ähnlichen ähnliches ähnlichem ähnlicher andere anderen anderer anderes
    weitere verwandte verwandten verwandter gleichwertige gleichwertigen sonstige more
    """
)
_IDIOMS = any_phrase("trial or | sooner or | more or | whether or | one or | day or | twice or | rain or", whole=False)
_OR_BETWEEN = re.compile(r"[\s,;)]{0,4}(?:or|oder)\b", re.IGNORECASE)
_TONGUE = re.compile(
    r"(?:english|german|french|dutch|spanish|italian|polish|mandarin|japanese|portuguese|turkish|russian|arabic|deutsch|englisch"
    r"|französisch|spanisch|italienisch|niederländisch|polnisch|türkisch|russisch)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-ZÄÖÜ][\w.+#-]*[A-Z0-9+#]|[A-Z](?:\+\+|#)?$|\w*[a-z][A-Z]\w*|\w+\.(?:js|io|ai|net|py)\b|\.NET")
_CAPITAL = re.compile(r"[A-ZÄÖÜ][a-zäöüß]+")


@dataclass(frozen=True)
class Found:
    """Hold alternatives and the words that make them such."""

    any_of: AnyOf
    rule: str
    cue: Span

    @property
    def reach(self) -> Span:
        """Return the span from the first of the words to the last."""
        options = self.any_of.options
        return min(self.cue[0], options[0][0]), max(self.cue[1], options[-1][1])

    @property
    def order(self) -> tuple[int, int]:
        """Return what sorts findings by place; of those that begin together the one that goes furthest is first."""
        return self.reach[0], -self.reach[1]


@dataclass(frozen=True)
class _Sentence:
    """Hold what is searched: a span of a text, where it names competencies, and how names are told."""

    text: str
    start: int
    end: int
    named: Sequence[int]
    capitals: bool
    names_only: bool

    def names(self, option: Span) -> bool:
        """Tell whether an option names a competency."""
        at = bisect_left(self.named, option[0])
        return at < len(self.named) and self.named[at] < option[1]

    def is_name(self, option: Span) -> bool:
        """Tell whether an option looks like the name of a tool, a language or a method."""
        words = self.text[option[0] : option[1]].split()
        if any(_NAME.match(word) for word in words) or _TONGUE.match(self.text, *option):
            return True
        return self.capitals and option[0] > self.start and bool(words) and _CAPITAL.match(words[0]) is not None


def may_hold_alternatives(text: str, start: int, end: int) -> bool:
    """Tell whether there is a word in `text[start:end]` that could join alternatives; without one there are none."""
    return _MAY.search(text, start, end) is not None


def find_alternatives(
    text: str,
    start: int,
    end: int,
    mentions: Iterable[Link],
    closed: Iterable[Span] = (),
    *,
    language: str = "en",
    names_only: bool = False,
) -> tuple[Found, ...]:
    """Return the alternatives in `text[start:end]`, in order; their options never overlap.

    `mentions` are all places that name a competency; nothing inside the `closed` spans is an alternative. Words that
    only keep a list open ("or similar") are no option. With `names_only`, "or" joins alternatives only where two of
    them are names of tools, as a duty asks for: "models or reports" are both made.
    """
    named = sorted(link.start for link in mentions)
    sentence = _Sentence(text, start, end, named, capitals=language != "de", names_only=names_only)
    shut = sorted(closed)
    listed = _apart([*_counted(sentence), *_examples(sentence)], shut)
    joined = _apart(list(_joined(sentence)), sorted((*shut, *(each.reach for each in listed))))
    return _merged(text, sorted((*listed, *joined), key=lambda each: each.order))


def _apart(found: list[Found], closed: Sequence[Span]) -> list[Found]:
    """Keep what shares no character with the closed spans or with something that begins before it."""
    apart: list[Found] = []
    for each in sorted(found, key=lambda each: each.order):
        if not _meets(each.reach, closed) and (not apart or apart[-1].reach[1] <= each.reach[0]):
            apart.append(each)
    return apart


def _meets(span: Span, closed: Sequence[Span]) -> bool:
    """Tell whether a span shares a character with one of the sorted closed ones."""
    at = bisect_left(closed, (span[1], 0))
    return at > 0 and closed[at - 1][1] > span[0]


def _merged(text: str, found: list[Found]) -> tuple[Found, ...]:
    """Join alternatives that themselves are alternatives: "tools such as A or B, or languages such as C or D"."""
    merged: list[Found] = []
    for each in found:
        before = merged[-1] if merged else None
        if before is None or not _OR_BETWEEN.match(text, before.any_of.options[-1][1], each.any_of.options[0][0]):
            merged.append(each)
        elif before.any_of.at_least == each.any_of.at_least == 1:
            options = (*before.any_of.options, *each.any_of.options)[:MOST_OPTIONS]
            merged[-1] = Found(AnyOf(1, options), before.rule, before.cue)
    return tuple(merged)


def _counted(sentence: _Sentence) -> Iterable[Found]:
    """Yield "at least two of the following: A, B, C" and "one language such as A, B or C"."""
    for match in _COUNTED.finditer(sentence.text, sentence.start, sentence.end):
        if not (match["least"] or match["of"] or match["these"]):
            continue
        at_least = _NUMBERS[match["number"].lower()]
        begins = _list_start(sentence, match.end(), direct=match["of"] is not None and match["these"] is None)
        if begins is None:
            continue
        options = _list_options(sentence, begins, _list_end(sentence, begins), any_joint=True)
        if len(options) > at_least and any(sentence.names(o) or sentence.is_name(o) for o in options):
            yield Found(AnyOf(at_least, tuple(options)), "count", match.span())


def _list_start(sentence: _Sentence, at: int, *, direct: bool) -> int | None:
    """Return where the list behind a number begins: behind a colon, a bracket or "such as", else at once where `direct`."""
    limit = min(sentence.end, at + _LIST_REACH)
    stop = _CLAUSE_ENDS.search(sentence.text, at, limit)
    match = _LIST_BEGINS.search(sentence.text, at, stop.start() if stop else limit)
    if match is not None:
        return match.end()
    return at if direct else None


def _list_end(sentence: _Sentence, begins: int) -> int:
    """Return where a list ends that begins at `begins`: at its bracket, or where its clause does."""
    text, limit = sentence.text, min(sentence.end, begins + 600)
    if text[begins - 1 : begins] == "(" or text.rfind("(", max(sentence.start, begins - 12), begins) >= 0:
        closing = text.find(")", begins, limit)
        return closing if closing >= 0 else limit
    return limit


def _list_options(sentence: _Sentence, start: int, end: int, *, any_joint: bool) -> list[Span]:
    """Return the options of a list: up to its last joint "and" or "or", or to a stop.

    Empty where the list is joined by "and" and not `any_joint`.
    """
    options: list[Span] = []
    closing = False
    for place, item in enumerate(read_items(sentence.text, start, end)[: MOST_OPTIONS + 2]):
        if place and begins_anew(sentence.text, item):
            break
        option = first_phrase(sentence.text, item)
        if option is not None and not _is_open(sentence.text, option):
            if _is_generic(sentence.text, option) or not _is_short(sentence.text, option):
                break
            options.append(option)
        if closing or item.joint is Joint.stop:
            break
        if item.joint is Joint.all and not any_joint:
            return []
        closing = item.joint in {Joint.any, Joint.all}
        if option is not None and option[1] < item.end:  # words behind the name: the list ends here
            break
    return options[:MOST_OPTIONS]


def _examples(sentence: _Sentence) -> Iterable[Found]:
    """Yield examples of one class: "tools such as A, B, or similar"; with "and", or of many things, all are asked for."""
    for match in _EXAMPLES.finditer(sentence.text, sentence.start, sentence.end):
        if _MANY.search(sentence.text[max(sentence.start, match.start() - 60) : match.start()].lower()):
            continue
        begins = match.end()
        options = _list_options(sentence, begins, _list_end(sentence, begins), any_joint=False)
        if len(options) > 1 and sum(sentence.names(o) or sentence.is_name(o) for o in options) > 1:
            yield Found(AnyOf(1, tuple(options)), "examples", match.span())


def _joined(sentence: _Sentence) -> Iterable[Found]:
    """Yield names joined by "or" or a stroke."""
    items = read_items(sentence.text, sentence.start, sentence.end)
    last_used = -1
    for index, item in enumerate(items[:-1]):
        if index < last_used or item.joint not in {Joint.any, Joint.slash}:
            continue
        last = index + 1
        while last < len(items) - 1 and items[last].joint in {Joint.any, Joint.slash}:
            last += 1
        goes_on = (
            items[last].joint is Joint.comma and last + 1 < len(items) and is_compact(sentence.text, items[last + 1])
        )
        first = index if goes_on else _first_item(sentence.text, items, index, last_used)
        last_used = last
        options = _joined_options(sentence, items[first : last + 1])
        both = "and" in sentence.text[item.end : items[index + 1].start].lower()
        if _are_alternatives(sentence, options, names_only=both or sentence.names_only):
            cue = item.end, items[index + 1].start
            yield Found(AnyOf(1, tuple(options)), "or" if item.joint is Joint.any else "stroke", cue)


def _first_item(text: str, items: Sequence[Item], index: int, free: int) -> int:
    """Return the index of the item with which a list begins whose first "or" stands behind `items[index]`."""
    first = index
    while first - 1 > free and items[first - 1].joint in {Joint.comma, Joint.slash} and is_compact(text, items[first]):
        first -= 1
        if index - first >= MOST_OPTIONS:
            break
    return first


def _joined_options(sentence: _Sentence, items: Sequence[Item]) -> list[Span]:
    options: list[Span] = []
    for place, item in enumerate(items):
        option = last_phrase(sentence.text, item) if place == 0 else first_phrase(sentence.text, item)
        if option is None or _is_open(sentence.text, option) or _is_generic(sentence.text, option):
            continue
        if not _is_short(sentence.text, option):
            return []
        options.append(option)
    return options[:MOST_OPTIONS]


def _are_alternatives(sentence: _Sentence, options: list[Span], *, names_only: bool) -> bool:
    if len(options) < 2 or _IDIOMS.search(sentence.text[options[0][0] : options[-1][1]].lower()):
        return False
    named = not names_only and any(sentence.names(option) for option in options)
    return named or sum(sentence.is_name(option) for option in options) > 1


def _is_open(text: str, option: Span) -> bool:
    words = text[option[0] : option[1]].lower().split()
    return words[0].strip(".,…") in _OPEN


def _is_generic(text: str, option: Span) -> bool:
    return all(word.strip(".,…") in _GENERIC for word in text[option[0] : option[1]].lower().split())


def _is_short(text: str, option: Span) -> bool:
    return option[1] - option[0] <= 80 and len(text[option[0] : option[1]].split()) <= _MAX_WORDS
