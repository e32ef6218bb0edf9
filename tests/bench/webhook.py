"""How many updates a second come in by webhook: the secret checked, the update committed, then answered.

A whole turn is a tap on the first question: read, the conversation locked and moved, the answer kept, the
next question in the outbox, on a synced file. A repeat is the same update once more. The relay rests.
"""

import asyncio
import gc
import json
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from telegram import Bot
from telegram.request import RequestData

from bot.ports import SystemClock
from bot.telegram.intake import Batch
from bot.telegram.webhook import Webhook, derive_address
from bot.telegram.wire import WANTED_KINDS
from bot.use_cases.register_purchase import link_token
from bot.web.doors import door
from bot.web.health import Health
from bot.web.hooks import Hooks
from bot.web.server import WebServer, build_web
from tests.bench import script
from tests.bench.load import deliver, write_request
from tests.bench.program import Program, a_program, a_purchase
from tests.bench.report import AtLeast, Baseline, Bench, Figures, Goal
from tests.bench.transport import StubRequest
from tests.bench.webhook_baseline import CUSTOMERS, REPEATS, WARMING_UP, WHOLE_TURNS, receive_in_memory

ADDRESS = derive_address("https://bench.example", b"of the bench only", script.TOKEN)


class _Telegram(StubRequest):
    """It has our webhook set."""

    async def do_request(
        self, url: str, method: str, request_data: RequestData | None = None, *more: object, **named: object
    ) -> tuple[int, bytes]:
        if not url.lower().endswith("/getwebhookinfo"):
            return await super().do_request(url, method, request_data, *more, **named)
        info = {"url": ADDRESS.url, "max_connections": 40, "allowed_updates": WANTED_KINDS}
        return 200, json.dumps({"ok": True, "result": info}).encode()


def receive_on_sqlite() -> Figures:
    """A file on the disk, `synchronous=FULL`."""
    with TemporaryDirectory() as folder:
        return asyncio.run(receive(Path(folder), f"sqlite:///{folder}/bench.db"))


async def receive(folder: Path, url: str) -> Figures:
    """Every customer has the first question before them, and taps an answer."""
    async with a_program(folder, url) as program:
        await _ask(program)
        server = await _serve(program)
        port = int(server.address.rpartition(":")[2])
        await deliver(port, _taps(program, WARMING_UP))
        taps = _taps(program, CUSTOMERS)
        gc.collect()
        turns, repeats = await deliver(port, taps), await deliver(port, taps)
        await server.stop()
        await program.batch.finish(60)
    return {WHOLE_TURNS: len(taps) / turns, REPEATS: len(taps) / repeats}


async def _ask(program: Program) -> None:
    now = SystemClock().now()
    customers = (*WARMING_UP, *CUSTOMERS)
    for some in _hundreds(customers):
        await asyncio.gather(*(program.office.register("shop", a_purchase(one, now)) for one in some))
    async with program.sending():
        for some in _hundreds(customers):
            await program.batch.take_all([_start(program, one) for one in some], program.identity)
        await program.stub.until_sent(len(customers))


def _start(program: Program, customer: int) -> script.Update:
    token = link_token(program.setup.secret, "shop", str(customer))
    return script.written(customer, 0, customer, f"/start {token}")


def _hundreds(customers: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    for start in range(0, len(customers), 100):
        yield customers[start : start + 100]


async def _serve(program: Program) -> WebServer:
    """As the composition root wires it."""
    telegram = _Telegram()
    bot = Bot(script.TOKEN, request=telegram, get_updates_request=telegram)
    webhook = Webhook(bot, Batch(bot, program.office), SystemClock(), ADDRESS)
    await webhook.attend(program.identity, asyncio.Event())
    hooks = Hooks({}, SystemClock(), program.office.register)
    site = build_web(hooks, Health(_ask_nothing), [door(webhook.path, webhook.receive)])
    server = WebServer(site, "127.0.0.1", 0)
    await server.start()
    return server


async def _ask_nothing() -> dict[str, Any]:
    return {}


def _taps(program: Program, customers: range) -> list[bytes]:
    return [_tap(program.stub.shown[customer], customer) for customer in script.shuffled(customers, 1)]


def _tap(message: dict[str, Any], customer: int) -> bytes:
    buttons = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
    data = buttons[script.PICKED[0]]["callback_data"]
    shown = {name: message[name] for name in ("message_id", "text", "reply_markup")}
    update = script.tapped(customer, 1, 100_000_000 + customer, data, shown)
    return write_request(ADDRESS.path, ADDRESS.secret, json.dumps(update).encode())


OWN_SERVER = Baseline("python-telegram-bot's webhook server, in memory", receive_in_memory)

BENCH = Bench(
    "webhook", receive_on_sqlite, OWN_SERVER, (Goal(WHOLE_TURNS, AtLeast(3)), Goal(REPEATS, AtLeast(3)))
)
