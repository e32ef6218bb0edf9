"""Tickets are as their last act left them, with their history and everything that was said."""

from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, select

from bot.outgoing import ReplyState
from flows.tickets import Act, Ticket, TicketAction, TicketState, act, reply_delivered
from storage import tickets
from storage.database import Database
from storage.records import StoredTicket
from storage.tables import TicketEventRow
from storage.tickets import TicketEvent
from tests.storage.seeds import ADA, COMPLAINT, DAY, MINUTE, NOW, a_conversation, a_scheduled_run


def a_ticket(session: Session, run_id: int | None = None) -> StoredTicket:
    columns = {"conversation_id": a_conversation(session).id, "channel": "#complaints", "run_id": run_id}
    return tickets.open_ticket(session, COMPLAINT, columns, NOW)


def acted(ticket: Ticket, action: TicketAction, actor: str | None = "U1", cause: str | None = None) -> Ticket:
    after = act(ticket, Act(action, actor, cause, "no answer needed" if cause else None), NOW)
    assert isinstance(after, Ticket)
    return after


def history(session: Session, ticket_id: int) -> list[TicketEvent]:
    rows = session.exec(select(TicketEventRow).filter_by(ticket_id=ticket_id).order_by("id"))
    return [
        TicketEvent(
            row.action,
            TicketState(row.state_after),
            TicketState(row.state_before) if row.state_before else None,
            row.actor,
            row.detail,
        )
        for row in rows
    ]


def test_a_ticket_opens_with_what_is_known(database: Database) -> None:
    with database.transaction() as session:
        run = a_scheduled_run(session)
        opened = a_ticket(session, run.run.id)
    with database.reading() as session:
        assert tickets.get(session, opened.id) == opened
        assert tickets.of_run(session, run.run.id) == opened
        assert history(session, opened.id) == [TicketEvent("open", TicketState.OPEN)]
    assert opened.ticket == Ticket(due_at=COMPLAINT.due_at)
    assert (opened.rule, opened.why, opened.priority) == ("Unhappy", "csat is 2", "high")
    assert (opened.opened_at, opened.complained_at) == (NOW, NOW - MINUTE)
    assert (opened.channel, opened.card_channel, opened.card_ts) == ("#complaints", None, None)
    assert not opened.is_test


def test_a_run_has_one_ticket(database: Database) -> None:
    with database.transaction() as session:
        run = a_scheduled_run(session)
        a_ticket(session, run.run.id)
    with pytest.raises(IntegrityError), database.transaction() as session:
        a_ticket(session, run.run.id)


def test_an_act_is_stored_whole(database: Database) -> None:
    with database.transaction() as session:
        stored = a_ticket(session)
        ticket = stored.ticket
        for action, cause in ((TicketAction.CLAIM, None), (TicketAction.RESOLVE, "late parcel")):
            ticket = acted(ticket, action, cause=cause)
            tickets.save(session, stored.id, ticket)
            assert tickets.get(session, stored.id) == replace(stored, ticket=ticket)
        ticket = acted(reply_delivered(ticket, NOW + MINUTE), TicketAction.REOPEN)
        tickets.save(session, stored.id, ticket)
    with database.reading() as session:
        found = tickets.get(session, stored.id)
    assert found == replace(stored, ticket=ticket)
    assert (ticket.times_reopened, ticket.first_response_at) == (1, NOW + MINUTE)


def test_a_card_is_remembered(database: Database) -> None:
    with database.transaction() as session:
        stored = a_ticket(session)
        tickets.change(session, stored.id, card_ts="17.000001", card_channel="C1")
        assert tickets.get(session, stored.id) == replace(stored, card_ts="17.000001", card_channel="C1")


def test_the_history_says_who_did_what(database: Database) -> None:
    happened = TicketEvent(
        "resolve", TicketState.RESOLVED, TicketState.CLAIMED, "U1", {"cause": "late parcel"}
    )
    with database.transaction() as session:
        stored = a_ticket(session)
        tickets.log(session, stored.id, happened, NOW)
    with database.reading() as session:
        assert history(session, stored.id) == [TicketEvent("open", TicketState.OPEN), happened]


def test_the_unresolved_tickets_of_a_chat_come_newest_first(database: Database) -> None:
    with database.transaction() as session:
        opened = [a_ticket(session) for _ in range(3)]
        chat = opened[0].conversation_id
        resolved = acted(opened[1].ticket, TicketAction.RESOLVE, cause="late parcel")
        tickets.save(session, opened[1].id, resolved)
        assert tickets.unresolved_in(session, chat) == [opened[2], opened[0]]
        other = a_conversation(session, replace(ADA, address="2"))
        assert tickets.unresolved_in(session, other.id) == []


def test_what_is_not_there_is_none(database: Database) -> None:
    with database.reading() as session:
        assert tickets.get(session, 1) is None
        assert tickets.of_run(session, 1) is None


def test_words_and_files_are_kept(database: Database) -> None:
    file = {"file_id": "AgAD", "name": "crushed.jpg", "size": 48_000}
    with database.transaction() as session:
        stored = a_ticket(session)
        ids = {"conversation_id": stored.conversation_id, "ticket_id": stored.id, "written_at": NOW}
        first = tickets.add_message(session, text="See this", file=file, platform_id="11", **ids)
        second = tickets.add_message(session, text="Sorry!", author="Giulia", delivery="sending", **ids)
        tickets.change_message(session, second, delivery="delivered", delivered_at=NOW + DAY, thread_ts="1.2")
    with database.reading() as session:
        customer, staff = tickets.messages_of(session, stored.id)
        assert tickets.get_message(session, first) == customer
    assert (customer.id, customer.author, customer.text, customer.file) == (first, None, "See this", file)
    assert (customer.delivery, customer.is_edit, customer.thread_ts) == (None, False, None)
    assert (staff.author, staff.delivery, staff.file, staff.thread_ts) == ("Giulia", "delivered", None, "1.2")


@pytest.mark.parametrize("state", ReplyState)
def test_every_fate_of_a_reply_can_be_stored(database: Database, state: ReplyState) -> None:
    with database.transaction() as session:
        chat = a_conversation(session).id
        tickets.add_message(
            session, conversation_id=chat, text="…", author="Giulia", written_at=NOW, delivery=state.value
        )


def test_what_was_written_before_the_ticket_becomes_its_own(database: Database) -> None:
    with database.transaction() as session:
        run = a_scheduled_run(session)
        ids = {"conversation_id": run.conversation_id, "written_at": NOW}
        before = [tickets.add_message(session, text=word, run_id=run.run.id, **ids) for word in ("a", "b")]
        outside = tickets.add_message(session, text="c", **ids)
        stored = a_ticket(session, run.run.id)
        assert tickets.adopt_messages(session, run.run.id, stored.id) == before
        assert tickets.adopt_messages(session, run.run.id, stored.id) == []
        assert [message.id for message in tickets.messages_of(session, stored.id)] == before
        assert tickets.get_message(session, outside).ticket_id is None
