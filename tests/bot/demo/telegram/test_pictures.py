"""Pictures that a bot sends: uploaded, by their id or by an address, with captions that can be edited."""

import pytest
import telegram as ptb

from bot.demo.telegram import Person, TelegramStandIn
from bot.demo.telegram.files import LARGEST_FETCHED_PHOTO, plain_picture
from tests.bot.demo.telegram.conftest import Api, Clock

ADDRESS = "https://shop.example/parcel.png"
ONE_BUTTON = {"inline_keyboard": [[{"text": "9", "callback_data": "9"}]]}


@pytest.fixture
def ada(telegram: TelegramStandIn) -> Person:
    ada = telegram.person("Ada")
    ada.start()
    return ada


async def test_a_picture_is_served_back_as_it_was_uploaded(bot: ptb.Bot, ada: Person) -> None:
    picture = plain_picture(40, 30)
    sent = await bot.send_photo(ada.chat_id, picture, caption="Your parcel")
    file = await bot.get_file(sent.photo[-1].file_id)
    assert bytes(await file.download_as_bytearray()) == picture
    assert (ada.screen[-1].kind, ada.screen[-1].text) == ("photo", "Your parcel")


async def test_a_picture_can_come_from_the_internet(telegram: TelegramStandIn, ada: Person, api: Api) -> None:
    telegram.put_online(ADDRESS, plain_picture(40, 30))
    answer = await api("sendPhoto", chat_id=ada.chat_id, photo=ADDRESS, reply_markup=ONE_BUTTON)
    (size,) = answer["result"]["photo"]
    assert (size["width"], size["height"]) == (40, 30)
    assert ada.screen[-1].labels == ["9"]
    again = await api("sendPhoto", chat_id=ada.chat_id, photo=size["file_id"])
    assert again["result"]["photo"] == [size]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "failed to get HTTP URL content"),
        (plain_picture() + bytes(LARGEST_FETCHED_PHOTO), "failed to get HTTP URL content"),
        (b"<html>", "wrong type of the web page content"),
        (plain_picture(210, 10), "PHOTO_INVALID_DIMENSIONS"),
    ],
)
async def test_addresses_without_a_picture(
    telegram: TelegramStandIn, ada: Person, api: Api, content: bytes | None, reason: str
) -> None:
    if content is not None:
        telegram.put_online(ADDRESS, content)
    assert await api.refusal("sendPhoto", chat_id=ada.chat_id, photo=ADDRESS) == f"Bad Request: {reason}"


async def test_a_file_is_sent_again_as_what_it_is(ada: Person, api: Api) -> None:
    ada.sends_document()
    document = ada.screen[-1].file_id
    refusal = await api.refusal("sendPhoto", chat_id=ada.chat_id, photo=document)
    assert refusal == "Bad Request: can't use file of type Document as Photo"
    ada.sends_photo()
    refusal = await api.refusal("sendVoice", chat_id=ada.chat_id, voice=ada.screen[-1].file_id)
    assert refusal == "Bad Request: can't use file of type Photo as VoiceNote"


async def photo_sent(ada: Person, api: Api, **params: object) -> dict[str, object]:
    """A picture stands in the chat; returns its place."""
    ada.sends_photo()
    answer = await api("sendPhoto", chat_id=ada.chat_id, photo=ada.screen[-1].photo, **params)
    return {"chat_id": ada.chat_id, "message_id": answer["result"]["message_id"]}


async def test_a_caption_changes_in_place(ada: Person, api: Api, clock: Clock) -> None:
    place = await photo_sent(ada, api, caption="How was it?", reply_markup=ONE_BUTTON)
    clock.passes(1)
    entities = [{"type": "italic", "offset": 0, "length": 4}]
    answer = await api("editMessageCaption", **place, caption="Nine", caption_entities=entities)
    assert ptb.Message.de_json(answer["result"]).caption == "Nine"
    message = ada.screen[-1]
    assert (message.html, message.edited, message.labels) == ("<i>Nine</i>", True, [])
    assert message.photo is not None
    assert (await api("editMessageCaption", **place, reply_markup=ONE_BUTTON))["ok"]
    assert (ada.screen[-1].text, ada.screen[-1].labels) == ("", ["9"])


async def test_refused_captions(ada: Person, api: Api) -> None:
    place = await photo_sent(ada, api, caption="Same", reply_markup=ONE_BUTTON)
    same = await api.refusal("editMessageCaption", **place, caption="Same", reply_markup=ONE_BUTTON)
    assert same == (
        "Bad Request: message is not modified: specified new message content and reply markup are exactly "
        "the same as a current content and reply markup of the message"
    )
    long = await api.refusal("editMessageCaption", **place, caption="🌷" * 513)
    assert long == "Bad Request: MEDIA_CAPTION_TOO_LONG"
    text = (await api("sendMessage", chat_id=ada.chat_id, text="Hi"))["result"]["message_id"]
    refusal = await api.refusal("editMessageCaption", chat_id=ada.chat_id, message_id=text, caption="Ho")
    assert refusal == "Bad Request: there is no caption in the message to edit"
    long = await api.refusal("sendPhoto", **place, photo=ada.screen[1].photo, caption="x" * 1025)
    assert long == "Bad Request: message caption is too long"


async def test_only_the_buttons_of_a_picture_change(ada: Person, api: Api) -> None:
    place = await photo_sent(ada, api, caption="How was it?", reply_markup=ONE_BUTTON)
    assert (await api("editMessageReplyMarkup", **place))["ok"]
    assert (ada.screen[-1].text, ada.screen[-1].labels) == ("How was it?", [])


async def test_a_person_edits_the_caption_of_their_picture(ada: Person, api: Api) -> None:
    ada.edits(ada.sends_photo("Brocken"), "Broken")
    edited = (await api.updates())[-1]["edited_message"]
    assert edited["caption"] == "Broken"
    assert "text" not in edited
