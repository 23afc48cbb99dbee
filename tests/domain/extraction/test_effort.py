"""Effort grows in proportion to the length of a text, however unkind the text is."""

import re
import time

import pytest

from quizapp.domain.extraction import Lexicon, extract_profile
from tests.domain.extraction.effort import lines_run

SMALL = Lexicon.from_aliases({"databases": ["SQL"], "programming": ["Python"], "statistics": ["statistics"]})
UNITS = {
    "names joined by or": "Python or SQL or statistics or ",
    "names joined by commas": "Python, SQL, statistics, ",
    "strokes": "Python/SQL/",
    "counts that find no list": "at least one of ",
    "examples of examples": "such as Python, e.g. SQL, like ",
    "brackets": "(Python (SQL (",
    "waivers": "no degree is needed but you don't need to know ",
    "references": "experience in one of these areas. ",
    "teams": "join the Tide, Wind and Wave teams. ",
    "compounds": "Daten-, Bild- und Prozessanalyse ",
    "strong words": "strong excellent deep basic familiar ",
    "years": "3+ years of experience, 5 Jahre Erfahrung ",
    "spaces": "                    ",
    "letters": "a",
    "commas": ",",
    "repeated headings": "Requirements\n- SQL\n",
    "nested bullets": "- - - • Python or SQL\n",
    "announcements": "You will work in one of the following areas:\n- Nets\n",
}


@pytest.mark.parametrize("name", UNITS)
def test_lines_run_grow_in_proportion(name: str) -> None:
    def effort(size: int) -> int:
        text = (UNITS[name] * (size // len(UNITS[name]) + 1))[:size]
        return lines_run(lambda: extract_profile(text, SMALL))

    assert effort(16_000) <= 2.5 * effort(8_000) + 2_000


@pytest.mark.parametrize("name", UNITS)
def test_searches_take_time_in_proportion(name: str) -> None:
    """Searching is C, which no count of lines sees: so time is compared with time, generously."""

    def seconds(size: int) -> float:
        text = (UNITS[name] * (size // len(UNITS[name]) + 1))[:size]
        spent: list[float] = []
        for _ in range(2):
            begun = time.process_time()
            extract_profile(text, SMALL)
            spent.append(time.process_time() - begun)
        return min(spent)

    # A text of very many lines is not read at all, so one of short lines is kept shorter.
    size = 6_000 if "\n" in UNITS[name] else 20_000
    assert seconds(3 * size) <= 5 * seconds(size) + 0.1


def test_the_spans_stay_exact_at_the_end_of_a_long_text() -> None:
    text = "Requirements\n" + "- Good knowledge of SQL or Python\n" * 1_500
    profile = extract_profile(text, SMALL)
    assert all(text[s.start : s.end] == s.text for s in profile.statements)
    assert re.fullmatch(r"Good knowledge of SQL or Python", profile.statements[-1].text)
