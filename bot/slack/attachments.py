"""Puts a customer's file into the thread of a card, or says in words why it is not there.

A file must not hold up what stands behind it: the words of the customer, the card, everything later in the
same thread. So it is tried a few times within seconds and then given up, in words that staff read. Before
every further try the thread is looked through for the file's name, since the answer to an upload may be lost.
"""

import asyncio
import re
from dataclasses import dataclass

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.incoming import FileKind, FileRef
from bot.ports import Files, FileUnavailable, Sent
from bot.slack.channels import Channels
from bot.slack.failures import CallFailure, describe_failure, is_refused, read_pause
from bot.slack.uploads import upload

_ENDINGS = {
    FileKind.PHOTO: "jpg",
    FileKind.VOICE: "ogg",
    FileKind.VIDEO: "mp4",
    FileKind.STICKER: "webp",
}
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Tries:
    """Seconds: the pauses between tries, the longest that Slack may ask for instead, and all in all.

    All in all they end well before the lease of a letter does (`storage.outbox.LEASE`).
    """

    pauses: tuple[float, ...] = (1, 3)
    longest_pause: float = 10
    total: float = 30


@dataclass(frozen=True, slots=True)
class _Attachment:
    """A file on its way: what it is called in Slack, its bytes, and the thread it belongs to."""

    name: str
    content: bytes
    thread: Sent
    outbox_id: int


class Attachments:
    """Attaches files for the sender."""

    def __init__(self, client: AsyncWebClient, files: Files, tries: Tries) -> None:
        self._client = client
        self._files = files
        self._tries = tries
        self._channels = Channels(client)

    async def attach(self, file: FileRef, thread: Sent, outbox_id: int) -> str | None:
        """Puts the file into the thread of that ts and channel id. Raises nothing for what happens outside.

        Returns why it could not be attached, or None when it stands there.
        """
        try:
            async with asyncio.timeout(self._tries.total):
                content = await self._files.fetch(file.file_id)
                name = name_file(file, outbox_id)
                trouble = await self._upload(_Attachment(name, content, thread, outbox_id))
        except FileUnavailable as error:
            trouble = str(error)
        except TimeoutError:
            trouble = "it took too long"
        if trouble:
            log.warning("slack.file_not_attached", outbox_id=outbox_id, reason=trouble)
        return trouble

    async def _upload(self, attachment: _Attachment) -> str | None:
        """Tries once more after every pause. Returns why it gave up, or None when the file is there."""
        trouble = await self._try(attachment)
        for pause in self._tries.pauses:
            if trouble is None or not await self._wait(pause, trouble):
                break
            if await self._is_there(attachment):
                return None
            trouble = await self._try(attachment)
        return None if trouble is None else describe_failure(trouble)

    async def _try(self, attachment: _Attachment) -> Exception | None:
        try:
            await upload(self._client, attachment.thread, attachment.name, attachment.content)
        except CallFailure as error:
            return error
        return None

    async def _wait(self, pause: float, trouble: Exception) -> bool:
        """False when another try would help nothing, or only after a longer pause than there is time for."""
        asked = read_pause(trouble).total_seconds()
        if is_refused(trouble) or asked > self._tries.longest_pause:
            return False
        await asyncio.sleep(max(pause, asked))
        return True

    async def _is_there(self, attachment: _Attachment) -> bool:
        """No where it cannot be asked: a photo that stands there twice is better than none."""
        place, thread_ts = attachment.thread.place or "", attachment.thread.platform_id or ""
        try:
            trace = await self._channels.trace_in_thread(place, thread_ts, attachment.outbox_id)
        except CallFailure:
            return False
        return attachment.name in trace.file_names


def name_file(file: FileRef, outbox_id: int) -> str:
    """A neutral name by which the file is found again, `photo-17.jpg`; only the ending is the customer's."""
    own = re.search(r"\.([A-Za-z0-9]{1,8})$", file.name)
    ending = own[1].lower() if own else _ENDINGS.get(file.kind, "bin")
    return f"{file.kind}-{outbox_id}.{ending}"
