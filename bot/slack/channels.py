"""Finds things in Slack's channels: the id behind a name, and what a letter has already left there."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.failures import NoSuchChannel

EVENT_TYPE = "riscontro_outbox"

_PAGE = 200
_MOST_PAGES = 25


def mark(outbox_id: int) -> dict[str, Any]:
    """The metadata by which a posted message is found again."""
    return {"event_type": EVENT_TYPE, "event_payload": {"outbox_id": str(outbox_id)}}


def is_marked(message: Mapping[str, Any], outbox_id: int) -> bool:
    metadata = message.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == EVENT_TYPE and payload.get("outbox_id") == str(outbox_id)


@dataclass(frozen=True, slots=True)
class Trace:
    """What is there of a letter: the `ts` of its message, and the names of all files around it."""

    ts: str | None
    file_names: frozenset[str]


class Channels:
    """Channel names and histories of one workspace. Every method raises what the client raises."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client
        self._ids: dict[str, str] = {}

    async def id_of(self, channel: str) -> str:
        """The id of a channel given as `#name` or as an id. Raises `NoSuchChannel`."""
        if not channel.startswith("#"):
            return channel
        if channel not in self._ids:
            await self._learn()
        try:
            return self._ids[channel]
        except KeyError:
            raise NoSuchChannel(channel) from None

    def remember(self, channel: str, channel_id: str) -> None:
        """Slack names the id in its answer to a post."""
        self._ids[channel] = channel_id

    async def trace_in_channel(self, channel_id: str, outbox_id: int, oldest: datetime) -> Trace:
        """Looks through what was posted in the channel since `oldest`, newest first."""
        return await self._trace(
            outbox_id, "conversations.history", {"channel": channel_id, "oldest": str(oldest.timestamp())}
        )

    async def trace_in_thread(self, channel_id: str, thread_ts: str, outbox_id: int) -> Trace:
        """Looks through a thread."""
        return await self._trace(outbox_id, "conversations.replies", {"channel": channel_id, "ts": thread_ts})

    async def _trace(self, outbox_id: int, method: str, place: dict[str, str]) -> Trace:
        ts, names = None, set[str]()
        asked = {**place, "include_all_metadata": True}
        async for message in self._pages(method, asked, "messages"):
            names.update(str(file.get("name")) for file in message.get("files", ()))
            if ts is None and is_marked(message, outbox_id):
                ts = str(message["ts"])
        return Trace(ts, frozenset(names))

    async def _learn(self) -> None:
        kinds = {"types": "public_channel,private_channel", "exclude_archived": True}
        async for channel in self._pages("conversations.list", kinds, "channels"):
            self._ids[f"#{channel['name']}"] = channel["id"]

    async def _pages(
        self, method: str, arguments: dict[str, Any], name: str
    ) -> AsyncIterator[dict[str, Any]]:
        cursor = ""
        for _ in range(_MOST_PAGES):
            asked = {**arguments, "limit": _PAGE, **({"cursor": cursor} if cursor else {})}
            answer = await self._client.api_call(method, http_verb="GET", params=asked)
            entries: list[dict[str, Any]] = answer.get(name, [])
            for entry in entries:
                yield entry
            cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return
