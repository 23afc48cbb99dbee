"""Aliases: the names of competencies that mentors add, and the terms of postings that wait for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.domain.errors import ConflictError, InvalidInputError, NotFoundError
from quizapp.domain.extraction import CLAIMS, Kind, Lexicon
from quizapp.domain.extraction.linking import find_links
from quizapp.services.gateway import Database
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


def preview_alias(session: Session, reader: Reader, *, alias: str, competency: str, topic: str) -> list[AliasEffect]:
    """Tell which postings open to mentors an alias would change, and which of their lines.

    Private postings are not even counted: asked often enough, a count would spell their words.

    Raises:
        InvalidInputError: when the alias can't be used.
    """
    words = _checked(session, reader, alias, competency, topic)
    lexicons = reader.lexicon(session), reader.lexicon_with(session, competency, topic, words)
    changed = ((row.posting, _changed_lines(row.posting, *lexicons)) for row in postings.reviewable_postings(session))
    return [AliasEffect(posting.id, posting.title, lines) for posting, lines in changed if lines]


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
    database: Database, reader: Reader, *, mentor: int, alias: str, competency: str, topic: str, now: datetime
) -> list[str]:
    """Add a name of a competency and read every posting anew; returns the titles of those open to mentors it changed.

    Each posting is a transaction of its own: students' answers never wait for all of them.

    Raises:
        InvalidInputError: when the alias can't be used.
        ConflictError: when somebody has added it before.
    """
    with database.transaction() as session:
        words = _checked(session, reader, alias, competency, topic)
        session.add(AddedAlias(alias=words, competency_key=competency, topic=topic, person_id=mentor, added_at=now))
        try:
            session.flush()
        except IntegrityError as problem:
            raise ConflictError(f"“{words}” has been added already.") from problem
    return reread_all(database, reader)


def remove_alias(database: Database, reader: Reader, *, alias: str) -> list[str]:
    """Take back an alias that a mentor added; returns the titles of the postings open to mentors that it changed.

    Raises:
        NotFoundError: when there is none.
    """
    with database.transaction() as session:
        found = session.get(AddedAlias, alias)
        if found is None:
            raise NotFoundError("There is no such alias.")
        session.delete(found)
    return reread_all(database, reader)


def reread_all(database: Database, reader: Reader) -> list[str]:
    """Read every posting anew, each in its own transaction; returns the titles of changed ones open to mentors."""
    with database.transaction() as session:
        ids = postings.posting_ids(session)
        open_to_mentors = {row.posting.id for row in postings.reviewable_postings(session)}
    titles = []
    for posting in ids:
        with database.transaction() as session:
            found = postings.whole_posting(session, posting)
            if found is not None and reread_posting(session, found, reader) and posting in open_to_mentors:
                titles.append(found.title)
    return titles


def dismiss_term(session: Session, *, mentor: int, term: str, now: datetime) -> None:
    """Say that a term names no competency: it no longer waits.

    Raises:
        InvalidInputError: when it is empty.
    """
    if not term.strip():
        raise InvalidInputError("Say which term names no competency.")
    insert_once(session, DismissedTerm, {"term": term[:120], "person_id": mentor, "dismissed_at": now})


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
    taken = _named_by(words, reader.lexicon(session))
    if taken is not None:
        raise InvalidInputError(
            f"“{words}” names a competency already: {session.get_one(Competency, taken).name}.", "alias"
        )
    try:
        reader.lexicon_with(session, competency, topic, words)
    except ValueError as problem:
        raise InvalidInputError(
            "A name must hold letters or digits, and at most one * at a word's end.", "alias"
        ) from problem
    return words


def _named_by(words: str, known: Lexicon) -> str | None:
    """Return the competency that all of these words together name already."""
    whole = (link for link in find_links(words, 0, len(words), known) if (link.start, link.end) == (0, len(words)))
    return next((link.key for link in whole), None)
