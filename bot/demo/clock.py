"""The clock of the demo: real seconds, but the hands can be pushed on."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.ports import Clock

_OPENING = time(10, 30)
_SHOP_ZONE = ZoneInfo("Europe/Rome")


class DemoClock:
    """Runs with `real` and never backwards, like the time it stands for."""

    def __init__(self, real: Clock, starts_at: datetime) -> None:
        """`starts_at` is aware; it is what the clock shows now."""
        self._real = real
        self._offset = starts_at - real.now()

    def now(self) -> datetime:
        """The present moment of the demo, aware, in UTC."""
        return (self._real.now() + self._offset).astimezone(UTC)

    def push(self, by: timedelta) -> None:
        """Turns the hands on. Raises ValueError for a step back."""
        if by < timedelta(0):
            raise ValueError(f"time does not run backwards, not even here: {by}")
        self._offset += by

    def push_to(self, moment: datetime) -> None:
        """Turns the hands on to `moment`; one that is over already changes nothing."""
        self.push(max(moment - self.now(), timedelta(0)))


def opening_time(today: datetime) -> datetime:
    """Half past ten of that day in the shop, whatever the real hour: customers may be asked then."""
    return datetime.combine(today.astimezone(_SHOP_ZONE).date(), _OPENING, _SHOP_ZONE).astimezone(UTC)
