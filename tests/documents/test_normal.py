"""The canonical form: what changes and what does not."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.documents import normalise
from quizapp.documents.normal import mend


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("one\u2029two", "one\n\ntwo"),
        ("\ufeffDaten\u00adanalyse\u200b", "Datenanalyse"),
        ("\uf0b7\tPython\n\uf0a7  SQL\n\uf0fcGit", "• Python\n• SQL\n• Git"),
        ("▪ Python\n● SQL\n·\u00a0Git", "• Python\n• SQL\n• Git"),
        ("•\nPython\n•\n\nSQL", "• Python\n• SQL"),
        ("\ue8b6 search", "• search"),
        ("a\uf0e0b", "a b"),
        ("ten\u00a0000\u202f€  a\u3000year", "ten 000 € a year"),
        ("eﬃcient oﬀice ﬂow", "efficient office flow"),
        ("u\u0308ber", "über"),
        ("𝗬𝗼𝘂𝗿 𝗽𝗿𝗼𝗳𝗶𝗹𝗲", "Your profile"),
        ("\tindented  twice", "    indented twice"),
        ("a\n \n\t\n\nb  \n", "a\n\nb"),
    ],
)
def test_each_sign_has_one_form(written: str, canonical: str) -> None:
    assert normalise(written) == canonical


@pytest.mark.parametrize(
    "text", ["m² and ½ of №5™", "C++ · C# · R", "- a dash", "* a star", "1. first", "snake_case → arrow", "10–15 €"]
)
def test_what_means_something_stays(text: str) -> None:
    assert normalise(text) == text


@given(st.text(st.characters() | st.sampled_from("•·\uf0b7 \n\t\u00ad\r\u200bﬁ\ue000")))
def test_the_second_time_nothing_changes(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode()


@given(st.text(st.characters() | st.sampled_from("•\uf0b7 \n\t\u00ad\r\u200bﬁ\ue000")))
def test_mending_once_is_enough_and_keeps_every_line(text: str) -> None:
    once = mend(text)
    assert mend(once) == once
    assert once.count("\n") == text.count("\n")


@given(st.text(st.characters(max_codepoint=0x2FF, exclude_characters="\u00ad")))
def test_what_hides_nothing_is_not_mended(text: str) -> None:
    assert mend(text) == text


@pytest.mark.parametrize("form", [normalise, mend])
def test_marks_heaped_on_a_letter_are_cut_before_they_take_minutes_to_sort(form: Callable[[str], str]) -> None:
    heaped = "a" + "\u0301\u0323" * 90_000 + " Python"
    found = form(heaped)
    assert found.endswith(" Python")
    assert len(found) < 50
    assert form("…" * 40 + "é") == "…" * 40 + "é"
