"""A customer wrote or sent something. It is kept, it reaches whom it is meant for, and it is answered.

A message belongs to what it replies to; else to the ticket if a person wrote last; else to the open question;
else to the ticket that is under way. With none of these it becomes a ticket of its own.
"""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from bot.incoming import Written
from bot.use_cases.queueing import queue_note, queue_text
from bot.use_cases.setup import Setup
from bot.use_cases.staging import language_of, say, set_scene, time_zone_of
from bot.use_cases.step_run import step_run
from bot.use_cases.tickets import move_ticket, open_ticket
from flows.answers import is_thanks
from flows.complaints import outside_the_questions
from flows.events import Wrote
from flows.phrases import Phrase
from flows.sentiment import score_text
from flows.tickets import Act, TicketAction, TicketState
from flows.wording import format_moment
from storage import outbox, purchases, runs, tickets
from storage.records import Conversation, OutboxItem, StoredRun, StoredTicket

REOPENS_WITHIN = timedelta(days=30)
"""How long after its last word a resolved ticket is still what the customer goes on about."""


@dataclass(frozen=True, slots=True)
class _Turn:
    """What each step of this use case needs."""

    session: Session
    setup: Setup
    conversation: Conversation
    written: Written
    now: datetime

    @property
    def text(self) -> str:
        return self.written.text or self.written.described or ""


def take_message(
    session: Session, setup: Setup, conversation: Conversation, written: Written, now: datetime
) -> None:
    turn = _Turn(session, setup, conversation, written, now)
    home = _home_of(turn)
    match home:
        case StoredTicket():
            _add_to_ticket(turn, home)
        case StoredRun():
            _answer_run(turn, home)
        case None if is_thanks(turn.text) and written.file is None:
            _keep(turn, None, None)
            _answer(turn, Phrase.THANKS_DONE)
        case None:
            _open_new(turn)


def _home_of(turn: _Turn) -> StoredTicket | StoredRun | None:
    replied = turn.written.reply_to and outbox.find_sent(
        turn.session, turn.conversation.id, turn.written.reply_to
    )
    waiting = runs.waiting_in(turn.session, turn.conversation.id)
    last = outbox.last_sent_in(turn.session, turn.conversation.id)
    for item in (replied, last):
        home = _home_by(turn, item, waiting) if item else None
        if home is not None:
            return home
    if waiting is not None and not turn.written.edited:
        return waiting
    return next(iter(tickets.unresolved_in(turn.session, turn.conversation.id)), None)


def _home_by(turn: _Turn, item: OutboxItem, waiting: StoredRun | None) -> StoredTicket | StoredRun | None:
    """Where a message belongs that follows what we sent in `item`."""
    if item.ticket_id is not None and item.queued_at >= turn.now - REOPENS_WITHIN:
        return tickets.get(turn.session, item.ticket_id)
    if waiting is not None and item.run_id == waiting.run.id and not turn.written.edited:
        return waiting
    return None


def _answer_run(turn: _Turn, stored: StoredRun) -> None:
    """Words go to the open question; a file, and words that are no answer to it, are kept for the ticket."""
    after = stored.run
    if turn.text:
        mood = turn.written.mood or score_text(turn.text, stored.run.language)
        after, _ = step_run(
            turn.session, turn.setup, turn.conversation, stored, Wrote(turn.text, mood), turn.now
        )
    was_answer = len(after.answers) > len(stored.run.answers)
    if was_answer and turn.written.file is None:
        return
    ticket = tickets.of_run(turn.session, stored.run.id)
    message_id = _keep(turn, stored.run.id, ticket)
    if ticket is not None:
        queue_note(turn.session, ticket, message_id, turn.now)
    if not turn.text:
        _answer(turn, Phrase.PHOTO_KEPT)


def _add_to_ticket(turn: _Turn, stored: StoredTicket) -> None:
    thanks = is_thanks(turn.text) and turn.written.file is None
    message_id = _keep(turn, stored.run_id, stored)
    deed = Act(TicketAction.CUSTOMER_THANKED if thanks else TicketAction.CUSTOMER_WROTE)
    moved = move_ticket(turn.session, turn.setup, stored, deed, turn.now)
    queue_note(turn.session, stored, message_id, turn.now)
    if isinstance(moved, StoredTicket) and not thanks and moved.ticket.state in _NOBODY_IS_ON_IT:
        _confirm(turn, moved)


_NOBODY_IS_ON_IT = {TicketState.OPEN, TicketState.REOPENED}


def _confirm(turn: _Turn, ticket: StoredTicket) -> None:
    """Says that the words arrived, once per silence: five photos in a row get one answer."""
    last = outbox.last_sent_in(turn.session, turn.conversation.id)
    if last is None or last.kind != "text" or last.ticket_id != ticket.id or "confirms" not in last.payload:
        _answer(turn, Phrase.MESSAGE_PASSED_ON, ticket, confirms=True)


def _open_new(turn: _Turn) -> None:
    """The kind answer to a message outside any survey, and a ticket in the default channel."""
    stored = runs.newest_without_ticket(turn.session, turn.conversation.id, turn.now - REOPENS_WITHIN)
    customer = purchases.newest_customer_in(turn.session, turn.conversation.id)
    language = language_of(turn.setup, turn.conversation, customer)
    scene = set_scene(turn.setup, turn.conversation, customer, None, language)
    complaint = outside_the_questions(scene, turn.now)
    ticket = open_ticket(turn.session, turn.setup, turn.conversation, stored, complaint, turn.now)
    if stored is not None:
        runs.change(turn.session, stored.run.id, ticket_open=True)
    message_id = _keep(turn, stored.run.id if stored else None, ticket)
    queue_note(turn.session, ticket, message_id, turn.now)
    _answer(turn, Phrase.TICKET_OPENED, ticket, confirms=True)


def _keep(turn: _Turn, run_id: int | None, ticket: StoredTicket | None) -> int:
    return tickets.add_message(
        turn.session,
        conversation_id=turn.conversation.id,
        run_id=run_id,
        ticket_id=ticket.id if ticket else None,
        text=turn.text,
        file=asdict(turn.written.file) if turn.written.file else None,
        platform_id=turn.written.message_id,
        is_edit=turn.written.edited,
        written_at=turn.now,
    )


def _answer(turn: _Turn, name: Phrase, ticket: StoredTicket | None = None, *, confirms: bool = False) -> None:
    customer = purchases.newest_customer_in(turn.session, turn.conversation.id)
    language = language_of(turn.setup, turn.conversation, customer)
    due_at = ticket.ticket.due_at if ticket else turn.now
    reply_by = format_moment(due_at, time_zone_of(turn.setup, customer), language, turn.now)
    text = say(turn.setup, name, language, reply_by=reply_by)
    ticket_id = ticket.id if ticket else None
    queue_text(turn.session, turn.conversation, text, turn.now, ticket_id=ticket_id, confirms=confirms)
