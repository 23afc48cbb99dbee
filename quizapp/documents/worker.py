"""The process that parses one document: `python -m quizapp.documents.worker html < page > answer.json`.

Reads a document and answers {"text", "encoding", "cpu"} or {"problem"} in JSON. It holds neither secrets nor a
database. Where processes can be forked, `quizapp.documents.forkserver` makes it; elsewhere it is started for each
document.
"""

import json
import sys
import time

from quizapp.documents.kinds import Format
from quizapp.documents.limits import DEFAULT
from quizapp.documents.model import DocumentError
from quizapp.domain.postings import LARGEST_TEXT

_BROKEN = "The {} can't be read; it may be damaged. Copy the posting's text and paste it instead."
_TOO_MUCH = "It needs more memory than a posting may. Copy the posting's text and paste it instead."
_NAMES = {Format.pdf: "PDF", Format.docx: "Word file", Format.html: "page", Format.mhtml: "page"}


def main() -> None:
    """Parse standard input as the format that the one argument names."""
    DEFAULT.impose()
    sys.stdout.buffer.write(answer_for(Format(sys.argv[1]), sys.stdin.buffer.read()))


def answer_for(form: Format, content: bytes) -> bytes:
    """Return the text of a document, or the problem with it; no parser's own exception leaves this function.

    `cpu` is what this process has taken so far, in seconds.
    """
    answer: dict[str, object]
    try:
        text, encoding = _parse(form, content)
    except DocumentError as problem:
        answer = {"problem": str(problem)}
    except MemoryError:
        answer = {"problem": _TOO_MUCH}
    except Exception:  # parsers of foreign bytes raise whatever they like, and each means the same here
        answer = {"problem": _BROKEN.format(_NAMES[form])}
    else:
        answer = {"text": text, "encoding": encoding}
        if len(text) > LARGEST_TEXT:
            answer = {"problem": f"It has {len(text):,} characters; a posting may have at most {LARGEST_TEXT:,}."}
    return json.dumps(answer | {"cpu": time.process_time()}).encode()


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
