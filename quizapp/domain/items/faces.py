"""The face of a variant: all that a student may see before an answer is due."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.items.model import ItemType


@dataclass(frozen=True)
class Part:
    """An option, a step or an action; its id says nothing beyond its text."""

    id: str
    text: str


@dataclass(frozen=True)
class Face:
    """What a student may see.

    Texts are Markdown when the variant is drawn and HTML once it is compiled.

    Attributes:
        type: It decides the answer's form.
        stem: The question.
        parts: Options, steps or actions; none for a numeric item.
        unit: Words beside the field of a numeric item.
        shuffle: Whether the parts may be shown in another order.
    """

    type: ItemType
    stem: str
    parts: tuple[Part, ...] = ()
    unit: str = ""
    shuffle: bool = True

    def rendered(self, render: Callable[[str, str], str]) -> "Face":
        """Return the face with each text rendered; `render` gets the text and where it stands."""
        parts = tuple(replace(part, text=render(part.text, "parts")) for part in self.parts)
        return replace(self, stem=render(self.stem, "stem"), parts=parts)

    def to_json(self) -> dict[str, Any]:
        """Return the face as plain JSON."""
        return {
            "type": self.type.value,
            "stem": self.stem,
            "parts": [{"id": part.id, "text": part.text} for part in self.parts],
            "unit": self.unit,
            "shuffle": self.shuffle,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Face":
        """Make a face from what `to_json` returned."""
        parts = tuple(Part(part["id"], part["text"]) for part in data["parts"])
        return cls(ItemType(data["type"]), data["stem"], parts, data["unit"], data["shuffle"])
