"""What people want done with dead letters is done in order, and what waits holds up nobody else's."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlmodel import Session
from structlog.testing import capture_logs

from bot.dead_letters import DeadLetters
from bot.ports import NotReady
from bot.relay import Relay
from bot.turns import Turns
from bot.use_cases.setup import Present
from storage import dead_letters
from storage.database import Database
from storage.errors import RunMovedOn
from storage.records import DeadLetter, DeadLetterState
from tests.bot.use_cases.test_open_letter import a_setup
from tests.journeys.clock import ManualClock
from tests.storage.seeds import NOW

ADA, BRUNO = 1, 2


@dataclass
class Channel:
    """Takes things once more, and fails with what `faults` holds for their numbers. `meanwhile` happens while
    it is at it.
    """

    faults: dict[int, Exception] = field(default_factory=dict)
    meanwhile: Callable[[], None] = lambda: None
    tried: list[int] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)

    async def retake(self, payload: Mapping[str, object]) -> None:
        number = payload["update_id"]
        assert isinstance(number, int)
        self.tried.append(number)
        self.meanwhile()
        if number in self.faults:
            raise self.faults[number]
        self.taken.append(number)


@dataclass(frozen=True)
class Desk:
    database: Database
    channel: Channel
    dead: DeadLetters

    def buries(self, number: int, sender: object, source: str = "telegram") -> None:
        """Buries what somebody sent, and wants it retried."""
        payload = {"update_id": number, "message": {"from": {"id": sender, "first_name": "Ada"}}}
        with self.database.transaction() as session:
            letter_id = dead_letters.bury(session, source, str(number), payload, "Traceback: …", NOW)
        self.wishes(letter_id, DeadLetterState.TO_RETRY)

    def wishes(self, letter_id: int, wanted: DeadLetterState) -> None:
        with self.database.transaction() as session:
            assert dead_letters.wish(session, letter_id, wanted, NOW)

    def states(self) -> list[tuple[str, int]]:
        """State and failures of each, the oldest first."""
        with self.database.reading() as session:
            found = (dead_letters.get(session, number) for number in range(1, 200))
            return [(letter.state, letter.failures) for letter in found if letter]


@pytest.fixture
def desk(database: Database, tmp_path: Path) -> Iterator[Desk]:
    turns, present, clock, channel = Turns(database), Present(a_setup(tmp_path)), ManualClock(), Channel()
    relay = Relay(turns, present, {}, clock, owner="one", limits={})
    retakes = {"telegram": channel.retake, "slack": channel.retake}
    yield Desk(database, channel, DeadLetters(turns, present, relay, clock, retakes))
    turns.close()


async def test_behind_what_waits_nothing_of_the_same_customer_is_taken_up(desk: Desk) -> None:
    for number, sender in enumerate([ADA, ADA, BRUNO], start=1):
        desk.buries(number, sender)
    desk.channel.faults[1] = RunMovedOn("somebody was quicker")
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


async def test_what_a_person_wants_dropped_is_left_alone_behind_what_fails_again(desk: Desk) -> None:
    desk.buries(1, ADA)
    desk.buries(2, ADA)
    desk.channel.faults[1] = ValueError("still broken")
    desk.channel.meanwhile = lambda: desk.wishes(2, DeadLetterState.TO_DROP)
    await desk.dead.look_after()
    assert desk.states() == [("dead", 2), ("to drop", 1)]
    await desk.dead.look_after()
    assert desk.states() == [("dead", 2)]


async def test_what_fails_again_does_not_look_at_all_that_is_wished(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 21):
        desk.buries(number, number)
        desk.channel.faults[number] = ValueError("still broken")
    looks = list[DeadLetterState]()
    wished = dead_letters.wished

    def counting(session: Session, wanted: DeadLetterState, after: int = 0) -> Sequence[DeadLetter]:
        looks.append(wanted)
        return wished(session, wanted, after)

    monkeypatch.setattr(dead_letters, "wished", counting)
    await desk.dead.look_after()
    assert desk.states() == [("dead", 2)] * 20
    assert looks == [DeadLetterState.TO_DROP, DeadLetterState.TO_RETRY, DeadLetterState.TO_RETRY]


async def test_acts_of_staff_do_not_wait_for_each_other(desk: Desk) -> None:
    desk.buries(1, ADA, "slack")
    desk.buries(2, ADA, "slack")
    desk.channel.faults[1] = ValueError("still broken")
    await desk.dead.look_after()
    assert desk.channel.taken == [2]


async def test_what_stands_behind_a_hundred_that_wait_is_taken_up(desk: Desk) -> None:
    for number in range(1, 121):
        desk.buries(number, number, "slack")
        desk.channel.faults[number] = RunMovedOn("somebody was quicker")
    desk.buries(121, ADA)
    await desk.dead.look_after()
    assert desk.channel.taken == [121]


async def test_a_channel_that_is_not_ready_is_asked_once_and_said_once(desk: Desk) -> None:
    for number in range(1, 121):
        desk.buries(number, number, "slack")
        desk.channel.faults[number] = NotReady("not connected")
    desk.buries(121, ADA)
    with capture_logs() as log:
        await desk.dead.look_after()
    assert desk.channel.tried == [1, 121]
    waits = [(entry["id"], entry["reason"]) for entry in log if entry["event"] == "dead_letter.waits"]
    assert waits == [(1, "not connected")]


async def test_whose_sender_cannot_be_read_stands_alone(desk: Desk) -> None:
    for number in (1, 2):
        desk.buries(number, [ADA])
    desk.channel.faults[1] = ValueError("still broken")
    await desk.dead.look_after()
    assert desk.channel.taken == [2]
