"""Whether the program answers at its public address, where Telegram or Slack come to it."""

from collections.abc import AsyncIterator

import aiohttp

from bot.config import AppToken, Config
from bot.doctor.findings import Finding, good

_PATIENCE = aiohttp.ClientTimeout(total=5)
_LET_IT_THROUGH = (
    "while `riscontro run` is up it must: a proxy hands /livez on to [web] listen, as what comes from shops "
    "and platforms"
)


async def examine_web(config: Config) -> AsyncIterator[Finding]:
    """Nothing where we go to the platforms. Silence is no fault: the program may be down."""
    url, place = config.web.public_url, ("web", "public_url")
    if url is None or (config.telegram.receive == "polling" and isinstance(config.slack.way_in, AppToken)):
        return
    if await _is_alive(url):
        yield good(place, f"the program answers at {url}")
    else:
        yield good(place, f"seen from here, the program does not answer at {url}", _LET_IT_THROUGH)


async def _is_alive(url: str) -> bool:
    """Through the proxy of the environment where it has one: out of some networks there is no other way."""
    try:
        async with (
            aiohttp.ClientSession(timeout=_PATIENCE, trust_env=True) as http,
            http.get(f"{url}/livez") as answer,
        ):
            return answer.ok and "live" in await answer.text()
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        return False
