"""Word files (.docx) to canonical text: bombs are refused before anything is unpacked."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from quizapp.documents.blocks import Block, render
from quizapp.documents.model import DocumentError

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

MOST_MEMBERS = 2_000
MOST_UNPACKED = 50 * 2**20
MOST_RATIO = 100
_BROKEN = (
    "The Word file can't be read; it may be damaged. Save it as PDF, or copy the posting's text and paste it instead."
)
_BOMB = "This Word file unpacks to far more than a posting holds. Copy the posting's text and paste it instead."
_NAMESPACE = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DEPTH = re.compile(r"List (?:Bullet|Number) ([2-5])")  # lists nested by their style
_PROSE = 90  # characters from which on a paragraph is prose and stands apart
_CHARACTERS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_SKIPPED = {_NAMESPACE + "del", _NAMESPACE + "moveFrom", _NAMESPACE + "pPr", _NAMESPACE + "txbxContent", _FALLBACK}


def read_word(content: bytes) -> str:
    """Return the text of a .docx: tables, text boxes and controls in their order, without what is deleted or hidden.

    Raises:
        DocumentError: when it is no Word file, broken, a decompression bomb or holds no text.
    """
    check_archive(content)
    import docx

    try:
        document = docx.Document(io.BytesIO(content))
    except (KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as problem:  # lxml's errors are SyntaxErrors
        raise DocumentError(_BROKEN) from problem
    text = render(_blocks(document))
    if not text:
        raise DocumentError(
            "There is no text in this Word file. If it shows pictures of text, type or paste the text instead."
        )
    return text


def check_archive(content: bytes) -> None:
    """Refuse an archive by what it declares; no reader unpacks more of a member than its declared size.

    Raises:
        DocumentError: when it has over 2,000 members, over 50 MB unpacked, is packed more than a hundredfold, or is no
            Word file.
    """
    try:
        members = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as problem:
        raise DocumentError(_BROKEN) from problem
    unpacked = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * len(content):
        raise DocumentError(_BOMB)
    if any(member.flag_bits & 1 for member in members):
        raise DocumentError("This archive is locked with a password. Copy the posting's text and paste it instead.")
    if not any(member.filename == "[Content_Types].xml" for member in members):
        raise DocumentError("This is an archive (ZIP), not a Word file. Unpack it and send the posting alone.")
    if not any(member.filename.startswith("word/") for member in members):
        raise DocumentError("This is an Office file, but not from Word. Save it as PDF, or paste the posting's text.")


def _blocks(document: "WordDocument") -> Iterator[Block]:
    styles = {style.style_id: style.element for style in document.styles}
    apart, last = False, Block("")
    for paragraph in document.element.body.iter(_NAMESPACE + "p"):
        if any(parent.tag == _FALLBACK for parent in paragraph.iterancestors()):
            continue  # the same text box again, for old programs
        lines = [line for line in "".join(_characters(paragraph)).split("\n") if line.strip()]
        if not lines:
            apart = True
            continue
        heading, bullet = _heading(paragraph, styles), _bullet(paragraph, styles)
        prose = len(lines[0]) > _PROSE or len(last.text) > _PROSE
        apart = apart or bool(heading or last.heading or last.bullet) or prose
        for number, line in enumerate(lines):
            last = Block(line, heading, bullet if number == 0 else 0, apart=apart and number == 0)
            yield last
        last = Block(lines[-1], heading, bullet)
        apart = False


def _characters(element: Any) -> Iterator[str]:
    """Walk the runs of one paragraph; a text box in it holds paragraphs of its own, which are read after it."""
    for child in element:
        if child.tag in _SKIPPED or _is_hidden(child):
            continue
        name = child.tag.removeprefix(_NAMESPACE) if isinstance(child.tag, str) else ""
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "sym":
            yield "•"  # a character of a symbol font; almost always a bullet or a tick
        elif len(child):
            yield from _characters(child)


def _is_hidden(run: Any) -> bool:
    properties = run.find(_NAMESPACE + "rPr")
    vanish = properties.find(_NAMESPACE + "vanish") if properties is not None else None
    return vanish is not None and vanish.get(_NAMESPACE + "val") not in {"0", "false"}


def _lineage(paragraph: Any, styles: dict[str, Any]) -> Iterator[Any]:
    """Yield a paragraph and the styles it inherits from, nearest first."""
    yield paragraph
    reference = paragraph.find(f"{_NAMESPACE}pPr/{_NAMESPACE}pStyle")
    seen: set[str] = set()
    while reference is not None and (key := reference.get(_NAMESPACE + "val")) in styles and key not in seen:
        seen.add(key)
        yield styles[key]
        reference = styles[key].find(_NAMESPACE + "basedOn")


def _property(paragraph: Any, styles: dict[str, Any], path: str) -> str | None:
    for element in _lineage(paragraph, styles):
        found = element.find("/".join(_NAMESPACE + part for part in ("pPr", *path.split("/"))))
        if found is not None:
            return str(found.get(_NAMESPACE + "val", ""))
    return None


def _heading(paragraph: Any, styles: dict[str, Any]) -> int:
    level = _property(paragraph, styles, "outlineLvl")
    if level is not None and level.isdecimal() and int(level) < 9:  # nine means text
        return int(level) + 1
    return int("Title" in _style_names(paragraph, styles))


def _bullet(paragraph: Any, styles: dict[str, Any]) -> int:
    number = _property(paragraph, styles, "numPr/numId")
    if number in {None, "", "0"} or _heading(paragraph, styles):  # nought switches an inherited list off
        return 0
    level = _property(paragraph, styles, "numPr/ilvl") or "0"
    depths = [int(found[1]) for name in _style_names(paragraph, styles) if (found := _DEPTH.fullmatch(name))]
    return max([int(level) + 1 if level.isdecimal() else 1, *depths])


def _style_names(paragraph: Any, styles: dict[str, Any]) -> list[str]:
    """Return the names of a paragraph's styles, nearest first; Word keeps its own in English in the file."""
    names = (style.find(_NAMESPACE + "name") for style in list(_lineage(paragraph, styles))[1:])
    return [name.get(_NAMESPACE + "val", "") for name in names if name is not None]
