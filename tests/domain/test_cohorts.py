"""Cohorts: codes that are read however they are typed."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.cohorts import CODE_LENGTH, new_join_code, read_join_code


def test_a_code_has_forty_bits_of_letters_and_digits_that_are_not_misread() -> None:
    codes = [new_join_code() for _ in range(2_000)]
    assert {len(code) for code in codes} == {CODE_LENGTH}
    letters = Counter("".join(codes))
    assert len(letters) == 32
    assert not set("ILOU") & set(letters)
    assert len(set(codes)) == len(codes)


def test_a_new_code_is_read_as_itself() -> None:
    assert all(read_join_code(code) == code for code in (new_join_code() for _ in range(200)))


@pytest.mark.parametrize("typed", ["a0b1-vz9k", " A0B1 VZ9K ", "aoblvz9k", "AoBi.vz9k", "a0biuz9k"])
def test_case_spaces_hyphens_and_misread_letters_do_not_matter(typed: str) -> None:
    assert read_join_code(typed) == "A0B1VZ9K"


@given(st.text(max_size=400))
def test_anything_typed_is_read_into_something_short(typed: str) -> None:
    assert len(read_join_code(typed)) <= CODE_LENGTH + 1


def test_a_code_with_something_after_it_is_not_that_code() -> None:
    assert read_join_code("A0B1VZ9KX") != "A0B1VZ9K"
    assert read_join_code("A0B1VZ9KXYZ") != "A0B1VZ9K"
