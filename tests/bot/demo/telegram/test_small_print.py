"""The rules a bot meets seldom: given entities, reply keyboards, picture sizes, names that are too long."""

import struct

import pytest

from bot.demo.telegram import ApiError, Person, TelegramStandIn
from bot.demo.telegram.files import image_size, plain_picture
from bot.demo.telegram.links import BadLink, read_link
from tests.bot.demo.telegram.conftest import Api


@pytest.fixture
def ada(telegram: TelegramStandIn) -> Person:
    ada = telegram.person("Ada")
    ada.start()
    return ada


@pytest.mark.parametrize(
    ("method", "params", "reason"),
    [
        ("setMyCommands", {}, "expected an Array of BotCommand"),
        ("setMyCommands", {"commands": ["stop"]}, "expected an Object for BotCommand"),
        ("setMyCommands", {"commands": [{"command": "Stop", "description": "x"}]}, "BOT_COMMAND_INVALID"),
        (
            "setMyCommands",
            {"commands": [{"command": "stop", "description": ""}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            "setMyCommands",
            {"commands": [{"command": "stop", "description": "x"}] * 101},
            "BOT_COMMANDS_TOO_MUCH",
        ),
        (
            "getMyCommands",
            {"scope": {"type": "everyone"}},
            "can't parse BotCommandScope: Unsupported type specified",
        ),
        ("getMyCommands", {"language_code": "english"}, "invalid language code specified"),
        ("setMyName", {"name": "x" * 65}, "the name is too long"),
        ("setMyShortDescription", {"short_description": "x" * 121}, "the short description is too long"),
        (
            "setWebhook",
            {"url": "https://a.example", "secret_token": "ß"},
            "secret token contains unallowed characters",
        ),
        ("getFile", {}, "file_id not specified"),
        ("getFile", {"file_id": "gone"}, "wrong file_id or the file is temporarily unavailable"),
    ],
)
async def test_refused_settings(api: Api, method: str, params: dict[str, object], reason: str) -> None:
    assert await api.refusal(method, **params) == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"entities": {}}, "expected an Array of MessageEntity"),
        ({"reply_markup": ["x"]}, "object expected as reply markup"),
        ({"reply_markup": {"inline_keyboard": ["x"]}}, 'field "inline_keyboard" must be an Array of Arrays'),
        ({"reply_markup": {"inline_keyboard": "x"}}, 'field "inline_keyboard" must be of type Array'),
        (
            {
                "reply_markup": {
                    "inline_keyboard": [[{"text": "App", "web_app": {"url": "http://a.example"}}]]
                }
            },
            "inline keyboard button Web App URL 'http://a.example' is invalid: Only HTTPS links are allowed",
        ),
    ],
)
async def test_refused_extras(ada: Person, api: Api, params: dict[str, object], reason: str) -> None:
    refusal = await api.refusal("sendMessage", chat_id=ada.chat_id, text="Hello", **params)
    assert refusal == f"Bad Request: {reason}"


async def test_actions_are_taken_from_the_list(ada: Person, api: Api) -> None:
    assert (await api("sendChatAction", chat_id=ada.chat_id, action="typing"))["result"] is True
    refusal = await api.refusal("sendChatAction", chat_id=ada.chat_id, action="sleeping")
    assert refusal == "Bad Request: wrong parameter action in request"


async def test_commands_can_be_taken_back(telegram: TelegramStandIn, api: Api) -> None:
    await api("setMyCommands", commands=[{"command": "/stop", "description": "No more"}])
    assert (await api("getMyCommands"))["result"] == [{"command": "stop", "description": "No more"}]
    await api("deleteMyCommands")
    assert (await api("getMyCommands"))["result"] == []


async def test_a_webhook_on_this_machine_may_be_plain(api: Api) -> None:
    assert (await api("setWebhook", url="http://127.0.0.1:8080/telegram", max_connections=3))["ok"]
    assert (await api("getWebhookInfo"))["result"]["max_connections"] == 3
    assert (await api("setWebhook", url=""))["ok"]
    assert (await api("getWebhookInfo"))["result"]["url"] == ""


async def test_a_tampered_tap_reaches_the_bot(ada: Person, api: Api) -> None:
    await api("sendMessage", chat_id=ada.chat_id, text="Hello")
    query_id = ada.taps_raw(2, "never offered")
    query = (await api.updates())[-1]["callback_query"]
    assert (query["id"], query["data"]) == (query_id, "never offered")
    long = await api.refusal("answerCallbackQuery", callback_query_id=query_id, text="x" * 201)
    assert long == "Bad Request: MESSAGE_TOO_LONG"


async def test_only_text_is_edited_as_text(ada: Person, api: Api) -> None:
    ada.sends_photo()
    photo = ada.screen[-1].photo
    sent = (await api("sendPhoto", chat_id=ada.chat_id, photo=photo))["result"]["message_id"]
    here = {"chat_id": ada.chat_id, "text": "Hello"}
    refusal = await api.refusal("editMessageText", **here, message_id=sent)
    assert refusal == "Bad Request: there is no text in the message to edit"
    refusal = await api.refusal("editMessageText", **here)
    assert refusal == "Bad Request: message identifier is not specified"


async def test_persons_can_only_touch_what_they_see(ada: Person, api: Api) -> None:
    await api("sendMessage", chat_id=ada.chat_id, text="Hello")
    for act in (lambda: ada.edits(2, "Mine"), lambda: ada.writes("?", reply_to=99)):
        with pytest.raises(LookupError, match="The screen of Ada"):
            act()
    with pytest.raises(AssertionError, match="gets no notice"):
        await ada.sees_toast("Thanks", timeout=0)


async def test_a_call_can_be_awaited(telegram: TelegramStandIn, api: Api) -> None:
    await api("getMe")
    assert (await telegram.called("getMe")).method == "getMe"
    with pytest.raises(AssertionError, match="did not call getMe, only \\[\\]"):
        await telegram.called("getMe", after=1, timeout=0)
    assert await telegram.until(lambda: telegram.pending_updates == 0)
    assert not await telegram.until(lambda: telegram.pending_updates > 0, timeout=0)


def test_picture_sizes() -> None:
    frame = b"\xff\xc0" + struct.pack(">HBHH", 17, 8, 30, 40)
    assert image_size(b"\xff\xd8" + b"\xff\xe0" + struct.pack(">H", 16) + b"\0" * 14 + frame) == (40, 30)
    assert image_size(plain_picture(3, 4)) == (3, 4)
    for broken in (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF89a"):
        with pytest.raises(ApiError, match="IMAGE_PROCESS_FAILED"):
            image_size(broken)


async def test_pictures_have_decent_dimensions(telegram: TelegramStandIn) -> None:
    with pytest.raises(ApiError, match="PHOTO_INVALID_DIMENSIONS"):
        telegram.person("Ada").sends_photo(content=plain_picture(210, 10))


@pytest.mark.parametrize(
    ("target", "stored"),
    [
        ("shop.example", "http://shop.example/"),
        ("shop.example:8080/a?b#c", "http://shop.example:8080/a?b#c"),
        ("tg://resolve?domain=shop", "tg://resolve?domain=shop"),
    ],
)
def test_links(target: str, stored: str) -> None:
    assert read_link(target) == stored


@pytest.mark.parametrize(
    "target", ["", "http://", "shop", "mailto:a@shop.example", "http://[", "a b.example"]
)
def test_bad_links(target: str) -> None:
    with pytest.raises(BadLink):
        read_link(target)
