"""Saved pages in the layouts of common job boards give their posting back: whole, in order, and nothing else."""

import pytest

from quizapp.documents.webpage import read_page
from tests.documents.boards import ENGLISH, GERMAN, LAYOUTS, NOISE, Posting, saved_page

BUTTONS = {"Apply", "Apply for this job", "Apply for this Job"}
POSTINGS = {"en": ENGLISH, "de": GERMAN}


def _lines(text: str) -> list[str]:
    lines = (line.strip().removeprefix("• ").removeprefix("- ") for line in text.splitlines())
    return [line for line in lines if line and line not in BUTTONS]


def _items(posting: Posting) -> set[str]:
    return {item for part in posting.sections for item in part.items}


@pytest.mark.parametrize("language", POSTINGS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_board_gives_its_posting_back(layout: str, language: str) -> None:
    posting = POSTINGS[language]
    text, encoding = read_page(saved_page(layout, posting, language))
    assert _lines(text) == posting.lines
    assert not [word for word in NOISE if word in text]
    assert encoding == "utf-8"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_list_items_keep_their_bullets_and_prose_gets_none(layout: str) -> None:
    lines = [line.strip() for line in read_page(saved_page(layout, ENGLISH))[0].splitlines()]
    bulleted = {line[2:] for line in lines if line.startswith(("• ", "- "))}
    assert bulleted >= _items(ENGLISH)
    assert not bulleted & (set(ENGLISH.body) - _items(ENGLISH))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_board_may_be_saved_in_another_encoding(layout: str, encoding: str) -> None:
    content = saved_page(layout, GERMAN, "de")
    label = "windows-1252" if encoding == "cp1252" else "utf-8"
    other = content.decode().replace('charset="utf-8"', f'charset="{label}"').encode(encoding)
    assert read_page(other)[0] == read_page(content)[0]


@pytest.mark.parametrize("word", NOISE)
def test_every_word_that_must_not_come_back_stands_on_some_page(word: str) -> None:
    assert any(word in saved_page(layout, GERMAN).decode() for layout in LAYOUTS)
