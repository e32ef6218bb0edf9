"""What comes in once more is counted once, whatever becomes of its neighbours' turns."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from pathlib import Path

import pytest
from sqlmodel import Session

from bot.incoming import Arrival, Person, Unblocked
from bot.metrics import REGISTRY
from bot.office import Office
from bot.purchases.event import PurchaseEvent
from bot.relay import Relay
from bot.staff import Claim, Origin, StaffArrival
from bot.turns import Turns
from bot.use_cases.setup import Present
from storage import tickets
from storage.database import Database
from tests.bot.test_turns import held_up
from tests.bot.use_cases.test_open_letter import a_setup
from tests.journeys.clock import ManualClock
from tests.journeys.shop import a_delivery
from tests.storage.seeds import COMPLAINT, NOW, a_conversation

UNBLOCKED = Arrival("1", Person("telegram", "7", "1815"), Unblocked())
CLAIM = StaffArrival("1", Origin("U1", None), Claim(1))
DELIVERY = PurchaseEvent.model_validate(a_delivery("1", NOW, {}))


@pytest.fixture
async def turns(database: Database) -> AsyncIterator[Turns]:
    turns = Turns(database)
    yield turns
    await asyncio.to_thread(turns.close)


@pytest.fixture
def office(turns: Turns, database: Database, tmp_path: Path) -> Office:
    """There is ticket 1 in it."""
    with database.transaction() as session:
        about = {"conversation_id": a_conversation(session).id, "channel": "#complaints"}
        tickets.open_ticket(session, COMPLAINT, about, NOW)
    clock, present = ManualClock(), Present(a_setup(tmp_path))
    return Office(turns, present, Relay(turns, present, {}, clock, owner="one", limits={}), clock)


def one_of_each_source(office: Office) -> list[Coroutine[None, None, object]]:
    return [office.take(UNBLOCKED), office.work(CLAIM, "Giulia"), office.register("shop", DELIVERY)]


def repeats() -> dict[str, float]:
    return {
        source: REGISTRY.get_sample_value("duplicates_dropped_total", {"source": source}) or 0
        for source in ("telegram", "slack", "shop")
    }


def fail(_: Session) -> None:
    raise ZeroDivisionError


async def test_a_repeat_counts_once_though_its_turn_is_taken_again(office: Office, turns: Turns) -> None:
    before = repeats()
    await asyncio.gather(*one_of_each_source(office))
    assert repeats() == before
    may_end, holding = await held_up(turns)
    repeated = [asyncio.create_task(take) for take in one_of_each_source(office)]
    failing = asyncio.create_task(turns.take(fail))
    await asyncio.sleep(0)
    may_end.set()
    with pytest.raises(ZeroDivisionError):
        await failing
    await asyncio.gather(*repeated, *holding)
    assert repeats() == {source: count + 1 for source, count in before.items()}
