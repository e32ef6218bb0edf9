"""Delivers letters to Slack: posts or changes one message, and says what became of it.

A post carries its outbox id in the message's metadata, since Slack knows no idempotency key. When an earlier
try ended unknown (`letter.uncertain`), the sender first looks for that id and adopts what it finds. Changing
a message twice does no harm, so nothing is looked up there.

A customer's file takes two steps, the words and then the upload, which one outcome cannot tell apart. So a
note with a file is looked up on every try: the words by their metadata, the file by its name, which holds the
outbox id. Each step is then done only where its trace is missing, and any of them may fail and be tried
again.
"""

import re
from datetime import timedelta

from aiohttp import ClientResponseError
from slack_sdk.web.async_client import AsyncWebClient

from bot.incoming import FileKind, FileRef
from bot.outgoing import CardLetter, CustomerNote, Letter, NoticeLetter, SlackLetter, ThreadLetter
from bot.ports import Clock, Delivery, Files, FileUnavailable, GiveUp, Sent
from bot.slack.blocks import Json
from bot.slack.cards import shape_card
from bot.slack.channels import Channels, Trace, mark
from bot.slack.failures import CallFailure, read_failure
from bot.slack.notes import shape_note, shape_notice
from bot.slack.uploads import is_refused_for_good, upload

_LOOK_BACK = timedelta(days=7)
_NO_TRACE = Trace(None, frozenset())
_ENDINGS = {
    FileKind.PHOTO: "jpg",
    FileKind.VOICE: "ogg",
    FileKind.VIDEO: "mp4",
    FileKind.STICKER: "webp",
}


class SlackSender:
    """Implements `bot.ports.Sender` for the letters to staff."""

    def __init__(self, client: AsyncWebClient, files: Files, clock: Clock) -> None:
        self._client = client
        self._files = files
        self._clock = clock
        self._channels = Channels(client)

    async def send(self, letter: Letter) -> Delivery:
        """Posts the letter, or changes the message where it stands. `Sent` holds ts and channel id."""
        if not isinstance(letter, SlackLetter):
            raise TypeError(f"{type(letter).__name__} is not for Slack")
        try:
            return await self._deliver(letter)
        except CallFailure as error:
            return read_failure(error, letter.channel, self._clock.now())

    async def _deliver(self, letter: SlackLetter) -> Sent:
        match letter:
            case CardLetter(card_ts=str(ts)):
                return await self._change(letter.channel, ts, shape_card(letter))
            case CardLetter():
                return await self._post(letter, shape_card(letter))
            case ThreadLetter(note_ts=str(ts)):
                return await self._change(letter.channel, ts, shape_note(letter))
            case ThreadLetter(note=CustomerNote(file=FileRef() as file)):
                return await self._post_with_file(letter, file)
            case ThreadLetter():
                return await self._post(letter, shape_note(letter))
            case NoticeLetter():
                return await self._post(letter, shape_notice(letter))

    async def _change(self, channel: str, ts: str, body: Json) -> Sent:
        channel_id = await self._channels.id_of(channel)
        await self._client.chat_update(channel=channel_id, ts=ts, **body)
        return Sent(ts, channel_id)

    async def _post(self, letter: SlackLetter, body: Json) -> Sent:
        """Once only: what an uncertain try has left is adopted."""
        trace = await self._trace(letter) if letter.uncertain else _NO_TRACE
        if trace.ts is not None:
            return Sent(trace.ts, await self._channels.id_of(letter.channel))
        return await self._post_anew(letter, body)

    async def _post_anew(self, letter: SlackLetter, body: Json) -> Sent:
        answer = await self._client.chat_postMessage(
            channel=letter.channel,
            thread_ts=letter.thread_ts if isinstance(letter, ThreadLetter) else None,
            metadata=mark(letter.outbox_id),
            unfurl_links=False,
            unfurl_media=False,
            **body,
        )
        self._channels.remember(letter.channel, answer["channel"])
        return Sent(answer["ts"], answer["channel"])

    async def _trace(self, letter: SlackLetter) -> Trace:
        channel_id = await self._channels.id_of(letter.channel)
        if isinstance(letter, ThreadLetter):
            return await self._channels.trace_in_thread(channel_id, letter.thread_ts, letter.outbox_id)
        oldest = self._clock.now() - _LOOK_BACK
        return await self._channels.trace_in_channel(channel_id, letter.outbox_id, oldest)

    async def _post_with_file(self, letter: ThreadLetter, file: FileRef) -> Sent:
        trace = await self._trace(letter)
        sent = (
            Sent(trace.ts, await self._channels.id_of(letter.channel))
            if trace.ts is not None
            else await self._post_anew(letter, shape_note(letter))
        )
        name = name_file(file, letter.outbox_id)
        if name in trace.file_names:
            return sent
        if trouble := await self._upload(letter, sent, file, name):
            await self._change(letter.channel, sent.platform_id or "", shape_note(letter, trouble))
        return sent

    async def _upload(self, letter: ThreadLetter, sent: Sent, file: FileRef, name: str) -> str | None:
        """Puts the file into the thread; returns in words why that will never succeed, or None.

        Raises one of `CallFailure` when it may succeed later.
        """
        try:
            content = await self._files.fetch(file.file_id)
            await upload(self._client, Sent(letter.thread_ts, sent.place), name, content)
        except FileUnavailable as error:
            return str(error)
        except ClientResponseError as error:
            if not is_refused_for_good(error):
                raise
            return f"Slack did not take it (HTTP {error.status})"
        except CallFailure as error:
            match read_failure(error, letter.channel, self._clock.now()):
                case GiveUp(reason):
                    return reason
                case _:
                    raise
        return None


def name_file(file: FileRef, outbox_id: int) -> str:
    """A neutral name by which the file is found again, `photo-17.jpg`; only the ending is the customer's."""
    own = re.search(r"\.([A-Za-z0-9]{1,8})$", file.name)
    ending = own[1].lower() if own else _ENDINGS.get(file.kind, "bin")
    return f"{file.kind}-{outbox_id}.{ending}"
