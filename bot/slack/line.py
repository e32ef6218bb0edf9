"""Keeps one Socket Mode connection to Slack alive, and knows whether it is.

slack_sdk reconnects by itself and notices a dead connection by its pings. Two things are added, since a bot
that is silently deaf is worse than one that is down: the reason of a failure is kept for the health page, and
a connection that stays down is built anew from the start. (slack_sdk would try its one-time address for ever,
also when that has expired.) What is being handled when the program stops is finished and acknowledged first.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.response import BoltResponse
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.ports import Clock
from bot.slack.failures import CallFailure, describe_failure
from bot.slack.health import NOT_ASKED, SlackHealth
from bot.stopping import unless_stopped, wait_for_stop

_LOST = "the connection to Slack was lost"
log = structlog.get_logger(__name__)

Dispatch = Callable[[dict[str, Any]], Awaitable[BoltResponse]]
"""Hands a payload of Slack's to Bolt. Raises nothing for what Slack sends."""


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds between pings and between looks, until the line is rebuilt, between attempts, at the end.

    Between attempts the pause doubles from `first_pause` to `pause`.
    """

    ping: float = 5
    look: float = 2
    rebuild: float = 40
    first_pause: float = 1
    pause: float = 30
    finish: float = 5


class SlackLine:
    """`run` holds the line until told to stop."""

    def __init__(
        self, app: AsyncApp, dispatch: Dispatch, app_token: str, clock: Clock, patience: Patience
    ) -> None:
        self._app = app
        self._dispatch = dispatch
        self._app_token = app_token
        self._clock = clock
        self._patience = patience
        self._handler: _Handler | None = None
        self._reason: str | None = NOT_ASKED
        self._heard_at: datetime | None = None
        self._pause = self._patience.first_pause

    async def health(self) -> SlackHealth:
        connected = self._handler is not None and await self._handler.client.is_connected()
        return SlackHealth(connected, None if connected else self._reason, self._heard_at)

    async def run(self, stopping: asyncio.Event) -> None:
        """Returns once `stopping` is set and all in hand is done. Raises nothing for what Slack does."""
        while not stopping.is_set():
            try:
                await self._hold(stopping)
            except CallFailure as error:
                self._reason = describe_failure(error)
                log.warning("slack.not_connected", reason=self._reason)
                await wait_for_stop(stopping, self._pause)
                self._pause = min(2 * self._pause, self._patience.pause)

    async def _hold(self, stopping: asyncio.Event) -> None:
        """Connects, and stays until told to stop or the line is down for too long.

        Raises one of `CallFailure` when it cannot connect.
        """
        handler = self._handler = self._make_handler()
        try:
            await unless_stopped(stopping, self._connect(handler))
            await self._watch(handler, stopping)
        finally:
            await handler.finish(self._patience.finish)
            self._handler = None

    async def _connect(self, handler: "_Handler") -> None:
        handler.client.wss_uri = await handler.client.issue_new_wss_url()
        async with asyncio.timeout(self._patience.rebuild):
            await handler.client.connect()  # type: ignore[no-untyped-call]  # not annotated there
        self._reason = _LOST  # heard only when the line turns out to be down

    async def _watch(self, handler: "_Handler", stopping: asyncio.Event) -> None:
        """Returns when told to stop, or after the line was down for too long.

        slack_sdk forgets its last pong when it gives a session up, and then puts the time of a ping in its
        place: only a time that follows another is that of a pong.
        """
        down_since: float | None = None
        pong: float | None = None
        loop = asyncio.get_running_loop()
        while not stopping.is_set():
            before, pong = pong, handler.client.last_ping_pong_time
            if before and pong and before != pong:
                self._heard_at = self._clock.now()
            if await handler.client.is_connected():
                down_since = None
                self._pause = self._patience.first_pause
            else:
                down_since = down_since or loop.time()
                if loop.time() - down_since >= self._patience.rebuild:
                    log.warning("slack.connection_lost")
                    return
            await wait_for_stop(stopping, self._patience.look)

    def _make_handler(self) -> "_Handler":
        handler = _Handler(self._app, self._dispatch, self._app_token, self._patience.ping)
        handler.client.proxy = self._app.client.proxy
        handler.client.message_listeners.append(self._hear)
        return handler

    async def _hear(self, _: AsyncBaseSocketModeClient, message: dict[str, Any], __: str | None) -> None:
        self._heard_at = self._clock.now()
        if message.get("type") == "hello":
            log.info("slack.connected")


class _Handler(AsyncSocketModeHandler):
    """Bolt's handler, which also knows what it has in hand."""

    def __init__(self, app: AsyncApp, dispatch: Dispatch, app_token: str, ping_interval: float) -> None:
        super().__init__(app, app_token, ping_interval=ping_interval)
        self._dispatch = dispatch
        self._in_hand: set[asyncio.Task[Any]] = set()

    async def handle(  # type: ignore[override]  # Bolt narrows it in the same way
        self, client: SocketModeClient, req: SocketModeRequest
    ) -> None:
        if task := asyncio.current_task():
            self._in_hand.add(task)
            task.add_done_callback(self._in_hand.discard)
        response = await self._dispatch(req.payload)
        await send_async_response(client, req, response, start_time=0)  # of use to its debug log only

    async def finish(self, seconds: float) -> None:
        """Waits for what is in hand, then hangs up."""
        if self._in_hand:
            await asyncio.wait(self._in_hand, timeout=seconds)
        await self.client.close()  # type: ignore[no-untyped-call]  # not annotated there
