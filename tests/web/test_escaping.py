"""What people type is shown as they typed it and never becomes markup, script or a template."""

import re
import xml.etree.ElementTree as ET

import pytest

from quizapp.domain.items.model import ItemType
from quizapp.services.gateway import Database
from tests.web.checking import read, words
from tests.web.conftest import Client
from tests.web.items import present, published
from tests.web.scene import PASSWORD, POSTING, Scene, declarable_line, declarable_start

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><script>alert(1)</script>',
    "'><svg onload=alert(1)>",
    '" onmouseover="alert(1)', "' onfocus='alert(1)' autofocus='", "</textarea><script>alert(1)</script>",
    "</title><script>alert(1)</script>", "<svg><script>alert(1)</script></svg>", "javascript:alert(1)",
    "<iframe src=javascript:alert(1)>", "<a href='javascript:alert(1)'>a</a>", "{{7*7}}", "{% for x in ().__class__ %}",
    "${7*7}#{7*7}<%= 7*7 %>", "<math><mtext><b></mtext></math>", "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<!-- --!><b>",
    "<style>*{display:none}</style>", "<div hx-get=/ hx-trigger=load>", "]]><b>",
    "<b>&#x3c;i&#x3e;</b>",
]  # fmt: skip
IDS = [payload.encode("unicode_escape").decode()[:30] for payload in PAYLOADS]


def tidy(payload: str) -> str:
    """Return a payload as a name or a title keeps it: printable, its spaces tidied."""
    return " ".join("".join(c if c.isprintable() else " " for c in payload).split())


def skeleton(tree: ET.Element) -> list[tuple[str, tuple[str, ...]]]:
    """List a page's elements with the names of their attributes: what no typed text may change."""
    return [(str(e.tag), tuple(sorted(e.attrib))) for e in tree.iter()]


def values_of(tree: ET.Element) -> set[str]:
    """Collect what stands in a page's fields."""
    areas = [(e.text or "").strip() for e in tree.iter("textarea")]
    return {*(e.get("value", "") for e in tree.iter("input")), *areas}


@pytest.mark.parametrize("payload", PAYLOADS, ids=IDS)
def test_a_name_is_shown_as_it_was_typed_wherever_it_stands(scene: Scene, client: Client, payload: str) -> None:
    somebody = client(None)
    form = {"name": payload, "email": "kim@example.org", "password": PASSWORD, "join_code": scene.join_code}
    assert somebody.send("/sign-up", form).status_code == 303
    shown = tidy(payload)
    instructor = client(scene.instructor)
    heatmap = instructor.page(f"/cohorts/{scene.cohort}?posting={scene.shared[0]}")
    row = next(a.attrib["href"] for a in heatmap.iter("a") if words(a) == shown)
    pages = [somebody.page("/postings"), heatmap, instructor.page(row), client(scene.administrator).page("/people")]
    for page in pages:
        assert shown in words(page)


@pytest.mark.parametrize("payload", PAYLOADS, ids=IDS)
def test_a_cohorts_name_is_shown_as_it_was_typed_wherever_it_stands(scene: Scene, client: Client, payload: str) -> None:
    instructor, student = client(scene.instructor), client(scene.student)
    made = instructor.send("/cohorts", {"name": payload})
    page = instructor.page(made.location)
    code = re.search(r"join code is (\w{8})", words(page))
    assert code is not None
    student.send("/cohorts/join", {"code": code[1]})
    shown = tidy(payload)
    for there in (
        page,
        student.page("/cohorts/join"),
        instructor.page("/cohorts"),
        instructor.page(f"{made.location}/postings/{scene.shared[0]}"),
    ):
        assert shown in words(there)


@pytest.mark.parametrize("payload", PAYLOADS, ids=IDS)
def test_a_postings_text_is_shown_as_it_was_typed(scene: Scene, client: Client, payload: str) -> None:
    text = POSTING.replace("Python", f"Python {payload}").replace("a university", f"a university {payload}")
    text = f"{payload} {text}\n{payload}\n"
    for member in (scene.student, scene.mentor):
        sender = client(member)
        added = sender.send("/postings/new", {"text": text})
        assert added.status_code == 303
        response = sender.get(added.location, follow_redirects=True)
        page = read(response.text)
        # The gaps between runs of the text are the page's, so the comparison leaves spaces out.
        assert "".join(payload.split()) in "".join(words(page).split())
        line = re.findall(r'data-line="(\d+)"', response.text)[-1]
        sender.get(f"{response.request.path}?line={line}", headers={"HX-Request": "true"})
        sender.page("/postings")


@pytest.mark.parametrize("payload", PAYLOADS, ids=IDS)
def test_an_answer_and_a_note_are_shown_as_they_were_typed(
    scene: Scene, client: Client, database: Database, payload: str
) -> None:
    student = client(scene.student)
    numeric = next(shown for shown in published(database) if shown.face.type is ItemType.NUMERIC)
    present(database, scene.open_attempt, 3, numeric)
    address = f"/quizzes/{scene.open_attempt}"
    pages = []
    for revision, typed in enumerate(("abc", payload)):
        form = {"type": "numeric", "answer": typed, "revision": str(revision)}
        pages.append(student.page(student.send(f"{address}/3/next", form).location))
    assert payload in values_of(pages[1])
    assert skeleton(pages[0]) == skeleton(pages[1])
    with database.transaction() as session:
        start = declarable_start(session, scene.student.id, scene.shared[0])
        line = declarable_line(session, scene.student.id, scene.shared[0])
    student.send(f"/postings/{scene.shared[0]}/lines-at/{start}/declaration", {"declared": "1", "note": payload})
    assert payload.strip() in values_of(student.page(f"/postings/{scene.shared[0]}?line={line}"))
    theirs = f"/cohorts/{scene.cohort}/students/{scene.student.id}?posting={scene.shared[0]}&line={line}"
    assert " ".join(payload.split()) in words(client(scene.instructor).page(theirs))


@pytest.mark.parametrize("payload", PAYLOADS, ids=IDS)
def test_what_stands_in_an_address_never_becomes_markup(scene: Scene, client: Client, payload: str) -> None:
    visitor = client(None)
    harmless = skeleton(visitor.page("/sign-in?next=abc"))
    assert skeleton(visitor.page("/sign-in", query_string={"next": payload})) == harmless
    sign_up = visitor.page("/sign-up", query_string={"next": payload, "code": payload})
    assert payload in values_of(sign_up)
    assert skeleton(sign_up) == skeleton(visitor.page("/sign-up?next=a&code=b"))
    instructor = client(scene.instructor)
    sorted_by = instructor.page(f"/cohorts/{scene.cohort}", query_string={"sort": payload, "order": payload})
    assert skeleton(sorted_by) == skeleton(instructor.page(f"/cohorts/{scene.cohort}"))
    assert instructor.get(f"/cohorts/{scene.cohort}", query_string={"posting": payload}).status_code == 404
    assert client(scene.student).get("/postings/" + payload.replace("/", "")).status_code == 404
