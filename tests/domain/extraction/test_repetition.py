import pytest

from quizapp.domain.extraction import Kind, Lexicon, extract_profile
from quizapp.domain.extraction.seniority import find_seniority

BODY = "We are hiring. Your application is welcome.\n\nRequirements\n- Good knowledge of SQL\n- Patience\n"


def test_a_line_said_again_points_to_where_it_was_said_first(lexicon: Lexicon) -> None:
    text = f"Bird Counter (m/f/d)\nRookery Ltd\n\n{BODY}\n\n- good knowledge  of SQL!\n"
    statements = extract_profile(text, lexicon).statements
    first, again = [s for s in statements if s.text.lower().startswith("good")]
    assert (first.repeats, again.repeats) == (None, first.start)


def test_a_title_said_in_other_words_repeats_the_title(lexicon: Lexicon) -> None:
    text = f"Bird Counter (m/f/d)\nRookery Ltd\nJob title: Bird Counter\n\n{BODY}"
    titles = [s for s in extract_profile(text, lexicon).statements if s.kind is Kind.title]
    assert [title.repeats for title in titles] == [None, 0]


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Data Science Intern", "intern"),
        ("Werkstudent Statistik (m/w/d)", "intern"),
        ("Praktikum im Vogelschutz", "intern"),
        ("Junior Bird Counter", "junior"),
        ("Senior Bird Counter", "senior"),
        ("(Senior-) Analyst (w/m/d)", "senior"),
        ("Staff Engineer, Nests", "senior"),
        ("Team Lead Ringing", "lead"),
        ("Head of Counting", "lead"),
        ("Leiter Vogelwarte (m/w/d)", "lead"),
        ("Lead Generation Specialist", ""),
        ("Junior/Senior Analyst", ""),
        ("International Bird Counter", ""),
        ("Bird Counter", ""),
    ],
)
def test_the_title_tells_how_senior_the_post_is(title: str, level: str) -> None:
    assert find_seniority(title, ()) == level


@pytest.mark.parametrize(
    ("sentence", "level"),
    [
        ("As an intern, you will count gulls.", "intern"),
        ("This is an entry-level position.", "junior"),
        ("We are looking for a senior bird scientist.", "senior"),
        ("You have at least seven gulls and 8+ years of experience with them.", "senior"),
        ("You have 2+ years of experience with gulls.", ""),
    ],
)
def test_a_silent_title_leaves_it_to_the_text(sentence: str, level: str, lexicon: Lexicon) -> None:
    assert extract_profile(f"Bird Counter (m/f/d)\nRookery Ltd\n\n{sentence}\n\n{BODY}", lexicon).seniority == level
