import pytest

from quizapp.domain.extraction import Lexicon, extract_profile

HEAD = "Statistician (m/f/d)\nRookery Ltd\n\nWe are hiring. Your application is welcome.\n\n"


def problems(body: str, lexicon: Lexicon) -> tuple[str, ...]:
    return extract_profile(HEAD + body, lexicon).problems


@pytest.mark.parametrize(
    ("one", "other", "subject"),
    [
        ("This position is not remote.", "You may work remote two days a week.", "where the work is done"),
        ("Full-time", "Part-time", "the hours"),
        ("A permanent contract is what we sign.", "The contract is fixed-term.", "how long the contract runs"),
        ("We cannot sponsor visas, no sponsorship.", "Visa sponsorship is available.", "whether a visa is sponsored"),
        ("You have 3+ years of experience.", "This is an entry-level position.", "how much experience"),
        ("5 Jahre Berufserfahrung", "Berufseinsteiger sind willkommen.", "how much experience"),
        ("You have 3 years of experience with SQL.", "You have 6 years of experience with SQL.", "how much experience"),
        ("A PhD is required.", "A PhD is not required.", "whether a degree"),
        ("Ein abgeschlossenes Studium der Statistik", "Kein Studium nötig", "whether a degree"),
        ("The position starts on 1 October 2026.", "Start date: 1 January 2027", "when the work starts"),
        ("Beginn: ab sofort", "Eintritt zum 01.03.2027", "when the work starts"),
        ("Salary: €50,000 - €60,000 per year", "Gehalt: 70.000 € brutto im Jahr", "the salary"),
    ],
)
def test_what_contradicts_itself_is_said_with_both_quotations(
    one: str, other: str, subject: str, lexicon: Lexicon
) -> None:
    found = [p for p in problems(f"{one}\n\nYou should know SQL.\n\n{other}\n", lexicon) if subject in p]
    assert len(found) == 1
    assert one.rstrip(".") in found[0]
    assert other.rstrip(".") in found[0]


@pytest.mark.parametrize(
    "body",
    [
        "You have 3+ years of experience with SQL.\nYou have 5+ years of experience with Python and forecasting.\n",
        "A master's degree is required.\nA PhD is not required.\n",
        "A degree in statistics or equivalent experience\nNo degree required\n",
        "The position starts on 1 October 2026.\nStart date: 1 October 2026\n",
        "Salary: €50,000 - €60,000 per year\nA bonus of €10,000 a year\n",
        "Salary: £50,000 a year\nSalary: $80,000 a year\n",
        "Founded 20 years ago, we like experience.\nEntry-level colleagues are welcome.\n",
        "Full-time or part-time\n",
        "Workplace: Hybrid\nYou are on site on two days a week.\n",
    ],
)
def test_what_only_looks_like_a_contradiction_is_none(body: str, lexicon: Lexicon) -> None:
    assert problems(f"You should know SQL.\n\n{body}", lexicon) == ()
