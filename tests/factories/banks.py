"""A folder of two small banks, to publish and to break."""

from pathlib import Path

from quizapp.services.gateway import Session
from quizapp.storage import content

COMPETENCIES = """\
competencies:
  - key: brewing
    name: Brewing tea
    prerequisites: []
    topics:
      - {key: time, name: Time}
  - key: pouring
    name: Pouring tea
    prerequisites: [brewing]
    topics:
      - {key: cups, name: Cups}
"""

MISCONCEPTIONS = """\
counts-once: Counts only the first of several pours.
takes-away: Takes away where one adds.
"""

TIME = """\
topic: time
items:
  - id: two-brews
    type: numeric
    level: apply
    just_ready: 0.6
    minutes: 1.5
    references: ["Invented for the tests"]
    variables:
      first: {from: 11, to: 60, step: 1}
      second: {from: 1, to: 10, step: 1}
    let:
      both: first + second
    stem: One brew takes {{first}} seconds, the next one {{second}}. How many seconds do they take together?
    answer: {value: both, tolerance: {absolute: 0.25}, unit: seconds}
    mistakes:
      - {value: first - second, misconception: takes-away, why: That is how much longer the first one takes.}
    explanation: They take {{first}} + {{second}} = {{both}} seconds.
  - id: steps-of-a-brew
    type: ordering
    level: understand
    just_ready: 0.7
    minutes: 1
    references: ["Invented for the tests"]
    stem: Put the steps of brewing a pot in order.
    steps:
      - {text: Boil the water, why: Tea wants it hot.}
      - {text: Add the leaves, why: They wait for the water.}
      - {text: Take the leaves out, why: They have given what they had.}
    explanation: Water, leaves, patience.
"""

CUPS = """\
topic: cups
items:
  - id: cups-of-a-pot
    type: single-choice
    level: apply
    just_ready: 0.65
    minutes: 1
    references: ["Invented for the tests"]
    stem: A pot of 900 ml fills cups of 150 ml to the brim. How many cups does it fill?
    shuffle: false
    options:
      - {text: "5", misconception: counts-once, why: One more pour is left in the pot.}
      - {text: "6", correct: true, why: Six times 150 is 900.}
      - {text: "7", misconception: takes-away, why: The seventh would stay empty.}
    explanation: 900 divided by 150 is 6.
"""

PROOFS = '''\
"""Second paths."""


def two_brews(first: int, second: int) -> int:
    """Count second by second."""
    return sum(1 for _ in range(first)) + sum(1 for _ in range(second))
'''


def _bank(competency: str) -> str:
    return (
        f"competency: {competency}\ntitle: {competency.title()} tea\nsummary: A ready candidate is {competency} tea.\n"
    )


def write_banks(folder: Path) -> Path:
    """Write the two banks, sound and complete, below a folder; returns where they stand."""
    root = folder / "banks"
    files = {
        "competencies.yaml": COMPETENCIES,
        "misconceptions.yaml": MISCONCEPTIONS,
        "aliases.yaml": "brewing: [brewing tea]\npouring: [pouring tea]\n",
        "brewing/bank.yaml": _bank("brewing"),
        "brewing/time.yaml": TIME,
        "brewing/proofs.py": PROOFS,
        "pouring/bank.yaml": _bank("pouring"),
        "pouring/cups.yaml": CUPS,
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def change(file: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file exactly once."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), "utf-8")


def withdraw_bank(session: Session, bank: str) -> None:
    """Take a bank's items out of what is served, as if nobody had written it yet."""
    for item in content.items_of(session, bank).values():
        content.retire_versions(session, item.id, except_version=None)
