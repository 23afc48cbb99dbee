"""Standings: what the answers say of every measurable line, and nothing more."""

import numpy as np
import pytest

from quizapp.domain.extraction import Kind
from quizapp.domain.readiness.scale import Bar
from quizapp.domain.readiness.verdict import FEWEST_ANSWERS, Judgement, Verdict
from quizapp.services.gateway import Database
from quizapp.services.postings import find_posting, shared_postings
from quizapp.services.standings import (
    MeasuredLine,
    Standing,
    competency_axis,
    judge_answers,
    measured_lines,
    read_standings,
)
from quizapp.storage import attempts
from quizapp.storage.tables import Item, Posting
from tests.factories.postings import asking, make_posting_of
from tests.factories.takers import Taker, make_taker

Numbers = list[tuple[float, float, float, float, int]]


@pytest.fixture
def database(sqlite_database: Database) -> Database:
    """SQLite will do: what is read is the same, and judging knows no database."""
    return sqlite_database


def _posting(database: Database) -> Posting:
    with database.transaction() as session:
        return shared_postings(session)[0]


def _stand(database: Database, *students: int, including: str | None = None) -> list[Standing]:
    with database.transaction() as session:
        return read_standings(session, students, _posting(database), including_attempt=including)


def _numbers(judgements: tuple[Judgement, ...]) -> Numbers:
    return [(j.probability, j.low, j.high, j.mean, j.answers) for j in judgements]


def test_without_answers_there_is_not_enough_evidence_anywhere(taker: Taker) -> None:
    (standing,) = _stand(taker.database, taker.id)
    assert standing.judgements
    assert {j.verdict for j in standing.judgements} == {Verdict.NOT_ENOUGH_EVIDENCE}
    assert {j.answers for j in standing.judgements} == {0}
    assert len(standing.lines) == len(standing.judgements)


def test_every_measurable_line_and_no_other_is_judged(taker: Taker) -> None:
    posting = _posting(taker.database)
    (standing,) = _stand(taker.database, taker.id)
    measurable = [
        s.position
        for s in posting.statements
        if s.measured_by in {"quiz", "worksample", "sjt"} and s.competencies and s.repeats is None
    ]
    assert [line.statement for line in standing.lines] == measurable
    for line in standing.lines:
        named = {link.competency_key for link in posting.statements[line.statement].competencies}
        assert {key for branch in line.branches for key in branch.keys} == named
        assert [standing.axis[n] for n, weight in enumerate(line.requirement.weights) if weight] == list(line.keys)


def test_right_answers_raise_every_line_that_they_speak_to_and_wrong_ones_lower_it(database: Database) -> None:
    fresh, good, poor = (make_taker(database) for _ in range(3))
    good.sit(8, 1)
    poor.sit(8, 0)
    before, raised, lowered = _stand(database, fresh.id, good.id, poor.id)
    for line in range(len(before.lines)):
        assert raised.judgements[line].probability > before.judgements[line].probability
        assert lowered.judgements[line].probability < before.judgements[line].probability


def test_no_line_is_decided_on_fewer_than_five_answers(taker: Taker) -> None:
    taker.sit(9, 1)
    (standing,) = _stand(taker.database, taker.id)
    counts = [j.answers for j in standing.judgements]
    assert max(counts) > 0
    for judgement in standing.judgements:
        if judgement.answers < FEWEST_ANSWERS:
            assert judgement.verdict is Verdict.NOT_ENOUGH_EVIDENCE


def test_many_right_answers_make_somebody_ready_somewhere(taker: Taker) -> None:
    taker.sit(25, 1)
    (standing,) = _stand(taker.database, taker.id)
    assert Verdict.READY in {j.verdict for j in standing.judgements}


def test_many_wrong_answers_say_not_yet_somewhere(taker: Taker) -> None:
    taker.sit(25, 0)
    (standing,) = _stand(taker.database, taker.id)
    assert Verdict.NOT_YET in {j.verdict for j in standing.judgements}
    assert Verdict.READY not in {j.verdict for j in standing.judgements}


def test_an_open_attempt_does_not_count_until_it_is_finished(taker: Taker) -> None:
    (before,) = _stand(taker.database, taker.id)
    attempt = taker.start()
    for position in range(1, 5):
        taker.answer(attempt, position, 1)
    (during,) = _stand(taker.database, taker.id)
    (inside,) = _stand(taker.database, taker.id, including=attempt)
    taker.finish(attempt)
    (after,) = _stand(taker.database, taker.id)
    assert _numbers(during.judgements) == _numbers(before.judgements)
    assert _numbers(inside.judgements) == _numbers(after.judgements)
    assert _numbers(after.judgements) != _numbers(before.judgements)
    assert sum(after.answers.values()) == 4


def test_answers_on_another_posting_count_for_the_same_competencies(taker: Taker) -> None:
    with taker.database.transaction() as session:
        other = shared_postings(session)[1].id
    (before,) = _stand(taker.database, taker.id)
    taker.sit(8, 1, other)
    (after,) = _stand(taker.database, taker.id)
    assert _numbers(after.judgements) != _numbers(before.judgements)


def test_judging_many_at_once_is_judging_each_alone(database: Database) -> None:
    students = [make_taker(database) for _ in range(4)]
    for student, reach in zip(students, (1, 0, None, 1), strict=True):
        student.sit(5, reach)
    ids = [student.id for student in students]
    together = _stand(database, *ids)
    assert [standing.student for standing in together] == ids
    for standing in together:
        (alone,) = _stand(database, standing.student)
        assert standing.answers == alone.answers
        np.testing.assert_allclose(_numbers(standing.judgements), _numbers(alone.judgements), atol=1e-10)


def test_the_order_of_students_is_kept_and_one_does_not_move_another(database: Database) -> None:
    good, poor = make_taker(database), make_taker(database)
    (before,) = _stand(database, poor.id)
    good.sit(6, 1)
    first, second = _stand(database, good.id, poor.id)
    assert (first.student, second.student) == (good.id, poor.id)
    np.testing.assert_allclose(_numbers(second.judgements), _numbers(before.judgements), atol=1e-10)


def test_nobody_has_no_standing(database: Database) -> None:
    assert _stand(database) == []


def test_the_order_of_answers_does_not_matter(taker: Taker) -> None:
    taker.sit(7, 1)
    with taker.database.transaction() as session:
        posting = find_posting(session, _posting(taker.database).id, taker.id)
        axis = competency_axis(session)
        answers = attempts.graded_answers(session, [taker.id])
    assert len(answers) == 7
    forwards, backwards = (judge_answers([taker.id], order, posting, axis)[0] for order in (answers, answers[::-1]))
    np.testing.assert_allclose(_numbers(forwards.judgements), _numbers(backwards.judgements), atol=1e-10)


def test_a_competency_by_itself_is_judged_by_its_own_answers(taker: Taker) -> None:
    taker.sit(10, 1)
    (standing,) = _stand(taker.database, taker.id)
    for key in standing.axis:
        assert standing.competency(key).answers == standing.answers.get(key, 0)
    answered = [standing.competency(key).probability for key in standing.axis if standing.answers.get(key)]
    silent = [standing.competency(key).probability for key in standing.axis if not standing.answers.get(key)]
    assert max(answered) > max(silent)
    assert (
        standing.competency(standing.axis[0], cut=1.0).probability < standing.competency(standing.axis[0]).probability
    )


def test_lines_of_a_posting_without_known_competencies_are_not_measured(database: Database) -> None:
    assert measured_lines(_posting(database), ()) == () or all(
        not line.keys for line in measured_lines(_posting(database), ())
    )


@pytest.mark.parametrize("reach", [0, 1])
def test_every_interval_holds_its_mean_and_every_probability_is_one(taker: Taker, reach: float) -> None:
    taker.sit(6, reach)
    (standing,) = _stand(taker.database, taker.id)
    for judgement in standing.judgements:
        assert 0 <= judgement.probability <= 1
        assert judgement.low < judgement.mean < judgement.high


def _lines_of(database: Database, *lines: object, **more: str) -> tuple[MeasuredLine, ...]:
    with database.transaction() as session:
        return measured_lines(make_posting_of(session, *lines, **more), competency_axis(session))


def test_a_persons_weight_counts_in_place_of_the_kinds(database: Database) -> None:
    lines = _lines_of(
        database,
        asking("statistics", "statistics"),
        asking("statistics too", "statistics", kind=Kind.preferred),
        asking("much of statistics", "statistics", kind=Kind.preferred, weight=1.5),
        asking("no statistics", "statistics", weight=0.0),
    )
    assert [line.requirement.importance for line in lines] == [1.0, 0.5, 1.5, 0.0]


def test_a_line_that_repeats_a_measured_one_is_not_judged_again(database: Database) -> None:
    lines = _lines_of(
        database,
        asking("statistics", "statistics"),
        asking("statistics", "statistics", repeats=0),
        asking("statistics", "statistics", repeats=11),
    )
    assert [line.statement for line in lines] == [0]


def test_a_line_that_repeats_what_nothing_measures_is_judged(database: Database) -> None:
    lines = _lines_of(database, asking("a heading"), asking("a heading", "statistics", repeats=0))
    assert [line.statement for line in lines] == [1]


def test_alternatives_are_branches_and_joint_competencies_are_one(database: Database) -> None:
    either, both, two = _lines_of(
        database,
        asking("one of these", "statistics", "programming", any_of=1),
        asking("both of these", "statistics", "programming"),
        asking("two of these three", "statistics", "programming", "algorithms", any_of=2),
    )
    assert [branch.keys for branch in either.branches] == [("statistics",), ("programming",)]
    assert [branch.keys for branch in both.branches] == [("statistics", "programming")]
    assert len(two.branches) == 3
    for branch in (*either.branches, *both.branches, *two.branches):
        assert sum(branch.requirement.weights) == len(branch.keys)


def test_a_bar_is_the_lines_own_else_that_of_the_seniority(database: Database) -> None:
    asked = asking("statistics", "statistics"), asking("a little programming", "programming", bar=Bar.BASIC)
    for seniority, cuts in (("", [0, -0.7]), ("intern", [0, -0.7]), ("senior", [0.7, -0.7]), ("lead", [0.7, -0.7])):
        lines = _lines_of(database, *asked, seniority=seniority)
        assert [line.requirement.cut for line in lines] == cuts
    decided = asking("statistics", "statistics", decided=frozenset({"bar"}))
    assert _lines_of(database, decided, seniority="senior")[0].requirement.cut == 0


def test_a_student_is_judged_by_the_alternative_they_are_best_at(taker: Taker) -> None:
    with taker.database.transaction() as session:
        practised = make_posting_of(session, asking("programming", "programming"))
        either = make_posting_of(session, asking("one of these", "statistics", "programming", any_of=1))
        both = make_posting_of(session, asking("both of these", "statistics", "programming"))
    fresh = make_taker(taker.database)
    taker.sit(8, 1, practised.id)
    with taker.database.transaction() as session:
        (known,), (unknown,), (joint,) = (
            read_standings(session, [student], posting)
            for student, posting in ((taker.id, either), (fresh.id, either), (taker.id, both))
        )
    (line,), (judgement,) = known.lines, known.judgements
    assert line.keys == ("programming",)
    assert judgement.answers == known.answers["programming"] > 0
    assert judgement.probability == pytest.approx(known.competency("programming").probability)
    assert judgement.probability > joint.judgements[0].probability
    assert unknown.lines[0].keys == ("statistics",)
    assert unknown.judgements[0].answers == 0


def test_somebody_who_fails_at_one_alternative_is_asked_about_the_other(taker: Taker) -> None:
    with taker.database.transaction() as session:
        failed = make_posting_of(session, asking("statistics", "statistics"))
        either = make_posting_of(session, asking("one of these", "statistics", "programming", any_of=1))
    taker.sit(8, 0, failed.id)
    with taker.database.transaction() as session:
        (standing,) = read_standings(session, [taker.id], either)
    assert standing.lines[0].keys == ("programming",)
    attempt = taker.start(either.id)
    with taker.database.transaction() as session:
        presented = attempts.last_presentation(session, attempt)
        assert presented is not None
        assert session.get_one(Item, presented[0].item_id).bank_key == "programming"


def test_a_line_without_weight_is_never_asked_about(taker: Taker) -> None:
    with taker.database.transaction() as session:
        posting = make_posting_of(
            session, asking("statistics", "statistics", weight=0.0), asking("programming", "programming", weight=0.1)
        )
    taker.sit(9, 0, posting.id)
    with taker.database.transaction() as session:
        (standing,) = read_standings(session, [taker.id], posting)
    assert set(standing.answers) == {"programming"}
