"""One canonical text: the same letters, spaces, bullets and line ends whatever program wrote them.

Letters are composed (NFC) and not folded further: NFKC would turn "m²" into "m2" and "½" into "1⁄2", and the text is
shown as it was written. Two kinds of look-alikes are the exception, since no word that holds them can be found:
typographic ligatures ("eﬃcient"), and the mathematical alphabets with which some job boards fake bold type.
"""

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|[\n\v\f\x1c-\x1e\x85\u2028]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    r"\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
_INSIDE_WORDS = re.compile("[\u00ad\u200b\u2060\ufeff]")
_LOOK_ALIKE = re.compile(r"[\ufb00-\ufb06\U0001d400-\U0001d7ff]")
_SPACES = re.compile(r"[^\S\n]+")
_BULLET = re.compile(r"(?m)^( *)(?:[•◦▪▫▸‣●○■□➢➤➔➜✓✔✅❖♦·∙⁃\ue000-\uf8ff] *)+(?=\S)")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_PRIVATE_BULLET = re.compile(r"(?m)^([ \t]*)[\ue000-\uf8ff]")
_LONE_BULLET = re.compile(r"(?m)^( *)•[ \n]*\n(?= *[^\s•])")
_SIGNS = re.compile(r"[^\w\s\x00-\u02ff]{31,}")  # marks are neither letters nor spaces
_MOST_MARKS = 30  # on one letter, as in the Stream-Safe Text Format (Unicode Standard Annex 15)
_EMPTY_LINES = re.compile(r"\n{3,}")
_TAB = "    "


def normalise(text: str) -> str:
    """Return the canonical form of a text; it changes nothing the second time.

    Line ends become line feeds and runs of empty lines one; spaces of every width become one space, except before the
    first word of a line; soft hyphens, zero-width and control characters go; bullets of any shape, the private-use ones
    of symbol fonts among them, become "• " where a line begins with them, and a bullet alone joins its line.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\u2029", "\n\n")
    text = _INVISIBLE.sub("", text)
    text = _letters(text)
    text = "\n".join(_space(line) for line in text.split("\n"))
    text = _BULLET.sub(r"\1• ", text)
    if _PRIVATE.search(text):
        text = "\n".join(_space(line) for line in _PRIVATE.sub(" ", text).split("\n"))
    text = _LONE_BULLET.sub(r"\1• ", text)
    text = "\n".join(_space(line) for line in text.split("\n"))
    return _EMPTY_LINES.sub("\n\n", text).strip("\n")


def mend(text: str) -> str:
    """Take out of a text only what hides its words and bullets; it changes nothing the second time.

    Soft hyphens and spaces without width go, letters are composed and look-alikes resolved as in `normalise`, and the
    private-use bullets of symbol fonts become "•". Spaces, empty lines and line ends stay, and so does every text
    without such signs.
    """
    text = _INSIDE_WORDS.sub("", text)
    text = _letters(text)
    return _PRIVATE.sub(" ", _PRIVATE_BULLET.sub(r"\1•", text))


def _letters(text: str) -> str:
    """Compose letters and resolve look-alikes; of marks heaped on a letter few stay: sorting them is quadratic."""
    text = _LOOK_ALIKE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return unicodedata.normalize("NFC", _SIGNS.sub(_fewer_marks, text))


def _fewer_marks(signs: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for sign in signs[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def _space(line: str) -> str:
    """Keep a line's indentation and make every other run of spaces one."""
    words = line.strip()
    indent = line[: len(line) - len(line.lstrip())].replace("\t", _TAB) if words else ""
    return " " * len(indent) + _SPACES.sub(" ", words)
