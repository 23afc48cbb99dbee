"""Read a job posting's text into statements with exact spans, kinds and competencies."""

from quizapp.domain.extraction.classifier import LineClassifier
from quizapp.domain.extraction.lexicon import Lexicon
from quizapp.domain.extraction.model import (
    CLAIMS,
    REQUIREMENTS,
    AnyOf,
    Candidate,
    Evidence,
    Kind,
    Link,
    Measure,
    Profile,
    Statement,
    Strength,
)
from quizapp.domain.extraction.profile import extract_profile

__all__ = [
    "CLAIMS",
    "REQUIREMENTS",
    "AnyOf",
    "Candidate",
    "Evidence",
    "Kind",
    "Lexicon",
    "LineClassifier",
    "Link",
    "Measure",
    "Profile",
    "Statement",
    "Strength",
    "extract_profile",
]
