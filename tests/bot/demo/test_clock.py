"""The demo's clock: it runs with the real one, can be pushed, and opens in the morning."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.demo.clock import DemoClock, opening_time


class StandingClock:
    """Shows what it is set to."""

    def __init__(self, shows: datetime) -> None:
        self.shows = shows

    def now(self) -> datetime:
        return self.shows


NOON = datetime(2027, 5, 12, 12, tzinfo=UTC)


def test_the_clock_runs_with_the_real_one_and_can_be_pushed_but_never_back() -> None:
    real = StandingClock(NOON)
    clock = DemoClock(real, timedelta(days=-3))

    real.shows += timedelta(minutes=5)
    clock.push(timedelta(days=1))

    assert clock.now() == NOON - timedelta(days=2) + timedelta(minutes=5)
    with pytest.raises(ValueError, match="backwards"):
        clock.push(timedelta(seconds=-1))


@pytest.mark.parametrize(
    "at", [datetime(2027, 1, 12, 23, 30, tzinfo=UTC), datetime(2027, 1, 13, 22, tzinfo=UTC)]
)
def test_the_page_opens_in_the_morning_whatever_the_hour(at: datetime) -> None:
    assert opening_time(at) == datetime(2027, 1, 13, 9, 30, tzinfo=UTC)
