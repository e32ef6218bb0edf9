"""Builds Telegram's side from the configuration: how the bot presents itself, and which way updates come."""

from collections.abc import Awaitable, Callable

from telegram import Bot

from bot.config import Config
from bot.ports import Clock
from bot.telegram.gateway import TelegramGateway
from bot.telegram.intake import Batch, Intake
from bot.telegram.polling import Polling
from bot.telegram.profile import BotProfile
from bot.telegram.webhook import Webhook, derive_address
from bot.use_cases.setup import Present, Setup
from flows.phrases import BOT_COMMANDS, Phrase
from flows.wording import render
from flows.wording.markup import parse


def open_gateway(
    bot: Bot, intake: Intake, present: Present, clock: Clock, *, may_poll: Callable[[], Awaitable[bool]]
) -> TelegramGateway:
    batch = Batch(bot, intake)
    way_in = _way_in(bot, batch, present.setup, clock, may_poll)
    return TelegramGateway(bot, batch, way_in, profile=lambda: _profile(present.setup.config))


def _way_in(
    bot: Bot, batch: Batch, setup: Setup, clock: Clock, may_poll: Callable[[], Awaitable[bool]]
) -> Polling | Webhook:
    """We go to Telegram, or Telegram comes to us; no configuration lets it come without an address."""
    config = setup.config
    match config.telegram.receive, config.web.public_url:
        case "webhook", str(public_url):
            address = derive_address(public_url, setup.secret, config.telegram.bot_id)
            return Webhook(bot, batch, clock, address)
        case _:
            return Polling(bot, batch, clock, may_poll=may_poll)


def _profile(config: Config) -> BotProfile:
    """What an empty chat shows: who asks, why, and where the privacy notice is."""
    languages = config.business.languages
    introductions = {language: _introduce(config, language) for language in languages}
    commands = {language: BOT_COMMANDS[language] for language in languages if language in BOT_COMMANDS}
    return BotProfile(languages[0], commands, introductions)


def _introduce(config: Config, language: str) -> str:
    """In words without styles, which is all that Telegram shows there (setMyDescription, 512 characters)."""
    facts = {"business": {"name": config.business.name, "privacy_url": str(config.business.privacy_url)}}
    text = render(config.phrasebook.of(Phrase.INTRODUCTION, language), facts, language)
    return parse(text).plain[:512]
