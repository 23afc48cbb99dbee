import pytest

from quizapp.domain.extraction.headings import Section
from quizapp.domain.extraction.kinds import Place, choose_kind
from quizapp.domain.extraction.model import Kind
from quizapp.domain.extraction.words import Sentence


def kind(text: str, section: Section = Section.neutral, **place: bool) -> Kind:
    return choose_kind(Sentence(0, len(text), text), Place(section, **place)).kind


@pytest.mark.parametrize(
    "text",
    [
        "Experience with looms of any kind",
        "Experience weaving linen",
        "Strong knowledge of wool",
        "At least three years of experience at a mill",
        "5+ years in a dye house",
        "Proven track record of finished carpets",
        "You should be able to tell silk from rayon.",
        "The ideal candidate has steady hands.",
        "Must know the old patterns.",
        "Sehr gute Kenntnisse der Webtechnik",
        "Du bringst Geduld mit.",
        "SwiftLoom development experience in a team",
    ],
)
def test_what_a_person_must_have_is_required_without_any_heading(text: str) -> None:
    assert kind(text) is Kind.required


@pytest.mark.parametrize(
    "text",
    [
        "Experience with jacquard looms is a plus.",
        "Knowledge of felt would be an advantage.",
        "Ideally, you have worked with hemp.",
        "Erfahrung mit Leinen ist von Vorteil.",
        "Kenntnisse in Färberei wünschenswert",
    ],
)
def test_a_cue_makes_a_requirement_a_preference(text: str) -> None:
    assert kind(text, Section.required) is Kind.preferred


def test_a_preference_for_an_addition_leaves_the_rest_required() -> None:
    assert kind("Experience with cotton; linen is a plus", Section.required) is Kind.required
    assert kind("Erfahrung mit Wolle, idealerweise auch mit Seide", Section.required) is Kind.required


@pytest.mark.parametrize(
    "text",
    [
        "Design new patterns for spring",
        "Carefully inspect each bale",
        "You will thread four hundred needles a day.",
        "As a weaver you will keep the looms running.",
        "The apprentice is expected to sweep; the position involves early hours.",
        "Leads the dye house and its apprentices",
        "Entwicklung von Mustern für den Frühling",
        "Du entwickelst Muster mit der Werkstatt.",
    ],
)
def test_a_duty_is_a_responsibility(text: str) -> None:
    assert kind(text) in {Kind.responsibility, Kind.required}
    assert kind(text, Section.responsibility) in {Kind.responsibility, Kind.required}


def test_experience_as_an_order_is_an_offer() -> None:
    assert kind("Experience our friendly workshop", Section.responsibility) is Kind.benefit
    assert kind("Experience with our kind of loom", Section.responsibility) is Kind.required


def test_a_requirement_among_the_duties_is_still_a_requirement() -> None:
    assert kind("Good understanding of dyes", Section.responsibility, bullet=True) is Kind.required


@pytest.mark.parametrize(
    "text",
    [
        "You will receive a loom of your own.",
        "We offer competitive pay.",
        "Wir bieten dir 30 Tage Urlaub.",
        "Freu dich auf flexible Arbeitszeiten.",
        "Health insurance and a pension",
    ],
)
def test_what_is_offered_is_a_benefit(text: str) -> None:
    assert kind(text) is Kind.benefit


def test_skills_among_the_benefits_are_not_asked_for() -> None:
    assert (
        kind("Sessions on weaving skills and knowledge of the trade", Section.benefit, technical=True) is Kind.benefit
    )


@pytest.mark.parametrize(
    "text",
    [
        "We are an equal opportunity employer and judge skills alone.",
        "All qualified applicants are considered without regard to age.",
        "Please read how we treat personal data.",
        "Menschen mit Behinderung sind willkommen.",
    ],
)
def test_a_legal_line_stays_legal_in_any_section(text: str) -> None:
    assert kind(text) is Kind.legal
    assert kind(text, Section.required) is Kind.legal


def test_discriminative_is_not_a_legal_word() -> None:
    assert kind("Experience with discriminative models", technical=True) is Kind.required


@pytest.mark.parametrize(
    "text",
    [
        "Bachelor's degree in textile engineering",
        "Currently enrolled at a university",
        "This is not a remote position.",
        "Authorisation to work in Norway",
        "Fluent in English and German",
        "Abgeschlossene Ausbildung als Weber",
    ],
)
def test_a_fact_to_be_declared_is_a_matter_of_eligibility(text: str) -> None:
    assert kind(text, Section.required) is Kind.eligibility


@pytest.mark.parametrize(
    "text",
    [
        "Apply with your CV.",
        "Please contact the front desk.",
        "Write to us at loom@mill.example",
        "Bewirb dich bis Mai.",
        "Any questions?",
    ],
)
def test_how_to_apply_is_contact(text: str) -> None:
    assert kind(text) is Kind.contact


def test_a_waived_requirement_is_none() -> None:
    assert kind("No prior experience with looms is required.", Section.required) is Kind.context


def test_the_work_of_a_team_is_context_only_where_it_names_a_competency() -> None:
    assert kind("We develop new methods for cloth.", technical=True) is Kind.context
    assert kind("We develop new methods for cloth.") is Kind.company


def test_an_invitation_gives_no_orders() -> None:
    assert kind("Build the future of cloth.", pitch=True) is Kind.company


def test_a_sum_of_money_is_no_number_of_years() -> None:
    assert kind("$41,000 - $52,000 a year") is Kind.benefit


def test_the_german_inversion_is_a_duty() -> None:
    assert kind("Als Müllerin entwickeln Sie neue Mahlwerke für uns.") is Kind.responsibility


def test_a_role_that_will_do_something_has_a_duty_and_one_that_will_have_something_a_requirement() -> None:
    assert kind("The successful candidate will repair the mill wheel.") is Kind.responsibility
    assert kind("The successful candidate will have repaired a mill wheel.") is Kind.required


@pytest.mark.parametrize(
    "text",
    [
        "Du mahlst das Korn und prüfst es.",
        "Sie schärfen die Mühlsteine.",
        "Am Abend reinigen Sie das Mahlwerk.",
        "Mehlsäcke nähen, füllen und stapeln",
        "Expect to carry sacks every day.",
        "Sweeping the yard is part of the role.",
        "Other tasks include feeding the cat.",
    ],
)
def test_duties_are_told_in_many_ways(text: str) -> None:
    assert kind(text, Section.responsibility, bullet=True) is Kind.responsibility
    assert kind(text, bullet=True) is Kind.responsibility


@pytest.mark.parametrize("text", ["Du bekommst ein eigenes Mehlsieb.", "Sie finden uns am Bach.", "Sie erhalten Brot."])
def test_what_a_reader_gets_or_finds_is_no_duty(text: str) -> None:
    assert kind(text) is not Kind.responsibility


@pytest.mark.parametrize(
    "text", ["Save", "Share on Twitter", "3 weeks ago", "Stellenanzeige drucken", "Nach oben", "Privacy policy"]
)
def test_buttons_and_counters_are_furniture(text: str) -> None:
    assert kind(text) is Kind.chrome


def test_a_wish_is_a_preference_wherever_it_stands() -> None:
    assert kind("We'd love it if you have ground rye before.") is Kind.preferred
    assert kind("Erfahrung mit Roggen (wünschenswert)", Section.required) is Kind.preferred


def test_praise_for_a_named_subject_asks_for_it() -> None:
    assert kind("Strong C++ or the will to get there.", named=True, technical=True) is Kind.required
    assert kind("Strong winds are what our mill likes.") is Kind.company


def test_a_label_holds_for_its_own_words_in_brackets_only() -> None:
    assert kind("Experience with rye (oats are a plus)", Section.required) is Kind.required


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Monday: clean the millstones with the apprentice", Kind.responsibility),
        ("Your kit: strong knowledge of millstones", Kind.required),
    ],
)
def test_what_stands_behind_an_unknown_label_is_read(text: str, wanted: Kind) -> None:
    assert kind(text) is wanted


def test_what_you_do_is_a_duty_and_what_you_have_a_requirement() -> None:
    assert kind("You plan the milling for six villages.") is Kind.responsibility
    assert kind("You have milled before.") is Kind.required
    assert kind("You plan your own work well.", Section.required, bullet=True) is Kind.required


def test_papers_that_are_not_needed_for_an_application_are_a_matter_of_contact() -> None:
    assert kind("We look forward to your CV; a cover letter is not necessary.") is Kind.contact
