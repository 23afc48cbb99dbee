"""Accounts: one person, one account; one sentence for every refusal."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from argon2 import PasswordHasher
from sqlalchemy import select

from quizapp.domain.errors import InvalidInputError, TooManyTriesError
from quizapp.domain.people import Person
from quizapp.domain.permissions import Role
from quizapp.services import accounts
from quizapp.services.accounts import (
    IDLE,
    SIGN_IN_LIMITS,
    SIGN_UP_LIMIT,
    STAFF_LIFETIME,
    STUDENT_LIFETIME,
    SignedIn,
)
from quizapp.services.gateway import Database
from quizapp.storage import people
from quizapp.storage.tables import SignIn, Throttle, User
from tests.conftest import NOW

ADDRESS = "kim@example.org"
PASSWORD = "violet lantern harbour"
MINUTE = timedelta(minutes=1)


@pytest.fixture
def kim(database: Database) -> Person:
    with database.transaction() as session:
        return accounts.sign_up(session, name="Kim", address=ADDRESS, password=PASSWORD, now=NOW)


def _sign_in(
    database: Database, address: str = ADDRESS, password: str = PASSWORD, *, demo: bool = False, now: datetime = NOW
) -> SignedIn:
    with database.transaction() as session:
        return accounts.sign_in(session, address=address, password=password, demo_allowed=demo, now=now)


def _find(database: Database, token: str, now: datetime, *, demo: bool = False) -> Person | None:
    with database.transaction() as session:
        return accounts.find_signed_in(session, token, demo_allowed=demo, now=now)


def test_who_signs_up_is_a_student_and_can_sign_in(database: Database, kim: Person) -> None:
    assert kim.roles == {Role.STUDENT}
    signed_in = _sign_in(database)
    assert signed_in.person == kim
    assert _find(database, signed_in.token, NOW) == kim


@pytest.mark.parametrize("twin", ["KIM@Example.ORG", "  kim@example.org ", "ｋｉｍ@example.org", "kim@example。org"])
def test_a_twin_of_an_address_gets_no_second_account(database: Database, kim: Person, twin: str) -> None:
    try:
        with database.transaction() as session:
            accounts.sign_up(session, name="Twin", address=twin, password=PASSWORD, now=NOW)
    except InvalidInputError:
        pass
    with database.transaction() as session:
        assert [user.id for user in people.all_users(session)] == [kim.id]


@pytest.mark.parametrize("twin", ["KIM@Example.ORG", "  kim@example.org ", "ｋｉｍ@example.org"])
def test_any_spelling_of_the_address_signs_in(database: Database, kim: Person, twin: str) -> None:
    assert _sign_in(database, twin).person == kim


def test_a_password_counts_to_its_last_character(database: Database) -> None:
    long = "abcdefghijklmnopqrstuvwxyz 0123456789 " * 3
    with database.transaction() as session:
        accounts.sign_up(session, name="Kim", address=ADDRESS, password=long, now=NOW)
    assert _sign_in(database, password=long)
    with pytest.raises(InvalidInputError):
        _sign_in(database, password=long[:-1])


def _message(refused: Callable[[], object]) -> str:
    with pytest.raises(InvalidInputError) as refusal:
        refused()
    return str(refusal.value)


def test_every_refused_sign_in_gets_the_same_sentence(database: Database, kim: Person) -> None:
    with database.transaction() as session:
        demo = accounts.sign_up(session, name="Demo", address="demo@example.org", password=PASSWORD, now=NOW)
        session.get_one(User, demo.id).demo = True
    sentences = {
        _message(lambda: _sign_in(database, password="violet lantern harbor")),
        _message(lambda: _sign_in(database, password="")),
        _message(lambda: _sign_in(database, "nobody@example.org")),
        _message(lambda: _sign_in(database, "not an address")),
        _message(lambda: _sign_in(database, "")),
        _message(lambda: _sign_in(database, "demo@example.org")),
    }
    assert len(sentences) == 1
    with database.transaction() as session:
        assert session.scalars(select(SignIn)).all() == []


def test_an_address_without_account_costs_a_hash_like_any_other(
    database: Database, kim: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified: list[str] = []
    honest = PasswordHasher.verify

    def verify(self: PasswordHasher, digest: str, password: str) -> bool:
        verified.append(digest.rsplit("$", 2)[0])
        return bool(honest(self, digest, password))

    monkeypatch.setattr(PasswordHasher, "verify", verify)
    for address in (ADDRESS, "nobody@example.org", "not an address"):
        _message(lambda where=address: _sign_in(database, where, "wrong"))  # type: ignore[misc]
    assert len(verified) == 3
    assert len(set(verified)) == 1  # the same parameters, hence the same work


def test_demonstration_accounts_sign_in_only_where_the_demonstration_runs(database: Database, kim: Person) -> None:
    with database.transaction() as session:
        session.get_one(User, kim.id).demo = True
    with pytest.raises(InvalidInputError):
        _sign_in(database)
    signed_in = _sign_in(database, demo=True)
    assert _find(database, signed_in.token, NOW, demo=True) == kim
    assert _find(database, signed_in.token, NOW) is None


def test_a_hash_of_older_settings_is_renewed_at_the_next_sign_in(database: Database, kim: Person) -> None:
    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)
    with database.transaction() as session:
        session.get_one(User, kim.id).password_hash = weak
    _sign_in(database)
    with database.transaction() as session:
        renewed = session.get_one(User, kim.id).password_hash
    assert renewed.startswith("$argon2id$")
    assert "m=19456,t=2,p=1" in renewed
    assert _sign_in(database)


def test_each_sign_in_has_a_token_of_its_own_of_which_only_a_hash_is_kept(database: Database, kim: Person) -> None:
    tokens = [_sign_in(database).token for _ in range(3)]
    assert len(set(tokens)) == 3
    assert all(len(token) >= 43 for token in tokens)  # 256 bits
    with database.transaction() as session:
        kept = set(session.scalars(select(SignIn.token_hash)))
    assert kept == {accounts.hash_token(token) for token in tokens}
    assert not kept & set(tokens)


def test_signing_out_ends_this_sign_in_and_no_other(database: Database, kim: Person) -> None:
    here, there = _sign_in(database).token, _sign_in(database).token
    with database.transaction() as session:
        accounts.sign_out(session, here)
    assert _find(database, here, NOW) is None
    assert _find(database, there, NOW) == kim


def test_a_student_stays_signed_in_for_seven_days_however_long_they_think(database: Database, kim: Person) -> None:
    token = _sign_in(database).token
    assert _find(database, token, NOW + STUDENT_LIFETIME - MINUTE) == kim
    assert _find(database, token, NOW + STUDENT_LIFETIME) is None


@pytest.fixture
def mentor(database: Database) -> str:
    with database.transaction() as session:
        person = accounts.create_user(
            session, name="Mo", address="mo@example.org", password=PASSWORD, roles=[Role.MENTOR], now=NOW
        )
        return accounts.sign_in_as(session, person, NOW).token


def test_staff_are_signed_out_after_an_hour_without_use(database: Database, mentor: str) -> None:
    assert _find(database, mentor, NOW + IDLE - MINUTE)
    assert _find(database, mentor, NOW + 2 * IDLE - 2 * MINUTE)
    assert _find(database, mentor, NOW + 3 * IDLE - 2 * MINUTE) is None


def test_staff_are_signed_out_after_twelve_hours_in_any_case(database: Database, mentor: str) -> None:
    moment = NOW
    while moment < NOW + STAFF_LIFETIME - timedelta(minutes=30):
        moment += timedelta(minutes=30)
        assert (_find(database, mentor, moment) is not None) == (moment < NOW + STAFF_LIFETIME)
    assert _find(database, mentor, NOW + STAFF_LIFETIME) is None


def test_sign_ins_that_ran_out_are_forgotten_at_the_next_one(database: Database, kim: Person) -> None:
    _sign_in(database)
    _sign_in(database, now=NOW + STUDENT_LIFETIME + MINUTE)
    with database.transaction() as session:
        assert len(session.scalars(select(SignIn)).all()) == 1


@pytest.mark.parametrize(
    ("name", "address", "password"),
    [("", ADDRESS, PASSWORD), ("Kim", "kim", PASSWORD), ("Kim", ADDRESS, "short"), ("Kim", ADDRESS, "a" * 40)],
)
def test_what_cannot_be_used_makes_no_account(database: Database, name: str, address: str, password: str) -> None:
    with pytest.raises(InvalidInputError), database.transaction() as session:
        accounts.sign_up(session, name=name, address=address, password=password, now=NOW)
    with database.transaction() as session:
        assert people.count_users(session) == 0


def _try(database: Database, address: str = ADDRESS, place: str = "192.0.2.1", now: datetime = NOW) -> None:
    with database.transaction() as session:
        accounts.limit_sign_in(session, address=address, place=place, now=now)


def test_the_sixth_try_within_a_minute_is_refused_with_the_seconds_to_wait(database: Database) -> None:
    for second in range(5):
        _try(database, now=NOW + timedelta(seconds=second))
    with pytest.raises(TooManyTriesError) as refusal:
        _try(database, now=NOW + timedelta(seconds=20))
    assert refusal.value.seconds == 40


def test_a_refused_account_is_not_locked_elsewhere_nor_for_long(database: Database) -> None:
    for _ in range(5):
        _try(database)
    with pytest.raises(TooManyTriesError):
        _try(database)
    _try(database, place="192.0.2.2")
    _try(database, address="other@example.org")
    _try(database, now=NOW + MINUTE)


def test_a_place_is_refused_after_sixty_tries_and_a_class_is_not(database: Database) -> None:
    limits = {name: tries for name, tries, _ in SIGN_IN_LIMITS}
    for number in range(limits["place"]):
        _try(database, address=f"student{number}@example.org")
    with pytest.raises(TooManyTriesError):
        _try(database, address="one-more@example.org")


def test_an_account_takes_a_hundred_tries_an_hour_from_all_places_together(database: Database) -> None:
    for number in range(100):
        _try(database, place=f"place {number}")
    with pytest.raises(TooManyTriesError) as refusal:
        _try(database, place="place 100")
    assert 3_500 < refusal.value.seconds <= 3_600
    _try(database, place="place 100", now=NOW + timedelta(hours=1))


@pytest.mark.parametrize("twin", ["KIM@example.org ", "ｋim@example.org", "kim＠example.org"])
def test_twins_of_an_address_are_counted_together(database: Database, twin: str) -> None:
    for _ in range(5):
        _try(database)
    with pytest.raises(TooManyTriesError):
        _try(database, address=twin)


def test_counting_keeps_no_address_and_no_place(database: Database) -> None:
    _try(database)
    with database.transaction() as session:
        keys = session.scalars(select(Throttle.key)).all()
    assert len(keys) == 3
    assert not [key for key in keys if "kim" in key or "192.0.2" in key]


def test_tries_at_once_are_all_counted(database: Database) -> None:
    barrier = threading.Barrier(8)

    def count(_number: int) -> list[int]:
        barrier.wait()
        counts = []
        for _ in range(5):
            with database.transaction() as session:
                counts.append(people.count_try(session, "at once", MINUTE, NOW)[0])
        return counts

    with ThreadPoolExecutor(8) as pool:
        counts = [one for counted in pool.map(count, range(8)) for one in counted]
    assert sorted(counts) == list(range(1, 41))


def test_accounts_are_made_from_one_place_only_so_often(database: Database) -> None:
    tries, window = SIGN_UP_LIMIT

    def make(now: datetime = NOW) -> None:
        with database.transaction() as session:
            accounts.limit_sign_up(session, place="192.0.2.1", now=now)

    for _ in range(tries):
        make()
    with pytest.raises(TooManyTriesError):
        make()
    make(NOW + window)


def test_everybody_is_listed_by_name_with_their_address(database: Database, kim: Person, mentor: str) -> None:
    with database.transaction() as session:
        listed = accounts.list_people(session)
    assert [(person.name, address) for person, address in listed] == [("Kim", ADDRESS), ("Mo", "mo@example.org")]
    assert listed[0][0] == kim
