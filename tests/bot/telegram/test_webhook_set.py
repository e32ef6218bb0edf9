"""Telegram is told the way to us, once, and what it says of it is told."""

from dataclasses import replace
from typing import Any

import pytest
from telegram import Bot

from bot.demo.telegram import ApiError, Person
from bot.telegram.gateway import TelegramGateway
from bot.telegram.intake import Batch
from bot.telegram.webhook import Webhook, derive_address
from bot.telegram.wire import WANTED_KINDS
from storage.errors import StoreUnavailable
from tests.bot.telegram.conftest import Clock, Trouble
from tests.bot.telegram.place import PROFILE, Place, receiving


def test_replicas_share_an_address_that_nobody_else_has() -> None:
    one = derive_address("https://feedback.example", b"installation", "1")
    assert one == derive_address("https://feedback.example", b"installation", "1")
    others = [
        derive_address("https://feedback.example", b"another", "1"),
        derive_address("https://feedback.example", b"installation", "2"),
    ]
    assert len({address.secret for address in (one, *others)}) == 3
    assert len({address.url for address in (one, *others)}) == 3
    assert one.url == f"https://feedback.example{one.path}"
    assert one.secret.isalnum()
    assert one.secret not in one.url
    assert len(one.secret) <= 256


async def test_it_is_set_once_with_all_that_is_wanted(place: Place, giulia: Person) -> None:
    async with receiving(place):
        await place.taken()
        await place.look()
    assert place.asked("setWebhook") == 1
    told = next(call for call in place.stand_in.calls if call.method == "setWebhook")
    assert told.params["url"] == place.address.url
    assert told.structure("allowed_updates") == list(WANTED_KINDS)
    assert "drop_pending_updates" not in told.params


async def test_it_stays_set_when_the_program_stops_and_is_not_set_again(place: Place, giulia: Person) -> None:
    async with receiving(place):
        await place.taken()
    async with receiving(place):
        await place.look()
    assert place.asked("setWebhook") == 1
    assert place.asked("deleteWebhook") == 0


@pytest.mark.parametrize("wrong", [{"max_connections": 1}, {"allowed_updates": ["message"]}])
async def test_another_number_of_connections_or_other_kinds_are_put_right(
    place: Place, bot: Bot, wrong: dict[str, Any]
) -> None:
    right = {"max_connections": 40, "allowed_updates": list(WANTED_KINDS)}
    await bot.set_webhook(place.address.url, **{**right, **wrong})
    async with receiving(place):
        await place.well()
    assert place.asked("setWebhook") == 2


async def test_one_that_another_program_takes_is_taken_back_and_that_is_said(
    place: Place, bot: Bot, giulia: Person
) -> None:
    async with receiving(place):
        await place.taken()
        await bot.set_webhook("https://elsewhere.example/hook")
        health = await place.look()
        assert not health.healthy
        assert health.reason == "another program had taken the webhook for itself; it is set to us again"
        giulia.writes("and on")
        await place.taken()
        assert (await place.look()).healthy


async def test_telegram_may_be_away_at_the_start(place: Place, giulia: Person) -> None:
    await place.stand_in.stop()
    async with receiving(place):
        await place.unwell("Telegram")
        await place.stand_in.start()
        await place.well()
        await place.taken()
    assert place.journal.texts == ["Started"]


@pytest.mark.parametrize("method", ["getWebhookInfo", "setWebhook"])
async def test_trouble_is_named_and_passes(place: Place, giulia: Person, method: str) -> None:
    trouble = Trouble(method, before_effect=ApiError(500, "Internal Server Error"))
    place.stand_in.interference = trouble
    async with receiving(place):
        await place.unwell("Internal Server Error")
        trouble.times = 0
        await place.well()
        await place.taken()


async def test_an_address_that_telegram_refuses_is_named(bot: Bot, place: Place, clock: Clock) -> None:
    address = replace(place.address, url="http://feedback.example/telegram")
    gateway = TelegramGateway(
        bot,
        Batch(bot, place.journal),
        Webhook(bot, Batch(bot, place.journal), clock, address),
        profile=lambda: PROFILE,
    )
    async with receiving(replace(place, gateway=gateway)) as refused:
        await refused.unwell("https url must be provided")


async def test_deliveries_that_fail_are_told_until_they_succeed(place: Place, giulia: Person) -> None:
    giulia.writes("late")
    place.journal.faults["late"] = [StoreUnavailable("it is locked") for _ in range(100_000)]
    async with receiving(place):
        await place.wait_for(lambda: len(place.journal.faults["late"]) < 99_990)
        health = await place.look()
        assert not health.healthy
        assert health.reason == (
            "1 update waits at Telegram, and the last delivery failed: "
            "Wrong response from the webhook: 503 Service Unavailable"
        )
        place.journal.faults["late"].clear()
        await place.taken()
        assert (await place.look()).healthy
    assert place.journal.texts == ["Started", "late"]


async def test_what_is_on_its_way_is_no_trouble(place: Place, giulia: Person, clock: Clock) -> None:
    async with receiving(place):
        await place.taken()
        place.journal.pass_on.clear()
        giulia.writes("late")
        await place.wait_for(lambda: place.journal.waiting == 1)
        health = await place.look()
        assert (health.healthy, health.reason) == (True, "1 update waits at Telegram")
        assert health.heard_at == clock.now()
        place.journal.pass_on.set()
