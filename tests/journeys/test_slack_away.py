"""Slack is down, refuses, hangs, or is deaf: complaints wait for it, and stand there once each, in order."""

from datetime import timedelta
from functools import partial

import pytest

from bot.demo.faults import Error, Fault, Hang, Reset, Side, SlowDown
from bot.demo.slack import NotAcknowledged, SeenMessage
from bot.demo.slack.faults import ENVELOPES
from bot.relay import Limits
from bot.slack.line import Patience
from tests.journeys.conftest import OpenWorld
from tests.journeys.recovery import Recovery
from tests.journeys.screens import words_to
from tests.journeys.trouble import complains, faults_at_slack, measured, nothing_waits, troubles
from tests.journeys.world import PATIENCE_S, World

ONE_POST_AT_A_TIME: Limits = {
    "telegram": {"each": timedelta(0), "all of telegram": timedelta(0)},
    "slack": {"each": timedelta(seconds=3), "all of slack": timedelta(0)},
}
"""Slack's one post a second in a channel, thrice as slow: further ahead than the relay reserves its places,
so that only the journey's clock is waited for.
"""


def rights_of(cards: list[SeenMessage]) -> list[str]:
    """Which of the complaints are shown, in the order of their cards."""
    return [card.shown.partition("The box was crushed (")[2].partition(")")[0] for card in cards]


async def test_slack_is_down_for_an_hour(open_world: OpenWorld, recovery: Recovery) -> None:
    async with open_world(limits=ONE_POST_AT_A_TIME) as world:
        world.telegram.limits = None
        ada = await complains(world, 0)
        (card,) = world.complaints.messages
        await world.slack.stop()
        for number, seconds in enumerate((1800, 1800, 4, 4, 3), start=1):
            await complains(world, number)
            ada.writes(f"And number {number}?")
            await world.passes(seconds=seconds)
        assert "slack" in await troubles(world)
        assert await measured(world, "outbox_age") == 3611
        assert rights_of(world.complaints.messages) == ["0"]
        await world.slack.start()
        await recovery.takes_really("Slack down for 1 h", "the socket", world.slack.connected())
        await recovery.takes(
            world, "Slack down for 1 h", "every card and note", partial(nothing_waits, world)
        )
        assert rights_of(world.complaints.messages) == [f"{number}" for number in range(6)]
        words = [reply.shown for reply in card.thread]
        assert [word for word in words if "And number" in word] == [
            f"Ada 0 wrote:\nAnd number {number}?" for number in range(1, 6)
        ]
        assert await troubles(world) == {}
        assert await measured(world, "outbox_age") == 0
        await world.giulia.clicks(card, "Claim")
        await recovery.takes(world, "Slack down for 1 h", "a click", partial(nothing_waits, world))
        await card.shows("claimed")


async def test_slack_answers_nothing_but_errors_for_an_hour(world: World, recovery: Recovery) -> None:
    """Slack says of an internal error that parts may be done, so each try looks first."""
    faults = faults_at_slack(world)
    down = faults.begin(Fault(Error(500), calls={"chat.postMessage", "conversations.history"}))
    for number in range(3):
        await complains(world, number)
        await world.passes(minutes=20)
    assert world.complaints.messages == []
    assert await measured(world, "sends_total", channel="slack", outcome="unknown") > 0
    faults.lift(down)
    took = await recovery.takes(
        world, "Slack fails for 1 h (500)", "every card", partial(nothing_waits, world)
    )
    assert took <= timedelta(minutes=5)
    assert sorted(rights_of(world.complaints.messages)) == ["0", "1", "2"]


async def test_slack_does_not_answer_one_post(world: World, recovery: Recovery) -> None:
    faults = faults_at_slack(world)
    hanging = faults.begin(Fault(Hang(), Side.AFTER, calls={"chat.postMessage"}, times=1))
    ada = await world.asked()
    ada.taps("1 ⭐")
    await world.settles()
    ada.writes("The box was crushed (1)")
    await hanging.met.wait()
    bruno = world.customer("Bruno")
    bruno.start(await world.delivers("1002"))
    await bruno.sees("how was the delivery")
    faults.lift(hanging)
    await recovery.takes(world, "Slack hangs in one post", "every card", partial(nothing_waits, world))
    assert rights_of(world.complaints.messages) == ["1"]


async def test_a_card_in_doubt_stays_so_when_slack_slows_the_look_down(world: World) -> None:
    """Asked to wait before it could look whether the card stands there, the next try looks all the same."""
    faults = faults_at_slack(world)
    faults.begin(Fault(Reset(), Side.AFTER, calls={"chat.postMessage"}, times=1))
    slowed = faults.begin(Fault(SlowDown(seconds=7), calls={"conversations.history"}, times=1))
    await complains(world, 1)
    await world.passes(seconds=10)
    assert slowed.struck == 1
    await world.passes(minutes=1)
    assert await nothing_waits(world)
    assert rights_of(world.complaints.messages) == ["1"]


@pytest.mark.parametrize("fault", ["breaks", "falls silent"])
async def test_a_socket_that_fails_is_noticed_and_built_anew(
    open_world: OpenWorld, recovery: Recovery, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """With a ping every quarter of a second: the program's own, every five, takes twenty times as long."""
    monkeypatch.setattr("bot.slack.gateway.Patience", partial(Patience, ping=0.25, look=0.05))
    async with open_world() as world:
        _, card = await world.complaint()
        world.slack.line.ack_seconds = 0.2
        (before,) = world.slack.line.connections
        world.marco.writes(world.complaints, "Whose is this?", thread=card)
        if fault == "breaks":
            world.slack.break_sockets()
        else:
            world.slack.silence_sockets()
            with pytest.raises(NotAcknowledged):
                await world.giulia.clicks(card, "Claim")
        again = world.slack.until(
            lambda: world.slack.line.connections not in ([], [before]), "another WebSocket"
        )
        await recovery.takes_really(f"a socket {fault} (20 × as fast)", "a new socket", again)
        world.slack.line.ack_seconds = PATIENCE_S
        await world.giulia.clicks(card, "Claim")
        await card.shows("claimed")
        world.clock.push(timedelta(minutes=1))  # when Slack sends again what was not acknowledged
        await world.settles()
        assert len(world.complaints.messages) == 1
        assert await troubles(world) == {}


async def test_a_click_whose_way_or_acknowledgement_is_lost_may_be_made_again(world: World) -> None:
    ada, card = await world.complaint()
    as_posted = card.freeze()
    faults = faults_at_slack(world)
    world.slack.line.ack_seconds = 0.2
    for side in Side:
        lost = faults.begin(Fault(Error(), side, calls=ENVELOPES))
        with pytest.raises(NotAcknowledged):
            await world.giulia.clicks(as_posted, "Claim")
        faults.lift(lost)
    world.slack.line.ack_seconds = PATIENCE_S
    await world.giulia.clicks(as_posted, "Claim")
    await card.shows("claimed")
    await world.giulia.clicks(card, "Reply")
    form = await world.giulia.sees_modal("Reply")
    world.slack.line.ack_seconds = 0.2
    faults.begin(Fault(Error(), Side.AFTER, calls=ENVELOPES, times=1))
    with pytest.raises(NotAcknowledged):
        await world.giulia.submits(form, {"text": "A new mug leaves today."})
    world.slack.line.ack_seconds = PATIENCE_S
    assert await world.giulia.submits(form, {"text": "A new mug leaves today."}) is None
    await world.settles()
    assert words_to(ada).count("A new mug leaves today.") == 1
    assert [row["action"] for row in await world.rows("ticket_event")].count("claim") == 1


async def test_events_that_slack_loses_for_good_change_nothing(world: World) -> None:
    """What staff write in threads is theirs and is not stored; all else comes as clicks and forms."""
    world.slack.envelope_times = 0
    ada, card = await world.complaint()
    world.marco.writes(world.complaints, "I know her", thread=card)
    await world.replies(world.giulia, card, "A new mug leaves today.")
    await world.resolves(world.giulia, card)
    assert world.slack.lost_events != []
    assert "A new mug leaves today." in words_to(ada)
    assert (await world.row("ticket"))["state"] == "resolved"
