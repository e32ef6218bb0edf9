"""Entities that a bot gives along with its text: kept where they fit, refused where they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.telegram import ApiError, Entity, Person, TelegramStandIn
from bot.demo.telegram.given_entities import read_entities
from tests.bot.demo.telegram.conftest import Api


@pytest.fixture
def ada(telegram: TelegramStandIn) -> Person:
    ada = telegram.person("Ada")
    ada.start()
    return ada


def bold(offset: int, length: int) -> dict[str, object]:
    return {"type": "bold", "offset": offset, "length": length}


async def test_given_entities_are_kept_in_the_order_of_the_text(ada: Person, api: Api) -> None:
    link = {"type": "text_link", "offset": 7, "length": 5, "url": "shop.example"}
    command = {"type": "bot_command", "offset": 1, "length": 2}
    entities = [link, bold(1, 5), command, bold(3, 0)]
    await api("sendMessage", chat_id=ada.chat_id, text=" Hello there ", entities=entities)
    message = ada.screen[-1]
    assert message.entities == (Entity("bold", 0, 5), Entity("text_link", 6, 5, "http://shop.example/"))
    assert message.html == '<b>Hello</b> <a href="http://shop.example/">there</a>'


async def test_a_caption_has_entities_too(ada: Person, api: Api) -> None:
    ada.sends_photo()
    photo = ada.screen[-1].photo
    await api("sendPhoto", chat_id=ada.chat_id, photo=photo, caption="🌷 Hi", caption_entities=[bold(3, 2)])
    assert ada.screen[-1].html == "🌷 <b>Hi</b>"


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        ("bold", "can't parse MessageEntity: MessageEntity must be an Object"),
        ({"offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"type\""),
        ({"type": "bold", "length": 1}, "can't parse MessageEntity: Can't find field \"offset\""),
        (
            {"type": "bold", "offset": "a", "length": 1},
            'can\'t parse MessageEntity: Field "offset" must be of type Number',
        ),
        (
            {"type": "glitter", "offset": 0, "length": 1},
            "can't parse MessageEntity: Unsupported type specified",
        ),
        (bold(-1, 1), "receive an entity with incorrect offset -1"),
        (bold(0, -1), "receive an entity with incorrect length -1"),
        (bold(8, 1), "entity begins after the end of the text at UTF-16 offset 8"),
        (
            bold(7, 1),
            "entity beginning at UTF-16 offset 7 ends after the end of the text at UTF-16 offset 8",
        ),
        (
            bold(0, 100),
            "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100",
        ),
        (bold(6, 1), "entity begins in a middle of a UTF-16 symbol at byte offset 9"),
        (
            bold(0, 6),
            "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 9",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 1, "url": "not-a-url"},
            "entity URL 'not-a-url' is invalid: Wrong HTTP URL",
        ),
        (
            {"type": "text_link", "offset": 0, "length": 1},
            "entity URL '' is invalid: URL host is empty",
        ),
    ],
)
async def test_what_does_not_fit_is_refused(ada: Person, api: Api, entity: object, reason: str) -> None:
    """The text has seven UTF-16 units: five letters and a flower of two units, four bytes."""
    refusal = await api.refusal("sendMessage", chat_id=ada.chat_id, text="Hello🌷", entities=[entity])
    assert refusal == f"Bad Request: {reason}"
    assert [message.text for message in ada.screen] == ["/start"]


@given(st.text("aß🌷\n", max_size=6), st.integers(-1, 9), st.integers(-1, 9))
def test_what_is_kept_cuts_the_text_between_characters(text: str, offset: int, length: int) -> None:
    """The borders are counted by Python's own encoder."""
    borders = {len(text[:count].encode("utf-16-le")) // 2 for count in range(len(text) + 1)}
    fits = offset >= 0 and length >= 0 and (length == 0 or {offset, offset + length} <= borders)
    try:
        kept = read_entities([bold(offset, length)], text)
    except ApiError:
        assert not fits
    else:
        assert fits
        assert kept == ([bold(offset, length)] if length else [])
