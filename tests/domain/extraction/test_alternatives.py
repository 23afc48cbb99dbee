import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.extraction import Lexicon, extract_profile
from quizapp.domain.extraction.alternatives import find_alternatives
from quizapp.domain.extraction.linking import degree_fields, find_mentions


def options(text: str, lexicon: Lexicon, **how: bool | str) -> list[tuple[int, list[str]]]:
    mentions = find_mentions(text, 0, len(text), lexicon)
    found = find_alternatives(text, 0, len(text), mentions, degree_fields(text, 0, len(text)), **how)  # type: ignore[arg-type]
    return [(each.any_of.at_least, [text[start:end] for start, end in each.any_of.options]) for each in found]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Experience with Python, Java or C++", ["Python", "Java", "C++"]),
        ("You write either MATLAB or R", ["MATLAB", "R"]),
        ("Experience with MATLAB/R", ["MATLAB", "R"]),
        ("A queue such as Kafka, RabbitMQ, or similar", ["Kafka", "RabbitMQ"]),
        ("A chart tool (e.g. Tableau, Looker or Power BI)", ["Tableau", "Looker", "Power BI"]),
        ("One of the following: Python, Java, Rust", ["Python", "Java", "Rust"]),
        ("At least one language (Python, Java or Julia)", ["Python", "Java", "Julia"]),
        ("Good SQL and (Python or R)", ["Python", "R"]),
        ("Experience with Python or R and with SQL", ["Python", "R"]),
        ("Skills in time series analysis or Bayesian statistics", ["time series analysis", "Bayesian statistics"]),
        ("SQL, Python or R, Docker and Git", ["Python", "R"]),
        ("Tools like MATLAB or R, or languages such as Java or C++", ["MATLAB", "R", "Java", "C++"]),
    ],
)
def test_alternatives_are_read_with_their_spans(text: str, wanted: list[str], lexicon: Lexicon) -> None:
    assert options(text, lexicon) == [(1, wanted)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenntnisse in Python oder R", ["Python", "R"]),
        ("Mindestens eine der folgenden Sprachen: Python, Java, C++", ["Python", "Java", "C++"]),
        ("Erfahrung mit Werkzeugen wie Tableau oder Power BI", ["Tableau", "Power BI"]),
        ("Datenbanken (z. B. Oracle, MySQL)", ["Oracle", "MySQL"]),
        ("Deutsch oder Englisch fließend", ["Deutsch", "Englisch fließend"]),
    ],
)
def test_german_alternatives_are_read_too(text: str, wanted: list[str], lexicon: Lexicon) -> None:
    assert options(text, lexicon, language="de") == [(1, wanted)]


def test_a_number_says_how_many_are_asked_for(lexicon: Lexicon) -> None:
    text = "At least two of the following: SQL, Spark, Tableau and Docker"
    assert options(text, lexicon) == [(2, ["SQL", "Spark", "Tableau", "Docker"])]
    assert options("At least two of Python and SQL", lexicon) == []


@pytest.mark.parametrize(
    "text",
    [
        "Python, Java and C++",
        "You learn by trial or error, sooner or later",
        "A degree in statistics, mathematics or physics",
        "Computer science and/or related fields",
        "Written or verbal communication",
        "A/B testing, CI/CD and TCP/IP",
        "Ability to work alone or in a team",
        "Machine learning, such as classification, clustering, and ranking",
        "A variety of methods (such as clustering, decision trees, neural networks, etc.)",
        "SAS or equivalent",
        "See https://loom.example/data or call",
    ],
)
def test_these_are_no_alternatives(text: str, lexicon: Lexicon) -> None:
    assert options(text, lexicon) == []


def test_a_duty_makes_both_of_what_it_names_unless_they_are_tools(lexicon: Lexicon) -> None:
    assert options("Design algorithms or statistical models", lexicon, names_only=True) == []
    assert options("Write pipelines in Python or Scala", lexicon, names_only=True) == [(1, ["Python", "Scala"])]


def test_the_links_of_an_option_stand_inside_it(lexicon: Lexicon) -> None:
    head = "Statistician (m/f/d)\nRookery Ltd\n\nWe are hiring. Your application is welcome.\n\n"
    body = head + "Requirements\n- Tableau or SQL, and Docker\n"
    statement = next(s for s in extract_profile(body, lexicon).statements if s.any_of)
    ((first, second),) = [any_of.options for any_of in statement.any_of]
    inside = [[link.key for link in statement.competencies if a <= link.start < b] for a, b in (first, second)]
    assert inside == [["communication"], ["databases"]]
    assert "system-design" in {link.key for link in statement.competencies}


PIECES = st.lists(
    st.sampled_from(
        ["Python", "R", "SQL", ", ", " or ", " and ", "/", " such as ", "(", ")", ": ", " at least two of ", ". ",
         " in ", "one of the following", " oder ", " like ", "e.g. ", "similar", "statistics", "C++",
         "\n", "•", "ß", "İ"]
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(pieces=PIECES)
def test_options_stand_in_order_inside_the_text_and_are_more_than_are_asked_for(pieces: list[str]) -> None:
    text = "".join(pieces)
    mentions = find_mentions(text, 0, len(text), SMALL)
    at = 0
    for found in find_alternatives(text, 0, len(text), mentions):
        assert 1 <= found.any_of.at_least < len(found.any_of.options)
        assert 0 <= found.cue[0] <= found.cue[1] <= len(text)
        for start, end in found.any_of.options:
            assert at <= start < end <= len(text)
            assert text[start:end].strip() == text[start:end]
            at = end


SMALL = Lexicon.from_aliases({"databases": ["SQL"], "programming": ["Python", "C++"], "statistics": ["statistics"]})
