"""Quizzes: one open attempt a posting, no item twice, and each step once."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from quizapp.domain.attempts import MOST_QUESTIONS
from quizapp.domain.errors import ConflictError, InvalidInputError, NotFoundError, TooManyTriesError
from quizapp.domain.items.faces import Part
from quizapp.domain.items.model import ItemType
from quizapp.services import forecasts, postings, quizzes
from quizapp.services.gateway import Database, Session
from quizapp.storage import content
from quizapp.storage.tables import Attempt, Item, ItemVersion, Presentation, Response, Variant
from tests.conftest import NOW
from tests.factories.takers import BETWEEN, SECRET, Taker, make_taker

ROUNDING = 0.1
"""Ratings are whole and their keys may be halves, so that the best rating of all earns a little less than 1."""


def _presented(database: Database, *attempts: str) -> list[int]:
    with database.transaction() as session:
        query = select(Presentation.item_id).where(Presentation.attempt_id.in_(attempts))
        return list(session.scalars(query.order_by(Presentation.attempt_id, Presentation.position)))


def _response(database: Database, attempt: str, position: int) -> Response:
    with database.transaction() as session:
        return session.get_one(Response, (attempt, position))


def _state(database: Database, attempt: str) -> str:
    with database.transaction() as session:
        return session.get_one(Attempt, attempt).state


def _shared(database: Database) -> list[str]:
    with database.transaction() as session:
        return [posting.id for posting in postings.shared_postings(session)]


def test_an_attempt_begins_with_one_unanswered_question(taker: Taker) -> None:
    attempt = taker.start()
    sitting = taker.see(attempt)
    assert (sitting.attempt, sitting.position, sitting.answer, sitting.revision) == (attempt, 1, None, 0)
    assert sitting.saved_at is None
    assert sitting.face.stem
    assert sitting.forecast.answered == 0
    assert 0 < sitting.forecast.questions <= MOST_QUESTIONS


def test_starting_again_resumes_the_open_attempt_where_it_stood(taker: Taker) -> None:
    attempt = taker.start()
    taker.answer(attempt, 1, 1)
    value = taker.answer_worth(attempt, 1)
    taker.save(attempt, 2, value)
    assert taker.start() == attempt
    sitting = taker.see(attempt)
    assert (sitting.position, sitting.answer, sitting.confidence, sitting.revision) == (2, value, 70, 1)


def test_two_postings_have_an_attempt_each(taker: Taker) -> None:
    first, second = (taker.start(posting) for posting in _shared(taker.database)[:2])
    assert first != second
    assert not set(_presented(taker.database, first)) & set(_presented(taker.database, second))


def test_no_item_is_answered_twice_by_a_student(taker: Taker) -> None:
    first, second = _shared(taker.database)[:2]
    attempts = [taker.sit(7, 1, first), taker.sit(5, 0, second), taker.sit(7, None, first)]
    with taker.database.transaction() as session:
        answered = session.scalars(
            select(Presentation.item_id)
            .join(
                Response,
                (Response.attempt_id == Presentation.attempt_id) & (Response.position == Presentation.position),
            )
            .where(Presentation.attempt_id.in_(attempts))
        ).all()
    assert len(answered) >= 17
    assert len(set(answered)) == len(answered)


def test_no_item_is_put_before_a_student_twice_within_an_attempt(taker: Taker) -> None:
    items = _presented(taker.database, taker.sit(8, 1))
    assert len(set(items)) == len(items) >= 8


def test_the_question_that_was_left_unanswered_comes_first_again_in_the_same_variant(taker: Taker) -> None:
    def last(attempt: str) -> tuple[int, int]:
        with taker.database.transaction() as session:
            found = session.scalars(
                select(Presentation)
                .where(Presentation.attempt_id == attempt)
                .order_by(Presentation.position.desc())
                .limit(1)
            ).one()
            return found.item_id, found.variant_id

    left = taker.start()
    taker.answer(left, 1, 1)
    taker.finish(left)
    assert last(taker.start()) == last(left)


def test_a_posting_can_be_begun_six_times_a_day(taker: Taker) -> None:
    tries, window = quizzes.STARTS
    for _ in range(tries):
        taker.finish(taker.start())
    with pytest.raises(TooManyTriesError):
        taker.start()
    assert taker.start(_shared(taker.database)[1])
    taker.now += window
    assert taker.start()


def test_resuming_is_not_counted_as_beginning(taker: Taker) -> None:
    attempt = taker.start()
    assert [taker.start() for _ in range(8)] == [attempt] * 8


def test_starting_at_once_from_many_tabs_opens_one_attempt(taker: Taker) -> None:
    barrier = threading.Barrier(5)

    def start(_number: int) -> str:
        barrier.wait()
        return Taker(taker.database, taker.id, taker.token, taker.now).start()

    with ThreadPoolExecutor(5) as pool:
        started = set(pool.map(start, range(5)))
    assert len(started) == 1
    assert len(_presented(taker.database, *started)) == 1


def test_only_published_items_are_asked(taker: Taker) -> None:
    attempt = taker.sit(6, 1)
    with taker.database.transaction() as session:
        published = {item.version for item in content.published_items(session)}
        asked = set(session.scalars(select(Presentation.version_id).where(Presentation.attempt_id == attempt)))
    assert asked <= published


def test_going_on_twice_is_going_on_once(taker: Taker) -> None:
    attempt = taker.start()
    taker.save(attempt, 1, taker.answer_worth(attempt, 1))
    assert taker.advance(attempt, 1)
    assert taker.advance(attempt, 1)
    assert taker.see(attempt).position == 2
    assert len(_presented(taker.database, attempt)) == 2


def test_going_on_at_once_from_many_tabs_is_going_on_once(taker: Taker) -> None:
    attempt = taker.start()
    taker.save(attempt, 1, taker.answer_worth(attempt, 1))
    barrier = threading.Barrier(6)

    def go_on(_number: int) -> bool:
        barrier.wait()
        return Taker(taker.database, taker.id, taker.token, taker.now).advance(attempt, 1)

    with ThreadPoolExecutor(6) as pool:
        assert all(pool.map(go_on, range(6)))
    assert len(_presented(taker.database, attempt)) == 2
    assert _response(taker.database, attempt, 1).graded_at == taker.now + BETWEEN


def test_going_on_from_a_question_further_on_changes_nothing(taker: Taker) -> None:
    attempt = taker.start()
    assert taker.advance(attempt, 7)
    assert taker.see(attempt).position == 1


def test_there_is_no_going_on_without_an_answer(taker: Taker) -> None:
    attempt = taker.start()
    with pytest.raises(InvalidInputError, match="no answer yet"):
        taker.advance(attempt, 1)
    assert _presented(taker.database, attempt) == _presented(taker.database, attempt)[:1]


@pytest.mark.parametrize("reach", [0, 1])
def test_an_answer_is_graded_when_the_student_goes_on(taker: Taker, reach: float) -> None:
    attempt = taker.start()
    taker.save(attempt, 1, taker.answer_worth(attempt, reach))
    assert _response(taker.database, attempt, 1).score is None
    taker.advance(attempt, 1)
    graded = _response(taker.database, attempt, 1)
    assert graded.score == pytest.approx(reach, abs=ROUNDING)
    assert graded.graded_at == taker.now


def test_not_knowing_earns_nothing_and_says_so(taker: Taker) -> None:
    attempt = taker.start()
    taker.answer(attempt, 1, None)
    graded = _response(taker.database, attempt, 1)
    assert (graded.answer, graded.score, graded.feedback) == (None, 0.0, {"unknown": True})


def test_an_attempt_ends_by_itself_after_the_most_questions(taker: Taker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forecasts, "MOST_QUESTIONS", 3)
    attempt = taker.start()
    assert [taker.answer(attempt, position, 1) for position in (1, 2, 3)] == [True, True, False]
    assert _state(taker.database, attempt) == "finished"
    assert len(_presented(taker.database, attempt)) == 3


def test_ending_counts_the_answer_that_was_saved_and_not_yet_graded(taker: Taker) -> None:
    attempt = taker.start()
    posting = _shared(taker.database)[0]
    taker.answer(attempt, 1, 0)
    taker.save(attempt, 2, taker.answer_worth(attempt, 1))
    assert taker.finish(attempt) == posting
    assert _response(taker.database, attempt, 2).score == pytest.approx(1, abs=ROUNDING)
    assert _state(taker.database, attempt) == "finished"


def test_ending_twice_changes_nothing(taker: Taker) -> None:
    attempt = taker.start()
    taker.save(attempt, 1, taker.answer_worth(attempt, 1))
    taker.finish(attempt)
    with taker.database.transaction() as session:
        first = session.get_one(Attempt, attempt).finished_at
    taker.finish(attempt)
    with taker.database.transaction() as session:
        assert session.get_one(Attempt, attempt).finished_at == first


def test_a_question_that_was_not_answered_is_no_evidence_when_the_attempt_ends(taker: Taker) -> None:
    attempt = taker.start()
    taker.finish(attempt)
    with taker.database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Response)) == 0


@pytest.mark.parametrize("value", [None, 7, ["foreign"], {"a": 9}])
def test_what_was_left_half_done_is_no_evidence_and_keeps_nobody_from_ending(taker: Taker, value: Any) -> None:
    attempt = taker.start()
    assert taker.save(attempt, 1, value)
    taker.finish(attempt)
    assert _state(taker.database, attempt) == "finished"
    assert _response(taker.database, attempt, 1).score is None


def test_an_unreadable_answer_is_refused_with_a_sentence_and_nothing_moves(taker: Taker) -> None:
    attempt = taker.start()
    taker.save(attempt, 1, {"foreign": 1})
    with pytest.raises(InvalidInputError) as refusal:
        taker.advance(attempt, 1)
    sitting = taker.see(attempt)
    assert sitting.problem is not None
    assert (sitting.position, sitting.problem.sentence) == (1, str(refusal.value))
    taker.save(attempt, 1, taker.answer_worth(attempt, 1), revision=1, key="mended")
    assert taker.see(attempt).problem is None
    assert taker.advance(attempt, 1)


def _show(database: Database, variant: Variant, number: int) -> list[tuple[Part, ...]]:
    """Show a variant to as many students; returns its parts as each sees them, two times over."""
    takers = [make_taker(database) for _ in range(number)]
    with database.transaction() as session:
        item = session.get_one(ItemVersion, variant.version_id).item_id
        posting = postings.shared_postings(session)[0].id
        for n, taker in enumerate(takers):
            values = {"id": f"a{n}", "student_id": taker.id, "posting_id": posting, "mode": "diagnostic"}
            session.add(Attempt(**values, state="open", started_at=NOW))
            session.flush()
            place = {"attempt_id": f"a{n}", "position": 1, "item_id": item}
            session.add(Presentation(**place, version_id=variant.version_id, variant_id=variant.id, presented_at=NOW))
    return [taker.see(f"a{n}").face.parts for _ in range(2) for n, taker in enumerate(takers)]


def _variant_of(database: Database, kind: ItemType, *, shuffle: bool) -> Variant:
    with database.transaction() as session:
        query = select(Variant).join(ItemVersion, ItemVersion.id == Variant.version_id).order_by(Variant.id)
        variants = session.scalars(query.where(ItemVersion.type == kind.value, Variant.number == 0))
        return next(variant for variant in variants if variant.face.get("shuffle", True) is shuffle)


def test_options_stand_in_another_order_in_another_attempt_and_stay_there_within_one(database: Database) -> None:
    shown = _show(database, _variant_of(database, ItemType.MULTIPLE_RESPONSE, shuffle=True), 8)
    assert shown[:8] == shown[8:]
    texts = [tuple(part.text for part in parts) for parts in shown]
    assert len({frozenset(text) for text in texts}) == 1
    assert len(set(texts)) > 3
    assert len({part.id for parts in shown for part in parts}) == 8 * len(shown[0])


def test_items_whose_order_is_meant_are_shown_in_it(database: Database) -> None:
    variant = _variant_of(database, ItemType.SINGLE_CHOICE, shuffle=False)
    meant = [part["text"] for part in variant.face["parts"]]
    for parts in _show(database, variant, 4):
        assert [part.text for part in parts] == meant


CALLS: dict[str, Callable[[Session, int, str], object]] = {
    "read": lambda s, student, attempt: quizzes.read_sitting(s, student=student, attempt=attempt, secret=SECRET),
    "go on": lambda s, student, attempt: quizzes.advance(
        s, student=student, attempt=attempt, position=1, secret=SECRET, now=NOW
    ),
    "end": lambda s, student, attempt: quizzes.finish_attempt(
        s, student=student, attempt=attempt, secret=SECRET, now=NOW
    ),
    "explain": lambda s, student, attempt: quizzes.explain_refusal(s, student=student, attempt=attempt, position=1),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_foreign_attempt_does_not_exist(taker: Taker, name: str) -> None:
    attempt = taker.start()
    taker.save(attempt, 1, taker.answer_worth(attempt, 1))
    stranger = make_taker(taker.database)
    sentences = set()
    for wanted in (attempt, "no-such-attempt"):
        with taker.database.transaction() as session, pytest.raises(NotFoundError) as refusal:
            CALLS[name](session, stranger.id, wanted)
        sentences.add(str(refusal.value))
    assert len(sentences) == 1
    assert _state(taker.database, attempt) == "open"
    assert _response(taker.database, attempt, 1).score is None


def test_a_finished_attempt_shows_no_question_and_takes_no_step(taker: Taker) -> None:
    attempt = taker.start()
    taker.finish(attempt)
    with pytest.raises(ConflictError):
        taker.see(attempt)
    with pytest.raises(ConflictError):
        taker.advance(attempt, 1)


def test_a_new_attempt_begins_after_the_first_has_ended(taker: Taker) -> None:
    first = taker.sit(2, 1)
    assert taker.start() != first


def test_a_foreign_posting_cannot_be_started(taker: Taker) -> None:
    with pytest.raises(NotFoundError):
        taker.start("no-such-posting")


def test_when_nothing_is_left_to_ask_it_says_so(taker: Taker) -> None:
    with taker.database.transaction() as session:
        for version in session.scalars(select(ItemVersion)):
            version.state = "retired"
    with pytest.raises(ConflictError, match="nothing left to ask"):
        taker.start()
    with taker.database.transaction() as session:
        assert session.scalar(select(func.count()).select_from(Attempt)) == 0


def test_answers_change_what_is_asked_next(database: Database) -> None:
    def banks(reach: float) -> list[str]:
        taker = make_taker(database)
        attempt = taker.sit(8, reach)
        with database.transaction() as session:
            query = select(Item.bank_key).join(Presentation, Presentation.item_id == Item.id)
            return list(
                session.scalars(query.where(Presentation.attempt_id == attempt).order_by(Presentation.position))
            )

    good, poor = banks(1), banks(0)
    assert len(set(good)) > 1
    assert good != poor


def test_the_forecast_counts_down_and_never_exceeds_the_attempt(taker: Taker) -> None:
    attempt = taker.start()
    for position in range(1, 6):
        sitting = taker.see(attempt)
        assert sitting.forecast.answered == position - 1
        assert sitting.forecast.questions <= MOST_QUESTIONS - (position - 1)
        assert sitting.forecast.minutes >= 0
        if not taker.answer(attempt, position, 1):
            break


def test_times_of_an_attempt_are_those_of_its_requests(taker: Taker) -> None:
    attempt = taker.sit(1, 1)
    with taker.database.transaction() as session:
        kept = session.get_one(Attempt, attempt)
    assert kept.started_at == NOW + timedelta(seconds=30)
    assert kept.finished_at == taker.now
