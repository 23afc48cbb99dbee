from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.domain.extraction import Candidate, Kind, Lexicon, Measure, Statement, extract_profile
from quizapp.domain.extraction.candidates import MAX_CANDIDATES, find_candidates

SMALL = Lexicon.from_aliases({"databases": ["SQL"], "programming": ["python"], "communication": ["negotiation"]})


def statement(text: str, kind: Kind = Kind.required, start: int = 0) -> Statement:
    return Statement(start, start + len(text), text, kind, Measure.quiz, (), 0.9, "test")


def terms(text: str, kind: Kind = Kind.required, *, employer: str | None = None) -> list[str]:
    return [c.term for c in find_candidates(text, [statement(text, kind)], SMALL, employer=employer)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("You keep our HubSpot records tidy", ["hubspot"]),
        ("You know SAP and DATEV inside out", ["sap", "datev"]),
        ("You draw in GA4 and SolidWorks", ["ga4", "solidworks"]),
        ("You have used Blue Yonder before", ["blue yonder"]),
        ("Experience with Salesforce, Jira or similar tools", ["salesforce", "jira"]),
        ("Knowledge of lithography, SQL and etching masks", ["lithography"]),
        ("Familiarity with tools such as Figma and Miro", ["figma", "miro"]),
        ("Photoshop skills", ["photoshop"]),
        ("Sichere DATEV-Kenntnisse", ["datev"]),
        ("Gute Buchhaltungskenntnisse", ["buchhaltung"]),
        ("Erfahrung mit Lasercuttern oder Fräsen", ["lasercuttern", "fräsen"]),
        ("Du kennst LibreOffice", ["libreoffice"]),
    ],
)
def test_what_is_asked_for_and_has_no_name_yet_becomes_a_candidate(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Experience with SQL and Python",
        "Strong negotiation skills",
        "Experience in a similar role",
        "Experience in working with people",
        "Five years of experience in the field",
        "A degree in Hydrology or Geology",
        "Based in Lisbon, you report to the Head of Growth",
        "Fluent in German and English",
        "You start in September or October",
        "Excellent Written And Verbal Communication Skills",
        "Gute Deutschkenntnisse in Wort und Schrift",
        "Sehr gute Sprachkenntnisse",
        "Freude am Umgang mit Menschen",
        "Unsere MitarbeiterInnen und du",
        "See https://jobs.example.org/SAP for more",
        "Führerschein Klasse B und PKW von Vorteil, in der EU oder den USA",
    ],
)
def test_everyday_words_places_times_and_known_names_are_no_candidates(text: str) -> None:
    assert terms(text) == []


@pytest.mark.parametrize("kind", [Kind.company, Kind.benefit, Kind.legal, Kind.chrome, Kind.eligibility, Kind.context])
def test_only_claims_are_read(kind: Kind) -> None:
    assert terms("You know HubSpot", kind) == []


def test_what_is_waived_or_said_again_is_not_read() -> None:
    text = "You know HubSpot"
    assert find_candidates(text, [replace(statement(text), negated=True)], SMALL) == ()
    assert find_candidates(text, [replace(statement(text), repeats=0)], SMALL) == ()


def test_the_employer_and_its_own_products_are_no_candidates() -> None:
    company, claim = "TeaWorks makes the KettleBot.", "At TeaWorks you improve KettleBot with HubSpot"
    text = f"{company}\n{claim}"
    statements = [statement(company, Kind.company), statement(claim, start=len(company) + 1)]
    assert [c.term for c in find_candidates(text, statements, SMALL)] == ["hubspot"]
    assert terms("You love TeaWorks", employer="TeaWorks Ltd.") == []


def test_a_term_comes_once_with_the_place_it_stands_at_first() -> None:
    text = "HubSpot, then hubSpot and HubSpot"
    assert find_candidates(text, [statement(text)], SMALL) == (Candidate("hubspot", 0, 7),)


def test_a_posting_has_no_more_candidates_than_a_mentor_will_read() -> None:
    text = " and ".join(f"TeaTool{chr(97 + i % 26)}{chr(97 + i // 26)}" for i in range(3 * MAX_CANDIDATES))
    assert len(terms(text)) == MAX_CANDIDATES


def test_a_name_whose_guards_say_no_is_no_candidate() -> None:
    guarded = Lexicon.from_aliases({"databases": [{"alias": "Oracle", "cased": "true", "near": ["SQL"]}]})
    text = "You consult the Oracle and the HubSpot"
    assert [c.term for c in find_candidates(text, [statement(text)], guarded)] == ["hubspot"]


def test_a_profile_carries_its_candidates(lexicon: Lexicon) -> None:
    text = (
        "Tea Taster (m/f/d)\nTeaWorks Ltd\n\nYour profile\n- Experience with Kettlemaster and SQL\n"
        "- At least two years of tasting tea\n- Good command of English\n\nWe offer\n- A BonusCard\n"
    )
    profile = extract_profile(text, lexicon)
    assert [c.term for c in profile.candidates] == ["kettlemaster"]


@given(st.text(alphabet="aAbBzZ äÄ.,;:-/()+#1&\n", max_size=200), st.sampled_from(sorted(Kind)))
def test_candidates_are_spans_of_the_text_in_order_and_never_overlap(text: str, kind: Kind) -> None:
    found = find_candidates(text, [statement(text, kind)], SMALL)
    assert find_candidates(text, [statement(text, kind)], SMALL) == found
    for candidate in found:
        assert text[candidate.start : candidate.end].lower().split() == candidate.term.split()
    assert all(first.end <= second.start for first, second in pairwise(found))
