"""Examines what the program needs from outside, and says in a sentence each what is wrong and what to do.

Nothing is changed: Telegram and Slack are asked only what they know about us.
"""

import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from slack_sdk.web.async_client import AsyncWebClient
from telegram.error import InvalidToken, TelegramError

from bot.config import Config
from bot.slack.client import open_client
from bot.slack.failures import CallFailure, describe_failure
from bot.slack.manifest import BOT_SCOPES
from bot.telegram.transport import call, is_table, open_bot
from flows.definition import ComplaintRule
from storage.database import Database, wal_is_safe
from storage.errors import StorageError
from storage.schema import newest_revision, revision_of

LEAST_FREE = 500 * 2**20
"""Bytes. Below this a disk fills up before somebody notices."""


@dataclass(frozen=True, slots=True)
class Symptom:
    """One thing that was looked at. `advice` says what to do where it is not well, or what it costs."""

    area: str
    well: bool
    sentence: str
    advice: str | None = None


async def examine(config: Config) -> AsyncIterator[Symptom]:
    """Everything, the nearest first."""
    for symptom in examine_database(config):
        yield symptom
    async for symptom in examine_online(config):
        yield symptom


async def examine_online(config: Config) -> AsyncIterator[Symptom]:
    """What Telegram and Slack say about the tokens, the scopes and the channels in the configuration."""
    async for symptom in _examine_telegram(config):
        yield symptom
    async for symptom in _examine_slack(config):
        yield symptom


def examine_database(config: Config) -> list[Symptom]:
    """Whether it opens, its schema, and for SQLite the library and the disk."""
    try:
        database = Database(config.database.url)
        revision = revision_of(database)
    except (StorageError, OSError) as error:
        return [Symptom("database", well=False, sentence=f"it cannot be opened: {error}")]
    except Exception as error:  # noqa: BLE001 - whatever a driver raises, its words help more than a traceback
        return [Symptom("database", well=False, sentence=f"it cannot be opened: {_first_line(error)}")]
    symptoms = [_schema(revision)]
    if database.path is not None:
        symptoms += [_library(), _disk(database.path)]
    database.dispose()
    return symptoms


def _schema(revision: str | None) -> Symptom:
    newest = newest_revision()
    if revision is None:
        return Symptom("schema", well=True, sentence="the database is empty; `riscontro run` will set it up")
    if revision == newest:
        return Symptom("schema", well=True, sentence=f"up to date ({newest})")
    advice = "`riscontro run` or `riscontro db upgrade` brings it up to date"
    return Symptom("schema", well=False, sentence=f"{revision}, this program knows {newest}", advice=advice)


def _library() -> Symptom:
    if wal_is_safe():
        return Symptom("sqlite", well=True, sentence=f"SQLite {sqlite3.sqlite_version}, with write-ahead log")
    advice = "it is safe, and costs about a third of the speed under load; 3.51.3 or newer lifts it"
    sentence = f"SQLite {sqlite3.sqlite_version} lacks the WAL-reset fix, so the rollback journal is used"
    return Symptom("sqlite", well=True, sentence=sentence, advice=advice)


def _disk(path: Path) -> Symptom:
    free = shutil.disk_usage(path.parent).free
    sentence = f"{free / 2**30:.1f} GiB free beside {path}"
    advice = None if free >= LEAST_FREE else "make room: when the disk is full, nothing can be stored"
    return Symptom("disk", well=free >= LEAST_FREE, sentence=sentence, advice=advice)


async def _examine_telegram(config: Config) -> AsyncIterator[Symptom]:
    async with open_bot(config.telegram.token.get_secret_value(), config.telegram.api_url) as bot:
        try:
            me = await call(bot, "getMe", {})
            hook = await call(bot, "getWebhookInfo", {})
        except InvalidToken:
            yield Symptom(
                "telegram", well=False, sentence="the token is not valid", advice="ask @BotFather for it"
            )
            return
        except TelegramError as error:
            yield Symptom("telegram", well=False, sentence=f"it cannot be asked: {error.message}")
            return
    username = str(me.get("username")) if is_table(me) else ""
    yield Symptom("telegram", well=True, sentence=f"the token is that of @{username}")
    configured = config.telegram.username
    if configured and configured.casefold() != username.casefold():
        advice = f'write username = "{username}", or leave it out'
        yield Symptom("telegram", well=False, sentence=f"[telegram] username is {configured}", advice=advice)
    if is_table(hook) and hook.get("url"):
        advice = "`riscontro run` removes it; a program that sets it again would take the customers' answers"
        yield Symptom(
            "telegram", well=False, sentence="a webhook is set, so polling is refused", advice=advice
        )


async def _examine_slack(config: Config) -> AsyncIterator[Symptom]:
    async with open_client(config.slack.bot_token.get_secret_value(), config.slack.api_url) as client:
        try:
            answer = await client.auth_test()
        except CallFailure as error:
            yield Symptom("slack", well=False, sentence=f"the bot token: {describe_failure(error)}")
            return
        yield Symptom(
            "slack", well=True, sentence=f"the bot token is that of {answer['user']} in {answer['team']}"
        )
        granted = str(answer.headers.get("x-oauth-scopes", ""))
        missing = sorted(set(BOT_SCOPES) - set(granted.replace(" ", "").split(",")))
        if granted and missing:
            advice = "install the app again with the manifest from `riscontro slack-manifest`"
            yield Symptom(
                "slack", well=False, sentence=f"scopes are missing: {', '.join(missing)}", advice=advice
            )
        yield await _app_token(client, config)
        async for symptom in _channels(client, config):
            yield symptom


async def _app_token(client: AsyncWebClient, config: Config) -> Symptom:
    try:
        await client.apps_connections_open(app_token=config.slack.app_token.get_secret_value())
    except CallFailure as error:
        return Symptom("slack", well=False, sentence=f"the app token: {describe_failure(error)}")
    return Symptom("slack", well=True, sentence="Socket Mode answers")


async def _channels(client: AsyncWebClient, config: Config) -> AsyncIterator[Symptom]:
    """Each channel that tickets go to must exist, and the app must be in it."""
    known: dict[str, bool] = {}
    try:
        pages = await client.conversations_list(types="public_channel,private_channel", limit=200)
        async for page in pages:
            for channel in page["channels"]:
                member = bool(channel.get("is_member")) and not channel.get("is_archived")
                known[channel["id"]] = known[f"#{channel['name']}"] = member
    except CallFailure as error:
        yield Symptom("slack", well=False, sentence=f"the channels: {describe_failure(error)}")
        return
    for name in _named_channels(config.slack.default_channel, config.complaints):
        if name not in known:
            advice = "create it; to a private one, invite the app with /invite"
            yield Symptom("slack", well=False, sentence=f"{name} does not exist for the app", advice=advice)
        elif not known[name]:
            advice = f"write /invite in {name}, or choose a channel that is in use"
            yield Symptom(
                "slack", well=False, sentence=f"the app is not in {name}, or it is archived", advice=advice
            )
        else:
            yield Symptom("slack", well=True, sentence=f"the app can post in {name}")


def _named_channels(default: str, rules: tuple[ComplaintRule, ...]) -> list[str]:
    return list(dict.fromkeys([default, *(rule.channel for rule in rules if rule.channel)]))


def _first_line(error: Exception) -> str:
    with suppress(IndexError):
        return str(error).splitlines()[0]
    return type(error).__name__
