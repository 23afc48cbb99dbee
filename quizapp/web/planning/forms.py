"""The form of a blueprint, read: a row has two fields, so their names come from the blueprint."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from quizapp.domain.blueprint import FEWEST_MINUTES, MOST_MINUTES, Blueprint, Place
from quizapp.domain.readiness.scale import Bar
from quizapp.services.blueprints import LONGEST_NOTE, Wish

MINUTES, NOTE = "minutes", "note"
_MOST_DIGITS = 12
_BARS = frozenset(bar.value for bar in Bar)


def share_field(place: Place) -> str:
    """Return the name of the field that holds a row's share."""
    return "share:" + ":".join(place)


def bar_field(place: Place) -> str:
    """Return the name of the field that holds a row's bar."""
    return "bar:" + ":".join(place)


@dataclass
class BlueprintForm:
    """What was typed, what it means, and what is wrong with it, by the field's name."""

    typed: Mapping[str, str]
    minutes: int = 0
    note: str = ""
    wishes: dict[Place, Wish] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def read_form(typed: Mapping[str, str], blueprint: Blueprint) -> BlueprintForm:
    """Read what was typed about a blueprint's rows; rows that the form does not have are left out."""
    form = BlueprintForm(typed, note=" ".join(typed.get(NOTE, "").split()))
    minutes = _number(typed.get(MINUTES, ""))
    if minutes is None or minutes != int(minutes) or not FEWEST_MINUTES <= minutes <= MOST_MINUTES:
        form.problems[MINUTES] = f"Minutes are a whole number from {FEWEST_MINUTES} to {MOST_MINUTES}."
    else:
        form.minutes = int(minutes)
    if len(form.note) > LONGEST_NOTE:
        form.problems[NOTE] = f"A note may have at most {LONGEST_NOTE} characters; this one has {len(form.note)}."
    for row in blueprint.rows:
        if share_field(row.place) in typed:
            _read_row(form, row.place)
    return form


def _read_row(form: BlueprintForm, place: Place) -> None:
    part, bar = _number(form.typed[share_field(place)]), form.typed.get(bar_field(place), "")
    if part is None or not 0 <= part <= 100:
        form.problems[share_field(place)] = "A share is a number from 0 to 100."
    elif bar not in _BARS:
        form.problems[share_field(place)] = "Choose one of the bars."
    else:
        form.wishes[place] = Wish(part, Bar(bar))


def _number(text: str) -> float | None:
    plain = text.strip().replace(",", ".")
    if not plain or len(plain) > _MOST_DIGITS or not set(plain) <= set("0123456789."):
        return None
    try:
        return float(plain)
    except ValueError:
        return None
