"""Delivers letters to Slack: posts or changes one message, and says what became of it.

A post carries its outbox id in the message's metadata, since Slack knows no idempotency key. When an earlier
try ended unknown (`letter.uncertain`), the sender first looks for that id and adopts what it finds. Changing
a message twice does no harm, so nothing is looked up there.

A look that Slack refuses does not keep the words back: a note that stands there twice is better than none.

A customer's file comes after its words and holds up nothing: see `bot.slack.attachments`. Where it cannot be
attached, the words are changed to say so.
"""

from datetime import timedelta

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.incoming import FileRef
from bot.outgoing import CardLetter, CustomerNote, Letter, NoticeLetter, SlackLetter, ThreadLetter
from bot.ports import Clock, Delivery, Files, Sent, Unknown
from bot.slack.attachments import Attachments, Tries, name_file
from bot.slack.blocks import Json
from bot.slack.cards import shape_card
from bot.slack.channels import Channels, Trace, mark
from bot.slack.failures import CallFailure, describe_failure, is_refused, read_failure
from bot.slack.notes import shape_note, shape_notice

_LOOK_BACK = timedelta(days=7)
_NO_TRACE = Trace(None, frozenset())
log = structlog.get_logger(__name__)


class SlackSender:
    """Implements `bot.ports.Sender` for the letters to staff."""

    def __init__(
        self, client: AsyncWebClient, files: Files, clock: Clock, tries: Tries | None = None
    ) -> None:
        """`tries` says how patiently files are attached."""
        self._client = client
        self._clock = clock
        self._channels = Channels(client)
        self._attachments = Attachments(client, files, tries or Tries())
        self._looks_are_refused = False

    async def send(self, letter: Letter) -> Delivery:
        """Posts the letter, or changes the message where it stands. `Sent` holds ts and channel id."""
        if not isinstance(letter, SlackLetter):
            raise TypeError(f"{type(letter).__name__} is not for Slack")
        try:
            return await self._deliver(letter)
        except CallFailure as error:
            return read_failure(error, letter.channel, self._clock.now())

    async def _deliver(self, letter: SlackLetter) -> Delivery:
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
        return await self._post_where_missing(letter, body, await self._trace(letter))

    async def _post_where_missing(self, letter: SlackLetter, body: Json, trace: Trace) -> Sent:
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
        if not letter.uncertain:
            return _NO_TRACE
        try:
            return await self._look_for(letter)
        except CallFailure as error:
            if not is_refused(error):
                raise
            self._tell_once(error)
            return _NO_TRACE

    async def _look_for(self, letter: SlackLetter) -> Trace:
        channel_id = await self._channels.id_of(letter.channel)
        if isinstance(letter, ThreadLetter):
            return await self._channels.trace_in_thread(channel_id, letter.thread_ts, letter.outbox_id)
        oldest = self._clock.now() - _LOOK_BACK
        return await self._channels.trace_in_channel(channel_id, letter.outbox_id, oldest)

    def _tell_once(self, error: Exception) -> None:
        if not self._looks_are_refused:
            log.warning("slack.posts_may_come_twice", reason=describe_failure(error))
        self._looks_are_refused = True

    async def _post_with_file(self, letter: ThreadLetter, file: FileRef) -> Delivery:
        trace = await self._trace(letter)
        sent = await self._post_where_missing(letter, shape_note(letter), trace)
        if name_file(file, letter.outbox_id) in trace.file_names:
            return sent
        thread = Sent(letter.thread_ts, sent.place)
        trouble = await self._attachments.attach(file, thread, letter.outbox_id)
        return sent if trouble is None else await self._tell(letter, sent, trouble)

    async def _tell(self, letter: ThreadLetter, sent: Sent, trouble: str) -> Delivery:
        """Changes the words to say what is missing; tried a second time at most, since more waits behind."""
        body = shape_note(letter, trouble)
        try:
            await self._client.chat_update(channel=sent.place or "", ts=sent.platform_id or "", **body)
        except CallFailure as error:
            if not (letter.uncertain or is_refused(error)):
                return Unknown(describe_failure(error))
            log.warning("slack.note_not_changed", outbox_id=letter.outbox_id, reason=describe_failure(error))
        return sent
