"""Customers by the thousand: each opens a link, answers each question once it stands in the chat, and leaves.
Some go back by a question, change their first answer, or edit what they have just written.

They see what the program sends as it is sent, without a screen of their own, so that they cost little beside
the program; and who has left is forgotten.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from random import Random

from bot.demo.telegram import Call, Person, TelegramStandIn
from flows.events import BACK, CHANGE, KEEP
from tests.journeys.shop import Shop, a_delivery
from tests.simulation.settings import CLOSING, WORDS_WANTED

_STARS = 5
_UNHAPPY = 0.05
_TALKATIVE = 0.5
_WAVERING = 0.1
_LINGERS_S = 5.0
"""Who has left is remembered until what the bot still does in the chat is over."""


@dataclass
class Crowd:
    """`updates` is what all of them did so far. Implements `bot.demo.telegram.Interference`."""

    telegram: TelegramStandIn
    random: Random
    updates: int = 0
    customers: int = 0
    _present: dict[int, Person] = field(default_factory=dict)
    _unhappy: set[int] = field(default_factory=set)
    _gone: dict[int, asyncio.Event] = field(default_factory=dict)

    async def comes(self, address: str, shop: Shop) -> None:
        """One customer, from the purchase to the last word of the survey."""
        self.customers += 1
        purchase = str(self.customers)
        event = a_delivery(purchase, datetime.now(UTC), {"first_name": "Ada", "language": "en"})
        status, answer = await shop.tells(address, event, datetime.now(UTC))
        assert status == HTTPStatus.ACCEPTED, answer
        person = self.telegram.person(f"Ada {purchase}", language_code="en")
        gone = self._gone[person.chat_id] = asyncio.Event()
        self._present[person.chat_id] = person
        person.start(str(answer["link"]).partition("?start=")[2])
        self.updates += 1
        await gone.wait()

    async def before(self, call: Call) -> None:
        """Nothing keeps a call from taking effect."""

    async def after(self, call: Call, result: object) -> None:
        """A message stands in a chat: whoever it is for answers it."""
        person = self._present.get(call.integer("chat_id") or 0)
        if person is None or not isinstance(result, dict):
            return
        buttons, message = _buttons(call), int(result["message_id"])
        match call.method:
            case "sendMessage" if CLOSING in call.text("text"):
                self._leaves(person)
            case "sendMessage" if buttons:
                self._answers(person, message, call.text("text"), buttons)
            case "editMessageText" if self.random.random() < _WAVERING:
                self._changes_the_first(person, message, buttons)

    def _changes_the_first(self, person: Person, message: int, buttons: list[str]) -> None:
        """The later ones may have been the last, and who has left sees no more."""
        for data in buttons:
            if data.endswith(f":1:{CHANGE}"):
                person.taps(data=data, message=message, stale=True)
                self.updates += 1

    def _answers(self, person: Person, message: int, text: str, buttons: list[str]) -> None:
        """The best score, but for a few, who choose the worst. These write nothing: it could be meant for the
        colleague who has answered them meanwhile.
        """
        backwards = [data for data in buttons if data.endswith(f":{BACK}")]
        choices = backwards if backwards and self.random.random() < _WAVERING else _answers_among(buttons)
        is_score = len(choices) == _STARS
        if is_score and self.random.random() < _UNHAPPY:
            self._unhappy.add(person.chat_id)
        if WORDS_WANTED in text and person.chat_id not in self._unhappy and self.random.random() < _TALKATIVE:
            written = person.writes(f"It came on a rainy day, {person.name}")
            if self.random.random() < _WAVERING:
                person.edits(written, f"It came on a sunny day, {person.name}")
                self.updates += 1
        else:
            worst = person.chat_id in self._unhappy or not is_score
            person.taps(data=choices[0 if worst else -1], message=message, stale=True)
        self.updates += 1

    def _leaves(self, person: Person) -> None:
        del self._present[person.chat_id]
        self._unhappy.discard(person.chat_id)
        self._gone.pop(person.chat_id).set()
        asyncio.get_running_loop().call_later(_LINGERS_S, person.is_forgotten)


def _buttons(call: Call) -> list[str]:
    """What the buttons under a question send."""
    keyboard = call.structure("reply_markup") or {}
    data = [button.get("callback_data", "") for row in keyboard.get("inline_keyboard", []) for button in row]
    return [each for each in data if each.startswith("a:")]


def _answers_among(buttons: list[str]) -> list[str]:
    return [data for data in buttons if data.rpartition(":")[2] not in {BACK, KEEP, CHANGE}]


@dataclass
class Arrivals:
    """Lets customers come: so many at one time, and with a `rate` at most so many updates a second."""

    crowd: Crowd
    at_one_time: int
    rate: float
    _room: asyncio.Semaphore = field(init=False)

    def __post_init__(self) -> None:
        self._room = asyncio.Semaphore(self.at_one_time)

    async def until(self, updates: int, come: Callable[[], Awaitable[None]]) -> None:
        """Returns when so many updates were sent, and all who came have left."""
        loop = asyncio.get_running_loop()
        began = loop.time()
        async with asyncio.TaskGroup() as group:
            while self.crowd.updates < updates:
                await self._room.acquire()
                if self.rate:
                    await asyncio.sleep(began + self.crowd.updates / self.rate - loop.time())
                group.create_task(self._one(come))

    async def _one(self, come: Callable[[], Awaitable[None]]) -> None:
        try:
            await come()
        finally:
            self._room.release()
