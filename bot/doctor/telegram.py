"""What Telegram says about the token, the name, and the way that updates take."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.config import Config
from bot.doctor.findings import UNREACHED, Finding, bad, good
from bot.telegram.transport import call, is_table, open_bot
from bot.telegram.webhook_info import ask_webhook, count_waiting
from bot.telegram.wire import WebhookInfo
from flows.problems import Place

_TOKEN: Place = ("telegram", "token")
_RECEIVE: Place = ("telegram", "receive")
_TAKEN = "a program that sets it again takes the customers' answers"


async def examine_telegram(config: Config) -> AsyncIterator[Finding]:
    """The token first: without it nothing else can be asked."""
    async with open_bot(config.telegram.token.get_secret_value(), config.telegram.api_url) as bot:
        try:
            me = await call(bot, "getMe", {})
        except InvalidToken:
            yield bad(_TOKEN, "the token is not valid", "ask @BotFather for it")
            return
        except TelegramError as error:
            yield bad(_TOKEN, f"Telegram cannot be asked: {error.message}", UNREACHED)
            return
        username = str(me.get("username")) if is_table(me) else ""
        yield good(_TOKEN, f"the token is that of @{username}")
        for finding in (*_username(config.telegram.username, username), *await _way_in(bot, config)):
            yield finding


def _username(named: str | None, username: str) -> Iterator[Finding]:
    if named and named.casefold() != username.casefold():
        advice = f'write username = "{username}", or leave it out'
        yield bad(("telegram", "username"), f"the bot is not @{named}", advice)


async def _way_in(bot: Bot, config: Config) -> list[Finding]:
    try:
        info = await ask_webhook(bot)
    except InvalidToken:  # the token is valid, so this says that a server of one's own lacks the method
        return []
    except TelegramError as error:
        return [bad(_TOKEN, f"whether a webhook is set cannot be asked: {error.message}", UNREACHED)]
    return list(judge_webhook(info, config.web.public_url if config.telegram.receive == "webhook" else None))


def judge_webhook(info: WebhookInfo, public_url: str | None) -> Iterator[Finding]:
    """`public_url` is where Telegram shall deliver; None when the program polls."""
    if public_url is None:
        if info.url:
            advice = f"`riscontro run` removes it; {_TAKEN}"
            yield bad(_TOKEN, "a webhook is set, so nothing can be received by polling", advice)
    elif not info.url:
        yield good(_RECEIVE, "no webhook is set yet; `riscontro run` sets it")
    elif info.url.startswith(f"{public_url}/"):
        yield from _deliveries(info, public_url)
    else:
        advice = f"`riscontro run` sets it to {public_url}; {_TAKEN}"
        yield bad(_RECEIVE, "the webhook is set to another address than ours", advice)


def _deliveries(info: WebhookInfo, public_url: str) -> Iterator[Finding]:
    """An error that lies behind is no news: it counts while updates wait because of it."""
    if info.pending_update_count and info.last_error_date is not None:
        at = datetime.fromtimestamp(info.last_error_date, UTC)
        why = info.last_error_message or "no reason given"
        advice = (
            f"see that {public_url} leads from outside to the program: Telegram keeps messages for a day, "
            "taps for minutes"
        )
        yield bad(_RECEIVE, f"{count_waiting(info)}; the delivery at {at:%H:%M} UTC failed: {why}", advice)
    else:
        yield good(_RECEIVE, f"Telegram delivers to {public_url}")
