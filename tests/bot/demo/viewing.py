"""How the tests look at the page: opened in a browser, its parts by what they are called."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from playwright.async_api import Browser, Locator, Page, expect

from bot.demo.performance import Performance

PATIENCE_MS = 45_000
WIDE = (1400, 900)
HASTE = "const late = setTimeout; window.setTimeout = (act, ms, ...rest) => late(act, ms / 10, ...rest);"


@asynccontextmanager
async def opened(
    browser: Browser,
    demo: Performance,
    size: tuple[int, int] = WIDE,
    *,
    scale: float = 1,
    in_haste: bool = False,
) -> AsyncIterator[Page]:
    """The page in a window of that size; an error in its scripts, or a request that leads off, fails.

    `in_haste` the page waits a tenth of the time whenever it waits for the sake of whoever looks at it.
    """
    page = await browser.new_page(
        viewport={"width": size[0], "height": size[1]}, device_scale_factor=scale, reduced_motion="reduce"
    )
    if in_haste:
        await page.add_init_script(HASTE)
    page.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
    page.on("request", lambda asked: faults.append(asked.url) if is_foreign(asked.url, demo) else None)
    await page.goto(demo.address)
    await expect(page.locator("#fate")).to_contain_text("well")
    yield page
    assert faults == []
    await page.close()


def is_foreign(url: str, demo: Performance) -> bool:
    """Whether it leads off the page's own server."""
    return not url.startswith((demo.address, "data:"))


def chat_of(page: Page, first_name: str) -> Locator:
    return page.get_by_role("log", name=f"{first_name}’s chat")


def cards_of(page: Page, name: str) -> Locator:
    """The cards of a customer in the channel that is shown, the newest last."""
    return page.get_by_role("log", name="# ").get_by_role("article").filter(has_text=f"{name}: ")


def card_of(page: Page, name: str) -> Locator:
    return cards_of(page, name).last


async def take(page: Page, customer: str) -> None:
    """Takes a customer's phone into the hand."""
    await page.get_by_role("navigation", name="Customers").get_by_role("button", name=customer).click()


async def write(page: Page, words: str) -> None:
    """In the chat that is open."""
    await page.get_by_label("Message", exact=True).fill(words)
    await page.get_by_label("Message", exact=True).press("Enter")


async def open_link(page: Page, *, parcel_arrives: bool) -> None:
    """From the newest order of the customer to the first question's buttons."""
    if parcel_arrives:
        await page.get_by_role("button", name="Parcel arrives").first.click()
    await page.get_by_role("button", name="Open link").first.click()
    await page.get_by_role("button", name="START").click()
    await expect(page.get_by_role("button", name="2 ⭐")).to_be_visible()


async def give_two_stars(page: Page, words: str) -> None:
    await page.get_by_role("button", name="2 ⭐").click()
    await expect(page.get_by_role("button", name="Skip")).to_be_visible()
    await write(page, words)
