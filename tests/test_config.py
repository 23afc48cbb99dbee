"""Settings: each is read once, explained, and refused in one sentence that names it."""

import stat
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.config import PROJECT, SHORTEST_SECRET, VARIABLES, Settings, SettingsError, read_settings

SECRET = "s" * SHORTEST_SECRET


def _read(folder: Path, **changes: str) -> Settings:
    return read_settings({"QUIZAPP_INSTANCE": str(folder), "QUIZAPP_SECRET_KEY": SECRET} | changes)


class Recording(Mapping[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self, values: dict[str, str]) -> None:
        self.values_given = values
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        return self.values_given[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.values_given)

    def __len__(self) -> int:
        return len(self.values_given)


def test_exactly_the_declared_variables_are_read(tmp_path: Path) -> None:
    environment = Recording({"QUIZAPP_INSTANCE": str(tmp_path)})
    read_settings(environment)
    assert environment.asked == set(VARIABLES)


def test_without_any_setting_the_defaults_are_safe(tmp_path: Path) -> None:
    settings = read_settings({"QUIZAPP_INSTANCE": str(tmp_path)})
    assert settings.https
    assert not settings.demo
    assert settings.host == "127.0.0.1"
    assert settings.port == 8000
    assert settings.proxies == 0
    assert settings.trusted_hosts == ("localhost", "127.0.0.1")
    assert settings.database_url == f"sqlite:///{tmp_path.resolve() / 'quizapp.sqlite3'}"
    assert settings.banks == PROJECT / "question_banks"


def test_the_instance_folder_is_made_with_those_above_it(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "instance"
    assert _read(folder).instance == folder
    assert folder.is_dir()


def test_an_instance_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(SettingsError, match="QUIZAPP_INSTANCE"):
        _read(file / "below")


def test_a_secret_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = read_settings({"QUIZAPP_INSTANCE": str(tmp_path)}).secret_key
    assert read_settings({"QUIZAPP_INSTANCE": str(tmp_path)}).secret_key == first
    assert len(first) >= SHORTEST_SECRET
    assert first != read_settings({"QUIZAPP_INSTANCE": str(tmp_path / "other")}).secret_key


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such permissions")
def test_nobody_else_may_read_the_secret_key_that_is_made(tmp_path: Path) -> None:
    read_settings({"QUIZAPP_INSTANCE": str(tmp_path)})
    assert stat.S_IMODE((tmp_path / "secret.key").stat().st_mode) == 0o600


def test_a_secret_key_of_the_environment_is_not_written_down(tmp_path: Path) -> None:
    assert _read(tmp_path).secret_key == SECRET
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("key", ["", "short", "s" * (SHORTEST_SECRET - 1)])
def test_a_short_secret_key_is_refused_without_being_repeated(tmp_path: Path, key: str) -> None:
    with pytest.raises(SettingsError, match="QUIZAPP_SECRET_KEY: expected at least 32") as refusal:
        _read(tmp_path, QUIZAPP_SECRET_KEY=key)
    assert not key or key not in str(refusal.value)


def test_a_short_key_file_is_refused_and_named(tmp_path: Path) -> None:
    (tmp_path / "secret.key").write_text("short\n", "ascii")
    with pytest.raises(SettingsError, match="expected a secret"):
        read_settings({"QUIZAPP_INSTANCE": str(tmp_path)})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("QUIZAPP_DEMO", "yes"),
        ("QUIZAPP_HTTPS", "true"),
        ("QUIZAPP_PROXIES", "6"),
        ("QUIZAPP_PROXIES", "-1"),
        ("QUIZAPP_PORT", "eighty"),
        ("QUIZAPP_PORT", "65536"),
        ("QUIZAPP_PORT", "٨٠٠٠"),
    ],
)
def test_a_value_that_cannot_be_used_is_named_with_what_was_expected(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{name}: expected") as refusal:
        _read(tmp_path, **{name: value})
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("name", [name for name in VARIABLES if name not in {"QUIZAPP_INSTANCE", "QUIZAPP_SECRET_KEY"}])
def test_an_empty_setting_is_as_good_as_none(tmp_path: Path, name: str) -> None:
    assert _read(tmp_path, **{name: ""}) == _read(tmp_path)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("postgres://kim:pw@db/quiz", "postgresql+psycopg://kim:pw@db/quiz"),
        ("postgresql://kim:pw@db/quiz", "postgresql+psycopg://kim:pw@db/quiz"),
        ("postgresql+psycopg://kim:pw@db/quiz", "postgresql+psycopg://kim:pw@db/quiz"),
        ("sqlite:////srv/quiz.sqlite3", "sqlite:////srv/quiz.sqlite3"),
    ],
)
def test_addresses_of_postgresql_get_the_driver_that_is_installed(tmp_path: Path, given: str, used: str) -> None:
    assert _read(tmp_path, DATABASE_URL=given).database_url == used


def test_host_names_are_separated_by_commas(tmp_path: Path) -> None:
    settings = _read(tmp_path, QUIZAPP_TRUSTED_HOSTS=" quiz.example.org, ,localhost ")
    assert settings.trusted_hosts == ("quiz.example.org", "localhost")


@given(st.text(min_size=32), st.text(), st.text())
def test_no_key_serves_two_purposes(secret: str, one: str, other: str) -> None:
    settings = Settings(PROJECT, "", secret, PROJECT, PROJECT)
    assert settings.key_for(one) == settings.key_for(one)
    assert len(settings.key_for(one)) >= 32
    assert (settings.key_for(one) == settings.key_for(other)) == (one == other)


def test_keys_of_two_instances_differ() -> None:
    keys = {Settings(PROJECT, "", secret * 40, PROJECT, PROJECT).key_for("sessions") for secret in "ab"}
    assert len(keys) == 2


def test_every_variable_is_explained_in_whole_sentences() -> None:
    assert all(text.endswith(".") and "Default: " in text for text in VARIABLES.values())
