import pytest

from quizapp.domain.extraction import Lexicon, Profile, extract_profile

HEAD = "Research Intern (m/f/d)\nRookery Ltd\n\n"
ASKS = "\nRequirements\n- Good knowledge of SQL\n- You should be able to write Python\n\nApply via our site.\n"


def read(body: str, lexicon: Lexicon) -> Profile:
    return extract_profile(HEAD + body + ASKS, lexicon)


def tracks_of(profile: Profile) -> dict[str, str]:
    return {statement.text.split()[-1].rstrip("."): statement.track for statement in profile.statements}


@pytest.mark.parametrize(
    "sentence",
    [
        "We are seeking interns to join the Forecasting, Ringing, and Sea Watch teams in Whitby.",
        "We are hiring interns for three of our teams: Forecasting, Ringing and Sea Watch.",
        "You will work in one of the following areas: Forecasting, Ringing or Sea Watch.",
    ],
)
def test_a_sentence_names_the_tracks_and_the_lines_below_belong_to_them(sentence: str, lexicon: Lexicon) -> None:
    body = f"{sentence}\n\n- In the Forecasting team, we model flocks. It is fun.\n- The Sea Watch team counts terns.\n"
    profile = read(body, lexicon)
    assert profile.tracks == ("Forecasting", "Ringing", "Sea Watch")
    tracks = tracks_of(profile)
    assert (tracks["flocks"], tracks["fun"], tracks["terns"], tracks["SQL"]) == (
        "Forecasting",
        "Forecasting",
        "Sea Watch",
        "",
    )


def test_lines_below_an_announcement_are_the_tracks(lexicon: Lexicon) -> None:
    profile = read("You will work in one of the following areas:\n- Nets: knots\n- Boats – hulls\n", lexicon)
    assert profile.tracks == ("Nets", "Boats")
    assert (tracks_of(profile)["knots"], tracks_of(profile)["hulls"]) == ("Nets", "Boats")


def test_lines_that_begin_alike_are_tracks_without_an_announcement(lexicon: Lexicon) -> None:
    profile = read("Track A: you ring gulls\nTrack B: you count terns\n", lexicon)
    assert profile.tracks == ("A", "B")
    assert tracks_of(profile)["terns"] == "B"


def test_a_track_may_be_a_heading(lexicon: Lexicon) -> None:
    body = (
        "We are hiring interns for two of our teams: Ringing and Sea Watch. "
        + "The birds are many. " * 5
        + "\n\nRinging\n\nYou will ring gulls.\n"
    )
    assert tracks_of(read(body, lexicon))["gulls"] == "Ringing"


@pytest.mark.parametrize(
    "body",
    [
        "We are hiring for the Forecasting team. The Forecasting team models flocks.\n",
        "The Platform team keeps the servers. The Design team draws the birds.\n",
        "You help teams with your experience in any of the fields below:\n- Ringing\n- Counting\n",
        "Our office is in Whitby, Hull and Leeds.\n",
    ],
)
def test_a_single_team_or_mere_company_is_no_track(body: str, lexicon: Lexicon) -> None:
    profile = read(body, lexicon)
    assert profile.tracks == ()
    assert not any(statement.track for statement in profile.statements)


def test_the_words_that_name_the_track_are_its_evidence(lexicon: Lexicon) -> None:
    body = "Track A: you ring gulls\nTrack B: you count terns\n"
    for statement in read(body, lexicon).statements:
        for proof in statement.evidence:
            assert proof.field != "track" or (HEAD + body)[proof.start : proof.end] == statement.track
