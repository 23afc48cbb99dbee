"""The shape of a bank's files: pydantic models over plain texts, published as JSON Schema."""

from quizapp.banks.schema.fields import PlacedError
from quizapp.banks.schema.files import BankFile, CompetenciesFile, TopicFile, topic_file_schema
from quizapp.banks.schema.types import ITEM_TYPES, QUESTION_TYPES

__all__ = [
    "ITEM_TYPES", "QUESTION_TYPES", "BankFile", "CompetenciesFile", "PlacedError", "TopicFile", "topic_file_schema",
]  # fmt: skip
