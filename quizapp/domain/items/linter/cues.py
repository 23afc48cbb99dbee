"""Detectors that compare the key with the other options: 04, 07, 08, 12 and 15."""

import re
from collections.abc import Callable
from itertools import combinations

from quizapp.domain.items.linter.findings import WARNING, Finding, Findings, ShownOption, View
from quizapp.domain.items.linter.words import content_stems

LONGER_BY = 12
"""Characters by which a key may outgrow the longest distractor."""
LONGER_TIMES = 1.25
CONVERGING = 2
"""Shared words by which the key must lead to stand out."""

_OPPOSITES_TEXT = """
    increase/decrease increases/decreases increased/decreased increasing/decreasing rise/fall
    rises/falls rising/falling higher/lower high/low larger/smaller large/small greater/smaller
    greater/less more/less more/fewer above/below over/under before/after first/last positive/negative
    biased/unbiased overestimate/underestimate overestimates/underestimates overfits/underfits
    overfitting/underfitting same/different independent/dependent wider/narrower faster/slower
    longer/shorter up/down gain/loss gains/loses grows/shrinks grow/shrink accept/reject include/exclude
    convex/concave linear/nonlinear finite/infinite best/worst better/worse maximum/minimum upper/lower
    row/column left/right early/late strong/weak always/never with/without true/false
"""
_OPPOSITES = frozenset(frozenset(pair.split("/")) for pair in _OPPOSITES_TEXT.split())
_NEGATIONS_TEXT = """
    not no never none cannot neither nor without isn't doesn't don't won't can't
"""
_NEGATIONS = frozenset(_NEGATIONS_TEXT.split())


def longest_correct(view: View) -> Findings:
    """04: the key stands out by its length."""
    if not view.distractors or not view.keys:
        return
    shortest_key = min(view.keys, key=lambda option: len(option.prose.shown))
    key = len(shortest_key.prose.shown)
    longest = max(len(option.prose.shown) for option in view.distractors)
    if key >= LONGER_TIMES * longest and key >= longest + LONGER_BY:
        reason = f"The key has {key} characters, the longest distractor {longest}."
        yield Finding("04_longest_correct", WARNING, shortest_key.path, reason, "Shorten the key or fill the others.")


def convergence(view: View) -> Findings:
    """07: the key shares most words and numbers with the other options."""
    if len(view.keys) != 1 or len(view.options) < 3:
        return
    tokens = [_tokens(option) for option in view.options]
    shared = [sum(len(mine & others) for j, others in enumerate(tokens) if j != i) for i, mine in enumerate(tokens)]
    position = view.options.index(view.keys[0])
    if shared[position] >= CONVERGING + max(count for i, count in enumerate(shared) if i != position):
        reason = "The key shares more words with the other options than any of them."
        path = view.keys[0].path
        yield Finding("07_convergence", WARNING, path, reason, "Share the elements evenly among the options.")


def _tokens(option: ShownOption) -> frozenset[str]:
    return content_stems(option.text) | frozenset(re.findall(r"\d[\d.]*", option.text))


def logical_cue(view: View) -> Findings:
    """08: one pair of opposites, and the key is in it."""
    if len(view.keys) != 1 or len(view.options) < 3:
        return
    pairs = [pair for pair in combinations(view.options, 2) if _opposite(*pair)]
    if len(pairs) == 1 and view.keys[0] in pairs[0]:
        reason = "Two options are opposites, and the key is one of them."
        path = view.keys[0].path
        yield Finding("08_logical_cue", WARNING, path, reason, "Add a second pair, or take the opposite away.")


def _opposite(first: ShownOption, second: ShownOption) -> bool:
    """Tell whether two options say much the same but for a negation or a pair of opposites."""
    a, b = (frozenset(re.findall(r"[a-z']+", option.prose.plain.lower())) for option in (first, second))
    difference = a ^ b
    common = len(a & b) / max(min(len(a), len(b)), 1)
    if difference and difference <= _NEGATIONS | {"do", "does", "is", "are", "can"} and difference & _NEGATIONS:
        return True
    opposed = any(frozenset((x, y)) in _OPPOSITES for x in a - b for y in b - a)
    return opposed and (common >= 0.6 or len(a) == len(b) == 1)


def word_repeat(view: View) -> Findings:
    """12: words of the stem that come back in the key, more than in any distractor."""
    if not view.keys or not view.distractors:
        return
    stem = view.prose.stems
    echoes = {option: _echo(option, view, stem) for option in view.options}
    keys = frozenset.intersection(*(echoes[key] for key in view.keys))
    if keys and len(keys) > max(len(echoes[option]) for option in view.distractors):
        reason = f"“{', '.join(sorted(keys))}” stands in the stem and in the right option alone."
        path = view.keys[0].path
        yield Finding("12_word_repeat", WARNING, path, reason, "Use the word in a distractor too, or not at all.")


def _echo(option: ShownOption, view: View, stem: frozenset[str]) -> frozenset[str]:
    """Return the words an option shares with the stem and with no option of the other kind."""
    others = [other.prose.stems for other in view.options if other.correct != option.correct]
    if not option.correct:
        others = [other.prose.stems for other in view.options if other is not option]
    return (option.prose.stems & stem) - frozenset().union(*others)


def grammar(view: View) -> Findings:
    """15: an article or a form that singles out the key."""
    if len(view.keys) != 1 or not view.distractors:
        return
    key = view.keys[0]
    article = re.search(r"\b(a|an)\W*$", view.prose.plain)
    if article:
        wants_vowel = article[1] == "an"
        fits = [option for option in view.options if _begins_with_vowel(option) == wants_vowel]
        if len(fits) < len(view.options):
            reason = f"The stem ends with “{article[1]}”, which does not fit every option."
            yield Finding("15_grammar", WARNING, ("stem",), reason, "Move the article into the options.")
    for name, form in _FORMS.items():
        forms = {form(option.prose.shown) for option in view.distractors}
        if len(forms) == 1 and form(key.prose.shown) not in forms and len(view.distractors) > 1:
            reason = f"The key alone has another {name}."
            yield Finding("15_grammar", WARNING, key.path, reason, "Give all options the same form.")


def _begins_with_vowel(option: ShownOption) -> bool:
    return option.prose.shown[:1].lower() in "aeiou"


_FORMS: dict[str, Callable[[str], str]] = {
    "ending": lambda text: text[-1:] if text[-1:] in ".?!;:" else "",
    "beginning": lambda text: "capital" if text[:1].isupper() else "small" if text[:1].islower() else "other",
}

DETECTORS = (longest_correct, convergence, logical_cue, word_repeat, grammar)
