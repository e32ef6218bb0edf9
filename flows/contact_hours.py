"""The hours in which customers may be asked: moves a sending time out of the customer's night."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_RANGE = re.compile(r"([01]?[0-9]|2[0-4]):([0-5][0-9])\s*[-–]\s*([01]?[0-9]|2[0-4]):([0-5][0-9])")

_DAY = 24 * 60


@dataclass(frozen=True, slots=True)
class ContactHours:
    """Minutes after midnight on the customer's clock, `opens` included, `closes` not.

    `closes` lies before `opens` when the hours run over midnight; it may be 1440, the end of the day.
    """

    opens: int
    closes: int

    @classmethod
    def parse(cls, text: str) -> "ContactHours":
        """Reads `"10:00-20:00"`, and `"20:00-02:00"` over midnight.

        Raises:
            ValueError: with a message that says what to write instead.
        """
        found = _RANGE.fullmatch(text.strip())
        if found is None:
            raise ValueError(f'"{text}" are no hours: write for example "10:00-20:00", or "" for no limit')
        opens, closes = (int(found[at]) * 60 + int(found[at + 1]) for at in (1, 3))
        if opens >= _DAY or closes > _DAY:
            raise ValueError(f'"{text}" goes beyond the day: write for example "10:00-24:00"')
        if opens == closes:
            raise ValueError(f'"{text}" begins and ends at the same time: write "" for no limit')
        return cls(opens, closes)

    def __str__(self) -> str:
        """As `parse` reads it."""
        opens, closes = (f"{minutes // 60:02}:{minutes % 60:02}" for minutes in (self.opens, self.closes))
        return f"{opens}-{closes}"

    def next_allowed(self, moment: datetime, time_zone: str) -> datetime:
        """`moment` (UTC) itself when inside the hours of the IANA zone, else the next opening (UTC).

        An opening that the clock skips in spring happens at the first moment after the gap; one that it shows
        twice in autumn happens the first time. A day whose hours are skipped whole has no opening.

        Raises:
            zoneinfo.ZoneInfoNotFoundError: for an unknown zone.
        """
        zone = ZoneInfo(time_zone)
        if self._contains(moment, zone):
            return moment
        today = moment.astimezone(zone).date()
        openings = (self._opening(today + timedelta(days=days), zone) for days in range(3))
        return next(opening for opening in openings if opening > moment and self._contains(opening, zone))

    def _contains(self, moment: datetime, zone: ZoneInfo) -> bool:
        local = moment.astimezone(zone)
        minute = local.hour * 60 + local.minute
        if self.opens < self.closes:
            return self.opens <= minute < self.closes
        return minute >= self.opens or minute < self.closes

    def _opening(self, day: date, zone: ZoneInfo) -> datetime:
        hour, minute = divmod(self.opens, 60)
        wall_time = datetime.combine(day, time(hour, minute))
        moment = wall_time.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if moment.astimezone(zone).replace(tzinfo=None) == wall_time:
            return moment
        return _end_of_gap(wall_time, zone)


def _end_of_gap(wall_time: datetime, zone: ZoneInfo) -> datetime:
    """The first moment (UTC) at which the wall clock has jumped over that time.

    PEP 495: within a gap, fold 1 reads the time by the offset after the jump, which lands before the jump.
    """
    moment = wall_time.replace(tzinfo=zone, fold=1).astimezone(UTC)
    while moment.astimezone(zone).replace(tzinfo=None) < wall_time:
        moment += timedelta(minutes=1)
    return moment
