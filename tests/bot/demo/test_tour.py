"""The guided tour, from beginning to end: played by the tour, by the visitor, and broken off."""

import pytest
from playwright.async_api import Browser, Page, expect

from bot.demo.performance import Performance
from tests.bot.demo.viewing import cards_of, chat_of, opened

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def go_on(page: Page) -> str:
    """Has the step done, or goes to the next where there is nothing to do; returns the title left behind."""
    title = page.get_by_role("complementary", name="Guided tour").get_by_role("heading")
    left = await title.inner_text()
    do_it = page.get_by_role("button", name="Do it for me")
    if await do_it.is_visible():
        await do_it.click()
    else:
        await page.get_by_role("button", name="Next", exact=True).click()
    await expect(title).not_to_have_text(left)
    await expect(title).to_be_focused()
    return left


async def test_the_tour_plays_the_whole_story(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        await page.get_by_role("button", name="Take the tour").click()
        titles = [await go_on(page) for _ in range(12)]
        assert titles[0] == "From a parcel to a reply"
        assert len(set(titles)) == 12
        await expect(chat_of(page, "Emma")).to_be_visible()

        await page.get_by_role("button", name="Do it for me").click()
        await expect(page.locator("#fate")).to_contain_text("Slack is down: 1 letter for Slack waits")
        await page.get_by_role("button", name="+10 minutes").dispatch_event("click")
        await expect(page.locator("#fate")).to_contain_text("delivered, once")
        await page.get_by_role("button", name="Finish").click()

        await expect(page.get_by_role("complementary", name="Guided tour")).to_be_hidden()
        await expect(page.get_by_role("button", name="Take the tour")).to_be_focused()
        await expect(cards_of(page, "Ada Whitfield")).to_have_count(1)


async def test_the_tour_goes_on_with_whoever_does_it_alone_and_ends_at_escape(
    demo: Performance, browser: Browser
) -> None:
    async with opened(browser, demo) as page:
        await page.get_by_role("button", name="Take the tour").press("Enter")
        tour = page.get_by_role("complementary", name="Guided tour")
        await page.keyboard.press("ArrowRight")
        await expect(tour).to_contain_text("2 of 13")
        await page.keyboard.press("ArrowLeft")
        await expect(tour).to_contain_text("1 of 13")
        for _ in range(11):
            await page.keyboard.press("ArrowRight")
        await expect(tour).to_contain_text("Look underneath")

        await page.get_by_role("button", name="What happens underneath", exact=True).click()
        await expect(tour).to_contain_text("Now break it")
        await page.locator("#tour-title").focus()
        await page.keyboard.press("Escape")
        await expect(tour).to_be_hidden()
