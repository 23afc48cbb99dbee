"""What is asked of postings and declarations."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from quizapp.storage.tables import (
    Blueprint,
    CandidateTerm,
    Declaration,
    Posting,
    PostingEdit,
    PostingReview,
    Statement,
)


def _readable(reader: int) -> Select[Posting]:
    return select(Posting).where(or_(Posting.owner_id.is_(None), Posting.owner_id == reader))


def _reviewable() -> Select[Posting]:
    """Select what mentors may review: shared postings, and those whose owner asked for it."""
    return (
        select(Posting)
        .outerjoin(PostingReview, PostingReview.posting_id == Posting.id)
        .where(or_(Posting.owner_id.is_(None), PostingReview.asked_at.is_not(None)))
    )


_WHOLE = (selectinload(Posting.statements).selectinload(Statement.competencies), joinedload(Posting.review))


def readable_postings(session: Session, reader: int) -> Sequence[Posting]:
    """List the shared postings and the reader's own, newest first, with their statements."""
    order = (Posting.owner_id.is_(None), Posting.created_at.desc(), Posting.id)
    return session.scalars(_readable(reader).order_by(*order).options(*_WHOLE)).all()


def readable_posting(session: Session, posting: str, reader: int) -> Posting | None:
    """Find a posting that is shared or the reader's own, with its statements."""
    return session.scalar(_readable(reader).where(Posting.id == posting).options(*_WHOLE))


def shared_postings(session: Session) -> Sequence[Posting]:
    """List the shared postings with their statements, oldest first."""
    query = select(Posting).where(Posting.owner_id.is_(None)).order_by(Posting.created_at, Posting.id)
    return session.scalars(query.options(*_WHOLE)).all()


def posting_with_content(session: Session, content_hash: str, owner: int | None) -> Posting | None:
    """Find a posting of the same text that belongs to the same owner, with its statements."""
    owned = Posting.owner_id.is_(None) if owner is None else Posting.owner_id == owner
    return session.scalar(select(Posting).where(Posting.content_hash == content_hash, owned).options(*_WHOLE))


def declarations(session: Session, people: Sequence[int], posting: str) -> Sequence[Declaration]:
    """List what people declared about a posting's statements."""
    return session.scalars(
        select(Declaration)
        .join(Statement, Statement.id == Declaration.statement_id)
        .where(Statement.posting_id == posting, Declaration.user_id.in_(people))
    ).all()


def declarations_on(session: Session, statements: Sequence[int]) -> Sequence[Declaration]:
    """List what anybody declared about these statements."""
    return session.scalars(select(Declaration).where(Declaration.statement_id.in_(statements))).all()


def forget_candidates(session: Session, posting: str) -> None:
    """Delete the candidate terms of a posting."""
    session.execute(delete(CandidateTerm).where(CandidateTerm.posting_id == posting))


@dataclass(frozen=True)
class ReviewRow:
    """A posting that mentors may review, and where its review stands."""

    posting: Posting
    edits: int


def reviewable_postings(session: Session) -> list[ReviewRow]:
    """List the postings that mentors may review, with their statements, oldest first."""
    edits = dict(
        session.execute(
            select(PostingEdit.posting_id, func.count(PostingEdit.id)).group_by(PostingEdit.posting_id)
        ).all()
    )
    found = session.scalars(_reviewable().order_by(Posting.created_at, Posting.id).options(*_WHOLE)).all()
    return [ReviewRow(posting, edits.get(posting.id, 0)) for posting in found]


def reviewable_posting(session: Session, posting: str, *, lock: bool = False) -> Posting | None:
    """Find a posting that mentors may review, with its statements; `lock` makes others who would change it wait."""
    if lock:
        lock_posting(session, posting)
    return session.scalar(_reviewable().where(Posting.id == posting).options(*_WHOLE))


def lock_posting(session: Session, posting: str) -> None:
    """Make others who would change a posting wait until this transaction ends; SQLite writes one at a time anyway."""
    session.execute(select(Posting.id).where(Posting.id == posting).with_for_update())


def posting_ids(session: Session) -> Sequence[str]:
    """List the ids of all postings, oldest first."""
    return session.scalars(select(Posting.id).order_by(Posting.created_at, Posting.id)).all()


def whole_posting(session: Session, posting: str) -> Posting | None:
    """Find any posting with its statements: for reading it anew, never for showing it."""
    return session.scalar(select(Posting).where(Posting.id == posting).options(*_WHOLE))


def every_posting(session: Session) -> Sequence[Posting]:
    """List every posting with its statements: for reading them anew, never for showing them."""
    return session.scalars(select(Posting).order_by(Posting.created_at, Posting.id).options(*_WHOLE)).all()


def edits_of(session: Session, posting: str) -> Sequence[PostingEdit]:
    """List a posting's edits, oldest first."""
    return session.scalars(
        select(PostingEdit).where(PostingEdit.posting_id == posting).order_by(PostingEdit.number)
    ).all()


def last_edit(session: Session, posting: str) -> int:
    """Return the number of a posting's last edit, 0 without any."""
    return session.scalar(select(func.max(PostingEdit.number)).where(PostingEdit.posting_id == posting)) or 0


def blueprints_of(session: Session, posting: str) -> Sequence[Blueprint]:
    """List the versions of a posting's blueprint that mentors made, newest first."""
    return session.scalars(
        select(Blueprint).where(Blueprint.posting_id == posting).order_by(Blueprint.number.desc())
    ).all()
