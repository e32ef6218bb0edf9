"""What a message to a customer costs the processor, over real HTTP to a server in another process."""

import asyncio
import gc
import time
from collections.abc import Awaitable, Callable

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.request import HTTPXRequest

from bot.outgoing import QuestionLetter
from bot.ports import Sent, SystemClock
from bot.telegram.sender import TelegramSender
from bot.telegram.transport import open_bot
from flows.effects import Button, Question
from tests.bench import script
from tests.bench.loopback import a_server
from tests.bench.report import AtMost, Baseline, Bench, Figures, Goal

_WARMING_UP = range(1, 201)
_MESSAGES = range(1_000, 3_000)
_IN_FLIGHT = 16
_POOL = 256
"""As `telegram.ext.ApplicationBuilder` makes it."""

Send = Callable[[int], Awaitable[None]]


def send_ours() -> Figures:
    with a_server() as url:
        return asyncio.run(_send_ours(url))


def send_theirs() -> Figures:
    with a_server() as url:
        return asyncio.run(_send_theirs(url))


async def _send_ours(url: str) -> Figures:
    question = Question(script.QUESTIONS[0], (tuple(Button(label, label) for label in script.SCALE),), step=1)
    async with open_bot(script.TOKEN, url) as bot:
        sender = TelegramSender(bot, SystemClock())

        async def send(customer: int) -> None:
            assert isinstance(await sender.send(QuestionLetter(str(customer), customer, question)), Sent)

        return await _measure(send)


async def _send_theirs(url: str) -> Figures:
    request = HTTPXRequest(connection_pool_size=_POOL)
    buttons = [[InlineKeyboardButton(label, callback_data=f"a:1:1:{label}") for label in script.SCALE]]
    async with Bot(script.TOKEN, base_url=f"{url}/bot", request=request) as bot:

        async def send(customer: int) -> None:
            text, markup = script.QUESTIONS[0], InlineKeyboardMarkup(buttons)
            assert (await bot.send_message(customer, text, reply_markup=markup)).message_id

        return await _measure(send)


async def _measure(send: Send) -> Figures:
    await _send_all(send, _WARMING_UP)
    gc.collect()
    began, cpu = time.perf_counter(), time.process_time()
    await _send_all(send, _MESSAGES)
    seconds, cpu_seconds = time.perf_counter() - began, time.process_time() - cpu
    return {
        "CPU µs a message": cpu_seconds / len(_MESSAGES) * 1e6,
        "µs a message": seconds / len(_MESSAGES) * 1e6,
    }


async def _send_all(send: Send, customers: range) -> None:
    """So many at once as are in flight: each sends the next one that is left."""
    left = iter(customers)

    async def send_on() -> None:
        for customer in left:
            await send(customer)

    await asyncio.gather(*(send_on() for _ in range(_IN_FLIGHT)))


SHIPPED = Baseline("python-telegram-bot over its shipped HTTPXRequest", send_theirs)

BENCH = Bench("outgoing", send_ours, SHIPPED, (Goal("CPU µs a message", AtMost(0.3)), Goal("µs a message")))
