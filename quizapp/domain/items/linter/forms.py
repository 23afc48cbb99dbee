"""Detectors of options that speak of other options, or of truth, instead of the subject: 03, 06, 09 and 14."""

import re

from quizapp.domain.items.linter.findings import ERROR, Finding, Findings, ShownOption, View
from quizapp.domain.items.linter.quantities import quantity

_OPTION = r"(?:options?|answers?|choices?|alternatives?|statements?|claims?|responses?|possibilities|conclusions?)"
_GIVEN = (
    r"(?:above|listed|given|named|mentioned|shown|here|preceding|previous|suggested|offered|others?|stated|presented"
    r"|correct|following)"
)
_OTHERS = (
    rf"(?:(?:the |these |those |them |two |three |four |five |{_GIVEN} )*"
    rf"(?:{_OPTION}|{_GIVEN}|these|those|them|two|three|four|five)(?: {_GIVEN})*|(?:these|those) \w+"
    r"|(?:the |these |those )?(?:given|listed|named|mentioned|shown|suggested|offered|stated|presented) \w+"
    r"|(?:the |these |those )?\w+ (?:above|listed|given|mentioned|named|shown|offered|suggested|here))"
)
_HOLD = r"(?: (?:is|are|appl(?:y|ies)|holds?|fits?|works?|can|would|will|could)\b.*)?"
_NONE = re.compile(
    "|".join(
        (
            rf"(?:none|neither|nothing|not any|no one|not one)(?: of)? {_OTHERS}{_HOLD}",
            rf"(?:none|nota|not applicable){_HOLD}",
            rf"neither(?: {_OPTION})?{_HOLD}",
            rf"neither \(?\w{{1,3}}\)? nor \(?\w{{1,3}}\)?{_HOLD}",
            rf"(?:there is )?no (?:other |single |such )?(?:correct |right |valid |suitable |good |true )?"
            rf"{_OPTION}(?: {_GIVEN})*{_HOLD}",
            r"the (?:correct|right|true) (?:answer|value|option|result|choice|number) is (?:not|missing|none)\b.*",
            r"(?:it is )?not (?:listed|given|shown|among|named|in the list|mentioned)\b.*",
            rf"(?:some(?:thing|where)? (?:else|other)|another|(?:an?|some) (?:different|other))"
            rf"(?: (?:value|number|result|one|{_OPTION}))?(?: (?:than|from|not)\b.*)?",
            r"others?",
            rf"(?:all|each|every one|both)(?: of)? {_OTHERS} (?:is|are) (?:wrong|false|incorrect|untrue|not \w+)",
        )
    ),
    re.IGNORECASE,
)
_ALL = re.compile(
    "|".join(
        (
            rf"(?:all|both|any|each|every|every one|either)(?: (?:two|three|four|five))?(?: of)? {_OTHERS}{_HOLD}",
            rf"(?:all|both)(?: (?:two|three|four|five))?(?: together)?{_HOLD}",
            rf"(?:everything|anything) {_GIVEN}(?: {_GIVEN})*{_HOLD}",
            rf"the (?:other|first|last) (?:two|three|four)(?: {_OPTION})?{_HOLD}",
            r"the above(?: all)?",
        )
    ),
    re.IGNORECASE,
)
_TRUTH_TEXT = """
    true false yes no correct incorrect right wrong agree disagree valid invalid untrue t f y n
"""
_TRUTH = frozenset(_TRUTH_TEXT.split())
_TRUTH_FRAME_TEXT = """
    it this that is are was does do has can will not i a the statement claim assertion
"""
_TRUTH_FRAME = frozenset(_TRUTH_FRAME_TEXT.split())
_ENUMERATOR = r"\(?(?:[IVX]{1,4}|[ivx]{1,4}|[A-Ea-eP-S]|[SP]?\d)\)?"
_JOINT = r"(?:\s*,\s*|\s*&\s*|\s*\+\s*|\s*/\s*|\s+and\s+|\s+or\s+|\s+nor\s+)+"
_CALLED = r"(?i:(?:only|just|both|neither|either|all of|statements?|options?|answers?|choices?|claims?|items?)\s+)"
_SUFFIX = r"(?i: (?:only|alone|together|(?:is|are) (?:true|correct|right|false)|holds?|apply))?"
_COMBINATION = re.compile(rf"{_CALLED}*{_ENUMERATOR}(?:{_JOINT}{_ENUMERATOR})*{_SUFFIX}")
_JOINED = re.compile(rf"{_CALLED}*{_ENUMERATOR}(?:{_JOINT}{_ENUMERATOR})+{_SUFFIX}")
_ORDINALS = re.compile(
    r"(?:only |both )?the (?:first|second|third|fourth|last) (?:and|or) (?:the )?(?:second|third|fourth|last)"
    rf"(?: {_OPTION})?{_SUFFIX}",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\b(?:only|both|alone)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"(?:^|[\s(])([IVX]{1,4}|[A-EP-S]|[SP]?\d|(?:statement|claim|condition|fact|point) \w)[.):]\s",
    re.MULTILINE | re.IGNORECASE,
)


def _is_code(text: str) -> bool:
    return bool(re.fullmatch(r"\s*(`[^`]*`|\$[^$]*\$)\s*", text))


def _bare(option: ShownOption) -> str:
    """Return what an option says; nothing when it is code, whose words mean something else."""
    return "" if _is_code(option.text) else option.prose.shown.rstrip(".!").strip("“”\"'")


def none_of_above(view: View) -> Findings:
    """03: an option that says none of the others is right."""
    bare = {_bare(option).lower() for option in view.options}
    for option in view.options:
        text = _bare(option)
        if _NONE.fullmatch(text) and not _completes(text, bare):
            reason = f"“{option.prose.shown}” tests the other options, not the subject."
            suggestion = "Leave it out: three good options are enough."
            yield Finding("03_none_of_above", ERROR, option.path, reason, suggestion)


def all_of_above(view: View) -> Findings:
    """09: an option that says the others are right."""
    bare = {_bare(option).lower() for option in view.options}
    for option in view.options:
        text = _bare(option)
        says_all = _ALL.fullmatch(text) and not _NONE.fullmatch(text) and not _completes(text, bare)
        if says_all or _names_all_others(view, option):
            reason = f"“{option.prose.shown}” is right as soon as two others are."
            suggestion = "Make it a multiple response, or leave it out."
            yield Finding("09_all_of_above", ERROR, option.path, reason, suggestion)


def _completes(text: str, bare: set[str]) -> bool:
    """Tell whether an option completes a series: `both` beside `neither`, `none` and `all three` among numbers."""
    if text.lower() in ("both", "neither"):
        return {"both", "neither"} <= bare
    return bool(re.fullmatch(r"none|all(?: \w+)?", text, re.IGNORECASE)) and any(map(quantity, bare))


def _names_all_others(view: View, option: ShownOption) -> bool:
    """Tell whether an option lists the letters of all the others, which are no lists themselves."""
    others = [_bare(other) for other in view.options if other is not option]
    letters = re.findall(r"\b[A-Ea-e]\b", _bare(option))
    listed = _JOINED.fullmatch(_bare(option)) and [letter.upper() for letter in letters] == list("ABCDE"[: len(others)])
    return bool(listed) and not any(map(_COMBINATION.fullmatch, others)) and not re.search(r"\b[B-E]\b", view.stem)


def true_false(view: View) -> Findings:
    """06: options that only say true or false; `True` as a value of a language is something else."""
    bare = [option for option in view.options if _says_truth(_bare(option))]
    if len(bare) >= 2 or len(view.options) == 2:
        reason = "The options say little more than true or false."
        yield Finding("06_true_false", ERROR, ("options",), reason, "Ask for the reason, or for what follows.")


def _says_truth(text: str) -> bool:
    words = set(re.findall(r"[a-z]+", text.lower().replace("n't", " not")))
    return bool(words & _TRUTH) and words <= _TRUTH | _TRUTH_FRAME


def k_type(view: View) -> Findings:
    """14: options that only combine the numbers of statements in the stem, or the letters of other options."""
    texts = [_bare(option) for option in view.options]
    joined = [text for text in texts if any(form.fullmatch(text) for form in (_JOINED, _ORDINALS))]
    if all(map(_combines, texts)):
        is_k_type = _lists_statements(view, texts) and bool(joined or any(map(_MARKED.search, texts)))
    else:
        is_k_type = any(_names_options(view, text) for text in joined)
    if is_k_type:
        reason = "The options combine the numbers of statements."
        yield Finding("14_k_type", ERROR, ("options",), reason, "Make it a multiple response over the statements.")


def _combines(text: str) -> bool:
    return any(form.fullmatch(text) for form in (_COMBINATION, _NONE, _ALL))


def _lists_statements(view: View, texts: list[str]) -> bool:
    """Tell whether the stem numbers statements, or the options use Roman numbers, which nothing else does."""
    listed = {match.strip(".):( ") for match in _LISTED.findall(f"{view.context}\n{view.stem}")}
    return len(listed) >= 2 or any(re.search(r"\bI{2,3}\b", text) for text in texts)


def _names_options(view: View, text: str) -> bool:
    """Tell whether an option names others by letter; letters that the stem uses are the subject's."""
    letters = set(re.findall(r"\b[A-E]\b", text)) - {"A"}
    by_word = re.search(r"\b(?:options?|answers?|choices?|statements?)\b", text, re.IGNORECASE)
    in_stem = re.search(rf"\b[{''.join(letters) or 'B'}]\b", view.stem)
    return bool(by_word or _ORDINALS.fullmatch(text) or (letters and not in_stem))


DETECTORS = (none_of_above, all_of_above, true_false, k_type)
