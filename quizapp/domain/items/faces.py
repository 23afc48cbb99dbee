"""The face of a variant: all that a student may see before an answer is due."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.items.kinds import ItemType
from quizapp.domain.items.records import fields_to_plain, from_plain

Render = Callable[[str, str], str]
"""Turns a text into HTML; the second argument says where it stands."""
FIRST_GAP = 0xE000
"""A passage's gaps stand as private characters from here on, in their order; no author's text may hold one."""


@dataclass(frozen=True)
class Part:
    """An option, a step or an action; its id says nothing beyond its text."""

    id: str
    text: str


@dataclass(frozen=True)
class Gap:
    """A gap in a passage: a drop-down of options, or a short token to type when there are none.

    Attributes:
        width: Characters the field has room for.
    """

    id: str
    options: tuple[Part, ...] = ()
    width: int = 12


@dataclass(frozen=True)
class Data:
    """A data set to download.

    Attributes:
        name: Of the file, without its ending.
        form: csv or json.
        content: The file's text.
        rows: Records in it.
    """

    name: str
    form: str
    content: str
    rows: int

    @property
    def file_name(self) -> str:
        """The name a download gets."""
        return f"{self.name}.{self.form}"


@dataclass(frozen=True)
class Sample:
    """A small data set of the same kind with its answer."""

    data: Data
    answer: str


@dataclass(frozen=True)
class Face:
    """What a student may see.

    Texts are Markdown when the variant is drawn and HTML once it is compiled.

    Attributes:
        type: It decides the answer's form.
        stem: The question; of a case, its scenario.
        parts: Options, steps, actions, or a rubric's criteria.
        unit: Words beside the field of a number.
        shuffle: Whether the parts may be shown in another order.
        prompts: What is to be matched with the parts.
        passage: A cloze's text, its gaps marked by characters from `FIRST_GAP` on.
        gaps: The gaps, in the order of the passage.
        data: A data set to compute on.
        sample: A worked example of it.
        numeric: Whether a number is asked for where a type allows both.
        exact: Whether capitals matter in what is typed.
        words: The most words an answer may have.
        members: The questions of a case.
    """

    type: ItemType
    stem: str = ""
    parts: tuple[Part, ...] = ()
    unit: str = ""
    shuffle: bool = True
    prompts: tuple[Part, ...] = ()
    passage: str = ""
    gaps: tuple[Gap, ...] = ()
    data: Data | None = None
    sample: Sample | None = None
    numeric: bool = True
    exact: bool = False
    words: int = 0
    members: "tuple[Member, ...]" = ()

    def ids(self) -> Iterator[str]:
        """Yield every id by which an answer can name something."""
        yield from (part.id for part in (*self.parts, *self.prompts))
        for gap in self.gaps:
            yield gap.id
            yield from (option.id for option in gap.options)
        for member in self.members:
            yield member.id
            yield from member.face.ids()

    def rendered(self, render: Render) -> "Face":
        """Return the face with each text rendered; `render` gets the text and where it stands."""

        def parts(of: tuple[Part, ...], where: str = "parts") -> tuple[Part, ...]:
            return tuple(replace(part, text=render(part.text, where)) for part in of)

        return replace(
            self,
            stem=render(self.stem, "stem"),
            parts=parts(self.parts),
            prompts=parts(self.prompts, "prompts"),
            passage=render(self.passage, "passage") if self.passage else "",
            members=tuple(replace(member, face=member.face.rendered(render)) for member in self.members),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the face as plain JSON."""
        return fields_to_plain(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Face":
        """Make a face from what `to_json` returned."""
        return from_plain(cls, data)


@dataclass(frozen=True)
class Member:
    """One question of a case."""

    id: str
    face: Face


def renamed(data: Any, names: Mapping[str, str]) -> Any:
    """Return plain JSON with each id replaced by another, wherever it stands as a key or as a whole text.

    Ids are digests, so no other text equals one.
    """
    if isinstance(data, str):
        return names.get(data, data)
    if isinstance(data, Mapping):
        return {names.get(key, key): renamed(value, names) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [renamed(element, names) for element in data]
    return data


def in_attempt(face: Face, alias: Callable[[str], str]) -> "tuple[Face, dict[str, str]]":
    """Return a face whose ids, and the order of what may be shuffled, are an attempt's own; and the ids' new names.

    Args:
        face: As it was compiled.
        alias: Returns a short text for an id that nobody can foresee, in no order.
    """
    names = {name: alias(name) for name in face.ids()}
    return _shuffled(Face.from_json(renamed(face.to_json(), names))), names


def _shuffled(face: Face) -> Face:
    """Put the parts in the order of their ids, where their order says nothing."""

    def by_id(parts: tuple[Part, ...]) -> tuple[Part, ...]:
        return tuple(sorted(parts, key=lambda part: part.id))

    return replace(
        face,
        parts=by_id(face.parts) if face.shuffle else face.parts,
        prompts=by_id(face.prompts),
        gaps=tuple(replace(gap, options=by_id(gap.options)) for gap in face.gaps),
        members=tuple(replace(member, face=_shuffled(member.face)) for member in face.members),
    )
