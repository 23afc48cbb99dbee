"""The detector that reads whether an item can be read at all: 01."""

import re
from collections.abc import Iterator

from quizapp.domain.items.linter.findings import STEM, WARNING, Finding, Findings, View
from quizapp.domain.items.linter.words import STOP_WORDS, Prose

LONGEST_SENTENCE = 40
"""Words beyond which a sentence must be read twice; `banks.reading_level` already warns of shorter ones."""

_PICTURE = (
    r"(?:figure|diagram|chart|picture|image|photo(?:graph)?|sketch|illustration|screenshot|map|plot|drawing|histogram"
    r"|scatter ?plot|box ?plot)s?"
)
_TEXT = (
    r"(?:table|listing|snippet|code|program|function|query|script|output|log|data(?: ?set)?|matrix|passage|text|excerpt"
    r"|equation|formula|example|schema|class|loop|case|scenario|vignette|transcript|graph|tree|dialogue)"
)
_BELOW = (
    r"(?:(?:below|above)(?! (?:the|an?|its|their|this|each|all|x|zero|chance|average|\d)\b)|overleaf"
    r"|on the (?:right|left|board|slide|next page|previous page)|(?:shown|given|printed) (?:here|below|above))"
)
_FOLLOWING = r"(?:(?<!of the )\b(?:following|attached|enclosed|accompanying)|\bthe (?:above|below)(?:-mentioned)?)"
_MISSING_PICTURE = re.compile(
    rf"\b{_PICTURE},? (?:\w+ )?{_BELOW}|{_FOLLOWING} (?:\w+ )?{_PICTURE}\b"
    r"|\b(?:the|this) (?:figure|diagram|chart|illustration|screenshot) (?:shows?|depicts?|illustrates?)\b"
    rf"|\b(?:shown|depicted|illustrated|drawn|marked|seen|labelled) (?:in|on) (?:the|this) (?:\w+ )?{_PICTURE}\b"
    r"|\b(?:based on|according to|refer to|look at|consult|study|examine)"
    rf" the (?:\w+ )?(?:{_PICTURE}|graph)\b(?! of\b)"
    r"|\b(?-i:Figure|Fig\.|Exhibit) (?-i:[A-Z\d])\b|\bas (?:shown|depicted|illustrated) (?:here|above|below)\b",
    re.IGNORECASE,
)
_MISSING_TEXT = re.compile(
    rf"\b{_TEXT},? (?:\w+ )?{_BELOW}|{_FOLLOWING} (?:\w+ )?{_TEXT}s?\b|\b(?:in|see|from) (?:table|listing|equation) \d"
    r"|\b(?:the|this) table (?:shows|gives)\b|\b(?:refer to|consult|look at) the (?:table|listing|snippet)\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(
    r"\b(?:previous|preceding|last|earlier) (?:question|exercise|lecture|lesson|seminar|slide|chapter)\b"
    r"|\b(?:as|we|you) (?:\w+ )?"
    r"(?:discussed|covered|mentioned|learned|learnt|seen|saw|shown|explained|introduced|taught|read)"
    r" (?:\w+ )?(?:in|during|above|before|earlier|last)\b"
    r"|\b(?:in|from|during|according to|on) (?:the|your|our|last|this)"
    r" (?:\w+ )?(?:lecture|lesson|seminar|textbook|handout|slides?|tutorial)\b"
    r"|\baccording to the (?:text|passage|chapter|article|author|book|reading)\b|\bin (?:our|your) class\b",
    re.IGNORECASE,
)
_ABOVE = re.compile(
    r"\bthe (?:above|aforementioned|foregoing)\b|\b(?:mentioned|described|defined|given|stated|as) above\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\bin your (?:opinion|view)\b|\bdo you (?:think|feel|believe|prefer|like)\b|\bwould you (?:prefer|like)\b"
    r"|\b(?:your|personal) (?:favou?rite|preference)\b",
    re.IGNORECASE,
)
_BROKEN = re.compile("\ufffd|&(?:amp|lt|gt|nbsp|quot|#\\d+);|[\u0080-\u009f]|(?<=[a-z])\\?(?=[a-z]{2})")
_MISREAD_AS = ("cp1252", "latin-1", "cp850", "cp437")
"""Encodings in which UTF-8 is read by mistake: those of Windows, of the web and of terminals."""
_PRONOUNS = re.compile(
    r"\b(?:it|its|itself|they|them|their|theirs|he|she|him|his|her|this|these|that|those|such"
    r"|the (?:latter|former|other))\b",
    re.IGNORECASE,
)
_EXPLETIVE = re.compile(
    "|".join(
        (
            r"\bit\b(?= (?:\w+ ){1,3}(?:that|if|whether|when|how|why)\b)",
            r"\bit\b(?= (?:is |was |be )?(?:(?!used\b|\w+ed\b)\w+ )(?:for .{1,30} )?to\b)",
            r"\bit\b(?= (?:called|takes?|rains?|follows?|snows?|mean)\b)",
            r"\bthat\b(?! (?:is|was|does|has|will|can|do|would|means)\b)",
            r"\b(?:these|those|this|that|such)\b(?=\W*(?:[\w-]+\W+){0,3}?(?:x|\d))",
            r"\b(?:of|among|between|in|for|do|does|are|is|with|from|under|at) (?:all )?(?:these|those)\b",
            r"\b(?:these|those|this)\b(?=[^.?]*:)",
            r"\bsuch (?:as|that)\b",
            r"\bthese (?:\w+ )?(?:statements?|options?|changes|quantities|methods|terms|words)\b",
        )
    ),
    re.IGNORECASE,
)
"""Pronouns that stand for the options, for what follows in the sentence, or for nothing, as in “it takes”."""
_VERBS_TEXT = """
    happens happen called used mean work works differ differs important true main purpose advantage result best
    correct describes statement following happened return returns print prints compute computes effect reason
    name point
"""
_VERBS = frozenset(_VERBS_TEXT.split())
"""Words of a question that a pronoun can't stand for."""
_INTERVAL = re.compile(r"[\[(]\s*[^\[\]()]{1,20},\s*[^\[\]()]{1,20}[\])]")
_LETTERED = re.compile(r"(?:^|(?<=\s))(?:[a-h]|[ivx]{1,4}|\d)\)(?=\s)", re.IGNORECASE | re.MULTILINE)


def ambiguous(view: View) -> Findings:
    """01: something the item refers to is missing, or it can't be read."""
    for seen, mend in (*_absent(view), *_garbled(view.stem)):
        yield Finding("01_ambiguous", WARNING, STEM, seen, mend)
    for option in view.options:
        for seen, mend in _garbled(option.text):
            yield Finding("01_ambiguous", WARNING, option.path, seen, mend)
    for sentence in view.prose.sentences:
        words = len(sentence.split())
        if words > LONGEST_SENTENCE:
            reason = f"A sentence has {words} words: “{sentence[:40]}…”."
            yield Finding("01_ambiguous", WARNING, STEM, reason, f"Cut it: at most {LONGEST_SENTENCE} words.")


def _absent(view: View) -> Iterator[tuple[str, str]]:
    """Yield what the stem speaks of and does not show."""
    plain = view.prose.plain
    opinion = _OPINION.search(plain)
    if opinion:
        yield f"“{opinion[0]}” asks for an opinion, and any is right.", "Ask for what holds, and by which standard."
    if view.prose.has_display or view.context:
        return
    missing = _missing(view)
    if missing:
        yield f"The stem speaks of “{missing[0]}” and shows none.", "Show it, or say it in words."
    elsewhere = _ELSEWHERE.search(plain) or _ABOVE.search(" ".join(view.prose.sentences[:1]))
    if elsewhere:
        yield f"The stem refers to “{elsewhere[0]}”, which is not here.", "Say what is needed in the item itself."
    pronoun = _dangling(view.prose)
    if pronoun:
        yield f"“{pronoun}” refers to nothing before it.", "Name what is meant."


def _missing(view: View) -> re.Match[str] | None:
    picture = _MISSING_PICTURE.search(view.prose.plain)
    return picture or (None if _spells_out(view) else _MISSING_TEXT.search(view.prose.plain))


def _spells_out(view: View) -> bool:
    """Tell whether the stem gives code, formulas, numbers or a list in its text, which may be what it speaks of."""
    return bool(re.search(r"\bx\b|: ?\S|(?:\d[\d.]*, ){2}", view.prose.plain))


def _dangling(prose: Prose) -> str:
    """Return a pronoun that comes before anything it could stand for."""
    first = prose.sentences[0] if prose.sentences else ""
    pronoun = _PRONOUNS.search(_EXPLETIVE.sub(lambda match: "_" * len(match[0]), first))
    if not pronoun:
        return ""
    before = re.findall(r"[A-Za-z][\w'-]*", first[: pronoun.start()])
    return pronoun[0] if all(word.lower() in STOP_WORDS | _VERBS for word in before) else ""


def _garbled(text: str) -> Iterator[tuple[str, str]]:
    """Yield what makes a text unreadable: a broken encoding, brackets, quotes or marks that don't match."""
    prose = Prose(text)
    if _BROKEN.search(prose.plain) or _is_mojibake(text):
        yield "The text holds characters of a broken encoding.", "Type them again."
    if _unbalanced(prose.plain):
        yield "A bracket is not closed, or not opened.", "Balance the brackets."
    if len(re.findall(r'(?<!\d)"', prose.plain)) % 2:
        yield "A quotation mark has no partner.", "Close the quotation."
    if "`" in prose.marked or re.search(r"\$\\|\\[a-z]{3,}", prose.marked):
        yield "A mark of code or of a formula has no partner.", "Close the code or the formula."


def _is_mojibake(text: str) -> bool:
    """Tell whether some signs are UTF-8 that was read in another encoding; `é` read so becomes `Ã©`."""
    for run in re.findall(r"[^\x00-\x7f]{2,}", text):
        for encoding in _MISREAD_AS:
            try:
                run.encode(encoding).decode("utf-8")
            except UnicodeError:
                continue
            return True
    return False


def _unbalanced(plain: str) -> bool:
    """Tell whether brackets don't match; half-open intervals and `a)` may."""
    text = _INTERVAL.sub(" ", plain)
    if text.count(")") - text.count("(") == len(_LETTERED.findall(text)):
        text = text.replace("(", "").replace(")", "")
    return any(text.count(opening) != text.count(closing) for opening, closing in ("()", "[]", "{}"))


DETECTORS = (ambiguous,)
