"""The demo on a free port, a browser before it, and where the pictures of it go.

`pytest tests/bot/demo --pictures docs` keeps them, for the README.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, async_playwright

from bot.demo.performance import Performance, demo_open
from bot.ports import SystemClock


def pytest_addoption(parser: pytest.Parser) -> None:
    """Known only when pytest is asked for this folder, or something in it."""
    parser.addoption("--pictures", metavar="FOLDER", help="keep the pictures of the demo there")


@pytest.fixture
def pictures(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder for pictures: one that is deleted later, unless another was asked for."""
    folder = Path(request.config.getoption("--pictures", default=None) or tmp_path / "pictures")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture
async def demo() -> AsyncIterator[Performance]:
    """The whole demo, its story told."""
    async with demo_open(0, SystemClock()) as performance:
        yield performance


@pytest.fixture
async def browser(chromium: str) -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=chromium)
        yield browser
        await browser.close()
