"""What Slack says about the tokens, the scopes, and the channels that tickets go to."""

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.config import AppToken, Config, SigningSecret
from bot.doctor.findings import UNREACHED, Finding, bad, good
from bot.slack.client import open_client
from bot.slack.failures import CallFailure, describe_failure, is_refused
from bot.slack.manifest import BOT_SCOPES, REQUEST_PATH
from flows.problems import Place

_GRANTED = "x-oauth-scopes"
_COPY_IT = "copy the bot token (xoxb-…) again from your app's page, under OAuth & Permissions"
_MAKE_ONE = "make an app-level token (xapp-…) with connections:write under Basic Information"
_REINSTALL = "install the app again with the manifest from `riscontro slack-manifest`"


async def examine_slack(config: Config) -> AsyncIterator[Finding]:
    place = ("slack", "bot_token")
    async with open_client(config.slack.bot_token.get_secret_value(), config.slack.api_url) as client:
        try:
            answer = await client.auth_test()
        except CallFailure as error:
            yield _failed(place, "bot token", error, _COPY_IT)
            return
        who, where = answer["user"] or answer["user_id"], answer["team"] or "its workspace"
        yield good(place, f"the bot token is that of {who} in {where}")
        missing = _missing_scopes(answer.headers)
        if missing:
            yield bad(place, f"scopes are missing: {', '.join(missing)}", _REINSTALL)
        yield await _way_in(client, config.slack.way_in)
        async for finding in _channels(client, config):
            yield finding


def _missing_scopes(headers: Mapping[str, Any]) -> list[str]:
    """What the manifest asks for and the token lacks; nothing where Slack does not say what it has."""
    granted = headers.get(_GRANTED)
    return [] if granted is None else sorted(set(BOT_SCOPES) - set(str(granted).replace(" ", "").split(",")))


async def _way_in(client: AsyncWebClient, way_in: AppToken | SigningSecret) -> Finding:
    match way_in:
        case AppToken(token):
            return await _app_token(client, token.get_secret_value())
        case SigningSecret():
            sentence = (
                f"Slack comes over HTTP to {REQUEST_PATH}; whether the signing secret is right shows then"
            )
            return good(("slack", "signing_secret"), sentence)


async def _app_token(client: AsyncWebClient, token: str) -> Finding:
    try:
        await client.apps_connections_open(app_token=token)
    except CallFailure as error:
        return _failed(("slack", "app_token"), "app token", error, _MAKE_ONE)
    return good(("slack", "app_token"), "Socket Mode answers")


async def _channels(client: AsyncWebClient, config: Config) -> AsyncIterator[Finding]:
    """Each channel that tickets go to must exist, and the app must be in it."""
    try:
        visible = await _visible_channels(client)
    except CallFailure as error:
        sentence = f"the channels cannot be listed: {describe_failure(error)}"
        yield bad(("slack", "default_channel"), sentence, _advise(error, _REINSTALL))
        return
    for place, name in _named_channels(config):
        yield _judge_channel(place, name, visible.get(name))


def _judge_channel(place: Place, name: str, channel: Mapping[str, Any] | None) -> Finding:
    """What Slack does not say of it is not held against it."""
    if channel is None:
        advice = "create it; to a private channel, invite the app with /invite"
        return bad(place, f"{name} does not exist for the app", advice)
    if channel.get("is_archived"):
        return bad(place, f"{name} is archived", "unarchive it, or name another channel")
    if channel.get("is_member") is False:
        return bad(place, f"the app is not in {name}", f"write /invite in {name}")
    return good(place, f"the app can post in {name}")


async def _visible_channels(client: AsyncWebClient) -> dict[str, Mapping[str, Any]]:
    """What Slack says of every channel that the app can see, by id and by #name."""
    visible: dict[str, Mapping[str, Any]] = {}
    async for page in await client.conversations_list(types="public_channel,private_channel", limit=200):
        for channel in page["channels"]:
            visible[channel["id"]] = visible[f"#{channel['name']}"] = channel
    return visible


def _named_channels(config: Config) -> Iterator[tuple[Place, str]]:
    yield ("slack", "default_channel"), config.slack.default_channel
    for at, rule in enumerate(config.complaints):
        if rule.channel is not None:
            yield ("complaints", at, "channel"), rule.channel


def _failed(place: Place, token: str, error: Exception, when_refused: str) -> Finding:
    """Only an answer of Slack's says something about a token."""
    reason = describe_failure(error)
    if is_refused(error):
        return bad(place, f"the {token} is not accepted: {reason}", when_refused)
    return bad(place, f"Slack cannot be asked, so the {token} was not judged: {reason}", UNREACHED)


def _advise(error: Exception, when_refused: str) -> str:
    return when_refused if is_refused(error) else UNREACHED
