"""What an answer comes to: every reason, the key and what was answered are there, and nothing typed becomes markup."""

import itertools
import random
import re
from collections.abc import Mapping
from typing import Any

import pytest

from quizapp.domain.items.faces import Face
from quizapp.domain.items.keys import Key, key_to_json
from quizapp.domain.items.model import ItemType
from quizapp.domain.items.types.rated import SECTIONS
from quizapp.services.imitation import imitate
from tests.web.checking import CheckingClient, check_page, words
from tests.web.items import Shown, controls, form_of, plain, some_answer
from tests.web.test_escaping import IDS, PAYLOADS, skeleton
from tests.web.types.scene import ITEMS, MEASURED, RATED
from tests.web.types.test_bad_input import typed_fields

REASONS = ("why", "whys", "explanation", "misconception", "misconceptions", "levels", "criteria", "text")


def reasons(data: Any, field: str = "") -> set[str]:
    """Collect all that a key says to somebody who has answered."""
    if isinstance(data, Mapping):
        # Reasons and rubrics are mapped by ids, which stand for the field they are in.
        inner = {n: field if field in ("whys", "misconceptions", "criteria") else n for n in data}
        return {text for name, value in data.items() for text in reasons(value, inner[name])}
    if isinstance(data, list):
        return {text for value in data for text in reasons(value, field)}
    return {plain(data)} if isinstance(data, str) and field in REASONS else set()


def review(mentor: CheckingClient, name: str, answer: Any, face: Face) -> str:
    """Try an answer and return the words of its review."""
    tried = mentor.send(f"/banks/brewing/{name}/try", form_of(face, answer))
    assert tried.status_code == 200
    return words(next(e for e in check_page(tried.text).iter("main")))


@pytest.mark.parametrize("reach", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("name", MEASURED)
def test_every_reason_and_the_key_stand_beside_an_answer(
    compiled: dict[str, Shown], mentor: CheckingClient, name: str, reach: float
) -> None:
    shown = compiled[name]
    answer = imitate(shown.face, shown.key, reach, random.Random(1))  # noqa: S311 - an imagined answer
    told = review(mentor, name, answer, shown.face)
    said = reasons(key_to_json(shown.key))
    assert len(said) >= 1
    assert {text for text in said if text and text not in told} == set()
    grade = shown.key.grade(answer)
    outcome = "right" if grade.score == 1 else "wrong" if grade.score == 0 else "partly right"
    assert f"This answer {outcome}" in told
    if outcome == "partly right":
        assert f"({100 * grade.score:.0f} % of the credit)" in told


@pytest.mark.parametrize("name", RATED)
def test_what_each_rating_means_stands_beside_what_was_written(
    compiled: dict[str, Shown], mentor: CheckingClient, name: str
) -> None:
    shown = compiled[name]
    told = review(mentor, name, some_answer(shown.face), shown.face)
    assert {text for text in reasons(key_to_json(shown.key)) if text not in told} == set()
    assert "This answer to be rated" in told
    assert ("It was so." if name == "story" else "It is so.") in told


@pytest.mark.parametrize("name", [name for name in MEASURED if name != "case"])
def test_what_was_answered_is_marked_where_it_stands(
    compiled: dict[str, Shown], mentor: CheckingClient, name: str
) -> None:
    shown = compiled[name]
    answer = imitate(shown.face, shown.key, 0.0, random.Random(1))  # noqa: S311 - an imagined answer
    told = review(mentor, name, answer, shown.face)
    if shown.face.type in (ItemType.NUMERIC, ItemType.SHORT_ANSWER, ItemType.COMPUTE):
        assert f"wrong: {answer}" in told
    else:
        given = {"ordering": "you put it at", "situational-judgement": "you said", "cloze": "you answered"}
        given |= {"matching": "you chose another"}
        assert given.get(name, "your answer") in told


def right_words(face: Face, key: Key) -> set[str]:
    """Collect what an item's review must call right."""
    answer = key.right_answer()
    if isinstance(answer, str) and not face.parts:
        return {answer if face.type is not ItemType.NUMERIC and not face.numeric else f"{float(answer):.6g}"}
    return {part.text for part in face.parts if part.id in answer}


@pytest.mark.parametrize("name", MEASURED)
def test_the_key_itself_stands_in_the_review(compiled: dict[str, Shown], mentor: CheckingClient, name: str) -> None:
    shown = compiled[name]
    told = review(mentor, name, some_answer(shown.face), shown.face)
    faces = [(shown.face, shown.key)]
    if shown.face.type is ItemType.CASE:
        faces = [(member.face, shown.key.members[member.id]) for member in shown.face.members]  # type: ignore[attr-defined]
    for face, key in faces:
        assert {plain(text) for text in right_words(face, key) if plain(text) not in told} == set()


@pytest.mark.parametrize("payload", PAYLOADS, ids=IDS)
def test_what_was_typed_is_shown_as_it_was_typed_and_never_becomes_markup(
    compiled: dict[str, Shown], mentor: CheckingClient, payload: str
) -> None:
    for name in ("short-answer", "compute-a-word", "cloze", "case", "story", "written"):
        shown = compiled[name]
        answer = form_of(shown.face, some_answer(shown.face))
        fields = [field for field, number in typed_fields(shown.face) if not number]
        fields += [f"section-{section}" for section in SECTIONS if name == "story"]
        fields += ["answer"] if name == "written" else []
        trees = []
        for typed in ("harmless", payload):
            tried = mentor.send(f"/banks/brewing/{name}/try", answer | dict.fromkeys(fields, typed))
            assert tried.status_code == 200, (name, typed)
            tree = check_page(tried.text)
            assert words(tree).count(" ".join(typed.split())) >= len(fields)
            trees.append(skeleton(tree))
        assert trees[0] == trees[1]


@pytest.mark.parametrize("payload", PAYLOADS, ids=IDS)
def test_what_was_typed_and_refused_stands_in_its_field_as_it_was_typed(
    compiled: dict[str, Shown], mentor: CheckingClient, payload: str
) -> None:
    for name, kind in itertools.product(("numeric", "cloze", "case", "story", "written"), ("harmless", payload)):
        form = form_of(compiled[name].face, some_answer(compiled[name].face))
        fields = [field for field in form if re.search(r"answer$|gap-|section-", field)]
        free = [f for f in fields if f in {field for field, _ in typed_fields(compiled[name].face)} or name in RATED]
        long = " word" * 160 if name in RATED else " " + "x" * 200
        refused = mentor.send(f"/banks/brewing/{name}/try", form | dict.fromkeys(free, kind + long))
        assert refused.status_code == 422
        kept = controls(check_page(refused.text))
        assert {field: kept[field] for field in free} == {field: [kind + long] for field in free}


def test_an_authors_own_signs_stay_signs(mentor: CheckingClient) -> None:
    page = mentor.get("/banks/brewing/cloze/try").text
    assert "a &lt;day&gt; &amp; a night</option>" in page
    assert "<day>" not in page


@pytest.mark.parametrize("name", ITEMS)
def test_the_item_page_shows_a_variant_with_its_key_and_leads_to_trying_it(mentor: CheckingClient, name: str) -> None:
    page = mentor.page(f"/banks/brewing/{name}")
    ways = {a.get("href", "") for a in page.iter("a")}
    assert f"/banks/brewing/{name}/try?variant=1" in ways
    assert "This answer" not in words(page)
