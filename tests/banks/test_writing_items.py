"""The examples of docs/writing-items.md: the good ones pass, the bad ones are told what is wrong."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from quizapp.banks.check import check_banks
from quizapp.config import PROJECT
from quizapp.domain.items.model import ItemType

GUIDE = (PROJECT / "docs" / "writing-items.md").read_text("utf-8")
BLOCK = re.compile(r"^```yaml (good|bad)([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROOF = re.compile(r"^```python proof\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMON = """\
id: an-example
level: apply
just_ready: 0.5
minutes: 2
references: ["A textbook, chapter 1"]
"""


def examples(kind: str) -> Iterator[tuple[str, str]]:
    for found, expected, text in BLOCK.findall(GUIDE):
        if found == kind:
            yield expected.strip(), text


def as_item(text: str) -> str:
    body = textwrap.dedent(text)
    if body.startswith("- "):
        return textwrap.indent(body, "  ")
    given = {line.split(":")[0] for line in body.splitlines() if line[:1].isalpha()}
    missing = "".join(line + "\n" for line in COMMON.splitlines() if line.split(":")[0] not in given)
    return "  - " + textwrap.indent(missing + body, "    ").lstrip()


def bank_of(root: Path, text: str) -> Path:
    folder = root / "statistics"
    folder.mkdir()
    slugs = sorted(set(re.findall(r"misconception: ([a-z-]+)", text)))
    root.joinpath("misconceptions.yaml").write_text(
        "".join(f"{slug}: A wrong belief.\n" for slug in slugs) or "x: y.\n"
    )
    root.joinpath("competencies.yaml").write_text(
        yaml.safe_dump(
            {"competencies": [{"key": "statistics", "name": "Statistics", "topics": [{"key": "a-topic", "name": "A"}]}]}
        )
    )
    folder.joinpath("bank.yaml").write_text("competency: statistics\ntitle: Statistics\nsummary: For examples.\n")
    folder.joinpath("a-topic.yaml").write_text("topic: a-topic\nitems:\n" + as_item(text), "utf-8")
    name = re.search(r"id: ([a-z-]+)", text)
    wanted = f"def {name[1].replace('-', '_')}(" if name else "no proof"
    written = [proof for proof in PROOF.findall(GUIDE) if proof.startswith(wanted)]
    if "questions:" in text:
        written = ["def an_example():\n    return {'lift': 24}\n"]
    folder.joinpath("proofs.py").write_text("\n".join(written) or "X = 1\n")
    return folder


GOOD = list(examples("good"))
BAD = list(examples("bad"))


def test_the_guide_has_a_good_and_a_bad_example_of_each_type() -> None:
    for kind in ItemType:
        for examples_of in (GOOD, BAD):
            assert any(f"type: {kind.value}\n" in text for _, text in examples_of), kind


@pytest.mark.parametrize("text", [text for _, text in GOOD], ids=lambda text: re.findall(r"type: (\S+)", text)[0])
def test_a_good_example_passes_the_check_and_the_linter(tmp_path: Path, text: str) -> None:
    report = check_banks([bank_of(tmp_path, text)])
    said = [p.what for p in (*report.problems, *report.warnings) if p.item]
    assert said == []


@pytest.mark.parametrize(("expected", "text"), BAD, ids=[re.findall(r"type: (\S+)", text)[0] for _, text in BAD])
def test_a_bad_example_is_told_what_is_wrong(tmp_path: Path, expected: str, text: str) -> None:
    report = check_banks([bank_of(tmp_path, text)])
    said = "\n".join(p.what for p in (*report.problems, *report.warnings))
    wanted = expected.split() if re.fullmatch(r"[0-9a-z_ ]*\d\d_[0-9a-z_ ]*", expected) else [expected]
    assert all(words in said for words in wanted), said
