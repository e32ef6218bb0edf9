"""The library cannot tell: a bot and a person talk, each through their own door."""

import asyncio
import json

import pytest
import telegram as ptb

from bot.demo.telegram import Change, Standing, TelegramStandIn
from bot.demo.telegram.files import plain_picture
from tests.bot.demo.telegram.conftest import Api, Clock

ONE_BUTTON = ptb.InlineKeyboardMarkup([[ptb.InlineKeyboardButton("9", callback_data="score:9")]])


async def test_the_bot_knows_itself(bot: ptb.Bot) -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.first_name, me.is_bot) == (
        1234567890,
        "bottega_rossi_bot",
        "Bottega Rossi",
        True,
    )


async def test_start_carries_the_payload_of_the_link(
    telegram: TelegramStandIn, bot: ptb.Bot, clock: Clock
) -> None:
    ada = telegram.person("Ada", language_code="en", last_name="Rossi", username="ada")
    ada.start("TOKEN_1")
    (update,) = await bot.get_updates()
    message = update.message
    assert message is not None
    assert message.text == "/start TOKEN_1"
    assert message.parse_entities() == {message.entities[0]: "/start"}
    assert message.chat.type == "private"
    assert message.from_user == ptb.User(ada.chat_id, "Ada", is_bot=False)
    assert message.from_user.language_code == "en"
    assert message.date == clock.now()


async def test_a_tap_reaches_the_bot_and_its_answer_the_person(
    telegram: TelegramStandIn, bot: ptb.Bot
) -> None:
    ada = telegram.person("Ada")
    ada.start()
    await bot.send_message(ada.chat_id, "How likely?", reply_markup=ONE_BUTTON)
    assert (await ada.sees("How likely?")).labels == ["9"]
    query_id = ada.taps("9")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.id, query.data) == (query_id, "score:9")
    assert isinstance(query.message, ptb.Message)
    assert query.message.reply_markup == ONE_BUTTON
    assert ada.waits_for_answer
    await bot.answer_callback_query(query_id, "Thank you", show_alert=True)
    toast = await ada.sees_toast("Thank*")
    assert (toast.text, toast.show_alert, toast.person_id) == ("Thank you", True, ada.chat_id)
    assert not ada.waits_for_answer


async def test_every_update_and_message_reads_as_the_library_reads_them(
    telegram: TelegramStandIn, api: Api
) -> None:
    ada = telegram.person("Ada", language_code="it")
    first = ada.start()
    ada.edits(ada.writes("Hello", reply_to=first), "Hello there")
    ada.sends_photo("Look /here")
    ada.sends_voice()
    ada.sends_document(caption="My receipt")
    ada.sends_sticker()
    ada.sends_location()
    ada.shares_contact()
    ada.shares_card("Luca", "393331234567")
    await api("sendMessage", chat_id=ada.chat_id, text="?", reply_markup=ONE_BUTTON.to_dict())
    ada.taps(data="score:9")
    ada.blocks()
    ada.unblocks()
    telegram.group("Shop", made_by=ada).hears(ada, "Hi all")
    kinds = []
    for raw in await api.updates():
        update = ptb.Update.de_json(raw)
        (kind,) = set(raw) - {"update_id"}
        assert getattr(update, kind) is not None
        assert json.loads(update.to_json()).keys() == raw.keys()
        kinds.append(kind)
    assert kinds == [
        *["message"] * 2,
        "edited_message",
        *["message"] * 7,
        "callback_query",
        *["my_chat_member"] * 3,
        "message",
    ]
    numbers = [raw["update_id"] for raw in await api.updates()]
    assert numbers == list(range(numbers[0], numbers[0] + len(kinds)))


async def test_files_travel_both_ways(telegram: TelegramStandIn, bot: ptb.Bot) -> None:
    ada = telegram.person("Ada")
    picture = plain_picture(40, 30)
    ada.sends_photo("Broken", picture)
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert (message.photo[-1].width, message.photo[-1].height, message.caption) == (40, 30, "Broken")
    file = await message.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == picture
    sent = await bot.send_photo(ada.chat_id, picture, caption="<b>Scan me</b>", parse_mode="HTML")
    again = await bot.send_photo(ada.chat_id, sent.photo[-1].file_id)
    assert again.photo == sent.photo
    await bot.send_voice(ada.chat_id, b"OggS", duration=2)
    await bot.send_document(ada.chat_id, b"a,b\n", filename="answers.csv")
    assert [message.kind for message in ada.screen] == ["photo", "photo", "photo", "voice", "document"]
    assert ada.screen[1].photo == sent.photo[-1].file_id
    assert ada.screen[1].html == "<b>Scan me</b>"


async def test_an_edit_changes_the_screen_and_takes_the_keyboard(
    telegram: TelegramStandIn, bot: ptb.Bot, clock: Clock
) -> None:
    ada = telegram.person("Ada")
    ada.start()
    sent = await bot.send_message(ada.chat_id, "How likely?", reply_markup=ONE_BUTTON)
    await ada.sees("How likely?")
    clock.passes(60)
    edited = await bot.edit_message_text("You said 9", ada.chat_id, sent.message_id)
    assert isinstance(edited, ptb.Message)
    assert edited.edit_date == clock.now()
    seen = await ada.sees("You said 9")
    assert (seen.id, seen.edited, seen.buttons) == (sent.message_id, True, ())
    with pytest.raises(LookupError, match="no button '9' to tap"):
        ada.taps("9")
    ada.taps("9", stale=True)
    await bot.delete_message(ada.chat_id, sent.message_id)
    assert [message.text for message in ada.screen] == ["/start"]
    with pytest.raises(LookupError):
        ada.taps("9")
    ada.taps("9", message=sent.message_id, stale=True)
    late, deleted = [update.callback_query for update in await bot.get_updates()][-2:]
    assert late is not None
    assert deleted is not None
    assert isinstance(late.message, ptb.Message)
    assert deleted.message is not None
    assert deleted.message.date.timestamp() == 0  # what marks an inaccessible message
    assert late.data == deleted.data == "score:9"


async def test_a_sight_is_seen_once_and_the_newest_first(telegram: TelegramStandIn, api: Api) -> None:
    ada = telegram.person("Ada")
    ada.start()
    for _ in range(2):
        await api("sendMessage", chat_id=ada.chat_id, text="Hello Ada")
    assert [(await ada.sees("Hello")).id, (await ada.sees("H*a")).id] == [3, 2]
    with pytest.raises(AssertionError, match=r"(?s)does not see 'Hello'.*1  me: /start.*3 bot: Hello Ada"):
        await ada.sees("Hello", timeout=0)


async def test_a_sight_is_awaited(telegram: TelegramStandIn, api: Api) -> None:
    ada = telegram.person("Ada")
    ada.start()
    sight = asyncio.create_task(ada.sees("Hello"))
    await api("sendMessage", chat_id=ada.chat_id, text="Hello Ada")
    assert (await sight).text == "Hello Ada"


async def test_blocking_is_told_and_felt(telegram: TelegramStandIn, bot: ptb.Bot) -> None:
    ada = telegram.person("Ada")
    ada.start()
    ada.blocks()
    with pytest.raises(ptb.error.Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ada.chat_id, "Still there?")
    with pytest.raises(LookupError):
        ada.writes("Hello")
    ada.start()
    assert ada.standing is Standing.OPEN
    changes = [update.my_chat_member for update in await bot.get_updates() if update.my_chat_member]
    assert [change.new_chat_member.status for change in changes] == ["kicked", "member"]
    ada.deactivates()
    with pytest.raises(ptb.error.Forbidden, match="user is deactivated"):
        await bot.send_message(ada.chat_id, "Still there?")


async def test_a_group_has_its_own_chat(telegram: TelegramStandIn, bot: ptb.Bot) -> None:
    ada = telegram.person("Ada")
    group = telegram.group("Family", made_by=ada)
    group.hears(ada, "/start@bottega_rossi_bot")
    added, spoken = await bot.get_updates()
    assert added.my_chat_member is not None
    assert spoken.message is not None
    assert spoken.message.chat.type == "group"
    await bot.send_message(group.chat_id, "I only talk in private")
    assert (await group.sees("in private")).mine is False
    assert ada.screen == []


async def test_the_profile_is_kept_by_language_and_scope(telegram: TelegramStandIn, bot: ptb.Bot) -> None:
    english, italian = [("stop", "No more questions")], [("stop", "Basta domande")]
    for _ in range(2):
        await bot.set_my_commands(english)
        await bot.set_my_commands(italian, language_code="it", scope=ptb.BotCommandScopeAllPrivateChats())
        await bot.set_my_name("Bottega", language_code="it")
        await bot.set_my_description("Tell us how it was")
        await bot.set_my_short_description("Feedback")
    assert await bot.get_my_commands() == (ptb.BotCommand(*english[0]),)
    kept = await bot.get_my_commands(ptb.BotCommandScopeAllPrivateChats(), "it")
    assert kept == (ptb.BotCommand(*italian[0]),)
    assert (await bot.get_my_name("it")).name == "Bottega"
    assert (await bot.get_my_name()).name == "Bottega Rossi"
    assert (await bot.get_my_description("it")).description == "Tell us how it was"
    assert telegram.profile.words["short_description", ""] == "Feedback"


async def test_watchers_hear_of_each_change(telegram: TelegramStandIn, api: Api) -> None:
    ada = telegram.person("Ada")
    heard: list[Change] = []
    stream, end = telegram.changes(), telegram.subscribe(heard.append)
    ada.start()
    await api("sendMessage", chat_id=ada.chat_id, text="Hi", reply_markup=ONE_BUTTON.to_dict())
    ada.taps("9")
    end()
    ada.writes("unheard")
    assert heard == [Change(what, ada.chat_id) for what in ("message", "message", "tap")]
    assert [await anext(stream) for _ in range(4)] == [*heard, Change("message", ada.chat_id)]
    stream.close()


async def test_a_snapshot_is_plain_json(telegram: TelegramStandIn, api: Api) -> None:
    ada = telegram.person("Ada")
    ada.sends_photo("Look")
    await api("sendMessage", chat_id=ada.chat_id, text="<1>", reply_markup=ONE_BUTTON.to_dict())
    drawn = json.loads(json.dumps(telegram.snapshot(ada)))
    photo, question = drawn["messages"]
    async with api.session.get(photo["file_url"]) as response:
        assert (await response.read()).startswith(b"\x89PNG")
    assert question["text"] == "<1>"
    assert question["buttons"] == [[{"text": "9", "data": "score:9", "url": None}]]
