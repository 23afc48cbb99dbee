"""Items as web tests meet them: variants with what must stay hidden, put before students and answered by forms."""

import html
import random
import re
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from sqlalchemy import select

from quizapp.domain.attempts import alias
from quizapp.domain.items.faces import Face, in_attempt, renamed
from quizapp.domain.items.keys import Key, key_from_json, key_to_json
from quizapp.domain.items.model import RATED_BY_PEOPLE, ItemType
from quizapp.domain.items.types.rated import SECTIONS
from quizapp.services.gateway import Database, Session
from quizapp.services.imitation import imitate
from quizapp.storage import attempts, content
from quizapp.storage.tables import Item, ItemVersion, Presentation, Response, Variant, VariantKey
from quizapp.web.kit.clock import now

T = TypeVar("T")
SHORTEST_SECRET = 12
"""Characters of a sentence that can't stand on a page by chance."""
SHORTEST_WORD = 4
"""Characters of a word or a number that says something where it stands by itself."""


@dataclass(frozen=True)
class Shown:
    """A variant that is put before a student, with all that must stay hidden."""

    name: str
    item: int
    version: int
    variant: int
    face: Face
    key: Key

    def to(self, secret: bytes, attempt: str) -> "Shown":
        """Return it with the ids it has in an attempt, its parts in the order they are shown in."""
        face, names = in_attempt(self.face, lambda part: alias(secret, attempt, self.item, part))
        return replace(self, face=face, key=key_from_json(renamed(key_to_json(self.key), names)))

    def secrets(self) -> set[str]:
        """Collect the key's texts, slugs and numbers that do not stand on the face anyway."""
        face = plain(str(self.face.to_json()))
        ids = set(self.face.ids())
        return {secret for secret in map(plain, _told_by(key_to_json(self.key))) if secret not in face} - ids - {""}


def _told_by(data: Any, field: str = "") -> Iterator[str]:
    """Yield all that a key says, but for what only names a type or a part."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            yield from _told_by(value, name)
    elif isinstance(data, list):
        for value in data:
            yield from _told_by(value, field)
    elif isinstance(data, str) and field not in ("type", "kind") and len(data) >= SHORTEST_WORD:
        yield data
    elif field == "value" and len(f"{data:.10g}".lstrip("-")) >= SHORTEST_WORD:
        yield f"{data:.10g}"


def plain(text: str) -> str:
    """Return a text without tags and entities, its spaces tidied."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def published(database: Database, *, per_item: int = 1) -> list[Shown]:
    """Read the first variants of every published item."""
    with database.transaction() as session:
        rows = session.execute(
            select(Item.key, Item.id, ItemVersion.id, Variant.id, Variant.face, VariantKey.key)
            .join(ItemVersion, ItemVersion.item_id == Item.id)
            .join(Variant, Variant.version_id == ItemVersion.id)
            .join(VariantKey, VariantKey.variant_id == Variant.id)
            .where(ItemVersion.state == "published", Variant.number <= 200)
            .order_by(Variant.number, Item.id)
        ).all()
    taken: Counter[int] = Counter()
    shown = []
    for name, item, version, variant, face, key in rows:
        if taken[item] < per_item:
            taken[item] += 1
            shown.append(Shown(name, item, version, variant, Face.from_json(face), key_from_json(key)))
    return shown


def spread(items: Sequence[T], most: int) -> Sequence[T]:
    """Take at most about so many, evenly from all: the banks grow, the suite's time should not."""
    return items[:: max(1, len(items) // most)]


def measuring(database: Database) -> list[Shown]:
    """Read the first variant of every published item that no people rate."""
    return [shown for shown in published(database) if shown.face.type not in RATED_BY_PEOPLE]


def present(database: Database, attempt: str, position: int, shown: Shown) -> None:
    """Put a variant before the student whose attempt it is."""
    with database.transaction() as session:
        session.merge(
            Presentation(
                attempt_id=attempt, position=position, item_id=shown.item, version_id=shown.version,
                variant_id=shown.variant, presented_at=now(),
            )
        )  # fmt: skip


def forget_answer(database: Database, attempt: str, position: int) -> None:
    """Take back what was answered at a position."""
    with database.transaction() as session:
        kept = session.get(Response, (attempt, position))
        if kept is not None:
            session.delete(kept)


def answer_before(session: Session, secret: bytes, attempt: str, reach: float, seed: int = 1) -> Any:
    """Make an answer to the item that lies before the student: right when `reach` is 1, wrong when it is 0."""
    row = attempts.last_presentation(session, attempt)
    assert row is not None
    face, key = Face.from_json(row[1]), key_from_json(content.variant_key(session, row[0].variant_id))
    answer = imitate(face, key, reach, random.Random(seed))  # noqa: S311 - an imagined answer
    return renamed(answer, {part: alias(secret, attempt, row[0].item_id, part) for part in face.ids()})


def form_before(session: Session, secret: bytes, attempt: str, shown: Shown, reach: float) -> dict[str, Any]:
    """Make the form of an answer to the item that lies before the student."""
    return form_of(shown.to(secret, attempt).face, answer_before(session, secret, attempt, reach))


def form_of(face: Face, answer: Any, prefix: str = "") -> dict[str, Any]:
    """Write an answer as the page's form would send it; None is an answer not given."""
    form: dict[str, Any] = {f"{prefix}type": face.type.value}
    if face.type in (ItemType.NUMERIC, ItemType.COMPUTE) and face.numeric:
        form[f"{prefix}numeric"] = "1"
    if face.type is ItemType.CASE:
        form["member"] = [member.id for member in face.members]
        for member in face.members:
            form |= _member_form(member.id, member.face, answer)
    elif answer is not None:
        form |= {f"{prefix}{name}": value for name, value in _fields(face.type, answer).items()}
    return form


def _member_form(name: str, face: Face, answer: Mapping[str, Any]) -> dict[str, Any]:
    form = form_of(face, answer.get(name), f"{name}.")
    return form | {f"{name}.skip": "1"} if name in answer and answer[name] is None else form


def _fields(kind: ItemType, answer: Any) -> dict[str, Any]:
    if kind is ItemType.ORDERING:
        return {f"place-{part}": str(place) for place, part in enumerate(answer, 1)}
    starts = {
        ItemType.SITUATIONAL_JUDGEMENT: "rate",
        ItemType.MATCHING: "match",
        ItemType.CLOZE: "gap",
        ItemType.STORY: "section",
    }
    if kind in starts:
        return {f"{starts[kind]}-{part}": str(value) for part, value in answer.items()}
    return {"answer": answer}


def some_answer(face: Face) -> Any:
    """Make an answer that fits a face, without its key."""
    ids = [part.id for part in face.parts]
    answers: dict[ItemType, Any] = {
        ItemType.SINGLE_CHOICE: ids and ids[0],
        ItemType.MULTIPLE_RESPONSE: ids[:2],
        ItemType.NUMERIC: "7",
        ItemType.SHORT_ANSWER: "some word",
        ItemType.ORDERING: ids,
        ItemType.MATCHING: {prompt.id: ids[0] for prompt in face.prompts},
        ItemType.CLOZE: {gap.id: gap.options[0].id if gap.options else "some word" for gap in face.gaps},
        ItemType.COMPUTE: "7",
        ItemType.CASE: {member.id: some_answer(member.face) for member in face.members},
        ItemType.SITUATIONAL_JUDGEMENT: dict.fromkeys(ids, 3),
        ItemType.STORY: dict.fromkeys(SECTIONS, "It was so."),
        ItemType.WRITTEN: "It is so.",
    }
    return answers[face.type]


def controls(tree: ET.Element) -> dict[str, list[str]]:
    """Return what the item form on a page would send, by the fields' names; what is empty is left out."""
    form = next(e for e in tree.iter("form") if e.get("id") == "item-form")
    values: dict[str, list[str]] = defaultdict(list)
    for element in form.iter():
        values[element.get("name", "")] += filter(None, _values(element))
    own = {"", "csrf_token", "revision", "seconds"}
    return {name: sorted(given) for name, given in values.items() if given and name not in own}


def _values(element: ET.Element) -> list[str]:
    if element.tag == "textarea":
        return [element.text or ""]
    if element.tag == "select":
        return [option.get("value", "") for option in element.iter("option") if "selected" in option.attrib]
    sends = element.tag == "input" and (element.get("type") not in ("radio", "checkbox") or "checked" in element.attrib)
    return [element.get("value", "")] if sends else []


def as_sent(form: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return a form as `controls` reads it off a page."""
    return {name: sorted(value if isinstance(value, list) else [str(value)]) for name, value in form.items()}
