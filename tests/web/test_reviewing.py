"""The review's pages: each change leads on, each problem is said and leaves what stands."""

import io

import pytest

from quizapp.domain.extraction import Kind
from tests.documents.files import markup, page, pdf_of, word_of
from tests.web.checking import CheckingClient, check_page, words
from tests.web.conftest import Client
from tests.web.scene import POSTING, Scene


def _review(scene: Scene) -> str:
    return f"/postings/{scene.shared[1]}/review"


def _panel(sender: CheckingClient, address: str, line: int) -> str:
    return words(sender.page(f"{address}?line={line}"))


def test_every_line_opens_with_what_was_read_of_it(scene: Scene, client: Client) -> None:
    mentor = client(scene.mentor)
    for line in range(8):
        said = _panel(mentor, _review(scene), line)
        assert f"Line {line + 1} of" in said
        assert "Read as" in said


def test_a_change_leads_on_and_is_kept(scene: Scene, client: Client) -> None:
    mentor, address = client(scene.mentor), _review(scene)
    for number, kind in enumerate(Kind):
        sent = mentor.send(
            f"{address}/lines/1", {"kind": kind.value, "revision": str(number), "competencies-shown": "1"}
        )
        assert sent.status_code == 303
        tree = mentor.page(f"{address}?line=1")
        checked = [e.get("value") for e in tree.iter("input") if e.get("name") == "kind" and "checked" in e.attrib]
        assert checked == [kind.value]


def test_who_comes_second_is_told_and_sees_what_is_there_now(scene: Scene, client: Client) -> None:
    mentor, address = client(scene.mentor), _review(scene)
    assert mentor.send(f"{address}/lines/1", {"kind": "legal", "revision": "0"}).status_code == 303
    second = mentor.send(f"{address}/lines/1", {"kind": "benefit", "revision": "0"})
    assert second.status_code == 409
    assert "Somebody else has changed this posting" in words(check_page(second.text))


@pytest.mark.parametrize(
    "form",
    [
        {"kind": "wish"}, {"weight": "7"}, {"weight": "much"}, {"any_of": "-1"}, {"bar": "heroic"}, {"at": "99999999"},
        {"competencies-shown": "1", "competency": "alchemy"}, {"measured_by": "dice"},
    ],
)  # fmt: skip
def test_what_can_not_be_done_is_said_on_the_page(scene: Scene, client: Client, form: dict[str, str]) -> None:
    mentor, address = client(scene.mentor), _review(scene)
    refused = mentor.send(f"{address}/lines/1", form | {"revision": "0"})
    assert refused.status_code == 422
    assert 'role="alert"' in refused.text
    check_page(refused.text)
    assert "What has been changed" not in words(mentor.page(address))


def test_the_last_line_has_none_to_join(scene: Scene, client: Client) -> None:
    mentor, address = client(scene.mentor), _review(scene)
    last = int(_panel(mentor, address, 0).split("Line 1 of ")[1].split()[0]) - 1
    assert mentor.send(f"{address}/lines/{last}", {"join": "1", "revision": "0"}).status_code == 422
    assert mentor.send(f"{address}/lines/{last + 1}", {"kind": "legal", "revision": "0"}).status_code == 404


def test_a_name_is_previewed_then_added_and_taken_back(scene: Scene, client: Client) -> None:
    mentor = client(scene.mentor)
    seen = words(mentor.page("/names/new?alias=data&target=statistics"))
    assert "What it changes" in seen
    assert mentor.send("/names", {"alias": "grobbling", "target": "statistics"}).status_code == 303
    assert "grobbling" in words(mentor.page("/names"))
    again = mentor.send("/names", {"alias": "grobbling", "target": "statistics"})
    assert again.status_code == 422
    assert 'value="grobbling"' in again.text
    assert mentor.send("/names/removal", {"alias": "grobbling"}).status_code == 303
    assert mentor.get("/names/new?alias=x&target=statistics").status_code == 422


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("posting.txt", POSTING.encode("utf-16")),
        ("posting.html", page(f"<main>{markup(POSTING)}</main><script>alert(1)</script>")),
        ("posting.pdf", pdf_of(POSTING)),
        ("posting.docx", word_of(POSTING)),
    ],
)
def test_a_posting_is_added_from_every_kind_of_document(
    scene: Scene, client: Client, name: str, content: bytes
) -> None:
    student = client(scene.stranger)
    data = {"csrf_token": student.csrf, "text": "", "file": (io.BytesIO(content), name)}
    sent = student.post("/postings/new", data=data, content_type="multipart/form-data")
    assert sent.status_code == 303
    seen = words(student.page(sent.headers["Location"]))
    assert "Solid knowledge of statistics and of experiment design" in seen
    assert "Not yet reviewed" in seen
    assert "alert(1)" not in seen


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("a.pdf", b"%PDF-1.7 and then nothing", "can't be read"),
        ("a.docx", b"PK\x03\x04 and then nothing", ""),
        ("a.pdf", b"", "no text"),
        ("a.txt", bytes(range(256)) * 9, "binary"),
    ],
)
def test_a_file_that_can_not_be_read_is_named_and_the_pasted_text_stays(
    scene: Scene, client: Client, name: str, content: bytes, sentence: str
) -> None:
    student = client(scene.stranger)
    data = {"csrf_token": student.csrf, "text": "My typed words", "file": (io.BytesIO(content), name)}
    refused = student.post("/postings/new", data=data, content_type="multipart/form-data")
    assert refused.status_code == 422
    seen = words(check_page(refused.text))
    assert "My typed words" in refused.text
    assert sentence in seen
