"""Tell how senior a position is, by its title and, where that is silent, by what the text says of it."""

import re
from collections.abc import Iterable

from quizapp.domain.extraction.model import Kind, Statement

_INTERN = (
    r"intern(?:s|ship|ships)?|working students?|student assistants?|praktik(?:um|a|ant\w{0,5})|pflichtpraktikum|werkstudent\w{0,5}"
    r"|studentische\w? (?:hilfskraft|aushilfe|mitarbeit\w{0,6})|hiwi|abschlussarbeit|masterarbeit|bachelorarbeit|master(?:'s)? thesis"
    r"|bachelor(?:'s)? thesis|co-op|placement student"
)
_JUNIOR = (
    r"junior|jr\.?|entry[- ]level|graduate (?:programme|program|scheme|role|position|trainee)|trainee(?:s|programm)?|berufseinsteiger\w{0,4}"
    r"|berufseinstieg|absolvent\w{0,6}|new grad(?:uate)?s?|einsteiger\w{0,4}|apprentice(?:ship)?|early career"
)
_SENIOR = r"senior|sr\.?|principal|staff(?= (?:\w{1,20} )?(?:engineer|scientist|developer|researcher|designer|data|software|machine|ml))|experienced|distinguished"
_LEAD = (
    r"lead(?! (?:generation|time|management|gen))|head of|team ?lead(?:er)?|teamleit\w{0,6}|leiter(?:in)?|leitung|director|vp\b|vice president"
    r"|chief|abteilungsleit\w{0,6}|gruppenleit\w{0,6}|\w{2,20}leiter(?:in)?"
)


def _any(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<![\w-])(?:" + pattern + r")(?!\w)", re.IGNORECASE)


# In this order: an intern of the senior leadership team is an intern, a senior team lead leads.
_IN_TITLE = tuple(
    (level, _any(pattern))
    for level, pattern in (("intern", _INTERN), ("lead", _LEAD), ("senior", _SENIOR), ("junior", _JUNIOR))
)
_POST = r"(?:engineer|scientist|analyst|developer|researcher|consultant|manager|designer|architect)s?\b"
_SOUGHT = r"(?:seeking|looking for|hiring|recruiting|wir suchen|suchen)"
_IN_TEXT = tuple(
    (level, re.compile(pattern, re.IGNORECASE))
    for level, pattern in (
        (
            "intern",
            r"\b(?:"
            + _SOUGHT
            + r"|as|als) (?:an? |our |eine?n? |\w{1,20} )?(?:"
            + _INTERN
            + r")\b|\b(?:this|the|your|during your|dein|das) (?:internship|praktikum)\b",
        ),
        (
            "junior",
            r"\b(?:entry[- ]level|berufseinsteiger\w{0,4}|new graduates?|no (?:prior |professional )?experience (?:is )?(?:needed|required|necessary))\b|\b"
            + _SOUGHT
            + r" (?:an? |eine?n? )?junior\b",
        ),
        (
            "senior",
            r"\b"
            + _SOUGHT
            + r" (?:an? |our |eine?n? )?(?:senior|principal|staff) (?:\w{1,20} )?(?:\w{1,20} )?"
            + _POST,
        ),
        ("lead", r"\b" + _SOUGHT + r" (?:an? |our |eine?n? )?(?:head of|team lead|teamleit\w{0,6})\b"),
    )
)
_YEARS = re.compile(r"\b(\d{1,2})\s?(?:\+|(?:-|–|to|bis) ?\d{1,2})?\+? (?:years|jahre)", re.IGNORECASE)
_SENIOR_YEARS = 5
_ASKING = frozenset({Kind.required, Kind.eligibility})


def find_seniority(title: str | None, statements: Iterable[Statement]) -> str:
    """Return intern, junior, senior, lead, or "" where nothing tells.

    A title that names two levels ("Junior/Senior") leaves it open. Without a word for it, five required years of
    experience and more make a position senior.
    """
    named = [level for level, pattern in _IN_TITLE if pattern.search(title or "")]
    if named:
        return "" if {"junior", "senior"} <= set(named) else named[0]
    most = 0
    for statement in statements:
        if statement.kind in {Kind.legal, Kind.benefit, Kind.chrome, Kind.contact}:
            continue
        for level, pattern in _IN_TEXT:
            if pattern.search(statement.text):
                return level
        if statement.kind in _ASKING and not statement.negated:
            most = max([most, *(int(match.group(1)) for match in _YEARS.finditer(statement.text))])
    return "senior" if _SENIOR_YEARS <= most <= 20 else ""
