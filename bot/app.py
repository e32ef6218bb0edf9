"""The composition root: builds every part once, starts them in order, stops them in the other order."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from sqlmodel import Session
from telegram import Bot

from bot.config import Config
from bot.office import Office
from bot.ports import Clock, Sender
from bot.presence import Presence
from bot.readiness import Readiness
from bot.relay import PLATFORM_LIMITS, Limits, Relay
from bot.scheduler import Scheduler
from bot.slack.client import open_client
from bot.slack.gateway import SlackAccess, SlackGateway
from bot.slack.http_mode import REQUEST_PATH
from bot.slack.sender import SlackSender
from bot.telegram.files import TelegramFiles
from bot.telegram.gateway import TelegramGateway
from bot.telegram.profile import BotProfile
from bot.telegram.sender import TelegramSender
from bot.telegram.transport import open_bot
from bot.turns import Turns
from bot.use_cases.setup import Setup
from bot.web.doors import door
from bot.web.health import Health
from bot.web.hooks import Hooks, webhook_secrets
from bot.web.server import WebServer, build_web
from flows.phrases import BOT_COMMANDS, Phrase, phrase
from flows.wording import render
from storage import leases, schema, settings
from storage.database import Database
from storage.errors import UnsuitablePlace
from storage.exclusive import Exclusive

log = structlog.get_logger(__name__)

STOP_WITHIN_S = 8.0
"""Seconds that the parts get to finish what they have in hand; the contract is ten for the whole program."""

NAMED_WITHIN_S = 5.0
"""Seconds that a first start waits for Telegram to tell the bot's name, which the first link needs."""


@dataclass(frozen=True, slots=True)
class App:
    """The running program. `address` is where its own web listens."""

    address: str
    office: Office
    scheduler: Scheduler
    readiness: Readiness

    async def fire_due_timers(self) -> None:
        """Looks at once for what is due, as after a push of the clock."""
        await self.scheduler.fire_due_timers()


def prepare_database(database: Database, clock: Clock) -> Path | None:
    """Brings the schema up to date, an SQLite file being copied aside before; returns where the copy lies.

    Raises `storage.errors.SchemaOutOfDate` for a database of a newer program.
    """
    if schema.revision_of(database) == schema.newest_revision():
        return None
    copy = schema.copy_aside(database, clock.now())
    schema.upgrade(database)
    return copy


@asynccontextmanager
async def running(config: Config, clock: Clock, *, limits: Limits = PLATFORM_LIMITS) -> AsyncIterator[App]:
    """Everything is up inside this context, and stopped cleanly at its end.

    Telegram and Slack may be away at the start: the program waits for them and says so in its readiness.

    Raises:
        StorageError: for a database that cannot be used.
        CannotListen: for an address that is taken.
    """
    async with AsyncExitStack() as stack:
        parts = await _build(stack, config, clock, limits)
        parts.scheduler.start()
        stack.push_async_callback(parts.scheduler.stop)
        sending, receiving = asyncio.Event(), asyncio.Event()
        await stack.enter_async_context(
            _working(sending, parts.relay.run(sending), parts.presence.run(sending))
        )
        gateways = (parts.customers.run(receiving), parts.staff.run(receiving), _learn_name(receiving, parts))
        await stack.enter_async_context(_working(receiving, *gateways))
        with suppress(TimeoutError):
            await asyncio.wait_for(parts.office.named.wait(), NAMED_WITHIN_S)
        await parts.web.start()
        stack.push_async_callback(parts.web.stop)
        yield App(parts.web.address, parts.office, parts.scheduler, parts.readiness)


@dataclass(frozen=True, slots=True)
class _Parts:
    turns: Turns
    presence: Presence
    relay: Relay
    office: Office
    scheduler: Scheduler
    customers: TelegramGateway
    staff: SlackGateway
    readiness: Readiness
    web: WebServer


async def _build(stack: AsyncExitStack, config: Config, clock: Clock, limits: Limits) -> _Parts:
    """Every part, wired and not yet started. What it opens is closed by the stack."""
    database = await _open_database(stack, config, clock)
    turns = Turns(database)
    stack.callback(turns.close)
    polling = await _take_polling(stack, database, turns, config, clock)
    setup = await turns.take(lambda session: _set_up(session, config))
    bot, client = await _open_channels(stack, config)
    senders: dict[str, Sender] = {
        "telegram": TelegramSender(bot, clock),
        "slack": SlackSender(client, TelegramFiles(bot), clock),
    }
    presence = Presence(database, turns, clock, owner=uuid4().hex)
    stack.push_async_callback(presence.release)
    await presence.look()
    relay = Relay(
        turns, setup, senders, clock, owner=presence.owner, limits=limits, may_send=presence.is_sure
    )
    office = Office(turns, setup, relay, clock)
    scheduler = Scheduler(turns, setup, relay, clock)
    customers = TelegramGateway(bot, office, clock, may_poll=polling.hold, profile=_profile(config))
    staff = SlackGateway(_access(config, client), office, clock)
    readiness = Readiness(turns, customers, staff)
    hooks = Hooks(webhook_secrets(config.sources), clock, office.register)
    doors = [door(REQUEST_PATH, staff.receive)] if staff.receive else []
    site = build_web(hooks, Health(readiness.checks), doors)
    web = WebServer(site, config.web.host, config.web.port)
    return _Parts(turns, presence, relay, office, scheduler, customers, staff, readiness, web)


async def _open_channels(stack: AsyncExitStack, config: Config) -> tuple[Bot, AsyncWebClient]:
    telegram, slack = config.telegram, config.slack
    bot = await stack.enter_async_context(open_bot(telegram.token.get_secret_value(), telegram.api_url))
    client = await stack.enter_async_context(open_client(slack.bot_token.get_secret_value(), slack.api_url))
    return bot, client


@asynccontextmanager
async def _working(stopping: asyncio.Event, *parts: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Runs the parts; at the end they are told to stop and get a few seconds to finish what they have in
    hand.
    """
    tasks = [asyncio.create_task(part) for part in parts]
    try:
        yield
    finally:
        stopping.set()
        _, late = await asyncio.wait(tasks, timeout=STOP_WITHIN_S / 2)
        for task in late:
            log.warning("app.stopped_in_the_middle", part=task.get_coro())
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _open_database(stack: AsyncExitStack, config: Config, clock: Clock) -> Database:
    database = Database(config.database.url)
    stack.callback(database.dispose)
    await asyncio.to_thread(prepare_database, database, clock)
    return database


class _Polling:
    """The right to poll Telegram, kept on a thread of its own since the lock belongs to one connection."""

    def __init__(self, database: Database, bot: str) -> None:
        self._right = Exclusive(database, f"poll {bot}")
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="polling")

    async def hold(self) -> bool:
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._right.hold)

    async def release(self) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, self._right.release)
        self._thread.shutdown()


async def _take_polling(
    stack: AsyncExitStack, database: Database, turns: Turns, config: Config, clock: Clock
) -> _Polling:
    """On SQLite there is one program for one file: it takes up at once what its predecessor had in hand."""
    polling = _Polling(database, config.telegram.bot_id)
    stack.push_async_callback(polling.release)
    if database.is_sqlite:
        if not await polling.hold():
            raise UnsuitablePlace(f"another Riscontro is running on {database.path}: stop it first")
        await turns.take(lambda session: leases.end_all(session, clock.now()))
    return polling


def _set_up(session: Session, config: Config) -> Setup:
    bot = config.telegram.bot_id
    username = config.telegram.username or settings.remembered_username(session, bot) or ""
    return Setup(config, settings.instance_secret(session), username)


async def _learn_name(stopping: asyncio.Event, parts: _Parts) -> None:
    """Links need the bot's name. Telegram's word is remembered, so that links can be made while it is
    away.
    """
    while not stopping.is_set() and parts.customers.identity is None:
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), 0.1)
    identity = parts.customers.identity
    if identity is not None and not parts.office.setup.config.telegram.username:
        await parts.turns.take(
            lambda session: settings.remember_username(session, identity.id, identity.username)
        )
        parts.office.learn_name(identity.username)


def _profile(config: Config) -> BotProfile:
    """What an empty chat shows: who asks, why, and where the privacy notice is."""
    business = {"name": config.business.name, "privacy_url": str(config.business.privacy_url)}
    languages = config.business.languages
    introductions = {
        language: render(phrase(Phrase.INTRODUCTION, language), {"business": business}, language)[:512]
        for language in languages
    }
    commands = {language: BOT_COMMANDS[language] for language in languages if language in BOT_COMMANDS}
    return BotProfile(languages[0], commands, introductions)


def _access(config: Config, client: AsyncWebClient) -> SlackAccess:
    staff = frozenset(config.slack.staff) or None
    return SlackAccess(client, config.slack.way_in, staff)
