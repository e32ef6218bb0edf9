"""Updates that are malformed, repeated or out of order: the good ones between them are answered."""

import pytest

from tests.journeys.screens import words_to
from tests.journeys.test_messages import a_message
from tests.journeys.world import World

MALFORMED: list[dict[str, object]] = [
    {"message": {"message_id": "seven", "chat": None}},
    {"message": "hello"},
    {"callback_query": {"id": 7}},
    {"edited_message": {"message_id": 1, "chat": {"id": "x", "type": "private"}, "text": "hm"}},
]


@pytest.mark.parametrize("update", MALFORMED)
async def test_a_malformed_update_is_set_aside_and_the_good_ones_are_answered(
    world: World, update: dict[str, object]
) -> None:
    world.buries = 1
    ada = await world.asked()
    ada.writes("4")
    world.telegram.push_update(dict(update))
    bruno = world.customer("Bruno", language="en")
    bruno.start()
    await ada.sees("What is the main reason")
    await bruno.sees("no question for you right now")
    await world.settles()
    letter = await world.row("dead_letter")
    assert letter["source"] == "telegram"
    assert next(iter(update)) in letter["payload"]


async def test_kinds_of_updates_that_nobody_asked_for_are_left_alone(world: World) -> None:
    world.telegram.push_update({"poll": {"id": "1"}})
    world.telegram.push_update({"something_of_tomorrow": {"id": "1"}})
    ada = await world.asked()
    assert len(words_to(ada)) == 1


async def test_a_repeated_update_is_handled_once(world: World) -> None:
    ada = await world.asked()
    update = {"update_id": 800_000_001, "message": a_message(ada, 900, text="Where is my parcel, please?")}
    for _ in range(3):
        world.telegram.push_update(update)
    await world.settles()
    assert len(await world.rows("ticket_message")) == 1
    assert len(words_to(ada)) == 2


async def test_an_update_that_comes_after_younger_ones_is_handled_all_the_same(world: World) -> None:
    ada = await world.asked()
    world.telegram.push_update({"update_id": 800_000_009, "message": a_message(ada, 901, text="5")})
    await ada.sees("What is the main reason")
    await world.settles()
    world.telegram.push_update(
        {"update_id": 800_000_003, "message": a_message(ada, 900, text="It was early")}
    )
    await ada.sees("We read every answer")
    assert [row["final_value"] for row in await world.rows("answer")] == [5, "It was early"]


async def test_an_unreadable_click_is_set_aside_and_the_person_is_told(world: World) -> None:
    world.buries = 1
    _, card = await world.complaint()
    forged = card.freeze()
    for block in forged.blocks:
        for element in block.get("elements", []):
            if element.get("action_id") == "ticket_claim":
                element["value"] = "one; drop table"
    await world.giulia.clicks(forged, "Claim")
    await world.giulia.sees_ephemeral("could not be read")
    assert (await world.row("dead_letter"))["source"] == "slack"
    await world.giulia.clicks(card, "Claim")
    await card.shows("claimed")


async def test_a_click_on_a_ticket_that_never_was_says_so(world: World) -> None:
    _, card = await world.complaint()
    forged = card.freeze()
    for block in forged.blocks:
        for element in block.get("elements", []):
            if "value" in element:
                element["value"] = "4711"
    await world.giulia.clicks(forged, "Claim")
    await world.giulia.sees_ephemeral("does not exist")
    await world.giulia.clicks(forged, "Reply")
    await world.giulia.sees_ephemeral("no such ticket")
