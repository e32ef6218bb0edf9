"""The demo on a free port, a browser before it, and where the pictures of it go.

One demo serves all tests of a file, since its story takes a few seconds to tell: each test is about customers
of its own. One browser serves them all. `make pictures` keeps the pictures, for the README.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.demo.performance import Performance, demo_open
from bot.ports import SystemClock


def pytest_addoption(parser: pytest.Parser) -> None:
    """Known only when pytest is asked for this folder, or something in it."""
    parser.addoption("--pictures", metavar="FOLDER", help="keep the pictures of the demo there")


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path | None:
    """The folder that pictures are wanted in, if they are."""
    wanted: str | None = request.config.getoption("--pictures", default=None)
    return Path(wanted) if wanted else None


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def demo() -> AsyncIterator[Performance]:
    """The whole demo, its story told."""
    async with demo_open(0, SystemClock()) as performance:
        yield performance


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=chromium,
            args=["--disable-gpu"],  # none is there, and to feign one costs time
        )
        yield browser
        await browser.close()
