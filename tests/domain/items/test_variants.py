"""Variants: the same everywhere, no two alike, and a face that knows nothing of the key."""

import hashlib
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.domain.items.keys import key_to_json
from quizapp.domain.items.model import Item, ItemType, Tolerance, Variable, Waiver
from quizapp.domain.items.types.choice import Choice
from quizapp.domain.items.types.numeric import Numeric, NumericKey
from quizapp.domain.items.variants import VariantError, draw_variants, estimated_size, grid_size

from .conftest import CANARY, item_of_type, options


def test_a_fixed_item_has_one_variant(item: Item) -> None:
    assert [v.number for v in draw_variants(item, "seed", 50)] == [0]


def test_a_face_holds_nothing_of_the_key(item: Item) -> None:
    variant = draw_variants(item, "seed", 1)[0]
    face = json.dumps(variant.face.to_json())
    key = json.dumps(key_to_json(variant.key))
    assert CANARY in key
    for secret in (CANARY, "67957", "271828", "0.0123", "4.5", "correct", "accept", "misconception", "effectiveness"):
        assert secret not in face


def test_a_face_is_the_same_whichever_options_are_right() -> None:
    faces = {
        draw_variants(item_of_type(ItemType.SINGLE_CHOICE, Choice(options({place}, 4))), "seed", 1)[0].face
        for place in range(4)
    }
    assert len(faces) == 1


def test_a_written_order_is_kept_when_it_is_asked_for() -> None:
    item = item_of_type(ItemType.SINGLE_CHOICE, Choice(options({2}, 4), shuffle=False))
    assert [part.text for part in draw_variants(item, "seed", 1)[0].face.parts] == [f"text {i}" for i in range(4)]


def test_variants_satisfy_require_and_differ(family: Item) -> None:
    variants = draw_variants(family, "seed", 200)
    assert len({v.face for v in variants}) == 200
    for v in variants:
        a, b = v.variables["a"], v.variables["b"]
        assert isinstance(v.key, NumericKey)
        assert a != b
        assert v.key.value == a + b > 10  # type: ignore[operator]
        assert v.face.stem == f"What is {a} and {b} together, in {v.variables['unit']}?"


def test_fewer_variants_are_the_beginning_of_more(family: Item) -> None:
    assert draw_variants(family, "seed", 20) == draw_variants(family, "seed", 60)[:20]


def test_another_seed_draws_others(family: Item) -> None:
    assert draw_variants(family, "seed", 20) != draw_variants(family, "other", 20)


def test_a_small_grid_is_drawn_whole(family: Item) -> None:
    small = replace(family, variables={**family.variables, "a": Variable((1, 2)), "b": Variable((9, 10, 20))})
    drawn = {tuple(v.variables.values()) for v in draw_variants(small, "seed", 500)}
    right = {(a, b, u) for a in (1, 2) for b in (9, 10, 20) for u in ("apples", "pears") if a + b > 10}
    assert drawn == right
    assert estimated_size(small) == len(right)


def test_the_size_of_a_large_grid_is_estimated(family: Item) -> None:
    assert grid_size(family) == 20_000
    assert estimated_size(family) == pytest.approx(19_700, rel=0.02)


def test_draws_cover_the_grid_evenly(family: Item) -> None:
    drawn = [v.variables["a"] for v in draw_variants(family, "seed", 1_000)]
    assert {a for a in drawn if isinstance(a, int)} >= set(range(12, 90))


_SCRIPT = """
import hashlib, sys
sys.path.insert(0, {path!r})
from tests.domain.items.conftest import make_family
from quizapp.domain.items.variants import draw_variants
item = make_family()
drawn = draw_variants(item, "seed", 100)
print(hashlib.sha256(repr(drawn).encode()).hexdigest(), item.content_hash)
"""


def test_other_processes_draw_the_same(family: Item, monkeypatch: pytest.MonkeyPatch) -> None:
    project = str(Path(__file__).parents[3])
    here = hashlib.sha256(repr(draw_variants(family, "seed", 100)).encode()).hexdigest()
    for hash_seed in ("0", "4242"):
        monkeypatch.setenv("PYTHONHASHSEED", hash_seed)
        done = subprocess.run(
            [sys.executable, "-B", "-c", _SCRIPT.format(path=project)], capture_output=True, text=True, check=True
        )
        assert done.stdout.split() == [here, family.content_hash]


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"let": {"total": "a / (b - b)"}}, ("let", "total")),
        ({"require": ("a + b",)}, ("require", 0)),
        ({"stem": "What is {{a / 0}}?"}, ("stem",)),
        ({"explanation": "{{unknown}}"}, ("explanation",)),
        ({"body": Numeric("unit", Tolerance(0.1))}, ("answer", "value")),
        ({"stem": "A stem that names no number?"}, ("stem",)),
    ],
)
def test_a_variant_that_can_t_be_made_names_its_field(
    family: Item, changes: dict[str, object], path: tuple[str | int, ...]
) -> None:
    with pytest.raises(VariantError) as error:
        draw_variants(replace(family, **changes), "seed", 5)  # type: ignore[arg-type]
    assert error.value.path == path


def test_options_that_look_alike_are_refused() -> None:
    texts = ("7", "{{n}}", "9")
    body = Choice(tuple(replace(o, text=text) for o, text in zip(options({0}, 3), texts, strict=True)))
    item = item_of_type(ItemType.SINGLE_CHOICE, body, variables={"n": Variable((5, 7))})
    with pytest.raises(VariantError, match="stands twice") as error:
        draw_variants(item, "seed", 2)
    assert error.value.path == ("options", 1, "text")


def test_an_item_s_hash_changes_with_its_content_and_not_with_its_waivers(item: Item) -> None:
    assert replace(item, waivers=(Waiver("04_longest_correct", "it is fine"),)).content_hash == item.content_hash
    for change in ({"stem": "Other?"}, {"explanation": "Other."}, {"just_ready": 0.6}, {"let": {"n": "1"}}):
        assert replace(item, **change).content_hash != item.content_hash  # type: ignore[arg-type]
