"""Grading: each type by its own rule, each wrong form refused with a sentence."""

import pytest

from quizapp.domain.errors import InvalidInputError
from quizapp.domain.items.faces import Face
from quizapp.domain.items.grading import AnswerError, Grade, check_answer, grade
from quizapp.domain.items.model import ItemType
from quizapp.domain.items.types.rated import SECTIONS

from .conftest import BODIES, GRADED, variant_of

FACES = {kind: variant_of(BODIES[kind]()).face for kind in ItemType}


def _without(answer: dict[str, object], name: str) -> dict[str, object]:
    return {key: value for key, value in answer.items() if key != name}


def wrong_answers(kind: ItemType) -> list[object]:
    """Answers that nearly fit the type's face."""
    face = FACES[kind]
    ids = [part.id for part in face.parts]
    rated, placed = dict.fromkeys(ids, 3), dict.fromkeys([prompt.id for prompt in face.prompts], (ids or [""])[0])
    filled = {gap.id: gap.options[0].id if gap.options else "x" for gap in face.gaps}
    told = dict.fromkeys(SECTIONS, "I did it.")
    members = dict.fromkeys([member.id for member in face.members])
    typed: list[object] = ["", " ", None, 5, ["x"], {"x": "x"}, "\x00", "x" * 1_000_000]
    return {
        ItemType.SINGLE_CHOICE: ["foreign", [ids[0]] if ids else 0, None, 0],
        ItemType.MULTIPLE_RESPONSE: [[], ["foreign"], ids[:1] * 2, "x"],
        ItemType.NUMERIC: [*typed, "five", "1,234"],
        ItemType.SHORT_ANSWER: typed,
        ItemType.COMPUTE: [*typed, "five", "1,234"],
        ItemType.WRITTEN: typed,
        ItemType.ORDERING: [ids[:-1], [*ids, *ids[:1]], ids[:-1] + ids[:1], []],
        ItemType.SITUATIONAL_JUDGEMENT: [
            {**rated, "foreign": 1},
            dict.fromkeys(ids[1:], 3),
            *(dict.fromkeys(ids, bad) for bad in (0, 6, True, 3.0, "3")),
        ],
        ItemType.MATCHING: [{}, placed | {"foreign": "x"}, *(placed | {p: "foreign"} for p in placed)],
        ItemType.CLOZE: [{}, filled | {"foreign": "x"}, *(_without(filled, gap) for gap in filled)],
        ItemType.STORY: [{}, told | {"moral": "x"}, *(_without(told, name) for name in told), "x"],
        ItemType.CASE: [{}, members | {"foreign": None}, *(_without(members, name) for name in members), "x"],
    }[kind]


@pytest.mark.parametrize("kind", list(ItemType))
def test_a_foreign_option_or_a_missing_part_is_refused_with_a_sentence(kind: ItemType) -> None:
    for answer in wrong_answers(kind):
        with pytest.raises(AnswerError) as error:
            check_answer(FACES[kind], answer)
        assert str(error.value)[0].isupper() or str(error.value)[0].isdigit()
        assert str(error.value).endswith(".")
        assert error.value.part in {"", *FACES[kind].ids(), *SECTIONS}


@pytest.mark.parametrize("kind", GRADED)
def test_what_the_check_refuses_is_never_marked(kind: ItemType) -> None:
    for answer in wrong_answers(kind):
        with pytest.raises(AnswerError):
            grade(variant_of(BODIES[kind]()).key, answer)


def test_a_refusal_is_what_a_page_shows_beside_the_field() -> None:
    assert issubclass(AnswerError, InvalidInputError)
    assert AnswerError("So.").part == ""


def test_a_grade_comes_back_from_json_with_its_members() -> None:
    found = Grade(0.5, None, ("a",), ("m",), {"q": Grade(1.0, 2), "r": Grade(0.0, parts=("b", "c"))})
    assert Grade.from_json(found.to_json()) == found


def test_the_face_s_type_decides_what_is_asked_for() -> None:
    for kind, sentence in (
        (ItemType.SINGLE_CHOICE, "choose one"),
        (ItemType.NUMERIC, "a number such as"),
        (ItemType.WRITTEN, "write an answer"),
        (ItemType.SITUATIONAL_JUDGEMENT, "rate each action"),
    ):
        with pytest.raises(AnswerError, match=sentence):
            check_answer(Face(kind), ["x"])
