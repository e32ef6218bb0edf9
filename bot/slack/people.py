"""Decides who is staff: full members of this workspace, or those of them whom the config names.

Whoever sees a card can press its buttons, also guests, people of other workspaces in a shared channel, and
members who have left. So each act asks Slack who it was, and what Slack does not answer counts as no.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Clock
from bot.slack.failures import CallFailure, read_code

_REMEMBERED_FOR = timedelta(minutes=5)
_PATIENCE_SECONDS = 1.5
"""Slack wants its answer within three seconds, and the act itself comes after this question."""

_NOT_MEMBER = "Only full members of this workspace can handle tickets."
_NOT_NAMED = (
    "You are not on the list of people who handle tickets here. Ask whoever runs Riscontro to add you."
)
_NO_ANSWER = "Slack could not tell who you are just now, so nothing was done. Please try again."
_UNKNOWN_PERSON = frozenset({"user_not_found", "user_not_visible"})


@dataclass(frozen=True, slots=True)
class StaffMember:
    """Somebody who may handle tickets, and their name for notes."""

    user_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Stranger:
    """Somebody who may not; `reason` is for them to read."""

    reason: str


class StaffDirectory:
    """Asks Slack who somebody is, and remembers the answer for five minutes."""

    def __init__(self, client: AsyncWebClient, allowed: frozenset[str] | None, clock: Clock) -> None:
        """`allowed` holds the user ids of `[slack] staff`; None means every full member."""
        self._client = client
        self._allowed = allowed
        self._clock = clock
        self._known: dict[str, tuple[datetime, StaffMember | Stranger]] = {}

    async def look_up(self, user_id: str, team_id: str | None) -> StaffMember | Stranger:
        """Whether the person is staff in the workspace `team_id`, None if unknown. Raises nothing."""
        if self._allowed is not None and user_id not in self._allowed:
            return Stranger(_NOT_NAMED)
        now = self._clock.now()
        match self._known.get(user_id):
            case (until, verdict) if now < until:
                return verdict
        try:
            verdict = await self._ask(user_id, team_id)
        except CallFailure:
            return Stranger(_NO_ANSWER)
        self._known[user_id] = (now + _REMEMBERED_FOR, verdict)
        return verdict

    async def _ask(self, user_id: str, team_id: str | None) -> StaffMember | Stranger:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS):
                answer = await self._client.users_info(user=user_id)
        except SlackApiError as error:
            if read_code(error) in _UNKNOWN_PERSON:
                return Stranger(_NOT_MEMBER)
            raise
        return judge(answer.get("user") or {}, team_id)


def judge(user: Mapping[str, Any], team_id: str | None) -> StaffMember | Stranger:
    """Reads a user object of `users.info`. Pure."""
    outside = ("deleted", "is_bot", "is_restricted", "is_ultra_restricted", "is_stranger")
    if any(user.get(flag) for flag in outside) or not _belongs(user, team_id):
        return Stranger(_NOT_MEMBER)
    profile = user.get("profile") or {}
    names = (profile.get("display_name"), profile.get("real_name"), user.get("real_name"), user.get("name"))
    return StaffMember(str(user["id"]), next((str(name) for name in names if name), "A colleague"))


def _belongs(user: Mapping[str, Any], team_id: str | None) -> bool:
    """No when Slack names another workspace than ours.

    On Enterprise Grid a person has one home and may be a member of several workspaces.
    """
    home, workspaces = user.get("team_id"), (user.get("enterprise_user") or {}).get("teams") or ()
    return "id" in user and (not home or not team_id or home == team_id or team_id in workspaces)
