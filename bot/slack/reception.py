"""Takes what staff do in Slack to the desk, and tells them at once what came of it.

1. Read the payload; bury what cannot be read.
2. Ask the directory whether the person is staff.
3. A wish for a modal is met here and now, since its trigger lives three seconds.
4. Everything else is worked by the desk, which commits; only then does the caller acknowledge to Slack.

A refusal is a word that only the person sees; in a modal it stands at the input. If the desk fails twice, the
act is buried and the person is told. Nothing of this is the only trace of anything.
"""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.actions import (
    AskReply,
    AskResolve,
    MalformedPayload,
    Payload,
    UnfilledField,
    read_action,
    read_origin,
)
from bot.slack.blocks import Json
from bot.slack.desk import Desk
from bot.slack.failures import CallFailure, describe_failure
from bot.slack.flows_news import show_flows
from bot.slack.modals import reply_modal, resolve_modal
from bot.slack.mrkdwn import read_plain_words
from bot.slack.people import StaffDirectory, Stranger
from bot.staff import Origin, StaffArrival, TicketPeek
from flows.tickets import TicketState
from storage.errors import StoreUnavailable

SOURCE = "slack"

_UNREADABLE = "This could not be read, so nothing was done. Whoever runs Riscontro can see it."
_BURIED = "Something went wrong, so nothing was done. It was noted for whoever runs Riscontro."
_NOT_STORED = "This could not be stored just now. Please try again in a moment."
_NOT_READ = "This could not be looked up just now. Please try again in a moment."
_NO_TICKET = "There is no such ticket any more."
_RESOLVED_ALREADY = "This ticket is already resolved."
_MODAL_FAILED = "Slack did not open the window in time. Please press the button again."
_PATIENCE_SECONDS = 2.5

log = structlog.get_logger(__name__)


class Reception:
    """One per workspace. `take` may run many times at once."""

    def __init__(self, client: AsyncWebClient, desk: Desk, directory: StaffDirectory) -> None:
        self._client = client
        self._desk = desk
        self._directory = directory
        self._whispers: set[asyncio.Task[None]] = set()

    async def take(self, payload: Payload, team_id: str | None) -> Json:
        """Handles a click or a sent modal, and returns the body of its acknowledgement.

        Raises whatever kept an act from being both done and buried; then it must not be acknowledged.
        """
        try:
            action = read_action(payload)
        except UnfilledField as error:
            return _point_at(error.field, error.message)
        except MalformedPayload as error:
            return await self._set_aside(payload, error)
        verdict = await self._directory.look_up(action.origin.user_id, team_id)
        if isinstance(verdict, Stranger):
            return self._refuse(payload, action.origin, verdict.reason)
        refusal = await self._act(action, verdict.name, payload)
        return self._refuse(payload, action.origin, refusal) if refusal else {}

    async def retake(self, payload: Payload, team_id: str | None) -> None:
        """Does once more what was set aside. Raises whatever is still wrong with it.

        Nobody waits for an answer any more: a refusal is only logged, and no window can be opened.
        """
        action = read_action(payload)
        verdict = await self._directory.look_up(action.origin.user_id, team_id)
        if isinstance(verdict, Stranger):
            raise PermissionError(verdict.reason)
        if not isinstance(action, StaffArrival):
            raise TimeoutError("the window they wanted could be opened for three seconds only")
        if refusal := await self._desk.work(action, verdict.name):
            log.info("slack.act_refused_late", key=action.key, reason=refusal)

    async def tell_flows(self, user_id: str, team_id: str | None) -> str:
        """How the surveys stand, in mrkdwn, for staff; for anybody else why they are not told."""
        verdict = await self._directory.look_up(user_id, team_id)
        if isinstance(verdict, Stranger):
            return verdict.reason
        try:
            return show_flows(await self._desk.tell_flows())
        except StoreUnavailable as error:
            log.warning("slack.flows_not_told", reason=str(error))
            return _NOT_READ

    async def settle(self) -> None:
        """Waits a moment for the words that are still on their way to people."""
        if self._whispers:
            await asyncio.wait(self._whispers, timeout=_PATIENCE_SECONDS)

    async def _set_aside(self, payload: Payload, error: MalformedPayload) -> Json:
        await self._desk.bury(SOURCE, str(payload.get("trigger_id", "")), payload, error)
        try:
            origin = read_origin(payload)
        except MalformedPayload:
            return {}
        return self._refuse(payload, origin, _UNREADABLE)

    async def _act(
        self, action: StaffArrival | AskReply | AskResolve, name: str, payload: Payload
    ) -> str | None:
        """A database that is away is no fault of the act: the person is asked to try again."""
        try:
            match action:
                case StaffArrival():
                    return await self._work(action, name, payload)
                case AskReply() | AskResolve():
                    return await self._open_modal(action)
        except StoreUnavailable as error:
            log.warning("slack.act_not_stored", reason=str(error))
            return _NOT_STORED

    async def _work(self, arrival: StaffArrival, name: str, payload: Payload) -> str | None:
        try:
            return await self._desk.work(arrival, name)
        except StoreUnavailable:
            raise
        except Exception:
            log.exception("slack.act_failed_once", key=arrival.key)
        try:
            return await self._desk.work(arrival, name)
        except StoreUnavailable:
            raise
        except Exception as error:
            log.exception("slack.act_buried", key=arrival.key)
            await self._desk.bury(SOURCE, arrival.key, payload, error)
            return _BURIED

    async def _open_modal(self, wish: AskReply | AskResolve) -> str | None:
        peek = await self._desk.peek(wish.ticket_id)
        if peek is None:
            return _NO_TICKET
        if isinstance(wish, AskResolve) and peek.state is TicketState.RESOLVED:
            return _RESOLVED_ALREADY
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                await self._client.views_open(trigger_id=wish.trigger_id, view=_shape_modal(wish, peek))
        except CallFailure as error:
            log.warning("slack.modal_not_opened", reason=describe_failure(error))
            return _MODAL_FAILED
        return None

    def _refuse(self, payload: Payload, origin: Origin, reason: str) -> Json:
        """In a modal the refusal stands at an input; else it is whispered after the acknowledgement."""
        if block_id := _last_input(payload):
            return _point_at(block_id, reason)
        self._start(self._whisper(origin, reason))
        return {}

    def _start(self, whisper: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(whisper)
        self._whispers.add(task)
        task.add_done_callback(self._whispers.discard)

    async def _whisper(self, origin: Origin, words: str) -> None:
        """Best effort: in the channel, else by the address that Slack gave with the click."""
        try:
            if origin.channel is None:
                raise ConnectionError("the click came from no channel")
            await self._client.chat_postEphemeral(channel=origin.channel, user=origin.user_id, text=words)
        except CallFailure as error:
            await self._whisper_back(origin, words, error)

    async def _whisper_back(self, origin: Origin, words: str, first_error: Exception) -> None:
        try:
            if origin.response_url is None:
                raise first_error
            webhook = AsyncWebhookClient(origin.response_url, proxy=self._client.proxy, retry_handlers=[])
            await webhook.send(text=words, response_type="ephemeral", replace_original=False)
        except CallFailure as error:
            log.warning("slack.word_not_shown", reason=describe_failure(error))


def _shape_modal(wish: AskReply | AskResolve, peek: TicketPeek) -> Json:
    match wish:
        case AskReply(ticket_id, _, origin):
            return reply_modal(ticket_id, peek, origin)
        case AskResolve(ticket_id, _, origin):
            return resolve_modal(ticket_id, peek, origin)


def _point_at(block_id: str, message: str) -> Json:
    return {"response_action": "errors", "errors": {block_id: read_plain_words(message)}}


def _last_input(payload: Payload) -> str | None:
    """Slack shows an error only at an input; the last one stands next to the button that was pressed."""
    match payload:
        case {"type": "view_submission", "view": {"blocks": [*blocks]}}:
            return next(filter(None, map(_read_input, reversed(blocks))), None)
        case _:
            return None


def _read_input(block: object) -> str | None:
    match block:
        case {"type": "input", "block_id": str(block_id)}:
            return block_id
        case _:
            return None
