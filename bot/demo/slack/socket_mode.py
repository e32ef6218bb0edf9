"""Socket Mode: envelopes travel to the app over WebSockets, and their acknowledgements back.

Rules: Slack's page "Using Socket Mode". Each payload goes to one of the open connections, ten at most; an
envelope that is not acknowledged within three seconds counts as not received.
"""

from __future__ import annotations

import asyncio
import json
import uuid
from contextlib import suppress
from dataclasses import dataclass, field

from aiohttp import WSMsgType, web

from bot.demo.slack.bell import Change, ChangeKind
from bot.demo.slack.gate import Gate, OpenGate, Passage, Way
from bot.demo.slack.workspace import Json, Workspace

MOST_CONNECTIONS = 10


class NotAcknowledged(Exception):
    """Nobody acknowledged an interaction in time; Slack shows the person an error."""


@dataclass(frozen=True)
class Acknowledgement:
    """What the app answered to an envelope; ``payload`` is empty for a plain acknowledgement."""

    payload: Json


Expected = asyncio.Future[Acknowledgement | None]


@dataclass
class SocketMode:
    """The open connections of the app. An acknowledgement may take ``ack_seconds`` of real time."""

    workspace: Workspace
    gate: Gate = field(default_factory=OpenGate)
    ack_seconds: float = 3.0
    connections: list[web.WebSocketResponse] = field(default_factory=list)
    _tickets: set[str] = field(default_factory=set)
    _wires: dict[web.WebSocketResponse, asyncio.Transport] = field(default_factory=dict)
    _silent: set[web.WebSocketResponse] = field(default_factory=set)
    _expected: dict[str, tuple[web.WebSocketResponse, Expected]] = field(default_factory=dict)
    _turn: int = 0

    @property
    def is_open(self) -> bool:
        """Return whether there is a way to the app."""
        return bool(self.connections)

    def new_link(self) -> str:
        """Return a WebSocket address that works once."""
        ticket = uuid.uuid4().hex
        self._tickets.add(ticket)
        site = self.workspace.site.replace("http://", "ws://", 1)
        return f"{site}link/?ticket={ticket}&app_id={self.workspace.installation.app_id}"

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it closes."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=404, text="ticket_not_found")
        socket = web.WebSocketResponse(heartbeat=30, timeout=1.0)
        await socket.prepare(request)
        self._tickets.discard(ticket)
        if len(self.connections) < MOST_CONNECTIONS:
            self._hang_up_silent()
            if (wire := request.transport) is not None:
                self._wires[socket] = wire
            await self._serve(socket)
        else:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets"})
            await socket.close()
        return socket

    async def ask(self, kind: str, payload: Json, *, accepts_answer: bool) -> Acknowledgement:
        """Send an interaction or command and return its acknowledgement. Raises ``NotAcknowledged``."""
        answer = await self.send(
            {"type": kind, "payload": payload, "accepts_response_payload": accepts_answer}
        )
        if answer is None:
            raise NotAcknowledged(f"the app did not acknowledge {kind} {payload.get('type', '')} in time")
        return answer if accepts_answer else Acknowledgement({})

    async def send(self, envelope: Json) -> Acknowledgement | None:
        """Send one envelope over one connection; None when there is none or it was not acknowledged."""
        if not self.connections:
            return None
        socket = self._next_connection()
        envelope = {"envelope_id": str(uuid.uuid4()), **envelope}
        answer: Expected = asyncio.get_running_loop().create_future()
        self._expected[envelope["envelope_id"]] = (socket, answer)
        try:
            async with asyncio.timeout(self.ack_seconds):
                return await self._exchange(socket, envelope, answer)
        except (TimeoutError, ConnectionError):
            return None
        finally:
            del self._expected[envelope["envelope_id"]]

    async def close_all(self) -> None:
        """Close every connection without a word, as a restart on Slack's side does."""
        for socket in list(self.connections):
            await socket.close()

    def break_all(self) -> None:
        """Cut every connection without a word, not even that of a closed WebSocket."""
        for wire in self._wires.values():
            wire.abort()

    def fall_silent(self) -> None:
        """Leave all connections open, and neither send nor read anything over them any more, not even pings.

        What is sent meanwhile is not acknowledged. They are given up when the app opens a new one.
        """
        self._silent |= set(self.connections)
        for socket in self._silent:
            self._wires[socket].pause_reading()

    async def ask_to_reconnect(self, reason: str) -> None:
        """Send ``disconnect`` to all: ``warning``, ``refresh_requested`` or ``link_disabled``."""
        message = {"type": "disconnect", "reason": reason, "debug_info": {"host": "applink-demo"}}
        for socket in list(self.connections):
            await socket.send_json(message)

    def _next_connection(self) -> web.WebSocketResponse:
        """Take turns, so that every connection gets its share."""
        self._turn += 1
        return self.connections[self._turn % len(self.connections)]

    def _hang_up_silent(self) -> None:
        for socket in self._silent:
            self._wires[socket].abort()
        self.connections = [socket for socket in self.connections if socket not in self._silent]

    async def _exchange(
        self, socket: web.WebSocketResponse, envelope: Json, answer: Expected
    ) -> Acknowledgement | None:
        passage = Passage(Way.ENVELOPE, envelope["type"], envelope)
        if await self.gate.before(passage) is None and socket not in self._silent:
            await socket.send_json(envelope)
        acknowledgement = await answer
        return acknowledgement if await self.gate.after(passage) is None else None

    async def _serve(self, socket: web.WebSocketResponse) -> None:
        self.connections.append(socket)
        try:
            await socket.send_json(self._hello())
            self.workspace.bell.ring(Change(ChangeKind.CONNECTED))
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._hear(message.data)
        finally:
            self._forget(socket)

    def _forget(self, socket: web.WebSocketResponse) -> None:
        """Forget a connection; what it has not acknowledged counts as not received."""
        with suppress(ValueError):
            self.connections.remove(socket)
        self._wires.pop(socket, None)
        self._silent.discard(socket)
        for owner, answer in self._expected.values():
            if owner is socket and not answer.done():
                answer.set_result(None)
        self.workspace.bell.ring(Change(ChangeKind.CONNECTED))

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {"host": "applink-demo", "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": self.workspace.installation.app_id},
        }

    def _hear(self, text: str) -> None:
        """Take an acknowledgement; anything else, and one that comes too late, changes nothing."""
        try:
            message = json.loads(text)
        except ValueError:
            return
        envelope_id = message.get("envelope_id") if isinstance(message, dict) else None
        _, answer = self._expected.get(str(envelope_id), (None, None))
        if answer is not None and not answer.done():
            answer.set_result(Acknowledgement(message.get("payload") or {}))
