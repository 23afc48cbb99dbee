"""Postings: adding one, and choosing among them."""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.documents import Document, read_document
from quizapp.documents.model import Source
from quizapp.domain.errors import ConflictError, InvalidInputError, NotFoundError
from quizapp.domain.extraction import Profile
from quizapp.domain.postings import LARGEST_TEXT, is_declarable, is_measurable, once
from quizapp.domain.review import line_of
from quizapp.services.accounts import limit_tries
from quizapp.services.lines import keep_candidates, keep_lines
from quizapp.services.reading import Reader
from quizapp.storage import attempts, content, postings
from quizapp.storage.tables import Posting

__all__ = ["Document", "Posting"]

ADDING = (20, timedelta(hours=1))
"""Postings a person may add, and in which time."""
MOST_STATEMENTS = 1_000
LONGEST_OPENING = 80
"""Characters of the opening that names a posting without a title."""


@dataclass(frozen=True)
class PostingSummary:
    """A posting as it stands in a list."""

    id: str
    title: str
    employer: str
    declarable: int
    measurable: int
    open_attempt: str
    own: bool


def add_posting(
    session: Session,
    text: str,
    reader: Reader,
    *,
    owner: int | None,
    now: datetime,
    name: str | None = None,
    source: Source = "text",
) -> Posting:
    """Read a posting into its statements and keep it; the same text of the same owner is kept once.

    `owner` makes it private; `name` is the address part of a shared one; `source` what kind of file it came from.

    Raises:
        InvalidInputError: when the text is empty, too long or no posting; nothing is stored.
        ConflictError: when another request was first, or the name is taken.
    """
    profile = _read_posting(text, reader, session)
    content_hash = hashlib.sha256(text.encode()).hexdigest()
    known = postings.posting_with_content(session, content_hash, owner)
    if known is not None:
        return known
    posting = Posting(
        id=_address(name, profile.title),
        title=(profile.title or _first_words(text))[:300],
        employer=(profile.employer or "")[:200],
        language=profile.language,
        text=text,
        content_hash=content_hash,
        owner_id=owner,
        created_at=now,
        source=source,
        seniority=profile.seniority,
        tracks=list(profile.tracks),
        problems=list(profile.problems),
        statements=[],
    )
    session.add(posting)
    try:
        session.flush()
    except IntegrityError as problem:
        raise ConflictError("There is a posting with this text or this name already.") from problem
    keep_lines(session, posting, tuple(map(line_of, profile.statements)), known_competencies(session))
    keep_candidates(session, posting.id, profile.candidates)
    return posting


def known_competencies(session: Session) -> frozenset[str]:
    """Return the keys of the competencies there are."""
    return frozenset(c.key for c in content.competencies(session))


def read_file(content: bytes, name: str) -> Document:
    """Read an uploaded posting: text, a saved page, PDF or Word; nothing is stored.

    Raises:
        InvalidInputError: when it can't be read, saying why and what helps.
    """
    return read_document(content, name)


def read_pasted(text: str) -> Document:
    """Read a pasted text into its canonical form: the one that is kept, and that offsets index.

    Raises:
        InvalidInputError: when there is nothing in it, or it is too long.
    """
    return read_document(text.encode("utf-8", "replace"))


def _read_posting(text: str, reader: Reader, session: Session) -> Profile:
    """Read a text that must be a posting.

    Raises:
        InvalidInputError: saying why it is none, or that it falls into too many lines.
    """
    profile = read_profile(text, reader, session)
    if not profile.is_posting:
        raise InvalidInputError(" ".join(profile.problems) or "It does not read like a job posting.")
    lines = len(profile.statements)
    if lines > MOST_STATEMENTS:
        raise InvalidInputError(f"It falls into {lines:,} lines; a posting has at most {MOST_STATEMENTS:,}.")
    return profile


def limit_adding(session: Session, *, reader: int, now: datetime) -> None:
    """Count a posting that somebody adds; reading one costs the server more than a page does.

    Raises:
        TooManyTriesError: with the seconds to wait.
    """
    tries, window = ADDING
    limit_tries(session, what="posting", who=str(reader), tries=tries, window=window, now=now)


def read_profile(text: str, reader: Reader, session: Session | None = None) -> Profile:
    """Read a posting's text into statements.

    Raises:
        InvalidInputError: when the text is empty, binary or too long.
    """
    if not text.strip():
        raise InvalidInputError("There is no text in it. Paste the whole posting, from its title to its last line.")
    if len(text) > LARGEST_TEXT:
        raise InvalidInputError(f"It has {len(text):,} characters; a posting may have at most {LARGEST_TEXT:,}.")
    if "\x00" in text:
        raise InvalidInputError("That is not text: it holds null characters.")
    return reader.read(text, session)


def _first_words(text: str) -> str:
    """Name a posting without a title by how it begins."""
    words = " ".join(text.split())
    return words if len(words) <= LONGEST_OPENING else words[:LONGEST_OPENING].rsplit(" ", 1)[0] + " …"


def _address(name: str | None, title: str | None) -> str:
    if name:
        return name
    plain = unicodedata.normalize("NFKD", title or "posting").encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")
    # The random part keeps private postings from being guessed.
    return f"{slug or 'posting'}-{secrets.token_hex(5)}"


def list_postings(session: Session, reader: int) -> list[PostingSummary]:
    """List the postings a person may read, their own first."""
    open_attempts = attempts.open_attempts(session, reader)
    return [
        summarise(posting, reader, open_attempts.get(posting.id, ""))
        for posting in postings.readable_postings(session, reader)
    ]


def summarise(posting: Posting, reader: int, open_attempt: str) -> PostingSummary:
    """Count what a posting asks for and how much of it a quiz can measure."""
    measurable = once(s for s in posting.statements if is_measurable(s.measured_by, len(s.competencies)))
    facts = once(s for s in posting.statements if is_declarable(s.kind, s.measured_by))
    declarable = {posting.text[s.start : s.end] for s in facts} - {posting.text[s.start : s.end] for s in measurable}
    return PostingSummary(
        posting.id,
        posting.title,
        posting.employer,
        len(declarable),
        len(measurable),
        open_attempt,
        posting.owner_id == reader,
    )


def find_posting(session: Session, posting: str, reader: int) -> Posting:
    """Find a posting that a person may read.

    Raises:
        NotFoundError: when there is none, or it is somebody else's own.
    """
    found = postings.readable_posting(session, posting, reader)
    if found is None:
        raise NotFoundError("There is no such posting, or it is somebody else's own.")
    return found


def reviewable_posting(session: Session, posting: str, *, to_change: bool = False) -> Posting:
    """Find a posting that mentors may review; `to_change` makes others who would change it wait.

    Raises:
        NotFoundError: when there is none, or it is private and its owner has not asked.
    """
    found = postings.reviewable_posting(session, posting, lock=to_change)
    if found is None:
        raise NotFoundError("There is no such posting, or its owner has not asked for a review.")
    return found


def own_posting(session: Session, posting: str, owner: int) -> Posting:
    """Find a private posting of one's own.

    Raises:
        NotFoundError: when there is none.
    """
    found = find_posting(session, posting, owner)
    if found.owner_id != owner:
        raise NotFoundError("There is no such posting of your own.")
    return found


def shared_postings(session: Session) -> Sequence[Posting]:
    """List the postings that all may read."""
    return postings.shared_postings(session)
