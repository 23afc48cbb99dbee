"""What the account templates are given."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PersonRow:
    """Somebody with an account."""

    name: str
    address: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class PeoplePage:
    """Everybody with an account."""

    people: tuple[PersonRow, ...]
