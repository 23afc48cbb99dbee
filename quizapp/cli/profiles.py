"""A posting's profile, printed: as JSON for programs, as text for people."""

from typing import Any

from quizapp.domain.extraction import Measure, Profile, Statement

_INDENT = " " * 29
_QUOTED = 70
_FIELDS = ("measured_by", "strength", "bar", "track")


def profile_as_json(found: Profile) -> dict[str, Any]:
    """Return a profile as plain data, always in the same order."""
    return {
        "title": found.title,
        "employer": found.employer,
        "language": found.language,
        "is_posting": found.is_posting,
        "seniority": found.seniority,
        "tracks": list(found.tracks),
        "statements": [_statement(s) for s in found.statements],
        "candidates": [{"term": c.term, "start": c.start, "end": c.end} for c in found.candidates],
        "problems": list(found.problems),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "start": statement.start,
        "end": statement.end,
        "text": statement.text,
        "kind": statement.kind.value,
        "strength": statement.strength.value if statement.strength else None,
        "measured_by": statement.measured_by.value,
        "bar": statement.bar.value,
        "competencies": [
            {"key": c.key, "start": c.start, "end": c.end, "topic": c.topic, "alias": c.alias}
            for c in statement.competencies
        ],
        "any_of": [
            {"at_least": any_of.at_least, "options": [{"start": start, "end": end} for start, end in any_of.options]}
            for any_of in statement.any_of
        ],
        "negated": statement.negated,
        "track": statement.track,
        "repeats": statement.repeats,
        "language": statement.language,
        "confidence": round(statement.confidence, 3),
        "evidence": [
            {"field": e.field, "rule": e.rule, "start": e.start, "end": e.end}
            for e in sorted(statement.evidence, key=lambda e: (e.field, e.start, e.rule))
        ],
    }  # fmt: skip


def profile_as_text(found: Profile, text: str, *, explain: bool) -> str:
    """Return a profile as lines to read; `explain` adds under each statement the rules and the words they went by."""
    about = [found.title or "No title", found.employer or "employer not named", found.language, found.seniority]
    lines = [" · ".join(filter(None, about))]
    if found.tracks:
        lines.append(f"one of: {', '.join(found.tracks)}")
    for statement in found.statements:
        lines += _statement_lines(statement)
        if explain:
            lines += [f"{_INDENT}  {reason}" for reason in _reasons(statement, text)]
    lines += [f"! {problem}" for problem in found.problems]
    return "\n".join(lines)


def _statement_lines(statement: Statement) -> list[str]:
    measured = f" [{statement.measured_by.value}]" if statement.measured_by is not Measure.none else ""
    span = f"{statement.start:>6}–{statement.end:<6}"
    lines = [f"{span} {statement.kind.value:<14} {_tidy(statement.text)}{measured}"]
    keys = ", ".join(dict.fromkeys(link.key for link in statement.competencies))
    return [*lines, f"{_INDENT}→ {keys}"] if keys else lines


def _reasons(statement: Statement, text: str) -> list[str]:
    """Say which rule chose each field, and by which words."""
    reasons = _field_reasons(statement, text)
    for link in statement.competencies:
        reasons.append(_link(link.key, link.topic, link.alias, _quote(text, link.start, link.end)))
    for any_of in statement.any_of:
        options = ", ".join(_quote(text, start, end) for start, end in any_of.options)
        reasons.append(f"at least {any_of.at_least} of: {options}")
    if statement.negated:
        reasons.append("negated: it asks for an absence, or waives what it names")
    if statement.repeats is not None:
        reasons.append(f"repeats: the statement at {statement.repeats}")
    return reasons


def _field_reasons(statement: Statement, text: str) -> list[str]:
    said = {e.field: f"{e.rule}, by {_quote(text, e.start, e.end)}" for e in statement.evidence}
    kind = said.get("kind", statement.rule)
    reasons = [f"kind: {statement.kind.value} ({kind}), {statement.confidence:.0%} sure"]
    for name in _FIELDS:
        if name in said:
            value = getattr(statement, name)
            reasons.append(f"{name}: {value} ({said[name]})")
    return reasons


def _link(key: str, topic: str, alias: str, quote: str) -> str:
    named = f"{key}/{topic}" if topic else key
    return f"→ {named}: {quote}" + (f", as “{alias}”" if alias else "")


def _quote(text: str, start: int, end: int) -> str:
    words = _tidy(text[start:end])
    return f"“{words if len(words) <= _QUOTED else words[:_QUOTED].rsplit(' ', 1)[0] + ' …'}”"


def _tidy(text: str) -> str:
    return " ".join(text.split())
