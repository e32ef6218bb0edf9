"""Simulated staff: they claim, reply and resolve, and repeat a click that Slack says was not taken."""

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from random import Random

from bot.demo.slack import NotAcknowledged, Person, SeenChannel, SeenMessage, SeenView

_CAUSES = ("late", "damaged", "other")


@dataclass
class Reply:
    """Words sent to a customer. `taken`: Slack showed that the program has them."""

    text: str
    taken: bool = False


@dataclass
class Colleague:
    """Works on random cards until `over` is set, and finishes what they have begun."""

    person: Person
    channels: Sequence[SeenChannel]
    random: Random
    over: asyncio.Event
    replies: list[Reply] = field(default_factory=list)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def works(self) -> None:
        while not self.over.is_set():
            await self._waits(0.5, 2.0)
            cards = [card for channel in self.channels for card in channel.messages if card.buttons]
            if cards:
                await self._handles(self.random.choice(cards))

    async def _handles(self, card: SeenMessage) -> None:
        match self.random.choice(card.buttons):
            case "Reply":
                await self._replies(card)
            case "Resolve":
                await self._resolves(card)
            case label:
                await self._clicks(card, label)

    async def _replies(self, card: SeenMessage) -> None:
        form = await self._opens(card, "Reply")
        if form is None:
            return
        reply = Reply(f"{self.person.name} here, a new one leaves today, {next(self._numbers)}")
        self.replies.append(reply)
        reply.taken = await self._submits(form, {"text": reply.text})

    async def _resolves(self, card: SeenMessage) -> None:
        form = await self._opens(card, "Resolve")
        if form is None:
            return
        values = {"cause": self.random.choice(_CAUSES)}
        if "closing_reason" in {block["block_id"] for block in form.blocks}:
            values["closing_reason"] = "They called us"
        await self._submits(form, values)

    async def _clicks(self, card: SeenMessage, label: str) -> bool:
        """Until it is acknowledged, or the button is gone: then somebody's click was taken."""
        while label in card.buttons:
            try:
                await self.person.clicks(card, label)
            except NotAcknowledged:
                await self._waits(0.2, 0.8)
            else:
                return True
        return False

    async def _opens(self, card: SeenMessage, label: str) -> SeenView | None:
        """The form behind a button; None when the program refused to open it."""
        while label in card.buttons and self.person.modal is None:
            try:
                await self.person.clicks(card, label)
            except NotAcknowledged:
                await self._waits(0.2, 0.8)
            else:
                break
        return self.person.modal

    async def _submits(self, form: SeenView, values: Mapping[str, str]) -> bool:
        """Until it is acknowledged. A refused form is closed."""
        while form.is_open:
            try:
                refused = await self.person.submits(form, values)
            except NotAcknowledged:
                await self._waits(0.2, 0.8)
                continue
            if refused:
                await self.person.closes(form)
            return not refused
        return False

    async def _waits(self, shortest: float, longest: float) -> None:
        await asyncio.sleep(self.random.uniform(shortest, longest))
