"""What people want done with dead letters is done in order, and what waits holds up nobody else's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.dead_letters import DeadLetters
from bot.ports import NotReady
from bot.relay import Relay
from bot.turns import Turns
from storage import dead_letters
from storage.database import Database
from storage.errors import RunMovedOn
from storage.records import DeadLetterState
from tests.bot.use_cases.test_open_letter import a_setup
from tests.journeys.clock import ManualClock
from tests.storage.seeds import NOW

ADA, BRUNO = 1, 2


@dataclass
class Channel:
    """Takes things once more, and fails with what `faults` holds for their numbers."""

    faults: dict[int, Exception] = field(default_factory=dict)
    taken: list[int] = field(default_factory=list)

    async def retake(self, payload: Mapping[str, object]) -> None:
        number = payload["update_id"]
        assert isinstance(number, int)
        if number in self.faults:
            raise self.faults[number]
        self.taken.append(number)


@dataclass(frozen=True)
class Desk:
    database: Database
    channel: Channel
    dead: DeadLetters

    def buries(self, number: int, sender: int, source: str = "telegram") -> None:
        """Buries what somebody sent, and wants it retried."""
        payload = {"update_id": number, "message": {"from": {"id": sender, "first_name": "Ada"}}}
        with self.database.transaction() as session:
            letter_id = dead_letters.bury(session, source, str(number), payload, "Traceback: …", NOW)
            assert dead_letters.wish(session, letter_id, DeadLetterState.TO_RETRY, NOW)

    def states(self) -> list[tuple[str, int]]:
        """State and failures of each, the oldest first."""
        with self.database.reading() as session:
            found = (dead_letters.get(session, number) for number in range(1, 200))
            return [(letter.state, letter.failures) for letter in found if letter]


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    turns, setup, clock, channel = Turns(database), a_setup(tmp_path), ManualClock(), Channel()
    relay = Relay(turns, setup, {}, clock, owner="one", limits={})
    retakes = {"telegram": channel.retake, "slack": channel.retake}
    yield Desk(database, channel, DeadLetters(turns, setup, relay, clock, retakes))
    turns.close()


@pytest.mark.parametrize("reason", [NotReady("not connected"), RunMovedOn("somebody was quicker")])
async def test_behind_what_waits_nothing_of_the_same_customer_is_taken_up(
    desk: Desk, reason: Exception
) -> None:
    for number, sender in enumerate([ADA, ADA, BRUNO], start=1):
        desk.buries(number, sender)
    desk.channel.faults[1] = reason
    await desk.dead.look_after()
    assert desk.channel.taken == [3]
    assert desk.states() == [("to retry", 1), ("to retry", 1), ("retried", 1)]
    desk.channel.faults.clear()
    await desk.dead.look_after()
    assert desk.channel.taken == [3, 1, 2]


async def test_behind_what_fails_again_the_same_customers_words_wait_for_a_person(desk: Desk) -> None:
    for number, sender in enumerate([ADA, BRUNO, ADA, ADA], start=1):
        desk.buries(number, sender)
    desk.channel.faults[3] = ValueError("still broken")
    for _ in range(2):
        await desk.dead.look_after()
    assert desk.channel.taken == [1, 2]
    assert desk.states() == [("retried", 1), ("retried", 1), ("dead", 2), ("dead", 1)]


async def test_acts_of_staff_do_not_wait_for_each_other(desk: Desk) -> None:
    desk.buries(1, ADA, "slack")
    desk.buries(2, ADA, "slack")
    desk.channel.faults[1] = ValueError("still broken")
    await desk.dead.look_after()
    assert desk.channel.taken == [2]


async def test_what_stands_behind_a_hundred_that_wait_is_taken_up(desk: Desk) -> None:
    for number in range(1, 121):
        desk.buries(number, number, "slack")
        desk.channel.faults[number] = NotReady("not connected")
    desk.buries(121, ADA)
    await desk.dead.look_after()
    assert desk.channel.taken == [121]
