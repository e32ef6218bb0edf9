"""Serves the web side inside the program's own event loop, and stops when the program says so."""

import asyncio
import errno
import socket
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Route

from bot.web.health import Health
from bot.web.hooks import Hooks
from bot.web.protocol import BoundedHttp

_FAREWELL_S = 1
_WAITING_CONNECTIONS = 2048


class CannotListen(OSError):
    """The address cannot be listened on; the message says why, and where to choose another."""


def build_web(hooks: Hooks, health: Health, doors: Iterable[BaseRoute] = ()) -> Starlette:
    """Everything that is answered over HTTP; `doors` are where platforms deliver, if they do."""
    return Starlette(
        routes=[
            Route("/hooks/{source}", hooks.receive, methods=["POST"]),
            Route("/livez", health.live),
            Route("/readyz", health.ready),
            Route("/metrics", health.metrics),
            *doors,
        ]
    )


class _Guest(uvicorn.Server):
    """A server that leaves signals to the program around it, and tells when it has begun."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.begun = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.begun.set()


class WebServer:
    """One listening address. Started and stopped once, in a running event loop."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        """Port 0 takes any that is free; `address` tells which."""
        self._app, self._host, self._port = app, host, port
        self.address = ""
        self._serving: tuple[_Guest, asyncio.Task[None]] | None = None

    async def start(self) -> None:
        """Returns when requests are answered. Raises `CannotListen`."""
        listening = _listen(self._host, self._port)
        self.address = _address_of(listening)
        server = _Guest(_settings(self._app))
        self._serving = server, asyncio.create_task(server.serve([listening]), name="web server")
        await server.begun.wait()

    async def stop(self) -> None:
        """Takes no more requests, and lets those under way end, for a few seconds."""
        if self._serving is None:
            return
        server, task = self._serving
        server.should_exit = True
        await task
        self._serving = None


def _settings(app: Starlette) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=BoundedHttp,
        lifespan="off",
        ws="none",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=_FAREWELL_S,
    )


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listening = socket.socket(family, kind, protocol)
    except OSError as error:
        raise CannotListen(_why(error, host, port)) from error
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
        listening.listen(_WAITING_CONNECTIONS)
    except OSError as error:
        listening.close()
        raise CannotListen(_why(error, host, port)) from error
    return listening


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"another program listens on {host}:{port}: stop it, or choose another address in [web] listen"
    return f"cannot listen on {host}:{port} ({error.strerror}): choose another address in [web] listen"


def _address_of(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if listening.family is socket.AF_INET6 else f"http://{host}:{port}"
