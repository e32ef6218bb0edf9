"""A platform is away: the program says so, waits for it, and loses nothing."""

import asyncio
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial

import pytest
from sqlmodel import select
from structlog.testing import capture_logs

from bot.demo.slack.gate import Disturbance, OpenGate, Passage
from bot.demo.telegram import Call
from storage import outbox
from storage.database import Database
from storage.records import OutboxState
from storage.tables import OutboxRow
from tests.journeys.conftest import OpenWorld
from tests.journeys.screens import last_word_to, words_to
from tests.journeys.settings import EVERY_KIND, settings
from tests.journeys.shop import a_delivery
from tests.journeys.trouble import troubles
from tests.journeys.world import World

NAMED = settings(telegram='username = "bottega_rossi_bot"')


async def test_a_program_in_order_says_so(world: World) -> None:
    await world.asked()
    assert await troubles(world) == {}
    assert (await world.gets("/livez"))[0] == 200
    status, metrics = await world.gets("/metrics")
    assert status == 200
    for name in ("updates_total", "sends_total", "outbox_age", "outbox_waiting", "dead_letters"):
        assert name in metrics


async def test_without_telegram_the_program_starts_and_takes_purchases(open_world: OpenWorld) -> None:
    async with open_world(NAMED, down=["telegram"]) as world:
        assert list(await troubles(world)) == ["telegram"]
        token = await world.delivers()
        ada = world.customer()
        ada.start(token)
        await world.telegram.start()
        await ada.sees("how was the delivery")
        await world.settles()
        assert await troubles(world) == {}


async def test_before_telegram_told_the_bots_name_the_shop_is_asked_to_come_back(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.NAMED_WITHIN_S", 0.0)
    async with open_world(down=["telegram"]) as world:
        event = a_delivery("1001", world.clock.now(), {})
        status, answer = await world.shop.tells(world.app.address, event, world.clock.now())
        assert status == 503, answer
        await world.telegram.start()
        await world.app.office.named.wait()
        assert await world.tells(event)


async def test_without_slack_the_card_waits_and_comes_when_slack_does(open_world: OpenWorld) -> None:
    async with open_world(down=["slack"]) as world:
        assert "slack" in await troubles(world)
        ada = await world.asked()
        ada.taps("1 ⭐")
        await ada.sees("What is the main reason")
        ada.writes("The box was crushed")
        await ada.sees("We are sorry")
        ada.sends_photo(caption="see")
        await world.settles()
        assert world.complaints.messages == []
        await world.slack.start()
        await world.slack.connected()
        await world.passes(minutes=10)
        card = await world.complaints.sees("The box was crushed")
        await card.thread_sees("see")
        await world.giulia.clicks(card, "Claim")
        await card.shows("claimed")
        assert await troubles(world) == {}


async def test_what_was_said_before_a_card_that_waits_for_slack_is_in_its_thread(
    open_world: OpenWorld,
) -> None:
    complaints = '[[complaints]]\nname = "Hard to buy"\nwhen = "ces <= 3"\nchannel = "#complaints-delivery"'
    async with open_world(settings(flows=EVERY_KIND, complaints=complaints)) as world:
        await world.slack.stop()
        ada = world.customer()
        ada.start(await world.delivers())
        await world.settles()
        ada.sends_photo()
        await world.settles()
        for label in ("A gift", "1", "0", "1 ⭐", "Skip"):
            ada.taps(label)
            await world.settles()
        await world.passes(minutes=3)
        await world.slack.start()
        await world.restarts()
        await world.passes(minutes=10)
        card = await world.complaints.sees("Hard to buy")
        await card.shows("0 of 10")
        assert [file.name.split("-")[0] for reply in card.thread for file in reply.files] == ["photo"]


class LosesAnswers:
    """Telegram takes a message whose text holds `words`, and its answer is lost, once."""

    def __init__(self, words: str) -> None:
        self._words: str | None = words

    async def before(self, call: Call) -> None:
        """Lets everything in."""

    async def after(self, call: Call, result: object) -> None:  # noqa: ARG002 - the protocol names it
        if call.method == "sendMessage" and self._words and self._words in call.text("text"):
            self._words = None
            raise ConnectionResetError


async def test_a_reply_whose_answer_was_lost_is_not_sent_twice_and_staff_see_it(world: World) -> None:
    ada, card = await world.complaint()
    world.telegram.interference = LosesAnswers("A new mug")
    await world.replies(world.giulia, card, "A new mug leaves today.")
    await card.thread_sees("unknown whether it arrived")
    await world.passes(hours=1)
    assert words_to(ada).count("A new mug leaves today.") == 1
    await card.shows("unknown whether it arrived")
    await world.resolves(world.giulia, card)
    assert "considers this settled" in last_word_to(ada)


async def test_a_reply_that_a_dead_process_had_in_hand_is_not_sent_again_and_staff_see_it(
    world: World,
) -> None:
    ada, card = await world.complaint()
    await world.telegram.stop()
    await world.replies(world.giulia, card, "A new mug leaves today.")
    await world.stops()
    world.clock.push(timedelta(minutes=10))
    limits = {"telegram": {"each": timedelta(0)}}
    with world.database.transaction() as session:
        (taken,) = outbox.claim(session, "a process that died", limits, world.clock.now())
    assert taken.item.kind == "reply"
    world.clock.push(2 * outbox.LEASE)
    await world.telegram.start()
    await world.starts()
    await card.thread_sees("unknown whether it arrived")
    await world.passes(hours=1)
    assert "A new mug leaves today." not in words_to(ada)
    assert (await world.row("ticket"))["answered"]


class TakesTheDatabase:
    """As soon as Telegram has a message whose text holds `words`, `lock` keeps the program from writing."""

    def __init__(self, words: str, lock: Callable[[], None]) -> None:
        self._words = words
        self._lock = lock

    async def before(self, call: Call) -> None:
        """Lets everything in."""

    async def after(self, call: Call, result: object) -> None:  # noqa: ARG002 - the protocol names it
        if call.method == "sendMessage" and self._words in call.text("text"):
            self._lock()


async def test_what_was_sent_while_the_database_was_busy_is_recorded_as_soon_as_it_can_be(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.Database", partial(Database, busy_timeout=timedelta(milliseconds=100)))
    async with open_world() as world:
        ada, card = await world.complaint()
        with ExitStack() as held, capture_logs() as log:

            def lock() -> None:
                session = held.enter_context(world.database.transaction())
                reply = select(OutboxRow).filter_by(kind="reply", state=OutboxState.PENDING.value)
                session.exec(reply.with_for_update()).one()

            world.telegram.interference = TakesTheDatabase("A new mug", lock)
            replying = asyncio.create_task(world.replies(world.giulia, card, "A new mug leaves today."))
            async with asyncio.timeout(30):
                while not [each for each in log if each["event"] == "outbox.delivery_not_recorded_yet"]:  # noqa: ASYNC110 - a log has no bell
                    await asyncio.sleep(0.02)
        await replying
        await card.thread_sees("delivered")
        reply = next(row for row in await world.rows("outbox") if row["kind"] == "reply")
        assert (reply["state"], reply["attempts"]) == ("sent", 1)
        assert words_to(ada).count("A new mug leaves today.") == 1


async def test_a_question_whose_answer_was_lost_is_asked_again_and_answered_once(world: World) -> None:
    world.telegram.interference = LosesAnswers("how was the delivery")
    ada = await world.asked()
    await world.passes(minutes=1)
    assert len(words_to(ada)) == 2
    for message in ada.screen[1:]:
        ada.taps("5 ⭐", message=message.id)
    await world.settles()
    assert [row["final_value"] for row in await world.rows("answer")] == [5]


class LosesPosts(OpenGate):
    """Slack takes each of the next posts, and its answer is lost."""

    def __init__(self, posts: int) -> None:
        self._posts = posts

    async def after(self, passage: Passage, /) -> Disturbance | None:
        if passage.name == "chat.postMessage" and self._posts:
            self._posts -= 1
            raise ConnectionResetError
        return None


async def test_a_card_and_a_note_whose_answers_were_lost_are_posted_once(world: World) -> None:
    world.slack.gate = LosesPosts(1)
    ada = await world.asked()
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason")
    ada.writes("The box was crushed")
    await world.settles()
    await world.passes(minutes=1)
    (card,) = world.complaints.messages
    world.slack.gate = LosesPosts(1)
    ada.sends_photo(caption="see")
    await world.settles()
    await world.passes(minutes=1)
    assert [reply.shown for reply in card.thread].count("Ada sent a photo:\nsee") == 1
    assert len([file for reply in card.thread for file in reply.files]) == 1
    await world.giulia.clicks(card, "Claim")
    await card.shows("claimed")
