"""`quizapp posting`: spans that fit to the character, and refusals of one line."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document as WordDocument

from quizapp.config import PROJECT
from quizapp.documents import LARGEST_FILE
from quizapp.domain.extraction.model import Kind, Measure, Strength
from quizapp.domain.readiness.scale import Bar
from quizapp.services.gateway import open_database
from quizapp.services.postings import shared_postings
from tests.cli.conftest import Run
from tests.factories.texts import POSTING, RECIPE


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Tea Taster.txt"
    path.write_text(POSTING, "utf-8")
    return path


SCRIPT = Path(sys.executable).parent / "quizapp"
PROFILE = {
    "title", "employer", "language", "is_posting", "seniority", "tracks", "statements", "candidates", "problems"
}  # fmt: skip
STATEMENT = {
    "start", "end", "text", "kind", "strength", "measured_by", "bar", "competencies", "any_of", "negated", "track",
    "repeats", "language", "confidence", "evidence",
}  # fmt: skip


def test_the_profile_as_json_has_exactly_the_fields_of_its_contract(run: Run, file: Path) -> None:
    outcome = run("posting", "profile", file, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    profile = json.loads(outcome.out)
    assert set(profile) == PROFILE
    assert (profile["title"], profile["employer"]) == ("Tea Taster (m/f/d)", "Harbour Leaf Company")
    assert (profile["language"], profile["is_posting"], profile["problems"]) == ("en", True, [])
    for candidate in profile["candidates"]:
        assert set(candidate) == {"term", "start", "end"}
    for statement in profile["statements"]:
        assert set(statement) == STATEMENT
        assert statement["kind"] in set(Kind)
        assert statement["measured_by"] in set(Measure)
        assert statement["strength"] in {None, *Strength}
        assert statement["bar"] in set(Bar)
        assert 0 <= statement["confidence"] <= 1
        for link in statement["competencies"]:
            assert set(link) == {"key", "start", "end", "topic", "alias"}
        for choice in statement["any_of"]:
            assert set(choice) == {"at_least", "options"}
            assert all(set(option) == {"start", "end"} for option in choice["options"])
        for evidence in statement["evidence"]:
            assert set(evidence) == {"field", "rule", "start", "end"}


def test_the_profile_is_the_same_to_the_byte_whatever_seeds_the_hashes(file: Path, instance: Path) -> None:
    def print_profile(seed: str) -> bytes:
        command = [str(SCRIPT), "posting", "profile", str(file), "--format", "json"]
        environment = os.environ | {"PYTHONHASHSEED": seed}
        done = subprocess.run(command, env=environment, cwd=PROJECT, capture_output=True, check=True)
        return hashlib.sha256(done.stdout).digest()

    assert print_profile("1") == print_profile("2")


def test_explaining_tells_the_rule_behind_each_field_and_its_words(run: Run, file: Path) -> None:
    plain, explained = run("posting", "profile", file), run("posting", "profile", file, "--explain")
    assert explained.code == 0
    lines = explained.out.splitlines()
    assert set(plain.out.splitlines()) <= set(lines)
    line = next(n for n, text in enumerate(lines) if "machine learning is a plus" in text)
    reasons = [text.strip() for text in lines[line + 1 : line + 6]]
    assert any(reason.startswith("kind: preferred (") and reason.endswith("sure") for reason in reasons)
    assert any(reason.startswith("→ supervised-learning: “machine learning”") for reason in reasons)


def test_a_word_document_is_read_and_added_like_a_text(run: Run, tmp_path: Path, instance: Path) -> None:
    document = WordDocument()
    for paragraph in POSTING.split("\n"):
        document.add_paragraph(paragraph)
    path = tmp_path / "posting.docx"
    document.save(str(path))
    profile = json.loads(run("posting", "profile", path, "--format", "json").out)
    assert profile["title"] == "Tea Taster (m/f/d)"
    assert any("A/B testing" in statement["text"] for statement in profile["statements"])
    assert run("posting", "add", path).code == 0
    assert _stored(instance) == ["posting"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "cp1252"])
def test_a_text_in_another_encoding_is_read(run: Run, tmp_path: Path, encoding: str) -> None:
    text = POSTING.replace("A degree in statistics", "Höhere Kenntnisse für große Prüfungen, a degree in statistics")
    path = _write(tmp_path / "posting.txt", text.encode(encoding))
    profile = json.loads(run("posting", "profile", path, "--format", "json").out)
    assert any("für große Prüfungen" in statement["text"] for statement in profile["statements"])


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
        (bytes(range(256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
        ("Erfahrung in Prüfung".encode("latin-1"), "posting"),
        (b"%PDF-1.7 broken", "PDF"),
        (b"a" * (LARGEST_FILE + 1), "5 MB"),
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


def test_a_blueprint_of_a_file_is_planned_over_the_banks_on_disk_and_stores_nothing(
    run: Run, file: Path, instance: Path
) -> None:
    outcome = run("posting", "blueprint", file, "--format", "json")
    assert (outcome.code, outcome.err) == (0, "")
    plan = json.loads(outcome.out)
    assert set(plan) == {"title", "minutes", "items", "planned_minutes", "rows", "gaps"}
    assert sum(row["share"] for row in plan["rows"]) == pytest.approx(1)
    assert sum(row["items"] for row in plan["rows"]) == plan["items"] > 0
    assert 0 < plan["planned_minutes"] <= plan["minutes"] == 45
    asked = {row["competency"]: row for row in plan["rows"]}
    assert {"experiment-design", "statistics", "programming"} <= set(asked)
    for row in plan["rows"]:
        assert set(row) == {"competency", "track", "share", "items", "minutes", "bar", "topics", "lines"}
        assert row["lines"]
        assert sum(topic["items"] for topic in row["topics"]) == row["items"]
    for gap in plan["gaps"]:
        assert set(gap) == {"line", "text", "competency", "topic", "needed", "have"}
        assert gap["have"] < gap["needed"]
    assert not (instance / "quizapp.sqlite3").exists()


def test_a_blueprint_as_text_names_what_is_asked_and_what_the_banks_lack(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    banks = tmp_path / "banks"
    shutil.copytree(PROJECT / "question_banks", banks, ignore=shutil.ignore_patterns("speech-recognition"))
    monkeypatch.setenv("QUIZAPP_BANKS", str(banks))
    text = POSTING.replace("Knowledge of machine learning is a plus", "Experience with speech recognition")
    said = run("posting", "blueprint", _write(tmp_path / "posting.txt", text.encode())).out
    assert said.startswith("Tea Taster (m/f/d)\n")
    assert "of 45 minutes" in said
    missing = said.split("What the banks can't cover yet")[1]
    assert "“Experience with speech recognition”" in missing
    assert "Automatic speech recognition: 0 of" in missing


def test_a_posting_of_the_instance_is_planned_and_compared_by_its_address(run: Run, file: Path, tmp_path: Path) -> None:
    assert run("posting", "add", file).code == 0
    plan = run("posting", "blueprint", "tea-taster")
    assert (plan.code, plan.err) == (0, "")
    assert plan.out.startswith("Tea Taster (m/f/d)\n")
    other = _write(tmp_path / "other.txt", POSTING.replace("Python programs", "lists").encode())
    same = run("posting", "diff", "tea-taster", other)
    assert (same.code, same.err) == (0, "")


def test_what_two_postings_ask_for_is_told_apart(run: Run, file: Path, tmp_path: Path) -> None:
    changed = POSTING.replace("You write Python programs", "You train deep learning models").replace(
        "A degree in statistics or a related field", "A driving licence"
    )
    other = _write(tmp_path / "other.txt", changed.encode())
    found = json.loads(run("posting", "diff", file, other, "--format", "json").out)
    assert set(found) == {"a", "b", "both", "only_a", "only_b", "facts_both", "facts_a", "facts_b"}
    assert {"statistics", "experiment-design"} <= {row["competency"] for row in found["both"]}
    assert "programming" in {row["competency"] for row in found["only_a"]}
    assert "deep-learning" in {row["competency"] for row in found["only_b"]}
    said = run("posting", "diff", file, other).out
    assert "Both ask for" in said and "Only A asks for" in said and "Only B asks for" in said
    itself = json.loads(run("posting", "diff", file, file, "--format", "json").out)
    assert [itself[name] for name in ("only_a", "only_b", "facts_a", "facts_b")] == [[], [], [], []]


@pytest.mark.parametrize(
    "arguments", [("blueprint", "{cake}"), ("diff", "{posting}", "{cake}"), ("diff", "{cake}", "{posting}")]
)
def test_what_is_no_posting_is_neither_planned_nor_compared(
    run: Run, file: Path, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    cake = _write(tmp_path / "cake.txt", RECIPE.encode())
    command = [argument.format(cake=cake, posting=file) for argument in arguments]
    assert run("posting", *command).sentence().startswith(f"{cake}: ")


def test_neither_a_file_nor_a_posting_is_one_line(run: Run, file: Path) -> None:
    for arguments in (("blueprint", "nowhere"), ("diff", file, "nowhere")):
        assert run("posting", *arguments).sentence().startswith("nowhere: there is no such file")


@pytest.mark.parametrize("name", ["new", "compare", "New!", "…"])
def test_no_posting_takes_the_address_of_a_page(run: Run, file: Path, instance: Path, name: str) -> None:
    assert run("posting", "add", file, "--name", name).code == 0
    assert _stored(instance) == ["posting"]
