"""The link of a purchase: it opens one chat, and tells nobody else anything."""

from tests.journeys.conftest import OpenWorld
from tests.journeys.screens import words_to
from tests.journeys.settings import settings
from tests.journeys.shop import a_delivery
from tests.journeys.world import World


async def test_the_same_purchase_has_the_same_link_also_after_a_restart(world: World) -> None:
    first = await world.delivers("1001")
    await world.restarts()
    event = a_delivery("1001", world.clock.now(), {}) | {"type": "purchase.paid"}
    assert await world.tells(event) == first
    assert await world.delivers("1002") != first


async def test_a_link_that_somebody_else_used_opens_nothing_and_tells_nothing(world: World) -> None:
    token = await world.delivers("1001", first_name="Ada", email="ada@example.com")
    ada = world.customer("Ada")
    ada.start(token)
    await ada.sees("how was the delivery")
    mallory = world.customer("Mallory")
    mallory.start(token)
    await mallory.sees("This link belongs to someone else's order")
    await world.settles()
    said = "\n".join(words_to(mallory))
    assert "Ada" not in said
    assert "Blue mug" not in said
    assert (await world.row("run"))["conversation_id"] == 1


async def test_whoever_was_refused_can_still_write_and_staff_see_no_foreign_purchase(world: World) -> None:
    token = await world.delivers("1001", first_name="Ada", email="ada@example.com")
    ada = world.customer("Ada")
    ada.start(token)
    await ada.sees("how was the delivery")
    mallory = world.customer("Mallory")
    mallory.start(token)
    await mallory.sees("someone else's order")
    mallory.writes("But it was a gift for me")
    card = await world.feedback.sees("Mallory")
    for secret in ("ada@example.com", "#1001", "Blue mug"):
        assert secret not in card.shown


async def test_an_expired_link_says_so(open_world: OpenWorld) -> None:
    async with open_world(settings(outreach='links_expire_after = "90 days"')) as world:
        token = await world.delivers()
        await world.passes(days=90)
        ada = world.customer()
        ada.start(token)
        await ada.sees("This link has expired.")
        assert (await world.row("run"))["conversation_id"] is None


async def test_an_unknown_link_says_so(world: World) -> None:
    ada = world.customer()
    ada.start("NoSuchTokenWasEverGivenToAnyone0")
    await ada.sees("We do not recognise this link.")


async def test_the_same_person_may_open_their_link_again(world: World) -> None:
    token = await world.delivers()
    ada = world.customer()
    for _ in range(2):
        ada.start(token)
        await ada.sees("how was the delivery")
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    ada.taps("Skip")
    await ada.sees("We read every answer")
    ada.start(token)
    await ada.sees("no question for you right now")
    assert len(await world.rows("run")) == 1


async def test_each_of_two_purchases_has_its_own_survey(world: World) -> None:
    ada = world.customer()
    for purchase in ("1001", "1002"):
        ada.start(await world.delivers(purchase, id="c-ada"))
        await world.settles()
        ada.taps("5 ⭐")
        await world.settles()
        ada.taps("Skip")
        await world.settles()
    runs = await world.rows("run")
    assert [(row["purchase_id"], row["status"]) for row in runs] == [(1, "complete"), (2, "complete")]


async def test_a_second_link_opened_in_the_middle_of_a_survey_loses_neither(world: World) -> None:
    ada = await world.asked("1001", id="c-ada")
    ada.start(await world.delivers("1002", id="c-ada"))
    await world.settles()
    for label in ("4 ⭐", "Skip", "5 ⭐", "Skip"):
        ada.taps(label)
        await world.settles()
    assert {row["status"] for row in await world.rows("run")} == {"complete"}


async def test_whoever_writes_first_is_recognised_when_they_open_their_link(world: World) -> None:
    ada = world.customer()
    ada.writes("Where is my parcel?")
    await ada.sees("Thank you for writing")
    card = await world.feedback.sees("Where is my parcel?")
    await world.replies(world.giulia, card, "It comes tomorrow.")
    await world.resolves(world.giulia, card)
    ada.start(await world.delivers("1001", first_name="Augusta"))
    await ada.sees("Hi Augusta, how was the delivery")
    assert (await world.row("customer"))["conversation_id"] == 1


async def test_a_link_opened_while_a_complaint_is_open_holds_the_survey_back(world: World) -> None:
    ada, _ = await world.complaint("1001", id="c-ada")
    ada.start(await world.delivers("1002", id="c-ada"))
    await ada.sees("no question for you right now")
    assert [row["held_back"] for row in await world.rows("run")] == [None, "a complaint of theirs is open"]
