"""What Telegram says of the webhook that is set for a bot, and what is wrong with it."""

from datetime import UTC, datetime, timedelta

from pydantic import ValidationError
from telegram import Bot

from bot.telegram.transport import AnswerLost, call
from bot.telegram.wire import WebhookInfo

_FRESH = timedelta(minutes=3)
"""While deliveries fail Telegram tries again at least each minute, so an older error is overcome."""


async def ask_webhook(bot: Bot) -> WebhookInfo:
    """Raises `TelegramError`."""
    try:
        return WebhookInfo.model_validate(await call(bot, "getWebhookInfo", {}))
    except ValidationError:
        raise AnswerLost("what Telegram says of the webhook is not readable") from None


def find_trouble(info: WebhookInfo, now: datetime) -> str | None:
    """Why updates wait at Telegram, if they do because it cannot deliver them."""
    if not info.pending_update_count or info.last_error_date is None:
        return None
    failed_at = datetime.fromtimestamp(info.last_error_date, UTC)
    if now - failed_at > _FRESH:
        return None
    return (
        f"{count_waiting(info)}, and the last delivery failed: {info.last_error_message or 'no reason given'}"
    )


def count_waiting(info: WebhookInfo) -> str:
    count = info.pending_update_count
    return f"{count} update{'s wait' if count != 1 else ' waits'} at Telegram"
