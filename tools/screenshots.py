"""Make the README's pictures from the running application: `make screenshots`.

Starts a demonstration in a temporary instance, walks it as student, mentor and instructor, in light and dark.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from quizapp.services.demonstration import SIGN_INS

PROJECT = Path(__file__).resolve().parent.parent
PICTURES = PROJECT / "docs" / "pictures"
POSTING = "aachen-applied-science-intern"
SIZE = {"width": 1280, "height": 860}
MINUTES = 5


@contextmanager
def demonstration() -> Iterator[str]:
    """Serve a fresh demonstration; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as instance:
        environment = os.environ | {"QUIZAPP_INSTANCE": instance}
        command = [str(Path(sys.executable).with_name("quizapp")), "demo", "--port", str(port)]
        with subprocess.Popen(command, env=environment, cwd=PROJECT) as server:  # noqa: S603 - our own command
            try:
                yield _await(f"http://127.0.0.1:{port}")
            finally:
                server.terminate()


def _await(address: str) -> str:
    for _ in range(MINUTES * 60):
        try:
            urllib.request.urlopen(f"{address}/sign-in", timeout=1).close()  # noqa: S310 - our own server
        except OSError:
            time.sleep(1)
        else:
            return address
    raise TimeoutError(f"the demonstration did not answer within {MINUTES} minutes")


def sign_in(page: Page, address: str, role: str) -> None:
    """Sign in as the demonstration's person of a role."""
    email, password = next((a, p) for r, a, p in SIGN_INS if r == role)
    page.goto(f"{address}/sign-in")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/postings")


def take(browser: Browser, address: str, scheme: str) -> None:
    """Take every picture in one colour scheme."""
    for role, shots in (("student", _student), ("mentor", _mentor), ("instructor", _instructor)):
        context = browser.new_context(viewport=SIZE, color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        sign_in(page, address, role)
        shots(page, address, scheme)
        context.close()


def _keep(page: Page, name: str, scheme: str) -> None:
    page.evaluate("document.fonts.ready")
    page.screenshot(path=PICTURES / f"{name}-{scheme}.png")
    print(f"docs/pictures/{name}-{scheme}.png")


def _student(page: Page, address: str, scheme: str) -> None:
    page.goto(f"{address}/postings/{POSTING}")
    page.get_by_role("link", name="design of experiments").first.click()
    page.wait_for_url("**line=**")
    page.evaluate("document.querySelector('[aria-current], .is-selected, #ledger')?.scrollIntoView({block: 'center'})")
    _keep(page, "posting", scheme)
    page.goto(f"{address}/postings/berlin-machine-learning-intern")
    begin = re.compile("^(Start|Go on): ")
    page.get_by_role("button", name=begin).or_(page.get_by_role("link", name=begin)).first.click()
    page.wait_for_url("**/quizzes/*")
    if page.get_by_role("radio").count() > 3:
        page.keyboard.press("2")
        page.get_by_text("Saved").wait_for()
    _keep(page, "item", scheme)


def _mentor(page: Page, address: str, scheme: str) -> None:
    page.goto(f"{address}/postings/{POSTING}/coverage")
    page.get_by_role("link", name="design of experiments").first.click()
    page.wait_for_url("**line=**")
    _keep(page, "coverage", scheme)


def _instructor(page: Page, address: str, scheme: str) -> None:
    page.goto(f"{address}/cohorts")
    page.get_by_role("link", name="Applied science interns").first.click()
    page.wait_for_url("**/cohorts/*")
    _keep(page, "cohort", scheme)


def main() -> None:
    """Take all pictures."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    chromium = next(filter(None, map(shutil.which, names)), None)
    if chromium is None:
        sys.exit("There is no Chromium: install the package chromium.")
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            take(browser, address, scheme)
        browser.close()


if __name__ == "__main__":
    main()
