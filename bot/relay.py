"""Sends what waits in the outbox: claim → open → send → record, as many at once as their order allows.

A crash between sending and recording is seen by the lease that runs out; the row is then uncertain, and what
that means is decided in `bot.use_cases.record_delivery`. Nothing is lost; at worst a harmless line comes
twice. A person's reply never does: one that may have left is not sent again.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TypeVar

import structlog
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from bot.metrics import REPEATS, SENDS
from bot.outgoing import Letter
from bot.ports import Clock, Delivery, GiveUp, RetryAt, Sender, Sent, Unknown
from bot.turns import Turns
from bot.use_cases.bury import bury
from bot.use_cases.open_letter import NotNow, open_letter
from bot.use_cases.record_delivery import record_delivery
from bot.use_cases.setup import Present
from bot.use_cases.turn import Turn
from storage import budgets, outbox
from storage.budgets import Limits as Limits  # noqa: PLC0414 - whoever makes a relay gives it its limits
from storage.errors import StorageError, StoreUnavailable
from storage.outbox import AHEAD, LEASE, Claim
from storage.records import OutboxItem

ResultT = TypeVar("ResultT")

log = structlog.get_logger(__name__)

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
_SOON = timedelta(seconds=1)
_NEARLY_AT_ONCE = timedelta(milliseconds=50)
"""What changes within this time comes as much too late as what changes while a letter is on its way."""
_PAUSES_S = (0.1, 0.5, 2.0, 5.0, 10.0)
"""What was sent is known here alone until it is stored, so the store is asked again, within the lease."""


_OUTCOMES = {Sent: "sent", RetryAt: "retry", Unknown: "unknown", GiveUp: "gave_up"}
"""As `/metrics` names them."""


class Relay:
    def __init__(  # noqa: PLR0913 - the parts it is made of, and what it may do, each by name
        self,
        turns: Turns,
        present: Present,
        senders: Mapping[str, Sender],
        clock: Clock,
        *,
        owner: str,
        limits: Limits,
        may_send: Callable[[], bool] = lambda: True,
    ) -> None:
        """`senders` by channel; `owner` names this process in the leases it takes. `may_send` is false while
        others could take it for dead, and send what it holds.
        """
        self._turns = turns
        self._present = present
        self._senders = senders
        self._clock = clock
        self._owner = owner
        self._limits = {channel: limits[channel] for channel in senders}
        self._may_send = may_send
        self._nudged = asyncio.Event()
        self._sending: dict[asyncio.Task[None], int] = {}  # with the letter's id

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
        if room <= 0 or not self._may_send():
            return 0
        try:
            claims = await self._turns.take(lambda session: self._claim(session, room))
        except StorageError as error:
            log.warning("outbox.unavailable", reason=str(error))
            return 0
        for claim, letter in claims:
            if not self._has_in_hand(claim.item):
                task = asyncio.create_task(self._deliver(claim, letter))
                self._sending[task] = claim.item.id
                task.add_done_callback(self._done)
        return len(claims)

    def _has_in_hand(self, item: OutboxItem) -> bool:
        """After the clock has jumped, or the machine slept, leases of our own may have run out."""
        return item.uncertain and item.id in self._sending.values()

    def _claim(self, session: Session, room: int) -> list[tuple[Claim, Letter | NotNow | None]]:
        """What leaves at once, or nearly so, is opened in the same turn; None is opened when its time has
        come.
        """
        now = self._clock.now()
        claims = outbox.claim(session, self._owner, self._limits, now, room)
        return [
            (claim, self._open(session, claim.item) if claim.send_at <= now + _NEARLY_AT_ONCE else None)
            for claim in claims
        ]

    def _open(self, session: Session, item: OutboxItem) -> Letter | NotNow | None:
        """None for a broken letter, which is then opened, and fails, by itself."""
        try:
            return open_letter(session, self._present.setup, item)
        except DBAPIError:
            raise  # the transaction may be lost, and the lease with it
        except Exception:  # noqa: BLE001 - whatever is wrong with one must not keep the others
            return None

    def _done(self, task: asyncio.Task[None]) -> None:
        del self._sending[task]
        self._nudged.set()
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("outbox.delivery_not_recorded", exc_info=error)

    async def _pause(self, stopping: asyncio.Event) -> None:
        waits = [asyncio.create_task(stopping.wait()), asyncio.create_task(self._nudged.wait())]
        try:
            await asyncio.wait(waits, timeout=LOOK_EVERY_S, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for wait in waits:
                wait.cancel()

    async def _deliver(self, claim: Claim, letter: Letter | NotNow | None) -> None:
        item = claim.item
        try:
            if (wait := (claim.send_at - self._clock.now()).total_seconds()) > 0:
                await asyncio.sleep(wait)
            if letter is None:
                letter = await self._turns.look(
                    lambda session: open_letter(session, self._present.setup, item)
                )
            delivery = await self._attempt(item, letter)
        except StorageError as error:  # before it was sent: only opening it asks the store
            delivery = RetryAt(self._clock.now() + _SOON, str(error))
        except Exception as error:  # noqa: BLE001 - one broken letter must not stop the others
            await self._broken(claim, error)
            return
        if isinstance(delivery, NotNow):
            reason = delivery.reason
            await self._take(claim, lambda turn: outbox.give_up(turn.session, item.id, reason))
        else:
            await self._settle(claim, delivery)

    async def _attempt(self, item: OutboxItem, letter: Letter | NotNow) -> Delivery | NotNow:
        if item.kind == "reply" and item.uncertain:
            return Unknown("the program stopped while it was being sent")
        if isinstance(letter, NotNow):
            return letter
        if not self._may_send():
            return RetryAt(self._clock.now() + _SOON, "others may take this process for dead")
        return await self._send(item, letter)

    async def _send(self, item: OutboxItem, letter: Letter) -> Delivery:
        if item.uncertain:
            REPEATS.labels(channel=item.channel).inc()
        delivery = await self._senders[item.channel].send(letter)
        if not isinstance(delivery, GiveUp):
            _count(item, delivery)
        return delivery

    async def _settle(self, claim: Claim, delivery: Delivery) -> None:
        """What was refused counts as what became of it. One that waits all the same is told of once, until
        the reason is another.
        """
        item = claim.item
        outcome = await self._take(claim, lambda turn: self._record(turn, item, delivery))
        if isinstance(delivery, GiveUp):
            _count(item, outcome)
            if isinstance(outcome, RetryAt) and outcome.reason != item.reason:
                log.warning("outbox.letter_waits", outbox_id=item.id, kind=item.kind, reason=outcome.reason)

    async def _broken(self, claim: Claim, error: Exception) -> None:
        item = claim.item
        log.error("outbox.letter_failed", outbox_id=item.id, kind=item.kind, exc_info=error)
        if item.attempts < _TRIES_OF_A_BROKEN_LETTER:
            at = self._clock.now() + timedelta(seconds=5 * item.attempts)
            retry = RetryAt(at, "an error of the program")
            await self._take(claim, lambda turn: self._record(turn, item, retry))
        else:
            await self._take(claim, lambda turn: self._set_aside(turn, item, error))

    def _set_aside(self, turn: Turn, item: OutboxItem, error: Exception) -> None:
        bury(turn, "outbox", str(item.id), {"kind": item.kind, **item.payload}, error)
        self._record(turn, item, GiveUp("an error of the program: see the dead letters"))

    def _record(self, turn: Turn, item: OutboxItem, delivery: Delivery) -> Delivery:
        """The platform counts from when it got a letter, which may be later than was planned."""
        outcome = record_delivery(turn, item, delivery)
        budgets.count_from(turn.session, item.budget, turn.now + self._limits[item.channel]["each"])
        return outcome

    async def _take(self, claim: Claim, deed: Callable[[Turn], ResultT]) -> ResultT:
        """Stores what became of a letter. Raises `StoreUnavailable` when the store stays away for long."""
        for pause in _PAUSES_S:
            try:
                return await self._turns.take(lambda session: deed(self._turn(session)))
            except StoreUnavailable as error:
                if self._clock.now() + timedelta(seconds=pause) >= claim.send_at - AHEAD + LEASE:
                    raise
                log.warning("outbox.delivery_not_recorded_yet", outbox_id=claim.item.id, reason=str(error))
                await asyncio.sleep(pause)
        return await self._turns.take(lambda session: deed(self._turn(session)))

    def _turn(self, session: Session) -> Turn:
        return Turn(session, self._present.setup, self._clock.now())


def _count(item: OutboxItem, outcome: Delivery) -> None:
    SENDS.labels(channel=item.channel, outcome=_OUTCOMES[type(outcome)]).inc()
