"""The composition root: builds every part once, starts them in order, stops them in the other order."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import structlog
from sqlmodel import Session
from starlette.routing import BaseRoute
from telegram import Bot

from bot.config import Config
from bot.dead_letters import DeadLetters
from bot.measures import Measures
from bot.office import Office
from bot.ports import Clock, Retake, Sender
from bot.presence import Presence
from bot.purging import Purging
from bot.readiness import Readiness
from bot.relay import PLATFORM_LIMITS, Limits, Relay
from bot.reloading import NothingInForce, Reloading, Source
from bot.right import Right
from bot.scheduler import Chore, Scheduler
from bot.slack.manifest import REQUEST_PATH
from bot.slack.side import SlackSide, slack_side
from bot.stopping import unless_stopped, wait_for_stop, working
from bot.telegram.files import TelegramFiles
from bot.telegram.gateway import TelegramGateway
from bot.telegram.opening import open_gateway
from bot.telegram.sender import TelegramSender
from bot.telegram.transport import open_bot
from bot.telegram.webhook import Webhook
from bot.turns import Turns
from bot.use_cases.record_delivery import LONGEST_PAUSE
from bot.use_cases.revise import adopt, set_up
from bot.use_cases.setup import Present, Setup
from bot.web.doors import door
from bot.web.health import Health
from bot.web.hooks import Hooks, webhook_secrets
from bot.web.server import WebServer, build_web
from storage import leases, schema, settings, waits
from storage.database import Database
from storage.errors import StoreUnavailable, UnsuitablePlace

log = structlog.get_logger(__name__)

FINISH_S = 3.0
"""Seconds for what receivers, and then senders, have in hand at the end. With one for the web and two for the
scheduler that is nine; the contract is ten for the whole program.
"""

LOOK_AT_THE_CONFIGURATION_EVERY_S = 2
MEASURE_EVERY_S = 5
LOOK_AFTER_THE_DEAD_EVERY_S = 2
PURGE_EVERY_S = 3600
FIRST_PURGE_AFTER_S = 60
"""A program that is started anew every hour must forget, too."""

NAMED_WITHIN_S = 5.0
"""Seconds that a start waits for Telegram: for the bot's name, which links need, and with Slack."""


@dataclass(frozen=True, slots=True)
class App:
    """The running program. `address` is where its own web listens.

    `broken` is set when a part of it failed: it is to be stopped and started anew.
    """

    address: str
    office: Office
    dead_letters: DeadLetters
    measures: Measures
    scheduler: Scheduler
    relay: Relay
    readiness: Readiness
    reloading: Reloading
    broken: asyncio.Event

    async def catch_up(self) -> None:
        """Looks at once for what is due, as after a push of the clock. Letters are on their way then."""
        await self.scheduler.fire_due_timers()
        self.relay.nudge()


@asynccontextmanager
async def running(
    config: Config, clock: Clock, *, limits: Limits = PLATFORM_LIMITS, source: Source | None = None
) -> AsyncIterator[App]:
    """Everything is up inside this context, and stopped cleanly at its end. With a `source`, a configuration
    that is saved there meanwhile is taken up.

    Telegram and Slack may be away at the start: the program waits for them and says so in its readiness.

    Raises:
        StorageError: for a database that cannot be used.
        CannotListen: for an address that is taken.
        NothingInForce: for a `source` that is not right, where nothing is in force.
    """
    async with AsyncExitStack() as stack:
        parts = await _build(stack, config, clock, limits, source)
        await parts.reloading.begin()
        parts.scheduler.start()
        stack.push_async_callback(parts.scheduler.stop)
        sending, receiving, broken = asyncio.Event(), asyncio.Event(), asyncio.Event()
        senders = parts.relay.run(sending), parts.presence.run(sending)
        await stack.enter_async_context(working(sending, *senders, broken=broken, finish_s=FINISH_S))
        await parts.web.start()  # before Telegram is told to come by
        receivers = (
            parts.customers.run(receiving),
            _receive_from_staff(receiving, parts),
            _learn_name(receiving, parts),
            _get_ready_to_score(receiving, parts),
        )
        await stack.enter_async_context(working(receiving, *receivers, broken=broken, finish_s=FINISH_S))
        stack.push_async_callback(parts.web.stop)  # first of all, so that nothing comes in any more
        with suppress(TimeoutError):
            await asyncio.wait_for(parts.office.named.wait(), NAMED_WITHIN_S)
        yield App(
            parts.web.address,
            parts.office,
            parts.dead_letters,
            parts.measures,
            parts.scheduler,
            parts.relay,
            parts.readiness,
            parts.reloading,
            broken,
        )


async def _receive_from_staff(stopping: asyncio.Event, parts: "_Parts") -> None:
    """After Telegram was tried: what Slack needs takes a while to load, and customers come first."""
    with suppress(TimeoutError):
        async with asyncio.timeout(NAMED_WITHIN_S):
            await unless_stopped(stopping, parts.customers.attended.wait())
    if not stopping.is_set():
        await parts.staff.run(parts.office, stopping)


async def _get_ready_to_score(stopping: asyncio.Event, parts: "_Parts") -> None:
    """Once both platforms are attended to, so that the first complaint need not wait for it."""
    if parts.office.present.setup.config.flows:
        await unless_stopped(stopping, parts.staff.opened.wait())
        if not stopping.is_set():
            await unless_stopped(stopping, parts.office.scorer.load())


@dataclass(frozen=True, slots=True)
class _Parts:
    turns: Turns
    presence: Presence
    relay: Relay
    office: Office
    dead_letters: DeadLetters
    measures: Measures
    scheduler: Scheduler
    customers: TelegramGateway
    staff: SlackSide
    readiness: Readiness
    reloading: Reloading
    web: WebServer


async def _build(
    stack: AsyncExitStack, config: Config, clock: Clock, limits: Limits, source: Source | None
) -> _Parts:
    """Every part, wired and not yet started. What it opens is closed by the stack."""
    database = await _open_database(stack, config, clock)
    turns = Turns(database)
    stack.callback(turns.close)
    polling = await _take_polling(stack, database, turns, config, clock)
    present = Present(await turns.take(lambda session: _set_up(session, config, clock.now(), source)))
    bot = await _open_telegram(stack, config)
    staff = await stack.enter_async_context(slack_side(config.slack, TelegramFiles(bot), clock))
    senders: dict[str, Sender] = {"telegram": TelegramSender(bot, clock), "slack": staff}
    presence = Presence(database, turns, clock, owner=uuid4().hex)
    stack.push_async_callback(presence.release)
    await presence.look()
    relay = Relay(
        turns, present, senders, clock, owner=presence.owner, limits=limits, may_send=presence.is_sure
    )
    office = Office(turns, present, relay, clock)
    customers = open_gateway(bot, office, present, clock, may_poll=polling.hold)
    retakes: dict[str, Retake] = {"telegram": customers.retake, "slack": staff.retake}
    measures = Measures(database, turns, customers, staff, clock)
    dead = DeadLetters(turns, present, relay, clock, retakes)
    reloading = Reloading(turns, present, config, relay, clock, source)
    chores = (
        Chore("configuration", LOOK_AT_THE_CONFIGURATION_EVERY_S, reloading.look),
        Chore("measures", MEASURE_EVERY_S, measures.take),
        Chore("dead letters", LOOK_AFTER_THE_DEAD_EVERY_S, dead.look_after),
        Chore("purging", PURGE_EVERY_S, Purging(turns, clock).purge, FIRST_PURGE_AFTER_S),
    )
    scheduler = Scheduler(turns, present, relay, clock, chores)
    readiness = Readiness(turns, customers, staff, measures, clock)
    site = build_web(
        Hooks(webhook_secrets(config.sources), clock, office.register),
        Health(readiness.checks),
        _doors(customers, staff),
    )
    web = WebServer(site, config.web.host, config.web.port)
    outside = (customers, staff, readiness, reloading, web)
    return _Parts(turns, presence, relay, office, dead, measures, scheduler, *outside)


async def _open_telegram(stack: AsyncExitStack, config: Config) -> Bot:
    opening = open_bot(config.telegram.token.get_secret_value(), config.telegram.api_url)
    return await stack.enter_async_context(opening)


async def _open_database(stack: AsyncExitStack, config: Config, clock: Clock) -> Database:
    database = Database(config.database.url)
    stack.callback(database.dispose)
    copy = await asyncio.to_thread(schema.bring_up_to_date, database, clock.now())
    if copy is not None:
        log.info("app.database_upgraded", copy=str(copy))
    return database


async def _take_polling(
    stack: AsyncExitStack, database: Database, turns: Turns, config: Config, clock: Clock
) -> Right:
    """On SQLite there is one program for one file, whichever its bot: it takes up at once what its
    predecessor had in hand.
    """
    polling = Right(database, "run" if database.is_sqlite else f"poll {config.telegram.bot_id}")
    stack.push_async_callback(polling.release)
    if database.is_sqlite:
        if not await polling.hold():
            raise UnsuitablePlace(f"another Riscontro is running on {database.path}: stop it first")
        await turns.take(lambda session: leases.end_all(session, clock.now()))
    return polling


def _doors(customers: TelegramGateway, staff: SlackSide) -> Iterator[BaseRoute]:
    """Where platforms deliver; for those that we go to ourselves there is no door."""
    if isinstance(way_in := customers.way_in, Webhook):
        yield door(way_in.path, way_in.receive)
    if staff.receive is not None:
        yield door(REQUEST_PATH, staff.receive)


def _set_up(session: Session, config: Config, now: datetime, source: Source | None) -> Setup:
    """Also ends what no program would wait for: the clock was set back while none ran.

    A configuration that is watched comes into force once its tests were played, if there is one meanwhile.
    """
    waits.end_waits(session, now, LONGEST_PAUSE)
    bot = config.telegram.bot_id
    username = config.telegram.username or settings.remembered_username(session, bot) or ""
    known = set_up(session, config, username)
    if source is not None and known.revision_id is not None:
        return known
    if source is not None and not source.is_right:
        raise NothingInForce("its configuration is not right, and there was none before it")
    adopt(session, config, "the start", now)
    return set_up(session, config, username)


async def _learn_name(stopping: asyncio.Event, parts: _Parts) -> None:
    """Links need the bot's name. Telegram's word is remembered, so that links can be made while it is
    away.
    """
    while not stopping.is_set() and parts.customers.identity is None:
        await wait_for_stop(stopping, 0.1)
    identity = parts.customers.identity
    if identity is None or parts.office.present.setup.config.telegram.username:
        return
    parts.office.learn_name(identity.username)
    try:
        await parts.turns.take(
            lambda session: settings.remember_username(session, identity.id, identity.username)
        )
    except StoreUnavailable as error:
        log.warning("telegram.name_not_remembered", reason=str(error))  # the next start asks again
