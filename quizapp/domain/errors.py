"""The one tree of errors; the edge turns each into a page, a status or an exit code."""


class QuizappError(Exception):
    """Something a person must be told, in one plain sentence."""


class NotFoundError(QuizappError):
    """What was asked for does not exist, or is not this person's to see."""


class SignedOutError(QuizappError):
    """Nobody is signed in any more."""


class ConflictError(QuizappError):
    """The state has moved on since the page was made."""


class InvalidInputError(QuizappError):
    """What was given can't be used; the sentence says what was expected, `field` where it was given."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class TooManyTriesError(QuizappError):
    """A limit was met; `seconds` says how long to wait."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds
