"""`quizapp bank`: checking on disk, publishing into the instance."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from quizapp.banks import item_check
from quizapp.banks.proofs import Proof
from quizapp.banks.reading import Bank
from quizapp.banks.schema import topic_file_schema
from quizapp.cli.bank import _Progress
from quizapp.config import PROJECT
from quizapp.domain.items.model import Item
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
    assert "brewing: 2 items, 1 of them families; 500 of 500 variants proved" in outcome.out
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


def test_files_are_named_from_the_current_folder(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(root / "pouring" / "cups.yaml", "    minutes: 1\n", "    minutes: one\n")
    monkeypatch.chdir(root.parent)
    assert run("bank", "check").out.startswith(f"{root.name}/pouring/cups.yaml:7:14: ")
    (error,) = json.loads(run("bank", "check", "--format", "json").out)["errors"]
    assert set(error) == {"file", "line", "item", "what"}
    assert error["file"] == f"{root.name}/pouring/cups.yaml"


def test_a_topic_file_is_checked_by_itself(run: Run, root: Path) -> None:
    change(root / "brewing" / "time.yaml", "both: first + second", "both: first + second + 1")
    outcome = run("bank", "check", root / "brewing" / "time.yaml", "--format", "json")
    assert outcome.code == 1
    report = json.loads(outcome.out)
    assert report["banks"] == [{"bank": "brewing", "items": 2, "families": 1}]
    assert [error["item"] for error in report["errors"]] == ["two-brews"]
    assert run("bank", "check", root / "pouring" / "cups.yaml").code == 0


@pytest.mark.parametrize("name", ["brewing/bank.yaml", "competencies.txt", "brewing/proofs.py"])
def test_a_file_that_is_no_topic_is_refused(run: Run, root: Path, name: str) -> None:
    assert "there is no such folder" in run("bank", "check", root / name).sentence()


def test_only_what_changed_is_checked_again(run: Run, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    checked: list[str] = []
    whole = item_check.check_item

    def noting(bank: Bank, item: Item, proofs: Mapping[str, Proof] | None) -> item_check.ItemReport:
        checked.append(item.key)
        return whole(bank, item, proofs)

    monkeypatch.setattr("quizapp.banks.pool.check_item", noting)
    first = run("bank", "check", "--format", "json")
    assert sorted(checked) == ["cups-of-a-pot", "steps-of-a-brew", "two-brews"]
    checked.clear()
    assert run("bank", "check", "--changed", "--format", "json").out == first.out
    assert checked == []
    change(root / "pouring" / "cups.yaml", "fills cups of 150 ml", "fills glasses of 150 ml")
    assert run("bank", "check", "--changed").code == 0
    assert checked == ["cups-of-a-pot"]
    checked.clear()
    assert run("bank", "check", root / "brewing").code == 0
    assert sorted(checked) == ["steps-of-a-brew", "two-brews"]


def test_the_schema_is_printed_and_published(run: Run) -> None:
    outcome = run("bank", "schema")
    assert json.loads(outcome.out) == topic_file_schema()
    published = (PROJECT / "docs" / "item.schema.json").read_text("utf-8")
    assert published == outcome.out, "write it anew: quizapp bank schema > docs/item.schema.json"


def test_progress_is_a_line_every_ten_seconds_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    seconds = iter([0.0, 4.0, 11.0, 11.0, 12.0, 22.0, 22.0])
    progress = _Progress(terminal=False, clock=lambda: next(seconds))
    for line in ("one", "two", "three", "four"):
        progress(line)
    assert capsys.readouterr().err == "two\nfour\n"


def test_progress_is_one_line_of_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    _Progress(terminal=True)("statistics: users-per-arm… 41 of 140")
    assert capsys.readouterr().err == "\rstatistics: users-per-arm… 41 of 140"


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
