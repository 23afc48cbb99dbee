"""One test client for all pages: whatever it gets must be a sound, safe page."""

import functools
import re
import xml.etree.ElementTree as ET
from typing import Any

import html5lib
from flask.testing import FlaskClient
from html5lib.html5parser import ParseError
from werkzeug.test import TestResponse

HTML = "{http://www.w3.org/1999/xhtml}"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
    "object-src": "'none'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
ADDRESSES = ("src", "href", "action", "formaction", "hx-get", "hx-post", "data-save-url", "data-sign-in-url")
TOKEN = re.compile(r'(?<=name="csrf_token" value=")[\w.-]+(?=")')
"""The token of a session where a form carries it: it differs from page to page and can break no markup."""
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}


def read(html: str) -> ET.Element:
    """Parse a page as strictly as the standard allows."""
    return _parse(html, "parse")


def read_fragment(html: str) -> ET.Element:
    """Parse a part of a page as strictly as the standard allows."""
    return _parse(html, "parseFragment")


def _parse(html: str, how: str) -> ET.Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    try:
        tree = getattr(parser, how)(html)
    except ParseError as problem:
        (line, column), code, _ = parser.errors[-1]
        raise AssertionError(f"not valid HTML ({code}): {html.splitlines()[line - 1][:column][-200:]}") from problem
    assert isinstance(tree, ET.Element)
    return tree


def words(element: ET.Element) -> str:
    """Return the text of an element, its spaces tidied."""
    return " ".join("".join(element.itertext()).split())


def check_headers(response: TestResponse) -> None:
    """Hold a response to the complete set of headers."""
    policy = dict(part.strip().split(" ", 1) for part in response.headers["Content-Security-Policy"].split(";"))
    assert policy == POLICY
    for name, value in HEADERS.items():
        assert response.headers[name] == value, name
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert "Server" not in response.headers or "/" not in response.headers["Server"]
    assert response.headers["Cache-Control"] == "no-store, private"


def check_tree(tree: ET.Element) -> None:
    """Hold a page, or a part of one, to what is true of all of them."""
    elements = [element for element in tree.iter() if isinstance(element.tag, str)]
    ids = [element.attrib["id"] for element in elements if "id" in element.attrib]
    assert len(ids) == len(set(ids)), f"ids stand twice: {sorted({i for i in ids if ids.count(i) > 1})}"
    for element in elements:
        _check_inline(element)
        _check_addresses(element)
        for name in ("aria-describedby", "aria-labelledby", "for"):
            _check_named(element, name, ids)
    _check_labels(tree, elements)


def _check_inline(element: ET.Element) -> None:
    assert element.tag != "style", "a style element"
    assert element.tag != "script" or (element.get("src") and not (element.text or "").strip()), "an inline script"
    for name in element.attrib:
        assert name != "style" and not name.startswith(("on", "hx-on")), f"{element.tag} has {name}"


def _check_addresses(element: ET.Element) -> None:
    for name in ADDRESSES:
        value = element.get(name)
        if value is not None:
            assert re.match(r"(/(?![/\\])|#)", value), f"{element.tag} {name}={value!r} leads elsewhere"
    assert element.tag not in {"iframe", "object", "embed", "base"}, element.tag


def _check_named(element: ET.Element, name: str, ids: list[str]) -> None:
    missing = [target for target in element.get(name, "").split() if target not in ids]
    assert not missing, f"{element.tag} {name} names {missing}, which are not there"


def _check_labels(tree: ET.Element, elements: list[ET.Element]) -> None:
    labels = {element.get("for"): words(element) for element in elements if element.tag == "label"}
    inside = {id(field) for label in tree.iter("label") if words(label) for field in label.iter()}
    for element in elements:
        named = element.get("aria-label") or element.get("aria-labelledby")
        if element.tag in {"input", "select", "textarea"} and element.get("type") not in UNLABELLED:
            assert named or id(element) in inside or labels.get(element.get("id")), f"no label: {element.attrib}"
        if element.tag in {"button", "a"}:
            assert named or words(element), f"no words: {element.tag} {element.attrib}"


def check_page(html: str) -> ET.Element:
    """Hold a whole page to what is true of all pages, and return it parsed."""
    tree = read(html)
    assert tree.get("lang"), "no language"
    titles = list(tree.iter("title"))
    assert len(titles) == 1 and words(titles[0]).removesuffix("· quizapp").strip(), "no title"
    assert [words(h) != "" for h in tree.iter("h1")] == [True], "not exactly one h1"
    assert len(list(tree.iter("main"))) == 1
    check_tree(tree)
    return tree


@functools.lru_cache(maxsize=512)
def _check_page_once(html: str) -> ET.Element:
    """Check a page whose tokens are masked: one that was sound is sound whenever it comes again. Tests only read it."""
    return check_page(html)


class CheckingClient(FlaskClient):
    """A client that holds every answer it gets to what must be true of all answers."""

    _csrf = ""
    _tree: ET.Element | None = None
    checks = True
    """Tests that fetch hundreds of like pages switch it off after the first of a kind."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request and check what comes back."""
        response = super().open(*args, **kwargs)
        if not self.checks or (response.request.path.startswith("/static/") and response.status_code == 200):
            return response
        check_headers(response)
        if response.mimetype == "text/html" and response.status_code not in range(300, 400):
            html = response.get_data(as_text=True)
            if html.lstrip().startswith("<!doctype"):
                self._tree = _check_page_once(TOKEN.sub("token", html))
            else:
                check_tree(read_fragment(html))
        return response

    @property
    def csrf(self) -> str:
        """The token of this client's session, as any page carries it."""
        if not self._csrf:
            self._csrf = csrf_of(self.get("/no-such-page").get_data(as_text=True))
        return self._csrf

    def send(self, address: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """Post a form with the session's token."""
        return self.post(address, data={"csrf_token": self.csrf} | (data or {}), **kwargs)

    def page(self, address: str, **kwargs: Any) -> ET.Element:
        """Get a page that must be there."""
        response = self.get(address, **kwargs)
        assert response.status_code == 200, f"{address}: {response.status_code}"
        return self._tree if self.checks and self._tree is not None else read(response.get_data(as_text=True))


def csrf_of(html: str) -> str:
    """Read the token out of a page."""
    found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', html)
    assert found, "the page has no token"
    return found[1]
