"""Only full members of the workspace may act, narrowed by the config; no answer counts as no."""

from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack import SlackStandIn
from bot.demo.slack.gate import Disturbance
from bot.slack.people import StaffDirectory, StaffMember, Stranger, judge
from tests.bot.slack.conftest import Clock, Trouble

MEMBER: dict[str, Any] = {
    "id": "U1",
    "team_id": "T1",
    "name": "bea.bianchi",
    "real_name": "Bea Bianchi",
    "profile": {"display_name": "Bea", "real_name": "Bea Bianchi"},
}


@pytest.mark.parametrize(
    "difference",
    [
        {"deleted": True},
        {"is_bot": True},
        {"is_restricted": True},
        {"is_ultra_restricted": True},
        {"is_stranger": True},
        {"team_id": "T2"},
        {"team_id": "T2", "enterprise_user": {"teams": ["T3"]}},
    ],
)
def test_who_is_no_full_member_here_is_a_stranger(difference: dict[str, Any]) -> None:
    assert isinstance(judge({**MEMBER, **difference}, "T1"), Stranger)


def test_a_member_of_this_workspace_with_another_home_is_staff() -> None:
    assert judge({**MEMBER, "team_id": "T2", "enterprise_user": {"teams": ["T1"]}}, "T1") == StaffMember(
        "U1", "Bea"
    )


@pytest.mark.parametrize("team_id", [None, "T1"])
def test_where_slack_names_no_workspace_a_member_is_staff_and_a_guest_is_not(team_id: str | None) -> None:
    assert judge({"id": "U1", "name": "bea.bianchi"}, team_id) == StaffMember("U1", "bea.bianchi")
    assert isinstance(judge({"id": "U1", "name": "gus", "is_restricted": True}, team_id), Stranger)
    assert judge(MEMBER, None) == StaffMember("U1", "Bea")


@pytest.mark.parametrize(
    ("profile", "name"),
    [
        ({"display_name": "Bea"}, "Bea"),
        ({"display_name": "", "real_name": "Bea B."}, "Bea B."),
        (None, "Bea Bianchi"),
    ],
)
def test_staff_are_called_as_slack_shows_them(profile: dict[str, str] | None, name: str) -> None:
    assert judge({**MEMBER, "profile": profile}, "T1") == StaffMember("U1", name)


async def test_members_are_staff_and_all_others_are_told_why_not(
    slack: SlackStandIn, client: AsyncWebClient, clock: Clock
) -> None:
    team = slack.installation.team_id
    directory = StaffDirectory(client, None, clock)
    bea = slack.staff("Bea Bianchi")
    assert await directory.look_up(bea.id, team) == StaffMember(bea.id, "Bea")
    for person in (slack.staff("Gus Guest", restricted=True), slack.stranger("Stan Elsewhere")):
        assert isinstance(await directory.look_up(person.id, team), Stranger)
    assert isinstance(await directory.look_up("U0NOBODY", team), Stranger)


async def test_the_config_narrows_who_may_act(
    slack: SlackStandIn, client: AsyncWebClient, clock: Clock
) -> None:
    team = slack.installation.team_id
    bea, carl = slack.staff("Bea Bianchi"), slack.staff("Carl Conti")
    guest = slack.staff("Gus Guest", restricted=True)
    directory = StaffDirectory(client, frozenset({bea.id, guest.id}), clock)
    assert isinstance(await directory.look_up(bea.id, team), StaffMember)
    assert isinstance(await directory.look_up(carl.id, team), Stranger)
    assert isinstance(await directory.look_up(guest.id, team), Stranger)


async def test_an_answer_is_remembered_for_minutes_and_asked_anew_after(
    slack: SlackStandIn, client: AsyncWebClient, clock: Clock
) -> None:
    team = slack.installation.team_id
    directory = StaffDirectory(client, None, clock)
    bea = slack.staff("Bea Bianchi")
    await directory.look_up(bea.id, team)
    bea.user.deleted = True
    clock.move(minutes=4)
    assert isinstance(await directory.look_up(bea.id, team), StaffMember)
    clock.move(minutes=2)
    assert isinstance(await directory.look_up(bea.id, team), Stranger)
    assert [call.method for call in slack.calls] == ["users.info", "users.info"]


async def test_when_slack_cannot_say_the_answer_is_no_and_not_remembered(
    slack: SlackStandIn, client: AsyncWebClient, clock: Clock, trouble: Trouble
) -> None:
    team = slack.installation.team_id
    directory = StaffDirectory(client, None, clock)
    bea = slack.staff("Bea Bianchi")
    trouble.before_effect["users.info"] = [Disturbance(503), Disturbance(500)]
    for _ in range(2):
        verdict = await directory.look_up(bea.id, team)
        assert isinstance(verdict, Stranger)
        assert "try again" in verdict.reason
    assert isinstance(await directory.look_up(bea.id, team), StaffMember)
