"""What can come from a customer, the same for every channel. Made by `bot.telegram.updates`, pure values."""

from dataclasses import dataclass
from enum import StrEnum

from flows.effects import Question
from flows.sentiment import Mood


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote, as the platform knows them. `address` is the chat; `language` is a BCP 47 code or None."""

    channel: str
    bot: str
    address: str
    first_name: str | None = None
    last_name: str | None = None
    username: str | None = None
    language: str | None = None


class FileKind(StrEnum):
    PHOTO = "photo"
    VOICE = "voice"
    VIDEO = "video"
    DOCUMENT = "document"
    STICKER = "sticker"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class FileRef:
    """A file that stays on the platform until somebody wants it. `size` in bytes where known."""

    file_id: str
    kind: FileKind
    name: str
    size: int | None = None


@dataclass(frozen=True, slots=True)
class SharedContact:
    """A phone number from the address book; `own` where Telegram vouches that it is the sender's."""

    phone: str
    first_name: str
    own: bool


@dataclass(frozen=True, slots=True)
class SharedPlace:
    """Degrees north and east."""

    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Started:
    """They pressed START, perhaps through a link that carries a token."""

    token: str | None


@dataclass(frozen=True, slots=True)
class ButtonPressed:
    """A button of the question that run `run_id` asked at `step`."""

    run_id: int
    step: int
    choice: str


@dataclass(frozen=True, slots=True)
class LanguagePicked:
    language: str


@dataclass(frozen=True, slots=True)
class Written:
    """Words, a file, or both, or else a contact or a place. `reply_to` is the platform id of the message they
    reply to.

    `described` names what came without words or file, such as "a location 45.4642, 9.1900". `mood` is that of
    `text`; whatever has one of the two is scored before a turn takes it.
    """

    message_id: str
    text: str = ""
    reply_to: str | None = None
    file: FileRef | None = None
    contact: SharedContact | None = None
    place: SharedPlace | None = None
    edited: bool = False
    described: str | None = None
    mood: Mood | None = None


class CommandName(StrEnum):
    """What a customer can command; `UNKNOWN` is whatever else has the form of a command."""

    HELP = "help"
    STOP = "stop"
    LANGUAGE = "language"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Command:
    name: CommandName


@dataclass(frozen=True, slots=True)
class Blocked:
    """They blocked the bot: nothing can reach them any more."""


@dataclass(frozen=True, slots=True)
class Unblocked:
    pass


@dataclass(frozen=True, slots=True)
class CameFromGroup:
    """Somebody spoke to the bot in a group, where no customer is asked anything."""


Act = Started | ButtonPressed | LanguagePicked | Written | Command | Blocked | Unblocked | CameFromGroup


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update. `key` is the platform's own id for it, by which a repeat is recognised.

    Of a tap there is its own id, and the message under the button with its text, where that is still known.
    """

    key: str
    person: Person
    act: Act
    tap_id: str | None = None
    tapped_message: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeButton:
    """Under an answered question: the answer to what run `run_id` first asked at `step` can be changed."""

    label: str
    run_id: int
    step: int


@dataclass(frozen=True, slots=True)
class ClosedQuestion:
    """A question that has its answer: its message, its words as markup, and the label that was picked (None:
    own words).
    """

    message_id: str
    text: str
    picked: str | None
    change: ChangeButton | None = None
    has_picture: bool = False


@dataclass(frozen=True, slots=True)
class RedrawnQuestion:
    """The open question with what is picked so far, to be shown in the message that was tapped."""

    message_id: str
    run_id: int
    question: Question


@dataclass(frozen=True, slots=True)
class Reaction:
    """What the gateway does at once after the commit, best effort: a word on the tap (markup, of which only
    the words are shown), the questions closed.

    Nothing where the update was handled before, and so `was_new` is false.
    """

    toast: str | None = None
    closed: tuple[ClosedQuestion, ...] = ()
    redrawn: RedrawnQuestion | None = None
    was_new: bool = True
