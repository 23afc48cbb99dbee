"""From blueprints to their page."""

from collections.abc import Iterable, Mapping
from itertools import groupby

from flask import url_for

from quizapp.domain.blueprint import Blueprint, Drift, Gap, Place, Row, apportion
from quizapp.domain.readiness.scale import Bar
from quizapp.services.blueprints import BlueprintReading, VersionRecord
from quizapp.web.kit.words import count, day
from quizapp.web.planning.forms import MINUTES, NOTE, BlueprintForm, bar_field, share_field
from quizapp.web.planning.pages import BarPick, BlueprintPage, GapView, LineLink, RowView, VersionView

BARS = {Bar.BASIC: "basic", Bar.WORKING: "working", Bar.STRONG: "strong"}


def blueprint_page(reading: BlueprintReading, form: BlueprintForm | None = None, problem: str = "") -> BlueprintPage:
    """Show a blueprint; `form` is what was typed and could not be kept, `problem` why."""
    posting, chosen = reading.posting, reading.chosen
    percents = apportion([row.share for row in chosen.rows], [1.0] * len(chosen.rows), 100)
    problems = form.problems if form else {}
    return BlueprintPage(
        posting=posting.id,
        title=posting.title,
        employer=posting.employer,
        lead=_lead(chosen),
        holds=_holds(reading),
        is_mentors=reading.is_mentors,
        changes=_changes(reading.drift, reading.names),
        rows=tuple(_row(reading, row, percent, form) for row, percent in zip(chosen.rows, percents, strict=True)),
        widest=max(percents, default=0),
        gaps=_gaps(reading),
        versions=tuple(_version(v, v.number == reading.revision) for v in reading.versions),
        revision=reading.revision,
        minutes_typed=form.typed.get(MINUTES, "") if form else str(chosen.minutes),
        note_typed=form.typed.get(NOTE, "") if form else "",
        problem=problem or ("Nothing was kept yet: see the fields below." if problems else ""),
        minutes_problem=problems.get(MINUTES, ""),
        note_problem=problems.get(NOTE, ""),
        editing=form is not None,
    )


def _lead(blueprint: Blueprint) -> str:
    if not blueprint.rows:
        return "No line of this posting can be measured by questions, so there is nothing to plan."
    rows = len({row.competency for row in blueprint.rows})
    return (
        f"{count(blueprint.items, 'item')} on {count(rows, 'competency', 'competencies')}, "
        f"about {blueprint.planned_minutes:.0f} of {blueprint.minutes} minutes."
    )


def _holds(reading: BlueprintReading) -> str:
    if not reading.is_mentors:
        return "This is what the posting itself asks for; no mentor has changed it."
    version = reading.versions[0]
    return f"Version {version.number} holds: kept by {version.by} on {day(version.made_at)}."


def _changes(drift: Drift, names: Mapping[str, str]) -> tuple[str, ...]:
    said = (
        (drift.new, "The posting now also asks for {}: with the share that the posting gives."),
        (drift.gone, "The posting no longer asks for {}: left out."),
        (drift.moved, "The posting itself now weighs {} differently; this version's shares still hold."),
    )
    return tuple(sentence.format(_named(places, names)) for places, sentence in said if places)


def _named(places: Iterable[Place], names: Mapping[str, str]) -> str:
    return ", ".join(
        names.get(key, key) + (f" ({track})" if track else "") for key, track in places
    )  # fmt: skip


def line_link(posting: str, position: int, quote: str) -> LineLink:
    """Lead to a line under review."""
    address = url_for("reviewing.review", posting=posting, line=position)
    return LineLink(position + 1, quote, f"{address}#line-{position}")


def _row(reading: BlueprintReading, row: Row, percent: int, form: BlueprintForm | None) -> RowView:
    typed = form.typed if form else {}
    share, bar = share_field(row.place), bar_field(row.place)
    statements, text = reading.posting.statements, reading.posting.text
    chosen = typed.get(bar, row.bar.value)
    return RowView(
        name=reading.names.get(row.competency, row.competency),
        track=row.track,
        topics=_topics(row, reading.names),
        percent=percent,
        items=row.items,
        minutes=f"{row.minutes:.0f}",
        bar=BARS[row.bar],
        lines=tuple(
            line_link(reading.posting.id, position, _quote(text[statements[position].start : statements[position].end]))
            for position in row.lines
        ),
        share_field=share,
        bar_field=bar,
        share_typed=typed.get(share, str(percent)),
        bars=tuple(BarPick(b.value, words, b.value == chosen) for b, words in BARS.items()),
        problem=form.problems.get(share, "") if form else "",
    )


def _topics(row: Row, names: Mapping[str, str]) -> str:
    """Name a row's topics with their items; those that get none only where none gets any."""
    if not any(topic.key for topic in row.topics):
        return ""
    planned = [topic for topic in row.topics if topic.items] or row.topics
    named = (
        (names.get(f"{row.competency}/{topic.key}", topic.key) if topic.key else "any topic", topic.items)
        for topic in planned
    )
    return ", ".join(f"{name} {items}" if items else name for name, items in named)


def _gaps(reading: BlueprintReading) -> tuple[GapView, ...]:
    views = []
    for position, of_line in groupby(reading.chosen.gaps, key=lambda gap: gap.position):
        gaps = list(of_line)
        link = line_link(reading.posting.id, position, gaps[0].quote)
        views.append(GapView(link, tuple(_lack(gap, reading.names) for gap in gaps)))
    return tuple(views)


def _lack(gap: Gap, names: Mapping[str, str]) -> str:
    name = names.get(gap.competency, gap.competency)
    if gap.topic:
        name += f", {names.get(f'{gap.competency}/{gap.topic}', gap.topic)}"
    return f"{name}: {gap.have} of {count(gap.needed, 'item')}"


def _version(version: VersionRecord, holds: bool) -> VersionView:
    return VersionView(version.number, version.by, day(version.made_at), version.note, holds)


def _quote(text: str) -> str:
    return " ".join(text.split())
