"""The project's own aliases, read once."""

from pathlib import Path

import pytest
import yaml

from quizapp.domain.extraction import Lexicon

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def aliases() -> dict[str, list[str | dict[str, str]]]:
    text = (ROOT / "question_banks" / "aliases.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - BaseLoader builds strings, lists and mappings only


@pytest.fixture(scope="session")
def lexicon(aliases: dict[str, list[str | dict[str, str]]]) -> Lexicon:
    return Lexicon.from_aliases(aliases)
