"""Words that a page broke at the end of a line."""

import pytest

from quizapp.documents.hyphens import join_lines

NOTHING: frozenset[str] = frozenset()


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["with soft-", "ware"], "with software"),
        (["eine Daten-", "analyse"], "eine Datenanalyse"),
        (["work experi-", "ence and inter-", "est"], "work experience and interest"),
        (["soft\u00ad", "ware"], "software"),
        (["a data-", "driven team"], "a data-driven team"),
        (["decision-", "making"], "decision-making"),
        (["state-of-the-", "art methods"], "state-of-the-art methods"),
        (["KI-", "Modelle, E-", "Mail"], "KI-Modelle, E-Mail"),
        (["COVID-", "19"], "COVID-19"),
        (["Vor-", "und Nachteile"], "Vor- und Nachteile"),
        (["short-", "and long-term"], "short- and long-term"),
        (["one -", "two"], "one - two"),
        (["see example.org/open-", "posts"], "see example.org/open-posts"),
        (["plain", "words"], "plain words"),
    ],
)
def test_a_hyphen_stays_where_the_word_has_one(lines: list[str], joined: str) -> None:
    assert join_lines(lines, NOTHING) == joined


def test_the_rest_of_the_document_decides() -> None:
    assert join_lines(["back-", "end"], frozenset({"backend"})) == "backend"
    assert join_lines(["pre-", "trained"], frozenset({"pre-trained"})) == "pre-trained"
    assert join_lines(["pre-", "trained"], NOTHING) == "pretrained"
