"""Attempts: their modes and states, and the rules of a sitting."""

import hashlib
import hmac
from enum import StrEnum

MOST_QUESTIONS = 25
"""Of one diagnostic attempt: a little over an hour; another attempt goes on where it ended."""
CONFIDENCES = (50, 70, 90)
"""Per cent a student may say, before any sign of right or wrong."""


class Mode(StrEnum):
    """What an attempt is for."""

    DIAGNOSTIC = "diagnostic"


class State(StrEnum):
    """Where an attempt stands."""

    OPEN = "open"
    FINISHED = "finished"


def draw(secret: bytes, *parts: str | int) -> float:
    """Return a number in [0, 1) that nobody without the secret can foresee, the same for the same parts."""
    message = "\x1f".join(map(str, parts)).encode()
    digest = hmac.new(secret, message, hashlib.sha256).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def alias(secret: bytes, attempt: str, item: int, part: str) -> str:
    """Return the id a part of an item has in one attempt; sorting by it makes an order that says nothing."""
    message = "\x1f".join(("alias", attempt, str(item), part)).encode()
    return hmac.new(secret, message, hashlib.sha256).hexdigest()[:12]
