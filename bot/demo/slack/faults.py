"""Faults on the way to and from Slack, told as Slack tells them."""

from typing import assert_never

from bot.demo.faults import Error, Faults, Hang, Refusal, Reset, Side, SlowDown
from bot.demo.slack.gate import Disturbance, Gate, Passage

ENVELOPES = frozenset({"events_api", "interactive", "slash_commands"})
"""What comes over the socket: any harm loses it, or, after the effect, its acknowledgement."""


class Disturbed:
    """A `Gate` that lets faults strike. A fault without names strikes every passage."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    async def before(self, passage: Passage, /) -> Disturbance | None:
        """Keep the effect from happening, or let it."""
        return await self._meet(passage, Side.BEFORE)

    async def after(self, passage: Passage, /) -> Disturbance | None:
        """Hide that the effect happened, or show it."""
        return await self._meet(passage, Side.AFTER)

    async def _meet(self, passage: Passage, side: Side) -> Disturbance | None:
        match await self._faults.strike(passage.name, passage.body, side):
            case None:
                return None
            case Error(status=status):
                return Disturbance(status, {"ok": False, "error": "internal_error"})
            case SlowDown(seconds=seconds):
                return Disturbance(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": str(seconds)})
            case Refusal(reason=reason):
                return Disturbance(200, {"ok": False, "error": reason})
            case Reset() | Hang():
                raise ConnectionResetError
            case harm:
                assert_never(harm)


class InTurn:
    """Several gates, one behind the other."""

    def __init__(self, *gates: Gate) -> None:
        self._gates = gates

    async def before(self, passage: Passage, /) -> Disturbance | None:
        """Ask each; the first that disturbs is the last that is asked."""
        for gate in self._gates:
            if (instead := await gate.before(passage)) is not None:
                return instead
        return None

    async def after(self, passage: Passage, /) -> Disturbance | None:
        """Ask each; the first that disturbs is the last that is asked."""
        for gate in self._gates:
            if (instead := await gate.after(passage)) is not None:
                return instead
        return None
