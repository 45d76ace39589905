"""Timings and addresses."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from syncd.settings.values import DatabaseUrl, ShopDatabaseUrl, Timing

timing = TypeAdapter[int | str | None](Timing)
database = TypeAdapter[str](DatabaseUrl)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        (600, 600),
        ("600", 600),
        ("off", None),
        ("30 4 * * mon-fri", "30 4 * * mon-fri"),
        ("*/10  8-20/2 1,15 jan-mar SUN", "*/10 8-20/2 1,15 jan-mar sun"),
        ("0 0 31 12 *", "0 0 31 12 *"),
    ],
)
def test_timings(given: object, meant: object) -> None:
    assert timing.validate_python(given) == meant


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        (0, "timing"),
        (-5, "timing"),
        (True, "timing"),
        (1.5, "timing"),
        ("hourly", "timing"),
        ("* * * *", "timing"),
        ("60 * * * *", "cron_field"),
        ("* 24 * * *", "cron_field"),
        ("* * 0 * *", "cron_field"),
        ("* * * 13 *", "cron_field"),
        ("5-1 * * * *", "cron_field"),
        ("*/0 * * * *", "cron_field"),
        ("* * * * someday", "cron_field"),
        ("0 3 * * 1", "cron_weekday"),
        ("0 3 * * mon-5", "cron_weekday"),
    ],
)
def test_what_is_no_timing(given: object, kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        timing.validate_python(given)
    assert caught.value.errors()[0]["type"] == kind


@pytest.mark.parametrize(
    "url",
    [
        "mysql+pymysql://syncd@127.0.0.1:3306/lavka?charset=utf8mb4",
        "mysql+pymysql://syncd@localhost/lavka?unix_socket=/run/mysqld/mysqld.sock",
        "sqlite:////var/lib/syncd/state.db",
    ],
)
def test_database_addresses(url: str) -> None:
    assert database.validate_python(url) == url


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("mysql+pymysql://u:secret@h/db", "password_in_url"),
        ("mysql+pymysql://u:@h/db", "password_in_url"),
        ("mysql+pymysql://u@h:port/db", "database_url"),
        ("mysql+pymysql://u@h/", "database_url"),
        ("postgresql://u@h/db", "database_url"),
        ("/var/lib/state.db", "database_url"),
        ("sqlite:///", "database_url"),
        (5, "database_url"),
    ],
)
def test_what_is_no_database_address(url: object, kind: str) -> None:
    with pytest.raises(ValidationError) as caught:
        database.validate_python(url)
    assert caught.value.errors()[0]["type"] == kind


def test_only_the_shop_may_be_read_by_mysqlclient() -> None:
    url = "mysql+mysqldb://syncd@127.0.0.1:3306/lavka"
    assert TypeAdapter[str](ShopDatabaseUrl).validate_python(url) == url
    with pytest.raises(ValidationError):
        database.validate_python(url)
