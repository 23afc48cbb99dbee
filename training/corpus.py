"""Read the written postings and SkillSpan: what the line classifier is trained on and checked with."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Any

from quizapp.domain.extraction import Kind

ROOT = Path(__file__).resolve().parents[1]
WRITTEN = ROOT / "training" / "postings"
SKILLSPAN = ROOT.parent / "shared" / "postings" / "skillspan"

_SEPARATOR = " | "
_BULLETS = frozenset("•-*–")
_JOINS = {"\\n": "\n", "\\n\\n": "\n\n", "+": " ", "++": ""}
_PLACEHOLDER = re.compile(r"<[A-Z_]+>")


class CorpusError(ValueError):
    """Say which line of which file cannot be read, and why."""


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one statement as written: acceptable kinds, best first, what joins it to the text before, and its links.

    `core` and `weak` hold groups of competency keys; any key of a group will do.
    """

    kinds: tuple[Kind, ...]
    join: str
    text: str
    core: tuple[tuple[str, ...], ...] = ()
    weak: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Gold:
    """Hold one statement of a posting: `text[start:end]` has one of `kinds`, best first."""

    start: int
    end: int
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class WrittenPosting:
    """Hold one posting written for this project."""

    name: str
    rows: tuple[Row, ...]

    def render(self) -> tuple[str, tuple[Gold, ...]]:
        """Return the text and its statements, their indices into the text."""
        text, gold = "", []
        for row in self.rows:
            text += _joined(row.join, first=not text)
            gold.append(Gold(len(text), len(text) + len(row.text), row.kinds))
            text += row.text
        return text + "\n", tuple(gold)

    def profile(self) -> dict[str, Any]:
        """Return the statements in the form of the hand-made profiles that `benchmarks/extraction.py` reads."""
        text, gold = self.render()
        statements = [
            {
                "start": wanted.start,
                "end": wanted.end,
                "text": text[wanted.start : wanted.end],
                "kinds": [kind.value for kind in wanted.kinds],
                "core": [list(group) for group in row.core],
                "weak": [list(group) for group in row.weak],
            }
            for wanted, row in zip(gold, self.rows, strict=True)
        ]
        return {"file": self.name, "source": "written for this project", "statements": statements}

    def without_bullets(self) -> "WrittenPosting":
        """Return the posting as a page shows it whose bullets were lost: a line each, nothing before it."""
        rows = tuple(replace(row, join="\\n") if _is_bullet(row.join) else row for row in self.rows)
        return WrittenPosting(f"{self.name} without bullets", rows)

    def without_headings(self) -> "WrittenPosting":
        """Return the posting without its headings; what stood below one begins a new line."""
        rows: list[Row] = []
        dropped = False
        for row in self.rows:
            if row.kinds[0] is Kind.heading:
                dropped = True
                continue
            rows.append(replace(row, join="\\n") if dropped and not _is_bullet(row.join) else row)
            dropped = False
        return WrittenPosting(f"{self.name} without headings", tuple(rows))

    def without_breaks(self) -> "WrittenPosting":
        """Return the posting with a blank where a line broke, except around its headings."""
        rows: list[Row] = []
        for row in self.rows:
            beside = row.kinds[0] is Kind.heading or not rows or rows[-1].kinds[0] is Kind.heading
            rows.append(row if beside or row.join == "++" else replace(row, join="+"))
        return WrittenPosting(f"{self.name} without line breaks", tuple(rows))


def _joined(join: str, *, first: bool) -> str:
    if _is_bullet(join):
        return f"{'' if first else chr(10)}{join} "
    return "" if first else _JOINS[join]


def _is_bullet(join: str) -> bool:
    return join in _BULLETS or join.rstrip(".)").isdecimal()


def parse_posting(name: str, source: str) -> WrittenPosting:
    """Read a written posting: `# key: value` lines, then `kind | join | text | links`, a statement a line.

    Raises:
        CorpusError: naming file and line.
    """
    rows = []
    for number, line in enumerate(source.splitlines(), start=1):
        if not line.strip() or (not rows and line.startswith("#")):
            continue
        try:
            rows.append(_parse_row(line))
        except ValueError as error:
            raise CorpusError(f"{name}, line {number}: {error}") from None
    if not rows:
        raise CorpusError(f"{name}: there is no statement in it")
    return WrittenPosting(name, tuple(rows))


def _parse_row(line: str) -> Row:
    line = line.rstrip()
    fields = f"{line} ".split(_SEPARATOR) if line.endswith(" |") else line.split(_SEPARATOR)
    if len(fields) != 4:
        raise ValueError(f"a statement has four fields parted by “ | ”, not {len(fields)}")
    names, join, text, links = (field.strip() for field in fields)
    if join not in _JOINS and not _is_bullet(join):
        raise ValueError(f"nobody knows the join “{join}”")
    if not text:
        raise ValueError("the text is empty")
    groups = [group.strip() for group in links.split(",") if group.strip()]
    core = tuple(_keys(group) for group in groups if not group.startswith("~"))
    weak = tuple(_keys(group.replace("~", "")) for group in groups if group.startswith("~"))
    return Row(tuple(Kind(name) for name in names.split("/")), join, text, core, weak)


def _keys(group: str) -> tuple[str, ...]:
    return tuple(key.strip() for key in group.split("|"))


def read_written(part: str) -> list[WrittenPosting]:
    """Return the postings of `part`, "learn" or "check", by name; [] where there are none."""
    return [parse_posting(path.stem, path.read_text("utf-8")) for path in sorted((WRITTEN / part).glob("*.txt"))]


@dataclass(frozen=True, slots=True)
class LabelledLines:
    """Hold one posting of SkillSpan: its lines, and for each whether a skill or a knowledge is marked in it."""

    name: str
    lines: tuple[str, ...]
    asks: tuple[bool, ...]


def read_skillspan(part: str) -> list[LabelledLines]:
    """Return the postings of `part`, "train", "dev" or "test", in order; [] where ../shared is absent.

    Source: M. Zhang, K. N. Jensen, S. D. Sonniks, B. Plank, "SkillSpan: Hard and Soft Skill Extraction from English Job
    Postings", NAACL 2022; CC BY 4.0. Names, places and organisations are replaced there; here they become "X".
    """
    path = SKILLSPAN / f"{part}.json"
    if not path.is_file():
        return []
    rows = map(json.loads, path.read_text("utf-8").splitlines())
    return [
        _labelled(f"{source} {index}", group)
        for (source, index), group in groupby(rows, key=lambda row: (row["source"], row["idx"]))
    ]


def _labelled(name: str, rows: Iterable[dict[str, Any]]) -> LabelledLines:
    pairs = [
        (_detokenised(row["tokens"]), any(tag != "O" for tag in row["tags_skill"] + row["tags_knowledge"]))
        for row in rows
    ]
    return LabelledLines(name, tuple(line for line, _ in pairs), tuple(asks for _, asks in pairs))


def _detokenised(tokens: Iterable[str]) -> str:
    text = _PLACEHOLDER.sub("X", " ".join(tokens))
    return re.sub(r" ([.,;:!?)])", r"\1", text).replace("( ", "(").strip() or "X"


def lines_text(lines: Iterable[str]) -> tuple[str, Iterator[tuple[int, int]]]:
    """Return lines as one text, and the spans where they stand in it."""
    lines = tuple(lines)
    ends, at = [], 0
    for line in lines:
        ends.append((at, at + len(line)))
        at += len(line) + 1
    return "\n".join(lines) + "\n", iter(ends)
