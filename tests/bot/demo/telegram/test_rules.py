"""What Telegram refuses, in the words it refuses with."""

import json

import aiohttp
import pytest
from yarl import URL

from bot.demo.telegram import Limits, Person, TelegramStandIn
from tests.bot.demo.telegram.conftest import Api, Clock


@pytest.fixture
def ada(telegram: TelegramStandIn) -> Person:
    ada = telegram.person("Ada")
    ada.start()
    return ada


def keyboard(*buttons: object) -> dict[str, object]:
    return {"inline_keyboard": [[button] for button in buttons]}


async def test_wrong_doors(api: Api, telegram: TelegramStandIn) -> None:
    async with api.session.get(f"{telegram.url}/bot1:WRONG/getMe") as response:
        assert await response.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert (await api("getWeather"))["error_code"] == 404
    assert (await api("GETME"))["ok"]
    assert telegram.calls[-1].method == "getMe"


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": " \n\u200b"}, "text must be non-empty"),
        ({"text": "<b> </b>", "parse_mode": "HTML"}, "text must be non-empty"),
        ({"text": "🌷" * 2049}, "message is too long"),
        ({"text": "a" * 4097}, "message is too long"),
        ({"text": "half \ud83d"}, "strings must be encoded in UTF-8"),
        ({"text": "x", "parse_mode": "BBCode"}, "unsupported parse_mode"),
        ({"text": "x", "chat_id": 77}, "chat not found"),
        ({"text": "x", "chat_id": ""}, "chat_id is empty"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_to_message_id": 99}, "message to be replied not found"),
        ({"text": "x", "reply_markup": "{"}, "can't parse reply markup JSON object"),
    ],
)
async def test_refused_messages(ada: Person, api: Api, params: dict[str, object], reason: str) -> None:
    refusal = await api.refusal("sendMessage", **{"chat_id": ada.chat_id, **params})
    assert refusal == f"Bad Request: {reason}"
    assert [message.text for message in ada.screen] == ["/start"]


async def test_the_longest_texts_pass_trimmed(ada: Person, api: Api) -> None:
    for text in ("🌷" * 2048, "a" * 4096, f"<b>{'a' * 4096}</b>"):
        answer = await api("sendMessage", chat_id=ada.chat_id, text=f"\n {text} ", parse_mode="HTML")
        assert len(answer["result"]["text"]) in {2048, 4096}


@pytest.mark.parametrize(
    ("button", "reason"),
    [
        ({"text": "9", "callback_data": "я" * 33}, "BUTTON_DATA_INVALID"),
        ({"text": "9", "callback_data": 9}, "BUTTON_DATA_INVALID"),
        ({"text": " ", "callback_data": "9"}, "inline keyboard button text must be non-empty"),
        ({"callback_data": "9"}, "can't parse inline keyboard button: Can't find field \"text\""),
        ({"text": 9}, 'can\'t parse inline keyboard button: Field "text" must be of type String'),
        ({"text": "Pay", "pay": True}, "BUTTON_TYPE_INVALID"),
        (
            {"text": "9", "callback_data": ""},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "9", "teleport": "x"},
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
        ),
        (
            {"text": "9", "url": "ftp://shop.example"},
            "inline keyboard button URL 'ftp://shop.example' is invalid: Unsupported URL protocol",
        ),
        (
            {"text": "9", "url": "http://nowhere"},
            "inline keyboard button URL 'http://nowhere' is invalid: Wrong HTTP URL",
        ),
        ("9", "can't parse inline keyboard button: InlineKeyboardButton must be an Object"),
    ],
)
async def test_refused_buttons(ada: Person, api: Api, button: object, reason: str) -> None:
    markup = keyboard(button)
    refusal = await api.refusal("sendMessage", chat_id=ada.chat_id, text="x", reply_markup=markup)
    assert refusal == f"Bad Request: {reason}"


async def test_a_keyboard_has_at_most_a_hundred_buttons(ada: Person, api: Api) -> None:
    buttons = [{"text": str(n), "callback_data": "я" * 32} for n in range(101)]
    refusal = await api.refusal("sendMessage", chat_id=ada.chat_id, text="x", reply_markup=keyboard(*buttons))
    assert refusal == "Bad Request: reply markup is too long"
    answer = await api("sendMessage", chat_id=ada.chat_id, text="x", reply_markup=keyboard(*buttons[:100]))
    assert len(answer["result"]["reply_markup"]["inline_keyboard"]) == 100


async def test_a_link_button_opens_a_page(ada: Person, api: Api) -> None:
    link = {"text": "Review us", "url": "https://shop.example"}
    await api("sendMessage", chat_id=ada.chat_id, text="x", reply_markup=keyboard(link))
    assert ada.screen[-1].buttons[0][0].url == "https://shop.example/"
    with pytest.raises(LookupError, match="opens a page"):
        ada.taps("Review us")


async def test_a_stranger_cannot_be_written_to(telegram: TelegramStandIn, api: Api) -> None:
    eve = telegram.person("Eve")
    answer = await api("sendMessage", chat_id=eve.chat_id, text="Hello")
    assert answer["error_code"] == 403
    assert answer["description"] == "Forbidden: bot can't initiate conversation with a user"


async def test_replies(ada: Person, api: Api) -> None:
    wish = {"message_id": 99, "allow_sending_without_reply": True}
    answer = await api("sendMessage", chat_id=ada.chat_id, text="x", reply_parameters=wish)
    assert "reply_to_message" not in answer["result"]
    asked = ada.writes("Where is it?", reply_to=answer["result"]["message_id"])
    reply = await api("sendMessage", chat_id=ada.chat_id, text="Here", reply_parameters={"message_id": asked})
    assert reply["result"]["reply_to_message"]["text"] == "Where is it?"
    assert "reply_to_message" not in reply["result"]["reply_to_message"]
    assert ada.screen[-1].reply_to == asked


async def test_refused_edits(ada: Person, api: Api) -> None:
    here = {"chat_id": ada.chat_id}
    button = keyboard({"text": "9", "callback_data": "9"})
    sent = (await api("sendMessage", **here, text="A", reply_markup=button))["result"]["message_id"]

    async def refusal(**params: object) -> str:
        return await api.refusal("editMessageText", **here, **params)

    assert (await refusal(message_id=sent, text="A", reply_markup=button)).startswith(
        "Bad Request: message is not modified"
    )
    assert await refusal(message_id=99, text="B") == "Bad Request: message to edit not found"
    assert await refusal(message_id=1, text="B") == "Bad Request: message can't be edited"
    assert await refusal(message_id=sent, text="a" * 4097) == "Bad Request: MESSAGE_TOO_LONG"
    assert await refusal(message_id=sent, text="A", reply_markup={"keyboard": [["A"]]}) == (
        "Bad Request: inline keyboard expected"
    )
    assert (await api("editMessageReplyMarkup", **here, message_id=sent))["ok"]
    again = await api.refusal("editMessageReplyMarkup", **here, message_id=sent)
    assert again.startswith("Bad Request: message is not modified")


async def test_refused_deletions(ada: Person, api: Api, clock: Clock) -> None:
    async def refusal(message_id: int) -> str:
        return await api.refusal("deleteMessage", chat_id=ada.chat_id, message_id=message_id)

    assert (await api("deleteMessage", chat_id=ada.chat_id, message_id=1))["ok"]
    assert await refusal(1) == "Bad Request: message to delete not found"
    old = ada.writes("Hello")
    clock.passes(48 * 3600 + 1)
    assert await refusal(old) == "Bad Request: message can't be deleted for everyone"


async def test_a_tap_is_answered_once_and_in_time(ada: Person, api: Api, clock: Clock) -> None:
    button = keyboard({"text": "9", "callback_data": "9"})
    await api("sendMessage", chat_id=ada.chat_id, text="x", reply_markup=button)
    first, second = ada.taps("9"), ada.taps("9")
    assert first != second
    assert (await api("answerCallbackQuery", callback_query_id=first))["ok"]
    for query_id in ("1", first, second):
        if query_id == second:
            clock.passes(150)
        refusal = await api.refusal("answerCallbackQuery", callback_query_id=query_id)
        assert refusal == (
            "Bad Request: query is too old and response timeout expired or query ID is invalid"
        )


async def test_refused_files(ada: Person, api: Api, telegram: TelegramStandIn) -> None:
    here = {"chat_id": ada.chat_id}
    assert await api.refusal("sendPhoto", **here) == "Bad Request: there is no photo in the request"
    assert await api.refusal("sendPhoto", **here, photo="gone") == (
        "Bad Request: wrong file identifier/HTTP URL specified"
    )
    form = aiohttp.FormData({"chat_id": str(ada.chat_id), "photo": "attach://upload"})
    form.add_field("upload", b"no picture", filename="photo.png")
    async with api.session.post(api.address("sendPhoto"), data=form) as response:
        assert (await response.json())["description"] == "Bad Request: IMAGE_PROCESS_FAILED"
    ada.sends_document(size=20 * 1024 * 1024 + 1)
    document = ada.screen[-1].file_id
    assert await api.refusal("getFile", file_id=document) == "Bad Request: file is too big"
    long = await api.refusal("sendDocument", **here, document=document, caption="a" * 1025)
    assert long == "Bad Request: message caption is too long"
    async with api.session.get(f"{telegram.url}/file/bot{telegram.token}/photos/none.png") as response:
        assert response.status == 404


async def test_any_body_will_do(ada: Person, api: Api) -> None:
    address = api.address("sendMessage")
    params = {"chat_id": str(ada.chat_id), "text": "🌷", "reply_markup": json.dumps(keyboard())}
    for request in (
        api.session.get(address, params=params),
        api.session.post(address, data=params),
        api.session.post(address, data=aiohttp.FormData(params, default_to_multipart=True)),
    ):
        async with request as response:
            assert (await response.json())["result"]["text"] == "🌷"


@pytest.mark.parametrize("text", ["caf%E9", "%ED%A0%80", "%00%FF"])
async def test_text_must_be_utf8_in_any_body(ada: Person, api: Api, text: str) -> None:
    body = f"chat_id={ada.chat_id}&text={text}"
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    for request in (
        api.session.get(URL(f"{api.address('sendMessage')}?{body}", encoded=True)),
        api.session.post(api.address("sendMessage"), data=body, headers=form),
    ):
        async with request as response:
            assert (await response.json())["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_a_chat_takes_one_message_a_second(
    ada: Person, api: Api, telegram: TelegramStandIn, clock: Clock
) -> None:
    telegram.limits = Limits(chat_burst=2)
    hello = {"chat_id": ada.chat_id, "text": "Hello"}
    assert [(await api("sendMessage", **hello))["ok"] for _ in range(2)] == [True, True]
    refused = await api("sendMessage", **hello)
    assert refused == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert (await api("sendMessage", **hello))["parameters"] == {"retry_after": 2}
    clock.passes(1)
    assert (await api("sendMessage", **hello))["parameters"] == {"retry_after": 2}
    clock.passes(2)
    assert (await api("sendMessage", **hello))["ok"]
    assert (await api("sendMessage", **{**hello, "text": ""}))["error_code"] == 400


async def test_all_chats_together_take_thirty_a_second(
    api: Api, telegram: TelegramStandIn, clock: Clock
) -> None:
    telegram.limits = Limits()
    people = [telegram.person(f"Person {n}") for n in range(31)]
    for person in people:
        person.start()
    codes = [(await api("sendMessage", chat_id=p.chat_id, text="Hi")).get("error_code") for p in people]
    assert codes == [None] * 30 + [429]
    clock.passes(1)
    assert (await api("sendMessage", chat_id=people[30].chat_id, text="Hi"))["ok"]
