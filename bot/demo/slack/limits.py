"""Slack's limit on posts: about one a second in a channel, with short bursts."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from bot.demo.slack.refusals import Refusal


@dataclass
class PostLimit:
    """A bucket for each channel that holds ``burst`` posts and gains ``per_second``; 0 lifts the limit."""

    now: Callable[[], datetime]
    per_second: float = 1.0
    burst: int = 5
    _left: dict[str, tuple[float, datetime]] = field(default_factory=dict)

    def take(self, channel: str) -> None:
        """Count one post. Raises ``ratelimited`` with ``Retry-After`` in seconds when there is no room."""
        if self.per_second <= 0:
            return
        now = self.now()
        left, since = self._left.get(channel, (float(self.burst), now))
        left = min(self.burst, left + max(0.0, (now - since).total_seconds()) * self.per_second)
        if left < 1:
            wait = max(1, math.ceil((1 - left) / self.per_second))
            raise Refusal("ratelimited", status=429, headers={"Retry-After": str(wait)})
        self._left[channel] = (left - 1, now)
