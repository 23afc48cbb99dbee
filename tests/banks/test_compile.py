"""Compiling: enough variants, the same each time, and a face that says nothing of the key."""

import json
import re
import subprocess
import sys
from pathlib import Path
from textwrap import indent

import pytest

from quizapp.banks.catalogue import read_catalogue
from quizapp.banks.compile import VARIANTS, CompiledBank, compile_bank
from quizapp.banks.reading import read_bank
from quizapp.banks.source import SourceError
from quizapp.domain.items.faces import FIRST_GAP, Face
from quizapp.domain.items.keys import key_to_json
from quizapp.domain.items.types.case import CaseKey
from quizapp.domain.items.types.numeric import NumericKey
from quizapp.domain.items.types.rated import StoryKey

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
        ("orders.yaml", "$mn$", "$m$ and $n", 26, "each `$` to open or close"),
        ("orders.yaml", "$mn$", "$2m$", 26, "stands twice"),
    ],
)
def test_what_can_t_be_compiled_is_named_at_its_line(
    change: Change, file: str, old: str, new: str, line: int, expected: str
) -> None:
    root = change(file, old, new)
    with pytest.raises(SourceError) as error:
        compiled(root)
    assert [(p.line, Path(p.file).name) for p in error.value.problems if expected in p.what] == [(line, file)]


def test_all_items_that_can_t_be_compiled_are_named_at_once(change: Change) -> None:
    change("sums.yaml", "total: a + b", "total: a / 0")
    root = change("orders.yaml", "$mn$", "$\\unknown$")
    with pytest.raises(SourceError) as error:
        compiled(root)
    assert [p.item for p in error.value.problems] == ["which-are-even", "two-heaps"]


# -- the passages of clozes


def passage(root: Path, text: str, gaps: dict[str, str]) -> Face:
    """Compile a cloze and return its face."""
    (root / "counting/orders.yaml").unlink(missing_ok=True)
    fields = "".join(f"      {name}: {gap}\n" for name, gap in gaps.items())
    (root / "counting/sums.yaml").write_text(CLOZE.format(text=indent(text, " " * 6), gaps=fields))
    return compiled(root).items[0].variants[0].face


CLOZE = """\
topic: sums
items:
  - id: a-cloze
    type: cloze
    level: apply
    just_ready: 0.5
    minutes: 3
    references: ["Euler 1770, Elements of Algebra, section 5"]
    variables: {{n: {{choose: ["[[one]]", "[[other]]"]}}}}
    stem: Fill the gaps, {{{{n}}}}.
    text: |
{text}
    gaps:
{gaps}    explanation: So it is.
"""
TYPED = {"one": "{accept: [x], why: w}", "two": "{options: [a, b, c], key: a, why: w}"}


def gap_marks(html: str) -> list[int]:
    return [ord(character) - FIRST_GAP for character in html if 0xE000 <= ord(character) < 0xF900]


@pytest.mark.parametrize(
    "text",
    [
        "First [[one]], then **[[two]]**.",
        "- [[one]]\n- [[two]]",
        "| a | b |\n|---|---|\n| [[one]] | `x[[two]]` |",
        "```python\ny = np.[[one]](x) + x[[two]]  # the sum\n```",
        "```python\nprint(f'{[[one]]}', \"[[two]]\")\n```",
        "```python\n# [[one]]\ndef [[two]](x): pass\n```",
        "```sql\nSELECT [[one]] FROM runs WHERE [[two]] > 3;\n```",
        "```r\nx <- [[one]](y)[ [[two]] ]\n```",
        "```java\nint [[one]] = new int[ [[two]] ];\n```",
        "```\n[[one]] [[two]]\n```",
        "```nolanguage\n[[one]] [[two]]\n```",
        "<b>[[one]]</b> &[[two]]; $x$ and {{n}}",
        "[[one]][[two]]",
    ],
)
def test_each_gap_stands_once_in_the_rendered_passage(root: Path, text: str) -> None:
    face = passage(root, text, TYPED)
    assert gap_marks(face.passage) == [0, 1]
    assert [len(gap.options) for gap in face.gaps] == [0, 3]


def test_a_gap_inside_code_lies_between_tags_and_not_in_one(root: Path) -> None:
    face = passage(root, "```python\ny = np.[[one]](x)  # [[two]]\n```", TYPED)
    assert gap_marks(re.sub(r"<[^>]*>", "", face.passage)) == [0, 1]
    assert '<span class="n">np</span>' in face.passage


@pytest.mark.parametrize(
    "text",
    [
        "The sum is $[[one]]$, [[two]].",
        "$$\\frac{[[one]]}{2}$$\n\n[[two]]",
        "[a link](https://example.org/[[one]]) [[two]]",
        "![[[one]]](/static/x.png) [[two]]",
        "```[[one]]\nx\n```\n[[two]]",
    ],
)
def test_a_gap_where_no_field_can_stand_is_named(root: Path, text: str) -> None:
    with pytest.raises(SourceError) as error:
        passage(root, text, TYPED)
    found = error.value.problems
    assert [(p.line, p.item) for p in found] == [(11, "a-cloze")]
    assert "expected gaps in plain text or code" in found[0].what


def test_what_is_inserted_forges_no_gap(root: Path) -> None:
    face = passage(root, "{{n}} [[one]] {{n}} `{{n}}` [[two]]", TYPED)
    assert gap_marks(face.passage) == [0, 1]
    assert face.passage.count("[[o") == 3


# -- the other types


def test_a_case_is_rendered_question_by_question(root: Path) -> None:
    (root / "counting/orders.yaml").unlink()
    (root / "counting/sums.yaml").write_text(CASE)
    item = compiled(root).items[0]
    assert (item.type, item.steps, item.family, len(item.variants)) == ("case", (0.5, 1.0), True, VARIANTS)
    assert item.chance == pytest.approx((1 / 3, 0))
    for variant in item.variants:
        stems = [member.face.stem for member in variant.face.members]
        assert stems[0].startswith("<p>How many in <math>")
        assert variant.face.members[1].face.parts[0].text.startswith("<code>")
        assert isinstance(variant.key, CaseKey)
        keys = list(variant.key.members.values())
        assert all(key.explanation.startswith("<p>") for key in keys)
        assert variant.key.grade(variant.key.right_answer()).score == 1


def test_a_rated_item_has_no_steps_and_no_chance(root: Path) -> None:
    (root / "counting/orders.yaml").unlink()
    text = CASE[: CASE.index("    type:")] + STORY
    (root / "counting/sums.yaml").write_text(text)
    item = compiled(root).items[0]
    assert (item.steps, item.chance) == ((), ())
    assert isinstance(item.variants[0].key, StoryKey)
    assert item.variants[0].key.levels[0] == "<em>none</em>"


CASE = """\
topic: sums
items:
  - id: a-shop
    type: case
    level: apply
    just_ready: 0.5
    minutes: 6
    references: ["Euler 1770, Elements of Algebra, section 5"]
    variables: {n: {from: 10, to: 90}}
    stem: A shop sees {{n}} visitors a day.
    questions:
      - id: week
        type: numeric
        stem: How many in $7$ days?
        answer: {value: 7 * n, tolerance: {absolute: 0}}
        explanation: Seven days.
      - id: kind
        type: single-choice
        stem: What is {{n}}?
        options:
          - {text: "`a count`", correct: true, why: It counts.}
          - {text: "`a rate`", misconception: wrong-sign, why: It has no unit.}
          - {text: "`a share`", misconception: wrong-sign, why: It may exceed one.}
        explanation: A count.
    explanation: So it is.
"""
STORY = """\
    type: story
    level: evaluate
    just_ready: 0.5
    minutes: 12
    references: ["Euler 1770, Elements of Algebra, section 5"]
    stem: Tell of a time you were wrong.
    levels: ["*none*", vague, clear, vivid, exemplary]
    explanation: So it is.
"""
