"""From signing up to the painted posting: with the keyboard alone, and without any script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from quizapp.config import PROJECT
from tests.browser.conftest import Server, Watch
from tests.browser.people import (
    PASSWORD,
    answer_by_hand,
    answer_with_keyboard,
    expect_question,
    expect_saved,
    focused,
    sign_up,
    start,
    tab_to,
    type_of,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-journeys")]
POSTINGS = sorted(path.stem for path in (PROJECT / "seeds" / "postings").glob("*.txt"))
QUESTIONS = 8


@pytest.mark.parametrize("posting", POSTINGS)
def test_the_keyboard_alone_leads_from_signing_up_to_a_declared_line(
    server: Server, open_context: Callable[..., BrowserContext], posting: str
) -> None:
    page = open_context().new_page()
    page.goto(server.url)
    tab_to(page, "Sign up")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign up")
    for label, typed in (("Name", "Kay Board"), ("E-mail", f"kay.{posting}@example.org"), ("Password", PASSWORD)):
        tab_to(page, label)
        page.keyboard.type(typed)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Postings")
    title = page.locator(f"a[href='/postings/{posting}']").inner_text()
    tab_to(page, title)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    page.wait_for_load_state()
    tab_to(page, "Start: about")
    page.keyboard.press("Enter")
    for question in range(1, QUESTIONS + 1):
        expect_question(page, question)
        answer_with_keyboard(page)
    expect_question(page, QUESTIONS + 1)
    tab_to(page, "Finish and see my posting")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Finish and see your posting?")
    tab_to(page, "Finish and see my posting")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("status")).to_contain_text("Finished")
    read_a_ledger(page)
    declare_a_line(page)


def read_a_ledger(page: Page) -> None:
    """Open and close a ledger with the keyboard."""
    line = page.get_by_role("link", name=re.compile("[0-9]+ answer")).first
    words = line.inner_text().split("\n")[0][:40].strip()
    tab_to(page, words)
    page.keyboard.press("Enter")
    ledger = page.get_by_role("region", name="Ledger")
    expect(ledger).to_contain_text("The answers behind it")
    expect(ledger).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_text("The answers behind it")).to_have_count(0)
    expect(line).to_be_focused()
    page.keyboard.press("Enter")
    expect(ledger).to_contain_text("The answers behind it")
    expect(ledger).to_be_focused()
    tab_to(page, "Close", most=3)
    page.keyboard.press("Enter")
    expect(page.get_by_text("The answers behind it")).to_have_count(0)
    expect(line).to_be_focused()


def declare_a_line(page: Page) -> None:
    """Declare a line with the keyboard."""
    tab_to(page, "not declared yet")
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="I declare it")).to_be_visible()
    tab_to(page, "I declare it")
    page.keyboard.press("Space")
    tab_to(page, "few words that show it")
    page.keyboard.type("https://example.org/enrolment")
    tab_to(page, "Keep this declaration")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("Declared")
    expect(page.get_by_role("region", name="Ledger")).to_contain_text("declared by you")


def test_without_any_script_all_of_it_works(server: Server, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(java_script_enabled=False).new_page()
    sign_up(page, server)
    start(page, server, POSTINGS[0])
    for question in range(1, QUESTIONS + 1):
        expect_question(page, question)
        if question == 2:
            page.locator("button[name=skip]").click()
        else:
            answer_by_hand(page)
    expect_question(page, QUESTIONS + 1)
    page.get_by_role("link", name="Finish and see my posting").click()
    page.get_by_role("button", name="Finish and see my posting").click()
    expect(page.get_by_role("status")).to_contain_text("Finished")
    page.get_by_role("link", name=re.compile("[0-9]+ answer")).first.click()
    ledger = page.get_by_role("region", name="Ledger")
    expect(ledger).to_contain_text("The answers behind it")
    ledger.get_by_role("link", name="Close").click()
    expect(ledger).to_contain_text("Choose an underlined line")
    page.get_by_role("link", name=re.compile("^not declared yet")).first.click()
    page.get_by_role("checkbox", name="I declare it").check()
    page.get_by_role("button", name="Keep this declaration").click()
    expect(page.get_by_role("status")).to_contain_text("Declared")
    expect(ledger).to_contain_text("declared by you")


def test_without_any_script_an_answer_that_can_not_be_used_is_shown_again(
    server: Server, open_context: Callable[..., BrowserContext], watch: Watch
) -> None:
    watch.allowed.append("status of 422")
    page = open_context(java_script_enabled=False).new_page()
    sign_up(page, server)
    start(page, server, POSTINGS[0])
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#problem")).to_contain_text("don't know")
    expect_question(page, 1)


def test_from_signing_in_to_the_first_item_are_at_most_two_clicks(
    server: Server, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context().new_page()
    sign_up(page, server)
    page.locator(f"a[href='/postings/{POSTINGS[0]}']").click()
    page.get_by_role("button", name="Start").click()
    expect_question(page, 1)
    page.goto(f"{server.url}/postings")
    page.get_by_role("link", name="Go on answering").click()
    expect_question(page, 1)
    page.goto(f"{server.url}/postings/{POSTINGS[0]}")
    page.get_by_role("link", name="Go on: about").click()
    expect_question(page, 1)


def test_an_item_begins_at_its_top_and_keeps_the_focus_where_one_answers(
    server: Server, open_context: Callable[..., BrowserContext]
) -> None:
    page = open_context(viewport={"width": 390, "height": 700}).new_page()
    sign_up(page, server)
    start(page, server, POSTINGS[0])
    for question in range(1, 5):
        expect_question(page, question)
        assert page.evaluate("[scrollX, scrollY]") == [0, 0]
        assert page.evaluate("document.activeElement === document.body")
        stops = 0
        field = '[name$=answer], [name^=rate-], [data-move="1"], #item-form select, [data-typed]'
        while not page.evaluate(f"document.activeElement.matches('{field}')"):
            page.keyboard.press("Tab")
            # A formula or code too wide for a phone is a stop of its own, to be scrolled; a figure's table is opened;
            # and the topmost step can go up no further.
            passed = '[tabindex], math, summary, .data-set *, [data-move="-1"]'
            stops += not page.evaluate(f"document.activeElement.matches('{passed}')")
            assert stops <= 3, f"{type_of(page)}: the focus is at {focused(page)}"
        if page.evaluate("document.activeElement.matches('[data-typed]')"):
            page.keyboard.type("1")
        elif page.evaluate("document.activeElement.matches('select')"):
            page.keyboard.press("ArrowDown")
        elif page.evaluate("document.activeElement.matches('[data-move]')"):
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("Space")
        before = page.evaluate("document.activeElement.name || document.activeElement.dataset.move")
        expect_saved(page)
        assert page.evaluate("document.activeElement.name || document.activeElement.dataset.move") == before
        page.locator("button[name=skip]").click()


def test_what_one_touches_is_large_enough(server: Server, open_context: Callable[..., BrowserContext]) -> None:
    page = open_context(viewport={"width": 390, "height": 700}, has_touch=True).new_page()
    sign_up(page, server)
    start(page, server, POSTINGS[0])
    met = set()
    for question in range(1, 13):
        expect_question(page, question)
        met.add(type_of(page))
        small = page.evaluate(
            """() => [...document.querySelectorAll("form label:has(input), .item__actions button, [data-move]")]
              .filter((e) => e.offsetParent !== null)
              .map((e) => [e.innerText.slice(0, 30) || e.ariaLabel, e.getBoundingClientRect()])
              .filter(([, box]) => box.height < 43.9 || box.width < 43.9)
              .map(([words, box]) => `${words}: ${box.width} x ${box.height}`)"""
        )
        assert small == []
        for field in page.get_by_label("Your answer").all():
            box = field.bounding_box()
            assert box is not None and box["height"] >= 43.9
        page.locator("button[name=skip]").click()
    assert len(met) >= 2
