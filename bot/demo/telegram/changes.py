"""Telling whoever watches that something changed: the demo page redraws, a test stops waiting."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

Found = TypeVar("Found")


@dataclass(frozen=True)
class Change:
    """`what`: message, delivery, edit, deletion, toast, tap, standing, profile.

    A delivery is the bot's taking of an update. `chat_id` is 0 for the bot itself.
    """

    what: str
    chat_id: int


class ChangeStream:
    """The changes from now on, one after another, for ``async for``."""

    def __init__(self, changes: "Changes") -> None:
        self._waiting: asyncio.Queue[Change] = asyncio.Queue()
        self._unsubscribe = changes.subscribe(self._waiting.put_nowait)

    def __aiter__(self) -> "ChangeStream":
        return self

    async def __anext__(self) -> Change:
        return await self._waiting.get()

    def close(self) -> None:
        self._unsubscribe()


class Changes:
    """Publishes each change to the subscribers, in order, and wakes those who wait for a sight."""

    def __init__(self) -> None:
        self._subscribers: list[Callable[[Change], None]] = []
        self._next = asyncio.Event()

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Calls `callback` at each change, in the loop's thread; the returned function ends it."""
        self._subscribers.append(callback)
        return lambda: self._subscribers.remove(callback)

    def publish(self, what: str, chat_id: int = 0) -> None:
        for callback in tuple(self._subscribers):
            callback(Change(what, chat_id))
        # A fresh event for the next wait: whoever waits on this one is woken exactly once.
        self._next.set()
        self._next = asyncio.Event()

    async def until(self, look: Callable[[], Found | None], seconds: float) -> Found | None:
        """What `look` finds, now or after a change; None after `seconds` without it."""
        try:
            async with asyncio.timeout(seconds):
                while (found := look()) is None:
                    await self._next.wait()
                return found
        except TimeoutError:
            return None
