"""The platforms' limits are kept: nothing is refused for haste, and a person's reply goes first."""

import asyncio

from bot.demo.slack.gate import Disturbance, OpenGate, Passage
from bot.demo.telegram import Person
from bot.relay import PLATFORM_LIMITS
from tests.journeys.clock import RunningClock
from tests.journeys.conftest import OpenWorld
from tests.journeys.world import World

MANY = 20


async def answers(world: World, person: Person, token: str) -> None:
    person.start(token)
    await person.sees("how was the delivery", timeout=60)
    person.taps("5 ⭐")
    await person.sees("What is the main reason", timeout=60)
    person.taps("Skip")
    await person.sees("We read every answer", timeout=60)


async def test_twenty_customers_at_once_are_answered_without_one_refusal(open_world: OpenWorld) -> None:
    async with open_world(limits=PLATFORM_LIMITS, clock=RunningClock()) as world:
        tokens = [await world.delivers(f"{number}") for number in range(MANY)]
        people = [world.customer(f"Ada {number}") for number in range(MANY)]
        await asyncio.gather(*(answers(world, *each) for each in zip(people, tokens, strict=True)))
        letters = await world.rows("outbox")
        assert len(letters) == 3 * MANY
        assert {(row["attempts"], row["reason"]) for row in letters} == {(1, None)}


async def test_many_words_about_one_ticket_keep_to_slacks_limit(open_world: OpenWorld) -> None:
    async with open_world(limits=PLATFORM_LIMITS, clock=RunningClock()) as world:
        ada = world.customer()
        for number in range(4):
            ada.writes(f"Number {number} is broken, too")
        card = await world.feedback.sees("Ada")
        await card.thread_sees("Number 3 is broken, too")
        refused = [call for call in world.slack.calls if call.answer.get("error") == "ratelimited"]
        assert refused == []


class SlowsDown(OpenGate):
    """Slack refuses the next post and asks for a minute; `posts` counts what it was asked to post."""

    def __init__(self) -> None:
        self.posts = 0

    async def before(self, passage: Passage, /) -> Disturbance | None:
        if passage.name != "chat.postMessage":
            return None
        self.posts += 1
        if self.posts > 1:
            return None
        return Disturbance(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "60"})


async def test_when_slack_asks_to_slow_down_no_channel_gets_anything(world: World) -> None:
    world.slack.gate = gate = SlowsDown()
    world.customer("Ada").writes("The mug is broken")
    await world.settles()
    assert gate.posts == 1
    bruno = await world.asked("1002", "Bruno")
    bruno.taps("1 ⭐")
    await bruno.sees("What is the main reason")
    bruno.writes("The box was crushed")
    await world.settles()
    assert gate.posts == 1
    await world.passes(minutes=1)
    await world.feedback.sees("Ada")
    await world.complaints.sees("Bruno")


async def test_a_reply_leaves_before_surveys_that_were_queued_earlier(world: World) -> None:
    ada, card = await world.complaint("1001")
    for number in range(10):
        world.customer(f"Bruno {number}").start(await world.delivers(f"a{number}", id=f"c-{number}"))
    await world.passes(days=8)
    await world.telegram.stop()
    world.limits = PLATFORM_LIMITS
    await world.restarts()
    for number in range(10):
        await world.delivers(f"b{number}", id=f"c-{number}")
    await world.settles()
    await world.replies(world.giulia, card, "A new mug leaves today.")
    calls = len(world.telegram.calls)
    await world.telegram.start()
    await world.passes(minutes=1)
    await ada.sees("A new mug leaves today.")
    sent = [call.text("text") for call in world.telegram.calls[calls:] if call.method == "sendMessage"]
    assert sent[0] == "A new mug leaves today."
    assert len([text for text in sent if "how was the delivery" in text]) == 10
