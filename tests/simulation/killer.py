"""Kills the program at random moments: while it starts, while it works, in the middle of a call.

Of two replicas one is hit or both, and the other works on.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from bot.demo.faults import Side
from bot.demo.slack.gate import Disturbance, Passage
from bot.demo.telegram import Call
from tests.simulation.chronicle import Chronicle
from tests.simulation.program import Program
from tests.simulation.replicas import Replicas


class Moment(StrEnum):
    STARTING = "while it started"
    ANY = "at any time"
    IN_A_CALL = "in the middle of a call"


_MOMENTS = (Moment.STARTING, *[Moment.ANY] * 3, *[Moment.IN_A_CALL] * 4)
_TO_TELEGRAM = ("getUpdates", "sendMessage")
_HALF_AN_ANSWER = "editMessageText"  # shows what is picked so far
_CALLS = (*_TO_TELEGRAM, *_TO_TELEGRAM, _HALF_AN_ANSWER, "chat.postMessage", "chat.update", "interactive")
_EARLIEST_S, _LATEST_S = 0.05, 2.5
_START_TAKES_S = 1.6
_TRAP_STAYS_S = 1.5
_SOON_S = 0.04
_LONGEST_ABSENCE_S = 8.0
"""Seconds that a dead replica may be missed by the other: longer than it takes to be believed dead."""


@dataclass
class Trap:
    """Springs at the next call of a name: before it takes effect, just after, or a moment later.

    Stands between the program and both platforms, as the interference of the one and the gate of the other.
    """

    random: Random
    chronicle: Chronicle
    name: str | None = None
    spring: Callable[[], None] = lambda: None

    def set(self, name: str, spring: Callable[[], None]) -> None:
        self.name, self.spring = name, spring
        self.side = Side.AFTER if self.random.random() < 0.6 else Side.BEFORE  # traces are left after it
        self.soon = self.random.random() < 0.4  # while the answer is being worked on

    def take_away(self) -> None:
        self.name, self.spring = None, lambda: None

    def meets(self, name: str, side: Side, chat: object = None) -> None:
        """Raises ConnectionResetError when the program dies in this call: its answer goes nowhere."""
        if name != self.name or side is not self.side:
            return
        self.name = None
        if self.soon:
            asyncio.get_running_loop().call_later(self.random.uniform(0, _SOON_S), self._goes_off)
            return
        self.spring()
        self.chronicle.note_call(name, side, chat)  # it may be another replica's than the one that died
        raise ConnectionResetError

    def _goes_off(self) -> None:
        """Unless the trap was taken away meanwhile."""
        self.spring()


@dataclass
class InTelegram:
    """The trap as `bot.demo.telegram.Interference`."""

    trap: Trap

    async def before(self, call: Call) -> None:
        self.trap.meets(call.method, Side.BEFORE, call.params.get("chat_id"))

    async def after(self, call: Call, result: object) -> None:
        if call.method != "getUpdates" or result:  # an empty poll is no work that could be interrupted
            self.trap.meets(call.method, Side.AFTER, call.params.get("chat_id"))


@dataclass
class InSlack:
    """The trap as `bot.demo.slack.gate.Gate`."""

    trap: Trap

    async def before(self, passage: Passage, /) -> Disturbance | None:
        self.trap.meets(passage.name, Side.BEFORE)
        return None

    async def after(self, passage: Passage, /) -> Disturbance | None:
        self.trap.meets(passage.name, Side.AFTER)
        return None


@dataclass
class Killer:
    """`kills` counts them; one that hits all replicas at once is one."""

    replicas: Replicas
    trap: Trap
    random: Random
    chronicle: Chronicle
    kills: Counter[Moment] = field(default_factory=Counter)
    hit_all: int = 0

    async def kills_again_and_again(self, times: int) -> None:
        for _ in range(times):
            started = await self.replicas.start()
            moment = self.random.choice(_MOMENTS)
            victims = started if moment is Moment.STARTING else self.replicas.some(self.random)
            await self._wait_for(moment, victims)
            self.trap.take_away()
            self._kill(victims)
            for victim in victims:
                await victim.killed()
            self.kills[moment] += 1
            self.hit_all += len(victims) == len(self.replicas.programs)
            await self._leave_dead()

    def _kill(self, victims: Sequence[Program]) -> None:
        self.chronicle.note_kill()
        for victim in victims:
            victim.kill()

    async def _leave_dead(self) -> None:
        """For a moment, or until whoever survived has taken up what the dead had in hand."""
        longest = _LONGEST_ABSENCE_S if self.random.random() < 0.1 else 0.2
        await asyncio.sleep(self.random.uniform(0, longest))

    async def _wait_for(self, moment: Moment, victims: Sequence[Program]) -> None:
        if moment is Moment.STARTING:
            await self.replicas.live_for(self.random.uniform(_EARLIEST_S, _START_TAKES_S))
            return
        for victim in victims:
            await victim.listens()
        await self.replicas.live_for(self.random.uniform(_EARLIEST_S, _LATEST_S))
        if moment is Moment.IN_A_CALL:
            await self._spring_a_trap(victims)

    async def _spring_a_trap(self, victims: Sequence[Program]) -> None:
        sprung = asyncio.Event()

        def spring() -> None:
            self._kill(victims)
            sprung.set()

        self.trap.set(self.random.choice(_CALLS), spring)
        with suppress(TimeoutError):
            await asyncio.wait_for(sprung.wait(), _TRAP_STAYS_S)
