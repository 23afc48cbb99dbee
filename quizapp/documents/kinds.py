"""Tell what a file is: by its first bytes, then by its name."""

import re
from enum import StrEnum

from quizapp.documents.model import DocumentError


class Format(StrEnum):
    """What can be read."""

    text = "text"
    html = "html"
    mhtml = "mhtml"
    pdf = "pdf"
    docx = "docx"


_PASTE = "Copy the posting's text and paste it instead."
_SIGNATURES = {
    b"\x89PNG\r\n": "picture (PNG)",
    b"\xff\xd8\xff": "picture (JPEG)",
    b"GIF8": "picture (GIF)",
    b"II*\x00": "picture (TIFF)",
    b"MM\x00*": "picture (TIFF)",
    b"\x1f\x8b": "compressed file (gzip)",
    b"7z\xbc\xaf": "compressed archive (7-Zip)",
    b"Rar!": "compressed archive (RAR)",
    b"\x7fELF": "program",
    b"MZ\x90\x00": "program",
}
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_WORD = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.I)
_TAG = re.compile(rb"</?(?:p|div|li|ul|h[1-6]|br|span|table|section|article)\b[^>]*>", re.I)
_MHTML = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related", re.I)
_HEAD = 4096  # bytes at the start that are looked at


def tell_format(content: bytes, name: str) -> Format:
    """Return the format of a file from its content, and from the ending of its name where the content leaves it open.

    Raises:
        DocumentError: when it is a format that is not read, with what to do instead.
    """
    head = content[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Format.pdf
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Format.docx
    _refuse(content, head)
    ending = name.lower().rpartition(".")[2]
    plain = head.replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").removeprefix(b"\xef\xbb\xbf")
    if _MHTML.match(plain):
        return Format.mhtml
    if _HTML.match(_without_prologue(plain)) or (
        ending in {"html", "htm", "xhtml"} and _TAG.search(content.replace(b"\x00", b""))
    ):
        return Format.html
    if ending in {"pdf", "docx"}:
        kind = "PDF" if ending == "pdf" else "Word"
        raise DocumentError(f"Its name says {kind}, but it is no {kind} file; it may be damaged. {_PASTE}")
    return Format.text


def _without_prologue(head: bytes) -> bytes:
    """Take off the XML declaration and the comments that may stand before a page's first element."""
    head = head.lstrip()
    while head.startswith((b"<?xml", b"<!--")):
        _before, _mark, head = head.partition(b"-->" if head.startswith(b"<!--") else b">")
        head = head.lstrip()
    return head


def _refuse(content: bytes, head: bytes) -> None:
    if head.startswith(_OLD_WORD):
        if _ENCRYPTED_WORD in content:
            raise DocumentError(f"This Word file is locked with a password. Save it without one, or: {_lower(_PASTE)}")
        raise DocumentError("This is a file of an older Office. Save it as .docx or PDF and send it again.")
    if head.startswith(b"{\\rtf"):
        raise DocumentError("This is a rich text file (RTF). Save it as .docx or PDF and send it again.")
    for signature, kind in _SIGNATURES.items():
        if head.startswith(signature):
            raise DocumentError(f"This is not a text but a {kind}. {_PASTE}")


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:]
