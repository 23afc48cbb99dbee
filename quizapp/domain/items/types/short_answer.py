"""A word or a short phrase, typed."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.items.faces import Face, Render
from quizapp.domain.items.keys import AnswerError, Grade, Key
from quizapp.domain.items.kinds import ItemType, Path
from quizapp.domain.items.writing import Body, Writer

LONGEST = 200
"""Characters of a short answer."""
WORD_RULE = "Write a word or a few: capitals, spaces at the ends and doubled spaces don't matter."
EXACT_RULE = "Write it exactly: capitals matter here; spaces at the ends and doubled spaces don't."

_SAME = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-"})
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_POWER = re.compile("[\u207a\u207b]?[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")
_FRACTION = re.compile("[\u00bc-\u00be\u2150-\u215e]")
_WRAPPED = re.compile(r"""^(["'`])(.+)\1$""", re.DOTALL)


def normalised(text: str, *, exact: bool = False) -> str:
    """Return a text as it is compared.

    Compatibility forms (NFKC), dashes and quotation marks are made one, powers are written with ^ and fractions with /,
    spaces are folded. Unless `exact`, a pair of quotation marks around everything, a full stop at the end and capitals
    are dropped too. What is normalised already stays as it is.
    """
    form, before = text, ""
    while form != before:  # what stands within quotation marks may end with a full stop, and the other way round
        plain = unicodedata.normalize("NFKC", _written_out(form if exact else form.casefold()))
        form, before = _unwrapped(plain, exact=exact), form
    return form


def _written_out(text: str) -> str:
    """Write powers and fractions out, whose compatibility forms would run together with what stands before."""
    powers = _POWER.sub(lambda match: "^" + unicodedata.normalize("NFKC", match[0]), text)
    return _FRACTION.sub(lambda match: " " + unicodedata.normalize("NFKC", match[0]).replace("\u2044", "/"), powers)


def _unwrapped(text: str, *, exact: bool) -> str:
    folded = " ".join(text.translate(_SAME).split())
    if exact:
        return folded
    if len(folded) > 1 and folded.endswith(".") and not folded.endswith(".."):
        return folded[:-1].rstrip()
    match = _WRAPPED.fullmatch(folded)
    return match[2].strip() if match else folded


@dataclass(frozen=True)
class WrongWord:
    """A wrong answer that is known; `text` may hold insertions."""

    text: str
    misconception: str
    why: str


@dataclass(frozen=True)
class ShortAnswer(Body):
    """The body of a short answer: all that is accepted, the first as the review shows it."""

    type = ItemType.SHORT_ANSWER

    accepted: tuple[str, ...]
    exact: bool = False
    mistakes: tuple[WrongWord, ...] = ()

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield what is accepted, and the mistakes with their reasons."""
        for i, text in enumerate(self.accepted):
            yield ("answer", "accept", i), text
        for i, mistake in enumerate(self.mistakes):
            yield ("mistakes", i, "text"), mistake.text
            yield ("mistakes", i, "why"), mistake.why

    def misconceptions(self) -> Iterator[tuple[Path, str]]:
        """Yield what leads to the mistakes."""
        for i, mistake in enumerate(self.mistakes):
            yield ("mistakes", i, "misconception"), mistake.misconception

    def write(self, writer: Writer) -> tuple[Face, Key]:
        """Fill what is accepted.

        Raises:
            VariantError: when a mistake is accepted or named twice, or an answer can't be typed.
        """
        accepted = tuple(writer.text(text, "answer", "accept", i) for i, text in enumerate(self.accepted))
        key = WordKey(accepted, self.exact, tuple(self._mistakes(writer)))
        refuse_empty(writer, accepted, "answer", "accept")
        forms = {key.form(text): "that is not accepted" for text in accepted}
        for i, mistake in enumerate(key.mistakes):
            form = key.form(mistake.text)
            if form in forms:
                what = f"expected a mistake {forms[form]}, found {mistake.text!r}{writer.where()}"
                raise writer.error(what, "mistakes", i, "text")
            forms[form] = "of its own"
        return Face(ItemType.SHORT_ANSWER, numeric=False, exact=self.exact), key

    def _mistakes(self, writer: Writer) -> Iterator["KeyedWord"]:
        for i, mistake in enumerate(self.mistakes):
            text = writer.text(mistake.text, "mistakes", i, "text")
            yield KeyedWord(text, mistake.misconception, writer.text(mistake.why, "mistakes", i, "why"))


@dataclass(frozen=True)
class KeyedWord:
    """A wrong answer that is known, and why it is wrong."""

    text: str
    misconception: str
    why: str


@dataclass(frozen=True)
class WordKey(Key):
    """The key of a short answer."""

    kinds = (ItemType.SHORT_ANSWER,)

    accepted: tuple[str, ...]
    exact: bool = False
    mistakes: tuple[KeyedWord, ...] = ()

    @staticmethod
    def check(face: Face, answer: object) -> None:
        """Ask for a short text that holds something."""
        check_word(answer)

    def form(self, text: str) -> str:
        """Return a text as this key compares it."""
        return normalised(text, exact=self.exact)

    def grade(self, answer: Any) -> Grade:
        """Compare the answer with what is accepted, then with the mistakes.

        Raises:
            AnswerError: when it is not a short text.
        """
        form = self.form(check_word(answer))
        if form in map(self.form, self.accepted):
            return Grade(1.0)
        for i, mistake in enumerate(self.mistakes):
            if form == self.form(mistake.text):
                return Grade(0.0, mistake=i, misconceptions=(mistake.misconception,))
        return Grade(0.0)

    def right_answer(self) -> str:
        """Return the first of the accepted answers."""
        return self.accepted[0]

    def rendered(self, render: Render) -> "WordKey":
        """Return the key with each text rendered; what is compared stays as it is."""
        mistakes = tuple(replace(mistake, why=render(mistake.why, "mistakes")) for mistake in self.mistakes)
        return replace(super().rendered(render), mistakes=mistakes)


def refuse_empty(writer: Writer, accepted: Sequence[str], *path: str | int) -> None:
    """Refuse accepted texts that nobody can type.

    Raises:
        VariantError: when one holds nothing or is too long.
    """
    for i, text in enumerate(accepted):
        if not normalised(text):
            raise writer.error(f"expected an answer, found nothing{writer.where()}", *path, i)
        if len(text) > LONGEST:
            raise writer.error(f"expected at most {LONGEST} characters{writer.where()}", *path, i)


def check_word(answer: object, part: str = "") -> str:
    """Return a short answer as it was typed.

    Raises:
        AnswerError: when it is none, empty, too long or holds characters that can't be shown.
    """
    if not isinstance(answer, str) or not answer.strip():
        raise AnswerError("Please type an answer.", part)
    if len(answer) > LONGEST:
        raise AnswerError(f"An answer here may have at most {LONGEST} characters; this one has {len(answer):,}.", part)
    refuse_hidden(answer, "The answer", part)
    return answer


def refuse_hidden(text: str, about: str, part: str) -> None:
    """Refuse a text with characters that can't be shown, and that not every database keeps.

    Raises:
        AnswerError: when it holds control characters, surrogates or private characters.
    """
    if _HIDDEN.search(text):
        raise AnswerError(f"{about} holds characters that can't be shown. Please type it again.", part)
