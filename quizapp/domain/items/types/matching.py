"""Prompts to be matched with options, of which there are more."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import comb
from typing import Any

from quizapp.domain.items.faces import Face, Render
from quizapp.domain.items.keys import HALF_AND_FULL, AnswerError, Grade, Key, render_all
from quizapp.domain.items.kinds import ItemType, Path
from quizapp.domain.items.writing import Body, Writer, by_id


@dataclass(frozen=True)
class Prompt:
    """Something to be matched; `match` is the position of its option."""

    text: str
    match: int
    why: str


@dataclass(frozen=True)
class Matching(Body):
    """The body of a matching; an option may serve several prompts or none."""

    type = ItemType.MATCHING

    prompts: tuple[Prompt, ...]
    options: tuple[str, ...]

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield options, prompts and their reasons."""
        for i, option in enumerate(self.options):
            yield ("options", i, "text"), option
        for i, prompt in enumerate(self.prompts):
            yield ("prompts", i, "text"), prompt.text
            yield ("prompts", i, "why"), prompt.why

    def write(self, writer: Writer) -> tuple[Face, Key]:
        """Write prompts, options and what belongs together."""
        options = writer.parts("options", self.options)
        prompts = writer.parts("prompts", [prompt.text for prompt in self.prompts])
        key = MatchingKey(
            matches={part.id: options[prompt.match].id for part, prompt in zip(prompts, self.prompts, strict=True)},
            options=tuple(sorted(option.id for option in options)),
            whys=writer.whys("prompts", [prompt.why for prompt in self.prompts], prompts),
        )
        return Face(ItemType.MATCHING, parts=by_id(options), prompts=by_id(prompts)), key


@dataclass(frozen=True)
class MatchingKey(Key):
    """The key of a matching: each prompt's option, both by their ids."""

    kinds = (ItemType.MATCHING,)

    matches: Mapping[str, str]
    options: tuple[str, ...]
    whys: Mapping[str, str]

    @property
    def steps(self) -> tuple[float, ...]:
        """Half and full credit."""
        return HALF_AND_FULL

    @staticmethod
    def check(face: Face, answer: object) -> None:
        """Ask for an option of each prompt."""
        _check(answer, [prompt.id for prompt in face.prompts], [option.id for option in face.parts])

    def grade(self, answer: Any) -> Grade:
        """Return the share of prompts that are matched rightly; the others are named.

        Raises:
            AnswerError: when a prompt has no option, or one that is not the item's.
        """
        _check(answer, list(self.matches), self.options)
        wrong = tuple(prompt for prompt, option in self.matches.items() if answer[prompt] != option)
        return Grade(1.0 - len(wrong) / len(self.matches), parts=wrong)

    def right_answer(self) -> dict[str, str]:
        """Return what belongs together."""
        return dict(self.matches)

    def guesses(self) -> Mapping[float, float]:
        """Pick any option for each prompt."""
        n, p = len(self.matches), 1.0 / len(self.options)
        return {1.0 - (n - k) / n: comb(n, k) * p**k * (1.0 - p) ** (n - k) for k in range(n + 1)}

    def rendered(self, render: Render) -> "MatchingKey":
        """Return the key with each text rendered."""
        return replace(super().rendered(render), whys=render_all(self.whys, render))


def _check(answer: object, prompts: Sequence[str], options: Sequence[str]) -> None:
    if not isinstance(answer, dict) or set(answer) - set(prompts):
        raise AnswerError("Please choose a match for each.")
    for prompt in prompts:
        if not isinstance(answer.get(prompt), str) or answer[prompt] not in options:
            raise AnswerError("Please choose a match for each: this one has none yet.", prompt)
