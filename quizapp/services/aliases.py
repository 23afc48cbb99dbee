"""Aliases: the names of competencies that mentors add, and the terms of postings that wait for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from quizapp.domain.errors import ConflictError, InvalidInputError, NotFoundError
from quizapp.domain.extraction import CLAIMS, Kind, Lexicon
from quizapp.domain.extraction.linking import find_links
from quizapp.services.reading import Reader
from quizapp.services.reviews import reread_posting
from quizapp.storage import content, lexicon, people, postings
from quizapp.storage.lexicon import WaitingTerm
from quizapp.storage.tables import AddedAlias, Competency, DismissedTerm, Posting, Statement
from quizapp.storage.upsert import insert_once

__all__ = ["Competency", "WaitingTerm"]

_LINKED = CLAIMS | {Kind.context}
LONGEST_ALIAS = 60
MOST_TERMS = 200
"""Waiting terms shown at once, those of most postings first."""


@dataclass(frozen=True)
class AliasRecord:
    """An alias that a mentor added."""

    alias: str
    competency: str
    topic: str
    by: str
    added_at: datetime


@dataclass(frozen=True)
class AliasEffect:
    """What an alias would change in one posting: the lines that would get its competency."""

    posting: str
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """The mentors' part of the lexicon."""

    waiting: tuple[WaitingTerm, ...]
    added: tuple[AliasRecord, ...]
    competencies: Sequence[Competency]


def read_vocabulary(session: Session) -> Vocabulary:
    """Read the terms that wait for a competency, and the aliases that mentors added."""
    added = lexicon.added_aliases(session)
    names = people.names(session, {a.person_id for a in added if a.person_id is not None})
    records = tuple(
        AliasRecord(a.alias, a.competency_key, a.topic, names.get(a.person_id or 0, ""), a.added_at) for a in added
    )
    return Vocabulary(tuple(lexicon.waiting_terms(session, MOST_TERMS)), records, content.competencies(session))


def preview_alias(
    session: Session, reader: Reader, *, alias: str, competency: str, topic: str
) -> tuple[list[AliasEffect], int]:
    """Tell which shared or asked-for postings an alias would change, and how many lines of private ones.

    Raises:
        InvalidInputError: when the alias can't be used.
    """
    words = _checked(session, reader, alias, competency, topic)
    lexicons = reader.lexicon(session), reader.lexicon_with(session, competency, topic, words)
    open_to_mentors = {row.posting.id for row in postings.reviewable_postings(session)}
    effects, private = [], 0
    for posting in postings.every_posting(session):
        lines = _changed_lines(posting, *lexicons)
        if posting.id not in open_to_mentors:
            private += len(lines)
        elif lines:
            effects.append(AliasEffect(posting.id, posting.title, lines))
    return effects, private


def _changed_lines(posting: Posting, now: Lexicon, then: Lexicon) -> tuple[str, ...]:
    """Return the lines of a posting that the two lexicons link otherwise, but for those whose links a person set."""
    text = posting.text
    return tuple(
        " ".join(text[s.start : s.end].split())
        for s in posting.statements
        if s.kind in _LINKED and "competencies" not in s.decided and _keys(text, s, now) != _keys(text, s, then)
    )


def _keys(text: str, statement: Statement, lexicon: Lexicon) -> set[str]:
    return {link.key for link in find_links(text, statement.start, statement.end, lexicon)}


def add_alias(
    session: Session, reader: Reader, *, mentor: int, alias: str, competency: str, topic: str, now: datetime
) -> list[Posting]:
    """Add a name of a competency and read every posting anew; returns the postings open to mentors that it changed.

    Raises:
        InvalidInputError: when the alias can't be used.
        ConflictError: when somebody has added it before.
    """
    words = _checked(session, reader, alias, competency, topic)
    if session.get(AddedAlias, words) is not None:
        raise ConflictError(f"“{words}” has been added already.")
    session.add(AddedAlias(alias=words, competency_key=competency, topic=topic, person_id=mentor, added_at=now))
    session.flush()
    return _reread_all(session, reader)


def remove_alias(session: Session, reader: Reader, *, alias: str) -> list[Posting]:
    """Take back an alias that a mentor added; returns the postings open to mentors that it changed.

    Raises:
        NotFoundError: when there is none.
    """
    found = session.get(AddedAlias, alias)
    if found is None:
        raise NotFoundError("There is no such alias.")
    session.delete(found)
    session.flush()
    return _reread_all(session, reader)


def dismiss_term(session: Session, *, mentor: int, term: str, now: datetime) -> None:
    """Say that a term names no competency: it no longer waits."""
    insert_once(session, DismissedTerm, {"term": term[:120], "person_id": mentor, "dismissed_at": now})


def _reread_all(session: Session, reader: Reader) -> list[Posting]:
    open_to_mentors = {row.posting.id for row in postings.reviewable_postings(session)}
    changed = [posting for posting in postings.every_posting(session) if reread_posting(session, posting, reader)]
    return [posting for posting in changed if posting.id in open_to_mentors]


def _checked(session: Session, reader: Reader, alias: str, competency: str, topic: str) -> str:
    """Return the alias with its spaces tidied.

    Raises:
        InvalidInputError: saying what is wrong.
    """
    words = " ".join(alias.split())
    if not 2 <= len(words) <= LONGEST_ALIAS:
        raise InvalidInputError(f"A name has 2 to {LONGEST_ALIAS} characters.", "alias")
    found = session.get(Competency, competency)
    if found is None:
        raise InvalidInputError("Choose the competency it names.", "competency")
    if topic and topic not in {t["key"] for t in found.topics}:
        raise InvalidInputError("That topic belongs to another competency.", "topic")
    try:
        reader.lexicon_with(session, competency, topic, words)
    except ValueError as problem:
        raise InvalidInputError(
            "A name must hold letters or digits, and at most one * at a word's end.", "alias"
        ) from problem
    return words
