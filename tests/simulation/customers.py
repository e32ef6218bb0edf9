"""Simulated customers: each opens a link and answers, not always neatly, and remembers what they did.

They go back, change what they have answered, and edit what they have written, in the middle and at the end.
"""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from random import Random

from bot.demo.telegram import Message, Person
from flows.events import BACK, CHANGE, KEEP
from tests.simulation.deeds import Deed, Edited, Said, Tapped, Wrote
from tests.simulation.questions import Question
from tests.simulation.sights import Sight, Stuck

_REASONS = ("It came on a rainy day", "The lid was scratched", "Quick and friendly", "The driver was lovely")
_MOST_TAPS = 8
"""For one answer at the end. Whose survey still waits then is asked to go on (`goes_on`)."""


@dataclass(eq=False)
class Customer:
    """`deeds` are one update each, in order. `trouble` is why they gave up, if they did."""

    sight: Sight
    purchase: str
    random: Random
    deeds: list[Deed] = field(default_factory=list)
    trouble: str | None = None
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    @property
    def person(self) -> Person:
        return self.sight.person

    async def answers_all(self, token: str) -> None:
        """From the link to the last word of the survey, and perhaps a change or a word more."""
        try:
            self.person.start(token)
            self._did(Said("start"))
            step = 0
            while (question := await self.sight.question_after(step)) is not None:
                await self._thinks()
                await self._dallies(question)
                await self._answers(question)
                step = question.step
            if self._happens(0.35):
                await self._has_second_thoughts(step)
            await self._adds_a_word()
        except Stuck as stuck:
            self.trouble = str(stuck)

    async def goes_on(self) -> None:
        """Answers what is still open: they changed their mind, and did not see at once what came of it."""
        question = self.sight.newest()
        if question is not None:
            await self._taps_an_answer(question)

    # What they do, and how likely

    def _did(self, deed: Deed) -> None:
        self.deeds.append(deed)

    async def _thinks(self) -> None:
        await asyncio.sleep(self.random.uniform(0, 0.8))

    def _happens(self, share: float) -> bool:
        return self.random.random() < share

    def _new_words(self) -> str:
        return f"{self.random.choice(_REASONS)}, {self.purchase}-{next(self._numbers)}"

    async def _dallies(self, question: Question) -> None:
        """What people do before they answer."""
        if self._happens(0.2) and (earlier := [q for q in self.sight.questions if q.step < question.step]):
            self._taps_somewhere(self.random.choice(earlier))
        if self._happens(0.1):
            await self._changes_language()
        if self._happens(0.15):
            self._edits_a_message()
        if question.wants_words or question.wants_number:
            return
        if self._happens(0.04):
            self._writes(self._new_words(), question.step)
        if self._happens(0.06):
            self._sends_photo()

    async def _answers(self, question: Question) -> None:
        if await self._does_otherwise(question):
            return
        if (text := self._in_words(question)) is not None:
            self._writes(text, question.step)
        if text is None or not await self._is_over_soon(question):
            await self._taps_an_answer(question)
        while question.takes_several_taps and not await self._is_over_soon(question):
            await self._taps_an_answer(question)
        if self._happens(0.2):
            self._taps_somewhere(question)

    async def _does_otherwise(self, question: Question) -> bool:
        """Goes back, changes another answer, or waits, and whether the survey went on by that. What was to be
        changed may be gone.
        """
        if question.goes_on_by_itself and self._happens(0.5):
            await self.sight.until(lambda: self.sight.is_over(question) or None)
            return True
        if BACK in question.buttons and self._happens(0.12):
            self._taps(question, BACK)
        elif not (self._happens(0.12) and self._wants_to_change_an_answer()):
            return False
        return await self._is_over_soon(question)

    async def _has_second_thoughts(self, step: int) -> None:
        """After the last word an answer becomes another one, and what that leads to is answered, too."""
        if not (self._wants_to_change_an_answer() or self._edits_a_message()):
            return
        while (question := await self._sees_soon(step)) is not None:
            await self._thinks()
            await self._taps_an_answer(question)
            step = question.step

    async def _adds_a_word(self) -> None:
        await self._thinks()
        if self._happens(0.15):
            self._writes(self._new_words(), 0)
        if self._happens(0.1):
            self._sends_photo()
        if self._happens(0.15):
            self.person.start()
            self._did(Said("start"))

    # What they wait for

    async def _is_over_soon(self, question: Question) -> bool:
        """Words may go to a person who wrote meanwhile. Who then sees no next question presses a button."""
        return await self.sight.soon(lambda: self.sight.is_over(question) or None) is not None

    async def _sees_soon(self, step: int) -> Question | None:
        return await self.sight.soon(lambda: self.sight.newest(step))

    async def _sees_it_change(self, question: Question, before: Question | None) -> None:
        await self.sight.soon(lambda: self.sight.as_it_is(question) != before or None)

    # What they tap

    async def _taps_an_answer(self, question: Question) -> None:
        """Until it is whole; where there is an answer already, they may keep it."""
        if KEEP in question.buttons and self._happens(0.4):
            self._taps(question, KEEP)
            return
        for _ in range(_MOST_TAPS):
            before = self.sight.as_it_is(question)
            self._taps_somewhere(question)
            if not question.takes_several_taps:
                return
            await self._sees_it_change(question, before)
            if self.sight.is_over(question):
                return

    def _taps_somewhere(self, question: Question) -> None:
        """One of the buttons that stand there; where several are tapped, more likely one that ends it."""
        now = self.sight.as_it_is(question)
        shown = now if now is not None and now.answers else question
        likely = shown.endings if self._happens(0.5) else []
        self._taps(question, self.random.choice(likely or shown.answers))

    def _taps(self, question: Question, choice: str) -> None:
        data = f"a:{question.run_id}:{question.step}:{choice}"
        self.person.taps(data=data, message=question.message_id, stale=True)
        self._did(Tapped(question.run_id, question.step, choice))

    def _wants_to_change_an_answer(self) -> bool:
        """Whether there is one with the button for it, which is then pressed."""
        answered = [question for question in self.sight.questions_now() if question.can_be_changed]
        if answered:
            self._taps(self.random.choice(answered), CHANGE)
        return bool(answered)

    async def _changes_language(self) -> None:
        before = {message.id for message in self.person.screen}
        self.person.writes("/language")
        self._did(Said("/language"))

        def offered() -> Message | None:
            new = (message for message in self.person.screen if message.id not in before)
            return next((message for message in new if _data(message)[:1] in (["l:en"], ["l:it"])), None)

        offer = await self.sight.until(offered)
        self.person.taps(data=self.random.choice(_data(offer)), message=offer.id, stale=True)
        self._did(Said("a language"))

    # What they write

    def _in_words(self, question: Question) -> str | None:
        """What they write as the answer; None to tap it."""
        if question.wants_words and self._happens(0.8):
            return self._new_words()
        if question.wants_number and self._happens(0.8):
            return str(self.random.randrange(1000))
        if question.is_scale and self._happens(0.15):
            return self._a_score()
        return None

    def _a_score(self) -> str:
        return str(self.random.randint(1, 5))

    def _writes(self, text: str, step: int) -> None:
        self._did(Wrote(str(self.person.writes(text)), text, step))

    def _sends_photo(self) -> None:
        words = self._new_words()
        self._did(Wrote(str(self.person.sends_photo(caption=words)), words, has_photo=True))

    def _edits_a_message(self) -> bool:
        """Whether there is one of theirs; it then says something else."""
        says = {
            deed.message: deed.text for deed in self.deeds if isinstance(deed, Wrote) and not deed.has_photo
        }
        says |= {deed.message: deed.text for deed in self.deeds if isinstance(deed, Edited)}
        if not says:
            return False
        message = self.random.choice(list(says))
        text = self._new_words()
        if says[message].isdecimal():
            text = self.random.choice([number for number in "12345" if number != says[message]])
        self.person.edits(int(message), text)
        self._did(Edited(message, text))
        return True


def _data(message: Message) -> list[str]:
    return [button.data for row in message.buttons for button in row if button.data]
