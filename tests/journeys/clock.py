"""The clocks of journeys: one stands still until it is pushed, one also runs."""

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta


@dataclass
class ManualClock:
    """Begins on a Friday at noon in UTC, which is 13:00 in Rome."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 20, 12, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def push(self, by: timedelta) -> None:
        self.at += by


@dataclass
class RunningClock(ManualClock):
    """Runs as fast as the machine's own, for journeys about limits in seconds."""

    began: float = field(default_factory=time.monotonic)

    def now(self) -> datetime:
        return self.at + timedelta(seconds=time.monotonic() - self.began)
