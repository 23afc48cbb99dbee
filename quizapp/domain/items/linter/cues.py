"""Detectors that compare the key with the other options: 04, 07, 08, 12 and 15."""

import re
from collections import Counter
from collections.abc import Callable
from itertools import chain, combinations

from quizapp.domain.items.linter.findings import STEM, WARNING, Finding, Findings, ShownOption, View
from quizapp.domain.items.linter.stems import asks
from quizapp.domain.items.linter.wordings import between, opposite
from quizapp.domain.items.linter.words import Prose, content_roots, word_stem

LONGER_BY = 12
"""Characters by which a key may outgrow the longest distractor."""
LONGER_TIMES = 1.25
CONVERGING = 2
"""Shared words by which the key must lead to stand out."""
_TAKEN_APART = re.compile(r"[a-z]+(?:['-][a-z]+)*|\d[\d.,]*%?", re.IGNORECASE)
_NAMES_AS_CODE = re.compile(r"`([A-Za-z_][\w ,]*)`")
_JOINING_TEXT = """
    a an the and or of with to in for on by at from is are it its but as per than that x
"""
_JOINING = frozenset(_JOINING_TEXT.split())
_KINDS_TEXT = """
    action algorithm analysis approach case change command conclusion data design effect example feature form
    function kind layer measure method metric model name number part pattern plot policy procedure process
    property purpose quantity query reason remedy result role rule sentence set statement step strategy
    structure system technique term test thing tool type unit value way word
"""
_KINDS = content_roots(_KINDS_TEXT)
"""Words for what kind of thing is asked for; any option may repeat them."""
_NAMING = re.compile(
    r"\b(?:called|known as|named|termed)\W*$|\bcall (?:this|that|these|those|such|it|them)\b"
    r"|\b(?:name|term|word) (?:for|of|describes|denotes) (?:this|that|these|those|such|it|them)\b"
    r"|\b(?:this|that|these|those|such)(?: \w+){0,2} (?:be )?(?:called|known|named|termed)\b",
    re.IGNORECASE,
)
"""Questions for the name of what the sentences before describe."""
_JOINTS = re.compile(r"\s*(?:[,;/+]|\b(?:and|with|but|plus|then|without|at|in|for)\b)\s*", re.IGNORECASE)


def longest_correct(view: View) -> Findings:
    """04: the key stands out by its length."""
    if not view.distractors or not view.keys:
        return
    shortest_key = min(view.keys, key=lambda option: option.prose.length)
    key = shortest_key.prose.length
    longest = max(option.prose.length for option in view.distractors)
    if key >= LONGER_TIMES * longest and key >= longest + LONGER_BY:
        reason = f"The key has {key} characters, the longest distractor {longest}."
        yield Finding("04_longest_correct", WARNING, shortest_key.path, reason, "Shorten the key or fill the others.")


def convergence(view: View) -> Findings:
    """07: the key shares most words and numbers with the other options.

    It does so either by a clear lead, or when it is put together from elements of different distractors while each
    distractor has an element of its own: who looks for the commonest elements has found the key.
    """
    if len(view.keys) != 1 or len(view.options) < 3:
        return
    tokens = {option: _elements(option) for option in view.options}
    phrases = {option: _phrases(option) for option in view.options}
    if _leads(tokens, view.keys[0]) or any(_is_assembled(parts, view.keys[0]) for parts in (tokens, phrases)):
        reason = "The key shares more words with the other options than any of them."
        path = view.keys[0].path
        yield Finding("07_convergence", WARNING, path, reason, "Share the elements evenly among the options.")


def _spoken(option: ShownOption) -> str:
    """Return an option's words, names set as code among them; other code and formulas say nothing here."""
    return Prose(_NAMES_AS_CODE.sub(r"\1", option.text)).plain if " " in option.prose.plain else option.prose.plain


def _elements(option: ShownOption) -> frozenset[str]:
    words = (word.lower() for word in _TAKEN_APART.findall(_spoken(option)))
    return frozenset(word_stem(word) for word in words if word not in _JOINING)


def _phrases(option: ShownOption) -> frozenset[str]:
    return frozenset(part.strip().lower() for part in _JOINTS.split(_spoken(option)) if part.strip(" x."))


def _leads(tokens: dict[ShownOption, frozenset[str]], key: ShownOption) -> bool:
    shared = {
        option: sum(len(mine & others) for other, others in tokens.items() if other is not option)
        for option, mine in tokens.items()
    }
    return shared.pop(key) >= CONVERGING + max(shared.values())


def _is_assembled(tokens: dict[ShownOption, frozenset[str]], key: ShownOption) -> bool:
    """Tell whether the key consists of elements of different distractors, each of which has one of its own."""
    frame = frozenset.intersection(*tokens.values())
    mine = tokens[key] - frame
    others = [elements - frame for option, elements in tokens.items() if option is not key]
    counted = Counter(chain.from_iterable(others))
    own = [any(element not in mine and counted[element] == 1 for element in elements) for elements in others]
    whole = any(mine <= elements for elements in others)
    return len(mine) >= CONVERGING and mine <= counted.keys() and all(own) and not whole


def logical_cue(view: View) -> Findings:
    """08: one pair of opposites with the key in it, while the rest is about something else."""
    if len(view.keys) != 1 or len(view.options) < 3:
        return
    pairs = [pair for pair in combinations(view.options, 2) if opposite(pair[0].prose.plain, pair[1].prose.plain)]
    if len(pairs) == 1 and view.keys[0] in pairs[0] and not _completed(view, pairs[0]):
        reason = "Two options are opposites, and the key is one of them."
        path = view.keys[0].path
        yield Finding("08_logical_cue", WARNING, path, reason, "Add a second pair, or take the opposite away.")


def _completed(view: View, pair: tuple[ShownOption, ShownOption]) -> bool:
    """Tell whether another option stands between two opposites, so that they are three in a row."""
    first, second = (option.prose.plain for option in pair)
    return any(between(option.prose.plain, first, second) for option in view.options if option not in pair)


def word_repeat(view: View) -> Findings:
    """12: words of the question that come back in the key, more than in any distractor."""
    if not view.keys or not view.distractors:
        return
    question = _question(view)
    echoes = {option: _echo(option, view, question) for option in view.options}
    keys = frozenset.intersection(*(echoes[key] for key in view.keys))
    if keys and len(keys) > max(len(echoes[option]) for option in view.distractors):
        reason = f"“{', '.join(sorted(keys))}” stands in the question and in the right option alone."
        path = view.keys[0].path
        yield Finding("12_word_repeat", WARNING, path, reason, "Use the word in a distractor too, or not at all.")


def _question(view: View) -> frozenset[str]:
    """Return the roots of what asks; a scenario's words before it are the subject's own.

    A question for the name of what was described before asks with that description.
    """
    asking = " ".join(sentence for sentence in view.prose.sentences if asks(sentence))
    if not asking or _NAMING.search(asking):
        asking = view.prose.plain
    return content_roots(asking) - _KINDS


def _echo(option: ShownOption, view: View, question: frozenset[str]) -> frozenset[str]:
    """Return the words an option shares with the question and with no option of the other kind."""
    others = [content_roots(other.prose.plain) for other in view.options if other.correct != option.correct]
    if not option.correct:
        others = [content_roots(other.prose.plain) for other in view.options if other is not option]
    return (content_roots(option.prose.plain) & question) - frozenset().union(*others)


def grammar(view: View) -> Findings:
    """15: an article, a number or a form that singles out the key."""
    if len(view.keys) != 1 or not view.distractors:
        return
    key = view.keys[0]
    article = re.search(r"\b(an?)\W*$", view.prose.plain, re.IGNORECASE)
    if article:
        fits = [option for option in view.options if _begins_with_vowel(option) == (article[1].lower() == "an")]
        if len(fits) < len(view.options):
            reason = f"The stem ends with “{article[1]}”, which does not fit every option."
            yield Finding("15_grammar", WARNING, STEM, reason, "Move the article into the options.")
    yield from _odd_form(key, view.distractors)
    if _is_counted(view) and _stands_alone(key, view.distractors, _is_plural):
        reason = "The question and the key alone agree in number."
        yield Finding("15_grammar", WARNING, key.path, reason, "Give all options the same number.")


def _odd_form(key: ShownOption, distractors: tuple[ShownOption, ...]) -> Findings:
    for name, form in _FORMS.items():
        forms = {form(option) for option in (key, *distractors)}
        if len(distractors) > 1 and None not in forms and _stands_alone(key, distractors, form):
            reason = f"The key alone has another {name}."
            yield Finding("15_grammar", WARNING, key.path, reason, "Give all options the same form.")


def _stands_alone(
    key: ShownOption, distractors: tuple[ShownOption, ...], trait: Callable[[ShownOption], object]
) -> bool:
    """Tell whether the distractors are alike in a trait and the key is not."""
    others = {trait(option) for option in distractors}
    return len(others) == 1 and trait(key) not in others


def _begins_with_vowel(option: ShownOption) -> bool:
    """Tell whether an option is spoken with a vowel first, as far as its letters tell."""
    text = option.prose.shown.lower()
    if re.match(r"(?:hour|honest|heir|honour)", text) or re.match(r"[fhlmnrsx](?:-|\b|[A-Z])", option.prose.shown):
        return True
    return text[:1] in tuple("aeiou8") and not re.match(r"(?:uni(?!n)|use|usu|eu|one|ut[ie])", text)


def _ending(option: ShownOption) -> str:
    return text[-1] if (text := option.prose.shown) and text[-1] in ".?!;:" else ""


def _beginning(option: ShownOption) -> str | None:
    """Tell a capital from a small letter; signs, abbreviations and names such as `k-means` have no choice."""
    word = (option.prose.plain.split() or [""])[0]
    if not word[:1].isalpha() or word == "x" or re.match(r"\w?[A-Z]|\w-|\w$", word[1:] and word[:1].lower() + word[1:]):
        return None
    return "capital" if word[0].isupper() else "small"


def _construction(option: ShownOption) -> str:
    """Tell apart `to reduce`, `by reducing` and `because it reduces`; the rest is a noun or a sentence."""
    first = option.prose.plain.split()[:1]
    return first[0].lower() if first and first[0].lower() in ("to", "by", "because") else "other"


_FORMS: dict[str, Callable[[ShownOption], str | None]] = {
    "ending": _ending,
    "beginning": _beginning,
    "construction": _construction,
}


def _is_counted(view: View) -> bool:
    """Tell whether a question in the plural, or a sentence to complete, takes names, whose number then matters."""
    asked = view.prose.sentences[-1] if view.prose.sentences else ""
    plural = r"\b(?:which|what) are\b(?! (?:the|its) \w+ (?:of|when))|\b(?:is|are|was|were)(?: the)?\W*$"
    return bool(re.search(plural, asked, re.IGNORECASE)) and all(
        len(option.prose.plain.split()) <= 6 for option in view.options
    )


def _is_plural(option: ShownOption) -> bool:
    text = option.prose.plain.strip(" .").lower()
    return " and " in text or bool(re.search(r"[^su]s$|[^aeiou]ies$", text.split(" of ")[0]))


DETECTORS = (longest_correct, convergence, logical_cue, word_repeat, grammar)
