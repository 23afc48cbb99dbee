"""What the last check found clean, so that the next one may look only at what has changed.

A small JSON file: for each bank and item, the fingerprint of what was checked and the warnings it gave. It is never
needed and never trusted further than that: when it is missing, damaged or written by another version of the program,
everything is checked anew.
"""

import os
import tempfile
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from quizapp.banks.findings import Found
from quizapp.banks.fingerprint import program_fingerprint
from quizapp.banks.item_check import ItemReport
from quizapp.domain.items.faces import Face
from quizapp.domain.items.keys import Key
from quizapp.domain.items.variants import Variant

MOST_BYTES = 20_000_000


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class CheckedItem(_Strict):
    """A clean item and the report on it: each warning is what was found, the field and the character."""

    fingerprint: str
    frozen: int
    sampled: int
    proved: int
    warnings: list[tuple[str, list[str | int], int]]
    variables: dict[str, int | float | str]
    face: dict[str, Any]
    key: dict[str, Any]

    @classmethod
    def of(cls, fingerprint: str, report: ItemReport) -> "CheckedItem | None":
        """Return what is to be remembered of a report; nothing unless it is clean."""
        if report.problems or report.first is None:
            return None
        return cls(
            fingerprint=fingerprint,
            frozen=report.frozen,
            sampled=report.sampled,
            proved=report.proved,
            warnings=[(found.what, list(found.path), found.offset) for found in report.warnings],
            variables=report.first.variables,
            face=report.first.face.to_json(),
            key=report.first.key.to_json(),
        )

    def report(self) -> ItemReport | None:
        """Return the report again; None when the file was tampered with."""
        try:
            first = Variant(0, self.variables, Face.from_json(self.face), Key.from_json(self.key))
        except (KeyError, TypeError, ValueError, AttributeError):
            return None
        warnings = tuple(Found(what, tuple(path), offset) for what, path, offset in self.warnings)
        return ItemReport((), warnings, self.frozen, self.sampled, self.proved, first)


class _Bank(_Strict):
    proofs: str = ""
    items: dict[str, CheckedItem] = {}


class _File(_Strict):
    program: str
    banks: dict[str, _Bank] = {}


class Checked:
    """The file, read and to be written."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file = _read(path) if path else _File(program=program_fingerprint())

    def report(self, folder: Path, key: str, fingerprint: str) -> ItemReport | None:
        """Return the report on an item when it is the one that was checked."""
        known = self._bank(folder).items.get(key)
        return known.report() if known and known.fingerprint == fingerprint else None

    def has_imported(self, folder: Path, proofs: str) -> bool:
        """Tell whether a bank's proofs, by the digest of the file, have been imported without a fault."""
        return self._bank(folder).proofs == proofs

    def keep(self, folder: Path, key: str, fingerprint: str, report: ItemReport) -> None:
        """Remember an item that is clean, and forget one that is not."""
        items = self._file.banks.setdefault(str(folder), _Bank()).items
        items.pop(key, None)
        if (clean := CheckedItem.of(fingerprint, report)) is not None:
            items[key] = clean

    def keep_bank(self, folder: Path, keys: Collection[str], proofs: str) -> None:
        """Remember which items a bank has, and the digest of its proofs ("" when they have a fault)."""
        bank = self._file.banks.setdefault(str(folder), _Bank())
        bank.proofs = proofs
        bank.items = {key: item for key, item in bank.items.items() if key in keys}

    def write(self) -> None:
        """Write the file in one step; a folder that can't be written to is no reason to fail."""
        if self._path is None:
            return
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            descriptor, name = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(self._file.model_dump_json())
            Path(name).replace(self._path)

    def _bank(self, folder: Path) -> _Bank:
        return self._file.banks.get(str(folder), _Bank())


def _read(path: Path) -> _File:
    fresh = _File(program=program_fingerprint())
    try:
        if path.stat().st_size > MOST_BYTES:
            return fresh
        file = _File.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return fresh
    return file if file.program == fresh.program else fresh
