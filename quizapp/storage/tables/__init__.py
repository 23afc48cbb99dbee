"""The tables, one module a noun."""

from quizapp.storage.tables.attempts import Attempt, Presentation, Response
from quizapp.storage.tables.base import Base
from quizapp.storage.tables.cohorts import Cohort, Membership
from quizapp.storage.tables.content import Bank, Competency, Item, ItemVersion, Variant, VariantKey
from quizapp.storage.tables.people import SignIn, Throttle, User, UserRole
from quizapp.storage.tables.postings import Declaration, Posting, Statement, StatementCompetency

__all__ = [
    "Attempt",
    "Bank",
    "Base",
    "Cohort",
    "Competency",
    "Declaration",
    "Item",
    "ItemVersion",
    "Membership",
    "Posting",
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
