"""From the review's services to its pages."""

import re
from collections.abc import Iterable, Sequence

from flask import url_for

from quizapp.domain.extraction import CLAIMS, Evidence, Kind, Measure, Strength
from quizapp.domain.readiness.scale import Bar
from quizapp.domain.review import Action, Line
from quizapp.services.aliases import AliasEffect, Vocabulary
from quizapp.services.reviews import Competency, EditRecord, Review, ReviewSummary
from quizapp.web.kit.painting import block_views, tally_views
from quizapp.web.kit.views import MarkView
from quizapp.web.kit.words import count, day, per_cent
from quizapp.web.reviewing.pages import (
    AliasPage,
    AliasRow,
    Effect,
    HistoryRow,
    LinePanel,
    Pick,
    QueuePage,
    ReviewCard,
    ReviewPage,
    TermRow,
    VocabularyPage,
    Word,
)

KIND_KEYS = {
    Kind.required: "r", Kind.preferred: "p", Kind.responsibility: "d", Kind.eligibility: "e", Kind.context: "x",
    Kind.benefit: "b", Kind.company: "c", Kind.legal: "l", Kind.contact: "o", Kind.chrome: "z", Kind.heading: "h",
    Kind.title: "t",
}  # fmt: skip
KIND_WORDS = {
    Kind.required: "required",
    Kind.preferred: "preferred",
    Kind.responsibility: "duty",
    Kind.eligibility: "eligibility",
    Kind.context: "about the team",
    Kind.benefit: "benefit",
    Kind.company: "company",
    Kind.legal: "legal",
    Kind.contact: "contact",
    Kind.chrome: "page furniture",
    Kind.heading: "heading",
    Kind.title: "title",
}
BAR_WORDS = {Bar.BASIC: "basic", Bar.WORKING: "working", Bar.STRONG: "strong"}
MEASURE_WORDS = {
    Measure.quiz: "questions",
    Measure.worksample: "questions, and a work sample",
    Measure.sjt: "judging situations",
    Measure.interview: "an interview: declared",
    Measure.evidence: "a fact with a link: declared",
    Measure.document: "a document: declared",
    Measure.none: "nothing",
}
WEIGHTS = (("", "as its kind says"), ("0", "none"), ("0.25", "¼"), ("0.5", "½"), ("1", "1"), ("1.5", "1½"), ("2", "2"))
LEGEND = (
    MarkView("check", "to look at"),
    MarkView("taken", "sure enough as read"),
    MarkView("decided", "decided by a mentor"),
)
_FIELD_WORDS = {
    "kind": "Its kind",
    "measured_by": "How it is measured",
    "strength": "How much it insists",
    "bar": "Its bar",
    "track": "Its track",
}
_QUOTED = 70
_WORD = re.compile(r"\S+")
_ACTION_WORDS = {
    Action.CHANGE: "changed", Action.SPLIT: "split", Action.MERGE: "joined with the next line",
    Action.NAME: "named the posting", Action.SIGN: "signed off", Action.UNDO: "took back the change before",
}  # fmt: skip


def queue_page(summaries: Iterable[ReviewSummary]) -> QueuePage:
    """Show the queue."""
    rows = list(summaries)
    return QueuePage(
        tuple(_card(s) for s in rows if s.signed_at is None), tuple(_card(s) for s in rows if s.signed_at is not None)
    )


def _card(summary: ReviewSummary) -> ReviewCard:
    standing = f"{summary.to_check} of {count(summary.lines, 'line')} to look at"
    if summary.signed_at is not None:
        detail = f"signed off {day(summary.signed_at)}"
    elif summary.asked_at is not None:
        detail = f"a student asked {day(summary.asked_at)}"
    else:
        detail = "shared with everybody, not yet reviewed"
    posting = summary.posting
    if summary.edits and summary.signed_at is None:
        detail += f" · begun: {count(summary.edits, 'change')}"
    return ReviewCard(posting.id, posting.title, posting.employer, standing, detail)


def review_page(review: Review, selected: int | None) -> ReviewPage:
    """Show a posting under review, one of its lines open."""
    posting, waiting = review.posting, set(review.to_check)
    marks = {position: _mark(line, position in waiting) for position, line in enumerate(review.lines)}
    state = review.state
    signed = ""
    if state is not None and state.signed_at is not None:
        signed = f"Signed off by {review.signed_by or 'a mentor'}, {day(state.signed_at)}"
    is_line = selected is not None and 0 <= selected < len(review.lines)
    return ReviewPage(
        posting=posting.id,
        title=posting.title,
        employer=posting.employer,
        lead=_lead(review),
        signed=signed,
        problems=tuple(posting.problems),
        blocks=block_views(review.blocks, [line.kind.value for line in review.lines], marks, selected),
        tallies=tally_views(LEGEND, (mark.name for mark in marks.values())),
        panel=_panel(review, selected) if is_line and selected is not None else None,
        revision=review.revision,
        to_check=len(waiting),
        check_url=_next_check(review, -1 if selected is None else selected),
        may_undo=any(record.in_force for record in review.history),
        history=tuple(map(_history_row, review.history[:50])),
    )


def _lead(review: Review) -> str:
    asked = sum(line.kind in CLAIMS or line.kind is Kind.eligibility for line in review.lines)
    said = f"{count(len(review.lines), 'line')}, {asked} of them ask for something."
    if not review.to_check:
        return said + " All have been looked at, or are sure enough as they were read."
    return said + f" {count(len(review.to_check), 'line')} {'is' if len(review.to_check) == 1 else 'are'} worth a look."


def _mark(line: Line, to_check: bool) -> MarkView:
    kind = KIND_WORDS[line.kind]
    links = f" · {count(len(line.keys), 'competency', 'competencies')}" if line.keys else ""
    if to_check:
        return MarkView("check", f"to look at, read as {kind}", kind + links)
    if "kind" in line.decided:
        return MarkView("decided", f"decided: {kind}", kind + links)
    return MarkView("taken", f"read as {kind}", kind + links)


def _line_url(review: Review, line: int) -> str:
    return url_for("reviewing.review", posting=review.posting.id, line=line)


def _next_check(review: Review, after: int) -> str:
    """Return the next line to look at, from the top again after the last."""
    later = [position for position in review.to_check if position > after] or list(review.to_check)
    return _line_url(review, later[0]) if later and later[0] != after else ""


def _panel(review: Review, selected: int) -> LinePanel:
    line, text, last = review.lines[selected], review.posting.text, len(review.lines) - 1
    names = {c.key: c.name for c in review.competencies}
    weight = "" if line.weight is None else f"{line.weight:g}"
    return LinePanel(
        line=str(selected),
        overline=f"Line {selected + 1} of {last + 1}",
        quote=text[line.start : line.end],
        reasons=_reasons(line, text, names),
        doubt=_doubt(line, selected in review.to_check),
        kinds=tuple(Pick(k.value, KIND_WORDS[k], k is line.kind, key) for k, key in KIND_KEYS.items()),
        bars=tuple(Pick(b.value, words, b is line.bar) for b, words in BAR_WORDS.items()),
        weights=tuple(Pick(value, words, value == weight) for value, words in WEIGHTS),
        measures=tuple(Pick(m.value, words, m is line.measured_by) for m, words in MEASURE_WORDS.items()),
        competencies=tuple(Pick(key, names.get(key, key), True) for key in line.keys),
        others=tuple(Pick(c.key, c.name, False) for c in review.competencies if c.key not in line.keys),
        any_of=_any_of(line),
        words=tuple(
            Word(line.start + found.start(), found.group())
            for found in _WORD.finditer(text[line.start : line.end])
            if found.start() > 0
        ),
        may_join=selected < last,
        previous_url=_line_url(review, selected - 1) if selected else "",
        next_url=_line_url(review, selected + 1) if selected < last else "",
        close_url=url_for("reviewing.review", posting=review.posting.id),
    )


def _any_of(line: Line) -> int:
    if not line.choices:
        return 0
    options = [option.keys for option in line.choices[0].options]
    simple = len(line.choices) == 1 and sorted(options) == sorted((key,) for key in line.keys)
    return line.choices[0].at_least if simple else -1


def _doubt(line: Line, to_check: bool) -> str:
    if not to_check:
        return ""
    if line.kind in CLAIMS and line.strength is Strength.unknown:
        return "Nothing in the posting tells whether it insists on this. Say whether it is required or preferred."
    return f"Read with little certainty: about {per_cent(line.confidence)} %."


def _reasons(line: Line, text: str, names: dict[str, str]) -> tuple[str, ...]:
    if "kind" in line.decided:
        first = "A mentor decided on this line."
    else:
        first = f"Read as {KIND_WORDS[line.kind]} by the rule {line.rule}, about {per_cent(line.confidence)} % sure."
    reasons = [first, *(_because(evidence, text) for evidence in line.evidence if evidence.field in _FIELD_WORDS)]
    reasons += [
        f"{names.get(link.key, link.key)} by “{_short(text[link.start : link.end])}”"
        for link in line.links
        if (link.start, link.end) != (line.start, line.end)
    ]
    for choice in line.choices:
        options = ", ".join(f"“{_short(text[o.start : o.end])}”" for o in choice.options)
        reasons.append(f"{count(choice.at_least, 'one', 'at least ' + str(choice.at_least))[2:]} of {options}")
    if line.repeats is not None:
        reasons.append("It says again what stands further up, and counts once.")
    if line.negated:
        reasons.append("It asks for an absence, or waives what it names.")
    if line.track:
        reasons.append(f"It belongs to one of several tracks: {line.track}")
    return tuple(reasons)


def _because(evidence: Evidence, text: str) -> str:
    return f"{_FIELD_WORDS[evidence.field]} by “{_short(text[evidence.start : evidence.end])}” ({evidence.rule})"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _QUOTED else words[:_QUOTED].rsplit(" ", 1)[0] + " …"


def _history_row(record: EditRecord) -> HistoryRow:
    edit = record.edit
    what = _ACTION_WORDS[edit.action]
    if edit.action is Action.CHANGE:
        fields = {"kind": "kind", "competencies": "competencies", "any_of": "alternatives", "bar": "bar",
                  "weight": "weight", "measured_by": "way of measuring", "strength": "strength"}  # fmt: skip
        named = [words for name, words in fields.items() if name in edit.changes]
        what = f"changed {', '.join(named)}" if named else "found right as it is"
    quote = "" if edit.action in {Action.SIGN, Action.NAME} else _short(record.quote)
    return HistoryRow(
        what, quote, record.by, day(record.made_at), not record.in_force and edit.action is not Action.UNDO
    )


def vocabulary_page(vocabulary: Vocabulary) -> VocabularyPage:
    """Show what waits and what was added."""
    names = _target_names(vocabulary.competencies)
    terms = tuple(
        TermRow(w.term, w.postings, url_for("reviewing.review", posting=w.example)) for w in vocabulary.waiting
    )
    added = []
    for record in reversed(vocabulary.added):
        target = f"{record.competency}/{record.topic}" if record.topic else record.competency
        added.append(AliasRow(record.alias, names.get(target, target), record.by, day(record.added_at)))
    return VocabularyPage(terms, tuple(added))


def _target_names(competencies: Sequence[Competency]) -> dict[str, str]:
    names: dict[str, str] = {}
    for competency in competencies:
        names[competency.key] = competency.name
        names |= {f"{competency.key}/{t['key']}": f"{competency.name}: {t['name']}" for t in competency.topics}
    return names


def alias_page(
    competencies: Sequence[Competency], *, alias: str, target: str, problem: str = "",
    effects: Iterable[AliasEffect] | None = None,
) -> AliasPage:  # fmt: skip
    """Show a name about to be given, with what that changes once it was asked."""
    return AliasPage(
        alias,
        target,
        tuple(Pick(value, words, value == target) for value, words in _target_names(competencies).items()),
        problem,
        effects is not None,
        tuple(Effect(e.title, url_for("reviewing.review", posting=e.posting), e.lines) for e in effects or ()),
    )
