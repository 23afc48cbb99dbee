"""How a sentence begins: with a quality a person has, with an order, or with an activity."""

import re

from quizapp.domain.extraction.patterns import word_set
from quizapp.domain.extraction.vocabulary import AFTER_EXPERIENCE, IMPERATIVES, MODIFIERS, QUALITIES
from quizapp.domain.extraction.words import Sentence, Span

_MAX_MODIFIERS = 8
_BREAKS_OFF = word_set(
    """
    we you our your their his her its i is are was were will would can has have had be been the this these
    those that which who if as at by for to from into than user users customer customers employee
    candidate guest wir du sie unser ist sind wird
    """
)
_FINITE = word_set("will is are was has have can of at scientists")
_SUBJECTS = word_set(
    """
    architect engineer scientist analyst developer director manager researcher intern interns student
    candidate consultant specialist lead officer assistant fellow postdoc role position incumbent she he
    associate coordinator designer administrator postholder holder jobholder
    """
)
_NUMBERS = word_set(
    "one two three four five six seven eight ten several ein zwei drei vier fünf sechs acht zehn mehrere"
)
_ABOUT_NUMBERS = word_set("at least minimum mindestens of a over around ca. ca rund")
_PRAISE = word_set("amazing exciting inspiring outstanding thrilling everything")
_OFFERED = word_set("sessions development workshops trainings events")
_ROLES = word_set("scientist engineer analyst team group lead manager area partner center")
_FIRST_CLAUSE = re.compile(
    r"[A-ZÄÖÜ][^,:;.()!?]{3,100} (?P<verb>[a-zäöüß]{2,24}(?:en|ern|eln))(?=[,:;.!?]|$| und | oder )"
)
_NO_VERBS = word_set(
    """
    den einen keinen meinen deinen ihren unseren diesen allen vielen neben gegen zwischen wegen innen außen oben unten zusammen werden worden haben
    können sollen müssen dürfen wollen vorhanden willkommen gegeben bekannt selten eben neuen guten großen eigenen verschiedenen anderen weiteren
    modernen agilen gern gestern modern extern intern sondern lern
    """
)
_QUALITY_NOUNS = word_set("expertise knowledge skills understanding proficiency background erfahrung kenntnisse")
_PRAISED = word_set(
    "strong solid excellent outstanding good great deep sound clear fluent working exceptional starke starkes gutes gute sicheres"
)
_BEFORE_ORDER = word_set("on under in with using as together for")


def begins_with_quality(sentence: Sentence) -> bool:
    """Tell whether a sentence begins by naming something a person has or is: "Strong knowledge of …", "5+ years …"."""
    return quality_words(sentence) > 0


def praises_subject(sentence: Sentence) -> bool:
    """Tell whether a sentence begins with praise for what is named next, and nothing is done with it: "Strong C++"."""
    words = sentence.words
    return (
        bool(_PRAISED.intersection(words[:1]))
        and not _FINITE.intersection(words[1:3])
        and not _BREAKS_OFF.intersection(words[1:3])
    )


def quality_words(sentence: Sentence) -> int:
    """Count the words with which a sentence names something a person has or is; 0 where it begins otherwise."""
    words = sentence.words
    if not words or sentence.text[0] in "$€£":
        return 0
    if counted := _counts_years(words):
        return counted
    for index, word in enumerate(words[: _MAX_MODIFIERS + 1]):
        if word in {"experience", "experiences", "experienced"}:
            return index + 1 if is_experience_noun(words, index) else 0
        if _is_quality(word):
            return index + 1 if index == 0 or not _OFFERED.intersection(words[index + 1 : index + 2]) else 0
        if word not in MODIFIERS:
            break
    return _quality_behind_names(words)


def _quality_behind_names(words: tuple[str, ...]) -> int:
    """Count the words up to a noun that follows names no list knows: "SwiftUI development experience in …"."""
    for index, word in enumerate(words[:6]):
        if word in _BREAKS_OFF:
            return 0
        if index and word == "experience":
            return index + 1 if index + 1 == len(words) or words[index + 1] in AFTER_EXPERIENCE else 0
        if index and word in _QUALITY_NOUNS:
            return index + 1 if not _OFFERED.intersection(words[index + 1 : index + 2]) else 0
    return 0


def _counts_years(words: tuple[str, ...]) -> int:
    """Count the words of a number of years at the beginning; a number of three figures is no such number."""
    counted = [word for word in words[:5] if word not in _ABOUT_NUMBERS]
    years = next((index for index, word in enumerate(words[:9]) if word.startswith(("year", "yrs", "jahre"))), None)
    if not counted or years is None:
        return 0
    number = counted[0].rstrip("+")
    counts = counted[0] in _NUMBERS or (number[:1].isdigit() and not (number.isdigit() and len(number) > 2))
    return years + 1 if counts else 0


def is_experience_noun(words: tuple[str, ...], index: int) -> bool:
    """Tell whether "experience" at `index` is something one has; at the beginning it may be an order: "Experience our …"."""
    if index > 0 or words[index] == "experienced":
        return True
    following = words[index + 1 : index + 2]
    return (
        not following
        or following[0] in AFTER_EXPERIENCE
        or (following[0].endswith("ing") and following[0] not in _PRAISE)
    )


def _is_quality(word: str) -> bool:
    return word in QUALITIES or word.endswith(
        (
            "kenntnisse",
            "kenntnissen",
            "fähigkeit",
            "fähigkeiten",
            "kompetenz",
            "erfahrung",
            "verständnis",
            "vermögen",
            "geschick",
            "stärke",
            "bereitschaft",
        )
    )


def begins_with_order(sentence: Sentence) -> bool:
    """Tell whether a sentence begins with an order, or with what a role does: "Design …", "Leads …", "Under …, support …"."""
    words = sentence.words
    if not words:
        return False
    first = words[0]
    if first.endswith("ly") and len(words) > 1:
        first = words[1]
    if first in IMPERATIVES:
        return not _is_role(words[1:2]) and not _FINITE.intersection(words[1:2])
    if third_person(first) in IMPERATIVES:
        return len(words) > 3 and not _FINITE.intersection(words[1:2])
    head, comma, rest = sentence.lower.partition(", ")
    if comma and words[0] in _BEFORE_ORDER and len(head) < 160:
        return rest.split(" ", 1)[0] in IMPERATIVES
    return False


def third_person(word: str) -> str:
    """Return the verb behind "leads" or "analyses", or the word unchanged."""
    if word.endswith(("sses", "shes", "ches")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def ends_with_infinitive(sentence: Sentence) -> Span | None:
    """Return the verb with which a German duty ends its first clause: "Berichte schreiben, prüfen und versenden"."""
    match = _FIRST_CLAUSE.match(sentence.text)
    if match is None or match["verb"] in _NO_VERBS:
        return None
    return sentence.start + match.start("verb"), sentence.start + match.end("verb")


def begins_with_activity(sentence: Sentence) -> bool:
    """Tell whether the sentence begins with a verb in -ing, as in "Designing and running …"."""
    first = sentence.words[0] if len(sentence.words) > 3 else ""
    if not first.endswith("ing"):
        return False
    stem = first[:-3]
    return any(verb in IMPERATIVES for verb in (stem, stem + "e", stem[:-1]))


def _is_role(following: tuple[str, ...]) -> bool:
    """Tell whether the word after a verb makes a role of it: "research scientists", "design team"."""
    return bool(following) and following[0].rstrip("s") in _ROLES


def is_duty_of_role(words: tuple[str, ...]) -> bool:
    """Tell whether a role is said to do something: "The research engineer will …"."""
    if "will" not in words[1:8]:
        return False
    return words[words.index("will", 1) - 1] in _SUBJECTS
