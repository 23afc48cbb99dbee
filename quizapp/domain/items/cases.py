"""Cases that give themselves away: a later question that says what an earlier one asks."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from quizapp.domain.items.faces import Face
from quizapp.domain.items.keys import Key
from quizapp.domain.items.linter.words import numbers_in
from quizapp.domain.items.types.case import Case, CaseKey
from quizapp.domain.items.types.choice import ChoiceKey
from quizapp.domain.items.types.numeric import NumericKey, within
from quizapp.domain.items.types.short_answer import WordKey

SHORTEST = 12
"""Characters from which an option's text is told apart from a word that happens to stand elsewhere."""


@dataclass(frozen=True)
class Leak:
    """A later question of a case that says the answer of an earlier one; both by their positions."""

    earlier: int
    later: int
    said: str


def leaks(face: Face, key: Key) -> Iterator[Leak]:
    """Yield what later questions say of earlier ones; nothing for an item that is no case.

    Options count as said, since all questions stand on one page. What the scenario or the earlier question says
    itself gives nothing away.
    """
    if not isinstance(key, CaseKey):
        return
    texts = [_text(member.face) for member in face.members]
    keys = [key.members[member.id] for member in face.members]
    for i, earlier in enumerate(keys):
        known = "\n".join([face.stem, texts[i]])
        for j in range(i + 1, len(texts)):
            said = _said(earlier, face.members[i].face, texts[j], known)
            if said:
                yield Leak(i, j, said)


def leak_sentences(body: Case, face: Face, key: Key) -> Iterator[tuple[int, str]]:
    """Yield the position of a question that gives an earlier one away, and a sentence that says so."""
    for leak in leaks(face, key):
        earlier, later = body.questions[leak.earlier].key, body.questions[leak.later].key
        yield leak.later, f"question `{later}` says what `{earlier}` asks for: {leak.said}"


def _text(face: Face) -> str:
    return "\n".join([face.stem, face.passage, *(part.text for part in (*face.prompts, *face.parts))])


def _said(key: Key, face: Face, text: str, known: str) -> str:
    find = _FINDERS.get(type(key))
    return find(key, face, text, known) if find else ""


def _number(key: NumericKey, face: Face, text: str, known: str) -> str:
    before = set(numbers_in(known))
    met = (n for n in numbers_in(text) if n not in before and within(key, n, key.value))
    return next((f"{n:g}" for n in met), "")


def _option(key: ChoiceKey, face: Face, text: str, known: str) -> str:
    right = [_folded(part.text).rstrip(".") for part in face.parts if part.id in key.correct]
    return next((option for option in right if len(option) >= SHORTEST and option in _folded(text)), "")


def _word(key: WordKey, face: Face, text: str, known: str) -> str:
    for accepted in key.accepted:
        word = re.compile(rf"(?<!\w){re.escape(_folded(accepted))}(?!\w)")
        if len(accepted) > 2 and word.search(_folded(text)) and not word.search(_folded(known)):
            return accepted
    return ""


_FINDERS: Mapping[type[Key], Callable[..., str]] = {NumericKey: _number, ChoiceKey: _option, WordKey: _word}


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
