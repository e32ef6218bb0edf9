"""Sends a letter in Telegram, and turns what came of it into a decision: sent, retry at, unknown, give up."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import structlog
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, TelegramError

from bot.outgoing import LanguageLetter, Letter, QuestionLetter, TextLetter
from bot.ports import Clock, Delivery, GiveUp, RetryAt, Sent, Unknown
from bot.telegram.keyboards import Parameters
from bot.telegram.messages import shape, without_picture
from bot.telegram.transport import NotSent, TooManyRequests, call, is_table

_UNREACHED = timedelta(seconds=5)
_NO_TOKEN = timedelta(minutes=1)
_LONGEST_CHAT_WAIT = 5
"""Seconds. Telegram does not say whose limit was passed. One chat may have a message a second
(https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this), so a longer wait is taken
to be for the bot as a whole. A wrong guess costs some seconds, or one more refusal."""

_GONE = {
    "blocked by the user": "the customer blocked the bot",
    "user is deactivated": "the customer's Telegram account no longer exists",
    "can't initiate conversation": "the customer has not started the bot",
    "chat not found": "Telegram knows no such chat",
    "peer_id_invalid": "Telegram knows no such chat",
}
"""Refusals that are final for the chat, as the Bot API server words them, and our words for staff."""

log = structlog.get_logger(__name__)

Rest = Callable[[float], Awaitable[None]]


class TelegramSender:
    """Implements `bot.ports.Sender`. `rest` waits so many seconds."""

    def __init__(self, bot: Bot, clock: Clock, rest: Rest = asyncio.sleep) -> None:
        self._bot = bot
        self._clock = clock
        self._rest = rest

    async def send(self, letter: Letter) -> Delivery:
        """Sends once. A text that takes several messages is one delivery; its id is that of the last message.

        Once the first part stands in the chat, sending it all anew would repeat that part: a later failure
        is therefore `Unknown`, with the number of parts that arrived. A picture that cannot be sent is left
        out, for its words matter more. Raises TypeError for a letter that is not for Telegram.
        """
        if not isinstance(letter, QuestionLetter | TextLetter | LanguageLetter):
            raise TypeError(f"{type(letter).__name__} is not for Telegram")
        first, *rest = parts = list(shape(letter))
        delivery = await self._send_part(first)
        if rest and "photo" in first and isinstance(delivery, GiveUp) and not delivery.blocked:
            first, *rest = parts = rest
            delivery = await self._send_part(first)
        for arrived, part in enumerate(rest, 1):
            if not isinstance(delivery, Sent):
                break
            delivery = await self._send_later_part(part, f"{arrived} of {len(parts)} parts arrived")
        return delivery

    async def _send_later_part(self, part: Parameters, so_far: str) -> Sent | Unknown:
        """A short pause that Telegram asks for is kept here: these are a few messages in one chat."""
        delivery = await self._send_part(part)
        if isinstance(delivery, RetryAt) and not delivery.everything:
            await self._rest((delivery.at - self._clock.now()).total_seconds())
            delivery = await self._send_part(part)
        return delivery if isinstance(delivery, Sent) else Unknown(f"{so_far}; then: {delivery.reason}")

    async def _send_part(self, part: Parameters) -> Delivery:
        if "photo" not in part:
            return await self._call("sendMessage", part)
        try:
            delivery = await self._call("sendPhoto", part | {"photo": await _content(part["photo"])})
        except OSError as error:
            delivery = GiveUp(f"{part['photo']}: {error.strerror}")
        if not isinstance(delivery, GiveUp) or delivery.blocked:
            return delivery
        words = without_picture(part)
        log.warning("telegram.picture_left_out", reason=delivery.reason)
        return await self._call("sendMessage", words) if words["text"] else delivery

    async def _call(self, method: str, parameters: Parameters) -> Delivery:
        try:
            message = await call(self._bot, method, parameters)
        except TelegramError as error:
            return self._decide(error)
        return Sent(platform_id=str(message["message_id"]) if is_table(message) else None)

    def _decide(self, error: TelegramError) -> Delivery:
        match error:
            case TooManyRequests(seconds=seconds):
                return self._retry(timedelta(seconds=seconds), error, everything=seconds > _LONGEST_CHAT_WAIT)
            case NotSent():
                return self._retry(_UNREACHED, error, everything=True)
            case InvalidToken():
                return RetryAt(
                    self._clock.now() + _NO_TOKEN, "Telegram does not accept the bot's token", everything=True
                )
            case BadRequest() | Forbidden() | ChatMigrated():
                return _refused(error)
            case _:  # the answer was lost, or Telegram failed (5xx), perhaps after it was sent
                return Unknown(error.message)

    def _retry(self, pause: timedelta, error: TelegramError, *, everything: bool = False) -> RetryAt:
        return RetryAt(self._clock.now() + pause, error.message, everything=everything)


async def _content(photo: str | Path) -> str | bytes:
    """A file of ours is read; an address is fetched by Telegram itself. Raises `OSError`."""
    return await asyncio.to_thread(photo.read_bytes) if isinstance(photo, Path) else photo


def _refused(error: TelegramError) -> GiveUp:
    said = error.message.casefold()
    gone = next((words for sign, words in _GONE.items() if sign in said), None)
    if gone is not None:
        return GiveUp(gone, blocked=True)
    return GiveUp(f"Telegram refused it: {error.message}", blocked=isinstance(error, Forbidden))
