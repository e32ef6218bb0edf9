"""What can go wrong on the way between the program and a platform: one vocabulary for both stand-ins.

A `Fault` says what goes wrong, where and how often; `Faults` are those that hold at present. They are put
into a stand-in as `bot.demo.telegram.faults.Disturbed` or `bot.demo.slack.faults.Disturbed`:

    faults = Faults(seed=7)
    telegram.interference = Disturbed(faults)
    storm = faults.begin(Fault(SlowDown(seconds=7), calls={"sendMessage"}, chance=0.3))
    …
    faults.lift(storm)
"""

import asyncio
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random


class Side(StrEnum):
    """Of the effect: what goes wrong before it keeps it from happening, what goes wrong after it hides it."""

    BEFORE = "before the effect"
    AFTER = "after the effect"


@dataclass(frozen=True, slots=True)
class Error:
    """The platform answers that it failed, with an HTTP status of its own failures."""

    status: int = 500


@dataclass(frozen=True, slots=True)
class Reset:
    """The connection breaks without an answer."""


@dataclass(frozen=True, slots=True)
class Hang:
    """No answer comes until the fault is lifted; then the connection breaks."""


@dataclass(frozen=True, slots=True)
class SlowDown:
    """Too many requests: the platform wants no such call for so many seconds."""

    seconds: int = 5


@dataclass(frozen=True, slots=True)
class Refusal:
    """The platform understood and does not do it, in its own words: a code of Slack, a text of Telegram."""

    reason: str


Harm = Error | Reset | Hang | SlowDown | Refusal


@dataclass(eq=False)
class Fault:
    """Harms the calls named in `calls` (none named: all) whose arguments hold `words`.

    Each with `chance`, and `times` of them at most. `struck` counts them, `met` is set by the first.
    """

    harm: Harm
    side: Side = Side.BEFORE
    calls: Collection[str] = ()
    words: str = ""
    chance: float = 1.0
    times: int | None = None
    struck: int = field(default=0, init=False)
    met: asyncio.Event = field(default_factory=asyncio.Event, init=False)
    lifted: asyncio.Event = field(default_factory=asyncio.Event, init=False)

    def concerns(self, call: str, arguments: Mapping[str, object], side: Side) -> bool:
        """Whether it can strike there, chance aside."""
        if side is not self.side or self.struck == self.times:
            return False
        named = not self.calls or call in self.calls
        return named and (not self.words or self.words in str(dict(arguments)))


class Faults:
    """The faults that hold at present, asked in the order in which they began. `seed` decides chances."""

    def __init__(self, seed: int = 0) -> None:
        self._random = Random(seed)  # noqa: S311 - chances, no secrets
        self._present: list[Fault] = []

    def begin(self, fault: Fault) -> Fault:
        """From now on it holds. Returns it, to be lifted."""
        self._present.append(fault)
        return fault

    def lift(self, fault: Fault) -> None:
        """It is over; what hangs in it comes to its end."""
        self._present.remove(fault)
        fault.lifted.set()

    def lift_all(self) -> None:
        for fault in tuple(self._present):
            self.lift(fault)

    async def strike(self, call: str, arguments: Mapping[str, object], side: Side) -> Harm | None:
        """What happens to this call: nothing, a harm to be told in the platform's words, or a break.

        Returns only once a call that hangs is let go. Raises ConnectionResetError where the line breaks.
        """
        fault = self._find(call, arguments, side)
        if fault is None:
            return None
        fault.struck += 1
        fault.met.set()
        match fault.harm:
            case Reset():
                raise ConnectionResetError
            case Hang():
                await fault.lifted.wait()
                raise ConnectionResetError
            case harm:
                return harm

    def _find(self, call: str, arguments: Mapping[str, object], side: Side) -> Fault | None:
        for fault in self._present:
            if fault.concerns(call, arguments, side) and self._random.random() < fault.chance:
                return fault
        return None
