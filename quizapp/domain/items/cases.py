"""Cases that give themselves away: a later question that says what an earlier one asks."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from quizapp.domain.items.faces import Face, Part
from quizapp.domain.items.keys import Key
from quizapp.domain.items.linter.words import numbers_in
from quizapp.domain.items.types.case import Case, CaseKey
from quizapp.domain.items.types.choice import ChoiceKey
from quizapp.domain.items.types.cloze import ClozeKey
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
    options = (option.text for gap in face.gaps for option in gap.options)
    return "\n".join([face.stem, face.passage, *(part.text for part in (*face.prompts, *face.parts)), *options])


def _said(key: Key, face: Face, text: str, known: str) -> str:
    find = _FINDERS.get(type(key))
    return find(key, face, text, known) if find else ""


def _number(key: NumericKey, face: Face, text: str, known: str) -> str:
    before = set(numbers_in(known))
    met = (n for n in numbers_in(text) if n not in before and within(key, n, key.value))
    return next((f"{n:g}" for n in met), "")


def _option(key: ChoiceKey, face: Face, text: str, known: str) -> str:
    return _chosen([part for part in face.parts if part.id in key.correct], face.parts, text)


def _chosen(right: Sequence[Part], options: Sequence[Part], text: str) -> str:
    """Find a right option that a text names; a short one only when none of the wrong ones is named beside it."""
    wrong = [part.text for part in options if part not in right]
    for part in right:
        if _names(text, part.text) and (len(part.text) >= SHORTEST or not any(_names(text, other) for other in wrong)):
            return part.text.strip()
    return ""


def _names(text: str, words: str) -> bool:
    folded = _folded(words).rstrip(".")
    return len(folded) > 2 and bool(re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", _folded(text)))


def _word(key: WordKey, face: Face, text: str, known: str) -> str:
    return _typed(key.accepted, text, known)


def _typed(accepted: Sequence[str], text: str, known: str) -> str:
    return next((word for word in accepted if _names(text, word) and not _names(known, word)), "")


def _gap(key: ClozeKey, face: Face, text: str, known: str) -> str:
    for gap in face.gaps:
        accepted = key.gaps[gap.id].accepted
        right = [option for option in gap.options if option.id in accepted]
        if said := _chosen(right, gap.options, text) if gap.options else _typed(accepted, text, known):
            return said
    return ""


_FINDERS: Mapping[type[Key], Callable[..., str]] = {
    NumericKey: _number,
    ChoiceKey: _option,
    WordKey: _word,
    ClozeKey: _gap,
}
"""Orders and matches are the author's to watch: their texts stand in several places of any case."""


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
