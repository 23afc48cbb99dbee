"""Detectors that read each option for itself: 02, 03, 06, 09, 11, 14, 16, 17 and 18."""

import re
from itertools import combinations, pairwise

from quizapp.domain.items.linter.findings import ERROR, WARNING, Finding, Findings, ShownOption, View
from quizapp.domain.items.linter.words import NUMBER, numbers_in

FAR = 1_000.0
"""Times the key from which nobody believes a number."""
NEAR = 0.005
"""Relative difference of two numbers that a careful reader may take for equal."""

_ABOVE = (
    r"(the |these |those |them |of )*"
    r"(above|options?|answers?|others?|choices?|alternatives?|statements?|these|those|them)?"
)
_NONE = re.compile(
    rf"(none|neither|not any|no one) of {_ABOVE}( (is|are|apply|applies|hold|holds)( \w+)?)?", re.IGNORECASE
)
_ALL = re.compile(
    rf"(all|both|any|each|every one)( \w+)? of {_ABOVE}( (is|are|apply|hold)( \w+)?)?|all the above",
    re.IGNORECASE,
)
_TRUTH_WORDS = frozenset({"true", "false", "yes", "no", "correct", "incorrect", "right", "wrong"})
_ABSOLUTE = re.compile(
    r"\b(always|never|only|must|all|none|every|impossible|entirely|completely|absolutely|guaranteed|certainly)\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(often|usually|sometimes|frequently|generally|typically|rarely|seldom|occasionally|commonly|mostly|"
    r"may be|might be|tends? to|in many cases|more or less)\b",
    re.IGNORECASE,
)
_ENUMERATOR = r"(?:[IVX]{1,4}|[ivx]{1,4}|[A-Ea-e]|\d)"
_COMBINATION = re.compile(
    rf"(?:only |both |statements? )*\(?{_ENUMERATOR}\)?"
    rf"(?:(?:\s*,\s*|\s*&\s*|\s+and\s+|\s+or\s+)+\(?{_ENUMERATOR}\)?)*(?: only)?"
)
_LISTED = re.compile(rf"(?:^|[\s(])({_ENUMERATOR})[.):]\s", re.MULTILINE)
_MEASURE = re.compile(
    rf"(?:[$€£]|about |≈ ?)?({NUMBER.pattern})\s*(?:%|[a-zA-Zµ°/²³.]{{0,12}}(?: [a-zA-Z/]{{1,12}}){{0,3}})?"
)
_RANGE = re.compile(
    rf"(?:from |between )?({NUMBER.pattern})\s*(?:to|and|–|-)\s*({NUMBER.pattern})\s*(?:%|[a-zA-Z]{{0,12}})?"
)


def number_of(option: ShownOption) -> float | None:
    """Return the number when the option is one, with or without a unit."""
    match = _MEASURE.fullmatch(option.prose.shown.rstrip("."))
    return numbers_in(match[1])[0] if match else None


def _all_numbers(view: View) -> list[float]:
    """Return the options' numbers, or nothing when one is no number."""
    values = [number_of(option) for option in view.options]
    return [v for v in values if v is not None] if None not in values else []


def implausible(view: View) -> Findings:
    """02: a number so far from the key that nobody believes it."""
    if view.key_value:
        for i, mistake in enumerate(view.mistakes):
            if _far(mistake, view.key_value):
                path = ("mistakes", i, "value")
                yield _far_finding(path, mistake, view.key_value)
    numbers = _all_numbers(view)
    if numbers and len(view.keys) == 1:
        key = numbers[view.keys[0].position]
        for option in view.distractors:
            if key and _far(numbers[option.position], key):
                yield _far_finding(option.path, numbers[option.position], key)


def _far(value: float, key: float) -> bool:
    return abs(value) > FAR * abs(key)


def _far_finding(path: tuple[str | int, ...], value: float, key: float) -> Finding:
    reason = f"{value:g} is more than {FAR:g} times the key {key:g}."
    return Finding("02_implausible", WARNING, path, reason, "Take what a real mistake leads to.")


def none_of_above(view: View) -> Findings:
    """03: an option that says none of the others is right."""
    for option in view.options:
        if _NONE.fullmatch(option.prose.shown.rstrip(".")):
            reason = f"“{option.prose.shown}” tests the other options, not the subject."
            yield Finding(
                "03_none_of_above", ERROR, option.path, reason, "Leave it out: three good options are enough."
            )


def all_of_above(view: View) -> Findings:
    """09: an option that says the others are right."""
    for option in view.options:
        if _ALL.fullmatch(option.prose.shown.rstrip(".")):
            reason = f"“{option.prose.shown}” is right as soon as two others are."
            yield Finding(
                "09_all_of_above", ERROR, option.path, reason, "Make it a multiple response, or leave it out."
            )


def true_false(view: View) -> Findings:
    """06: options that only say true or false."""
    bare = [option for option in view.options if option.prose.shown.rstrip(".").lower() in _TRUTH_WORDS]
    if len(bare) >= 2 or len(view.options) == 2:
        reason = "The options say little more than true or false."
        yield Finding("06_true_false", ERROR, ("options",), reason, "Ask for the reason, or for what follows.")


def absolute(view: View) -> Findings:
    """11: absolute words that mark the wrong options."""
    if any(_ABSOLUTE.search(key.prose.plain) for key in view.keys):
        return
    for option in view.distractors:
        match = _ABSOLUTE.search(option.prose.plain)
        if match:
            reason = f"“{match[0]}” stands in wrong options and in no right one."
            yield Finding("11_absolute", ERROR, option.path, reason, "Say it without the absolute word.")


def vague(view: View) -> Findings:
    """17: words of vague frequency."""
    for option in view.options:
        match = _VAGUE.search(option.prose.plain)
        if match:
            reason = f"“{match[0]}” can be read in many ways."
            yield Finding("17_vague", WARNING, option.path, reason, "Give a number, or say when.")


def k_type(view: View) -> Findings:
    """14: options that only combine the numbers of statements in the stem."""
    listed = {match.strip(".):( ") for match in _LISTED.findall(view.stem)}
    combined = [option for option in view.options if _COMBINATION.fullmatch(option.prose.shown.rstrip("."))]
    joined = [option for option in combined if re.search(r",| and |&|\bonly\b|\bboth\b", option.prose.shown)]
    if len(listed) >= 2 and len(combined) == len(view.options) and joined:
        reason = "The options combine the numbers of statements."
        yield Finding("14_k_type", ERROR, ("options",), reason, "Make it a multiple response over the statements.")


def lost_sequence(view: View) -> Findings:
    """16: numbers that keep their written order, and it is not ascending."""
    numbers = _all_numbers(view)
    if view.shuffle or len(numbers) < 2:
        return
    if any(first > second for first, second in pairwise(numbers)):
        listed = ", ".join(f"{number:g}" for number in numbers)
        reason = f"The options keep their order and run {listed}."
        yield Finding("16_lost_sequence", ERROR, ("options",), reason, "Write them in ascending order.")


def multi_correct(view: View) -> Findings:
    """18: options that say the same, or numbers that can't be told apart."""
    for first, second in combinations(view.options, 2):
        if _same(first) == _same(second):
            reason = f"“{second.prose.shown}” stands twice."
            yield Finding("18_multi_correct", ERROR, second.path, reason, "Keep one of the two.")
            continue
        yield from _near(first, second)


def _same(option: ShownOption) -> str:
    return re.sub(r"\s+", "", option.prose.shown).rstrip(".").casefold()


def _near(first: ShownOption, second: ShownOption) -> Findings:
    a, b = number_of(first), number_of(second)
    if a is not None and b is not None and _unit(first) == _unit(second):
        difference = abs(a - b) / max(abs(a), abs(b), 1e-300)
        if difference < NEAR:
            severity = ERROR if difference < 1e-9 else WARNING
            reason = f"“{first.prose.shown}” and “{second.prose.shown}” are the same but for rounding."
            yield Finding("18_multi_correct", severity, second.path, reason, "Move them apart.")
    low, high = _range(first), _range(second)
    if low and high and max(low[0], high[0]) < min(low[1], high[1]):
        reason = f"“{first.prose.shown}” and “{second.prose.shown}” overlap."
        yield Finding("18_multi_correct", WARNING, second.path, reason, "Let the ranges meet and not overlap.")


def _unit(option: ShownOption) -> str:
    return NUMBER.sub("", option.prose.shown, 1).strip(" .")


def _range(option: ShownOption) -> tuple[float, float] | None:
    match = _RANGE.fullmatch(option.prose.shown.rstrip("."))
    if not match:
        return None
    low, high = numbers_in(match[1])[0], numbers_in(match[2])[0]
    return (low, high) if low < high else None


EVERYWHERE = (none_of_above, all_of_above, true_false, absolute, vague, k_type)
"""Detectors whose finding counts when most variants show it."""
ANYWHERE = (implausible, lost_sequence, multi_correct)
"""Detectors for which one variant is enough."""
