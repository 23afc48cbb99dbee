"""Choose the kind of a sentence from its own words first, then from the section it stands in."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from quizapp.domain.extraction import cues
from quizapp.domain.extraction.headings import CLAIM_SECTIONS, Section
from quizapp.domain.extraction.model import Kind
from quizapp.domain.extraction.openings import (
    begins_with_activity,
    begins_with_order,
    begins_with_quality,
    is_duty_of_role,
    is_experience_noun,
    third_person,
)
from quizapp.domain.extraction.patterns import word_set
from quizapp.domain.extraction.vocabulary import (
    GERMAN_DUTIES,
    WORK_VERBS,
)
from quizapp.domain.extraction.words import Sentence


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
    """Hold a kind, how sure the rule is of it (0 to 1), and the rule's short name."""

    kind: Kind
    confidence: float
    rule: str


Rule = Callable[[Sentence, Place], Choice | None]

_GIVEN = word_set("can could may might will would get receive see hear don't won't know also already to who")
_HOLDS = word_set("have need possess bring hold demonstrate be ideally")
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
    match = cues.CHROME.match(sentence.lower)
    if (
        match is None
        or len(text) > cues.MAX_CHROME
        or (place.section in {Section.required, Section.responsibility} and place.bullet)
    ):
        return None
    return Choice(Kind.chrome, 0.85, "page-furniture")


def _legal(sentence: Sentence, place: Place) -> Choice | None:
    if cues.LEGAL.search(sentence.lower):
        listed = place.bullet and place.section in CLAIM_SECTIONS and begins_with_order(sentence)
        asked = listed or (begins_with_quality(sentence) and place.section is not Section.legal)
        return None if asked else Choice(Kind.legal, 0.9, "legal-cue")
    if place.after_legal and not _is_asked(sentence) and not begins_with_quality(sentence):
        return Choice(Kind.legal, 0.7, "legal-paragraph")
    return None


def _waived(sentence: Sentence, place: Place) -> Choice | None:
    if cues.WAIVED.search(sentence.lower):
        return Choice(Kind.context, 0.7, "waived")
    return None


def _contact(sentence: Sentence, place: Place) -> Choice | None:
    if begins_with_quality(sentence) or (place.bullet and place.section in {Section.required, Section.responsibility}):
        return None
    if cues.CONTACT.search(sentence.lower) or cues.ADDRESS.search(sentence.lower):
        return Choice(Kind.contact, 0.85, "contact-cue")
    return None


def _eligibility(sentence: Sentence, place: Place) -> Choice | None:
    lower = sentence.lower
    if place.section in {Section.benefit, Section.company} and not cues.ASKED.match(lower):
        return None
    told = cues.DUTY.match(lower) and "degree" not in lower
    if cues.DEGREE.search(lower) and not told and not place.technical:
        return Choice(Kind.eligibility, 0.85, "degree")
    if cues.POLYGLOT.search(lower) and not place.named:
        return Choice(Kind.eligibility, 0.8, "language-asked")
    about_work = place.technical or "experience" in sentence.words[:6] or cues.SOUGHT.search(lower)
    if cues.PLACE_AND_TIME.search(lower) and not about_work and not _offers(sentence):
        return Choice(Kind.eligibility, 0.75, "place-and-time")
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
    if cues.CREATIVE_CHANCE.search(lower) and place.technical and place.section is not Section.benefit:
        return Choice(Kind.responsibility, 0.6, "chance-to-work")
    if sentence.words[:1] == ("experience",) and not is_experience_noun(sentence.words, 0):
        return Choice(Kind.benefit, 0.6, "experience-offered")
    if cues.BENEFIT.search(lower) or (place.section in _OPEN and cues.MONEY.search(lower)):
        return Choice(Kind.benefit, 0.8, "offer-cue")
    return None


def _sought(sentence: Sentence, place: Place) -> Choice | None:
    match = cues.SOUGHT.search(sentence.lower)
    if match is None or match.start() > 140:
        return None
    rest = sentence.lower[match.end() :]
    if "who will" in rest or "der die" in rest:
        return Choice(Kind.responsibility, 0.6, "sought-for-work")
    if cues.SOUGHT_QUALITY.search(rest) or place.section is Section.required:
        return Choice(Kind.required, 0.7, "sought-quality")
    return Choice(Kind.context, 0.7, "vacancy")


def _question(sentence: Sentence, place: Place) -> Choice | None:
    lower = sentence.lower
    if sentence.text.endswith("?") and cues.QUESTION.match(lower) and place.section not in _CLOSED:
        return Choice(Kind.preferred, 0.55, "trait-question")
    condition = lower.startswith(
        ("if you're ", "if you are ", "if you love ", "if you enjoy ", "wenn du ", "wenn sie ")
    )
    if condition and cues.TRAIT.search(lower):
        return Choice(Kind.preferred, 0.55, "trait-condition")
    return None


def _asked(sentence: Sentence, place: Place) -> Choice | None:
    """Read a requirement by how it begins, or by a phrase inside it where the section doesn't speak against it."""
    quality = begins_with_quality(sentence)
    asked = cues.ASKED.match(sentence.lower)
    if place.section in {Section.benefit, Section.company, Section.contact}:
        asked_plainly = asked and sentence.words[:2] in {("you", "should"), ("you", "must"), ("you", "have")}
        heading_lost = quality and place.section is Section.contact and not place.bullet
        return _strength(sentence, place, 0.6, "asked-elsewhere") if asked_plainly or heading_lost else None
    if quality:
        return _strength(sentence, place, 0.85, "quality-first")
    if (asked and not _works(sentence.words)) or (
        place.bullet and sentence.words[:1] in _READER and not cues.DUTY.match(sentence.lower)
    ):
        return _strength(sentence, place, 0.8, "asked")
    if place.section is Section.responsibility and (place.bullet or begins_with_order(sentence)):
        return None
    if cues.ASKED_ANYWHERE.search(sentence.lower) and not cues.DUTY.match(sentence.lower):
        return _strength(sentence, place, 0.65, "asked-inside")
    return None


def _works(words: tuple[str, ...]) -> bool:
    """Tell whether a role is said to do something, rather than to have or need it."""
    return is_duty_of_role(words) and not _HOLDS & set(words[words.index("will", 1) + 1 :][:2])


def _strength(sentence: Sentence, place: Place, confidence: float, rule: str) -> Choice:
    if _is_preferred(sentence.lower):
        return Choice(Kind.preferred, confidence, rule + ":preferred")
    if place.section is Section.preferred and not sentence.lower.startswith("you must"):
        return Choice(Kind.preferred, confidence, rule + ":section")
    return Choice(Kind.required, confidence, rule)


def _is_preferred(lower: str) -> bool:
    """Tell whether a preference is about all of a sentence, not about an addition: "…; Go is a plus"."""
    match = cues.PREFERRED.search(lower)
    if match is None:
        return False
    before = lower[: match.start()]
    return not (";" in before or before.count("(") > before.count(")") or before.rstrip().endswith((",", "–")))


def _duty(sentence: Sentence, place: Place) -> Choice | None:
    if place.section in _CLOSED or (
        place.section in {Section.required, Section.preferred} and not sentence.lower.startswith("you")
    ):
        return None
    if cues.DUTY.match(sentence.lower) or is_duty_of_role(sentence.words):
        return Choice(Kind.responsibility, 0.8, "duty-told")
    if cues.DUTY_INSIDE.match(sentence.lower) and not place.pitch:
        return Choice(Kind.responsibility, 0.6, "duty-inside")
    if cues.GERMAN_WORK.match(sentence.lower) or (
        place.section is not Section.company and cues.GERMAN_DUTY_INVERTED.match(sentence.lower)
    ):
        return Choice(Kind.responsibility, 0.6, "duty-told")
    if place.pitch and place.section is not Section.responsibility:
        return None
    if begins_with_order(sentence):
        return Choice(Kind.responsibility, 0.75, "order-first")
    if (place.bullet or place.technical) and begins_with_activity(sentence):
        return Choice(Kind.responsibility, 0.65, "activity-first")
    if sentence.words and sentence.words[0] in GERMAN_DUTIES and place.section not in _CLOSED:
        return Choice(Kind.responsibility, 0.7, "activity-first")
    return None


def _company(sentence: Sentence, place: Place) -> Choice | None:
    if not place.bullet and cues.COMPANY.search(sentence.lower):
        return Choice(Kind.company, 0.7, "company-cue")
    return None


def _work_of_team(sentence: Sentence, place: Place) -> Choice | None:
    """Read what a team works on where it names a competency: told about the role, not asked of the reader."""
    if not place.technical or place.section in {Section.required, Section.preferred, Section.benefit, Section.legal}:
        return None
    words = set(sentence.words[:30])
    if _WORKS_ON.search(sentence.lower):
        return Choice(Kind.context, 0.6, "work-of-team")
    words |= {third_person(word) for word in words}
    speaks = bool({"we", "wir", "researchers", "scientists", "engineers", "team", "group", "die"} & words)
    if (speaks and words & WORK_VERBS) or cues.WORK_GOAL.search(sentence.lower):
        return Choice(Kind.context, 0.6, "work-of-team")
    return None


_RULES: tuple[Rule, ...] = (
    _chrome,
    _legal,
    _waived,
    _contact,
    _eligibility,
    _question,
    _benefit,
    _sought,
    _asked,
    _duty,
    _work_of_team,
    _company,
)

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
    if place.section in {Section.required, Section.preferred} and _is_preferred(sentence.lower):
        return Choice(Kind.preferred, 0.7, "section:preferred")
    if place.section in _DEFAULTS:
        return _DEFAULTS[place.section]
    if place.bullet and place.first and place.technical and sentence.words[:1] not in _TELLING:
        return Choice(Kind.required, 0.45, "bullet-with-competency")
    if sentence.words[:1] == ("you",) and not _GIVEN.intersection(sentence.words[1:2]):
        return Choice(Kind.required, 0.45, "about-reader")
    return Choice(Kind.company, 0.5, "told")
