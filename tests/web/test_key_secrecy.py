"""Nothing that a student receives before an answer is due tells the key: not its words, its numbers, order or size."""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from scipy.stats import chisquare
from sqlalchemy import select, update
from werkzeug.test import TestResponse

from quizapp.domain.attempts import shuffled
from quizapp.domain.items.faces import Face
from quizapp.domain.items.keys import ChoiceKey, Key, NumericKey, OrderingKey, key_from_json, key_to_json
from quizapp.domain.items.model import ItemType
from quizapp.services.gateway import Database
from quizapp.storage.tables import Item, ItemVersion, Presentation, Response, Variant, VariantKey
from quizapp.web.kit.clock import now
from tests.web.checking import CheckingClient, read
from tests.web.conftest import Client
from tests.web.scene import Scene, answer_before, measured_line

SHORTEST_SECRET = 12
"""Characters of a sentence that can't stand on a page by chance."""


@dataclass(frozen=True)
class Shown:
    """A variant that is put before a student, with all that must stay hidden."""

    item: int
    version: int
    variant: int
    face: Face
    key: Key

    def secrets(self) -> set[str]:
        """Collect the key's texts, slugs and numbers that do not stand on the face anyway."""
        face = plain(str(self.face.to_json()))
        return {secret for secret in map(plain, self._texts()) if secret and secret not in face}

    def _texts(self) -> Iterator[str]:
        yield self.key.explanation
        if isinstance(self.key, NumericKey):
            for value in (self.key.value, *(mistake.value for mistake in self.key.mistakes)):
                number = f"{value:.10g}"
                if len(number.lstrip("-")) > 3:
                    yield number
            yield from (text for mistake in self.key.mistakes for text in (mistake.why, mistake.misconception))
            return
        yield from (text for text in self.key.whys.values() if len(plain(text)) >= SHORTEST_SECRET)
        if isinstance(self.key, ChoiceKey):
            yield from self.key.misconceptions.values()


def plain(text: str) -> str:
    """Return a text without tags and entities, its spaces tidied."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


def published(database: Database, *, per_item: int = 1) -> list[Shown]:
    """Read the first variants of every published item."""
    with database.transaction() as session:
        rows = session.execute(
            select(Item.id, ItemVersion.id, Variant.id, Variant.face, VariantKey.key)
            .join(ItemVersion, ItemVersion.item_id == Item.id)
            .join(Variant, Variant.version_id == ItemVersion.id)
            .join(VariantKey, VariantKey.variant_id == Variant.id)
            .where(ItemVersion.state == "published", Variant.number <= 200)
            .order_by(Variant.number, Item.id)
        ).all()
    taken: Counter[int] = Counter()
    shown = []
    for item, version, variant, face, key in rows:
        if taken[item] < per_item:
            taken[item] += 1
            shown.append(Shown(item, version, variant, Face.from_json(face), key_from_json(key)))
    return shown


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


def seen(response: TestResponse) -> str:
    """Return all that a response tells, headers first: its words, and its attributes."""
    names = " ".join(f"{name}: {value}" for name, value in response.headers if name != "Set-Cookie")
    return f"{names}\n{response.text}\n{plain(response.text)}"


def told(secrets: set[str], response: TestResponse) -> list[str]:
    """List the secrets a response tells; numbers count only where they stand by themselves."""
    everything = html.unescape(seen(response))
    found = [secret for secret in secrets if secret in everything]
    return [
        secret
        for secret in found
        if not re.fullmatch(r"[-0-9.e+]+", secret) or re.search(rf"(?<![\w.]){re.escape(secret)}(?![\w.])", everything)
    ]


def test_no_item_page_tells_anything_of_its_key(scene: Scene, client: Client, database: Database) -> None:
    student = client(scene.student)
    items = published(database, per_item=3)
    scanned, position = 0, 3
    met: set[int] = set()
    for shown in items:
        present(database, scene.open_attempt, position, shown)
        student.checks = shown.item not in met
        met.add(shown.item)
        page = student.get(f"/quizzes/{scene.open_attempt}")
        assert page.status_code == 200
        secrets = shown.secrets()
        scanned += len(secrets)
        assert told(secrets, page) == [], f"item {shown.item}, variant {shown.variant}"
        for word in ("misconception", "correct", "tolerance", "explanation"):
            if word not in plain(str(shown.face.to_json())).lower():
                assert not re.search(rf'(data-|class="[^"]*|name="|id="){word}', page.text)
    assert len(met) >= 100
    assert scanned > 4 * len(items)


def test_no_answer_to_a_save_or_to_going_on_tells_anything_of_the_key(
    scene: Scene, client: Client, database: Database
) -> None:
    student = client(scene.student)
    attempt = scene.open_attempt
    position = 3
    for shown in published(database)[::8]:
        present(database, attempt, position, shown)
        with database.transaction() as session:
            answer = answer_before(session, attempt, 1.0)
        form = form_of(shown.face, answer)
        saved = student.send(f"/quizzes/{attempt}/{position}", form)
        assert saved.status_code == 200
        assert set(saved.json or {}) == {"saved_at", "saved_iso", "revision"}
        went_on = student.send(f"/quizzes/{attempt}/{position}/next", form | {"revision": "1"})
        assert went_on.status_code == 303
        assert told(shown.secrets(), saved) == told(shown.secrets(), went_on) == []
        after = student.get(went_on.location)
        words_of_key = {secret for secret in shown.secrets() if len(secret) >= SHORTEST_SECRET}
        assert told(words_of_key, after) == []
        position += 1


def form_of(face: Face, answer: Any) -> dict[str, Any]:
    """Write an answer as the page's form would send it."""
    if face.type is ItemType.ORDERING:
        fields: dict[str, Any] = {f"place-{part}": place for place, part in enumerate(answer, 1)}
    elif face.type is ItemType.SITUATIONAL_JUDGEMENT:
        fields = {f"rate-{part}": rating for part, rating in answer.items()}
    else:
        fields = {"answer": answer}
    return {"type": face.type.value} | fields


def test_the_painted_posting_and_its_ledgers_tell_no_key_of_what_was_answered(
    scene: Scene, client: Client, database: Database
) -> None:
    secrets: set[str] = set()
    with database.transaction() as session:
        rows = session.execute(
            select(Presentation.item_id, Presentation.version_id, Variant.id, Variant.face, VariantKey.key)
            .join(Variant, Variant.id == Presentation.variant_id)
            .join(VariantKey, VariantKey.variant_id == Variant.id)
            .where(Presentation.attempt_id.in_([scene.finished_attempt, scene.open_attempt]))
        ).all()
        for item, version, variant, face, key in rows:
            secrets |= Shown(item, version, variant, Face.from_json(face), key_from_json(key)).secrets()
    words_of_keys = {secret for secret in secrets if len(secret) >= SHORTEST_SECRET}
    assert len(words_of_keys) > 20
    student, instructor = client(scene.student), client(scene.instructor)
    student.checks = False
    for posting in scene.shared:
        page = student.get(f"/postings/{posting}")
        lines = set(re.findall(r'data-line="(\d+)"', page.text))
        assert told(words_of_keys, page) == []
        for line in lines:
            assert told(words_of_keys, student.get(f"/postings/{posting}?line={line}")) == []
        theirs = f"/cohorts/{scene.cohort}/students/{scene.student.id}?posting={posting}&line={min(lines)}"
        assert told(words_of_keys, instructor.get(theirs)) == []


def test_a_ledger_says_nothing_of_answers_that_are_still_open(scene: Scene, client: Client, database: Database) -> None:
    with database.transaction() as session:
        open_stems = [
            plain(face["stem"])[:40]
            for (face,) in session.execute(
                select(Variant.face)
                .join(Presentation, Presentation.variant_id == Variant.id)
                .where(Presentation.attempt_id == scene.open_attempt)
            )
        ]
        finished = measured_line(session, scene.student.id, scene.shared[0])
    student = client(scene.student)
    student.checks = False
    page = student.get(f"/postings/{scene.shared[0]}?line={finished}")
    assert "The answers behind it" in page.text
    for line in re.findall(r'data-line="(\d+)"', page.text):
        ledger = student.get(f"/postings/{scene.shared[0]}?line={line}").text
        assert not [stem for stem in open_stems if stem in plain(ledger)]


def without_token(page: str) -> str:
    """Return a page without its token, the one part that differs each time."""
    return re.sub(r'name="csrf_token"[^>]* value="[^"]+"', "", page)


def without_time(page: str) -> str:
    """Return a page without the moment of its save."""
    return re.sub(r'<time datetime="[^"]+">[^<]+</time>', "", page)


def other_key(key: Key) -> dict[str, Any]:
    """Return a key that differs in all that a key says, for the same face."""
    data = key_to_json(key) | {"explanation": "<p>Another explanation altogether.</p>"}
    if isinstance(key, NumericKey):
        return data | {"value": key.value * 3 + 1, "mistakes": []}
    data["whys"] = dict.fromkeys(data["whys"], "<p>Another reason.</p>")
    if isinstance(key, ChoiceKey):
        right = [part for part in key.options if part not in key.correct][: len(key.correct)]
        wrong = [part for part in key.options if part not in right]
        return data | {"correct": right, "misconceptions": dict.fromkeys(wrong, "another-misconception")}
    if isinstance(key, OrderingKey):
        return data | {"order": list(reversed(key.order))}
    return data | {"ratings": {part: 6 - rating for part, rating in key.ratings.items()}}


@pytest.mark.parametrize("kind", list(ItemType))
def test_two_items_that_differ_only_in_their_key_are_the_same_page(
    scene: Scene, client: Client, database: Database, kind: ItemType
) -> None:
    student = client(scene.student)
    address = f"/quizzes/{scene.open_attempt}"
    for shown in [shown for shown in published(database) if shown.face.type is kind][:5]:
        present(database, scene.open_attempt, 3, shown)
        forget_answer(database, scene.open_attempt, 3)
        answers = []
        for key in (key_to_json(shown.key), other_key(shown.key)):
            with database.transaction() as session:
                session.execute(update(VariantKey).where(VariantKey.variant_id == shown.variant).values(key=key))
            fresh = without_token(student.get(address).text)
            form = form_of(shown.face, some_answer(shown.face))
            saved = student.send(f"{address}/3", form | {"save_key": "one"}).json or {}
            answers.append((fresh, set(saved), without_token(student.get(address).text)))
            forget_answer(database, scene.open_attempt, 3)
        assert without_time(str(answers[0])) == without_time(str(answers[1]))


def some_answer(face: Face) -> Any:
    """Make an answer that fits a face, without its key."""
    ids = [part.id for part in face.parts]
    answers: dict[ItemType, Any] = {
        ItemType.SINGLE_CHOICE: ids[:1],
        ItemType.MULTIPLE_RESPONSE: ids[:2],
        ItemType.NUMERIC: "7",
        ItemType.ORDERING: ids,
        ItemType.SITUATIONAL_JUDGEMENT: dict.fromkeys(ids, 3),
    }
    return answers[face.type]


def test_every_option_of_a_choice_is_the_same_markup_but_for_its_text_and_id(
    scene: Scene, client: Client, database: Database
) -> None:
    student = client(scene.student)
    student.checks = False
    for shown in published(database):
        if shown.face.type not in {ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE}:
            continue
        present(database, scene.open_attempt, 3, shown)
        options = options_of(student, f"/quizzes/{scene.open_attempt}")
        assert len(options) == len(shown.face.parts)
        assert len(set(options)) == 1


def options_of(student: CheckingClient, address: str) -> list[str]:
    """Return the markup of each option without its text, id and number."""
    page = student.get(address).text
    rows = re.findall(r'<label class="option">.*?</label>', page, re.S)
    bare = [re.sub(r'(?s)<span class="option__text prose">.*</span>', "", row) for row in rows]
    return [re.sub(r'value="[^"]*"|>\d</kbd>', "", row) for row in bare]


def choices(database: Database) -> list[Shown]:
    """Read the single choices whose options may be shuffled."""
    return [s for s in published(database) if s.face.type is ItemType.SINGLE_CHOICE and s.face.shuffle]


def test_the_key_stands_at_each_place_equally_often(secret: bytes, database: Database) -> None:
    places: dict[int, Counter[int]] = defaultdict(Counter)
    for shown in choices(database):
        ids = [part.id for part in shown.face.parts]
        assert isinstance(shown.key, ChoiceKey)
        for attempt in range(400):
            order = shuffled(secret, f"attempt-{attempt}", shown.item, ids)
            places[len(ids)][order.index(shown.key.correct[0])] += 1
    assert sum(sum(counts.values()) for counts in places.values()) >= 5_000
    for options, counts in places.items():
        assert chisquare([counts[place] for place in range(options)]).pvalue > 0.01, (options, counts)


def test_the_page_shows_the_options_in_just_that_order(
    scene: Scene, client: Client, database: Database, secret: bytes
) -> None:
    student = client(scene.student)
    for shown in choices(database)[:8]:
        present(database, scene.open_attempt, 3, shown)
        tree = read(student.get(f"/quizzes/{scene.open_attempt}").text)
        values = tuple(e.attrib["value"] for e in tree.iter("input") if e.get("name") == "answer")
        ids = [part.id for part in shown.face.parts]
        assert values == shuffled(secret, scene.open_attempt, shown.item, ids)
        assert values == shuffled(secret, scene.open_attempt, shown.item, ids[::-1])


def test_the_ids_of_options_do_not_tell_which_is_right(database: Database) -> None:
    ranks: dict[int, Counter[int]] = defaultdict(Counter)
    for shown in published(database):
        if isinstance(shown.key, ChoiceKey):
            ids = sorted(part.id for part in shown.face.parts)
            for part in shown.key.correct:
                ranks[len(ids)][ids.index(part)] += 1
            assert len({len(part) for part in ids}) == 1
    # The ids follow from the content, which changes with each edit: 0.001 keeps chance out of it.
    for options, counts in ranks.items():
        if sum(counts.values()) >= 5 * options:
            assert chisquare([counts[rank] for rank in range(options)]).pvalue > 0.001, (options, counts)


def test_faces_are_kept_in_an_order_that_tells_nothing(database: Database) -> None:
    for shown in published(database):
        ids = [part.id for part in shown.face.parts]
        if shown.face.shuffle:
            assert ids == sorted(ids)
