"""Cohorts: the codes by which students join."""

import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that could be read as a digit."""
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
CODE_LENGTH = 8


def new_join_code() -> str:
    """Draw a code of forty random bits."""
    return "".join(secrets.choice(_ALPHABET) for _ in range(CODE_LENGTH))


def read_join_code(typed: str) -> str:
    """Return the code as it is kept, however it was typed: case, spaces, hyphens and misread letters do not matter."""
    folded = "".join(c for c in typed.upper() if c.isalnum()).translate(_MISREAD)
    return folded[: CODE_LENGTH + 1]
