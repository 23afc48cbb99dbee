"""An item's answer form: what its template is given, and from the fields that come back to the answer they mean.

Field names are `answer`, `place-<id>`, `rate-<id>`, `match-<id>`, `gap-<id>`, `section-<name>`, `skip`, `type` and
`numeric`; those of a case's questions begin with the question's id and a dot.
"""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Response
from werkzeug.datastructures import MultiDict

from quizapp.domain.items.faces import FIRST_GAP, Data, Face, Gap, Sample
from quizapp.domain.items.grading import AnswerError, parse_number
from quizapp.domain.items.types.numeric import NUMBER_RULE
from quizapp.domain.items.types.rated import LONGEST, SECTIONS
from quizapp.domain.items.types.short_answer import EXACT_RULE, WORD_RULE

MOST_PARTS = 20
MOST_CHARACTERS = 10 * LONGEST
"""Of all fields of a form with their names."""
PREVIEWED_ROWS = 5
_SECTION_HINTS = {
    "situation": "Where and when, and what was at stake",
    "task": "What was yours to do",
    "action": "What you did, step by step",
    "result": "What came of it, with a number if there is one, and what you learned",
}


@dataclass(frozen=True)
class ChoiceView:
    """An option, a step, an action, a prompt or a criterion as the student sees it; html is already safe."""

    id: str
    html: str
    chosen: bool = False
    rating: int | None = None
    """Situational judgement: 1 to 5 as rated so far."""
    place: int | None = None
    """Ordering: 1 is first, as ordered so far."""
    match: str = ""
    """Matching: the option chosen so far."""


@dataclass(frozen=True)
class GapView:
    """A gap of a cloze."""

    id: str
    number: int
    options: tuple[ChoiceView, ...]
    text: str
    width: int


@dataclass(frozen=True)
class PassagePiece:
    """What stands between two gaps, and the gap after it; html is a piece of safe HTML, not closed by itself."""

    html: str
    gap: GapView | None


@dataclass(frozen=True)
class SectionView:
    """A section of a story."""

    name: str
    label: str
    hint: str
    text: str


@dataclass(frozen=True)
class TableView:
    """The first rows of a data set."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class DataView:
    """A data set to download, and a worked sample of it."""

    file_name: str
    url: str
    size: str
    preview: TableView | None
    more: int
    """Rows that the preview leaves out."""
    sample: TableView | None
    sample_text: str
    """The sample's file where it is no table."""
    sample_answer: str


@dataclass(frozen=True)
class AnswerForm:
    """The form of one question."""

    type: str
    prefix: str = ""
    """Before each field's name: empty but in a case."""
    choices: tuple[ChoiceView, ...] = ()
    prompts: tuple[ChoiceView, ...] = ()
    passage: tuple[PassagePiece, ...] = ()
    sections: tuple[SectionView, ...] = ()
    members: "tuple[MemberForm, ...]" = ()
    data: DataView | None = None
    text: str = ""
    """What was typed."""
    numeric: bool = False
    """Whether a number is to be typed."""
    unit: str = ""
    rule: str = ""
    """How an answer is to be typed."""
    words: int = 0
    problem: str = ""
    """A plain sentence when the answer can't be graded as it is; "" else."""
    problem_at: str = ""
    """The part it is about: the id of a prompt, gap or question, a section's name, or ""."""


@dataclass(frozen=True)
class MemberForm:
    """One question of a case."""

    id: str
    number: int
    stem_html: str
    form: AnswerForm
    skipped: bool


def answer_form(
    face: Face, answer: Any, *, data_url: str = "", prefix: str = "", problem: str = "", problem_at: str = ""
) -> AnswerForm:
    """Show the form of a face with the answer so far."""
    given = answer if isinstance(answer, dict) else {}
    return AnswerForm(
        type=face.type.value,
        prefix=prefix,
        choices=_choices(face, answer),
        prompts=tuple(ChoiceView(p.id, p.text, match=str(given.get(p.id, ""))) for p in face.prompts),
        passage=_passage(face, given),
        sections=_sections(given) if face.type.value == "story" else (),
        members=tuple(_member(face, i, given, problem, problem_at) for i in range(len(face.members))),
        data=_data(face.data, face.sample, data_url) if face.data and face.sample else None,
        text=answer if isinstance(answer, str) else "",
        numeric=_is_numeric(face),
        unit=face.unit,
        rule=_rule(face),
        words=face.words,
        problem=problem,
        problem_at=problem_at,
    )


def _is_numeric(face: Face) -> bool:
    return face.type.value in ("numeric", "compute") and face.numeric


def _rule(face: Face) -> str:
    if face.type.value not in ("numeric", "compute", "short-answer"):
        return ""
    if _is_numeric(face):
        return NUMBER_RULE
    return EXACT_RULE if face.exact else WORD_RULE


def _choices(face: Face, answer: Any) -> tuple[ChoiceView, ...]:
    parts = face.parts
    if face.type.value == "ordering" and isinstance(answer, list) and set(answer) == {part.id for part in parts}:
        parts = tuple(sorted(parts, key=lambda part: answer.index(part.id)))
    return tuple(_choice(part.id, part.text, answer, face.type.value) for part in parts)


def _choice(part: str, text: str, answer: Any, kind: str) -> ChoiceView:
    if kind == "situational-judgement":
        return ChoiceView(part, text, rating=answer.get(part) if isinstance(answer, dict) else None)
    if kind == "ordering":
        return ChoiceView(part, text, place=_place(part, answer))
    chosen = part in answer if isinstance(answer, list) else part == answer
    return ChoiceView(part, text, chosen=chosen)


def _place(part: str, answer: Any) -> int | None:
    if isinstance(answer, dict):
        return answer.get(part)
    return answer.index(part) + 1 if isinstance(answer, list) and part in answer else None


def _passage(face: Face, given: Mapping[str, Any]) -> tuple[PassagePiece, ...]:
    pieces: list[PassagePiece] = []
    rest = face.passage
    for i, gap in enumerate(face.gaps):
        before, _, rest = rest.partition(chr(FIRST_GAP + i))
        pieces.append(PassagePiece(before, _gap(gap, i + 1, given.get(gap.id, ""))))
    return (*pieces, PassagePiece(rest, None)) if face.passage else ()


def _gap(gap: Gap, number: int, answer: Any) -> GapView:
    text = answer if isinstance(answer, str) else ""
    options = tuple(ChoiceView(option.id, option.text, chosen=option.id == text) for option in gap.options)
    return GapView(gap.id, number, options, "" if options else text, gap.width)


def _sections(given: Mapping[str, Any]) -> tuple[SectionView, ...]:
    return tuple(
        SectionView(name, name.capitalize(), _SECTION_HINTS[name], str(given.get(name, ""))) for name in SECTIONS
    )


def _member(face: Face, position: int, given: Mapping[str, Any], problem: str, problem_at: str) -> MemberForm:
    member = face.members[position]
    skipped = member.id in given and given[member.id] is None
    here = problem if problem_at == member.id or problem_at in set(member.face.ids()) else ""
    form = answer_form(
        member.face, given.get(member.id), prefix=f"{member.id}.", problem=here, problem_at=problem_at if here else ""
    )
    return MemberForm(member.id, position + 1, member.face.stem, form, skipped)


def _data(data: Data, sample: Sample, url: str) -> DataView:
    table, shown = _table(data), _table(sample.data)
    return DataView(
        file_name=data.file_name,
        url=url,
        size=_size(len(data.content.encode())),
        preview=replace(table, rows=table.rows[:PREVIEWED_ROWS]) if table else None,
        more=max(0, data.rows - PREVIEWED_ROWS) if table else 0,
        sample=shown,
        sample_text="" if shown else sample.data.content,
        sample_answer=sample.answer,
    )


def _size(count: int) -> str:
    return f"{count / 1000:,.1f} kB" if count >= 1_000 else f"{count} bytes"


def _table(data: Data) -> TableView | None:
    if data.form == "csv":
        columns, *rows = csv.reader(io.StringIO(data.content))
        return TableView(tuple(columns), tuple(map(tuple, rows)))
    records = json.loads(data.content)
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records) or not records:
        return None
    cells = (tuple(json.dumps(value, ensure_ascii=False) for value in record.values()) for record in records)
    return TableView(tuple(records[0]), tuple(cells))


# ---------- from the fields to the answer ----------


@dataclass(frozen=True)
class _Fields:
    """A form's fields, or those of one question of a case."""

    form: MultiDict[str, str]
    prefix: str = ""

    def get(self, name: str) -> str:
        return self.form.get(self.prefix + name, "")

    def chosen(self) -> list[str]:
        return [value for value in self.form.getlist(self.prefix + "answer")[:MOST_PARTS] if value.strip()]

    def starting_with(self, start: str) -> dict[str, str]:
        """Return the fields whose names begin so, by what comes after; empty ones are left out."""
        whole = self.prefix + start
        names = [name for name in self.form if name.startswith(whole)][:MOST_PARTS]
        return {name.removeprefix(whole): self.form[name] for name in names if self.form[name].strip()}

    def numbers(self, start: str) -> dict[str, int]:
        fields = self.starting_with(start).items()
        return {name: int(text) for name, text in fields if text.isascii() and text.isdigit() and len(text) < 3}


def read_answer(form: MultiDict[str, str]) -> Any:
    """Read an answer as it is stored: None for "I don't know" or nothing, else a plain JSON value.

    The form names the item's type and `check_answer` proves it; a foreign form only makes an answer that is refused.
    """
    return None if form.get("skip") else _read(_Fields(form))


def _read(fields: _Fields) -> Any:
    return _READERS.get(fields.get("type"), _one)(fields)


def _one(fields: _Fields) -> str | None:
    given = fields.chosen()
    return given[0] if given else None


def _several(fields: _Fields) -> list[str] | None:
    return fields.chosen() or None


def _order(fields: _Fields) -> list[str] | dict[str, int] | None:
    """Read an order; places that make none are kept as they were given, for the page that says so."""
    places = fields.numbers("place-")
    if sorted(places.values()) == list(range(1, len(places) + 1)):
        return sorted(places, key=lambda part: places[part]) or None
    return places


def _questions(fields: _Fields) -> dict[str, Any] | None:
    answers: dict[str, Any] = {}
    for member in fields.form.getlist("member")[:MOST_PARTS]:
        inner = _Fields(fields.form, f"{member}.")
        answer = _read(inner) if inner.get("type") != "case" else None
        # Without the script a ticked "I don't know" may be left beside an answer: what was given counts.
        if answer is not None or inner.get("skip"):
            answers[member] = answer
    return answers or None


def read_points(form: MultiDict[str, str]) -> dict[str, int]:
    """Read a person's ratings of a story or a written answer, by their scales."""
    return _Fields(form).numbers("points-")


_READERS: dict[str, Callable[[_Fields], Any]] = {
    "multiple-response": _several,
    "ordering": _order,
    "situational-judgement": lambda fields: fields.numbers("rate-") or None,
    "matching": lambda fields: fields.starting_with("match-") or None,
    "cloze": lambda fields: fields.starting_with("gap-") or None,
    "story": lambda fields: fields.starting_with("section-") or None,
    "case": _questions,
}


def refuse_too_long(form: MultiDict[str, str]) -> None:
    """Refuse what is too long to be kept.

    Raises:
        AnswerError: with the part that is too long.
    """
    for name, text in form.items(multi=True):
        if len(text) > LONGEST:
            raise AnswerError(f"This is {len(text):,} characters long; at most {LONGEST:,} are kept.", _part(name))
    if (size := sum(len(name) + len(text) for name, text in form.items(multi=True))) > MOST_CHARACTERS:
        raise AnswerError(f"This answer is {size:,} characters long in all; at most {MOST_CHARACTERS:,} are kept.")


def unreadable(form: MultiDict[str, str]) -> AnswerError | None:
    """Say what is typed as a number and is none, and in which question of a case."""
    for member in ("", *form.getlist("member")[:MOST_PARTS]):
        fields = _Fields(form, f"{member}." if member else "")
        if fields.get("numeric") and (typed := fields.get("answer")).strip():
            try:
                parse_number(typed)
            except AnswerError as error:
                return AnswerError(str(error), member)
    return None


def _part(name: str) -> str:
    """Return the part a field is about: what stands after its dash, or else the question of a case."""
    question, _, field = name.rpartition(".")
    return field.partition("-")[2] or question


def send_data(data: Data) -> Response:
    """Send a data set as a file."""
    kind = {"csv": "text/csv", "json": "application/json"}[data.form]
    headers = {"Content-Disposition": f'attachment; filename="{data.file_name}"'}
    return Response(data.content, headers=headers, content_type=f"{kind}; charset=utf-8")
