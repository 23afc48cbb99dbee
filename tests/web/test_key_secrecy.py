"""Nothing that a student receives before an answer is due tells the key: not its words, its numbers, order or size."""

import html
import re
from collections import Counter, defaultdict

from scipy.stats import chisquare
from sqlalchemy import select
from werkzeug.test import TestResponse

from quizapp.domain.attempts import alias
from quizapp.domain.items.faces import Face
from quizapp.domain.items.keys import key_from_json
from quizapp.domain.items.model import ItemType
from quizapp.domain.items.types.choice import ChoiceKey
from quizapp.services.gateway import Database
from quizapp.storage.tables import Presentation, Variant, VariantKey
from tests.web.checking import CheckingClient, read
from tests.web.conftest import Client
from tests.web.items import SHORTEST_SECRET, Shown, form_before, measuring, plain, present, published, spread
from tests.web.scene import Scene, measured_line


def seen(response: TestResponse) -> str:
    """Return all that a response tells, headers first: its words, and its attributes."""
    names = " ".join(f"{name}: {value}" for name, value in response.headers if name != "Set-Cookie")
    return f"{names}\n{response.text}\n{plain(response.text)}"


def told(secrets: set[str], response: TestResponse) -> list[str]:
    """List the secrets a response tells; numbers and single words count only where they stand by themselves."""
    everything = html.unescape(seen(response))
    found = [secret for secret in secrets if secret in everything]
    return [
        secret
        for secret in found
        if len(secret) >= SHORTEST_SECRET or re.search(rf"(?<![\w.]){re.escape(secret)}(?![\w.])", everything)
    ]


def test_no_item_page_tells_anything_of_its_key(scene: Scene, client: Client, database: Database) -> None:
    student = client(scene.student)
    items = spread(published(database), 60)
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
    assert len(met) >= 50
    assert scanned > 4 * len(items)


def test_no_answer_to_a_save_or_to_going_on_tells_anything_of_the_key(
    scene: Scene, client: Client, database: Database, secret: bytes
) -> None:
    student = client(scene.student)
    attempt = scene.open_attempt
    position = 3
    for shown in spread(measuring(database), 20):
        present(database, attempt, position, shown)
        with database.transaction() as session:
            form = form_before(session, secret, attempt, shown, 1.0)
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
            secrets |= Shown("", item, version, variant, Face.from_json(face), key_from_json(key)).secrets()
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


def test_every_option_of_a_choice_is_the_same_markup_but_for_its_text_and_id(
    scene: Scene, client: Client, database: Database
) -> None:
    student = client(scene.student)
    student.checks = False
    kinds = {ItemType.SINGLE_CHOICE, ItemType.MULTIPLE_RESPONSE}
    for shown in spread([shown for shown in published(database) if shown.face.type in kinds], 40):
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
        assert isinstance(shown.key, ChoiceKey)
        for attempt in range(400):
            names = {part.id: alias(secret, f"attempt-{attempt}", shown.item, part.id) for part in shown.face.parts}
            places[len(names)][sorted(names.values()).index(names[shown.key.correct[0]])] += 1
    assert sum(sum(counts.values()) for counts in places.values()) >= 5_000
    for options, counts in places.items():
        assert chisquare([counts[place] for place in range(options)]).pvalue > 0.01, (options, counts)


def test_the_page_shows_the_options_in_the_order_of_the_attempts_own_ids(
    scene: Scene, client: Client, database: Database, secret: bytes
) -> None:
    student = client(scene.student)
    for shown in choices(database)[:8]:
        present(database, scene.open_attempt, 3, shown)
        tree = read(student.get(f"/quizzes/{scene.open_attempt}").text)
        values = [e.attrib["value"] for e in tree.iter("input") if e.get("name") == "answer"]
        ids = [part.id for part in shown.face.parts]
        assert values == sorted(alias(secret, scene.open_attempt, shown.item, part) for part in ids)
        assert not set(values) & set(ids)


def test_the_compiled_ids_do_not_tell_which_option_is_right(database: Database) -> None:
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
        for face in (shown.face, *(member.face for member in shown.face.members)):
            for parts in (face.prompts, *(gap.options for gap in face.gaps), face.parts if face.shuffle else ()):
                ids = [part.id for part in parts]
                assert ids == sorted(ids)
