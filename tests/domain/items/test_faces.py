"""Faces in an attempt: names and an order of its own, wherever a part stands."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

import pytest

from quizapp.domain.items.faces import Face, Part, in_attempt, renamed
from quizapp.domain.items.grading import check_answer, grade
from quizapp.domain.items.keys import key_from_json, key_to_json
from quizapp.domain.items.model import Body, Item, ItemType
from quizapp.domain.items.types.choice import Choice
from quizapp.domain.items.variants import draw_variants

from .conftest import BODIES, MATCHING, ORDERING, case_of, options, variant_of


def alias_of(secret: str) -> Callable[[str], str]:
    return lambda name: hashlib.sha256(f"{secret} {name}".encode()).hexdigest()[:8]


def test_every_id_gets_another_name_wherever_it_stands(item: Item) -> None:
    face = draw_variants(item, "seed", 1)[0].face
    shown, names = in_attempt(face, alias_of("secret"))
    ids = set(face.ids())
    assert set(names) == ids
    assert set(shown.ids()) == set(names.values())
    assert len(set(names.values())) == len(ids)
    written = json.dumps(shown.to_json())
    assert not [name for name in ids if name in written]


def test_nothing_but_names_and_order_changes(item: Item) -> None:
    def texts(data: Any) -> list[str]:
        """All texts of a face that are no id, in any order."""
        if isinstance(data, dict):
            return sorted(text for key, value in data.items() if key != "id" for text in texts(value))
        if isinstance(data, list):
            return sorted(text for value in data for text in texts(value))
        return [repr(data)]

    face = draw_variants(item, "seed", 1)[0].face
    shown, _ = in_attempt(face, alias_of("secret"))
    assert texts(shown.to_json()) == texts(face.to_json())


def test_two_secrets_give_different_names_and_orders() -> None:
    face = variant_of(BODIES[ItemType.CASE]()).face
    shown = [in_attempt(face, alias_of(secret))[0] for secret in ("one", "two")]
    assert not set(shown[0].ids()) & set(shown[1].ids())
    many = {tuple(p.text for p in in_attempt(variant_of(ORDERING).face, alias_of(str(i)))[0].parts) for i in range(50)}
    assert len(many) > 30


def test_the_same_secret_gives_the_same_face(item: Item) -> None:
    face = draw_variants(item, "seed", 1)[0].face
    assert in_attempt(face, alias_of("secret")) == in_attempt(face, alias_of("secret"))


def in_order(parts: tuple[Part, ...]) -> bool:
    return [part.id for part in parts] == sorted(part.id for part in parts)


@pytest.mark.parametrize("secret", ["one", "two", "three"])
def test_parts_stand_in_the_order_of_their_names_which_says_nothing(secret: str) -> None:
    face, _ = in_attempt(variant_of(BODIES[ItemType.CASE]()).face, alias_of(secret))
    for member in face.members:
        assert in_order(member.face.parts)
        assert in_order(member.face.prompts)
        assert all(in_order(gap.options) for gap in member.face.gaps)
    assert in_order(in_attempt(variant_of(MATCHING).face, alias_of(secret))[0].prompts)


@pytest.mark.parametrize("inside", [False, True])
def test_a_written_order_is_kept(inside: bool) -> None:
    fixed = Choice(options({1}, 4), shuffle=False)
    body: Body = case_of(fixed, fixed) if inside else fixed
    for secret in map(str, range(20)):
        face, _ = in_attempt(variant_of(body).face, alias_of(secret))
        for shown in [member.face for member in face.members] or [face]:
            assert [part.text for part in shown.parts] == [f"text {i}" for i in range(4)]


def test_questions_gaps_and_criteria_keep_their_order() -> None:
    for secret in map(str, range(20)):
        case, _ = in_attempt(variant_of(BODIES[ItemType.CASE]()).face, alias_of(secret))
        assert [member.face.stem for member in case.members] == [f"Question {i}?" for i in range(4)]
        cloze, _ = in_attempt(variant_of(BODIES[ItemType.CLOZE]()).face, alias_of(secret))
        assert [len(gap.options) for gap in cloze.gaps] == [3, 0]
        rubric, _ = in_attempt(variant_of(BODIES[ItemType.WRITTEN]()).face, alias_of(secret))
        assert [part.text for part in rubric.parts] == [f"criterion {i}" for i in range(4)]


def test_an_answer_under_an_attempt_s_names_is_graded_with_the_key_under_them() -> None:
    variant = variant_of(BODIES[ItemType.CASE]())
    face, names = in_attempt(variant.face, alias_of("secret"))
    answer = renamed(variant.key.right_answer(), names)
    check_answer(face, answer)
    assert grade(key_from_json(renamed(key_to_json(variant.key), names)), answer).score == 1


def test_texts_are_rendered_wherever_they_stand_and_gaps_are_left_alone() -> None:
    face = variant_of(case_of(MATCHING, BODIES[ItemType.CLOZE]())).face
    seen: list[str] = []

    def render(text: str, where: str) -> str:
        seen.append(where)
        return f"<{text}>"

    shown = face.rendered(render)
    matching, cloze = (member.face for member in shown.members)
    assert shown.stem.startswith("<")
    assert all(part.text.startswith("<option") for part in matching.parts)
    assert all(part.text.startswith("<prompt") for part in matching.prompts)
    assert cloze.passage.startswith("<First")
    assert cloze.gaps == face.members[1].face.gaps
    assert set(seen) == {"stem", "parts", "prompts", "passage"}


def test_a_face_is_read_back_from_what_an_older_one_left_out() -> None:
    assert Face.from_json({"type": "numeric", "stem": "x"}) == Face(ItemType.NUMERIC, "x")
