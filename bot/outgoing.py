"""What goes out, addressed and complete, before its channel shapes it. Made by `bot.use_cases.open_letter`.

What a customer is told is markup (`flows.wording.markup`), also where it was plain: then it is escaped.
`outbox_id` travels in the metadata of Slack messages: an unknown outcome is looked up by it before a resend.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.incoming import FileKind, FileRef
from flows.effects import Question, WebLink
from flows.tickets import TicketState
from flows.wording.markup import Styled


@dataclass(frozen=True, slots=True)
class QuestionLetter:
    """A question to a customer. `question` holds text and buttons; `run_id` goes into the buttons with its
    step.
    """

    address: str
    run_id: int
    question: Question


@dataclass(frozen=True, slots=True)
class TextLetter:
    """Words to a customer. `picture` is the path or address of an image; `takes_keyboard` removes the buttons
    below the input.
    """

    address: str
    text: str
    picture: str | None = None
    link: WebLink | None = None
    takes_keyboard: bool = False


@dataclass(frozen=True, slots=True)
class LanguageLetter:
    """Asks which language to speak. `languages` are codes and their own names, in the order of the config."""

    address: str
    text: str
    languages: tuple[tuple[str, str], ...]


WHOLE_ON_CARD = 250
"""UTF-16 units of an answer that a card shows in any case; a longer one also stands whole in the thread."""


@dataclass(frozen=True, slots=True)
class CardAnswer:
    """One line of the card: the question in short, and the answer in words (None = skipped)."""

    question: Styled
    answer: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """Everything the card of a ticket shows; its `files` themselves stand in the thread. Times are UTC;
    `time_zone` is the business's, for showing them.
    """

    ticket_id: int
    state: TicketState
    owner: str | None
    customer_name: str
    customer_detail: str
    purchase: str | None
    purchase_url: str | None
    answers: tuple[CardAnswer, ...]
    files: tuple[FileKind, ...]
    rule: str
    why: str
    priority: str
    opened_at: datetime
    due_at: datetime
    first_response_at: datetime | None
    answered: bool
    resolved_at: datetime | None
    cause: str | None
    closing_reason: str | None
    times_reopened: int
    reachable: bool
    is_test: bool
    time_zone: str


@dataclass(frozen=True, slots=True)
class CardLetter:
    """The card, to be posted in `channel` (a name or id), or drawn anew where `card_ts` says it already
    stands.
    """

    outbox_id: int
    channel: str
    card_ts: str | None
    card: Card
    uncertain: bool = False


class ReplyState(StrEnum):
    SENDING = "sending"
    DELIVERED = "delivered"
    NOT_DELIVERED = "not delivered"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class CustomerNote:
    """What the customer wrote, for the thread. `mention` is the owner's user id. `file` is fetched when it
    is sent.
    """

    customer_name: str
    text: str
    file: FileRef | None
    mention: str | None
    edited: bool = False


@dataclass(frozen=True, slots=True)
class ReplyNote:
    """What staff answered, and whether the customer received it. `reason` says why not."""

    author: str
    text: str
    state: ReplyState
    reason: str | None


@dataclass(frozen=True, slots=True)
class StaffNote:
    """A line of the program's own for staff, such as "reopened: the customer wrote again"."""

    text: str
    mention: str | None = None


@dataclass(frozen=True, slots=True)
class ThreadLetter:
    """A message in the thread of a card; `note_ts` says where it already stands and is to be changed."""

    outbox_id: int
    channel: str
    thread_ts: str
    note_ts: str | None
    note: CustomerNote | ReplyNote | StaffNote
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class NoticeLetter:
    """A word of the program to all staff, in the default channel."""

    outbox_id: int
    channel: str
    text: str
    uncertain: bool = False


TelegramLetter = QuestionLetter | TextLetter | LanguageLetter
SlackLetter = CardLetter | ThreadLetter | NoticeLetter
Letter = TelegramLetter | SlackLetter
