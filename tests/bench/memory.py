"""How much memory the process of the program grows by with live runs: begun, and two turns played, on SQLite.

Every run is a real one: a purchase, the link opened, a tap. The first 12,000 fill what SQLite may keep of the
file, which is bounded (see `storage.database`) and shown by itself; the next 10,000 tell what runs cost above
it, and stand for 100,000. Customers come 200 at a time, and what the stub keeps of their chats is dropped.
"""

import asyncio
import gc
import resource
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench.program import Program, a_program
from tests.bench.report import AtMost, Baseline, Bench, Figures, Goal, Of
from tests.bench.transport import StubRequest
from tests.bench.turn import sell, take_turn, updates_of
from tests.bench.turn_baseline import InMemory, bodies_of, build, handle

TURNS = 2
RUNS = 100_000
AT_ONCE = 200

_WARMING_UP = range(5_000_000, 5_000_400)
_FIRST = range(10_000_000, 10_012_000)
_NEXT = range(20_000_000, 20_010_000)

_FOR_RUNS = "MB for 100,000 runs"
_FOR_THE_FIRST = "MB for the first 12,000"

Play = Callable[[range], Awaitable[None]]


def grow_on_sqlite() -> Figures:
    with TemporaryDirectory() as folder:
        return asyncio.run(_grow_on_sqlite(Path(folder)))


def grow_in_memory() -> Figures:
    return asyncio.run(_grow_in_memory())


async def _grow_on_sqlite(folder: Path) -> Figures:
    async with a_program(folder, f"sqlite:///{folder}/bench.db") as program:
        return await _measure(lambda customers: _play(program, customers))


async def _grow_in_memory() -> Figures:
    application = build(stub := StubRequest())
    await application.initialize()
    return await _measure(lambda customers: _handle_all(application, stub, customers))


async def _measure(play: Play) -> Figures:
    """`play` takes so many customers through their first turns."""
    sizes = []
    for customers in (_WARMING_UP, _FIRST, _NEXT):
        for some in _in_parts(customers):
            await play(some)
        gc.collect()
        sizes.append(_resident_mb())
    warm, full, more = sizes
    return {_FOR_RUNS: (more - full) * RUNS / len(_NEXT), _FOR_THE_FIRST: full - warm}


def _in_parts(customers: range) -> Iterator[range]:
    for start in range(0, len(customers), AT_ONCE):
        yield customers[start : start + AT_ONCE]


async def _play(program: Program, customers: range) -> None:
    await sell(program, customers)
    for turn in range(TURNS):
        await take_turn(program, updates_of(program, customers, turn))
    program.stub.shown.clear()


async def _handle_all(application: InMemory, stub: StubRequest, customers: range) -> None:
    for body in bodies_of(customers, TURNS):
        await handle(application, body)
    stub.shown.clear()


def _resident_mb() -> float:
    """What of the process is in memory now (proc(5), the second field of statm)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="utf-8").split()[1])
    return pages * resource.getpagesize() / 1e6


BENCH = Bench(
    name="memory",
    ours=grow_on_sqlite,
    baseline=Baseline("python-telegram-bot's ConversationHandler, in memory", grow_in_memory),
    goals=(Goal(_FOR_RUNS, AtMost(20, Of.OURS)), Goal(_FOR_THE_FIRST)),
    rounds=1,
)
