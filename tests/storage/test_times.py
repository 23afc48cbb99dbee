"""Times: aware, in UTC, the same after a round trip."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Dialect, create_engine
from sqlalchemy.exc import StatementError

from quizapp.services.gateway import Database
from quizapp.storage.tables import Throttle
from quizapp.storage.tables.base import UtcDateTime

DIALECTS: list[Dialect] = [create_engine(url).dialect for url in ("sqlite://", "postgresql+psycopg://")]
ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_a_time_of_any_zone_comes_back_as_the_same_moment_in_utc(dialect: Dialect) -> None:
    kind = UtcDateTime()

    @given(st.datetimes(timezones=ZONES).filter(lambda moment: 1 < moment.year < 9999))
    def check(moment: datetime) -> None:
        bound = kind.process_bind_param(moment, dialect)
        back = kind.process_result_value(bound, dialect)
        assert back == moment
        assert back is not None
        assert back.utcoffset() == timedelta(0)

    check()


@pytest.mark.parametrize("dialect", DIALECTS, ids=lambda dialect: dialect.name)
def test_no_time_stays_no_time(dialect: Dialect) -> None:
    kind = UtcDateTime()
    assert kind.process_bind_param(None, dialect) is None
    assert kind.process_result_value(None, dialect) is None


def test_a_time_without_a_zone_is_refused_by_the_database(database: Database) -> None:
    naive = datetime(2026, 3, 2, 9, 30)  # noqa: DTZ001 - the fault that is planted
    with pytest.raises(StatementError, match="without a zone"), database.transaction() as session:
        session.add(Throttle(key="naive", window_started_at=naive, tries=1))
        session.flush()


def test_a_time_from_elsewhere_is_read_back_in_utc(database: Database) -> None:
    elsewhere = datetime(2026, 3, 29, 2, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    with database.transaction() as session:
        session.add(Throttle(key="elsewhere", window_started_at=elsewhere, tries=1))
    with database.transaction() as session:
        kept = session.get_one(Throttle, "elsewhere").window_started_at
    assert kept == elsewhere
    assert kept.tzinfo is UTC or kept.utcoffset() == timedelta(0)
