"""Puts a file into a thread, in the three steps that Slack asks for: an address, the bytes, the release.

Source: Slack's page "Working with files". slack_sdk has the same in one call, but its error for a refused
upload does not tell a moment's trouble from a refusal for good.
"""

from aiohttp import ClientSession, ClientTimeout
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Sent

_PATIENCE = ClientTimeout(total=60, connect=5)


async def upload(client: AsyncWebClient, thread: Sent, name: str, content: bytes) -> None:
    """Posts the file under `name` into the thread of that ts and channel id.

    Raises what the client raises, or `ClientResponseError` when the bytes were not taken.
    """
    address = await client.files_getUploadURLExternal(filename=name, length=len(content))
    async with (
        ClientSession(timeout=_PATIENCE) as session,
        session.post(address["upload_url"], data=content, proxy=client.proxy) as answer,
    ):
        answer.raise_for_status()
    await client.files_completeUploadExternal(
        files=[{"id": address["file_id"], "title": name}],
        channel_id=thread.place,
        thread_ts=thread.platform_id,
    )
