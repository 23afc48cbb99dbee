"""Run a parser in a process of its own, so that hostile input costs that process and not the server."""

import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from quizapp.documents.kinds import Format
from quizapp.documents.model import DocumentError

SECONDS = 2.0
"""Time a worker has by the wall clock, its start included; `worker.CPU_SECONDS` is less."""
_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "LANG")  # what a Python process needs to start; secrets stay behind
_TOO_SLOW = (
    "It takes too long to read; it may be damaged or made to be slow. Copy the posting's text and paste it instead."
)
_CRASHED = "It can't be read within its limits of time and memory. Copy the posting's text and paste it instead."


@dataclass(frozen=True, slots=True)
class Parsed:
    """Hold what the worker has read: the canonical text and, for a page, its encoding."""

    text: str
    encoding: str | None


def parse(form: Format, content: bytes) -> Parsed:
    """Parse a document in a worker process with limits of time and memory.

    Raises:
        DocumentError: with the worker's own sentence, or when it met a limit or crashed.
    """
    import subprocess  # not above: the worker is made of this package too, and starts quicker without

    environment = {name: os.environ[name] for name in _KEPT if name in os.environ} | {"PYTHONPATH": str(_ROOT)}
    command = [sys.executable, "-P", "-X", "utf8", "-m", "quizapp.documents.worker", form.value]
    try:
        # The command is our own, its one argument a member of an enumeration; the document goes through the pipe.
        done = subprocess.run(  # noqa: S603
            command, input=content, capture_output=True, timeout=SECONDS, env=environment, check=False
        )
    except subprocess.TimeoutExpired as problem:
        raise DocumentError(_TOO_SLOW) from problem
    except BrokenPipeError as problem:
        raise DocumentError(_CRASHED) from problem
    return _answer(done.stdout)


def _answer(output: bytes) -> Parsed:
    try:
        answer = json.loads(output)
    except ValueError as problem:  # nothing, or half of it: the process died
        raise DocumentError(_CRASHED) from problem
    if "problem" in answer:
        raise DocumentError(answer["problem"])
    return Parsed(answer["text"], answer["encoding"])
