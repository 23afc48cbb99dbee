"""Detectors that read the stem: 05, 10, 13 and 19; 01 is in `unclear`."""

import re

from quizapp.domain.items.linter.everyday import homely_words
from quizapp.domain.items.linter.findings import ERROR, STEM, WARNING, Finding, Findings, View
from quizapp.domain.items.linter.words import NUMBER, content_roots, content_stems
from quizapp.domain.items.model import ItemType

LONGEST_STEM = 90
LONG_STEM = 60
"""Words from which each sentence of a stem must serve the question."""
SHORT_STEM = 25
"""Words up to which no sentence is called an ornament."""
BURDEN = 8
"""Words of content that make a sentence a burden when no more than one of them comes back."""
HOMELY = 2
"""Words of everyday life that make an ornament of a sentence that shares nothing with the rest."""

_GAP = r"(?:blank|gap|missing(?: word)?|\.{2,3}|…|\?)"
_BLANK = re.compile(
    r"(?<![\w'\"%])_{2,}(?![\w'\"%])|_{4,}|(?:\\_){2,}|\.{4,}|…{2,}|(?<=\w )-{4,}(?=[ .?])|[□▁⎵]"
    rf"|\[\s*{_GAP}?\s*\](?!\()|\(\s*{_GAP}\s*\)|(?<=\s)\(\s+\)|<\s*{_GAP}\s*>|\\underline\s*\{{\s*\\hspace"
    r"|[a-z]\s?(?:\.\.\.|…)\s*[.?]?\s*\Z|(?<=[a-z] )(?:\.\.\.|…)(?= [a-z])",
    re.IGNORECASE,
)
_CODE_BLANK = re.compile(r"^[^'\"%\n]*(?<!\w)_{3,}(?!\w)", re.MULTILINE)
_FILL = re.compile(
    r"\bfill(?:s|ed)? (?:in )?(?:the|each|both|all|every|a) (?:\w+ )?(?:blank|gap)s?\b"
    r"|\bfill(?:s|ed)? in the (?:missing|right|correct)\b|\b(?:insert|supply|add|choose) the missing (?:word|term)s?\b"
    r"|\b(?:belongs?|go|goes) in(?:to)? the (?:blank|gap)s?\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"^(?:\W*(?:for|in|at|on|by|to|from|of|with|under|after|before|about|into|over) )?"
    r"(?:which|what|who|whose|whom|how|why|(?:where|when) (?:is|are|was|were|do|does|did|can|should|will|would))\b",
    re.IGNORECASE,
)
_IMPERATIVES_TEXT = """
    answer arrange assign build calculate check choose classify combine compare complete compute consider
    convert count decide define derive describe design determine enter estimate evaluate explain express fill
    find fit fix give identify imagine judge label list locate look mark match maximise maximize minimise
    minimize name order pick place predict prove put rank rate read report rewrite select show simplify sketch
    solve sort state suggest suppose take tell trace translate type use work write
"""
_IMPERATIVES = frozenset(_IMPERATIVES_TEXT.split())
_NOT_ORDERS = frozenset(("consider", "imagine", "look", "suppose", "take", "read", "use"))
"""Imperatives that set a scene; they ask for nothing."""
_NOUNS_TOO_TEXT = """
    answer build check count design estimate fit label list look mark match name order place rank rate read
    report show sketch sort state take trace type use work
"""
_NOUNS_TOO = frozenset(_NOUNS_TOO_TEXT.split())
"""Imperatives that are as often nouns; an object tells."""
_OBJECT = re.compile(
    r"\W*(?:an?|the|all|each|every|both|any|how|which|what|whether|where|when|these|those|this|that|its|their|your"
    r"|his|her|it|them|one|two|three|x|up|down|out|in|as|for|to|\d+)\b",
    re.IGNORECASE,
)
_GENERIC_TEXT = """
    following statement statements option options answer answers true correct right false incorrect wrong best
    choose select identify pick mark tick apply applies claim claims sentence sentences alternative alternatives
    valid hold holds appropriate suitable assertion assertions describe describes description accurate item
    items choice choices likely
"""
_GENERIC = content_stems(_GENERIC_TEXT)
"""Words that every question may hold; they name no subject."""
_KEYWORD = re.compile(
    r"\bNOT[- ](?:NULL|IN|EXISTS|LIKE|BETWEEN|gates?|operators?|clauses?)\b|\b(?:AND|OR|and|or),? NOT\b"
    r"|\bNOT,? (?:AND|OR)\b"
)
"""`NOT` as a word of a language or of logic."""
_TECHNICAL = re.compile(
    r"\bfalse[- ](?:positives?|negatives?|discover\w*|alarms?|match\w*|accept\w*|reject\w*|rate)\b|\bat least\b"
    r"|\bleast[- ](?:squares?|common|significant|upper|privilege|recently|frequently|absolute|action)\b"
    r"|\bnot (?:only|at all)\b|\b(?:or|if) not\b",
    re.IGNORECASE,
)
_AUXILIARY = r"(?:is|are|was|were|be|does|do|did|has|have|had|can|could|will|would|should|must|may|might|need)"
_NEGATED = re.compile(
    rf"\b{_AUXILIARY}(?: \w+){{0,3}}? (?:not|never)\b|\b{_AUXILIARY}n't\b|\bcannot\b|\b(?:ca|wo)n't\b"
    rf"|\b{_AUXILIARY} (?:an? )?(?:unlikely|inappropriate|unsuitable|improper|unrelated|inaccurate|unacceptable)\b",
    re.IGNORECASE,
)
_STATEMENT = (
    r"(?:statements?|claims?|options?|sentences?|assertions?|answers?|conclusions?|descriptions?|interpretations?"
    r"|definitions?|following|these|those|ones?|which|what)"
)
_FALSE = r"(?i:false|wrong|incorrect|untrue|inaccurate|invalid)"
_LEAST = (
    r"(?:likely|probable|plausible|appropriate|suitable|accurate|important|useful|effective|helpful|relevant|reliable"
    r"|affected|consistent|true|correct|valid|compatible|characteristic|typical|associated|related|suited|desirable)"
)
_ASKS_FOR_FALSE = re.compile(
    r"\bEXCEPT\b|\bNOT\b|(?i:\bodd (?:one|man) out\b|\bis the (?:only |one )?exception\W*$)"
    r"|, except\b|\bexcept (?:for|which[^.?]*)\W*$|\bwith (?:the|one) exception\b"
    r"|\b(?:following|these|those|all|each|every)\b[^.?]*\bexcept\b|\bother than\b"
    rf"|\b{_STATEMENT}\b(?: [\w-]+){{0,8}}? (?:is|are|would be|must be) (?:an? |the )?{_FALSE}\b(?! with)"
    rf"|\b{_FALSE} (?:statement|claim|option|assertion|conclusion|interpretation|description|definition|one)s?\b"
    rf"|\b(?:choose|select|identify|find|mark|pick|tick|which (?:one )?is) the (?:\w+ )?{_FALSE} \w+"
    rf"|\bleast {_LEAST}\b"
)
_EXCEPT_AT_END = re.compile(r"\bexcept(?: for)?(?: one)?\s*[.?:…]*\s*$", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"\b(?:if|when|because|although|since|given|while|unless|after|before|that|who|where|whose|so|in which|but)\b",
    re.IGNORECASE,
)
_PICKING = re.compile(
    r"\b(?:which|what|who|where|choose|select|identify|find|pick|mark|name|tick|indicate)\b", re.IGNORECASE
)
_PICKED = re.compile(
    r"\b(?:choose|select|pick|mark|tick) (?:the|an?|one|all)(?: \w+){1,3} (?:that|which|who)\b"
    r"|\b(?:choose|select|identify|find|pick|mark|name|tick|indicate)\b[^.?]*?"
    r"\b(?:options?|statements?|ones?|answers?|claims?|items?|alternatives?|terms?|words?) (?:that|which|who)\b",
    re.IGNORECASE,
)


def gratuitous(view: View) -> Findings:
    """05: words the question does not need.

    In a long stem a sentence without a number is an ornament when nothing of it comes back, or next to nothing;
    in a shorter one, or with a number, it must tell of everyday life as well.
    """
    words = len(view.prose.words)
    if view.type is ItemType.SITUATIONAL_JUDGEMENT or words <= SHORT_STEM:
        return
    if words > LONGEST_STEM:
        reason = f"The stem has {words} words."
        yield Finding("05_gratuitous", WARNING, STEM, reason, f"Cut it to {LONGEST_STEM}, or waive it as a scenario.")
    sentences = view.prose.sentences
    rest = " ".join(option.text for option in view.options)
    for i, sentence in enumerate(sentences):
        others = " ".join((*sentences[:i], *sentences[i + 1 :], rest))
        if not asks(sentence) and _is_ornament(sentence, others, long=words > LONG_STEM):
            reason = f"“{sentence[:50]}” shares no word with the rest and holds nothing the question needs."
            yield Finding("05_gratuitous", WARNING, STEM, reason, "Leave it out.")


def _is_ornament(sentence: str, others: str, *, long: bool) -> bool:
    content, homely = content_roots(sentence), len(homely_words(sentence))
    linked = content & content_roots(others)
    if NUMBER.search(sentence) or re.search(r"\bx\b", sentence):
        return not linked and homely >= HOMELY
    if not linked and len(content) > 1:
        return long or homely >= HOMELY
    return len(linked) == 1 and ((long and len(content) >= BURDEN) or homely > HOMELY)


def fill_blank(view: View) -> Findings:
    """10: a blank in the stem, which a passage with gaps may speak of."""
    marked = view.prose.marked
    match = _BLANK.search(marked) or _CODE_BLANK.search(view.stem)
    if not match and view.type is not ItemType.CLOZE:
        match = _FILL.search(marked)
    if match:
        yield Finding("10_fill_blank", ERROR, STEM, "The stem has a blank to fill.", "Ask a whole question.")


def unfocused(view: View) -> Findings:
    """13: the stem asks nothing, or nothing that can be answered before the options are read."""
    prose = view.prose
    if view.is_scenario:
        return
    if not any(map(asks, prose.sentences)):
        reason = "The stem holds no question and no instruction."
        yield Finding("13_unfocused", WARNING, STEM, reason, "End it with a question.")
    elif not (view.context or prose.has_display or _says_something(prose.plain)):
        reason = "The stem alone does not say what is asked."
        suggestion = "Ask a question that can be answered without the options."
        yield Finding("13_unfocused", WARNING, STEM, reason, suggestion)


def _says_something(text: str) -> bool:
    """Tell whether a stem names a subject: “Which of these is true?” does not."""
    content = content_stems(text) - _GENERIC
    return bool(content or re.search(r"\bx\b|\d", text) or re.search(r"\b[A-Z]{1,2}\b", text))


def asks(sentence: str) -> bool:
    """Tell whether a sentence asks: by its mark, its first word, or an imperative at the start of a clause."""
    if "?" in sentence or _ASKING.match(sentence):
        return True
    clauses = (clause.lstrip("*_ ") for clause in re.split(r"[,;:]\s*|\bthen\s+|\band\s+", sentence))
    return any(_commands(clause) for clause in clauses if clause.split())


def _commands(clause: str) -> bool:
    first, *rest = clause.split(maxsplit=1)
    verb = first.lower().strip("*.,")
    if verb not in _IMPERATIVES or verb in _NOT_ORDERS:
        return False
    return verb not in _NOUNS_TOO or bool(rest and _OBJECT.match(rest[0]))


def negative(view: View) -> Findings:
    """19: the question asks for what is false."""
    sentences = view.prose.sentences
    for i, sentence in enumerate(sentences):
        match = _EXCEPT_AT_END.search(sentence)
        words = match[0].strip(" .,:?") if match else ""
        if not words and (asks(sentence) or i == len(sentences) - 1):
            words = _negation(_TECHNICAL.sub("x", _KEYWORD.sub("x", sentence)))
        if words:
            reason = f"The question asks with “{words}”."
            yield Finding("19_negative", WARNING, STEM, reason, "Ask for what is true.")


def _negation(sentence: str) -> str:
    """Return the words that negate what is asked for, not what is said beside it."""
    always = _ASKS_FOR_FALSE.search(sentence)
    if always:
        return always[0].strip(" ,.?:")
    picking = _PICKED.search(sentence) or _PICKING.search(sentence)
    if not picking or re.match(r"\W*(?:why|how)\b", sentence, re.IGNORECASE):
        return ""
    clause = sentence[picking.end() :]
    cut = _SUBORDINATE.search(clause)
    match = _NEGATED.search(clause[: cut.start()] if cut else clause)
    return match[0] if match else ""


def is_waivable(finding: Finding) -> bool:
    """Tell whether an author may accept a warning; a negation must stand in capitals before."""
    return finding.flaw != "19_negative" or bool(
        re.search(r"“.*\b(?:NOT|EXCEPT|LEAST|FALSE|NEVER|[A-Z]{3,}N'T)\b", finding.reason)
    )


DETECTORS = (gratuitous, fill_blank, unfocused, negative)
