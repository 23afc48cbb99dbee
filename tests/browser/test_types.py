"""The form of each type of item in a real browser: what the script adds to it, what it says, how it looks."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from quizapp.services.gateway import Database, open_database
from tests.browser.conftest import Server, Watch, cookies_of, free_port, settings_of
from tests.browser.people import expect_saved
from tests.browser.test_every_page import READ_BY_AXE, STILL, check_looks
from tests.factories.twelve import TWELVE
from tests.web.items import Shown, published
from tests.web.scene import Member
from tests.web.types.scene import ITEMS, MEASURED, RATED, TeaHouse, make_tea_house, put_alone

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-types")]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, TeaHouse]]:
    """A running server over the bank that holds an item of each type."""
    server = Server(tmp_path_factory.mktemp("tea"), free_port(), banks=TWELVE, seeds=TWELVE)
    database = open_database(server.database_url)
    house = make_tea_house(database, settings_of(server).key_for("attempt order"), datetime.now(UTC))
    database.close()
    server.start()
    yield server, house
    server.kill()


@pytest.fixture(scope="module")
def cookie(site: tuple[Server, TeaHouse]) -> Callable[[Member], dict[str, str]]:
    """Make the cookie by which somebody of the house is signed in."""
    return cookies_of(site[0])


@pytest.fixture
def house(site: tuple[Server, TeaHouse]) -> TeaHouse:
    """Who there is, and what belongs to whom."""
    return site[1]


@pytest.fixture
def compiled(database: Database) -> dict[str, Shown]:
    """The first variant of each item, by the item's name."""
    return {shown.name: shown for shown in published(database)}


@pytest.fixture
def ask(
    database: Database, compiled: dict[str, Shown], house: TeaHouse, server: Server, page_of: Callable[..., Page]
) -> Callable[[str], Page]:
    """Open an item before the student."""

    def opened(name: str) -> Page:
        put_alone(database, house.attempt, compiled[name])
        page = page_of(house.student, **STILL)
        page.goto(f"{server.url}/quizzes/{house.attempt}")
        return page

    return opened


@pytest.fixture
def try_item(house: TeaHouse, server: Server, page_of: Callable[..., Page]) -> Callable[[str], Page]:
    """Open an item before the mentor, in one page throughout."""
    page = page_of(house.mentor, **STILL, accept_downloads=True)

    def opened(name: str) -> Page:
        page.goto(f"{server.url}/banks/brewing/{name}/try")
        return page

    return opened


def choose(select: Locator, words: str) -> None:
    """Choose the option of a drop-down whose words hold these."""
    select.select_option(label=next(text for text in select.locator("option").all_inner_texts() if words in text))


def match(page: Page, prompt: str, option: str) -> None:
    """Match a prompt with an option by the letter it stands under."""
    row = page.locator(".match").filter(has_text=prompt)
    group = page.locator(".matches").filter(has=row)
    texts = group.locator(".matches__options li").all_inner_texts()
    row.locator("select").select_option(label="ABCDEFGHI"[texts.index(option)])


def outcome(page: Page) -> str:
    """See what an answer comes to."""
    page.get_by_role("button", name="See what it comes to").click()
    return page.locator(".marked__outcome").first.inner_text()


def put_in_order(steps: Locator, wanted: list[str]) -> None:
    """Bring steps into an order with their buttons, from the top down."""
    for place, text in enumerate(wanted):
        step = steps.locator(".step").filter(has_text=text)
        for _ in range(len(wanted)):
            if text in steps.locator(".step__text").nth(place).inner_text():
                break
            step.get_by_role("button", name="Move up").click()
        assert text in steps.locator(".step__text").nth(place).inner_text()


def test_a_mentor_tries_items_of_every_new_type_with_the_script(
    try_item: Callable[[str], Page], compiled: dict[str, Shown], watch: Watch, tmp_path: Path
) -> None:
    watch.allowed.append("status of 422")
    page = try_item("matching")
    match(page, "A black leaf", "Water at the boil")
    match(page, "A green leaf", "Water that only steams")
    match(page, "A white bud", "Water from the ice")
    assert "partly right" in outcome(page).lower()

    page = try_item("cloze")
    choose(page.get_by_label("Gap 1"), "three minutes")
    page.get_by_label("Gap 2").fill(" decant_into ")
    assert "this answer right" in " ".join(outcome(page).lower().split())

    page = try_item("compute")
    with page.expect_download() as begun:
        page.get_by_role("link", name="Download").click()
    assert begun.value.suggested_filename == "warmths-of-cups.csv"
    file = tmp_path / "data.csv"
    begun.value.save_as(file)
    data = compiled["compute"].face.data
    assert data is not None and file.read_text("utf-8") == data.content
    warmths = [int(row["warmth"]) for row in csv.DictReader(io.StringIO(data.content))]
    page.get_by_label("Your answer").fill(f"{sum(warmths) / len(warmths):.4f}".replace(".", ","))
    assert "this answer right" in " ".join(outcome(page).lower().split())

    page = try_item("story")
    for label in ("Situation", "Task", "Action", "Result"):
        page.get_by_label(label, exact=True).fill("We brewed it twice.")
    note = page.locator("#words-action")
    expect(note).to_have_text("4 of at most 20 words")
    page.get_by_label("Action", exact=True).fill("word " * 21 + "– !")
    expect(note).to_have_text("21 of at most 20 words")
    assert "writing__words--over" in (note.get_attribute("class") or "")
    page.get_by_role("button", name="See what it comes to").click()
    expect(page.locator("#problem")).to_have_text("The action has 21 words; at most 20 are read.")
    expect(page.get_by_label("Action", exact=True)).to_have_attribute("aria-invalid", "true")
    page.get_by_label("Action", exact=True).fill("We brewed it a third time.")
    assert "to be rated" in outcome(page).lower()
    page.locator("label.rating").filter(has_text="5").click()
    page.get_by_role("button", name="See what it comes to").click()
    expect(page.get_by_role("status")).to_have_text("That comes to 100% of the credit.")


def test_a_case_is_answered_with_the_script_question_by_question(
    try_item: Callable[[str], Page], compiled: dict[str, Shown]
) -> None:
    page = try_item("case")
    questions = page.locator(".question")
    number, choice, order, gaps, word, pairs = (questions.nth(n) for n in range(6))
    for question in (number, choice, order, gaps, word, pairs):
        question.get_by_label("I don’t know this one").check()
    right = compiled["case"].key.right_answer()
    number.get_by_label("Your answer").fill(right[compiled["case"].face.members[0].id])
    choice.get_by_label("Clean cups").check()
    put_in_order(order, ["Ring the last bell", "Wash the last cup", "Lock the blue door"])
    keep = order.get_by_role("button", name="This order is right as it stands")
    if keep.is_visible():
        keep.click()
    gaps.get_by_label("Gap 1").fill("market days")
    choose(gaps.get_by_label("Gap 2"), "half open")
    word.get_by_label("Your answer").fill("An iron  kettle.")
    match(page, "The cook", "Watches the fire")
    match(page, "The waiter", "Carries the cups")
    match(page, "The owner", "Counts the coins")
    for question in (number, choice, order, gaps, word, pairs):
        expect(question.get_by_label("I don’t know this one")).not_to_be_checked()
    assert "this answer right" in " ".join(outcome(page).lower().split())


def test_each_change_of_a_matching_is_saved_and_there_again_after_a_reload(
    ask: Callable[[str], Page], database: Database, house: TeaHouse
) -> None:
    page = ask("matching")
    for prompt, option in (("A black leaf", "Water at the boil"), ("A white bud", "Water of a warm bath")):
        with page.expect_response(lambda r: r.request.method == "POST") as saved:
            match(page, prompt, option)
        assert saved.value.status == 200
        expect_saved(page)
    chosen = "() => [...document.querySelectorAll('.match__select')].map((e) => [e.name, e.value])"
    before = page.evaluate(chosen)
    page.reload()
    expect_saved(page)
    assert page.evaluate(chosen) == before
    assert sum(bool(value) for _, value in before) == 2


def test_what_is_no_number_is_said_at_its_question_as_it_is_typed_and_goes_when_it_is_mended(
    ask: Callable[[str], Page], watch: Watch
) -> None:
    watch.allowed.append("status of 422")
    page = ask("case")
    number, word = page.locator(".question").nth(0), page.locator(".question").nth(4)
    field = number.get_by_label("Your answer")
    field.fill("1_000")
    expect(number.locator(".item__problem")).to_contain_text("nothing between thousands")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(word.locator(".item__problem")).to_have_text("")
    field.fill("1000")
    expect_saved(page)
    expect(number.locator(".item__problem")).to_have_text("")
    assert field.get_attribute("aria-invalid") is None
    typed = word.get_by_label("Your answer")
    typed.fill("x" * 20_001)
    expect(word.locator(".item__problem")).to_contain_text("20,001 characters long")
    expect(typed).to_have_attribute("aria-invalid", "true")
    gap = page.locator(".question").nth(3).get_by_label("Gap 1")
    typed.fill("An iron kettle")
    expect(word.locator(".item__problem")).to_have_text("")
    gap.fill("x" * 20_001)
    expect(page.locator(".question").nth(3).locator(".item__problem")).to_contain_text("20,001 characters long")
    expect(gap).to_have_attribute("aria-invalid", "true")


@pytest.mark.parametrize("name", MEASURED)
def test_an_item_of_each_type_is_open_to_everybody(ask: Callable[[str], Page], name: str) -> None:
    page = ask(name)
    expect(page.get_by_role("heading", level=1)).to_have_text("Question 1")
    page.locator("#keyboard-help summary").click()
    check_looks(page)
    page.get_by_role("button", name="Next").click()
    expect(page.locator("#problem")).to_contain_text("don't know")
    check_looks(page, READ_BY_AXE[1:])


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_that_is_tried_is_open_to_everybody_with_its_key(
    try_item: Callable[[str], Page], name: str, watch: Watch
) -> None:
    watch.allowed.append("status of 422")
    page = try_item(name)
    check_looks(page, READ_BY_AXE if name in RATED else READ_BY_AXE[:1])
    page.get_by_role("button", name="See what it comes to").click()
    expect(page.locator("#problem")).to_contain_text("no answer yet")
    check_looks(page, READ_BY_AXE[1:])
    page.locator("button[name=skip]").click()
    expect(page.locator(".marked__outcome").first).to_contain_text("not known")
    check_looks(page)
