"""Review a profile: a person's decisions on a posting's lines, kept as edits that outlive every new extraction."""

from quizapp.domain.review.edits import Action, Edit, check_changes
from quizapp.domain.review.lines import Choice, Line, Option, alternatives, line_of, needs_check
from quizapp.domain.review.replay import Reviewer, in_force

__all__ = [
    "Action",
    "Choice",
    "Edit",
    "Line",
    "Option",
    "Reviewer",
    "alternatives",
    "check_changes",
    "in_force",
    "line_of",
    "needs_check",
]
