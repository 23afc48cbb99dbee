"""Postings: adding one, and choosing among them."""

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from quizapp.domain.errors import InvalidInputError, NotFoundError
from quizapp.domain.extraction import Lexicon, Profile, extract_profile
from quizapp.domain.postings import LARGEST_TEXT, is_measurable
from quizapp.storage import attempts, content, postings
from quizapp.storage.tables import Posting, Statement, StatementCompetency

LONGEST_OPENING = 80
"""Characters of the opening that names a posting without a title."""


@dataclass(frozen=True)
class PostingSummary:
    """A posting as it stands in a list."""

    id: str
    title: str
    employer: str
    requirements: int
    measurable: int
    open_attempt: str
    own: bool


def add_posting(
    session: Session, text: str, lexicon: Lexicon, *, owner: int | None, now: datetime, name: str | None = None
) -> Posting:
    """Read a posting into its statements and keep it; the same text of the same owner is kept once.

    `owner` makes it private; `name` is the address part of a shared one.

    Raises:
        InvalidInputError: when the text is empty, too long or no posting; nothing is stored.
    """
    profile = read_profile(text, lexicon)
    if not profile.is_posting:
        reason = " ".join(profile.problems) or "It does not read like a job posting."
        raise InvalidInputError(reason)
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
    )
    posting.statements = _statements(profile, {c.key for c in content.competencies(session)})
    session.add(posting)
    session.flush()
    return posting


def read_profile(text: str, lexicon: Lexicon) -> Profile:
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
    return extract_profile(text, lexicon)


def _statements(profile: Profile, known: set[str]) -> list[Statement]:
    return [
        Statement(
            position=position,
            start=s.start,
            end=s.end,
            kind=s.kind.value,
            measured_by=s.measured_by.value,
            confidence=s.confidence,
            rule=s.rule,
            bar="working",
            competencies=[
                StatementCompetency(competency_key=link.key, start=link.start, end=link.end)
                for link in {link.key: link for link in reversed(s.competencies)}.values()
                if link.key in known
            ],
        )
        for position, s in enumerate(profile.statements)
    ]


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
    asked = [s for s in posting.statements if s.kind in {"required", "preferred", "responsibility", "eligibility"}]
    measurable = [s for s in posting.statements if is_measurable(s.measured_by, len(s.competencies))]
    return PostingSummary(
        posting.id,
        posting.title,
        posting.employer,
        len(asked),
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


def shared_postings(session: Session) -> Sequence[Posting]:
    """List the postings that all may read."""
    return postings.shared_postings(session)
