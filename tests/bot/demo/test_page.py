"""The main job, played on the page as a person plays it: by what is written on buttons and fields."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, FilePayload, Locator, Page, expect

from bot.demo.performance import Performance
from bot.demo.telegram.files import plain_picture

PATIENCE_MS = 60_000
WIDE = (1400, 900)
NARROW = (480, 900)
HOSTILE = '<img src=x onerror="document.title=1"> <b>*bold*</b> <!channel> &amp;'


@asynccontextmanager
async def opened(browser: Browser, demo: Performance, size: tuple[int, int] = WIDE) -> AsyncIterator[Page]:
    """The page in a window of that size; an error in its scripts fails the test."""
    page = await browser.new_page(viewport={"width": size[0], "height": size[1]})
    page.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: faults.append(asked.url) if is_foreign(asked.url, demo) else None)
    await page.goto(demo.address)
    await expect(page.get_by_role("button", name="START")).to_be_visible()
    yield page
    assert faults == []
    await page.close()


def is_foreign(url: str, demo: Performance) -> bool:
    """Whether it leads off the page's own server."""
    return not url.startswith((demo.address, "data:", "blob:"))


def chat_of(page: Page, name: str) -> Locator:
    return page.get_by_role("log", name=f"{name}’s chat")


def card_of(page: Page, name: str) -> Locator:
    """The newest card of a customer in the channel that is shown."""
    channel = page.get_by_role("log", name="# ")
    return channel.get_by_role("article").filter(has_text=f"{name}: ").last


async def give_two_stars(page: Page) -> None:
    """From the parcel to the reason, with a photo."""
    await page.get_by_role("button", name="Parcel arrives").click()
    await page.get_by_role("button", name="Open link").click()
    await page.get_by_role("button", name="START").click()
    await page.get_by_role("button", name="2 ⭐").click()
    await expect(chat_of(page, "Ada")).to_contain_text("What is the main reason")
    await page.get_by_label("Message", exact=True).fill(
        "It came in three pieces. It was for my mother’s birthday."
    )
    await page.get_by_label("Attach").click()
    await page.get_by_role("button", name="Photo of the broken plate").click()
    await expect(chat_of(page, "Ada")).to_contain_text("We are sorry")


async def claim_and_reply(page: Page) -> None:
    card = card_of(page, "Ada Whitfield")
    await card.get_by_role("button", name="Claim").click()
    await expect(card).to_contain_text("@Giulia Ferri")
    await card.get_by_role("button", name="Reply", exact=True).click()
    form = page.get_by_role("dialog", name="Reply")
    await form.get_by_label("Your words to Ada").fill(
        "Dear Ada, I am so sorry. A new plate leaves today. Giulia"
    )
    await form.get_by_role("button", name="Send").click()
    await expect(form).to_be_hidden()


async def resolve(page: Page) -> None:
    """The first try is stopped at the field that was left empty."""
    form = page.get_by_role("dialog", name="Resolve")
    cause = form.get_by_label("What was behind it?")
    await form.get_by_role("button", name="Resolve").click()
    await expect(cause).to_have_attribute("aria-invalid", "true")
    await cause.select_option("Damaged")
    await form.get_by_role("button", name="Resolve").click()
    await expect(form).to_be_hidden()


async def test_the_whole_job(demo: Performance, browser: Browser, pictures: Path) -> None:
    async with opened(browser, demo) as page:
        await page.screenshot(path=pictures / "opening.png")
        await give_two_stars(page)
        card = card_of(page, "Ada Whitfield")
        await expect(card).to_contain_text("It came in three pieces")

        await claim_and_reply(page)
        await expect(chat_of(page, "Ada")).to_contain_text("A new plate leaves today")
        await card.get_by_role("button", name="replies").click()
        thread = page.get_by_role("log", name="Thread")
        await expect(thread).to_contain_text("✅ delivered")
        await expect(thread).to_contain_text("First response")
        await expect(thread.get_by_role("img")).to_have_js_property("complete", True)  # noqa: FBT003 - the property
        await page.set_viewport_size({"width": 1570, "height": 840})
        await page.screenshot(path=pictures / "demo.png", animations="disabled")
        await page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})

        await thread.get_by_role("button", name="Resolve").click()
        await resolve(page)
        await expect(chat_of(page, "Ada")).to_contain_text("considers this settled")
        await expect(thread.get_by_role("button", name="Reopen")).to_be_visible()

        await page.get_by_role("button", name="+2 days").click()
        await expect(page.get_by_role("button", name="Luca Moretti 1 new")).to_be_visible()
        await page.get_by_role("button", name="Luca Moretti").click()
        await expect(chat_of(page, "Luca")).to_contain_text("Un piccolo promemoria")
        await page.screenshot(path=pictures / "reminder.png")


async def test_a_narrow_window_stacks_the_panes(demo: Performance, browser: Browser, pictures: Path) -> None:
    async with opened(browser, demo, NARROW) as page:
        await page.screenshot(path=pictures / "narrow.png", full_page=True)
        phone = await page.get_by_role("region", name="The phone of Ada").bounding_box()
        slack = await page.get_by_role("region", name="The staff’s Slack").bounding_box()

        assert phone is not None
        assert slack is not None
        assert slack["y"] >= phone["y"] + phone["height"]
        assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


async def test_words_from_customers_are_shown_and_never_run(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        title = await page.title()
        await page.get_by_role("button", name="Emma Larsen").click()
        await page.get_by_label("Message", exact=True).fill(HOSTILE)
        await page.get_by_role("button", name="Send", exact=True).first.click()
        await expect(chat_of(page, "Emma")).to_contain_text(HOSTILE)
        await card_of(page, "Emma Larsen").get_by_role("button", name="replies").click()
        await expect(page.get_by_role("log", name="Thread")).to_contain_text(HOSTILE)

        assert await page.title() == title


async def test_the_keyboard_is_enough(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        await page.get_by_role("button", name="Parcel arrives").press("Enter")
        await page.get_by_role("button", name="Open link").press("Enter")
        await expect(page.get_by_role("button", name="START")).to_be_focused()
        await page.keyboard.press("Enter")
        await page.get_by_role("button", name="5 ⭐").press("Space")
        await page.get_by_label("Message", exact=True).press_sequentially("Lovely!")
        await page.keyboard.press("Enter")
        await expect(chat_of(page, "Ada")).to_contain_text("We read every answer")

        await card_of(page, "Emma Larsen").get_by_role("button", name="Reply", exact=True).press("Enter")
        await expect(page.get_by_label("Your words to Emma")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_a_blocked_bot_can_be_started_again(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        await page.get_by_role("button", name="Luca Moretti").click()
        await page.get_by_label("Menu of this chat").click()
        await page.get_by_role("button", name="Block this bot").click()
        await page.get_by_role("button", name="UNBLOCK AND START").click()

        await expect(chat_of(page, "Luca")).to_contain_text("Al momento non abbiamo domande")
        await expect(page.get_by_label("Message", exact=True)).to_be_visible()


@pytest.mark.parametrize("who", ["Giulia Ferri", "Marco Bianchi"])
async def test_a_word_among_colleagues_stays_among_them(
    demo: Performance, browser: Browser, who: str
) -> None:
    async with opened(browser, demo) as page:
        await page.get_by_label(who).check(force=True)
        await card_of(page, "Emma Larsen").get_by_role("button", name="replies").click()
        await page.get_by_label("Write into the thread").fill("I can take this one.")
        await page.get_by_role("button", name="Post to the thread").click()
        await expect(page.get_by_role("article", name=f"Message from {who}")).to_contain_text(
            "I can take this one."
        )
        await page.get_by_role("button", name="Emma Larsen").click()
        await expect(chat_of(page, "Emma")).to_contain_text("We are sorry")

        await expect(chat_of(page, "Emma")).not_to_contain_text("I can take this one.")


async def test_files_reach_the_thread(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        await page.get_by_role("button", name="Emma Larsen").click()
        await card_of(page, "Emma Larsen").get_by_role("button", name="replies").click()
        thread = page.get_by_role("log", name="Thread")
        await expect(thread.get_by_role("img")).to_have_count(1)

        await page.get_by_label("Attach").click()
        async with page.expect_file_chooser() as chooser:
            await page.get_by_role("button", name="Photo from this computer…").click()
        picture = FilePayload(name="mine.png", mimeType="image/png", buffer=plain_picture())
        await (await chooser.value).set_files(picture)
        await expect(chat_of(page, "Emma").get_by_role("img")).to_have_count(2)
        await expect(thread.get_by_role("img").last).to_have_js_property("naturalWidth", 320)

        await page.get_by_label("Attach").click()
        await page.get_by_role("button", name="Voice message").click()
        await expect(chat_of(page, "Emma").get_by_label("Voice message")).to_have_js_property("paused", True)  # noqa: FBT003 - the property
        await expect(thread.locator("audio")).to_have_js_property("paused", True)  # noqa: FBT003 - the property


async def test_a_command_is_answered_for_one_person_only(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        await page.get_by_label("Message #complaints-delivery").fill("/riscontro")
        await page.keyboard.press("Enter")
        await expect(page.get_by_text("Only visible to you")).to_be_visible()
        await page.get_by_label("Marco Bianchi").check(force=True)

        await expect(page.get_by_text("Only visible to you")).to_be_hidden()
