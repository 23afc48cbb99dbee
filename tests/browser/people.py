"""What people do with the pages: sign up, tab to something, answer an item of whatever type comes."""

import itertools

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server

PASSWORD = "maple-thunder-notebook-river"
TYPED = {"numeric", "short-answer", "compute"}
MIXED = {"matching", "cloze", "case"}
"""Types whose fields are of several kinds, or whose number varies."""
_numbers = itertools.count(1)
_NAME_OF_FOCUS = """() => {
  const at = document.activeElement;
  const label = at.labels?.[0]?.innerText;
  const words = [at.getAttribute("aria-label"), label, at.innerText, at.name].filter(Boolean).join(" | ");
  return words.replace(/\\s+/g, " ");
}"""
_KIND_OF_FOCUS = """() => {
  const at = document.activeElement;
  if (at.matches(".item__next")) return "next";
  if (at.matches("select")) return "select";
  if (at.matches("[data-typed]")) return "typed";
  if (at.matches("[data-move='1']")) return "move";
  return at.matches("input[name$=answer]") ? "choice" : "";
}"""


def focused(page: Page) -> str:
    """Return the words by which what has the focus is known."""
    return str(page.evaluate(_NAME_OF_FOCUS))


def tab_to(page: Page, words: str, *, most: int = 120) -> int:
    """Press Tab until something whose words hold these has the focus; returns how often."""
    for pressed in range(1, most + 1):
        page.keyboard.press("Tab")
        if words.lower() in focused(page).lower():
            return pressed
    raise AssertionError(f"the keyboard never reaches {words!r}; the focus ends at {focused(page)!r}")


def sign_up(page: Page, server: Server) -> None:
    """Make a fresh account with the mouse and the keyboard."""
    number = next(_numbers)
    page.goto(f"{server.url}/sign-up")
    page.get_by_label("Name").fill(f"Person {number}")
    page.get_by_label("E-mail").fill(f"person{number}.{server.port}@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Postings")


def start(page: Page, server: Server, posting: str) -> None:
    """Open a posting and start its questions."""
    page.goto(f"{server.url}/postings/{posting}")
    page.get_by_role("button", name="Start").click()
    expect_question(page, 1)


def expect_question(page: Page, number: int) -> None:
    """Wait until an item lies before the student."""
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Question {number}")


def expect_saved(page: Page) -> None:
    """Wait until the page says that the answer is saved."""
    expect(page.locator("#saved")).to_contain_text("Saved")


def type_of(page: Page) -> str:
    """Return the type of the item on the page."""
    return page.locator("input[name=type]").input_value()


def answer_with_keyboard(page: Page) -> None:
    """Answer the item on the page with the keyboard alone and go on."""
    kind = type_of(page)
    if kind == "single-choice":
        page.keyboard.press("2")
    elif kind == "multiple-response":
        page.keyboard.press("1")
        page.keyboard.press("3")
    elif kind == "situational-judgement":
        for digit in range(page.get_by_role("group").filter(has=page.get_by_role("radio", name="5")).count() + 1):
            page.keyboard.press(str(digit % 5 + 1))
    elif kind in TYPED:
        tab_to(page, "Your answer", most=9)
        page.keyboard.type("0.25")
    elif kind == "ordering":
        tab_to(page, "Move down", most=6)
        page.keyboard.press("Enter")
    else:
        fill_with_keyboard(page)
    expect_saved(page)
    if kind == "ordering":
        tab_to(page, "Next")
    page.keyboard.press("Enter")


def fill_with_keyboard(page: Page, *, most: int = 120) -> None:
    """Tab through the item on the page and put something into each of its fields; the focus ends on Next."""
    for _ in range(most):
        page.keyboard.press("Tab")
        match page.evaluate(_KIND_OF_FOCUS):
            case "next":
                return
            case "select":
                page.keyboard.press("ArrowDown")
            case "typed":
                page.keyboard.type("0.25")
            case "choice":
                page.keyboard.press("Space")
            case "move":
                page.keyboard.press("Enter")
    raise AssertionError("the keyboard never reaches Next")


def answer_by_hand(page: Page) -> None:
    """Answer the item on the page with plain form controls, without any script, and go on."""
    kind = type_of(page)
    if kind == "single-choice":
        page.locator("input[name=answer]").nth(1).check()
    elif kind in MIXED:
        fill_by_hand(page)
    elif kind == "multiple-response":
        page.locator("input[name=answer]").nth(0).check()
        page.locator("input[name=answer]").nth(2).check()
    elif kind == "situational-judgement":
        for number, group in enumerate(page.locator("fieldset:has(input[name^=rate-])").all()):
            group.locator("input").nth(number % 5).check()
    elif kind in TYPED:
        page.get_by_label("Your answer").fill("0.25")
    else:
        for number, select in enumerate(page.locator("select[name^=place-]").all(), 1):
            select.select_option(str(number))
    page.get_by_role("button", name="Next").click()


def fill_by_hand(page: Page) -> None:
    """Put something into each field of the item on the page, without any script."""
    for steps in page.locator(".steps").all():
        for number, select in enumerate(steps.locator("select").all(), 1):
            select.select_option(str(number))
    for select in page.locator("select:not(.step__select)").all():
        select.select_option(index=1)
    for field in page.locator("#item-form [data-typed]").all():
        field.fill("0.25")
    for options in page.locator(".options").all():
        options.locator("input").first.check()


def choose_something(page: Page, number: int = 0) -> None:
    """Change the answer of the item on the page, another way for each number, and stay."""
    kind = type_of(page)
    if kind in {"single-choice", "multiple-response"}:
        page.locator("label:has(input[name=answer])").nth(number).click()
    elif kind == "situational-judgement":
        page.locator("label:has(input[name^=rate-])").nth(number).click()
    elif kind in TYPED:
        page.get_by_label("Your answer").fill(str(number + 1))
    elif kind in MIXED:
        change_a_field(page, number)
    else:
        page.get_by_role("button", name="Move down").nth(number).click()


def change_a_field(page: Page, number: int) -> None:
    """Change one of the fields of the item on the page, another one for each number."""
    fields = page.locator("#item-form :is(select, [data-typed]):visible")
    field = fields.nth(number % fields.count())
    if field.evaluate("(e) => e.matches('select')"):
        field.select_option(index=1 + number % 2)
    else:
        field.fill(str(number + 1))


def chosen(page: Page) -> object:
    """Return the answer as the page shows it."""
    return page.evaluate(
        """() => [...document.querySelectorAll("#item-form [name]")]
          .filter((e) => /(^|\\.)(answer|place-|rate-|match-|gap-|skip)/.test(e.name))
          .filter((e) => !["radio", "checkbox"].includes(e.type) || e.checked)
          .map((e) => [e.name, e.value])"""
    )
