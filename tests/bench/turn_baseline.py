"""The baseline of a turn: the survey on python-telegram-bot's ConversationHandler, all in memory."""

import asyncio
import gc
import json
import time
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram import Message as TelegramMessage
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

from tests.bench import script
from tests.bench.report import Figures
from tests.bench.transport import StubRequest

CUSTOMERS = range(10_000_000, 10_001_000)
WARMING_UP = range(5_000_000, 5_000_050)

_DATA = (
    [f"r1:{value}" for value in script.SCALE],
    [f"r2:{value}" for value in script.SCALE],
    [f"ch:{choice}" for choice in script.CHOICES],
)
_LABELS = (script.SCALE, script.SCALE, script.CHOICES)
_KEYBOARDS = tuple(
    InlineKeyboardMarkup([[InlineKeyboardButton(label, callback_data=data) for label, data in row]])
    for row in (zip(labels, data, strict=True) for labels, data in zip(_LABELS, _DATA, strict=True))
)

Context = ContextTypes.DEFAULT_TYPE
InMemory = Application[Any, Any, Any, Any, Any, Any]


def play_in_memory() -> Figures:
    """One turn: update read, conversation found and moved, answer kept, reply sent."""
    return asyncio.run(_play())


async def _play() -> Figures:
    application = build(StubRequest())
    await application.initialize()
    for body in bodies_of(WARMING_UP):
        await handle(application, body)
    bodies = bodies_of(CUSTOMERS)
    gc.collect()
    began, cpu = time.perf_counter(), time.process_time()
    for body in bodies:
        await handle(application, body)
    seconds, cpu_seconds = time.perf_counter() - began, time.process_time() - cpu
    await application.shutdown()
    return {"µs a turn": seconds / len(bodies) * 1e6, "CPU µs a turn": cpu_seconds / len(bodies) * 1e6}


async def handle(application: InMemory, body: bytes) -> None:
    await application.process_update(Update.de_json(json.loads(body), application.bot))


def build(request: StubRequest) -> InMemory:
    builder = ApplicationBuilder().token(script.TOKEN).request(request).get_updates_request(StubRequest())
    application = builder.updater(None).job_queue(None).build()
    states: dict[object, list[Any]] = {
        turn: [CallbackQueryHandler(_tap_handler(turn), pattern=pattern)]
        for turn, pattern in ((1, "^r1:"), (2, "^r2:"), (3, "^ch:"))
    }
    states[4] = [MessageHandler(filters.TEXT & ~filters.COMMAND, _take_words)]
    application.add_handler(
        ConversationHandler(entry_points=[CommandHandler("start", _start)], states=states, fallbacks=[])
    )
    return application


async def _start(update: Update, _: Context) -> int:
    assert update.message
    await update.message.reply_text(script.QUESTIONS[0], reply_markup=_KEYBOARDS[0])
    return 1


def _tap_handler(turn: int) -> Any:
    async def take_tap(update: Update, context: Context) -> int:
        tap = update.callback_query
        assert tap
        assert isinstance(tap.message, TelegramMessage)
        assert context.user_data is not None
        context.user_data[turn] = tap.data
        await tap.answer()
        markup = _KEYBOARDS[turn] if turn < len(_KEYBOARDS) else None
        await tap.message.reply_text(script.QUESTIONS[turn], reply_markup=markup)
        return turn + 1

    return take_tap


async def _take_words(update: Update, context: Context) -> int:
    assert update.message
    assert context.user_data is not None
    context.user_data[4] = update.message.text
    await update.message.reply_text(script.QUESTIONS[4])
    return ConversationHandler.END


def bodies_of(customers: range, turns: int = script.TURNS) -> list[bytes]:
    """The updates of the first turns of these customers, as they come from the network."""
    updates = [
        _update(customer, turn) for turn in range(turns) for customer in script.shuffled(customers, turn)
    ]
    return [json.dumps(update | {"update_id": number}).encode() for number, update in enumerate(updates, 1)]


def _update(customer: int, turn: int) -> script.Update:
    match turn:
        case 0:
            return script.written(customer, turn, 0, "/start")
        case 4:
            return script.written(customer, turn, 0, script.WORDS)
        case _:
            data = _DATA[turn - 1][script.PICKED[turn - 1]]
            message = {"message_id": turn * 2, "text": script.QUESTIONS[turn - 1]}
            message |= {"reply_markup": _KEYBOARDS[turn - 1].to_dict()}
            return script.tapped(customer, turn, 0, data, message)
