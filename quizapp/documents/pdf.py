"""PDF to canonical text: characters with their places on the page, joined again to lines, items and paragraphs."""

import ctypes
from collections.abc import Iterator
from typing import Any

from quizapp.documents.blocks import render
from quizapp.documents.model import DocumentError
from quizapp.documents.pdf_lines import Box, Glyph, Line, page_lines
from quizapp.documents.pdf_paragraphs import blocks_of
from quizapp.domain.postings import LARGEST_TEXT

_BROKEN = "The PDF can't be read; it may be damaged. Copy the posting's text and paste it instead."
_LOCKED = "This PDF is locked with a password. Save it without one, or copy the posting's text and paste it instead."
_PICTURES = "This PDF holds pictures of text, not text. Copy or type the posting's text and paste it instead."
_EMPTY = "There is no text in this PDF. Copy the posting's text and paste it instead."
_FEW = 30  # characters; a scan often carries a stamp or a page number as text
_MOST_SHAPES = 4_000  # of a page; a page with more is a drawing, and its bullets are not worth the search
_LARGEST_BULLET = 8.0  # points
_MOST_CHARACTERS = 2 * LARGEST_TEXT  # with the blanks between columns; a page with more is not read at all


def read_pdf(content: bytes) -> str:
    """Return the text of a PDF in reading order, without the heads and feet that its pages repeat.

    Raises:
        DocumentError: when it is locked, broken, too long, or holds no text or only pictures of it.
    """
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    try:
        document = pdfium.PdfDocument(content)
        pages: list[list[Line]] = []
        pictures, budget = False, _MOST_CHARACTERS
        for page in document:
            glyphs = list(_glyphs(page, raw, budget))
            budget -= len(glyphs)
            shapes = list(_shapes(page, raw))
            pictures = pictures or any(is_picture for is_picture, _box in shapes)
            bullets = [box for _picture, box in shapes if _is_small(box)]
            pages.append(page_lines(glyphs, bullets, page.get_width()))
    except pdfium.PdfiumError as problem:
        locked = getattr(problem, "err_code", None) == raw.FPDF_ERR_PASSWORD
        raise DocumentError(_LOCKED if locked else _BROKEN) from problem
    text = render(blocks_of(pages))
    if pictures and len(text) < _FEW * len(pages):
        raise DocumentError(_PICTURES)
    if not text:
        raise DocumentError(_EMPTY)
    return text


def _glyphs(page: Any, raw: Any, most: int) -> Iterator[Glyph]:
    """Yield a page's characters in the order in which they were written."""
    textpage = page.get_textpage()
    count = textpage.count_chars()
    if count > most:
        raise DocumentError(f"It has more than {most:,} characters; a posting may have at most {LARGEST_TEXT:,}.")
    handle, box = textpage.raw, raw.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at = ctypes.byref(box), ctypes.byref(x), ctypes.byref(y)
    high = 0
    for index in range(count):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in {0x0A, 0x0D}:  # PDFium's own idea of lines, which the places tell better
            continue
        if code == 0x02:  # PDFium's mark for a hyphen at a line's end
            code = 0x2D
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        raw.FPDFText_GetCharOrigin(handle, index, x_at, y_at)
        raw.FPDFText_GetLooseCharBox(handle, index, box_at)
        if 0 < code < 0x110000:
            yield Glyph(chr(code), box.left, box.right, y.value, box.top - box.bottom)


def _shapes(page: Any, raw: Any) -> Iterator[tuple[bool, Box]]:
    """Yield a page's drawn shapes and pictures: browsers print bullets as small discs, not as characters."""
    count = raw.FPDFPage_CountObjects(page.raw)
    edges = [ctypes.c_float() for _ in range(4)]
    for index in range(min(count, _MOST_SHAPES)):
        shape = raw.FPDFPage_GetObject(page.raw, index)
        kind = raw.FPDFPageObj_GetType(shape)
        if kind in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM}:
            raw.FPDFPageObj_GetBounds(shape, *(ctypes.byref(edge) for edge in edges))
            left, bottom, right, top = (edge.value for edge in edges)
            yield kind != raw.FPDF_PAGEOBJ_PATH, Box(left, bottom, right, top)


def _is_small(box: Box) -> bool:
    width, height = box.right - box.left, box.top - box.bottom
    return 1 < width < _LARGEST_BULLET and 1 < height < _LARGEST_BULLET and 0.5 < width / height < 2
