"""Attempts: draws that nobody can foresee, and orders of their own."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.attempts import draw, shuffled

SECRETS = st.binary(min_size=1, max_size=40)
PARTS = st.lists(st.text(max_size=8) | st.integers(), max_size=4)


@given(SECRETS, PARTS)
def test_a_draw_lies_between_nought_and_one_and_is_repeatable(secret: bytes, parts: list[str | int]) -> None:
    drawn = draw(secret, *parts)
    assert 0 <= drawn < 1
    assert draw(secret, *parts) == drawn


def test_draws_are_spread_evenly() -> None:
    tenths = Counter(int(10 * draw(b"secret", "spread", n)) for n in range(10_000))
    assert len(tenths) == 10
    assert all(900 <= count <= 1_100 for count in tenths.values())


def test_another_secret_draws_otherwise() -> None:
    drawn = {draw(secret, "variant", 1) for secret in (b"a", b"b", b"c")}
    assert len(drawn) == 3


def test_parts_do_not_run_into_each_other() -> None:
    assert draw(b"secret", "ab", "c") != draw(b"secret", "a", "bc")
    assert draw(b"secret", 1, 23) != draw(b"secret", 12, 3)


@given(SECRETS, st.text(max_size=20), st.integers(), st.lists(st.text(max_size=6), unique=True, max_size=8))
def test_an_order_is_stable_and_loses_nothing(secret: bytes, attempt: str, item: int, ids: list[str]) -> None:
    order = shuffled(secret, attempt, item, ids)
    assert sorted(order) == sorted(ids)
    assert shuffled(secret, attempt, item, ids[::-1]) == order


def test_the_key_stands_at_every_place_equally_often() -> None:
    ids = ("key", "one", "two", "three")
    places = Counter(shuffled(b"secret", f"attempt {n}", 7, ids).index("key") for n in range(8_000))
    # chi-square with 3 degrees of freedom: 16.27 is exceeded once in a thousand
    assert sum((places[place] - 2_000) ** 2 / 2_000 for place in range(4)) < 16.27


def test_two_items_of_an_attempt_are_ordered_apart() -> None:
    ids = tuple("abcdefgh")
    assert len({shuffled(b"secret", "attempt", item, ids) for item in range(20)}) > 15
