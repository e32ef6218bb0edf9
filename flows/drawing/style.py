"""The colours and fonts of a drawing, for day and for night.

Every rule names its colours, rather than variables of CSS, so that programs that know none show it as well.
"""

from dataclasses import dataclass

from flows.drawing.faces import Style
from flows.drawing.icons import HUES


@dataclass(frozen=True, slots=True)
class Palette:
    """Each hue as (strong, soft): for an icon, and for what it stands on."""

    page: str
    box: str
    frame: str
    border: str
    ink: str
    quiet: str
    line: str
    condition: tuple[str, str]
    count: tuple[str, str]
    score: tuple[str, str]
    pick: tuple[str, str]
    type: tuple[str, str]
    send: tuple[str, str]
    say: tuple[str, str]


DAY = Palette(
    page="#f7f3ec",
    box="#fffdfa",
    frame="#f1ebe1",
    border="#d3c8b8",
    ink="#23211e",
    quiet="#5f584f",
    line="#857a6c",
    condition=("#6b4000", "#fbebcd"),
    count=("#ffffff", "#a8482a"),
    score=("#a8482a", "#f6e5dc"),
    pick=("#175d93", "#e0edf7"),
    type=("#1f6b42", "#deeee2"),
    send=("#6d3f96", "#efe5f6"),
    say=("#5f584f", "#e7dfd2"),
)

NIGHT = Palette(
    page="#131416",
    box="#1f2124",
    frame="#191b1e",
    border="#3d4147",
    ink="#ece9e4",
    quiet="#aea89f",
    line="#7f7a72",
    condition=("#f0c372", "#37301f"),
    count=("#1a0c06", "#dd7c58"),
    score=("#f3a988", "#3a2820"),
    pick=("#8ec5f0", "#1b3145"),
    type=("#7fd1a0", "#1d3527"),
    send=("#cfa8ee", "#33243f"),
    say=("#c2bcb2", "#32353a"),
)

TITLE_SIZE, NOTE_SIZE = 20.0, 12.0

_PLAIN = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif'
_FIXED = "ui-monospace,Menlo,Consolas,monospace"
_FONTS = {
    Style.ID: f"600 {Style.ID.size:g}px {_FIXED}",
    Style.CONDITION: f"{Style.CONDITION.size:g}px {_FIXED}",
    Style.COUNT: f"700 {Style.COUNT.size:g}px {_PLAIN}",
    "title": f"650 {TITLE_SIZE:g}px {_PLAIN}",
    "note": f"{NOTE_SIZE:g}px {_PLAIN}",
}
_CENTRED = (Style.TAKER, Style.END)


def style_sheet() -> str:
    """By day, and what is otherwise by night."""
    return f"{_shapes()}{_colours(DAY)}@media(prefers-color-scheme:dark){{{_colours(NIGHT)}}}"


def _shapes() -> str:
    fonts = {str(style): f"{style.size:g}px {_PLAIN}" for style in Style} | _FONTS
    rules = [f".{name}{{font:{font}}}" for name, font in fonts.items()]
    rules += [f".{style}{{text-anchor:middle}}" for style in _CENTRED]
    rules.append(".icon{fill:none;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}")
    rules.append(".line{fill:none;stroke-width:1.6}.over{stroke-dasharray:5 4}.frame{stroke-dasharray:2 4}")
    rules.append(".unreached .box{fill:none;stroke-dasharray:3 4}")
    return "".join(rules)


def _colours(palette: Palette) -> str:
    rules = [
        f".page{{fill:{palette.page}}}.box{{fill:{palette.box};stroke:{palette.border}}}",
        f".frame{{fill:{palette.frame};stroke:{palette.line}}}",
        f".label{{fill:{palette.page};stroke:{palette.border}}}",
        f".line{{stroke:{palette.line}}}.tip{{fill:{palette.line}}}",
        f".id,.words,.title,.end{{fill:{palette.ink}}}.kind,.detail,.note,.taker{{fill:{palette.quiet}}}",
        f".condition{{fill:{palette.condition[0]}}}.strip{{fill:{palette.condition[1]}}}",
        f".count,.person{{fill:{palette.count[0]}}}.badge{{fill:{palette.count[1]}}}",
    ]
    for hue in sorted(set(HUES.values())):
        strong, soft = getattr(palette, hue)
        rules.append(f".tile.{hue}{{fill:{soft}}}.icon.{hue}{{stroke:{strong}}}")
    return "".join(rules)
