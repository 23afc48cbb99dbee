"""The process that forks workers: shared by threads, started again when it dies, gone with whoever started it."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from quizapp.config import PROJECT
from quizapp.documents import DocumentError, sandbox
from quizapp.documents.kinds import Format
from tests.documents.files import POSTING, lines_of, pdf, pdf_of, word_of, words
from tests.documents.patience import PATIENT, read

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each worker is started on its own")
IN_A_FORK = """
import os, sys
from quizapp.documents import sandbox
from quizapp.documents.kinds import Format
content = sys.stdin.buffer.read()
sandbox.parse(Format.pdf, content)
first = sandbox._forkserver._process.pid
if os.fork() == 0:
    sandbox.parse(Format.pdf, content)
    os._exit(0 if sandbox._forkserver._process.pid != first else 1)
sys.exit(os.waitstatus_to_exitcode(os.wait()[1]))
"""
KILLED = """
import os, signal, sys
from quizapp.documents import sandbox
from quizapp.documents.kinds import Format
sandbox.parse(Format.pdf, sys.stdin.buffer.read())
print(sandbox._forkserver._process.pid, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def _server() -> int:
    read(pdf_of(POSTING))
    process = sandbox._forkserver._process
    assert process is not None
    return process.pid


def _run(code: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-c", code], input=pdf_of(POSTING), capture_output=True, cwd=PROJECT)


def test_threads_get_each_its_own_document() -> None:
    documents = [pdf([words(50, 700, f"Posting number {number}")]) for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        texts = [document.text for document in pool.map(read, documents)]
    assert texts == [f"Posting number {number}" for number in range(24)]


@LINUX
def test_one_process_serves_every_document() -> None:
    assert _server() == _server()


@LINUX
def test_a_process_that_died_is_replaced() -> None:
    died = _server()
    os.kill(died, signal.SIGKILL)
    os.waitid(os.P_PID, died, os.WEXITED | os.WNOWAIT)
    assert _server() != died


@LINUX
def test_after_closing_the_next_document_starts_another() -> None:
    first = _server()
    sandbox.close()
    sandbox.close()
    assert not Path(f"/proc/{first}").exists()
    assert _server() != first


@LINUX
def test_it_holds_none_of_the_applications_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.close()
    monkeypatch.setenv("QUIZAPP_SECRET_KEY", "not for parsers")
    assert b"not for parsers" not in Path(f"/proc/{_server()}/environ").read_bytes()


@LINUX
def test_a_forked_application_gets_a_process_of_its_own() -> None:
    assert _run(IN_A_FORK).returncode == 0


@LINUX
def test_it_ends_when_the_application_is_killed() -> None:
    server = Path("/proc") / _run(KILLED).stdout.decode().strip()
    for _ in range(600):  # it only has to notice; a busy machine may take its time
        if not server.exists() or ") Z " in (server / "stat").read_text():
            return
        time.sleep(0.1)
    pytest.fail("the process that forks workers has outlived the application")


def test_a_worker_that_can_not_start_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox.close()
    monkeypatch.setattr(sandbox, "_PYTHON", ("/bin/false",))
    with pytest.raises(DocumentError, match="limits of time and memory"):
        read(pdf_of(POSTING))
    sandbox.close()


def test_an_endless_answer_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_LONGEST_ANSWER", 10)
    monkeypatch.setattr(sandbox, "_CHUNK", 8)
    with pytest.raises(DocumentError, match="limits of time and memory"):
        read(pdf_of(POSTING))


def test_a_worker_started_for_one_document_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandbox, "_forked", sandbox._started)
    for form, content in ((Format.pdf, pdf_of(POSTING)), (Format.docx, word_of(POSTING))):
        assert lines_of(sandbox.parse(form, content, PATIENT).text) == lines_of(POSTING)
    with pytest.raises(DocumentError, match="PDF can't be read"):
        sandbox.parse(Format.pdf, b"%PDF-", PATIENT)
