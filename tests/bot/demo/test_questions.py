"""The survey of twenty nodes, played on the demo's page in two languages: every kind of question is asked,
answered, changed, skipped. `make pictures` keeps what one sees of it for docs/questions.md.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser

from bot.demo.cast import ADA, CHIARA, EMMA, GIOVANNI, JAMES, LUCA, Customer
from bot.demo.clock import DemoClock
from bot.demo.performance import Performance, page_open
from bot.demo.pictures import BROKEN_PLATE, VOICE, VOICE_SECONDS
from bot.demo.program import ProgramState
from bot.demo.stage import staged
from flows.definition import ASKED
from tests.bot.demo.album import Album
from tests.bot.demo.guest import Guest
from tests.bot.demo.test_page import grave_faults, overlaps
from tests.bot.demo.viewing import opened
from tests.journeys.clock import ManualClock
from tests.journeys.world import NO_WAITING

pytestmark = pytest.mark.asyncio(loop_scope="session")

Play = Callable[[Guest], Awaitable[None]]

SURVEY = Path(__file__).with_name("questions.toml")


@pytest_asyncio.fixture(loop_scope="session")
async def survey(tmp_path: Path) -> AsyncIterator[Performance]:
    """The demo with another configuration, on the same day each time; the program runs in this process."""
    async with staged(tmp_path, DemoClock(ManualClock(), timedelta(0)), SURVEY) as stage:
        stage.telegram.limits, stage.slack.post_limit.per_second = None, 0
        async with stage.rehearsing(NO_WAITING), page_open(0, stage) as address:
            stage.program.state = ProgramState.RUNNING
            yield Performance(address, stage)


async def is_let_down(guest: Guest) -> None:
    """Says in turn that the parcel came late, broken and incomplete, so as to be asked about each."""
    await guest.begins()
    await guest.is_asked("csat", "has arrived")
    guest.taps("2 ⭐")
    choice = await guest.is_asked("choice", "What went wrong?")
    guest.taps("It came late")
    await guest.is_asked("date", "On which day")
    await guest.poses_with_phone()
    guest.taps("Yesterday")
    await guest.is_asked("voice", "A voice message is enough")
    choice = await guest.changes(choice, "It came late")
    guest.taps("Something is broken")
    await guest.is_asked("photo", "a photo of what is broken")
    guest.phone.sends_photo(content=BROKEN_PLATE)
    await guest.is_asked("voice", "A voice message is enough")
    await guest.poses_with_phone()
    await guest.changes(choice, "Something is broken")
    guest.taps("Something is missing")
    await tells_what_is_missing(guest)
    await lets_it_be_collected(guest)
    await guest.is_asked("nps", "How likely are you")
    guest.taps("3")
    await guest.is_asked("text", "main reason")
    guest.writes("Three bowls are missing, and they were a present.")
    await guest.is_told("We will settle it here")


async def tells_what_is_missing(guest: Guest) -> None:
    await guest.is_asked("number", "How many pieces are missing?")
    guest.writes("lots")
    await guest.sees("A number from 1 to 40")
    guest.writes("three pieces")
    await guest.is_asked("file", "packing slip")
    guest.phone.sends_document(guest.word("packing-slip.pdf"))
    await guest.is_asked("voice", "A voice message is enough")
    guest.phone.sends_voice(VOICE, VOICE_SECONDS)


async def lets_it_be_collected(guest: Guest) -> None:
    await guest.is_asked("consent", "May the carrier")
    guest.taps("Yes, I agree")
    await guest.is_asked("contact", "Under which number")
    await guest.poses_with_phone()
    guest.presses("Share my phone number")
    await guest.is_asked("location", "Where shall the parcel be collected?")
    guest.presses("Share my location")
    await guest.is_told("We are sorry")


async def is_glad(guest: Guest) -> None:
    """Goes back once, keeps what was answered, and skips the last question."""
    await guest.begins()
    await guest.is_asked("csat", "has arrived")
    guest.taps("5 ⭐")
    await guest.is_asked("multi", "What did you like?")
    await guest.ticks("The glaze")
    await guest.ticks("The hand-written note")
    await guest.poses()
    await guest.poses_with_phone()
    guest.taps("Done (2)")
    await rates_everything(guest)
    await guest.is_asked("rating", "unwrapping it")
    guest.taps("😊")
    await guest.is_asked("nps", "How likely are you")
    guest.goes_back()
    await guest.sees("unwrapping it", "Keep it")
    await guest.poses_with_phone()
    guest.taps("Keep it")
    await guest.sees("How likely are you")
    guest.taps("10")
    await guest.sees("main reason")
    guest.taps("Skip")
    await guest.is_done("We read every answer")


async def rates_everything(guest: Guest) -> None:
    await guest.is_asked("aspects", "How were these?")
    guest.taps("5 ⭐")
    await guest.sees("Delivery: 5")
    guest.taps("2 ⭐")
    await guest.sees("Packaging: 2")
    await guest.poses()
    await guest.poses_with_phone()
    guest.taps("4 ⭐")


async def is_neither(guest: Guest) -> None:
    """Of the other half of the customers, who are asked how easy it was."""
    await guest.begins()
    await guest.sees("has arrived")
    guest.taps("3 ⭐")
    await rates_everything(guest)
    await guest.is_asked("ces", "7")
    guest.taps("6")
    await guest.is_asked("nps", "How likely are you")


ENGLISH = ((is_glad, JAMES), (is_neither, EMMA), (is_let_down, ADA))
ITALIAN = ((is_glad, CHIARA), (is_neither, GIOVANNI), (is_let_down, LUCA))
STRIPS = {JAMES: "glad", LUCA: "let-down"}


async def test_every_kind_of_question(survey: Performance, browser: Browser, pictures: Path | None) -> None:
    album = Album(pictures and pictures / "questions")

    async def play(plays: tuple[tuple[Play, Customer], ...]) -> None:
        async with opened(browser, survey, album.window, scale=album.scale) as page:
            for play, customer in plays:
                await play(Guest(page, survey.stage, customer, album, STRIPS.get(customer)))
                assert await overlaps(page, "#phone") == []
            assert await grave_faults(page) == []

    async with asyncio.TaskGroup() as both:
        both.create_task(play(ENGLISH))
        both.create_task(play(ITALIAN))
    assert album.seen == {(kind, side) for kind in (*ASKED, "end") for side in ("left", "right")}
    album.save()
