"""How a tap, typed words or something sent become an answer to the question that is open."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import assert_never

from flows.answers import (
    is_skip,
    read_choice,
    read_choices,
    read_date,
    read_number,
    read_phone,
    read_scales,
    read_yes_or_no,
)
from flows.definition import (
    AspectsNode,
    ChoiceNode,
    ConsentNode,
    ContactNode,
    DateNode,
    FileNode,
    LocationNode,
    MultiNode,
    NumberNode,
    QuestionNode,
    RatedNode,
    RatingNode,
    ScaleNode,
    TextNode,
)
from flows.events import NO, SKIP, YES, Shared, ShareKind
from flows.limits import Refused, beyond_limits, days_of
from flows.phrases import Phrase
from flows.run import Value


@dataclass(frozen=True, slots=True)
class Skipped:
    """Read from a customer who passes an optional question over."""


@dataclass(frozen=True, slots=True)
class NotRead:
    """What came is no answer to the question; `why` says how to give one, with what it names."""

    why: Phrase
    values: Mapping[str, object] = field(default_factory=dict)


Reading = Value | Skipped
"""What a reply says."""


def read_tap(node: QuestionNode, choice: str) -> Reading | None:
    """What the button with this value says, if one tap says it all. It comes from the customer's device, so
    it may be any text.
    """
    if choice == SKIP:
        return Skipped() if node.optional else None
    match node:
        case ScaleNode() | RatingNode():
            return {str(number): number for number in node.steps_shown}.get(choice)
        case ChoiceNode():
            return {str(at): option.id for at, option in enumerate(node.options)}.get(choice)
        case ConsentNode():
            return {YES: consent(node, given=True), NO: consent(node, given=False)}.get(choice)
        case DateNode():
            return choice if _is_day(choice) else None
        case MultiNode() | AspectsNode():
            return None  # these take several taps: `flows.drafts`
        case TextNode() | NumberNode() | ContactNode() | FileNode() | LocationNode():
            return None
        case _:
            assert_never(node)


def button_for(node: QuestionNode, value: Value) -> str | None:
    """The value of the button that says `value`; None for what no single button says.

    The other way round, `read_tap` gives `value` again.
    """
    match node:
        case ScaleNode() | RatingNode():
            return str(value)
        case ChoiceNode():
            return next((str(at) for at, option in enumerate(node.options) if option.id == value), None)
        case ConsentNode():
            return YES if value == consent(node, given=True) else NO
        case _:
            return None


def consent(node: ConsentNode, *, given: bool) -> dict[str, object]:
    return {"given": given, "version": node.version}


def read_text(node: QuestionNode, text: str, language: str, today: date) -> Reading | NotRead | Refused:
    """What the typed words say in this language; `today` is the customer's day."""
    if not isinstance(node, ChoiceNode | MultiNode) and node.optional and is_skip(text):
        return Skipped()
    found = _read_words(node, text, language, today)
    if found is None:
        return not_read(node)
    return found if isinstance(found, Skipped) else beyond_limits(node, found, today) or found


def read_shared(node: QuestionNode, shared: Shared) -> Reading | NotRead:
    """What something sent says."""
    match node:
        case FileNode() if shared.kind in _TAKEN[node.ask] or _is_picture(node, shared):
            return dict(shared.value)
        case ContactNode() if shared.kind is ShareKind.CONTACT:
            if not shared.value.get("own"):
                return NotRead(Phrase.SHARE_YOUR_OWN_CONTACT)
            return {key: value for key, value in shared.value.items() if key != "own"}
        case LocationNode() if shared.kind is ShareKind.LOCATION:
            return dict(shared.value)
        case _:
            return not_read(node)


_TAKEN = {
    "photo": {ShareKind.PHOTO},
    "voice": {ShareKind.VOICE},
    "file": {ShareKind.FILE, ShareKind.PHOTO, ShareKind.VOICE},
}


def _is_picture(node: FileNode, shared: Shared) -> bool:
    """A picture that was sent uncompressed comes as a file. What moves is no proof of anything."""
    name = str(shared.value.get("name", "")).lower()
    return node.ask == "photo" and shared.kind is ShareKind.FILE and name.endswith(_PICTURES)


_PICTURES = (".jpg", ".jpeg", ".png", ".webp", ".heic")


def not_read(node: QuestionNode) -> NotRead:
    """What to tell a customer whose reply could not be read."""
    match node:
        case ScaleNode() | RatingNode():
            ends = {"lowest": node.steps_shown[0], "highest": node.steps_shown[-1]}
            return NotRead(Phrase.UNREADABLE_SCALE, ends)
        case ChoiceNode() | MultiNode():
            return NotRead(Phrase.UNREADABLE_CHOICE)
        case AspectsNode() | ConsentNode():
            return NotRead(Phrase.ANSWER_WITH_BUTTONS)
        case TextNode():
            return NotRead(Phrase.UNREADABLE_KIND)
        case NumberNode():
            return NotRead(Phrase.UNREADABLE_NUMBER)
        case DateNode():
            return NotRead(Phrase.UNREADABLE_DATE)
        case ContactNode():
            return NotRead(Phrase.SEND_A_CONTACT)
        case LocationNode():
            return NotRead(Phrase.SEND_A_PLACE)
        case FileNode():
            return NotRead(_SEND[node.ask])
        case _:
            assert_never(node)


_SEND = {
    "photo": Phrase.SEND_A_PHOTO,
    "voice": Phrase.SEND_A_VOICE_MESSAGE,
    "file": Phrase.SEND_A_FILE,
}


def _read_words(node: QuestionNode, text: str, language: str, today: date) -> Reading | None:
    match node:
        case ChoiceNode():
            return _read_option(node, text)
        case MultiNode():
            return _read_options(node, text)
        case ScaleNode() | RatingNode() | AspectsNode():
            return _read_rating(node, text)
        case TextNode():
            return text.strip() or None
        case NumberNode():
            return read_number(text, language, node.decimals, _asked(node))
        case DateNode():
            return _read_day(node, text, language, today)
        case ContactNode():
            phone = read_phone(text)
            return {"phone": phone} if phone else None
        case ConsentNode():
            given = read_yes_or_no(text)
            return None if given is None else consent(node, given=given)
        case FileNode() | LocationNode():
            return None
        case _:
            assert_never(node)


def read_ratings(node: RatedNode, text: str) -> list[int]:
    """The ratings that the text says one after the other; none if it says anything else."""
    faces = () if isinstance(node, ScaleNode) else node.emoji
    return read_scales(_in_digits(text, faces), node.steps_shown[0], node.steps_shown[-1]) or []


def _read_rating(node: RatedNode, text: str) -> int | dict[str, object] | None:
    """One rating, or one for each thing."""
    ratings = read_ratings(node, text)
    if not isinstance(node, AspectsNode):
        return ratings[0] if len(ratings) == 1 else None
    things = [item.id for item in node.items]
    return dict(zip(things, ratings, strict=True)) if len(ratings) == len(things) else None


def _in_digits(text: str, faces: Iterable[str]) -> str:
    """The text with the number of its step in the place of each emoji that a button shows."""
    steps = {_plain(face): step for step, face in enumerate(faces, start=1)}
    longest_first = sorted(steps, key=len, reverse=True)  # one may begin as another one does
    drawn = "|".join(map(re.escape, filter(None, longest_first)))
    return re.sub(drawn, lambda found: f" {steps[found[0]]} ", _plain(text)) if drawn else text


def _plain(text: str) -> str:
    """Without what says that a sign is shown as an emoji: phones write it or not."""
    return text.replace("\ufe0f", "")


def _read_day(node: DateNode, text: str, language: str, today: date) -> str | None:
    """What a day without a year means is decided by the days that can be picked."""
    earliest, latest = days_of(node, today)
    day = read_date(text, language, today, earliest or date.min, latest or date.max, _asked(node))
    return day.isoformat() if day else None


def _asked(node: NumberNode | DateNode) -> str:
    """The words of the question, which may be repeated around its answer: "4 days"."""
    return " ".join(node.text.values())


def _read_option(node: ChoiceNode, text: str) -> Reading | None:
    """Words that pass a question over are an answer where an option says them, too: "No, thanks"."""
    labels = _labels(node)
    chosen = read_choice(text, labels, is_ordered=not node.shuffle)
    says_the_same = chosen is not None and any(map(is_skip, labels[chosen]))
    return Skipped() if node.optional and is_skip(text) and not says_the_same else chosen


def _read_options(node: MultiNode, text: str) -> Reading | None:
    none = node.none.values() if isinstance(node.none, dict) else ()
    chosen = read_choices(text, _labels(node), tuple(none), is_ordered=not node.shuffle)
    if not chosen:
        if node.optional and is_skip(text):
            return Skipped()
        return chosen if node.none or node.min == 0 else None
    return chosen


def _labels(node: ChoiceNode | MultiNode) -> dict[str, tuple[str, ...]]:
    return {option.id: tuple(option.text.values()) for option in node.options}


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
