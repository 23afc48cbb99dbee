"""Numbers, measures and ranges as options write them: `1/2`, `50 %`, `$2^{10}$`, `3 million ms`, `10 to 20 °C`."""

import math
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from quizapp.domain.items.expression import ExpressionError, parse

NEAR = 0.0005
"""Relative difference of two numbers that a careful reader may take for equal."""
EXACT = 1e-9

_NUMBER_WORDS_TEXT = """
    zero/0 one/1 two/2 three/3 four/4 five/5 six/6 seven/7 eight/8 nine/9 ten/10 eleven/11 twelve/12 twenty/20
    thirty/30 forty/40 fifty/50 sixty/60 seventy/70 eighty/80 ninety/90 half/0.5 quarter/0.25 third/0.3333333333333333
    quarters/0.25 thirds/0.3333333333333333 halves/0.5 tenth/0.1 tenths/0.1 fifth/0.2 fifths/0.2
    dozen/12 hundred/100 thousand/1e3 million/1e6 billion/1e9 trillion/1e12
"""
_LARGE = ("dozen", "hundred", "thousand", "million", "billion", "trillion")
_NUMBER_WORDS = {word: float(value) for word, value in (pair.split("/") for pair in _NUMBER_WORDS_TEXT.split())}
_MULTIPLIERS = frozenset(word for word, value in _NUMBER_WORDS.items() if 0.0 < value < 1.0 or word in _LARGE)
_UNITS_TEXT = """
    ns:s:1e-9 µs:s:1e-6 μs:s:1e-6 us:s:1e-6 ms:s:1e-3 millisecond:s:1e-3 microsecond:s:1e-6 second:s:1 sec:s:1
    min:s:60 minute:s:60 h:s:3600 hr:s:3600 hour:s:3600 day:s:86400 week:s:604800
    month:s:2629800 year:s:31557600
    mm:m:1e-3 cm:m:0.01 dm:m:0.1 km:m:1e3 metre:m:1 meter:m:1 kilometre:m:1e3 kilometer:m:1e3
    mg:g:1e-3 kg:g:1e3 gram:g:1 kilogram:g:1e3 ml:l:1e-3 cl:l:0.01 dl:l:0.1 litre:l:1 liter:l:1
    byte:B:1 KB:B:1e3 kB:B:1e3 MB:B:1e6 GB:B:1e9 TB:B:1e12 PB:B:1e15 KiB:B:1024 MiB:B:1048576 GiB:B:1073741824
    kilobyte:B:1e3 megabyte:B:1e6 gigabyte:B:1e9 terabyte:B:1e12 kbit:bit:1e3 Mbit:bit:1e6 Gbit:bit:1e9
    kHz:Hz:1e3 MHz:Hz:1e6 GHz:Hz:1e9 hertz:Hz:1 kW:W:1e3 MW:W:1e6 mW:W:1e-3 watt:W:1 kV:V:1e3 mV:V:1e-3 volt:V:1
    mA:A:1e-3 ampere:A:1 kN:N:1e3 kJ:J:1e3 MJ:J:1e6 joule:J:1 kPa:Pa:1e3
    time::1 fold::1 x::1 ×::1
"""
_UNITS: dict[str, tuple[str, float]] = {
    name: (base, float(factor)) for name, base, factor in (entry.split(":") for entry in _UNITS_TEXT.split())
}
_BASES = frozenset(base for base, _ in _UNITS.values() if base)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")

_CLEANING = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?<!\w)\*{1,2}(?=\w)|(?<=\w)\*{1,2}(?!\w)", ""),
        (r"\$\$?(.+?)\$\$?", r"\1"),
        (r"\\[dt]?frac\s*\{([^{}]+)\}\s*\{([^{}]+)\}", r"((\1)/(\2))"),
        (r"\^\s*\{([^{}]+)\}", r"^(\1)"),
        (r"\\(?:text|mathrm)\s*\{([^{}]*)\}", r" \1"),
        (r"(?:\\(?:cdot|times)|[×·])\s*(?=\d)", "*"),
        (r"\\approx|\\sim", "≈"),
        (r"\\geq?\b", "≥"),
        (r"\\leq?\b", "≤"),
        (r"(?<=\d)\\[,;:! ](?=\d{3})", ""),
        (r"[`\\{}]", ""),
        (r"\u2212", "-"),
        (r"[½¼¾⅓⅔⅕⅛]", lambda match: f"({unicodedata.normalize('NFKC', match[0]).replace('⁄', '/')})"),
        (r"(?<=[\d)])[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+", lambda match: f"^({match[0].translate(_SUPERSCRIPTS)})"),
        (r"per cent\b|percent\b", "%"),
        (r"(?<=\d)[,\u202f\u2009\u00a0 ](?=\d{3}(?!\d))", ""),
        (r"\s+", " "),
        (r"^\s+|[\s.]+$", ""),
        (r"^\(?[A-Za-z]{1,3}(?:_\w+)?\)?\s*(?:=|≈)\s*", ""),
        (r"^(\d+) (?:in|out of)(?: every)? (\d+)$", r"(\1/\2)"),
        (r"^(?:about|approximately|approx\.?|around|roughly|nearly|exactly|≈|~)\s*", ""),
    )
)
"""What takes marks, TeX and typography away, so that plain arithmetic is left."""
_ARITHMETIC = re.compile(r"[-+]?[\d.(][-+*/^().\de ]*")
_DATE_OR_CODE = re.compile(r"\d+([-/.])\d+\1\d+")
_UNIT = re.compile(r"[^\d,;:()\[\]=<>+*^?!]{1,40}")
_MOST_UNIT_WORDS = 4
_MOST_WORDED = 2
"""Words after a number in words; more make a sentence: `One update can overwrite another`."""
_NUMBER = r"[-+]?(?:\d+(?:\.\d+)?|\.\d+)(?:e[-+]?\d+)?"
_REST = r"(?P<unit>[^\d,;:()\[\]=<>+*^?!]*)"
_A, _B = rf"(?P<a>{_NUMBER})", rf"(?P<b>{_NUMBER})"
_SPANS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?:from |between )?{_A}\s*(?P<mid>[^\d\s,-]{{0,8}}?)\s*(?:\b(?:up )?to\b|–|—|(?<!e)-)\s*{_B}{_REST}",
        rf"between {_A}\s*(?P<mid>[^\d\s,-]{{0,8}}?) and {_B}{_REST}",
        rf"[\[(]\s*{_A}\s*,\s*{_B}\s*[\])]{_REST}",
        rf"(?:at least|(?:more|greater|larger|higher) than|over|above|>=?|≥)\s*{_A}{_REST}",
        rf"{_A}{_REST[:-1]}?)\s*(?:or (?:more|above|higher|greater|over)|and (?:more|above|over)|\+)",
        rf"(?:at most|(?:less|fewer|smaller|lower) than|below|under|up to|no more than|<=?|≤)\s*{_B}{_REST}",
        rf"{_B}{_REST[:-1]}?)\s*(?:or (?:less|fewer|below|lower|under)|and (?:less|below|under))",
    )
)


@dataclass(frozen=True)
class Quantity:
    """A number with its unit, in base units where they are known; per cent are hundredths."""

    value: float
    unit: str = ""
    decimals: int = 0


@dataclass(frozen=True)
class Span:
    """A range of numbers."""

    low: float
    high: float
    unit: str = ""


@lru_cache(maxsize=4_096)
def quantity(text: str) -> Quantity | None:
    """Return the number an option is, with its unit; nothing when it says more or else."""
    plain = _cleaned(text)
    currency = plain[:1] if plain[:1] in ("$", "€", "£") else ""
    plain = plain.removeprefix(currency).strip()
    if _DATE_OR_CODE.match(plain) or span(text):
        return None
    found = _figures(plain) or _words(plain)
    if not found or not _is_unit(found[1]):
        return None
    base, factor = _unit(currency or found[1])
    written = re.match(r"[-+]?\d*\.(\d+)", plain)
    return Quantity(found[0] * factor, base, len(written[1]) if written else 0)


def _is_unit(text: str) -> bool:
    return not text or (bool(_UNIT.fullmatch(text)) and len(text.split()) <= _MOST_UNIT_WORDS)


@lru_cache(maxsize=4_096)
def span(text: str) -> Span | None:
    """Return the range of numbers an option is; open ends are infinite."""
    plain = _cleaned(text)
    match = next(filter(None, (pattern.fullmatch(plain) for pattern in _SPANS)), None)
    if not match:
        return None
    found = match.groupdict()
    base, factor = _unit(found["unit"] or found.get("mid") or "")
    low = float(found["a"]) * factor if found.get("a") else -math.inf
    high = float(found["b"]) * factor if found.get("b") else math.inf
    return Span(low, high, base) if low < high else None


def equal(first: Quantity, second: Quantity) -> bool:
    """Tell whether two quantities are the same number."""
    return first.unit == second.unit and _difference(first.value, second.value) < EXACT


def near(first: Quantity, second: Quantity) -> bool:
    """Tell whether two quantities differ by rounding; whole numbers don't, nor do `99.9 %` and `99.99 %`."""
    if first.unit != second.unit or not (first.decimals or second.decimals):
        return False
    short, long = sorted((first, second), key=lambda quantity: quantity.decimals)
    if 0 < short.decimals < long.decimals and round(long.value, short.decimals) == short.value:
        return True
    shares = all(0 < value < 1 for value in (short.value, long.value))
    apart = _difference(1 - short.value, 1 - long.value) if shares else 0.0
    return max(apart, _difference(short.value, long.value)) < NEAR


def _difference(first: float, second: float) -> float:
    """Return the relative difference of two numbers."""
    return abs(first - second) / max(abs(first), abs(second), 1e-300)


def overlap(first: Span, second: Span) -> bool:
    """Tell whether two ranges of one unit share more than an end."""
    return first.unit == second.unit and max(first.low, second.low) < min(first.high, second.high)


def nested(first: Span, second: Span) -> bool:
    """Tell whether one of two closed ranges is a part of the other."""
    closed = all(map(math.isfinite, (first.low, first.high, second.low, second.high)))
    return closed and (first.low - second.low) * (first.high - second.high) <= 0.0


def _cleaned(text: str) -> str:
    for pattern, plain in _CLEANING:
        text = pattern.sub(plain, text)
    return text


def _figures(text: str) -> tuple[float, str] | None:
    """Return the value of the arithmetic at a text's start, and the rest; `3 million` is arithmetic too."""
    match = _ARITHMETIC.match(text)
    value = _evaluated(match[0]) if match else None
    if match is None or value is None:
        return None
    words = text[match.end() :].split()
    while words and words[0] in _MULTIPLIERS:
        value *= _NUMBER_WORDS[words.pop(0)]
    return value, " ".join(words)


def _words(text: str) -> tuple[float, str] | None:
    """Return the value of the number words at a text's start, and the rest: `three quarters`, `twenty-five`."""
    words = re.sub(r"(?<=\w)-(?=\w)", " ", text).split()
    if words and words[0].lower() in ("a", "an"):
        words.pop(0)
    if not words or words[0].lower() not in _NUMBER_WORDS:
        return None
    first = words.pop(0).lower()
    value = _NUMBER_WORDS[first]
    while words and words[0].lower() in _NUMBER_WORDS:
        word = words.pop(0).lower()
        value = value * _NUMBER_WORDS[word] if word in _MULTIPLIERS else value + _NUMBER_WORDS[word]
    return (value, " ".join(words)) if len(words) <= _MOST_WORDED else None


def _evaluated(source: str) -> float | None:
    try:
        value = parse(source.replace("^", "**").replace(" ", "")).evaluate({})
    except ExpressionError:
        return None
    return float(value) if isinstance(value, int | float) else None


def _unit(text: str) -> tuple[str, float]:
    """Return a unit's base and factor; an unknown unit is its own base."""
    text = text.strip(" .")
    if text.startswith("%"):
        return text[1:].strip().lower(), 0.01
    for name in (text, text.removesuffix("s"), text.lower().removesuffix("s")):
        if name in _UNITS:
            return _UNITS[name]
        if name in _BASES:
            return name, 1.0
    return text.lower().removesuffix("s"), 1.0
