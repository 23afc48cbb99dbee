"""What is asked of postings and declarations."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from quizapp.storage.tables import Declaration, Posting, Statement


def _readable(reader: int) -> Select[Posting]:
    return select(Posting).where(or_(Posting.owner_id.is_(None), Posting.owner_id == reader))


_WHOLE = selectinload(Posting.statements).selectinload(Statement.competencies)


def readable_postings(session: Session, reader: int) -> Sequence[Posting]:
    """List the shared postings and the reader's own, newest first, with their statements."""
    order = (Posting.owner_id.is_(None), Posting.created_at.desc(), Posting.id)
    return session.scalars(_readable(reader).order_by(*order).options(_WHOLE)).all()


def readable_posting(session: Session, posting: str, reader: int) -> Posting | None:
    """Find a posting that is shared or the reader's own, with its statements."""
    return session.scalar(_readable(reader).where(Posting.id == posting).options(_WHOLE))


def shared_postings(session: Session) -> Sequence[Posting]:
    """List the shared postings with their statements, oldest first."""
    query = select(Posting).where(Posting.owner_id.is_(None)).order_by(Posting.created_at, Posting.id)
    return session.scalars(query.options(_WHOLE)).all()


def posting_with_content(session: Session, content_hash: str, owner: int | None) -> Posting | None:
    """Find a posting of the same text that belongs to the same owner, with its statements."""
    owned = Posting.owner_id.is_(None) if owner is None else Posting.owner_id == owner
    return session.scalar(select(Posting).where(Posting.content_hash == content_hash, owned).options(_WHOLE))


def declarations(session: Session, people: Sequence[int], posting: str) -> Sequence[Declaration]:
    """List what people declared about a posting's statements."""
    return session.scalars(
        select(Declaration)
        .join(Statement, Statement.id == Declaration.statement_id)
        .where(Statement.posting_id == posting, Declaration.user_id.in_(people))
    ).all()
