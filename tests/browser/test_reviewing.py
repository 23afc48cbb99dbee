"""A mentor reviews a posting with the keyboard alone, and the student sees it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Watch
from tests.web.scene import Scene

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]


def _lead(page: Page) -> str:
    return page.locator(".review .lead").inner_text()


def _open_line(page: Page) -> str:
    return page.locator("#ledger").get_attribute("data-line") or ""


def _press(page: Page, key: str) -> None:
    """Press a key and wait until the review has been replaced."""
    page.locator("#review").evaluate("node => node.dataset.old = '1'")
    page.keyboard.press(key)
    expect(page.locator("#review[data-old]")).to_have_count(0)


def test_lines_are_decided_split_joined_and_taken_back_by_single_keys(
    page_of: Callable[..., Page], server: Server, scene: Scene
) -> None:
    page = page_of(scene.mentor)
    page.goto(f"{server.url}/postings/{scene.shared[1]}/review")
    _press(page, "n")
    expect(page.locator("#ledger")).to_be_focused()
    line = _open_line(page)
    quote = page.locator(".ledger__quote").inner_text()
    page.keyboard.press("b")
    expect(page.locator("input[value=benefit]")).to_be_checked()
    _press(page, "Enter")
    assert _open_line(page) != line
    expect(page.locator("#ledger")).to_be_focused()
    expect(page.locator(f"[data-line='{line}'] .mark--decided").first).to_be_attached()
    expect(page.locator(".history__row").first).to_contain_text("changed kind")
    expect(page.locator(".history__quote").first).to_contain_text(quote[:30])
    lines = _lead(page).split(" lines")[0]
    page.keyboard.press("s")
    expect(page.locator(".split__word").first).to_be_focused()
    page.keyboard.press("Tab")
    _press(page, "Enter")
    assert int(_lead(page).split(" lines")[0]) == int(lines) + 1
    _press(page, "m")
    assert _lead(page).split(" lines")[0] == lines
    for _ in range(3):
        _press(page, "u")
    expect(page.locator(".mark--decided")).to_have_count(1)  # the legend's own
    assert _lead(page).split(" lines")[0] == lines


def test_single_keys_can_be_switched_off_and_stay_off(
    page_of: Callable[..., Page], server: Server, scene: Scene
) -> None:
    page = page_of(scene.mentor)
    page.goto(f"{server.url}/postings/{scene.shared[1]}/review?line=1")
    page.locator(".keyboard summary").click()
    page.get_by_label("Single keys work on this page").uncheck()
    page.reload()
    checked = page.locator("input[name=kind]:checked").get_attribute("value")
    page.keyboard.press("z" if checked != "chrome" else "l")
    expect(page.locator("input[name=kind]:checked")).to_have_value(str(checked))


def test_without_any_script_a_line_is_changed_by_plain_forms(
    page_of: Callable[..., Page], server: Server, scene: Scene
) -> None:
    page = page_of(scene.mentor, java_script_enabled=False)
    page.goto(f"{server.url}/postings/{scene.shared[1]}/review?line=1")
    page.locator("label.pick", has_text="legal").click()
    page.get_by_role("button", name="Right so, next").click()
    expect(page.locator(".history__row").first).to_contain_text("changed kind")
    page.get_by_role("button", name="Take back the last change").click()
    expect(page.get_by_role("status").first).to_contain_text("taken back")


def test_a_student_asks_and_sees_that_a_mentor_has_signed_off(
    page_of: Callable[..., Page], server: Server, scene: Scene, watch: Watch
) -> None:
    watch.allowed.append("status of 404")  # what is private again is not there for the mentor
    student = page_of(scene.student)
    student.goto(f"{server.url}/postings/{scene.own_posting}")
    expect(student.locator(".review-note")).to_contain_text("Not yet reviewed")
    student.get_by_role("button", name="Ask a mentor to review it").click()
    expect(student.locator(".review-note")).to_contain_text("Mentors have been asked")
    mentor = page_of(scene.mentor)
    mentor.goto(f"{server.url}/reviews")
    card = mentor.locator(".card", has=mentor.locator(f"a[href='/postings/{scene.own_posting}/review']"))
    expect(card).to_contain_text("a student asked")
    card.locator("a").first.click()
    mentor.get_by_role("button", name="Sign off").click()
    expect(mentor.locator(".review__signed")).to_contain_text("Signed off by")
    student.reload()
    expect(student.locator(".review-note")).to_contain_text("Reviewed by a mentor")
    student.get_by_role("button", name="Make it private again").click()
    expect(student.get_by_role("status").first).to_contain_text("Nobody but you")
    assert mentor.goto(f"{server.url}/postings/{scene.own_posting}/review").status == 404  # type: ignore[union-attr]
