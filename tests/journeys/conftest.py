"""A fresh world for each journey, on each kind of database."""

import shutil
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from contextlib import AbstractAsyncContextManager, ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from bot.relay import Limits
from flows.sentiment import score_text
from tests.conftest import PostgreSQL
from tests.journeys.clock import ManualClock
from tests.journeys.doors import Doors
from tests.journeys.opening import a_world
from tests.journeys.recovery import Recovery
from tests.journeys.world import NO_WAITING, World

NewDatabase = Callable[[], str]


class OpenWorld(Protocol):
    """Opens a world of its own: another database, other platforms."""

    def __call__(
        self,
        config: str = "",
        *,
        limits: Limits = NO_WAITING,
        clock: ManualClock | None = None,
        down: Collection[str] = (),
        doors: Doors | None = None,
    ) -> AbstractAsyncContextManager[World]: ...


@pytest.fixture(params=["sqlite", "postgresql"])
def new_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewDatabase]:
    """Makes databases with the newest schema and no rows; whatever asks for it runs on both kinds."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("sqlite_template")
        yield lambda: f"sqlite:///{shutil.copy(template, tmp_path / f'{len(list(tmp_path.iterdir()))}.db')}"
        return
    postgresql: PostgreSQL = request.getfixturevalue("postgresql")
    template_name: str = request.getfixturevalue("postgresql_template")

    def create() -> str:
        name = postgresql.create(template=template_name)
        made.callback(postgresql.drop, name)
        return postgresql.url(name)

    with ExitStack() as made:
        yield create


@pytest.fixture(scope="session", autouse=True)
def scorer() -> None:
    """Loads what reads moods, which takes half a second, before any journey waits for it."""
    score_text("The first text of all is read much more slowly than the next", "en")


@pytest.fixture
def open_world(new_database: NewDatabase, tmp_path: Path) -> OpenWorld:
    def open_one(
        config: str = "",
        *,
        limits: Limits = NO_WAITING,
        clock: ManualClock | None = None,
        down: Collection[str] = (),
        doors: Doors | None = None,
    ) -> AbstractAsyncContextManager[World]:
        return a_world(tmp_path, new_database(), config, limits=limits, clock=clock, down=down, doors=doors)

    return open_one


@pytest.fixture
async def world(open_world: OpenWorld) -> AsyncIterator[World]:
    """The usual world: one touchpoint, one complaint rule, reminders after two days."""
    async with open_world() as world:
        yield world


@pytest.fixture
def recovery(
    request: pytest.FixtureRequest,
    new_database: NewDatabase,
    record_property: Callable[[str, object], None],
) -> Recovery:
    """Notes how long it takes to recover, for the table at the end of the tests."""
    return Recovery(request.node.callspec.params["new_database"], record_property)
