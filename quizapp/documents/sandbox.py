"""Run a parser in a process of its own, so that hostile input costs that process and not the server."""

import json
import os
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from quizapp.documents.kinds import Format
from quizapp.documents.limits import DEFAULT, Limits
from quizapp.documents.model import DocumentError

_ROOT = Path(__file__).resolve().parents[2]
_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "LANG")  # what a Python process needs to start; secrets stay behind
_LONGEST_ANSWER = 4 * 2**20  # bytes; two hundred thousand characters of any script are less in JSON
_CHUNK = 2**16
_PYTHON = (sys.executable, "-P", "-X", "utf8", "-m")
_FAILED = (
    "It can't be read within its limits of time and memory; it may be damaged or made to be slow."
    " Copy the posting's text and paste it instead."
)


@dataclass(frozen=True, slots=True)
class Parsed:
    """Hold what the worker has read: the canonical text, for a page its encoding, and the CPU seconds it took."""

    text: str
    encoding: str | None
    cpu: float


def parse(form: Format, content: bytes, limits: Limits = DEFAULT) -> Parsed:
    """Parse a document in a worker process with limits of time and memory. Any thread may call it.

    Raises:
        DocumentError: with the worker's own sentence, or when it met a limit or crashed.
    """
    try:
        output = _forked(form, content, limits) if sys.platform == "linux" else _started(form, content, limits)
        answer = json.loads(output)
    except (OSError, subprocess.TimeoutExpired, ValueError) as problem:  # no answer or half of one: the worker died
        raise DocumentError(_FAILED) from problem
    if "problem" in answer:
        raise DocumentError(answer["problem"])
    return Parsed(answer["text"], answer["encoding"], answer["cpu"])


def close() -> None:
    """End the process that forks workers, once the last of them has ended; the next document starts another."""
    _forkserver.close()


class _Forkserver:
    """The process that forks workers, started when the first document comes and again should it have died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None

    def send(self, order: bytes, connection: int) -> None:
        """Hand over an order and the descriptor of the connection on which the worker is to serve it."""
        with self._lock:
            # In a process forked from the one that started it, poll() says it has ended: each process has its own.
            if self._control is None or self._process is None or self._process.poll() is not None:
                self._control = self._start()
            socket.send_fds(self._control, [order], [connection])

    def close(self) -> None:
        """Close the socket, on which the process ends, and wait for it."""
        with self._lock:
            if self._control is not None and self._process is not None:
                self._control.close()
                self._process.wait()
                self._control = self._process = None

    def _start(self) -> socket.socket:
        if self._control is not None:
            self._control.close()
        # Each message arrives whole and with its own descriptor, whichever thread or process sends it.
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 - the command is our own
                [*_PYTHON, "quizapp.documents.forkserver", str(theirs.fileno())],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                env=_environment(),
                pass_fds=[theirs.fileno()],
                start_new_session=True,  # an interrupt from the keyboard is not meant for it
            )
        return ours


_forkserver = _Forkserver()


def _forked(form: Format, content: bytes, limits: Limits) -> bytes:
    """Have a worker forked, hand it the document and return its answer."""
    deadline = time.monotonic() + limits.wall
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            _forkserver.send(json.dumps({"form": form, "limits": asdict(limits)}).encode(), theirs.fileno())
        ours.settimeout(limits.wall)
        ours.sendall(content)
        ours.shutdown(socket.SHUT_WR)
        answer = bytearray()
        while (chunk := ours.recv(_CHUNK)) and len(answer) <= _LONGEST_ANSWER:
            answer += chunk
            ours.settimeout(max(0.0, deadline - time.monotonic()))
    return bytes(answer)


def _started(form: Format, content: bytes, limits: Limits) -> bytes:
    """Start a worker for this one document, where processes can't be forked safely."""
    # The command is our own, its last argument a member of an enumeration; the document goes through the pipe.
    done = subprocess.run(  # noqa: S603
        [*_PYTHON, "quizapp.documents.worker", form],
        input=content,
        stdout=subprocess.PIPE,
        timeout=limits.wall,
        env=_environment(),
        check=False,
    )
    return done.stdout


def _environment() -> dict[str, str]:
    return {name: os.environ[name] for name in _KEPT if name in os.environ} | {"PYTHONPATH": str(_ROOT)}
