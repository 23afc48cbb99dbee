"""Cases: one scenario, several questions, the mean of their scores."""

import pytest

from quizapp.domain.items.grading import AnswerError, Grade, check_answer, grade
from quizapp.domain.items.model import ItemType, Tolerance, Variable
from quizapp.domain.items.types.case import Case, CaseKey, CaseQuestion
from quizapp.domain.items.types.choice import Choice
from quizapp.domain.items.types.numeric import Mistake, Numeric
from quizapp.domain.items.variants import Variant, draw_variants
from quizapp.domain.items.writing import VariantError

from ..conftest import CLOZE, MATCHING, NUMERIC, ORDERING, case_of, item_of_type, options, variant_of


def shop() -> Case:
    """Two numbers on one scenario."""
    wrong = (Mistake("n", "one-day", "That is one day, not {{days}}."),)
    return Case(
        (
            CaseQuestion(
                "week", "How many in {{days}} days?", "{{week}}", Numeric("week", Tolerance(absolute=0), "", wrong)
            ),
            CaseQuestion("double", "And twice that?", "{{2 * week}}", Numeric("2 * week", Tolerance(absolute=0))),
        )
    )


def shops() -> tuple[Variant, ...]:
    """Draw shops of several sizes."""
    item = item_of_type(
        ItemType.CASE,
        shop(),
        stem="A shop sees {{n}} visitors a day.",
        variables={"n": Variable(tuple(range(10, 60))), "days": Variable((5, 7))},
        let={"week": "n * days"},
    )
    return draw_variants(item, "seed", 20)


def test_the_item_s_variables_serve_scenario_questions_and_keys() -> None:
    for variant in shops():
        n, days = variant.variables["n"], variant.variables["days"]
        assert isinstance(n, int)
        assert isinstance(days, int)
        week, double = variant.face.members
        assert variant.face.stem == f"A shop sees {n} visitors a day."
        assert week.face.stem == f"How many in {days} days?"
        answer = {week.id: str(n * days), double.id: str(2 * n * days)}
        check_answer(variant.face, answer)
        assert grade(variant.key, answer).score == 1
        assert isinstance(variant.key, CaseKey)
        assert variant.key.members[week.id].explanation == str(n * days)


def test_a_question_s_misconception_is_the_case_s() -> None:
    variant = shops()[0]
    week, double = variant.face.members
    found = grade(variant.key, {week.id: str(variant.variables["n"]), double.id: "1"})
    assert found.misconceptions == ("one-day",)
    assert found.parts == (week.id, double.id)
    assert found.members == {
        week.id: Grade(0.0, mistake=0, misconceptions=("one-day",)), double.id: Grade(0.0)
    }  # fmt: skip


QUESTIONS = variant_of(case_of(Choice(options({2}, 4)), NUMERIC, MATCHING, CLOZE, ORDERING, NUMERIC))
RIGHT = QUESTIONS.key.right_answer()


def test_the_score_is_the_mean_and_what_is_not_known_earns_nothing() -> None:
    for unknown in range(7):
        answer = RIGHT | dict.fromkeys(list(RIGHT)[:unknown])
        check_answer(QUESTIONS.face, answer)
        found = grade(QUESTIONS.key, answer)
        assert found.score == pytest.approx((6 - unknown) / 6)
        assert found.parts == tuple(RIGHT)[:unknown]
        assert [found.members[name] for name in found.parts] == [Grade(0.0)] * unknown


def test_questions_that_are_partly_right_count_partly() -> None:
    ids = list(RIGHT)
    swapped = [RIGHT[ids[4]][1], RIGHT[ids[4]][0], *RIGHT[ids[4]][2:]]
    found = grade(QUESTIONS.key, RIGHT | {ids[4]: swapped})
    assert found.score == pytest.approx((5 + 0.8) / 6)
    assert found.members[ids[4]].score == pytest.approx(0.8)


def test_every_id_of_a_case_is_its_own() -> None:
    """The same question asked twice has other names for its parts."""
    face = variant_of(case_of(*[Choice(options({0}, 4)), MATCHING, CLOZE] * 2)).face
    ids = list(face.ids())
    assert len(set(ids)) == len(ids)
    assert len({member.id for member in face.members}) == 6


@pytest.mark.parametrize("number", range(6))
def test_a_question_without_an_answer_is_named(number: int) -> None:
    name = QUESTIONS.face.members[number].id
    answer = {key: value for key, value in RIGHT.items() if key != name}
    with pytest.raises(AnswerError, match=f"Question {number + 1} has no answer yet") as error:
        check_answer(QUESTIONS.face, answer)
    assert error.value.part == name
    with pytest.raises(AnswerError):
        grade(QUESTIONS.key, answer)


@pytest.mark.parametrize("number", range(6))
@pytest.mark.parametrize("bad", ["", "foreign", 5, True, [], {}, ["x"], {"x": "x"}, "x" * 1_000_000])
def test_a_question_whose_answer_can_t_be_graded_is_named(number: int, bad: object) -> None:
    member = QUESTIONS.face.members[number]
    with pytest.raises(AnswerError) as error:
        check_answer(QUESTIONS.face, RIGHT | {member.id: bad})
    assert error.value.part in {member.id, *member.face.ids()}
    with pytest.raises(AnswerError):
        grade(QUESTIONS.key, RIGHT | {member.id: bad})


def test_the_gap_of_a_question_is_named_rather_than_the_question() -> None:
    member = QUESTIONS.face.members[3]
    gap = member.face.gaps[1].id
    with pytest.raises(AnswerError) as error:
        check_answer(QUESTIONS.face, RIGHT | {member.id: RIGHT[member.id] | {gap: ""}})
    assert error.value.part == gap


@pytest.mark.parametrize("answer", [None, "x", 5, [], ["x"], {"foreign": None}, RIGHT | {"foreign": "x"}])
def test_what_answers_no_question_is_refused_by_check_and_grade(answer: object) -> None:
    for call in (lambda: check_answer(QUESTIONS.face, answer), lambda: grade(QUESTIONS.key, answer)):
        with pytest.raises(AnswerError):
            call()


def test_a_fault_in_a_question_is_named_at_its_field() -> None:
    questions = (*shop().questions[:1], CaseQuestion("bad", "{{1 / 0}}", "so", NUMERIC))
    item = item_of_type(
        ItemType.CASE, Case(questions), let={"week": "7"}, variables={"days": Variable((7,)), "n": Variable((1,))}
    )
    with pytest.raises(VariantError) as error:
        draw_variants(item, "seed", 1)
    assert error.value.path == ("questions", 1, "stem")


def test_texts_formulas_and_misconceptions_say_which_question_they_are_of() -> None:
    body = shop()
    assert (("questions", 1, "stem"), "And twice that?") in list(body.texts())
    assert (("questions", 0, "mistakes", 0, "why"), "That is one day, not {{days}}.") in list(body.texts())
    assert dict(body.formulas())["questions", 1, "answer", "value"] == "2 * week"
    assert dict(body.misconceptions()) == {("questions", 0, "mistakes", 0, "misconception"): "one-day"}


def test_texts_of_all_questions_are_rendered() -> None:
    key = QUESTIONS.key.rendered(lambda text, where: f"<{text}>")
    assert isinstance(key, CaseKey)
    assert all(member.explanation.startswith("<canary") for member in key.members.values())
    assert key.right_answer() == RIGHT
