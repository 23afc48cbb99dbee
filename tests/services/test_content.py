"""Content: what is published changes by versions, and a broken bank changes nothing."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from quizapp.services.content import SourceError, SyncedBank, sync_banks
from quizapp.services.gateway import Database, open_database
from quizapp.services.instance import migrate
from quizapp.storage import content
from quizapp.storage.tables import (
    Attempt,
    Bank,
    Competency,
    Item,
    ItemVersion,
    Posting,
    Presentation,
    Variant,
    VariantKey,
)
from tests.conftest import NOW
from tests.factories.banks import change, write_banks
from tests.factories.people import make_person


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_banks(tmp_path)


@pytest.fixture
def new_database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'content.sqlite3'}")
    migrate(opened)
    yield opened
    opened.close()


def _sync(database: Database, root: Path) -> dict[str, SyncedBank]:
    with database.transaction() as session:
        return {bank.key: bank for bank in sync_banks(session, root, now=NOW)}


def _versions(database: Database, key: str) -> list[tuple[int, str]]:
    with database.transaction() as session:
        query = select(ItemVersion.id, ItemVersion.state).join(Item, Item.id == ItemVersion.item_id)
        rows = session.execute(query.where(Item.key == key).order_by(ItemVersion.id))
        return [(version, state) for version, state in rows]


def _everything(database: Database) -> list[object]:
    """Read all content, to compare it."""
    with database.transaction() as session:
        return [
            [(c.key, c.name, c.position, c.prerequisites, c.topics) for c in session.scalars(select(Competency))],
            [(v.id, v.state, v.content_hash, v.just_ready) for v in session.scalars(select(ItemVersion))],
            [(v.id, v.version_id, v.number, v.face) for v in session.scalars(select(Variant))],
            [(k.variant_id, k.key) for k in session.scalars(select(VariantKey))],
        ]


def test_banks_are_published_with_their_items_variants_and_keys(new_database: Database, root: Path) -> None:
    synced = _sync(new_database, root)
    assert synced["brewing"] == SyncedBank("brewing", True, items=2, families=1, new_versions=2, retired=0)
    assert synced["pouring"] == SyncedBank("pouring", True, items=1, families=0, new_versions=1, retired=0)
    with new_database.transaction() as session:
        published = content.published_items(session)
        variants = {v.id: v.face for v in session.scalars(select(Variant))}
        keys = {k.variant_id for k in session.scalars(select(VariantKey))}
        competencies = [(c.key, c.position, c.prerequisites) for c in content.competencies(session)]
    assert [(item.bank, item.family) for item in published] == [
        ("brewing", True),
        ("brewing", False),
        ("pouring", False),
    ]
    assert set(variants) == keys
    assert competencies == [("brewing", 0, []), ("pouring", 1, ["brewing"])]


def test_no_face_holds_what_belongs_to_the_key(new_database: Database, root: Path) -> None:
    _sync(new_database, root)
    with new_database.transaction() as session:
        faces = " ".join(str(v.face) for v in session.scalars(select(Variant)))
    for secret in ("counts-once", "takes-away", "correct", "Six times", "how much longer", "divided by"):
        assert secret not in faces


def test_a_second_sync_reads_no_bank_and_changes_nothing(
    new_database: Database, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _sync(new_database, root)
    before = _everything(new_database)

    def refuse(*_arguments: object) -> None:
        raise AssertionError("an unchanged bank was read again")

    monkeypatch.setattr("quizapp.banks.compile_all.read_bank", refuse)
    assert not any(bank.changed for bank in _sync(new_database, root).values())
    assert _everything(new_database) == before


def test_only_the_bank_that_changed_is_read_again(new_database: Database, root: Path) -> None:
    _sync(new_database, root)
    change(root / "pouring" / "cups.yaml", "just_ready: 0.65", "just_ready: 0.55")
    read: list[str] = []
    with new_database.transaction() as session:
        sync_banks(session, root, now=NOW, progress=read.append)
    assert read == ["pouring"]


def test_a_changed_item_gets_a_new_version_and_its_neighbours_do_not(new_database: Database, root: Path) -> None:
    _sync(new_database, root)
    change(root / "brewing" / "time.yaml", "just_ready: 0.6\n", "just_ready: 0.5\n")
    synced = _sync(new_database, root)["brewing"]
    assert (synced.new_versions, synced.retired) == (1, 0)
    assert [state for _, state in _versions(new_database, "two-brews")] == ["retired", "published"]
    assert [state for _, state in _versions(new_database, "steps-of-a-brew")] == ["published"]


def test_what_was_presented_keeps_the_version_that_was_presented(new_database: Database, root: Path) -> None:
    _sync(new_database, root)
    with new_database.transaction() as session:
        student = make_person(session)
        session.add(
            Posting(
                id="p", title="T", employer="", language="en", text="T", content_hash="h", owner_id=None, created_at=NOW
            )
        )
        version = session.scalars(select(ItemVersion).where(ItemVersion.type == "single-choice")).one()
        variant = session.scalars(select(Variant).where(Variant.version_id == version.id)).one()
        session.add(
            Attempt(id="a", student_id=student.id, posting_id="p", mode="diagnostic", state="open", started_at=NOW)
        )
        session.flush()
        place = {"attempt_id": "a", "position": 1, "item_id": version.item_id}
        session.add(Presentation(**place, version_id=version.id, variant_id=variant.id, presented_at=NOW))
        face, key = variant.face, session.get_one(VariantKey, variant.id).key
    change(root / "pouring" / "cups.yaml", "900 ml fills", "1.05 l fills")
    _sync(new_database, root)
    with new_database.transaction() as session:
        shown = session.scalars(select(Presentation)).one()
        assert (shown.version_id, shown.variant_id) == (version.id, variant.id)
        assert session.get_one(Variant, variant.id).face == face
        assert session.get_one(VariantKey, variant.id).key == key
        assert session.get_one(ItemVersion, version.id).state == "retired"
        assert version.id not in {item.version for item in content.published_items(session)}


def test_an_item_that_is_gone_is_retired_and_comes_back_as_the_version_it_was(
    new_database: Database, root: Path
) -> None:
    _sync(new_database, root)
    file = root / "brewing" / "time.yaml"
    whole = file.read_text("utf-8")
    file.write_text(whole[: whole.index("  - id: steps-of-a-brew")], "utf-8")
    synced = _sync(new_database, root)["brewing"]
    assert (synced.items, synced.new_versions, synced.retired) == (1, 0, 1)
    (version, state), = _versions(new_database, "steps-of-a-brew")  # fmt: skip
    assert state == "retired"
    file.write_text(whole, "utf-8")
    assert _sync(new_database, root)["brewing"].new_versions == 0
    assert _versions(new_database, "steps-of-a-brew") == [(version, "published")]


def test_a_bank_that_is_gone_is_withdrawn_and_comes_back_with_its_folder(new_database: Database, root: Path) -> None:
    _sync(new_database, root)
    (root / "pouring").rename(root / "away")
    assert _sync(new_database, root)["pouring"].retired == 1
    ((version, state),) = _versions(new_database, "cups-of-a-pot")
    assert state == "retired"
    (root / "away").rename(root / "pouring")
    assert _sync(new_database, root)["pouring"].new_versions == 0
    assert _versions(new_database, "cups-of-a-pot") == [(version, "published")]


def test_an_item_that_stays_retired_is_not_counted_as_retired_again(new_database: Database, root: Path) -> None:
    _sync(new_database, root)
    file = root / "brewing" / "time.yaml"
    whole = file.read_text("utf-8")
    file.write_text(whole[: whole.index("  - id: steps-of-a-brew")], "utf-8")
    _sync(new_database, root)
    change(file, "minutes: 1.5", "minutes: 2")
    assert _sync(new_database, root)["brewing"].retired == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "column", "what"),
    [
        ("pouring/cups.yaml", "    minutes: 1\n", "    minutes: one\n", 7, 14, "number"),
        ("pouring/cups.yaml", "    minutes: 1\n", "    minutes: 1\n    minutes: 2\n", 8, 5, "minutes"),
        ("pouring/cups.yaml", "    shuffle: false\n", "    shuffel: false\n", 10, 5, "shuffel"),
        ("pouring/cups.yaml", "topic: cups", "topic: mugs", 1, 8, "cups"),
        ("pouring/bank.yaml", "competency: pouring", "competency: spilling", 1, 13, "spilling"),
        ("brewing/time.yaml", "misconception: takes-away", "misconception: forgets", 17, 48, "forgets"),
    ],
)
def test_a_broken_bank_is_named_by_file_line_and_column_and_the_published_items_stay(
    new_database: Database, root: Path, file: str, old: str, new: str, line: int, column: int, what: str
) -> None:
    _sync(new_database, root)
    before = _everything(new_database)
    change(root / file, old, new)
    with pytest.raises(SourceError) as error:
        _sync(new_database, root)
    assert {(p.file, p.line, p.column) for p in error.value.problems} == {(str(root / file), line, column)}
    assert any(what in p.what for p in error.value.problems)
    assert _everything(new_database) == before


def test_every_problem_of_every_bank_is_named_at_once(new_database: Database, root: Path) -> None:
    change(root / "pouring" / "cups.yaml", "    minutes: 1\n", "    minutes: one\n")
    change(root / "brewing" / "time.yaml", "    minutes: 1.5\n", "    minutes: 99\n")
    with pytest.raises(SourceError) as error:
        _sync(new_database, root)
    assert {Path(p.file).name for p in error.value.problems} == {"cups.yaml", "time.yaml"}


def test_a_sound_bank_is_not_published_beside_a_broken_one(new_database: Database, root: Path) -> None:
    _sync(new_database, root)
    before = _everything(new_database)
    change(root / "pouring" / "cups.yaml", "    minutes: 1\n", "    minutes: one\n")
    change(root / "brewing" / "time.yaml", "    minutes: 1.5\n", "    minutes: 2\n")
    with pytest.raises(SourceError):
        _sync(new_database, root)
    assert _everything(new_database) == before


def test_the_names_of_competencies_follow_the_file(new_database: Database, root: Path) -> None:
    _sync(new_database, root)
    change(root / "competencies.yaml", "name: Brewing tea", "name: Brewing tea well")
    _sync(new_database, root)
    with new_database.transaction() as session:
        assert session.get_one(Competency, "brewing").name == "Brewing tea well"


def test_the_whole_content_is_the_same_on_both_databases(database: Database) -> None:
    with database.transaction() as session:
        published = content.published_items(session)
        numbers = content.items_per_bank(session)
        banks = [bank.key for bank in content.banks(session)]
    assert sum(fixed + families for fixed, families in numbers.values()) >= len(published) > 100  # less what is rated
    assert set(numbers) == set(banks)
    assert all(bank.synced_at - NOW == timedelta(0) for bank in _banks(database))


def _banks(database: Database) -> list[Bank]:
    with database.transaction() as session:
        return list(content.banks(session))
