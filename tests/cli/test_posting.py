"""`quizapp posting`: spans that fit to the character, and refusals of one line."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from quizapp.cli.files import LARGEST_FILE
from quizapp.domain.extraction.model import Kind, Measure
from quizapp.services.gateway import open_database
from quizapp.services.postings import shared_postings
from tests.cli.conftest import Run
from tests.factories.texts import POSTING, RECIPE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Tea Taster.txt"
    path.write_text(POSTING, "utf-8")
    return path


def test_the_profile_as_json_has_exactly_the_fields_of_its_contract(run: Run, file: Path) -> None:
    outcome = run("posting", "profile", file, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    profile = json.loads(outcome.out)
    assert set(profile) == {"title", "employer", "language", "is_posting", "statements", "problems"}
    assert (profile["title"], profile["employer"]) == ("Tea Taster (m/f/d)", "Harbour Leaf Company")
    assert (profile["language"], profile["is_posting"], profile["problems"]) == ("en", True, [])
    for statement in profile["statements"]:
        assert set(statement) == {"start", "end", "text", "kind", "measured_by", "competencies", "confidence"}
        assert statement["kind"] in set(Kind)
        assert statement["measured_by"] in set(Measure)
        assert 0 <= statement["confidence"] <= 1
        for link in statement["competencies"]:
            assert set(link) == {"key", "start", "end"}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_span_is_exact_in_the_text_of_the_file(run: Run, tmp_path: Path, ends: str, mark: str) -> None:
    text = mark + POSTING.replace("tea", "thé ☕").replace("\n", ends)
    path = tmp_path / "posting.txt"
    path.write_bytes(text.encode())
    profile = json.loads(run("posting", "profile", path, "--format", "json").out)
    statements = profile["statements"]
    assert len(statements) >= 10
    for statement in statements:
        assert text[statement["start"] : statement["end"]] == statement["text"]
        assert statement["text"].strip() == statement["text"] != ""
        for link in statement["competencies"]:
            assert statement["start"] <= link["start"] < link["end"] <= statement["end"]
    assert all(a["end"] <= b["start"] for a, b in pairwise(statements))


def test_the_profile_as_text_shows_each_statement_on_a_line_with_its_competencies(run: Run, file: Path) -> None:
    outcome = run("posting", "profile", file)
    assert outcome.code == 0
    lines = outcome.out.splitlines()
    assert lines[0] == "Tea Taster (m/f/d) · Harbour Leaf Company · en"
    line = next(n for n, text in enumerate(lines) if "A/B testing" in text)
    assert "[quiz]" in lines[line]
    assert lines[line + 1].split() == ["→", "statistics,", "experiment-design"]


def test_reading_a_profile_stores_nothing(run: Run, file: Path, instance: Path) -> None:
    run("posting", "profile", file)
    assert not (instance / "quizapp.sqlite3").exists()


def _write(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("command", ["profile", "add"])
@pytest.mark.parametrize(
    ("content", "because"),
    [
        (b"", "no text"),
        (b" \n\t\n", "no text"),
        (POSTING.encode() + b"\x00", "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "binary"),
        (POSTING.encode("utf-16"), "binary"),
        ("Erfahrung in Prüfung".encode("latin-1"), "UTF-8"),
        (b"a" * LARGEST_FILE, "5 MB"),
        (b"word " * 60_000, "at most 200,000"),
        (RECIPE.encode(), "posting"),
    ],
)
def test_what_cannot_be_read_is_one_line_on_standard_error_and_nothing_is_stored(
    run: Run, tmp_path: Path, instance: Path, command: str, content: bytes, because: str
) -> None:
    path = _write(tmp_path / "input.txt", content)
    sentence = run("posting", command, path).sentence()
    assert sentence.startswith(f"{path}: ")
    assert because in sentence
    assert _stored(instance) == []


def test_a_page_that_is_no_posting_says_so_in_json_and_by_its_exit_code(run: Run, tmp_path: Path) -> None:
    outcome = run("posting", "profile", _write(tmp_path / "cake.txt", RECIPE.encode()), "--format", "json")
    assert outcome.sentence()
    profile = json.loads(outcome.out)
    assert profile["is_posting"] is False
    assert profile["problems"]


@pytest.mark.parametrize("command", ["profile", "add"])
def test_a_missing_file_or_a_folder_is_named(run: Run, tmp_path: Path, command: str) -> None:
    for path in (tmp_path / "missing.txt", tmp_path):
        assert run("posting", command, path).sentence() == f"{path}: there is no such file."


def _stored(instance: Path) -> list[str]:
    file = instance / "quizapp.sqlite3"
    if not file.exists():
        return []
    database = open_database(f"sqlite:///{file}")
    with database.transaction() as session:
        found = [posting.id for posting in shared_postings(session)]
    database.close()
    return found


def test_a_posting_is_added_for_everybody_under_its_files_name(run: Run, file: Path, instance: Path) -> None:
    outcome = run("posting", "add", file)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("tea-taster: Tea Taster (m/f/d)")
    assert run("posting", "add", file).out == outcome.out
    assert _stored(instance) == ["tea-taster"]


def test_a_posting_can_be_given_a_name(run: Run, file: Path, instance: Path) -> None:
    assert run("posting", "add", file, "--name", "the-taster").code == 0
    assert _stored(instance) == ["the-taster"]


def test_another_text_under_a_name_that_is_taken_is_one_line(run: Run, file: Path, tmp_path: Path) -> None:
    assert run("posting", "add", file, "--name", "taken").code == 0
    other = _write(tmp_path / "other.txt", POSTING.replace("Thirty", "Forty").encode())
    assert run("posting", "add", other, "--name", "taken").sentence()
