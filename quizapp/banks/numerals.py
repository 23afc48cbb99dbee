"""Numbers in the texts of options: which show the same one, and which round to each other."""

import re
from dataclasses import dataclass
from functools import lru_cache

_NUMERAL = re.compile(
    r"\$?\s*\+?(?P<sign>[-−–]?)\s*(?P<whole>\d{1,3}(?:[,\u202f\u00a0]\d{3})+|\d+)(?:\.(?P<decimals>\d+))?"
    r"(?:\s*/\s*(?P<below>[1-9]\d*))?(?P<unit>[^\d/]*?)\$?",
    re.ASCII,
)
_SLACK = 1e-12


@dataclass(frozen=True)
class Numeral:
    """A number as a text shows it.

    Attributes:
        unit: What follows it.
        decimals: Digits behind the point.
    """

    value: float
    unit: str
    decimals: int


@lru_cache(maxsize=65_536)
def read_numeral(text: str) -> Numeral | None:
    """Read a text that is one number, perhaps a fraction, perhaps with a unit; None when it is anything else."""
    found = _NUMERAL.fullmatch(text.strip())
    if found is None:
        return None
    decimals = found["decimals"] or ""
    whole = re.sub(r"\D", "", found["whole"])
    value = float(f"{found['sign'] and '-'}{whole}.{decimals}") / int(found["below"] or 1)
    unit = " ".join(found["unit"].replace("\\", "").split())
    return Numeral(value / 100, "", len(decimals) + 2) if unit == "%" else Numeral(value, unit, len(decimals))


def are_equal(first: Numeral, second: Numeral) -> bool:
    """Tell whether two texts show the same number, such as 0.5, 0.50, 1/2 and 50 %."""
    size = max(abs(first.value), abs(second.value))
    return first.unit == second.unit and abs(first.value - second.value) <= _SLACK * size


def are_near(first: Numeral, second: Numeral) -> bool:
    """Tell whether the finer of two numbers rounds to the coarser, such as 0.333 to 0.33; whole numbers are exact."""
    coarser = min(first.decimals, second.decimals)
    if first.unit != second.unit or not coarser or first.decimals == second.decimals:
        return False
    return abs(first.value - second.value) <= 0.5 * 10.0**-coarser * (1 + _SLACK)
