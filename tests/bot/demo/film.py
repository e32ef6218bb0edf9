"""A film of the page: pictures one after the other, each with how long it is seen."""

from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.async_api import FloatRect, Locator, Page

POINTER = """([x, y, isDown]) => {
    let pointer = document.getElementById("film-pointer");
    if (!pointer) {
        pointer = Object.assign(document.createElement("div"), { id: "film-pointer", popover: "manual" });
        document.body.append(pointer);
    }
    pointer.hidePopover();
    pointer.showPopover();
    const size = isDown ? 22 : 30;
    Object.assign(pointer.style, {
        position: "fixed", inset: "auto", margin: 0, padding: 0,
        left: `${x - size / 2}px`, top: `${y - size / 2}px`,
        width: `${size}px`, height: `${size}px`, border: "3px solid #e2703f", borderRadius: "50%",
        background: isDown ? "rgb(226 112 63 / 55%)" : "rgb(226 112 63 / 22%)", pointerEvents: "none",
    });
}"""
HIDE = 'document.getElementById("film-pointer")?.hidePopover()'


@dataclass
class Film:
    """Shows the part `clip` of a page. Nothing is taken while `wanted` is false."""

    page: Page
    clip: FloatRect
    wanted: bool
    _pictures: list[tuple[bytes, int]] = field(default_factory=list)

    async def hold(self, milliseconds: int) -> None:
        """The page as it is now, seen for so long."""
        if self.wanted:
            picture = await self.page.screenshot(clip=self.clip, animations="disabled", caret="hide")
            self._pictures.append((picture, milliseconds))

    async def click(self, target: Locator) -> None:
        """With a ring that shows where."""
        if self.wanted:
            await self._point(target)
        await target.click()
        if self.wanted:
            await self.page.evaluate(HIDE)

    async def type(self, target: Locator, words: str, letters_at_once: int = 6) -> None:
        """A few letters at a time, as fast as one reads."""
        for end in range(0, len(words), letters_at_once):
            await target.press_sequentially(words[end : end + letters_at_once])
            await self.hold(90)

    def save(self, file: Path) -> None:
        """As an animated WebP that repeats: it keeps all colours, in half the room of a GIF of 256.

        Only the first picture is stored whole (`kmax`), of the others what is new in them.
        """
        first, *others = [Image.open(BytesIO(picture)) for picture, _ in self._pictures]
        lengths = [length for _, length in self._pictures]
        looks: dict[str, Any] = {"quality": 88, "kmin": 0, "kmax": 0}
        first.save(file, save_all=True, append_images=others, duration=lengths, loop=0, **looks)

    async def _point(self, target: Locator) -> None:
        await target.hover()  # waits until it is drawn anew no more
        box = await target.bounding_box()
        assert box is not None
        centre = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        for is_down, length in ((False, 420), (True, 160)):
            await self.page.evaluate(POINTER, [*centre, is_down])
            await self.hold(length)
