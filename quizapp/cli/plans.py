"""Blueprints and comparisons, printed: as JSON for programs, as text for people."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from quizapp.domain.blueprint import ANY_TOPIC, Blueprint, Gap, Row, apportion
from quizapp.domain.comparison import Asked, Comparison, Shared
from quizapp.domain.demands import Demand, Fact

_FINE = 10_000
"""Shares are printed in ten-thousandths that add up."""
_INDENT = " " * 35
_QUOTED = 100


def blueprint_as_json(title: str, blueprint: Blueprint) -> dict[str, Any]:
    """Return a blueprint as plain data; `line` and `lines` are places in the posting's profile, from 0 on."""
    shares = _parts([row.share for row in blueprint.rows])
    return {
        "title": title,
        "minutes": blueprint.minutes,
        "items": blueprint.items,
        "planned_minutes": round(blueprint.planned_minutes, 2),
        "rows": [_row(row, share) for row, share in zip(blueprint.rows, shares, strict=True)],
        "gaps": [
            {"line": gap.position, "text": gap.quote, "competency": gap.competency, "topic": gap.topic or None,
             "needed": gap.needed, "have": gap.have}
            for gap in blueprint.gaps
        ],
    }  # fmt: skip


def _row(row: Row, share: float) -> dict[str, Any]:
    parts = _parts([topic.share for topic in row.topics])
    return {
        "competency": row.competency,
        "track": row.track,
        "share": share,
        "items": row.items,
        "minutes": round(row.minutes, 2),
        "bar": row.bar.value,
        "topics": [
            {"key": topic.key or None, "share": part, "items": topic.items}
            for topic, part in zip(row.topics, parts, strict=True)
        ],
        "lines": list(row.lines),
    }


def _parts(shares: list[float]) -> list[float]:
    return [count / _FINE for count in apportion(shares, [1.0] * len(shares), _FINE)]


def blueprint_as_text(title: str, blueprint: Blueprint, names: Mapping[str, str]) -> str:
    """Return a blueprint as a table to read, and what the banks lack, line by line."""
    if not blueprint.rows:
        return f"{title}\nNo line of it can be measured by questions."
    told = f"{blueprint.items} items, about {blueprint.planned_minutes:.0f} of {blueprint.minutes} minutes"
    lines = [title, told, "", f"{'share':>7}{'items':>7}{'minutes':>9}  {'bar':<10}competency"]
    percents = apportion([row.share for row in blueprint.rows], [1.0] * len(blueprint.rows), 100)
    for row, percent in zip(blueprint.rows, percents, strict=True):
        name = names.get(row.competency, row.competency) + (f" ({row.track})" if row.track else "")
        lines.append(f"{percent:>5} %{row.items:>7}{row.minutes:>9.1f}  {row.bar.value:<10}{name}")
        if [topic.key for topic in row.topics] != [ANY_TOPIC]:
            lines.append(f"{_INDENT}{_topics(row, names)}")
        lines.append(f"{_INDENT}asked for in {_numbers(row.lines)}")
    return "\n".join([*lines, "", *_gap_lines(blueprint.gaps, names)])


def _gap_lines(gaps: Sequence[Gap], names: Mapping[str, str]) -> list[str]:
    if not gaps:
        return ["The banks cover all of it."]
    lines = ["What the banks can't cover yet"]
    for position, of_line in groupby(gaps, key=lambda gap: gap.position):
        found = list(of_line)
        lines.append(f"  line {position + 1} {_quote(found[0].quote)}")
        lines += [f"    {_gap(gap, names)}" for gap in found]
    return lines


def _topics(row: Row, names: Mapping[str, str]) -> str:
    """Name a row's topics with their items; those that get none only where none gets any."""
    planned = [topic for topic in row.topics if topic.items] or row.topics
    return ", ".join(f"{_topic(row, topic.key, names)} {topic.items or ''}".strip() for topic in planned)


def _quote(text: str) -> str:
    """Quote a line, cut where it is too long for one on the screen."""
    return f"“{text if len(text) <= _QUOTED else text[:_QUOTED].rsplit(' ', 1)[0] + ' …'}”"


def _topic(row: Row, topic: str, names: Mapping[str, str]) -> str:
    return names.get(f"{row.competency}/{topic}", topic) if topic else "any topic"


def _numbers(positions: Iterable[int]) -> str:
    numbers = [str(position + 1) for position in positions]
    return f"line {numbers[0]}" if len(numbers) == 1 else f"lines {', '.join(numbers)}"


def _gap(gap: Gap, names: Mapping[str, str]) -> str:
    named = names.get(gap.competency, gap.competency)
    if gap.topic:
        named += f", {names.get(f'{gap.competency}/{gap.topic}', gap.topic)}"
    return f"{named}: {gap.have} of {gap.needed} items"


def comparison_as_json(title_a: str, title_b: str, found: Comparison) -> dict[str, Any]:
    """Return a comparison as plain data; `line` is a place in the posting's profile, from 0 on."""
    return {
        "a": title_a,
        "b": title_b,
        "both": [
            {"competency": shared.competency, "a": _asked(shared.a), "b": _asked(shared.b)} for shared in found.both
        ],
        "only_a": [{"competency": asked.competency, **_asked(asked)} for asked in found.only_a],
        "only_b": [{"competency": asked.competency, **_asked(asked)} for asked in found.only_b],
        "facts_both": [{"a": _line(one), "b": _line(other)} for one, other in found.facts_both],
        "facts_a": [_line(fact) for fact in found.facts_a],
        "facts_b": [_line(fact) for fact in found.facts_b],
    }


def _asked(asked: Asked) -> dict[str, Any]:
    return {"bar": asked.bar.value, "lines": [_line(line) | {"bar": line.bar.value} for line in asked.lines]}


def _line(line: Demand | Fact) -> dict[str, Any]:
    return {"line": line.position, "text": line.quote}


def comparison_as_text(title_a: str, title_b: str, found: Comparison, names: Mapping[str, str]) -> str:
    """Return a comparison as lines to read."""
    both = [line for shared in found.both for line in _both_lines(shared, names)]
    parts = (
        ("Both ask for", both),
        ("Only A asks for", _asked_lines(found.only_a, names)),
        ("Only B asks for", _asked_lines(found.only_b, names)),
        ("Only A wants declared", _quotes(found.facts_a, "  ")),
        ("Only B wants declared", _quotes(found.facts_b, "  ")),
    )
    lines = [f"A  {title_a}", f"B  {title_b}"]
    for heading, said in parts:
        lines += ["", heading, *said] if said else []
    return "\n".join(lines)


def _both_lines(shared: Shared, names: Mapping[str, str]) -> list[str]:
    bars = f"A {shared.a.bar.value}, B {shared.b.bar.value}"
    name = names.get(shared.competency, shared.competency)
    return [f"  {name} ({bars})", *_quotes(shared.a.lines, "    A: "), *_quotes(shared.b.lines, "    B: ")]


def _asked_lines(asked: Iterable[Asked], names: Mapping[str, str]) -> list[str]:
    lines: list[str] = []
    for one in asked:
        lines.append(f"  {names.get(one.competency, one.competency)} ({one.bar.value})")
        lines += _quotes(one.lines, "    ")
    return lines


def _quotes(lines: Iterable[Demand | Fact], before: str) -> list[str]:
    return [f"{before}{_quote(line.quote)}" for line in lines]
