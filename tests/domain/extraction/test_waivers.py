import pytest

from quizapp.domain.extraction import Kind, Lexicon, Measure, Statement, extract_profile
from quizapp.domain.extraction.waivers import find_absence, find_waiver, waives_all

HEAD = "Data Scientist (m/f/d)\nRookery Ltd\n\nWe are hiring. Your application is welcome.\n\nRequirements\n"


def only(text: str, lexicon: Lexicon) -> Statement:
    return extract_profile(f"{HEAD}- {text}\n- Good knowledge of statistics\n", lexicon).statements[-2]


@pytest.mark.parametrize(
    "text",
    [
        "No PhD required",
        "You don't need to know SQL",
        "No prior experience with SQL is needed",
        "Java is not required",
        "A degree is not a prerequisite",
        "Keine Berufserfahrung nötig",
        "Kenntnisse in SQL sind nicht erforderlich",
        "Eine Promotion wird nicht vorausgesetzt",
        "Du musst kein Python können",
    ],
)
def test_what_is_waived_asks_for_nothing_and_links_nothing(text: str, lexicon: Lexicon) -> None:
    statement = only(text, lexicon)
    assert (statement.rule, statement.negated) == ("waived", True)
    assert statement.kind in {Kind.context, Kind.eligibility}
    assert (statement.competencies, statement.strength, statement.measured_by) == ((), None, Measure.none)


def test_a_waiver_beside_a_requirement_takes_only_its_own_links_away(lexicon: Lexicon) -> None:
    statement = only("Experience with SQL; no Python needed", lexicon)
    assert statement.kind is Kind.required
    assert [link.key for link in statement.competencies] == ["databases"]
    assert not statement.negated


@pytest.mark.parametrize(
    "text",
    [
        "This is not a remote position",
        "Bitte beachte: kein Homeoffice",
        "We are unable to sponsor visas",
        "No relocation for this role",
    ],
)
def test_an_absence_that_is_asked_for_survives(text: str, lexicon: Lexicon) -> None:
    statement = only(text, lexicon)
    assert (statement.kind, statement.negated) == (Kind.eligibility, True)
    proof = next(evidence for evidence in statement.evidence if evidence.field == "negated")
    assert statement.start <= proof.start < proof.end <= statement.end


@pytest.mark.parametrize(
    "text", ["You are not afraid of SQL", "You never stop asking about statistics", "Nothing scares you in Python"]
)
def test_a_no_that_waives_nothing_is_left_alone(text: str, lexicon: Lexicon) -> None:
    statement = only(text, lexicon)
    assert not statement.negated
    assert statement.competencies


def test_not_required_but_welcome_is_a_preference(lexicon: Lexicon) -> None:
    statement = only("Spark is not required, but would be a plus", lexicon)
    assert (statement.kind, statement.negated) == (Kind.preferred, False)


def test_the_span_of_a_waiver_is_its_clause() -> None:
    text = "you know sql; no degree in anything is needed, really"
    waiver = find_waiver(text)
    assert waiver is not None
    assert text[slice(*waiver)] == "no degree in anything is needed"
    assert not waives_all(text, waiver)


def test_a_plain_sentence_rules_nothing_out() -> None:
    assert find_absence("you work remote in a small team") is None
    assert find_waiver("experience is required") is None
