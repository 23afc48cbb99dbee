"""How the numbers of a figure are written: exactly in its table, shortly in its picture."""

from decimal import Decimal

from quizapp.domain.items.values import THIN_SPACE

MINUS = "\u2212"


def exact(value: int | float) -> str:
    """Write a number with all its digits, as one would type it."""
    decimal = Decimal(repr(value))
    return str(value).replace("e-0", "e-") if decimal and not -7 < decimal.adjusted() < 15 else f"{decimal:f}"


def typeset(written: str) -> str:
    """Give a written number a real minus sign, and space between its thousands."""
    sign, digits = (MINUS, written[1:]) if written.startswith("-") else ("", written)
    whole, dot, rest = digits.partition(".")
    if whole.isdigit() and len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", THIN_SPACE)
    return sign + _power(whole + dot + rest)


def _power(digits: str) -> str:
    """Write an exponent as a power of ten."""
    mantissa, mark, exponent = digits.partition("e")
    if not mark:
        return digits
    power = "10" + str(int(exponent)).translate(_RAISED)
    return power if mantissa == "1" else f"{mantissa}×{power}"


_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def short(value: int | float) -> str:
    """Write a number for a cell of a picture: two decimals, or two digits when it is small."""
    if value == 0 or abs(value) >= 0.1:
        shown = f"{value:.2f}" if abs(value) < 1e6 else f"{value:.2e}"
    else:
        shown = f"{Decimal(f'{value:.1e}'):f}" if abs(value) >= 1e-4 else f"{value:.1e}"
    return typeset(_trim(shown))


def _trim(shown: str) -> str:
    mantissa, mark, exponent = shown.partition("e")
    if "." in mantissa:
        mantissa = mantissa.rstrip("0").rstrip(".")
    return mantissa + (f"e{int(exponent)}" if mark else "")
