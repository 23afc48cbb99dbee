"""Compiling: enough variants, the same each time, and a face that says nothing of the key."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.banks.catalogue import read_catalogue
from quizapp.banks.compile import VARIANTS, CompiledBank, compile_bank
from quizapp.banks.reading import read_bank
from quizapp.banks.source import SourceError
from quizapp.domain.items.keys import NumericKey, key_to_json

from .conftest import Change


def compiled(root: Path) -> CompiledBank:
    return compile_bank(read_bank(root / "counting", read_catalogue(root)))


def test_a_family_has_fifty_variants_and_a_fixed_item_one(root: Path) -> None:
    assert {item.key: len(item.variants) for item in compiled(root).items} == {
        "two-heaps": VARIANTS,
        "posts-of-a-fence": 1,
        "adding-by-hand": 1,
        "which-are-even": 1,
    }


def test_a_small_family_has_all_it_can_have(change: Change) -> None:
    root = change("sums.yaml", "{from: 10, to: 60, step: 1}", "{from: 10, to: 10, step: 1}")
    item = next(item for item in compiled(root).items if item.family)
    assert len(item.variants) == 6 * 4


def test_texts_are_html_and_numbers_stay_numbers(root: Path) -> None:
    item = next(item for item in compiled(root).items if item.family)
    variant = item.variants[0]
    assert variant.face.stem.startswith("<p>One heap holds ")
    assert "<strong>both heaps</strong>" in variant.face.stem
    assert isinstance(variant.key, NumericKey)
    assert f"<mn>{variant.key.value:.0f}</mn>" in variant.key.explanation
    assert variant.key.mistakes[0].why.startswith("You took ")


def test_an_item_carries_what_the_model_needs(root: Path) -> None:
    found = {item.key: item for item in compiled(root).items}
    assert found["posts-of-a-fence"].chance == pytest.approx((1 / 3,))
    assert found["two-heaps"].chance == (0.0,)
    assert found["adding-by-hand"].steps == (0.5, 1.0)
    assert found["adding-by-hand"].chance == pytest.approx((1 / 6, 1 / 6))
    assert (found["two-heaps"].topic, found["two-heaps"].level, found["two-heaps"].minutes) == ("sums", "apply", 3)


def test_no_canary_of_the_key_stands_in_a_face(change: Change) -> None:
    change("sums.yaml", "You took {{b}} away.", "CANARY you took {{b}} away.")
    change("sums.yaml", "Putting heaps", "CANARY putting heaps")
    change("sums.yaml", "That leaves both", "CANARY leaves both")
    change("orders.yaml", "Try 1 and 2.", "CANARY")
    bank = compiled(change("orders.yaml", "From the right", "CANARY from the right"))
    for item in bank.items:
        for variant in item.variants:
            face = json.dumps(variant.face.to_json())
            assert "CANARY" in json.dumps(key_to_json(variant.key))
            assert not [
                secret for secret in ("CANARY", "off-by-one", "wrong-sign", "0.4", "counting/") if secret in face
            ]


_SCRIPT = """
import hashlib, sys
from pathlib import Path
sys.path.insert(0, {project!r})
from quizapp.banks.catalogue import read_catalogue
from quizapp.banks.compile import compile_bank
from quizapp.banks.reading import read_bank
root = Path({root!r})
print(hashlib.sha256(repr(compile_bank(read_bank(root / "counting", read_catalogue(root)))).encode()).hexdigest())
"""


def test_other_processes_compile_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = set()
    for seed in ("1", "77"):
        monkeypatch.setenv("PYTHONHASHSEED", seed)
        script = _SCRIPT.format(project=str(Path(__file__).parents[2]), root=str(root))
        found.add(subprocess.run([sys.executable, "-B", "-c", script], capture_output=True, check=True).stdout)
    assert len(found) == 1


def test_rewording_an_item_keeps_its_draws_and_changes_its_hash(root: Path, change: Change) -> None:
    def numbers(bank: CompiledBank) -> list[float]:
        item = next(item for item in bank.items if item.family)
        return [v.key.value for v in item.variants if isinstance(v.key, NumericKey)]

    before = compiled(root)
    after = compiled(change("sums.yaml", "How many {{thing}} are there", "How many {{thing}} lie"))
    assert numbers(before) == numbers(after)
    assert before.content_hash != after.content_hash


def test_proofs_are_not_run_to_compile(root: Path) -> None:
    (root / "counting/proofs.py").write_text("raise SystemExit('the server ran a proof')\n")
    assert compiled(root).items


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "expected"),
    [
        ("sums.yaml", "total: a + b", "total: a / (b - 5)", 14, "division by zero"),
        ("sums.yaml", '["a > b"]', '["a + b"]', 15, "a comparison"),
        ("sums.yaml", '["a > b"]', '["a < b - 100"]', 15, "to leave some variants"),
        ("sums.yaml", "**both heaps**", "$\\fraq{1}{2}$", 16, "expected TeX"),
        ("orders.yaml", "$mn$", "$m$ and $n", 24, ""),
        ("orders.yaml", "$mn$", "$2m$", 26, "stands twice"),
    ],
)
def test_what_can_t_be_compiled_is_named_at_its_line(
    change: Change, file: str, old: str, new: str, line: int, expected: str
) -> None:
    root = change(file, old, new)
    if not expected:
        compiled(root)  # a dollar alone is a dollar
        return
    with pytest.raises(SourceError) as error:
        compiled(root)
    assert [(p.line, Path(p.file).name) for p in error.value.problems if expected in p.what] == [(line, file)]


def test_all_items_that_can_t_be_compiled_are_named_at_once(change: Change) -> None:
    change("sums.yaml", "total: a + b", "total: a / 0")
    root = change("orders.yaml", "$mn$", "$\\unknown$")
    with pytest.raises(SourceError) as error:
        compiled(root)
    assert [p.item for p in error.value.problems] == ["which-are-even", "two-heaps"]
