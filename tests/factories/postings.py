"""Postings with lines as a test wants them, whatever extraction would read."""

import hashlib
import itertools
from typing import Any

from sqlalchemy.orm import Session

from quizapp.domain.extraction import Evidence, Kind, Link, Measure
from quizapp.domain.review import Choice, Line, Option
from quizapp.services.lines import keep_lines
from quizapp.services.postings import known_competencies
from quizapp.storage.tables import Posting
from tests.conftest import NOW

_NUMBERS = itertools.count(1)


def asking(text: str, *keys: str, any_of: int | None = None, topics: dict[str, str] | None = None, **more: Any) -> Any:
    """Describe a line that asks for competencies, for any `any_of` of them where it is given."""
    return text, keys, any_of, topics or {}, more


def make_posting_of(session: Session, *lines: Any, owner: int | None = None, **more: Any) -> Posting:
    """Make a posting of these lines, each made by `asking`."""
    text = "\n".join(line[0] for line in lines)
    number = next(_NUMBERS)
    values: dict[str, Any] = {
        "id": f"made-{number}", "title": f"Made {number}", "employer": "Tests", "language": "en", "text": text,
        "content_hash": hashlib.sha256(f"{number}{text}".encode()).hexdigest(), "owner_id": owner, "created_at": NOW,
        "seniority": "", "tracks": [], "problems": [], "statements": [],
    }  # fmt: skip
    posting = Posting(**values | more)
    session.add(posting)
    session.flush()
    made, start = [], 0
    for line in lines:
        made.append(_line(start, *line))
        start += len(line[0]) + 1
    keep_lines(session, posting, made, known_competencies(session))
    return posting


def _line(
    start: int, text: str, keys: tuple[str, ...], any_of: int | None, topics: dict[str, str], more: dict[str, Any]
) -> Line:
    spans = {key: (start + place, start + place + 1) for place, key in enumerate(keys)}
    links = tuple(Link(key, *span, topics.get(key, "")) for key, span in spans.items())
    choices = (Choice(any_of, tuple(Option(*spans[key], (key,)) for key in keys)),) if any_of else ()
    evidence = (Evidence("bar", "test", start, start + 1),) if "bar" in more else ()
    values: dict[str, Any] = {
        "kind": Kind.required, "measured_by": Measure.quiz if keys else Measure.evidence, "choices": choices,
        "evidence": evidence,
    }  # fmt: skip
    return Line(start, start + len(text), links=links, confidence=1.0, rule="test", **values | more)
