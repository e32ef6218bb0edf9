"""The button of a question that is meant by its label, or by what it does."""

import re

from flows.asking.calendar import NOTHING
from flows.effects import Button, Question
from flows.rehearsal.matching import one_line

_TRIMMINGS = re.compile(r"^[☑☐‹] | ⭐$| \([0-9]+\)$")
"""What a label shows beside its words: ticks, arrows, stars, how many are picked."""


def find_by_label(question: Question | None, label: str) -> Button | None:
    """The button that reads so, else the one whose words do, in whatever case."""
    wanted = one_line(label).casefold()
    buttons = buttons_of(question)
    exact = (button for button in buttons if one_line(button.label).casefold() == wanted)
    bare = (button for button in buttons if bare_label(button.label).casefold() == wanted)
    return next(exact, None) or next(bare, None)


def find_by_value(question: Question | None, value: str) -> Button | None:
    return next((button for button in buttons_of(question) if button.value == value), None)


def bare_label(label: str) -> str:
    return one_line(_TRIMMINGS.sub("", one_line(label)))


def buttons_of(question: Question | None) -> list[Button]:
    """All that do something: a calendar has others, too."""
    rows = question.rows if question else ()
    return [button for row in rows for button in row if button.value != NOTHING]
