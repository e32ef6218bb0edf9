"""A survey of twenty nodes, with a question of every kind, walked through in Telegram: each kind is answered,
refused, skipped or answered anew.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from bot.demo.telegram import Person
from tests.flows.twenty_nodes import PLACE
from tests.journeys.conftest import OpenWorld
from tests.journeys.settings import settings
from tests.journeys.world import World

LIMITS = 'expires_after = "7 days"'


def twenty_nodes() -> str:
    """The survey with its pictures where they are, in the place of the shop's usual one."""
    flows = PLACE.read_text().replace('"pictures/', f'"{PLACE.parent}/pictures/')
    text = settings(flows=flows, outreach=LIMITS)
    return text.replace('flow = "after_delivery"', 'flow = "after_the_parcel"')


@pytest_asyncio.fixture
async def world(open_world: OpenWorld) -> AsyncIterator[World]:
    async with open_world(twenty_nodes()) as world:
        yield world


async def values(world: World) -> dict[str, Any]:
    """The final answers, by node."""
    await world.settles()
    return {row["node"]: row["final_value"] for row in await world.rows("answer")}


async def ticks(world: World, person: Person, label: str, becomes: str) -> None:
    """The button changes in its place."""
    person.taps(label)
    await world.settles()
    assert becomes in person.screen[-1].labels


async def begins(world: World, name: str, purchase: str = "1001", **customer: str) -> Person:
    """Until the first question is known to have arrived: only then a tap on it marks what was picked."""
    person = world.customer(name)
    person.start(await world.delivers(purchase, first_name=name, **customer))
    first = await person.sees("1 of")
    assert first.photo is not None
    assert "Your parcel from Bottega Rossi has arrived" in first.text
    await world.settles()
    return person


async def test_whoever_misses_something_is_asked_for_all_that_helps(world: World) -> None:
    ada = await begins(world, "Ada", id="c-1")
    await tells_what_is_missing(ada)
    await lets_it_be_collected(ada)
    await ada.sees("We are sorry, Ada")
    await ada.sees("How likely are you to recommend")
    ada.taps("3")
    await ada.sees("the main reason")
    number = ada.writes("Two bowls are missing")
    closing = await ada.sees("We will settle it here")
    assert closing.links == [("Write a review", "https://reviews.example/bottega-rossi")]
    ada.edits(number, "Three bowls are missing")
    await ada.sees("we have your new answer")
    answers = await values(world)
    told = {"missing": 3, "trouble": "missing", "recommend": 3, "reason": "Three bowls are missing"}
    assert {node: answers[node] for node in told} == told
    assert answers["collection.may_call"] == {"given": True, "version": "2026-11"}
    assert [answers[node]["kind"] for node in ("slip", "story")] == ["document", "voice"]
    assert set(answers["collection.place"]) == {"latitude", "longitude"}
    assert answers["collection.phone"]["phone"] == f"+{ada.phone_number}"
    card = await world.complaints.sees("Three bowls are missing")
    assert "slip.pdf" in card.shown


async def tells_what_is_missing(ada: Person) -> None:
    ada.taps("2 ⭐")
    await ada.sees("What went wrong?")
    ada.writes("Something is missing")
    await ada.sees("How many pieces are missing?")
    ada.writes("lots")
    await ada.sees("A number from 1 to 40, please")
    ada.writes("three pieces")
    await ada.sees("packing slip")
    ada.sends_document("slip.pdf")
    await ada.sees("A voice message is enough")
    ada.sends_voice()


async def lets_it_be_collected(ada: Person) -> None:
    """Somebody else's number is not taken."""
    await ada.sees("May the carrier have")
    ada.taps("*agree*")
    await ada.sees("Under which number")
    ada.shares_card("Bruno", "+39 06 555 0100")
    await ada.sees("your own")
    ada.presses("Share my phone number")
    await ada.sees("Where shall the parcel be collected?")
    ada.presses("Share my location")


async def test_whoever_is_glad_ticks_and_rates_and_changes_their_mind(world: World) -> None:
    ada = await begins(world, "Ada", id="c-1")
    ada.taps("5 ⭐")
    question = await ada.sees("What did you like?")
    await ticks(world, ada, "☐ The glaze", "☑ The glaze")
    await ticks(world, ada, "☐ The shape", "☑ The shape")
    await ticks(world, ada, "☑ The glaze", "☐ The glaze")
    assert [message.id for message in ada.screen if "What did you like?" in message.text] == [question.id]
    ada.taps("Done*")
    await ada.sees("✓ The shape")
    extra = await rates_everything(world, ada)
    await ada.sees("How likely are you to recommend")
    ada.taps("‹ Back")
    await ada.sees("Your answer so far: 3" if extra == "unwrapping" else "Your answer so far: 7")
    ada.taps("Keep it")
    await world.settles()
    ada.taps("10")
    await ada.sees("the main reason")
    ada.taps("Skip")
    thanks = await ada.sees("We read every answer")
    assert thanks.photo is not None
    answers = await values(world)
    expected = {"satisfaction": 5, "liked": ["shape"], "recommend": 10, "reason": None}
    assert {node: answers[node] for node in expected} == expected
    assert answers["parts"] == {"delivery": 5, "packaging": 2, "pottery": 4}
    assert answers[extra] == (3 if extra == "unwrapping" else 7)


async def rates_everything(world: World, ada: Person) -> str:
    """Each thing in its turn, and then the one that this customer is asked besides; returns its node."""
    for stars in ("5 ⭐", "2 ⭐", "4 ⭐"):
        await world.settles()
        ada.taps(stars)
    await world.settles()
    extra = "unwrapping" if "unwrapping it" in ada.screen[-1].text else "effort"
    ada.taps("😊" if extra == "unwrapping" else "7")
    return extra


async def test_a_changed_score_leads_elsewhere_and_becomes_a_complaint(world: World) -> None:
    ada = await begins(world, "Ada", id="c-1")
    ada.taps("4 ⭐")
    await ada.sees("What did you like?")
    ada.taps("None of these")
    await ada.sees("How were these?")
    closed = await ada.sees("✓ 4 ⭐")
    ada.taps("Change", message=closed.id)
    await ada.sees("Your answer so far: 4")
    ada.taps("1 ⭐")
    await ada.sees("What went wrong?")
    ada.taps("It came late")
    day = await ada.sees("On which day did the parcel reach you?")
    assert "Yesterday" in day.labels
    ada.writes("yesterday")
    await ada.sees("A voice message is enough")
    ada.taps("Skip")
    await ada.sees("We are sorry, Ada")
    answers = await values(world)
    assert "liked" not in answers
    assert answers["story"] is None
    (earlier,) = [row for row in await world.rows("earlier_answer") if row["node"] == "liked"]
    assert (earlier["value"], earlier["withdrawn"]) == ([], True)
    card = await world.complaints.sees("1 of 5")
    assert "Ada" in card.shown


async def test_every_copy_of_an_answered_question_changes_the_answer(world: World) -> None:
    ada = await begins(world, "Ada", id="c-1")
    ada.taps("4 ⭐")
    first = await ada.sees("✓ 4 ⭐")
    ada.taps("Change", message=first.id)
    await ada.sees("Your answer so far: 4")
    await world.settles()
    ada.taps("5 ⭐")
    second = await ada.sees("✓ 5 ⭐")
    ada.taps("Change", message=first.id)
    await ada.sees("Your answer so far: 5")
    await world.settles()
    ada.taps("3 ⭐")
    third = await ada.sees("✓ 3 ⭐")
    assert [copy.labels for copy in (first, second, third)] == [["Change"]] * 3
    ada.taps("Change", message=second.id)
    await ada.sees("Your answer so far: 3")
    assert (await values(world))["satisfaction"] == 3


async def test_in_italian_by_words_alone(world: World) -> None:
    token = await world.delivers("1002", first_name="Bruno", language="it", id="c-2")
    bruno = world.customer("Bruno", language="it")
    bruno.start(token)
    await bruno.sees("Quanto ti soddisfa?")
    bruno.writes("uno")
    await bruno.sees("Che cosa non è andato?")
    bruno.writes("Qualcosa è rotto")
    await bruno.sees("Mandaci una foto")
    bruno.sends_photo()
    await bruno.sees("messaggio vocale")
    bruno.writes("salta")
    await bruno.sees("Il corriere può avere")
    bruno.writes("no, grazie")
    await bruno.sees("Ci dispiace, Bruno")
    await bruno.sees("consiglieresti")
    answers = await values(world)
    assert answers["damage"]["kind"] == "photo"
    assert answers["collection.may_call"] == {"given": False, "version": "2026-11"}
    assert "collection.phone" not in answers


async def test_a_voice_message_that_never_comes_is_not_waited_for(world: World) -> None:
    ada = await begins(world, "Ada", id="c-1")
    ada.taps("2 ⭐")
    await ada.sees("What went wrong?")
    ada.taps("Something else")
    await ada.sees("A voice message is enough")
    await world.passes(days=2, minutes=1)
    await ada.sees("We are sorry, Ada")
    await ada.sees("How likely are you to recommend")
    (row,) = [row for row in await world.rows("answer") if row["node"] == "story"]
    assert (row["final_value"], row["missing"]) == (None, "timed out")
