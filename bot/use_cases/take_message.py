"""A customer wrote or sent something. It is kept, it reaches whom it is meant for, and it is answered.

A message belongs to what it replies to; else to the ticket if a person wrote last; else to the question that
was asked last; else to the ticket that is under way. With none of these it becomes a ticket of its own. An
edit of words that were an answer changes the answer; one of words that were none goes the same way as a new
message, but answers only the question to which they were written.
"""

from dataclasses import asdict, dataclass
from datetime import timedelta

from sqlmodel import Session

from bot.incoming import FileKind, Reaction, Written
from bot.use_cases.closed_question import Closed, close_questions
from bot.use_cases.queueing import queue_card, queue_note, queue_text
from bot.use_cases.staging import language_of, say, set_scene, time_zone_of
from bot.use_cases.step_run import step_run
from bot.use_cases.tickets import move_ticket, open_ticket
from bot.use_cases.turn import Turn
from flows.answers import is_thanks
from flows.complaints import outside_the_questions, says_something
from flows.events import GraceEnded, Rewrote, Shared, ShareKind, Wrote
from flows.phrases import Phrase
from flows.run import Missing, Run, RunStatus
from flows.sentiment import Mood
from flows.tickets import Act, TicketAction, TicketState
from flows.wording import format_moment
from storage import answers, outbox, purchases, runs, tickets
from storage.records import Conversation, OutboxItem, StoredRun, StoredTicket

REOPENS_WITHIN = timedelta(days=30)
"""How long after its last word a resolved ticket is still what the customer goes on about."""


@dataclass(frozen=True, slots=True)
class _Message:
    """What was written, where, and the turn that takes it."""

    turn: Turn
    conversation: Conversation
    written: Written

    @property
    def session(self) -> Session:
        return self.turn.session

    @property
    def text(self) -> str:
        return self.written.text or self.written.described or ""

    @property
    def mood(self) -> Mood:
        if self.written.mood is None:
            raise ValueError("words must be scored before a turn takes them: scoring would hold the database")
        return self.written.mood


def take_message(turn: Turn, conversation: Conversation, written: Written) -> Reaction:
    """Puts a message where it belongs; a question that it answers is closed."""
    message = _Message(turn, conversation, written)
    if written.edited and (answered := _answered_run(message)) is not None:
        return Reaction(closed=_rewrite(message, answered))
    home = _home_of(message)
    match home:
        case StoredTicket():
            _add_to_ticket(message, home)
        case StoredRun():
            return Reaction(closed=_answer_run(message, home))
        case None if _is_small_edit(message) and (stored := _newest_run(message)) is not None:
            _keep(message, stored.run.id, None)
        case None if is_thanks(message.text) and written.file is None:
            _keep(message, None, None)
            _answer(message, Phrase.THANKS_DONE)
        case None if written.file is not None and written.file.kind is FileKind.STICKER:
            _keep(message, None, None)
            _answer(message, Phrase.WELCOME)
        case None:
            _open_new(message)
    return Reaction()


def _answered_run(message: _Message) -> StoredRun | None:
    """The run of which the words that were edited had been an answer; one that was stopped takes nothing."""
    run_id = answers.run_answered_by(message.session, message.conversation.id, message.written.message_id)
    stored = runs.lock(message.session, run_id) if run_id is not None and message.text else None
    return stored if stored is not None and stored.run.status is not RunStatus.STOPPED else None


def _rewrite(message: _Message, stored: StoredRun) -> Closed:
    """The words that were edited answer the question anew. What they say that is no answer goes to the
    ticket, as words outside the questions do.
    """
    rewrote = Rewrote(message.text, message.mood, message.written.message_id)
    after = step_run(message.turn, message.conversation, stored, rewrote).run
    has_changed = after.answers != stored.run.answers
    if not has_changed or after.ticket_open:
        _keep_for_ticket(message, stored)
    ticket = tickets.of_run(message.session, stored.run.id) if stored.run.ticket_open else None
    if ticket is not None and not has_changed and says_something(message.text):
        move_ticket(message.turn, ticket, Act(TicketAction.CUSTOMER_WROTE))
    return close_questions(message.turn, stored, after)


def _is_small_edit(message: _Message) -> bool:
    """Whether a person need not see at once what became of words that were no answer."""
    return message.written.edited and message.written.file is None and not says_something(message.text)


def _home_of(message: _Message) -> StoredTicket | StoredRun | None:
    chat = message.conversation.id
    replied = message.written.reply_to and outbox.find_sent(message.session, chat, message.written.reply_to)
    last = outbox.last_sent_in(message.session, chat)
    spoken = None if last is None or "confirms" in last.payload else last  # to confirm is to ask nothing
    for item in (replied, spoken):
        home = _home_by(message, item) if item else None
        if home is not None:
            return home
    waiting = runs.waiting_in(message.session, chat)
    if waiting is not None and _may_answer(message, waiting):
        return waiting
    confirmed = _home_by(message, last) if last else None
    return confirmed or next(iter(tickets.unresolved_in(message.session, chat)), None)


def _home_by(message: _Message, item: OutboxItem) -> StoredTicket | StoredRun | None:
    """Where a message belongs that follows what we sent in `item`: of several runs that wait, to the one that
    asked there.
    """
    if item.ticket_id is not None and item.queued_at >= message.turn.now - REOPENS_WITHIN:
        return tickets.get(message.session, item.ticket_id)
    stored = runs.lock(message.session, item.run_id) if item.run_id is not None else None
    return stored if stored is not None and _may_answer(message, stored) else None


def _may_answer(message: _Message, stored: StoredRun) -> bool:
    """Whether the run waits for these words. Edited ones are for the open question if they were first written
    to it, and not for one that was asked since: the ids of a chat's messages grow.
    """
    is_open, run = stored.run.status is RunStatus.WAITING, stored.run
    if not is_open or not message.written.edited:
        return is_open
    sent = outbox.questions_of(message.session, message.conversation.id, run.id)
    ids = [int(item.platform_id or 0) for item in sent if item.payload["question"]["step"] == run.step_number]
    return bool(ids) and int(message.written.message_id) > min(ids)


def _answer_run(message: _Message, stored: StoredRun) -> Closed:
    """Words go to the open question; a file, and words that are no answer to it, are kept for the ticket."""
    after = _step(message, stored)
    new = [answer for answer in after.answers if answer not in stored.run.answers]
    was_answer = any(answer.missing is not Missing.NOT_READ for answer in new)
    if not was_answer or message.written.file is not None:
        _keep_for_ticket(message, stored)
    if not message.text and after == stored.run:
        _show_what_happened(message, stored)
        _confirm_kept(message)
    return close_questions(message.turn, stored, after)


def _step(message: _Message, stored: StoredRun) -> Run:
    """What was sent may be what the question asks for; else its words may be."""
    after, written = stored.run, message.written
    shared = _shared(written)
    if shared is not None:
        after = step_run(message.turn, message.conversation, stored, shared).run
    if after == stored.run and message.text:
        wrote = Wrote(message.text, message.mood, written.message_id)
        after = step_run(message.turn, message.conversation, stored, wrote).run
    return after


def _shared(written: Written) -> Shared | None:
    if written.file is not None:
        kind = _KINDS.get(written.file.kind, ShareKind.FILE)
        return Shared(kind, asdict(written.file), written.message_id)
    if written.contact is not None:
        return Shared(ShareKind.CONTACT, asdict(written.contact), written.message_id)
    if written.place is not None:
        return Shared(ShareKind.LOCATION, asdict(written.place), written.message_id)
    return None


_KINDS = {
    FileKind.PHOTO: ShareKind.PHOTO,
    FileKind.VOICE: ShareKind.VOICE,
    FileKind.STICKER: ShareKind.STICKER,
}


def _confirm_kept(message: _Message) -> None:
    """Says that a file was kept, once per silence, as `_confirm` does for a ticket."""
    newest = outbox.newest_to(message.session, message.conversation.id)
    if newest is None or "confirms" not in newest.payload:
        _answer(message, Phrase.PHOTO_KEPT, confirms=True)


def _show_what_happened(message: _Message, stored: StoredRun) -> None:
    """A picture may be the reason itself: a complaint that waits for one waits no longer."""
    if stored.run.complaint is not None and not stored.run.ticket_open:
        step_run(message.turn, message.conversation, stored, GraceEnded(stored.run.step_number))


def _keep_for_ticket(message: _Message, stored: StoredRun) -> None:
    ticket = tickets.of_run(message.session, stored.run.id)
    message_id = _keep(message, stored.run.id, ticket)
    if ticket is not None:
        _show_in_thread(message, ticket, message_id)


def _show_in_thread(message: _Message, ticket: StoredTicket, message_id: int) -> None:
    queue_note(message.turn, ticket, message_id)
    if message.written.file is not None:
        queue_card(message.turn, ticket)


def _add_to_ticket(message: _Message, stored: StoredTicket) -> None:
    thanks = is_thanks(message.text) and message.written.file is None
    message_id = _keep(message, stored.run_id, stored)
    deed = Act(TicketAction.CUSTOMER_THANKED if thanks else TicketAction.CUSTOMER_WROTE)
    moved = move_ticket(message.turn, stored, deed)
    _show_in_thread(message, stored, message_id)
    if isinstance(moved, StoredTicket) and not thanks and moved.ticket.state in _NOBODY_IS_ON_IT:
        _confirm(message, moved)


_NOBODY_IS_ON_IT = {TicketState.OPEN, TicketState.REOPENED}


def _confirm(message: _Message, ticket: StoredTicket) -> None:
    """Says that the words arrived, once per silence: five photos in a row get one answer."""
    last = outbox.last_sent_in(message.session, message.conversation.id)
    if last is None or last.kind != "text" or last.ticket_id != ticket.id or "confirms" not in last.payload:
        _answer(message, Phrase.MESSAGE_PASSED_ON, ticket, confirms=True)


def _open_new(message: _Message) -> None:
    """The kind answer to a message outside any survey, and a ticket in the default channel."""
    stored = _newest_run(message)
    customer = purchases.newest_customer_in(message.session, message.conversation.id)
    language = language_of(message.turn.setup, message.conversation, customer)
    scene = set_scene(message.turn.setup, message.conversation, customer, None, language)
    complaint = outside_the_questions(scene, message.turn.now)
    ticket = open_ticket(message.turn, message.conversation, stored, complaint)
    if stored is not None:
        runs.change(message.session, stored.run.id, ticket_open=True)
    message_id = _keep(message, stored.run.id if stored else None, ticket)
    queue_note(message.turn, ticket, message_id)
    _answer(message, Phrase.TICKET_OPENED, ticket, confirms=True)


def _newest_run(message: _Message) -> StoredRun | None:
    """The last survey of this chat, unless it has its ticket already."""
    since = message.turn.now - REOPENS_WITHIN
    return runs.newest_without_ticket(message.session, message.conversation.id, since)


def _keep(message: _Message, run_id: int | None, ticket: StoredTicket | None) -> int:
    return tickets.add_message(
        message.session,
        conversation_id=message.conversation.id,
        run_id=run_id,
        ticket_id=ticket.id if ticket else None,
        text=message.text,
        file=asdict(message.written.file) if message.written.file else None,
        platform_id=message.written.message_id,
        is_edit=message.written.edited,
        written_at=message.turn.now,
    )


def _answer(
    message: _Message, name: Phrase, ticket: StoredTicket | None = None, *, confirms: bool = False
) -> None:
    customer = purchases.newest_customer_in(message.session, message.conversation.id)
    language = language_of(message.turn.setup, message.conversation, customer)
    due_at = ticket.ticket.due_at if ticket else message.turn.now
    reply_by = format_moment(due_at, time_zone_of(message.turn.setup, customer), language, message.turn.now)
    text = say(message.turn.setup, name, language, reply_by=reply_by)
    ticket_id = ticket.id if ticket else None
    queue_text(message.turn, message.conversation, text, ticket_id=ticket_id, confirms=confirms)
