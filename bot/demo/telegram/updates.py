"""The updates that wait for the bot: numbered, handed out until confirmed, to one poller or the webhook.

What waits too long is dropped, as the Bot API says of updates in general. Its published server
(tdlib/telegram-bot-api, `Client.cpp`) drops a tap much sooner.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from bot.demo.telegram.calls import Json
from bot.demo.telegram.errors import ApiError, conflict

TAP_LIFE = timedelta(seconds=150)
_UPDATE_LIFE = timedelta(hours=24)
_TERMINATED = "terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass(eq=False)
class Waiting:
    number: int
    update: Json
    deliveries_left: int
    expires_at: datetime

    @property
    def chat(self) -> int:
        """Whose order it keeps; what is of no chat is alone in its own."""
        content = next((part for part in self.update.values() if isinstance(part, dict)), {})
        chat = _part(content, "chat") or _part(_part(content, "message"), "chat")
        number = chat.get("id")
        return number if isinstance(number, int) else -self.number

    @property
    def message(self) -> int | None:
        """The id of the message that it brings, if it brings a new one."""
        return _part(self.update, "message").get("message_id")


class UpdateQueue:
    """`deliver_times` above 1 hands each new update out again that often after it was confirmed.

    With `disorder` what waits is handed out in an order by chance. `changed` is set when there may be
    something to deliver; `on_taken` is told of the chat of each update that the bot has taken for good.
    """

    def __init__(
        self, first_number: int, now: Callable[[], datetime], on_taken: Callable[[int], None] = lambda _: None
    ) -> None:
        self.deliver_times = 1
        self.tap_life = TAP_LIFE
        self.disorder: Random | None = None
        self.changed = asyncio.Event()
        self._next_number = first_number
        self._now = now
        self._queue: list[Waiting] = []
        self._on_taken = on_taken
        self._allowed: frozenset[str] | None = None
        self._poller: asyncio.Future[None] | None = None

    @property
    def pending(self) -> int:
        self._drop_expired()
        return len(self._queue)

    @property
    def allowed(self) -> list[str]:
        """The kinds asked for, empty for the usual ones."""
        return sorted(self._allowed or ())

    def allow(self, kinds: Iterable[str]) -> None:
        """Holds for updates from now on; nothing asked for means every kind there is here."""
        self._allowed = frozenset(kinds) or None

    def renumber(self, first: int) -> None:
        """The next update gets this number: after a quiet week Telegram chooses one, perhaps a lower."""
        self._next_number = first

    def push(self, kind: str, content: Json) -> None:
        """Queues an update of this kind, unless the bot has not asked for it."""
        if self._allowed is None or kind in self._allowed:
            self.push_raw({kind: content})

    def push_raw(self, update: Json) -> None:
        """Queues the update as it is, however malformed; only a missing ``update_id`` is added."""
        given = update.get("update_id", self._next_number)
        number = given if isinstance(given, int) else self._next_number
        self._next_number = max(self._next_number, number) + 1
        life = self.tap_life if "callback_query" in update else _UPDATE_LIFE
        numbered = {"update_id": given, **update}
        self._queue.append(Waiting(number, numbered, self.deliver_times, self._now() + life))
        self.changed.set()
        if self._poller is not None and not self._poller.done():
            self._poller.set_result(None)

    async def poll(self, offset: int, limit: int, seconds: int) -> list[Json]:
        """Confirms what is below `offset` (negative: all but the last so many), then waits for the rest.

        Raises 409 here when another call comes to wait meanwhile.
        """
        self._confirm(offset)
        if not self._queue and seconds > 0:
            await self._wait(seconds)
            self._drop_expired()
        batch = [waiting.update for waiting in self._queue[:limit]]
        if self.disorder is not None:
            self.disorder.shuffle(batch)
        return batch

    def end_poll(self, error: ApiError) -> None:
        """Fails the call that waits, if there is one."""
        if self._poller is not None and not self._poller.done():
            self._poller.set_exception(error)

    def first_of_chats(self) -> dict[int, Waiting]:
        """What is to be delivered next, by chat."""
        self._drop_expired()
        return {waiting.chat: waiting for waiting in reversed(self._queue)}

    def messages_of(self, chat: int) -> list[int]:
        """The ids of the messages in a chat that the bot has not taken yet, in their order."""
        self._drop_expired()
        return [each.message for each in self._queue if each.chat == chat and each.message is not None]

    def confirm(self, waiting: Waiting) -> None:
        """It was taken once."""
        waiting.deliveries_left -= 1
        self._forget_taken()

    def drop(self) -> None:
        self._queue.clear()

    def _drop_expired(self) -> None:
        now = self._now()
        self._queue = [each for each in self._queue if each.expires_at > now]

    def _confirm(self, offset: int) -> None:
        self._drop_expired()
        if offset < 0:
            for waiting in self._queue[:offset]:
                waiting.deliveries_left = 0
        else:
            for waiting in self._queue:
                waiting.deliveries_left -= waiting.number < offset
        self._forget_taken()

    def _forget_taken(self) -> None:
        taken = [each for each in self._queue if each.deliveries_left <= 0]
        self._queue = [each for each in self._queue if each.deliveries_left > 0]
        for each in taken:
            self._on_taken(each.chat)

    async def _wait(self, seconds: int) -> None:
        self.end_poll(conflict(_TERMINATED))
        poller = self._poller = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(seconds):
                await poller
        except TimeoutError:
            return


def _part(of: Json, name: str) -> Json:
    """A part of an update; empty where there is none, or where it is malformed."""
    part = of.get(name)
    return part if isinstance(part, dict) else {}
