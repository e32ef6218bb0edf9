"""By day and by night, every text stands out from what it stands on."""

import pytest

from flows.drawing.style import DAY, NIGHT, Palette, style_sheet

LEAST_CONTRAST = 4.5
"""For text of any size (WCAG 2.2, 1.4.3)."""

LEAST_FOR_SHAPES = 3.0
"""For what is needed to understand a drawing (WCAG 2.2, 1.4.11)."""


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, from 0 to 1, as WCAG 2.2 defines it."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(two)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("palette", [DAY, NIGHT], ids=["day", "night"])
def test_texts_and_lines_can_be_seen(palette: Palette) -> None:
    grounds = (palette.page, palette.box, palette.frame)
    texts = [(colour, ground) for colour in (palette.ink, palette.quiet) for ground in grounds]
    for colour, ground in [*texts, palette.condition, palette.count]:
        assert contrast(colour, ground) >= LEAST_CONTRAST, (colour, ground)
    icons = [palette.score, palette.pick, palette.type, palette.send, palette.say]
    for colour, ground in [*icons, (palette.line, palette.page), (palette.line, palette.frame)]:
        assert contrast(colour, ground) >= LEAST_FOR_SHAPES, (colour, ground)


def test_each_colour_of_the_night_replaces_one_of_the_day() -> None:
    day, night = style_sheet().split("@media(prefers-color-scheme:dark)")
    assert night.count("fill:#") == day.count("fill:#")
    assert night.count("stroke:#") == day.count("stroke:#")
