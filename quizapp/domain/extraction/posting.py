"""Tell a job posting from other texts."""

import re
from collections.abc import Iterable

from quizapp.domain.extraction.headings import Section
from quizapp.domain.extraction.model import CLAIMS, Kind, Statement

_SIGNALS = re.compile(
    r"\(?\b(?:m/w/d|w/m/d|m/f/d|f/m/d|m/f/x|all genders)\b|\b(?:we are|we're|is|are|currently|actively) (?:currently |actively |now )?(?:hiring|seeking|looking for|recruiting)"
    r"|\b(?:job (?:description|summary|title|type|posting|offer|responsibilities)|internships?|full[- ]time|part[- ]time|candidates?|applicants?|apply (?:now|here|with|through|via|online)|your (?:application|cv|resume|profile)|cover letter|salary|vacanc(?:y|ies)|employees?"
    r"|qualifications?|responsibilities|requirements|equal opportunit\w{1,3}|employer|benefits|years?'? (?:of )?(?:\w{1,15} )?experience|this (?:role|position)|the (?:role|position)|join (?:us|our)|our team|what you'll (?:do|bring|need)|you'll (?:need|do)|hiring"
    r"|stellen(?:angebote?|beschreibung|anzeige|ausschreibung)|wir suchen|suchen wir|bewerb\w{1,12}|aufgaben|anforderungen|(?:dein|ihr) profil|vollzeit|teilzeit|festanstellung|praktikum|werkstudent\w{0,5}|gehalt|berufserfahrung|karriere\w{0,12}|arbeitgeber|wir bieten|benefits)\b",
    re.IGNORECASE,
)
_CLAIM_SECTIONS = frozenset({Section.required, Section.preferred, Section.responsibility})
_ENOUGH = 5
_SURE_RULES = frozenset({"quality-first", "asked", "sought-quality", "duty-told", "degree", "section"})
MIN_LETTERS = 80


def why_not_posting(text: str, statements: Iterable[Statement], sections: Iterable[Section]) -> str | None:
    """Return a sentence saying why `text` is no job posting, or None where it is one.

    Weighed are: different words that job postings use (one each), headings of requirements or duties (two each, up to
    four), and statements that ask something of a reader (one each, up to three). Five are enough, if some of the words
    and at least one of the rest are among them.
    """
    if sum(letter.isalpha() for letter in text) < MIN_LETTERS:
        return "The text is empty." if not text.strip() else "The text is too short to be a job posting."
    signals = {match.group().lower().replace("’", "'") for match in _SIGNALS.finditer(text)}
    headings = len(_CLAIM_SECTIONS & set(sections))
    asked = sum(statement.kind in CLAIMS or statement.kind is Kind.eligibility for statement in statements if statement.rule.split(":")[0] in _SURE_RULES)
    if not signals:
        return "The text isn't a job posting: it has none of the words that job postings use."
    if not headings and not asked:
        return "The text isn't a job posting: nothing in it asks anything of a candidate."
    if len(signals) + min(4, 2 * headings) + min(3, asked) < _ENOUGH:
        return "The text doesn't read like a job posting: too little in it is about a position and whom it is for."
    return None
