"""The whole story without a mouse: Tab to what one looks for, Enter to use it, the focus never lost."""

import pytest
from playwright.async_api import Browser, Page, expect

from bot.demo.performance import Performance
from tests.bot.demo.viewing import cards_of, chat_of, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")

ADA = "Ada Whitfield"
MOST_STOPS = 90
WHERE = """() => {
    const here = document.activeElement;
    const name = here.getAttribute("aria-label") ?? here.labels?.[0]?.textContent ?? here.textContent;
    return [name.trim(), here.closest("article")?.textContent ?? ""];
}"""


async def tab_to(page: Page, name: str, *, within: str = "", key: str = "Tab") -> None:
    """Moves the focus on until it stands on something of that name, in the message that says `within`."""
    stops = []
    for _ in range(MOST_STOPS):
        await page.keyboard.press(key)
        here, around = await page.evaluate(WHERE)
        stops.append(here[:40])
        if here == name and within in around:
            return
    raise AssertionError(f"Tab does not lead to {name!r}, only to {stops}")


async def use(page: Page, name: str, *, within: str = "", key: str = "Tab") -> None:
    await tab_to(page, name, within=within, key=key)
    await page.keyboard.press("Enter")


async def complain(page: Page) -> None:
    await use(page, "Parcel arrives")
    await use(page, "Open link")
    await expect(page.get_by_role("button", name="START")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("button", name="2 ⭐")).to_be_visible()
    await use(page, "2 ⭐", key="Shift+Tab")
    await expect(page.get_by_role("button", name="Skip")).to_be_visible()
    await tab_to(page, "Message")
    await page.keyboard.type("It came in three pieces.")
    await page.keyboard.press("Enter")
    await expect(chat_of(page, "Ada")).to_contain_text("We are sorry")


async def answer(page: Page) -> None:
    card = cards_of(page, ADA)
    await use(page, "Claim", within=f"{ADA}: open")
    await expect(card).to_contain_text("claimed")
    await use(page, "Reply", within=f"{ADA}: claimed")
    await expect(page.get_by_label("Your words to Ada")).to_be_focused()
    await page.keyboard.type("A new plate leaves today.")
    await use(page, "Send")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(card.get_by_role("button", name="Reply", exact=True)).to_be_focused()
    await expect(chat_of(page, "Ada")).to_contain_text("A new plate leaves today.")


async def settle(page: Page) -> None:
    """The first try is stopped at the field that was left empty."""
    cause = page.get_by_label("What was behind it?")
    await use(page, "Resolve", within=f"{ADA}: ")
    await expect(cause).to_be_visible()
    await use(page, "Resolve")
    await expect(cause).to_have_attribute("aria-invalid", "true")
    await expect(cause).to_be_focused()
    await page.keyboard.type("Damaged")
    await use(page, "Resolve")
    await expect(page.get_by_role("dialog")).to_be_hidden()
    await expect(chat_of(page, "Ada")).to_contain_text("considers this settled")


async def test_the_keyboard_is_enough(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        await complain(page)
        await answer(page)
        await settle(page)
        await use(page, "+2 days")

        await expect(page.get_by_role("button", name="Luca Moretti 1 new")).to_be_visible()


async def test_what_opens_takes_the_focus_and_gives_it_back(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        underneath = page.get_by_role("region", name="What happens underneath")
        await use(page, "What happens underneath")
        await expect(underneath.get_by_role("heading", level=2)).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(underneath).to_be_hidden()
        await expect(page.get_by_role("button", name="What happens underneath")).to_be_focused()

        await use(page, "Claim", within="Emma Larsen: ")
        await use(page, "Reply", within="Emma Larsen: ")
        await expect(page.get_by_role("dialog", name="Reply")).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_be_hidden()
        assert (await page.evaluate(WHERE))[0] == "Reply"
