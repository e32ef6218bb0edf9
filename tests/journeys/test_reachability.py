"""Customers who block the bot, come back, or are gone for good."""

from tests.journeys.screens import last_word_to, words_to
from tests.journeys.world import World


async def test_blocking_during_a_survey_ends_it(world: World) -> None:
    ada = await world.asked("1001", id="c-ada")
    ada.blocks()
    await world.settles()
    run = await world.row("run")
    assert (run["status"], run["blocked_at"]) == ("stopped", world.clock.now())
    await world.delivers("1002", id="c-ada")
    await world.passes(days=3)
    assert len(words_to(ada)) == 1
    assert (await world.rows("run"))[1]["held_back"] == "the customer blocked the bot"


async def test_whoever_unblocks_is_asked_about_the_next_purchase(world: World) -> None:
    ada = await world.asked("1001", id="c-ada")
    ada.blocks()
    await world.settles()
    ada.unblocks()
    await world.settles()
    await world.delivers("1002", id="c-ada")
    await world.settles()
    assert [row["status"] for row in await world.rows("run")] == ["stopped", "waiting"]
    assert "how was the delivery" in last_word_to(ada)


async def test_a_reply_to_somebody_who_blocked_the_bot_is_marked_not_delivered(world: World) -> None:
    ada, card = await world.complaint()
    ada.blocks()
    await card.shows("The customer can no longer be reached")
    await card.thread_sees("blocked the bot")
    await world.replies(world.giulia, card, "Are you there?")
    await card.thread_sees("not delivered: the customer blocked the bot")
    assert "Are you there?" not in words_to(ada)
    ticket = await world.row("ticket")
    assert (ticket["answered"], ticket["first_response_at"]) == (False, None)


async def test_a_block_that_telegram_told_of_by_a_refusal_alone_is_noticed(world: World) -> None:
    ada, card = await world.complaint()
    ada.deactivates()
    await world.replies(world.giulia, card, "Are you there?")
    await card.thread_sees("not delivered: the customer's Telegram account no longer exists")
    await card.shows("The customer can no longer be reached")


async def test_staff_hear_when_the_customer_can_be_reached_again(world: World) -> None:
    ada, card = await world.complaint()
    ada.blocks()
    await card.shows("The customer can no longer be reached")
    ada.unblocks()
    await card.thread_sees("can be reached again")
    await world.settles()
    assert "no longer" not in card.shown
    await world.replies(world.giulia, card, "Good to have you back.")
    await card.thread_sees("delivered")
    assert last_word_to(ada) == "Good to have you back."


async def test_a_ticket_of_somebody_who_is_gone_can_be_resolved_with_a_reason(world: World) -> None:
    ada, card = await world.complaint()
    ada.deactivates()
    await world.replies(world.giulia, card, "Are you there?")
    await world.resolves(world.giulia, card, closing_reason="the account is gone")
    await card.shows("the account is gone")
    assert (await world.row("ticket"))["state"] == "resolved"
