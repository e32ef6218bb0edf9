"""A talk as it is written: who says what, line by line, and when time passes.

bot: Hi Ada, how was the delivery of*      `*` stands for anything; the whole message is compared
  1 = very unhappy · 5 = very happy        what is set in goes on with the line above it
buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
Ada: 2                                     `flows.rehearsal.acts` has all that a customer can do
Ada {mood -0.8}: Arrived a week late
toast: …                                   a word that is shown on a tap
--- 2 days later                           or (2 days): reminders, time outs and the end come meanwhile
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from difflib import get_close_matches
from typing import assert_never

from flows.durations import describe_duration, parse_duration
from flows.rehearsal.acts import Act, NotAnAct, read_act, read_deed, write_act

BOT, TOAST, SHOWN = "bot", "toast", "buttons"

ANYBODY = "customer"
"""What a customer may be called in any talk."""


@dataclass(frozen=True, slots=True)
class BotSays:
    pattern: str


@dataclass(frozen=True, slots=True)
class Toast:
    pattern: str


@dataclass(frozen=True, slots=True)
class Buttons:
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CustomerDoes:
    act: Act


@dataclass(frozen=True, slots=True)
class TimePasses:
    by: timedelta


What = BotSays | Toast | Buttons | CustomerDoes | TimePasses


@dataclass(frozen=True, slots=True)
class Line:
    """`offset` counts characters from the beginning of the talk."""

    offset: int
    what: What


@dataclass(frozen=True, slots=True)
class BadLine:
    """A line that cannot be read; `hint` says what to write."""

    offset: int
    message: str
    hint: str


_SPOKEN = re.compile(
    r"(?P<who>[^:{}()\[\]\n]{1,80}?)\s*+(?:\{mood\s++(?P<mood>[^}\n]*+)\})?+\s*+:(?P<words>.*)", re.DOTALL
)


def read_talk(talk: str, names: Sequence[str]) -> tuple[tuple[Line, ...], tuple[BadLine, ...]]:
    """The lines of the talk, and those that are wrong. `names` are the customer's."""
    lines: list[Line] = []
    bad: list[BadLine] = []
    for offset, text in _paragraphs(talk):
        try:
            lines.append(Line(offset, _read(text, (*names, ANYBODY))))
        except NotAnAct as error:
            bad.append(BadLine(offset, error.message, error.hint))
    return tuple(lines), tuple(bad)


def _paragraphs(talk: str) -> Iterator[tuple[int, str]]:
    """Where each line begins, and its text with what goes on with it."""
    rows = list(_rows(talk))
    outer = min((margin for _, margin, _ in rows), default=0)
    begun: tuple[int, str] | None = None
    for offset, margin, text in rows:
        if begun is not None and margin > outer:
            begun = begun[0], f"{begun[1]}\n{text}"
            continue
        if begun is not None:
            yield begun
        begun = offset, text
    if begun is not None:
        yield begun


def _rows(talk: str) -> Iterator[tuple[int, int, str]]:
    """Offset, margin and text of each row that is not blank."""
    offset = 0
    for row in talk.splitlines(keepends=True):
        if text := row.strip():
            margin = len(row) - len(row.lstrip())
            yield offset + margin, margin, text
        offset += len(row)


def _read(text: str, names: Sequence[str]) -> What:
    if text.startswith("--") or re.match(r"\(\s*[0-9]", text):
        return TimePasses(_read_duration(text))
    if text.startswith("(") and text.endswith(")"):
        return CustomerDoes(read_deed(text[1:-1]))
    found = _SPOKEN.fullmatch(text)
    if found is None:
        raise NotAnAct("nobody says this", _beginnings(names))
    return _spoken(found["who"].strip(), found["words"].strip(), found["mood"], names)


def _spoken(who: str, words: str, mood: str | None, names: Sequence[str]) -> What:
    match who.lower():
        case "bot":
            return BotSays(_said(words))
        case "toast":
            return Toast(_said(words))
        case "buttons":
            return Buttons(tuple(label.strip() for label in words.split("|") if label.strip()))
        case name if name in {known.lower() for known in names}:
            return CustomerDoes(read_act(words, mood))
        case name:
            known = (BOT, *names, SHOWN, TOAST)
            close = get_close_matches(name, [each.lower() for each in known], n=1, cutoff=0.6)
            meant = next((each for each in known if close and each.lower() == close[0]), None)
            hint = f'did you mean "{meant}"?' if meant else _beginnings(names)
            raise NotAnAct(f'"{who}" is not in this talk', hint)


def _said(words: str) -> str:
    if not words:
        raise NotAnAct("no words are written here", "write what the bot says; * stands for anything")
    return words


def _beginnings(names: Sequence[str]) -> str:
    return (
        f'a line begins with "bot:", "{names[0]}:", "buttons:" or "---"; '
        "one that goes on with the line above it is set in by two blanks"
    )


_LONGEST = timedelta(days=366)
"""However many lines of a talk say so, it ends before the calendar does."""


def _read_duration(text: str) -> timedelta:
    written = text.strip("-() ").removesuffix("later")
    try:
        duration = parse_duration(written)
    except ValueError as error:
        message, _, hint = str(error).partition(": ")
        raise NotAnAct(message, hint or 'write for example "--- 2 days later"') from error
    if duration > _LONGEST:
        raise NotAnAct("so long nobody is waited for", "a year at most passes in one line")
    return duration


def write_line(what: What, name: str) -> str:
    """The line that `read_talk` reads so, for a customer of this name."""
    match what:
        case BotSays(pattern):
            return f"{BOT}: {_set_in(pattern)}"
        case Toast(pattern):
            return f"{TOAST}: {_set_in(pattern)}"
        case Buttons(labels):
            return f"{SHOWN}: {' | '.join(labels)}"
        case CustomerDoes(act):
            words, mood = write_act(act)
            who = name if mood is None else f"{name} {{mood {mood:g}}}"
            return f"{who}: {_set_in(words)}"
        case TimePasses(by):
            return f"--- {describe_duration(by)} later"
        case _:
            assert_never(what)


def _set_in(words: str) -> str:
    return "\n  ".join(line.strip() for line in words.splitlines() if line.strip())
