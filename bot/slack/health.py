"""How the connection to Slack stands, whichever way in it is."""

from dataclasses import dataclass
from datetime import datetime

NOT_ASKED = "not connected to Slack yet"


@dataclass(frozen=True, slots=True)
class SlackHealth:
    """`reason` says why it is not connected; `heard_at` is when Slack last gave a sign of life."""

    connected: bool
    reason: str | None
    heard_at: datetime | None
