"""Questions that take several taps are drawn anew in their message, and closed in it."""

from tests.journeys.conftest import OpenWorld
from tests.journeys.screens import words_to
from tests.journeys.settings import settings

PARTS = """
[flows.after_delivery]
title = "In detail"

[[flows.after_delivery.nodes]]
id = "parts"
ask = "aspects"
text.en = "In detail?"
items = [{ id = "delivery", text.en = "Delivery" }, { id = "packaging", text.en = "Packaging" }]

[[flows.after_delivery.nodes]]
id = "wrong"
ask = "multi"
text.en = "What went wrong?"
none.en = "I liked everything"
options = [{ id = "late", text.en = "Too late" }, { id = "dear", text.en = "Too dear" }]

[[flows.after_delivery.nodes]]
id = "mood_now"
ask = "rating"
emoji = ["😡", "😐", "😍"]
optional = true
text.en = "Your mood?"

[[flows.after_delivery.nodes]]
id = "damage"
ask = "photo"
text.en = "Show us."
"""
SETTINGS = settings(flows=PARTS, complaints="").replace('["it", "en"]', '["en"]')
PRIVACY = "https://bottegarossi.example/privacy"


async def test_who_writes_and_why_stays_in_the_message_while_it_is_drawn_anew(open_world: OpenWorld) -> None:
    async with open_world(SETTINGS) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        question = await ada.sees("In detail?")
        await world.settles()
        ada.taps("4 ⭐")
        drawn = await ada.sees("Delivery: 4")
        assert drawn.id == question.id
        assert PRIVACY in drawn.text
        ada.taps("5 ⭐")
        closed = await ada.sees("✓ Delivery 4, Packaging 5")
        assert closed.id == question.id
        assert PRIVACY in closed.text
        assert closed.text.endswith("In detail?\n\n✓ Delivery 4, Packaging 5")


async def test_all_of_it_can_be_typed(open_world: OpenWorld) -> None:
    async with open_world(SETTINGS) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        await ada.sees("In detail?")
        ada.writes("4 ⭐")
        await ada.sees("Delivery: 4")
        ada.writes("5")
        await ada.sees("What went wrong?")
        ada.writes("i liked everything")
        await ada.sees("Your mood?")
        ada.writes("😍")
        await ada.sees("Show us.")
        await world.settles()
        values = [row["final_value"] for row in await world.rows("answer")]
        assert values == [{"delivery": 4, "packaging": 5}, [], 3]
        assert await world.rows("ticket") == []


async def test_what_is_skipped_has_no_tick(open_world: OpenWorld) -> None:
    async with open_world(SETTINGS) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        await ada.sees("In detail?")
        ada.writes("5 5")
        await ada.sees("What went wrong?")
        ada.taps("I liked everything")
        mood = await ada.sees("Your mood?")
        await world.settles()
        ada.taps("Skip")
        await ada.sees("Show us.")
        await world.settles()
        (closed,) = (message for message in ada.screen if message.id == mood.id)
        assert (closed.text, closed.labels) == ("Your mood?", ["Change"])


async def test_a_sticker_is_no_proof_and_no_complaint(open_world: OpenWorld) -> None:
    async with open_world(SETTINGS) as world:
        ada = world.customer()
        ada.start(await world.delivers())
        await ada.sees("In detail?")
        for words in ("5 5", "I liked everything", "skip"):
            ada.writes(words)
            await world.settles()
        await ada.sees("Show us.")
        ada.sends_sticker("👍")
        await ada.sees("Please send us a photo here.")
        ada.sends_photo()
        await ada.sees("That was all.")
        ada.sends_sticker("👍")
        await ada.sees("We have no question for you right now")
        await world.settles()
        assert await world.rows("ticket") == []
        assert "kept it" not in words_to(ada)
        assert len(await world.rows("answer")) == 4
