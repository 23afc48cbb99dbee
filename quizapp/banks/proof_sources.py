"""The text of a bank's `proofs.py`, read but not run: which functions it has, and what each of them rests on."""

import ast
import hashlib
from collections.abc import Iterator
from pathlib import Path

from quizapp.banks.proofs import PROOFS, proof_name
from quizapp.banks.reading import Bank
from quizapp.banks.source import Problem


class ProofSources:
    """The functions of a bank's proofs as they are written."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / PROOFS
        self._raw = self._path.read_bytes() if self._path.is_file() else b""
        self._statements = _statements(self._raw)
        self._makers: dict[str, list[int]] = {}
        for position, statement in enumerate(self._statements or ()):
            for name in _bound(statement):
                self._makers.setdefault(name, []).append(position)

    @property
    def whole(self) -> str:
        """The SHA-256 of the file."""
        return hashlib.sha256(self._raw).hexdigest()

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a function and of all it rests on: what it names, and what that names in turn.

        Statements that bind no name count for every function; of a file that is no Python every byte counts.
        """
        if self._statements is None:
            return self.whole
        used = {i for i, statement in enumerate(self._statements) if not any(_bound(statement))}
        names, seen = [name, *(other for i in used for other in _used(self._statements[i]))], set[str]()
        while names:
            if (current := names.pop()) not in seen:
                seen.add(current)
                for position in self._makers.get(current, ()):
                    used.add(position)
                    names += _used(self._statements[position])
        return hashlib.sha256("\n".join(ast.dump(self._statements[i]) for i in sorted(used)).encode()).hexdigest()

    def unused(self, bank: Bank) -> Iterator[Problem]:
        """Yield a warning for each public function that is no item's proof."""
        names = {proof_name(item) for item in bank.items}
        for statement in self._statements or ():
            if isinstance(statement, ast.FunctionDef) and statement.name not in names and statement.name[0] != "_":
                what = f"expected an item `{statement.name.replace('_', '-')}`; a helper's name starts with _"
                yield Problem(str(self._path), statement.lineno, 1, what)


def _statements(raw: bytes) -> list[ast.stmt] | None:
    try:
        statements = ast.parse(raw).body
    except (SyntaxError, ValueError):
        return None
    is_text = bool(statements) and isinstance(statements[0], ast.Expr) and isinstance(statements[0].value, ast.Constant)
    return statements[1:] if is_text else statements  # the file's docstring decides nothing


def _bound(statement: ast.stmt) -> Iterator[str]:
    """Yield the names a statement of the module gives a meaning."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield statement.name
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        yield from ((alias.asname or alias.name).partition(".")[0] for alias in statement.names)
    elif isinstance(statement, ast.Assign | ast.AnnAssign):
        yield from (
            node.id for node in ast.walk(statement) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)
        )


def _used(statement: ast.stmt) -> list[str]:
    return [node.id for node in ast.walk(statement) if isinstance(node, ast.Name)]
