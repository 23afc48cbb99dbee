from quizapp.domain.extraction import Kind, Lexicon, Measure, Statement, extract_profile

HEAD = "Data Scientist (m/f/d)\nRookery Ltd\n\nWe are hiring. Your application is welcome.\n\nRequirements\n"
AREAS = "- Good knowledge of forecasting, computer vision and databases\n"


def read(line: str, lexicon: Lexicon) -> tuple[str, Statement]:
    text = f"{HEAD}{AREAS}- {line}\n"
    return text, extract_profile(text, lexicon).statements[-1]


def test_a_requirement_takes_over_what_it_points_back_to(lexicon: Lexicon) -> None:
    text, statement = read("At least two years of experience in one of these areas", lexicon)
    assert {link.key for link in statement.competencies} == {"forecasting", "computer-vision", "databases"}
    assert all(text.index(AREAS) < link.start < link.end < statement.start for link in statement.competencies)
    assert statement.measured_by is Measure.quiz


def test_a_publication_only_says_what_it_refers_to(lexicon: Lexicon) -> None:
    text, statement = read("You should have published papers in the above fields", lexicon)
    assert {link.key for link in statement.competencies} == {"research-practice"}
    assert statement.measured_by is Measure.evidence
    proof = next(evidence for evidence in statement.evidence if evidence.field == "refers")
    assert text[proof.start : proof.end] == AREAS[2:].strip()


def test_a_german_reference_is_followed(lexicon: Lexicon) -> None:
    _, statement = read("Mehrjährige Erfahrung in mindestens einem dieser Bereiche", lexicon)
    assert "forecasting" in {link.key for link in statement.competencies}


def test_a_requirement_with_its_own_subject_keeps_to_it(lexicon: Lexicon) -> None:
    _, statement = read("Experience with deep learning in these areas", lexicon)
    assert [link.key for link in statement.competencies] == ["deep-learning"]


def test_what_only_tells_takes_nothing_over(lexicon: Lexicon) -> None:
    text = f"{HEAD}{AREAS}\nWhat we offer\n- Courses in these areas\n"
    statement = extract_profile(text, lexicon).statements[-1]
    assert (statement.kind, statement.competencies) == (Kind.benefit, ())


def test_a_colon_points_on_and_not_back(lexicon: Lexicon) -> None:
    _, statement = read("Experience in one of these areas: pottery or glass", lexicon)
    assert statement.competencies == ()
