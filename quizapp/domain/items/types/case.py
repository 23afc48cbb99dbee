"""A case: several questions on one scenario."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from quizapp.domain.items.faces import Face, Member, Render
from quizapp.domain.items.keys import HALF_AND_FULL, AnswerError, Grade, Key, key_class
from quizapp.domain.items.kinds import ItemType, Path
from quizapp.domain.items.writing import Body, Writer


@dataclass(frozen=True)
class CaseQuestion:
    """One question of a case; the case's stem is its scenario."""

    key: str
    stem: str
    explanation: str
    body: Body

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield its Markdown texts, with where."""
        yield ("stem",), self.stem
        yield ("explanation",), self.explanation
        yield from self.body.texts()


@dataclass(frozen=True)
class Case(Body):
    """The body of a case: its questions, in their order."""

    type = ItemType.CASE

    questions: tuple[CaseQuestion, ...]

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Yield the questions' texts."""
        for i, question in enumerate(self.questions):
            yield from ((("questions", i, *path), text) for path, text in question.texts())

    def formulas(self) -> Iterator[tuple[Path, str]]:
        """Yield the questions' expressions."""
        for i, question in enumerate(self.questions):
            yield from ((("questions", i, *path), source) for path, source in question.body.formulas())

    def misconceptions(self) -> Iterator[tuple[Path, str]]:
        """Yield the misconceptions the questions name."""
        for i, question in enumerate(self.questions):
            yield from ((("questions", i, *path), slug) for path, slug in question.body.misconceptions())

    def write(self, writer: Writer) -> tuple[Face, Key]:
        """Write each question."""
        faces: list[Member] = []
        keys: dict[str, Key] = {}
        for i, question in enumerate(self.questions):
            face, key = writer.inside(question.key, "questions", i).question(question)
            name = writer.id(question.key)
            faces.append(Member(name, face))
            keys[name] = key
        return Face(ItemType.CASE, members=tuple(faces), shuffle=False), CaseKey(keys)


@dataclass(frozen=True)
class CaseKey(Key):
    """The key of a case: its questions' keys by their ids."""

    kinds = (ItemType.CASE,)

    members: Mapping[str, Key]

    @property
    def steps(self) -> tuple[float, ...]:
        """Half and full credit."""
        return HALF_AND_FULL

    @staticmethod
    def check(face: Face, answer: object) -> None:
        """Ask for an answer to each question; None says "I don't know"."""
        names = [member.id for member in face.members]
        if not isinstance(answer, dict) or set(answer) - set(names):
            raise AnswerError("Please answer each question.")
        for number, member in enumerate(face.members, 1):
            if member.id not in answer:
                raise AnswerError(f"Question {number} has no answer yet.", member.id)
            if answer[member.id] is not None:
                _check_member(member, answer[member.id])

    def grade(self, answer: Any) -> Grade:
        """Return the mean of the questions' scores.

        Raises:
            AnswerError: when a question has no answer, or one that can't be graded.
        """
        if not isinstance(answer, dict) or set(answer) != set(self.members):
            raise AnswerError("Please answer each question.")
        grades = {
            name: Grade(0.0) if answer[name] is None else key.grade(answer[name]) for name, key in self.members.items()
        }
        score = sum(grade.score for grade in grades.values()) / len(grades)
        slugs = tuple(slug for grade in grades.values() for slug in grade.misconceptions)
        wrong = tuple(name for name, grade in grades.items() if grade.score < 1.0)
        return Grade(min(1.0, score), parts=wrong, misconceptions=slugs, members=grades)

    def right_answer(self) -> dict[str, Any]:
        """Return the right answer to each question."""
        return {name: key.right_answer() for name, key in self.members.items()}

    def guesses(self) -> Mapping[float, float]:
        """Guess each question by itself; scores to six decimals, as so many questions can make many."""
        sums = {0.0: 1.0}
        for key in self.members.values():
            sums = _gathered(
                (round(total + score, 12), share * chance)
                for total, share in sums.items()
                for score, chance in key.guesses().items()
            )
        return _gathered((round(total / len(self.members), 6), share) for total, share in sums.items())

    def rendered(self, render: Render) -> "CaseKey":
        """Return the key with each text rendered."""
        members = {name: key.rendered(render) for name, key in self.members.items()}
        return replace(super().rendered(render), members=members)


def _gathered(shares: Iterable[tuple[float, float]]) -> dict[float, float]:
    """Add up the shares of equal scores."""
    together: dict[float, float] = {}
    for score, share in shares:
        together[score] = together.get(score, 0.0) + share
    return together


def _check_member(member: Member, answer: object) -> None:
    try:
        key_class(member.face.type).check(member.face, answer)
    except AnswerError as error:
        raise AnswerError(str(error), error.part or member.id) from None
