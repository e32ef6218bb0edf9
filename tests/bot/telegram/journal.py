"""An intake for tests of what comes before it: it writes down what it is given."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.incoming import Arrival, Reaction, Written


@dataclass
class Journal:
    """An intake that writes down what it takes, once per key as the real one does.

    `faults` are raised first, by the text of a message; `pass_on` must be set before anything is taken.
    """

    taken: list[Arrival] = field(default_factory=list)
    buried: dict[str, Mapping[str, object]] = field(default_factory=dict)
    faults: dict[str, list[Exception]] = field(default_factory=dict)
    reaction: Reaction = field(default_factory=Reaction)
    pass_on: asyncio.Event = field(default_factory=asyncio.Event)
    waiting: int = 0
    apologies: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pass_on.set()

    async def take(self, arrival: Arrival) -> Reaction:
        self.waiting += 1
        await self.pass_on.wait()
        self.waiting -= 1
        faults = self.faults.get(words(arrival), [])
        if faults:
            raise faults.pop(0)
        if all(arrival.key != earlier.key for earlier in self.taken):
            self.taken.append(arrival)
        return self.reaction

    async def apologise(self, arrival: Arrival) -> None:
        self.apologies.append(arrival.key)

    async def bury(self, source: str, key: str, payload: Mapping[str, object], error: BaseException) -> None:
        assert source == "telegram"
        assert str(error)
        self.buried[key] = payload

    @property
    def texts(self) -> list[str]:
        return [words(arrival) for arrival in self.taken]


def words(arrival: Arrival) -> str:
    return arrival.act.text if isinstance(arrival.act, Written) else type(arrival.act).__name__
