"""What pure guessing earns: exact, by going through every answer a guesser could give."""

from quizapp.domain.items.keys import Key, reached


def chance(key: Key, steps: tuple[float, ...] | None = None) -> tuple[float, ...]:
    """Return, for each step, the probability that pure guessing reaches it.

    A guesser picks each possible answer alike: an option, a set of options that is not empty, an order, a rating from
    1 to 5 for each action, an option for each prompt or drop-down. Nobody guesses what is typed.
    """
    return reached(key.guesses(), steps if steps is not None else key.steps)
