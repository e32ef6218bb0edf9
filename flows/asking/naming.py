"""The button that words name: what a customer types as they read it is as good as the tap."""

import re
import unicodedata
from collections.abc import Iterable

from flows.effects import Button
from flows.events import BACK, DONE

_LOOKS = re.compile("[\ufe0e\ufe0f]")
"""Variation selectors, which say of an emoji only whether it is shown in colour (Unicode, UTS #51)."""

_TRIMMINGS = re.compile(r"^[‹«<←⬅◀]\s*(?=\w)|(?<=\w)\s*\([0-9]+\)$")
"""An arrow before the way back, and behind "Done" how many are ticked."""


def named_button(words: str, shown: Iterable[Button]) -> str | None:
    """The value of the button whose label these words are, letter case, blanks and the look of emoji aside.

    What ticks an option shows a box, which nobody types: words that name options are the whole answer.
    """
    said = _plain(words)
    bare = _TRIMMINGS.sub("", said)
    return next((button.value for button in shown if said and _is_named(button, said, bare)), None)


def _is_named(button: Button, said: str, bare: str) -> bool:
    label = _plain(button.label)
    return said == label or (button.value in {BACK, DONE} and bare == _TRIMMINGS.sub("", label))


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", _LOOKS.sub("", text)).casefold().split())
