"""What customers write is shown as they wrote it, and does nothing else."""

import pytest

from bot.demo.slack import SeenMessage
from tests.journeys.screens import last_word_to, words_to
from tests.journeys.shop import a_delivery
from tests.journeys.test_messages import a_message
from tests.journeys.world import World

HOSTILE = [
    "<!channel> <!here> <!everyone> wake up all of you",
    "<@U0DEMO00001> and <#C0DEMO00001> and <!subteam^S1>",
    "*bold* _it_ ~no~ `code` ```block``` :tada: &amp; &lt;",
    "<b>bold</b> <script>alert(1)</script> <a href='tg://user?id=1'>x</a>",
    "<https://evil.example|Riscontro says> {{ business.name }} {% if x %}",
    "*_[x](http://evil)",
    "*bold* [our shop](https://evil.example) \\_ \\",
    "right\u202eto\u2066left\u200fmarks\u200b and\u200d none\ufeff",
]


def everything_seen(card: SeenMessage) -> list[SeenMessage]:
    return [card, *card.thread]


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_words_are_shown_as_text_and_call_nobody(world: World, words: str) -> None:
    ada, card = await world.complaint(reason=words)
    assert words in card.shown
    ada.writes(words)
    note = await card.thread_sees(words)
    await world.settles()
    assert words in note.shown
    assert [message.broadcasts for message in everything_seen(card)] == [()] * len(everything_seen(card))
    assert [row["final_value"] for row in await world.rows("answer")] == [2, words]


@pytest.mark.parametrize("words", HOSTILE)
async def test_hostile_names_and_purchases_are_text_everywhere(world: World, words: str) -> None:
    event = a_delivery(
        "1001",
        world.clock.now(),
        {"first_name": words, "last_name": words},
        items=[{"sku": "1", "name": words, "quantity": 1}],
    )
    ada = world.customer(words)
    ada.start(await world.tells(event))
    question = await ada.sees("how was the delivery of")
    assert question.text.count(words) == 2
    assert not [each for each in question.entities if each.kind in {"bold", "text_link", "code"}]
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason")
    ada.taps("Skip")
    card = await world.complaints.sees("Unhappy with a delivery")
    await world.settles()
    assert (card.broadcasts, card.reading.mentions) == ((), ())


async def test_the_longest_text_that_telegram_sends_arrives_whole(world: World) -> None:
    ada, card = await world.complaint()
    words = ("Nothing works. " * 300)[:4096]
    ada.writes(words)
    note = await card.thread_sees("Nothing works.")
    assert "".join(note.shown.split()).count("Nothingworks.") == words.count("Nothing works.")


async def test_a_reason_of_4096_characters_is_stored_whole_and_stands_in_the_thread(world: World) -> None:
    words = ("The box was 📦 crushed. " * 300)[:4096]
    _, card = await world.complaint(reason=words)
    await world.settles()
    assert (await world.rows("answer"))[1]["final_value"] == words.strip()
    thread = "".join("".join(reply.shown.split()) for reply in card.thread)
    assert "".join(words.split()) in thread


@pytest.mark.parametrize("words", ["a\x00b", "half \ud83d pair", "\udfff"])
async def test_what_no_database_takes_is_replaced_and_nothing_breaks(world: World, words: str) -> None:
    ada = await world.asked()
    ada.taps("1 ⭐")
    await ada.sees("What is the main reason")
    world.telegram.push_update({"message": a_message(ada, 900, text=words)})
    await ada.sees("We are sorry")
    card = await world.complaints.sees("�")
    assert card.broadcasts == ()
    stored = (await world.rows("answer"))[1]["final_value"]
    assert stored == words.replace("\x00", "�").replace("\ud83d", "�").replace("\udfff", "�")


async def test_a_name_with_half_a_pair_breaks_nothing(world: World) -> None:
    eve = world.customer("Eve")
    eve.start()
    await eve.sees("no question for you right now")
    message = a_message(eve, 900, text="Do you ship to Norway?")
    message["from"] = {**eve.user, "first_name": "E\ud83d\x00ve", "username": None}
    world.telegram.push_update({"message": message})
    await eve.sees("Thank you for writing")
    await world.feedback.sees("E��ve")


async def test_in_a_group_nobody_is_asked_anything(world: World) -> None:
    ada = world.customer()
    group = world.telegram.group("Friends", made_by=ada)
    group.hears(ada, "/start")
    await group.sees("We only talk one to one.")
    group.hears(ada, "I am angry about my broken mug")
    await world.settles()
    assert len([message for message in group.screen if not message.mine]) == 1
    assert await world.rows("ticket") == []


async def test_a_link_opened_in_a_group_binds_nothing(world: World) -> None:
    token = await world.delivers()
    ada = world.customer()
    group = world.telegram.group("Friends", made_by=ada)
    group.hears(ada, f"/start@bottega_rossi_bot {token}")
    await group.sees("We only talk one to one.")
    assert (await world.row("link"))["conversation_id"] is None
    ada.start(token)
    await ada.sees("how was the delivery")


async def test_replies_of_staff_are_never_read_as_markup(world: World) -> None:
    ada, card = await world.complaint()
    await world.replies(world.giulia, card, "5 > 3 & *this* is <i>fine</i> {{ customer.id }}")
    assert last_word_to(ada) == "5 > 3 & *this* is <i>fine</i> {{ customer.id }}"
    assert "c-1001" not in "\n".join(words_to(ada))
