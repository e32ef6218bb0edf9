"""What a bot makes of a person's input: keyboards in place of the letters, forced replies, and back."""

from typing import Any

import pytest
import telegram as ptb

from bot.demo.telegram import Key, Person, ReplyKeyboard, Request, TelegramStandIn
from tests.bot.demo.telegram.conftest import Api

KEYS = {
    "keyboard": [
        [{"text": "My number", "request_contact": True}, {"text": "Here", "request_location": True}],
        ["No"],
    ],
    "resize_keyboard": True,
    "one_time_keyboard": True,
    "input_field_placeholder": "Or write it",
}


@pytest.fixture
def ada(telegram: TelegramStandIn) -> Person:
    ada = telegram.person("Ada", last_name="Whitfield")
    ada.start()
    return ada


async def ask(api: Api, ada: Person, markup: dict[str, object]) -> int:
    answer = await api("sendMessage", chat_id=ada.chat_id, text="Where?", reply_markup=markup)
    assert answer["ok"], answer
    assert "reply_markup" not in answer["result"]
    return int(answer["result"]["message_id"])


async def last_message(api: Api) -> dict[str, Any]:
    update = (await api.updates())[-1]
    assert ptb.Update.de_json(update).message is not None
    message: dict[str, Any] = update["message"]
    return message


async def test_a_keyboard_stands_in_place_of_the_letters(ada: Person, api: Api) -> None:
    await ask(api, ada, KEYS)
    assert ada.input.keyboard == ReplyKeyboard(
        rows=((Key("My number", Request.CONTACT), Key("Here", Request.LOCATION)), (Key("No"),)),
        placeholder="Or write it",
        one_time=True,
        resize=True,
        persistent=False,
    )
    assert ada.input.placeholder == "Or write it"
    assert not ada.input.is_folded


async def test_a_plain_key_writes_its_text(ada: Person, api: Api) -> None:
    await ask(api, ada, KEYS)
    ada.presses("No")
    message = await last_message(api)
    assert message["text"] == "No"
    assert "reply_to_message" not in message


async def test_a_key_shares_ones_own_contact(ada: Person, api: Api) -> None:
    asked = await ask(api, ada, KEYS)
    ada.presses("My number")
    message = await last_message(api)
    assert message["contact"] == {
        "phone_number": ada.phone_number,
        "first_name": "Ada",
        "last_name": "Whitfield",
        "user_id": ada.chat_id,
    }
    assert message["reply_to_message"]["message_id"] == asked
    assert ada.screen[-1].kind == "contact"
    assert ada.screen[-1].about == f"Ada, +{ada.phone_number}"


async def test_a_key_shares_where_one_is(ada: Person, api: Api) -> None:
    asked = await ask(api, ada, KEYS)
    ada.presses("Here")
    message = await last_message(api)
    assert message["location"] == {"latitude": 45.4642, "longitude": 9.19}
    assert message["reply_to_message"]["message_id"] == asked
    assert ada.screen[-1].about == "45.4642, 9.1900"


@pytest.mark.parametrize("user_id", [None, 4_000_000_007])
async def test_somebody_elses_card_can_be_shared(ada: Person, api: Api, user_id: int | None) -> None:
    ada.shares_card("Luca", "393331234567", user_id)
    card = (await last_message(api))["contact"]
    assert card.get("user_id") == user_id
    assert card["first_name"] == "Luca"


async def test_a_one_time_keyboard_folds_away_and_can_be_had_again(ada: Person, api: Api) -> None:
    await ask(api, ada, KEYS)
    ada.presses("No")
    assert ada.input.is_folded
    assert ada.input.placeholder == ""
    ada.presses("Here")
    assert ada.screen[-1].kind == "location"


async def test_other_keyboards_stay_until_they_are_taken_away(ada: Person, api: Api) -> None:
    await ask(api, ada, {"keyboard": [["Yes"]]})
    ada.presses("Yes")
    assert not ada.input.is_folded
    await ask(api, ada, {"inline_keyboard": []})
    assert ada.input.labels == ["Yes"]
    await ask(api, ada, {"remove_keyboard": True})
    assert ada.input.keyboard is None
    with pytest.raises(LookupError, match="no key 'Yes'"):
        ada.presses("Yes")


async def test_a_keyboard_goes_with_its_message(ada: Person, api: Api) -> None:
    asked = await ask(api, ada, {"keyboard": [["Yes"]]})
    await api("deleteMessage", chat_id=ada.chat_id, message_id=asked)
    assert ada.input.keyboard is None


async def test_a_forced_reply_is_a_reply_once(ada: Person, api: Api) -> None:
    asked = await ask(api, ada, {"force_reply": True, "input_field_placeholder": "Your order"})
    assert ada.input.placeholder == "Your order"
    ada.writes("1001")
    assert (await last_message(api))["reply_to_message"]["message_id"] == asked
    ada.writes("Thanks")
    assert "reply_to_message" not in await last_message(api)


@pytest.mark.parametrize("markup", [{"keyboard": [["A"]]}, {"remove_keyboard": True}, {"force_reply": True}])
async def test_what_changed_the_input_cannot_be_edited(
    ada: Person, api: Api, markup: dict[str, object]
) -> None:
    place = {"chat_id": ada.chat_id, "message_id": await ask(api, ada, markup)}
    for method, words in (("editMessageText", {"text": "B"}), ("editMessageReplyMarkup", {})):
        assert await api.refusal(method, **place, **words) == "Bad Request: message can't be edited"


@pytest.mark.parametrize(
    ("markup", "reason"),
    [
        ({"keyboard": "A"}, 'field "keyboard" must be of type Array'),
        ({"keyboard": ["A"]}, 'field "keyboard" must be an Array of Arrays'),
        ({"keyboard": [[9]]}, "can't parse keyboard button: KeyboardButton must be a String or an Object"),
        ({"keyboard": [[{}]]}, "can't parse keyboard button: Can't find field \"text\""),
        ({"keyboard": [[{"text": 9}]]}, 'can\'t parse keyboard button: Field "text" must be of type String'),
        ({"keyboard": [[" "]]}, "keyboard button text must be non-empty"),
        (
            {"keyboard": [["A"]], "one_time_keyboard": "yes"},
            'field "one_time_keyboard" must be of type Boolean',
        ),
        (
            {"keyboard": [[{"text": "A", "request_contact": 1}]]},
            'field "request_contact" must be of type Boolean',
        ),
        ({"keyboard": [["A"]], "input_field_placeholder": "x" * 65}, "REPLY_MARKUP_INVALID"),
        ({"remove_keyboard": "yes"}, 'field "remove_keyboard" must be of type Boolean'),
        ({"force_reply": "yes"}, 'field "force_reply" must be of type Boolean'),
    ],
)
async def test_refused_keyboards(ada: Person, api: Api, markup: dict[str, object], reason: str) -> None:
    refusal = await api.refusal("sendMessage", chat_id=ada.chat_id, text="x", reply_markup=markup)
    assert refusal == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("asks", "reason"), [("request_contact", "phone number"), ("request_location", "location")]
)
async def test_a_group_is_not_asked_for_what_is_private(
    telegram: TelegramStandIn, ada: Person, api: Api, asks: str, reason: str
) -> None:
    group = telegram.group("Family", made_by=ada)
    markup = {"keyboard": [["No"], [{"text": "Mine", asks: True}]]}
    refusal = await api.refusal("sendMessage", chat_id=group.chat_id, text="x", reply_markup=markup)
    assert refusal == f"Bad Request: {reason} can be requested in private chats only"
    assert (await api("sendMessage", chat_id=group.chat_id, text="x"))["ok"]


async def test_links_can_be_followed(ada: Person, api: Api) -> None:
    review = {"inline_keyboard": [[{"text": "Review us", "url": "https://shop.example/review"}]]}
    link = {"type": "text_link", "offset": 3, "length": 7, "url": "https://shop.example/page"}
    await api(
        "sendMessage",
        chat_id=ada.chat_id,
        text="🌷 ask us!! https://shop.example/faq",
        entities=[link],
        reply_markup=review,
    )
    assert ada.opens("Review us") == "https://shop.example/review"
    assert ada.opens("ask us!") == "https://shop.example/page"
    assert ada.opens("https://shop.example/faq") == "https://shop.example/faq"
    assert ada.opened == [f"https://shop.example/{page}" for page in ("review", "page", "faq")]
    with pytest.raises(LookupError, match="no link 'Elsewhere'"):
        ada.opens("Elsewhere")
    assert len(await api.updates()) == 1


async def test_of_several_actions_of_a_button_the_first_counts(ada: Person, api: Api) -> None:
    """As the server does it: nothing is refused, and nothing but the address is left."""
    both = {"text": "Review us", "callback_data": "9", "url": "https://shop.example/"}
    markup = {"inline_keyboard": [[both]]}
    await api("sendMessage", chat_id=ada.chat_id, text="x", reply_markup=markup)
    ((button,),) = ada.screen[-1].buttons
    assert (button.data, button.url) == (None, "https://shop.example/")


async def test_the_input_is_part_of_a_snapshot(telegram: TelegramStandIn, ada: Person, api: Api) -> None:
    assert telegram.snapshot(ada)["keyboard"] is None
    await ask(
        api, ada, {"keyboard": [[{"text": "Mine", "request_contact": True}]], "one_time_keyboard": True}
    )
    ada.presses("Mine")
    drawn = telegram.snapshot(ada)
    assert drawn["keyboard"]["rows"] == (({"text": "Mine", "request": "phone number"},),)
    assert drawn["keyboard_is_folded"] is True
    assert drawn["messages"][-1]["about"] == f"Ada, +{ada.phone_number}"
