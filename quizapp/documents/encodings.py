"""Bytes to characters: UTF-8 as it is, otherwise the encoding in which the words make sense."""

import codecs
import re
from collections.abc import Sequence

from quizapp.documents.model import DocumentError

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = "äöüßÄÖÜéèêëàâáãåçîíïôóòõûúùñøæœÉÀÇÅØ"
_CENTRAL = "ąćęłńóśźżŁŚŻčďěňřšťůúýžáéíČŘŠŽőűöüäßăâîșțşţ"
_CYRILLIC = "".join(map(chr, range(0x0410, 0x0450))) + "ёЁіїєґ"
_SIGNS = "„“”‘’‚»«–—…•·§°€£©®™\u00a0²³½ªº×"
# In the order of preference where two make the same sense.
_EXPECTED = {
    "cp1252": _WESTERN + _SIGNS,
    "mac_roman": _WESTERN + _SIGNS,
    "cp850": _WESTERN + _SIGNS,
    "iso8859_15": _WESTERN + _SIGNS,
    "cp1250": _CENTRAL + _SIGNS,
    "iso8859_2": _CENTRAL + _SIGNS,
    "cp1251": _CYRILLIC + _SIGNS,
    "koi8_r": _CYRILLIC + _SIGNS,
}
_HIGH = re.compile(r"[^\x00-\x7f]")
_ODD_INSIDE = re.compile(r"(?<=[a-zß-öø-ÿ])[À-ÖØ-Þ²³¹ªº¼½¾¿¡§°©®™„“”«»…†‡‰×](?=[a-zß-öø-ÿ])")
_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x7f]")
_MOST_CONTROLS = 0.01  # share of bytes; text copied out of other programs holds a few
_SAMPLE = 64 * 1024  # bytes that are enough to tell an encoding
_LEAST_SENSE = 0.7
_MIXED = 0.3  # share of high bytes that form UTF-8, from which on a text is UTF-8 with foreign lines
_DECLARED = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|iso-?8859-\d{1,2}|latin-?1|us-ascii|windows-?125[0-8]|cp125[0-8]|koi8-[ru]|mac(?:intosh|-?roman)"
    r"|shift_jis|euc-(?:jp|kr)|gb(?:k|2312|18030)|big5"
)
_BINARY = "It is not text but a binary file. Postings are read from text, saved web pages, PDF and Word (.docx)."


def decode(content: bytes, declared: str = "") -> tuple[str, str]:
    """Return the characters and Python's name of their encoding; UTF-8 is kept as it is, to the last character.

    `declared` is what the document says of itself; it is believed where the bytes agree.

    Raises:
        DocumentError: when the bytes are no text in any one encoding; a mixture is mended where whole lines are
            foreign.
    """
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _strict(content, encoding), encoding
    if b"\x00" in content:
        return _decode_wide(content)
    if len(_CONTROL.findall(content)) > _MOST_CONTROLS * len(content):
        raise DocumentError(_BINARY)
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    if declared and (name := _declared(declared)):
        try:
            return content.decode(name), name
        except (UnicodeDecodeError, LookupError):
            pass
    high = len(_HIGH_BYTE.findall(content))
    if sum(map(len, _MULTIBYTE.findall(content))) > _MIXED * high:
        return _decode_mixture(content), "utf-8"
    name = _best(content)
    return _strict(content, name), name


def _declared(label: str) -> str:
    """Return the codec a page's label means; browsers read ISO 8859-1 as Windows 1252, and so do we."""
    label = label.strip().lower()
    if not _DECLARED.fullmatch(label):
        return ""
    if label in {"iso-8859-1", "iso8859-1", "latin1", "latin-1", "us-ascii"}:
        return "cp1252"
    if label.startswith("mac"):
        return "mac_roman"
    name = label.replace("windows-", "cp").replace("windows", "cp")
    try:
        return codecs.lookup(name).name.replace("-", "_")
    except LookupError:
        return ""


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as problem:
        raise DocumentError(
            f"It begins like text in {encoding.upper()} but is not, from byte {problem.start:,} on; it may be damaged."
        ) from problem


def _decode_wide(content: bytes) -> tuple[str, str]:
    """Decode UTF-16 without a byte order mark: every second byte of Western text is zero."""
    even, odd = content[0::2].count(0), content[1::2].count(0)
    most = max(even, odd)
    if most < 0.4 * len(content) / 2 or min(even, odd) > 0.05 * most:
        raise DocumentError(_BINARY)
    encoding = "utf-16-be" if even > odd else "utf-16-le"
    return _strict(content, encoding), encoding


def _decode_mixture(content: bytes) -> str:
    """Decode UTF-8 in which some whole lines are of one other encoding."""
    lines = content.splitlines(keepends=True)
    foreign = [number for number, line in enumerate(lines) if not _is_utf8(line)]
    for number in foreign:
        if _MULTIBYTE.search(lines[number]):
            raise DocumentError(
                f"Line {number + 1} mixes two encodings (UTF-8 and another). Save the file as UTF-8, or paste its text."
            )
    name = _best(b"".join(lines[number] for number in foreign))
    strange = set(foreign)
    return "".join(_strict(line, name if number in strange else "utf-8") for number, line in enumerate(lines))


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _best(content: bytes) -> str:
    """Return the encoding in which the words make most sense.

    charset-normalizer says which ones are possible; among those that it can't tell apart the letters decide, since it
    prefers the one first in the alphabet (Windows 1250 over 1252).
    """
    from charset_normalizer import from_bytes

    sample = _sample(content)
    possible = {match.encoding for match in from_bytes(sample, cp_isolation=list(_EXPECTED), enable_fallback=False)}
    possible |= {"cp1252", "mac_roman"}  # it refuses very short texts
    found = _most_sense(sample, [name for name in _EXPECTED if name in possible and _decodes(content, name)])
    if found:
        return found
    other = from_bytes(sample, enable_fallback=False).best()
    if other is None or not _decodes(content, other.encoding):
        raise DocumentError(
            "Its letters make no sense in any encoding we know. Save the file as UTF-8, or paste its text."
        )
    return other.encoding


def _most_sense(sample: bytes, names: Sequence[str]) -> str:
    scores = {name: _sense(sample.decode(name, "replace"), _EXPECTED[name]) for name in names}
    best = max(scores, key=lambda name: scores[name], default="")  # max() keeps the first of equals
    return best if best and scores[best] >= _LEAST_SENSE else ""


def _sense(text: str, expected: str) -> float:
    """Return the share of characters beyond ASCII that one expects, less capitals and signs in the middle of words."""
    high = _HIGH.findall(text)
    known = frozenset(expected)
    odd = len(_ODD_INSIDE.findall(text))
    return (sum(character in known for character in high) - odd) / max(1, len(high))


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _sample(content: bytes) -> bytes:
    """Return the lines that can tell: those with bytes beyond ASCII."""
    if len(content) <= _SAMPLE:
        return content
    telling = b"\n".join(line for line in content.splitlines() if _HIGH_BYTE.search(line))
    return (telling or content)[:_SAMPLE]
