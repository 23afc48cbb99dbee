"""Fill in a statement once its kind is chosen: links, measure, strength, bar, alternatives, negation and the evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from quizapp.domain.extraction.alternatives import Found, find_alternatives, may_hold_alternatives
from quizapp.domain.extraction.bars import find_bar
from quizapp.domain.extraction.compounds import complete_compounds
from quizapp.domain.extraction.cues import DEGREE
from quizapp.domain.extraction.kinds import Choice
from quizapp.domain.extraction.lexicon import Lexicon
from quizapp.domain.extraction.linking import degree_fields, find_links, find_mentions, without_manners
from quizapp.domain.extraction.measures import explain_measure
from quizapp.domain.extraction.model import (
    CLAIMS,
    REQUIREMENTS,
    AnyOf,
    Evidence,
    Kind,
    Link,
    Measure,
    Statement,
    Strength,
)
from quizapp.domain.extraction.strength import Insistence, Opening, find_strength
from quizapp.domain.extraction.waivers import find_absence, find_waiver, waives_all
from quizapp.domain.extraction.words import Sentence, Span
from quizapp.domain.readiness.scale import Bar

WAIVED = "waived"
"""The rule of a statement that asks for nothing because it says that something is not needed."""


@dataclass(frozen=True, slots=True)
class Context:
    """Hold what a statement is filled in from besides its own words."""

    lexicon: Lexicon
    language: str
    opening: Opening | None = None
    link_title: bool = True  # the title links what it names; said again it doesn't


def make_statement(sentence: Sentence, choice: Choice, context: Context) -> Statement:
    """Return the statement that a whole text becomes by `choice`, every field with its evidence.

    The sentence begins at 0 of its own text; `move_statement` puts the statement where the sentence stands.
    """
    waiver = _waiver(sentence, choice)
    waived = choice.rule == WAIVED
    links = () if waived else _outside(_links(sentence, choice.kind, context), waiver)
    measure = explain_measure(choice.kind, sentence.text, links)
    none = waived or measure.measure is Measure.none
    insistence = None if none else find_strength(sentence, choice.kind, context.opening)
    bar = find_bar(sentence) if choice.kind in CLAIMS else None
    found = () if none or measure.rule == "paper-cue" else _alternatives(sentence, choice.kind, context)
    negation = waiver if waived else _absence(sentence, choice.kind)
    evidence = [
        _kind_evidence(sentence, choice, context.opening),
        Evidence("measured_by", measure.rule, *_place(sentence, measure.cue)),
        *_optional_evidence(insistence, bar, found),
    ]
    if negation is not None:
        evidence.append(Evidence("negated", WAIVED if waived else "absence", *negation))
    return Statement(
        sentence.start,
        sentence.end,
        sentence.text,
        choice.kind,
        Measure.none if waived else measure.measure,
        links,
        choice.confidence,
        choice.rule,
        strength=insistence.strength if insistence else None,
        bar=bar[0] if bar else Bar.WORKING,
        any_of=tuple(each.any_of for each in found),
        negated=negation is not None,
        evidence=tuple(evidence),
    )


def move_statement(statement: Statement, by: int, heading: Span) -> Statement:
    """Return a statement moved on by `by` characters; evidence from the heading above it stands at `heading`."""
    return replace(
        statement,
        start=statement.start + by,
        end=statement.end + by,
        competencies=tuple(replace(link, start=link.start + by, end=link.end + by) for link in statement.competencies),
        any_of=tuple(
            AnyOf(any_of.at_least, tuple((start + by, end + by) for start, end in any_of.options))
            for any_of in statement.any_of
        ),
        evidence=tuple(
            Evidence(proof.field, proof.rule, *heading)
            if proof.start < 0
            else Evidence(proof.field, proof.rule, proof.start + by, proof.end + by)
            for proof in statement.evidence
        ),
    )


def _links(sentence: Sentence, kind: Kind, context: Context) -> tuple[Link, ...]:
    """Link what is asked, what the team works on, and the title where it stands first."""
    title = kind is Kind.title
    if kind not in CLAIMS and kind is not Kind.context and not (title and context.link_title):
        return ()
    links = find_links(sentence.text, 0, sentence.end, context.lexicon, title=title)
    if kind not in CLAIMS:
        links = without_manners(links)
    known = {link.key for link in links}
    added = complete_compounds(sentence.text, 0, sentence.end, context.lexicon)
    return tuple(sorted((*links, *(a for a in added if a.key not in known)), key=lambda link: link.start))


def _waiver(sentence: Sentence, choice: Choice) -> Span | None:
    """Return where something is waived: by the whole statement, or inside one that asks for something else."""
    if choice.rule == WAIVED:
        return choice.cue
    found = find_waiver(sentence.lower) if choice.kind in REQUIREMENTS else None
    if found is None or waives_all(sentence.lower, found):
        return None
    return sentence.start + found[0], sentence.start + found[1]


def _outside(links: tuple[Link, ...], waiver: Span | None) -> tuple[Link, ...]:
    if waiver is None:
        return links
    return tuple(link for link in links if not (waiver[0] <= link.start < waiver[1]))


def _absence(sentence: Sentence, kind: Kind) -> Span | None:
    if kind not in {Kind.eligibility, Kind.required, Kind.preferred}:
        return None
    found = find_absence(sentence.lower)
    return (sentence.start + found[0], sentence.start + found[1]) if found else None


def _alternatives(sentence: Sentence, kind: Kind, context: Context) -> tuple[Found, ...]:
    if kind not in CLAIMS and (kind is not Kind.eligibility or DEGREE.search(sentence.lower)):
        return ()
    text, end = sentence.text, sentence.end
    if not may_hold_alternatives(text, 0, end):
        return ()
    mentions = find_mentions(text, 0, end, context.lexicon)
    told = kind is Kind.responsibility
    closed = degree_fields(text, 0, end)
    return find_alternatives(text, 0, end, mentions, closed, language=context.language, names_only=told)


def _kind_evidence(sentence: Sentence, choice: Choice, opening: Opening | None) -> Evidence:
    cue = choice.cue
    if cue is None and opening is not None and choice.rule.startswith("section"):
        cue = opening.span
    return Evidence("kind", choice.rule, *(cue or (sentence.start, sentence.end)))


def _place(sentence: Sentence, cue: Span | None) -> Span:
    return (sentence.start + cue[0], sentence.start + cue[1]) if cue else (sentence.start, sentence.end)


def _optional_evidence(
    insistence: Insistence | None,
    bar: tuple[Bar, str, Span] | None,
    found: Sequence[Found],
) -> Iterable[Evidence]:
    if insistence is not None and insistence.strength is not Strength.unknown:
        yield Evidence("strength", insistence.rule, *insistence.cue)
    if bar is not None:
        yield Evidence("bar", bar[1], *bar[2])
    if found:
        yield Evidence("any_of", found[0].rule, *found[0].cue)
