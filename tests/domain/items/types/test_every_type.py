"""What holds for each type: scores, forms of answers, names, JSON and guessing."""

import json
from collections import defaultdict
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quizapp.domain.items.faces import Face, renamed
from quizapp.domain.items.grading import AnswerError, Grade, check_answer, grade
from quizapp.domain.items.keys import Key, key_from_json, key_to_json, reached
from quizapp.domain.items.model import RATED_BY_PEOPLE, Body, ItemType
from quizapp.domain.items.types.case import Case, CaseQuestion
from quizapp.domain.items.types.choice import Choice
from quizapp.domain.items.types.cloze import Blank, Cloze
from quizapp.domain.items.types.judgement import Action, Judgement
from quizapp.domain.items.types.matching import Matching, Prompt
from quizapp.domain.items.types.ordering import Ordering, Step
from quizapp.domain.items.types.rated import RatedByPeopleError

from ..conftest import BODIES, GRADED, NUMERIC, SHORT_ANSWER, case_of, options, variant_of
from .strategies import BODIES_OF, all_answers, answers, json_values, nearly

VARIANTS = {kind: bodies.map(variant_of) for kind, bodies in BODIES_OF.items()}
for_each = settings(max_examples=settings().max_examples // 3)
"""A third of the profile's examples, as each type has its own."""
graded = pytest.mark.parametrize("kind", GRADED)
every = pytest.mark.parametrize("kind", list(ItemType))


def accepted(call: Any, *arguments: object) -> bool:
    """Tell whether a call takes what it is given; any error but an `AnswerError` fails the test."""
    try:
        call(*arguments)
    except AnswerError as error:
        assert str(error).endswith(".")
        return False
    return True


def comparable(found: Grade) -> tuple[object, ...]:
    """A grade without the order of what it names."""
    members = {name: comparable(grade) for name, grade in found.members.items()}
    return found.score, found.mistake, sorted(found.parts), sorted(found.misconceptions), members


@graded
@for_each
@given(st.data())
def test_a_score_lies_between_nothing_and_one(kind: ItemType, data: st.DataObject) -> None:
    variant = data.draw(VARIANTS[kind])
    answer = data.draw(answers(variant.face))
    check_answer(variant.face, answer)
    found = grade(variant.key, answer)
    assert 0 <= found.score <= 1
    assert set(found.parts) <= set(variant.face.ids())
    assert Grade.from_json(json.loads(json.dumps(found.to_json()))) == found


@graded
@for_each
@given(st.data())
def test_the_right_answer_passes_the_check_and_earns_everything(kind: ItemType, data: st.DataObject) -> None:
    variant = data.draw(VARIANTS[kind])
    answer = json.loads(json.dumps(variant.key.right_answer()))
    check_answer(variant.face, answer)
    found = grade(variant.key, answer)
    if kind is ItemType.SITUATIONAL_JUDGEMENT:
        assert found.score >= variant.key.steps[-1]
    else:
        assert found == Grade(1.0, members=found.members)


@graded
@for_each
@given(st.data())
def test_other_names_for_the_parts_change_no_grade(kind: ItemType, data: st.DataObject) -> None:
    variant = data.draw(VARIANTS[kind])
    answer = data.draw(answers(variant.face))
    ids = list(dict.fromkeys(variant.face.ids()))
    names = dict(zip(ids, data.draw(st.permutations(ids)), strict=True))
    key = key_from_json(renamed(key_to_json(variant.key), names))
    face = Face.from_json(renamed(variant.face.to_json(), names))
    check_answer(face, renamed(answer, names))
    expected = Grade.from_json(renamed(grade(variant.key, answer).to_json(), names))
    assert comparable(grade(key, renamed(answer, names))) == comparable(expected)


@every
@for_each
@given(st.data(), st.booleans())
def test_faces_and_keys_come_back_from_json(kind: ItemType, data: st.DataObject, in_order: bool) -> None:
    variant = data.draw(VARIANTS[kind])
    face, key = (json.loads(json.dumps(v.to_json(), sort_keys=in_order)) for v in (variant.face, variant.key))
    assert Face.from_json(face) == variant.face
    assert key_from_json(key) == variant.key
    assert (face["type"], key["type"]) == (kind.value, kind.value)


@graded
@for_each
@given(st.data())
def test_the_check_takes_exactly_what_can_be_graded(kind: ItemType, data: st.DataObject) -> None:
    variant = data.draw(VARIANTS[kind])
    fitting = answers(variant.face)
    for answer in data.draw(st.tuples(fitting, *[fitting.flatmap(nearly)] * 4, json_values)):
        assert accepted(check_answer, variant.face, answer) == accepted(grade, variant.key, answer)


FACES = {kind: variant_of(BODIES[kind]()).face for kind in ItemType}
KEYS = {kind: variant_of(BODIES[kind]()).key for kind in GRADED}


@given(json_values)
@example({})
@example([])
@example(["x", "x"])
@example([[]])
@example(True)
@example("\ud800")
@example("1" * 1_000_000)
@example(10**400)
@example(float("nan"))
def test_any_value_passes_the_check_or_is_refused_with_a_sentence(answer: object) -> None:
    for kind in ItemType:
        taken = accepted(check_answer, FACES[kind], answer)
        if kind in GRADED:
            assert taken == accepted(grade, KEYS[kind], answer)


@pytest.mark.parametrize("kind", sorted(RATED_BY_PEOPLE))
@for_each
@given(st.data())
def test_a_rated_answer_passes_the_check_and_no_program_grades_it(kind: ItemType, data: st.DataObject) -> None:
    variant = data.draw(VARIANTS[kind])
    answer = data.draw(answers(variant.face))
    check_answer(variant.face, answer)
    with pytest.raises(RatedByPeopleError):
        grade(variant.key, answer)
    accepted(check_answer, variant.face, data.draw(nearly(answer)))


@pytest.mark.parametrize("kind", [kind for kind in GRADED if kind is not ItemType.SITUATIONAL_JUDGEMENT])
@for_each
@given(st.data())
def test_guessing_earns_something_with_certainty(kind: ItemType, data: st.DataObject) -> None:
    key = data.draw(VARIANTS[kind]).key
    assert sum(key.guesses().values()) == pytest.approx(1)
    assert all(0 <= score <= 1 and share >= 0 for score, share in key.guesses().items())
    chances = reached(key.guesses(), key.steps)
    assert sorted(chances, reverse=True) == list(chances)


# -- guessing, counted by going through every answer


def counted(face: Face, key: Key) -> dict[float, float]:
    """Grade every answer a guesser could give."""
    scores = [round(grade(key, answer).score, 6) for answer in all_answers(face)]
    return {score: scores.count(score) / len(scores) for score in set(scores)}


def merged(guesses: Any) -> dict[float, float]:
    """Put scores together that differ by rounding, and leave out what never happens."""
    shares: dict[float, float] = defaultdict(float)
    for score, share in guesses.items():
        shares[round(score, 6)] += share
    return {score: share for score, share in shares.items() if share}


def orderings(count: int) -> Body:
    return Ordering(tuple(Step(f"step {i}", "why") for i in range(count)))


def matchings(*matches: int, options: int) -> Body:
    prompts = tuple(Prompt(f"prompt {i}", match, "why") for i, match in enumerate(matches))
    return Matching(prompts, tuple(f"option {i}" for i in range(options)))


def clozes(*counts: int) -> Body:
    """Make a gap of so many options each; none is a gap to type in."""
    made = [tuple(f"{i} {j}" for j in range(count)) for i, count in enumerate(counts)]
    blanks = tuple(Blank(f"g{i}", (texts or ("typed",))[:1], "why", texts) for i, texts in enumerate(made))
    return Cloze(" ".join(f"[[{blank.name}]]" for blank in blanks), blanks)


def judgements(*keys: float) -> Body:
    return Judgement(tuple(Action(f"action {i}", "why", key) for i, key in enumerate(keys)))


THIRDS = matchings(0, 1, 2, options=4)
GUESSED: tuple[Body, ...] = (
    Choice(options({1}, 3)),
    Choice(options({2}, 4)),
    *(Choice(options(set(range(right)), count), multiple=True) for count in (4, 5, 6) for right in range(1, count)),
    *map(orderings, range(3, 8)),
    THIRDS,
    matchings(1, 1, 2, 2, options=3),
    matchings(0, 1, 2, 3, 3, options=5),
    clozes(3),
    clozes(4, 0),
    clozes(0),
    clozes(3, 4, 5, 6),
    judgements(1, 4.5, 3, 2),
    judgements(1, 3.5, 2, 2, 5),
    NUMERIC,
    SHORT_ANSWER,
    case_of(Choice(options({2}, 4)), NUMERIC),
    case_of(THIRDS, clozes(3, 3, 3)),
    case_of(Choice(options({0}, 3)), Choice(options({0, 1, 2}, 4), multiple=True), clozes(3, 3, 3), orderings(3)),
)


@pytest.mark.parametrize("body", GUESSED, ids=lambda body: body.kind().value)
def test_guessing_is_counted_by_going_through_every_answer(body: Body) -> None:
    variant = variant_of(body)
    assert merged(variant.key.guesses()) == pytest.approx(counted(variant.face, variant.key), abs=1e-9)


def test_guessing_a_case_loses_nothing_to_rounding() -> None:
    """Three thirds and a whole are the same score, reached in two ways."""
    key = variant_of(Case(tuple(CaseQuestion(f"q-{i}", "?", "so", THIRDS) for i in range(3)))).key
    shares = merged(key.guesses())
    assert sum(shares.values()) == pytest.approx(1)
    assert shares[round(1 / 3, 6)] == pytest.approx(84 * 0.25**3 * 0.75**6)  # three of nine prompts by chance
