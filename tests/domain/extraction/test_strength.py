import pytest

from quizapp.domain.extraction import Kind, Lexicon, Profile, Statement, Strength, extract_profile
from quizapp.domain.extraction.headings import Section
from quizapp.domain.extraction.strength import Opening, find_strength, heading_strength
from quizapp.domain.extraction.words import Sentence

HEAD = "Data Scientist (m/f/d)\nRookery Ltd\n\nWe are hiring in Whitby. Your application is welcome.\n\n"


def read(body: str, lexicon: Lexicon) -> Profile:
    return extract_profile(HEAD + body, lexicon)


def line(profile: Profile, beginning: str) -> Statement:
    return next(statement for statement in profile.statements if statement.text.startswith(beginning))


def said(text: str, kind: Kind = Kind.required, opening: Opening | None = None) -> tuple[str, str] | None:
    found = find_strength(Sentence(0, len(text), text), kind, opening)
    return (found.strength.value, text[slice(*found.cue)]) if found else None


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("You must know the birds of the coast.", "must"),
        ("A ladder licence is required.", "required"),
        ("At least one winter in a hide", "At least"),
        ("Kenntnisse der Vogelwelt sind zwingend.", "zwingend"),
        ("Schwindelfreiheit setzen wir voraus.", "setzen wir voraus"),
        ("You should be able to count fast.", "should"),
    ],
)
def test_a_word_that_insists_makes_it_required(text: str, cue: str) -> None:
    assert said(text) == ("required", cue)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("Experience with kites is a plus.", "is a plus"),
        ("Kenntnisse in Dänisch wären von Vorteil", "von Vorteil"),
        ("Ideally, you have ringed a gull.", "Ideally"),
        ("Experience with nets is not required but helpful", "not required"),
    ],
)
def test_a_word_that_wishes_makes_it_preferred(text: str, cue: str) -> None:
    assert said(text, Kind.preferred) == ("preferred", cue)


def test_prose_without_a_word_for_it_leaves_the_strength_open() -> None:
    assert said("You are good with telescopes.") == ("unknown", "You are good with telescopes.")


def test_a_denied_word_does_not_insist() -> None:
    assert said("Experience with scopes, not necessarily required by law")[0] == "unknown"


def test_nothing_is_insisted_on_where_nothing_is_asked() -> None:
    for kind in (Kind.responsibility, Kind.context, Kind.benefit, Kind.heading):
        assert said("You must count the gulls", kind) is None


@pytest.mark.parametrize(
    ("section", "words", "strength"),
    [
        (Section.required, "Minimum qualifications:", Strength.required),
        (Section.required, "What you'll need", Strength.required),
        (Section.required, "Das setzen wir voraus", Strength.required),
        (Section.required, "Dein Profil", Strength.required),
        (Section.preferred, "Nice to have", Strength.preferred),
        (Section.required, "About you", None),
        (Section.required, "Skills", None),
        (Section.responsibility, "Key responsibilities", None),
        (Section.benefit, "What you need to know about our benefits", None),
    ],
)
def test_a_heading_speaks_for_what_stands_below_it_or_is_silent(
    section: Section, words: str, strength: Strength | None
) -> None:
    assert heading_strength(section, words) is strength


def test_the_sentence_speaks_before_the_heading() -> None:
    minimum = Opening(Section.required, 0, 8, Strength.required)
    assert said("Knowledge of terns is a plus", Kind.preferred, minimum)[0] == "preferred"
    wished = Opening(Section.preferred, 0, 8, Strength.preferred)
    assert said("You must like the rain", Kind.required, wished) == ("required", "must")


def test_the_heading_is_shown_as_the_evidence(lexicon: Lexicon) -> None:
    profile = read("Minimum qualifications\n- Good knowledge of SQL\n", lexicon)
    statement = line(profile, "Good knowledge")
    proof = next(evidence for evidence in statement.evidence if evidence.field == "strength")
    assert statement.strength is Strength.required
    assert (HEAD + "Minimum qualifications")[proof.start : proof.end] == "Minimum qualifications"


def test_requirements_among_the_duties_are_kept_open(lexicon: Lexicon) -> None:
    profile = read("Your tasks\n- Count gulls every morning\n- Experience with SQL\n", lexicon)
    assert line(profile, "Count gulls").strength is None
    assert line(profile, "Experience with SQL").strength is Strength.unknown


def test_a_list_that_a_sentence_announces_has_the_strength_of_the_sentence(lexicon: Lexicon) -> None:
    profile = read("You must have:\n- SQL\n- Python\n", lexicon)
    assert line(profile, "Python").strength is Strength.required


def test_an_unread_heading_ends_what_the_one_before_it_said(lexicon: Lexicon) -> None:
    profile = read(
        "Minimum qualifications\n- Good knowledge of SQL\n\n### The long grass\n\nYou know how to use Python.\n",
        lexicon,
    )
    assert line(profile, "You know how").strength is Strength.unknown
