"""Taps that come late, twice, or from where no button is: a friendly word, and nothing changes."""

from datetime import timedelta

from tests.journeys.books import Row
from tests.journeys.world import World

GARBAGE = [
    "",
    "a",
    "a:1",
    "a:1:1:",
    "a:1:1:99",
    "a:1:1:skip",
    "a:999999:1:5",
    "a:999999999:999999999:5",
    "a:9999999999:1:5",
    "a:-1:1:5",
    "a:1:١:5",
    "l:xx",
    "l:",
    "💥",
    "x" * 64,
]


async def facts(world: World) -> list[list[Row]]:
    return [await world.rows(table) for table in ("run", "answer", "ticket", "timer")]


async def test_a_double_tap_counts_once(world: World) -> None:
    ada = await world.asked()
    ada.taps("5 ⭐")
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    await ada.sees_toast("already answered")
    await world.settles()
    assert [row["final_value"] for row in await world.rows("answer")] == [5]
    assert len([message for message in ada.screen if "main reason" in message.text]) == 1


async def test_two_quick_taps_on_different_buttons_count_the_first(world: World) -> None:
    ada = await world.asked()
    ada.taps("5 ⭐")
    ada.taps("1 ⭐")
    await ada.sees_toast("already answered")
    await world.settles()
    assert [row["final_value"] for row in await world.rows("answer")] == [5]


async def test_a_tap_on_an_answered_question_changes_nothing(world: World) -> None:
    ada = await world.asked()
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    await world.settles()
    before = await facts(world)
    ada.taps("1 ⭐", stale=True)
    await ada.sees_toast("already answered")
    assert await facts(world) == before


async def test_a_tap_after_the_survey_is_complete_changes_nothing(world: World) -> None:
    ada, _ = await world.complaint()
    before = await facts(world)
    ada.taps("5 ⭐", stale=True)
    await ada.sees_toast("already answered")
    await world.settles()
    assert await facts(world) == before


async def test_a_tap_after_expiry_is_told_that_the_survey_is_closed(world: World) -> None:
    ada = await world.asked()
    await world.passes(days=8)
    before = await facts(world)
    ada.taps("5 ⭐")
    await ada.sees_toast("This survey is closed. You can still write to us here.")
    assert await facts(world) == before


async def test_a_tap_that_telegram_dropped_while_the_program_was_down_can_be_made_again(
    world: World,
) -> None:
    ada = await world.asked()
    await world.stops()
    ada.taps("2 ⭐")
    world.clock.push(timedelta(minutes=3))
    await world.starts()
    assert not ada.waits_for_answer
    ada.taps("3 ⭐")
    await ada.sees("What is the main reason")
    assert [row["final_value"] for row in await world.rows("answer")] == [3]


async def test_a_forged_tap_on_somebody_elses_survey_changes_nothing(world: World) -> None:
    await world.asked("1001", "Ada")
    mallory = await world.asked("1002", "Mallory")
    before = await facts(world)
    mallory.taps_raw(mallory.screen[-1].id, "a:1:1:5")
    await mallory.sees_toast("closed")
    assert await facts(world) == before


async def test_garbage_behind_a_button_changes_nothing(world: World) -> None:
    ada = await world.asked()
    before = await facts(world)
    for data in GARBAGE:
        ada.taps_raw(ada.screen[-1].id, data)
    await world.settles()
    assert not ada.waits_for_answer
    assert await facts(world) == before
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")


async def test_a_tap_on_an_older_survey_does_not_answer_the_present_one(world: World) -> None:
    ada, card = await world.complaint("1001", id="c-ada")
    first = ada.screen[1]
    await world.resolves(world.giulia, card, closing_reason="by phone")
    await world.delivers("1002", id="c-ada")
    await world.settles()
    before = await facts(world)
    ada.taps("5 ⭐", message=first.id, stale=True)
    await ada.sees_toast("already answered")
    assert await facts(world) == before
