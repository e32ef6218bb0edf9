"""The page in a browser: what it shows of hostile words, files and commands, in which windows, to whom."""

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, FilePayload, Page, expect

from bot.demo.performance import Performance
from bot.demo.telegram.files import plain_picture
from tests.bot.demo.viewing import card_of, chat_of, opened, take, write

pytestmark = pytest.mark.asyncio(loop_scope="session")

NARROW = (360, 740)
SIZES = [(360, 740), (768, 1024), (1024, 700), (1400, 900)]
HOSTILE = '<img src=x onerror="document.title=1"> <b>*bold*</b> <!channel> &amp;'
GRAVE = {"serious", "critical"}


async def test_words_from_customers_are_shown_and_never_run(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        title = await page.title()
        await take(page, "Emma Larsen")
        await write(page, HOSTILE)
        await expect(chat_of(page, "Emma")).to_contain_text(HOSTILE)
        await card_of(page, "Emma Larsen").get_by_role("button", name="replies").click()
        await expect(page.get_by_role("log", name="Thread")).to_contain_text(HOSTILE)

        assert await page.title() == title


ADD_A_SCRIPT = """async () => {
    const script = Object.assign(document.createElement("script"), { textContent: "window.ran = true" });
    const refused = new Promise((then) => addEventListener("securitypolicyviolation", then));
    document.head.append(script);
    return [(await refused).effectiveDirective, "ran" in window];
}"""


async def test_no_script_runs_that_did_not_come_as_a_file(demo: Performance, browser: Browser) -> None:
    page = await browser.new_page()
    await page.goto(demo.address)

    assert await page.evaluate(ADD_A_SCRIPT) == ["script-src-elem", False]
    await page.close()


async def test_a_blocked_bot_can_be_started_again(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        await take(page, "Luca Moretti")
        await page.get_by_label("Menu of this chat").click()
        await page.get_by_role("button", name="Block this bot").click()
        await page.get_by_role("button", name="UNBLOCK AND START").click()

        await expect(chat_of(page, "Luca")).to_contain_text("Al momento non abbiamo domande")
        await expect(page.get_by_label("Message", exact=True)).to_be_visible()


@pytest.mark.parametrize("who", ["Giulia Ferri", "Marco Bianchi"])
async def test_a_word_among_colleagues_stays_among_them(
    demo: Performance, browser: Browser, who: str
) -> None:
    words = f"I, {who}, can take this one."
    async with opened(browser, demo) as page:
        await page.get_by_label(who).check(force=True)
        await card_of(page, "Emma Larsen").get_by_role("button", name="replies").click()
        await page.get_by_label("Write into the thread").fill(words)
        await page.get_by_role("button", name="Post to the thread").click()
        message = page.get_by_role("log", name="Thread").get_by_role("article", name=f"Message from {who}")
        await expect(message).to_contain_text(words)
        await take(page, "Emma Larsen")
        await expect(chat_of(page, "Emma")).to_contain_text("We are sorry")

        await expect(chat_of(page, "Emma")).not_to_contain_text(words)


async def test_files_reach_the_thread(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo) as page:
        await take(page, "Emma Larsen")
        await card_of(page, "Emma Larsen").get_by_role("button", name="replies").click()
        thread = page.get_by_role("log", name="Thread")
        await expect(thread.get_by_role("img")).to_have_count(1)

        await page.get_by_label("Attach").click()
        async with page.expect_file_chooser() as chooser:
            await page.get_by_role("button", name="Photo from this computer…").click()
        picture = FilePayload(name="mine.png", mimeType="image/png", buffer=plain_picture())
        await (await chooser.value).set_files(picture)
        await expect(chat_of(page, "Emma").locator("img")).to_have_count(2)
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


async def test_in_a_narrow_window_the_apps_are_tabs(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo, NARROW) as page:
        tabs = page.get_by_role("navigation", name="Places")
        for tab, region in (("Shop", "The shop"), ("Slack", "The staff’s Slack"), ("Phone", "The phone of")):
            await tabs.get_by_role("button", name=tab).click()
            await expect(page.get_by_role("region", name=region)).to_be_in_viewport(ratio=0.99)
            assert await page.evaluate("document.documentElement.scrollWidth") <= NARROW[0]


async def open_thread(page: Page) -> None:
    await card_of(page, "Emma Larsen").get_by_role("button", name="replies").click()
    await expect(page.get_by_role("log", name="Thread")).to_be_visible()


async def open_modal(page: Page) -> None:
    """From the thread."""
    thread = page.get_by_role("log", name="Thread")
    await thread.get_by_role("button", name="Reply", exact=True).click()
    await expect(page.get_by_label("Your words to Emma")).to_be_focused()


async def open_nothing(page: Page) -> None:
    """As it is at the start."""
    await expect(page.get_by_role("dialog")).to_be_hidden()


async def open_everything(page: Page) -> None:
    """A survey that waits for its answer, a thread, and what happens underneath."""
    await take(page, "Luca Moretti")
    await open_thread(page)
    await page.get_by_role("button", name="What happens underneath", exact=True).click()
    await expect(page.get_by_role("region", name="The flow")).to_contain_text("asks csat")


async def open_tour(page: Page) -> None:
    await page.get_by_role("button", name="Take the tour").click()
    await page.get_by_role("button", name="Next", exact=True).click()


async def grave_faults(page: Page, rules: list[str] | None = None) -> list[str]:
    """What axe finds, by all its rules or by these, that keeps somebody out."""
    found = await Axe().run(page, options={"runOnly": rules} if rules else None)
    return [
        f"{fault['id']}: {node['html'][:160]} {node['failureSummary']}"
        for fault in found.response["violations"]
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


async def test_nothing_keeps_anybody_out(demo: Performance, browser: Browser) -> None:
    """By night only the colours are others, so only they are looked at then."""
    async with opened(browser, demo) as page:
        for reach in (open_nothing, open_everything, open_modal, open_tour):
            await reach(page)
            assert await grave_faults(page) == [], reach.__name__
            await page.emulate_media(color_scheme="dark")
            assert await grave_faults(page, rules=["color-contrast"]) == [], f"{reach.__name__} by night"
            await page.emulate_media(color_scheme="light")
            await page.keyboard.press("Escape")
            await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_nothing_keeps_anybody_out_of_a_narrow_window(demo: Performance, browser: Browser) -> None:
    async with opened(browser, demo, NARROW) as page:
        for tab in ("Shop", "Phone", "Slack"):
            await page.get_by_role("navigation", name="Places").get_by_role("button", name=tab).click()
            assert await grave_faults(page) == [], tab


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
        await take(page, "Emma Larsen")
        await card_of(page, "Emma Larsen").get_by_role("button", name="Claim").click()
        await expect(page.get_by_role("button", name="Claim")).to_have_count(0)
        for width, height in SIZES:
            await page.set_viewport_size({"width": width, "height": height})
            await page.get_by_role("button", name="What happens underneath", exact=True).click()
            await expect(page.get_by_role("region", name="Outbox")).to_contain_text("sent")
            await expect(page.get_by_role("region", name="Inbox, of everybody")).to_contain_text("telegram")
            assert await overlaps(page, "#underneath") == [], f"underneath at {width}"
            await page.get_by_role("button", name="Close what happens underneath").click()
            assert await overlaps(page, "body") == [], f"the page at {width}"
