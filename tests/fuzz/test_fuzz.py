"""Whatever comes in, nothing breaks: no unhandled error, no 5xx, memory stays.

`make fuzz` sends in 20,000 cases of each kind, half of them on each database.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path

import pytest

from storage.database import Database
from tests.fuzz.conftest import CASES, SEED, Show
from tests.fuzz.figures import Feed, run
from tests.fuzz.hooks import hooks_feed
from tests.fuzz.slack import http_feed, socket_feed
from tests.fuzz.telegram import polling_feed, webhook_feed

OpenFeed = Callable[[Database, Path], AbstractAsyncContextManager[Feed]]

MOST_GROWN = 64 * 2**20
"""Bytes. Caches may grow, and the stand-ins' own books; a leak of some kilobytes a case would not fit in."""


@pytest.mark.parametrize(
    ("name", "opened", "share"),
    [
        ("hooks", hooks_feed, 2),
        ("telegram polled", polling_feed, 4),
        ("telegram by webhook", webhook_feed, 4),
        ("slack over a socket", socket_feed, 4),
        ("slack over http", http_feed, 4),
    ],
    ids=["hooks", "telegram polled", "telegram by webhook", "slack over a socket", "slack over http"],
)
async def test_nothing_breaks(
    database: Database, tmp_path: Path, show: Show, name: str, opened: OpenFeed, share: int
) -> None:
    where = database.engine.dialect.name
    figures = await run(f"{name}, {where}", opened(database, tmp_path), CASES // share, SEED)
    show(figures)
    assert not figures.faults, "\n\n".join(figures.faults)
    assert figures.grown < MOST_GROWN
