"""Grade an answer against a key: pure functions over plain JSON values.

An answer is an option's id (single choice), a list of ids (multiple response, ordering), the text as typed (numeric,
short answer, compute, written), a mapping of prompts or gaps to options or texts (matching, cloze), of actions to
ratings from 1 to 5 (situational judgement), of sections to texts (story), or of a case's questions to their answers.
"""

from typing import Any

from quizapp.domain.items import types as _types  # noqa: F401  # each type makes its keys known when it is imported
from quizapp.domain.items.faces import Face
from quizapp.domain.items.keys import AnswerError, Grade, Key, key_class
from quizapp.domain.items.types.judgement import judgement_score
from quizapp.domain.items.types.numeric import NUMBER_RULE, parse_number, within
from quizapp.domain.items.types.ordering import ordering_score

__all__ = [
    "NUMBER_RULE", "AnswerError", "Grade", "check_answer", "grade", "judgement_score", "ordering_score", "parse_number",
    "within",
]  # fmt: skip


def check_answer(face: Face, answer: object) -> None:
    """Refuse an answer that has the wrong form for a face, without knowing the key.

    Raises:
        AnswerError: with a sentence that says what was expected.
    """
    key_class(face.type).check(face, answer)


def grade(key: Key, answer: Any) -> Grade:
    """Grade an answer.

    Raises:
        AnswerError: when the answer has not the form `check_answer` asks for.
    """
    return key.grade(answer)
