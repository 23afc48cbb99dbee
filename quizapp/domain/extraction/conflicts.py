"""Name what a posting says against itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from quizapp.domain.extraction.model import Kind, Statement


@dataclass(frozen=True, slots=True)
class _Opposites:
    subject: str
    one: re.Pattern[str]
    other: re.Pattern[str]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + pattern + r")(?!\w)", re.IGNORECASE)


_NOT_REMOTE = (
    r"no(?:t| longer)(?: be)?(?: an?| a fully)?(?: fully)? remote|no remote(?: work)?|non-remote"
    r"|on[- ]?site(?: only)?|in[- ]office|in person|vor ort|kein(?:e)? (?:home-?office|remote)|präsenz"
)
_REMOTE = r"remote(?:ly)?|home[- ]?office|hybrid|work(?:ing)? from home|mobiles arbeiten|telearbeit"
_OPPOSITES = (
    _Opposites("where the work is done", _words(_NOT_REMOTE), _words(_REMOTE)),
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
    speaking = [statement for statement in statements if statement.kind in _SPEAKING]
    return tuple(sentence for opposites in _OPPOSITES if (sentence := _conflict(opposites, speaking)))


def _conflict(opposites: _Opposites, statements: list[Statement]) -> str | None:
    one = other = None
    for statement in statements:
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
    return f"The posting contradicts itself on {opposites.subject}: “{_quote(one)}” against “{_quote(other)}”."


def _quote(statement: Statement) -> str:
    text = " ".join(statement.text.split())
    return text if len(text) <= _QUOTED else text[: _QUOTED - 1].rstrip() + "…"
