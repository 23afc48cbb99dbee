"""What each kind of file can hold, and what of it is the posting."""

import json
import quopri
import socket
import subprocess
import sys

import pytest

from quizapp.documents.webpage import read_archive, read_page
from tests.documents.files import GERMAN, lines_of, markup, page

HEAVY = {"trafilatura", "selectolax", "pypdfium2", "docx", "lxml", "py3langid", "charset_normalizer", "numpy"}


def _page(inner: str) -> list[str]:
    return lines_of(read_page(f"<!doctype html><meta charset=utf-8><body>{inner}".encode())[0])


def test_importing_the_package_loads_no_parser() -> None:
    code = "import sys, json, quizapp.documents; print(json.dumps(sorted({n.split('.')[0] for n in sys.modules})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert not HEAVY & set(json.loads(done.stdout))


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "socket", None)
    monkeypatch.setattr(socket, "getaddrinfo", None)
    inner = (
        f'<img src="http://localhost/x.png"><iframe src="http://localhost/"></iframe>{markup()}'
        + '<a href="http://localhost">x</a>' * 9
    )
    assert "Your profile" in read_page(page(inner))[0]
    outside = b'<!DOCTYPE html SYSTEM "http://localhost/x.dtd"><body><p>text of a page'
    assert read_page(outside)[0] == "text of a page"


@pytest.mark.parametrize(
    ("inner", "lines"),
    [
        ("<p>One<br>two</p><div>three</div>", ["One", "two", "three"]),
        ("<p>We <b>need</b>\n <i>you</i></p>", ["We need you"]),
        ("<ul><li>a<ul><li>b</li></ul></li><li><p>c</p></li></ul>", ["a", "b", "c"]),
        ("<ul><li>• a</li><li>\uf0b7 b</li></ul>", ["a", "b"]),
        ("<table><tr><th>Place</th><td>Kiel</td></tr></table>", ["Place", "Kiel"]),
        ("<dl><dt>Start</dt><dd>May</dd></dl>", ["Start", "May"]),
        ("<pre>one\ntwo</pre><div style='white-space: pre-line'>three\nfour</div>", ["one", "two", "three", "four"]),
        ("<p hidden>no</p><p style='display:none'>no</p><p aria-hidden=true>no</p><p>yes</p>", ["yes"]),
        ("<div role=tabpanel hidden>unfolds</div>", ["unfolds"]),
        ("<p>a &amp; b &lt;c&gt;</p>", ["a & b <c>"]),
        ("<p>open<p>never closed<li>item", ["open", "never closed", "item"]),
    ],
)
def test_markup_becomes_lines(inner: str, lines: list[str]) -> None:
    assert _page(inner) == lines


@pytest.mark.parametrize(
    "heading",
    [
        "Similar jobs",
        "Jobs you might like",
        "Ähnliche Stellenangebote",
        "Weitere Jobs bei Beispiel",
        "People also viewed",
    ],
)
def test_lists_of_other_postings_are_dropped(heading: str) -> None:
    others = f"<h2>{heading}</h2><div><h3>Plumber</h3><p>Ten years of COBOL</p></div>"
    others += "<h2>How to apply</h2><p>Write to us.</p>"
    text = "\n".join(_page(f"<main>{markup()}{others}</main>"))
    assert "COBOL" not in text
    assert text.endswith("How to apply\nWrite to us.")


def test_a_wrapper_named_like_a_banner_keeps_the_posting() -> None:
    assert "Your profile" in _page(f'<div class="cookie-banner-open nav"><form>{markup()}</form></div>')


def test_of_several_descriptions_the_pages_own_is_taken() -> None:
    def data(title: str, task: str) -> str:
        text = f"<p>{task}</p>" + "<p>A line about the work that is long enough to be one.</p>" * 9
        found = json.dumps({"@type": "JobPosting", "title": title, "description": text})
        return f'<script type="application/ld+json">{found}</script>'

    lines = _page(
        data("Plumber", "Mend pipes, mend more pipes") + data("Baker", "Bake bread") + "<h1>Baker (m/f/d)</h1>"
    )
    assert lines[:2] == ["Baker", "Bake bread"]


def test_a_page_saved_as_one_file_is_read() -> None:
    body = quopri.encodestring(page(f"<main>{markup(GERMAN)}</main>"))
    head = b'From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary="b"\n\n'
    part = b"--b\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n"
    assert lines_of(read_archive(head + part + body + b"\n--b--")[0]) == lines_of(GERMAN)
