"""What a person may do: each permission, who holds it, and nothing that is not listed."""

from collections.abc import Iterable
from enum import StrEnum


class Role(StrEnum):
    """What a person is here for; no role implies another."""

    STUDENT = "student"
    MENTOR = "mentor"
    INSTRUCTOR = "instructor"
    ADMINISTRATOR = "administrator"


class Permission(StrEnum):
    """Something a signed-in person can be allowed to do, as `resource:action`."""

    POSTING_READ = "posting:read"
    """Read the shared postings and one's own."""
    POSTING_ADD = "posting:add"
    """Paste a posting of one's own."""
    POSTING_REVIEW = "posting:review"
    """Correct what was read of shared postings, and of those whose owner asks; sign off; change blueprints."""
    LEXICON_EDIT = "lexicon:edit"
    """Add and take back names of competencies, for all postings."""
    QUIZ_TAKE = "quiz:take"
    """Take a quiz and read one's own painted posting."""
    EVIDENCE_DECLARE = "evidence:declare"
    """Declare a fact that no quiz can measure."""
    COHORT_JOIN = "cohort:join"
    """Join a cohort by its code."""
    BANK_READ = "bank:read"
    """Read items with their keys, findings and coverage."""
    COHORT_TEACH = "cohort:teach"
    """Make cohorts, and read the heatmap and ledgers of one's own."""
    PEOPLE_READ = "people:read"
    """See who has an account and in which roles."""


_GRANTS: dict[Role, frozenset[Permission]] = {
    Role.STUDENT: frozenset(
        {
            Permission.POSTING_READ,
            Permission.POSTING_ADD,
            Permission.QUIZ_TAKE,
            Permission.EVIDENCE_DECLARE,
            Permission.COHORT_JOIN,
        }
    ),
    Role.MENTOR: frozenset(
        {
            Permission.POSTING_READ,
            Permission.POSTING_ADD,
            Permission.POSTING_REVIEW,
            Permission.LEXICON_EDIT,
            Permission.BANK_READ,
        }
    ),
    Role.INSTRUCTOR: frozenset({Permission.POSTING_READ, Permission.POSTING_ADD, Permission.COHORT_TEACH}),
    Role.ADMINISTRATOR: frozenset({Permission.POSTING_READ, Permission.PEOPLE_READ}),
}


def permissions_of(roles: Iterable[Role]) -> frozenset[Permission]:
    """Return all that these roles together allow."""
    return frozenset().union(*(_GRANTS[role] for role in roles))
