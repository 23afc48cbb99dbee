"""Numeric answers made together with what they are worth: nothing here is shared with the grader.

A value and its writing are made at once, so that nothing has to be read; what an answer is worth is decided with
fractions. Used by the tests and by benchmarks/grading.py.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

MOST_DIGITS = 20
MOST_POWER = 30
MARGIN = Fraction(1, 10**7)
"""Share of a number beyond the tolerance's edge from which an answer is certainly outside: the slack is 1e-9."""
EDGES = (Fraction(0), -MARGIN, MARGIN, -Fraction(1, 100), Fraction(1, 100))
Shares = tuple[Fraction | None, Fraction | None]


@dataclass(frozen=True)
class Case:
    """An answer, the key it is held against and what it is worth.

    Attributes:
        value: Of the key.
        relative: Share of the key that an answer may be away.
        absolute: Distance that it may be away.
        mistakes: Values of the known mistakes.
        typed: What the student typed.
        score: 1 or 0, or None when it has to be refused.
        mistake: The position of the mistake that has to be named.
    """

    value: Fraction
    relative: Fraction | None
    absolute: Fraction | None
    mistakes: tuple[Fraction, ...]
    typed: str
    score: int | None
    mistake: int | None = None


def cases(count: int, seed: int) -> Iterator[Case]:
    """Yield answers in English and German notation, right ones, wrong ones, those at the edge, and nonsense."""
    dice = random.Random(seed)  # noqa: S311 - nothing secret is drawn
    made = 0
    while made < count:
        case = _refused(dice) if dice.random() < 0.15 else _answer(dice)
        if case is not None:
            made += 1
            yield case


def _decimal(dice: random.Random) -> Fraction:
    """Make a number of up to seven digits between about 1e-9 and 1e12, or 0."""
    if dice.random() < 0.03:
        return Fraction(0)
    return _scaled(dice.choice((-1, 1)) * dice.randrange(1, 10 ** dice.randint(1, 7)), dice.randint(-9, 5))


def _scaled(mantissa: int, power: int) -> Fraction:
    return Fraction(mantissa * 10 ** max(power, 0), 10 ** max(-power, 0))


def _tolerance(dice: random.Random, value: Fraction) -> Shares:
    relative = Fraction(dice.choice((1, 2, 5, 10, 50)), dice.choice((100, 1_000, 10_000)))
    size = abs(value) or Fraction(1)
    power = len(str(int(1 / size))) if size < 1 else -len(str(int(size))) + 1
    absolute = Fraction(dice.randrange(0, 100), 100) * _scaled(1, -power)
    return dice.choice(((relative, None), (None, absolute), (relative, absolute)))


def _reach(shares: Shares, centre: Fraction) -> Fraction:
    relative, absolute = shares
    return max((relative or 0) * abs(centre), absolute or Fraction(0))


def _answer(dice: random.Random) -> Case | None:
    value = _decimal(dice)
    shares = _tolerance(dice, value)
    mistakes = tuple(value * dice.choice((-1, 2, 3, 10)) + dice.choice((0, 1)) for _ in range(dice.randint(0, 3)))
    centre = dice.choice((value, value, value, *mistakes))
    number = _near(dice, centre, _reach(shares, centre))
    text, refused = written(dice, number)
    if text is None:
        return None
    if refused:
        return Case(value, *shares, mistakes, text, None)
    verdicts = [_verdict(number, centre, _reach(shares, centre)) for centre in (value, *mistakes)]
    if None in verdicts:
        return None
    if verdicts[0]:
        return Case(value, *shares, mistakes, text, 1)
    near = [(abs(number - mistakes[i]), i) for i, inside in enumerate(verdicts[1:]) if inside]
    return Case(value, *shares, mistakes, text, 0, min(near)[1] if near else None)


def _near(dice: random.Random, centre: Fraction, reach: Fraction) -> Fraction:
    """Take a number at the edge of a tolerance, a hair to either side, anywhere inside or far away."""
    side, roll = dice.choice((-1, 1)), dice.random()
    if roll < 0.6:
        return centre + side * (reach + dice.choice(EDGES) * max(reach, abs(centre)))
    if roll < 0.75:
        return centre + side * reach * Fraction(dice.randrange(0, 1_000), 1_000)
    return _decimal(dice) if roll < 0.95 else centre


def _verdict(number: Fraction, centre: Fraction, reach: Fraction) -> bool | None:
    """Say whether a number is inside; None in the thin band where binary rounding may decide."""
    beyond = abs(number - centre) - reach
    if beyond <= 0:
        return True
    return None if beyond < MARGIN / 2 * max(reach, abs(centre)) else False


def written(dice: random.Random, number: Fraction) -> tuple[str | None, bool]:
    """Write a number as somebody might type it; also tell whether it could be read in two ways.

    No text is returned for a number without a finite or short enough decimal writing.
    """
    digits, places = _digits(abs(number))
    if digits is None:
        return None, False
    power = dice.choice((0, 0, 0, *range(-8, 9), dice.randint(-MOST_POWER, MOST_POWER)))
    places += power  # digits * 10**-places * 10**power is the number
    padded = digits + "0" * max(0, -places)
    places = max(places, 0)
    padded = padded.rjust(places, "0") if places else padded
    whole, decimals = (padded[:-places], padded[-places:]) if places else (padded, "")
    whole, decimals = _dressed(dice, whole, decimals)
    if len(whole) + len(decimals) > MOST_DIGITS or not whole + decimals:
        return None, False
    mark = dice.choice(".,") if decimals or dice.random() < 0.05 else ""
    exponent = _exponent(dice, power)
    ambiguous = mark == "," and len(decimals) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0" and not exponent
    sign = dice.choice("-−") if number < 0 else dice.choice(("", "", "+"))
    around = dice.choice(("", "", " ", "\t", "\u00a0"))
    return f"{around}{sign}{whole}{mark}{decimals}{exponent}{around}", ambiguous


def _digits(number: Fraction) -> tuple[str | None, int]:
    """Return a number's digits and how many of them stand behind the point."""
    places, rest = 0, number.denominator
    while rest % 10 == 0:
        places, rest = places + 1, rest // 10
    while rest % 2 == 0 or rest % 5 == 0:
        places, rest = places + 1, rest // (2 if rest % 2 == 0 else 5)
    return (str(number.numerator * 10**places // number.denominator), places) if rest == 1 else (None, 0)


def _dressed(dice: random.Random, whole: str, decimals: str) -> tuple[str, str]:
    """Add zeros that change nothing, or leave out what may be left out."""
    if dice.random() < 0.2:
        decimals += "0" * dice.randint(1, 3)
    whole = whole.lstrip("0")
    if not whole and (not decimals or dice.random() < 0.8):
        whole = "0"
    return ("0" * dice.randint(1, 2) + whole if dice.random() < 0.05 else whole), decimals


def _exponent(dice: random.Random, power: int) -> str:
    if power == 0 and dice.random() < 0.9:
        return ""
    sign = dice.choice("-−") if power < 0 else dice.choice(("", "+"))
    return dice.choice("eE") + sign + str(abs(power)).rjust(dice.choice((1, 2)), "0")


def _thousands(dice: random.Random, whole: str) -> str:
    mark = dice.choice((",", ".", " ", "'", "_", "\u202f", "\u00a0", "’"))
    groups = [whole[max(0, end - 3) : end] for end in range(len(whole), 0, -3)][::-1]
    return mark.join(groups)


_OTHER_DIGITS = ("０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "₀₁₂₃₄₅₆₇₈₉")
_NONSENSE: tuple[Callable[[random.Random, str], str], ...] = (
    lambda dice, whole: _thousands(dice, str(10**6 + int(whole))),
    lambda dice, whole: f"{_thousands(dice, str(10**6 + int(whole)))}{dice.choice('.,')}5",
    lambda dice, whole: whole.translate(str.maketrans("0123456789", dice.choice(_OTHER_DIGITS))),
    lambda dice, whole: dice.choice(("nan", "NaN", "inf", "-inf", "Infinity", "∞", "None", "true", "zehn", "five")),
    lambda dice, whole: f"{whole}e{dice.choice('+-')}{dice.choice((MOST_POWER + 1, 400, 9_999))}",
    lambda dice, whole: f"{whole}e{dice.randint(10**4, 10**9)}",
    lambda dice, whole: whole.rjust(dice.randint(MOST_DIGITS + 1, 60), dice.choice("0123456789")),
    lambda dice, whole: (
        f"{whole}{dice.choice((' %', '%', ' m', '€', 'k', ' 000', '/3', '!', 'e', 'e+', 'f', 'j', 'x10'))}"
    ),
    lambda dice, whole: (
        f"{dice.choice(('--', '+-', '- ', '~', '<', '=', '0x', '$', '±', 'e', '(', '1.2.', '1,2,', '.,'))}{whole}"
    ),
    lambda dice, whole: f"{whole}{dice.choice(('_', chr(0), chr(0x200B), chr(0xAD), ' ', '..', ',,'))}{whole}",
    lambda dice, whole: dice.choice(("", " ", ".", ",", "-", "−", "+", "-.", "e5", ".e5", "\n", "\u00a0")),
    lambda dice, whole: whole * dice.randint(100, 1_000),
)


def _refused(dice: random.Random) -> Case:
    """Make something that must never be marked."""
    value = _decimal(dice)
    typed = dice.choice(_NONSENSE)(dice, str(dice.randrange(1, 10 ** dice.randint(1, 6))))
    return Case(value, Fraction(1, 100), None, (), typed, None)
