"""Tells whoever waits that something in the workspace changed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

Found = TypeVar("Found")


class ChangeKind(StrEnum):
    """What can change in a workspace."""

    POSTED = "posted"
    EDITED = "edited"
    DELETED = "deleted"
    REACTED = "reacted"
    EPHEMERAL = "ephemeral"
    VIEW = "view"
    CHANNEL = "channel"
    CALLED = "called"
    CONNECTED = "connected"
    DELIVERED = "delivered"


@dataclass(frozen=True)
class Change:
    """One change: its kind and, where they apply, channel, message timestamp and person."""

    kind: ChangeKind
    channel: str | None = None
    ts: str | None = None
    user: str | None = None


class Bell:
    """Rings at each change; waiters look again, subscribers get the change itself."""

    def __init__(self) -> None:
        self._rung = asyncio.Event()
        self._subscribers: list[Callable[[Change], None]] = []

    def ring(self, change: Change) -> None:
        """Wake all who wait and tell all who subscribed."""
        self._rung.set()
        self._rung = asyncio.Event()
        for subscriber in tuple(self._subscribers):
            subscriber(change)

    def subscribe(self, subscriber: Callable[[Change], None]) -> Callable[[], None]:
        """Call ``subscriber`` at every change; the returned function ends that."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    async def until(self, look: Callable[[], Found | None], seconds: float) -> Found:
        """Return the first thing that ``look`` finds, looking again at each change.

        Raises ``TimeoutError`` when ``seconds`` pass without it.
        """
        async with asyncio.timeout(seconds):
            while True:
                rung = self._rung
                if (found := look()) is not None:
                    return found
                await rung.wait()
