"""Content: bringing the competencies and banks on disk into the database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from quizapp.banks.catalogue import Catalogue, read_catalogue
from quizapp.banks.check import Report, check_banks
from quizapp.banks.compile import VARIANTS, CompiledBank, CompiledItem
from quizapp.banks.compile_all import compile_folders
from quizapp.banks.fingerprint import folder_fingerprint
from quizapp.banks.pool import processors
from quizapp.banks.reading import BANK
from quizapp.banks.source import Problem, SourceError
from quizapp.domain.items.keys import key_to_json
from quizapp.storage import content
from quizapp.storage.tables import Bank, Competency, Item, ItemVersion, Variant, VariantKey

__all__ = ["VARIANTS", "Problem", "Report", "SourceError", "check_banks", "sync_banks"]

Progress = Callable[[str], None]


def _silent(_bank: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class SyncedBank:
    """What a sync did with one bank."""

    key: str
    changed: bool
    items: int
    families: int
    new_versions: int
    retired: int


def sync_banks(
    session: Session, root: Path, *, now: datetime, progress: Progress | None = None, variants: int = VARIANTS
) -> list[SyncedBank]:
    """Publish what has changed on disk: new versions for changed items, retirement for those that are gone.

    Everything is read and compiled before anything is written. Of a new version of a family `variants` are frozen.

    Raises:
        SourceError: with every problem at its file, line and column; the versions published before go on being served.
    """
    catalogue = read_catalogue(root)
    folders = [root / c.key for c in catalogue.competencies if (root / c.key / BANK).exists()]
    known = {bank.key: bank for bank in content.banks(session)}
    fingerprints = {folder.name: folder_fingerprint(folder) for folder in folders}
    fresh = [f for f in folders if f.name not in known or known[f.name].content_hash != fingerprints[f.name]]
    compiled = compile_folders(fresh, catalogue, variants, processors(), progress or _silent)
    _sync_competencies(session, catalogue)
    done = [_publish(session, bank, fingerprints[bank.key], now) for bank in compiled]
    done += [_withdraw(session, key) for key, bank in known.items() if key not in fingerprints and bank.content_hash]
    counts = content.items_per_bank(session)
    same = [SyncedBank(f.name, False, sum(counts.get(f.name, (0, 0))), counts.get(f.name, (0, 0))[1], 0, 0)
            for f in folders if f not in fresh]  # fmt: skip
    return sorted([*done, *same], key=lambda bank: bank.key)


def _sync_competencies(session: Session, catalogue: Catalogue) -> None:
    known = {c.key: c for c in content.competencies(session)}
    for position, competency in enumerate(catalogue.competencies):
        row = known.get(competency.key) or Competency(key=competency.key)
        row.name, row.position = competency.name, position
        row.prerequisites = list(competency.prerequisites)
        row.topics = [{"key": t.key, "name": t.name} for t in competency.topics]
        session.add(row)
    session.flush()


def _publish(session: Session, compiled: CompiledBank, fingerprint: str, now: datetime) -> SyncedBank:
    bank = session.get(Bank, compiled.key) or Bank(key=compiled.key)
    bank.title, bank.summary = compiled.title, compiled.summary
    bank.content_hash, bank.synced_at = fingerprint, now
    session.add(bank)
    session.flush()
    items = content.items_of(session, compiled.key)
    new = sum(_publish_item(session, compiled.key, items.get(i.key), i, now) for i in compiled.items)
    served = content.served_items(session, compiled.key)
    gone = [items[key].id for key in items.keys() - {i.key for i in compiled.items} if items[key].id in served]
    for item in gone:
        content.retire_versions(session, item, except_version=None)
    families = sum(i.family for i in compiled.items)
    return SyncedBank(compiled.key, True, len(compiled.items), families, new, len(gone))


def _withdraw(session: Session, key: str) -> SyncedBank:
    """Retire all items of a bank that is no longer on disk; it comes back when its folder does."""
    items = content.items_of(session, key)
    for item in items.values():
        content.retire_versions(session, item.id, except_version=None)
    session.get_one(Bank, key).content_hash = ""
    return SyncedBank(key, True, 0, 0, 0, len(items))


def _publish_item(session: Session, bank: str, item: Item | None, compiled: CompiledItem, now: datetime) -> bool:
    """Publish an item as it is compiled; True when that took a new version."""
    if item is None:
        item = Item(bank_key=bank, key=compiled.key)
        session.add(item)
        session.flush()
    version = content.version_of(session, item.id, compiled.content_hash)
    new = version is None
    if version is None:
        version = _new_version(item, compiled, now)
        session.add(version)
        session.flush()
        _add_variants(session, version.id, compiled)
    version.state = content.PUBLISHED
    version.findings = _findings(compiled)
    session.flush()
    content.retire_versions(session, item.id, except_version=version.id)
    return new


def _findings(compiled: CompiledItem) -> list[dict[str, str]]:
    return [
        {
            "flaw": f.flaw,
            "severity": f.severity,
            "where": " ".join(str(step + 1) if isinstance(step, int) else step for step in f.path),
            "reason": f.reason,
            "suggestion": f.suggestion,
        }
        for f in compiled.findings
    ]


def _new_version(item: Item, compiled: CompiledItem, now: datetime) -> ItemVersion:
    return ItemVersion(
        item_id=item.id,
        content_hash=compiled.content_hash,
        state=content.PUBLISHED,
        type=compiled.type,
        topic=compiled.topic,
        level=compiled.level,
        just_ready=compiled.just_ready,
        minutes=compiled.minutes,
        family=compiled.family,
        chance=list(compiled.chance),
        steps=list(compiled.steps),
        references=list(compiled.references),
        findings=[],
        created_at=now,
    )


def _add_variants(session: Session, version: int, compiled: CompiledItem) -> None:
    faces: list[dict[str, Any]] = [
        {"version_id": version, "number": v.number, "face": v.face.to_json()} for v in compiled.variants
    ]
    ids = session.scalars(insert(Variant).returning(Variant.id, sort_by_parameter_order=True), faces).all()
    keys = [{"variant_id": i, "key": key_to_json(v.key)} for i, v in zip(ids, compiled.variants, strict=True)]
    session.execute(insert(VariantKey), keys)
