"""Accounts: signing up, in and out."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from quizapp.domain.errors import InvalidInputError, TooManyTriesError
from quizapp.domain.people import Person, check_new_password, normalise_address, normalise_name, normalise_password
from quizapp.domain.permissions import Role
from quizapp.storage import people
from quizapp.storage.tables import SignIn, User, UserRole

IDLE = timedelta(minutes=60)
STUDENT_LIFETIME = timedelta(days=7)
STAFF_LIFETIME = timedelta(hours=12)
_SEEN_EVERY = timedelta(minutes=5)
"""A sign-in's last use is noted this often, not on every request."""
_TAKEN = "There is an account with this address already. Sign in instead."
_REFUSED = "That address and password do not belong together. Check both and try again."

SIGN_IN_LIMITS = (
    ("account-and-place", 5, timedelta(minutes=1)),
    ("place", 60, timedelta(minutes=1)),
    ("account", 100, timedelta(hours=1)),
)
"""Tries allowed; the place's limit leaves room for a class behind one network address."""
SIGN_UP_LIMIT = (60, timedelta(hours=1))
_AT_A_TIME = BoundedSemaphore(4)


@cache
def _hasher() -> PasswordHasher:
    # OWASP's second argon2id setting; the library's default costs seven times as much and invites sign-in floods.
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@cache
def _nobody_hash() -> str:
    return _hasher().hash(secrets.token_hex(16))


@dataclass(frozen=True)
class SignedIn:
    """A person and the token that now stands for them."""

    person: Person
    token: str


def hash_password(password: str) -> str:
    """Hash a password with argon2id, a few at a time: each takes 19 MB."""
    with _AT_A_TIME:
        return _hasher().hash(normalise_password(password))


def hash_token(token: str) -> str:
    """Return what is kept of a sign-in token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _person(user: User) -> Person:
    return Person(user.id, user.name, frozenset(Role(r.role) for r in user.roles))


def create_user(
    session: Session,
    *,
    name: str,
    address: str,
    password: str,
    roles: Iterable[Role],
    now: datetime,
    demo: bool = False,
) -> Person:
    """Make an account; a `demo` one signs in only where the demonstration runs.

    Raises:
        InvalidInputError: for a name, an address or a password that can't be used, or an address that has an account.
    """
    kept = normalise_address(address)
    check_new_password(password, kept)
    if people.user_with_address(session, kept):
        raise InvalidInputError(_TAKEN, "email")
    hashed = hash_password(password)
    user = User(address=kept, name=normalise_name(name), password_hash=hashed, demo=demo, created_at=now)
    user.roles = [UserRole(role=role.value) for role in sorted(set(roles))]
    session.add(user)
    try:
        session.flush()
    except IntegrityError as problem:  # somebody was faster with the same address
        raise InvalidInputError(_TAKEN, "email") from problem
    return _person(user)


def sign_up(session: Session, *, name: str, address: str, password: str, now: datetime) -> Person:
    """Make a student's account.

    Raises:
        InvalidInputError: as `create_user`.
    """
    return create_user(session, name=name, address=address, password=password, roles=[Role.STUDENT], now=now)


def sign_in(session: Session, *, address: str, password: str, demo_allowed: bool, now: datetime) -> SignedIn:
    """Check a password and open a sign-in.

    Raises:
        InvalidInputError: with one sentence for every reason, so nobody learns which addresses have accounts.
    """
    user = _user_of(session, address)
    matches = _matches(user.password_hash if user else _nobody_hash(), password)
    if user is None or not matches or (user.demo and not demo_allowed):
        raise InvalidInputError(_REFUSED)
    if _hasher().check_needs_rehash(user.password_hash):
        user.password_hash = hash_password(password)
    return open_sign_in(session, user, now)


def open_sign_in(session: Session, user: User, now: datetime) -> SignedIn:
    """Give a person a fresh token; what has run out is forgotten on the way."""
    people.end_sign_ins(session, expired_before=now)
    people.forget_throttles(session, now - timedelta(days=1))
    token = secrets.token_urlsafe(32)
    person = _person(user)
    session.add(
        SignIn(
            token_hash=hash_token(token),
            user_id=user.id,
            created_at=now,
            seen_at=now,
            expires_at=_end(person, now, now),
        )
    )
    session.flush()
    return SignedIn(person, token)


def sign_in_as(session: Session, person: Person, now: datetime) -> SignedIn:
    """Open a sign-in for somebody who has just made their account."""
    user = session.get_one(User, person.id)
    return open_sign_in(session, user, now)


def _end(person: Person, created: datetime, now: datetime) -> datetime:
    staff = person.roles - {Role.STUDENT}
    lifetime = STAFF_LIFETIME if staff else STUDENT_LIFETIME
    # A student mid-quiz is never thrown out for thinking: only the absolute end holds for them.
    return min(created + lifetime, now + IDLE) if staff else created + lifetime


def find_signed_in(session: Session, token: str, *, demo_allowed: bool, now: datetime) -> Person | None:
    """Tell who a token stands for, and note now and then that it was used."""
    found = people.user_signed_in(session, hash_token(token), now)
    if found is None or (found[0].demo and not demo_allowed):
        return None
    user, entry = found
    person = _person(user)
    if now - entry.seen_at >= _SEEN_EVERY:
        entry.seen_at = now
        entry.expires_at = _end(person, entry.created_at, now)
    return person


def sign_out(session: Session, token: str) -> None:
    """Make a token worthless."""
    people.end_sign_ins(session, token_hash=hash_token(token))


def list_people(session: Session) -> list[tuple[Person, str]]:
    """List everybody with an account, and their address."""
    return [(_person(user), user.address) for user in people.all_users(session)]


def _user_of(session: Session, address: str) -> User | None:
    try:
        return people.user_with_address(session, normalise_address(address))
    except InvalidInputError:
        return None


def _matches(password_hash: str, password: str) -> bool:
    try:
        with _AT_A_TIME:
            return _hasher().verify(password_hash, normalise_password(password[:1024]))
    except (VerificationError, InvalidHashError):
        return False


def limit_sign_in(session: Session, *, address: str, place: str, now: datetime) -> None:
    """Count a try at signing in, by account and by network place; in a transaction of its own, so failures count.

    Raises:
        TooManyTriesError: with the seconds to wait.
    """
    account = _spelling(address)
    keys = {"account-and-place": f"{account}|{place}", "place": place, "account": account}
    for name, tries, window in SIGN_IN_LIMITS:
        limit_tries(session, what=f"sign-in {name}", who=keys[name], tries=tries, window=window, now=now)


def _spelling(address: str) -> str:
    """Return the one spelling an account is counted under: its twins share the count."""
    try:
        return normalise_address(address)
    except InvalidInputError:
        return address.strip().casefold()[:254]


def limit_sign_up(session: Session, *, place: str, now: datetime) -> None:
    """Count an account made from a network place, in a transaction of its own.

    Raises:
        TooManyTriesError: with the seconds to wait.
    """
    tries, window = SIGN_UP_LIMIT
    limit_tries(session, what="sign-up", who=place, tries=tries, window=window, now=now)


def limit_tries(session: Session, *, what: str, who: str, tries: int, window: timedelta, now: datetime) -> None:
    """Count a try at something and refuse it beyond the limit; only a hash says who it was.

    Raises:
        TooManyTriesError: with the seconds to wait.
    """
    used, began = people.count_try(session, f"{what}:{hash_token(who)[:32]}", window, now)
    if used > tries:
        wait = max(1, int((began + window - now).total_seconds()))
        raise TooManyTriesError("That was tried too often. Wait a little, then try again.", wait)
