"""Detectors that read each option for itself: 02, 11, 16 and 17."""

import math
import re
from itertools import pairwise

from quizapp.domain.items.linter.everyday import homely_words, is_joke
from quizapp.domain.items.linter.findings import ERROR, WARNING, Finding, Findings, ShownOption, View
from quizapp.domain.items.linter.quantities import Quantity, quantity, span

FAR = 1_024.0
"""Times the key from which nobody believes a number; a thousand, or the slip from one binary prefix to the next."""
_STRONG = re.compile(
    r"\b(?:always|never|must|impossible|impossibly|entirely|completely(?! (?:at )?random)|absolutely|guaranteed"
    r"|certainly|invariably|definitely|inevitably|totally|without exceptions?|under (?:no|all|any) circumstances"
    r"|in (?:all|every|no|any) (?:cases?|situations?|circumstances)|at all times|every single"
    r"|(?:can|could|will|may) only|only ever|nobody|everybody|everyone|no matter)\b",
    re.IGNORECASE,
)
_QUANTIFIER = re.compile(
    r"\b(?:all|only|none|every|nothing|everything|exclusively|solely|nowhere|everywhere)\b", re.IGNORECASE
)
_UNGRADED = "".join(f"(?<!{word} )" for word in ("how", "more", "less", "as", "so", "too", "most", "least"))
"""`more often` compares, `often` alone does not."""
_VAGUE = re.compile(
    rf"{_UNGRADED}\b(?:often|frequently|commonly|rarely|typically)\b"
    r"|\b(?:usually|sometimes|generally|seldom|occasionally|mostly|ordinarily|customarily|probably|possibly|perhaps"
    r"|maybe|presumably|somewhat|fairly|quite|hardly ever|almost always|nearly always|(?-i:may|might) [a-z]+"
    r"|tends? to(?! (?:zero|infinity|one|x|\d))"
    r"|in (?:many|some|most|certain|several) (?:cases|situations|circumstances)"
    r"|more or less|(?:most|much) of the time|now and (?:then|again)|from time to time|once in a while|as a rule"
    r"|in general|on occasion|to some (?:extent|degree)|(?:is|are) (?:un)?likely to|a lot(?! of)|a little(?! of|-))\b"
    r"|\bnormally\b(?! distributed)|\bregularly\b(?! (?:spaced|sampled|distributed|updated|scheduled))",
    re.IGNORECASE,
)
_MODAL = re.compile(r"\w+ (?:may|might)\b")
_PERSON = re.compile(r"\b(?:his|her|he|she)\b", re.IGNORECASE)
_PROBABILITY = re.compile(
    r"\b(?:what|which|compute|find|give|estimate)\b.{0,40}\b(?:probability|chance|p-value)\b", re.IGNORECASE
)
_NON_NEGATIVE = re.compile(
    r"\bhow (?:many|long|far|tall|heavy|old)\b|\b(?:standard deviation|distance)\b", re.IGNORECASE
)


def _quantities(view: View) -> list[Quantity]:
    """Return the options as numbers of one unit, or nothing when they are not."""
    values = [quantity(option.text) for option in view.options]
    found = [value for value in values if value is not None]
    same = len({value.unit for value in found} - {""}) <= 1
    return found if len(found) == len(values) and same else []


def implausible(view: View) -> Findings:
    """02: a number so far from the key that nobody believes it, one that can't be, or a joke."""
    known = [(option, value) for option in view.options if (value := quantity(option.text))]
    yield from (*_far_mistakes(view), *_far_options(view, known), *_impossible(view, known), *_jokes(view))


def _far_mistakes(view: View) -> Findings:
    for i, mistake in enumerate(view.mistakes):
        if view.key_value and _far(mistake, view.key_value):
            yield _far_finding(("mistakes", i, "value"), mistake, view.key_value)


def _far_options(view: View, known: list[tuple[ShownOption, Quantity]]) -> Findings:
    keys = [value for option, value in known if option.correct]
    if len(view.keys) == len(keys) == 1 and keys[0].value:
        for option, value in known:
            if value.unit == keys[0].unit and _far(value.value, keys[0].value):
                yield _far_finding(option.path, value.value, keys[0].value)


def _impossible(view: View, known: list[tuple[ShownOption, Quantity]]) -> Findings:
    """Find probabilities beyond 0 to 1 and negative counts, when the key keeps within."""
    asked = " ".join(view.prose.sentences[-1:])
    high = 1.0 if _PROBABILITY.search(asked) else math.inf
    if math.isinf(high) and not _NON_NEGATIVE.search(asked):
        return
    if any(option.correct and not 0 <= value.value <= high for option, value in known):
        return
    for option, value in known:
        if not (option.correct or 0 <= value.value <= high):
            reason = f"“{option.prose.shown}” can't be what is asked for."
            yield Finding("02_implausible", WARNING, option.path, reason, "Take what a real mistake leads to.")


def _jokes(view: View) -> Findings:
    serious = " ".join((view.context, view.stem, *(key.text for key in view.keys)))
    if is_joke(serious) and len(homely_words(serious)) > 1:
        return
    for option in view.distractors:
        someone = _PERSON.search(option.prose.plain) and not _PERSON.search(serious)
        silly = is_joke(option.prose.plain) or (someone and homely_words(option.prose.plain))
        if silly and not homely_words(option.prose.plain) & homely_words(serious):
            reason = f"Nobody who reads “{option.prose.shown[:50]}” in earnest would choose it."
            yield Finding("02_implausible", WARNING, option.path, reason, "Take what a real mistake leads to.")


def _far(value: float, key: float) -> bool:
    return abs(value) > FAR * abs(key)


def _far_finding(path: tuple[str | int, ...], value: float, key: float) -> Finding:
    reason = f"{value:g} is more than {FAR:g} times the key {key:g}."
    return Finding("02_implausible", WARNING, path, reason, "Take what a real mistake leads to.")


def absolute(view: View) -> Findings:
    """11: absolute words that mark the wrong options.

    One strong word, such as `always`, is enough; quantifiers such as `all` and `only` belong to many subjects, so
    they count when each wrong option has one. A word that the stem or a right option holds too marks nothing.
    """
    known = " ".join((view.stem, *(key.text for key in view.keys)))
    if any(_STRONG.search(key.prose.plain) for key in view.keys):
        return
    marked = _marked(view.distractors, known)
    for option, word in marked.items():
        reason = f"“{word}” stands in wrong options and in no right one."
        yield Finding("11_absolute", ERROR, option.path, reason, "Say it without the absolute word.")


def _marked(distractors: tuple[ShownOption, ...], known: str) -> dict[ShownOption, str]:
    """Return the absolute words of wrong options, when they are strong or stand in each of them."""
    strong = {option: _unknown(_STRONG, option, known) for option in distractors}
    marked = {option: word or _unknown(_QUANTIFIER, option, known) for option, word in strong.items()}
    told = any(strong.values()) or (len(marked) > 1 and all(marked.values()))
    return {option: word for option, word in marked.items() if word} if told else {}


def _unknown(pattern: re.Pattern[str], option: ShownOption, known: str) -> str:
    """Return the first word of an option that a pattern finds and the rest of the item does not hold."""
    words = (match[0] for match in pattern.finditer(option.prose.plain))
    return next((w for w in words if not re.search(rf"\b{re.escape(w)}\b", known, re.IGNORECASE)), "")


def vague(view: View) -> Findings:
    """17: words of vague frequency; where each option says what may happen, `may` is the question's own word."""
    found = {option: _VAGUE.search(option.prose.plain) for option in view.options}
    if len({match and match[0].split()[0] for match in found.values()}) == 1 and _MODAL.match(
        view.options[0].prose.plain
    ):
        return
    for option, match in found.items():
        if match:
            reason = f"“{match[0]}” can be read in many ways."
            yield Finding("17_vague", WARNING, option.path, reason, "Give a number, or say when.")


def lost_sequence(view: View) -> Findings:
    """16: numbers that keep their written order, and it is neither rising nor falling."""
    if not view.shuffle:
        yield from _disorder(view, ERROR, "Write them in ascending order.")


def careless_sequence(view: View) -> Findings:
    """16: numbers written in no order, which are shuffled as well.

    The server shuffles unless `shuffle: false` says otherwise, so students would meet them out of order anyhow; numbers
    want the opposite. Ascending ones are left in peace: shuffling them may be meant. A family's order is its variants'.
    """
    if view.shuffle and view.is_fixed:
        yield from _disorder(view, WARNING, "Write them in ascending order and say `shuffle: false`.")


def _disorder(view: View, severity: str, mend: str) -> Findings:
    numbers = [value.value for value in _quantities(view)] or _disjoint_starts(view)
    rising = all(first <= second for first, second in pairwise(numbers))
    falling = all(first >= second for first, second in pairwise(numbers))
    if len(numbers) > 2 and not (rising or falling):
        listed = ", ".join(f"{number:g}" for number in numbers)
        yield Finding("16_lost_sequence", severity, ("options",), f"The options run {listed}.", mend)


def _disjoint_starts(view: View) -> list[float]:
    """Return where the options' ranges begin, or nothing when they are no ranges apart from each other."""
    spans = [span(option.text) for option in view.options]
    known = sorted((s for s in spans if s is not None), key=lambda s: s.low)
    apart = all(first.high <= second.low and first.unit == second.unit for first, second in pairwise(known))
    return [s.low for s in spans if s is not None] if len(known) == len(spans) and apart else []


EVERYWHERE = (absolute, vague, careless_sequence)
"""Detectors whose finding counts when most variants show it."""
ANYWHERE = (implausible, lost_sequence)
"""Detectors for which one variant is enough."""
