"""Joins Slack's side to ours: Bolt's routing in front of the reception, behind a socket or behind HTTP.

Bolt is built with `process_before_response`, so that the acknowledgement follows the listener, and thus the
commit. An exception that leaves a listener is not acknowledged: the person sees an error and acts again.
Everything that is for nobody here (messages in channels and threads, mentions, the app's home) is
acknowledged and left alone, so Slack does not send it again, and talk among staff stays among staff.
"""

import asyncio
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.config import AppToken, SigningSecret
from bot.ports import Clock, NotReady, Receive
from bot.slack.actions import read_team
from bot.slack.desk import Desk
from bot.slack.failures import CallFailure, describe_failure
from bot.slack.health import NOT_ASKED, SlackHealth
from bot.slack.http_mode import HttpMode
from bot.slack.line import Patience, SlackLine
from bot.slack.people import StaffDirectory
from bot.slack.reception import Reception
from bot.stopping import unless_stopped, wait_for_stop

_ANYTHING = re.compile(".*")
_HELP = (
    "Riscontro brings customers' complaints here as cards. *Claim* one to make it yours, *Reply* to answer "
    "the customer, *Resolve* it when it is settled. What you write in a card's thread stays among "
    "colleagues.\n"
    "`/riscontro flows` tells which surveys are in force, and who is in the middle of one."
)
_FLOWS = "flows"
log = structlog.get_logger(__name__)


class _NotDone(Exception):
    """Comes from what kept an act from being both done and buried; all else that Bolt meets is its own."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Who the app is in its workspace, as far as `auth.test` says."""

    team_id: str | None
    bot_user_id: str | None


@dataclass(frozen=True, slots=True)
class SlackAccess:
    """How the workspace is reached, and who may act there: these user ids, or every full member."""

    client: AsyncWebClient
    way_in: AppToken | SigningSecret
    staff: frozenset[str] | None = None
    patience: Patience | None = None


class SlackGateway:
    """Receives what staff do. `run` until told to stop; `health` at any time."""

    def __init__(self, access: SlackAccess, desk: Desk, clock: Clock) -> None:
        self._client = access.client
        self._patience = access.patience or Patience()
        directory = StaffDirectory(access.client, access.staff, clock)
        self._reception = Reception(access.client, desk, directory)
        self._identity: Identity | None = None
        self._reason: str | None = None
        self._app = self._build_app(access.client)
        match access.way_in:
            case AppToken(token):
                line = SlackLine(self._app, self._dispatch, token.get_secret_value(), clock, self._patience)
                self._door: SlackLine | HttpMode = line
            case SigningSecret(secret):
                self._door = HttpMode(self._dispatch, secret.get_secret_value(), clock)

    @property
    def receive(self) -> Receive | None:
        """Where Slack's requests go, in HTTP mode."""
        return self._door.receive if isinstance(self._door, HttpMode) else None

    async def prepare(self) -> Identity | None:
        """Asks Slack who we are. None when it does not say; `health` then knows the reason."""
        try:
            answer = await self._client.auth_test()
            self._identity = Identity(answer["team_id"], answer["user_id"])
            self._reason = None
        except CallFailure as error:
            self._reason = describe_failure(error)
            log.warning("slack.token_not_checked", reason=self._reason)
        return self._identity

    async def run(self, stopping: asyncio.Event) -> None:
        """Prepares if that is not done, connects, and receives; all of it again whenever Slack was away."""
        pause = self._patience.first_pause
        while self._identity is None and not stopping.is_set():
            if await unless_stopped(stopping, self.prepare()) is None:
                await wait_for_stop(stopping, pause)
                pause = min(2 * pause, self._patience.pause)
        await self._door.run(stopping)
        await self._reception.settle()

    async def health(self) -> SlackHealth:
        if self._identity is None:
            return SlackHealth(connected=False, reason=self._reason or NOT_ASKED, heard_at=None)
        health = await self._door.health()
        return health if self._reason is None else replace(health, connected=False, reason=self._reason)

    def _build_app(self, client: AsyncWebClient) -> AsyncApp:
        """Bolt asks Slack nothing by itself: it hears from us who we are, the reception does the rest."""

        async def authorize() -> AuthorizeResult:  # a method would not do: Bolt fills in its `self`
            return self._authorization()

        app = AsyncApp(
            name="riscontro",
            logger=_quiet_logger(),
            client=_without_token(client),
            authorize=authorize,
            process_before_response=True,
            raise_error_for_unhandled_request=True,
        )
        app.action(_ANYTHING)(self._on_interaction)
        app.view_submission(_ANYTHING)(self._on_interaction)
        app.command(_ANYTHING)(self._on_command)
        app.event(_ANYTHING)(_on_event)
        app.error(_on_error)
        return app

    async def _dispatch(self, payload: dict[str, Any]) -> BoltResponse:
        """Slack shall come again once we know who we are.

        Bolt looks into a payload in many places before any of our listeners is asked, and stumbles over what
        is shaped otherwise than Slack's. That is refused, and tells nothing of an act of anybody's.
        """
        if self._identity is None:
            return BoltResponse(status=503)
        try:
            return await self._app.async_dispatch(AsyncBoltRequest(body=payload, mode="socket_mode"))
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            return _refuse(error)

    async def retake(self, payload: Mapping[str, object]) -> None:
        """Takes a dead letter once more. Raises `NotReady` before Slack said who we are, and any fault."""
        if self._identity is None:
            raise NotReady(self._reason or NOT_ASKED)
        await self._reception.retake(payload, self._identity.team_id or read_team(payload))

    async def _on_interaction(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        try:
            answer = await self._reception.take(body, self._known().team_id or read_team(body))
        except Exception as error:
            raise _NotDone from error
        await ack(**answer)

    async def _on_command(self, ack: AsyncAck, command: dict[str, Any]) -> None:
        """`/riscontro flows` tells of the surveys, anything else what can be asked."""
        words = _HELP
        if str(command.get("text", "")).strip().lower() == _FLOWS:
            team_id = self._known().team_id or read_team(command)
            words = await self._reception.tell_flows(str(command.get("user_id", "")), team_id)
        await ack(text=words, response_type="ephemeral")

    def _authorization(self) -> AuthorizeResult:
        identity = self._known()
        return AuthorizeResult(
            enterprise_id=None,
            team_id=identity.team_id,
            bot_token=self._client.token,
            bot_user_id=identity.bot_user_id,
        )

    def _known(self) -> Identity:
        if self._identity is None:
            raise RuntimeError("Slack sent something before it was asked who we are")
        return self._identity


async def _on_event(event: dict[str, Any]) -> None:
    """What is said in Slack stays in Slack. Bolt acknowledges."""
    log.debug("slack.event_left_alone", type=event.get("type"))


async def _on_error(error: Exception, body: dict[str, Any]) -> BoltResponse | None:
    """Acknowledges what nobody here listens for; anything else stays unacknowledged."""
    match error:
        case BoltUnhandledRequestError():
            return BoltResponse(status=200, body="")
        case _NotDone():
            log.error("slack.not_acknowledged", type=body.get("type"), exc_info=error.__cause__)
            return None
        case _:
            return _refuse(error)


def _refuse(error: Exception) -> BoltResponse:
    log.warning("slack.unreadable", reason=type(error).__name__)
    return BoltResponse(status=400)


def _without_token(client: AsyncWebClient) -> AsyncWebClient:
    """Bolt warns of a token beside `authorize`; it needs the client for its address only."""
    twin = AsyncWebClient(base_url=client.base_url, session=client.session, retry_handlers=[])
    twin.proxy = client.proxy
    return twin


def _quiet_logger() -> logging.Logger:
    """Without Bolt's warning, at every start, that SLACK_BOT_TOKEN of the environment is not used."""
    logger = logging.getLogger("riscontro.slack.bolt")
    logger.setLevel(logging.ERROR)
    return logger
