"""What the Slack channel needs from the program behind it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.slack.actions import StaffArrival
from flows.tickets import TicketState


@dataclass(frozen=True, slots=True)
class TicketPeek:
    """What a modal shows of a ticket. `owner` is a user id, `last_words` what the customer wrote last."""

    state: TicketState
    owner: str | None
    answered: bool
    customer_name: str
    last_words: str | None


class Desk(Protocol):
    """The complaint desk. Every method may be called while others run."""

    async def peek(self, ticket_id: int) -> TicketPeek | None:
        """The ticket as it stands now, or None when there is none of that number."""

    async def work(self, arrival: StaffArrival, staff_name: str) -> str | None:
        """Does it and commits. Returns a refusal in words for the person, or None when it is done.

        A key that was handled before changes nothing and returns None. A refusal must leave the key unused: a
        modal that is refused stays open, and is sent again under the same key.
        """

    async def bury(self, source: str, key: str, payload: Mapping[str, Any], error: BaseException) -> None:
        """Stores what could not be handled, with its traceback."""
