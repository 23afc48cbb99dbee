"""`quizapp bank`: checking on disk, publishing into the instance."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.factories.banks import change, write_banks


@pytest.fixture
def root(instance: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_banks(instance.parent)
    monkeypatch.setenv("QUIZAPP_BANKS", str(folder))
    return folder


def test_a_sound_bank_is_counted_and_proved(run: Run, root: Path) -> None:
    outcome = run("bank", "check", root / "brewing")
    assert (outcome.code, outcome.err) == (0, "")
    assert "brewing: 2 items, 1 of them families; 200 keys proved" in outcome.out
    assert outcome.out.splitlines()[-1].startswith("0 errors, ")


def test_all_banks_are_checked_when_none_is_named(run: Run, root: Path) -> None:
    outcome = run("bank", "check")
    assert outcome.code == 0
    assert "brewing: " in outcome.out
    assert "pouring: " in outcome.out


def test_the_report_as_json_has_exactly_the_fields_of_its_contract(run: Run, root: Path) -> None:
    outcome = run("bank", "check", "--format", "json")
    report = json.loads(outcome.out)
    assert set(report) == {"banks", "errors", "warnings"}
    assert report["banks"] == [
        {"bank": "brewing", "items": 2, "families": 1},
        {"bank": "pouring", "items": 1, "families": 0},
    ]
    assert report["errors"] == []
    for warning in report["warnings"]:
        assert set(warning) == {"file", "line", "item", "what"}
        assert Path(warning["file"]).is_file()


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_broken_bank_is_named_by_file_line_and_column_with_exit_code_1(run: Run, root: Path, form: str) -> None:
    file = root / "pouring" / "cups.yaml"
    change(file, "    minutes: 1\n", "    minutes: one\n")
    outcome = run("bank", "check", root / "pouring", "--format", form)
    assert outcome.code == 1
    assert outcome.err == ""
    if form == "json":
        (error,) = json.loads(outcome.out)["errors"]
        assert (error["file"], error["line"]) == (str(file), 7)
    else:
        assert outcome.out.startswith(f"{file}:7:14: ")
        assert "1 errors" in outcome.out


def test_a_wrong_key_is_found_by_its_proof(run: Run, root: Path) -> None:
    change(root / "brewing" / "time.yaml", "both: first + second", "both: first + second + 1")
    outcome = run("bank", "check", root / "brewing")
    assert outcome.code == 1
    assert "two-brews" in outcome.out


def test_a_folder_that_is_not_there_is_one_line(run: Run, tmp_path: Path) -> None:
    assert "there is no such folder" in run("bank", "check", tmp_path / "nowhere").sentence()


def test_checking_stores_nothing(run: Run, root: Path, instance: Path) -> None:
    run("bank", "check")
    assert not (instance / "quizapp.sqlite3").exists()


def test_publishing_says_what_is_new_and_then_that_nothing_is(run: Run, root: Path) -> None:
    first = run("bank", "sync")
    assert first.code == 0
    assert first.out.splitlines() == [
        "brewing: 2 items, 1 of them families; 2 new versions, 0 retired",
        "pouring: 1 items, 0 of them families; 1 new versions, 0 retired",
    ]
    assert all(line.endswith("; unchanged") for line in run("bank", "sync").out.splitlines())


def test_publishing_a_broken_bank_is_refused_in_one_line_with_its_place(run: Run, root: Path) -> None:
    change(root / "pouring" / "cups.yaml", "    minutes: 1\n", "    minutes: one\n")
    assert "cups.yaml:7:14: " in run("bank", "sync").sentence()
