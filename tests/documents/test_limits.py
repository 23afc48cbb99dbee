"""What a document may cost: CPU, memory and the clock, each told by what was used and never by a stopwatch."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from quizapp.config import PROJECT
from quizapp.documents import DocumentError, sandbox
from quizapp.documents.kinds import Format
from quizapp.documents.limits import DEFAULT, Limits
from quizapp.documents.reading import LARGEST_FILE
from tests.documents.files import POSTING, lines_of, pdf, pdf_of, words
from tests.documents.patience import PATIENT, read

SLOW = {
    "deep lists": b"<!doctype html><body>" + b"<ul><li>a" * 300_000,
    "deep elements": b"<!doctype html>" + b"<div>" * 500_000 + b"text",
    "deep banners": b"<!doctype html>" + b"<div class=cookie>text " * 100_000,
    "many paragraphs": b"<!doctype html><body>" + b"<p>a</p>" * 500_000,
    "many links": b"<!doctype html><body>" + b"<a href=x>hello world this is it</a><p>some text</p>" * 90_000,
    "many comments": b"<!-- -->" * 600_000 + b"<html>text",
    "many main parts": b"<!doctype html><body>" + b"<main class=job-description>" * 150_000 + b"x " * 1000,
    "deep data": b"<!doctype html><script type='application/ld+json'>" + b"[" * 2_000_000 + b"</script>",
    "one long line": b"<!doctype html><body>" + b"a " * 2_500_000,
    "many parts": b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n' + b"--b\n" * 1_000_000,
    "many words": pdf([b"".join(words(50, 800 - n % 700, f"w{n}") for n in range(60_000))]),
    "many pages": pdf([words(50, 700, "word")] * 9_000),
}
READ_ALONE = """
import resource, sys
from quizapp.documents import DocumentError, sandbox
from quizapp.documents.kinds import tell_format
content = sys.stdin.buffer.read()
try:
    sandbox.parse(tell_format(content, ""), content)
    said = "read"
except DocumentError as problem:
    said = str(problem)
sandbox.close()
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, said)
"""


def _ending(action: Callable[[], object]) -> int:
    """Run an action in a process of its own and return the status with which it ended."""
    child = os.fork()
    if child == 0:
        status = 9
        try:
            action()
            status = 0
        except MemoryError:
            status = 7
        finally:
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _spin() -> None:
    while True:
        pass


@pytest.mark.parametrize("name", SLOW)
def test_hostile_input_is_read_or_named_below_two_hundred_megabytes(name: str) -> None:
    assert len(SLOW[name]) <= LARGEST_FILE
    done = subprocess.run(
        [sys.executable, "-c", READ_ALONE], input=SLOW[name], capture_output=True, check=True, cwd=PROJECT
    )
    kilobytes, said = done.stdout.decode().split(" ", 1)
    assert int(kilobytes) < 200 * 1024
    assert said.strip() == "read" or said.strip().endswith(".")


def test_cpu_time_ends_a_process_that_works_too_long() -> None:
    def work() -> None:
        Limits(cpu=0.05, wall=600).impose()
        _spin()

    assert _ending(work) == -signal.SIGPROF


def test_the_clock_ends_a_process_that_only_waits() -> None:
    def wait() -> None:
        Limits(cpu=600, wall=0.05).impose()
        threading.Event().wait()

    assert _ending(wait) == -signal.SIGALRM


def test_memory_beyond_the_limit_is_not_given() -> None:
    def take(size: int) -> Callable[[], object]:
        def action() -> None:
            PATIENT.impose()
            bytearray(size)

        return action

    assert _ending(take(DEFAULT.memory)) == 7
    assert _ending(take(2**20)) == 0


def test_a_limited_process_writes_no_file(tmp_path: Path) -> None:
    def write() -> None:
        PATIENT.impose()
        with pytest.raises(OSError, match="File too large"):
            (tmp_path / "file").write_bytes(b"x")

    assert _ending(write) == 0


@pytest.mark.parametrize(
    "limits", [Limits(cpu=0.05, wall=60), Limits(cpu=60, wall=0.05), Limits(cpu=60, wall=60, memory=2**20)]
)
def test_meeting_a_limit_is_a_named_problem_and_the_next_document_is_read(limits: Limits) -> None:
    with pytest.raises(DocumentError, match=r"limits of time and memory|more memory than"):
        sandbox.parse(Format.html, SLOW["deep lists"], limits)
    assert lines_of(read(pdf_of(POSTING)).text) == lines_of(POSTING)


def test_the_default_limits_keep_the_promise() -> None:
    assert DEFAULT.cpu <= 2
    assert DEFAULT.memory <= 200 * 2**20
    assert DEFAULT.wall > DEFAULT.cpu
