"""Stories and written answers: what may be written, and what ratings are worth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.items.faces import Face
from quizapp.domain.items.grading import AnswerError, Grade, check_answer, grade
from quizapp.domain.items.keys import key_from_json, key_to_json
from quizapp.domain.items.model import ItemType, Variable
from quizapp.domain.items.types.rated import (
    SECTIONS,
    Criterion,
    RatedByPeopleError,
    StoryKey,
    Written,
    WrittenKey,
    sections_of,
    word_count,
)  # fmt: skip
from quizapp.domain.items.writing import VariantError

from ..conftest import BODIES, variant_of

STORY = Face(ItemType.STORY, words=20)
WRITTEN = Face(ItemType.WRITTEN, words=20)
STORY_KEY = StoryKey(tuple("abcde"))
RUBRIC = WrittenKey({name: tuple("abcd") for name in ("p", "q", "r", "s")})
TOLD = dict.fromkeys(SECTIONS, "We lost the order.")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n\t ", 0),
        ("one", 1),
        ("one two\nthree", 3),
        ("one — two", 2),
        ("well-known facts, e.g. 3.5 %", 4),
        ("don't", 1),
        ("... !? -", 0),
        ("\u00a0one\u00a0two\u2003three", 3),
        ("größer als früher", 3),
        ("日本 語", 2),
        ("*one* **two**", 2),
    ],
)
def test_a_word_stands_between_spaces_and_holds_a_letter_or_a_digit(text: str, words: int) -> None:
    assert word_count(text) == words


@given(st.lists(st.text("abÄ9", min_size=1, max_size=5), max_size=30), st.sampled_from([" ", "  ", "\n", " – "]))
def test_words_are_counted_however_they_are_laid_out(words: list[str], between: str) -> None:
    assert word_count(between.join(words)) == len(words)


@pytest.mark.parametrize(("level", "score"), [(1, 0), (2, 0.25), (3, 0.5), (4, 0.75), (5, 1)])
def test_levels_of_a_story_lie_evenly_from_nothing_to_one(level: int, score: float) -> None:
    assert STORY_KEY.rate({"level": level}) == Grade(score)


@pytest.mark.parametrize(
    ("points", "score", "below"),
    [((3, 3, 3, 3), 1, ""), ((0, 0, 0, 0), 0, "pqrs"), ((3, 2, 3, 1), 0.75, "qs"), ((1, 0, 0, 0), 1 / 12, "pqrs")],
)
def test_points_of_a_rubric_are_shared_and_what_is_below_is_named(
    points: tuple[int, ...], score: float, below: str
) -> None:
    found = RUBRIC.rate(dict(zip("pqrs", points, strict=True)))
    assert found.score == pytest.approx(score)
    assert found.parts == tuple(below)


@pytest.mark.parametrize("bad", [0, 6, -1, True, 3.0, "3", None])
def test_a_story_s_level_is_a_whole_number_from_one_to_five(bad: object) -> None:
    with pytest.raises(AnswerError, match="from 1 to 5") as error:
        STORY_KEY.rate({"level": bad})  # type: ignore[dict-item]
    assert error.value.part == "level"


@pytest.mark.parametrize("bad", [4, -1, False, 1.0, "1", None])
@pytest.mark.parametrize("name", "pqrs")
def test_a_criterion_s_points_are_whole_and_at_most_three(bad: object, name: str) -> None:
    with pytest.raises(AnswerError, match="from 0 to 3") as error:
        RUBRIC.rate({"p": 1, "q": 1, "r": 1, "s": 1, name: bad})  # type: ignore[dict-item]
    assert error.value.part == name


def test_a_missing_rating_is_named() -> None:
    for key, part in ((STORY_KEY, "level"), (RUBRIC, "p")):
        with pytest.raises(AnswerError) as error:
            key.rate({})
        assert error.value.part == part


@pytest.mark.parametrize("key", [STORY_KEY, RUBRIC])
def test_no_program_grades_what_people_rate(key: StoryKey | WrittenKey) -> None:
    for call in (lambda: grade(key, TOLD), lambda: grade(key, None), key.right_answer):
        with pytest.raises(RatedByPeopleError):
            call()


def test_scales_say_what_each_rating_means() -> None:
    assert STORY_KEY.scales() == {"level": {1: "a", 2: "b", 3: "c", 4: "d", 5: "e"}}
    assert RUBRIC.scales()["q"] == {0: "a", 1: "b", 2: "c", 3: "d"}


def test_levels_are_rendered_and_kept_apart() -> None:
    for kind in (ItemType.STORY, ItemType.WRITTEN):
        key = variant_of(BODIES[kind]()).key.rendered(lambda text, where: f"<{text}>")
        assert isinstance(key, StoryKey | WrittenKey)
        assert all(text.startswith("<canary") for scale in key.scales().values() for text in scale.values())
        assert key_from_json(key_to_json(key)) == key


def test_criteria_that_look_alike_are_refused() -> None:
    names = ("Clear", "Clear{{x}}", "Brief", "Right")
    with pytest.raises(VariantError, match="each criterion once") as error:
        variant_of(Written(tuple(Criterion(name, tuple("abcd")) for name in names)), variables={"x": Variable(("",))})
    assert error.value.path == ("criteria", 1, "name")


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "is still empty"),
        (" \n", "is still empty"),
        (None, "is still empty"),
        (5, "is still empty"),
        (["x"], "is still empty"),
        ("word " * 21, "has 21 words; at most 20"),
        ("x" * 20_001, "has 20,001 characters"),
        ("x\x00", "can't be shown"),
        ("\ud800", "can't be shown"),
    ],
)
def test_a_section_that_can_t_be_kept_is_named(section: str, text: object, expected: str) -> None:
    with pytest.raises(AnswerError, match=f"The {section} .*{expected}") as error:
        check_answer(STORY, TOLD | {section: text})
    assert error.value.part == section


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "Please write an answer"),
        (None, "Please write an answer"),
        ({"text": "x"}, "Please write an answer"),
        ("word " * 21, "The answer has 21 words; at most 20"),
        ("x" * 1_000_000, "has 1,000,000 characters; at most 20,000"),
        ("x\x00", "can't be shown"),
    ],
)
def test_a_written_answer_that_can_t_be_kept_gets_a_sentence(text: object, expected: str) -> None:
    with pytest.raises(AnswerError, match=expected):
        check_answer(WRITTEN, text)


def test_as_many_words_as_are_read_are_accepted() -> None:
    check_answer(WRITTEN, "word — " * 20)
    check_answer(STORY, dict.fromkeys(SECTIONS, "word\n" * 20))


def test_sections_are_shown_in_their_order_with_what_was_written() -> None:
    assert sections_of({"result": "r", "situation": "s"}) == [
        ("situation", "s"), ("task", ""), ("action", ""), ("result", "r")
    ]  # fmt: skip
    assert [text for _, text in sections_of(None)] == [""] * 4
