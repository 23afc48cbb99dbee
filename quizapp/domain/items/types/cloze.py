"""A passage with gaps: drop-downs, and short tokens to type."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.items.faces import FIRST_GAP, Face, Gap, Part, Render
from quizapp.domain.items.keys import HALF_AND_FULL, RIGHT_OR_WRONG, AnswerError, Grade, Key, render_all
from quizapp.domain.items.kinds import ItemType, Path
from quizapp.domain.items.types.short_answer import check_word, normalised, refuse_empty
from quizapp.domain.items.writing import Body, VariantError, Writer, by_id

MARK = re.compile(r"\[\[([a-z0-9-]{1,40})\]\]")
"""How an author marks a gap in the passage; a value that is inserted makes none."""


@dataclass(frozen=True)
class Blank:
    """One gap: options with the first right one in `accepted`, or only what is accepted when it is typed."""

    name: str
    accepted: tuple[str, ...]
    why: str
    options: tuple[str, ...] = ()
    exact: bool = False


@dataclass(frozen=True)
class Cloze(Body):
    """The body of a cloze: a passage that names each gap once, as `[[name]]`."""

    type = ItemType.CLOZE

    passage: str
    blanks: tuple[Blank, ...]

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield the passage, and each gap's texts."""
        yield ("text",), self.passage
        for blank in self.blanks:
            field = "options" if blank.options else "accept"
            for i, text in enumerate(blank.options or blank.accepted):
                yield ("gaps", blank.name, field, i), text
            yield ("gaps", blank.name, "why"), blank.why

    def write(self, writer: Writer) -> tuple[Face, Key]:
        """Write the passage with its gaps marked, and what fills them."""
        written = _alike({blank.name: _gap(blank, writer) for blank in self.blanks})
        order = MARK.findall(self.passage)
        key = ClozeKey(
            gaps={written[name][0].id: written[name][1] for name in order},
            whys={written[b.name][0].id: writer.text(b.why, "gaps", b.name, "why") for b in self.blanks},
        )
        passage = "".join(self._marked(writer))
        return Face(ItemType.CLOZE, passage=passage, gaps=tuple(written[name][0] for name in order)), key

    def _marked(self, writer: Writer) -> Iterator[str]:
        """Fill what stands between the gaps, each by itself, so that no value can make a gap; and mark the gaps."""
        start = 0
        for position, match in enumerate(MARK.finditer(self.passage)):
            yield self._filled(writer, start, match.start())
            yield chr(FIRST_GAP + position)
            start = match.end()
        yield self._filled(writer, start, len(self.passage))

    def _filled(self, writer: Writer, start: int, end: int) -> str:
        try:
            text = writer.text(self.passage[start:end], "text")
        except VariantError as error:
            raise writer.error(error.what, "text", offset=start + error.offset) from None
        if any(unicodedata.category(character) == "Co" for character in text):
            raise writer.error("expected no private characters", "text", offset=start)
        return text


def _alike(written: "dict[str, tuple[Gap, FilledGap]]") -> "dict[str, tuple[Gap, FilledGap]]":
    """Give all gaps the width of the widest: a width of its own would tell how long an answer is."""
    width = max(gap.width for gap, _ in written.values())
    return {name: (replace(gap, width=width), filled) for name, (gap, filled) in written.items()}


def _gap(blank: Blank, writer: Writer) -> tuple[Gap, "FilledGap"]:
    path = ("gaps", blank.name)
    inner = writer.inside(blank.name)
    accepted = tuple(writer.text(text, *path, "accept", i) for i, text in enumerate(blank.accepted))
    if not blank.options:
        refuse_empty(writer, accepted, *path, "accept")
        width = max(4, *(len(text) for text in accepted)) + 2
        return Gap(inner.id("gap"), width=-(-width // 4) * 4), FilledGap(accepted, exact=blank.exact)
    texts = [writer.text(text, *path, "options", i) for i, text in enumerate(blank.options)]
    options = tuple(Part(inner.id(text), text) for text in texts)
    if len(set(texts)) < len(texts):
        raise writer.error(f"the same option stands twice{writer.where()}", *path, "options")
    right = tuple(option.id for option in options if option.text in accepted)
    if len(right) != 1:
        raise writer.error(f"expected one of the options to be the key{writer.where()}", *path, "options")
    return Gap(inner.id("gap"), by_id(options)), FilledGap(right, tuple(sorted(option.id for option in options)))


@dataclass(frozen=True)
class FilledGap:
    """What fills a gap: one of the options, by their ids, or texts that are accepted when there are none."""

    accepted: tuple[str, ...]
    options: tuple[str, ...] = ()
    exact: bool = False

    def takes(self, answer: str) -> bool:
        """Tell whether an answer fills the gap rightly."""
        if self.options:
            return answer in self.accepted
        form = normalised(answer, exact=self.exact)
        return any(form == normalised(text, exact=self.exact) for text in self.accepted)


@dataclass(frozen=True)
class ClozeKey(Key):
    """The key of a cloze: what fills each gap, by the gaps' ids."""

    kinds = (ItemType.CLOZE,)

    gaps: Mapping[str, FilledGap]
    whys: Mapping[str, str]

    @property
    def steps(self) -> tuple[float, ...]:
        """Half and full credit, when there is more than one gap."""
        return HALF_AND_FULL if len(self.gaps) > 1 else RIGHT_OR_WRONG

    @staticmethod
    def check(face: Face, answer: object) -> None:
        """Ask for something in each gap."""
        _check(answer, {gap.id: [option.id for option in gap.options] for gap in face.gaps})

    def grade(self, answer: Any) -> Grade:
        """Return the share of gaps that are filled rightly; the others are named.

        Raises:
            AnswerError: when a gap is missing, or what fills it is not one of its options.
        """
        _check(answer, {gap: filled.options for gap, filled in self.gaps.items()})
        wrong = tuple(gap for gap, filled in self.gaps.items() if not filled.takes(answer[gap]))
        return Grade(1.0 - len(wrong) / len(self.gaps), parts=wrong)

    def right_answer(self) -> dict[str, str]:
        """Return what fills the gaps."""
        return {gap: filled.accepted[0] for gap, filled in self.gaps.items()}

    def guesses(self) -> Mapping[float, float]:
        """Pick any option of each drop-down; nobody guesses a token."""
        ways = {0: 1.0}
        for filled in self.gaps.values():
            p = 1.0 / len(filled.options) if filled.options else 0.0
            ways = {
                count: ways.get(count, 0.0) * (1.0 - p) + ways.get(count - 1, 0.0) * p for count in range(len(ways) + 1)
            }
        return {1.0 - (len(self.gaps) - count) / len(self.gaps): share for count, share in ways.items()}

    def rendered(self, render: Render) -> "ClozeKey":
        """Return the key with each text rendered; what is compared stays as it is."""
        return replace(super().rendered(render), whys=render_all(self.whys, render))


def _check(answer: object, gaps: Mapping[str, Sequence[str]]) -> None:
    if not isinstance(answer, dict) or set(answer) - set(gaps):
        raise AnswerError("Please fill each gap.")
    for gap, options in gaps.items():
        _check_gap(answer.get(gap), options, gap)


def _check_gap(answer: object, options: Sequence[str], gap: str) -> None:
    if not options:
        check_word(answer, gap)
    elif not isinstance(answer, str) or answer not in options:
        raise AnswerError("Please fill each gap: one has nothing chosen yet.", gap)
