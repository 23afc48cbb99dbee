"""Documents made for the tests: one posting of our own, written as a page, a PDF and a Word file."""

import io
import struct
import textwrap
import zipfile
from collections.abc import Sequence

import docx

POSTING = """\
Data Engineer (m/w/d) for Coastal Observation
Harbour Light Analytics
Bremerhaven, Germany

We measure waves along four hundred kilometres of coast and turn the readings into forecasts that pilots \
and harbour masters rely on every morning. Our team is small, curious and close to the sea.

Your tasks
• You build and run batch and streaming pipelines that bring sensor readings from the buoys into our data warehouse
• You write tests for every transformation and keep the documentation current
• You support colleagues in marine science with efficient SQL

Your profile
• At least three years of experience with Python and one of Airflow, Dagster or Prefect
• Very good knowledge of SQL, data modelling and query optimisation
• Working knowledge of Docker; experience with Kubernetes is a plus
• Fluent English; German at level B1 or the will to learn it within the first year

What we offer
• Thirty days of leave and a ticket for trains and ferries

Please send your application with a short covering letter by the end of next month."""

GERMAN = """\
Werkstudent (m/w/d) Datenanalyse in Köln

Ihre Aufgaben
• Sie prüfen größere Mengen von Messwerten und erklären Auffälligkeiten
• Sie gestalten Übersichten für Kolleginnen und Kollegen in der Züchtung

Ihr Profil
• Studium der Mathematik, Informatik oder Ähnliches
• Sehr gute Kenntnisse in Python, möglichst auch in R
• Freude an schönen Lösungen – und Geduld für mühsame Wege
"""

NAVIGATION = """
<header class="site-header">
<nav><ul><li><a href="/">Home</a></li><li><a href="/jobs">All jobs</a></li></ul></nav></header>
<div id="cookie-banner"><p>We use cookies to make this site better for you and our partners.</p>
<button>Accept all</button></div>
<script>document.write("Requirement: five years of script execution");</script>
<noscript>Please switch on JavaScript</noscript><style>.x { color: red }</style>
"""
SIMILAR = """
<section><h2>Similar jobs</h2><ul>
<li><h3><a href="/1">Senior Cloud Plumber</a></h3><p>Ten years of COBOL required</p></li>
<li><h3><a href="/2">Junior Cloud Plumber</a></h3><p>Knowledge of Fortran required</p></li>
</ul></section>
<footer><p>Imprint and privacy</p></footer>
"""
CHROME = (
    "Home",
    "All jobs",
    "cookies",
    "Accept all",
    "script execution",
    "Plumber",
    "COBOL",
    "Fortran",
    "Imprint",
    "color",
)


def lines_of(text: str) -> list[str]:
    """The lines that hold something, without bullets, in order."""
    return [stripped for line in text.splitlines() if (stripped := line.strip().removeprefix("• "))]


def markup(posting: str = POSTING) -> str:
    """The posting's own part of a page."""
    parts: list[str] = []
    inside = False
    lines = posting.splitlines()
    for number, (line, following) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        bullet = line.startswith("• ")
        if bullet != inside:
            parts.append("<ul>" if bullet else "</ul>")
            inside = bullet
        if not line:
            continue
        tag = "h1" if number == 0 else "li" if bullet else "h2" if following.startswith("• ") else "p"
        parts.append(f"<{tag}>{line.removeprefix('• ')}</{tag}>")
    return "\n".join([*parts, "</ul>"] if inside else parts)


def page(inner: str, *, head: str = '<meta charset="utf-8">') -> bytes:
    """A saved page: machinery and other postings around the part given."""
    body = f"<body>{NAVIGATION}{inner}{SIMILAR}</body>"
    return f"<!DOCTYPE html><html><head>{head}<title>Jobs</title></head>{body}</html>".encode()


def pdf(pages: Sequence[bytes], *, extra: Sequence[bytes] = (), trailer: bytes = b"", resources: bytes = b"") -> bytes:
    """A PDF with one content stream a page in Helvetica, and further objects from number 4 on."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    objects += extra
    kids = []
    for content in pages:
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        stream = len(objects)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"
            b" /Resources << /Font << /F1 3 0 R >> %s >> /Contents %d 0 R >>" % (resources, stream)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return _file(objects, trailer)


def _file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size,
            table,
            size,
            trailer,
            len(out),
        )
    )


def words(x: float, y: float, text: str, size: float = 10) -> bytes:
    """The drawing of one line of words."""
    content = text.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
    return b"BT /F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET\n" % (size, x, y, content)


def pdf_of(posting: str, *, width: int = 80, foot: str = "") -> bytes:
    """A posting as a word processor prints it: wrapped at `width` characters, bullets hanging, forty lines a page."""
    pages, drawing, y = [], b"", 800.0
    for number, line in enumerate(posting.splitlines()):
        bullet = line.startswith("• ")
        for part, piece in enumerate(
            textwrap.wrap(line.removeprefix("• "), width - 4 * bullet, break_on_hyphens=True) or [""]
        ):
            if bullet and part == 0:
                drawing += words(60, y, "•")
            drawing += words(72 if bullet else 50, y, piece, 16 if number == 0 else 10)
            y -= 20 if number == 0 else 12 if piece else 6
        if y < 320:
            pages.append(drawing + (words(280, 30, f"{foot} {len(pages) + 1}") if foot else b""))
            drawing, y = b"", 800.0
    return pdf([*pages, drawing + (words(280, 30, f"{foot} {len(pages) + 1}") if foot else b"")])


def word_of(posting: str) -> bytes:
    """A posting as a Word file with real headings and lists."""
    document = docx.Document()
    for number, line in enumerate(posting.splitlines()):
        if not line:
            continue
        style = "Title" if number == 0 else "List Bullet" if line.startswith("• ") else None
        if style is None and len(line) < 16:
            style = "Heading 2"
        document.add_paragraph(line.removeprefix("• "), style=style)
    return saved(document)


def saved(document: "docx.document.Document") -> bytes:
    """The bytes of a Word file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def archive(members: Sequence[tuple[str, bytes]]) -> bytes:
    """A ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members:
            file.writestr(name, content)
    return out.getvalue()


def lying_word_file(size: int = 60_000_000) -> bytes:
    """A Word file whose main part declares a thousand bytes and unpacks to far more."""
    content = archive([("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"a" * size)])
    return content.replace(struct.pack("<I", size), struct.pack("<I", 1000))
