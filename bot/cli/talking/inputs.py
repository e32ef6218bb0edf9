"""What a typed line means: what the customer does, time that passes, or a wish about the talk itself."""

import re
from dataclasses import dataclass

from flows.durations import parse_duration
from flows.effects import Button, Question
from flows.events import BACK, KEEP, SHARE, SKIP
from flows.rehearsal.acts import NotAnAct, Taps, read_act, read_deed
from flows.rehearsal.buttons import bare_label, buttons_of
from flows.rehearsal.lines import CustomerDoes, TimePasses

HELP = """\
Type what the customer types; a button by its number, or as [its words].
{mood -0.8} before words gives them a mood.
/back  /skip  /keep  /done  /none         a button by what it does
/photo NAME  /voice  /file NAME  /contact NUMBER  /location 45.4,9.1
/edits WORDS                              the last message, edited
/changes QUESTION                         the button that changes an answer
/language it  /stop
/wait 2 days                              time passes
/save NAME                                this talk as a test
/help  /quit"""


@dataclass(frozen=True, slots=True)
class Save:
    name: str


@dataclass(frozen=True, slots=True)
class Help:
    pass


@dataclass(frozen=True, slots=True)
class Quit:
    pass


Input = CustomerDoes | TimePasses | Save | Help | Quit

_WAYS_OUT = frozenset({BACK, KEEP, SKIP, SHARE})

_MOOD = re.compile(r"\{mood\s++([^}]*+)\}\s*+(.*)")


def read_input(line: str, question: Question | None) -> Input:
    """`question` is the open one. Raises `NotAnAct` for what means nothing."""
    line = line.strip()
    if line.startswith("/"):
        return _read_command(line[1:])
    numbered = dict(number_buttons(question))
    if line in numbered:
        return CustomerDoes(Taps(bare_label(numbered[line].label)))
    found = _MOOD.fullmatch(line)
    return CustomerDoes(read_act(found[2], found[1]) if found else read_act(line))


def _read_command(text: str) -> Input:
    verb, _, rest = text.partition(" ")
    match verb.lower():
        case "quit" | "exit" | "q":
            return Quit()
        case "help" | "":
            return Help()
        case "save":
            return Save(rest.strip())
        case "wait":
            return _wait(rest)
        case _:
            return CustomerDoes(read_deed(text))


def _wait(duration: str) -> TimePasses:
    try:
        return TimePasses(parse_duration(duration))
    except ValueError as error:
        raise NotAnAct(str(error), "/wait 2 days") from error


def number_buttons(question: Question | None) -> list[tuple[str, Button]]:
    """The buttons with their numbers from 1; none where some are numbers themselves, or none gives an answer:
    there a number is one.
    """
    buttons = buttons_of(question)
    if any(bare_label(button.label).isdigit() for button in buttons):
        return []
    if _WAYS_OUT.issuperset(button.value for button in buttons):
        return []
    return [(str(number), button) for number, button in enumerate(buttons, start=1)]
