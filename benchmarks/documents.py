"""Print what reading documents costs: `python benchmarks/documents.py` (on Linux).

For each kind of document: CPU milliseconds of its reading, all processes together: the first one, with the start of the
process that forks workers and the import of the parser, and the median and 95th percentile of forty more. Then the
parts of the median: this process, the worker, and the process that forks it. The postings are our own, from the tests.
A page without a main part or heading is the dear one: trafilatura looks at it. Last, a posting of one page from its
bytes to its requirements.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from quizapp.documents import read_document, sandbox, tell_language  # noqa: E402 - the checkout's own package is meant, wherever this is run from
from quizapp.services.reading import make_reader  # noqa: E402
from tests.documents.files import POSTING, markup, page, pdf_of, word_of  # noqa: E402
from training.corpus import read_written  # noqa: E402

RUNS = 40
ORIGINAL = sandbox.parse
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


def main() -> None:
    """Print one row for each document, and the cost of telling languages."""
    lines = POSTING.splitlines()
    print(f"{'CPU ms, 40 runs':26}{'first':>8}{'median':>8}{'p95':>8}{'here':>8}{'worker':>8}{'fork':>8}")
    for name, content in DOCUMENTS.items():
        sandbox.close()
        first, *costs = [cost(content) for _ in range(RUNS + 1)]
        totals = [sum(parts) for parts in costs]
        parts = "".join(f"{median(part):8.1f}" for part in zip(*costs, strict=True))
        print(f"{name:26}{sum(first):8.1f}{median(totals):8.1f}{quantiles(totals, n=20)[-1]:8.1f}{parts}")
    sandbox.close()
    told = median(here(lambda: list(map(tell_language, lines))) for _ in range(RUNS))
    print(f"\nlanguages of each line of a posting: {told:.1f} ms")
    reader = make_reader(ROOT / "question_banks")
    text = "\n\n".join(posting.render()[0] for posting in read_written("check")[:1])
    for name, content in {"text": text.encode(), "PDF": pdf_of(text)}.items():
        whole = [sum(cost(content)) + here(lambda: reader.read(text)) for _ in range(RUNS + 1)][1:]
        print(
            f"{name} of one page, read into its profile: median {median(whole):.0f} ms,"
            f" p95 {quantiles(whole, n=20)[-1]:.0f} ms"
        )
    sandbox.close()


def cost(content: bytes) -> tuple[float, float, float]:
    """Return the CPU milliseconds that a reading takes in this process, in its worker, and in the one that forks it."""
    workers: list[sandbox.Parsed] = []

    def parse(*arguments: Any) -> sandbox.Parsed:
        workers.append(ORIGINAL(*arguments))
        return workers[0]

    before = forkserver_used()
    with patch.object(sandbox, "parse", parse):
        taken = here(lambda: read_document(content))
    return taken, 1000 * sum(worker.cpu for worker in workers), forkserver_used() - before


def here(action: Callable[[], object]) -> float:
    """Return the CPU milliseconds that an action takes in this process."""
    start = time.process_time()
    action()
    return 1000 * (time.process_time() - start)


def forkserver_used() -> float:
    """Return the CPU milliseconds that the process that forks workers has taken so far; Linux counts them."""
    process = sandbox._forkserver._process
    if process is None:
        return 0.0
    return int(Path(f"/proc/{process.pid}/schedstat").read_text().split()[0]) / 1e6


if __name__ == "__main__":
    main()
