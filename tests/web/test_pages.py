"""Every page there is, as everybody who may see it: the checking client holds each to valid, safe, labelled HTML."""

import io
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select, text

from quizapp.services import cohorts
from quizapp.services.gateway import Database
from quizapp.storage.tables import Item, ItemVersion
from tests.web.checking import CheckingClient, check_headers, check_page, words
from tests.web.conftest import Client
from tests.web.scene import Scene, declarable_line, declarable_start, measured_line


def test_each_line_of_a_painted_posting_opens_to_a_sound_ledger(
    scene: Scene, client: Client, database: Database
) -> None:
    with database.transaction() as session:
        own = declarable_line(session, scene.student.id, scene.shared[1])
        measured = measured_line(session, scene.student.id, scene.shared[1])
    student, instructor, visitor = client(scene.student), client(scene.instructor), client(None)
    for line in (own, measured):
        address = f"/postings/{scene.shared[1]}?line={line}"
        student.page(address)
        fragment = student.get(address, headers={"HX-Request": "true"})
        assert fragment.status_code == 200
        assert "<html" not in fragment.text and 'id="ledger"' in fragment.text
        theirs = f"/cohorts/{scene.cohort}/students/{scene.student.id}?posting={scene.shared[1]}&line={line}"
        assert scene.student.name in words(instructor.page(theirs))
        assert instructor.get(theirs, headers={"HX-Request": "true"}).status_code == 200
    sample = client(None).page("/")
    opened = next(a.attrib["href"] for a in sample.iter("a") if "line=" in a.get("href", ""))
    visitor.page(opened)
    visitor.get(opened, headers={"HX-Request": "true"})


def test_each_line_of_a_coverage_opens_to_sound_rows(scene: Scene, client: Client) -> None:
    mentor = client(scene.mentor)
    for posting in scene.shared:
        page = mentor.page(f"/postings/{posting}/coverage")
        lines = [a.attrib["data-line"] for a in page.iter("a") if "data-line" in a.attrib]
        assert lines
        for line in (lines[0], lines[-1]):
            mentor.page(f"/postings/{posting}/coverage?line={line}")
            mentor.get(f"/postings/{posting}/coverage?line={line}", headers={"HX-Request": "true"})


def test_each_bank_and_an_item_of_each_type_in_it_are_sound_pages(
    scene: Scene, client: Client, database: Database
) -> None:
    mentor = client(scene.mentor)
    with database.transaction() as session:
        rows = session.execute(
            select(Item.bank_key, ItemVersion.type, Item.key).join(ItemVersion, ItemVersion.item_id == Item.id)
        ).all()
    one_each = {(bank, kind): key for bank, kind, key in rows}
    for bank in {bank for bank, _ in one_each}:
        mentor.page(f"/banks/{bank}")
    for (bank, _), item in one_each.items():
        mentor.page(f"/banks/{bank}/{item}")


def test_a_family_is_paged_through_variant_by_variant(scene: Scene, client: Client, database: Database) -> None:
    with database.transaction() as session:
        row = session.execute(
            select(Item.bank_key, Item.key).join(ItemVersion, ItemVersion.item_id == Item.id).where(ItemVersion.family)
        ).first()
    assert row is not None
    page = client(scene.mentor).page(f"/banks/{row.bank_key}/{row.key}?variant=2")
    ways = {a.get("href", "") for a in page.iter("a")}
    assert f"/banks/{row.bank_key}/{row.key}?variant=1" in ways
    assert f"/banks/{row.bank_key}/{row.key}?variant=3" in ways


def test_a_heatmap_is_a_sound_page_in_each_order(scene: Scene, client: Client) -> None:
    instructor = client(scene.instructor)
    page = instructor.page(f"/cohorts/{scene.cohort}")
    for a in list(page.iter("a")):
        if "sort=" in a.get("href", ""):
            instructor.page(a.attrib["href"])
    painted = instructor.page(f"/cohorts/{scene.cohort}/postings/{scene.shared[0]}")
    assert scene.student.name not in words(painted)


def test_empty_states_are_sound_pages_that_say_what_to_do(scene: Scene, client: Client, database: Database) -> None:
    assert "Share the code" in words(client(scene.colleague).page(f"/cohorts/{scene.other_cohort}"))
    with database.transaction() as session:
        cohorts.leave_cohort(session, student=scene.student.id, cohort=scene.cohort)
    client(scene.student).page("/cohorts/join")
    assert client(scene.instructor).get(f"/cohorts/{scene.cohort}/postings/{scene.shared[0]}").status_code == 200


def test_an_instance_without_postings_is_a_sound_page(scene: Scene, client: Client, database: Database) -> None:
    with database.transaction() as session:
        session.execute(text("DELETE FROM posting"))
    assert "no posting here yet" in words(client(scene.student).page("/postings"))
    client(None).page("/")
    client(scene.instructor).page(f"/cohorts/{scene.cohort}")


def test_the_demonstration_sign_in_is_a_sound_page(make_web: Callable[..., Flask]) -> None:
    visitor = make_web(demo=True).test_client()
    assert isinstance(visitor, CheckingClient)
    assert "student@example.org" in words(visitor.page("/sign-in"))


@pytest.mark.parametrize(
    ("address", "form", "field"),
    [
        ("/sign-in", {"email": "", "password": ""}, "email"),
        ("/sign-in", {"email": "kim@example.org", "password": "wrong"}, "password"),
        ("/sign-up", {}, "name"),
        ("/sign-up", {"name": "Kim", "email": "no address", "password": "long enough to be one"}, "email"),
        ("/sign-up", {"name": "Kim", "email": "kim@example.org", "password": "short"}, "password"),
        ("/sign-up", {"name": " ", "email": "kim@example.org", "password": "long enough to be one"}, "name"),
    ],
)  # fmt: skip
def test_a_form_with_errors_keeps_what_was_typed_and_says_what_to_mend(
    client: Client, address: str, form: dict[str, str], field: str
) -> None:
    refused = client(None).send(address, form)
    assert refused.status_code == 422
    tree = check_page(refused.text)
    wrong = [e.get("name") for e in tree.iter("input") if e.get("aria-invalid") == "true"]
    assert field in wrong
    typed = {e.get("name"): e.get("value", "") for e in tree.iter("input")}
    for name, value in form.items():
        if name != "password":
            assert typed[name] == value
    assert typed["password"] == ""


def test_a_code_that_no_cohort_has_is_refused_in_one_plain_sentence(scene: Scene, client: Client) -> None:
    for refused in (
        client(scene.student).send("/cohorts/join", {"code": "ABCD EFGH"}),
        client(None).send(
            "/sign-up",
            {
                "name": "Kim",
                "email": "kim@example.org",
                "password": "long enough to be one",
                "join_code": "ABCD EFGH",
            },
        ),
    ):
        assert refused.status_code == 422
        assert "No cohort has this code." in refused.text
        assert "(&#39;" not in refused.text  # an error's arguments are no sentence
        assert 'value="ABCD EFGH"' in refused.text


def test_a_sign_up_that_is_refused_makes_no_account(client: Client, database: Database) -> None:
    form = {
        "name": "Kim",
        "email": "kim@example.org",
        "password": "long enough to be one",
        "join_code": "ABCD EFGH",
    }
    assert client(None).send("/sign-up", form).status_code == 422
    with database.transaction() as session:
        assert session.execute(text("SELECT count(*) FROM user_account WHERE name = 'Kim'")).scalar() == 0


def test_what_is_no_posting_is_refused_with_its_text_kept(scene: Scene, client: Client) -> None:
    for typed in ("", "   ", "hello there"):
        refused = client(scene.student).send("/postings/new", {"text": typed})
        assert refused.status_code == 422, repr(typed)
        if typed == "hello there":
            area = next(check_page(refused.text).iter("textarea"))
            assert (area.text or "").strip() == typed


def test_a_posting_file_that_is_no_text_is_refused(scene: Scene, client: Client) -> None:
    student = client(scene.student)
    data = {"csrf_token": student.csrf, "text": "", "file": (io.BytesIO(bytes(range(256)) * 9), "posting.txt")}
    refused = student.post("/postings/new", data=data, content_type="multipart/form-data")
    assert refused.status_code == 422
    assert "binary" in words(check_page(refused.text))


def test_a_cohort_needs_a_name(scene: Scene, client: Client) -> None:
    for name in ("", "   ", "x" * 121):
        refused = client(scene.instructor).send("/cohorts", {"name": name})
        assert refused.status_code == 422
        check_page(refused.text)


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [("GET", "/none", 404), ("GET", "/static/none.css", 404), ("DELETE", "/postings", 405), ("GET", "/sign-out", 405)],
)
def test_error_pages_are_sound_and_lead_on(client: Client, method: str, address: str, status: int) -> None:
    response = client(None).open(address, method=method)
    assert response.status_code == status
    main = next(check_page(response.text).iter("main"))
    assert "Saved" in words(main)
    assert [a.get("href") for a in main.iter("a")] == ["/"]


def test_too_large_a_request_is_refused_with_a_page(scene: Scene, client: Client) -> None:
    student = client(scene.student)
    data = {"csrf_token": student.csrf, "file": (io.BytesIO(b"x" * 7_000_000), "posting.txt")}
    refused = student.post("/postings/new", data=data, content_type="multipart/form-data", buffered=True)
    refused.request.input_stream.close()
    assert refused.status_code == 413
    assert "larger than 5 MB" in words(check_page(refused.text))


def test_a_note_that_is_too_long_is_refused_with_a_page(scene: Scene, client: Client, database: Database) -> None:
    with database.transaction() as session:
        start = declarable_start(session, scene.student.id, scene.shared[0])
    refused = client(scene.student).send(
        f"/postings/{scene.shared[0]}/lines-at/{start}/declaration", {"declared": "1", "note": "x" * 1001}
    )
    assert refused.status_code == 422
    assert "at most 1000 characters" in words(check_page(refused.text))


@pytest.mark.parametrize("address", ["/postings/a%00b", "/quizzes/%00", "/cohorts/%00", "/sign-in?next=%00"])
def test_null_characters_in_an_address_are_refused_with_a_page(scene: Scene, client: Client, address: str) -> None:
    response = client(scene.student).get(address)
    assert response.status_code == 400
    assert "null characters" in words(check_page(response.text))


def test_null_characters_in_a_form_are_refused_with_a_page(scene: Scene, client: Client) -> None:
    for address, form in (
        ("/postings/new", {"text": "a\x00b"}),
        ("/cohorts/join", {"code": "\x00"}),
        (f"/quizzes/{scene.open_attempt}/3", {"answer": "1", "save_key": "\x00"}),
    ):
        response = client(scene.student).send(address, form)
        assert response.status_code == 400
        assert "null characters" in words(check_page(response.text))


@pytest.mark.parametrize("address", ["/cohorts/{cohort}/students/{number}", "/postings/{shared}?line={number}"])
def test_a_number_too_large_for_any_database_names_nothing(scene: Scene, client: Client, address: str) -> None:
    reader = client(scene.instructor if address.startswith("/cohorts") else scene.student)
    for number in (2**31, 2**63, 10**30):
        place = address.format(cohort=scene.cohort, shared=scene.shared[0], number=number)
        assert reader.get(place).status_code in {200, 404}
    for position in (2**31, 2**63, 10**30):
        student = client(scene.student)
        for way in ("", "/next"):
            sent = student.send(f"/quizzes/{scene.open_attempt}/{position}{way}", {"answer": "1"})
            assert sent.status_code in {303, 404, 409, 422}


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_fault_of_ours_is_a_sound_page_with_all_headers(
    app: Flask, scene: Scene, client: Client, monkeypatch: pytest.MonkeyPatch, signed_in: bool
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("a planted fault")

    monkeypatch.setitem(app.view_functions, "postings.index", broken)
    response = client(scene.student if signed_in else None).get("/postings")
    assert response.status_code == 500
    assert "planted" not in response.text
    assert "Our fault" in words(check_page(response.text))


def test_a_database_that_is_gone_is_a_sound_page_with_all_headers(
    scene: Scene, client: Client, database: Database
) -> None:
    student = client(scene.student)
    with database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE sign_in RENAME TO sign_in_gone"))
    response = student.get("/postings")
    assert response.status_code == 500
    check_headers(response)
    assert "Our fault" in words(check_page(response.text))


def test_a_script_is_told_of_errors_in_json(scene: Scene, client: Client) -> None:
    student = client(scene.student)
    for address, status in (("/none", 404), (f"/quizzes/{scene.open_attempt}x", 404)):
        response = student.get(address, headers={"Accept": "application/json"})
        assert response.status_code == status
        assert response.json is not None and response.json["message"].endswith(".")


def test_static_files_are_cached_for_ever_only_under_their_own_content(client: Client) -> None:
    visitor = client(None)
    page = visitor.page("/")
    addresses = [e.get("src") or e.get("href") or "" for tag in ("script", "link") for e in page.iter(tag)]
    assert addresses
    for address in addresses:
        cached = visitor.get(address, buffered=True)
        assert cached.status_code == 200
        assert "immutable" in cached.headers["Cache-Control"]
        unversioned = visitor.get(address.split("?")[0], buffered=True)
        assert "immutable" not in unversioned.headers["Cache-Control"]
        assert cached.headers["X-Content-Type-Options"] == "nosniff"
        assert cached.headers["Content-Security-Policy"]


def test_an_instance_behind_https_asks_browsers_to_stay_there(make_web: Callable[..., Flask]) -> None:
    visitor = make_web(https=True).test_client()
    response = visitor.get("/", base_url="https://localhost")
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    cookie = next(c for c in response.headers.getlist("Set-Cookie") if c.startswith("__Host-sid="))
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie


def test_a_chosen_theme_stands_on_every_page_and_no_other_word_does(client: Client) -> None:
    visitor = client(None)
    assert visitor.send("/theme", {"theme": "dark", "next": "/sign-in"}).location == "/sign-in"
    assert visitor.page("/").get("data-theme") == "dark"
    visitor.send("/theme", {"theme": '"><script>'})
    assert visitor.page("/").get("data-theme") is None


def test_the_checking_client_refuses_unsound_pages() -> None:
    sound = '<!doctype html><html lang="en"><head><title>A</title></head><body><main><h1>A</h1>%s</main></body></html>'
    check_page(sound % "<p>a</p>")
    for fault in (
        "<p><div>a</div></p>", "<h1>B</h1>", "<p id=a>a</p><p id=a>b</p>", "<input name=a>", "<p style='a:b'>a</p>",
        "<script>1</script>", "<p onclick='a()'>a</p>", "<img src='https://example.org/a.png' alt=a>",
        "<a href='javascript:a()'>a</a>", "<a href='//example.org'>a</a>", "<label for=b>b</label>",
        "<button></button>",
        "<iframe src='/a'></iframe>",
    ):  # fmt: skip
        with pytest.raises(AssertionError):
            check_page(sound % fault)
