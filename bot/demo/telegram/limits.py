"""How fast Telegram lets a bot send, and the 429 for whoever is faster.

The figures are those of https://core.telegram.org/bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this:
about one message a second in a chat, 20 a minute in a group, 30 a second in all. Telegram's own numbers are
elastic; these are strict, so that a bot that keeps to them keeps to Telegram's.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.demo.telegram.errors import too_many_requests


@dataclass(frozen=True)
class Limits:
    """`chat_burst` messages may follow at once in one chat; then one every `chat_seconds`."""

    chat_burst: int = 1
    chat_seconds: float = 1.0
    group_seconds: float = 3.0
    overall_per_second: int = 30


@dataclass
class _Allowance:
    """A leaky bucket (the "generic cell rate algorithm" of ATM); `due` is when the bucket is empty."""

    interval: timedelta
    burst: int
    due: datetime
    closed_until: datetime

    def refusal(self, now: datetime) -> int:
        """Seconds to stay away, 0 if a message may go. Asking while it is closed makes it longer."""
        opens = self.due - self.interval * (self.burst - 1)
        if now < self.closed_until:
            self.closed_until += timedelta(seconds=1)
        elif now < opens:
            self.closed_until = now + timedelta(seconds=math.ceil((opens - now).total_seconds()))
        return max(0, math.ceil((self.closed_until - now).total_seconds()))

    def spend(self, now: datetime) -> None:
        self.due = max(self.due, now) + self.interval


class RateLimiter:
    """Counts the messages that went out; `limits` may be exchanged or set to None (no limits) at any time."""

    def __init__(self, limits: Limits | None) -> None:
        self._limits = limits
        self._overall: _Allowance | None = None
        self._chats: dict[int, _Allowance] = {}

    @property
    def limits(self) -> Limits | None:
        return self._limits

    @limits.setter
    def limits(self, limits: Limits | None) -> None:
        self._limits = limits
        self._overall = None
        self._chats.clear()

    def spend(self, chat_id: int, now: datetime) -> None:
        """Takes one message from the allowances. Raises 429 with ``retry_after``, and takes nothing then."""
        if self._limits is None:
            return
        allowances = (self._of_all(self._limits, now), self._of_chat(self._limits, chat_id, now))
        seconds = max(allowance.refusal(now) for allowance in allowances)
        if seconds:
            raise too_many_requests(seconds)
        for allowance in allowances:
            allowance.spend(now)

    def _of_all(self, limits: Limits, now: datetime) -> _Allowance:
        if self._overall is None:
            interval = timedelta(seconds=1 / limits.overall_per_second)
            self._overall = _Allowance(interval, limits.overall_per_second, now, now)
        return self._overall

    def _of_chat(self, limits: Limits, chat_id: int, now: datetime) -> _Allowance:
        if chat_id not in self._chats:
            seconds = limits.chat_seconds if chat_id > 0 else limits.group_seconds
            self._chats[chat_id] = _Allowance(timedelta(seconds=seconds), limits.chat_burst, now, now)
        return self._chats[chat_id]
