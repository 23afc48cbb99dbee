"""Stories and written answers: texts that people rate on what the item says of each level."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.items.faces import Face, Part, Render
from quizapp.domain.items.keys import AnswerError, Grade, Key, render_all
from quizapp.domain.items.kinds import ItemType, Path
from quizapp.domain.items.types.short_answer import refuse_hidden
from quizapp.domain.items.writing import Body, Writer

SECTIONS = ("situation", "task", "action", "result")
"""Of a story, in their order."""
LEVELS = 5
"""Behaviourally anchored levels of a story, 1 the lowest."""
POINTS = 3
"""The most points of a criterion."""
MOST_WORDS = 150
"""Of a written answer, and of a story's section."""
LONGEST = 20_000
"""Characters of a text that is kept."""


class RatedByPeopleError(TypeError):
    """No program grades this answer."""


@dataclass(frozen=True)
class RatedKey(Key):
    """The key of an answer that people rate."""

    def grade(self, answer: Any) -> Grade:
        """Refuse: people rate it.

        Raises:
            RatedByPeopleError: always.
        """
        raise RatedByPeopleError("people rate this answer")

    def right_answer(self) -> Any:
        """Refuse: there is none.

        Raises:
            RatedByPeopleError: always.
        """
        raise RatedByPeopleError("no answer is the right one")

    @abstractmethod
    def rate(self, ratings: Mapping[str, int]) -> Grade:
        """Turn a person's ratings into a grade.

        Raises:
            AnswerError: when a rating is missing or outside its range.
        """

    @abstractmethod
    def scales(self) -> Mapping[str, Mapping[int, str]]:
        """Return what is rated, with what each rating means, lowest first."""


@dataclass(frozen=True)
class Story(Body):
    """The body of a story prompt: what each of the five levels looks like, lowest first."""

    type = ItemType.STORY

    levels: tuple[str, ...]
    words: int = MOST_WORDS

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield the levels."""
        for i, level in enumerate(self.levels):
            yield ("levels", i), level

    def write(self, writer: Writer) -> tuple[Face, Key]:
        """Write the levels; a story's sections are always the same four."""
        levels = tuple(writer.text(text, "levels", i) for i, text in enumerate(self.levels))
        return Face(ItemType.STORY, words=self.words, shuffle=False), StoryKey(levels)


@dataclass(frozen=True)
class StoryKey(RatedKey):
    """What each level of a story looks like."""

    kinds = (ItemType.STORY,)

    levels: tuple[str, ...]

    @staticmethod
    def check(face: Face, answer: object) -> None:
        """Ask for a text in each section, none beyond its words."""
        if not isinstance(answer, dict) or set(answer) - set(SECTIONS):
            raise AnswerError("Please write each part of the story.")
        for section in SECTIONS:
            _check_text(answer.get(section), face.words, section)

    def rate(self, ratings: Mapping[str, int]) -> Grade:
        """Return 0 for the lowest level and 1 for the highest, evenly between."""
        level = _rating(ratings, "level", 1, LEVELS)
        return Grade((level - 1) / (LEVELS - 1))

    def scales(self) -> Mapping[str, Mapping[int, str]]:
        """Return the one scale of five levels."""
        return {"level": dict(enumerate(self.levels, 1))}

    def rendered(self, render: Render) -> "StoryKey":
        """Return the key with each text rendered."""
        return replace(super().rendered(render), levels=tuple(render(level, "levels") for level in self.levels))


@dataclass(frozen=True)
class Criterion:
    """One row of a rubric: a name, and what 0, 1, 2 and 3 points look like."""

    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Written(Body):
    """The body of a written task: an analytic rubric."""

    type = ItemType.WRITTEN

    criteria: tuple[Criterion, ...]
    words: int = MOST_WORDS

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield the criteria and what their points look like."""
        for i, criterion in enumerate(self.criteria):
            yield ("criteria", i, "name"), criterion.name
            for j, level in enumerate(criterion.levels):
                yield ("criteria", i, "levels", j), level

    def write(self, writer: Writer) -> tuple[Face, Key]:
        """Write the rubric: its criteria are shown before, their levels after."""
        names = [writer.text(criterion.name, "criteria", i, "name") for i, criterion in enumerate(self.criteria)]
        for i, name in enumerate(names):
            if name in names[:i]:
                raise writer.error(f"expected each criterion once{writer.where()}", "criteria", i, "name")
        parts = tuple(Part(writer.id(name), name) for name in names)
        levels = {
            part.id: tuple(writer.text(level, "criteria", i, "levels", j) for j, level in enumerate(criterion.levels))
            for i, (part, criterion) in enumerate(zip(parts, self.criteria, strict=True))
        }
        return Face(ItemType.WRITTEN, parts=parts, words=self.words, shuffle=False), WrittenKey(levels)


@dataclass(frozen=True)
class WrittenKey(RatedKey):
    """What the points of each criterion look like, by the criteria's ids."""

    kinds = (ItemType.WRITTEN,)

    criteria: Mapping[str, tuple[str, ...]]

    @staticmethod
    def check(face: Face, answer: object) -> None:
        """Ask for a text within its words."""
        _check_text(answer, face.words, "")

    def rate(self, ratings: Mapping[str, int]) -> Grade:
        """Return the share of all points; criteria below their most are named."""
        points = {name: _rating(ratings, name, 0, POINTS) for name in self.criteria}
        below = tuple(name for name, given in points.items() if given < POINTS)
        return Grade(sum(points.values()) / (POINTS * len(points)), parts=below)

    def scales(self) -> Mapping[str, Mapping[int, str]]:
        """Return a scale of four points for each criterion."""
        return {name: dict(enumerate(levels)) for name, levels in self.criteria.items()}

    def rendered(self, render: Render) -> "WrittenKey":
        """Return the key with each text rendered."""
        criteria = {
            name: tuple(render_all({str(i): text for i, text in enumerate(levels)}, render).values())
            for name, levels in self.criteria.items()
        }
        return replace(super().rendered(render), criteria=criteria)


def word_count(text: str) -> int:
    """Count the words of a text: what stands between spaces and holds a letter or a digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def _check_text(answer: object, words: int, part: str) -> None:
    about = f"The {part}" if part else "The answer"
    if not isinstance(answer, str) or not answer.strip():
        raise AnswerError(f"{about} is still empty." if part else "Please write an answer.", part)
    if len(answer) > LONGEST:
        raise AnswerError(f"{about} has {len(answer):,} characters; at most {LONGEST:,} are kept.", part)
    if (count := word_count(answer)) > words:
        raise AnswerError(f"{about} has {count} words; at most {words} are read.", part)
    refuse_hidden(answer, about, part)


def _rating(ratings: Mapping[str, int], name: str, lowest: int, highest: int) -> int:
    given = ratings.get(name)
    if isinstance(given, bool) or not isinstance(given, int) or not lowest <= given <= highest:
        raise AnswerError(f"Please give a rating from {lowest} to {highest}.", name)
    return given


def sections_of(answer: Mapping[str, str] | None) -> Sequence[tuple[str, str]]:
    """Return a story's sections with what was written in each so far."""
    return [(section, (answer or {}).get(section, "")) for section in SECTIONS]
