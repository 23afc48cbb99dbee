"""Name what a posting says against itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.domain.extraction.disputes import find_disputes
from quizapp.domain.extraction.model import Kind, Statement


@dataclass(frozen=True, slots=True)
class _Opposites:
    subject: str
    one: re.Pattern[str]
    other: re.Pattern[str]
    unless: re.Pattern[str] | None = None  # a statement with such a word speaks for neither


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + pattern + r")(?!\w)", re.IGNORECASE)


_NOT_REMOTE = r"no(?:t| longer)(?: be)?(?: an?| a fully)?(?: fully)? remote|no remote(?: work)?|non-remote|kein(?:e)? (?:home-?office|remote)"
# Some days a week on site are what hybrid work is; so these speak against work that is remote altogether only.
_ON_SITE = r"on[- ]?site(?: only)?|in[- ]office|in person|vor ort|präsenz"
_PARTLY = re.compile(
    r"\b(?:hybrid|days?|tage?n?|per ?cent|prozent|partly|teilweise|zum teil|once|twice|occasional\w{0,2}|interviews?|bewerbungsgespräche?)\b|%",
    re.IGNORECASE,
)
_REMOTE = r"remote(?:ly)?|home[- ]?office|hybrid|work(?:ing)? from home|mobiles arbeiten|telearbeit"
_OPPOSITES = (
    _Opposites("where the work is done", _words(_NOT_REMOTE), _words(_REMOTE)),
    _Opposites("where the work is done", _words(_ON_SITE), _words(_REMOTE), unless=_PARTLY),
    _Opposites("the hours", _words(r"full[- ]?time|vollzeit"), _words(r"part[- ]?time|teilzeit")),
    _Opposites(
        "how long the contract runs",
        _words(r"permanent (?:position|contract|role|employment)|unbefristet(?:e[nrs]?)?"),
        _words(r"fixed[- ]term|temporary (?:position|contract|role)|befristet(?:e[nrs]?)?"),
    ),
    _Opposites(
        "whether a visa is sponsored",
        _words(r"(?:no|not|unable to|cannot|can't|won't)(?: offer| provide| be able to)?(?: visa)? sponsor(?:ship)?"),
        _words(
            r"visa (?:sponsorship|support)(?: is)? (?:available|offered|provided)|we (?:offer|provide"
            r"|sponsor) visas?(?: sponsorship)?"
        ),
    ),
)
_SPEAKING = frozenset(
    {Kind.eligibility, Kind.benefit, Kind.company, Kind.context, Kind.chrome, Kind.required, Kind.preferred}
)
_QUOTED = 80  # characters


def find_conflicts(statements: Iterable[Statement]) -> tuple[str, ...]:
    """Return a sentence for each subject on which two statements contradict each other, quoting both."""
    statements = tuple(statements)
    speaking = [statement for statement in statements if statement.kind in _SPEAKING]
    found: dict[str, str] = {}
    for opposites in _OPPOSITES:
        if sentence := _conflict(opposites, speaking):
            found.setdefault(opposites.subject, sentence)
    for dispute in find_disputes(statements):
        found.setdefault(dispute.subject, _sentence(dispute.subject, dispute.one, dispute.other))
    return tuple(found.values())


def _conflict(opposites: _Opposites, statements: list[Statement]) -> str | None:
    one = other = None
    for statement in statements:
        if opposites.unless is not None and opposites.unless.search(statement.text):
            continue
        denies = opposites.one.search(statement.text) is not None
        # "not remote" holds the word "remote": what denies is taken out before the opposite is looked for.
        affirms = opposites.other.search(opposites.one.sub(" ", statement.text)) is not None
        if denies and affirms:
            one = one or (None if opposites.subject == "the hours" else statement)
            other = other or statement
            continue
        one = one or (statement if denies else None)
        other = other or (statement if affirms else None)
    if one is None or other is None or one is other:
        return None
    return _sentence(opposites.subject, one, other)


def _sentence(subject: str, one: Statement, other: Statement) -> str:
    return f"The posting contradicts itself on {subject}: “{_quote(one)}” against “{_quote(other)}”."


def _quote(statement: Statement) -> str:
    text = " ".join(statement.text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
