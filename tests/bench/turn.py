"""How long a turn takes: from a raw update to the reply sent and marked as sent, on a synced database."""

import asyncio
import gc
import time
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.ports import SystemClock
from bot.use_cases.register_purchase import link_token
from tests.bench import script
from tests.bench.program import Program, a_program, a_purchase
from tests.bench.report import AtMost, Baseline, Bench, Figures, Goal
from tests.bench.turn_baseline import CUSTOMERS, WARMING_UP, play_in_memory

IN_FLIGHT = 100
"""Updates in one poll of Telegram, at most (https://core.telegram.org/bots/api#getupdates)."""


def play_on_sqlite() -> Figures:
    """A file on the disk, `synchronous=FULL`."""
    with TemporaryDirectory() as folder:
        return asyncio.run(play(Path(folder), f"sqlite:///{folder}/bench.db"))


async def play(folder: Path, url: str) -> Figures:
    """The whole script on an empty database, after a few customers that warm up."""
    async with a_program(folder, url) as program:
        await sell(program, (*WARMING_UP, *CUSTOMERS))
        await _play_script(program, WARMING_UP)
        gc.collect()
        seconds, cpu_seconds = await _play_script(program, CUSTOMERS)
    turns = len(CUSTOMERS) * script.TURNS
    return {"µs a turn": seconds / turns * 1e6, "CPU µs a turn": cpu_seconds / turns * 1e6}


async def sell(program: Program, customers: Iterable[int]) -> None:
    """One purchase for each."""
    now = SystemClock().now()
    purchases = [a_purchase(customer, now) for customer in customers]
    await asyncio.gather(*(program.office.register("shop", purchase) for purchase in purchases))


async def _play_script(program: Program, customers: range) -> tuple[float, float]:
    """Seconds, and seconds of the processors, that all turns of these customers took together."""
    seconds, cpu_seconds = 0.0, 0.0
    for turn in range(script.TURNS):
        updates = updates_of(program, customers, turn)
        began, cpu = time.perf_counter(), time.process_time()
        await take_turn(program, updates)
        seconds, cpu_seconds = seconds + time.perf_counter() - began, cpu_seconds + time.process_time() - cpu
    return seconds, cpu_seconds


async def take_turn(program: Program, updates: list[script.Update]) -> None:
    """As the gateway polls: the next updates are asked for when these are committed."""
    wanted = program.stub.sent + len(updates)
    async with program.sending():
        for start in range(0, len(updates), IN_FLIGHT):
            await program.batch.take_all(updates[start : start + IN_FLIGHT], program.identity)
        await program.stub.until_sent(wanted)
    await program.batch.finish(60)


def updates_of(program: Program, customers: range, turn: int) -> list[script.Update]:
    """What these customers do in this turn, one update each."""
    return [_update(program, customer, turn) for customer in script.shuffled(customers, turn)]


def _update(program: Program, customer: int, turn: int) -> script.Update:
    """What a customer does now. A tap is on the button that they were really sent."""
    number = turn * 100_000_000 + customer
    match turn:
        case 0:
            token = link_token(program.setup.secret, "shop", str(customer))
            return script.written(customer, turn, number, f"/start {token}")
        case 4:
            return script.written(customer, turn, number, script.WORDS)
        case _:
            message = program.stub.shown[customer]
            buttons = [button for row in message["reply_markup"]["inline_keyboard"] for button in row]
            data = buttons[script.PICKED[turn - 1]]["callback_data"]
            shown = {name: message[name] for name in ("message_id", "text", "reply_markup")}
            return script.tapped(customer, turn, number, data, shown)


IN_MEMORY = Baseline("python-telegram-bot's ConversationHandler, in memory", play_in_memory)

BENCH = Bench("turn", play_on_sqlite, IN_MEMORY, (Goal("µs a turn", AtMost(1.5)), Goal("CPU µs a turn")))
