"""Bad weather between the program and both platforms: squall after squall of faults, each soon over."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from bot.demo.faults import Error, Fault, Faults, Hang, Harm, Reset, Side, SlowDown
from bot.demo.slack import SlackStandIn
from bot.demo.telegram import TelegramStandIn
from tests.simulation.chronicle import Chronicle

LOOK_UPS = ("conversations.replies", "conversations.history")
FILES = ("files.getUploadURLExternal", "files.completeUploadExternal")
_TELEGRAM = (
    *[("sendMessage",)] * 4,
    ("getUpdates",),
    ("answerCallbackQuery", "editMessageText", "editMessageReplyMarkup"),
)
_SLACK = (
    *[("chat.postMessage",)] * 3,
    ("chat.update",),
    LOOK_UPS,
    FILES,
    ("interactive", "events_api"),
    ("views.open",),
    ("apps.connections.open",),
)
_BEFORE: tuple[Harm, ...] = (Error(500), Error(503), Reset(), Hang(), SlowDown(1), SlowDown(3))
_AFTER: tuple[Harm, ...] = (Reset(), Reset(), Hang(), Error(500), Error(502))
"""Whoever says that something failed may have done it before."""


class Squalls(Faults):
    """Faults that are written down when they strike."""

    def __init__(self, seed: int, chronicle: Chronicle) -> None:
        super().__init__(seed)
        self._chronicle = chronicle

    async def strike(self, call: str, arguments: Mapping[str, object], side: Side) -> Harm | None:
        chat = arguments.get("chat_id")
        try:
            harm = await super().strike(call, arguments, side)
        except ConnectionResetError:
            self._chronicle.note_call(call, side, chat)
            raise
        if harm is not None:
            self._chronicle.note_call(call, side, chat)
        return harm


@dataclass
class Weather:
    """Blows until it is calmed. One squall at a time on the way to each platform."""

    telegram: TelegramStandIn
    slack: SlackStandIn
    faults: Squalls
    random: Random

    async def blows(self, calm: asyncio.Event) -> None:
        winds = (self._squalls(_TELEGRAM), self._squalls(_SLACK), self._sockets_die(), self._things_repeat())
        blowing = [asyncio.create_task(wind) for wind in winds]
        waiting = asyncio.create_task(calm.wait())
        try:
            done, _ = await asyncio.wait((waiting, *blowing), return_when=asyncio.FIRST_COMPLETED)
            for wind in done:
                wind.result()
        finally:
            for task in (waiting, *blowing):
                task.cancel()
            await asyncio.gather(waiting, *blowing, return_exceptions=True)
            self.faults.lift_all()
            self.telegram.deliver_times = self.slack.envelope_times = 1

    async def _squalls(self, kinds: tuple[tuple[str, ...], ...]) -> None:
        while True:
            await self._pause(0, 2)
            fault = self.faults.begin(self._a_fault(self.random.choice(kinds)))
            await self._pause(0.3, 2.5)
            self.faults.lift(fault)

    def _a_fault(self, calls: tuple[str, ...]) -> Fault:
        side = self.random.choice((Side.BEFORE, Side.AFTER))
        harm = self.random.choice(_BEFORE if side is Side.BEFORE else _AFTER)
        return Fault(harm, side, calls, chance=self.random.uniform(0.3, 1))

    async def _sockets_die(self) -> None:
        while True:
            await self._pause(3, 12)
            match self.random.randrange(8):
                case 0:
                    self.slack.silence_sockets()
                case 1 | 2 | 3:
                    self.slack.break_sockets()
                case 4 | 5:
                    await self.slack.close_sockets()
                case _:
                    await self.slack.ask_to_reconnect()

    async def _things_repeat(self) -> None:
        while True:
            await self._pause(1, 5)
            self.telegram.deliver_times = self.random.choice((1, 1, 2))
            self.slack.envelope_times = self.random.choice((1, 1, 2))

    async def _pause(self, shortest: float, longest: float) -> None:
        await asyncio.sleep(self.random.uniform(shortest, longest))
