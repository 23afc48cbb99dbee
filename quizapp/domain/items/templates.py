"""Item text with insertions, `{{expression}}` or `{{expression:form}}`; no template engine reads it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from quizapp.domain.items.expression import Expression, ExpressionError, parse
from quizapp.domain.items.values import FORMAT, EvaluationError, Value, show, size

_INSERTION = re.compile(r"\{\{(?!\{)([^{}]*)\}\}")
"""In a run of braces the innermost two are the insertion's, so that `\\sqrt{{{n}}}` works."""

MAX_SHOWN = 2_500
"""Elements of a value that is inserted."""
MAX_INSERTED = 20_000
"""Characters of one insertion."""


@dataclass(frozen=True)
class Insertion:
    """One `{{...}}`: what is inserted, how it is shown and where in the text it stands."""

    expression: Expression
    form: str
    offset: int

    def fill(self, names: Mapping[str, Value]) -> str:
        """Write the value.

        Raises:
            ExpressionError: with its offset in the whole text.
        """
        try:
            return _shown(self.expression.evaluate(names), self.form)
        except ExpressionError as error:
            raise ExpressionError(error.what, self.offset + error.offset) from None
        except EvaluationError as error:
            raise ExpressionError(str(error), self.offset) from None


def _shown(value: Value, form: str) -> str:
    if size(value) > MAX_SHOWN:
        raise EvaluationError(f"the list has more than {MAX_SHOWN:,} elements, too many to be shown")
    shown = show(value, form)
    if len(shown) > MAX_INSERTED:
        raise EvaluationError(f"what is inserted is longer than {MAX_INSERTED:,} characters")
    return shown


@dataclass(frozen=True)
class Template:
    """A text, cut at its insertions."""

    parts: tuple[str | Insertion, ...]

    @property
    def insertions(self) -> tuple[Insertion, ...]:
        """The insertions, in the order of the text."""
        return tuple(part for part in self.parts if isinstance(part, Insertion))

    @property
    def names(self) -> frozenset[str]:
        """The variables the text uses."""
        return frozenset(name for insertion in self.insertions for name in insertion.expression.names)

    def fill(self, names: Mapping[str, Value]) -> str:
        """Write the text with its values; what is inserted is never read again.

        Raises:
            ExpressionError: with its offset in the text.
        """
        return "".join(part if isinstance(part, str) else part.fill(names) for part in self.parts)


@lru_cache(maxsize=256)
def parse_template(text: str) -> Template:
    """Cut a text at its insertions.

    Raises:
        ExpressionError: with its offset in the text.
    """
    parts: list[str | Insertion] = []
    end = 0
    for match in _INSERTION.finditer(text):
        _refuse_braces(text, end, match.start())
        parts.append(text[end : match.start()])
        parts.append(_insertion(match[1], match.start(1)))
        end = match.end()
    _refuse_braces(text, end, len(text))
    parts.append(text[end:])
    return Template(tuple(part for part in parts if part != ""))


def _refuse_braces(text: str, start: int, end: int) -> None:
    found = text.find("{{", start, end)
    if found >= 0:
        raise ExpressionError("`{{` opens an insertion that is not closed; write `{ {` in TeX", found)


def _insertion(content: str, offset: int) -> Insertion:
    source, form = _split(content)
    if not FORMAT.fullmatch(form):
        raise ExpressionError(f"unknown form `{form}`: expected `.2f`, `.3g` or `,`", offset + len(source) + 1)
    try:
        return Insertion(parse(source), form, offset)
    except ExpressionError as error:
        raise ExpressionError(error.what, offset + error.offset) from None


def _split(content: str) -> tuple[str, str]:
    """Cut at the first colon outside quotes: the language itself has none."""
    quote = ""
    for i, character in enumerate(content):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif character == ":":
            return content[:i], content[i + 1 :].strip()
    return content, ""
