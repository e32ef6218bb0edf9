"""The main job: a purchase becomes a survey, a bad answer a ticket, a reply reaches the customer."""

from pathlib import Path

from tests.journeys.opening import a_world
from tests.journeys.screens import words_to
from tests.journeys.world import World


async def test_a_bad_delivery_is_answered_by_a_person(tmp_path: Path, database_url: str) -> None:
    async with a_world(tmp_path, database_url) as world:
        token = await world.delivers("1001")
        ada = world.customer("Ada")
        ada.start(token)
        question = await ada.sees("how was the delivery of Blue mug")
        assert "Bottega Rossi" in question.text
        assert "https://bottegarossi.example/privacy" in question.text
        ada.taps("2 ⭐")
        await ada.sees("What is the main reason")
        ada.writes("It came a week late and the box was crushed")
        await ada.sees("We are sorry. Someone at Bottega Rossi")

        card = await world.complaints.sees("Ada")
        for part in ("It came a week late and the box was crushed", "2 of 5", "Blue mug"):
            assert part in card.shown
        ada.sends_photo(caption="look")
        await card.thread_sees("look")

        await world.giulia.clicks(card, "Claim")
        await card.shows("Giulia")
        await world.replies(world.giulia, card, "Hello Ada, a new mug leaves today.")
        await ada.sees("Hello Ada, a new mug leaves today.")
        await card.thread_sees("delivered")
        await world.resolves(world.giulia, card)
        await ada.sees("considers this settled")
        await card.shows("resolved")
        (photo,) = [file for reply in card.thread for file in reply.files]
        assert photo.name.startswith("photo-")


async def test_a_photo_with_a_caption_is_the_reason_and_reaches_the_thread(world: World) -> None:
    ada = await world.asked()
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason*")
    ada.sends_photo(caption="The box was crushed, as you see")
    await ada.sees("We are sorry*")
    card = await world.complaints.sees("The box was crushed, as you see")
    await world.settles()
    files = [file.name for reply in card.thread for file in reply.files]
    assert len(files) == 1
    answers = {row["node"]: row["final_value"] for row in await world.rows("answer")}
    assert answers == {"satisfaction": 1, "reason": "The box was crushed, as you see"}


async def test_whoever_does_not_answer_is_reminded_after_two_days_and_left_alone_after_seven(
    world: World,
) -> None:
    ada = await world.asked()
    await world.passes(days=1, hours=23)
    assert len(words_to(ada)) == 1
    await world.passes(hours=1)
    await ada.sees("*gentle reminder*how was the delivery*")
    await world.passes(days=5)
    assert len(words_to(ada)) == 2
    assert (await world.row("run"))["status"] == "expired"
    ada.taps("5 ⭐")
    toast = await ada.sees_toast("*closed*")
    assert not toast.show_alert
    assert await world.rows("answer") == []


async def test_a_reminder_can_be_answered_like_the_question_itself(world: World) -> None:
    ada = await world.asked()
    await world.passes(days=2)
    await ada.sees("*gentle reminder*")
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason*")
    ada.taps("Skip")
    await ada.sees("Thank you! We read every answer.")
    assert (await world.row("run"))["status"] == "complete"
    assert world.complaints.messages == world.feedback.messages == []


async def test_a_photo_alone_is_reason_enough_and_is_counted_on_the_card(world: World) -> None:
    ada = await world.asked()
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason*")
    ada.sends_photo()
    await ada.sees("*kept it with your answers*")
    card = await world.complaints.sees("1 photo (in the thread)")
    assert "1 of 5" in card.shown
