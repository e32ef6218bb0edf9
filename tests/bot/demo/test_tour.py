"""The guided tour, from beginning to end: played by the tour, by the visitor, and broken off."""

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.demo.performance import Performance
from tests.bot.demo.viewing import card_of, cards_of, chat_of, opened, take

pytestmark = pytest.mark.asyncio(loop_scope="session")

MEDIUM = (1000, 700)
NARROW = (390, 844)

TOUR = [
    ("From a parcel to a reply", None),
    ("Ada’s parcel arrives", "shop"),
    ("She opens the link", "phone"),
    ("Two stars", "phone"),
    ("And why", "phone"),
    ("It stands in Slack", "slack"),
    ("Somebody takes it", "slack"),
    ("And answers", "slack"),
    ("She reads it where she wrote", "phone"),
    ("Settled", "slack"),
    ("Nobody is forgotten", "top"),
    ("Look underneath", "top"),
    ("Now break it", "fate"),
    ("Even kill it", "fate"),
]
"""The steps, and the part of the page that each puts its light on: in sight, and under nothing else."""

NOT_TO_BE_DONE = {"From a parcel to a reply", "It stands in Slack", "She reads it where she wrote"}

LIT = """() => {
    const light = document.getElementById("spotlight");
    if (light.hidden) return null;
    const { left, top, width, height } = light.getBoundingClientRect();
    const part = document.elementFromPoint(left + width / 2, top + height / 2);
    const around = part?.closest(".tour, .underneath, .shop, .phone, .slack, .top, .fate");
    return around ? around.classList[0] : "nothing";
}"""


def title_of(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Guided tour").get_by_role("heading")


async def play(page: Page, shows: Locator | None) -> None:
    """Has the step done, if there is any. One that `shows` something stays, and offers to go on."""
    do_it = page.get_by_role("button", name="Do it for me")
    go_on = page.locator("#tour-next")
    is_play = await do_it.is_visible()
    if is_play:
        await do_it.click()
    if shows is not None:
        await expect(go_on).to_be_focused()
        await expect(do_it).to_be_hidden()
        await expect(shows).to_be_in_viewport()
    if shows is not None or not is_play:
        await go_on.click()


async def test_the_tour_plays_the_whole_story_and_shows_what_it_speaks_of(
    demo: Performance, browser: Browser
) -> None:
    async with opened(browser, demo, MEDIUM, in_haste=True) as page:
        underneath = page.get_by_role("region", name="What happens underneath")
        thread = page.get_by_role("log", name="Thread")
        shown = {
            "Nobody is forgotten": chat_of(page, "Luca").get_by_text("Un piccolo promemoria"),
            "Look underneath": underneath.get_by_text("waits for an answer"),
            "Now break it": thread.get_by_text("Is there any news?"),
            "Even kill it": thread.get_by_text("The birthday is on Saturday."),
        }
        await page.get_by_role("button", name="Take the tour").click()
        for title, lit in TOUR:
            await expect(title_of(page)).to_have_text(title)
            await expect(title_of(page)).to_be_focused()
            assert (title, await page.evaluate(LIT)) == (title, lit)
            await expect(underneath).to_be_hidden()
            if title == "It stands in Slack":
                await expect(card_of(page, "Ada Whitfield").locator(".who")).to_be_in_viewport(ratio=1)
            await play(page, shown.get(title))

        await expect(page.get_by_role("complementary", name="Guided tour")).to_be_hidden()
        await expect(page.get_by_role("button", name="Take the tour")).to_be_focused()
        await expect(chat_of(page, "Emma").get_by_role("img", name="not yet delivered")).to_have_count(0)
        await page.get_by_role("button", name="Close the thread").click()
        await expect(cards_of(page, "Ada Whitfield")).to_have_count(1)
        await see_it_again(page)


async def see_it_again(page: Page) -> None:
    """A second tour shows what Ada and the staff have done, and does none of it twice."""
    tour = page.get_by_role("complementary", name="Guided tour")
    await page.get_by_role("button", name="Take the tour").click()
    for at, (title, _) in enumerate(TOUR[:10], start=1):
        await expect(title_of(page)).to_have_text(title)
        if title not in NOT_TO_BE_DONE:
            await expect(tour).to_contain_text(f"{at} of 14 · done already")
        await expect(page.get_by_role("button", name="Do it for me")).to_be_hidden()
        await expect(page.get_by_role("button", name="START")).to_be_hidden()
        await page.locator("#tour-next").click()
    await take(page, "Ada Whitfield")
    await expect(chat_of(page, "Ada").get_by_text("It came in three pieces.")).to_have_count(1)
    await page.keyboard.press("Escape")
    await expect(tour).to_be_hidden()


async def test_the_tour_goes_on_with_whoever_does_it_alone_and_ends_at_escape(
    demo: Performance, browser: Browser
) -> None:
    async with opened(browser, demo, NARROW) as page:
        await page.get_by_role("button", name="Take the tour").press("Enter")
        tour = page.get_by_role("complementary", name="Guided tour")
        await page.keyboard.press("ArrowRight")
        await expect(tour).to_contain_text("2 of 14")
        await page.keyboard.press("ArrowLeft")
        await expect(tour).to_contain_text("1 of 14")
        for _ in range(11):
            await page.keyboard.press("ArrowRight")
        await expect(tour).to_contain_text("Look underneath")

        await page.get_by_role("button", name="What happens underneath", exact=True).click()
        await expect(page.get_by_role("button", name="Do it for me")).to_be_hidden()
        await expect(tour).to_contain_text("Look underneath")
        await tour.get_by_role("button", name="Next").click()
        await expect(tour).to_contain_text("Now break it")
        await expect(page.get_by_role("region", name="What happens underneath")).to_be_hidden()
        await expect(page.get_by_role("log", name="Thread")).to_contain_text("Emma Larsen")
        await expect(page.get_by_role("button", name="Kill the program")).to_be_in_viewport(ratio=1)
        await page.keyboard.press("Escape")
        await expect(tour).to_be_hidden()
