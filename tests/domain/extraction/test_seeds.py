"""The two postings a new instance starts with are read as their authors meant them."""

from pathlib import Path

import pytest

from quizapp.domain.extraction import CLAIMS, REQUIREMENTS, Kind, Lexicon, Profile, extract_profile

ROOT = Path(__file__).parents[3]


def read(name: str, lexicon: Lexicon) -> Profile:
    return extract_profile((ROOT / "seeds" / "postings" / name).read_text(encoding="utf-8"), lexicon)


@pytest.fixture(scope="module")
def aachen(lexicon: Lexicon) -> Profile:
    return read("aachen-applied-science-intern.txt", lexicon)


@pytest.fixture(scope="module")
def berlin(lexicon: Lexicon) -> Profile:
    return read("berlin-machine-learning-intern.txt", lexicon)


def found(profile: Profile, beginning: str) -> tuple[Kind, set[str]]:
    statement = next(statement for statement in profile.statements if statement.text.startswith(beginning))
    return statement.kind, {link.key for link in statement.competencies}


AACHEN = {
    "Applied Science Internship": (Kind.title, {"supervised-learning", "deep-learning", "speech-recognition"}),
    "You are studying": (Kind.eligibility, set()),
    "Experience in at least": (Kind.required, {"programming"}),
    "Do you like": (Kind.preferred, {"leadership-principles", "problem-framing"}),
    "We are on the lookout": (Kind.required, {"leadership-principles"}),
    "If you are a curious": (Kind.preferred, {"leadership-principles"}),
    "We are looking for keen": (Kind.required, {"research-practice"}),
    "Collaborate with": (Kind.responsibility, {"leadership-principles"}),
    "Work in an": (Kind.responsibility, {"leadership-principles", "research-practice"}),
    "Design algorithms": (Kind.responsibility, {"algorithms", "supervised-learning", "problem-framing"}),
    "Publications in": (Kind.required, {"research-practice"}),
    "Experience in the design": (Kind.required, {"experiment-design", "statistics"}),
    "Experience implementing": (Kind.required, {"algorithms", "programming"}),
    "Experience in solving": (Kind.required, {"problem-framing", "supervised-learning", "data-mining", "statistics"}),
    "Familiar with the core": (Kind.required, {"computer-systems"}),
    "Technical fluency": (Kind.required, {"communication", "system-design", "algorithms"}),
    "Excellent critical": (Kind.required, {"problem-framing", "communication"}),
    "Please be aware": (Kind.eligibility, set()),
}

BERLIN = {
    "As an intern": (Kind.responsibility, {"mathematics", "probability"}),
    "You will develop": (
        Kind.responsibility,
        {"algorithms", "scalable-machine-learning", "statistics", "supervised-learning", "data-mining"},
    ),
    "You are known": (Kind.required, {"problem-framing", "communication"}),
    "You will be responsible": (Kind.responsibility, {"statistics", "research-practice"}),
    "You will also prototype": (Kind.responsibility, {"programming"}),
    "Your background": (
        Kind.required,
        {"supervised-learning", "statistics", "graphical-models", "feature-engineering"},
    ),
    "You should have published": (Kind.required, {"research-practice"}),
}


@pytest.mark.parametrize("beginning", AACHEN)
def test_each_requirement_of_aachen_has_its_competencies(aachen: Profile, beginning: str) -> None:
    assert found(aachen, beginning) == AACHEN[beginning]


@pytest.mark.parametrize("beginning", BERLIN)
def test_each_requirement_of_berlin_has_its_competencies(berlin: Profile, beginning: str) -> None:
    assert found(berlin, beginning) == BERLIN[beginning]


def test_nothing_else_in_aachen_asks_for_a_competency(aachen: Profile) -> None:
    asking = [statement.text for statement in aachen.statements if statement.kind in CLAIMS]
    assert all(text.startswith(tuple(AACHEN)) for text in asking)


def test_nothing_else_in_berlin_asks_for_anything(berlin: Profile) -> None:
    asking = [statement.text for statement in berlin.statements if statement.kind in REQUIREMENTS]
    assert all(text.startswith(tuple(BERLIN)) for text in asking)


def test_the_title_weighs_once_however_often_it_is_said(aachen: Profile) -> None:
    titles = [statement for statement in aachen.statements if statement.kind is Kind.title]
    assert [bool(statement.competencies) for statement in titles] == [True, False]


@pytest.mark.parametrize(
    ("beginning", "kinds"),
    [
        ("A programme of talks", {Kind.benefit}),
        ("The following benefits", {Kind.benefit}),
        ("Experience a culture", {Kind.benefit, Kind.company}),
        ("No day is like", {Kind.company, Kind.benefit}),
        ("Your skills and your", {Kind.legal}),
        ("Your privacy", {Kind.legal}),
        ("Legen Sie", {Kind.chrome}),
        ("Zur Bewerbung", {Kind.chrome}),
        ("Student Programmes", {Kind.heading, Kind.company}),
    ],
)
def test_the_traps_of_aachen_are_avoided(aachen: Profile, beginning: str, kinds: set[Kind]) -> None:
    kind, keys = found(aachen, beginning)
    assert kind in kinds
    assert keys == set()


def test_both_contradictions_of_aachen_are_named(aachen: Profile) -> None:
    assert len(aachen.problems) == 2
    assert "Teilweise im Homeoffice" in aachen.problems[0]
    assert "not remote" in aachen.problems[0]
    assert "Vollzeit" in aachen.problems[1]


def test_the_english_text_inside_german_furniture_is_english(aachen: Profile, berlin: Profile) -> None:
    assert (aachen.language, berlin.language) == ("en", "en")


@pytest.mark.parametrize(
    ("beginning", "key"),
    [
        ("The Forecasting group", "forecasting"),
        ("The Content Linkage group", "linkage-and-retrieval"),
        ("Its other task", "language-processing"),
        ("The Computer Vision group", "computer-vision"),
        ("The Scalable Machine", "scalable-machine-learning"),
    ],
)
def test_the_tracks_of_berlin_are_context_with_their_competency(berlin: Profile, beginning: str, key: str) -> None:
    kind, keys = found(berlin, beginning)
    assert kind is Kind.context
    assert key in keys


def test_the_recruiting_desk_of_berlin_is_contact(berlin: Profile) -> None:
    assert found(berlin, "If this opportunity") == (Kind.contact, set())
