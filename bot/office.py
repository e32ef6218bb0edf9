"""Where both channels and the web hand in what came: each is scored if it has words, handled in one turn,
and the relay is nudged. A repeat is counted after its turn, which may have been undone and taken again.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar

import structlog

from bot.incoming import Arrival, Reaction, Written
from bot.metrics import DUPLICATES, UPDATES
from bot.ports import Clock
from bot.purchases.event import PurchaseEvent
from bot.relay import Relay
from bot.scoring import Scorer
from bot.staff import FlowsNews, StaffArrival, TicketPeek
from bot.turns import Turns
from bot.use_cases.apologise import apologise
from bot.use_cases.bury import bury
from bot.use_cases.receive import receive, wording_language
from bot.use_cases.register_purchase import Registered, register_purchase
from bot.use_cases.setup import Present
from bot.use_cases.tell_flows import tell_flows
from bot.use_cases.turn import Turn
from bot.use_cases.work_ticket import peek_ticket, work_ticket
from storage.errors import RunMovedOn, StoreUnavailable

ResultT = TypeVar("ResultT")

log = structlog.get_logger(__name__)


class Office:
    """Satisfies what the gateways and the web ask for. The bot's name may be learnt after the start."""

    def __init__(self, turns: Turns, present: Present, relay: Relay, clock: Clock) -> None:
        self._turns = turns
        self._relay = relay
        self._clock = clock
        self.present = present
        self.scorer = Scorer()
        self.named = asyncio.Event()
        if present.setup.bot_username:
            self.named.set()

    def learn_name(self, username: str) -> None:
        """The bot's name as Telegram tells it; links are made with it from now on."""
        self.present.learn_name(username)
        self.named.set()

    async def take(self, arrival: Arrival) -> Reaction:
        """Handles an update from a customer. Raises `StoreUnavailable`; anything else is a fault of the
        program.
        """
        UPDATES.inc()
        scored = await self._score(arrival)

        try:
            reaction = await self._take(lambda turn: receive(turn, scored))
        except RunMovedOn:
            reaction = await self._take(lambda turn: receive(turn, scored))
        self._relay.nudge()
        _count_repeat("telegram", was_new=reaction.was_new)
        return reaction

    async def _score(self, arrival: Arrival) -> Arrival:
        """Words are scored before the transaction, so that no slow scorer ever holds the database.

        Only the customer's own: what the program describes in its words is kept as nothing to read.
        """
        act = arrival.act
        if not isinstance(act, Written) or not (act.text or act.described):
            return arrival
        person = arrival.person
        language = await self._turns.look(
            lambda session: wording_language(session, self.present.setup, person)
        )
        mood = await self.scorer.score(act.text, language)
        return replace(arrival, act=replace(act, mood=mood))

    async def peek(self, ticket_id: int) -> TicketPeek | None:
        return await self._turns.look(lambda session: peek_ticket(session, ticket_id))

    async def work(self, arrival: StaffArrival, staff_name: str) -> str | None:
        """Does what staff asked for; returns a refusal in words, or None."""
        worked = await self._take(lambda turn: work_ticket(turn, arrival, staff_name))
        self._relay.nudge()
        _count_repeat("slack", was_new=worked.was_new)
        return worked.refusal

    async def tell_flows(self) -> FlowsNews:
        """How the surveys stand."""
        return await self._turns.look(
            lambda session: tell_flows(session, self.present.setup, self._clock.now())
        )

    async def register(self, source: str, event: PurchaseEvent) -> Registered:
        """Takes a purchase event. Raises `StoreUnavailable`, also while the bot's name for links is not
        known.
        """
        if not self.named.is_set():
            raise StoreUnavailable("Telegram has not told the bot's name yet, which links need")
        registered = await self._take(lambda turn: register_purchase(turn, source, event))
        _count_repeat(source, was_new=registered.was_new)
        return registered

    async def bury(self, source: str, key: str, payload: Mapping[str, object], error: BaseException) -> None:
        await self._take(lambda turn: bury(turn, source, key, payload, error))
        self._relay.nudge()

    async def apologise(self, arrival: Arrival) -> None:
        """Tells a customer that what they sent is kept. Best effort: it was buried already."""
        try:
            await self._take(lambda turn: apologise(turn, arrival))
        except Exception as error:  # noqa: BLE001 - the fault that buried their words may meet ours, too
            log.warning("customer.not_told", key=arrival.key, error=type(error).__name__)
        self._relay.nudge()

    async def _take(self, work: Callable[[Turn], ResultT]) -> ResultT:
        return await self._turns.take(
            lambda session: work(Turn(session, self.present.setup, self._clock.now()))
        )


def _count_repeat(source: str, *, was_new: bool) -> None:
    if not was_new:
        DUPLICATES.labels(source=source).inc()
