"""What became of a stream of cases: how many of each outcome, every fault, and how much memory stayed."""

import asyncio
import gc
import logging
import os
import time
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import structlog

_AT_ONCE = 8
_MOST_FAULTS = 20
_MEGABYTE = 2**20
_WARM_UP = 0.25

Feed = Callable[[Random], Awaitable[str]]
"""Makes one case and sends it in; returns the outcome in a word or two, and raises when it is a fault."""


@dataclass
class Figures:
    """`faults` begin with the number of their case. `grown` is resident memory in bytes, after a warm-up."""

    name: str
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    grown: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        counted = ", ".join(f"{count} {outcome}" for outcome, count in self.outcomes.most_common())
        cases, grown = self.outcomes.total(), self.grown / _MEGABYTE
        return f"{self.name}: {cases} cases in {self.seconds:.0f} s ({counted}); memory {grown:+.1f} MB"


async def run(name: str, opening: AbstractAsyncContextManager[Feed], cases: int, seed: int) -> Figures:
    """Sends in so many cases, some at once. Each has its own source of chance: name, seed and number."""
    figures, began = Figures(name), time.perf_counter()
    with watching(figures.faults):
        async with opening as feed:
            await _send_in(figures, feed, cases, seed)
    figures.seconds = time.perf_counter() - began
    return figures


async def _send_in(figures: Figures, feed: Feed, cases: int, seed: int) -> None:
    warm = 0
    for first in range(0, cases, _AT_ONCE):
        if not warm and first >= cases * _WARM_UP:
            warm = _resident()
        numbers = range(first, min(first + _AT_ONCE, cases))
        await asyncio.gather(*(_take(figures, feed, f"{figures.name} {seed} {number}") for number in numbers))
        if len(figures.faults) >= _MOST_FAULTS:
            break
    figures.grown = _resident() - warm


async def _take(figures: Figures, feed: Feed, case: str) -> None:
    try:
        figures.outcomes[await feed(Random(case))] += 1  # noqa: S311 - chance that can be repeated
    except Exception:  # noqa: BLE001 - whatever is raised is what is looked for
        figures.outcomes["FAULT"] += 1
        figures.faults.append(f"{case}: {traceback.format_exc()}")


@contextmanager
def watching(faults: list[str]) -> Iterator[None]:
    """Adds what goes wrong while this lasts: errors in either log, and tasks that nobody waits for.

    Nothing is kept of all the rest that is logged.
    """
    processors = structlog.get_config()["processors"]
    before, handler = list(processors), _Ears(faults)
    processors[:] = [_listen(faults)]
    logging.getLogger().addHandler(handler)
    asyncio.get_running_loop().set_exception_handler(lambda _, context: faults.append(str(context)))
    try:
        yield
    finally:
        processors[:] = before
        logging.getLogger().removeHandler(handler)


def _listen(faults: list[str]) -> Callable[[Any, str, dict[str, Any]], Any]:
    def hear(_: Any, method: str, entry: dict[str, Any]) -> Any:
        if method in {"error", "critical", "exception"}:
            error = entry.get("exc_info")
            shown = (
                traceback.format_exception(error)
                if isinstance(error, BaseException)
                else [traceback.format_exc()]
            )
            faults.append(f"{entry}\n{''.join(shown)}")
        raise structlog.DropEvent

    return hear


class _Ears(logging.Handler):
    def __init__(self, faults: list[str]) -> None:
        super().__init__(logging.ERROR)
        self._faults = faults

    def emit(self, record: logging.LogRecord) -> None:
        self._faults.append(self.format(record))


def _resident() -> int:
    """The memory that this process holds, in bytes (proc_pid_statm(5): the second field, in pages)."""
    gc.collect()
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
