"""Events on their way to the app: they wait for a connection and are sent again until they are acknowledged.

Rules: Slack's page "Events API", section "Retries": at once, after one and after five minutes, then never.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.demo.slack.bell import Change, ChangeKind
from bot.demo.slack.socket_mode import SocketMode
from bot.demo.slack.workspace import Json, Workspace

REDELIVERIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))


@dataclass(frozen=True)
class Delivery:
    """An event on its way. ``attempt`` counts the ones before; a ``repeat`` is not tried again."""

    payload: Json
    due: datetime
    attempt: int = 0
    repeat: bool = False

    def as_envelope(self) -> Json:
        """Return what goes over the socket, without the envelope's id."""
        return {
            "type": "events_api",
            "payload": self.payload,
            "accepts_response_payload": False,
            "retry_attempt": self.attempt,
            "retry_reason": "timeout" if self.attempt else "",
        }


@dataclass
class Deliveries:
    """All events not yet acknowledged, and those given up in ``lost``.

    ``pauses`` before the second and later attempts are counted on the workspace's clock, which is looked at
    every ``patrol_seconds`` of real time. Each event is delivered ``times`` times, with one ``event_id``;
    with 0 it is lost for good.
    """

    workspace: Workspace
    line: SocketMode
    pauses: tuple[timedelta, ...] = REDELIVERIES
    patrol_seconds: float = 0.2
    times: int = 1
    lost: list[Json] = field(default_factory=list)
    _waiting: list[Delivery] = field(default_factory=list)
    _flying: dict[asyncio.Task[None], Delivery] = field(default_factory=dict)
    _patrolling: asyncio.Task[None] | None = None
    _wake: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.workspace.bell.subscribe(self._look_up)

    def publish(self, payload: Json) -> None:
        """Send an event to the app, now or when it connects."""
        if not self.times:
            self.lost.append(payload)
        now = self.workspace.now()
        self._waiting += [Delivery(payload, now, copy, repeat=copy > 0) for copy in range(self.times)]
        self._wake.set()

    @property
    def unacknowledged(self) -> int:
        """Return how many events wait, or are on their way."""
        return len(self._waiting) + len(self._flying)

    def start(self) -> None:
        """Begin to send. Needs a running event loop."""
        self._wake = asyncio.Event()
        self._patrolling = asyncio.get_running_loop().create_task(self._patrol())

    async def stop(self) -> None:
        """Stop sending; what is not acknowledged yet waits for the next start."""
        tasks = [*self._flying, *([self._patrolling] if self._patrolling else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _look_up(self, change: Change) -> None:
        """Send what waited when the app connects."""
        if change.kind is ChangeKind.CONNECTED:
            self._wake.set()

    async def _patrol(self) -> None:
        while True:
            self._wake.clear()
            for delivery in self._take_due():
                task = asyncio.get_running_loop().create_task(self._deliver(delivery))
                self._flying[task] = delivery
                task.add_done_callback(self._land)
            with suppress(TimeoutError):
                async with asyncio.timeout(self.patrol_seconds):
                    await self._wake.wait()

    def _take_due(self) -> list[Delivery]:
        if not self.line.is_open:
            return []
        now = self.workspace.now()
        due = [delivery for delivery in self._waiting if delivery.due <= now]
        self._waiting = [delivery for delivery in self._waiting if delivery.due > now]
        return due

    async def _deliver(self, delivery: Delivery) -> None:
        sent_at = self.workspace.now()
        acknowledged = await self.line.send(delivery.as_envelope())
        if acknowledged is None and not delivery.repeat:
            self._try_again(delivery, sent_at)

    def _try_again(self, delivery: Delivery, sent_at: datetime) -> None:
        if delivery.attempt >= len(self.pauses):
            self.lost.append(delivery.payload)
            return
        due = sent_at + self.pauses[delivery.attempt]
        self._waiting.append(replace(delivery, due=due, attempt=delivery.attempt + 1))
        self._wake.set()

    def _land(self, task: asyncio.Task[None]) -> None:
        """Forget a finished delivery; one that a stop interrupted waits again."""
        delivery = self._flying.pop(task)
        if task.cancelled():
            self._waiting.append(delivery)
        self.workspace.bell.ring(Change(ChangeKind.DELIVERED))
