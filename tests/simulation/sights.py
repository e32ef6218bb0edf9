"""What a customer sees of their chat, and how long they wait for it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

from bot.demo.telegram import Change, Person, TelegramStandIn
from tests.simulation.questions import Question, read_question
from tests.simulation.settings import CLOSING

Found = TypeVar("Found")

_SOON_S = 4.0


class Stuck(Exception):
    """Nothing came for too long. Holds what stood on the screen."""


@dataclass(eq=False)
class Sight:
    """They give up after `patience_s`, and only when all is `calm`. `arrived` is what the bot wrote, as it
    was when it came, by the id of the message.
    """

    person: Person
    patience_s: float
    calm: asyncio.Event
    arrived: dict[int, str] = field(default_factory=dict)
    _questions: dict[int, Question] = field(default_factory=dict)
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def looks_at(self, telegram: TelegramStandIn) -> None:
        telegram.subscribe(self._hear)

    def _hear(self, change: Change) -> None:
        if change.chat_id != self.person.chat_id or change.what not in {"message", "edit"}:
            return
        if change.what == "message":
            self._receive()
        self._news.set()

    def _receive(self) -> None:
        for message in self.person.screen:
            if message.mine or message.id in self.arrived:
                continue
            self.arrived[message.id] = message.text
            if (question := read_question(message)) is not None:
                self._questions[message.id] = question

    # What stands there

    @property
    def questions(self) -> list[Question]:
        """All that ever came, as they were then: an old one can still be pressed."""
        return list(self._questions.values())

    def questions_now(self) -> list[Question]:
        """All that have buttons, as they are now."""
        return [question for message in self.person.screen if (question := read_question(message))]

    def as_it_is(self, question: Question) -> Question | None:
        """The question as it is now; None where it has no button left."""
        return next((now for now in self.questions_now() if now.message_id == question.message_id), None)

    def newest(self, after: int = 0) -> Question | None:
        """The newest question behind this step."""
        later = [question for question in self.questions if question.step > after]
        return max(later, key=lambda question: (question.step, question.message_id), default=None)

    def has_ended(self, after: int = 0) -> bool:
        """Whether a survey's last word stands behind this message."""
        return any(CLOSING in text for message, text in self.arrived.items() if message > after)

    def is_over(self, question: Question) -> bool:
        """Whether something has come of this question, so that nothing more needs to be done about it."""
        now = self.as_it_is(question)
        is_closed = now is None or not now.answers
        return is_closed or self.has_ended(question.message_id) or self.newest(question.step) is not None

    # Waiting

    async def question_after(self, step: int) -> Question | None:
        """The newest question behind this step; None once the survey is over. Raises `Stuck`."""
        found = await self.until(lambda: self.newest(step) or self.has_ended() or None)
        return found if isinstance(found, Question) else None

    async def until(self, look: Callable[[], Found | None]) -> Found:
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

    async def soon(self, look: Callable[[], Found | None]) -> Found | None:
        """What `look` finds within some seconds; else None."""
        try:
            async with asyncio.timeout(_SOON_S):
                return await self._looks(look)
        except TimeoutError:
            return None

    async def _looks(self, look: Callable[[], Found | None]) -> Found:
        """Again whenever something comes into the chat, or changes there."""
        while True:
            self._news.clear()
            if (found := look()) is not None:
                return found
            await self._news.wait()
