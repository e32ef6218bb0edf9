"""The clock of the demo: real seconds, but the hands can be pushed on."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.ports import Clock

_OPENING = time(10, 30)
_SHOP_ZONE = ZoneInfo("Europe/Rome")


class DemoClock:
    """Runs with `real`, `ahead` of it or behind, and never backwards, like the time it stands for."""

    def __init__(self, real: Clock, ahead: timedelta) -> None:
        self._real = real
        self._ahead = ahead

    @property
    def ahead(self) -> timedelta:
        """How far it is before the real time: all that a second clock needs to show the same."""
        return self._ahead

    def now(self) -> datetime:
        """The present moment of the demo, aware, in UTC."""
        return (self._real.now() + self._ahead).astimezone(UTC)

    def push(self, by: timedelta) -> None:
        """Turns the hands on. Raises ValueError for a step back."""
        if by < timedelta(0):
            raise ValueError(f"time does not run backwards, not even here: {by}")
        self._ahead += by


def opening_time(today: datetime) -> datetime:
    """Half past ten of that day in the shop, whatever the real hour: customers may be asked then."""
    return datetime.combine(today.astimezone(_SHOP_ZONE).date(), _OPENING, _SHOP_ZONE).astimezone(UTC)
