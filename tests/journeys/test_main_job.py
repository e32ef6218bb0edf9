"""The main job: a purchase becomes a survey, a bad answer a ticket, a reply reaches the customer."""

from pathlib import Path

from tests.journeys.world import a_world


async def test_a_bad_delivery_is_answered_by_a_person(tmp_path: Path, database_url: str) -> None:
    async with a_world(tmp_path, database_url) as world:
        token = await world.delivers("1001")
        ada = world.telegram.person("Ada", language_code="en")
        giulia = world.slack.staff("Giulia Bianchi")
        complaints = world.slack.channel("#complaints-delivery", members=[giulia])

        ada.start(token)
        question = await ada.sees("*how was the delivery of Blue mug*")
        assert "Bottega Rossi" in question.text
        assert "https://bottegarossi.example/privacy" in question.text
        ada.taps("2 ⭐")
        await ada.sees("What is the main reason*")
        ada.writes("It came a week late and the box was crushed")
        await ada.sees("We are sorry. Someone at Bottega Rossi*")

        card = await complaints.sees("Ada")
        assert "It came a week late and the box was crushed" in card.shown
        assert "2 of 5" in card.shown
        assert "Blue mug" in card.shown
        ada.sends_photo(caption="look")
        note = await card.thread_sees("look")
        assert note.files or [reply.files for reply in card.thread]

        await giulia.clicks(card, "Claim")
        await card.shows("Giulia")
        await giulia.clicks(card, "Reply")
        form = await giulia.sees_modal()
        assert await giulia.submits(form, {"text": "Hello Ada, a new mug leaves today."}) is None
        await ada.sees("Hello Ada, a new mug leaves today.")
        await card.thread_sees("delivered")

        await giulia.clicks(card, "Resolve")
        form = await giulia.sees_modal()
        assert await giulia.submits(form, {"cause": "late"}) is None
        await ada.sees("*considers this settled*")
        await card.shows("resolved")
