"""Detectors that read the stem: 01, 05, 10, 13 and 19."""

import re

from quizapp.domain.items.linter.findings import ERROR, WARNING, Finding, Findings, View
from quizapp.domain.items.linter.words import NUMBER, content_stems
from quizapp.domain.items.model import ItemType

LONGEST_SENTENCE = 30
LONGEST_STEM = 90
LONG_STEM = 60
"""Words from which each sentence of a stem must serve the question."""
SHORTEST_ASIDE = 5
"""Words from which a sentence is long enough to be a burden."""

_PATH = ("stem",)
_FIGURE = re.compile(
    r"\b(figure|diagram|chart|picture|image)s?\s+(below|above|shows?|on the (right|left))\b"
    r"|\b(plot|table|graph|listing|snippet|code)s?\s+(below|above|on the (right|left))\b"
    r"|\b(following|below|shown)\s+(figure|diagram|chart|picture|image|plot|table|listing|snippet|code|output)\b",
    re.IGNORECASE,
)
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf]|â€|\ufffd|Â[\u00a0-\u00bf]")
_PRONOUN = re.compile(
    r"^(It|They|He|She|Its|Their|This|These|Those)\s+(is|are|was|were|has|have|can|does|do|will|means)\b"
)
_INTERVAL = re.compile(r"[\[(]\s*[^\[\]()]{1,20},\s*[^\[\]()]{1,20}[\])]")
_BLANK = re.compile(r"_{3,}|\.{4,}|\[\s*(blank)?\s*\](?!\()|\(\s{2,}\)")
_ASKING = re.compile(r"\b(which|what|who|whose|where|when|why|how|whom)\b", re.IGNORECASE)
_IMPERATIVES_TEXT = """
    answer arrange assign build calculate check choose classify combine compare complete compute
    consider count decide derive design determine estimate evaluate explain express fill find fit fix
    give identify judge label list locate mark match minimise maximise name order pick place predict
    prove put rank rate read select show simplify solve sort state suggest tell trace use work write
"""
_IMPERATIVES = frozenset(_IMPERATIVES_TEXT.split())
_NEGATIVE = re.compile(
    r"\b(not|except|incorrect|untrue)\b|\bfalse\b(?! (positive|negative|discover|alarm|match|accept|reject))"
    r"|\bleast (likely|probable|plausible|appropriate|suitable|accurate|important|useful|effective)\b|n't\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"\b(if|when|because|although|since|given|while|unless|after|before|that|who)\b", re.IGNORECASE
)


def ambiguous(view: View) -> Findings:
    """01: something the stem refers to is missing, or it can't be read."""
    plain = view.prose.plain
    for seen, mend in _unreadable(view, plain):
        yield Finding("01_ambiguous", WARNING, _PATH, seen, mend)
    for sentence in view.prose.sentences:
        words = len(sentence.split())
        if words > LONGEST_SENTENCE:
            reason = f"A sentence has {words} words: “{sentence[:40]}…”."
            yield Finding("01_ambiguous", WARNING, _PATH, reason, f"Cut it: at most {LONGEST_SENTENCE} words.")


def _unreadable(view: View, plain: str) -> list[tuple[str, str]]:
    found = []
    figure = _FIGURE.search(plain)
    if figure and not view.prose.has_display:
        found.append((f"The stem speaks of “{figure[0]}” and shows none.", "Show it, or say it in words."))
    if _MOJIBAKE.search(view.stem):
        found.append(("The stem holds characters of a broken encoding.", "Type them again."))
    if _unbalanced(plain):
        found.append(("A bracket in the stem is not closed, or not opened.", "Balance the brackets."))
    if _PRONOUN.search(plain) and not view.prose.has_display:
        found.append(("The stem begins with a pronoun that refers to nothing.", "Name what is meant."))
    return found


def _unbalanced(plain: str) -> bool:
    """Tell whether brackets don't match; half-open intervals may."""
    text = _INTERVAL.sub(" ", re.sub(r"(?m)^\s*\(?\w{1,3}\)", " ", plain))
    return any(text.count(opening) != text.count(closing) for opening, closing in ("()", "[]"))


def gratuitous(view: View) -> Findings:
    """05: words the question does not need."""
    words = len(view.prose.words)
    if view.type is ItemType.SITUATIONAL_JUDGEMENT or words <= LONG_STEM:
        return
    if words > LONGEST_STEM:
        reason = f"The stem has {words} words."
        yield Finding("05_gratuitous", WARNING, _PATH, reason, f"Cut it to {LONGEST_STEM}, or waive it as a scenario.")
    sentences = view.prose.sentences
    rest = " ".join(option.text for option in view.options)
    for i, sentence in enumerate(sentences[:-1]):
        others = content_stems(" ".join((*sentences[:i], *sentences[i + 1 :], rest)))
        if not NUMBER.search(sentence) and " x " not in f" {sentence} " and not content_stems(sentence) & others:
            reason = f"“{sentence[:50]}” shares no word with the rest and holds no number."
            yield Finding("05_gratuitous", WARNING, _PATH, reason, "Leave it out.")


def _says_a_quantity(sentence: str) -> bool:
    """Tell whether a sentence holds a number, a formula or code; the last two stand as `x`."""
    return bool(NUMBER.search(sentence) or re.search(r"\bx\b", sentence))


def _shared(sentence: str, others: str) -> bool:
    """Tell whether a sentence shares a word of content, or a capital letter that names something."""
    names = set(re.findall(r"\b[A-Z]\b", sentence)) & set(re.findall(r"\b[A-Z]\b", others))
    return bool(names - {"A", "I"} or content_stems(sentence) & content_stems(others))


def fill_blank(view: View) -> Findings:
    """10: a blank in the stem."""
    match = _BLANK.search(view.prose.marked)
    if match:
        yield Finding("10_fill_blank", ERROR, _PATH, "The stem has a blank to fill.", "Ask a whole question.")


def unfocused(view: View) -> Findings:
    """13: the stem asks nothing."""
    if len(view.prose.plain.split()) < 4:
        reason = "The stem has fewer than four words."
        yield Finding(
            "13_unfocused", WARNING, _PATH, reason, "Ask a question that can be answered without the options."
        )
    elif not any(map(_asks, view.prose.sentences)):
        reason = "The stem holds no question and no instruction."
        yield Finding("13_unfocused", WARNING, _PATH, reason, "End it with a question.")


def _asks(sentence: str) -> bool:
    """Tell whether a sentence asks: by its mark, its word, or an imperative at the start of a clause."""
    if "?" in sentence or re.match(r"(which|what|who|how|why|where|when)\b", sentence, re.IGNORECASE):
        return True
    clauses = re.split(r"[,;:]\s*|\bthen\s+|\band\s+", sentence)
    return any(clause.split()[0].lower().strip("*") in _IMPERATIVES for clause in clauses if clause.split())


def negative(view: View) -> Findings:
    """19: the question asks for what is false."""
    for sentence in view.prose.sentences:
        asked = _ASKING.search(sentence)
        if not asked or "?" not in sentence:
            continue
        clause = sentence[asked.start() :]
        cut = _SUBORDINATE.search(clause, asked.end() - asked.start())
        match = _NEGATIVE.search(clause[: cut.start()] if cut else clause)
        if match:
            reason = f"The question asks with “{match[0]}”."
            yield Finding("19_negative", WARNING, _PATH, reason, "Ask for what is true.")


DETECTORS = (ambiguous, gratuitous, fill_blank, unfocused, negative)
