r"""What a customer does in a rehearsal, and how that is written.

words                       typed; \\words where they begin with a parenthesis or a bracket
[Label]                     a tap
(photo broken.jpg)          (voice), (file receipt.pdf), (sticker), (contact +39061234567),
                            (location 45.4,9.1)
(edits: other words)        the message that was typed last says something else now
(changes: reason)           the button that changes an answer: by the id of its question, or by its words
(back) (skip) (keep) (done) (none)      a button by what it does, in whatever language
(language it) (stop)
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import assert_never

from flows.events import BACK, DONE, KEEP, NONE, SKIP, ShareKind


@dataclass(frozen=True, slots=True)
class Says:
    """Types these words. Without a `mood`, from -1 to 1, they are scored."""

    words: str
    mood: float | None = None


@dataclass(frozen=True, slots=True)
class Taps:
    label: str


@dataclass(frozen=True, slots=True)
class Presses:
    """Taps the button of this value (`flows.events`)."""

    value: str


@dataclass(frozen=True, slots=True)
class Sends:
    """Something other than words: `what` is the name of a file, a number, or `"45.4,9.1"`."""

    kind: ShareKind
    what: str


@dataclass(frozen=True, slots=True)
class Edits:
    words: str
    mood: float | None = None


@dataclass(frozen=True, slots=True)
class Changes:
    """Wants to change the answer to this question: its id, or some of its words."""

    question: str


@dataclass(frozen=True, slots=True)
class Speaks:
    language: str


@dataclass(frozen=True, slots=True)
class Stops:
    pass


Act = Says | Taps | Presses | Sends | Edits | Changes | Speaks | Stops

BUTTONS = {"back": BACK, "skip": SKIP, "keep": KEEP, "done": DONE, "none": NONE}

_USUAL = {
    ShareKind.PHOTO: "photo.jpg",
    ShareKind.VOICE: "voice.ogg",
    ShareKind.FILE: "file.pdf",
    ShareKind.STICKER: "sticker.webp",
    ShareKind.CONTACT: "+39061234567",
    ShareKind.LOCATION: "45.4642,9.1900",
}

DEEDS = (*_USUAL, "edits", "changes", *BUTTONS, "language", "stop")
"""The first words that may stand in parentheses."""

_DEED = re.compile(r"\s*+([a-zA-Z]++)\s*+(?:\{mood\s++([^}]*+)\})?+\s*+:?\s*+(.*)", re.DOTALL)
_PLACE = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,9})?\s*,\s*-?[0-9]{1,3}(?:\.[0-9]{1,9})?")


class NotAnAct(ValueError):
    """What is written says nothing that a customer can do; `hint` says what to write."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def read_act(words: str, mood: str | None = None) -> Act:
    """What stands behind a customer's name. Raises `NotAnAct`."""
    words = words.strip()
    polarity = None if mood is None else read_mood(mood)
    if words.startswith("(") and words.endswith(")"):
        return read_deed(words[1:-1], polarity)
    if words.startswith("[") and words.endswith("]"):
        return Taps(words[1:-1].strip())
    if not words:
        raise NotAnAct(
            "nothing is said here", 'write what the customer does: "Ada: 5", "Ada: [Skip]", "Ada: (voice)"'
        )
    words = words.removeprefix("\\")
    return Says(words, polarity)


def read_mood(written: str) -> float:
    try:
        polarity = float(written)
    except ValueError:
        polarity = 2.0
    if not -1 <= polarity <= 1:
        raise NotAnAct(f'"{written.strip()}" is no mood', "a mood lies between -1 and 1: {mood -0.8}")
    return polarity


def read_deed(text: str, mood: float | None = None) -> Act:
    """What stands in parentheses. Raises `NotAnAct`."""
    found = _DEED.fullmatch(text)
    verb = found[1].lower() if found else ""
    if found is None or verb not in _READERS:
        raise _unknown(verb or text)
    if found[2] is not None:
        mood = read_mood(found[2])
    return _READERS[verb](found[3].strip(), mood)


def _unknown(verb: str) -> NotAnAct:
    close = get_close_matches(verb, DEEDS, n=1, cutoff=0.5)
    known = f'did you mean "({close[0]})"?' if close else f"known are {', '.join(DEEDS)}"
    return NotAnAct(
        f'nothing is done that is called "{verb}"', f"{known}; a backslash before ( makes words of it"
    )


def _sends(kind: ShareKind) -> Callable[[str, float | None], Act]:
    def read(what: str, _mood: float | None) -> Act:
        what = what or _USUAL[kind]
        if kind is ShareKind.LOCATION and not _PLACE.fullmatch(what):
            raise NotAnAct(f'"{what}" is no place', "write degrees north and east: (location 45.4642,9.1900)")
        return Sends(kind, what)

    return read


def _edits(words: str, mood: float | None) -> Act:
    if not words:
        raise NotAnAct("no words are written here", "write (edits: the new words)")
    return Edits(words, mood)


def _changes(question: str, _mood: float | None) -> Act:
    if not question:
        raise NotAnAct("no question is named here", "write its id, or how it begins: (changes: reason)")
    return Changes(question)


def _speaks(language: str, _mood: float | None) -> Act:
    if not language:
        raise NotAnAct("no language is named here", "write (language it)")
    return Speaks(language)


def _presses(value: str) -> Callable[[str, float | None], Act]:
    return lambda _rest, _mood: Presses(value)


_READERS: dict[str, Callable[[str, float | None], Act]] = {
    **{str(kind): _sends(kind) for kind in ShareKind},
    **{name: _presses(value) for name, value in BUTTONS.items()},
    **dict.fromkeys(("edits", "edit"), _edits),
    **dict.fromkeys(("changes", "change"), _changes),
    "language": _speaks,
    "stop": lambda _rest, _mood: Stops(),
}


def write_act(act: Act) -> tuple[str, float | None]:
    """The words that `read_act` reads as this act, and their mood."""
    match act:
        case Says(words, mood):
            return (f"\\{words}" if words.startswith(("(", "[", "\\")) else words), mood
        case Taps(label):
            return f"[{label}]", None
        case Presses(value):
            return f"({next(name for name, known in BUTTONS.items() if known == value)})", None
        case Sends(kind, what):
            return f"({kind} {what})", None
        case Edits(words, mood):
            return f"(edits: {words})", mood
        case Changes(question):
            return f"(changes: {question})", None
        case Speaks(language):
            return f"(language {language})", None
        case Stops():
            return "(stop)", None
        case _:
            assert_never(act)
