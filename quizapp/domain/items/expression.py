"""The expression language of question banks: parsed against a whitelist, evaluated within fixed bounds.

No attribute, no name but those given, no call but those of `functions.FUNCTIONS`; at most `MAX_STEPS` steps.
"""

import ast
import math
import operator
import re
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from quizapp.domain.items.functions import CONSTANTS, FUNCTIONS, describe, elements, number, whole
from quizapp.domain.items.values import MAX_INTEGER, EvaluationError, Value, bounded, leaves

MAX_STEPS = 2_000
MAX_SOURCE = 2_000
"""Characters in an expression."""
MAX_NESTING = 60
"""Levels of an expression's tree."""

_LOG_MAX = math.log(MAX_INTEGER)


class ExpressionError(ValueError):
    """An expression can't be read or computed.

    Attributes:
        what: One clause that says what is wrong.
        offset: The character of the source where it is, from 0.
    """

    def __init__(self, what: str, offset: int = 0) -> None:
        super().__init__(what)
        self.what = what
        self.offset = offset


@dataclass
class _Frame:
    """One evaluation: the names it may use and the steps it has left."""

    names: Mapping[str, Value]
    steps: int = MAX_STEPS

    def spend(self, steps: int) -> None:
        self.steps -= steps
        if self.steps < 0:
            raise EvaluationError(f"the expression takes more than {MAX_STEPS:,} steps")


_Run = Callable[[_Frame], Value]


@dataclass(frozen=True)
class Expression:
    """A parsed expression.

    Attributes:
        source: As the author wrote it.
        names: The variables it uses; functions and constants are not among them.
    """

    source: str
    names: frozenset[str]
    _run: _Run = field(repr=False, compare=False)

    def evaluate(self, names: Mapping[str, Value]) -> Value:
        """Compute the value.

        Raises:
            ExpressionError: when a value is not defined, not finite or too large, or the steps run out.
        """
        return self._run(_Frame(names))


@lru_cache(maxsize=4_096)
def parse(source: str) -> Expression:
    """Parse an expression.

    Raises:
        ExpressionError: naming the first thing that does not belong to the language.
    """
    if len(source) > MAX_SOURCE:
        raise ExpressionError(f"the expression is longer than {MAX_SOURCE:,} characters")
    if not source.strip():
        raise ExpressionError("expected an expression, found nothing")
    tree = _tree(source)
    compiler = _Compiler(source)
    run = compiler.compile(tree)
    return Expression(source, frozenset(compiler.names), run)


def _tree(source: str) -> ast.expr:
    """Let Python's own parser read the source; backslashes are plain characters, as TeX wants them."""
    text = re.sub(r"\s", " ", source).replace("\\", "\\\\")
    start = len(text) - len(text.lstrip())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text.strip(), mode="eval").body
    except SyntaxError as error:
        what = (error.msg or "invalid syntax").replace("invalid syntax. ", "")
        raise ExpressionError(f"this is not an expression ({what})", start + max((error.offset or 1) - 1, 0)) from None
    except (ValueError, MemoryError, RecursionError):
        raise ExpressionError("this is not an expression that can be read") from None
    if _too_deep(tree):
        raise ExpressionError(f"the expression is nested more than {MAX_NESTING} deep")
    for node in ast.walk(tree):
        if isinstance(node, ast.expr):
            node.col_offset += start
    return tree


def _too_deep(tree: ast.expr) -> bool:
    level: list[ast.AST] = [tree]
    for _ in range(MAX_NESTING):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return any(isinstance(node, ast.expr) for node in level)


def _pairwise(operation: Callable[[int | float, int | float], Value]) -> Callable[[Value, Value], Value]:
    """Let an operation on numbers run element by element when a side is a list."""

    def apply(a: Value, b: Value) -> Value:
        if isinstance(a, tuple) or isinstance(b, tuple):
            return _elementwise(apply, a, b)
        return operation(number(a), number(b))

    return apply


def _elementwise(apply: Callable[[Value, Value], Value], a: Value, b: Value) -> Value:
    if not isinstance(a, tuple):
        return tuple(apply(a, y) for y in elements(b))
    if not isinstance(b, tuple):
        return tuple(apply(x, b) for x in a)
    if len(a) != len(b):
        raise EvaluationError(f"expected lists of equal length, found {len(a)} and {len(b)}")
    return tuple(apply(x, y) for x, y in zip(a, b, strict=True))


def _power(base: int | float, exponent: int | float) -> Value:
    """Raise to a power; a result that would be too large is refused before it is computed."""
    if base == 0 and exponent < 0:
        raise ZeroDivisionError
    if base < 0 and not float(exponent).is_integer():
        raise EvaluationError("a negative number has no such power")
    if isinstance(base, int) and isinstance(exponent, int) and exponent > 0 and abs(base) > 1:
        if exponent * math.log(abs(base)) > _LOG_MAX:
            raise EvaluationError("the result is an integer of 1e15 or more")
        return int(base**exponent)
    if isinstance(base, int) and isinstance(exponent, int) and exponent >= 0:
        return int(base ** (exponent % 2 or (0 if exponent == 0 else 2)))
    return float(float(base) ** float(exponent))


def _add(a: Value, b: Value) -> Value:
    if isinstance(a, str) and isinstance(b, str):
        return a + b
    return _add_numbers(a, b)


_add_numbers = _pairwise(operator.add)

_BINARY: dict[type[ast.operator], Callable[[Value, Value], Value]] = {
    ast.Add: _add,
    ast.Sub: _pairwise(operator.sub),
    ast.Mult: _pairwise(operator.mul),
    ast.Div: _pairwise(operator.truediv),
    ast.FloorDiv: _pairwise(operator.floordiv),
    ast.Mod: _pairwise(operator.mod),
    ast.Pow: _pairwise(_power),
}

_ORDER: dict[type[ast.cmpop], Callable[[int | float, int | float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


def _compare(kind: type[ast.cmpop], a: Value, b: Value) -> bool:
    if kind is ast.Eq:
        return a == b
    if kind is ast.NotEq:
        return a != b
    if kind is ast.In:
        return a in elements(b)
    if kind is ast.NotIn:
        return a not in elements(b)
    return _ORDER[kind](number(a), number(b))


_COMPARISONS = (ast.Eq, ast.NotEq, ast.In, ast.NotIn, *_ORDER)


def _negative(value: Value) -> Value:
    return tuple(_negative(v) for v in value) if isinstance(value, tuple) else -number(value)


def _truth(value: Value) -> bool:
    if isinstance(value, bool):
        return value
    raise EvaluationError(f"expected a comparison, found {describe(value)}")


class _Compiler:
    """Turns a syntax tree into nested functions, one a node, and gathers the names it uses."""

    def __init__(self, source: str) -> None:
        self._source = source
        self.names: set[str] = set()

    def compile(self, node: ast.expr) -> _Run:
        """Compile a node; an error inside is placed here unless it is placed already."""
        make = _NODES.get(type(node))
        if make is None:
            raise ExpressionError(f"{_what_it_is(node)} does not belong to the language", self._offset(node))
        run = make(self, node)
        offset = self._offset(node)

        def step(frame: _Frame) -> Value:
            try:
                frame.spend(1)
                return bounded(run(frame))
            except EvaluationError as error:
                raise ExpressionError(str(error), offset) from None
            except ZeroDivisionError:
                raise ExpressionError("division by zero", offset) from None
            except OverflowError:
                raise ExpressionError("the result is too large", offset) from None

        return step

    def _offset(self, node: ast.expr) -> int:
        """Undo the doubling of backslashes before the node; other characters count as they are."""
        offset = node.col_offset
        doubled = self._source[:offset].count("\\")
        return max(min(offset - doubled, len(self._source) - 1), 0)

    def constant(self, node: ast.Constant) -> _Run:
        """Compile a number or a text."""
        value = node.value
        if not isinstance(value, int | float | str):
            raise ExpressionError(f"{value!r} does not belong to the language", self._offset(node))
        try:
            bounded(value)
        except EvaluationError as error:
            raise ExpressionError(str(error), self._offset(node)) from None
        return lambda frame: value

    def name(self, node: ast.Name) -> _Run:
        """Compile a variable or a constant's name."""
        key = node.id
        if key in CONSTANTS:
            constant = CONSTANTS[key]
            return lambda frame: constant
        if key in FUNCTIONS:
            raise ExpressionError(f"`{key}` is a function: expected `{key}(...)`", self._offset(node))
        self.names.add(key)

        def run(frame: _Frame) -> Value:
            if key not in frame.names:
                raise EvaluationError(f"unknown name `{key}`")
            return frame.names[key]

        return run

    def binary(self, node: ast.BinOp) -> _Run:
        """Compile an arithmetic operation."""
        apply = _BINARY.get(type(node.op))
        if apply is None:
            hint = ": a power is written `**`" if isinstance(node.op, ast.BitXor) else ""
            raise ExpressionError("this operator does not belong to the language" + hint, self._offset(node))
        left, right = self.compile(node.left), self.compile(node.right)

        def run(frame: _Frame) -> Value:
            a, b = left(frame), right(frame)
            if isinstance(a, tuple) or isinstance(b, tuple):
                frame.spend(leaves(a) + leaves(b))
            return apply(a, b)

        return run

    def unary(self, node: ast.UnaryOp) -> _Run:
        """Compile a sign or `not`."""
        operand = self.compile(node.operand)
        if isinstance(node.op, ast.Not):
            return lambda frame: not _truth(operand(frame))
        if isinstance(node.op, ast.USub):
            return lambda frame: _negative(operand(frame))
        if isinstance(node.op, ast.UAdd):
            return operand
        raise ExpressionError("this operator does not belong to the language", self._offset(node))

    def boolean(self, node: ast.BoolOp) -> _Run:
        """Compile `and` or `or`; later parts run only when they decide."""
        parts = [self.compile(value) for value in node.values]
        decide = all if isinstance(node.op, ast.And) else any
        return lambda frame: decide(_truth(part(frame)) for part in parts)

    def comparison(self, node: ast.Compare) -> _Run:
        """Compile a comparison or a chain of them."""
        kinds = [type(op) for op in node.ops]
        if any(kind not in _COMPARISONS for kind in kinds):
            raise ExpressionError("`is` does not belong to the language", self._offset(node))
        parts = [self.compile(part) for part in (node.left, *node.comparators)]

        def run(frame: _Frame) -> Value:
            values = [part(frame) for part in parts]
            frame.spend(sum(map(leaves, values)))
            return all(_compare(kind, a, b) for kind, a, b in zip(kinds, values, values[1:], strict=False))

        return run

    def conditional(self, node: ast.IfExp) -> _Run:
        """Compile `a if c else b`; only the branch taken runs."""
        test, yes, no = self.compile(node.test), self.compile(node.body), self.compile(node.orelse)
        return lambda frame: yes(frame) if _truth(test(frame)) else no(frame)

    def listing(self, node: ast.List) -> _Run:
        """Compile a list."""
        parts = [self.compile(element) for element in node.elts]

        def run(frame: _Frame) -> Value:
            values = tuple(part(frame) for part in parts)
            frame.spend(leaves(values))
            return values

        return run

    def subscript(self, node: ast.Subscript) -> _Run:
        """Compile `x[i]`; i counts from 0, and from -1 at the end."""
        if isinstance(node.slice, ast.Slice):
            raise ExpressionError("expected `x[i]`; a part of a list is `slice(x, i, j)`", self._offset(node))
        listed, position = self.compile(node.value), self.compile(node.slice)

        def run(frame: _Frame) -> Value:
            values, i = elements(listed(frame)), whole(position(frame))
            if not -len(values) <= i < len(values):
                raise EvaluationError(f"the list has {len(values)} elements, none at {i}")
            return values[i]

        return run

    def call(self, node: ast.Call) -> _Run:
        """Compile a call of a known function."""
        function = FUNCTIONS.get(node.func.id) if isinstance(node.func, ast.Name) else None
        if function is None or not isinstance(node.func, ast.Name):
            named = f"`{node.func.id}`" if isinstance(node.func, ast.Name) else "this"
            raise ExpressionError(f"{named} is not a function of the language", self._offset(node))
        key = node.func.id
        if node.keywords or not function.fewest <= len(node.args) <= function.most:
            raise ExpressionError(f"`{key}` takes {_arity(function.fewest, function.most)}", self._offset(node))
        parts = [self.compile(argument) for argument in node.args]

        def run(frame: _Frame) -> Value:
            values = [part(frame) for part in parts]
            frame.spend(function.cost * sum(map(leaves, values)))
            try:
                return function.call(*values)
            except EvaluationError as error:
                raise EvaluationError(f"{key}: {error}") from None
            except (ValueError, TypeError):
                raise EvaluationError(f"{key} is not defined here") from None

        return run


def _arity(fewest: int, most: int) -> str:
    if fewest == most:
        return "one argument" if fewest == 1 else f"{fewest} arguments"
    return f"{fewest} to {most} arguments"


def _what_it_is(node: ast.expr) -> str:
    known = {ast.Attribute: "an attribute", ast.Lambda: "a function of one's own", ast.Tuple: "a tuple (write `[...]`)"}
    return known.get(type(node), f"this ({type(node).__name__.lower()})")


_NODES: dict[type[ast.expr], Callable[[_Compiler, ast.expr], _Run]] = {
    ast.Constant: _Compiler.constant,
    ast.Name: _Compiler.name,
    ast.BinOp: _Compiler.binary,
    ast.UnaryOp: _Compiler.unary,
    ast.BoolOp: _Compiler.boolean,
    ast.Compare: _Compiler.comparison,
    ast.IfExp: _Compiler.conditional,
    ast.List: _Compiler.listing,
    ast.Subscript: _Compiler.subscript,
    ast.Call: _Compiler.call,
}  # type: ignore[assignment]  # each method takes the node type it is listed under
