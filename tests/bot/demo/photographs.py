"""Photographs of the page, small enough for a README: as WebP they have a third of a PNG's bytes."""

from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.async_api import FloatRect, Page

QUALITY = 88


async def photograph(page: Page, place: FloatRect | None = None) -> Image.Image:
    """What is seen of the page at this moment, or of a place on it, with nothing in motion."""
    taken = await page.screenshot(clip=place, animations="disabled", caret="hide")
    return Image.open(BytesIO(taken))


def keep(picture: Image.Image, file: Path) -> None:
    picture.save(file, quality=QUALITY, method=6)
