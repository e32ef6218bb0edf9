"""Text where a tap is expected is read when it can be; what cannot is answered, and a person reads it."""

from bot.demo.telegram import Person
from tests.journeys.conftest import OpenWorld
from tests.journeys.screens import words_to
from tests.journeys.settings import EVERY_KIND, settings
from tests.journeys.world import World


async def values(world: World) -> dict[str, object]:
    return {row["node"]: row["final_value"] for row in await world.rows("answer")}


async def test_a_number_in_words_is_a_rating(world: World) -> None:
    spellings = ["4", "four stars", "quattro", "4/5", "⭐⭐⭐⭐"]
    for number, words in enumerate(spellings):
        person = await world.asked(f"{number}", f"Ada {number}")
        person.writes(words)
        await person.sees("What is the main reason")
    assert [row["final_value"] for row in await world.rows("answer")] == [4] * len(spellings)


async def test_a_few_unreadable_words_get_a_hint_and_the_question_stays_open(world: World) -> None:
    ada = await world.asked()
    ada.writes("hm")
    hint = await ada.sees("Please tap a number, or write one from 1 to 5.")
    assert "passed" not in hint.text
    ada.writes("3")
    await ada.sees("What is the main reason")
    await world.settles()
    assert await world.rows("ticket") == []


async def test_many_unreadable_words_are_passed_on_and_the_question_stays_open(world: World) -> None:
    ada = await world.asked()
    ada.writes("My parcel never arrived and nobody picks up the phone")
    answer = await ada.sees("we have passed your message on")
    assert "Please tap a number" in answer.text
    card = await world.feedback.sees("never arrived")
    await card.thread_sees("nobody picks up the phone")
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason")
    await card.shows("1 of 5")


async def walks_through(ada: Person) -> None:
    await ada.sees("What did you buy it for?")
    ada.writes("my home")
    effort = await ada.sees("made it easy")
    assert "strongly disagree" in effort.text
    ada.writes("seven")
    likely = await ada.sees("recommend us")
    assert likely.labels == [*(str(number) for number in range(11)), "‹ Back"]
    ada.taps("10")
    await ada.sees("all in all")
    ada.taps("5 ⭐")
    await ada.sees("Anything else?")
    ada.writes("no thanks")
    await ada.sees("That was all.")


async def test_every_kind_of_question_can_be_answered(open_world: OpenWorld) -> None:
    async with open_world(settings(flows=EVERY_KIND)) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        await walks_through(ada)
        expected = {"what": "home", "effort": 7, "likely": 10, "satisfaction": 5, "reason": None}
        assert await values(world) == expected
        kinds = [row["kind"] for row in await world.rows("answer")]
        assert kinds == ["choice", "ces", "nps", "csat", "text"]


async def test_a_choice_can_be_tapped_and_shows_what_was_picked(open_world: OpenWorld) -> None:
    async with open_world(settings(flows=EVERY_KIND)) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        question = await ada.sees("What did you buy it for?")
        assert question.labels == ["A gift", "My home"]
        await world.settles()
        ada.taps("A gift")
        picked = await ada.sees("✓ A gift")
        assert picked.id == question.id
        assert picked.labels == ["Change"]


async def test_what_was_asked_for_in_italian_is_asked_in_italian(world: World) -> None:
    token = await world.delivers("1001", language="it", first_name="Bruno")
    bruno = world.customer("Bruno", language="it")
    bruno.start(token)
    question = await bruno.sees("com'è andata la consegna")
    assert "5 = molto soddisfacente" in question.text
    bruno.writes("due")
    await bruno.sees("motivo principale")
    bruno.writes("È arrivato rotto")
    await bruno.sees("Ci dispiace")
    card = await world.complaints.sees("È arrivato rotto")
    assert "Bruno" in card.shown
    assert [row["language"] for row in await world.rows("answer")] == ["it", "it"]


async def test_no_answer_is_taken_twice_from_quick_fingers(world: World) -> None:
    ada = await world.asked()
    ada.writes("5")
    ada.writes("5")
    await world.settles()
    assert await values(world) == {"satisfaction": 5, "reason": "5"}
    assert len(words_to(ada)) == 3
