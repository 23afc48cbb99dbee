"""Every field says by which rule and by which words it was chosen, whatever the text."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.domain.extraction import CLAIMS, Kind, Lexicon, Measure, Profile, Statement, Strength, extract_profile
from quizapp.domain.readiness.scale import Bar

POSTING = """\
Tide Analyst (m/f/d)
Saltmarsh Observatory

We are hiring an analyst with steady hands.

Your tasks
- Build forecasts of water levels with Python or R

Minimum qualifications
- Excellent knowledge of statistics
- At least one of the following: SQL, Spark, Tableau
- Grundkenntnisse in Deep Learning sind von Vorteil
- No PhD required
- This is not a remote position
- Published papers on tides
"""


@pytest.fixture(scope="module")
def profile(lexicon: Lexicon) -> Profile:
    return extract_profile(POSTING, lexicon)


def proofs(profile: Profile, beginning: str) -> dict[str, tuple[str, str]]:
    statement = next(statement for statement in profile.statements if statement.text.startswith(beginning))
    return {proof.field: (proof.rule, POSTING[proof.start : proof.end]) for proof in statement.evidence}


@pytest.mark.parametrize(
    ("beginning", "field", "rule", "words"),
    [
        ("Tide Analyst", "kind", "title", "Tide Analyst (m/f/d)"),
        ("We are hiring", "kind", "vacancy", "are hiring"),
        ("Build forecasts", "kind", "order-first", "Build"),
        ("Build forecasts", "any_of", "or", " or "),
        ("Build forecasts", "measured_by", "skill-of-making", "Build forecasts of water levels with Python or R"),
        ("Excellent", "kind", "quality-first", "Excellent knowledge"),
        ("Excellent", "bar", "strong-cue", "Excellent"),
        ("Excellent", "strength", "heading", "Minimum qualifications"),
        ("At least one", "any_of", "count", "At least one of the following"),
        ("At least one", "strength", "required-cue", "At least"),
        ("Grundkenntnisse", "bar", "basic-cue", "Grundkenntnisse"),
        ("Grundkenntnisse", "strength", "preferred-cue", "von Vorteil"),
        ("No PhD", "negated", "waived", "No PhD required"),
        ("This is not", "negated", "absence", "not a remote"),
        ("This is not", "kind", "place-and-time", "remote"),
        ("Published papers", "measured_by", "paper-cue", "Published"),
        ("Published papers", "kind", "section", "Minimum qualifications"),
    ],
)
def test_a_field_says_what_it_went_by(profile: Profile, beginning: str, field: str, rule: str, words: str) -> None:
    assert proofs(profile, beginning)[field] == (rule, words)


def test_the_evidence_for_the_kind_names_the_statement_s_rule(profile: Profile) -> None:
    for statement in profile.statements:
        assert statement.evidence[0].field == "kind"
        assert statement.evidence[0].rule == statement.rule


PIECES = st.lists(
    st.sampled_from(
        [
            *POSTING.splitlines(keepends=True),
            "In the Ringing group, we model flocks.\n",
            "In the Sea Watch group, we count.\n",
            "Experience in one of these areas. ",
            "You must know at least two of Python, SQL or R, ",
            "such as ", " or ", "/", "(", ")", ": ", "no ", "not required",
            "• ", "\n\n", "\r\n", "İ", "ŉ", "👩‍🔬", "\x0c",
            "Daten- und ",
            "5 years", "€50,000 a year", "Start: 1 May 2027\n", "1.5.27", "\u2028", "basic ", "strong ",
        ]
    ),
    max_size=40,
)  # fmt: skip


def is_sound(statement: Statement, text: str) -> bool:
    fields = [proof.field for proof in statement.evidence]
    spans = [span for any_of in statement.any_of for span in any_of.options]
    return (
        len(fields) == len(set(fields))
        and all(0 <= proof.start <= proof.end <= len(text) for proof in statement.evidence)
        and all(statement.start <= start < end <= statement.end for start, end in spans)
        and all(one[1] <= other[0] for one, other in itertools.pairwise(spans))
        and all(1 <= any_of.at_least < len(any_of.options) for any_of in statement.any_of)
    )


def says_what_its_kind_allows(statement: Statement) -> bool:
    if statement.kind in {Kind.required, Kind.preferred}:
        opposite = Strength.preferred if statement.kind is Kind.required else Strength.required
        return statement.strength is not opposite
    if statement.kind is not Kind.eligibility and statement.strength is not None:
        return False
    return statement.kind in CLAIMS or statement.bar is Bar.WORKING


@settings(max_examples=120, deadline=None)
@given(pieces=PIECES)
def test_details_of_any_text_are_sound_and_the_same_twice(pieces: list[str]) -> None:
    text = "".join(pieces)
    profile = extract_profile(text, SMALL)
    starts = {statement.start for statement in profile.statements}
    for statement in profile.statements:
        assert is_sound(statement, text)
        assert says_what_its_kind_allows(statement)
        assert statement.repeats is None or (statement.repeats in starts and statement.repeats < statement.start)
        assert statement.track == "" or statement.track in profile.tracks
        assert not (
            statement.rule == "waived" and (statement.competencies or statement.measured_by is not Measure.none)
        )
    assert len(profile.tracks) != 1
    assert extract_profile(text, SMALL) == profile


@settings(max_examples=150, deadline=None)
@given(text=st.text(max_size=400))
def test_no_text_is_too_strange_to_read(text: str) -> None:
    profile = extract_profile(text, SMALL)
    assert all(text[s.start : s.end] == s.text for s in profile.statements)


SMALL = Lexicon.from_aliases(
    {"databases": ["SQL"], "programming": ["Python", {"alias": "R", "cased": "true"}], "statistics": ["statistics"]}
)
