"""The album of the survey's pictures: of each kind of question how it is asked and how it looks once
answered, and of each language a few phones.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.async_api import FloatRect, Page

from tests.bot.demo.photographs import keep, photograph

TALL = (1360, 1700)  # the longest stretch that is taken fits onto the phone
ORDINARY = (1360, 860)
SCALE = 2
GAP = 12  # CSS pixels
ROUNDING = 14

STRETCH = """([first, end]) => {
    const chat = document.getElementById("chat");
    const messages = [...chat.children];
    const at = (key, otherwise) => key ? messages.findIndex((each) => each.dataset.key === key) : otherwise;
    const shown = messages.slice(at(first), at(end, messages.length));
    for (const each of messages) each.style.visibility = shown.includes(each) ? "" : "hidden";
    chat.closest(".glass").style.borderRadius = 0;
    const keys = document.getElementById("keys");
    const lowest = end || keys.hidden ? shown.at(-1) : keys.lastElementChild;
    const {left, width} = chat.getBoundingClientRect();
    const top = shown[0].getBoundingClientRect().top - 10;
    return {x: left, y: top, width, height: lowest.getBoundingClientRect().bottom + 10 - top};
}"""
WHOLE = """() => {
    const chat = document.getElementById("chat");
    for (const each of [...chat.children, chat.closest(".glass")]) each.removeAttribute("style");
}"""


@dataclass
class Album:
    """Pictures for `folder`; without one nothing is taken. `seen` says what would have been."""

    folder: Path | None
    seen: set[tuple[str, str]] = field(default_factory=set)
    _pairs: dict[str, dict[str, Image.Image]] = field(default_factory=lambda: defaultdict(dict))
    _strips: dict[str, list[Image.Image]] = field(default_factory=lambda: defaultdict(list))

    @property
    def window(self) -> tuple[int, int]:
        return ORDINARY if self.folder is None else TALL

    @property
    def scale(self) -> int:
        return 1 if self.folder is None else SCALE

    async def takes(self, page: Page, kind: str, side: str, first: str, end: str | None = None) -> None:
        """The messages from the one with the key `first` to before the one with the key `end`, with the keys
        below the input if they belong to the last. `side` is left or right.
        """
        self.seen.add((kind, side))
        if self.folder is not None:
            place: FloatRect = await page.evaluate(STRETCH, [first, end])
            self._pairs[kind][side] = rounded(await photograph(page, place))
            await page.evaluate(WHOLE)

    async def takes_phone(self, page: Page, strip: str) -> None:
        """The whole phone, as the next of the strip."""
        if self.folder is None:
            return
        await resize(page, ORDINARY)
        place = await page.locator(".glass").bounding_box()
        assert place is not None
        around = FloatRect(
            x=place["x"] - GAP,
            y=place["y"] - GAP,
            width=place["width"] + 2 * GAP,
            height=place["height"] + 2 * GAP,
        )
        self._strips[strip].append(await photograph(page, around))
        await resize(page, TALL)

    def save(self) -> None:
        """A picture for each kind, and one for each strip."""
        if self.folder is None:
            return
        self.folder.mkdir(exist_ok=True)
        for kind, sides in self._pairs.items():
            self._write(kind, beside([sides["left"], sides["right"]], GAP))
        for strip, phones in self._strips.items():
            self._write(strip, beside(phones, 0))

    def _write(self, name: str, picture: Image.Image) -> None:
        assert self.folder is not None
        keep(picture, self.folder / f"{name}.webp")


async def resize(page: Page, size: tuple[int, int]) -> None:
    await page.set_viewport_size({"width": size[0], "height": size[1]})


def beside(pictures: list[Image.Image], gap: int) -> Image.Image:
    """In a row from the left, their tops level, nothing between them."""
    width = sum(picture.width for picture in pictures) + gap * SCALE * (len(pictures) - 1)
    row = Image.new("RGBA", (width, max(picture.height for picture in pictures)))
    left = 0
    for picture in pictures:
        row.paste(picture, (left, 0))
        left += picture.width + gap * SCALE
    return row


def rounded(picture: Image.Image) -> Image.Image:
    """With its corners cut off."""
    mask = Image.new("L", picture.size)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, *picture.size), ROUNDING * SCALE, fill=255)
    picture.putalpha(mask)
    return picture
