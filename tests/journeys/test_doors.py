"""Whichever way Telegram and Slack come in, the main job is the same, and nothing is lost on the way."""

import asyncio
from typing import Literal

import aiohttp
import pytest

from bot.slack.manifest import REQUEST_PATH
from storage.errors import StoreUnavailable
from tests.journeys.books import differences, read_books
from tests.journeys.conftest import OpenWorld
from tests.journeys.doors import Doors
from tests.journeys.screens import last_word_to
from tests.journeys.trouble import troubles
from tests.journeys.world import World

OVER_HTTP = [("webhook", "socket"), ("polling", "http"), ("webhook", "http")]


async def the_main_job(world: World) -> None:
    ada, card = await world.complaint()
    ada.sends_photo(caption="look")
    await card.thread_sees("look")
    await world.settles()
    await world.giulia.clicks(card, "Claim")
    await card.shows("Giulia")
    await world.replies(world.giulia, card, "Hello Ada, a new mug leaves today.")
    await ada.sees("Hello Ada, a new mug leaves today.")
    await card.thread_sees("delivered")
    await world.resolves(world.giulia, card)
    await ada.sees("considers this settled")
    await card.shows("resolved")


@pytest.mark.parametrize(("telegram", "slack"), OVER_HTTP)
async def test_a_bad_delivery_is_answered_whichever_way_they_come_in(
    open_world: OpenWorld, telegram: Literal["polling", "webhook"], slack: Literal["socket", "http"]
) -> None:
    async with open_world() as usual:
        await the_main_job(usual)
        expected = read_books(usual.database)
    async with open_world(doors=Doors(telegram, slack)) as world:
        await the_main_job(world)
        assert differences(read_books(world.database), expected) == []
        assert await troubles(world) == {}
        methods = {call.method for call in world.telegram.calls}
        assert ("getUpdates" in methods) is (telegram == "polling")
        assert ("setWebhook" in methods) is (telegram == "webhook")


async def test_what_comes_several_times_over_http_is_done_once(open_world: OpenWorld) -> None:
    async with open_world() as usual:
        await the_main_job(usual)
        expected = read_books(usual.database)
    async with open_world(doors=Doors("webhook", "http")) as world:
        world.telegram.deliver_times = 3
        world.slack.envelope_times = 3
        await the_main_job(world)
        assert differences(read_books(world.database), expected) == []


async def test_whoever_is_neither_telegram_nor_slack_gets_nowhere(open_world: OpenWorld) -> None:
    async with open_world(doors=Doors("webhook", "http")) as world:
        told = next(call for call in world.telegram.calls if call.method == "setWebhook")
        stranger = {"X-Telegram-Bot-Api-Secret-Token": "wrong", "X-Slack-Signature": "v0=wrong"}
        statuses = [
            await post(url, headers)
            for url in (told.text("url"), world.app.address + REQUEST_PATH)
            for headers in ({}, stranger, stranger | {"X-Slack-Request-Timestamp": "soon"})
        ]
        assert statuses == [401] * 6
        assert await post(f"{world.app.address}/telegram/elsewhere", stranger) == 404
        assert await world.rows("customer") == []


async def post(url: str, headers: dict[str, str]) -> int:
    async with (
        aiohttp.ClientSession() as http,
        http.post(url, data=b'{"update_id": 1}', headers=headers) as it,
    ):
        return it.status


async def test_while_the_database_takes_nothing_telegram_keeps_it(
    open_world: OpenWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_world(doors=Doors("webhook")) as world:
        ada = await world.asked()
        turned_away = asyncio.Event()

        async def refuse(*_: object) -> None:
            turned_away.set()
            raise StoreUnavailable("it is locked by another process")

        with monkeypatch.context() as locked:
            locked.setattr(world.app.office, "take", refuse)
            ada.taps("2 ⭐")
            await turned_away.wait()
            assert world.telegram.pending_updates == 1
        await ada.sees("What is the main reason")
        await world.settles()
        assert [row["final_value"] for row in await world.rows("answer")] == [2]


async def test_while_the_program_is_down_telegram_keeps_what_comes(open_world: OpenWorld) -> None:
    async with open_world(doors=Doors("webhook", "http")) as world:
        ada = await world.asked()
        calls = len(world.telegram.calls)
        await world.stops()
        ada.taps("2 ⭐")
        ada.writes("The box was crushed")
        await world.starts()
        await ada.sees("We are sorry")
        await world.hears_slack()
        await world.complaints.sees("The box was crushed")
        await world.settles()
        methods = [call.method for call in world.telegram.calls[calls:]]
        assert "deleteWebhook" not in methods
        assert "setWebhook" not in methods, "it was set all the time"


async def test_telegram_may_be_away_at_the_start_of_a_webhook(open_world: OpenWorld) -> None:
    async with open_world(doors=Doors("webhook"), down=["telegram"]) as world:
        assert list(await troubles(world)) == ["telegram"]
        ada = world.customer()
        ada.start()
        await world.telegram.start()
        await ada.sees("*")
        await world.settles()
        assert await troubles(world) == {}


async def test_the_way_may_change_and_no_update_is_lost(open_world: OpenWorld) -> None:
    async with open_world(doors=Doors("polling")) as world:
        ada = await world.asked()
        for telegram, answer in (("webhook", "2 ⭐"), ("polling", "It came late")):
            await world.stops()
            world.doors.telegram = "webhook" if telegram == "webhook" else "polling"
            ada.taps(answer) if "⭐" in answer else ada.writes(answer)
            await world.starts()
            await world.hears_slack()
            await ada.sees("What is the main reason" if "⭐" in answer else "We are sorry")
            await world.settles()
            assert await troubles(world) == {}
        set_and_removed = [call.method for call in world.telegram.calls if call.method.endswith("Webhook")]
        assert set_and_removed == ["deleteWebhook", "setWebhook", "deleteWebhook"]
        assert not any(call.flag("drop_pending_updates") for call in world.telegram.calls)
        assert "We are sorry" in last_word_to(ada)
        await world.complaints.sees("It came late")
