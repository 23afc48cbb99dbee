"""Print what reading documents costs: `python benchmarks/documents.py`.

For each kind of document: CPU milliseconds of a reading as it happens (the worker process with its start, and this
process), median and 95th percentile of 30 runs, and the largest memory of the worker. The postings are our own, from
the tests. A page without a main part or heading is the dear one: trafilatura is imported for it.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quizapp.documents import read_document  # noqa: E402 - the checkout's own package is meant, wherever this is run from
from quizapp.documents.kinds import Format, tell_format  # noqa: E402
from quizapp.documents.language import languages  # noqa: E402
from tests.documents.files import POSTING, markup, page, pdf_of, word_of  # noqa: E402

RUNS = 30
LINKS = "".join(f'<div><a href="/{number}">Department {number}</a> and what it does</div>' for number in range(9))
DOCUMENTS = {
    "text, UTF-8": POSTING.encode(),
    "text, Windows 1252": POSTING.encode("cp1252"),
    "text, 190 KB": (POSTING + "\n\n").encode() * (190_000 // (len(POSTING) + 2)),
    "page with a main part": page(f"<main>{markup()}</main>"),
    "page without one or title": page(f"<div>{LINKS}</div><div>{markup()}</div>".replace("h1>", "p>")),
    "PDF": pdf_of(POSTING),
    "PDF, 100 KB of text": pdf_of("\n".join([POSTING] * 60)),
    "Word": word_of(POSTING),
}
MEASURE = """
import json, resource, subprocess, sys
subprocess.run([sys.executable, "-P", "-m", "quizapp.documents.worker", sys.argv[1]], stdin=sys.stdin.buffer, stdout=-3)
print(json.dumps(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
"""


def main() -> None:
    """Print one row for each document, and the cost of telling languages."""
    read_document(DOCUMENTS["PDF"])  # what is loaded once for all
    print(f"{'CPU ms, 30 runs':26}{'median':>8}{'p95':>8}{'worker MB':>11}")
    for name, content in DOCUMENTS.items():
        times = [cpu(partial(read_document, content)) for _ in range(RUNS)]
        print(f"{name:26}{median(times):8.1f}{quantiles(times, n=20)[-1]:8.1f}{worker_memory(content):>11}")
    text = POSTING
    print(f"\nlanguages of each line of a posting: {median(cpu(lambda: languages(text)) for _ in range(RUNS)):.1f} ms")


def cpu(action: Callable[[], object]) -> float:
    """Return the CPU milliseconds that an action takes in this process and its children."""

    def used() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime

    start = used()
    action()
    return 1000 * (used() - start)


def worker_memory(content: bytes) -> str:
    """Return the largest memory of a worker in megabytes, "-" where none is needed.

    A small process starts it, since a child's figure begins with the size of its parent.
    """
    form = tell_format(content, "")
    if form is Format.text:
        return "-"
    command = [sys.executable, "-c", MEASURE, form.value]
    done = subprocess.run(command, input=content, capture_output=True, check=True, cwd=ROOT)
    return f"{json.loads(done.stdout) / 1024:.0f}"


if __name__ == "__main__":
    main()
