"""The whole check: it passes a sound bank and finds each fault planted in one."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.banks import item_check, proofs
from quizapp.banks.check import Report, check_banks
from quizapp.banks.numerals import are_equal, are_near, read_numeral
from quizapp.config import PROJECT

from .conftest import Change

BANKS = PROJECT / "question_banks"


def check(root: Path) -> Report:
    return check_banks([root / "counting"])


def test_a_sound_bank_has_no_problems(root: Path) -> None:
    report = check(root)
    assert report.is_clean, report.problems
    bank = report.banks[0]
    assert (bank.items, bank.families, bank.fixed, bank.variants, bank.proved) == (4, 1, 3, 53, 1_000)
    assert bank.types["numeric"] == 1
    assert bank.topics == {"orders": 2, "sums": 2}


def test_a_folder_of_banks_is_taken_apart(root: Path) -> None:
    assert [bank.key for bank in check_banks([root]).banks] == ["counting"]


def test_progress_is_told_item_by_item(root: Path) -> None:
    lines: list[str] = []
    check_banks([root], progress=lines.append)
    keys = ("adding-by-hand", "which-are-even", "two-heaps", "posts-of-a-fence")
    assert lines == [f"counting: {key}… {n} of 4" for n, key in enumerate(keys, 1)]


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


def test_two_processes_report_what_one_reports(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.banks.pool.WORTH_A_POOL", 1)
    for file, old, new in (("sums.yaml", "total: a + b", "total: a + b + 1"), ("orders.yaml", "$2m$", "$\\nothing$")):
        path = root / "counting" / file
        path.write_text(path.read_text().replace(old, new, 1))
    lines: list[str] = []
    report = check_banks([root], lines.append, processes=2)
    assert report == check_banks([root])
    assert {p.item for p in report.problems} == {"two-heaps", "which-are-even"}
    assert sorted(line.split("… ")[1] for line in lines) == ["1 of 4", "2 of 4", "3 of 4", "4 of 4"]


def test_what_takes_long_is_drawn_and_proved_for_as_many_as_would_be_published(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.banks.item_check.SECONDS", 1e-9)
    bank = check(root).banks[0]
    assert (bank.variants, bank.proved, bank.sampled) == (53, 50, 1_000)
    monkeypatch.undo()
    monkeypatch.setattr("quizapp.banks.proofs.SECONDS", -1.0)
    bank = check(root).banks[0]
    assert (bank.variants, bank.proved, bank.sampled) == (53, 50, 1_000)


def test_a_proof_that_ends_its_process_is_named_and_no_more(change: Change, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.banks.pool.WORTH_A_POOL", 1)
    change("proofs.py", '"""Second paths."""', '"""Second paths."""\nimport os')
    root = change("proofs.py", "    return sum", "    os._exit(3)\n    return sum")
    report = check_banks([root], processes=2)
    assert any(p.item == "two-heaps" and "its process was ended" in p.what for p in report.problems)


@pytest.mark.parametrize("place", ["    return sum", '"""Second paths."""'])
def test_a_proof_that_never_ends_is_given_up_and_named(
    change: Change, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.setattr(proofs, "LONGEST", 0.2)
    indent = place[: -len(place.lstrip())] if place.startswith(" ") else ""
    root = change("proofs.py", place, f"{indent}while True:\n{indent}    pass\n{place}")
    assert any("TimeoutError: no end after 0.2 seconds" in p.what for p in check(root).problems)


def test_a_text_that_fails_in_one_variant_names_it(change: Change) -> None:
    report = check(change("sums.yaml", "Putting heaps together adds: $", "Adds: ${{'\\nothing' if b == 9 else b}}$, $"))
    (problem,) = report.problems
    assert re.search(r"expected TeX, found .* for a = \d+, b = 9, thing = ", problem.what)


def test_options_that_show_one_number_are_found(change: Change) -> None:
    report = check(change("sums.yaml", 'text: "9", misc', 'text: "10.0", misc'))
    assert ("posts-of-a-fence", 31, True) in [(p.item, p.line, "'10.0' and '10'" in p.what) for p in report.problems]


def test_a_wrong_option_that_rounds_to_the_right_one_is_found(change: Change) -> None:
    change("sums.yaml", 'text: "11", correct', 'text: "11.25", correct')
    report = check(change("sums.yaml", 'text: "10", misc', 'text: "11.3", misc'))
    assert any("numbers apart, found '11.3' and '11.25'" in p.what for p in report.problems)


def test_numbers_as_shown_must_lead_to_the_key(change: Change) -> None:
    change("sums.yaml", "total: a + b", "part: a / 7\n      total: 7 * part + b")
    report = check(change("sums.yaml", "One heap holds {{a}}", "One heap holds 7 times {{part:.0f}}, that is {{a}},"))
    assert [p.line for p in report.warnings if "shown exactly" in p.what] == [18]
    assert [p.line for p in report.problems] == [18]
    assert "the numbers as shown to lead to the key" in report.problems[0].what
    assert " for a = " in report.problems[0].what


def test_variants_that_read_alike_are_found(change: Change) -> None:
    change("sums.yaml", "How many {{thing}}", "How many{{'  ' if a > 30 else ' '}}{{thing}}")
    change(
        "sums.yaml", "One heap holds {{a}} {{thing}}, another {{b}}", "Of {{thing}} there are two heaps, {{b}} in one"
    )
    report = check(change("sums.yaml", "total: a + b", "total: b"))
    assert any("expected variants that differ" in p.what or "look alike" in p.what for p in report.problems)


@pytest.mark.parametrize(
    ("first", "second", "equal", "near"),
    [
        ("0.5", "0.50", True, True),
        ("1/2", "0.5", True, False),
        ("50 %", "0.5", True, True),
        ("1,000 users", "1000 users", True, False),
        ("1\u202f000", "1000", True, False),
        ("$-2$", "−2", True, False),
        ("0.33", "0.333", False, True),
        ("2", "2.4", False, False),
        ("2.4 s", "2.4 ms", False, False),
        ("2.4", "2.5", False, False),
        ("1,024", "1,023", False, False),
    ],
)
def test_numbers_in_texts_are_compared_as_they_are_shown(first: str, second: str, equal: bool, near: bool) -> None:
    one, other = read_numeral(first), read_numeral(second)
    assert one is not None
    assert other is not None
    assert are_equal(one, other) is equal
    assert (are_near(one, other) or (equal and near)) is near


@pytest.mark.parametrize("text", ["", "two", "2 of 3", "x = 2", "$n^2$", "2 to 3", "1/0", "1.2.3"])
def test_other_texts_are_no_numbers(text: str) -> None:
    assert read_numeral(text) is None


def known(root: Path) -> Path:
    return root.parent / "known.json"


def look(root: Path, seen: list[str], **options: bool) -> Report:
    seen.clear()
    return check_banks([root], lambda line: seen.append(line.split("…")[0]), known=known(root), **options)


def test_a_second_look_checks_nothing_and_tells_the_same(change: Change) -> None:
    root = change("proofs.py", "for _ in range(b))", "for _ in range(b)) + 0.01")
    seen: list[str] = []
    first = look(root, seen)
    assert len(seen) == 4
    assert any("within a tenth" in p.what for p in first.warnings)
    assert look(root, seen, changed=True) == first
    assert seen == []


@pytest.mark.parametrize(
    ("file", "old", "new", "items"),
    [
        ("sums.yaml", "of equal length", "of one length", ["posts-of-a-fence"]),
        ("sums.yaml", "topic: sums\n", "topic: sums\n\n# a comment\n", []),
        ("sums.yaml", "value: total", "value: 'total'", ["two-heaps"]),
        (
            "sums.yaml",
            "    stem: A str",
            "    waivers: [{flaw: 03_none_of_above, because: So.}]\n    stem: A str",
            ["posts-of-a-fence"],
        ),
        ("proofs.py", "Count one by one", "Count each", ["two-heaps"]),
        ("proofs.py", '"""Second paths."""', '"""Second ways."""  # a comment', []),
        ("proofs.py", '"""Second paths."""', '"""Second paths."""\nimport math', []),
        ("proofs.py", '"""Second paths."""', '"""Second paths."""\nprint(end="")', ["two-heaps"]),
        ("misconceptions.yaml", "fences as posts", "fences for posts", []),
        ("bank.yaml", "Counts what", "Counts all that", []),
    ],
)
def test_only_what_has_changed_is_checked(
    change: Change, root: Path, file: str, old: str, new: str, items: list[str]
) -> None:
    seen: list[str] = []
    look(root, seen)
    change(file, old, new)
    report = look(root, seen, changed=True)
    fresh = check_banks([root])
    assert seen == [f"counting: {key}" for key in items]
    assert report == fresh


def test_a_moved_item_s_warnings_stand_at_its_new_lines(change: Change, root: Path) -> None:
    change("sums.yaml", "{from: 10, to: 60, step: 1}", "{from: 10, to: 11, step: 1}")
    seen: list[str] = []
    before = [p.line for p in look(root, seen).warnings if "60 variants" in p.what]
    change("sums.yaml", "items:", "# One.\n# Two.\nitems:")
    after = [p.line for p in look(root, seen, changed=True).warnings if "60 variants" in p.what]
    assert (seen, after) == ([], [before[0] + 2])


def test_what_has_a_fault_is_checked_until_it_is_mended(change: Change, root: Path) -> None:
    change("sums.yaml", "total: a + b", "total: a + b + 1")
    seen: list[str] = []
    for changed in (False, True, True):
        assert "key and proof" in look(root, seen, changed=changed).problems[0].what
    assert seen == ["counting: two-heaps"]
    change("sums.yaml", "total: a + b + 1", "total: a + b")
    assert look(root, seen, changed=True).is_clean
    assert look(root, seen, changed=True).is_clean
    assert seen == []


def test_proofs_that_can_no_longer_be_imported_are_found_though_no_item_has_changed(change: Change, root: Path) -> None:
    seen: list[str] = []
    look(root, seen)
    change("proofs.py", '"""Second paths."""', '"""Second paths."""\nimport nothing_of_this_name')
    for _ in range(2):
        assert "can be imported" in look(root, seen, changed=True).problems[0].what


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: "[]",
        lambda text: text.replace('"program":"', '"program":"0'),
        lambda text: text.replace('"proved":', '"prove":'),
        lambda text: text.replace('"face":{"type"', '"face":{"typ"').replace('"stem":', '"sten":'),
        lambda text: "[" * 100_000,
    ],
)
def test_a_damaged_memory_is_no_memory(root: Path, damage: Callable[[str], str]) -> None:
    seen: list[str] = []
    first = look(root, seen)
    known(root).write_text(damage(known(root).read_text()))
    assert look(root, seen, changed=True) == first
    assert len(seen) == 4
    assert look(root, seen, changed=True) == first
    assert seen == []


def test_a_memory_that_can_not_be_written_is_no_reason_to_fail(root: Path) -> None:
    (root.parent / "file").write_text("")
    assert check_banks([root], known=root.parent / "file" / "known.json").is_clean


def test_a_topic_file_is_checked_by_itself(change: Change, root: Path) -> None:
    change("orders.yaml", "level: analyse", "level: nothing")
    report = check_banks([root / "counting" / "sums.yaml"])
    assert report.is_clean
    assert [(bank.key, bank.items, bank.families) for bank in report.banks] == [("counting", 2, 1)]
    report = check_banks([root / "counting" / "orders.yaml"])
    assert {Path(p.file).name for p in report.problems} == {"orders.yaml"}


@pytest.mark.parametrize("folder", sorted(p.parent.name for p in BANKS.glob("*/bank.yaml")))
def test_the_banks_of_this_project_are_sound_and_proved(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fewest = 50
    if os.environ.get("HYPOTHESIS_PROFILE") != "assurance":  # `quizapp bank check` takes up to a thousand variants
        fewest = 20
        for module, name in ((item_check, "VARIANTS"), (item_check, "SAMPLED"), (proofs, "FEWEST")):
            monkeypatch.setattr(module, name, fewest)
        monkeypatch.setattr(proofs, "SECONDS", 0)
    report = check_banks([BANKS / folder])
    assert report.is_clean, "\n".join(map(str, report.problems))
    assert report.banks[0].proved >= fewest * report.banks[0].families
