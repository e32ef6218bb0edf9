"""Staff who handle every card that comes: claim, reply, resolve."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from bot.demo.slack import NotAcknowledged, SeenMessage, SlackStandIn
from bot.demo.slack.bell import Change, ChangeKind
from bot.demo.slack.sightings import see


@dataclass
class Desk:
    slack: SlackStandIn
    _at_work: set[asyncio.Task[None]] = field(default_factory=set)
    _numbers: Iterator[int] = field(default_factory=count)

    def opens(self) -> None:
        self.slack.subscribe(self._hears)

    def _hears(self, change: Change) -> None:
        message = self.slack.workspace.message(change.channel or "", change.ts or "")
        if change.kind is not ChangeKind.POSTED or message is None or message.thread_ts is not None:
            return
        task = asyncio.get_running_loop().create_task(self._handles(see(self.slack.workspace, message)))
        self._at_work.add(task)
        task.add_done_callback(self._at_work.discard)

    async def _handles(self, card: SeenMessage) -> None:
        """Each card by somebody of their own, since a person has one form open at a time."""
        colleague = self.slack.staff(f"Colleague {next(self._numbers) % 50}")
        try:
            await colleague.clicks(card, "Claim")
            await colleague.clicks(card, "Reply")
            await colleague.submits(await colleague.sees_modal("Reply"), {"text": "A new one leaves today"})
            await colleague.clicks(card, "Resolve")
            await colleague.submits(await colleague.sees_modal("Resolve"), {"cause": "late"})
        except (NotAcknowledged, AssertionError, LookupError):
            return  # a click that a busy program acknowledges too late; here only its memory counts
