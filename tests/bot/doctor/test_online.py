"""What Telegram and Slack leave out or refuse is said as it is, and nothing more is made of it."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.config import Config, load_config
from bot.doctor import examine_online
from bot.doctor.findings import UNREACHED
from bot.slack.manifest import BOT_SCOPES

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"
TOKEN = "1234567890:THIS-IS-A-TEST-TOKEN-AND-NO-SECRET"
NAMES = ("feedback", "complaints-delivery")

UNAVAILABLE = 503, {"ok": False, "error_code": 503, "description": "Service Unavailable"}
UNKNOWN_METHOD = 404, {"ok": False, "error_code": 404, "description": "Not Found"}


@dataclass
class Platforms:
    """A Telegram and a Slack in one, which answer each method with this status and body."""

    answers: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    scopes: str | None = None

    async def answer(self, request: web.Request) -> web.Response:
        status, body = self.answers.get(request.match_info["method"], UNKNOWN_METHOD)
        response = web.json_response(body, status=status)
        if self.scopes is not None:
            response.headers["x-oauth-scopes"] = self.scopes
        return response


def tell(**more: object) -> tuple[int, dict[str, Any]]:
    return 200, {"ok": True, **more}


def refuse(code: str, **more: str) -> tuple[int, dict[str, Any]]:
    return 200, {"ok": False, "error": code, **more}


def list_channels(**more: object) -> tuple[int, dict[str, Any]]:
    return tell(channels=[{"id": f"C{at}", "name": name, **more} for at, name in enumerate(NAMES)])


@pytest.fixture
def platforms() -> Platforms:
    """They say as little as they may."""
    return Platforms(
        {
            "getMe": tell(result={"id": 1, "is_bot": True, "first_name": "Bot", "username": "bottega_bot"}),
            "auth.test": tell(user_id="U1"),
            "apps.connections.open": tell(url="ws://127.0.0.1/"),
            "conversations.list": list_channels(),
        }
    )


@pytest.fixture
async def config(platforms: Platforms) -> AsyncIterator[Config]:
    app = web.Application()
    app.router.add_route("*", "/{place}/{method}", platforms.answer)
    async with TestServer(app) as server:
        loaded = load_config(EXAMPLE, environment(str(server.make_url("/")).rstrip("/")))
        assert isinstance(loaded.config, Config)
        yield loaded.config


def environment(address: str) -> Mapping[str, str]:
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "SLACK_BOT_TOKEN": "xoxb-demo-not-a-secret",
        "SLACK_APP_TOKEN": "xapp-demo-not-a-secret",
        "SHOP_WEBHOOK_SECRET": "whsec_dGhpcy1pcy1hLWZha2Utc2VjcmV0LWZvci10ZXN0cw==",
        "RISCONTRO__TELEGRAM__API_URL": address,
        "RISCONTRO__SLACK__API_URL": f"{address}/api/",
    }


async def problems(config: Config) -> list[str]:
    return [finding.sentence async for finding in examine_online(config) if not finding.well]


async def test_what_is_not_said_is_not_held_against_anybody(config: Config) -> None:
    assert [finding.sentence async for finding in examine_online(config)] == [
        "the token is that of @bottega_bot",
        "the bot token is that of U1 in its workspace",
        "Socket Mode answers",
        "the app can post in #feedback",
        "the app can post in #complaints-delivery",
    ]


async def test_scopes_that_slack_names_are_compared(platforms: Platforms, config: Config) -> None:
    platforms.scopes = ", ".join(set(BOT_SCOPES) - {"files:write", "users:read"})
    assert await problems(config) == ["scopes are missing: files:write, users:read"]
    platforms.scopes = ",".join(BOT_SCOPES)
    assert await problems(config) == []


async def test_a_webhook_is_a_problem_and_so_is_a_telegram_that_does_not_say(
    platforms: Platforms, config: Config
) -> None:
    platforms.answers["getWebhookInfo"] = tell(result={"url": "https://elsewhere.example/"})
    assert await problems(config) == ["a webhook is set, so nothing can be received by polling"]
    platforms.answers["getWebhookInfo"] = tell(result={"url": ""})
    assert await problems(config) == []
    platforms.answers["getWebhookInfo"] = (
        500,
        {"ok": False, "error_code": 500, "description": "Internal Server Error"},
    )
    [sentence] = await problems(config)
    assert sentence == "whether a webhook is set cannot be asked: Internal Server Error"


async def test_the_app_is_not_in_a_channel_only_when_slack_says_so(
    platforms: Platforms, config: Config
) -> None:
    platforms.answers["conversations.list"] = list_channels(is_member=False)
    assert await problems(config) == [f"the app is not in #{name}" for name in NAMES]
    assert await advice(config) == [f"write /invite in #{name}" for name in NAMES]


async def test_an_archived_channel_needs_more_than_an_invitation(
    platforms: Platforms, config: Config
) -> None:
    platforms.answers["conversations.list"] = list_channels(is_archived=True, is_member=False)
    assert await problems(config) == [f"#{name} is archived" for name in NAMES]
    assert set(await advice(config)) == {"unarchive it, or name another channel"}


async def test_a_token_is_judged_only_by_an_answer(platforms: Platforms, config: Config) -> None:
    platforms.answers["apps.connections.open"] = UNAVAILABLE
    [sentence] = await problems(config)
    assert sentence.startswith("Slack cannot be asked, so the app token was not judged: ")
    slack = config.slack.model_copy(update={"api_url": "http://127.0.0.1:9/api/"})
    away = config.model_copy(update={"slack": slack})
    assert await problems(away) == [
        "Slack cannot be asked, so the bot token was not judged: Slack cannot be reached"
    ]
    assert await advice(away) == [UNREACHED]
    platforms.answers["auth.test"] = refuse("invalid_auth")
    assert await problems(config) == ["the bot token is not accepted: Slack answered invalid_auth"]


async def test_channels_that_may_not_be_listed_are_one_problem(platforms: Platforms, config: Config) -> None:
    platforms.answers["conversations.list"] = refuse("missing_scope", needed="channels:read")
    assert await problems(config) == [
        "the channels cannot be listed: the app lacks a permission in Slack: channels:read"
    ]


async def advice(config: Config) -> list[str | None]:
    return [finding.advice async for finding in examine_online(config) if not finding.well]


async def test_whatever_is_wrong_comes_with_what_to_do(platforms: Platforms, config: Config) -> None:
    platforms.answers |= {"auth.test": refuse("invalid_auth"), "getWebhookInfo": UNAVAILABLE}
    away, token = await advice(config)
    assert "gets out to the internet" in str(away)
    assert "copy the bot token (xoxb-…) again" in str(token)
    platforms.answers |= {"auth.test": tell(user_id="U1"), "getMe": UNAVAILABLE}
    platforms.answers |= {
        "apps.connections.open": refuse("not_allowed_token_type"),
        "conversations.list": UNAVAILABLE,
    }
    assert [str(each).partition(" ")[0] for each in await advice(config)] == ["see", "make", "see"]
