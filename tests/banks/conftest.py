"""A small bank on disk to test with, and to break."""

from collections.abc import Callable
from pathlib import Path

import pytest

COMPETENCIES = """\
competencies:
  - key: counting
    name: Counting
    prerequisites: []
    topics:
      - {key: sums, name: Sums}
      - {key: orders, name: Orders}
  - key: guessing
    name: Guessing
    prerequisites: [counting]
    topics:
      - {key: dice, name: Dice}
"""

BANK = """\
competency: counting
title: Counting
summary: Counts what there is to count.
"""

MISCONCEPTIONS = """\
wrong-sign: Takes away where one should add.
off-by-one: Counts fences as posts.
"""

SUMS = """\
topic: sums
items:
  - id: two-heaps
    type: numeric
    level: apply
    just_ready: 0.55
    minutes: 3
    references: ["Euler 1770, Elements of Algebra, section 1"]
    variables:
      a: {from: 10, to: 60, step: 1}
      b: {choose: [1, 2, 5, 7, 8, 9]}
      thing: {choose: [apples, pears, NO, "3"]}
    let:
      total: a + b
    require: ["a > b"]
    stem: |
      One heap holds {{a}} {{thing}}, another {{b}}. How many {{thing}} are there in **both heaps** together?
    answer: {value: total, tolerance: {absolute: 0.4}, unit: pieces}
    mistakes:
      - {value: a - b, misconception: wrong-sign, why: "You took {{b}} away."}
    explanation: |
      Putting heaps together adds: ${{a}} + {{b}} = {{total}}$.
  - id: posts-of-a-fence
    type: single-choice
    level: apply
    just_ready: 0.6
    minutes: 2
    references: ["Euler 1770, Elements of Algebra, section 2"]
    stem: A straight fence has 10 sections of equal length. How many posts does it stand on?
    shuffle: false
    options:
      - {text: "9", misconception: off-by-one, why: "That leaves both ends in the air."}
      - {text: "10", misconception: off-by-one, why: "That leaves one end in the air."}
      - {text: "11", correct: true, why: "Each section ends at a post, and the first one begins at one."}
    explanation: One post more than sections.
"""

ORDERS = """\
topic: orders
items:
  - id: adding-by-hand
    type: ordering
    level: analyse
    just_ready: 0.7
    minutes: 1.5
    references: ["Euler 1770, Elements of Algebra, section 3"]
    stem: Put the steps of adding two long numbers by hand in order.
    steps:
      - {text: Write the numbers below each other, why: Digits of equal weight must meet.}
      - {text: Add the digits of the last column, why: The carry moves to the left.}
      - {text: Carry to the next column, why: The sum may have two digits.}
    explanation: From the right to the left.
  - id: which-are-even
    type: multiple-response
    level: analyse
    just_ready: 0.7
    minutes: 1.5
    references: ["Euler 1770, Elements of Algebra, section 4"]
    stem: For whole numbers m and n, which of these are even? Select all that apply.
    options:
      - {text: $2m$, correct: true, why: It is twice a whole number.}
      - {text: $m(m+1)$, correct: true, why: One of two neighbours is even.}
      - {text: $m + n$, misconception: off-by-one, why: Try 1 and 2.}
      - {text: $mn$, misconception: off-by-one, why: Try 1 and 3.}
    explanation: A product is even as soon as one factor is.
"""

PROOFS = '''\
"""Second paths."""


def two_heaps(a: int, b: int, thing: str) -> int:
    """Count one by one."""
    return sum(1 for _ in range(a)) + sum(1 for _ in range(b))
'''

Change = Callable[..., Path]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with one bank, complete and sound."""
    folder = tmp_path / "question_banks"
    bank = folder / "counting"
    bank.mkdir(parents=True)
    (folder / "competencies.yaml").write_text(COMPETENCIES)
    (folder / "misconceptions.yaml").write_text(MISCONCEPTIONS)
    for name, text in (
        ("bank.yaml", BANK),
        ("sums.yaml", SUMS),
        ("orders.yaml", ORDERS),
        ("proofs.py", PROOFS),
    ):
        (bank / name).write_text(text)
    return folder


@pytest.fixture
def change(root: Path) -> Change:
    """Change a file of the bank: what stood there must stand there once at least."""

    def make(file: str, old: str, new: str) -> Path:
        path = root / "counting" / file
        if not path.exists():
            path = root / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new, 1))
        return root

    return make
