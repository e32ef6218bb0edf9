"""In every window each word has its place: nothing is printed over anything else."""

import pytest
from playwright.async_api import Browser, Page, expect

from bot.demo.performance import Performance
from tests.bot.demo.viewing import card_of, give_two_stars, open_link, opened, take

pytestmark = pytest.mark.asyncio(loop_scope="session")

SIZES = [(360, 740), (768, 1024), (1024, 700), (1400, 900)]

OVERLAPS = """place => {
    const cut = (box, frame) => ({
        left: Math.max(box.left, frame.left), top: Math.max(box.top, frame.top),
        right: Math.min(box.right, frame.right), bottom: Math.min(box.bottom, frame.bottom)});
    const scrolls = (part) => getComputedStyle(part).overflowX !== "visible";
    const seen = (box, part) => {
        for (let at = part; at; at = at.parentElement) {
            if (scrolls(at)) box = cut(box, at.getBoundingClientRect());
        }
        return box;
    };
    const boxes = [];
    const add = (part, words, box) => {
        const { left, top, right, bottom } = seen(box, part);
        if (right - left > 1 && bottom - top > 1) boxes.push({ part, words, left, top, right, bottom });
    };
    const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const text = walker.currentNode;
        if (!text.textContent.trim() || !text.parentElement.checkVisibility()) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        for (const box of range.getClientRects()) add(text.parentElement, text.textContent.trim(), box);
    }
    const share = (one, other) =>
        Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2 &&
        Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 4;
    return boxes.flatMap((one, at) => boxes.slice(at + 1)
        .filter((other) => one.part !== other.part && share(one, other))
        .map((other) => `${one.words} / ${other.words}`));
}"""


async def overlaps(page: Page, place: str) -> list[str]:
    """The words at a place that are printed over other words there."""
    found: list[str] = await page.locator(place).evaluate(OVERLAPS)
    return found


GROW = """async () => {
    const chat = document.getElementById("chat");
    const frame = () => new Promise(requestAnimationFrame);
    chat.scrollTop -= 20;
    await frame();
    await frame();
    chat.scrollTop += 20; // what listens to scrolling hears of it with the next frame…
    chat.lastElementChild.style.paddingBottom = "300px"; // …when a picture has grown, though not loaded
    await frame();
    await frame();
    chat.dispatchEvent(new Event("load"));
    return chat.scrollHeight - chat.scrollTop - chat.clientHeight;
}"""


async def test_the_newest_message_stays_in_sight_while_a_picture_grows(
    demo: Performance, browser: Browser
) -> None:
    async with opened(browser, demo, (1024, 500)) as page:
        await take(page, "Emma Larsen")
        assert await page.evaluate(GROW) <= 1


async def test_no_words_are_printed_over_others(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        await open_link(page, parcel_arrives=True)
        await give_two_stars(page, "It came in three pieces. It was for my mother’s birthday.")
        await card_of(page, "Ada Whitfield").get_by_role("button", name="Claim").click()
        await expect(page.get_by_role("button", name="Claim")).to_have_count(1)
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            await page.get_by_role("button", name="What happens underneath", exact=True).click()
            await expect(page.get_by_role("region", name="Outbox")).to_contain_text("sent")
            await expect(page.get_by_role("region", name="Inbox, of everybody")).to_contain_text("telegram")
            assert await overlaps(page, "#underneath") == [], f"underneath at {width}"
            await page.get_by_role("button", name="Close what happens underneath").click()
            assert await overlaps(page, "body") == [], f"the page at {width}"
