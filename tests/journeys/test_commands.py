"""/help, /stop, /start and /language do what they say, at any moment."""

from tests.journeys.screens import last_word_to, words_to
from tests.journeys.world import World


async def test_help_tells_what_can_be_done_here(world: World) -> None:
    ada = world.customer()
    ada.start()
    await ada.sees("no question for you right now")
    ada.writes("/help")
    answer = await ada.sees("/stop: no more questions")
    assert "https://bottegarossi.example/privacy" in answer.text


async def test_help_leaves_the_open_question_open(world: World) -> None:
    ada = await world.asked()
    ada.writes("/help")
    await ada.sees("/language: change the language")
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")


async def test_stop_ends_the_survey_and_start_turns_questions_on_again(world: World) -> None:
    ada = await world.asked("1001", id="c-ada")
    ada.writes("/stop")
    await ada.sees("You will get no more questions from us.")
    ada.taps("5 ⭐", stale=True)
    await ada.sees_toast("closed")
    assert await world.rows("answer") == []
    ada.start()
    await ada.sees("Good to have you back")
    await world.delivers("1002", id="c-ada")
    await world.settles()
    await ada.sees("how was the delivery")
    assert [row["status"] for row in await world.rows("run")] == ["stopped", "waiting"]


async def test_stop_withdraws_the_question_that_is_on_its_way(world: World) -> None:
    ada = await world.asked()
    await world.telegram.stop()
    await world.passes(days=2)
    reminders = [row for row in await world.rows("outbox") if row["kind"] == "question"]
    assert [row["state"] for row in reminders] == ["sent", "pending"]
    ada.writes("/stop")
    await world.telegram.start()
    await world.settles()
    await world.passes(minutes=5)
    assert "You will get no more questions from us." in last_word_to(ada)
    assert [text for text in words_to(ada) if "gentle reminder" in text] == []


async def test_after_stop_replies_to_a_complaint_still_arrive(world: World) -> None:
    ada, card = await world.complaint()
    ada.writes("/stop")
    await ada.sees("Replies to a complaint still reach you.")
    await world.replies(world.giulia, card, "We are sorry, Ada.")
    await ada.sees("We are sorry, Ada.")
    ada.writes("But what about my money?")
    await card.thread_sees("But what about my money?")


async def test_a_language_switch_in_the_middle_asks_again_and_the_answer_counts(world: World) -> None:
    ada = await world.asked()
    ada.writes("/language")
    offer = await ada.sees("Which language do you prefer?")
    assert offer.labels == ["Italiano", "English"]
    ada.taps("Italiano")
    again = await ada.sees("com'è andata la consegna")
    ada.taps("4 ⭐", message=again.id)
    await ada.sees("motivo principale")
    ada.taps("Salta")
    await ada.sees("Leggiamo ogni risposta")
    assert [row["language"] for row in await world.rows("answer")] == ["it", "it"]


async def test_both_copies_of_a_question_can_be_answered_after_a_language_switch(world: World) -> None:
    ada = await world.asked()
    first = ada.screen[-1]
    ada.writes("/language")
    await ada.sees("Which language do you prefer?")
    ada.taps("Italiano")
    await ada.sees("com'è andata la consegna")
    ada.taps("4 ⭐", message=first.id, stale=True)
    await ada.sees("motivo principale")


async def test_an_unknown_command_is_no_answer_and_opens_no_ticket(world: World) -> None:
    ada = await world.asked()
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    ada.writes("/cancel")
    await ada.sees("We do not know that command. /help shows what you can do here.")
    ada.taps("Skip")
    await ada.sees("We read every answer")
    ada.writes("/menu")
    await world.settles()
    assert "We do not know that command" in last_word_to(ada)
    assert [row["final_value"] for row in await world.rows("answer")] == [5, None]
    assert await world.rows("ticket") == []


async def test_words_after_an_unknown_command_reach_a_person(world: World) -> None:
    ada = world.customer()
    ada.writes("/refund my mug, it came broken")
    await ada.sees("Thank you for writing")
    await world.feedback.sees("/refund my mug, it came broken")


async def test_start_without_a_link_says_who_we_are(world: World) -> None:
    ada = world.customer()
    ada.start()
    answer = await ada.sees("no question for you right now")
    assert "https://bottegarossi.example/privacy" in answer.text


async def test_start_in_the_middle_asks_the_open_question_again(world: World) -> None:
    ada = await world.asked()
    ada.taps("5 ⭐")
    await ada.sees("What is the main reason")
    ada.start()
    await ada.sees("What is the main reason")
    ada.taps("Skip")
    await ada.sees("We read every answer")
