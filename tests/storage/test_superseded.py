"""What a later letter shows anew is dropped where it would be claimed, never what must stand before it."""

from dataclasses import replace

from sqlmodel import Session

from storage import outbox, tickets
from storage.database import Database
from storage.outbox import LEASE, Draft
from tests.storage.letters import LIMITS, card, claim, claimed_ids, queue, sent
from tests.storage.seeds import COMPLAINT, NOW, SECOND, a_conversation


def a_ticket(session: Session, card_ts: str | None) -> Draft:
    """A card of a new ticket, whose first card stands in Slack under `card_ts`, if it does."""
    columns = {"conversation_id": a_conversation(session).id, "channel": "#complaints"}
    ticket = tickets.open_ticket(session, COMPLAINT, columns, NOW)
    tickets.change(session, ticket.id, card_ts=card_ts)
    return replace(card(str(ticket.id)), ticket_id=ticket.id)


def test_what_a_later_letter_shows_anew_takes_no_place_in_the_limits(database: Database) -> None:
    with database.transaction() as session:
        busy, other = a_ticket(session, "17.1"), a_ticket(session, "17.2")
        ids = [outbox.queue(session, one, NOW) for one in (busy, busy, busy, other)]
    claims = claim(database, limits=LIMITS)
    assert [(one.item.id, one.send_at) for one in claims] == [(ids[2], NOW), (ids[3], NOW + SECOND)]
    with database.reading() as session:
        assert outbox.count_waiting(session) == 2


def test_the_first_card_and_what_stands_between_are_sent(database: Database) -> None:
    with database.transaction() as session:
        first = a_ticket(session, None)
        ids = [outbox.queue(session, one, NOW) for one in (first, replace(first, kind="note"), first)]
    for expected in ids:
        assert claimed_ids(database) == [expected]
        sent(database, expected)


def test_a_note_that_may_stand_there_is_not_dropped(database: Database) -> None:
    with database.transaction() as session:
        note = replace(a_ticket(session, "17.1"), kind="note")
        first = outbox.queue(session, note, NOW)
    assert claimed_ids(database) == [first]
    queue(database, note, note)
    after = NOW + LEASE + SECOND
    assert claimed_ids(database, after) == [first]
    sent(database, first)
    assert claimed_ids(database, after) == [first + 2]
