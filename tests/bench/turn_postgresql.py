"""The same turn on PostgreSQL: a server on this machine, as it comes (`synchronous_commit=on`)."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.report import Bench, Figures, Goal
from tests.bench.turn import IN_MEMORY, play
from tests.conftest import PostgreSQL, start_server


def play_on_postgresql() -> Figures:
    with TemporaryDirectory() as folder, _a_database() as url:
        return asyncio.run(play(Path(folder), url))


@contextmanager
def _a_database() -> Iterator[str]:
    server = start_server()
    socket = server.get_postmaster_info().socket_dir
    assert socket is not None
    postgresql = PostgreSQL(socket)
    yield postgresql.url(postgresql.create())
    server.cleanup()


BENCH = Bench("turn-postgresql", play_on_postgresql, IN_MEMORY, (Goal("µs a turn"), Goal("CPU µs a turn")), 3)
