"""The blueprint of a posting, changed version by version with nothing typed lost; two postings side by side."""

import xml.etree.ElementTree as ET

import pytest

from quizapp.domain.readiness.scale import Bar
from quizapp.services.gateway import Database
from quizapp.services.reviews import ask_review
from quizapp.web.kit.clock import now
from tests.factories.postings import asking, make_posting_of
from tests.web.checking import CheckingClient, check_page, words
from tests.web.conftest import Client
from tests.web.scene import Scene

MADE = (asking("statistics", "statistics"), asking("programming", "programming", bar=Bar.STRONG), asking("a degree"))
SHARES = {
    "share:statistics:": "50",
    "share:programming:": "50",
    "bar:statistics:": "working",
    "bar:programming:": "strong",
}


@pytest.fixture
def made(database: Database) -> str:
    with database.transaction() as session:
        return make_posting_of(session, *MADE).id


@pytest.fixture
def mentor(scene: Scene, client: Client) -> CheckingClient:
    return client(scene.mentor)


def _fields(page: ET.Element) -> dict[str, str]:
    typed = {e.attrib["name"]: e.get("value", "") for e in page.iter("input") if e.get("name")}
    for select in page.iter("select"):
        chosen = (option.attrib["value"] for option in select.iter("option") if "selected" in option.attrib)
        typed[select.attrib["name"]] = next(chosen, "none")  # a word that is no bar chooses none
    return typed


def _form(**changes: str) -> dict[str, str]:
    return SHARES | {"revision": "0", "minutes": "45", "note": ""} | changes


def test_a_blueprint_is_read_with_its_lines_as_links_and_its_gaps(mentor: CheckingClient, scene: Scene) -> None:
    for posting in scene.shared:
        page = mentor.page(f"/postings/{posting}/blueprint")
        said = words(page)
        assert "45 minutes" in said and "What the banks can’t cover yet" in said
        ways = [a.get("href", "") for a in page.iter("a")]
        lines = [way for way in ways if way.startswith(f"/postings/{posting}/review?line=")]
        assert lines
        mentor.page(lines[0].split("#")[0])


def test_a_posting_that_asks_for_nothing_measurable_says_what_to_do(mentor: CheckingClient, database: Database) -> None:
    with database.transaction() as session:
        empty = make_posting_of(session, asking("a degree")).id
    page = mentor.page(f"/postings/{empty}/blueprint")
    assert "nothing to plan" in words(page)
    assert not list(page.iter("select"))


def test_a_version_is_kept_and_stands_on_the_page_with_maker_and_note(
    mentor: CheckingClient, scene: Scene, made: str
) -> None:
    form = _form(note="Rather statistics", minutes="30", **{"share:statistics:": "60", "share:programming:": "20,0"})
    sent = mentor.send(f"/postings/{made}/blueprint", form)
    assert (sent.status_code, sent.location) == (303, f"/postings/{made}/blueprint")
    page = mentor.page(sent.location)
    said = words(page)
    assert f"Version 1 holds: kept by {scene.mentor.name}" in said
    assert "Rather statistics" in said
    fields = _fields(page)
    assert (fields["share:statistics:"], fields["share:programming:"], fields["minutes"]) == ("75", "25", "30")
    assert fields["revision"] == "1"


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("share:statistics:", "abc"), ("share:statistics:", ""), ("share:statistics:", "-1"),
        ("share:statistics:", "101"), ("share:statistics:", "1e5"), ("share:statistics:", "nan"),
        ("bar:statistics:", "none"), ("minutes", "9"), ("minutes", "181"), ("minutes", "12.5"), ("minutes", ""),
        ("minutes", "9" * 400), ("note", "x" * 501), ("share:statistics:", "1.2.3"),
    ],
)  # fmt: skip
def test_what_cant_be_used_is_told_at_its_field_and_nothing_typed_is_lost(
    mentor: CheckingClient, made: str, field: str, typed: str
) -> None:
    form = _form(**{"share:programming:": "33", "note": "kept words", field: typed})
    refused = mentor.send(f"/postings/{made}/blueprint", form)
    assert refused.status_code == 422
    page = check_page(refused.text)
    fields = _fields(page)
    assert next(page.iter("details")).get("open") is not None
    for name in ("share:statistics:", "share:programming:", "minutes", "note", "bar:programming:"):
        assert fields[name] == form[name]
    wrong = [e.attrib["name"] for e in page.iter("input") if e.get("aria-invalid") == "true"]
    assert wrong == [field.replace("bar:", "share:")]
    assert "no mentor has changed it" in words(mentor.page(f"/postings/{made}/blueprint"))


def test_nothing_at_all_to_ask_about_is_refused(mentor: CheckingClient, made: str) -> None:
    form = _form(**{"share:statistics:": "0", "share:programming:": "0"})
    refused = mentor.send(f"/postings/{made}/blueprint", form)
    assert refused.status_code == 422
    assert "At least one share" in words(check_page(refused.text))


def test_who_comes_second_is_told_sees_both_and_may_keep_theirs(mentor: CheckingClient, made: str) -> None:
    assert mentor.send(f"/postings/{made}/blueprint", _form(note="the first")).status_code == 303
    late = _form(note="the second", **{"share:statistics:": "81"})
    refused = mentor.send(f"/postings/{made}/blueprint", late)
    assert refused.status_code == 409
    page = check_page(refused.text)
    fields = _fields(page)
    assert "Somebody else has kept a version" in words(page) and "the first" in words(page)
    assert (fields["share:statistics:"], fields["note"], fields["revision"]) == ("81", "the second", "1")
    again = late | {"revision": fields["revision"]}
    assert mentor.send(f"/postings/{made}/blueprint", again).status_code == 303


def test_a_form_that_lacks_a_row_is_refused(mentor: CheckingClient, made: str) -> None:
    form = {name: value for name, value in _form().items() if "programming" not in name}
    refused = mentor.send(f"/postings/{made}/blueprint", form)
    assert refused.status_code == 409
    assert "other competencies" in words(check_page(refused.text))


def test_an_earlier_version_and_the_postings_own_are_restored(mentor: CheckingClient, made: str) -> None:
    mentor.send(f"/postings/{made}/blueprint", _form(**{"share:statistics:": "90", "share:programming:": "10"}))
    mentor.send(f"/postings/{made}/blueprint", _form(revision="1"))
    address = f"/postings/{made}/blueprint/versions"
    for revision, number, share in (("2", "1", "90"), ("3", "0", "50")):
        assert mentor.send(address, {"revision": revision, "number": number}).status_code == 303
        assert _fields(mentor.page(f"/postings/{made}/blueprint"))["share:statistics:"] == share
    assert mentor.send(address, {"revision": "1", "number": "1"}).status_code == 409
    for number in ("", "x", "99", "9" * 30):
        assert mentor.send(address, {"revision": "4", "number": number}).status_code == 404


def test_a_private_posting_is_planned_once_its_owner_asks(
    mentor: CheckingClient, scene: Scene, database: Database
) -> None:
    assert mentor.get(f"/postings/{scene.own_posting}/blueprint").status_code == 404
    with database.transaction() as session:
        ask_review(session, owner=scene.student.id, posting=scene.own_posting, now=now())
    mentor.page(f"/postings/{scene.own_posting}/blueprint")


PAYLOAD = '"><script>alert(1)</script>{{7*7}}'


def test_what_is_typed_into_a_blueprint_never_becomes_markup(mentor: CheckingClient, made: str) -> None:
    refused = mentor.send(f"/postings/{made}/blueprint", _form(note=PAYLOAD, minutes=PAYLOAD))
    assert _fields(check_page(refused.text))["minutes"] == PAYLOAD
    mentor.send(f"/postings/{made}/blueprint", _form(note=PAYLOAD))
    assert PAYLOAD in words(mentor.page(f"/postings/{made}/blueprint"))


def test_two_postings_are_chosen_and_compared_by_everybody_who_may_read_them(scene: Scene, client: Client) -> None:
    a, b = scene.shared
    for member in scene.members.values():
        reader = client(member)
        chosen = reader.page("/postings/compare")
        fields = {s.attrib["name"] for s in chosen.iter("select")}
        assert fields == {"a", "b"}
        said = words(reader.page(f"/postings/compare?a={a}&b={b}"))
        assert "Both ask for" in said and "Only A asks for" in said
    assert "Choose two different" in words(client(scene.student).page(f"/postings/compare?a={a}&b={a}"))
    assert client(scene.student).get(f"/postings/compare?a={a}&b=none").status_code == 404


def test_ones_own_posting_is_compared_by_oneself_alone(scene: Scene, client: Client) -> None:
    address = f"/postings/compare?a={scene.own_posting}&b={scene.shared[0]}"
    client(scene.student).page(address)
    for member in (scene.stranger, scene.mentor, scene.instructor, scene.administrator):
        assert client(member).get(address).status_code == 404


def test_a_student_sees_their_own_verdicts_and_nobody_else_sees_any(scene: Scene, client: Client) -> None:
    address = f"/postings/compare?a={scene.shared[0]}&b={scene.shared[1]}"
    assert "not enough evidence" in words(client(scene.student).page(address))
    assert "not enough evidence" not in words(client(scene.mentor).page(address))
    page = client(scene.student).page(address)
    line = next(a.attrib["href"] for a in page.iter("a") if "line=" in a.get("href", ""))
    client(scene.student).page(line.split("#")[0])
