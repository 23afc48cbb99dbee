"""Find the words of requirements that name no competency yet: tools, methods and fields for a mentor to look at.

Precision comes first, because a person reads every term: a word counts where its shape says that it is a name, or where
it stands in a list of what is asked for.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from quizapp.domain.extraction.lexicon import Lexicon, fold_word, tokens_of
from quizapp.domain.extraction.linking import closed_spans, find_mentions
from quizapp.domain.extraction.model import CLAIMS, Candidate, Kind, Statement
from quizapp.domain.extraction.patterns import word_set

MAX_CANDIDATES = 30  # a posting
MAX_WORDS = 3  # a term
MAX_LETTERS = 60  # a term, spaces included
_OWN = frozenset({Kind.company, Kind.contact, Kind.legal})
_LISTING = frozenset({Kind.required, Kind.preferred})  # a duty's "including" names deeds
_READ = 4_000  # characters of a statement; a longer one is no sentence
_LIST_REACH = 240  # characters after "experience with" in which its list is read
_TITLE_CASE = 0.5  # share of capitalised words above which capitals say nothing

_WORD = re.compile(r"[^\W_][\w.+#]{0,60}")
_ACRONYM = re.compile(r"[A-ZÄÖÜ]{2,6}s?")
_CAMEL = re.compile(r"[a-zß][A-Z]")
_GENDERED = re.compile(r"[a-zäöüß]In(?:nen)?\b")
_NUMBERED = re.compile(r"[A-Z][A-Za-z]{1,20}\d{1,5}")
_DOTTED = re.compile(r"[A-Za-z]\w{0,30}\.(?:js|io|ai|py|net|NET)")
_SENTENCE_GAP = re.compile(r"[.:;!?•|\n\"„“”–—-]")
_GERMAN = re.compile(
    r"(?i)[äöüß]|\b(?:und|oder|der|die|das|mit|für|von|im|bei|sie|du|wir|dein|ihre?|kenntnisse|erfahrung|sicher)\b"
)
_ASKED = re.compile(
    r"(?i)\b(?:(?:experience|experienced|expertise|knowledge|familiarity|familiar|proficiency|proficient|skilled"
    r"|background|understanding|fluent|versed|command|exposure|certified|certification) (?:with|in|of|using|to)"
    r"|(?:\w{0,20}kenntnisse|\w{0,20}erfahrung(?:en)?|know-how|expertise|vertraut) (?:in|im|mit|der|des|von|bei)"
    r"|such as|including|e\.g\.|z\. ?B\.|beispielsweise)(?= )"
)
_LIST_END = re.compile(r"[.;:!?\n()•|–—](?:\s|$)|[()\n]")
_BETWEEN = re.compile(r" ?[,/&] ?(?:and |or |und |oder )?| (?:and|or|und|oder|sowie|as well as) ")
_HEADED = re.compile(
    r"(?<![\w-])([A-ZÄÖÜ][\w.+#]{1,40})(?: (?:skills|knowledge|expertise|proficiency)|-[Kk]enntnisse)\b"
)
_COMPOUND = re.compile(r"\b([A-ZÄÖÜ][a-zäöüß]{3,30}?)s?kenntnisse\b")

_SKIPPED = word_set(  # before or after what a list item names
    """
    the a an any some one more most of other various modern common relevant similar related new own our your at least
    and or und oder der die das den dem des ein eine einer einem einen eines gängige gängigen moderne modernen
    relevante relevanten gute guten sehr etc usw like as well both either basic advanced current latest leading
    standard popular standards such deep comparable sound expert demonstrated tool tools tooling software system systems systeme systemen package packages program
    programs programme programmen product products suite platform platforms library libraries framework frameworks
    technology technologies method methods technique techniques language languages application applications concepts
    principles equivalent preferred required ideally advantage plus must
    """
)
_FIELDS_IN_ING = word_set("accounting bookkeeping marketing controlling welding nursing messaging purchasing machining")
_ENDS_ITEM = word_set(
    """
    in of for with to on at from by that which who is are was be will would has have can into across within using via
    through as than while when where if but not im für von mit bei auf zur zum als aus an über ist sind wird werden
    sowie um per pro unter
    """
)
_GENERIC = word_set(
    """
    experience knowledge skill skills ability abilities understanding role roles position field fields area areas
    industry sector environment environments setting settings team teams people company companies organisation
    organization business customer customers client clients user users partner partners colleague colleagues
    stakeholder stakeholders project projects task tasks work working job career year years month months day days
    week weeks time hours level levels degree study studies subject discipline disciplines university college school
    background expertise proficiency familiarity attitude mindset passion interest motivation issue issues problem
    problems solution solutions process processes service services thing things way ways part others following above
    world country region market markets quality value values result results decision decisions idea ideas best
    practice practices good great strong excellent solid proven demonstrable outstanding large small high low complex
    similar it you we they this these those their its what how all each every same first second least
    communication computer organisational organizational interpersonal soft social technical professional practical
    personal analytical management presentation people-management hands-on relevant working general specialist
    excellent written verbal oral spoken language languages english german french spanish italian dutch
    kenntnisse erfahrung erfahrungen umgang bereich bereichen umfeld team teams aufgaben projekt projekte projekten
    kunden kundinnen kollegen kolleginnen menschen unternehmen branche position stelle jahre jahren fähigkeit
    fähigkeiten interesse freude arbeit ausbildung studium abschluss vorteil thema themen lösungen prozesse prozessen
    produkte produkten anforderungen fach grund vor basis sprach fremdsprachen deutsch englisch französisch wort
    schrift muttersprache führerschein umgebung richtung gebiet gebiete produkt markt branchen it edv wissen
    vorkenntnisse vorgaben nutzung verfahren muss miteinander arbeitsplatz fallstricke domain variety though
    mitarbeitenden mitarbeiter mitarbeiterinnen patienten bewohner gruppe rolle funktion niveau bezug
    """
)
_NO_NAMES = word_set(
    """
    january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday english german french spanish italian dutch polish portuguese chinese mandarin
    japanese swedish arabic russian turkish european american british swiss austrian irish germany austria switzerland
    europe france spain italy netherlands belgium poland portugal sweden ireland scotland wales england india canada
    china japan australia london berlin munich hamburg paris zurich vienna amsterdam dublin madrid boston york
    christmas bachelor bachelors master masters doctorate phd diploma head director manager managers engineer engineers
    scientist scientists analyst analysts developer developers lead officer chief president team teams department group
    division board product products customer customers sales marketing finance legal operations support people human
    resources research engineering design data business company office university institute college school
    you your we our the this these those that with and for from who what when where why how as if do does are is be
    not no yes must should will can all any some each every both experience knowledge skills ability strong excellent
    good required preferred ideally bonus plus nice requirements responsibilities qualifications working
    """
)
_NO_ACRONYMS = word_set(
    """
    us usa uk eu it hr cv pc ok faq id tv eur usd gbp phd msc bsc mba ba ma bs ms mas ag kg se eg ev inc ltd llc plc
    gmbh mbh gmb am pm vs nb ie eg ceo cto cfo coo cio vp rd qa am pr dach emea apac nyc sf uk ny ca tx nc od bzw ggf
    pkw lkw öpnv inkl ca usw etc mo di mi do fr sa so tvl tvöd ki ai dsgvo gdpr agg eeo ada fte tba tbd and or not the you we all
    """
)


def find_candidates(
    text: str, statements: Iterable[Statement], lexicon: Lexicon, *, employer: str | None = None
) -> tuple[Candidate, ...]:
    """Return what the claims among `statements` ask for and no alias covers: at most 30, each term once, in order.

    A term is in lower case, of one to three words. The employer's name and what the lexicon knows are no candidates.
    """
    statements = tuple(statements)
    barred = {fold_word(word) for word in _WORD.findall(employer or "")} | _own_names(statements)
    found: dict[str, Candidate] = {}
    for statement in statements:
        if statement.kind not in CLAIMS or statement.negated or statement.repeats is not None:
            continue
        for start, end in _unknown_spans(text, statement, lexicon):
            words = [match.group().rstrip(".") for match in _WORD.finditer(text, start, end)]
            if {fold_word(word) for word in words} <= barred:
                continue
            found.setdefault(" ".join(map(fold_word, words)), Candidate(" ".join(words).lower(), start, end))
            if len(found) == MAX_CANDIDATES:
                return tuple(found.values())
    return tuple(found.values())


def _own_names(statements: tuple[Statement, ...]) -> set[str]:
    """Return the capitalised words of what is said about the employer: its name, its products, its places."""
    own = (statement.text for statement in statements if statement.kind in _OWN)
    return {fold_word(word.rstrip(".")) for text in own for word in _WORD.findall(text) if word[0].isupper()}


def _unknown_spans(text: str, statement: Statement, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Return the spans of a statement's unknown terms, in order; of two that overlap the earlier, then the longer."""
    start, end = statement.start, min(statement.end, statement.start + _READ)
    taken = _merged(
        [*closed_spans(text, start, end), *((m.start, m.end) for m in find_mentions(text, start, end, lexicon))]
    )
    german = _GERMAN.search(text, start, end) is not None
    spans = set(_names(text, start, end, german))
    if statement.kind in _LISTING:
        spans.update(_listed(text, start, end, german), _headed(text, start, end))
    free: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        short = span[1] - span[0] <= MAX_LETTERS
        if (
            short
            and not _overlaps(span, taken)
            and not (free and span[0] < free[-1][1])
            and not _known(text, span, lexicon)
        ):
            free.append(span)
    return free


def _known(text: str, span: tuple[int, int], lexicon: Lexicon) -> bool:
    """Tell whether a name of the lexicon has just these words; its guards spoke against a link, not against the name."""
    tokens = tokens_of(text, *span)
    return any(match.after == len(tokens) for match in lexicon.matches(tokens).get(0, ()))


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return sorted spans that cover the same characters and never overlap."""
    merged: list[tuple[int, int]] = []
    for first, last in sorted(spans):
        if merged and first < merged[-1][1]:
            merged[-1] = merged[-1][0], max(last, merged[-1][1])
        else:
            merged.append((first, last))
    return merged


def _overlaps(span: tuple[int, int], taken: list[tuple[int, int]]) -> bool:
    """Tell whether one of the sorted spans, none of which overlap, shares a character with `span`."""
    at = bisect_left(taken, (span[1], 0))
    return at > 0 and taken[at - 1][1] > span[0]


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [
        (match.start(), match.start() + len(match.group().rstrip("."))) for match in _WORD.finditer(text, start, end)
    ]


def _names(text: str, start: int, end: int, german: bool) -> Iterator[tuple[int, int]]:
    """Yield words shaped like names and, in English, runs of capitalised words inside a sentence."""
    words = _words(text, start, end)
    for first, last in words:
        if _is_name(text[first:last]):
            yield first, last
    long = [text[first] for first, last in words if last - first > 3]
    capitals = sum(letter.isupper() for letter in long)
    if not german and capitals <= _TITLE_CASE * len(long):
        yield from _capitalised(text, words)


def _is_name(word: str) -> bool:
    if _ACRONYM.fullmatch(word):
        return word.rstrip("s").lower() not in _NO_ACRONYMS
    if _NUMBERED.fullmatch(word) or _DOTTED.fullmatch(word) or (word[-1] in "+#" and word[0].isupper()):
        return True
    return _CAMEL.search(word) is not None and not _GENDERED.search(word) and "." not in word


def _capitalised(text: str, words: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    run: list[tuple[int, int]] = []
    before = ""
    for index, (first, last) in enumerate(words):
        gap = text[words[index - 1][1] : first] if index else "."
        joins = bool(run) and gap == " "
        word = text[first:last]
        capital = word[0].isupper() and last - first > 1 and (joins or not _SENTENCE_GAP.search(gap))
        if capital and not run:
            before = text[slice(*words[index - 1])].lower()
        if run and not (capital and joins):
            yield from _run_span(text, run, before)
            run, before = [], text[slice(*words[index - 1])].lower()
        if capital:
            run.append((first, last))
    yield from _run_span(text, run, before)


def _run_span(text: str, run: list[tuple[int, int]], before: str) -> Iterator[tuple[int, int]]:
    """Yield the span of capitalised words unless they name a person's trade, a place or a time."""
    if not run or len(run) > MAX_WORDS or before in {"in", "at", "from", "to", "by", "near", "our", "join"}:
        return
    names = [text[first:last].lower() for first, last in run]
    if not any(name in _NO_NAMES or name in _GENERIC or name in _NO_ACRONYMS for name in names):
        yield run[0][0], run[-1][1]


def _listed(text: str, start: int, end: int, german: bool) -> Iterator[tuple[int, int]]:
    """Yield the items of lists like "experience with A, B and C" as far as they are short groups of nouns."""
    cues = list(_ASKED.finditer(text, start, end))
    for cue, following in zip_longest(cues, cues[1:]):
        stop = min(following.start() if following else end, cue.end() + _LIST_REACH)
        closing = _LIST_END.search(text, cue.end(), stop)
        stop = closing.start() if closing else stop
        at = cue.end()
        for gap in [*_BETWEEN.finditer(text, at, stop), None]:
            item_end = gap.start() if gap else stop
            words = _words(text, at, item_end)
            if len(words) > MAX_WORDS + 2:
                break
            span = _item(text, words, german)
            if span is not None:
                yield span
            at = gap.end() if gap else stop


def _item(text: str, words: list[tuple[int, int]], german: bool) -> tuple[int, int] | None:
    """Return the span of the noun group in a list's item, or None where it is something else."""
    kept = list(words)
    for index, (first, last) in enumerate(kept):
        if text[first:last].lower() in _ENDS_ITEM:
            kept = kept[:index]
            break
    while kept and _skipped(text, kept[0], german):
        kept = kept[1:]
    while kept and text[slice(*kept[-1])].lower() in _SKIPPED:
        kept = kept[:-1]
    names = [text[first:last].lower() for first, last in kept]
    if not names or len(names) > MAX_WORDS or text[kept[0][0] : kept[-1][1]].count("  "):
        return None
    if any(name in _GENERIC or name.isdigit() or len(name) < 2 for name in names):
        return None
    if names[0].endswith("ing") and names[0] not in _FIELDS_IN_ING:
        return None  # "building dashboards" is a deed
    if german and not all(text[first].isupper() for first, _ in kept):
        return None
    return kept[0][0], kept[-1][1]


def _skipped(text: str, word: tuple[int, int], german: bool) -> bool:
    raw = text[slice(*word)]
    return raw.lower() in _SKIPPED or (german and raw[0].islower())


def _headed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield what stands before "skills" or "Kenntnisse", or in one word with the latter."""
    for pattern in (_HEADED, _COMPOUND):
        for match in pattern.finditer(text, start, end):
            word = match.group(1)
            if word.lower() not in _GENERIC | _SKIPPED | _NO_NAMES and not word[-1].isdigit():
                yield match.span(1)
