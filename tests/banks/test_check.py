"""The whole check: it passes a sound bank and finds each fault planted in one."""

import re
from pathlib import Path

import pytest

from quizapp.banks.check import Report, check_banks
from quizapp.config import PROJECT

from .conftest import Change

BANKS = PROJECT / "question_banks"


def check(root: Path) -> Report:
    return check_banks([root / "counting"])


def test_a_sound_bank_has_no_problems(root: Path) -> None:
    report = check(root)
    assert report.is_clean, report.problems
    bank = report.banks[0]
    assert (bank.items, bank.families, bank.fixed, bank.variants, bank.proved) == (4, 1, 3, 53, 200)
    assert bank.types["numeric"] == 1
    assert bank.topics == {"orders": 2, "sums": 2}


def test_a_folder_of_banks_is_taken_apart(root: Path) -> None:
    assert [bank.key for bank in check_banks([root]).banks] == ["counting"]


def test_progress_is_told_item_by_item(root: Path) -> None:
    lines: list[str] = []
    check_banks([root], progress=lines.append)
    assert lines == [
        f"counting: {key}" for key in ("adding-by-hand", "which-are-even", "two-heaps", "posts-of-a-fence")
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "expected"),
    [
        ("sums.yaml", "total: a + b", "total: a + b + 1", 18, "key and proof to agree"),
        ("sums.yaml", "total: a + b", "total: a + b if b < 9 else a + 9.1", 18, "key and proof to agree"),
        ("sums.yaml", "value: a - b", "value: a + b + 0.3", 20, "outside the tolerance"),
        ("sums.yaml", "value: a - b", "value: a + b if b == 9 else a - b", 20, "outside the tolerance"),
        ("proofs.py", "def two_heaps", "def two_heap", 3, "expected a proof `two_heaps(a, b, thing)`"),
        ("proofs.py", "return sum", "return str", 18, "found TypeError"),
        (
            "proofs.py",
            "return sum(1 for _ in range(a))",
            "return 1 / 0",
            18,
            "ZeroDivisionError: division by zero in proofs.py:6",
        ),
        ("proofs.py", "return sum(1 for _ in range(a))", "return float('nan')", 18, "key and proof to agree"),
        ("proofs.py", '"""Second paths."""', "import nothing_of_this_name", 1, "can be imported"),
        ("proofs.py", "    return sum", "  return sum(", 6, "can be imported"),
        ("sums.yaml", '"11", correct: true', '"none of the above", correct: true', 34, "03_none_of_above"),
        ("orders.yaml", "level: analyse", "level: nothing", 5, "expected 'remember'"),
    ],
)
def test_a_planted_fault_is_found_at_its_line(
    change: Change, file: str, old: str, new: str, line: int, expected: str
) -> None:
    report = check(change(file, old, new))
    found = [p for p in report.problems if expected in p.what]
    assert found, report.problems
    assert found[0].line == line


def test_two_mistakes_that_coincide_are_found(change: Change) -> None:
    twin = '\n      - {value: a - b + 0.2, misconception: off-by-one, why: "So."}'
    report = check(change("sums.yaml", 'why: "You took {{b}} away."}', 'why: "You took {{b}} away."}' + twin))
    assert "expected mistakes apart" in report.problems[0].what


def test_a_choice_family_is_proved_by_its_text(change: Change, root: Path) -> None:
    change(
        "sums.yaml",
        "    stem: A straight fence has 10",
        "    variables: {n: {from: 4, to: 90}}\n    stem: A straight fence has {{n}}",
    )
    for old, new in (('"9"', '"{{n - 1}}"'), ('"10"', '"{{n}}"'), ('"11"', '"{{n + 1}}"')):
        change("sums.yaml", old, new)
    assert "a proof `posts_of_a_fence(n)`" in check(root).problems[0].what
    proofs = root / "counting/proofs.py"
    right = proofs.read_text() + "\n\ndef posts_of_a_fence(n: int) -> str:\n    return str(len(range(n + 1)))\n"
    proofs.write_text(right)
    assert check(root).is_clean
    proofs.write_text(right.replace("range(n + 1)", "range(n)"))
    told = check(root).problems[0].what
    assert re.match(r"expected key and proof to agree: the key is '\d+', the proof says '\d+' for n = \d+", told)


def test_missing_proofs_are_told_once(root: Path) -> None:
    (root / "counting/proofs.py").unlink()
    assert ["proofs of the computed keys" in p.what for p in check(root).problems] == [True]


def test_a_proof_of_no_item_is_a_warning(change: Change) -> None:
    report = check(
        change("proofs.py", '"""Second paths."""', '"""Second paths."""\n\n\ndef spare() -> int:\n    return 1\n')
    )
    assert report.is_clean
    assert ["`spare`" in p.what for p in report.warnings if p.file.endswith("proofs.py")] == [True]


def test_a_proof_that_agrees_only_roughly_is_a_warning(change: Change) -> None:
    report = check(change("proofs.py", "for _ in range(b))", "for _ in range(b)) + 0.01"))
    assert report.is_clean
    assert any("within a tenth of the tolerance" in p.what for p in report.warnings)


def test_a_number_that_the_stem_rounds_is_a_warning(change: Change) -> None:
    report = check(change("sums.yaml", "One heap holds {{a}}", "One heap holds {{a / 7 * 7}} or {{a / 7:.2f}}"))
    assert [p.line for p in report.warnings if "shown exactly" in p.what] == [17]


def test_a_bank_s_balance_is_a_warning(change: Change) -> None:
    change("orders.yaml", "level: analyse", "level: remember")
    report = check(change("orders.yaml", "level: analyse", "level: understand"))
    told = " ".join(p.what for p in report.warnings)
    for expected in ("at least 15 items, found 4", "to apply or go beyond, found 50%", "ask for memory, found 25%"):
        assert expected in told


def test_a_small_family_is_a_warning(change: Change) -> None:
    report = check(change("sums.yaml", "{from: 10, to: 60, step: 1}", "{from: 10, to: 11, step: 1}"))
    assert any("at least 60 variants, found 48" in p.what for p in report.warnings)


def test_a_broken_file_does_not_hide_the_faults_of_the_others(change: Change) -> None:
    change("orders.yaml", "topic: orders", "topic: [orders")
    report = check(change("sums.yaml", "value: a - b", "value: a + b"))
    assert {Path(p.file).name for p in report.problems} == {"orders.yaml", "sums.yaml"}


@pytest.mark.parametrize("folder", sorted(p.parent.name for p in BANKS.glob("*/bank.yaml")))
def test_the_banks_of_this_project_are_sound_and_proved(folder: str) -> None:
    report = check_banks([BANKS / folder])
    assert report.is_clean, "\n".join(map(str, report.problems))
    assert report.banks[0].proved >= 20 * report.banks[0].families
