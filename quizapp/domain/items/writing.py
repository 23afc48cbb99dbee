"""Writing one variant: texts filled, values computed, parts given ids that tell nothing."""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

from quizapp.domain.items.expression import ExpressionError, parse
from quizapp.domain.items.faces import Face, Part
from quizapp.domain.items.keys import Key
from quizapp.domain.items.kinds import ItemType, Path
from quizapp.domain.items.templates import parse_template
from quizapp.domain.items.values import Value, show


class VariantError(ValueError):
    """A variant can't be made.

    Attributes:
        what: One clause that says what is wrong.
        path: Where in the item, such as `("options", 2, "why")`.
        offset: The character in that text or expression.
    """

    def __init__(self, what: str, path: Path, offset: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self.path = path
        self.offset = offset


@dataclass(frozen=True)
class Body(ABC):
    """What a type adds to an item: options, steps, a number's tolerance."""

    type: ClassVar[ItemType]

    @abstractmethod
    def write(self, writer: "Writer") -> tuple[Face, Key]:
        """Make the face and the key of one variant; stem and explanation are filled in by the caller.

        Raises:
            VariantError: naming the field that fails.
        """

    @abstractmethod
    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield the Markdown texts, with where."""

    def formulas(self) -> Iterator[tuple[Path, str]]:
        """Yield the expressions, with where."""
        yield from ()

    def misconceptions(self) -> Iterator[tuple[Path, str]]:
        """Yield the misconceptions that are named, with where."""
        yield from ()

    def kind(self) -> ItemType:
        """Return the item's type; a body that serves two types says which."""
        return self.type


class UnfitDrawError(ValueError):
    """A draw makes no variant, as if `require` excluded it."""


class Question(Protocol):
    """What an item and a question of a case have in common."""

    @property
    def stem(self) -> str:
        """What is asked."""

    @property
    def explanation(self) -> str:
        """What the review teaches."""

    @property
    def body(self) -> Body:
        """What its type adds."""


def evaluate(source: str, names: Mapping[str, Value], path: Path) -> Value:
    """Compute an expression of an item.

    Raises:
        VariantError: naming the field.
    """
    try:
        return parse(source).evaluate(names)
    except ExpressionError as error:
        raise VariantError(error.what, path, error.offset) from None


@dataclass(frozen=True)
class Writer:
    """Writes the face and the key of one variant.

    Attributes:
        key: The item's, from which ids are made.
        names: The values of its variables and of `let`.
        drawn: The variables alone, for messages.
        at: Where in the item's file the writer stands: a case's questions are deeper.
        let: Named expressions, for a worked sample that computes them anew.
    """

    key: str
    names: Mapping[str, Value]
    drawn: Mapping[str, Value]
    at: Path = ()
    let: Mapping[str, str] | None = None

    def question(self, question: Question) -> tuple[Face, Key]:
        """Write a whole question."""
        face, key = question.body.write(self)
        face = replace(face, stem=self.text(question.stem, "stem"))
        return face, replace(key, explanation=self.text(question.explanation, "explanation"))

    def inside(self, key: str, *path: str | int) -> "Writer":
        """Return a writer for a question of a case."""
        return replace(self, key=f"{self.key}\0{key}", at=(*self.at, *path))

    def text(self, text: str, *path: str | int) -> str:
        """Fill a text's insertions."""
        try:
            return parse_template(text).fill(self.names)
        except ExpressionError as error:
            raise self.error(error.what, *path, offset=error.offset) from None

    def value(self, source: str, *path: str | int) -> Value:
        """Compute an expression."""
        return evaluate(source, self.names, (*self.at, *path))

    def number(self, source: str, *path: str | int) -> float:
        """Compute an expression that gives a number."""
        value = self.value(source, *path)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error("expected a number", *path)
        return float(value)

    def word(self, source: str, *path: str | int) -> str:
        """Compute an expression that gives a text or a number, as it is shown."""
        value = self.value(source, *path)
        if isinstance(value, bool | tuple):
            raise self.error("expected a text or a number", *path)
        return show(value)

    def parts(self, field: str, texts: Sequence[str]) -> tuple[Part, ...]:
        """Give each text an id made from what a student sees anyway."""
        filled = [self.text(text, field, i, "text") for i, text in enumerate(texts)]
        for i, text in enumerate(filled):
            if text.strip() in (other.strip() for other in filled[:i]):
                raise self.error(f"the same text stands twice: {text.strip()!r}{self.where()}", field, i, "text")
        return tuple(Part(self.id(text), text) for text in filled)

    def whys(self, field: str, whys: Sequence[str], parts: Sequence[Part]) -> dict[str, str]:
        """Fill the reasons, by the ids of their parts."""
        texts = [self.text(why, field, i, "why") for i, why in enumerate(whys)]
        return {part.id: text for part, text in zip(parts, texts, strict=True)}

    def id(self, text: str) -> str:
        """Make an id of a text."""
        return hashlib.sha256(f"{self.key}\0{text}".encode()).hexdigest()[:10]

    def where(self) -> str:
        """Say for which draw."""
        return f" for {shown(self.drawn)}" if self.drawn else ""

    def error(self, what: str, *path: str | int, offset: int = 0) -> VariantError:
        """Make an error at a field."""
        return VariantError(what, (*self.at, *path), offset)


def by_id(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Put parts in the order of their ids, which tells nothing."""
    return tuple(sorted(parts, key=lambda part: part.id))


def shown(variables: Mapping[str, Value]) -> str:
    """Write the values of variables for a message."""
    return ", ".join(f"{name} = {value}" for name, value in variables.items())
