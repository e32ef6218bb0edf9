"""Hands updates to the use cases, however they came: each chat in its order, none stopped by a broken one."""

import asyncio
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

import structlog
from telegram import Bot

from bot.incoming import Arrival, Reaction
from bot.telegram.reactions import Reactions
from bot.telegram.transport import is_table
from bot.telegram.updates import CHANNEL, BotIdentity, MalformedUpdate, read_update
from bot.telegram.wire import clean_all
from storage.errors import StoreUnavailable

log = structlog.get_logger(__name__)


class Intake(Protocol):
    """The use cases, as this channel needs them."""

    async def take(self, arrival: Arrival) -> Reaction:
        """Handles it in one transaction; returns after the commit. A repeat changes nothing.

        Raises `storage.errors.StoreUnavailable` if the database cannot take it now; anything else is a fault.
        """

    async def bury(self, source: str, key: str, payload: Mapping[str, object], error: BaseException) -> None:
        """Sets aside as a dead letter what cannot be handled. Raises `storage.errors.StoreUnavailable`."""

    async def apologise(self, arrival: Arrival) -> None:
        """Tells the customer that what they sent was set aside, if that can be told. Raises nothing."""


@dataclass(frozen=True, slots=True)
class _Received:
    raw: Mapping[str, object]
    arrival: Arrival


class Batch:
    """Takes raw updates. When `take_all` returns, every one of them is committed, buried, or not for us."""

    def __init__(self, bot: Bot, intake: Intake) -> None:
        self._intake = intake
        self._reactions = Reactions(bot)

    async def take_all(self, updates: Iterable[object], identity: BotIdentity) -> None:
        """Each chat in its order, which the ids tell; the chats beside each other.

        Raises `StoreUnavailable`, or what `Intake.bury` raises; whatever was taken by then stays taken.
        """
        chats: dict[str, list[_Received]] = {}
        for raw in sorted(updates, key=lambda raw: update_id(raw) or 0):
            if received := await self._read(raw, identity):
                chats.setdefault(received.arrival.person.address, []).append(received)
        outcomes = await asyncio.gather(*map(self._take_chat, chats.values()), return_exceptions=True)
        for failure in filter(None, outcomes):
            raise failure

    async def retake(self, raw: Mapping[str, object], identity: BotIdentity) -> None:
        """Takes an update that was set aside once more. Raises whatever is still wrong with it."""
        arrival = read_update(raw, identity)
        if arrival is not None:
            self._reactions.start(arrival, await self._intake.take(arrival))

    async def finish(self, seconds: float) -> None:
        """Lets the last reactions end, for so long at most."""
        await self._reactions.finish(seconds)

    async def _read(self, raw: object, identity: BotIdentity) -> _Received | None:
        """None for what is not for us, and for what cannot be read, which is buried."""
        try:
            if not is_table(raw):
                raise MalformedUpdate("an update must be an object")
            arrival = read_update(raw, identity)
        except MalformedUpdate as error:
            log.warning("telegram.update_malformed", reason=str(error))
            await self._bury(raw, error)
            return None
        return _Received(raw, arrival) if arrival else None

    async def _take_chat(self, received: Iterable[_Received]) -> None:
        for one in received:
            self._reactions.start(one.arrival, await self._take(one))

    async def _take(self, received: _Received) -> Reaction:
        """What fails twice is buried, and the conversation goes on."""
        try:
            return await self._take_or_try_again(received.arrival)
        except StoreUnavailable:
            raise
        except Exception as error:  # any fault of a use case
            log.exception("telegram.update_buried", key=received.arrival.key)
            await self._bury(received.raw, error)
            await self._intake.apologise(received.arrival)
            return Reaction()

    async def _take_or_try_again(self, arrival: Arrival) -> Reaction:
        try:
            return await self._intake.take(arrival)
        except StoreUnavailable:
            raise
        except Exception as error:  # noqa: BLE001  # any fault of a use case is worth a second try
            log.warning("telegram.update_tried_again", key=arrival.key, error=type(error).__name__)
            return await self._intake.take(arrival)

    async def _bury(self, raw: object, error: Exception) -> None:
        cleaned = clean_all(raw)
        payload = cleaned if is_table(cleaned) else {"update": cleaned}
        await self._intake.bury(CHANNEL, _key(raw), payload, error)


def update_id(raw: object) -> int | None:
    number = raw.get("update_id") if is_table(raw) else None
    return number if isinstance(number, int) else None


def _key(raw: object) -> str:
    """The update's id; without one a fingerprint, so that a repeat has the same key."""
    number = update_id(raw)
    return str(number) if number is not None else hashlib.sha256(json.dumps(raw).encode()).hexdigest()
