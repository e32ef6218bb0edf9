"""What is counted as an attempt to send is what was handed to the platform, stored or not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from bot.metrics import REGISTRY
from bot.outgoing import Letter
from bot.ports import Delivery, Sent
from bot.relay import Relay
from bot.turns import Turns
from bot.use_cases.queueing import queue_reply, queue_text
from bot.use_cases.setup import Present
from bot.use_cases.turn import Turn
from storage import outbox, tickets
from storage.database import Database
from storage.outbox import LEASE
from tests.bot.use_cases.test_open_letter import a_setup
from tests.journeys.clock import ManualClock
from tests.storage.letters import NO_LIMITS
from tests.storage.seeds import COMPLAINT, NOW, SECOND, a_conversation

TELEGRAM_ONLY = {"telegram": NO_LIMITS["telegram"]}


async def do_nothing() -> None:
    pass


@dataclass
class Platform:
    """Satisfies `Sender`: takes every letter. `meanwhile` happens before it answers."""

    meanwhile: Callable[[], Awaitable[None]] = do_nothing
    taken: list[Letter] = field(default_factory=list)

    async def send(self, letter: Letter) -> Delivery:
        self.taken.append(letter)
        await self.meanwhile()
        return Sent(str(len(self.taken)))


@dataclass
class Post:
    """A relay that looks into the outbox twice. Whether it may send from its second look on, is said."""

    turns: Turns
    folder: Path
    platform: Platform = field(default_factory=Platform)
    clock: ManualClock = field(default_factory=lambda: ManualClock(NOW))
    may_send_later: bool = True

    async def takes(self, work: Callable[[Turn], None]) -> None:
        setup = a_setup(self.folder)
        await self.turns.take(lambda session: work(Turn(session, setup, self.clock.now())))

    async def sends(self) -> dict[str, float]:
        """What is counted of it."""
        before, looks, stopping = attempts(), 0, asyncio.Event()

        def may_send() -> bool:
            nonlocal looks
            looks += 1
            if looks == 1:
                return True
            stopping.set()
            return self.may_send_later

        relay = Relay(
            self.turns,
            Present(a_setup(self.folder)),
            {"telegram": self.platform},
            self.clock,
            owner="one",
            limits=TELEGRAM_ONLY,
            may_send=may_send,
        )
        await relay.run(stopping)
        return {outcome: count - before[outcome] for outcome, count in attempts().items()}


def attempts() -> dict[str, float]:
    def count(outcome: str) -> float:
        labels = {"channel": "telegram", "outcome": outcome}
        return REGISTRY.get_sample_value("sends_total", labels) or 0

    return {outcome: count(outcome) for outcome in ("sent", "retry", "unknown", "gave_up")}


NONE = {"sent": 0, "retry": 0, "unknown": 0, "gave_up": 0}


@pytest.fixture
async def post(database: Database, tmp_path: Path) -> AsyncIterator[Post]:
    turns = Turns(database)
    yield Post(turns, tmp_path)
    await asyncio.to_thread(turns.close)


async def test_what_was_sent_counts(post: Post) -> None:
    await post.takes(queues_words)
    assert await post.sends() == {**NONE, "sent": 1}


async def test_what_is_held_back_because_others_may_send_it_does_not_count(post: Post) -> None:
    post.may_send_later = False
    await post.takes(queues_words)
    assert await post.sends() == NONE
    assert post.platform.taken == []
    assert await post.turns.look(outbox.count_waiting) == 1


async def test_a_reply_that_may_have_left_before_a_crash_does_not_count(post: Post) -> None:
    await post.takes(queues_a_reply)
    await post.turns.take(lambda session: outbox.claim(session, "another", TELEGRAM_ONLY, NOW, 1))
    post.clock.push(LEASE + SECOND)
    assert await post.sends() == NONE
    assert post.platform.taken == []
    assert await post.turns.look(lambda session: tickets.get_message(session, 1).delivery) == "unknown"


def queues_words(turn: Turn) -> None:
    queue_text(turn, a_conversation(turn.session), "Thank you!")


def queues_a_reply(turn: Turn) -> None:
    ada = a_conversation(turn.session)
    about = {"conversation_id": ada.id, "channel": "#complaints"}
    ticket = tickets.open_ticket(turn.session, COMPLAINT, about, NOW)
    said = {"text": "It leaves today.", "author": "Giulia", "written_at": NOW, "delivery": "sending"}
    message = tickets.add_message(turn.session, conversation_id=ada.id, ticket_id=ticket.id, **said)
    queue_reply(turn, ada, ticket, message, "It leaves today.")


async def test_what_was_sent_counts_though_it_could_not_be_stored(post: Post) -> None:
    async def end_the_turns() -> None:
        await asyncio.to_thread(post.turns.close)

    post.platform.meanwhile = end_the_turns
    await post.takes(queues_words)
    assert await post.sends() == {**NONE, "sent": 1}
