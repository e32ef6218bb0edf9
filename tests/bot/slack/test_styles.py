"""A text looks the same in Telegram and in Slack: the same words, in the same styles."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.demo.slack.mrkdwn import read_blocks
from bot.demo.slack.sightings import SeenChannel
from bot.demo.telegram import Message, Person, TelegramStandIn
from bot.outgoing import TextLetter
from bot.ports import Sent
from bot.slack.blocks import rich_text
from bot.slack.styles import show_styled
from bot.telegram.sender import TelegramSender
from bot.telegram.transport import open_bot
from flows.wording import render
from flows.wording.markup import parse
from tests.bot.slack.conftest import Clock

Look = list[tuple[str, frozenset[str]]]
"""Each character with its styles, of which a link is its address."""

FOUND_BY_TELEGRAM = {"url", "bot_command"}

TOKEN = "1234567890:THIS-IS-A-TEST-TOKEN-AND-NOT-A-SECRET"
VALUES = {"name": "*_[x](http://evil)", "words": "two\n> lines *so*"}
TEXTS = [
    "Hello",
    "How *was* it, _really_?",
    "*_both_* _and *nested*, so_",
    "Tell us [in *one* line](https://shop.example/rate?a=1&b=2_3), please",
    "> quoted\n> *twice*\nand an answer",
    "before\n> 😀 [quoted](https://shop.example/2)\nbetween\n\n> again _so_",
    "Hi {{ name }}, *{{ name }}* <b>&amp;</b> ~no~ `code` :tada: @channel <!here>",
    "> {{ words }}\n*{{ words }}*",
    "5* of _2 * 3_ snake_case \\*star\\* [1] (2) [x](javascript:1)",
]


@pytest.fixture
async def telegram(clock: Clock) -> AsyncIterator[TelegramStandIn]:
    stand_in = TelegramStandIn(username="RossiFeedbackBot", name="Rossi", token=TOKEN, now=clock.now)
    await stand_in.start()
    yield stand_in
    await stand_in.stop()


@pytest.fixture
def ada(telegram: TelegramStandIn) -> Person:
    ada = telegram.person("Ada")
    ada.start()
    return ada


@pytest.mark.parametrize("source", TEXTS)
async def test_a_text_looks_the_same_in_telegram_and_in_slack(
    telegram: TelegramStandIn,
    ada: Person,
    client: AsyncWebClient,
    channel: SeenChannel,
    clock: Clock,
    source: str,
) -> None:
    text = render(source, VALUES, "en")
    async with open_bot(TOKEN, telegram.url) as bot:
        sent = await TelegramSender(bot, clock).send(TextLetter(str(ada.chat_id), text))
    assert isinstance(sent, Sent)
    await client.chat_postMessage(
        channel="#complaints", text="A look", blocks=[rich_text(*show_styled(parse(text)))]
    )
    in_telegram, in_slack = ada.screen[-1], channel.messages[-1]
    (reading,) = read_blocks(in_slack.blocks, {})
    assert reading.text == in_telegram.text
    assert (reading.broadcasts, reading.mentions) == ((), ())
    assert list(look_in_slack(in_slack.blocks[0])) == look_in_telegram(in_telegram)


def look_in_telegram(message: Message) -> Look:
    styles = [entity for entity in message.entities if entity.kind not in FOUND_BY_TELEGRAM]
    look: Look = []
    at = 0
    for character in message.text:
        around = [entity for entity in styles if entity.offset <= at < entity.offset + entity.length]
        look.append((character, frozenset(entity.url or entity.kind for entity in around)))
        at += len(character.encode("utf-16-le")) // 2
    return look


def look_in_slack(block: dict[str, Any]) -> Iterator[tuple[str, frozenset[str]]]:
    for number, part in enumerate(block["elements"]):
        if number:
            yield "\n", frozenset()  # each part begins on a line of its own
        quoted = {"blockquote"} if part["type"] == "rich_text_quote" else set()
        for piece in part["elements"]:
            styles = quoted | set(piece.get("style", ())) | ({piece["url"]} if "url" in piece else set())
            yield from ((character, frozenset(styles)) for character in piece["text"])
