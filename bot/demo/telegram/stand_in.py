"""The stand-in as a whole: one bot, its persons, and the server the bot talks to."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime, timedelta
from random import Random
from typing import Any, Protocol

from bot.demo.telegram.bot_api import BotApi
from bot.demo.telegram.calls import Call, Json
from bot.demo.telegram.changes import Change, Changes, ChangeStream
from bot.demo.telegram.groups import Group
from bot.demo.telegram.limits import Limits
from bot.demo.telegram.people import Person
from bot.demo.telegram.profile import Profile
from bot.demo.telegram.screen import Message
from bot.demo.telegram.server import BotApiServer
from bot.demo.telegram.webhook import Deliveries
from bot.demo.telegram.world import Toast, World


class Interference(Protocol):
    """Asked before and after every call: it may wait, raise `ApiError`, or cut the connection.

    A ConnectionResetError drops the connection without an answer: raised before, nothing happened; raised
    after, the call took effect and the bot cannot know.
    """

    async def before(self, call: Call) -> None: ...

    async def after(self, call: Call, result: object) -> None: ...


class TelegramStandIn:
    """A Telegram for one bot. Everything happens in one event loop; persons act by plain calls in it.

    `now` gives aware UTC times and is the only clock, rate limits included; waiting for updates and for
    sights takes real seconds. What happened outlasts `stop`, so an outage is a stop and a start.
    """

    def __init__(
        self,
        *,
        username: str,
        name: str,
        token: str,
        now: Callable[[], datetime],
        limits: Limits | None = Limits(),  # noqa: B008 (frozen, so it is safe to share)
    ) -> None:
        self.token = token
        self.calls: list[Call] = []
        self.interference: Interference | None = None
        self._calls_made = Changes()
        self._world = World(_bot(token, username, name), now, limits)
        self._api = BotApi(self._world)
        self._server = BotApiServer(token, self._answer, self._world.files.by_path)
        self.deliveries = Deliveries(self._world.updates, lambda: self._api.receiving.webhook, now)
        self._delivering: asyncio.Task[None] | None = None
        self._host, self._port = "127.0.0.1", 0

    # The server

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listens; port 0 means any free one at first, and the same as before afterwards."""
        self._host = host
        self._port = await self._server.start(host, port or self._port)
        self._delivering = asyncio.create_task(self.deliveries.run())

    async def stop(self) -> None:
        """Drops all connections and stops listening; chats and waiting updates stay."""
        if self._delivering is not None:
            self._delivering.cancel()
            await asyncio.gather(self._delivering, return_exceptions=True)
        await self._server.stop()

    @property
    def url(self) -> str:
        """Without a slash at the end; the Bot API is below ``/bot``, files below ``/file/bot``."""
        return f"http://{self._host}:{self._port}"

    # Who is there

    def person(
        self,
        name: str,
        *,
        language_code: str | None = None,
        last_name: str | None = None,
        username: str | None = None,
    ) -> Person:
        """Somebody with the bot's chat open who has not pressed START."""
        given = {"last_name": last_name, "username": username, "language_code": language_code}
        names = {"first_name": name, **{key: value for key, value in given.items() if value}}
        return Person(self._world, names)

    def group(self, title: str, made_by: Person) -> Group:
        return Group(self._world, title, made_by)

    def push_update(self, update: Json) -> None:
        """Hands the bot any update, malformed or not; only a missing ``update_id`` is added."""
        self._world.updates.push_raw(update)

    @property
    def deliver_times(self) -> int:
        return self._world.updates.deliver_times

    @deliver_times.setter
    def deliver_times(self, times: int) -> None:
        """From now on each update comes again, with its old id, until it was confirmed so many times."""
        self._world.updates.deliver_times = times

    @property
    def tap_life(self) -> timedelta:
        """How long a tap from now on waits for the bot until it is dropped."""
        return self._world.updates.tap_life

    @tap_life.setter
    def tap_life(self, life: timedelta) -> None:
        self._world.updates.tap_life = life

    def put_online(self, address: str, content: bytes) -> None:
        """From now on a picture can be sent by this address. No other address holds anything here."""
        self._world.files.online[address] = content

    def renumber_updates(self, first: int) -> None:
        """The next update has this id, lower than those before or not, and the next ones follow it."""
        self._world.updates.renumber(first)

    def disorder_updates(self, random: Random | None) -> None:
        """From now on what waits comes in an order by chance; None restores the right one."""
        self._world.updates.disorder = random

    @property
    def limits(self) -> Limits | None:
        return self._world.limiter.limits

    @limits.setter
    def limits(self, limits: Limits | None) -> None:
        """New limits count from here; None takes them away."""
        self._world.limiter.limits = limits

    # What there is to see

    @property
    def toasts(self) -> list[Toast]:
        return list(self._world.toasts)

    @property
    def profile(self) -> Profile:
        return self._api.profile

    @property
    def pending_updates(self) -> int:
        """How many the bot has not confirmed."""
        return self._world.updates.pending

    def changes(self) -> ChangeStream:
        """What changes on any screen from now on, for ``async for``; `close` it when done."""
        return ChangeStream(self._world.changes)

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Calls back at every change; the returned function ends it."""
        return self._world.changes.subscribe(callback)

    async def until(self, true: Callable[[], bool], timeout: float = 5) -> bool:  # noqa: ASYNC109, as for `sees`
        """Waits until `true` holds after some change; False when it does not within `timeout` seconds."""
        return await self._world.changes.until(lambda: true() or None, timeout) is True

    async def called(self, method: str, after: int = 0, timeout: float = 5) -> Call:  # noqa: ASYNC109, as for `sees`
        """Waits for a call of `method` among `calls`, from index `after` on, and returns the first such.

        Raises AssertionError after `timeout` seconds without it.
        """
        found = await self._calls_made.until(lambda: self._first_call(method, after), timeout)
        if found is None:
            raise AssertionError(
                f"The bot did not call {method}, only {[c.method for c in self.calls[after:]]}"
            )
        return found

    def _first_call(self, method: str, after: int) -> Call | None:
        return next((call for call in self.calls[after:] if call.method == method), None)

    def snapshot(self, person: Person) -> dict[str, Any]:
        """All a page needs to draw the phone of this person; values are plain JSON.

        `undelivered` are the ids of their messages that the bot has not taken yet.
        """
        return {
            "chat_id": person.chat_id,
            "user": person.user,
            "bot": self._world.bot,
            "standing": person.standing.value,
            "waits_for_answer": person.waits_for_answer,
            "messages": [self._draw(message) for message in person.screen],
            "keyboard": asdict(person.input.keyboard) if person.input.keyboard else None,
            "keyboard_is_folded": person.input.is_folded,
            "placeholder": person.input.placeholder,
            "undelivered": self._world.updates.messages_of(person.chat_id),
            "toasts": [asdict(toast) for toast in person.toasts],
        }

    def _draw(self, message: Message) -> dict[str, Any]:
        return {
            **asdict(message),
            "sent_at": message.sent_at.isoformat(),
            "file_url": self._file_url(message.file_id),
        }

    def _file_url(self, file_id: str | None) -> str | None:
        stored = self._world.files.by_id(file_id or "")
        return f"{self.url}/file/bot{self.token}/{stored.path}" if stored else None

    async def _answer(self, call: Call) -> object:
        """The one way in for every call: noted, then answered, with room for interference around it."""
        call = call._replace(method=self._api.documented_name(call.method))
        self.calls.append(call)
        self._calls_made.publish("call")
        if self.interference is None:
            return await self._api.answer(call)
        await self.interference.before(call)
        result = await self._api.answer(call)
        await self.interference.after(call, result)
        return result


def _bot(token: str, username: str, name: str) -> Json:
    """The bot's own User; its id is the first part of the token, as with real tokens."""
    return {
        "id": int(token.partition(":")[0]),
        "is_bot": True,
        "first_name": name,
        "username": username,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
    }
