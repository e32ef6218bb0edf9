"""Puts letters into the outbox. The one place that knows how letters are kept until they are sent.

Kinds: `question`, `text`, `reply` and `language` go to the customer's chat; `card`, `note`, `remark` and
`notice` to staff. All of a chat leave in order, and all about one ticket leave in order.

The bot's own words to a customer are markup, and their payload says so. What staff reply is plain, as is all
that versions before the markup queued.
"""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from bot.use_cases.turn import Turn
from flows.effects import Question, Say
from flows.run import Run
from flows.wording.markup import escape
from storage import outbox
from storage.outbox import Draft, Priority
from storage.records import Conversation, StoredTicket

TICKETS = "ticket:{}"
"""The ordering key of everything that staff are told about one ticket, by its id."""


def markup_in(payload: Mapping[str, object], text: str) -> str:
    """A text of this payload, as markup."""
    return text if payload.get("markup") else escape(text)


def queue_question(
    turn: Turn, conversation: Conversation, run: Run, question: Question, priority: Priority
) -> None:
    outbox.queue(turn.session, question_letter(conversation, run, question, priority), turn.now)


def question_letter(conversation: Conversation, run: Run, question: Question, priority: Priority) -> Draft:
    """The open question of the run. With it is kept of which node it is, so that it can show its answer."""
    payload = {"question": _as_json(question), "node": run.node}
    return _to_customer(conversation, "question", payload, priority=priority, run_id=run.id)


def _as_json(question: Question) -> dict[str, object]:
    rows = [[{"label": button.label, "value": button.value} for button in row] for row in question.rows]
    names = ("picture", "request", "above", "below")
    known = {name: extra for name in names if (extra := getattr(question, name))}
    return {"text": question.text, "rows": rows, "step": question.step, **known}


def words_above(payload: Mapping[str, Any]) -> str:
    """What stands above the question in a message of this payload, as markup."""
    above: str = payload.get("question", {}).get("above", "")
    return above


def queue_text(
    turn: Turn,
    conversation: Conversation,
    text: str,
    *,
    ticket_id: int | None = None,
    confirms: bool = False,
) -> None:
    """The bot's own words, as markup. With a ticket they are part of its talk: what the customer writes next
    belongs to it.

    `confirms` marks the answer to a message of theirs, which is not given twice in a row.
    """
    payload = {"text": text} | ({"confirms": True} if confirms else {})
    outbox.queue(turn.session, _to_customer(conversation, "text", payload, ticket_id=ticket_id), turn.now)


def text_letter(conversation: Conversation, run_id: int, said: Say, priority: Priority) -> Draft:
    """What a run says on its way, as markup."""
    extras: dict[str, object] = {}
    if said.picture is not None:
        extras["picture"] = said.picture
    if said.link is not None:
        extras["link"] = asdict(said.link)
    if said.takes_keyboard:
        extras["takes_keyboard"] = True
    return _to_customer(conversation, "text", {"text": said.text, **extras}, priority=priority, run_id=run_id)


def queue_reply(
    turn: Turn, conversation: Conversation, ticket: StoredTicket, message_id: int, text: str
) -> None:
    ids = {"ticket_id": ticket.id, "message_id": message_id}
    reply = _to_customer(conversation, "reply", {"text": text}, priority=Priority.REPLY, **ids)
    outbox.queue(turn.session, reply, turn.now)


def queue_languages(
    turn: Turn, conversation: Conversation, text: str, languages: list[tuple[str, str]]
) -> None:
    payload = {"text": text, "languages": languages}
    outbox.queue(turn.session, _to_customer(conversation, "language", payload), turn.now)


def _to_customer(
    conversation: Conversation,
    kind: str,
    payload: Mapping[str, object],
    *,
    priority: Priority = Priority.CONVERSATION,
    **ids: int | None,
) -> Draft:
    key = f"{conversation.channel}:{conversation.bot}:{conversation.address}"
    return Draft(
        channel=conversation.channel,
        ordering_key=key,
        budget=key,
        kind=kind,
        payload={"address": conversation.address, "markup": kind != "reply", **payload},
        priority=priority,
        conversation_id=conversation.id,
        **ids,
    )


def queue_card(turn: Turn, ticket: StoredTicket) -> None:
    """The ticket's card is posted or drawn anew; what it shows is read when it is sent."""
    _to_staff(turn, ticket, "card")


def queue_note(turn: Turn, ticket: StoredTicket, message_id: int) -> None:
    """What somebody wrote appears in the card's thread, or changes there."""
    _to_staff(turn, ticket, "note", message_id=message_id)


def queue_remark(turn: Turn, ticket: StoredTicket, text: str) -> None:
    """A word of the program in the card's thread."""
    _to_staff(turn, ticket, "remark", payload={"text": text})


def _to_staff(
    turn: Turn,
    ticket: StoredTicket,
    kind: str,
    *,
    payload: Mapping[str, object] | None = None,
    message_id: int | None = None,
) -> None:
    draft = Draft(
        channel="slack",
        ordering_key=TICKETS.format(ticket.id),
        budget=f"slack:{ticket.channel}",
        kind=kind,
        payload=payload or {},
        ticket_id=ticket.id,
        message_id=message_id,
    )
    outbox.queue(turn.session, draft, turn.now)


def queue_notice(turn: Turn, channel: str, text: str) -> None:
    """A word of the program to all staff."""
    draft = Draft("slack", "notices", f"slack:{channel}", "notice", {"channel": channel, "text": text})
    outbox.queue(turn.session, draft, turn.now)
