"""Slack's side of the program as one part, which loads the rest of this room when it opens.

Slack's libraries take a sixth of a start. Telegram's side need not wait for them: customers are there first.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from bot.config import SigningSecret, Slack
from bot.outgoing import Letter
from bot.ports import Answer, Clock, Delivery, Files, NotReady, Posted, Receive
from bot.slack.desk import Desk
from bot.slack.health import NOT_ASKED, SlackHealth

if TYPE_CHECKING:
    from bot.slack.gateway import SlackGateway
    from bot.slack.sender import SlackSender

_COME_AGAIN = Answer(503)


@asynccontextmanager
async def slack_side(settings: Slack, files: Files, clock: Clock) -> AsyncIterator["SlackSide"]:
    """What it opens is closed at the end, and so outlasts its `run`."""
    async with AsyncExitStack() as stack:
        yield SlackSide(stack, settings, files, clock)


class SlackSide:
    """`run` opens it and receives until told to stop. Until it is `opened` letters wait, health says so, and
    Slack is told to come again.
    """

    def __init__(self, stack: AsyncExitStack, settings: Slack, files: Files, clock: Clock) -> None:
        self._stack = stack
        self._settings = settings
        self._files = files
        self._clock = clock
        self._gateway: SlackGateway | None = None
        self._sender: asyncio.Future[SlackSender] = asyncio.get_running_loop().create_future()
        self.opened = asyncio.Event()

    async def run(self, desk: Desk, stopping: asyncio.Event) -> None:
        open_slack = await asyncio.to_thread(_load)
        gateway, sender = await open_slack(self._stack, self._settings, self._files, desk, self._clock)
        self._gateway = gateway
        self._sender.set_result(sender)
        self.opened.set()
        await gateway.run(stopping)

    async def send(self, letter: Letter) -> Delivery:
        """Implements `bot.ports.Sender`."""
        sender = await asyncio.shield(self._sender)  # who gives up waiting ends it for nobody else
        return await sender.send(letter)

    @property
    def receive(self) -> Receive | None:
        """Where Slack's requests go, in HTTP mode."""
        return self._receive if isinstance(self._settings.way_in, SigningSecret) else None

    async def _receive(self, posted: Posted) -> Answer:
        receive = self._gateway.receive if self._gateway is not None else None
        return _COME_AGAIN if receive is None else await receive(posted)

    async def retake(self, payload: Mapping[str, object]) -> None:
        """Takes a dead letter once more. Raises `NotReady` before Slack said who we are, and any fault."""
        if self._gateway is None:
            raise NotReady(NOT_ASKED)
        await self._gateway.retake(payload)

    async def health(self) -> SlackHealth:
        if self._gateway is None:
            return SlackHealth(connected=False, reason=NOT_ASKED, heard_at=None)
        return await self._gateway.health()


def _load() -> Callable[
    [AsyncExitStack, Slack, Files, Desk, Clock], Awaitable[tuple["SlackGateway", "SlackSender"]]
]:
    from bot.slack.opening import open_slack  # noqa: PLC0415  see above

    return open_slack
