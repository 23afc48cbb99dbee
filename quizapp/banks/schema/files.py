"""The files of a bank: topics, the bank itself, the taxonomy."""

from typing import Annotated, Any

from pydantic import Field

from quizapp.banks.schema.fields import Key, Model, Text
from quizapp.banks.schema.types import ItemModel


class TopicFile(Model):
    """One topic's items."""

    topic: Key
    items: Annotated[list[ItemModel], Field(min_length=1)]


class BankFile(Model):
    """What a bank says of itself."""

    competency: Key
    title: Text
    summary: Text


class TopicEntry(Model):
    """A topic of a competency."""

    key: Key
    name: Text


class CompetencyEntry(Model):
    """A competency with its topics and what comes first."""

    key: Key
    name: Text
    prerequisites: list[Key] = Field(default_factory=list)
    topics: Annotated[list[TopicEntry], Field(min_length=1)]


class CompetenciesFile(Model):
    """The taxonomy."""

    competencies: Annotated[list[CompetencyEntry], Field(min_length=1)]


def topic_file_schema() -> dict[str, Any]:
    """Return the JSON Schema of a topic file, for editors that complete and check as one writes."""
    schema = TopicFile.model_json_schema(by_alias=True)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
