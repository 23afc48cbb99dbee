"""From a syntax tree of the expression language to nested functions, one a node, within a budget of steps."""

import ast
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.domain.items.arguments import Function, elements, whole
from quizapp.domain.items.functions import CONSTANTS, FUNCTIONS
from quizapp.domain.items.operators import BINARY, COMPARISONS, negative, truth
from quizapp.domain.items.values import MAX_INTEGER, EvaluationError, Value, measured, size

MAX_STEPS = 100_000
"""A node takes a step for each element of its value; operators and calls take more for those they read."""
DIVISION_COST = 10
"""Steps an element of `//` and `%` takes: a remainder of numbers far apart in size takes microseconds."""


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
class Frame:
    """One evaluation: the names it may use and the steps it has left."""

    names: Mapping[str, Value]
    steps: int = MAX_STEPS

    def spend(self, steps: int) -> None:
        """Take steps from the budget.

        Raises:
            EvaluationError: when it is used up.
        """
        self.steps -= steps
        if self.steps < 0:
            raise EvaluationError(f"the expression takes more than {MAX_STEPS:,} steps")


Run = Callable[[Frame], Value]


def compile_tree(tree: ast.expr, offsets: Callable[[ast.expr], int]) -> tuple[Run, frozenset[str]]:
    """Compile a tree; return what computes it and the variables it uses.

    Args:
        tree: As Python's parser made it.
        offsets: Says where in the source a node begins.

    Raises:
        ExpressionError: at the first node that does not belong to the language.
    """
    compiler = _Compiler(offsets)
    return compiler.compile(tree), frozenset(compiler.names)


class _Compiler:
    """Compiles nodes, and gathers the names they use."""

    def __init__(self, offsets: Callable[[ast.expr], int]) -> None:
        self._offset = offsets
        self.names: set[str] = set()

    def compile(self, node: ast.expr) -> Run:
        """Compile a node; an error when it runs is placed at it."""
        make = _NODES.get(type(node))
        if make is None:
            raise self._refusal(node, f"{_what_it_is(node)} does not belong to the language")
        run = make(self, node)
        return run if isinstance(node, ast.Constant | ast.Name) else _placed(run, self._offset(node))

    def _refusal(self, node: ast.expr, what: str) -> ExpressionError:
        return ExpressionError(what, self._offset(node))

    def constant(self, node: ast.Constant) -> Run:
        """Compile a number, a text or a truth value."""
        value = node.value
        if not isinstance(value, int | float | str):
            raise self._refusal(node, f"{value!r} does not belong to the language")
        try:
            measured(value)
        except EvaluationError as error:
            raise self._refusal(node, str(error)) from None
        return lambda frame: value

    def name(self, node: ast.Name) -> Run:
        """Compile a variable, or the name of a constant."""
        key, offset = node.id, self._offset(node)
        if key in CONSTANTS:
            constant = CONSTANTS[key]
            return lambda frame: constant
        if key in FUNCTIONS:
            raise self._refusal(node, f"`{key}` is a function: expected `{key}(...)`")
        self.names.add(key)

        def run(frame: Frame) -> Value:
            try:
                return frame.names[key]
            except KeyError:
                raise ExpressionError(f"unknown name `{key}`", offset) from None

        return run

    def binary(self, node: ast.BinOp) -> Run:
        """Compile an arithmetic operation."""
        apply = BINARY.get(type(node.op))
        if apply is None:
            hint = ": a power is written `**`" if isinstance(node.op, ast.BitXor) else ""
            raise self._refusal(node, "this operator does not belong to the language" + hint)
        left, right = self.compile(node.left), self.compile(node.right)
        cost = DIVISION_COST if isinstance(node.op, ast.FloorDiv | ast.Mod) else 1

        def run(frame: Frame) -> Value:
            a, b = left(frame), right(frame)
            if isinstance(a, tuple) or isinstance(b, tuple):
                frame.spend(cost * (size(a) + size(b)))
            return apply(a, b)

        return run

    def unary(self, node: ast.UnaryOp) -> Run:
        """Compile a sign or `not`."""
        operand = self.compile(node.operand)
        if isinstance(node.op, ast.Not):
            return lambda frame: not truth(operand(frame))
        if isinstance(node.op, ast.UAdd):
            return operand
        if not isinstance(node.op, ast.USub):
            raise self._refusal(node, "this operator does not belong to the language")

        def run(frame: Frame) -> Value:
            value = operand(frame)
            frame.spend(size(value))
            return negative(value)

        return run

    def boolean(self, node: ast.BoolOp) -> Run:
        """Compile `and` or `or`; later parts run only when they decide."""
        parts = [self.compile(value) for value in node.values]
        decide = all if isinstance(node.op, ast.And) else any
        return lambda frame: decide(truth(part(frame)) for part in parts)

    def comparison(self, node: ast.Compare) -> Run:
        """Compile a comparison or a chain of them."""
        if any(type(op) not in COMPARISONS for op in node.ops):
            raise self._refusal(node, "`is` does not belong to the language")
        compares = [COMPARISONS[type(op)] for op in node.ops]
        parts = [self.compile(part) for part in (node.left, *node.comparators)]

        def run(frame: Frame) -> Value:
            values = [part(frame) for part in parts]
            frame.spend(sum(map(size, values)))
            return all(map(_apply, compares, values, values[1:]))

        return run

    def conditional(self, node: ast.IfExp) -> Run:
        """Compile `a if c else b`; only the branch taken runs."""
        test, yes, no = self.compile(node.test), self.compile(node.body), self.compile(node.orelse)
        return lambda frame: yes(frame) if truth(test(frame)) else no(frame)

    def listing(self, node: ast.List) -> Run:
        """Compile a list."""
        parts = [self.compile(element) for element in node.elts]
        return lambda frame: tuple([part(frame) for part in parts])

    def subscript(self, node: ast.Subscript) -> Run:
        """Compile `x[i]`; i counts from 0, and from -1 at the end."""
        if isinstance(node.slice, ast.Slice):
            raise self._refusal(node, "expected `x[i]`; a part of a list is `slice(x, i, j)`")
        listed, position = self.compile(node.value), self.compile(node.slice)

        def run(frame: Frame) -> Value:
            values, i = elements(listed(frame)), whole(position(frame))
            if not -len(values) <= i < len(values):
                raise EvaluationError(f"the list has {len(values)} elements, none at {i}")
            return values[i]

        return run

    def call(self, node: ast.Call) -> Run:
        """Compile a call of a known function."""
        if not isinstance(node.func, ast.Name) or node.func.id not in FUNCTIONS:
            named = f"`{node.func.id}`" if isinstance(node.func, ast.Name) else "this"
            raise self._refusal(node, f"{named} is not a function of the language")
        key, function = node.func.id, FUNCTIONS[node.func.id]
        if node.keywords or not function.fewest <= len(node.args) <= function.most:
            raise self._refusal(node, f"`{key}` takes {_arity(function)}")
        parts = [self.compile(argument) for argument in node.args]

        def run(frame: Frame) -> Value:
            values = [part(frame) for part in parts]
            frame.spend(function.cost * sum(map(size, values)))
            try:
                frame.spend(function.work(*values))
                return function.call(*values)
            except EvaluationError as error:
                raise EvaluationError(f"{key}: {error}") from None
            except (ValueError, TypeError):
                raise EvaluationError(f"{key} is not defined here") from None

        return run


def _placed(run: Run, offset: int) -> Run:
    """Let a node spend its step, and say where an error is unless an inner node has said so."""

    def step(frame: Frame) -> Value:
        try:
            frame.spend(1)
            value = run(frame)
            if not _is_small(value):
                frame.spend(measured(value) - 1)
            return value
        except EvaluationError as error:
            raise ExpressionError(str(error), offset) from None
        except ZeroDivisionError:
            raise ExpressionError("division by zero", offset) from None
        except OverflowError:
            raise ExpressionError("the result is too large", offset) from None

    return step


def _is_small(value: Value) -> bool:
    """Say whether a value is one number within bounds: most are, and need no more looking at."""
    if type(value) is float:
        return math.isfinite(value)
    return (type(value) is int and -MAX_INTEGER < value < MAX_INTEGER) or type(value) is bool


def _apply(compare: Callable[[Value, Value], bool], a: Value, b: Value) -> bool:
    return compare(a, b)


def _arity(function: Function) -> str:
    if function.fewest == function.most:
        return "one argument" if function.fewest == 1 else f"{function.fewest} arguments"
    return f"{function.fewest} to {function.most} arguments"


def _what_it_is(node: ast.expr) -> str:
    known: dict[type[ast.expr], str] = {
        ast.Attribute: "an attribute",
        ast.Lambda: "a function of one's own",
        ast.Tuple: "a tuple (write `[...]`)",
    }
    return known.get(type(node), f"this ({type(node).__name__.lower()})")


_NODES: dict[type[ast.expr], Callable[[_Compiler, Any], Run]] = {
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
}
