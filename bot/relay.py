"""Sends what waits in the outbox: claim → open → send → record, as many at once as their order allows.

A crash between sending and recording is seen by the lease that runs out; the row is then uncertain, and what
that means is decided in `bot.use_cases.record_delivery`. Nothing is lost; at worst a harmless line comes
twice.
"""

import asyncio
from collections.abc import Mapping
from datetime import timedelta

import structlog
from sqlmodel import Session

from bot.metrics import SENDS
from bot.outgoing import Letter
from bot.ports import Clock, Delivery, GiveUp, RetryAt, Sender
from bot.turns import Turns
from bot.use_cases.bury import bury
from bot.use_cases.open_letter import NotNow, open_letter
from bot.use_cases.record_delivery import record_delivery
from bot.use_cases.setup import Setup
from bot.use_cases.turn import Turn
from storage import budgets, outbox
from storage.errors import StorageError
from storage.outbox import Claim
from storage.records import OutboxItem

log = structlog.get_logger(__name__)

Limits = Mapping[str, Mapping[str, timedelta]]

PLATFORM_LIMITS: Limits = {
    "telegram": {
        "each": timedelta(seconds=1),
        budgets.whole_channel("telegram"): timedelta(milliseconds=34),
    },
    "slack": {"each": timedelta(seconds=1), budgets.whole_channel("slack"): timedelta(0)},
}
"""Least time between two sends: Telegram's FAQ names 1/s in one chat and about 30/s in all, Slack's
documentation 1/s in one channel. A thirtieth of a second, rounded down, would let 31 into one second.
All of Slack together has no limit of its own, yet is held back when Slack asks for it."""

LOOK_EVERY_S = 1.0
MOST_AT_ONCE = 64
_TRIES_OF_A_BROKEN_LETTER = 3


class Relay:
    def __init__(
        self,
        turns: Turns,
        setup: Setup,
        senders: Mapping[str, Sender],
        clock: Clock,
        *,
        owner: str,
        limits: Limits,
    ) -> None:
        """`senders` by channel; `owner` names this process in the leases it takes."""
        self._turns = turns
        self._setup = setup
        self._senders = senders
        self._clock = clock
        self._owner = owner
        self._limits = {channel: limits[channel] for channel in senders}
        self._nudged = asyncio.Event()
        self._sending: set[asyncio.Task[None]] = set()

    def nudge(self) -> None:
        """Something may be waiting: look at once."""
        self._nudged.set()

    async def run(self, stopping: asyncio.Event) -> None:
        """Sends until `stopping` is set, then lets what is under way finish."""
        while not stopping.is_set():
            self._nudged.clear()
            if not await self._send_some():
                await self._pause(stopping)
        if self._sending:
            await asyncio.wait(self._sending)

    async def _send_some(self) -> int:
        room = MOST_AT_ONCE - len(self._sending)
        if room <= 0:
            return 0
        try:
            claims = await self._turns.take(
                lambda session: outbox.claim(
                    session, self._owner, self._limits, self._clock.now(), min(room, 30)
                )
            )
        except StorageError as error:
            log.warning("outbox_unavailable", reason=str(error))
            return 0
        for claim in claims:
            task = asyncio.create_task(self._deliver(claim))
            self._sending.add(task)
            task.add_done_callback(self._done)
        return len(claims)

    def _done(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self._nudged.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("delivery_not_recorded", exc_info=error)

    async def _pause(self, stopping: asyncio.Event) -> None:
        waits = [asyncio.create_task(stopping.wait()), asyncio.create_task(self._nudged.wait())]
        try:
            await asyncio.wait(waits, timeout=LOOK_EVERY_S, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _deliver(self, claim: Claim) -> None:
        item = claim.item
        await asyncio.sleep((claim.send_at - self._clock.now()).total_seconds())
        try:
            letter = await self._turns.look(lambda session: open_letter(session, self._setup, item))
            if isinstance(letter, NotNow):
                await self._turns.take(lambda session: outbox.give_up(session, item.id, letter.reason))
                return
            delivery = await self._send(item, letter)
        except StorageError:
            raise
        except Exception as error:  # noqa: BLE001 - one broken letter must not stop the others
            delivery = await self._broken(item, error)
        await self._record(item, delivery)

    async def _send(self, item: OutboxItem, letter: Letter) -> Delivery:
        delivery = await self._senders[item.channel].send(letter)
        SENDS.labels(channel=item.channel, outcome=type(delivery).__name__.lower()).inc()
        return delivery

    async def _broken(self, item: OutboxItem, error: Exception) -> Delivery:
        log.error("letter_failed", outbox_id=item.id, kind=item.kind, exc_info=error)
        if item.attempts < _TRIES_OF_A_BROKEN_LETTER:
            return RetryAt(
                self._clock.now() + timedelta(seconds=5 * item.attempts), "an error of the program"
            )
        payload = {"kind": item.kind, **item.payload}
        await self._turns.take(
            lambda session: bury(self._turn(session), "outbox", str(item.id), payload, error)
        )
        return GiveUp("an error of the program: see the dead letters")

    async def _record(self, item: OutboxItem, delivery: Delivery) -> None:
        await self._turns.take(lambda session: self._recorded(session, item, delivery))

    def _recorded(self, session: Session, item: OutboxItem, delivery: Delivery) -> None:
        """The platform counts from when it got a letter, which may be later than was planned."""
        turn = self._turn(session)
        record_delivery(turn, item, delivery)
        budgets.count_from(session, item.budget, turn.now + self._limits[item.channel]["each"])

    def _turn(self, session: Session) -> Turn:
        return Turn(session, self._setup, self._clock.now())
