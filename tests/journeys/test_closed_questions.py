"""A question that is no longer open keeps no button that would do nothing."""

from bot.demo.telegram import Person
from tests.journeys.conftest import OpenWorld
from tests.journeys.settings import REMINDED, settings
from tests.journeys.world import World

IN_TIME = """
[flows.after_delivery]
title = "In time"

[[flows.after_delivery.nodes]]
id = "first"
ask = "csat"
text.en = "How was it?"
timeout = { after = "1 day" }

[[flows.after_delivery.nodes]]
id = "pieces"
ask = "number"
max = 10
tries = 2
optional = true
text.en = "How many pieces?"

[[flows.after_delivery.nodes]]
id = "phone"
ask = "contact"
optional = true
text.en = "Your number?"
"""
SETTINGS = settings(flows=IN_TIME, outreach=REMINDED).replace('["it", "en"]', '["en"]')


def labels_of(person: Person, words: str) -> list[list[str]]:
    """The buttons under each message with these words, the oldest first."""
    return [message.labels for message in person.screen if not message.mine and words in message.text]


async def test_stopping_closes_the_open_question(world: World) -> None:
    ada = await world.asked()
    ada.writes("/stop")
    await ada.sees("You will get no more questions")
    await world.settles()
    assert labels_of(ada, "how was the delivery") == [[]]


async def test_another_language_closes_the_question_in_the_first(world: World) -> None:
    ada = await world.asked()
    ada.writes("/language")
    await ada.sees("Which language")
    ada.taps("Italiano")
    await ada.sees("com'è andata")
    await world.settles()
    assert labels_of(ada, "how was the delivery") == [[]]
    ada.taps("4 ⭐")
    await ada.sees("✓ 4 ⭐")


async def test_a_reminder_and_what_it_repeats_are_closed_together(world: World) -> None:
    ada = await world.asked()
    await world.passes(days=2)
    await ada.sees("gentle reminder")
    ada.taps("4 ⭐")
    await ada.sees("What is the main reason")
    await world.settles()
    assert labels_of(ada, "how was the delivery") == [["Change"], ["Change"]]


async def test_changing_an_answer_closes_the_open_question(world: World) -> None:
    ada = await world.asked()
    ada.taps("4 ⭐")
    await ada.sees("What is the main reason")
    await world.settles()
    ada.taps("Change")
    await ada.sees("Your answer so far: 4")
    await world.settles()
    assert labels_of(ada, "What is the main reason") == [[]]
    ada.taps("2 ⭐")
    await ada.sees("What is the main reason")
    await world.settles()
    first, again = (message for message in ada.screen if "how was the delivery" in message.text)
    assert ("✓ 2 ⭐" in first.text, "✓ 2 ⭐" in again.text) == (True, True)


async def test_what_was_passed_over_can_be_tried_again_and_passed_over_again(open_world: OpenWorld) -> None:
    async with open_world(SETTINGS) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        await ada.sees("How was it?")
        ada.writes("4")
        question = await ada.sees("How many pieces?")
        for words in ("12", "viele"):
            ada.writes(words)
            await world.settles()
        await ada.sees("Never mind")
        ada.taps("Change", message=question.id)
        await ada.sees("How many pieces?")
        for words in ("12", "viele"):
            ada.writes(words)
            await world.settles()
        await ada.sees("Never mind")
        assert labels_of(ada, "How many pieces?") == [["Change"], ["Change"]]


async def test_who_taps_a_question_whose_time_is_over_is_told_so(open_world: OpenWorld) -> None:
    async with open_world(SETTINGS) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        question = await ada.sees("How was it?")
        await world.passes(days=1, minutes=1)
        await ada.sees("How many pieces?")
        ada.taps("4 ⭐", message=question.id, stale=True)
        await ada.sees_toast("This question is no longer open.")
        await world.settles()
        assert labels_of(ada, "How was it?") == [["Change"]]


async def test_a_shared_number_is_shown_with_its_plus(open_world: OpenWorld) -> None:
    async with open_world(SETTINGS) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        await ada.sees("How was it?")
        ada.writes("4")
        await ada.sees("How many pieces?")
        ada.writes("3")
        await ada.sees("Your number?")
        await world.settles()
        ada.presses("Share my phone number")
        await ada.sees(f"Got it: +{ada.phone_number}")
