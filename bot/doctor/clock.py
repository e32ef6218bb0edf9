"""Whether this machine knows the time: its clock against the platforms', and the business's time zone.

Every answer over HTTP says in its `Date` header, to the second, when it was made (RFC 9110, section 6.6.1).
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import aiohttp

from bot.config import Config
from bot.doctor.findings import Finding, bad, good
from bot.ports import Clock
from flows.problems import Place

MOST_OFF = timedelta(seconds=60)
"""A signature of Slack's or a shop's is refused when the clock is five minutes off."""

_PLACE: Place = ("clock",)
_PATIENCE_S = 10
_SET_IT = (
    "set it by NTP, as with `timedatectl set-ntp true`: five minutes off, what Slack and shops sign is "
    "refused, and surveys come at the wrong hour"
)


async def examine_clock(config: Config, clock: Clock) -> AsyncIterator[Finding]:
    """One platform is enough: the first that tells the time."""
    yield _zone(config, clock)
    for name, url in (("Telegram", config.telegram.api_url), ("Slack", config.slack.api_url)):
        asked_at = clock.now()
        told = await _ask_time(url)
        if told is not None:
            yield _compare(name, told, asked_at, clock.now())
            return
    yield good(_PLACE, "it could not be compared with another: neither Telegram nor Slack tells the time")


def _compare(name: str, told: datetime, asked_at: datetime, answered_at: datetime) -> Finding:
    """Right is whatever lies between question and answer; the header cuts off fractions of a second."""
    off = timedelta(0)
    if told > answered_at:
        off = told - answered_at
    elif told < asked_at - timedelta(seconds=1):
        off = asked_at - told
    if off <= MOST_OFF:
        return good(
            _PLACE, f"this machine and {name} agree on the time to {max(1, round(off.total_seconds()))} s"
        )
    side = "behind" if told > answered_at else "ahead of"
    return bad(
        _PLACE, f"this machine's clock is {round(off.total_seconds())} s {side} that of {name}", _SET_IT
    )


def _zone(config: Config, clock: Clock) -> Finding:
    name, place = config.business.timezone, ("business", "timezone")
    try:
        now = clock.now().astimezone(ZoneInfo(name))
    except ZoneInfoNotFoundError:
        return bad(
            place, f"the time zone {name} is not known here", "install the time zones: `pip install tzdata`"
        )
    return good(place, f"it is {now:%H:%M} in {name}")


async def _ask_time(url: str) -> datetime | None:
    """The time that whoever answers there tells, whatever else the answer is."""
    patience = aiohttp.ClientTimeout(total=_PATIENCE_S)
    with suppress(aiohttp.ClientError, OSError, asyncio.TimeoutError, ValueError):
        async with (
            aiohttp.ClientSession(timeout=patience, trust_env=True) as http,
            http.get(url, allow_redirects=False) as answer,
        ):
            return parsedate_to_datetime(answer.headers.get("Date", ""))
    return None
