"""People: one spelling of an address, tidy names, passwords that hold."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.errors import InvalidInputError
from quizapp.domain.people import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_PASSWORD,
    SHORTEST_PASSWORD,
    Person,
    check_new_password,
    normalise_address,
    normalise_name,
    normalise_password,
)
from quizapp.domain.permissions import Permission, Role

GOOD = "violet lantern harbour"


@pytest.mark.parametrize(
    "twin", ["KIM@example.org", "  kim@example.org\n", "Kim@EXAMPLE.org", "ｋｉｍ@example.org", "kim＠example.org"]
)
def test_twins_of_an_address_are_one_address(twin: str) -> None:
    assert normalise_address(twin) == "kim@example.org"


@given(st.emails())
def test_an_address_is_normalised_once_for_all(address: str) -> None:
    once = normalise_address(address)
    assert normalise_address(once) == once
    assert normalise_address(f" {address.upper()} ") == normalise_address(address.upper())


@pytest.mark.parametrize(
    "text", ["", " ", "kim", "kim@", "@example.org", "kim@example", "kim @example.org", "a@b@c.org", "kim@exam ple.org"]
)
def test_what_is_no_address_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(InvalidInputError, match="An example: kim@"):
        normalise_address(text)


def test_an_address_may_have_254_characters_and_no_more() -> None:
    domain = "@example.org"
    longest = "k" * (LONGEST_ADDRESS - len(domain)) + domain
    assert normalise_address(longest) == longest
    with pytest.raises(InvalidInputError):
        normalise_address("k" + longest)


def test_a_name_keeps_its_letters_and_loses_its_clutter() -> None:
    assert normalise_name("  Zoë\t \x00van\u200b  der\nBerg ") == "Zoë van der Berg"


@given(st.text(max_size=200))
def test_a_name_is_tidy_or_refused(text: str) -> None:
    try:
        name = normalise_name(text)
    except InvalidInputError:
        return
    assert 0 < len(name) <= LONGEST_NAME
    assert name == " ".join(name.split())
    assert name.isprintable()
    assert normalise_name(name) == name
    assert unicodedata.is_normalized("NFC", name)


@pytest.mark.parametrize("text", ["", "  \t", "\x00\x1f", "k" * (LONGEST_NAME + 1)])
def test_a_name_that_is_empty_or_too_long_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError):
        normalise_name(text)


def test_the_same_password_typed_on_two_keyboards_is_the_same() -> None:
    assert normalise_password("cafe\u0301") == normalise_password("café")
    assert normalise_password("ﬁg") == "fig"


@given(st.text(min_size=SHORTEST_PASSWORD, max_size=LONGEST_PASSWORD))
def test_nothing_of_a_password_is_cut_off(text: str) -> None:
    assert normalise_password(text + "end").endswith("end")


@pytest.mark.parametrize(
    "password", [GOOD, "hunter in the grey barn", "ÄÖÜ-äöü-ßẞ-éèê-日本", "correct horse battery", "x9$Kq2!mZ7@pL4#"]
)
def test_a_password_of_fifteen_mixed_characters_will_do(password: str) -> None:
    check_new_password(password, "kim@example.org")


@pytest.mark.parametrize(
    ("password", "because"),
    [
        ("x9$Kq2!mZ7@pL4", "15"),
        ("", "15"),
        (GOOD * 8, "128"),
        ("aaaaaaaaaaaaaaaaaaaa", "guessed"),
        ("abababababababababab", "guessed"),
        ("password-password-password", "guessed"),
        ("12345678passwordqwerty", "guessed"),
        ("QuizappQuizappQuizapp", "guessed"),
        ("i am kim.berg and nobody else", "guessed"),
    ],
)
def test_a_password_that_will_not_do_says_what_would(password: str, because: str) -> None:
    with pytest.raises(InvalidInputError, match=because):
        check_new_password(password, "kim.berg@example.org")


def test_a_password_may_have_from_15_to_128_characters() -> None:
    text = "abcdefghij-klmno pqrstuvwxyz." * 5
    check_new_password(text[:SHORTEST_PASSWORD], "kim@example.org")
    check_new_password(text[:LONGEST_PASSWORD], "kim@example.org")
    for length in (SHORTEST_PASSWORD - 1, LONGEST_PASSWORD + 1):
        with pytest.raises(InvalidInputError):
            check_new_password(text[:length], "kim@example.org")


def test_a_short_account_name_does_not_forbid_every_password_with_its_letter() -> None:
    check_new_password(GOOD, "v@example.org")


def test_a_person_may_what_any_of_their_roles_may() -> None:
    both = Person(1, "Kim", frozenset({Role.STUDENT, Role.MENTOR}))
    assert both.may(Permission.QUIZ_TAKE)
    assert both.may(Permission.BANK_READ)
    assert not both.may(Permission.COHORT_TEACH)
