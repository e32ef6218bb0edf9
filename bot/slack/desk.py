"""What the Slack channel needs from the program behind it."""

from collections.abc import Mapping
from typing import Any, Protocol

from bot.staff import FlowsNews, StaffArrival, TicketPeek


class Desk(Protocol):
    """The complaint desk. Every method may be called while others run."""

    async def peek(self, ticket_id: int) -> TicketPeek | None:
        """The ticket as it stands now, or None when there is none of that number."""

    async def work(self, arrival: StaffArrival, staff_name: str) -> str | None:
        """Does it and commits. Returns a refusal for the person, or None when it is done.

        The refusal is mrkdwn, so it may name a colleague by `<@id>`.

        A key that was handled before changes nothing and returns None. A refusal must leave the key unused: a
        modal that is refused stays open, and is sent again under the same key.
        """

    async def tell_flows(self) -> FlowsNews:
        """How the surveys stand. Raises `StoreUnavailable`."""

    async def bury(self, source: str, key: str, payload: Mapping[str, Any], error: BaseException) -> None:
        """Stores what could not be handled, with its traceback."""
