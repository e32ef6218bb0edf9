"""Simulated customers: each opens a link and answers, not always neatly, and remembers what they did."""

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import TypeVar

from bot.demo.telegram import Change, Message, Person, TelegramStandIn
from flows.events import BACK, CHANGE
from tests.simulation.settings import CLOSING, WORDS_WANTED

Found = TypeVar("Found")

_ANSWER = re.compile(r"a:(\d+):(\d+):(.+)")
_REASONS = ("It came on a rainy day", "The lid was scratched", "Quick and friendly", "The driver was lovely")
_DIVERTED_AFTER_S = 5.0
"""Words may go to a person who wrote meanwhile. Who then sees no next question presses a button."""


@dataclass(frozen=True, slots=True)
class Tapped:
    run_id: int
    step: int
    choice: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Words, unlike any others; also those under a photo. `step` is the question they saw, 0 without one."""

    text: str
    step: int = 0


@dataclass(frozen=True, slots=True)
class WroteNumber:
    number: int
    step: int


@dataclass(frozen=True, slots=True)
class Said:
    """A command, START, or a language: nothing that would be stored as an answer or as words."""

    what: str


Deed = Tapped | Wrote | WroteNumber | Said


@dataclass(frozen=True, slots=True)
class Question:
    """A question on the screen, with its buttons' data."""

    message_id: int
    run_id: int
    step: int
    choices: tuple[str, ...]
    wants_words: bool
    is_scale: bool


class Stuck(Exception):
    """Nothing came for too long. Holds what stood on the screen."""


@dataclass(eq=False)
class Customer:
    """`deeds` are one update each, in order. `trouble` is why they gave up, if they did, which they do only
    after `patience_s` when all is `calm`.
    """

    person: Person
    purchase: str
    random: Random
    patience_s: float
    calm: asyncio.Event
    deeds: list[Deed] = field(default_factory=list)
    trouble: str | None = None
    _seen: dict[int, Question] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def looks_at(self, telegram: TelegramStandIn) -> None:
        telegram.subscribe(self._hear)

    def _hear(self, change: Change) -> None:
        if change.chat_id == self.person.chat_id and change.what == "message":
            self._news.set()

    async def answers_all(self, token: str) -> None:
        """From the link to the last word of the survey, and perhaps a word more."""
        try:
            self.person.start(token)
            self._did(Said("start"))
            step = 0
            while (question := await self._sees_question_after(step)) is not None:
                await self._thinks()
                await self._dallies(question)
                await self._answers(question)
                step = question.step
            await self._adds_a_word()
        except Stuck as stuck:
            self.trouble = str(stuck)

    # What they see

    def questions_seen(self) -> list[Question]:
        """All that ever stood on the screen with buttons: one that is gone can still be pressed too late."""
        for message in self.person.screen:
            if (question := _read(message)) is not None:
                self._seen.setdefault(message.id, question)
        return list(self._seen.values())

    async def _sees_question_after(self, step: int) -> Question | None:
        """The newest question behind this step; None once the survey is over."""
        found = await self._sees(lambda: self._has_ended() or self._question_after(step))
        return found if isinstance(found, Question) else None

    def _question_after(self, step: int) -> Question | None:
        later = [question for question in self.questions_seen() if question.step > step]
        return max(later, key=lambda question: (question.step, question.message_id), default=None)

    def _has_ended(self) -> bool | None:
        return any(CLOSING in message.text for message in self.person.screen) or None

    async def _sees(self, look: Callable[[], Found | None]) -> Found:
        """What `look` finds: however late while the program is being killed, in good time once it is not.

        Raises `Stuck`.
        """
        looking, calm = asyncio.create_task(self._looks(look)), asyncio.create_task(self.calm.wait())
        try:
            await asyncio.wait((looking, calm), return_when=asyncio.FIRST_COMPLETED)
            async with asyncio.timeout(self.patience_s):
                return await looking
        except TimeoutError:
            lines = "\n".join(map(str, self.person.screen))
            raise Stuck(f"{self.person.name} waits in vain:\n{lines}") from None
        finally:
            looking.cancel()
            calm.cancel()

    async def _looks(self, look: Callable[[], Found | None]) -> Found:
        """Again whenever something comes into the chat."""
        while True:
            self._news.clear()
            if (found := look()) is not None:
                return found
            await self._news.wait()

    # What they do

    def _did(self, deed: Deed) -> None:
        self.deeds.append(deed)

    async def _thinks(self) -> None:
        await asyncio.sleep(self.random.uniform(0, 0.8))

    def _happens(self, share: float) -> bool:
        return self.random.random() < share

    def _new_words(self) -> str:
        return f"{self.random.choice(_REASONS)}, {self.purchase}-{next(self._numbers)}"

    async def _answers(self, question: Question) -> None:
        if question.wants_words and self._happens(0.8):
            self._writes(self._new_words(), question.step)
            await self._may_be_diverted(question)
        elif question.is_scale and self._happens(0.15):
            number = int(self.random.choice(question.choices))
            self.person.writes(str(number))
            self._did(WroteNumber(number, question.step))
            await self._may_be_diverted(question)
        else:
            self._taps(question)
        if self._happens(0.25):
            self._taps(question)

    async def _may_be_diverted(self, question: Question) -> None:
        def moved_on() -> bool | None:
            return self._has_ended() or (self._question_after(question.step) is not None) or None

        try:
            async with asyncio.timeout(_DIVERTED_AFTER_S):
                await self._looks(moved_on)
        except TimeoutError:
            self._taps(question)

    def _taps(self, question: Question) -> None:
        choice = self.random.choice(question.choices)
        data = f"a:{question.run_id}:{question.step}:{choice}"
        self.person.taps(data=data, message=question.message_id, stale=True)
        self._did(Tapped(question.run_id, question.step, choice))

    def _writes(self, words: str, step: int) -> None:
        self.person.writes(words)
        self._did(Wrote(words, step))

    def _sends_photo(self) -> None:
        words = self._new_words()
        self.person.sends_photo(caption=words)
        self._did(Wrote(words))

    async def _dallies(self, question: Question) -> None:
        """What people do before they answer."""
        if self._happens(0.2) and (earlier := [q for q in self.questions_seen() if q.step < question.step]):
            self._taps(self.random.choice(earlier))
        if self._happens(0.1):
            await self._changes_language()
        if question.wants_words:
            return
        if self._happens(0.04):
            self._writes(self._new_words(), question.step)
        if self._happens(0.06):
            self._sends_photo()

    async def _changes_language(self) -> None:
        before = {message.id for message in self.person.screen}
        self.person.writes("/language")
        self._did(Said("/language"))

        def offered() -> Message | None:
            new = (message for message in self.person.screen if message.id not in before)
            return next((message for message in new if _data(message)[:1] in (["l:en"], ["l:it"])), None)

        offer = await self._sees(offered)
        self.person.taps(data=self.random.choice(_data(offer)), message=offer.id, stale=True)
        self._did(Said("a language"))

    async def _adds_a_word(self) -> None:
        await self._thinks()
        if self._happens(0.15):
            self._writes(self._new_words(), 0)
        if self._happens(0.1):
            self._sends_photo()
        if self._happens(0.15):
            self.person.start()
            self._did(Said("start"))


def _data(message: Message) -> list[str]:
    return [button.data for row in message.buttons for button in row if button.data]


def _read(message: Message) -> Question | None:
    """The question that a message asks; None when it has no buttons to answer by."""
    found = [match for data in _data(message) if (match := _ANSWER.fullmatch(data))]
    choices = tuple(match[3] for match in found if match[3] not in {BACK, CHANGE})
    if message.mine or not choices:
        return None
    wants_words = WORDS_WANTED in message.text
    is_scale = not wants_words and "0" not in choices
    return Question(message.id, int(found[0][1]), int(found[0][2]), choices, wants_words, is_scale)
