"""Every page in light and dark, wide and narrow: axe finds nothing and nothing scrolls sideways."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from sqlalchemy import text

from quizapp.services.gateway import Database
from tests.browser.conftest import Server, Watch
from tests.web.scene import Scene, declarable_line, measured_line

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
LOOKS = (("light", 1440), ("dark", 390), ("dark", 1440), ("light", 390))
"""Colours and widths; axe, which is slow, reads the first two, and all of them in `make assurance`."""
READ_BY_AXE = LOOKS if os.environ.get("HYPOTHESIS_PROFILE") == "assurance" else LOOKS[:2]
AXE = Axe()
STILL = {"reduced_motion": "reduce"}
"""Colours that still change from light to dark would be measured half-way."""


@dataclass(frozen=True)
class Place:
    """A page, and who opens it."""

    name: str
    part: str
    address: str


PLACES = (
    Place("home", "", "/"),
    Place("home with a ledger", "", "/?line={sample}"),
    Place("sign in", "", "/sign-in"),
    Place("sign up", "", "/sign-up"),
    Place("not found", "", "/none"),
    Place("postings", "student", "/postings"),
    Place("new posting", "student", "/postings/new"),
    Place("painted", "student", "/postings/{second}"),
    Place("painted with a ledger", "student", "/postings/{second}?line={measured}"),
    Place("painted with a declaration", "student", "/postings/{second}?line={declarable}"),
    Place("own posting", "student", "/postings/{own}"),
    Place("finish", "student", "/quizzes/{attempt}/finish"),
    Place("join", "student", "/cohorts/join"),
    Place("cohorts", "instructor", "/cohorts"),
    Place("heatmap", "instructor", "/cohorts/{cohort}"),
    Place("empty cohort", "colleague", "/cohorts/{other_cohort}"),
    Place("cohort painted", "instructor", "/cohorts/{cohort}/postings/{second}"),
    Place("student", "instructor", "/cohorts/{cohort}/students/{student}?posting={second}&line={measured}"),
    Place("posting for staff", "administrator", "/postings/{first}"),
    Place("banks", "mentor", "/banks"),
    Place("bank", "mentor", "/banks/statistics"),
    Place("coverage", "mentor", "/postings/{first}/coverage"),
    Place("coverage of a line", "mentor", "/postings/{first}/coverage?line={covered}"),
    Place("review queue", "mentor", "/reviews"),
    Place("review", "mentor", "/postings/{first}/review"),
    Place("review of a line", "mentor", "/postings/{first}/review?line={covered}"),
    Place("names", "mentor", "/names"),
    Place("a name with what it changes", "mentor", "/names/new?alias=interns&target=communication"),
    Place("blueprint", "mentor", "/postings/{first}/blueprint"),
    Place("comparing", "student", "/postings/compare"),
    Place("compared", "student", "/postings/compare?a={first}&b={second}"),
    Place("people", "administrator", "/people"),
)


@pytest.fixture
def values(scene: Scene, database: Database) -> dict[str, object]:
    """What stands in the addresses."""
    first, second = scene.shared
    with database.transaction() as session:
        measured = measured_line(session, scene.student.id, second)
        covered = measured_line(session, scene.student.id, first)
        declarable = declarable_line(session, scene.student.id, second)
    return {
        "first": first, "second": second, "own": scene.own_posting, "attempt": scene.open_attempt,
        "cohort": scene.cohort, "other_cohort": scene.other_cohort, "student": scene.student.id,
        "measured": measured, "covered": covered, "sample": covered, "declarable": declarable,
    }  # fmt: skip


def violations(page: Page) -> list[dict[str, Any]]:
    """Run axe on the page as it stands; its long script is read once a document, not once a look."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    results = page.evaluate("axe.run({resultTypes: ['violations']}).then((results) => results.violations)")
    assert isinstance(results, list)
    return results


def check_looks(page: Page, read: Sequence[tuple[str, int]] = READ_BY_AXE) -> None:
    """Hold the page as it stands to all looks; axe reads some."""
    for scheme, width in LOOKS:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.set_viewport_size({"width": width, "height": 900})
        if (scheme, width) in read:
            found = [
                f"{v['id']}: {v['help']}: {[n['target'] for n in v['nodes']][:4]}: {v['nodes'][0]['failureSummary']}"
                for v in violations(page)
            ]
            assert found == [], f"{scheme}, {width} px"
        wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide[0] <= wide[1], f"the page scrolls sideways at {width} px: {wide}"


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_the_page_is_open_to_everybody(
    place: Place, page_of: Callable[..., Page], server: Server, scene: Scene, values: dict[str, object], watch: Watch
) -> None:
    watch.allowed.append("status of 404" if place.name == "not found" else "^never$")
    page = page_of(scene.members.get(place.part), **STILL)
    response = page.goto(server.url + place.address.format(**values))
    assert response is not None and response.status == (404 if place.name == "not found" else 200)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    check_looks(page)


@pytest.mark.parametrize("address", ["/sign-in", "/sign-up", "/postings/new", "/cohorts/join"])
def test_a_form_with_errors_is_open_to_everybody(
    address: str, page_of: Callable[..., Page], server: Server, scene: Scene, watch: Watch
) -> None:
    watch.allowed.append("status of 422")
    page = page_of(None if address.startswith("/sign") else scene.stranger, **STILL)
    page.goto(server.url + address)
    page.evaluate("document.querySelector('main form').noValidate = true")
    page.get_by_role("main").locator("button[type=submit]").first.click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(": ")
    expect(alert).to_be_focused()
    check_looks(page)


def test_an_item_with_its_key_is_open_to_everybody(
    page_of: Callable[..., Page], server: Server, scene: Scene, database: Database
) -> None:
    with database.engine.connect() as connection:
        rows = connection.execute(
            text("SELECT type, bank_key, key FROM item JOIN item_version ON item_id = item.id GROUP BY type")
        ).all()
    page = page_of(scene.mentor, **STILL)
    for _, bank, key in rows:
        page.goto(f"{server.url}/banks/{bank}/{key}")
        check_looks(page)


def test_the_switch_of_light_and_dark_holds_over_pages(page_of: Callable[..., Page], server: Server) -> None:
    page = page_of(None, color_scheme="light")
    page.goto(f"{server.url}/sign-in")
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    with page.expect_response("**/theme"):
        page.get_by_role("button", name="Dark").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert dark != before
    page.goto(f"{server.url}/sign-up")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark
    with page.expect_response("**/theme"):
        page.get_by_role("button", name="As the system").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == before


def test_the_arrow_keys_walk_the_heatmap(page_of: Callable[..., Page], server: Server, scene: Scene) -> None:
    page = page_of(scene.instructor)
    page.goto(f"{server.url}/cohorts/{scene.cohort}")
    page.get_by_role("link", name=scene.student.name).focus()
    place = "[document.activeElement.closest('td, th').cellIndex, document.activeElement.closest('tr').rowIndex]"
    start = page.evaluate(place)
    page.keyboard.press("ArrowUp")
    assert page.evaluate(place) == [start[0], start[1] - 1]
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(place) == [2, start[1]]


def test_nothing_moves_for_those_who_want_no_motion(page_of: Callable[..., Page], server: Server) -> None:
    page = page_of(None, reduced_motion="reduce")
    page.goto(f"{server.url}/?line=0")
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((e) => {
          const { transitionDuration, animationDuration } = getComputedStyle(e);
          return `${transitionDuration},${animationDuration}`.split(",").some((d) => parseFloat(d) > 0.01);
        }).length"""
    )
    assert moving == 0


def test_the_watch_sees_what_it_must(page_of: Callable[..., Page], server: Server, watch: Watch) -> None:
    page = page_of(None)
    page.goto(f"{server.url}/sign-in")
    page.evaluate(
        """() => {
          console.error("planted");
          const picture = Object.assign(new Image(), { src: "https://example.org/a.png", alt: "" });
          document.body.append(picture);
          const script = document.createElement("script"); script.textContent = "1"; document.body.append(script);
        }"""
    )
    page.wait_for_timeout(300)
    seen = " ".join(watch.faults)
    assert "planted" in seen
    assert "Content Security Policy" in seen and "example.org" in seen
    watch.faults.clear()
    with pytest.raises(AssertionError):
        page.evaluate("document.querySelector('h1').remove(); document.documentElement.lang = ''")
        check_looks(page)
