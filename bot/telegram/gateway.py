"""Joins Telegram's side to ours: learns who we are, shows our profile, and attends to the way updates come.

Whichever way that is, nothing is confirmed to Telegram before it is committed. The library's own ways confirm
what they have only put in memory, and fail a whole batch for one update that they cannot read.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import structlog
from telegram import Bot
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.ports import NotReady
from bot.stopping import unless_stopped, wait_for_stop
from bot.telegram.intake import Batch
from bot.telegram.profile import BotProfile, publish_profile
from bot.telegram.transport import AnswerLost, call, is_table
from bot.telegram.updates import BotIdentity
from storage.errors import StoreUnavailable

_LAST_REACTIONS_SECONDS = 3
_PAUSES = (1, 2, 5, 10)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Health:
    """`reason` says why nothing is received; a replica on standby is healthy and has one too.

    `heard_at` is when Telegram last answered a poll or came by; `rest` how long all may be left as it is, in
    seconds.
    """

    healthy: bool
    reason: str | None
    heard_at: datetime | None = None
    rest: float = 0


class Door(Protocol):
    """One way in: `polling` or `webhook`."""

    async def attend(self, identity: BotIdentity, stopping: asyncio.Event) -> Health | None:
        """Does once what this way needs, and says how it stands; None when told to stop first.

        Raises `TelegramError` or `StoreUnavailable` for what is wrong outside.
        """


class TelegramGateway:
    """Receives through its door. `run` until told to stop; `health` at any time; `attended` once tried.

    The n-th failure in a row is followed by the n-th of `pauses`, in seconds, then always by the last.
    """

    def __init__(
        self,
        bot: Bot,
        batch: Batch,
        door: Door,
        *,
        profile: Callable[[], BotProfile],
        pauses: Sequence[float] = _PAUSES,
    ) -> None:
        self._bot = bot
        self._batch = batch
        self._door = door
        self._profile = profile
        self._is_shown = False
        self._pauses = pauses
        self._identity: BotIdentity | None = None
        self._health = Health(healthy=False, reason="Telegram was not asked yet")
        self.attended = asyncio.Event()

    @property
    def health(self) -> Health:
        return self._health

    @property
    def way_in(self) -> Door:
        return self._door

    @property
    def identity(self) -> BotIdentity | None:
        """Who we are, once Telegram has said it."""
        return self._identity

    async def prepare(self) -> BotIdentity:
        """Learns who we are; may be repeated. Raises `TelegramError`."""
        me = await call(self._bot, "getMe", {})
        if not is_table(me):
            raise AnswerLost("Telegram did not say who the bot is")
        self._identity = BotIdentity(id=str(me.get("id")), username=str(me.get("username")))
        return self._identity

    async def retake(self, update: Mapping[str, object]) -> None:
        """Takes a dead letter once more. Raises `NotReady` before Telegram said who we are, and any fault."""
        if self._identity is None:
            raise NotReady("Telegram has not said yet who the bot is")
        await self._batch.retake(update, self._identity)

    async def run(self, stopping: asyncio.Event) -> None:
        """Receives until `stopping` is set; what was received by then is finished."""
        failures = 0
        try:
            while not stopping.is_set():
                health = await self._attend(stopping)
                if health is None:
                    return
                self._note(health)
                if health.healthy and not self._is_shown:
                    await unless_stopped(stopping, self._show_profile())
                rest = health.rest if health.healthy else self._pauses[min(failures, len(self._pauses) - 1)]
                failures = 0 if health.healthy else failures + 1
                if rest:
                    await wait_for_stop(stopping, rest)
        finally:
            await self._batch.finish(_LAST_REACTIONS_SECONDS)

    async def _show_profile(self) -> None:
        """Once, and after customers were attended to first."""
        self._is_shown = True
        try:
            await publish_profile(self._bot, self._profile())
        except TelegramError as error:
            log.warning("telegram.profile_not_set", reason=error.message)
        except Exception:  # no fault may end the receiving
            log.exception("telegram.profile_not_set")

    async def _attend(self, stopping: asyncio.Event) -> Health | None:
        try:
            identity = self._identity or await unless_stopped(stopping, self.prepare())
            return await self._door.attend(identity, stopping) if identity else None
        except TelegramError as error:
            return self._failed(_reason(error))
        except StoreUnavailable as error:
            return self._failed(f"the database takes nothing: {error}")
        except Exception as error:  # no fault may end the receiving
            log.exception("telegram.receiving_failed")
            return self._failed(f"a fault of our own ({type(error).__name__}): see the log")

    def _failed(self, reason: str) -> Health:
        return Health(healthy=False, reason=reason, heard_at=self._health.heard_at)

    def _note(self, health: Health) -> None:
        if health.reason != self._health.reason:
            log.info("telegram.receiving", healthy=health.healthy, reason=health.reason)
        self._health = health
        self.attended.set()


def _reason(error: TelegramError) -> str:
    match error:
        case Conflict():
            return f"another program receives for this bot: {error.message}"
        case InvalidToken():
            return "Telegram does not accept the bot's token"
        case _:
            return error.message
