"""Customers edit what they wrote: it is their answer then, or they read why not and a person reads it."""

from tests.journeys.conftest import OpenWorld
from tests.journeys.screens import last_word_to, words_to
from tests.journeys.settings import UNHAPPY, settings
from tests.journeys.world import World

PARTS = """
[flows.after_delivery]
title = "In detail"

[[flows.after_delivery.nodes]]
id = "pieces"
ask = "number"
max = 10
tries = 2
otherwise = "person"
text.en = "How many pieces?"

[[flows.after_delivery.nodes]]
id = "colour"
ask = "choice"
optional = true
text.en = "Which colour?"
options = [{ id = "red", text.en = "Red" }, { id = "green", text.en = "Green" }]

[[flows.after_delivery.nodes]]
id = "more"
ask = "text"
optional = true
text.en = "Anything else?"
"""
ANGRY = UNHAPPY.replace("csat <= 2 || ", "")
SETTINGS = settings(flows=PARTS, complaints=ANGRY).replace('["it", "en"]', '["en"]')
STAYS = "Your earlier answer stays: {}"


async def values(world: World) -> dict[str, object]:
    return {row["node"]: row["final_value"] for row in await world.rows("answer")}


async def test_an_unread_message_that_is_corrected_answers_the_open_question(world: World) -> None:
    ada = await world.asked()
    number = ada.writes("foru")
    await ada.sees("Please tap a number")
    ada.edits(number, "fuor")
    await ada.sees("Please tap a number")
    ada.edits(number, "four")
    await ada.sees("What is the main reason")
    assert await values(world) == {"satisfaction": 4}


async def test_an_unread_message_does_not_answer_what_was_asked_after_it(world: World) -> None:
    ada = await world.asked()
    number = ada.writes("hm")
    await ada.sees("Please tap a number")
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    ada.edits(number, "Hmm")
    await world.settles()
    assert await values(world) == {"satisfaction": 5}
    ada.edits(number, "Where is the second mug that I paid for?")
    await ada.sees("Thank you for writing")
    card = await world.feedback.sees("Ada")
    await card.thread_sees("Where is the second mug")


async def test_an_edit_that_cannot_be_taken_is_answered_and_read_by_staff(open_world: OpenWorld) -> None:
    async with open_world(SETTINGS) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        await ada.sees("How many pieces?")
        number = ada.writes("3")
        await ada.sees("Which colour?")
        ada.edits(number, "99")
        refused = await ada.sees("Please write a number of 10 or less.")
        assert STAYS.format(3) in refused.text
        ada.edits(number, "This is terrible, awful, I want my money back!")
        passed_on = await ada.sees("we have passed your message on")
        assert STAYS.format(3) in passed_on.text
        card = await world.complaints.sees("mood is")
        await card.thread_sees("99")
        await card.thread_sees("I want my money back!")
        ada.edits(number, "ninety nine")
        await ada.sees(STAYS.format(3))
        assert await values(world) == {"pieces": 3}


async def test_after_an_edit_was_passed_on_words_answer_the_open_question(open_world: OpenWorld) -> None:
    async with open_world(SETTINGS) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        await ada.sees("How many pieces?")
        number = ada.writes("I still wait for my parcel")
        await ada.sees("we have passed your message on")
        ada.writes("3")
        await ada.sees("Which colour?")
        await world.settles()
        ada.edits(number, "I still wait for both of my parcels")
        await ada.sees("we have passed your message on")
        ada.writes("Green")
        await ada.sees("Anything else?")
        assert await values(world) == {"pieces": 3, "colour": "green"}


async def test_an_edit_to_a_ticket_that_was_resolved_opens_it_again(world: World) -> None:
    ada = await world.asked()
    number = ada.writes("2")
    await ada.sees("What is the main reason")
    ada.writes("It came late")
    card = await world.complaints.sees("It came late")
    await world.settles()
    await world.resolves(world.giulia, card, closing_reason="no answer needed")
    ada.edits(number, "I am still waiting for somebody to answer")
    passed_on = await ada.sees("we have passed your message on")
    assert STAYS.format(2) in passed_on.text
    await card.shows("reopened once")


async def test_a_closed_question_shows_the_edited_answer(open_world: OpenWorld) -> None:
    async with open_world(SETTINGS) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        await ada.sees("How many pieces?")
        ada.writes("3")
        question = await ada.sees("Which colour?")
        number = ada.writes("Red")
        await ada.sees("✓ Red")
        await ada.sees("Anything else?")
        ada.edits(number, "Green")
        closed = await ada.sees("✓ Green")
        assert closed.id == question.id
        assert closed.labels == ["Change"]
        still_open = next(message for message in ada.screen if "Anything else?" in message.text)
        assert still_open.labels == ["‹ Back", "Skip"]


async def test_a_person_is_called_with_all_that_was_tried(open_world: OpenWorld) -> None:
    async with open_world(SETTINGS) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        await ada.sees("How many pieces?")
        ada.writes("99")
        await ada.sees("Please write a number of 10 or less.")
        number = ada.writes("a whole box full")
        await ada.sees("Someone at Bottega Rossi will answer you here by")
        assert not any("Never mind" in text for text in words_to(ada))
        card = await world.feedback.sees("“How many pieces?” was asked, and 2 tries could not be taken")
        await card.thread_sees("99")
        await card.thread_sees("a whole box full")
        await world.settles()
        assert last_word_to(ada).startswith("Which colour?")
        ada.edits(number, "7")
        await ada.sees("we have your new answer")
        assert await values(world) == {"pieces": 7}


async def test_words_go_to_the_survey_that_asked_last(world: World) -> None:
    ada = await world.asked()
    ada.taps("5 ⭐")
    reason = await ada.sees("What is the main reason")
    ada.writes("Lovely")
    await ada.sees("We read every answer")
    await world.settles()
    ada.start(await world.delivers("1002", first_name="Ada"))
    await world.settles()
    assert last_word_to(ada).startswith("Hi Ada, how was the delivery")
    ada.taps("Change", message=reason.id)
    await ada.sees("Your answer so far: Lovely")
    await world.settles()
    ada.writes("Not so lovely")
    await ada.sees("we have your new answer")
    ada.writes("4")
    await world.settles()
    assert [row["final_value"] for row in await world.rows("answer")] == [5, "Not so lovely", 4]
