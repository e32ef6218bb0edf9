"""Letters as the program would write them, to be varied by tests."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.incoming import FileKind, FileRef
from bot.outgoing import Card, CardAnswer, CardLetter, CustomerNote, ReplyNote, StaffNote, ThreadLetter
from bot.ports import Sent
from bot.slack.sender import SlackSender
from flows.tickets import TicketState
from flows.wording.markup import Styled

OPENED = datetime(2027, 3, 1, 8, 0, tzinfo=UTC)

CARD = Card(
    ticket_id=12,
    state=TicketState.OPEN,
    owner=None,
    customer_name="Ada Rossi",
    customer_detail="ada@example.com, it",
    purchase="#1001: 2 x Blue mug, 49.90 EUR",
    purchase_url="https://shop.example/orders/1001",
    answers=(
        CardAnswer(Styled("CSAT"), "2 of 5"),
        CardAnswer(Styled("Main reason"), "Arrived crushed"),
        CardAnswer(Styled("Idea"), None),
    ),
    files=(),
    rule="Unhappy with a delivery",
    why="csat is 2",
    priority="high",
    opened_at=OPENED,
    due_at=OPENED + timedelta(hours=1),
    first_response_at=None,
    answered=False,
    resolved_at=None,
    cause=None,
    closing_reason=None,
    times_reopened=0,
    reachable=True,
    is_test=False,
    time_zone="Europe/Rome",
)

RESOLVED = replace(
    CARD,
    state=TicketState.RESOLVED,
    owner="U0DEMO00001",
    answered=True,
    first_response_at=OPENED + timedelta(minutes=12, seconds=34),
    resolved_at=OPENED + timedelta(hours=2),
    cause="wrong item",
)

PHOTO = FileRef("photo-1", FileKind.PHOTO, "IMG_0042.JPG", 13)


def card_letter(card: Card = CARD, *, channel: str = "#complaints", outbox_id: int = 1) -> CardLetter:
    return CardLetter(outbox_id, channel, None, card)


def note_letter(
    note: CustomerNote | ReplyNote | StaffNote,
    *,
    channel: str = "C0",
    thread_ts: str = "1.0",
    outbox_id: int = 2,
) -> ThreadLetter:
    return ThreadLetter(outbox_id, channel, thread_ts, None, note)


def said(text: str, *, file: FileRef | None = None, mention: str | None = None) -> CustomerNote:
    return CustomerNote("Ada Rossi", text, file, mention)


async def post_card(sender: SlackSender) -> Sent:
    sent = await sender.send(card_letter())
    assert isinstance(sent, Sent)
    return sent
