"""The form of each type without any script: filled, saved, read again as it was given, gone on from."""

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from sqlalchemy import func, select

from quizapp.domain.items.faces import Face
from quizapp.domain.items.model import ItemType
from quizapp.services.gateway import Database
from quizapp.storage.tables import Presentation, Response
from tests.web.checking import CheckingClient, check_page, words
from tests.web.items import Shown, as_sent, controls, form_of, some_answer
from tests.web.types.scene import ITEMS, MEASURED, RATED, TeaHouse

Ask = Callable[..., Shown]


def kept(database: Database, attempt: str) -> Response | None:
    """Read what is stored of the first answer."""
    with database.transaction() as session:
        return session.get(Response, (attempt, 1))


def shown_so_far(database: Database, attempt: str) -> int:
    """Count the items that have been put before the student."""
    with database.transaction() as session:
        return session.scalar(select(func.count()).where(Presentation.attempt_id == attempt)) or 0


def named(tree: ET.Element, name: str) -> ET.Element:
    """Return the field of a name."""
    return next(e for e in tree.iter() if e.get("name") == name)


def problems(tree: ET.Element) -> dict[str, str]:
    """Return the problems a page tells, by the ids of where they stand."""
    told = {e.get("id", ""): words(e) for e in tree.iter() if "item__problem" in e.get("class", "").split()}
    return {place: sentence for place, sentence in told.items() if sentence}


def invalid(tree: ET.Element) -> list[str]:
    """Return the names of the fields that are marked as wrong."""
    return [e.get("name", "") for e in tree.iter() if e.get("aria-invalid") == "true"]


def described_by(tree: ET.Element, field: ET.Element) -> str:
    """Return the words that describe a field, or the group it stands in."""
    parents = {child: parent for parent in tree.iter() for child in parent}
    place: ET.Element | None = field
    told = []
    while place is not None:
        ids = place.get("aria-describedby", "").split()
        told += [words(e) for e in tree.iter() if e.get("id") in ids]
        place = parents.get(place)
    return " ".join(told)


def without(form: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return a form without a field."""
    assert name in form
    return {field: value for field, value in form.items() if field != name}


@pytest.mark.parametrize("name", MEASURED)
def test_an_answer_is_shown_again_as_it_was_given_and_gone_on_from(
    ask: Ask, student: CheckingClient, database: Database, house: TeaHouse, name: str
) -> None:
    shown, address = ask(name), f"/quizzes/{house.attempt}"
    fresh = controls(student.page(address))
    form = form_of(shown.face, shown.key.right_answer())
    assert set(fresh) <= set(form)  # nothing is answered beforehand but the type
    assert student.send(f"{address}/1", form).status_code == 200
    again = student.page(address)
    assert controls(again) == as_sent(form)
    assert problems(again) == {}
    went_on = student.send(f"{address}/1/next", form | {"revision": "1"})
    assert (went_on.status_code, went_on.location) == (303, address)
    assert words(next(student.page(address).iter("h1"))) == "Question 2"
    response = kept(database, house.attempt)
    assert response is not None and response.score is not None
    assert response.answer == shown.key.right_answer()
    assert response.score == pytest.approx(1, abs=0.1 if shown.face.type is ItemType.SITUATIONAL_JUDGEMENT else 0)


@pytest.mark.parametrize("name", MEASURED)
def test_nothing_is_answered_on_a_fresh_page_and_nothing_given_is_said_plainly(
    ask: Ask, student: CheckingClient, database: Database, house: TeaHouse, name: str
) -> None:
    shown, address = ask(name), f"/quizzes/{house.attempt}"
    fresh = controls(student.page(address))
    assert set(fresh) == set(form_of(shown.face, {} if shown.face.type is ItemType.CASE else None))
    sent = student.send(f"{address}/1/next", {name: values[0] for name, values in fresh.items()})
    assert sent.location == f"{address}?unanswered=1"
    (sentence,) = problems(student.page(sent.location)).values()
    assert "don't know" in sentence
    assert kept(database, house.attempt) is None


@pytest.mark.parametrize("name", MEASURED)
def test_not_knowing_goes_on_and_earns_nothing(
    ask: Ask, student: CheckingClient, database: Database, house: TeaHouse, name: str
) -> None:
    shown = ask(name)
    form = form_of(shown.face, shown.key.right_answer()) | {"skip": "1"}
    assert student.send(f"/quizzes/{house.attempt}/1/next", form).location == f"/quizzes/{house.attempt}"
    response = kept(database, house.attempt)
    assert response is not None and (response.answer, response.score) == (None, 0)


def gaps_of_a_form(face: Face) -> list[tuple[str, str]]:
    """List each field whose absence must be said where it stands, with where that is."""
    if face.type is ItemType.MATCHING:
        return [(f"match-{prompt.id}", "problem") for prompt in face.prompts]
    if face.type is ItemType.CLOZE:
        return [(f"gap-{gap.id}", "problem") for gap in face.gaps]
    if face.type is ItemType.CASE:
        inner = [(m.id, field) for m in face.members for field, _ in gaps_of_a_form(m.face)]
        typed = [(m.id, "answer") for m in face.members if m.face.type in (ItemType.NUMERIC, ItemType.SHORT_ANSWER)]
        return [(f"{member}.{field}", f"{member}.problem") for member, field in (*inner, *typed)]
    return []


@pytest.mark.parametrize("name", ["matching", "cloze", "case"])
def test_a_missing_part_is_said_at_its_field_and_the_rest_is_kept(
    ask: Ask, student: CheckingClient, database: Database, house: TeaHouse, name: str
) -> None:
    fields = gaps_of_a_form(ask(name).face)
    assert len(fields) >= 2
    for field, place in fields:
        shown = ask(name)
        form = without(form_of(shown.face, shown.key.right_answer()), field)
        sent = student.send(f"/quizzes/{house.attempt}/1/next", form)
        assert sent.location == f"/quizzes/{house.attempt}?unanswered=1"
        page = student.page(sent.location)
        assert list(problems(page)) == [place]
        assert invalid(page) == [field]
        assert problems(page)[place] in described_by(page, named(page, field))
        assert controls(page) == as_sent(form)
        assert shown_so_far(database, house.attempt) == 1
        response = kept(database, house.attempt)
        assert response is not None and response.score is None


@pytest.mark.parametrize("place", ["number", "choice", "order", "gaps", "word", "pairs"])
def test_a_question_of_a_case_without_an_answer_is_named_and_can_be_skipped(
    ask: Ask, student: CheckingClient, database: Database, house: TeaHouse, place: str
) -> None:
    shown = ask("case")
    position = ["number", "choice", "order", "gaps", "word", "pairs"].index(place)
    member = shown.face.members[position].id
    right = shown.key.right_answer()
    form = form_of(shown.face, {name: answer for name, answer in right.items() if name != member})
    sent = student.send(f"/quizzes/{house.attempt}/1/next", form)
    page = student.page(sent.location)
    assert problems(page) == {f"{member}.problem": f"Question {position + 1} has no answer yet."}
    assert controls(page) == as_sent(form)
    form = form_of(shown.face, right | {member: None}) | {"revision": "1"}
    assert student.send(f"/quizzes/{house.attempt}/1", form).status_code == 200
    assert f"{member}.skip" in controls(student.page(f"/quizzes/{house.attempt}"))
    assert student.send(f"/quizzes/{house.attempt}/1/next", form | {"revision": "2"}).status_code == 303
    response = kept(database, house.attempt)
    assert response is not None and response.score == pytest.approx(5 / 6)


@pytest.mark.parametrize("name", ["ordering", "case"])
@pytest.mark.parametrize("change", ["same place", "no place"])
def test_an_order_that_is_none_is_kept_as_it_was_given(
    ask: Ask, student: CheckingClient, database: Database, house: TeaHouse, name: str, change: str
) -> None:
    shown = ask(name)
    form = form_of(shown.face, shown.key.right_answer())
    first, second, *_ = sorted(field for field in form if "place-" in field)
    form = form | {first: form[second]} if change == "same place" else without(form, first)
    page = student.page(student.send(f"/quizzes/{house.attempt}/1/next", form).location)
    (sentence,) = problems(page).values()
    assert "at its place" in sentence
    assert controls(page) == as_sent(form)
    assert shown_so_far(database, house.attempt) == 1


@pytest.mark.parametrize("missing", [1, 3])
def test_actions_that_are_not_rated_are_asked_for_and_the_rest_is_kept(
    ask: Ask, student: CheckingClient, house: TeaHouse, missing: int
) -> None:
    shown = ask("situational-judgement")
    form = form_of(shown.face, dict.fromkeys([part.id for part in shown.face.parts[missing:]], 4))
    page = student.page(student.send(f"/quizzes/{house.attempt}/1/next", form).location)
    assert problems(page) == {"problem": "Please rate each action."}
    assert controls(page) == as_sent(form)


@pytest.mark.parametrize("section", ["situation", "task", "action", "result"])
@pytest.mark.parametrize("fault", ["", "word " * 21])
def test_a_section_of_a_story_that_is_empty_or_too_long_is_said_at_its_field(
    compiled: dict[str, Shown], mentor: CheckingClient, section: str, fault: str
) -> None:
    shown = compiled["story"]
    form = form_of(shown.face, some_answer(shown.face)) | {f"section-{section}": fault}
    refused = mentor.send("/banks/brewing/story/try", form)
    assert refused.status_code == 422
    page = check_page(refused.text)
    assert invalid(page) == [f"section-{section}"]
    (sentence,) = problems(page).values()
    assert sentence == f"The {section} " + ("has 21 words; at most 20 are read." if fault else "is still empty.")
    assert sentence in described_by(page, named(page, f"section-{section}"))
    assert controls(page) == {name: values for name, values in as_sent(form).items() if values != [""]}


@pytest.mark.parametrize(("typed", "sentence"), [(" ", "Please write an answer."), ("word " * 31, "at most 30")])
def test_a_written_answer_that_is_empty_or_too_long_is_said_at_its_field(
    compiled: dict[str, Shown], mentor: CheckingClient, typed: str, sentence: str
) -> None:
    if not typed.strip():
        typed, sentence = "\n", "no answer yet"
    refused = mentor.send("/banks/brewing/written/try", {"type": "written", "answer": typed})
    assert refused.status_code == 422
    page = check_page(refused.text)
    assert invalid(page) == ["answer"]
    assert sentence in problems(page)["problem"]
    if typed.strip():
        assert controls(page)["answer"] == [typed]


@pytest.mark.parametrize("name", ITEMS)
def test_trying_an_item_shows_the_same_form_and_keeps_nothing(
    compiled: dict[str, Shown], mentor: CheckingClient, database: Database, name: str
) -> None:
    shown, address = compiled[name], f"/banks/brewing/{name}/try"
    fresh = controls(mentor.page(address))
    assert set(fresh) == set(form_of(shown.face, {} if name == "case" else None))
    empty = mentor.send(address, {field: values[0] for field, values in fresh.items() if field != "member"})
    assert empty.status_code == 422
    assert "no answer yet" in problems(check_page(empty.text))["problem"]
    tried = mentor.send(address, form_of(shown.face, some_answer(shown.face)))
    assert tried.status_code == 200
    assert 'id="item-form"' not in tried.text
    with database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Response)) == 0


@pytest.mark.parametrize("name", RATED)
def test_an_answer_that_people_rate_is_rated_on_the_page_that_shows_it(
    compiled: dict[str, Shown], mentor: CheckingClient, name: str
) -> None:
    shown, address = compiled[name], f"/banks/brewing/{name}/try"
    page = check_page(mentor.send(address, form_of(shown.face, some_answer(shown.face))).text)
    form = next(e for e in page.iter("form") if e.get("class") == "rating-form")
    hidden = {e.get("name", ""): e.get("value", "") for e in form.iter("input") if e.get("type") == "hidden"}
    assert {n: v for n, v in hidden.items() if n != "csrf_token"} == form_of(shown.face, some_answer(shown.face))
    scales = {e.get("name", "") for e in form.iter("input") if e.get("type") == "radio"}
    best = dict.fromkeys(scales, "5" if name == "story" else "3")
    rated = mentor.send(address, form_of(shown.face, some_answer(shown.face)) | best)
    assert "That comes to 100% of the credit" in words(check_page(rated.text))
    incomplete = {scale: rating for scale, rating in best.items() if scale != min(scales)} | {"points-x": "1"}
    refused = mentor.send(address, form_of(shown.face, some_answer(shown.face)) | incomplete)
    assert refused.status_code == 422
    assert "give a rating from" in refused.text


@pytest.mark.parametrize("name", ITEMS)
def test_who_does_not_know_sees_the_key_and_nothing_to_rate(mentor: CheckingClient, name: str) -> None:
    skipped = mentor.send(f"/banks/brewing/{name}/try", {"type": name, "skip": "1"})
    assert skipped.status_code == 200
    page = check_page(skipped.text)
    assert "This answer not known" in words(page)
    assert not [e for e in page.iter("form") if e.get("class") == "rating-form"]
