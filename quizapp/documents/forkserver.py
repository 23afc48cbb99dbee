"""The process that keeps the parsers loaded and forks a worker for each document.

`python -m quizapp.documents.forkserver 5`, where 5 is the descriptor of a socket. Each message on it is an order in
JSON (the format and the limits) with one more descriptor: the connection on which the worker reads the document and
answers. To start Python and import a parser takes a tenth of a second of CPU time and more, to fork a hundredth of
that. This process holds neither secrets nor a database, runs one thread, reads no document itself, and ends when
nobody holds the other end of its socket any more.
"""

import importlib
import json
import os
import socket
import sys
from contextlib import suppress
from typing import Any, NoReturn

from quizapp.documents.kinds import Format
from quizapp.documents.limits import Limits
from quizapp.documents.worker import answer_for

_LONGEST_ORDER = 1024  # bytes
_PAGE = ("selectolax.lexbor", "charset_normalizer", "email.policy", "quizapp.documents.webpage")
_PARSERS = {
    Format.pdf: ("pypdfium2", "pypdfium2.raw", "quizapp.documents.pdf"),
    Format.docx: ("docx", "quizapp.documents.word"),
    Format.html: _PAGE,
    Format.mhtml: _PAGE,
}


def main() -> None:
    """Fork a worker for each order until the other end of the socket is closed, then wait for the last."""
    with socket.socket(fileno=int(sys.argv[1])) as control:
        while True:
            message, connections, _flags, _address = socket.recv_fds(control, _LONGEST_ORDER, 1)
            if not message:
                break
            _serve(control, json.loads(message), connections[0])
            _reap(os.WNOHANG)
    _reap(0)


def _serve(control: socket.socket, wanted: dict[str, Any], connection: int) -> None:
    form = Format(wanted["form"])
    for module in _PARSERS[form]:  # here and not in the worker, so that it is done once
        importlib.import_module(module)
    if os.fork() == 0:
        control.close()
        _work(form, Limits(**wanted["limits"]), connection)
    os.close(connection)
    if _PARSERS[form] is _PAGE:  # few pages need it, and half a second is too long for the first one to wait
        from quizapp.documents.webpage import import_trafilatura

        import_trafilatura()


def _work(form: Format, limits: Limits, connection: int) -> NoReturn:
    """Read the document from the connection and answer; what goes wrong here shows as a missing answer."""
    try:
        limits.impose()
        with socket.socket(fileno=connection) as stream, stream.makefile("rb") as document:
            stream.sendall(answer_for(form, document.read()))
    finally:
        os._exit(0)


def _reap(options: int) -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, options) != (0, 0):
            pass


if __name__ == "__main__":
    main()
