"""From the fields of an item's form to the answer they mean."""

from typing import Any

from werkzeug.datastructures import MultiDict

from quizapp.domain.items.grading import parse_number

LONGEST_ANSWER = 2_000
MOST_PARTS = 20
_PLACE = "place-"
_RATE = "rate-"


def read_answer(form: MultiDict[str, str]) -> Any:
    """Read an answer as it is stored: None for "I don't know" or nothing, else a plain JSON value.

    The form names the item's type and `check_answer` proves it; a foreign form only makes an answer that is refused.
    """
    if form.get("skip"):
        return None
    kind = form.get("type", "")
    if kind == "ordering":
        places = _numbers(form, _PLACE)
        return (
            sorted(places, key=lambda part: places[part])
            if places and len(set(places.values())) == len(places)
            else None
        )
    if kind == "situational-judgement":
        return _numbers(form, _RATE) or None
    given = [value[:LONGEST_ANSWER] for value in form.getlist("answer")[:MOST_PARTS] if value.strip()]
    if kind == "multiple-response":
        return given or None
    return given[0] if given else None


def refuse_unreadable_number(form: MultiDict[str, str]) -> None:
    """Refuse what is typed as a number and is none, before "Saved" is said.

    Raises:
        InvalidInputError: with the rule for numbers.
    """
    typed = form.get("answer", "")[:LONGEST_ANSWER]
    if form.get("type") == "numeric" and typed.strip():
        parse_number(typed)


def _numbers(form: MultiDict[str, str], prefix: str) -> dict[str, int]:
    fields = [name for name in form if name.startswith(prefix)][:MOST_PARTS]
    return {
        name.removeprefix(prefix): int(form[name])
        for name in fields
        if form[name].isascii() and form[name].isdigit() and len(form[name]) < 3
    }
