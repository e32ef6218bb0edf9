"""The phone shows what a bot can send, and sends what a person can: here the bot is played by the test."""

import json
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.demo.cast import CUSTOMERS
from bot.demo.performance import Performance
from bot.demo.pictures import BROKEN_PLATE, VOICE, VOICE_SECONDS
from bot.demo.telegram import Person
from tests.bot.demo.test_page import grave_faults, overlaps
from tests.bot.demo.viewing import chat_of, opened, take

pytestmark = pytest.mark.asyncio(loop_scope="session")

REVIEW = "https://bottega-rossi.example/review"
KEYS = {
    "keyboard": [[{"text": "My number", "request_contact": True}], ["Rather not"]],
    "one_time_keyboard": True,
    "input_field_placeholder": "Or write it here",
}


class PlayedBot:
    """Calls the Bot API as the program does, in the chat of one customer."""

    def __init__(self, demo: Performance, session: aiohttp.ClientSession) -> None:
        self._telegram = demo.stage.telegram
        self._session = session

    async def __call__(self, method: str, to: Person, **params: object) -> dict[str, Any]:
        form = aiohttp.FormData({"chat_id": str(to.chat_id)}, default_to_multipart=True)
        for name, value in params.items():
            if isinstance(value, bytes):
                form.add_field(name, value, filename="picture.jpg")
            else:
                form.add_field(name, value if isinstance(value, str) else json.dumps(value))
        address = f"{self._telegram.url}/bot{self._telegram.token}/{method}"
        async with self._session.post(address, data=form) as response:
            answer: dict[str, Any] = await response.json()
            assert answer["ok"], answer
            result: dict[str, Any] = answer["result"]
            return result


@pytest_asyncio.fixture(loop_scope="session")
async def bot(demo: Performance) -> AsyncIterator[PlayedBot]:
    demo.stage.telegram.limits = None
    async with aiohttp.ClientSession() as session:
        yield PlayedBot(demo, session)


async def phone_of(demo: Performance, page: Page, name: str) -> Person:
    """In the hand, and its chat open."""
    person = demo.stage.phone(next(customer for customer in CUSTOMERS if customer.name == name))
    if not person.screen:
        person.start()
    await take(page, name)
    return person


async def test_a_picture_has_its_words_below(demo: Performance, browser: Browser, bot: PlayedBot) -> None:
    async with opened(browser, demo) as page:
        ada = await phone_of(demo, page, "Ada Whitfield")
        entities = [{"type": "bold", "offset": 3, "length": 4}]
        await bot("sendPhoto", ada, photo=BROKEN_PLATE, caption="Is this it?", caption_entities=entities)
        shown = chat_of(page, "Ada").get_by_role("article").filter(has_text="Is this it?")
        await expect(shown.get_by_role("img", name="Is this it?")).not_to_have_js_property("naturalWidth", 0)
        await expect(shown.locator("b")).to_have_text("this")


async def test_words_are_shown_as_they_are_meant(demo: Performance, browser: Browser, bot: PlayedBot) -> None:
    text = "🌷 Dear Ada\nAll in pieces.\nSorry <b>! Tell us"
    entities = [
        {"type": "bold", "offset": 3, "length": 8},
        {"type": "italic", "offset": 8, "length": 3},
        {"type": "blockquote", "offset": 12, "length": 14},
        {"type": "text_link", "offset": 38, "length": 7, "url": REVIEW},
    ]
    async with opened(browser, demo) as page:
        ada = await phone_of(demo, page, "Ada Whitfield")
        await bot("sendMessage", ada, text=text, entities=entities)
        words = (
            chat_of(page, "Ada")
            .get_by_role("article")
            .filter(has_text="All in pieces.")
            .locator(".bubble .text")
        )
        await expect(words.locator("b")).to_have_text("Dear Ada")
        await expect(words.locator("b i")).to_have_text("Ada")
        await expect(words.locator("blockquote")).to_have_text("All in pieces.")
        assert await words.inner_text() == "🌷 Dear Ada\nAll in pieces.\nSorry <b>! Tell us"
        await words.get_by_role("link", name="Tell us").click()
        await expect(page.get_by_text(f"Outside the demo this opens {REVIEW}")).to_be_visible()


async def test_a_keyboard_changes_in_place_under_the_finger(
    demo: Performance, browser: Browser, bot: PlayedBot
) -> None:
    def ticked(*marks: str) -> dict[str, object]:
        options = [
            [{"text": f"{mark} {n}", "callback_data": f"t:{n}"}] for n, mark in enumerate(marks, start=1)
        ]
        return {"inline_keyboard": [*options, [{"text": "Review us", "url": REVIEW}]]}

    async with opened(browser, demo) as page:
        marta = await phone_of(demo, page, "Marta Greco")
        sent = await bot("sendMessage", marta, text="What was wrong?", reply_markup=ticked("☐", "☐"))
        chat = chat_of(page, "Marta")
        await chat.get_by_role("button", name="☐ 2").focus()
        message = {"message_id": sent["message_id"], "reply_markup": ticked("☐", "☑")}
        await bot("editMessageReplyMarkup", marta, **message)
        await expect(chat.get_by_role("button", name="☑ 2")).to_be_focused()
        await expect(chat.get_by_role("button", name="☐ 1")).to_be_visible()
        await chat.get_by_role("link", name="Review us").click()
        await expect(page.get_by_text(f"Outside the demo this opens {REVIEW}")).to_be_visible()


async def test_keys_stand_below_the_input(demo: Performance, browser: Browser, bot: PlayedBot) -> None:
    async with opened(browser, demo) as page:
        emma = await phone_of(demo, page, "Emma Larsen")
        await bot("sendMessage", emma, text="Where can we call you?", reply_markup=KEYS)
        keys = page.get_by_role("group", name="Keys of the bot")
        toggle = page.get_by_role("button", name="Keyboard of the bot")
        await expect(page.get_by_placeholder("Or write it here")).to_be_visible()
        assert await overlaps(page, "#phone") == []
        assert await grave_faults(page) == []
        await page.emulate_media(color_scheme="dark")
        assert await grave_faults(page, rules=["color-contrast"]) == []

        await page.get_by_label("Message", exact=True).focus()
        for name in ("Keyboard of the bot", "Send", "My number"):
            await page.keyboard.press("Tab")
            await expect(page.get_by_role("button", name=name, exact=True)).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(chat_of(page, "Emma")).to_contain_text(f"+{emma.phone_number}")
        await expect(keys).to_be_hidden()
        await expect(page.get_by_label("Message", exact=True)).to_be_focused()

        await toggle.click()
        await expect(toggle).to_have_attribute("aria-expanded", "true")
        await keys.get_by_role("button", name="Rather not").click()
        await expect(chat_of(page, "Emma").get_by_text("Rather not", exact=True)).to_be_visible()
        await expect(keys).to_be_hidden()
        await bot("sendMessage", emma, text="All right.", reply_markup={"remove_keyboard": True})
        await expect(toggle).to_be_hidden()


async def test_each_phone_has_keys_of_its_own(demo: Performance, browser: Browser, bot: PlayedBot) -> None:
    async with opened(browser, demo) as page:
        chiara = await phone_of(demo, page, "Chiara Fontana")
        await bot("sendMessage", chiara, text="Dove?", reply_markup={"keyboard": [["Qui"]]})
        key = page.get_by_role("button", name="Qui")
        await key.click()
        await expect(chat_of(page, "Chiara").get_by_text("Qui", exact=True)).to_be_visible()
        await expect(key).to_be_visible()
        await phone_of(demo, page, "Ada Whitfield")
        await expect(key).to_be_hidden()
        await take(page, "Chiara Fontana")
        await expect(key).to_be_visible()


async def test_a_file_and_a_place_can_be_sent(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        giovanni = await phone_of(demo, page, "Giovanni Serra")
        for choice, shown in (("The receipt as a file", "receipt.txt"), ("Location", "45.4642, 9.1900")):
            await page.get_by_label("Attach").click()
            await page.get_by_role("button", name=choice).click()
            await expect(chat_of(page, "Giovanni")).to_contain_text(shown)
        assert [message.kind for message in giovanni.screen if message.mine][-2:] == ["document", "location"]


async def test_what_is_shared_can_be_made_out_and_heard(
    demo: Performance, browser: Browser, bot: PlayedBot
) -> None:
    async with opened(browser, demo) as page:
        sofia = await phone_of(demo, page, "Sofia Ricci")
        here = {"keyboard": [[{"text": "Qui", "request_location": True}]], "one_time_keyboard": True}
        await bot("sendMessage", sofia, text="Dove\nsei?", reply_markup=here)
        await page.get_by_role("button", name="Qui").click()
        newest = chat_of(page, "Sofia").get_by_role("article", name="From the customer").last
        await expect(newest.get_by_role("img", name="location")).to_be_visible()
        await expect(newest).to_contain_text("Bottega RossiDove sei?")

        sofia.sends_voice(VOICE, VOICE_SECONDS)
        await expect(newest).to_contain_text("0:06")
        await newest.get_by_role("button", name="Play").click()
        await newest.get_by_role("button", name="Pause").click()
        await expect(newest.get_by_role("button", name="Play")).to_be_visible()
        assert await grave_faults(page) == []
        await page.emulate_media(color_scheme="dark")
        assert await grave_faults(page, rules=["color-contrast"]) == []


async def test_the_newest_words_can_be_changed(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        james = await phone_of(demo, page, "James O’Connor")
        words = page.get_by_label("Message", exact=True)
        james.writes("It come in peaces")
        await expect(chat_of(page, "James")).to_contain_text("It come in peaces")
        await words.press("ArrowUp")
        await expect(page.get_by_text("Editing: It come in peaces")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(words).to_have_value("")

        await page.get_by_label("Menu of this chat").click()
        await page.get_by_role("button", name="Edit the newest words").click()
        await expect(words).to_be_focused()
        await expect(words).to_have_value("It come in peaces")
        assert await grave_faults(page) == []
        await words.fill("It came in pieces")
        await words.press("Enter")
        await expect(chat_of(page, "James")).to_contain_text("It came in pieces")
        await expect(page.get_by_text("Editing: ")).to_be_hidden()
        assert [message.text for message in james.screen if message.edited and message.mine] == [
            "It came in pieces"
        ]
