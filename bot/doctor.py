"""Examines what the program needs from outside, and says in a sentence each what is wrong and what to do.

Nothing is changed: Telegram and Slack are asked only what they know about us.
"""

import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.exc import SQLAlchemyError
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.config import AppToken, Config, SigningSecret
from bot.slack.client import open_client
from bot.slack.failures import CallFailure, describe_failure, is_refused
from bot.slack.http_mode import REQUEST_PATH
from bot.slack.manifest import BOT_SCOPES
from bot.telegram.transport import call, is_table, open_bot
from flows.problems import Place
from storage.database import Database, wal_is_safe
from storage.errors import StorageError
from storage.schema import newest_revision, revision_of

LEAST_FREE = 500 * 2**20
"""Bytes. Below this a disk fills up before somebody notices."""

_GRANTED = "x-oauth-scopes"
_UNOPENED = "see that the address is right, its server up, and that you may read and write there"
_UNREACHED = "see that this machine gets out to the internet and that api_url is right, then ask again"
_COPY_IT = "copy the bot token (xoxb-…) again from your app's page, under OAuth & Permissions"
_MAKE_ONE = "make an app-level token (xapp-…) with connections:write under Basic Information"
_REINSTALL = "install the app again with the manifest from `riscontro slack-manifest`"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. `place` is what it stands on in the configuration.

    `advice` says what to do, or what it costs to leave it; whatever is not well has one.
    """

    place: Place
    well: bool
    sentence: str
    advice: str | None = None

    @property
    def area(self) -> str:
        return str(self.place[0])


def _good(place: Place, sentence: str, advice: str | None = None) -> Finding:
    return Finding(place, well=True, sentence=sentence, advice=advice)


def _bad(place: Place, sentence: str, advice: str) -> Finding:
    return Finding(place, well=False, sentence=sentence, advice=advice)


async def examine(config: Config) -> AsyncIterator[Finding]:
    """Everything, the nearest first."""
    for finding in examine_database(config):
        yield finding
    async for finding in examine_online(config):
        yield finding


async def examine_online(config: Config) -> AsyncIterator[Finding]:
    """What Telegram and Slack say about the tokens, the scopes and the channels in the configuration."""
    async for finding in _examine_telegram(config):
        yield finding
    async for finding in _examine_slack(config):
        yield finding


def examine_database(config: Config) -> Iterator[Finding]:
    """Whether it opens, its schema, and for SQLite the library and the disk."""
    place = ("database", "url")
    try:
        database = Database(config.database.url)
        revision = revision_of(database)
    except (StorageError, SQLAlchemyError, OSError) as error:
        yield _bad(place, f"it cannot be opened: {_first_line(error)}", _UNOPENED)
        return
    yield _schema(revision)
    if database.path is not None:
        yield _library()
        yield _disk(database.path)
    database.dispose()


def _schema(revision: str | None) -> Finding:
    place, newest = ("database", "url"), newest_revision()
    if revision is None:
        return _good(place, "it is empty; `riscontro run` sets it up")
    if revision == newest:
        return _good(place, f"its schema is up to date ({newest})")
    advice = "`riscontro run` or `riscontro db upgrade` brings it up to date"
    return _bad(place, f"its schema is {revision}, this program knows {newest}", advice)


def _library() -> Finding:
    version, place = sqlite3.sqlite_version, ("database", "url")
    if wal_is_safe():
        return _good(place, f"SQLite {version}, with write-ahead log")
    advice = "it is safe, and costs about a third of the speed under load; 3.51.3 or newer lifts it"
    return _good(place, f"SQLite {version} lacks the WAL-reset fix, so the rollback journal is used", advice)


def _disk(path: Path) -> Finding:
    free = shutil.disk_usage(path.parent).free
    sentence = f"{free / 2**30:.1f} GiB are free beside {path}"
    if free >= LEAST_FREE:
        return _good(("database", "url"), sentence)
    return _bad(("database", "url"), sentence, "make room: when the disk is full, nothing can be stored")


async def _examine_telegram(config: Config) -> AsyncIterator[Finding]:
    place = ("telegram", "token")
    async with open_bot(config.telegram.token.get_secret_value(), config.telegram.api_url) as bot:
        try:
            me = await call(bot, "getMe", {})
        except InvalidToken:
            yield _bad(place, "the token is not valid", "ask @BotFather for it")
            return
        except TelegramError as error:
            yield _bad(place, f"Telegram cannot be asked: {error.message}", _UNREACHED)
            return
        username = str(me.get("username")) if is_table(me) else ""
        yield _good(place, f"the token is that of @{username}")
        for finding in (_username(config.telegram.username, username), await _webhook(bot)):
            if finding is not None:
                yield finding


def _username(named: str | None, username: str) -> Finding | None:
    if not named or named.casefold() == username.casefold():
        return None
    advice = f'write username = "{username}", or leave it out'
    return _bad(("telegram", "username"), f"the bot is not @{named}", advice)


async def _webhook(bot: Bot) -> Finding | None:
    place = ("telegram", "token")
    try:
        hook = await call(bot, "getWebhookInfo", {})
    except InvalidToken:  # the token is valid, so this says that a server of one's own lacks the method
        return None
    except TelegramError as error:
        return _bad(place, f"whether a webhook is set cannot be asked: {error.message}", _UNREACHED)
    if not is_table(hook) or not hook.get("url"):
        return None
    advice = "`riscontro run` removes it; a program that sets it again takes the customers' answers"
    return _bad(place, "a webhook is set, so nothing can be received by polling", advice)


async def _examine_slack(config: Config) -> AsyncIterator[Finding]:
    place = ("slack", "bot_token")
    async with open_client(config.slack.bot_token.get_secret_value(), config.slack.api_url) as client:
        try:
            answer = await client.auth_test()
        except CallFailure as error:
            sentence = f"the bot token is not accepted: {describe_failure(error)}"
            yield _bad(place, sentence, _advise(error, _COPY_IT))
            return
        who, where = answer["user"] or answer["user_id"], answer["team"] or "its workspace"
        yield _good(place, f"the bot token is that of {who} in {where}")
        missing = _missing_scopes(answer.headers)
        if missing:
            yield _bad(place, f"scopes are missing: {', '.join(missing)}", _REINSTALL)
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
            return _good(("slack", "signing_secret"), sentence)


async def _app_token(client: AsyncWebClient, token: str) -> Finding:
    try:
        await client.apps_connections_open(app_token=token)
    except CallFailure as error:
        sentence = f"the app token is not accepted: {describe_failure(error)}"
        return _bad(("slack", "app_token"), sentence, _advise(error, _MAKE_ONE))
    return _good(("slack", "app_token"), "Socket Mode answers")


async def _channels(client: AsyncWebClient, config: Config) -> AsyncIterator[Finding]:
    """Each channel that tickets go to must exist, and the app must be in it."""
    try:
        usable = await _usable_channels(client)
    except CallFailure as error:
        sentence = f"the channels cannot be listed: {describe_failure(error)}"
        yield _bad(("slack", "default_channel"), sentence, _advise(error, _REINSTALL))
        return
    for place, name in _named_channels(config):
        if name not in usable:
            advice = "create it; to a private channel, invite the app with /invite"
            yield _bad(place, f"{name} does not exist for the app", advice)
        elif not usable[name]:
            yield _bad(place, f"the app is not in {name}, or it is archived", f"write /invite in {name}")
        else:
            yield _good(place, f"the app can post in {name}")


async def _usable_channels(client: AsyncWebClient) -> dict[str, bool]:
    """Every channel the app can see, by id and by #name: whether it can post there, as far as Slack says."""
    usable: dict[str, bool] = {}
    async for page in await client.conversations_list(types="public_channel,private_channel", limit=200):
        for channel in page["channels"]:
            is_usable = channel.get("is_member") is not False and not channel.get("is_archived")
            usable[channel["id"]] = usable[f"#{channel['name']}"] = is_usable
    return usable


def _named_channels(config: Config) -> Iterator[tuple[Place, str]]:
    yield ("slack", "default_channel"), config.slack.default_channel
    for at, rule in enumerate(config.complaints):
        if rule.channel is not None:
            yield ("complaints", at, "channel"), rule.channel


def _advise(error: Exception, when_refused: str) -> str:
    return when_refused if is_refused(error) else _UNREACHED


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
