"""Answers outlast closed tabs, lost connections, killed servers, second tabs and impatient fingers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import text

from quizapp.services.gateway import Database, open_database
from tests.browser.conftest import PATIENCE, Server, Watch, scalar
from tests.browser.people import (
    PASSWORD,
    choose_something,
    chosen,
    expect_question,
    expect_saved,
    sign_up,
    start,
    type_of,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-journeys")]


@pytest.fixture
def posting(scene: object) -> str:
    """The posting whose questions are taken."""
    from tests.web.scene import Scene

    assert isinstance(scene, Scene)
    return scene.shared[0]


@pytest.fixture
def page(server: Server, open_context: Callable[..., BrowserContext], posting: str) -> Page:
    """A fresh student before the first item of a posting."""
    opened = open_context().new_page()
    sign_up(opened, server)
    start(opened, server, posting)
    return opened


def attempt_of(page: Page) -> str:
    """Return the attempt whose item is on the page."""
    return page.url.rsplit("/", 1)[-1]


def test_a_closed_tab_is_gone_on_from_where_it_was(
    server: Server, page: Page, open_context: Callable[..., BrowserContext]
) -> None:
    choose_something(page, 1)
    expect_saved(page)
    answer, cookies = chosen(page), page.context.cookies()
    page.context.close()
    fresh = open_context()
    fresh.add_cookies(cookies)  # type: ignore[arg-type]
    again = fresh.new_page()
    again.goto(f"{server.url}/postings")
    again.get_by_role("link", name="Go on answering").click()
    expect_question(again, 1)
    assert chosen(again) == answer
    expect_saved(again)


def test_what_showed_saved_is_there_after_the_server_was_killed(
    browser: Browser, make_server: Callable[[], Server], posting: str
) -> None:
    server = make_server()
    server.start()
    context = browser.new_context()
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    sign_up(page, server)
    start(page, server, posting)
    for number in (0, 1):
        choose_something(page, number)
        expect_saved(page)
        with page.expect_response(lambda r: r.request.method == "POST"):
            choose_something(page, number + 1)
        page.wait_for_function("() => !localStorage.length")
        answer = chosen(page)
        server.kill()
        server.start()
        fresh = browser.new_context()
        fresh.add_cookies(context.cookies())  # type: ignore[arg-type]
        again = fresh.new_page()
        again.goto(page.url)
        assert chosen(again) == answer
        fresh.close()
    context.close()
    server.kill()


def test_a_lost_connection_keeps_the_answer_and_sends_it_once_when_it_is_back(
    server: Server, page: Page, watch: Watch, database: Database
) -> None:
    watch.allowed.append("ERR_INTERNET_DISCONNECTED")
    saves: list[int] = []
    page.on("response", lambda r: saves.append(r.status) if r.request.method == "POST" else None)
    page.context.set_offline(True)
    choose_something(page, 1)
    banner = page.locator("#banner")
    expect(banner).to_be_visible()
    expect(banner).to_contain_text("kept in this browser")
    answer = chosen(page)
    assert page.evaluate("localStorage.length") == 1
    page.context.set_offline(False)
    expect_saved(page)
    expect(banner).to_be_hidden()
    assert chosen(page) == answer
    assert saves == [200]
    attempt = attempt_of(page)
    assert scalar(database, "SELECT revision FROM response WHERE attempt_id = :a", a=attempt) == 1
    assert page.evaluate("localStorage.length") == 0


def test_an_answer_that_could_not_be_sent_is_there_when_the_page_is_opened_again(
    server: Server, page: Page, watch: Watch, database: Database
) -> None:
    watch.allowed.append("ERR_INTERNET_DISCONNECTED|ERR_FAILED")
    page.context.set_offline(True)
    choose_something(page, 1)
    expect(page.locator("#banner")).to_be_visible()
    answer, address = chosen(page), page.url
    page.close()
    context = page.context
    context.set_offline(False)
    again = context.new_page()
    again.goto(address)
    expect_saved(again)
    assert chosen(again) == answer
    assert scalar(database, "SELECT count(*) FROM response WHERE attempt_id = :a", a=attempt_of(again)) == 1


def test_going_on_without_a_connection_waits_and_loses_nothing(page: Page, watch: Watch, database: Database) -> None:
    watch.allowed.append("ERR_INTERNET_DISCONNECTED")
    attempt = attempt_of(page)
    page.context.set_offline(True)
    choose_something(page, 0)
    if type_of(page) == "situational-judgement":
        for number in range(0, page.locator("label:has(input[name^=rate-])").count(), 5):
            choose_something(page, number)
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#banner")).to_be_visible()
    expect_question(page, 1)
    page.context.set_offline(False)
    expect_question(page, 2)
    assert scalar(database, "SELECT answer FROM response WHERE attempt_id = :a", a=attempt) not in {None, "null"}


def test_an_old_tab_never_overwrites_a_newer_answer(page: Page, watch: Watch, database: Database) -> None:
    watch.allowed.append("status of 409")
    old = page.context.new_page()
    old.goto(page.url)
    choose_something(page, 0)
    expect_saved(page)
    newest = scalar(database, "SELECT answer FROM response WHERE attempt_id = :a", a=attempt_of(page))
    choose_something(old, 1)
    banner = old.locator("#banner")
    expect(banner).to_be_visible()
    expect(banner).to_contain_text("newer answer was saved in another tab")
    assert scalar(database, "SELECT answer FROM response WHERE attempt_id = :a", a=attempt_of(page)) == newest
    banner.get_by_role("link", name="Reload").click()
    expect_saved(old)
    assert chosen(old) == chosen(page)


def test_a_session_that_ended_keeps_the_answer_until_one_has_signed_in_again(
    page: Page, watch: Watch, database: Database
) -> None:
    watch.allowed.append("status of 40[01]")
    student = scalar(database, "SELECT student_id FROM attempt WHERE id = :a", a=attempt_of(page))
    address = scalar(database, "SELECT address FROM user_account WHERE id = :s", s=student)
    with database.engine.begin() as connection:
        connection.execute(text("DELETE FROM sign_in WHERE user_id = :s"), {"s": student})
    choose_something(page, 1)
    banner = page.locator("#banner")
    expect(banner).to_be_visible()
    expect(banner).to_contain_text("kept in this browser")
    assert page.evaluate("localStorage.length") == 1
    answer = chosen(page)
    with page.expect_popup() as popup:
        banner.get_by_role("link", name="Sign in").click()
    popup.value.get_by_label("E-mail").fill(address)
    popup.value.get_by_label("Password").fill(PASSWORD)
    popup.value.get_by_role("main").get_by_role("button", name="Sign in").click()
    expect(popup.value.get_by_role("heading", level=1)).to_have_text("Postings")
    page.reload()
    expect_saved(page)
    assert chosen(page) == answer
    assert scalar(database, "SELECT count(*) FROM response WHERE attempt_id = :a", a=attempt_of(page)) == 1


def test_two_clicks_on_next_go_on_once(page: Page, database: Database) -> None:
    choose_something(page, 1)
    if type_of(page) == "situational-judgement":
        for number in range(0, page.locator("label:has(input[name^=rate-])").count(), 5):
            choose_something(page, number)
    attempt = attempt_of(page)
    page.get_by_role("button", name="Next").dblclick()
    expect_question(page, 2)
    assert scalar(database, "SELECT max(position) FROM presentation WHERE attempt_id = :a", a=attempt) == 2
    kept = "SELECT count(*) FROM response WHERE attempt_id = :a AND graded_at IS NOT NULL AND answer IS NOT NULL"
    assert scalar(database, kept, a=attempt) == 1


def test_the_time_on_the_page_is_noted(page: Page, database: Database) -> None:
    page.wait_for_timeout(1_100)
    choose_something(page, 1)
    expect_saved(page)
    assert scalar(database, "SELECT seconds FROM response WHERE attempt_id = :a", a=attempt_of(page)) >= 1


def test_the_servers_log_holds_nothing_personal(server: Server, page: Page) -> None:
    choose_something(page, 1)
    expect_saved(page)
    logged = server.log()
    assert "Traceback" not in logged
    assert "@example.org" not in logged and "Person " not in logged


def test_a_database_opens_beside_the_running_server(server: Server) -> None:
    opened = open_database(server.database_url)
    assert scalar(opened, "PRAGMA journal_mode") == "wal"
    opened.close()
