"""Attempts: draws that nobody can foresee, and names of their own for the parts of items."""

import re
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.attempts import alias, draw

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


@given(SECRETS, st.text(max_size=20), st.integers(), st.text(max_size=10))
def test_an_alias_is_short_plain_and_repeatable(secret: bytes, attempt: str, item: int, part: str) -> None:
    name = alias(secret, attempt, item, part)
    assert re.fullmatch("[0-9a-f]{12}", name)
    assert alias(secret, attempt, item, part) == name


def test_the_key_stands_at_every_place_equally_often_when_aliases_are_sorted() -> None:
    ids = ("key", "one", "two", "three")
    places: Counter[int] = Counter()
    for n in range(8_000):
        names = {part: alias(b"secret", f"attempt {n}", 7, part) for part in ids}
        places[sorted(ids, key=lambda part: names[part]).index("key")] += 1
    # chi-square with 3 degrees of freedom: 16.27 is exceeded once in a thousand
    assert sum((places[place] - 2_000) ** 2 / 2_000 for place in range(4)) < 16.27


def test_no_two_attempts_items_or_secrets_share_an_alias() -> None:
    spaces = [(secret, attempt, item) for secret in (b"a", b"b") for attempt in ("one", "two") for item in range(20)]
    names = [alias(*space, part) for space in spaces for part in "abcdefgh"]
    assert len(set(names)) == len(names)


def test_what_makes_an_alias_does_not_run_into_each_other() -> None:
    assert alias(b"secret", "a", 11, "b") != alias(b"secret", "a1", 1, "b")
    assert alias(b"secret", "a", 1, "1b") != alias(b"secret", "a", 11, "b")
