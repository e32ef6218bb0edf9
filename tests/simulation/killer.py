"""Kills the program at random moments: while it starts, while it works, in the middle of a call."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from bot.demo.slack.gate import Disturbance, Passage
from bot.demo.telegram import Call
from tests.simulation.program import Program


class Moment(StrEnum):
    STARTING = "while it started"
    ANY = "at any time"
    IN_A_CALL = "in the middle of a call"


_MOMENTS = (Moment.STARTING, *[Moment.ANY] * 3, *[Moment.IN_A_CALL] * 4)
_TO_TELEGRAM = ("getUpdates", "sendMessage")
_CALLS = (*_TO_TELEGRAM, *_TO_TELEGRAM, "chat.postMessage", "chat.update", "interactive")
_EARLIEST_S, _LATEST_S = 0.05, 2.5
_START_TAKES_S = 1.6
_TRAP_STAYS_S = 1.5
_SOON_S = 0.04


@dataclass
class Trap:
    """Springs at the next call of a name: before it takes effect, just after, or a moment later.

    Stands between the program and both platforms, as the interference of the one and the gate of the other.
    """

    random: Random
    name: str | None = None
    spring: Callable[[], None] = lambda: None

    def set(self, name: str, spring: Callable[[], None]) -> None:
        self.name, self.spring = name, spring
        self.after_effect = self.random.random() < 0.6  # there the traces are
        self.soon = self.random.random() < 0.4  # while the answer is being worked on

    def take_away(self) -> None:
        self.name, self.spring = None, lambda: None

    def meets(self, name: str, *, after_effect: bool) -> None:
        """Raises ConnectionResetError when the program dies in this call: its answer goes nowhere."""
        if name != self.name or after_effect is not self.after_effect:
            return
        self.name = None
        if self.soon:
            asyncio.get_running_loop().call_later(self.random.uniform(0, _SOON_S), self._goes_off)
            return
        self.spring()
        raise ConnectionResetError

    def _goes_off(self) -> None:
        """Unless the trap was taken away meanwhile."""
        self.spring()


@dataclass
class InTelegram:
    """The trap as `bot.demo.telegram.Interference`."""

    trap: Trap

    async def before(self, call: Call) -> None:
        self.trap.meets(call.method, after_effect=False)

    async def after(self, call: Call, result: object) -> None:
        if call.method != "getUpdates" or result:  # an empty poll is no work that could be interrupted
            self.trap.meets(call.method, after_effect=True)


@dataclass
class InSlack:
    """The trap as `bot.demo.slack.gate.Gate`."""

    trap: Trap

    async def before(self, passage: Passage, /) -> Disturbance | None:
        self.trap.meets(passage.name, after_effect=False)
        return None

    async def after(self, passage: Passage, /) -> Disturbance | None:
        self.trap.meets(passage.name, after_effect=True)
        return None


@dataclass
class Killer:
    """`kills` counts them."""

    program: Program
    trap: Trap
    random: Random
    kills: Counter[Moment] = field(default_factory=Counter)

    async def kills_again_and_again(self, times: int, between: Callable[[], Awaitable[None]]) -> None:
        """So many times. `between` is called after each, while the program is dead."""
        for _ in range(times):
            moment = self.random.choice(_MOMENTS)
            await self.program.start()
            await self._wait_for(moment)
            self.trap.take_away()
            self.program.kill()
            await self.program.killed()
            self.kills[moment] += 1
            await between()

    async def _wait_for(self, moment: Moment) -> None:
        if moment is Moment.STARTING:
            await self.program.lives_for(self.random.uniform(_EARLIEST_S, _START_TAKES_S))
            return
        await self.program.listens()
        await self.program.lives_for(self.random.uniform(_EARLIEST_S, _LATEST_S))
        if moment is Moment.IN_A_CALL:
            sprung = asyncio.Event()

            def spring() -> None:
                self.program.kill()
                sprung.set()

            self.trap.set(self.random.choice(_CALLS), spring)
            with suppress(TimeoutError):
                await asyncio.wait_for(sprung.wait(), _TRAP_STAYS_S)
