"""Tell a job posting from other texts."""

import re
from collections.abc import Iterable

from quizapp.domain.extraction.headings import Section
from quizapp.domain.extraction.masthead import names_role
from quizapp.domain.extraction.model import CLAIMS, Kind, Statement

_SIGNALS = re.compile(
    r"\(?\b(?:m/w/d|w/m/d|m/f/d|f/m/d|m/f/x|all genders)\b|\b(?:we are|we're|is|are|currently"
    r"|actively) (?:currently |actively |now )?(?:hiring|seeking|looking for|recruiting)"
    r"|\b(?:job (?:description|summary|title|type|posting|offer|responsibilities)|interns?|internships?"
    r"|full[- ]time|part[- ]time|candidates?|applicants?|apply (?:now|here|with|through|via|online)"
    r"|your (?:application|cv|resume|profile)|cover letter|salary|vacanc(?:y|ies)|employees?"
    r"|qualifications?|responsibilities|requirements|equal opportunit\w{1,3}|employer|benefits"
    r"|years?'? (?:of )?(?:\w{1,15} )?experience|this (?:role|position)|the (?:role|position)|join (?:us|our)"
    r"|pro rata|maternity cover|recruit(?:ers?|ment|ing)|driving licen[cs]e|degree|annual leave|personnel|full pay"
    r"|our team|what you'll (?:do|bring|need)|you'll (?:need|do)|hiring"
    r"|stellen(?:angebote?|beschreibung|anzeige|ausschreibung)|wir suchen|suchen wir|bewerb\w{1,12}|aufgaben"
    r"|anforderungen|(?:dein|ihr) profil|vollzeit|teilzeit|festanstellung|praktikum|werkstudent\w{0,5}|gehalt"
    r"|berufserfahrung|karriere\w{0,12}|arbeitgeber|wir bieten|benefits)\b",
    re.IGNORECASE,
)
_CLAIM_SECTIONS = frozenset({Section.required, Section.preferred, Section.responsibility})
_ENOUGH = 5
_SURE_RULES = frozenset(
    {"quality-first", "asked", "sought-quality", "duty-told", "sought-for-work", "vacancy", "degree"}
)
MIN_LETTERS = 80
_CODE_LINE = re.compile(
    r"(?m)^[ \t]*(?:def |class \w{1,40}[:({]|import |from [\w.]{1,60} import|return\b|#include|@\w|public |private "
    r"|function |const |let |var |</?\w{1,20}[ >]"
    r"|[\w.]{1,40} = |(?:if|for|while|elif|else)\b.{0,100}[:{]$|[)}\]]+[;,]?$|.{0,200}[;{}]$)"
)
_CODE_SHARE = 0.4  # of the lines that hold something


def _reads_like_code(text: str) -> bool:
    lines = sum(not line.isspace() for line in text.splitlines() if line)
    return lines >= 4 and sum(1 for _ in _CODE_LINE.finditer(text)) > _CODE_SHARE * lines


def why_not_posting(
    text: str, title: str | None, statements: Iterable[Statement], sections: Iterable[Section]
) -> str | None:
    """Return a sentence saying why `text` is no job posting, or None where it is one.

    Weighed are: different words that job postings use (one each), headings of requirements or duties (two each, up to
    four), statements that ask something of a reader (one each, up to five), and a title that names a role (one). Five
    are enough, if some of the words and at least one heading or statement are among them.
    """
    if _reads_like_code(text):
        return "The text isn't a job posting: it reads like program code."
    if sum(letter.isalpha() for letter in text) < MIN_LETTERS:
        return "The text is empty." if not text.strip() else "The text is too short to be a job posting."
    signals = {match.group().lower().replace("’", "'") for match in _SIGNALS.finditer(text)}
    headings = len(_CLAIM_SECTIONS & set(sections))
    asked = sum(
        statement.kind in CLAIMS or statement.kind is Kind.eligibility
        for statement in statements
        if statement.rule.split(":")[0] in _SURE_RULES
    )
    if not signals:
        return "The text isn't a job posting: it has none of the words that job postings use."
    if not headings and not asked:
        return "The text isn't a job posting: nothing in it asks anything of a candidate."
    role = title is not None and names_role(title)
    if len(signals) + min(4, 2 * headings) + min(5, asked) + role < _ENOUGH:
        return "The text doesn't read like a job posting: too little in it is about a position and whom it is for."
    return None
