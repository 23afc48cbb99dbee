"""Compile a bank: draw its variants, render their texts, freeze faces and keys."""

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from quizapp.banks.fingerprint import COMPILER
from quizapp.banks.reading import Bank, ItemSource
from quizapp.banks.source import Problem, SourceError
from quizapp.banks.text import TextError, render_block, render_inline
from quizapp.domain.items.cases import leak_sentences
from quizapp.domain.items.chance import chance
from quizapp.domain.items.faces import FIRST_GAP, Face
from quizapp.domain.items.keys import Key
from quizapp.domain.items.kinds import Path
from quizapp.domain.items.linter import Finding, lint
from quizapp.domain.items.model import Item
from quizapp.domain.items.types.case import Case
from quizapp.domain.items.variants import Variant, VariantError, draw_variants

VARIANTS = 50
"""Variants frozen for a family."""
LOOKED_AT = 7
"""Variants of a case that are read for questions that give each other away."""


@dataclass(frozen=True)
class CompiledVariant:
    """A frozen variant; its texts are safe HTML."""

    number: int
    face: Face
    key: Key


@dataclass(frozen=True)
class CompiledItem:
    """A version of an item, ready to be stored.

    Attributes:
        steps: Score thresholds, rising; none when people rate the answers.
        chance: For each step, the probability that pure guessing reaches it.
        findings: What the linter said, waivers considered.
    """

    key: str
    type: str
    topic: str
    level: str
    just_ready: float
    minutes: float
    references: tuple[str, ...]
    family: bool
    steps: tuple[float, ...]
    chance: tuple[float, ...]
    content_hash: str
    findings: tuple[Finding, ...]
    variants: tuple[CompiledVariant, ...]


@dataclass(frozen=True)
class CompiledBank:
    """A bank's items, compiled; `misconceptions` are those they name."""

    key: str
    competency: str
    title: str
    summary: str
    content_hash: str
    items: tuple[CompiledItem, ...]
    misconceptions: dict[str, str]


def seed_of(bank: Bank, item: Item) -> str:
    """Return the seed of an item's variants: it does not change with the item's wording."""
    return f"{bank.key}/{item.key}"


def compile_bank(bank: Bank, variants: int = VARIANTS, progress: Callable[[str], None] | None = None) -> CompiledBank:
    """Compile every item of a bank.

    Args:
        bank: As it was read.
        variants: How many to freeze for a family; fewer when it has fewer.
        progress: Called with each item's key before it is compiled.

    Raises:
        SourceError: with a problem for each item that can't be compiled.
    """
    compiled: list[CompiledItem] = []
    problems: list[Problem] = []
    for item in bank.items:
        if progress:
            progress(item.key)
        try:
            compiled.append(compile_item(bank, item, variants))
        except SourceError as error:
            problems += error.problems
    if problems:
        raise SourceError(sorted(problems))
    return CompiledBank(
        bank.key,
        bank.competency,
        bank.title,
        bank.summary,
        bank.content_hash,
        tuple(compiled),
        bank.misconceptions,
    )


def compile_item(bank: Bank, item: Item, variants: int = VARIANTS) -> CompiledItem:
    """Compile one item of a bank.

    Raises:
        SourceError: with the first problem met.
    """
    return freeze(bank, item, draw(bank, item, variants))


def draw(bank: Bank, item: Item, count: int) -> tuple[Variant, ...]:
    """Draw an item's variants.

    Raises:
        SourceError: naming the field that fails, or that nothing satisfies `require`.
    """
    source = bank.sources[item.key]
    try:
        drawn = draw_variants(item, seed_of(bank, item), count)
    except VariantError as error:
        raise SourceError([source.problem(item.key, error.what, error.path, error.offset)]) from None
    if not drawn:
        what = "expected `require` to leave some variants, found none"
        raise SourceError([source.problem(item.key, what, ("require",))])
    _refuse_leaks(source, item, drawn)
    return drawn


def _refuse_leaks(source: ItemSource, item: Item, drawn: tuple[Variant, ...]) -> None:
    """Refuse a case in which a question says what an earlier one asks."""
    if isinstance(item.body, Case):
        for variant in drawn[:LOOKED_AT]:
            for position, what in leak_sentences(item.body, variant.face, variant.key):
                raise SourceError([source.problem(item.key, what, ("questions", position, "stem"))])


def freeze(bank: Bank, item: Item, drawn: tuple[Variant, ...]) -> CompiledItem:
    """Render drawn variants and put together what is stored.

    Raises:
        SourceError: when a text can't be rendered.
    """
    render = partial(_render, bank, item)
    return CompiledItem(
        key=item.key,
        type=item.type.value,
        topic=item.topic,
        level=item.level.value,
        just_ready=item.just_ready,
        minutes=item.minutes,
        references=item.references,
        family=item.is_family,
        steps=() if item.is_rated else drawn[0].key.steps,
        chance=() if item.is_rated else chance(drawn[0].key),
        content_hash=_version_hash(item),
        findings=lint(item, drawn),
        variants=tuple(CompiledVariant(v.number, v.face.rendered(render), v.key.rendered(render)) for v in drawn),
    )


def _version_hash(item: Item) -> str:
    """Return the SHA-256 of a version: of the item, and of the compiler that made it."""
    return hashlib.sha256(f"compiler {COMPILER}\n{item.content_hash}".encode()).hexdigest()


_BLOCKS = {"stem": ("stem",), "explanation": ("explanation",), "passage": ("text",)}
"""Texts that may hold paragraphs and tables, and their fields; all others stand in a line or a list."""


_HIDDEN = re.compile(r"<math.*?</math>|<[^>]*>", re.DOTALL)
"""What stands in a text's HTML where no field can stand."""


def _gaps(text: str) -> list[str]:
    """Return the marks of a passage's gaps, in their order."""
    return [character for character in text if ord(character) in range(FIRST_GAP, FIRST_GAP + 0x1900)]


def _render(bank: Bank, item: Item, text: str, where: str) -> str:
    try:
        html = render_block(text) if where in _BLOCKS else render_inline(text)
        if where == "passage" and _gaps(_HIDDEN.sub("", html)) != _gaps(text):
            raise TextError("expected gaps in plain text or code, none in a formula, a link or a picture")
        return html
    except TextError as error:
        path = _path_of(item, text) or _BLOCKS.get(where, ())
        raise SourceError([bank.sources[item.key].problem(item.key, str(error), path)]) from None


def _path_of(item: Item, text: str) -> Path:
    """Return where the item has the text that was filled to this one; () when it can't be told."""
    return next((path for path, written in item.texts() if re.fullmatch(_filled(written), text.strip(), re.DOTALL)), ())


def _filled(written: str) -> str:
    """Return a pattern of what a written text becomes when its insertions are filled."""
    return ".*?".join(map(re.escape, re.split(r"\{\{.*?\}\}", written.strip(), flags=re.DOTALL)))
