import pytest

from quizapp.domain.extraction.headings import Section, named_section
from quizapp.domain.extraction.layout import read_lines


def test_bullets_and_marks_are_left_out_of_the_text_but_not_of_the_counting() -> None:
    text = "## Tasks\n\n  • mend nets\n- sell fish\n2. sweep the quay\n"
    lines = read_lines(text)
    assert [line.text for line in lines] == ["Tasks", "mend nets", "sell fish", "sweep the quay"]
    assert [line.bullet for line in lines] == [False, True, True, True]
    assert all(text[line.start : line.end] == line.text for line in lines)


def test_blank_lines_and_repetition_are_kept_in_mind() -> None:
    lines = read_lines("Harbour hand\n\nBremen\nHarbour  HAND\n")
    assert [line.repeated for line in lines] == [False, False, True]
    assert [line.blank_before for line in lines] == [True, True, False]


def test_a_line_of_marks_alone_stays_as_it_stands() -> None:
    assert [line.text for line in read_lines("*\n***\n")] == ["*", "***"]


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("What you'll bring", Section.required),
        ("Minimum qualifications:", Section.required),
        ("Preferred qualifications", Section.preferred),
        ("Nice to have", Section.preferred),
        ("Key responsibilities", Section.responsibility),
        ("What you will do", Section.responsibility),
        ("What we offer", Section.benefit),
        ("About the team", Section.company),
        ("How to apply", Section.contact),
        ("Equal opportunity", Section.legal),
        ("Dein Profil", Section.required),
        ("Ihre Aufgaben", Section.responsibility),
        ("Das bieten wir Ihnen", Section.benefit),
        ("Über uns", Section.company),
        ("So bewirbst du dich", Section.contact),
        ("Job description", Section.role),
    ],
)
def test_a_heading_opens_its_section(heading: str, section: Section) -> None:
    assert named_section(heading) is section


@pytest.mark.parametrize("line", ["Harvest season", "We knit socks", "", "  ", "Frische Brezeln am Morgen"])
def test_a_line_that_no_heading_knows_opens_none(line: str) -> None:
    assert named_section(line) is None
