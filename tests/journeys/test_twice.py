"""Every update, event and hook comes several times: the final state is that of a single delivery."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from tests.journeys.books import differences, read_books
from tests.journeys.conftest import OpenWorld
from tests.journeys.screens import draw_all
from tests.journeys.world import World

Journey = Callable[[World], Awaitable[None]]


async def the_main_job(world: World) -> None:
    ada, card = await world.complaint()
    ada.sends_photo(caption="look")
    await world.settles()
    await world.giulia.clicks(card, "Claim")
    await world.settles()
    world.marco.writes(world.complaints, "I know her", thread=card)
    await world.replies(world.giulia, card, "A new mug leaves today.")
    ada.writes("How long will it take?")
    await world.settles()
    await world.replies(world.giulia, card, "Two days.")
    await world.resolves(world.giulia, card)
    ada.writes("Nothing has come")
    await world.settles()


async def a_survey_with_detours(world: World) -> None:
    ada = await world.asked("1001", id="c-ada")
    for words in ("/language", "/help", "hm"):
        ada.writes(words)
        await world.settles()
    ada.taps("Italiano")
    await world.settles()
    await world.passes(days=2)
    ada.taps("4 ⭐")
    await world.settles()
    ada.writes("/stop")
    await world.settles()
    ada.start()
    await world.settles()
    await world.delivers("1002", id="c-ada")
    await world.passes(days=8)


async def words_and_absences(world: World) -> None:
    eve = world.customer("Eve")
    eve.writes("Do you ship to Norway?")
    await world.settles()
    card = await world.feedback.sees("Eve")
    for _ in range(3):
        eve.sends_photo()
    await world.settles()
    eve.blocks()
    await world.settles()
    await world.replies(world.marco, card, "Yes, we do.")
    eve.unblocks()
    await world.settles()
    await world.resolves(world.marco, card, closing_reason="told on the phone")


async def final_state(world: World, journey: Journey) -> tuple[dict[str, list[str]], str]:
    await journey(world)
    await world.settles()
    books = await asyncio.to_thread(read_books, world.database)
    return books, draw_all(world.customers, (world.complaints, world.feedback))


@pytest.mark.parametrize("journey", [the_main_job, a_survey_with_detours, words_and_absences])
async def test_what_comes_several_times_changes_nothing(open_world: OpenWorld, journey: Journey) -> None:
    async with open_world() as once:
        expected, expected_screens = await final_state(once, journey)
    async with open_world() as world:
        world.telegram.deliver_times = 2
        world.slack.envelope_times = 4
        world.shop.post_times = 2
        books, screens = await final_state(world, journey)
    assert differences(books, expected) == []
    assert without_tokens(screens) == without_tokens(expected_screens)


def without_tokens(screens: str) -> str:
    """Two installations have two secrets, so their links differ."""
    return "\n".join(line.partition("/start")[0] for line in screens.splitlines())
