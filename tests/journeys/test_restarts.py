"""The program is stopped in the middle of every step: nothing is lost, and nothing happens twice."""

import asyncio

import pytest

from tests.journeys.books import differences, read_books
from tests.journeys.conftest import OpenWorld
from tests.journeys.screens import draw_all
from tests.journeys.test_twice import Journey, a_survey_with_detours, without_tokens, words_and_absences
from tests.journeys.world import World


async def the_main_job_step_by_step(world: World) -> None:
    ada = world.customer()
    ada.start(await world.delivers())
    await world.settles()
    ada.taps("2 ⭐")
    await world.settles()
    ada.writes("It came late and the box was crushed")
    await world.settles()
    card = await world.complaints.sees("Ada")
    ada.sends_photo(caption="look")
    await world.settles()
    await world.giulia.clicks(card, "Claim")
    await world.settles()
    await world.replies(world.giulia, card, "A new mug leaves today.")
    ada.writes("How long will it take?")
    await world.settles()
    await world.resolves(world.giulia, card)
    ada.writes("Nothing has come")
    await world.settles()


@pytest.mark.parametrize("journey", [the_main_job_step_by_step, a_survey_with_detours, words_and_absences])
async def test_restarts_in_the_middle_of_each_step_change_nothing(
    open_world: OpenWorld, journey: Journey
) -> None:
    async with open_world() as undisturbed:
        await journey(undisturbed)
        expected = await asyncio.to_thread(read_books, undisturbed.database)
        screens = draw_all(undisturbed.customers, (undisturbed.complaints, undisturbed.feedback))
    async with open_world() as world:
        world.restarts_at_each_step = True
        await journey(world)
        books = await asyncio.to_thread(read_books, world.database)
        seen = draw_all(world.customers, (world.complaints, world.feedback))
    assert differences(books, expected) == []
    assert without_tokens(seen) == without_tokens(screens)


async def test_what_falls_due_while_the_program_is_down_is_done_late(world: World) -> None:
    ada = await world.asked()
    await world.stops()
    world.clock.push(world.load_config().outreach.reminders[0])
    await world.starts()
    await world.settles()
    await ada.sees("gentle reminder")


async def test_what_customers_and_staff_do_while_the_program_is_down_is_taken_up(world: World) -> None:
    ada = await world.asked()
    await world.stops()
    ada.taps("1 ⭐")
    ada.writes("The box was crushed")
    await world.starts()
    await ada.sees("We are sorry")
    await world.complaints.sees("The box was crushed")


async def test_links_are_the_same_after_a_restart_while_telegram_is_down(world: World) -> None:
    token = await world.delivers()
    await world.telegram.stop()
    await world.restarts()
    assert await world.delivers() == token
