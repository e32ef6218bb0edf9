"""The timers of a wait, at any moment of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from flows.definition import TextNode
from flows.effects import TimerPurpose
from flows.outreach import Outreach
from flows.run import Answer, Complaint, Run, RunStatus, Value
from flows.scene import Scene
from flows.waits import REASON_GRACE, awaits_reason, expires_at, wait_timers
from tests.flows.host import MORNING

DAY = timedelta(days=1)
NODE = TextNode(ask="text", id="why", text={"en": "Why?"})
OPTIONAL = NODE.model_copy(update={"optional": True})
WAITING = Run(id=1, language="en", step_number=1, status=RunStatus.WAITING, node="why", waiting_since=MORNING)
COMPLAINT = Complaint("Bad", "", None, "normal", since=MORNING, due_at=MORNING + DAY)


def a_scene(*reminders: timedelta, expires_after: timedelta = timedelta(0)) -> Scene:
    return Scene({}, "en", outreach=Outreach(reminders=reminders, expires_after=expires_after))


def timers(node: TextNode, run: Run, scene: Scene, now: datetime = MORNING) -> dict[TimerPurpose, timedelta]:
    return {timer.purpose: timer.due_at - MORNING for timer in wait_timers(node, run, scene, now).timers}


def test_a_zero_duration_switches_off() -> None:
    assert timers(NODE, WAITING, a_scene(timedelta(0))) == {}


@pytest.mark.parametrize(
    ("passed", "due"),
    [
        (timedelta(0), 2 * DAY),
        (2 * DAY - timedelta(seconds=1), 2 * DAY),
        (2 * DAY, 4 * DAY),
        (3 * DAY, 4 * DAY),
        (4 * DAY, None),
    ],
)
def test_the_next_reminder_is_the_first_that_lies_ahead(passed: timedelta, due: timedelta | None) -> None:
    found = timers(NODE, WAITING, a_scene(4 * DAY, 2 * DAY), MORNING + passed)
    assert found == ({TimerPurpose.REMIND: due} if due else {})


def test_nobody_is_reminded_of_an_optional_question() -> None:
    assert timers(OPTIONAL, WAITING, a_scene(DAY, expires_after=7 * DAY)) == {TimerPurpose.EXPIRE: 7 * DAY}


def test_the_expiry_counts_from_the_beginning_of_the_wait() -> None:
    scene = a_scene(expires_after=7 * DAY)
    assert timers(NODE, WAITING, scene, MORNING + 3 * DAY) == {TimerPurpose.EXPIRE: 7 * DAY}
    assert expires_at(WAITING, a_scene()) is None


def test_a_run_that_does_not_wait_has_no_due_times() -> None:
    over = replace(WAITING, status=RunStatus.EXPIRED, node=None, waiting_since=None)
    assert expires_at(over, a_scene(expires_after=DAY)) is None
    assert timers(NODE, over, a_scene(DAY, expires_after=DAY)) == {}


def test_a_pending_complaint_waits_for_its_reason_and_an_open_ticket_does_not() -> None:
    pending = replace(WAITING, complaint=COMPLAINT)
    assert timers(NODE, pending, a_scene(), MORNING + DAY) == {TimerPurpose.OPEN_TICKET: REASON_GRACE}
    assert timers(NODE, replace(pending, ticket_open=True), a_scene()) == {}


@pytest.mark.parametrize(
    ("value", "status", "waits"),
    [
        (2, RunStatus.WAITING, True),
        ("late", RunStatus.WAITING, False),
        (None, RunStatus.WAITING, False),
        (2, RunStatus.COMPLETE, False),
    ],
)
def test_only_a_number_leaves_the_reason_to_come(value: Value | None, status: RunStatus, waits: bool) -> None:
    answer = Answer("rating", "csat", 1, value, "en", MORNING)
    assert awaits_reason(replace(WAITING, status=status, answers=(answer,))) is waits
