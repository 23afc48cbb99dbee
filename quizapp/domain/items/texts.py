"""Functions of texts, for tasks about code and data; none yields more than a text or a list may hold."""

import re
from string import ascii_lowercase, digits

from quizapp.domain.items.arguments import Function, Number, each, elements, whole, word
from quizapp.domain.items.elementary import MAX_ARGUMENTS
from quizapp.domain.items.values import MAX_INTEGER, MAX_TEXT, EvaluationError, Value, show

_DIGITS = digits + ascii_lowercase
_SURROGATES = range(0xD800, 0xE000)


def _pick(i: Value, *choices: Value) -> Value:
    if not 0 <= whole(i) < len(choices):
        raise EvaluationError(f"expected an index from 0 to {len(choices) - 1}, found {whole(i)}")
    return choices[whole(i)]


def _join(x: Value, separator: Value) -> Value:
    between, parts = word(separator), [show(element) for element in elements(x)]
    _limit(sum(map(len, parts)) + len(between) * max(len(parts) - 1, 0))
    return between.join(parts)


def _limit(characters: int) -> None:
    """Refuse a text before it is made."""
    if characters > MAX_TEXT:
        raise EvaluationError(f"the text is longer than {MAX_TEXT:,} characters")


def _split(text: Value, separator: Value) -> Value:
    if not word(separator):
        return tuple(word(text))
    return tuple(word(text).split(word(separator)))


def _replace(text: Value, old: Value, new: Value) -> Value:
    whole_text, out, put = word(text), word(old), word(new)
    if not out:
        raise EvaluationError("expected a text to replace, found an empty one")
    _limit(len(whole_text) + whole_text.count(out) * (len(put) - len(out)))
    return whole_text.replace(out, put)


def _find(text: Value, part: Value) -> Value:
    return word(text).find(word(part))


def _contains(text: Value, part: Value) -> Value:
    return word(part) in word(text)


def _base(base: Value) -> int:
    if not 2 <= whole(base) <= 36:
        raise EvaluationError("expected a base from 2 to 36")
    return whole(base)


def _to_base(n: Number, base: Value) -> Value:
    rest, radix = whole(n), _base(base)
    if not 0 <= rest < MAX_INTEGER:
        raise EvaluationError("expected a whole number from 0 to below 1e15")
    written = ""
    while rest or not written:
        rest, digit = divmod(rest, radix)
        written = _DIGITS[digit] + written
    return written


def _from_base(text: Value, base: Value) -> Value:
    written, radix = word(text).lower(), _base(base)
    if not re.fullmatch(f"[{_DIGITS[:radix]}]{{1,50}}", written):
        raise EvaluationError(f"expected digits of base {radix}")
    return int(written, radix)


def _codes(text: Value) -> Value:
    return tuple(map(ord, word(text)))


def _from_codes(x: Value) -> Value:
    codes = [whole(code) for code in elements(x)]
    if not all(0x20 <= code < 0x110000 and code not in _SURROGATES for code in codes):
        raise EvaluationError("expected codes of characters, from 32 on")
    return "".join(map(chr, codes))


TEXTS: dict[str, Function] = {
    "text": Function(show, 1, 1, 20),
    "pick": Function(_pick, 2, MAX_ARGUMENTS),
    "join": Function(_join, 2, 2, 20),
    "split": Function(_split, 2, 2),
    "replace": Function(_replace, 3, 3, 2),
    "find": Function(_find, 2, 2),
    "contains": Function(_contains, 2, 2),
    "uppercase": Function(lambda s: word(s).upper(), 1, 1, 2),
    "lowercase": Function(lambda s: word(s).lower(), 1, 1, 2),
    "codes": Function(_codes, 1, 1, 2),
    "from_codes": Function(_from_codes, 1, 1, 3),
    "to_base": Function(each(_to_base), 2, 2, 45),
    "from_base": Function(_from_base, 2, 2, 4),
}
