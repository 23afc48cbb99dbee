"""The tables, one module a noun."""

from quizapp.storage.tables.attempts import Attempt, Presentation, Response
from quizapp.storage.tables.base import Base
from quizapp.storage.tables.cohorts import Cohort, Membership
from quizapp.storage.tables.content import Bank, Competency, Item, ItemVersion, Variant, VariantKey
from quizapp.storage.tables.lexicon import AddedAlias, CandidateTerm, DismissedTerm
from quizapp.storage.tables.people import SignIn, Throttle, User, UserRole
from quizapp.storage.tables.postings import (
    Blueprint,
    Declaration,
    Posting,
    PostingEdit,
    PostingReview,
    Statement,
    StatementCompetency,
)

__all__ = [
    "AddedAlias",
    "Attempt",
    "Bank",
    "Base",
    "Blueprint",
    "CandidateTerm",
    "Cohort",
    "Competency",
    "Declaration",
    "DismissedTerm",
    "Item",
    "ItemVersion",
    "Membership",
    "Posting",
    "PostingEdit",
    "PostingReview",
    "Presentation",
    "Response",
    "SignIn",
    "Statement",
    "StatementCompetency",
    "Throttle",
    "User",
    "UserRole",
    "Variant",
    "VariantKey",
]
