"""The server lives inside the program's event loop, and health says what works."""

import json
import signal
import socket
from collections.abc import Mapping

import aiohttp
import pytest

from bot.ports import Check
from bot.purchases.event import PurchaseEvent
from bot.use_cases.register_purchase import Registered
from bot.web import CannotListen, Health, Hooks, WebServer, build_web
from tests.bot.web.conftest import PushedClock, served


async def register_nothing(source: str, event: PurchaseEvent) -> Registered:
    raise AssertionError(f"nothing is registered here: {source} {event}")


HOOKS = Hooks({}, PushedClock(), register_nothing)
ALL_WELL = {name: Check(ok=True) for name in ("database", "telegram", "slack")}


async def get(address: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.get(address) as response:
        return response.status, await response.text()


async def test_it_is_ready_when_everything_works() -> None:
    async with served(HOOKS, ALL_WELL) as address:
        status, text = await get(f"{address}/readyz")
    body = json.loads(text)
    assert (status, body["ready"]) == (200, True)
    assert body["checks"]["slack"] == {"ok": True, "reason": None}


async def test_it_says_what_does_not_work_and_lives_on() -> None:
    checks = ALL_WELL | {"telegram": Check(ok=False, reason="401 Unauthorized")}
    async with served(HOOKS, checks) as address:
        status, text = await get(f"{address}/readyz")
        assert (await get(f"{address}/livez"))[0] == 200
    body = json.loads(text)
    assert (status, body["ready"]) == (503, False)
    assert body["checks"]["telegram"] == {"ok": False, "reason": "401 Unauthorized"}


async def test_metrics_are_in_the_text_format_of_prometheus() -> None:
    async with (
        served(HOOKS, {}) as address,
        aiohttp.ClientSession() as http,
        http.get(f"{address}/metrics") as response,
    ):
        assert response.headers["Content-Type"].startswith("text/plain; version=")
        assert "# TYPE outbox_waiting gauge" in await response.text()


async def test_a_taken_port_is_told_plainly() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        server = WebServer(build_web(HOOKS, health()), "127.0.0.1", port)
        with pytest.raises(CannotListen, match=rf"another program listens on 127\.0\.0\.1:{port}"):
            await server.start()


async def test_a_host_that_is_not_ours_is_told_plainly() -> None:
    for host in ("192.0.2.1", "no-such-host.invalid"):
        with pytest.raises(CannotListen, match=rf"cannot listen on {host}:0"):
            await WebServer(build_web(HOOKS, health()), host, 0).start()


async def test_signals_stay_with_the_program_and_the_port_is_free_again() -> None:
    before = signal.getsignal(signal.SIGTERM)
    async with served(HOOKS, {}) as address:
        assert signal.getsignal(signal.SIGTERM) is before
    with pytest.raises(aiohttp.ClientConnectorError):
        await get(f"{address}/livez")


async def test_stopping_what_never_started_is_nothing() -> None:
    await WebServer(build_web(HOOKS, health()), "127.0.0.1", 0).stop()


async def test_an_address_of_the_sixth_version_is_in_brackets() -> None:
    server = WebServer(build_web(HOOKS, health()), "::1", 0)
    try:
        await server.start()
    except CannotListen:
        pytest.skip("this machine has no IPv6")
    assert (await get(f"{server.address}/livez"))[0] == 200
    assert server.address.startswith("http://[::1]:")
    await server.stop()


def health() -> Health:
    async def ask() -> Mapping[str, Check]:
        return ALL_WELL

    return Health(ask)
