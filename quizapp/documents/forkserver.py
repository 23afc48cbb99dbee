"""The process that keeps the parsers loaded and forks a worker for each document.

`python -m quizapp.documents.forkserver`, with a socket as its standard input. Each message on it is an order in JSON
(the format and the limits) with one file descriptor: the connection on which the worker reads the document and
answers. Starting Python and importing a parser takes a tenth of a second of CPU time and more; forking takes a
hundredth of that. The process holds neither secrets nor a database, runs one thread, reads no document itself, and
ends when nobody holds the other end of its socket any more.
"""

import importlib
import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import NoReturn

from quizapp.documents.kinds import Format
from quizapp.documents.limits import Limits
from quizapp.documents.worker import answer_for

_LONGEST_ORDER = 1024  # bytes
_PARSERS = {  # what a worker finds loaded, from the first document of its kind on
    Format.pdf: ("pypdfium2", "quizapp.documents.pdf"),
    Format.docx: ("docx", "quizapp.documents.word"),
    Format.html: ("selectolax.lexbor", "charset_normalizer", "quizapp.documents.webpage"),
    Format.mhtml: ("selectolax.lexbor", "charset_normalizer", "quizapp.documents.webpage", "email.mime"),
}


def order(form: Format, limits: Limits) -> bytes:
    """Write the message that asks for a worker."""
    return json.dumps({"form": form, "limits": asdict(limits)}).encode()


def main() -> None:
    """Fork a worker for each order, until the other end of the socket is closed."""
    with socket.socket(fileno=sys.stdin.fileno()) as control:
        while True:
            message, connections, _flags, _address = socket.recv_fds(control, _LONGEST_ORDER, 1)
            if not message:
                break
            _reap(os.WNOHANG)
            _serve(control, json.loads(message), connections[0])
    _reap(0)


def _serve(control: socket.socket, wanted: dict[str, object], connection: int) -> None: ...


if __name__ == "__main__":
    main()
