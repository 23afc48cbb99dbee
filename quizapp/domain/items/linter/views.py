"""What the detectors look at: an item's questions as its variants show them."""

from collections.abc import Mapping, Sequence

from quizapp.domain.items.faces import Face
from quizapp.domain.items.keys import Key
from quizapp.domain.items.linter.findings import ShownOption, View
from quizapp.domain.items.model import Body, Item, ItemType
from quizapp.domain.items.templates import parse_template
from quizapp.domain.items.types.case import Case, CaseKey
from quizapp.domain.items.types.choice import Choice
from quizapp.domain.items.types.numeric import NumericKey
from quizapp.domain.items.values import Value
from quizapp.domain.items.variants import Variant, names_of


def views_of(item: Item, variants: Sequence[Variant]) -> list[list[View]]:
    """Return, for each question of an item, how the variants show it; options stand in the order written.

    Most items are one question. A case is its scenario and the questions on it.
    """
    shown = [_views(item, variant) for variant in variants]
    return [list(views) for views in zip(*shown, strict=True)]


def _views(item: Item, variant: Variant) -> list[View]:
    names = names_of(item, variant.variables)
    whole = _view(item, item.body, variant.face, variant.key, names)
    if not isinstance(item.body, Case) or not isinstance(variant.key, CaseKey):
        return [whole]
    members = list(zip(item.body.questions, variant.face.members, strict=True))
    return [whole] + [
        _view(
            item, question.body, member.face, variant.key.members[member.id], names, whole.stem, ("questions", position)
        )
        for position, (question, member) in enumerate(members)
    ]


def _view(
    item: Item,
    body: Body,
    face: Face,
    key: Key,
    names: Mapping[str, Value],
    context: str = "",
    path: tuple[str | int, ...] = (),
) -> View:
    numeric = key if isinstance(key, NumericKey) else None
    written = body.options if isinstance(body, Choice) else ()
    return View(
        type=face.type,
        stem=face.stem,
        options=tuple(
            ShownOption(i, parse_template(option.text).fill(names), option.correct) for i, option in enumerate(written)
        ),
        shuffle=body.shuffle if isinstance(body, Choice) else True,
        key_value=numeric.value if numeric else None,
        mistakes=tuple(mistake.value for mistake in numeric.mistakes) if numeric else (),
        within=numeric.tolerance.around(numeric.value) if numeric else 0.0,
        context=context,
        is_scenario=face.type is ItemType.CASE,
        is_fixed=not item.is_family,
        path=path,
    )
