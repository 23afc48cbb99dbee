"""Compiling several banks: what comes of it does not depend on how many processes do it."""

from pathlib import Path

import pytest

from quizapp.banks import compile_all
from quizapp.banks.catalogue import read_catalogue
from quizapp.banks.compile_all import compile_folders
from quizapp.banks.source import SourceError
from tests.factories.banks import change, write_banks

NAMES = ("brewing", "pouring")


@pytest.fixture(params=[1, 2])
def processes(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(compile_all, "WORTH_A_POOL", 1)
    count: int = request.param
    return count


def test_banks_come_in_the_order_given_and_are_told_when_they_are_done(tmp_path: Path, processes: int) -> None:
    root = write_banks(tmp_path)
    told: list[str] = []
    folders = [root / name for name in reversed(NAMES)]
    compiled = compile_folders(folders, read_catalogue(root), 5, processes, told.append)
    assert [bank.key for bank in compiled] == ["pouring", "brewing"]
    assert sorted(told) == list(NAMES)
    alone = compile_folders(folders, read_catalogue(root), 5, 1, told.append)
    assert compiled == alone


def test_the_problems_of_all_banks_are_named_at_once(tmp_path: Path, processes: int) -> None:
    root = write_banks(tmp_path)
    change(root / "brewing" / "time.yaml", "both: first + second", "both: first / 0")
    change(root / "pouring" / "cups.yaml", "just_ready: 0.65", "just_ready: 7")
    with pytest.raises(SourceError) as error:
        compile_folders([root / n for n in NAMES], read_catalogue(root), 5, processes, lambda _bank: None)
    assert {Path(problem.file).parent.name for problem in error.value.problems} == set(NAMES)
