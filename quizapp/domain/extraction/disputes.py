"""Find values that a posting gives twice and differently: years of experience, degrees, start dates, salaries."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from quizapp.domain.extraction.model import Kind, Statement, Strength


@dataclass(frozen=True)
class Dispute:
    """Hold two statements that say different things about one subject."""

    subject: str
    one: Statement
    other: Statement


_ASKING = frozenset({Kind.required, Kind.eligibility})
_YEARS = re.compile(
    r"\b(\d{1,2}) ?(?:\+|(?:-|–|to|bis) ?\d{1,2})?\+? ?(?:or more )?(?:years?|yrs?|jahre?n?)\b(?!'? (?:old|ago|of age|in a row))",
    re.IGNORECASE,
)
_BEGINNER = re.compile(
    r"\b(?:entry[- ]level|no (?:prior |previous |professional |work )?experience (?:is |of any kind is )?(?:required|needed|necessary|expected)"
    r"|no experience\b|berufseinsteiger\w{0,4}|berufsanfänger\w{0,4}|keine (?:berufs|vor)?erfahrung (?:ist )?(?:nötig|erforderlich|notwendig)"
    r"|ohne (?:berufs|vor)?erfahrung|straight from university|new graduates?)\b",
    re.IGNORECASE,
)
_LEAST_YEARS = 2
_AN_EXPERIENCE = re.compile(r"(?:experience|erfahrung)", re.IGNORECASE)
_DEGREES = (
    ("doctorate", re.compile(r"\b(?:ph\.? ?d|doctora(?:te|l)|promotion|promoviert|doktor\w{0,6})\b", re.IGNORECASE)),
    ("master", re.compile(r"\b(?:master(?:'s|s)?|m\.?sc|m\.s)\b(?! (?:the|of ceremonies))", re.IGNORECASE)),
    ("bachelor", re.compile(r"\b(?:bachelor(?:'s|s)?|b\.?sc|b\.s)\b", re.IGNORECASE)),
    (
        "degree",
        re.compile(
            r"\b(?:degrees?|studium|hochschulabschluss|abschluss|diplom|abgeschlossenes studium)\b", re.IGNORECASE
        ),
    ),
)
_OR_EQUAL = re.compile(
    r"\b(?:or|oder) (?:\w{1,20} )?(?:equivalent|comparable|similar|vergleichbar\w{0,3}|gleichwertig\w{0,3}|relevant)",
    re.IGNORECASE,
)
_START = re.compile(
    r"\b(?:start(?:ing|s)?(?: date)?|begin(?:s|ning|n)?|eintritt(?:stermin|sdatum)?|available|ab|zum|from)\b[^.;\n]{0,24}?"
    r"(?P<date>\d{1,2}\.\d{1,2}\.\d{2,4}|\d{4}-\d{2}-\d{2}|(?:\d{1,2}(?:st|nd|rd|th|\.)? )?(?:january|february|march|april|may|june|july|august|september"
    r"|october|november|december|januar|februar|märz|mai|juni|juli|oktober|dezember) (?:\d{1,2},? )?\d{4}"
    r"|immediately|as soon as possible|asap|sofort|(?:zum )?nächstmöglich\w{0,3})",
    re.IGNORECASE,
)
_START_CUE = re.compile(
    r"\b(?:start(?:ing|s)?|begin(?:s|ning|n)?|eintritt\w{0,8}|ab (?=sofort|dem)|zum nächst\w{0,8}|available from)",
    re.IGNORECASE,
)
_SOON = re.compile(r"immediately|as soon|asap|sofort|nächst", re.IGNORECASE)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan", "feb", "mar mär", "apr", "may mai", "jun", "jul", "aug", "sep", "oct okt", "nov", "dec dez"), start=1
    )
    for name in names.split()
}
_AMOUNT = re.compile(
    r"(?:[$€£] ?)?(?P<low>\d{1,3}[.,]\d{3}|\d{2,3} ?k\b|\d{5,6})(?:[.,]\d{2})?(?: ?(?:[$€£]|eur|usd|gbp))?"
    r"(?: ?(?:-|–|to|bis|and|und) ?(?:[$€£] ?)?(?P<high>\d{1,3}[.,]\d{3}|\d{2,3} ?k\b|\d{5,6}))?",
    re.IGNORECASE,
)
_PAY = re.compile(
    r"\b(?:salary|base pay|pay|pays|compensation|gehalt|jahresgehalt|bruttogehalt|vergütung|a year|per year|per annum|p\.a\.|brutto|im jahr)\b",
    re.IGNORECASE,
)
_NOT_PAY = re.compile(
    r"\b(?:bonus|budget|allowance|million|billion|mio|mrd|employees|customers|users|relocation|stipend|zuschuss|equity|revenue|umsatz|turnover)\b",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"[$€£]|\b(?:eur|usd|gbp)\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[a-zä]{3,}")
_LEAST_PAY = 10_000  # a year; smaller sums are paid by the hour or month and not compared


def find_disputes(statements: Sequence[Statement]) -> Iterator[Dispute]:
    """Yield each subject on which two statements give different values, once, with the first two that do."""
    finders = (_years_against_none, _years, _degrees, _starts, _pays)
    for finder in finders:
        dispute = next(finder(statements), None)
        if dispute is not None:
            yield dispute


def _least_years(statement: Statement) -> int | None:
    """Return the years of experience a statement insists on."""
    if statement.kind not in _ASKING or statement.strength is Strength.preferred or statement.negated:
        return None
    if not _AN_EXPERIENCE.search(statement.text):
        return None
    found = [int(match.group(1)) for match in _YEARS.finditer(statement.text)]
    return min(found, default=None)


def _years_against_none(statements: Sequence[Statement]) -> Iterator[Dispute]:
    """Find years of experience beside a position for beginners."""
    asked = next((s for s in statements if (_least_years(s) or 0) >= _LEAST_YEARS), None)
    waived = next(
        (s for s in statements if s.kind not in {Kind.legal, Kind.benefit, Kind.contact} and _BEGINNER.search(s.text)),
        None,
    )
    if asked is not None and waived is not None and asked is not waived:
        yield Dispute("how much experience is asked for", asked, waived)


def _years(statements: Sequence[Statement]) -> Iterator[Dispute]:
    """Find two numbers of years for the same competencies."""
    seen: dict[frozenset[str], tuple[int, Statement]] = {}
    for statement in statements:
        years, keys = _least_years(statement), frozenset(link.key for link in statement.competencies)
        if years is None or not keys:
            continue
        if keys in seen and seen[keys][0] != years:
            yield Dispute("how much experience is asked for", seen[keys][1], statement)
        seen.setdefault(keys, (years, statement))


def _levels(text: str) -> set[str]:
    return {level for level, pattern in _DEGREES if pattern.search(text)}


def _degrees(statements: Sequence[Statement]) -> Iterator[Dispute]:
    """Find a degree that is asked for and waived."""
    waived = [(s, _levels(s.text)) for s in statements if s.negated and s.rule == "waived" and _levels(s.text)]
    for statement in statements:
        asks = statement.kind in _ASKING and not statement.negated and statement.strength is not Strength.preferred
        if not asks or _OR_EQUAL.search(statement.text):
            continue
        levels = _levels(statement.text)
        for other, given_up in waived:
            if levels & given_up or (levels and "degree" in given_up):
                yield Dispute("whether a degree is asked for", statement, other)


def _starts(statements: Sequence[Statement]) -> Iterator[Dispute]:
    return _differing("when the work starts", ((_start_of(statement), statement) for statement in statements))


def _pays(statements: Sequence[Statement]) -> Iterator[Dispute]:
    """Find two yearly sums in one currency; another currency is another country's."""
    said = [(pay, statement) for statement in statements if (pay := _pay_of(statement)) is not None]
    same = [(pay, statement) for pay, statement in said if pay[0] == said[0][0][0]]
    return _differing("the salary", same)


def _differing(subject: str, said: Iterable[tuple[object | None, Statement]]) -> Iterator[Dispute]:
    """Yield the first statement that says a value with each that says another."""
    first: tuple[object, Statement] | None = None
    for value, statement in said:
        if value is None:
            continue
        if first is not None and first[0] != value:
            yield Dispute(subject, first[1], statement)
        first = first or (value, statement)


def _start_of(statement: Statement) -> tuple[int, int, int] | str | None:
    """Return the day (0 where only the month is said), month and year a statement says the work starts, or "soon"."""
    if statement.kind in {Kind.legal, Kind.contact, Kind.company} or not _START_CUE.search(statement.text):
        return None
    dates = {_date(match["date"].lower()) for match in _START.finditer(statement.text)}
    return dates.pop() if len(dates) == 1 else None


def _date(text: str) -> tuple[int, int, int] | str | None:
    if _SOON.search(text):
        return "soon"
    numbers = [int(number) for number in _DIGITS.findall(text)]
    month = next((_MONTHS[word[:3]] for word in _LETTERS.findall(text) if word[:3] in _MONTHS), None)
    if month is not None:
        year = max(numbers)
        return (next((number for number in numbers if number <= 31), 0), month, year)
    if len(numbers) != 3:
        return None
    first, second, third = numbers
    return (third, second, first) if first > 31 else (first, second, third + 2000 if third < 100 else third)


def _pay_of(statement: Statement) -> tuple[str, int, int] | None:
    """Return the currency and the range of yearly pay that a statement names; the range may be one sum."""
    text = statement.text
    currency = _CURRENCY.search(text)
    if currency is None or statement.kind is Kind.company or _NOT_PAY.search(text):
        return None
    if not _PAY.search(text) and len(text) > 60:
        return None
    ranges = [(_sum(match["low"]), _sum(match["high"] or match["low"])) for match in _AMOUNT.finditer(text)]
    ranges = [(low, high) for low, high in ranges if high >= _LEAST_PAY]
    return (currency.group().lower(), *ranges[0]) if len(ranges) == 1 else None


def _sum(text: str) -> int:
    plain = text.lower().replace(" ", "")
    number = int("".join(_DIGITS.findall(plain)))
    return number * 1000 if plain.endswith("k") else number
