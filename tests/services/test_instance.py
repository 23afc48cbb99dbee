"""An instance: brought up to date as often as one likes, and never left without what it served."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from quizapp.domain.errors import InvalidInputError
from quizapp.services.content import SourceError
from quizapp.services.gateway import Database, open_database
from quizapp.services.instance import migrate, prepare_instance
from quizapp.services.postings import shared_postings
from quizapp.storage import content
from quizapp.storage.tables import Posting
from tests.conftest import NOW
from tests.factories.banks import change, write_banks
from tests.factories.texts import POSTING, RECIPE


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_banks(tmp_path)


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    folder = tmp_path / "seeds" / "postings"
    folder.mkdir(parents=True)
    (folder / "tea-taster.txt").write_text(POSTING, "utf-8")
    return folder.parent


@pytest.fixture
def new_database(tmp_path: Path) -> Iterator[Database]:
    opened = open_database(f"sqlite:///{tmp_path / 'instance.sqlite3'}")
    yield opened
    opened.close()


def _prepare(database: Database, root: Path, seeds: Path) -> list[str]:
    said: list[str] = []
    prepare_instance(database, banks=root, seeds=seeds, now=NOW, say=said.append)
    return said


def _served(database: Database) -> tuple[int, list[str]]:
    with database.transaction() as session:
        return len(content.published_items(session)), [p.id for p in shared_postings(session)]


def test_an_empty_instance_gets_schema_banks_and_postings(new_database: Database, root: Path, seeds: Path) -> None:
    said = _prepare(new_database, root, seeds)
    assert _served(new_database) == (3, ["tea-taster"])
    assert "The database has the newest schema" in said
    assert "Added 1 postings" in said


def test_preparing_again_changes_nothing_and_says_nothing(new_database: Database, root: Path, seeds: Path) -> None:
    _prepare(new_database, root, seeds)
    before = _served(new_database)
    assert _prepare(new_database, root, seeds) == []
    assert _served(new_database) == before


def test_a_broken_bank_is_said_and_the_earlier_items_are_still_served(
    new_database: Database, root: Path, seeds: Path
) -> None:
    _prepare(new_database, root, seeds)
    before = _served(new_database)
    change(root / "pouring" / "cups.yaml", "minutes: 1\n", "minutes: one\n")
    said = _prepare(new_database, root, seeds)
    assert any("cups.yaml:7:14" in line for line in said)
    assert _served(new_database) == before


def test_a_broken_bank_of_a_new_instance_stops_it(new_database: Database, root: Path, seeds: Path) -> None:
    change(root / "pouring" / "cups.yaml", "minutes: 1\n", "minutes: one\n")
    with pytest.raises(SourceError, match=r"cups\.yaml:7:14"):
        _prepare(new_database, root, seeds)


def test_a_seed_that_is_no_posting_is_refused(new_database: Database, root: Path, seeds: Path) -> None:
    (seeds / "postings" / "plum-cake.txt").write_text(RECIPE, "utf-8")
    with pytest.raises(InvalidInputError):
        _prepare(new_database, root, seeds)


def test_without_seeds_there_are_no_postings(new_database: Database, root: Path, tmp_path: Path) -> None:
    _prepare(new_database, root, tmp_path / "nowhere")
    assert _served(new_database) == (3, [])


def test_migrating_says_whether_it_changed_anything(new_database: Database) -> None:
    assert migrate(new_database)
    assert not migrate(new_database)


def test_the_project_starts_with_its_seed_postings(database: Database) -> None:
    with database.transaction() as session:
        assert (session.scalar(select(func.count()).select_from(Posting)) or 0) == 2
