"""What staff can do from a card, and what they cannot."""

from bot.demo.slack import Person as Colleague
from bot.demo.slack import SeenMessage
from tests.journeys.conftest import OpenWorld
from tests.journeys.screens import last_word_to, words_to
from tests.journeys.settings import settings
from tests.journeys.world import World


async def is_refused(world: World, colleague: Colleague, card: SeenMessage, words: str) -> None:
    """Claiming tells this person why not, and changes nothing."""
    before = await world.rows("ticket")
    await colleague.clicks(card, "Claim")
    await colleague.sees_ephemeral(words)
    assert await world.rows("ticket") == before


async def test_a_guest_cannot_claim(world: World) -> None:
    _, card = await world.complaint()
    guest = world.slack.staff("Ospite", restricted=True)
    world.slack.channel("#complaints-delivery", members=[guest])
    await is_refused(world, guest, card, "Only full members")


async def test_somebody_of_another_workspace_cannot_claim(world: World) -> None:
    _, card = await world.complaint()
    stranger = world.slack.stranger("Straniero")
    world.slack.channel("#complaints-delivery", members=[stranger])
    await is_refused(world, stranger, card, "Only full members")


async def test_somebody_who_left_the_company_cannot_claim(world: World) -> None:
    _, card = await world.complaint()
    marco = world.marco
    marco.leaves_the_company()
    await is_refused(world, marco, card, "Only full members")


async def test_staff_can_be_narrowed_to_some(open_world: OpenWorld) -> None:
    async with open_world() as world:
        narrowed = settings(slack=f'staff = ["{world.giulia.id}"]')
        world.config_file.write_text(narrowed, encoding="utf-8")
        await world.restarts()
        _, card = await world.complaint()
        await is_refused(world, world.marco, card, "not on the list")
        await world.giulia.clicks(card, "Claim")
        await card.shows("Giulia Bianchi")


async def test_a_second_claim_is_refused_politely_and_a_double_one_is_no_fault(world: World) -> None:
    _, card = await world.complaint()
    as_posted = card.freeze()
    await world.giulia.clicks(card, "Claim")
    await card.shows("claimed")
    await world.giulia.clicks(as_posted, "Claim")
    await world.marco.clicks(as_posted, "Claim")
    await world.marco.sees_ephemeral("is on this ticket. You can still reply")
    await world.settles()
    assert world.giulia.ephemerals == []
    assert (await world.row("ticket"))["owner"] == world.giulia.id


async def test_without_an_answer_a_ticket_is_resolved_only_with_a_reason(world: World) -> None:
    ada, card = await world.complaint()
    await world.giulia.clicks(card, "Resolve")
    form = await world.giulia.sees_modal("Why close without an answer?")
    assert await world.giulia.submits(form, {"cause": "late"}) is not None
    blank = await world.giulia.submits(form, {"closing_reason": "   "})
    assert blank == {"closing_reason": "Say why it is closed without an answer."}
    assert form.is_open
    assert await world.giulia.submits(form, {"closing_reason": "answered by phone"}) is None
    await card.shows("answered by phone")
    await ada.sees("considers this settled")


async def test_a_resolution_that_was_prepared_before_a_reopening_needs_its_own_reason(world: World) -> None:
    ada, card = await world.complaint()
    await world.replies(world.giulia, card, "A new one is on its way.")
    await world.marco.clicks(card, "Resolve")
    prepared = await world.marco.sees_modal("Resolve")
    await world.resolves(world.giulia, card)
    ada.writes("It has not come")
    await card.shows("reopened")
    await world.settles()
    refused = await world.marco.submits(prepared, {"cause": "late"})
    assert refused is not None
    assert "has not received an answer yet" in "".join(refused.values())
    assert (await world.row("ticket"))["state"] == "reopened"


async def test_reopening_and_resolving_again(world: World) -> None:
    ada, card = await world.complaint()
    await world.replies(world.giulia, card, "A new one is on its way.")
    await world.resolves(world.giulia, card, note="sent by courier")
    await card.thread_sees("sent by courier")
    assert card.buttons == ["Reopen"]
    await world.marco.clicks(card, "Reopen")
    await card.shows("reopened once")
    await world.settles()
    await world.replies(world.marco, card, "Did it come?")
    await world.resolves(world.marco, card)
    ticket = await world.row("ticket")
    assert (ticket["state"], ticket["times_reopened"], ticket["cause"]) == ("resolved", 1, "late")
    assert "sent by courier" not in "\n".join(words_to(ada))


async def test_a_click_on_an_outdated_card_is_told_how_things_stand(world: World) -> None:
    _, card = await world.complaint()
    outdated = card.freeze()
    await world.replies(world.giulia, card, "A new one is on its way.")
    await world.resolves(world.giulia, card)
    await world.marco.clicks(outdated, "Claim")
    await world.marco.sees_ephemeral("resolved already")
    await world.marco.clicks(outdated, "Resolve")
    await world.marco.sees_ephemeral("already resolved")
    resolved = card.freeze()
    await world.giulia.clicks(card, "Reopen")
    await card.shows("reopened")
    await world.marco.clicks(resolved, "Reopen")
    await world.marco.sees_ephemeral("not resolved")
    assert (await world.row("ticket"))["times_reopened"] == 1


async def test_a_form_that_is_sent_twice_reaches_the_customer_once(world: World) -> None:
    ada, card = await world.complaint()
    await world.giulia.clicks(card, "Reply")
    form = await world.giulia.sees_modal("Reply")
    assert await world.giulia.submits(form, {"text": "Once is enough."}) is None
    assert await world.giulia.submits(form) is None
    await world.settles()
    assert words_to(ada).count("Once is enough.") == 1


async def test_a_ticket_whose_reply_did_not_arrive_does_not_wait_for_the_customer(world: World) -> None:
    ada, card = await world.complaint()
    ada.deactivates()
    await world.replies(world.giulia, card, "Are you there?")
    await card.thread_sees("not delivered")
    await card.shows("claimed")
    ticket = await world.row("ticket")
    assert (ticket["state"], ticket["owner"]) == ("claimed", world.giulia.id)


async def test_a_reply_that_waits_when_the_customer_blocks_the_bot_leaves_the_ticket_claimed(
    world: World,
) -> None:
    ada, card = await world.complaint()
    await world.telegram.stop()
    await world.replies(world.giulia, card, "First words")
    await world.replies(world.giulia, card, "Second words")
    ada.deactivates()
    await world.telegram.start()
    await world.passes(minutes=5)
    assert {row["delivery"] for row in await world.rows("ticket_message") if row["author"]} == {
        "not delivered"
    }
    await card.shows("claimed")
    assert (await world.row("ticket"))["state"] == "claimed"


async def test_somebody_else_may_reply_and_the_owner_stays(world: World) -> None:
    ada, card = await world.complaint()
    await world.giulia.clicks(card, "Claim")
    await card.shows("claimed")
    await world.marco.clicks(card, "Reply")
    form = await world.marco.sees_modal("holds this ticket")
    assert await world.marco.submits(form, {"text": "Marco here."}) is None
    await ada.sees("Marco here.")
    note = await card.thread_sees("delivered")
    assert "Marco" in note.shown
    await world.settles()
    assert (await world.row("ticket"))["owner"] == world.giulia.id


async def test_what_staff_write_in_the_thread_stays_among_them(world: World) -> None:
    ada, card = await world.complaint()
    calls = len(world.telegram.calls)
    world.giulia.writes(world.complaints, "This customer is difficult", thread=card)
    await world.slack.settled()
    await world.settles()
    sent = [call for call in world.telegram.calls[calls:] if call.method == "sendMessage"]
    assert sent == []
    assert "difficult" not in "\n".join(words_to(ada))


async def test_a_reply_arrives_as_plain_words(world: World) -> None:
    ada, card = await world.complaint()
    await world.replies(
        world.giulia, card, "<b>Fish &amp; chips</b> *cost* _5 &lt; 6_ <https://x.example|here>"
    )
    assert last_word_to(ada) == "<b>Fish & chips</b> *cost* _5 < 6_ here (https://x.example)"


async def test_a_reply_of_three_thousand_characters_arrives_whole(world: World) -> None:
    ada, card = await world.complaint()
    words = ("We are very sorry. " * 200)[:3000].strip()
    await world.replies(world.giulia, card, words)
    assert last_word_to(ada) == words
    await card.thread_sees("delivered")


async def test_an_afterword_to_a_resolved_ticket_does_not_open_it(world: World) -> None:
    ada, card = await world.complaint()
    await world.giulia.clicks(card, "Reply")
    form = await world.giulia.sees_modal("Reply")
    await world.resolves(world.marco, card, closing_reason="by phone")
    assert await world.giulia.submits(form, {"text": "All the best!"}) is None
    await world.settles()
    assert last_word_to(ada) == "All the best!"
    assert (await world.row("ticket"))["state"] == "resolved"
