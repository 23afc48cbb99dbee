"""What nobody should send: numbers that are none, megabytes, ids of elsewhere; a clear message, never marks."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.domain.items.faces import Face
from quizapp.domain.items.model import ItemType
from quizapp.services.gateway import Database
from tests.web.checking import CheckingClient, check_page
from tests.web.items import Shown, as_sent, controls, form_of
from tests.web.types.scene import ITEMS, MEASURED, TeaHouse
from tests.web.types.test_forms import Ask, invalid, kept, problems, shown_so_far

NO_NUMBERS = ["NaN", "1e400", "1_000", "\uff14\uff12", "1,234", "inf", "0x1f", "\u0664\u0662", "4 2", "--4", "4e"]
NO_WORDS = ["x" * 201, "\u0007", "\ue000", "\U000f0000"]
CHOSEN = [name for name in MEASURED if name not in ("numeric", "short-answer", "compute", "compute-a-word")]
TYPED = (ItemType.NUMERIC, ItemType.SHORT_ANSWER, ItemType.COMPUTE)


def typed_fields(face: Face, prefix: str = "") -> Iterator[tuple[str, bool]]:
    """Yield the fields one types into, and whether a number is asked for there."""
    if face.type in TYPED:
        yield f"{prefix}answer", face.type is ItemType.NUMERIC or (face.type is ItemType.COMPUTE and face.numeric)
    yield from ((f"{prefix}gap-{gap.id}", False) for gap in face.gaps if not gap.options)
    for member in face.members:
        yield from typed_fields(member.face, f"{member.id}.")


def chosen_fields(face: Face, form: dict[str, Any]) -> list[str]:
    """List the fields in which one chooses."""
    typed = {field for field, _ in typed_fields(face)}
    return [field for field in form if re.search(r"answer$|(match|gap|place|rate)-", field) and field not in typed]


def refused(student: CheckingClient, database: Database, house: TeaHouse, form: dict[str, Any]) -> str:
    """Go on with an answer that can't be used; returns the sentence, with which it stands on the page as it was."""
    sent = student.send(f"/quizzes/{house.attempt}/1/next", form)
    assert (sent.status_code, sent.location) == (303, f"/quizzes/{house.attempt}?unanswered=1")
    assert shown_so_far(database, house.attempt) == 1
    response = kept(database, house.attempt)
    assert response is None or response.score is None
    page = student.page(sent.location)
    (sentence,) = problems(page).values()
    assert re.fullmatch(r"[A-Z1][^\n]*\.|Write [^\n]*", sentence), sentence
    assert not re.search(r"Error|Traceback|could not|None|[0-9a-f]{10}", sentence)
    typed = {field: values for field, values in controls(page).items() if field in dict(typed_fields_of(page, form))}
    assert typed == {field: [value] for field, value in typed_fields_of(page, form)}
    return sentence


def typed_fields_of(page: Any, form: dict[str, Any]) -> list[tuple[str, str]]:
    """List what a form holds for the text fields of a page."""
    names = {e.get("name") for e in page.iter("input") if "data-typed" in e.attrib}
    return [(field, value) for field, value in form.items() if field in names and value]


@pytest.mark.parametrize("name", ["numeric", "compute", "case"])
@pytest.mark.parametrize("typed", NO_NUMBERS)
def test_what_is_no_number_is_said_at_its_field_when_saving_and_when_going_on(
    ask: Ask, student: CheckingClient, database: Database, house: TeaHouse, name: str, typed: str
) -> None:
    shown = ask(name)
    (field,) = [field for field, number in typed_fields(shown.face) if number]
    form = form_of(shown.face, shown.key.right_answer()) | {field: typed}
    unsaved = student.send(f"/quizzes/{house.attempt}/1", form)
    assert unsaved.status_code == 422
    assert typed in str(kept(database, house.attempt).answer), "what stood there before must not count at Finish"
    sentence = refused(student, database, house, form | {"revision": "1"})
    part = field.partition(".")[0] if "." in field else ""
    assert unsaved.json == {"problem": sentence, "part": part, "revision": 1}
    page = student.page(f"/quizzes/{house.attempt}?unanswered=1")
    assert invalid(page) == [field]
    assert list(problems(page)) == [f"{part}.problem" if part else "problem"]


@pytest.mark.parametrize("name", ["short-answer", "compute-a-word", "cloze", "case"])
@pytest.mark.parametrize("typed", NO_WORDS, ids=lambda typed: typed[:3].encode("unicode_escape").decode())
def test_what_is_no_word_is_said_at_its_field(
    ask: Ask, student: CheckingClient, database: Database, house: TeaHouse, name: str, typed: str
) -> None:
    shown = ask(name)
    fields = [field for field, number in typed_fields(shown.face) if not number]
    assert fields
    for field in fields:
        shown = ask(name)
        form = form_of(shown.face, shown.key.right_answer()) | {field: typed}
        if typed.isprintable() or ord(typed[0]) > 31:
            refused(student, database, house, form)
        else:
            # A control character can't stand in a page; all else is kept.
            sent = student.send(f"/quizzes/{house.attempt}/1/next", form)
            assert (sent.status_code, shown_so_far(database, house.attempt)) == (303, 1)


@pytest.mark.parametrize("name", ["short-answer", "compute-a-word", "cloze", "case"])
def test_a_word_may_look_like_anything_and_is_never_read_as_a_number(
    ask: Ask, student: CheckingClient, database: Database, house: TeaHouse, name: str
) -> None:
    for typed in ("NaN", "1e400", "1_000", "\uff14\uff12", "None", "null", "[]", "true"):
        shown = ask(name)
        field = next(field for field, number in typed_fields(shown.face) if not number)
        form = form_of(shown.face, shown.key.right_answer()) | {field: typed}
        assert student.send(f"/quizzes/{house.attempt}/1/next", form).location == f"/quizzes/{house.attempt}"
        response = kept(database, house.attempt)
        assert response is not None and response.score is not None and response.score < 1
        assert typed in json.dumps(response.answer, ensure_ascii=False)


@pytest.mark.parametrize("name", MEASURED)
def test_a_megabyte_of_text_is_refused_at_its_field_and_stands_there_still(
    ask: Ask, student: CheckingClient, database: Database, house: TeaHouse, name: str
) -> None:
    shown = ask(name)
    form = form_of(shown.face, shown.key.right_answer())
    fields = [field for field, _ in typed_fields(shown.face)] or chosen_fields(shown.face, form)[:1]
    for field in fields:
        long = form | {field: "a megabyte " * 100_000}
        for way in ("", "/next"):
            sent = student.send(f"/quizzes/{house.attempt}/1{way}", long)
            assert sent.status_code == 422
            assert "1,100,000 characters long; at most 20,000 are kept" in sent.text
        page = check_page(sent.text)
        if field in dict(typed_fields(shown.face)):
            assert invalid(page) == [field]
            assert controls(page) == as_sent(long)
        assert kept(database, house.attempt) is None
        assert shown_so_far(database, house.attempt) == 1


@pytest.mark.parametrize("name", ["story", "written"])
def test_a_megabyte_of_writing_is_refused_at_its_field_and_stands_there_still(
    compiled: dict[str, Shown], mentor: CheckingClient, name: str
) -> None:
    field = "section-action" if name == "story" else "answer"
    form = {"type": name, field: "a megabyte " * 100_000}
    sent = mentor.send(f"/banks/brewing/{name}/try", form)
    assert sent.status_code == 422
    page = check_page(sent.text)
    assert invalid(page) == [field]
    assert controls(page) == as_sent(form)


@pytest.mark.parametrize("fields", [{"match-" + "x" * 300_000: "1"}, {f"match-{n}": "y" * 19_000 for n in range(15)}])
def test_many_or_endless_fields_are_refused_and_nothing_is_kept(
    ask: Ask, student: CheckingClient, database: Database, house: TeaHouse, fields: dict[str, str]
) -> None:
    ask("matching")
    for way in ("", "/next"):
        sent = student.send(f"/quizzes/{house.attempt}/1{way}", {"type": "matching"} | fields)
        assert sent.status_code == 422
        assert "characters long in all; at most 200,000 are kept" in sent.text
    assert kept(database, house.attempt) is None


@pytest.mark.parametrize("name", CHOSEN)
def test_ids_of_elsewhere_choose_nothing(
    ask: Ask, student: CheckingClient, compiled: dict[str, Shown], database: Database, house: TeaHouse, secret: bytes,
    name: str,
) -> None:  # fmt: skip
    shown = ask(name)
    right = form_of(shown.face, shown.key.right_answer())
    other = compiled["multiple-response" if name == "single-choice" else "single-choice"]
    foreign = [
        other.to(secret, house.attempt).face.parts[0].id,
        next(iter(compiled[name].face.ids())),
        *[str(v) for v in range(2)],
        "constructor",
        "../..",
    ]
    for field in chosen_fields(shown.face, right):
        for value in foreign:
            if field.rpartition(".")[2].startswith("place-") and value in "01":
                continue  # a place, if not the right one
            if field.startswith("rate-") and value == "1":
                continue
            ask(name)
            refused(student, database, house, right | {field: value})


@pytest.mark.parametrize("name", CHOSEN)
def test_what_was_chosen_in_another_attempt_earns_nothing_in_this_one(
    ask: Ask, student: CheckingClient, compiled: dict[str, Shown], database: Database, house: TeaHouse, secret: bytes,
    name: str,
) -> None:  # fmt: skip
    others = [compiled[name].to(secret, there) for there in (house.second_attempt, house.strangers_attempt)]
    for theirs in (*others, compiled[name]):
        ask(name)
        refused(student, database, house, form_of(theirs.face, theirs.key.right_answer()))


@pytest.mark.parametrize("name", MEASURED)
def test_the_form_of_another_type_is_refused(
    ask: Ask, student: CheckingClient, compiled: dict[str, Shown], database: Database, house: TeaHouse, secret: bytes,
    name: str,
) -> None:  # fmt: skip
    texts = {"numeric", "short-answer", "compute", "compute-a-word"}
    for other in MEASURED:
        if other == name or {name, other} <= texts:
            continue
        ask(name)
        theirs = compiled[other].to(secret, house.attempt)
        form = form_of(theirs.face, theirs.key.right_answer())
        sent = student.send(f"/quizzes/{house.attempt}/1/next", form)
        assert (sent.status_code, shown_so_far(database, house.attempt)) in ((303, 1), (303, 2))
        response = kept(database, house.attempt)
        assert response is None or not response.score
        if shown_so_far(database, house.attempt) == 2:  # an id is a word like any other, where words are asked for
            assert name in ("short-answer", "compute-a-word") and other == "single-choice"


NAMES = ("answer", "place-", "rate-", "match-", "gap-", "section-", "points-", "member", "skip", "numeric", "type")


@given(data=st.data())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_form_at_all_breaks_a_page(
    data: st.DataObject, ask: Ask, student: CheckingClient, mentor: CheckingClient, house: TeaHouse
) -> None:
    name = data.draw(st.sampled_from(ITEMS))
    shown = ask(name)
    ids = st.sampled_from([*shown.face.ids(), "situation", "level", "x", ""])
    kinds = st.sampled_from([*(kind.value for kind in ItemType), "x", ""])
    prefix = st.one_of(st.just(""), ids.map(lambda part: f"{part}."))
    field = st.tuples(prefix, st.sampled_from(NAMES), ids | st.just("")).map("".join)
    texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
    value = st.one_of(ids, kinds, st.integers(-2, 12).map(str), texts)
    form = data.draw(st.dictionaries(field, st.lists(value, min_size=1, max_size=3), max_size=8))
    form |= {"type": [data.draw(kinds)], "member": data.draw(st.lists(ids, max_size=4))}
    student.checks = mentor.checks = False
    for sender, address in (
        (student, f"/quizzes/{house.attempt}/1"),
        (student, f"/quizzes/{house.attempt}/1/next"),
        (mentor, f"/banks/brewing/{name}/try"),
    ):
        status = sender.send(address, form).status_code
        assert status in {200, 303, 409, 422}, (address, form)
    assert student.get(f"/quizzes/{house.attempt}?unanswered=1").status_code == 200
