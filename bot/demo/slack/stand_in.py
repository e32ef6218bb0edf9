"""The local Slack: one workspace with the app installed, reached like the real one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from aiohttp import web

from bot.demo.slack.bell import Change
from bot.demo.slack.deliveries import Deliveries
from bot.demo.slack.events import announce_channel, wrap_event
from bot.demo.slack.gate import Gate
from bot.demo.slack.http_mode import HttpMode
from bot.demo.slack.installation import Installation
from bot.demo.slack.interactions import Interactions
from bot.demo.slack.limits import PostLimit
from bot.demo.slack.modals import Triggers
from bot.demo.slack.responses import Responses
from bot.demo.slack.server import Call, Server
from bot.demo.slack.sightings import SeenChannel, sight
from bot.demo.slack.snapshots import draw_channel, draw_screen
from bot.demo.slack.socket_mode import SocketMode
from bot.demo.slack.staff import Person
from bot.demo.slack.workspace import Json, Workspace


class SlackStandIn:
    """A workspace that people and tests use by hand, and the app by its real client libraries.

    ``now`` gives every timestamp and decides when triggers, response addresses and post limits expire. All
    runs on the event loop that calls ``start``; what was written stays there when it stops and starts again.
    With a ``request_url`` the app gets everything there, else over the sockets that it opens.
    """

    def __init__(
        self,
        now: Callable[[], datetime],
        installation: Installation | None = None,
        request_url: str | None = None,
    ) -> None:
        self.workspace = Workspace(installation or Installation(), now)
        self.line = (
            HttpMode(self.workspace, request_url=request_url) if request_url else SocketMode(self.workspace)
        )
        self.deliveries = Deliveries(self.workspace, self.line)
        self.post_limit = PostLimit(now)
        triggers, responses = Triggers(self.workspace), Responses(self.workspace)
        self._interactions = Interactions(self.workspace, triggers, responses)
        self._server = Server(self.workspace, self.line, triggers, responses, self.post_limit)
        self._runner: web.AppRunner | None = None
        self._port = 0
        self.workspace.emit = self.deliveries.publish

    # --- starting and stopping

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; port 0 takes a free one, and the same again at the next start."""
        self._runner = web.AppRunner(self._server.application(), shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port or self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.workspace.site = f"http://{host}:{self._port}/"
        self.deliveries.start()

    async def stop(self) -> None:
        """Stop listening; events that were not acknowledged wait for the next start."""
        await self.deliveries.stop()
        await self.line.close_all()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    @property
    def api_url(self) -> str:
        """Return the address of the Web API, with a slash at its end."""
        return f"{self.workspace.site}api/"

    @property
    def installation(self) -> Installation:
        """Return the ids, tokens and scopes of the app."""
        return self.workspace.installation

    # --- people and places

    def staff(self, name: str, *, restricted: bool = False) -> Person:
        """Return the person of that name in the team, adding them at first; ``restricted`` makes a guest."""
        return self._person(name, self.installation.team_id, restricted=restricted)

    def stranger(self, name: str) -> Person:
        """Return a person of another workspace, as they appear in shared channels."""
        return self._person(name, "T0DEMO99999")

    def _person(self, name: str, team_id: str, *, restricted: bool = False) -> Person:
        users = self.workspace.users.values()
        known = next((user for user in users if user.name == name and user.team_id == team_id), None)
        user = known or self.workspace.add_user(name, team_id=team_id, restricted=restricted)
        return Person(self.workspace, self._interactions, self.line, user)

    def channel(
        self, name: str, *, private: bool = False, members: Iterable[Person] = (), with_app: bool = True
    ) -> SeenChannel:
        """Return the channel of that name, adding it at first; ``members`` and the app are put into it."""
        channel = self.workspace.channel_named(name)
        if channel is None:
            channel = self.workspace.add_channel(name.removeprefix("#"), private=private)
            if with_app:
                channel.members.add(self.installation.bot_user_id)
        channel.members |= {member.id for member in members}
        return SeenChannel(self.workspace, channel)

    def invite_app(self, channel: SeenChannel, by: Person) -> None:
        """Let a person bring the app into a channel."""
        channel.channel.members.add(self.installation.bot_user_id)
        announce_channel(self.workspace, channel.channel, "member_joined_channel", by.id)

    # --- what happened, and what shall happen

    @property
    def calls(self) -> list[Call]:
        """Return every Web API call so far, oldest first."""
        return self._server.calls

    @property
    def lost_events(self) -> list[Json]:
        """Return the events that were given up after the last attempt."""
        return self.deliveries.lost

    @property
    def envelope_times(self) -> int:
        """Return how often each event is delivered, with one ``event_id``; 0 loses each for good."""
        return self.deliveries.times

    @envelope_times.setter
    def envelope_times(self, times: int) -> None:
        self.deliveries.times = times

    @property
    def gate(self) -> Gate:
        """Return what all traffic passes through."""
        return self.line.gate

    @gate.setter
    def gate(self, gate: Gate) -> None:
        self.line.gate = gate

    def push_event(self, event: Json) -> None:
        """Send an event as it is; one without the ``event_callback`` around it gets that."""
        whole = event.get("type") == "event_callback"
        self.deliveries.publish(event if whole else wrap_event(self.workspace, event))

    async def close_sockets(self) -> None:
        """Close all WebSockets without a word."""
        await self.line.close_all()

    def break_sockets(self) -> None:
        """Cut all WebSockets, as a router that fails does."""
        self.line.break_all()

    def silence_sockets(self) -> None:
        """Leave all WebSockets open and deaf: nothing passes, and no ping is answered."""
        self.line.fall_silent()

    async def ask_to_reconnect(self, reason: str = "refresh_requested") -> None:
        """Tell the app to open a new connection, as Slack does every few hours."""
        await self.line.ask_to_reconnect(reason)

    async def connected(self, count: int = 1) -> None:
        """Wait until the app has that many WebSockets open."""
        await self.until(lambda: len(self.line.connections) >= count, f"{count} open WebSockets")

    async def settled(self) -> None:
        """Wait until every event was acknowledged."""
        await self.until(lambda: self.deliveries.unacknowledged == 0, "all events acknowledged")

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until a condition holds, looking at every change. Raises ``AssertionError`` if never."""
        await sight(self.workspace, lambda: True if condition() else None, what, lambda: "something else")

    # --- for the page that shows it

    def subscribe(self, callback: Callable[[Change], None]) -> Callable[[], None]:
        """Call back at every change; the returned function ends that."""
        return self.workspace.bell.subscribe(callback)

    def snapshot(self, channel: SeenChannel) -> Json:
        """Return a channel with all its threads as data that JSON can carry."""
        return draw_channel(channel)

    def screen(self, person: Person) -> Json:
        """Return what only this person sees, as data that JSON can carry."""
        return draw_screen(person)
