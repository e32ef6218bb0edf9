"""Where a customer's words belong: nothing is lost, and nothing stays without an answer."""

from bot.demo.slack import SeenMessage
from bot.demo.telegram import Person
from tests.journeys.screens import last_word_to, words_to
from tests.journeys.world import World

PASSED_ON = "Thank you, we have passed your message on."


async def a_settled_complaint(world: World) -> tuple[Person, SeenMessage]:
    ada, card = await world.complaint()
    await world.replies(world.giulia, card, "A new mug leaves today.")
    await world.resolves(world.giulia, card)
    await ada.sees("considers this settled")
    return ada, card


async def test_words_out_of_the_blue_become_a_ticket_in_the_default_channel(world: World) -> None:
    eve = world.customer("Eve")
    eve.writes("Do you ship to Norway?")
    answer = await eve.sees("Thank you for writing. Someone at Bottega Rossi will answer you here by")
    card = await world.feedback.sees("Eve")
    assert "Do you ship to Norway?" in card.shown
    await card.thread_sees("Do you ship to Norway?")
    await world.replies(world.giulia, card, "Yes, we do.")
    await eve.sees("Yes, we do.")
    assert answer.text.count("Thank you for writing") == 1


async def test_mere_thanks_out_of_the_blue_make_no_ticket(world: World) -> None:
    ada = await world.asked()
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    ada.taps("Skip")
    await ada.sees("We read every answer")
    ada.writes("Thanks!")
    await world.settles()
    assert len(words_to(ada)) == 4
    assert await world.rows("ticket") == []
    assert (await world.row("ticket_message"))["text"] == "Thanks!"


async def test_words_go_to_the_ticket_when_staff_wrote_last(world: World) -> None:
    ada, card = await world.complaint()
    await world.replies(world.giulia, card, "Which colour was it?")
    await ada.sees("Which colour was it?")
    ada.writes("Blue, with a white rim")
    note = await card.thread_sees("Blue, with a white rim")
    assert "Giulia Bianchi" in note.shown
    await card.shows("claimed")


async def test_words_go_to_the_open_question_even_while_a_ticket_is_open(world: World) -> None:
    eve = world.customer("Eve")
    eve.writes("Do you ship to Norway?")
    await eve.sees("Thank you for writing")
    ticket = await world.feedback.sees("Eve")
    await world.resolves(world.giulia, ticket, closing_reason="asked in the shop")
    await eve.sees("considers this settled")
    eve.start(await world.delivers("1001", id="c-eve", first_name="Eve"))
    await eve.sees("how was the delivery")
    eve.writes("5")
    await eve.sees("What is the main reason")
    eve.writes("It came early and was well packed")
    await eve.sees("We read every answer")
    answers = [row["final_value"] for row in await world.rows("answer")]
    assert answers == [5, "It came early and was well packed"]


async def test_a_reply_to_an_older_message_belongs_to_what_it_replies_to(world: World) -> None:
    ada, card = await world.complaint("1001", id="c-ada")
    await world.replies(world.giulia, card, "A new mug leaves today.")
    about_the_ticket = await ada.sees("A new mug leaves today.")
    await world.resolves(world.giulia, card)
    await world.delivers("1002", id="c-ada")
    await world.settles()
    assert "how was the delivery" in last_word_to(ada)
    ada.writes("It has not come yet", reply_to=about_the_ticket.id)
    await card.thread_sees("It has not come yet")
    await card.shows("reopened")
    assert len(await world.rows("answer")) == 2


async def test_thanks_after_the_resolution_do_not_reopen_it(world: World) -> None:
    ada, card = await a_settled_complaint(world)
    said = len(words_to(ada))
    ada.writes("Thank you so much!")
    note = await card.thread_sees("Thank you so much!")
    await world.settles()
    assert "Thank you so much!" in note.shown
    assert "resolved" in card.shown
    assert "reopened" not in card.shown
    assert len(words_to(ada)) == said
    assert not any("reopened" in reply.shown for reply in card.thread)


async def test_other_words_after_the_resolution_reopen_and_mention_the_owner(world: World) -> None:
    ada, card = await a_settled_complaint(world)
    ada.writes("Nothing has come, three days later")
    note = await card.thread_sees("Nothing has come, three days later")
    assert "Giulia Bianchi" in note.shown
    await card.shows("reopened once")
    await ada.sees(PASSED_ON)
    assert card.buttons == ["Claim", "Reply", "Resolve"]


async def test_a_month_after_its_last_word_a_resolved_ticket_stays_closed(world: World) -> None:
    ada, card = await a_settled_complaint(world)
    await world.passes(days=31)
    ada.writes("Do you have red mugs as well?")
    await ada.sees("Thank you for writing")
    await world.feedback.sees("Do you have red mugs as well?")
    assert "resolved" in card.shown


async def test_five_photos_are_confirmed_once_and_all_reach_the_thread(world: World) -> None:
    ada, card = await world.complaint()
    for _ in range(5):
        ada.sends_photo()
    await world.settles()
    assert words_to(ada).count(PASSED_ON) == 1
    assert len([file for reply in card.thread for file in reply.files]) == 5


async def test_whatever_can_be_sent_reaches_the_thread(world: World) -> None:
    ada, card = await world.complaint()
    ada.sends_voice()
    ada.sends_document("receipt.pdf", b"%PDF-1.7", caption="the receipt")
    ada.sends_sticker("😡")
    ada.sends_location(45.4642, 9.19)
    await card.thread_sees("a location 45.4642, 9.1900")
    await world.settles()
    names = [file.name.split("-")[0] for reply in card.thread for file in reply.files]
    assert names == ["voice", "document", "sticker"]
    await card.thread_sees("the receipt")
    await card.thread_sees("a sticker 😡")
    assert words_to(ada).count(PASSED_ON) == 1


async def test_a_contact_is_told_in_words(world: World) -> None:
    ada, card = await world.complaint()
    contact = {"phone_number": "+39 02 1234567", "first_name": "Bruno"}
    world.telegram.push_update({"message": a_message(ada, 900, contact=contact)})
    await card.thread_sees("a contact: Bruno, +39 02 1234567")


async def test_a_photo_during_the_survey_is_kept_and_shown_once_there_is_a_ticket(world: World) -> None:
    ada = await world.asked()
    ada.sends_photo()
    await ada.sees("we have kept it with your answers")
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    ada.writes("The handle is horrible, see the terrible photo")
    card = await world.complaints.sees("horrible")
    await world.settles()
    assert [file.name for reply in card.thread for file in reply.files]


async def test_five_photos_at_an_open_question_are_confirmed_once_until_the_next(world: World) -> None:
    ada = await world.asked()
    for _ in range(5):
        ada.sends_photo()
    await world.settles()
    kept = "we have kept it with your answers"
    assert len([text for text in words_to(ada) if kept in text]) == 1
    assert len(await world.rows("ticket_message")) == 5
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    ada.sends_photo()
    await world.settles()
    assert len([text for text in words_to(ada) if kept in text]) == 2


async def test_what_the_program_describes_is_kept_and_not_scored(world: World) -> None:
    ada = await world.asked()
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    ada.sends_location(45.4642, 9.19)
    await ada.sees("We read every answer")
    _, reason = await world.rows("answer")
    assert reason["final_value"] == "a location 45.4642, 9.1900"
    assert (reason["polarity"], reason["not_scored"]) == (None, "nothing to read")


async def test_an_edited_message_is_shown_as_edited_and_answers_nothing(world: World) -> None:
    ada, card = await world.complaint()
    number = ada.writes("Order 1001")
    await card.thread_sees("Order 1001")
    ada.edits(number, "Order 1002")
    note = await card.thread_sees("Order 1002")
    assert "edited" in note.shown


async def test_an_edited_answer_reaches_staff_and_changes_the_answer(world: World) -> None:
    ada = await world.asked()
    ada.taps("2 ⭐")
    await ada.sees("What is the main reason")
    number = ada.writes("Too late")
    await ada.sees("We are sorry")
    card = await world.complaints.sees("Too late")
    ada.edits(number, "Too late, and broken")
    await card.thread_sees("Too late, and broken")
    await world.complaints.sees("Too late, and broken")
    answers = [row["final_value"] for row in await world.rows("answer")]
    assert answers == [2, "Too late, and broken"]
    (earlier,) = await world.rows("earlier_answer")
    assert (earlier["node"], earlier["value"], earlier["withdrawn"]) == ("reason", "Too late", False)


async def test_an_edited_answer_of_a_happy_customer_opens_no_ticket(world: World) -> None:
    ada = await world.asked()
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    number = ada.writes("It came erly")
    await ada.sees("We read every answer")
    ada.edits(number, "It came early")
    await ada.sees("we have your new answer")
    assert await world.rows("ticket") == []
    assert [row["final_value"] for row in await world.rows("answer")] == [5, "It came early"]


async def test_an_edit_in_the_middle_of_a_survey_that_says_nothing_new_reaches_its_later_ticket(
    world: World,
) -> None:
    ada = await world.asked()
    number = ada.writes("5")
    await ada.sees("What is the main reason")
    ada.edits(number, "5!!")
    await world.settles()
    assert await world.rows("ticket") == []
    ada.writes("The handle is horrible, a terrible mug")
    card = await world.complaints.sees("horrible")
    await card.thread_sees("5!!")


async def test_an_edit_where_nothing_was_asked_becomes_a_ticket(world: World) -> None:
    eve = world.customer("Eve")
    number = eve.writes("Thanks!")
    await world.settles()
    eve.edits(number, "Do you ship to Norway?")
    await eve.sees("Thank you for writing")
    await world.feedback.sees("Do you ship to Norway?")


async def test_words_after_an_expired_survey_become_a_ticket_about_its_purchase(world: World) -> None:
    ada = await world.asked()
    await world.passes(days=8)
    ada.writes("Sorry for the late answer, the handle broke off")
    await ada.sees("Thank you for writing")
    card = await world.feedback.sees("the handle broke off")
    assert "#1001" in card.shown
    assert (await world.row("ticket"))["run_id"] == 1


async def test_a_question_about_an_older_ticket_opens_none_anew(world: World) -> None:
    ada, card = await world.complaint()
    await world.passes(days=8)
    ada.writes("Nobody has answered me for a week")
    await card.thread_sees("Nobody has answered me for a week")
    assert len(await world.rows("ticket")) == 1


def a_message(person: Person, message_id: int, **content: object) -> dict[str, object]:
    """A message of the Bot API as this person's phone sends it."""
    chat = {"id": person.chat_id, "type": "private", "first_name": person.name}
    return {"message_id": message_id, "date": 1_795_000_000, "chat": chat, "from": person.user, **content}
