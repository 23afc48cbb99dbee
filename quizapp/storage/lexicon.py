"""What is asked of added aliases and of terms that wait for a competency."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from quizapp.storage.tables import AddedAlias, CandidateTerm, DismissedTerm, Posting, PostingReview


@dataclass(frozen=True)
class WaitingTerm:
    """A term, the number of postings that ask for it, and one of them."""

    term: str
    postings: int
    example: str


def added_aliases(session: Session) -> Sequence[AddedAlias]:
    """List the aliases that mentors added, oldest first."""
    return session.scalars(select(AddedAlias).order_by(AddedAlias.added_at, AddedAlias.alias)).all()


def waiting_terms(session: Session, most: int) -> list[WaitingTerm]:
    """List the terms that no mentor has dismissed, those of most postings first.

    Only shared postings and those whose owner asked for a review count: others are private, to the last word.
    """
    rows = session.execute(
        select(CandidateTerm.term, func.count(CandidateTerm.posting_id.distinct()), func.min(CandidateTerm.posting_id))
        .join(Posting, Posting.id == CandidateTerm.posting_id)
        .outerjoin(PostingReview, PostingReview.posting_id == Posting.id)
        .where(or_(Posting.owner_id.is_(None), PostingReview.asked_at.is_not(None)))
        .where(CandidateTerm.term.not_in(select(DismissedTerm.term)))
        .group_by(CandidateTerm.term)
        .order_by(func.count(CandidateTerm.posting_id.distinct()).desc(), CandidateTerm.term)
        .limit(most)
    )
    return [WaitingTerm(term, postings, example) for term, postings, example in rows]
