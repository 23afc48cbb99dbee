"""The item types: each module holds a type's body, its key and how it is graded."""

from quizapp.domain.items.types import (
    case,
    choice,
    cloze,
    compute,
    judgement,
    matching,
    numeric,
    ordering,
    rated,
    short_answer,
)

__all__ = [
    "case", "choice", "cloze", "compute", "judgement", "matching", "numeric", "ordering", "rated", "short_answer",
]  # fmt: skip
