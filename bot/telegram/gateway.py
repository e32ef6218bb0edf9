"""Receives from Telegram by long polling: commit first, then ask for the next updates, which confirms these.

Our own loop, because the library's confirms what it has only put in memory, and fails a whole batch for one
update that it cannot read. A cancelled poll loses nothing: what was not confirmed comes again.
"""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.ports import Clock
from bot.telegram.intake import Batch, Intake, update_id
from bot.telegram.profile import BotProfile, publish_profile
from bot.telegram.transport import AnswerLost, call, is_table
from bot.telegram.updates import BotIdentity, MalformedUpdate
from bot.telegram.wire import WANTED_KINDS
from storage.errors import StoreUnavailable

_POLL_SECONDS = 30
_POLL_GRACE_SECONDS = 10
_STANDBY_SECONDS = 2
_LAST_REACTIONS_SECONDS = 3
_PAUSES = (1, 2, 5, 10, 30)

log = structlog.get_logger(__name__)

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Health:
    """`reason` says why nothing is received; a replica on standby is healthy and has one too."""

    healthy: bool
    reason: str | None
    last_poll_at: datetime | None = None


class TelegramGateway:
    """Polls while `may_poll` says so, for Telegram allows one poller.

    It is asked before each poll, and takes the right or makes sure of it. The n-th failure in a row is
    followed by the n-th of `pauses`, in seconds, then always by the last.
    """

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        clock: Clock,
        *,
        may_poll: Callable[[], Awaitable[bool]],
        profile: BotProfile,
        pauses: Sequence[float] = _PAUSES,
    ) -> None:
        self._bot = bot
        self._clock = clock
        self._may_poll = may_poll
        self._profile = profile
        self._pauses = pauses
        self._batch = Batch(bot, intake)
        self._identity: BotIdentity | None = None
        self._offset: int | None = None
        self._health = Health(healthy=False, reason="Telegram was not asked yet")

    @property
    def health(self) -> Health:
        return self._health

    @property
    def identity(self) -> BotIdentity | None:
        """Who we are, once Telegram has said it."""
        return self._identity

    async def prepare(self) -> BotIdentity:
        """Learns who we are and makes Telegram ready for polling; may be repeated. Raises `TelegramError`."""
        me = await call(self._bot, "getMe", {})
        if not is_table(me):
            raise AnswerLost("Telegram did not say who the bot is")
        await call(self._bot, "deleteWebhook", {})  # it refuses polling; what waits there is kept
        try:
            await publish_profile(self._bot, self._profile)
        except TelegramError as error:
            log.warning("telegram.profile_not_set", reason=error.message)
        self._identity = BotIdentity(id=str(me.get("id")), username=str(me.get("username")))
        return self._identity

    async def run(self, stopping: asyncio.Event) -> None:
        """Receives until `stopping` is set: then a poll is dropped at once, what was received is finished."""
        failures = 0
        try:
            while not stopping.is_set():
                if await self._receive(stopping):
                    failures = 0
                else:
                    await _rest(stopping, self._pauses[min(failures, len(self._pauses) - 1)])
                    failures += 1
        finally:
            await self._batch.finish(_LAST_REACTIONS_SECONDS)

    async def _receive(self, stopping: asyncio.Event) -> bool:
        """One poll and all that came with it. False after a failure."""
        try:
            if await self._may_poll():
                await self._poll(stopping)
            else:
                self._note(
                    Health(
                        healthy=True, reason="another replica polls", last_poll_at=self._health.last_poll_at
                    )
                )
                await _rest(stopping, _STANDBY_SECONDS)
        except TelegramError as error:
            self._fail(_reason(error))
        except StoreUnavailable as error:
            self._fail(f"the database takes nothing: {error}")
        except Exception as error:  # no fault may end the receiving
            log.exception("telegram.receiving_failed")
            self._fail(f"a fault of our own ({type(error).__name__}): see the log")
        else:
            return True
        return False

    async def _poll(self, stopping: asyncio.Event) -> None:
        """While something is wrong a poll does not wait, so that it shows at once when all is well again."""
        identity = self._identity or await _unless_stopped(stopping, self.prepare())
        seconds = _POLL_SECONDS if self._health.healthy else 0
        updates = await _unless_stopped(stopping, self._get_updates(seconds))
        if identity is None or updates is None:
            return
        await self._batch.take_all(updates, identity)
        self._offset = _next_offset(updates)
        self._note(Health(healthy=True, reason=None, last_poll_at=self._clock.now()))

    async def _get_updates(self, seconds: int) -> list[object]:
        parameters = {"offset": self._offset, "timeout": seconds, "allowed_updates": WANTED_KINDS}
        read_seconds = seconds + _POLL_GRACE_SECONDS
        updates = await call(self._bot, "getUpdates", parameters, read_seconds=read_seconds)
        if not isinstance(updates, list):
            raise AnswerLost("Telegram's updates are not readable")
        return updates

    def _fail(self, reason: str) -> None:
        self._note(Health(healthy=False, reason=reason, last_poll_at=self._health.last_poll_at))

    def _note(self, health: Health) -> None:
        if health.reason != self._health.reason:
            log.info("telegram.receiving", healthy=health.healthy, reason=health.reason)
        self._health = health


def _next_offset(updates: Iterable[object]) -> int | None:
    """One above the highest id, which confirms them all; None after an empty poll.

    No offset outlives its use, for after a quiet week Telegram numbers updates anew, perhaps lower
    (https://core.telegram.org/bots/api#update). Raises `MalformedUpdate` if no update has an id: nothing can
    be confirmed then.
    """
    ids = [update_id(update) for update in updates]
    known = [number for number in ids if number is not None]
    if ids and not known:
        raise MalformedUpdate("no update has an id")
    return max(known) + 1 if known else None


def _reason(error: TelegramError) -> str:
    match error:
        case Conflict():
            return f"another program receives for this bot: {error.message}"
        case InvalidToken():
            return "Telegram does not accept the bot's token"
        case _:
            return error.message


async def _unless_stopped(stopping: asyncio.Event, work: Coroutine[Any, Any, Result]) -> Result | None:
    """The work's result, or None if `stopping` came first; the work is then cancelled."""
    working, waiting = asyncio.create_task(work), asyncio.create_task(stopping.wait())
    try:
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        return working.result() if working.done() else None
    finally:
        for task in (working, waiting):
            task.cancel()
        await asyncio.gather(working, waiting, return_exceptions=True)


async def _rest(stopping: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stopping.wait()
