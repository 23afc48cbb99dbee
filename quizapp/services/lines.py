"""A posting's lines between the domain and the database; a row outlives every change of what it says."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict

from sqlalchemy.orm import Session

from quizapp.domain.extraction import Candidate, Evidence, Kind, Link, Measure, Strength
from quizapp.domain.postings import is_declarable
from quizapp.domain.readiness.scale import Bar
from quizapp.domain.review import Choice, Line
from quizapp.storage import postings
from quizapp.storage.tables import CandidateTerm, Declaration, Posting, Statement, StatementCompetency

LONGEST_TERM, LONGEST_NOTE = 120, 1000


def line_of_row(row: Statement) -> Line:
    """Return a stored statement as a line."""
    links = sorted(row.competencies, key=lambda link: (link.start, link.competency_key))
    return Line(
        row.start,
        row.end,
        Kind(row.kind),
        Measure(row.measured_by),
        tuple(Link(link.competency_key, link.start, link.end, link.topic, link.alias) for link in links),
        row.confidence,
        row.rule,
        Strength(row.strength) if row.strength else None,
        Bar(row.bar),
        tuple(Choice.from_json(choice) for choice in row.choices),
        row.negated,
        row.track,
        row.repeats,
        row.language,
        tuple(Evidence(**evidence) for evidence in row.evidence),
        row.weight,
        frozenset(row.decided),
    )


def keep_lines(session: Session, posting: Posting, lines: Sequence[Line], known: Collection[str]) -> None:
    """Store a posting's lines in place of those it has; only links to `known` competencies are kept.

    A line of the same span keeps its row, and what students declared about it; what they declared about a line that is
    gone moves to the line that now holds most of its words.
    """
    rows = {(row.start, row.end): row for row in posting.statements}
    kept = {(line.start, line.end) for line in lines}
    gone = [row for span, row in rows.items() if span not in kept]
    for place, row in enumerate(posting.statements):
        row.position = -1 - place  # so that no position is taken twice while they move
    session.flush()
    for position, line in enumerate(lines):
        row = rows.get((line.start, line.end)) or Statement(start=line.start, end=line.end, competencies=[])
        _write(row, line, position, known)
        if row.posting_id is None:
            posting.statements.append(row)
    session.flush()
    _move_declarations(session, posting, gone)
    for row in gone:
        posting.statements.remove(row)
    session.flush()
    posting.statements.sort(key=lambda row: row.position)


def _write(row: Statement, line: Line, position: int, known: Collection[str]) -> None:
    row.position = position
    row.kind, row.measured_by = line.kind.value, line.measured_by.value
    row.confidence, row.rule = line.confidence, line.rule[:80]
    row.strength = line.strength.value if line.strength else None
    row.bar = line.bar.value
    row.choices = [asdict(choice) for choice in line.choices]
    row.negated, row.track, row.repeats = line.negated, line.track[:120], line.repeats
    row.language = line.language
    row.evidence = [asdict(evidence) for evidence in line.evidence]
    row.weight, row.decided = line.weight, sorted(line.decided)
    _write_links(row, line.links, known)


def _write_links(row: Statement, links: Iterable[Link], known: Collection[str]) -> None:
    wanted = {link.key: link for link in reversed(list(links)) if link.key in known}
    row.competencies = [link for link in row.competencies if link.competency_key in wanted]
    have = {link.competency_key: link for link in row.competencies}
    for key, link in wanted.items():
        stored = have.get(key) or StatementCompetency(competency_key=key)
        stored.start, stored.end, stored.topic, stored.alias = link.start, link.end, link.topic, link.alias[:120]
        if key not in have:
            row.competencies.append(stored)


def _move_declarations(session: Session, posting: Posting, gone: Sequence[Statement]) -> None:
    if not gone:
        return
    lost = {row.id: row for row in gone}
    staying = [row for row in posting.statements if row.id not in lost]
    for declaration in postings.declarations_on(session, list(lost)):
        heir = _heir(lost[declaration.statement_id], staying)
        if heir is not None:
            _hand_over(session, declaration, heir)


def _heir(old: Statement, staying: Sequence[Statement]) -> Statement | None:
    """Return the line that now holds most of an old one's words, rather one that is declared itself.

    A line that is not keeps what was declared, unseen, until the words are a line of their own again.
    """
    sharing = [row for row in staying if _shared(row, old)]
    return max(sharing, key=lambda row: (_declarable(row), _shared(row, old)), default=None)


def _hand_over(session: Session, declaration: Declaration, heir: Statement) -> None:
    other = session.get(Declaration, (declaration.user_id, heir.id))
    if other is None:
        declaration.statement_id = heir.id
    elif declaration.note not in other.note:
        other.note = f"{other.note} · {declaration.note}".strip(" ·")[:LONGEST_NOTE]
    session.flush()


def _declarable(row: Statement) -> bool:
    return is_declarable(row.kind, row.measured_by)


def _shared(one: Statement, other: Statement) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def keep_candidates(session: Session, posting: str, candidates: Iterable[Candidate]) -> None:
    """Store the words of a posting that name no competency yet, in place of those it had."""
    postings.forget_candidates(session, posting)
    session.add_all(
        CandidateTerm(posting_id=posting, start=c.start, end=c.end, term=c.term)
        for c in {c.start: c for c in candidates if len(c.term) <= LONGEST_TERM}.values()
    )
