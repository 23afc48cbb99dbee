"""Before an answer is due nothing tells the key of any type: no page, header or download, no id, order or sample."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from scipy.stats import chisquare
from sqlalchemy import update
from werkzeug.test import TestResponse

from quizapp.domain.attempts import alias
from quizapp.domain.items.faces import Face, in_attempt
from quizapp.domain.items.keys import key_to_json
from quizapp.domain.items.types.matching import MatchingKey
from quizapp.services.gateway import Database
from quizapp.storage.tables import ItemVersion, VariantKey
from tests.web.checking import CheckingClient, words
from tests.web.conftest import Client
from tests.web.items import Shown, controls, form_of, published, some_answer
from tests.web.test_key_secrecy import told
from tests.web.types.scene import ITEMS, MEASURED, RATED, TeaHouse
from tests.web.types.test_forms import Ask

DRAWN = re.compile(r"(?<![\w.-])(?:77[0-4]\d\d|88[0-4]\d\d|9900[12])(?![\w-])")
"""Seeds the bank draws its data sets from; tokens hold any digits."""
CSRF = re.compile(r'name="csrf_token"[^>]* value="[^"]+"')
TIME = re.compile(r'<time datetime="[^"]+">[^<]+</time>')


def everything_sent(student: CheckingClient, attempt: str, shown: Shown) -> list[TestResponse]:
    """Get all that a student can get of an item before going on from it, with a wrong and a half answer kept."""
    address, form = f"/quizzes/{attempt}", form_of(shown.face, some_answer(shown.face))
    half = {name: value for name, value in form.items() if not re.search("gap-|match-|place-|rate-|answer", name)}
    return [
        student.get(address),
        student.get(address, headers={"HX-Request": "true"}),
        student.send(f"{address}/1", form),
        student.get(address),
        student.send(f"{address}/1/next", half | {"revision": "1", "numeric": ""}),
        student.get(f"{address}?unanswered=1"),
        student.get(f"{address}/finish"),
        student.get(f"{address}/1/data"),
        student.get(f"{address}/1/data", headers={"Accept": "application/json"}),
    ]


@pytest.mark.parametrize("name", MEASURED)
def test_nothing_that_is_sent_before_an_answer_is_due_tells_the_key(
    ask: Ask, student: CheckingClient, compiled: dict[str, Shown], house: TeaHouse, name: str
) -> None:
    shown = ask(name)
    secrets = compiled[name].secrets()
    assert len(secrets) >= 2
    for response in everything_sent(student, house.attempt, shown):
        assert told(secrets, response) == [], response.request.path
        assert not [part for part in compiled[name].face.ids() if part in response.text]
        assert not DRAWN.search(response.text + str(response.headers))


@pytest.mark.parametrize("name", ITEMS)
def test_the_form_a_mentor_tries_tells_no_key_before_there_is_an_answer(
    compiled: dict[str, Shown], mentor: CheckingClient, name: str
) -> None:
    assert told(compiled[name].secrets(), mentor.get(f"/banks/brewing/{name}/try")) == []


def other_key(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return a key that differs in all that a key says, for the same face."""
    other = dict(data) | {"explanation": "<p>Another explanation altogether.</p>"}
    if "whys" in data:
        other["whys"] = dict.fromkeys(data["whys"], "<p>Another reason.</p>")
    other.pop("mistakes", None)
    return other | _OTHERWISE[data["type"]](data)


def _other_gap(gap: Mapping[str, Any]) -> dict[str, Any]:
    wrong = [option for option in gap.get("options", ()) if option not in gap["accepted"]]
    return dict(gap) | {"accepted": wrong[:1] or ["quite another word"]}


_OTHERWISE: dict[str, Callable[[Any], dict[str, Any]]] = {
    "single-choice": lambda key: {"correct": [part for part in key["options"] if part not in key["correct"]][:1]},
    "multiple-response": lambda key: {"correct": [part for part in key["options"] if part not in key["correct"]]},
    "numeric": lambda key: {"value": key["value"] * 3 + 1},
    "short-answer": lambda key: {"accepted": ["quite another word"]},
    "ordering": lambda key: {"order": key["order"][::-1]},
    "matching": lambda key: {"matches": dict.fromkeys(key["matches"], key["options"][0])},
    "cloze": lambda key: {"gaps": {name: _other_gap(gap) for name, gap in key["gaps"].items()}},
    "compute": lambda key: {"result": other_key(key["result"])},
    "case": lambda key: {"members": {name: other_key(member) for name, member in key["members"].items()}},
    "situational-judgement": lambda key: {"ratings": {name: 6 - rating for name, rating in key["ratings"].items()}},
}


@pytest.mark.parametrize("name", MEASURED)
def test_two_items_that_differ_only_in_their_key_are_sent_alike(
    ask: Ask, student: CheckingClient, database: Database, house: TeaHouse, name: str
) -> None:
    key = key_to_json(ask(name).key)
    assert other_key(key) != key
    sent = []
    for variant_key in (key_to_json(published_by_name(database)[name].key), None):
        shown = ask(name)
        replaced = variant_key or other_key(key_to_json(published_by_name(database)[name].key))
        with database.transaction() as session:
            session.execute(update(VariantKey).where(VariantKey.variant_id == shown.variant).values(key=replaced))
        pages = [response.text for response in everything_sent(student, house.attempt, shown)]
        sent.append([TIME.sub("", CSRF.sub("", re.sub(r'"saved_[a-z]+":"[^"]+"', "", page))) for page in pages])
    assert sent[0] == sent[1]


def published_by_name(database: Database) -> dict[str, Shown]:
    """Read the first variant of each item."""
    return {shown.name: shown for shown in published(database)}


@pytest.mark.parametrize("name", ["compute", "compute-a-word"])
def test_a_data_set_is_its_owners_alone(
    ask: Ask, client: Client, house: TeaHouse, compiled: dict[str, Shown], name: str
) -> None:
    shown, address = ask(name), f"/quizzes/{house.attempt}/1/data"
    data = shown.face.data
    assert data is not None
    got = client(house.student).get(address)
    assert (got.status_code, got.text) == (200, data.content)
    assert got.headers["Content-Disposition"] == f'attachment; filename="{data.file_name}"'
    assert got.mimetype == {"csv": "text/csv", "json": "application/json"}[data.form]
    assert client(house.stranger).get(address).status_code == 404
    assert client(house.mentor).get(address).status_code == 404
    assert client(None).get(address).status_code == 303
    for position in (0, 2, 999):
        assert client(house.student).get(f"/quizzes/{house.attempt}/{position}/data").status_code == 404
    assert client(house.student).get(f"/quizzes/{house.strangers_attempt}/1/data").status_code == 404
    for member in (house.student, house.stranger, None):
        refused = client(member).get(f"/banks/brewing/{name}/data")
        assert refused.status_code == (404 if member else 303)
    assert client(house.mentor).get(f"/banks/brewing/{name}/data?variant=1").text == data.content


def test_what_has_no_data_set_gives_none(
    ask: Ask, student: CheckingClient, mentor: CheckingClient, house: TeaHouse
) -> None:
    ask("numeric")
    assert student.get(f"/quizzes/{house.attempt}/1/data").status_code == 404
    assert mentor.get("/banks/brewing/numeric/data").status_code == 404
    assert mentor.get("/banks/brewing/compute/data?variant=51").status_code == 404


def test_a_worked_sample_is_never_the_variants_own_data(database: Database) -> None:
    variants = [shown for shown in published(database, per_item=50) if shown.face.data]
    assert len(variants) == 100
    for shown in variants:
        data, sample = shown.face.data, shown.face.sample
        assert data is not None and sample is not None
        assert data.content != sample.data.content
        assert shown.key.grade(sample.answer).score == 0


def ids_on(page: dict[str, list[str]], face: Face) -> set[str]:
    """Collect the ids a form names."""
    return {part for part in face.ids() if any(part in name or part in values for name, values in page.items())}


@pytest.mark.parametrize("name", ["single-choice", "multiple-response", "ordering", "matching", "cloze", "case"])
def test_no_id_stands_in_two_attempts_whoever_sits_them(ask: Ask, client: Client, house: TeaHouse, name: str) -> None:
    pages = []
    for member, attempt in (
        (house.student, house.attempt),
        (house.student, house.second_attempt),
        (house.stranger, house.strangers_attempt),
    ):
        shown = ask(name, attempt)
        text = client(member).get(f"/quizzes/{attempt}").text
        ids = set(shown.face.ids())
        assert ids <= set(re.findall(r"\b[0-9a-f]{12}\b", text))
        pages.append(ids)
    assert not pages[0] & pages[1] and not pages[0] & pages[2] and not pages[1] & pages[2]


def orders(shown: Shown, secret: bytes, attempts: int) -> list[Face]:
    """Show an item in so many attempts."""
    return [
        in_attempt(shown.face, lambda part, n=n: alias(secret, f"attempt {n}", shown.item, part))[0]  # type: ignore[misc]
        for n in range(attempts)
    ]


def test_each_place_of_a_list_is_held_by_each_part_equally_often(compiled: dict[str, Shown], secret: bytes) -> None:
    for name in ("single-choice", "multiple-response", "ordering", "matching", "case", "situational-judgement"):
        faces = orders(compiled[name], secret, 900)
        lists = [[face.parts for face in faces], [face.prompts for face in faces]]
        lists += [[face.members[n].face.parts for face in faces] for n in range(len(faces[0].members))]
        for shown in filter(lambda parts: parts[0], lists):
            first = min(part.text for part in shown[0])
            places = Counter([part.text for part in parts].index(first) for parts in shown)
            assert chisquare([places[place] for place in range(len(shown[0]))]).pvalue > 0.001, name


def test_the_options_of_a_gap_stand_in_any_order(compiled: dict[str, Shown], secret: bytes) -> None:
    gaps = [face.gaps[0].options for face in orders(compiled["cloze"], secret, 900)]
    places = Counter([option.text for option in options].index("three minutes") for options in gaps)
    assert chisquare([places[place] for place in range(3)]).pvalue > 0.001


def test_a_prompt_and_its_match_stand_beside_each_other_no_more_often_than_by_chance(
    compiled: dict[str, Shown], secret: bytes
) -> None:
    shown = compiled["matching"]
    assert isinstance(shown.key, MatchingKey)
    texts = {part.id: part.text for part in (*shown.face.parts, *shown.face.prompts)}
    pairs = [(texts[prompt], texts[option]) for prompt, option in shown.key.matches.items()]
    level = Counter(
        [part.text for part in face.prompts].index(prompt) == [part.text for part in face.parts].index(option)
        for face in orders(shown, secret, 1_200)
        for prompt, option in pairs
    )
    assert chisquare([level[True], level[False]], [3_600 / 4, 3_600 * 3 / 4]).pvalue > 0.001


def test_a_student_who_left_an_item_meets_the_same_variant_of_it_again(
    client: Client, house: TeaHouse, ask: Ask, database: Database
) -> None:
    shown = ask("compute")
    student = client(house.student)
    first = student.get(f"/quizzes/{house.attempt}/1/data").text
    left = student.send(f"/quizzes/{house.attempt}/finish")
    again = student.send("/quizzes", {"posting": left.location.rsplit("/", 1)[-1]})
    assert again.location != f"/quizzes/{house.attempt}"
    assert student.get(f"{again.location}/1/data").text == first == (shown.face.data and shown.face.data.content)
    assert not ids_on(controls(student.page(again.location)), shown.face)


def test_what_people_rate_is_never_asked(client: Client, house: TeaHouse, database: Database) -> None:
    student = client(house.stranger)
    posting = student.send(f"/quizzes/{house.strangers_attempt}/finish").location.rsplit("/", 1)[-1]
    with database.transaction() as session:
        measured = ItemVersion.type.not_in(RATED)
        session.execute(update(ItemVersion).where(measured).values(state="retired"))
    started = student.send("/quizzes", {"posting": posting})
    assert started.location == f"/postings/{posting}"
    assert "nothing left to ask" in words(student.page(started.location))
