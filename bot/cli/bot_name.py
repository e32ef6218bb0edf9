"""The bot's username, which links begin with: from the configuration, from memory, or from Telegram."""

import asyncio

from telegram.error import InvalidToken, TelegramError

from bot.config import Config
from bot.telegram.transport import call, is_table, open_bot
from storage import settings
from storage.database import Database


class UnknownBot(Exception):
    """Nobody could tell the bot's username; the message says why, and what to do."""


def find_username(database: Database, config: Config) -> str:
    """What Telegram tells is remembered, so that it is asked once. Raises `UnknownBot`."""
    if config.telegram.username:
        return config.telegram.username
    bot = config.telegram.bot_id
    with database.reading() as session:
        remembered = settings.remembered_username(session, bot)
    if remembered:
        return remembered
    username = asyncio.run(_ask_telegram(config))
    with database.transaction() as session:
        settings.remember_username(session, bot, username)
    return username


async def _ask_telegram(config: Config) -> str:
    async with open_bot(config.telegram.token.get_secret_value(), config.telegram.api_url) as bot:
        try:
            me = await call(bot, "getMe", {})
        except InvalidToken:
            raise _unknown("Telegram refuses the token") from None
        except TelegramError as error:
            raise _unknown(f"Telegram cannot be asked ({error.message})") from error
    username = me.get("username") if is_table(me) else None
    if not isinstance(username, str):
        raise _unknown("Telegram names none")
    return username


def _unknown(reason: str) -> UnknownBot:
    return UnknownBot(
        f"Links begin with the bot's username, which is not known yet, and {reason}: "
        "write it as `username` in [telegram], or import without --links."
    )
