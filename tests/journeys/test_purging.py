"""Weeks later old rows are forgotten, and nobody notices: neither customers nor staff."""

import asyncio
from datetime import timedelta

import pytest

from bot.purging import KEPT, Purging
from bot.turns import Turns
from storage.purging import Purged
from tests.journeys.conftest import OpenWorld
from tests.journeys.screens import last_word_to
from tests.journeys.settings import settings
from tests.journeys.world import PATIENCE_S, World


async def purges(world: World) -> None:
    turns = Turns(world.database)
    await Purging(turns, world.clock, page=3, room_s=0).purge()
    turns.close()


async def test_who_writes_on_after_weeks_is_heard_in_the_same_ticket(world: World) -> None:
    ada, card = await world.complaint()
    await world.replies(world.giulia, card, "A new mug leaves today.")
    await world.resolves(world.giulia, card)
    await world.passes(days=29)
    await purges(world)
    ada.writes("It has not come")
    await card.thread_sees("It has not come")
    assert len(await world.rows("ticket")) == 1
    await world.settles()


async def test_after_the_time_they_are_kept_only_facts_are_left(world: World) -> None:
    ada, card = await world.complaint()
    await world.replies(world.giulia, card, "A new mug leaves today.")
    await world.resolves(world.giulia, card)
    await world.passes(days=KEPT[Purged.OUTBOX].days + 1)
    await purges(world)
    for table in ("inbox", "outbox", "send_budget"):
        assert await world.rows(table) == [], table
    assert len(await world.rows("answer")) == 2
    ada.writes("And another thing")
    await ada.sees("will answer you here by")
    await world.settles()
    assert len(await world.rows("ticket")) == 2


async def test_a_program_that_is_often_started_anew_forgets_soon_after_a_start(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.app.FIRST_PURGE_AFTER_S", 0.1)
    await world.asked()
    await world.stops()
    world.clock.push(KEPT[Purged.INBOX] + timedelta(seconds=1))
    await world.starts()
    async with asyncio.timeout(PATIENCE_S):
        while await world.rows("inbox"):  # noqa: ASYNC110 - a purge rings no bell
            await asyncio.sleep(0.05)


async def test_a_question_that_waits_for_months_is_answered_and_closed(open_world: OpenWorld) -> None:
    async with open_world(settings(outreach='expires_after = "90 days"')) as world:
        ada = await world.asked()
        await world.passes(days=60)
        await purges(world)
        ada.taps("4 ⭐")
        await ada.sees("What is the main reason")
        await world.settles()
        assert "4 ⭐" in ada.screen[-2].text
        assert "What is the main reason" in last_word_to(ada)
