"""The process that parses: `python -m quizapp.documents.worker html < page > answer.json`.

Reads a document from standard input and writes {"text", "encoding"} or {"problem"} as JSON. It limits itself before it
imports a parser, and holds neither secrets nor a database.
"""

import json
import signal
import sys

from quizapp.documents.kinds import Format
from quizapp.documents.model import DocumentError
from quizapp.domain.postings import LARGEST_TEXT

CPU_SECONDS = 1.5
"""Of the whole process; a posting takes a tenth of a second, a page that trafilatura must look at two thirds."""
MEMORY = 150 * 2**20
"""Bytes of data the process may hold; what it reads of libraries comes on top."""
ADDRESS_SPACE = 512 * 2**20
_BROKEN = "The {} can't be read; it may be damaged. Copy the posting's text and paste it instead."
_TOO_MUCH = "It needs more memory than a posting may. Copy the posting's text and paste it instead."
_NAMES = {Format.pdf: "PDF", Format.docx: "Word file", Format.html: "page", Format.mhtml: "page"}


def main() -> None:
    """Parse standard input as the format that the one argument names."""
    form = Format(sys.argv[1])
    limit()
    answer = answer_for(form, sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(answer))


def limit() -> None:
    """Bound this process's time and memory, where the system can."""
    if sys.platform == "win32":
        return  # the parent's clock is the only limit there
    import resource

    signal.setitimer(signal.ITIMER_PROF, CPU_SECONDS)  # SIGPROF ends a process that does not handle it
    for kind, most in ((resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_AS, ADDRESS_SPACE), (resource.RLIMIT_CORE, 0)):
        resource.setrlimit(kind, (most, most))


def answer_for(form: Format, content: bytes) -> dict[str, str | None]:
    """Return the text of a document, or the problem with it; no parser's own exception leaves this function."""
    try:
        text, encoding = _parse(form, content)
    except DocumentError as problem:
        return {"problem": str(problem)}
    except MemoryError:
        return {"problem": _TOO_MUCH}
    except Exception:  # parsers of foreign bytes raise whatever they like, and each means the same here
        return {"problem": _BROKEN.format(_NAMES[form])}
    if len(text) > LARGEST_TEXT:
        return {"problem": f"It has {len(text):,} characters; a posting may have at most {LARGEST_TEXT:,}."}
    return {"text": text, "encoding": encoding}


def _parse(form: Format, content: bytes) -> tuple[str, str | None]:
    if form is Format.pdf:
        from quizapp.documents.pdf import read_pdf

        return read_pdf(content), None
    if form is Format.docx:
        from quizapp.documents.word import read_word

        return read_word(content), None
    from quizapp.documents.webpage import read_archive, read_page

    return read_page(content) if form is Format.html else read_archive(content)


if __name__ == "__main__":
    main()
