"""Mark what a posting says twice."""

import re
from collections.abc import Iterable
from dataclasses import replace

from quizapp.domain.extraction.model import Kind, Statement

_WORD = re.compile(r"\w+")
_LEAST = 4  # letters; anything shorter is no repetition worth a word


def mark_repeats(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return the statements, each that says what an earlier one said with the beginning of that one.

    Capitals, spaces and punctuation don't count. A title said again in other words repeats the title.
    """
    first: dict[str, int] = {}
    title: int | None = None
    marked: list[Statement] = []
    for statement in statements:
        said = " ".join(_WORD.findall(statement.text.casefold()))
        repeats = first.get(said) if len(said) >= _LEAST else None
        if statement.kind is Kind.title:
            repeats = repeats if repeats is not None else title
            title = statement.start if title is None else title
        first.setdefault(said, statement.start)
        marked.append(replace(statement, repeats=repeats) if repeats is not None else statement)
    return tuple(marked)
