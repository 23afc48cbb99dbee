"""Choose the kind of a sentence from its own words first, then from the section it stands in."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from quizapp.domain.extraction import cues
from quizapp.domain.extraction.headings import CLAIM_SECTIONS, Section
from quizapp.domain.extraction.model import Kind
from quizapp.domain.extraction.openings import (
    begins_with_activity,
    begins_with_order,
    begins_with_quality,
    ends_with_infinitive,
    is_duty_of_role,
    is_experience_noun,
    praises_subject,
    quality_words,
    third_person,
)
from quizapp.domain.extraction.patterns import word_set
from quizapp.domain.extraction.strength import find_preference
from quizapp.domain.extraction.vocabulary import (
    GERMAN_DUTIES,
    IMPERATIVES,
    WORK_VERBS,
)
from quizapp.domain.extraction.waivers import find_waiver, waives_all
from quizapp.domain.extraction.words import Sentence, Span


@dataclass(frozen=True, slots=True)
class Place:
    """Hold what surrounds a sentence: its section, its line's layout and what was read just before it in that line."""

    section: Section
    bullet: bool = False
    first: bool = True  # the sentence begins its line
    pitch: bool = False  # the line invites ("Join us"): its orders are not duties
    after_legal: bool = False
    named: bool = False  # the sentence names a competency
    technical: bool = False  # the sentence names a competency that can be tested


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold a kind, how sure the rule is of it (0 to 1), and the rule's short name.

    `cue` is where the words stand that the rule went by, counted from where the sentence's own start is counted; None
    where the section alone tells.
    """

    kind: Kind
    confidence: float
    rule: str
    cue: Span | None = None


Rule = Callable[[Sentence, Place], Choice | None]

_GIVEN = word_set("can could may might will would get receive see hear don't won't know also already to who")
_HOLDS = word_set("have need possess bring hold demonstrate be ideally")
_WORKING = IMPERATIVES - word_set(
    "have need know bring love like enjoy want learn find get see understand think take look use be demonstrate work"
)
_READER = frozenset({("you",), ("you've",), ("you're",), ("you'd",)})
_CLOSED = frozenset({Section.benefit, Section.company, Section.legal, Section.contact})
_OPEN = frozenset({Section.neutral, Section.role, Section.field})


def choose_kind(sentence: Sentence, place: Place) -> Choice:
    """Return the kind the first rule that knows the sentence gives it; the last rule knows every sentence."""
    for rule in _RULES:
        choice = rule(sentence, place)
        if choice is not None:
            return choice
    return _by_section(sentence, place)


def _chrome(sentence: Sentence, place: Place) -> Choice | None:
    text = sentence.text
    if text.startswith("[") and "](" in text and text.endswith(")"):
        return Choice(Kind.chrome, 0.8, "link-alone")
    if not any(letter.isalpha() for letter in text):
        return Choice(Kind.chrome, 0.9, "no-words")
    return read_furniture(sentence, place)


def read_furniture(sentence: Sentence, place: Place) -> Choice | None:
    """Return the choice for a line that the job board's page put there, None for any other."""
    match = cues.CHROME.match(sentence.lower) or cues.BUTTON.fullmatch(sentence.lower)
    if (
        match is None
        or len(sentence.text) > cues.MAX_CHROME
        or (place.section in {Section.required, Section.responsibility} and place.bullet)
    ):
        return None
    return Choice(Kind.chrome, 0.85, "page-furniture", sentence.span(match))


def _legal(sentence: Sentence, place: Place) -> Choice | None:
    if match := cues.LEGAL.search(sentence.lower):
        listed = place.bullet and place.section in CLAIM_SECTIONS and begins_with_order(sentence)
        asked = listed or (begins_with_quality(sentence) and place.section is not Section.legal)
        return None if asked else Choice(Kind.legal, 0.9, "legal-cue", sentence.span(match))
    if place.after_legal and not _is_asked(sentence) and not begins_with_quality(sentence):
        return Choice(Kind.legal, 0.7, "legal-paragraph")
    return None


def _waived(sentence: Sentence, place: Place) -> Choice | None:
    waiver = find_waiver(sentence.lower)
    if waiver is None or not waives_all(sentence.lower, waiver) or place.section in _CLOSED:
        return None
    start, end = waiver
    fact = any(
        pattern.search(sentence.lower, start, end) for pattern in (cues.DEGREE, cues.PLACE_AND_TIME, cues.PAPERS)
    )
    cue = sentence.start + start, sentence.start + end
    return Choice(Kind.eligibility if fact else Kind.context, 0.7, "waived", cue)


def _contact(sentence: Sentence, place: Place) -> Choice | None:
    if begins_with_quality(sentence) or (place.bullet and place.section in {Section.required, Section.responsibility}):
        return None
    if match := cues.CONTACT.search(sentence.lower) or cues.ADDRESS.search(sentence.lower):
        return Choice(Kind.contact, 0.85, "contact-cue", sentence.span(match))
    return None


def _eligibility(sentence: Sentence, place: Place) -> Choice | None:
    lower = sentence.lower
    if place.section in {Section.benefit, Section.company} and not cues.ASKED.match(lower):
        return None
    told = cues.DUTY.match(lower) and "degree" not in lower
    experienced = begins_with_quality(sentence) and "experience" in sentence.words[:8]
    match = cues.DEGREE.search(lower)
    if match and not told and not place.technical and not (experienced and match.start() > lower.find("experience")):
        return Choice(Kind.eligibility, 0.85, "degree", sentence.span(match))
    if (match := cues.POLYGLOT.search(lower)) and not place.named:
        return Choice(Kind.eligibility, 0.8, "language-asked", sentence.span(match))
    about_work = place.technical or "experience" in sentence.words[:6] or cues.SOUGHT.search(lower)
    if (match := cues.PLACE_AND_TIME.search(lower)) and not about_work and not _offers(sentence):
        return Choice(Kind.eligibility, 0.75, "place-and-time", sentence.span(match))
    return None


def _offers(sentence: Sentence) -> bool:
    return bool(cues.BENEFIT.search(sentence.lower)) and not cues.ASKED.match(sentence.lower)


def _is_asked(sentence: Sentence) -> bool:
    return bool(cues.ASKED.match(sentence.lower) or cues.ASKED_ANYWHERE.search(sentence.lower))


def _benefit(sentence: Sentence, place: Place) -> Choice | None:
    lower = sentence.lower
    if place.section in {Section.required, Section.preferred} and not lower.startswith(
        ("we offer", "wir bieten", "you'll", "you will")
    ):
        return None
    if place.section is Section.responsibility and begins_with_order(sentence):
        return None
    if begins_with_quality(sentence) and place.section is not Section.benefit:
        return None
    chance = cues.CREATIVE_CHANCE.search(lower)
    if chance and place.technical and place.section is not Section.benefit:
        return Choice(Kind.responsibility, 0.6, "chance-to-work", sentence.span(chance))
    if sentence.words[:1] == ("experience",) and not is_experience_noun(sentence.words, 0):
        return Choice(Kind.benefit, 0.6, "experience-offered", sentence.opening(1))
    offer = cues.BENEFIT.search(lower) or (place.section in _OPEN and cues.MONEY.search(lower))
    if offer:
        return Choice(Kind.benefit, 0.8, "offer-cue", sentence.span(offer))
    return None


def _sought(sentence: Sentence, place: Place) -> Choice | None:
    match = cues.SOUGHT.search(sentence.lower)
    if match is None or match.start() > 140:
        return None
    rest, cue = sentence.lower[match.end() :], sentence.span(match)
    if "who will" in rest or "der die" in rest:
        return Choice(Kind.responsibility, 0.6, "sought-for-work", cue)
    if cues.SOUGHT_QUALITY.search(rest) or place.section is Section.required:
        return Choice(Kind.required, 0.7, "sought-quality", cue)
    return Choice(Kind.context, 0.7, "vacancy", cue)


def _question(sentence: Sentence, place: Place) -> Choice | None:
    lower = sentence.lower
    match = cues.QUESTION.match(lower)
    if match and sentence.text.endswith("?") and place.section not in _CLOSED:
        return Choice(Kind.preferred, 0.55, "trait-question", sentence.span(match))
    condition = lower.startswith(
        ("if you're ", "if you are ", "if you love ", "if you enjoy ", "wenn du ", "wenn sie ")
    )
    if condition and (match := cues.TRAIT.search(lower)):
        return Choice(Kind.preferred, 0.55, "trait-condition", sentence.span(match))
    return None


def _asked(sentence: Sentence, place: Place) -> Choice | None:
    """Read a requirement by how it begins, or by a phrase inside it where the section doesn't speak against it."""
    quality = quality_words(sentence)
    asked = cues.ASKED.match(sentence.lower)
    if place.section in {Section.benefit, Section.company, Section.contact}:
        return _asked_elsewhere(sentence, place, quality, asked)
    if quality:
        return _insist(sentence, place, 0.85, "quality-first", sentence.opening(quality))
    if praises_subject(sentence) and place.named:
        return _insist(sentence, place, 0.7, "praised-subject", sentence.opening(1))
    if match := cues.WISH.search(sentence.lower):
        return Choice(Kind.preferred, 0.7, "wish", sentence.span(match))
    wished = cues.PREFERRED.match(sentence.lower) if place.bullet or place.section in CLAIM_SECTIONS else None
    if wished and find_preference(sentence.lower):
        return Choice(Kind.preferred, 0.75, "preference-first", sentence.span(wished))
    if asked and not _works(sentence.words):
        return _insist(sentence, place, 0.8, "asked", sentence.span(asked))
    duty = cues.DUTY.match(sentence.lower)
    working = bool(_WORKING.intersection(sentence.words[1:2])) and place.section is not Section.required
    if place.bullet and sentence.words[:1] in _READER and not duty and not working:
        return _insist(sentence, place, 0.8, "asked", sentence.opening(1))
    if place.section is Section.responsibility and (place.bullet or begins_with_order(sentence)):
        return None
    inside = cues.ASKED_ANYWHERE.search(sentence.lower)
    return _insist(sentence, place, 0.65, "asked-inside", sentence.span(inside)) if inside and not duty else None


def _asked_elsewhere(sentence: Sentence, place: Place, quality: int, asked: re.Match[str] | None) -> Choice | None:
    """Read a requirement among offers, praise or addresses: only where it asks the reader plainly or a heading is lost."""
    if asked and sentence.words[:2] in {("you", "should"), ("you", "must"), ("you", "have")}:
        return _insist(sentence, place, 0.6, "asked-elsewhere", sentence.span(asked))
    if quality and place.section is Section.contact and not place.bullet:
        return _insist(sentence, place, 0.6, "asked-elsewhere", sentence.opening(quality))
    return None


def _works(words: tuple[str, ...]) -> bool:
    """Tell whether a role is said to do something, rather than to have or need it."""
    return is_duty_of_role(words) and not _HOLDS & set(words[words.index("will", 1) + 1 :][:2])


def _insist(sentence: Sentence, place: Place, confidence: float, rule: str, cue: Span) -> Choice:
    if find_preference(sentence.lower):
        return Choice(Kind.preferred, confidence, rule + ":preferred", cue)
    if place.section is Section.preferred and not sentence.lower.startswith("you must"):
        return Choice(Kind.preferred, confidence, rule + ":section", cue)
    return Choice(Kind.required, confidence, rule, cue)


def _duty(sentence: Sentence, place: Place) -> Choice | None:
    if place.section in _CLOSED or (
        place.section in {Section.required, Section.preferred} and not sentence.lower.startswith("you")
    ):
        return None
    return _duty_told(sentence, place) or _duty_ordered(sentence, place)


def _duty_told(sentence: Sentence, place: Place) -> Choice | None:
    lower = sentence.lower
    if match := cues.DUTY.match(lower):
        return Choice(Kind.responsibility, 0.8, "duty-told", sentence.span(match))
    if match := cues.PART_OF_ROLE.search(lower):
        return Choice(Kind.responsibility, 0.6, "duty-told", sentence.span(match))
    if sentence.words[:1] == ("you",) and _WORKING.intersection(sentence.words[1:2]):
        return Choice(Kind.responsibility, 0.65, "duty-told", sentence.opening(2))
    if is_duty_of_role(sentence.words):
        return Choice(Kind.responsibility, 0.8, "duty-told", sentence.opening(sentence.words.index("will", 1) + 1))
    if not place.pitch and (match := cues.DUTY_INSIDE.match(lower)):
        return Choice(Kind.responsibility, 0.6, "duty-inside", sentence.span(match))
    if not sentence.text.endswith("?") and (match := cues.GERMAN_DUTY.match(lower)):
        return Choice(Kind.responsibility, 0.7, "duty-told", sentence.span(match))
    told = place.section is not Section.company and not sentence.text.endswith("?")
    inverted = told and cues.GERMAN_DUTY_INVERTED.match(lower)
    if match := cues.GERMAN_WORK.match(lower) or inverted or None:
        return Choice(Kind.responsibility, 0.6, "duty-told", sentence.span(match))
    return None


def _duty_ordered(sentence: Sentence, place: Place) -> Choice | None:
    if place.pitch and place.section is not Section.responsibility:
        return None
    if begins_with_order(sentence):
        return Choice(Kind.responsibility, 0.75, "order-first", sentence.opening(1))
    if (place.bullet or place.section is Section.responsibility) and (span := ends_with_infinitive(sentence)):
        return Choice(Kind.responsibility, 0.65, "infinitive-last", span)
    if (place.bullet or place.technical) and begins_with_activity(sentence):
        return Choice(Kind.responsibility, 0.65, "activity-first", sentence.opening(1))
    if sentence.words and sentence.words[0] in GERMAN_DUTIES and place.section not in _CLOSED:
        return Choice(Kind.responsibility, 0.7, "activity-first", sentence.opening(1))
    return None


def _labelled(sentence: Sentence, place: Place) -> Choice | None:
    """Read what stands behind a label that no list knows: "Monday: dig through the numbers"."""
    label = _ANY_LABEL.match(sentence.text)
    if label is None or place.section in _CLOSED:
        return None
    rest = Sentence(sentence.start + label.end(), sentence.end, sentence.text[label.end() :])
    choice = _asked(rest, place) or _duty(rest, place)
    return replace(choice, confidence=choice.confidence - 0.1) if choice is not None else None


def _company(sentence: Sentence, place: Place) -> Choice | None:
    if not place.bullet and (match := cues.COMPANY.search(sentence.lower)):
        return Choice(Kind.company, 0.7, "company-cue", sentence.span(match))
    return None


def _work_of_team(sentence: Sentence, place: Place) -> Choice | None:
    """Read what a team works on where it names a competency: told about the role, not asked of the reader."""
    if not place.technical or place.section in {Section.required, Section.preferred, Section.benefit, Section.legal}:
        return None
    words = set(sentence.words[:30])
    if match := _WORKS_ON.search(sentence.lower):
        return Choice(Kind.context, 0.6, "work-of-team", sentence.span(match))
    words |= {third_person(word) for word in words}
    speaks = bool({"we", "wir", "researchers", "scientists", "engineers", "team", "group", "die"} & words)
    if (speaks and words & WORK_VERBS) or cues.WORK_GOAL.search(sentence.lower):
        return Choice(Kind.context, 0.6, "work-of-team")
    return None


_RULES: tuple[Rule, ...] = (
    _chrome,
    _legal,
    _contact,
    _waived,
    _eligibility,
    _question,
    _benefit,
    _sought,
    _asked,
    _duty,
    _labelled,
    _work_of_team,
    _company,
)

_ABOUT_ROLE = re.compile(
    r"(?:(?:the|this|our|your|a|its|das|die|der|dein|deine|ihr|ihre|unser|unsere|im|am|in the|auf der|dieser?) (?:[\w&-]{1,30} )?(?:[\w&-]{1,30} )?)"
    r"(?:team|group|squad|section|department|unit|lab|chair|project|role|position|post|incumbent|internship|job|\w{0,20}team|stelle|gruppe"
    r"|\w{0,14}gruppe|abteilung|referat|projekt|arbeit|rolle|position|lehrstuhl|vorhaben)\b|(?:you|sie|du) (?:will |would |werden |wirst )?(?:report|join|be (?:joining|part|its)|berichte)"
)
_ANY_LABEL = re.compile(r"[^\s:.!?][^:.!?]{1,40}: (?=\w)")
_WORKS_ON = re.compile(r"\b(?:we|group|team|engineers|scientists|researchers) (?:are |is )?work(?:s|ing)? on\b")
_TELLING = frozenset(
    (word,)
    for word in (
        "the",
        "these",
        "this",
        "our",
        "we",
        "it",
        "they",
        "in",
        "at",
        "wir",
        "unser",
        "unsere",
        "die",
        "der",
        "das",
    )
)
_DEFAULTS = {
    Section.required: Choice(Kind.required, 0.7, "section"),
    Section.preferred: Choice(Kind.preferred, 0.7, "section"),
    Section.responsibility: Choice(Kind.responsibility, 0.7, "section"),
    Section.benefit: Choice(Kind.benefit, 0.75, "section"),
    Section.company: Choice(Kind.company, 0.75, "section"),
    Section.legal: Choice(Kind.legal, 0.75, "section"),
    Section.contact: Choice(Kind.contact, 0.7, "section"),
}


def _by_section(sentence: Sentence, place: Place) -> Choice:
    if place.section is Section.chrome:
        return Choice(Kind.chrome if len(sentence.text) <= cues.MAX_CHROME else Kind.company, 0.7, "section")
    if place.section in {Section.required, Section.preferred} and find_preference(sentence.lower):
        return Choice(Kind.preferred, 0.7, "section:preferred")
    if place.section in _DEFAULTS:
        return _DEFAULTS[place.section]
    if place.bullet and place.first and place.technical and sentence.words[:1] not in _TELLING:
        kind = Kind.preferred if find_preference(sentence.lower) else Kind.required
        return Choice(kind, 0.45, "bullet-with-competency")
    if place.technical and (match := cues.DEGREE.search(sentence.lower)):
        return Choice(Kind.eligibility, 0.5, "degree-told", sentence.span(match))
    if sentence.words[:1] == ("you",) and not _GIVEN.intersection(sentence.words[1:2]):
        return Choice(Kind.required, 0.45, "about-reader")
    if match := _ABOUT_ROLE.match(sentence.lower):
        return Choice(Kind.context, 0.5, "told-of-role", sentence.span(match))
    return Choice(Kind.company, 0.5, "told")
