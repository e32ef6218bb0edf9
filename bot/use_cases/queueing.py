"""Puts letters into the outbox. The one place that knows how letters are kept until they are sent.

Kinds: `question`, `text`, `reply` and `language` go to the customer's chat; `card`, `note`, `remark` and
`notice` to staff. All of a chat leave in order, and all about one ticket leave in order.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from sqlmodel import Session

from flows.effects import Question
from storage import outbox
from storage.outbox import Draft, Priority
from storage.records import Conversation, StoredTicket


def queue_question(
    session: Session,
    conversation: Conversation,
    run_id: int,
    question: Question,
    priority: Priority,
    now: datetime,
) -> None:
    payload = {"address": conversation.address, "question": asdict(question)}
    _to_customer(session, conversation, "question", payload, now, priority=priority, run_id=run_id)


def queue_text(
    session: Session,
    conversation: Conversation,
    text: str,
    now: datetime,
    *,
    priority: Priority = Priority.CONVERSATION,
    run_id: int | None = None,
    ticket_id: int | None = None,
    confirms: bool = False,
) -> None:
    """The bot's own words. With a ticket they are part of its talk: what the customer writes next belongs to
    it.

    `confirms` marks the answer to a message of theirs, which is not given twice in a row.
    """
    payload: dict[str, object] = {"address": conversation.address, "text": text}
    payload |= {"confirms": True} if confirms else {}
    ids = {"run_id": run_id, "ticket_id": ticket_id}
    _to_customer(session, conversation, "text", payload, now, priority=priority, **ids)


def queue_reply(
    session: Session,
    conversation: Conversation,
    ticket: StoredTicket,
    message_id: int,
    text: str,
    now: datetime,
) -> None:
    payload = {"address": conversation.address, "text": text}
    ids = {"ticket_id": ticket.id, "message_id": message_id}
    _to_customer(session, conversation, "reply", payload, now, priority=Priority.REPLY, **ids)


def queue_languages(
    session: Session, conversation: Conversation, text: str, languages: list[tuple[str, str]], now: datetime
) -> None:
    payload = {"address": conversation.address, "text": text, "languages": languages}
    _to_customer(session, conversation, "language", payload, now)


def _to_customer(
    session: Session,
    conversation: Conversation,
    kind: str,
    payload: Mapping[str, object],
    now: datetime,
    *,
    priority: Priority = Priority.CONVERSATION,
    **ids: int | None,
) -> None:
    key = f"{conversation.channel}:{conversation.bot}:{conversation.address}"
    draft = Draft(
        channel=conversation.channel,
        ordering_key=key,
        budget=key,
        kind=kind,
        payload=payload,
        priority=priority,
        conversation_id=conversation.id,
        **ids,
    )
    outbox.queue(session, draft, now)


def queue_card(session: Session, ticket: StoredTicket, now: datetime) -> None:
    """The ticket's card is posted or drawn anew; what it shows is read when it is sent."""
    _to_staff(session, ticket, "card", now)


def queue_note(session: Session, ticket: StoredTicket, message_id: int, now: datetime) -> None:
    """What somebody wrote appears in the card's thread, or changes there."""
    _to_staff(session, ticket, "note", now, message_id=message_id)


def queue_remark(session: Session, ticket: StoredTicket, text: str, now: datetime) -> None:
    """A word of the program in the card's thread."""
    _to_staff(session, ticket, "remark", now, payload={"text": text})


def _to_staff(
    session: Session,
    ticket: StoredTicket,
    kind: str,
    now: datetime,
    *,
    payload: Mapping[str, object] | None = None,
    message_id: int | None = None,
) -> None:
    draft = Draft(
        channel="slack",
        ordering_key=f"ticket:{ticket.id}",
        budget=f"slack:{ticket.channel}",
        kind=kind,
        payload=payload or {},
        ticket_id=ticket.id,
        message_id=message_id,
    )
    outbox.queue(session, draft, now)


def queue_notice(session: Session, channel: str, text: str, now: datetime) -> None:
    """A word of the program to all staff."""
    draft = Draft("slack", "notices", f"slack:{channel}", "notice", {"channel": channel, "text": text})
    outbox.queue(session, draft, now)
