"""The main job, played on the page as a person plays it; `make pictures` keeps what one sees of it."""

from pathlib import Path

import pytest
from playwright.async_api import Browser, FloatRect, Locator, Page, expect

from bot.demo.performance import Performance
from tests.bot.demo.film import Film
from tests.bot.demo.photographs import keep, photograph
from tests.bot.demo.viewing import card_of, chat_of, open_link, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")

ADA = "Ada Whitfield"
WINDOW = (1360, 800)
REASON = "It came in three pieces. It was for my mother’s birthday."
ANSWER = "Dear Ada, I am so sorry. A new plate leaves today. Giulia"


async def both_apps(page: Page) -> FloatRect:
    """The part of the page with the phone and Slack on it, and a little around them."""
    phone = await page.locator("#phone").bounding_box()
    slack = await page.locator("#slack").bounding_box()
    assert phone is not None
    assert slack is not None
    left, top = phone["x"] - 10, phone["y"] - 10
    width = slack["x"] + slack["width"] + 10 - left
    return FloatRect(x=left, y=top, width=width, height=phone["height"] + 20)


async def complain(page: Page, film: Film) -> None:
    await film.hold(1200)
    await film.click(page.get_by_role("button", name="2 ⭐"))
    await expect(chat_of(page, "Ada")).to_contain_text("What is the main reason")
    await film.hold(700)
    await film.type(page.get_by_label("Message", exact=True), REASON)
    await page.get_by_label("Attach").click()
    await film.click(page.get_by_role("button", name="Photo of the broken plate"))
    await expect(chat_of(page, "Ada")).to_contain_text("We are sorry")
    await expect(card_of(page, ADA)).to_contain_text("1 photo")
    await film.hold(2200)


async def answer(page: Page, film: Film) -> None:
    card = card_of(page, ADA)
    await film.click(card.get_by_role("button", name="Claim"))
    await expect(card).to_contain_text("@Giulia Ferri")
    await film.hold(700)
    await film.click(card.get_by_role("button", name="Reply", exact=True))
    form = page.get_by_role("dialog", name="Reply")
    await film.type(form.get_by_label("Your words to Ada"), ANSWER)
    await film.click(form.get_by_role("button", name="Send"))
    await expect(form).to_be_hidden()
    await expect(chat_of(page, "Ada")).to_contain_text("A new plate leaves today")
    await expect(card).to_contain_text("First response")
    await expect(card).to_contain_text("3 replies")
    await film.hold(1500)


async def settle(page: Page, film: Film) -> None:
    thread = await open_thread(page, film)
    await film.hold(2000)
    await film.click(thread.get_by_role("button", name="Resolve"))
    form = page.get_by_role("dialog", name="Resolve")
    await form.get_by_label("What was behind it?").select_option("Damaged")
    await film.click(form.get_by_role("button", name="Resolve"))
    await expect(chat_of(page, "Ada")).to_contain_text("considers this settled")
    await expect(thread.get_by_role("button", name="Reopen")).to_be_visible()
    await film.hold(2600)


async def open_thread(page: Page, film: Film) -> Locator:
    await film.click(card_of(page, ADA).get_by_role("button", name="replies"))
    thread = page.get_by_role("log", name="Thread")
    await expect(thread).to_contain_text("✅ delivered")
    await expect(thread).to_contain_text("First response")
    await expect(thread.get_by_role("img")).to_have_js_property("complete", True)  # noqa: FBT003 - the property
    return thread


async def remind(page: Page) -> None:
    await page.get_by_role("button", name="+2 days").click()
    await expect(page.get_by_role("button", name="Luca Moretti 1 new")).to_be_visible()
    await page.get_by_role("button", name="Luca Moretti").click()
    await expect(chat_of(page, "Luca")).to_contain_text("Un piccolo promemoria")


async def portray(page: Page, folder: Path) -> None:
    """The page by day and by night, sharp enough for any screen."""
    await page.set_viewport_size({"width": 1440, "height": 860})
    for colours, name in (("light", "demo-light.webp"), ("dark", "demo-dark.webp")):
        await page.emulate_media(color_scheme="dark" if colours == "dark" else "light")
        keep(await photograph(page), folder / name)
    await page.emulate_media(color_scheme="light")
    await page.set_viewport_size({"width": WINDOW[0], "height": WINDOW[1]})


async def test_the_whole_job(demo: Performance, browser: Browser, pictures: Path | None) -> None:
    async with opened(browser, demo, WINDOW, scale=1 if pictures is None else 2) as page:
        await open_link(page, parcel_arrives=True)
        film = Film(page, await both_apps(page), wanted=pictures is not None)
        await complain(page, film)
        await answer(page, film)
        if pictures is not None:
            await portray(page, pictures)
        await settle(page, film)
        if pictures is not None:
            film.save(pictures / "demo.webp")
        await remind(page)
