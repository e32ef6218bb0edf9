"""Turns a queued row into a letter that is complete, from what is true at the moment of sending."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session

from bot.incoming import FileKind, FileRef
from bot.outgoing import (
    Card,
    CardAnswer,
    CardLetter,
    CustomerNote,
    LanguageLetter,
    Letter,
    NoticeLetter,
    QuestionLetter,
    ReplyNote,
    ReplyState,
    StaffNote,
    TextLetter,
    ThreadLetter,
)
from bot.use_cases.card_answers import card_answer
from bot.use_cases.queueing import markup_in
from bot.use_cases.setup import Setup
from bot.use_cases.staging import display_name, summarise
from flows.effects import Question, WebLink
from flows.run import RunStatus
from flows.wording import format_money
from flows.wording.markup import Styled
from storage import answers, conversations, flow_revisions, purchases, runs, tickets
from storage.records import OutboxItem, Purchase, StoredTicket, TicketMessage, stored_id

_QUESTION = TypeAdapter(Question)
_FILE = TypeAdapter(FileRef)


@dataclass(frozen=True, slots=True)
class NotNow:
    """Nothing is to be sent: what it belongs to is gone, or no longer wants it."""

    reason: str


def open_letter(session: Session, setup: Setup, item: OutboxItem) -> Letter | NotNow:
    """The letter of a claimed row. Raises `ValueError` for a kind that this program does not know."""
    payload = item.payload
    match item.kind:
        case "question":
            return _question_letter(session, item)
        case "text" if item.run_id is not None and _status(session, item.run_id) is RunStatus.STOPPED:
            return NotNow("the customer wants no questions")
        case "text" | "reply":
            return _text_letter(payload)
        case "language":
            languages = tuple((code, name) for code, name in payload["languages"])
            return LanguageLetter(payload["address"], markup_in(payload, payload["text"]), languages)
        case "card":
            return _card_letter(session, setup, item)
        case "note" | "remark":
            return _thread_letter(session, item)
        case "notice":
            return NoticeLetter(item.id, payload["channel"], payload["text"], item.uncertain)
        case _:
            raise ValueError(
                f"the outbox has a letter of kind {item.kind!r}, which this version does not know"
            )


def _text_letter(payload: Mapping[str, Any]) -> TextLetter:
    return TextLetter(
        address=payload["address"],
        text=markup_in(payload, payload["text"]),
        picture=payload.get("picture"),
        link=WebLink(**payload["link"]) if "link" in payload else None,
        takes_keyboard=payload.get("takes_keyboard", False),
    )


def _question_letter(session: Session, item: OutboxItem) -> Letter | NotNow:
    """A question that was in somebody's hands could not be withdrawn when its run moved on."""
    question = _QUESTION.validate_python(item.payload["question"])
    run_id = stored_id(item.run_id)
    if runs.standing_of(session, run_id) != (RunStatus.WAITING, question.step):
        return NotNow("the run no longer waits for this answer")
    question = replace(question, text=markup_in(item.payload, question.text))
    return QuestionLetter(item.payload["address"], run_id, question)


def _status(session: Session, run_id: int) -> RunStatus:
    return runs.standing_of(session, run_id)[0]


def _card_letter(session: Session, setup: Setup, item: OutboxItem) -> Letter | NotNow:
    stored = tickets.get(session, stored_id(item.ticket_id))
    if stored is None:
        return NotNow("the ticket is gone")
    channel = stored.card_channel or stored.channel
    return CardLetter(item.id, channel, stored.card_ts, _card(session, setup, stored), item.uncertain)


def _thread_letter(session: Session, item: OutboxItem) -> Letter | NotNow:
    stored = tickets.get(session, stored_id(item.ticket_id))
    if stored is None or stored.card_ts is None or stored.card_channel is None:
        return NotNow("the ticket has no card")
    if item.message_id is None:
        note: StaffNote | CustomerNote | ReplyNote = StaffNote(item.payload["text"], stored.ticket.owner)
        note_ts = None
    else:
        message = tickets.get_message(session, item.message_id)
        note, note_ts = _note(session, stored, message), message.thread_ts
    return ThreadLetter(item.id, stored.card_channel, stored.card_ts, note_ts, note, item.uncertain)


def _note(session: Session, stored: StoredTicket, message: TicketMessage) -> CustomerNote | ReplyNote:
    if message.author is not None:
        state = ReplyState(message.delivery or ReplyState.SENDING)
        return ReplyNote(message.author, message.text, state, message.delivery_reason)
    file = _FILE.validate_python(message.file) if message.file else None
    owner = stored.ticket.owner
    return CustomerNote(_name(session, stored), message.text, file, owner, edited=message.is_edit)


def _name(session: Session, stored: StoredTicket) -> str:
    customer = purchases.get_customer(session, stored.customer_id) if stored.customer_id else None
    return display_name(conversations.get(session, stored.conversation_id), customer)


def _card(session: Session, setup: Setup, stored: StoredTicket) -> Card:
    conversation = conversations.get(session, stored.conversation_id)
    purchase = purchases.get_purchase(session, stored.purchase_id) if stored.purchase_id else None
    ticket = stored.ticket
    return Card(
        ticket_id=stored.id,
        state=ticket.state,
        owner=ticket.owner,
        customer_name=_name(session, stored),
        customer_detail=_detail(session, stored),
        purchase=_purchase_line(purchase, setup) if purchase else None,
        purchase_url=purchase.url if purchase else None,
        answers=_answers(session, setup, stored),
        files=_files(session, stored),
        rule=stored.rule,
        why=stored.why,
        priority=stored.priority,
        opened_at=stored.opened_at,
        due_at=ticket.due_at,
        first_response_at=ticket.first_response_at,
        answered=ticket.answered,
        resolved_at=ticket.resolved_at,
        cause=ticket.cause,
        closing_reason=ticket.closing_reason,
        times_reopened=ticket.times_reopened,
        reachable=conversation.blocked_at is None,
        is_test=stored.is_test,
        time_zone=setup.config.business.timezone,
    )


def _detail(session: Session, stored: StoredTicket) -> str:
    """What staff know them by beside the name: the shop's id and contact, as far as the shop told them."""
    if stored.customer_id is None:
        username = conversations.get(session, stored.conversation_id).username
        return f"@{username}" if username else ""
    customer = purchases.get_customer(session, stored.customer_id)
    known = [customer.external_id, customer.email, customer.phone, customer.language]
    return " · ".join(part for part in known if part)


def _purchase_line(purchase: Purchase, setup: Setup) -> str:
    total = format_money(purchase.amount, purchase.currency, setup.fallback_language)
    return f"#{purchase.external_id} · {summarise(purchase)} · {total}"


def _answers(session: Session, setup: Setup, stored: StoredTicket) -> tuple[CardAnswer, ...]:
    """Scores and words of the run; for a ticket of its own, what the customer wrote first."""
    said = () if stored.run_id is None else _answers_of(session, setup, stored.run_id)
    if said:
        return said
    words = [message.text for message in tickets.messages_of(session, stored.id) if message.author is None]
    return tuple(CardAnswer(Styled("They wrote"), text) for text in words[:1] if text)


def _answers_of(session: Session, setup: Setup, run_id: int) -> tuple[CardAnswer, ...]:
    """First what stayed behind when the run was moved, as it was asked then."""
    asked = [
        (flow_revisions.load_revision(session, left.revision_id).question(left.node), left.value)
        for left in answers.left_behind(session, run_id)
    ]
    stored = runs.get(session, run_id)
    if stored.flow is not None:
        asked += [(stored.flow.question(answer.node), answer.value) for answer in stored.run.answers]
    return tuple(card_answer(node, value, setup) for node, value in asked)


def _files(session: Session, stored: StoredTicket) -> tuple[FileKind, ...]:
    """What kinds of files the customer sent, in their order."""
    sent = (message.file for message in tickets.messages_of(session, stored.id))
    return tuple(_FILE.validate_python(file).kind for file in sent if file is not None)
