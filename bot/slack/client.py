"""Opens the one client that speaks Slack's Web API, with its hidden retries switched off.

slack_sdk repeats a call by itself when the connection breaks, and so posts twice when only the answer was
lost. Here every repetition is the relay's decision.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

from bot.proxies import is_reached_directly

OFFICIAL_API = "https://slack.com/api/"

_TIMEOUT = ClientTimeout(total=20, connect=5)


@asynccontextmanager
async def open_client(token: str, api_url: str = OFFICIAL_API) -> AsyncIterator[AsyncWebClient]:
    """A client over one pool of connections, closed at the end. `api_url` ends in `/api/`."""
    async with ClientSession(timeout=_TIMEOUT) as session:
        client = AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[])
        if is_reached_directly(api_url):
            client.proxy = None  # slack_sdk reads which proxy there is, and not for what
        yield client
