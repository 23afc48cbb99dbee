"""Print what checking the banks costs: all of them on two processes, one changed file, and the dearest items.

Wall time depends on what else the machine does; CPU time less so. Everything runs on a copy of the banks, through the
command itself, start of the interpreter included.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from quizapp.banks.catalogue import read_catalogue
from quizapp.banks.item_check import check_item
from quizapp.banks.proofs import load_proofs
from quizapp.banks.reading import survey_bank
from quizapp.config import PROJECT

COMMAND = [sys.executable, "-c", "from quizapp.cli import main\nif __name__ == '__main__': main()", "bank", "check"]
DEAREST = 8
TARGET_FAMILIES = 350
"""Families the banks are to hold one day."""


def run(name: str, arguments: Sequence[str], environment: dict[str, str]) -> None:
    """Run the command and print its wall and CPU seconds."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    done = subprocess.run([*COMMAND, *arguments], env=environment, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    said = done.stdout.splitlines()[-1] if done.stdout else done.stderr
    print(f"{name:<44}{wall:8.2f} s wall {cpu:8.2f} s CPU   {said}")


def change(root: Path) -> None:
    """Change the wording of one item that has a proof."""
    file = root / "statistics" / "bootstrap-and-resampling.yaml"
    text = file.read_text("utf-8")
    file.write_text(text.replace("customers", "shoppers", 1), "utf-8")


def commands(folder: Path) -> None:
    """Time the command on a copy of the banks."""
    root = folder / "banks"
    shutil.copytree(PROJECT / "question_banks", root)
    environment = {**os.environ, "QUIZAPP_INSTANCE": str(folder / "instance"), "QUIZAPP_BANKS": str(root)}
    run("all banks, two processes", ["--processes", "2"], environment)
    run("nothing changed, --changed", ["--changed"], environment)
    change(root)
    run("one file changed, --changed", ["--changed"], environment)
    change(root)
    run(
        "one file changed, --changed FILE",
        ["--changed", str(root / "statistics" / "bootstrap-and-resampling.yaml")],
        environment,
    )


def items() -> None:
    """Print the CPU time of each item's check: in all, by the middle family, and of the dearest."""
    root = PROJECT / "question_banks"
    catalogue = read_catalogue(root)
    costs: list[tuple[float, bool, str]] = []
    for folder in sorted(path.parent for path in root.glob("*/bank.yaml")):
        bank, _ = survey_bank(folder, catalogue)
        proofs, _ = load_proofs(bank) if bank else ({}, ())
        for item in bank.items if bank else ():
            start = time.process_time()
            report = check_item(bank, item, proofs) if bank else None
            name = f"{folder.name}: {item.key}, {report.proved if report else 0:,} proved"
            costs.append((time.process_time() - start, item.is_family, name))
    families = [cost for cost, is_family, _ in costs if is_family]
    mean = sum(families) / len(families)
    print(
        f"{len(costs)} items, {sum(cost for cost, *_ in costs):.1f} s CPU; {len(families)} families, each {mean:.2f} s"
    )
    print(
        f"median family {median(families):.2f} s; {TARGET_FAMILIES} such families: {TARGET_FAMILIES * mean:.0f} s CPU"
    )
    for cost, _, name in sorted(costs, reverse=True)[:DEAREST]:
        print(f"{cost:8.2f} s  {name}")


def main() -> None:
    """Measure and print."""
    load = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} processors, {load} before")
    with tempfile.TemporaryDirectory() as folder:
        commands(Path(folder).resolve())
    items()


if __name__ == "__main__":
    main()
