"""What follows an answer at once after its commit: the word on the tap, the questions closed with what was
picked.

Best effort, beside the order of the chat, never the only trace of anything: a failure is just logged.
"""

import asyncio
from collections.abc import Coroutine

import structlog
from telegram import Bot
from telegram.error import TelegramError

from bot.incoming import Arrival, Reaction
from bot.telegram.keyboards import Parameters
from bot.telegram.messages import shape_closed, shape_redrawn
from bot.telegram.transport import call
from flows.wording.markup import parse

_LONGEST_TOAST = 200  # https://core.telegram.org/bots/api#answercallbackquery
_AS_IT_IS = "message is not modified"
"""How the Bot API server refuses an edit after which the message would look as before."""

log = structlog.get_logger(__name__)


class Reactions:
    """Calls that are under way."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot
        self._running: set[asyncio.Task[None]] = set()

    def start(self, arrival: Arrival, reaction: Reaction) -> None:
        """Every tap is answered, if only with nothing: until then the button spins."""
        if arrival.tap_id is not None:
            toast = parse(reaction.toast or "").plain[:_LONGEST_TOAST]
            self._begin(
                self._attempt("answerCallbackQuery", {"callback_query_id": arrival.tap_id, "text": toast})
            )
        for question in reaction.closed:
            if (closed := shape_closed(question)) is not None:
                self._edit(arrival, question.message_id, closed)
        if reaction.redrawn is not None:
            self._edit(arrival, reaction.redrawn.message_id, shape_redrawn(reaction.redrawn))

    def _edit(self, arrival: Arrival, message_id: str, changes: Parameters) -> None:
        place = {"chat_id": int(arrival.person.address), "message_id": int(message_id)}
        method = "editMessageCaption" if "caption" in changes else "editMessageText"
        self._begin(self._attempt(method, place | changes))

    async def finish(self, seconds: float) -> None:
        """Lets what is under way end, for so long at most."""
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=seconds)
            for task in late:
                task.cancel()

    def _begin(self, attempt: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(attempt)
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _attempt(self, method: str, parameters: Parameters) -> None:
        try:
            await call(self._bot, method, parameters)
        except TelegramError as error:
            if _AS_IT_IS in error.message.casefold():
                return
            log.info("telegram.reaction_failed", method=method, reason=error.message)
