import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.extraction import CLAIMS, Kind, Lexicon, Measure, Profile, extract_profile
from tests.domain.extraction.effort import lines_run

POSTING = """\
Data Scientist, Tide Models (m/f/d)
Saltmarsh Observatory
Remote

About us
Saltmarsh Observatory measures tides. Our machine learning group is small.

Your tasks
- Build forecasts of water levels with Python
- Present your findings to harbour masters

Your profile
- A degree in statistics or oceanography
- Good knowledge of SQL
- Experience with Spark would be a plus
- You must work on site in Emden

What we offer
- Courses in deep learning and public speaking
- 30 days of holiday

Send your CV to the harbour office.
Saltmarsh Observatory is an equal opportunity employer and values experience and skills.
"""


@pytest.fixture
def profile(lexicon: Lexicon) -> Profile:
    return extract_profile(POSTING, lexicon)


def by_text(profile: Profile, beginning: str) -> tuple[Kind, set[str]]:
    statement = next(statement for statement in profile.statements if statement.text.startswith(beginning))
    return statement.kind, {link.key for link in statement.competencies}


def test_title_employer_and_language_are_read(profile: Profile) -> None:
    assert (profile.title, profile.employer) == ("Data Scientist, Tide Models (m/f/d)", "Saltmarsh Observatory")
    assert (profile.language, profile.is_posting) == ("en", True)


@pytest.mark.parametrize(
    ("beginning", "kind", "keys"),
    [
        ("Our machine learning", Kind.company, set()),
        ("Build forecasts", Kind.responsibility, {"forecasting", "programming"}),
        ("Present your", Kind.responsibility, {"communication"}),
        ("A degree", Kind.eligibility, set()),
        ("Good knowledge", Kind.required, {"databases"}),
        ("Experience with Spark", Kind.preferred, {"scalable-machine-learning"}),
        ("Courses in deep", Kind.benefit, set()),
        ("Send your CV", Kind.contact, set()),
        ("Saltmarsh Observatory is an equal", Kind.legal, set()),
        ("What we offer", Kind.heading, set()),
    ],
)
def test_each_statement_gets_its_kind_and_links(profile: Profile, beginning: str, kind: Kind, keys: set[str]) -> None:
    assert by_text(profile, beginning) == (kind, keys)


def test_what_contradicts_itself_is_said_with_both_quotations(profile: Profile) -> None:
    (problem,) = profile.problems
    assert "You must work on site in Emden" in problem
    assert "Remote" in problem


def test_a_posting_without_contradiction_has_no_problem(lexicon: Lexicon) -> None:
    assert extract_profile(POSTING.replace("Remote\n", "Emden\n"), lexicon).problems == ()


def test_not_remote_alone_contradicts_nothing(lexicon: Lexicon) -> None:
    text = POSTING.replace("Remote\n", "").replace(
        "You must work on site in Emden", "Please note that this is not a remote role"
    )
    assert extract_profile(text, lexicon).problems == ()


def test_a_title_said_again_links_nothing(lexicon: Lexicon) -> None:
    title = "Working Student – Computer Vision and Deep Learning"
    statements = extract_profile(f"{title}\nOwlworks\n{title}\nOwlworks\n\n{POSTING}", lexicon).statements
    first, again = [statement for statement in statements if statement.text == title]
    assert {link.key for link in first.competencies} == {"computer-vision", "deep-learning"}
    assert again.kind is Kind.title
    assert again.competencies == ()


def test_an_unknown_heading_ends_the_section_before_it(lexicon: Lexicon) -> None:
    text = POSTING.replace("What we offer\n", "Life by the sea\n\n")
    profile = extract_profile(text, lexicon)
    assert by_text(profile, "30 days of holiday")[0] is Kind.benefit
    assert not any(
        statement.text.startswith("Courses") and statement.kind is Kind.responsibility
        for statement in profile.statements
    )


def test_a_heading_that_nobody_knows_is_named_by_its_bullets(lexicon: Lexicon) -> None:
    text = POSTING.replace("Your profile", "The barnacle list:")
    assert by_text(extract_profile(text, lexicon), "Good knowledge")[0] is Kind.required


def test_a_requirement_is_no_heading_however_short(lexicon: Lexicon) -> None:
    text = POSTING.replace("- Good knowledge of SQL", "Experience with SQL\n\nand that gladly")
    assert by_text(extract_profile(text, lexicon), "Experience with SQL")[0] is Kind.required


def test_statements_run_together_on_one_line_are_read_apart(lexicon: Lexicon) -> None:
    text = " ".join(POSTING.replace("\n- ", "\n").split("\n"))
    profile = extract_profile(text, lexicon)
    assert profile.is_posting
    assert by_text(profile, "Good knowledge")[1] == {"databases"}
    assert not any("deep-learning" in {link.key for link in statement.competencies} for statement in profile.statements)


def test_a_sentence_that_ends_on_a_colon_opens_the_list_below_it(lexicon: Lexicon) -> None:
    text = POSTING.replace("About us\n", "You will work on one of these:\n- eel traps in the delta\n\nAbout us\n")
    assert by_text(extract_profile(text, lexicon), "eel traps")[0] is Kind.responsibility


def test_a_line_of_a_form_says_a_fact(lexicon: Lexicon) -> None:
    text = POSTING.replace("Remote\n", "Location: Emden\nSalary: €50,000\nDepartment: Tides\n")
    profile = extract_profile(text, lexicon)
    kinds = [by_text(profile, label)[0] for label in ("Location", "Salary", "Department")]
    assert kinds == [Kind.eligibility, Kind.benefit, Kind.company]


def test_contact_persons_are_contact_and_link_nothing(lexicon: Lexicon) -> None:
    text = POSTING + "Questions? Ask our machine learning lead at lead@saltmarsh.example.\n"
    contact = [statement for statement in extract_profile(text, lexicon).statements if "lead@" in statement.text]
    assert [(statement.kind, statement.competencies) for statement in contact] == [(Kind.contact, ())]


def test_each_kind_of_statement_says_how_it_can_be_measured(profile: Profile) -> None:
    measures = {
        statement.text.split()[0]: statement.measured_by for statement in profile.statements if statement.kind in CLAIMS
    }
    assert measures["Build"] is Measure.worksample
    assert measures["Good"] is Measure.quiz
    assert all(
        statement.measured_by is Measure.none for statement in profile.statements if statement.kind is Kind.benefit
    )
    fields = {s.text: s.measured_by for s in profile.statements if s.kind is Kind.eligibility}
    assert fields["Remote"] is Measure.none
    assert all(measure is Measure.document for text, measure in fields.items() if text != "Remote")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("  \n\t", "empty"),
        ("Hello there", "too short"),
        (
            "Plum cake\n\nStone two pounds of plums and halve them. Rub butter into the flour, add sugar and an egg, "
            "and press the dough into a tin. Lay the plums on top and bake it all. You will know by the smell.",
            "words that job postings use",
        ),
        (
            "The slow return of the beaver\n\nFor two hundred years no beaver built a dam in this valley. Now there "
            "are nine families. Experience from other rivers shows that the fish come next, and knowledge of that "
            "comforts the anglers.",
            "isn't a job posting",
        ),
        (
            "import os\n\ndef requirements(role):\n    return os.environ[role]\n\nclass Benefits:\n    salary = 3\n",
            "program code",
        ),
    ],
)
def test_what_is_no_posting_says_why(text: str, words: str, lexicon: Lexicon) -> None:
    profile = extract_profile(text, lexicon)
    assert not profile.is_posting
    assert len(profile.problems) == 1
    assert words in profile.problems[0]
    assert not any(statement.kind in CLAIMS or statement.competencies for statement in profile.statements)


def test_another_language_is_named(lexicon: Lexicon) -> None:
    text = (
        "Nous cherchons une boulangère pour notre équipe. " * 4
        + "Vollzeit. Requirements: experience. Salary. Full-time. Apply now."
    )
    profile = extract_profile(text, lexicon)
    assert profile.language == "fr"


PIECES = st.lists(
    st.sampled_from(
        [
            *POSTING.splitlines(keepends=True),
            " ",
            "\n\n",
            "• ",
            "Requirements: ",
            "e.g. ",
            "\u00a0",
            "\r\n",
            "ß",
            "👩‍🔬",
            "\x0c",
            "(",
            "R",
            "**",
        ]
    ),
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(pieces=PIECES)
def test_every_statement_stands_where_it_says_and_none_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    profile = extract_profile(text, SMALL)
    at = 0
    for statement in profile.statements:
        assert statement.start >= at
        assert statement.text == text[statement.start : statement.end]
        assert statement.text.strip() == statement.text != ""
        assert 0.0 <= statement.confidence <= 1.0
        assert all(statement.start <= link.start < link.end <= statement.end for link in statement.competencies)
        at = statement.end
    covered = "".join(statement.text for statement in profile.statements)
    assert set(re.findall(r"[^\W_]", text)) == set(re.findall(r"[^\W_]", covered))
    assert extract_profile(text, SMALL) == profile


SMALL = Lexicon.from_aliases(
    {"databases": ["SQL"], "programming": ["Python", {"alias": "R", "cased": "true", "near": "Python"}]}
)


@pytest.mark.parametrize(
    "unit",
    [
        "You will build tide models and know SQL, Python and R well. ",
        "knowledge of many things and degrees in statistics or experience with Python ",
        "a ",
        "Experience with SQL Build things ",
        "((((",
        "A.B.",
    ],
)
def test_effort_grows_in_proportion_to_the_length_of_one_long_line(unit: str) -> None:
    def effort(size: int) -> int:
        text = (unit * (size // len(unit) + 1))[:size]
        return lines_run(lambda: extract_profile(text, SMALL))

    assert effort(20_000) <= 2.5 * effort(10_000) + 1_000


def test_a_line_of_two_hundred_thousand_characters_is_read_whole(lexicon: Lexicon) -> None:
    text = ("You will build tide models, know SQL and write to harbour masters about them. " * 2600)[:200_000]
    profile = extract_profile(text, lexicon)
    assert len(profile.statements) >= 2500
    assert profile.statements[-1].end >= len(text) - 1


def test_lines_in_a_language_without_rules_ask_for_nothing(lexicon: Lexicon) -> None:
    french = "Vous devez avoir une expérience solide de Python et de SQL"
    text = POSTING.replace("- Good knowledge of SQL", f"- Good knowledge of SQL\n- {french}")
    tell = {french: "fr"}
    profile = extract_profile(text, lexicon, tell_language=lambda line: tell.get(line, "en"))
    statement = next(s for s in profile.statements if s.text == french)
    assert (statement.kind, statement.language, statement.competencies) == (Kind.company, "fr", ())
    assert statement.confidence <= 0.3
    assert by_text(profile, "Good knowledge")[0] is Kind.required


def test_no_line_has_a_language_where_nobody_tells_them(profile: Profile) -> None:
    assert {statement.language for statement in profile.statements} == {""}


def test_lists_of_other_jobs_behind_a_posting_are_furniture(lexicon: Lexicon) -> None:
    text = POSTING + "\nSimilar jobs\nData Engineer, Dover\nPython Developer\nSave\n"
    kinds = [statement.kind for statement in extract_profile(text, lexicon).statements[-4:]]
    assert kinds == [Kind.chrome] * 4


@pytest.mark.parametrize("heading", ["Your mornings", "Dein Werkzeugkasten", "The nuts and bolts"])
def test_a_few_words_over_a_list_are_a_heading_whoever_wrote_them(heading: str, lexicon: Lexicon) -> None:
    text = POSTING.replace("Your profile", heading)
    profile = extract_profile(text, lexicon)
    assert by_text(profile, heading)[0] is Kind.heading
    assert by_text(profile, "Good knowledge")[0] is Kind.required


def test_the_page_s_path_is_not_the_title(lexicon: Lexicon) -> None:
    profile = extract_profile("Home > Jobs > Coast\n" + POSTING, lexicon)
    assert profile.title == "Data Scientist, Tide Models (m/f/d)"


def test_a_posting_whose_line_breaks_were_lost_without_a_blank_is_read_apart(lexicon: Lexicon) -> None:
    profile = extract_profile(POSTING.replace("\n- ", "\n").replace("\n\n", "\n").replace("\n", ""), lexicon)
    assert profile.is_posting
    assert by_text(profile, "Build forecasts") == (Kind.responsibility, {"forecasting", "programming"})
    assert by_text(profile, "Good knowledge") == (Kind.required, {"databases"})
    assert by_text(profile, "What we offer")[0] is Kind.heading
