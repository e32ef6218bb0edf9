"""The running program as the demo holds it: started, told the time, killed with SIGKILL, started again."""

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Callable, Mapping
from enum import StrEnum
from pathlib import Path

from bot.demo.clock import DemoClock

_ROOT = Path(__file__).parents[2]
_STOPS_WITHIN_S = 12


class ProgramState(StrEnum):
    DOWN = "down"
    STARTING = "starting"
    RUNNING = "running"


class CannotStart(Exception):
    """It runs already, or ended while it was being started; the message says which."""


class Program:
    """`address` is where it listens while it runs; `on_change` is called whenever `state` has changed."""

    def __init__(self, environment: Mapping[str, str], clock: DemoClock) -> None:
        self.state = ProgramState.DOWN
        self.address = ""
        self.on_change: Callable[[], None] = lambda: None
        self._environment = environment
        self._clock = clock
        self._one_order = asyncio.Lock()
        self._process: Process | None = None
        self._watching: asyncio.Task[None] | None = None

    async def load(self) -> None:
        """Lets the process load what it needs, which takes a second or two; `start` then takes less."""
        if self._process is None:
            self._process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot.demo.child"),
                cwd=_ROOT,
                env={**os.environ, **self._environment},
                stdin=PIPE,
                stdout=PIPE,
                start_new_session=True,  # Ctrl-C is for the demo, which then ends the program cleanly
            )
            self._watching = asyncio.create_task(self._watch(self._process))

    async def start(self) -> None:
        """Returns once it listens. Raises `CannotStart`."""
        if self.state is not ProgramState.DOWN:
            raise CannotStart("The program is running already.")
        self._change(ProgramState.STARTING)
        await self.load()
        self.address = await self._order()
        if not self.address:
            raise CannotStart("The program did not start: its reason is in the terminal.")
        self._change(ProgramState.RUNNING)

    async def catch_up(self) -> None:
        """Tells it the time and waits until what fell due by then is done. Dead, it hears nothing."""
        if self.state is ProgramState.RUNNING:
            await self._order()

    async def kill(self) -> None:
        """SIGKILL: no warning, no last word."""
        if self._process is not None and self._watching is not None:
            self._process.kill()
            await self._watching

    async def stop(self) -> None:
        """Ends it as Ctrl-C would: what is in hand is finished first."""
        if self._process is None or self._watching is None:
            return
        assert self._process.stdin is not None, "it was started with a pipe"  # noqa: S101 - for mypy
        self._process.stdin.close()
        try:
            await asyncio.wait_for(asyncio.shield(self._watching), _STOPS_WITHIN_S)
        except TimeoutError:
            await self.kill()

    async def _order(self) -> str:
        """How far the clock is ahead goes there, a line comes back; an empty one if it has died."""
        async with self._one_order:
            process = self._process
            if process is None or process.stdin is None or process.stdout is None:
                return ""
            process.stdin.write(f"{self._clock.ahead.total_seconds()!r}\n".encode())
            return (await process.stdout.readline()).decode().strip()

    async def _watch(self, process: Process) -> None:
        await process.wait()
        self._process = None
        self._change(ProgramState.DOWN)

    def _change(self, state: ProgramState) -> None:
        self.state = state
        self.on_change()
