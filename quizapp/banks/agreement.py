"""What a proof returns for each type of item, held against the key."""

import csv
import io
import json
import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from quizapp.domain.items.faces import Data, Face, Part
from quizapp.domain.items.keys import Key
from quizapp.domain.items.model import Body, Item, ItemType
from quizapp.domain.items.types.case import Case, CaseKey
from quizapp.domain.items.types.choice import ChoiceKey
from quizapp.domain.items.types.cloze import ClozeKey
from quizapp.domain.items.types.compute import ComputeKey
from quizapp.domain.items.types.matching import MatchingKey
from quizapp.domain.items.types.numeric import NumericKey
from quizapp.domain.items.types.ordering import OrderingKey
from quizapp.domain.items.types.short_answer import WordKey

CLOSE = 1e-6
"""Relative difference up to which key and proof agree."""
ROUGH = 0.1
"""Share of the tolerance up to which they agree roughly, which is a warning."""


class DisagreementError(ValueError):
    """Key and proof differ; roughly they may agree all the same."""

    def __init__(self, what: str, *, rough: bool = False) -> None:
        super().__init__(what)
        self.rough = rough


def needs_proof(item: Item) -> bool:
    """Tell whether an item's key is computed: numbers, data sets, and families whose key is a text or an order."""
    if item.type in (ItemType.SITUATIONAL_JUDGEMENT, ItemType.STORY, ItemType.WRITTEN):
        return False
    return item.is_family or any(kind in (ItemType.NUMERIC, ItemType.COMPUTE) for kind in _kinds(item.body))


def _kinds(body: Body) -> list[ItemType]:
    questions = [question.body.kind() for question in body.questions] if isinstance(body, Case) else []
    return [body.kind(), *questions]


def delivered(data: Data) -> Any:
    """Return a data set as its file gives it: a list of records, or for json the value; numbers where they read so."""
    if data.form == "json":
        return json.loads(data.content)
    return [{name: _cell(text) for name, text in row.items()} for row in csv.DictReader(io.StringIO(data.content))]


def _cell(text: str) -> Any:
    for convert in (int, float):
        try:
            return convert(text)
        except ValueError:
            continue
    return text


def agree(item: Item, face: Face, key: Key, proved: Any) -> None:
    """Hold what a proof returned against a key.

    Raises:
        DisagreementError: saying what the key is and what the proof says.
    """
    if isinstance(key, CaseKey) and isinstance(item.body, Case):
        _agree_case(item.body, face, key, proved)
    else:
        _agree(face, key, proved)


def _agree_case(body: Case, face: Face, key: CaseKey, proved: Any) -> None:
    if not isinstance(proved, Mapping):
        raise DisagreementError(f"expected the proof to return a dict of questions, found {proved!r}")
    for question, member in zip(body.questions, face.members, strict=True):
        if question.key not in proved:
            if _is_computed(question.body):
                raise DisagreementError(f"expected the proof to answer the question `{question.key}`")
            continue
        try:
            _agree(member.face, key.members[member.id], proved[question.key])
        except DisagreementError as error:
            raise DisagreementError(f"question `{question.key}`: {error}", rough=error.rough) from None


def _is_computed(body: Body) -> bool:
    """Tell whether a question's key is a number, or varies with what is drawn."""
    varying = ("{{" in text for path, text in body.texts() if path[-1] != "why")
    return body.kind() is ItemType.NUMERIC or any(varying)


def _agree(face: Face, key: Key, proved: Any) -> None:
    compare = _COMPARE.get(type(key))
    if compare is None:
        raise DisagreementError(f"expected no proof for an item of the type {face.type.value}")
    compare(face, key, proved)


def _numbers(face: Face, key: NumericKey, proved: Any) -> None:
    try:
        number = float(proved)
    except (TypeError, ValueError):
        raise DisagreementError(f"expected the proof to return a number, found {proved!r}") from None
    if math.isfinite(number) and abs(number - key.value) <= CLOSE * max(abs(key.value), 1e-6):
        return
    rough = math.isfinite(number) and abs(number - key.value) <= ROUGH * key.tolerance.around(key.value)
    found = f"the key is {key.value:.10g}, the proof says {number:.10g}"
    if rough:
        raise DisagreementError(f"key and proof agree only within a tenth of the tolerance: {found}", rough=True)
    raise DisagreementError(f"expected key and proof to agree: {found}")


def _computed(face: Face, key: ComputeKey, proved: Any) -> None:
    _agree(face, key.result, proved)


def _words(face: Face, key: WordKey, proved: Any) -> None:
    if key.form(str(proved)) not in map(key.form, key.accepted):
        _differ(list(key.accepted), [str(proved)])


def _choices(face: Face, key: ChoiceKey, proved: Any) -> None:
    right = {_folded(part.text) for part in face.parts if part.id in key.correct}
    said = proved if isinstance(proved, list | tuple | set) else [proved]
    found = {_folded(str(text)) for text in said}
    if found != right:
        _differ(sorted(right), sorted(found))


def _orders(face: Face, key: OrderingKey, proved: Any) -> None:
    texts = _text_of(face.parts)
    right = [texts[part] for part in key.order]
    found = [_folded(str(text)) for text in proved]
    if found != right:
        _differ(right, found)


def _matches(face: Face, key: MatchingKey, proved: Any) -> None:
    prompts, options = _text_of(face.prompts), _text_of(face.parts)
    right = {prompts[prompt]: options[option] for prompt, option in key.matches.items()}
    found = {_folded(str(prompt)): _folded(str(option)) for prompt, option in dict(proved).items()}
    if found != right:
        _differ([f"{p}: {o}" for p, o in right.items()], [f"{p}: {o}" for p, o in found.items()])


def _gaps(face: Face, key: ClozeKey, proved: Any) -> None:
    found = [str(text) for text in proved]
    if len(found) != len(face.gaps):
        raise DisagreementError(f"expected the proof to fill {len(face.gaps)} gaps, found {len(found)}")
    for gap, text in zip(face.gaps, found, strict=True):
        texts = _text_of(gap.options)
        right = [texts.get(accepted, accepted) for accepted in key.gaps[gap.id].accepted]
        chosen = next((name for name, shown in texts.items() if shown == _folded(text)), text)
        if not key.gaps[gap.id].takes(chosen):
            _differ(right, [text])


_COMPARE: Mapping[type[Key], Callable[..., None]] = {
    NumericKey: _numbers,
    ComputeKey: _computed,
    WordKey: _words,
    ChoiceKey: _choices,
    OrderingKey: _orders,
    MatchingKey: _matches,
    ClozeKey: _gaps,
}


def _text_of(parts: Sequence[Part]) -> dict[str, str]:
    return {part.id: _folded(part.text) for part in parts}


def _folded(text: str) -> str:
    return " ".join(text.split())


def _differ(right: Sequence[str], found: Sequence[str]) -> None:
    listed = f"the key is {_listed(right)}, the proof says {_listed(found)}"
    raise DisagreementError(f"expected key and proof to agree: {listed}")


def _listed(texts: Sequence[str]) -> str:
    return " and ".join(repr(text) for text in texts) or "nothing"
