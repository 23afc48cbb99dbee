"""People: how an address and a name are read, and what a password must be."""

import re
import unicodedata
from dataclasses import dataclass, field

from quizapp.domain.errors import InvalidInputError
from quizapp.domain.permissions import Permission, Role, permissions_of

SHORTEST_PASSWORD = 15
"""Characters, where the password is the only factor (NIST SP 800-63B-4, 3.1.1.2)."""
LONGEST_PASSWORD = 128
LONGEST_NAME = 120
SHORTEST_TELLING_NAME = 4
"""Characters before the @ from which on a password that holds them is easily guessed; fewer stand in many words."""
LONGEST_ADDRESS = 254

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_OBVIOUS = ("password", "quizapp", "qwertz", "qwerty", "letmein", "12345678", "iloveyou")


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in."""

    id: int
    name: str
    roles: frozenset[Role]
    permissions: frozenset[Permission] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "permissions", permissions_of(self.roles))

    def may(self, permission: Permission) -> bool:
        """Tell whether this person holds the permission."""
        return permission in self.permissions


def normalise_address(address: str) -> str:
    """Return the one spelling of an e-mail address under which an account is kept.

    Raises:
        InvalidInputError: when it is no address.
    """
    folded = unicodedata.normalize("NFKC", address).strip().casefold()
    if len(folded) > LONGEST_ADDRESS or not _ADDRESS.fullmatch(folded):
        raise InvalidInputError("That is not an e-mail address. An example: kim@example.org", "email")
    return folded


def normalise_name(name: str) -> str:
    """Return a name with its spaces tidied and without control characters.

    Raises:
        InvalidInputError: when nothing is left, or it is too long.
    """
    printable = "".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", name))
    tidy = " ".join(printable.split())
    if not tidy:
        raise InvalidInputError("Please give a name: your cohort's instructor will see it.", "name")
    if len(tidy) > LONGEST_NAME:
        raise InvalidInputError(f"A name may have at most {LONGEST_NAME} characters.", "name")
    return tidy


def normalise_password(password: str) -> str:
    """Return the password as it is hashed: NFKC, nothing cut off."""
    return unicodedata.normalize("NFKC", password)


def check_new_password(password: str, address: str) -> None:
    """Refuse a password that is too short, too long or easily guessed.

    Raises:
        InvalidInputError: saying what would do.
    """
    text = normalise_password(password)
    if len(text) < SHORTEST_PASSWORD:
        raise InvalidInputError(
            f"A password needs at least {SHORTEST_PASSWORD} characters; four unrelated words do.", "password"
        )
    if len(text) > LONGEST_PASSWORD:
        raise InvalidInputError(f"A password may have at most {LONGEST_PASSWORD} characters.", "password")
    folded = text.casefold()
    if len(set(folded)) < 5 or _names_the_account(folded, address) or _mostly_obvious(folded):
        raise InvalidInputError("That password is easily guessed. Four unrelated words make a good one.", "password")


def _names_the_account(folded: str, address: str) -> bool:
    name = address.split("@")[0]
    return len(name) >= SHORTEST_TELLING_NAME and name in folded


def _mostly_obvious(folded: str) -> bool:
    rest = folded
    for word in _OBVIOUS:
        rest = rest.replace(word, "")
    return len(rest) < SHORTEST_PASSWORD // 2
