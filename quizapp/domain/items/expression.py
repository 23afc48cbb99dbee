"""The expression language of question banks: parsed against a whitelist, evaluated within fixed bounds.

No attribute, no name but those given, no call but those of `functions.FUNCTIONS`, at most `MAX_STEPS` steps.
"""

import ast
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from quizapp.domain.items.compiler import MAX_STEPS, ExpressionError, Frame, Run, compile_tree
from quizapp.domain.items.values import Value

__all__ = ["MAX_NESTING", "MAX_SOURCE", "MAX_STEPS", "Expression", "ExpressionError", "parse"]

MAX_SOURCE = 2_000
"""Characters in an expression."""
MAX_NESTING = 100
"""Levels of an expression's tree."""
_TEXT = re.compile("('[^']*'|\"[^\"]*\")")
_OTHER = re.compile(r"[^\w\s.,:+*/%<>=!()\[\]&|^~@-]|[^\x00-\x7f]")
"""What stands nowhere outside a text; letters outside ASCII neither, since Python takes some for others."""
_PREFIX = re.compile(r"\b[bfru]{1,2}$", re.IGNORECASE)
_CACHED = 256
"""Expressions kept once parsed; the longest take some 700 KB each, usual ones a hundredth of that."""


@dataclass(frozen=True)
class Expression:
    """A parsed expression.

    Attributes:
        source: As the author wrote it.
        names: The variables it uses; functions and constants are not among them.
    """

    source: str
    names: frozenset[str]
    _run: Run = field(repr=False, compare=False)

    def evaluate(self, names: Mapping[str, Value]) -> Value:
        """Compute the value.

        Raises:
            ExpressionError: when a value is not defined, not finite or too large, or the steps run out.
        """
        return self._run(Frame(names))


@lru_cache(maxsize=_CACHED)
def parse(source: str) -> Expression:
    """Parse an expression.

    Raises:
        ExpressionError: naming the first thing that does not belong to the language.
    """
    if len(source) > MAX_SOURCE:
        raise ExpressionError(f"the expression is longer than {MAX_SOURCE:,} characters")
    if not source.strip():
        raise ExpressionError("expected an expression, found nothing")
    text = re.sub(r"\s", " ", source)
    start = len(text) - len(text.lstrip())
    _check_characters(text)
    # A backslash is a character like any other, since a text may hold TeX; Python's parser wants it doubled.
    doubled = text.strip().replace("\\", "\\\\")
    run, names = compile_tree(_tree(doubled, start), lambda node: _offset(doubled, node.col_offset, start))
    return Expression(source, names, run)


def _check_characters(text: str) -> None:
    """Refuse what needs no parser to be seen: characters of no use, and texts that Python reads in another way."""
    offset = 0
    parts = _TEXT.split(text)
    for position, part in enumerate(parts):
        if position % 2:
            if _PREFIX.search(parts[position - 1]):
                raise ExpressionError("a letter before a text does not belong to the language", offset - 1)
        elif found := _OTHER.search(part):
            raise ExpressionError(_refusal(found[0]), offset + found.start())
        offset += len(part)


def _refusal(character: str) -> str:
    if character in "'\"":
        return "this text is not closed"
    return f"`{character}` does not belong to the language" if character.isprintable() else "expected no such character"


def _offset(doubled: str, column: int, start: int) -> int:
    """Return the source's character for a column in bytes of the text with doubled backslashes."""
    before = doubled.encode()[:column].decode("utf-8", "ignore")
    return start + len(before) - before.count("\\") // 2


def _tree(text: str, start: int) -> ast.expr:
    """Let Python's own parser read the text; it compiles nothing and runs nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        what = (error.msg or "invalid syntax").split(". ")[0]
        offset = start + max((error.offset or 1) - 1, 0)
        raise ExpressionError(f"this is not an expression ({what})", offset) from None
    except (ValueError, MemoryError, RecursionError):
        raise ExpressionError("this is not an expression that can be read") from None
    if _too_deep(tree):
        raise ExpressionError(f"the expression is nested more than {MAX_NESTING} deep")
    return tree


def _too_deep(tree: ast.expr) -> bool:
    level: list[ast.AST] = [tree]
    for _ in range(MAX_NESTING):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return any(isinstance(node, ast.expr) for node in level)
