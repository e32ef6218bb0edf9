"""Updates come at least once, in order, to one poller, until they are confirmed."""

import asyncio

import aiohttp
import pytest
import telegram as ptb

from bot.demo.telegram import Call, Change, TelegramStandIn
from tests.bot.demo.telegram.conftest import Api, Clock


async def test_updates_come_again_until_confirmed(telegram: TelegramStandIn, api: Api) -> None:
    ada = telegram.person("Ada")
    for text in ("one", "two", "three"):
        ada.writes(text)
    first, second, third = await api.updates()
    assert await api.updates() == [first, second, third]
    assert await api.updates(limit=1) == [first]
    assert await api.updates(second["update_id"]) == [second, third]
    assert await api.updates(-1) == [third]
    assert await api.updates(third["update_id"] + 1) == []
    assert telegram.pending_updates == 0


async def test_a_message_counts_as_undelivered_until_it_is_confirmed(
    telegram: TelegramStandIn, api: Api
) -> None:
    ada = telegram.person("Ada")
    first, second = ada.writes("one"), ada.writes("two")
    heard: list[Change] = []
    end = telegram.subscribe(heard.append)
    update, _ = await api.updates()
    assert telegram.snapshot(ada)["undelivered"] == [first, second]
    await api.updates(update["update_id"] + 1)
    assert telegram.snapshot(ada)["undelivered"] == [second]
    assert heard == [Change("delivery", ada.chat_id)]
    end()


async def test_what_a_negative_offset_passes_over_is_no_longer_undelivered(
    telegram: TelegramStandIn, api: Api
) -> None:
    ada = telegram.person("Ada")
    *passed, last = ada.writes("one"), ada.writes("two"), ada.writes("three")
    heard: list[Change] = []
    end = telegram.subscribe(heard.append)
    assert [update["message"]["text"] for update in await api.updates(-1)] == ["three"]
    assert telegram.snapshot(ada)["undelivered"] == [last]
    assert heard == [Change("delivery", ada.chat_id) for _ in passed]
    end()


async def test_a_negative_offset_counts_only_what_still_waits(
    telegram: TelegramStandIn, api: Api, clock: Clock
) -> None:
    ada = telegram.person("Ada")
    ada.writes("still here")
    button = {"inline_keyboard": [[{"text": "9", "callback_data": "9"}]]}
    await api("sendMessage", chat_id=ada.chat_id, text="x", reply_markup=button)
    ada.taps("9")
    clock.passes(150)
    assert [update["message"]["text"] for update in await api.updates(-1)] == ["still here"]


async def test_a_waiting_poll_is_answered_by_the_next_update(telegram: TelegramStandIn, api: Api) -> None:
    ada = telegram.person("Ada")
    poll = asyncio.create_task(api.updates(timeout=30))
    await telegram.called("getUpdates")
    ada.writes("Hello")
    (update,) = await poll
    assert update["message"]["text"] == "Hello"


async def test_the_older_of_two_pollers_is_sent_away(telegram: TelegramStandIn, api: Api) -> None:
    older = asyncio.create_task(api("getUpdates", timeout=30))
    await telegram.called("getUpdates")
    newer = asyncio.create_task(api.updates(timeout=30))
    answer = await older
    assert answer["error_code"] == 409
    assert answer["description"].startswith("Conflict: terminated by other getUpdates request")
    telegram.person("Ada").writes("Hello")
    assert len(await newer) == 1


async def test_polling_and_a_webhook_exclude_each_other(telegram: TelegramStandIn, bot: ptb.Bot) -> None:
    telegram.person("Ada").writes("Hello")
    assert await bot.set_webhook(
        "https://shop.example/telegram", secret_token="demo", allowed_updates=["message"]
    )
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count) == ("https://shop.example/telegram", 1)
    assert info.allowed_updates == ("message",)
    with pytest.raises(ptb.error.Conflict, match="webhook is active"):
        await bot.get_updates()
    for bad in ("http://shop.example/telegram", "https://shop.example:8000/telegram"):
        with pytest.raises(ptb.error.BadRequest, match=r"(?i)bad webhook"):
            await bot.set_webhook(bad)
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_allowed_updates_are_remembered(telegram: TelegramStandIn, api: Api) -> None:
    ada = telegram.person("Ada")
    await api.updates(allowed_updates=["message"])
    ada.start()
    ada.blocks()
    assert [set(update) - {"update_id"} for update in await api.updates()] == [{"message"}]
    await api.updates(allowed_updates=[])
    ada.unblocks()
    assert "my_chat_member" in (await api.updates())[-1]


async def test_an_update_can_come_again_after_it_was_confirmed(telegram: TelegramStandIn, api: Api) -> None:
    telegram.deliver_times = 2
    telegram.person("Ada").writes("Hello")
    (update,) = await api.updates()
    assert await api.updates(update["update_id"] + 1) == [update]
    assert await api.updates(update["update_id"] + 1) == []


async def test_malformed_updates_are_handed_out_as_they_are(telegram: TelegramStandIn, api: Api) -> None:
    telegram.push_update({"update_id": 5, "message": {"nonsense": True}})
    telegram.push_update({"update_id": "six"})
    telegram.push_update({"callback_query": None})
    telegram.person("Ada").writes("Hello")
    updates = await api.updates()
    assert updates[0] == {"update_id": 5, "message": {"nonsense": True}}
    assert updates[1] == {"update_id": "six"}
    assert updates[2]["callback_query"] is None
    assert await api.updates(updates[3]["update_id"]) == [updates[3]]


async def test_an_outage_loses_nothing(telegram: TelegramStandIn, api: Api) -> None:
    ada = telegram.person("Ada")
    address = telegram.url
    poll = asyncio.create_task(api.updates(timeout=30))
    await telegram.called("getUpdates")
    await telegram.stop()
    with pytest.raises(aiohttp.ClientError):
        await poll
    ada.start()
    with pytest.raises(aiohttp.ClientError):
        await api.updates()
    await telegram.start()
    assert telegram.url == address
    assert [update["message"]["text"] for update in await api.updates()] == ["/start"]


class CutAfter:
    """Lets the call take effect and drops the connection before its answer."""

    def __init__(self) -> None:
        self.before_calls: list[str] = []

    async def before(self, call: Call) -> None:
        self.before_calls.append(call.method)

    async def after(self, call: Call, result: object) -> None:
        assert call.method == "sendMessage"
        assert isinstance(result, dict)
        raise ConnectionResetError


async def test_interference_can_hide_an_answer(telegram: TelegramStandIn, api: Api) -> None:
    ada = telegram.person("Ada")
    ada.start()
    telegram.interference = interference = CutAfter()
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=ada.chat_id, text="Hello")
    assert (await ada.sees("Hello")).mine is False
    assert interference.before_calls == ["sendMessage"]


async def test_a_tap_waits_for_the_bot_two_and_a_half_minutes_and_a_message_a_day(
    telegram: TelegramStandIn, api: Api, clock: Clock
) -> None:
    ada = telegram.person("Ada")
    ada.start()
    button = {"inline_keyboard": [[{"text": "9", "callback_data": "9"}]]}
    await api("sendMessage", chat_id=ada.chat_id, text="x", reply_markup=button)
    ada.taps("9")
    clock.passes(149)
    assert [*(await api.updates())[-1]] == ["update_id", "callback_query"]
    clock.passes(1)
    assert ["message" in update for update in await api.updates()] == [True]
    assert not ada.waits_for_answer
    clock.passes(24 * 3600)
    assert await api.updates() == []
    assert telegram.pending_updates == 0
