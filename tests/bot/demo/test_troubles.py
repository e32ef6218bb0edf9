"""What a visitor breaks: all that waits is safe, and arrives once."""

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, expect

from bot.demo.faults import Fault, Faults, Hang
from bot.demo.performance import Performance
from bot.demo.telegram.faults import Disturbed
from tests.bot.demo.photographs import keep, photograph
from tests.bot.demo.viewing import (
    card_of,
    cards_of,
    chat_of,
    give_two_stars,
    open_link,
    opened,
    take,
    write,
)

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest_asyncio.fixture(autouse=True, loop_scope="session")
async def mended(demo: Performance) -> AsyncIterator[None]:
    """What a test has broken is whole again for the next, even if it fails."""
    yield
    await demo.stage.troubles.end_all()


async def press(page: Page, name: str) -> None:
    await page.get_by_role("button", name=name, exact=True).click()


async def says(page: Page, words: str) -> None:
    await expect(page.locator("#fate")).to_contain_text(words)


@contextmanager
def nothing_is_fetched(demo: Performance, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Telegram takes what customers write, and keeps the program waiting for it."""
    faults = Faults(seed=0)
    hanging = faults.begin(Fault(Hang(), calls={"getUpdates"}))
    with monkeypatch.context() as patched:
        patched.setattr(demo.stage.telegram, "interference", Disturbed(faults))
        yield
    faults.lift(hanging)


async def usable_buttons(page: Page) -> set[str]:
    """The names of the buttons that the browser tells a screen reader of."""
    session = await page.context.new_cdp_session(page)
    tree = await session.send("Accessibility.getFullAXTree")
    nodes = [node for node in tree["nodes"] if not node["ignored"] and node["role"]["value"] == "button"]
    return {node["name"]["value"] for node in nodes}


async def test_a_card_waits_in_the_outbox_until_slack_is_back(
    demo: Performance, browser: Browser, pictures: Path | None
) -> None:
    async with opened(browser, demo, scale=1 if pictures is None else 2) as page:
        await open_link(page, parcel_arrives=True)
        await press(page, "What happens underneath")
        await press(page, "Slack is down")
        await give_two_stars(page, "It came in three pieces.")
        await says(page, "1 letter for Slack waits in the outbox")
        outbox = page.get_by_role("region", name="Outbox")
        await expect(outbox).to_contain_text("Slack cannot be reached: tried again at")
        await expect(page.get_by_role("region", name="Clocks")).to_contain_text("no card yet")
        await expect(cards_of(page, "Ada Whitfield")).to_have_count(0)
        await expect(page.get_by_text("nothing can be read or pressed here until it is back")).to_be_visible()
        assert {"Claim", "Reply"}.isdisjoint(await usable_buttons(page))
        if pictures is not None:
            keep(await photograph(page), pictures / "demo-outage.webp")

        await press(page, "Slack is down")
        await press(page, "+10 minutes")
        await says(page, "delivered, once")
        await expect(cards_of(page, "Ada Whitfield")).to_have_count(1)
        assert {"Claim", "Reply"} <= await usable_buttons(page)
        await expect(page.get_by_role("region", name="Clocks")).not_to_contain_text("no card yet")


async def test_a_killed_program_goes_on_where_it_was(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        await take(page, "Chiara Fontana")
        await open_link(page, parcel_arrives=False)
        await press(page, "2 ⭐")
        await press(page, "Kill the program")
        await says(page, "The program was killed with SIGKILL: ")
        await press(page, "Slack is down")
        await says(page, "The program was killed with SIGKILL and Slack is down: ")
        await says(page, "what customers write waits at Telegram.")
        await press(page, "Slack is down")
        await write(page, "Manca una pagina!")
        await press(page, "Start it again")
        await expect(page.get_by_role("button", name="Kill the program")).to_be_visible()

        await expect(chat_of(page, "Chiara")).to_contain_text("Ci dispiace")
        await expect(card_of(page, "Chiara Fontana")).to_contain_text("Manca una pagina!")
        await expect(cards_of(page, "Chiara Fontana")).to_have_count(1)
        await expect(chat_of(page, "Chiara").get_by_text("Ci dispiace")).to_have_count(1)


async def test_a_reply_waits_until_telegram_takes_it(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        await take(page, "Emma Larsen")
        await press(page, "Telegram answers 429")
        await card_of(page, "Emma Larsen").get_by_role("button", name="Reply", exact=True).click()
        await page.get_by_label("Your words to Emma").fill("We make you another one.")
        await page.get_by_role("dialog").get_by_role("button", name="Send").click()
        await says(page, "Telegram answers 429 (too many requests): 1 letter for customers waits")
        await press(page, "Telegram answers 429")
        await press(page, "+10 minutes")

        await expect(chat_of(page, "Emma").get_by_text("We make you another one.")).to_have_count(1)
        await says(page, "delivered, once")


async def test_what_is_written_while_telegram_is_down_is_answered_later(
    demo: Performance, browser: Browser
) -> None:
    async with opened(browser, demo) as page:
        await take(page, "Luca Moretti")
        await press(page, "Telegram is down")
        await says(page, "Telegram is down: what customers write waits at Telegram.")
        await expect(page.get_by_text("bot · Telegram is down")).to_be_visible()
        await press(page, "5 ⭐")
        await take(page, "Sofia Ricci")
        await expect(chat_of(page, "Sofia").get_by_role("img", name="not yet delivered")).to_have_count(0)
        await write(page, "Lo comprerei di nuovo.")
        await expect(chat_of(page, "Sofia").get_by_role("img", name="not yet delivered")).to_have_count(1)
        await press(page, "Telegram is down")

        await expect(chat_of(page, "Sofia").get_by_role("img", name="not yet delivered")).to_have_count(0)
        await take(page, "Luca Moretti")
        await expect(page.get_by_role("button", name="Salta")).to_be_visible()


async def test_not_all_is_delivered_while_a_customers_words_wait_at_telegram(
    demo: Performance, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(browser, demo) as page:
        await take(page, "James O’Connor")
        await press(page, "Telegram is down")
        waiting = chat_of(page, "James").get_by_role("img", name="not yet delivered")
        with nothing_is_fetched(demo, monkeypatch):
            await write(page, "Do you have it in brown?")
            await expect(waiting).to_have_count(1)
            await press(page, "Telegram is down")
            await says(page, "Mended")
            await write(page, "Or in green?")
            await expect(waiting).to_have_count(2)
            await says(page, "Mended: what customers wrote still waits at Telegram")

        await says(page, "delivered, once")
        await expect(waiting).to_have_count(0)
