"""Writing SVG: elements with their attributes, numbers in brief, and nothing that XML forbids."""

import re
from xml.sax.saxutils import escape, quoteattr

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (section 2.2) cannot hold in any form."""


def element(name: str, *content: str, **attributes: str | float) -> str:
    """An element around content that is SVG already. `class_` becomes `class`, `aria_label` `aria-label`."""
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(_shown(value))}"
        for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(content)}</{name}>" if content else f"<{name}{written}/>"


def plain(text: str) -> str:
    """The text as content of an element."""
    return escape(_FORBIDDEN.sub("\ufffd", text))


def path(*steps: str | float) -> str:
    """Letters and numbers of a path: `path("M", 0, 4.5, "h", 2)` is `"M0 4.5h2"`."""
    return re.sub(r"(?<=[A-Za-z]) | (?=[A-Za-z])", "", " ".join(map(_shown, steps)))


def moved(x: float, y: float) -> str:
    """The transformation that moves by so much."""
    return f"translate({number(x)} {number(y)})"


def number(value: float) -> str:
    """With one decimal at most."""
    return f"{round(value, 1) + 0:.12g}"


def _shown(value: str | float) -> str:
    return _FORBIDDEN.sub("\ufffd", value) if isinstance(value, str) else number(value)
