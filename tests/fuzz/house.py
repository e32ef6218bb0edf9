"""The program without its platforms: a real database, office and relay; what it sends is shaped and kept."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from bot.office import Office
from bot.outgoing import CardLetter, Letter, NoticeLetter, QuestionLetter, ThreadLetter
from bot.ports import Delivery, Sent
from bot.purchases.event import PurchaseEvent
from bot.relay import Relay
from bot.slack.cards import shape_card
from bot.slack.notes import shape_note, shape_notice
from bot.telegram.messages import shape
from bot.turns import Turns
from bot.use_cases.setup import Present
from flows.effects import Question
from storage import outbox
from storage.database import Database
from tests.bot.use_cases.test_open_letter import a_setup
from tests.journeys.clock import ManualClock
from tests.journeys.shop import a_delivery
from tests.journeys.world import NO_WAITING

BOT = "1234567890"
BOT_NAME = "bottega_rossi_bot"
_PATIENCE_S = 300


@dataclass
class Postbox:
    """Satisfies `Sender`: shapes a letter as it would leave, and says that it arrived. `questions` are the
    newest of each chat.
    """

    sent: int = 0
    questions: dict[str, Question] = field(default_factory=dict)

    async def send(self, letter: Letter) -> Delivery:
        self.sent += 1
        match letter:
            case CardLetter():
                body: object = shape_card(letter)
            case ThreadLetter():
                body = shape_note(letter)
            case NoticeLetter():
                body = shape_notice(letter)
            case QuestionLetter(address=address, question=question):
                self.questions[address] = question
                body = shape(letter)
            case _:
                body = shape(letter)
        assert body
        return Sent(str(self.sent), "C0FUZZ")


@dataclass
class House:
    """`sold` counts purchases, each of a customer of its own, of which these `events` tell in turn."""

    office: Office
    clock: ManualClock
    postbox: Postbox
    events: Sequence[str] = ("purchase.delivered",)
    sold: int = 0

    async def sells(self) -> str:
        """A purchase is delivered; returns the token of its link."""
        self.sold += 1
        event = a_delivery(str(self.sold), self.clock.now(), {})
        event["type"] = self.events[self.sold % len(self.events)]
        registered = await self.office.register("shop", PurchaseEvent.model_validate(event))
        return registered.link.partition("?start=")[2]


@asynccontextmanager
async def a_house(database: Database, folder: Path, configuration: str | None = None) -> AsyncIterator[House]:
    """That of the journeys, or with this configuration. Its relay sends all the while; at the end nothing is
    left to send.
    """
    clock, turns, postbox = ManualClock(), Turns(database), Postbox()
    present = Present(a_setup(folder, configuration))
    senders = {"telegram": postbox, "slack": postbox}
    relay = Relay(turns, present, senders, clock, owner="fuzz", limits=NO_WAITING)
    stopping = asyncio.Event()
    sending = asyncio.create_task(relay.run(stopping))
    yield House(Office(turns, present, relay, clock), clock, postbox)
    async with asyncio.timeout(_PATIENCE_S):
        while await turns.look(outbox.count_waiting):
            relay.nudge()
            await asyncio.sleep(0.02)
    stopping.set()
    await sending
    assert postbox.sent, "nothing came of all that was sent in"
    turns.close()
