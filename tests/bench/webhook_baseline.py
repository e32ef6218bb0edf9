"""The baseline of the webhook: python-telegram-bot's own server, with a handler that does nothing.

It answers as soon as the update is in a queue in memory, before any handler has seen it.
"""

import asyncio
import gc
import json
import socket

from telegram import Update
from telegram.ext import ApplicationBuilder, ContextTypes, TypeHandler

from tests.bench import script
from tests.bench.load import deliver, write_request
from tests.bench.report import Figures
from tests.bench.transport import StubRequest

CUSTOMERS = range(10_000_000, 10_001_000)
WARMING_UP = range(5_000_000, 5_000_200)
WHOLE_TURNS, REPEATS = "whole turns a second", "repeats a second"
"""To this server they are the same: it does neither."""

_SECRET = "bench-not-a-secret"


def receive_in_memory() -> Figures:
    """Secret checked, update read, put into the queue, answered; a handler takes it out."""
    return asyncio.run(_receive())


async def _receive() -> Figures:
    builder = ApplicationBuilder().token(script.TOKEN).request(StubRequest())
    application = builder.get_updates_request(StubRequest()).job_queue(None).build()
    application.add_handler(TypeHandler(Update, _do_nothing))
    assert application.updater
    port = _free_port()
    async with application:
        await application.start()
        await application.updater.start_webhook(
            "127.0.0.1", port, "hook", secret_token=_SECRET, webhook_url="https://bench.example/hook"
        )
        await deliver(port, _taps(WARMING_UP))
        taps = _taps(CUSTOMERS)
        gc.collect()
        turns, repeats = await deliver(port, taps), await deliver(port, taps)
        await application.updater.stop()
        await application.stop()
    return {WHOLE_TURNS: len(taps) / turns, REPEATS: len(taps) / repeats}


async def _do_nothing(_: Update, __: ContextTypes.DEFAULT_TYPE) -> None: ...


def _free_port() -> int:
    with socket.socket() as any_free:
        any_free.bind(("127.0.0.1", 0))
        port: int = any_free.getsockname()[1]
        return port


def _taps(customers: range) -> list[bytes]:
    buttons = [[{"text": f"{value} ⭐", "callback_data": f"1:1:{value}"} for value in script.SCALE]]
    shown = {"message_id": 2, "text": script.QUESTIONS[0], "reply_markup": {"inline_keyboard": buttons}}
    bodies = (
        script.tapped(customer, 1, 100_000_000 + customer, "1:1:4", shown)
        for customer in script.shuffled(customers, 1)
    )
    return [write_request("/hook", _SECRET, json.dumps(body).encode()) for body in bodies]
