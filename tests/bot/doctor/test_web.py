"""Our own address is looked at where Telegram or Slack come to it, and its silence is no fault."""

import os
from collections.abc import AsyncIterator, Mapping

import pytest

from bot.config import load_config
from bot.doctor.web import examine_web
from bot.ports import Check
from bot.web import Health, Hooks, WebServer, build_web
from tests.bot.doctor.test_online import EXAMPLE, environment
from tests.bot.web.conftest import PushedClock
from tests.bot.web.test_server import register_nothing


async def said(public_url: str, receive: str = "webhook") -> list[tuple[bool, str, bool]]:
    more = {"RISCONTRO__TELEGRAM__RECEIVE": receive, "RISCONTRO__WEB__PUBLIC_URL": public_url}
    loaded = load_config(EXAMPLE, {**environment("http://127.0.0.1:9"), **more})
    assert loaded.config is not None
    found = [finding async for finding in examine_web(loaded.config)]
    return [(finding.well, finding.sentence, finding.advice is not None) for finding in found]


async def ask_nothing() -> Mapping[str, Check]:
    return {}


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing stands between, whatever this machine goes out by."""
    for name in [*os.environ]:
        if name.casefold().endswith("_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
async def address() -> AsyncIterator[str]:
    """Where a program answers."""
    site = build_web(Hooks({}, PushedClock(), register_nothing), Health(ask_nothing))
    server = WebServer(site, "127.0.0.1", 0)
    await server.start()
    yield server.address
    await server.stop()


async def test_the_program_answers_at_its_address(address: str) -> None:
    assert await said(address) == [(True, f"the program answers at {address}", False)]


async def test_who_gets_out_by_a_proxy_only_looks_through_it(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", address)
    url = "http://feedback.invalid"
    assert await said(url) == [(True, f"the program answers at {url}", False)]


@pytest.mark.parametrize("url", ["http://127.0.0.1:9", "http://feedback.invalid"])
async def test_where_nobody_answers_that_is_said_with_what_to_look_at(url: str) -> None:
    assert await said(url) == [(True, f"seen from here, the program does not answer at {url}", True)]


async def test_an_address_that_nobody_comes_to_is_not_looked_at() -> None:
    assert await said("http://127.0.0.1:9", receive="polling") == []
