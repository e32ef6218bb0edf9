"""Rows are stored batch by batch, with patience for a database that is busy and room for those who wait."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from pydantic import SecretStr

from bot.cli.importing import BATCH, Imported, Importer
from bot.config import Business, Config, Slack, Telegram
from bot.ports import SystemClock
from bot.purchases.csv_rows import GoodLine
from bot.purchases.event import Customer, Money, Purchase, PurchaseEvent
from bot.use_cases.setup import Setup
from flows.outreach import PurchaseEventType
from storage.database import Database
from storage.errors import StoreUnavailable

CONFIG = Config(
    business=Business(
        name="Bottega Rossi", timezone="Europe/Rome", languages=("it",), privacy_url="https://shop.example/p"
    ),
    telegram=Telegram(token=SecretStr("123456:fake")),
    slack=Slack(
        bot_token=SecretStr("xoxb-fake"), app_token=SecretStr("xapp-fake"), default_channel="#feedback"
    ),
)


def lines(count: int) -> Iterator[GoodLine]:
    for number in range(count):
        purchase = Purchase(id=f"p{number}", total=Money(amount=Decimal("9.90"), currency="EUR"))
        yield GoodLine(
            number,
            PurchaseEvent(
                type=PurchaseEventType.PAID,
                occurred_at=datetime(2027, 3, 1, tzinfo=UTC),
                purchase=purchase,
                customer=Customer(id="c1"),
            ),
        )


def importer(database: Database, pause: Callable[[float], None]) -> Importer:
    return Importer(database, Setup(CONFIG, b"fake", "rossi_bot"), "till", SystemClock(), pause)


def test_between_batches_there_is_room_for_a_running_program(database: Database) -> None:
    pauses: list[float] = []
    outcomes = list(importer(database, pauses.append).store(lines(BATCH + 1)))
    assert [outcome.number for outcome in outcomes] == list(range(BATCH + 1))
    assert all(isinstance(outcome, Imported) for outcome in outcomes)
    assert len(pauses) == (2 if database.is_sqlite else 0)


def test_a_database_that_is_busy_is_waited_for(sqlite_schema_url: str) -> None:
    database = Database(sqlite_schema_url, busy_timeout=timedelta(0))
    busy = sqlite3.connect(sqlite_schema_url.removeprefix("sqlite:///"), isolation_level=None)
    busy.execute("BEGIN IMMEDIATE")
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 2:
            busy.close()

    assert len(list(importer(database, pause).store(lines(3)))) == 3
    assert pauses[:2] == [1, 2]
    database.dispose()


def test_a_database_that_stays_away_ends_the_import(sqlite_schema_url: str) -> None:
    database = Database(sqlite_schema_url, busy_timeout=timedelta(0))
    pauses: list[float] = []
    with closing(sqlite3.connect(sqlite_schema_url.removeprefix("sqlite:///"), isolation_level=None)) as busy:
        busy.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreUnavailable):
            list(importer(database, pauses.append).store(lines(3)))
    assert pauses == [1, 2, 5, 10]
    database.dispose()
