"""What a customer left behind is found by the shop's number, the newest first."""

from dataclasses import replace

from sqlmodel import Session

from storage import inbox, outbox, purchases, runs, tickets, timers, traces
from storage.database import Database
from storage.outbox import Draft
from storage.records import Customer, StoredRun
from tests.storage.letters import claim, draft, queue
from tests.storage.seeds import COMPLAINT, DAY, MINUTE, NOW, a_purchase, a_scheduled_run, new_run


def ada(session: Session) -> Customer:
    customer = traces.find_customer(session, "shop", "c-1001")
    assert customer is not None
    return customer


def a_chat_of(session: Session, stored: StoredRun) -> int:
    """The conversation in which this customer can be reached from now on."""
    assert stored.conversation_id is not None
    purchases.reach_at(session, stored.customer_id, stored.conversation_id)
    return stored.conversation_id


def a_ticket_of(session: Session, stored: StoredRun) -> int:
    columns = {
        "conversation_id": stored.conversation_id,
        "customer_id": stored.customer_id,
        "run_id": stored.run.id,
        "channel": "#complaints",
    }
    return tickets.open_ticket(session, COMPLAINT, columns, NOW).id


def test_a_customer_is_found_by_the_shop_and_its_number(database: Database) -> None:
    with database.transaction() as session:
        stored = a_scheduled_run(session)

        assert ada(session).id == stored.customer_id
        assert traces.find_customer(session, "other shop", "c-1001") is None
        assert traces.newest_ticket(session, stored.customer_id) is None


def test_the_run_that_was_sent_comes_before_the_one_that_will_be(database: Database) -> None:
    with database.transaction() as session:
        first = a_scheduled_run(session)
        later = runs.add_run(session, new_run(a_purchase(session), touchpoint="recommendation"), NOW)
        assert traces.newest_run(session, first.customer_id) == first.run.id

        assert later is not None
        runs.mark_once(session, later, "sent_at", NOW)
        assert traces.newest_run(session, first.customer_id) == later


def test_timers_are_those_of_this_customer_the_next_one_first(database: Database) -> None:
    with database.transaction() as session:
        mine, other = a_scheduled_run(session), a_scheduled_run(session, "1002")
        timers.replace_all(session, mine.run.id, 1, [("expire", NOW + DAY), ("remind", NOW + MINUTE)])
        timers.replace_all(session, other.run.id, 1, [("expire", NOW)])

        assert [timer.purpose for timer in traces.timers_of(session, mine.customer_id)] == [
            "remind",
            "expire",
        ]


def test_letters_are_those_to_the_customer_and_those_about_their_ticket(database: Database) -> None:
    with database.transaction() as session:
        stored = a_scheduled_run(session)
        ticket_id = a_ticket_of(session, stored)
        conversation_id = a_chat_of(session, stored)
    about = Draft("slack", f"ticket:{ticket_id}", "slack:#complaints", "card", ticket_id=ticket_id)
    queue(database, draft("a", conversation_id=conversation_id), draft("b"), about)

    with database.reading() as session:
        assert traces.letters_about(session, replace(ada(session), conversation_id=None), most=9)[1:] == []
        letters = traces.letters_about(session, ada(session), most=9)
        assert [(letter.channel, letter.state) for letter in letters] == [
            ("slack", "pending"),
            ("telegram", "pending"),
        ]
        assert traces.newest_ticket(session, stored.customer_id) == ticket_id


def test_a_letter_shows_that_it_is_claimed_and_that_it_is_sent(database: Database) -> None:
    with database.transaction() as session:
        conversation_id = a_chat_of(session, a_scheduled_run(session))
    (letter_id,) = queue(database, draft("a", conversation_id=conversation_id))
    claim(database)
    with database.reading() as session:
        (claimed,) = traces.letters_about(session, ada(session), most=9)
        assert traces.count_waiting(session) == {"telegram": 1}
    with database.transaction() as session:
        outbox.mark_sent(session, letter_id, "55", NOW)
    with database.reading() as session:
        (sent,) = traces.letters_about(session, ada(session), most=9)
        assert traces.count_waiting(session) == {}

    assert (claimed.state, claimed.attempts, claimed.leased_until is None) == ("pending", 1, False)
    assert (sent.state, sent.sent_at, sent.leased_until) == ("sent", NOW, None)


def test_the_newest_arrivals_come_first(database: Database) -> None:
    with database.transaction() as session:
        for key, at in (("1", NOW), ("2", NOW + MINUTE), ("3", NOW - MINUTE)):
            inbox.is_new(session, "telegram:7", key, at)

        assert [row.key for row in traces.newest_arrivals(session, most=2)] == ["2", "1"]
