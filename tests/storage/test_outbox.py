"""Letters leave in order, from one sender at a time, the urgent first; what may have arrived is marked."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from storage import budgets, outbox, tickets
from storage.database import Database
from storage.outbox import AHEAD, LEASE, Draft, Priority
from storage.records import OutboxItem, OutboxState
from storage.tables import OutboxRow
from tests.storage.letters import LIMITS, NO_LIMITS, card, claim, claimed_ids, draft, queue, sent
from tests.storage.seeds import (
    ADA,
    COMPLAINT,
    DAY,
    NOW,
    SECOND,
    a_conversation,
    a_scheduled_run,
)
from tests.storage.threads import race

LATER = NOW + LEASE + SECOND


def row_of(database: Database, item_id: int) -> OutboxRow:
    with database.reading() as session:
        return session.get_one(OutboxRow, item_id)


def test_a_letter_is_handed_over_as_it_was_queued(database: Database) -> None:
    payload = {"text": "Ciao 🙂", "rows": [[{"label": "1", "value": "1"}]], "step": 3}
    with database.transaction() as session:
        run = a_scheduled_run(session)
        ids = {"conversation_id": run.conversation_id, "run_id": run.run.id}
        item_id = outbox.queue(
            session, Draft("telegram", "chat", "chat", "question", payload, Priority.BULK, **ids), NOW
        )
    (claimed,) = claim(database)
    assert claimed.item == OutboxItem(
        id=item_id,
        channel="telegram",
        ordering_key="chat",
        budget="chat",
        kind="question",
        payload=payload,
        conversation_id=run.conversation_id,
        run_id=run.run.id,
        ticket_id=None,
        message_id=None,
        attempts=1,
        uncertain=False,
        queued_at=NOW,
        platform_id=None,
        reason=None,
    )
    assert claimed.send_at == NOW


def test_what_was_rolled_back_is_not_sent(database: Database) -> None:
    def fail() -> None:
        with database.transaction() as session:
            outbox.queue(session, draft(), NOW)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert claim(database) == []


def test_only_the_named_channels_are_claimed(database: Database) -> None:
    queue(database, draft(), card("1"))
    claimed = claim(database, limits={"slack": NO_LIMITS["slack"]})
    assert [one.item.channel for one in claimed] == ["slack"]


def test_the_urgent_leaves_first_and_of_equals_the_older(database: Database) -> None:
    bulk, first, reply, second = queue(
        database,
        draft("a", Priority.BULK),
        draft("b"),
        draft("c", Priority.REPLY),
        draft("d"),
    )
    assert claimed_ids(database, most=2) == [reply, first]
    assert claimed_ids(database) == [second, bulk]


def test_a_reply_makes_what_waits_before_it_as_urgent(database: Database) -> None:
    """It cannot overtake the bot's words in its chat: they must not wait behind a mailing to all others."""
    mailing = queue(database, *[draft(f"chat {number}", Priority.BULK) for number in range(20)])
    (reply,) = queue(database, draft("chat 15", Priority.REPLY))
    assert claimed_ids(database, most=1) == [mailing[15]]
    sent(database, mailing[15])
    assert claimed_ids(database, most=1) == [reply]
    assert claimed_ids(database, most=2) == mailing[:2]


def test_what_is_less_urgent_leaves_the_rest_as_it_is(database: Database) -> None:
    queue(database, draft("a", Priority.REPLY), draft("a", Priority.BULK))
    other, first = queue(database, draft("b"), draft("a", Priority.CONVERSATION))
    assert row_of(database, first).priority == Priority.CONVERSATION
    assert claimed_ids(database)[1] == other
    assert row_of(database, 1).priority == Priority.REPLY


def end_as_sent(session: Session, item_id: int) -> None:
    outbox.mark_sent(session, item_id, "1", NOW)


def end_as_unknown(session: Session, item_id: int) -> None:
    outbox.mark_unknown(session, item_id, "the connection broke")


def end_as_given_up(session: Session, item_id: int) -> None:
    outbox.give_up(session, item_id, "the chat is gone")


@pytest.mark.parametrize("end", [end_as_sent, end_as_unknown, end_as_given_up])
def test_a_later_letter_waits_for_the_end_of_the_earlier(
    database: Database, end: Callable[[Session, int], None]
) -> None:
    first, second, other = queue(database, draft("a"), draft("a"), draft("b"))
    assert claimed_ids(database) == [first, other]  # the second waits while the first is pending
    assert claimed_ids(database) == []  # and while it is being sent
    with database.transaction() as session:
        item = outbox.waiting_under(session, "a")[0]
        outbox.retry(session, item, NOW + DAY, "too many requests", uncertain=False)
    assert claimed_ids(database) == []  # and while it is put off
    assert claimed_ids(database, NOW + DAY) == [first, other]
    with database.transaction() as session:
        end(session, first)
    assert claimed_ids(database, NOW + DAY) == [second]


def test_senders_that_race_never_share_a_letter(database: Database) -> None:
    ids = queue(database, *[draft(f"chat {number}") for number in range(60)])

    def claim_all(owner: str) -> list[int]:
        mine: list[int] = []
        while claimed := claim(database, owner=owner, most=5):
            mine += [one.item.id for one in claimed]
        return mine

    shares = race(*[lambda owner=owner: claim_all(owner) for owner in "abcd"])
    claimed = [item_id for share in shares for item_id in share]
    assert len(claimed) == len(set(claimed))
    claimed += claimed_ids(database, most=60)  # what all of them passed over while it was locked
    assert sorted(claimed) == ids


def test_a_sender_passes_over_what_another_holds(postgresql_schema_url: str) -> None:
    database = Database(postgresql_schema_url, busy_timeout=SECOND)
    first, second, third = queue(database, draft("a"), draft("b"), draft("b"))
    with database.transaction() as session:
        (held,) = outbox.claim(session, "one", NO_LIMITS, NOW, 1)
        assert held.item.id == first
        assert claimed_ids(database) == [second]
    sent(database, second)
    assert claimed_ids(database) == [third]
    database.dispose()


def test_a_lease_that_ran_out_comes_back_as_uncertain(database: Database) -> None:
    (item_id,) = queue(database, draft())
    (first,) = claim(database, owner="dead")
    assert claim(database, NOW + LEASE) == []
    (again,) = claim(database, LATER, owner="alive")
    assert again.item == replace(first.item, attempts=2, uncertain=True)
    assert row_of(database, item_id).lease_owner == "alive"


def test_a_retry_waits_for_its_time_and_keeps_what_is_known(database: Database) -> None:
    queue(database, draft())
    (first,) = claim(database)
    with database.transaction() as session:
        outbox.retry(session, first.item, NOW + SECOND, "too many requests", uncertain=False)
    assert claim(database, NOW + SECOND / 2) == []
    (second,) = claim(database, NOW + SECOND)
    assert second.item == replace(first.item, attempts=2, reason="too many requests")
    with database.transaction() as session:
        outbox.retry(session, second.item, NOW + SECOND, "the connection broke", uncertain=True)
    (third,) = claim(database, NOW + SECOND)
    assert third.item == replace(first.item, attempts=3, uncertain=True, reason="the connection broke")


def test_a_retry_said_too_late_does_not_free_what_another_sends(database: Database) -> None:
    queue(database, draft())
    (slow,) = claim(database, owner="slow")
    claim(database, LATER, owner="quick")
    with database.transaction() as session:
        outbox.retry(session, slow.item, LATER, "too many requests", uncertain=False)
    assert claim(database, LATER) == []


def test_what_arrived_stays_sent(database: Database) -> None:
    (item_id,) = queue(database, draft())
    with database.transaction() as session:
        outbox.mark_unknown(session, item_id, "the connection broke")
        outbox.mark_sent(session, item_id, "17", NOW)
        outbox.give_up(session, item_id, "too late")
        outbox.mark_unknown(session, item_id, "too late")
    row = row_of(database, item_id)
    assert (row.state, row.sent_at, row.platform_id, row.reason) == (OutboxState.SENT, NOW, "17", None)
    assert (row.lease_owner, row.leased_until) == (None, None)


def test_what_ended_is_not_claimed_again(database: Database) -> None:
    ids = queue(database, *[draft(key) for key in "abc"])
    with database.transaction() as session:
        for end, item_id in zip((end_as_sent, end_as_unknown, end_as_given_up), ids, strict=True):
            end(session, item_id)
    assert claim(database, NOW + DAY) == []


def test_a_long_queue_for_one_channel_holds_up_nobody_else(database: Database) -> None:
    """Of a hundred cards for one Slack channel one or two may leave now; the customers' questions all may."""
    queue(database, *[card(str(number)) for number in range(100)])
    questions = queue(database, *[draft(f"chat {number}") for number in range(10)])
    limits = {"telegram": {"each": SECOND}, "slack": {"each": SECOND}}
    claimed = [one.item.id for _ in range(2) for one in claim(database, limits=limits)]
    assert set(questions) <= set(claimed)
    assert len(claimed) == len(questions) + 2


def test_a_channel_on_hold_holds_up_no_other(database: Database) -> None:
    queue(database, *[draft(f"chat {number}") for number in range(100)])
    cards = queue(database, *[card(str(number), f"#channel {number}") for number in range(3)])
    with database.transaction() as session:
        budgets.hold_until(session, {"all of telegram"}, NOW + DAY, NOW)
    assert [one.item.id for one in claim(database, limits=LIMITS)] == cards


def test_nothing_more_goes_to_a_chat_that_is_gone(database: Database) -> None:
    with database.transaction() as session:
        ada, bob = a_conversation(session).id, a_conversation(session, replace(ADA, address="2")).id
        reply = tickets.add_message(session, conversation_id=ada, text="Sorry!", written_at=NOW)
        ids = [
            outbox.queue(session, draft("ada", conversation_id=ada), NOW),
            outbox.queue(session, draft("ada", conversation_id=ada, message_id=reply), NOW),
            outbox.queue(session, draft("bob", conversation_id=bob), NOW),
            outbox.queue(session, card("1"), NOW),
        ]
    claim(database, most=1)
    with database.transaction() as session:
        assert outbox.give_up_all_to(session, ada, "the customer blocked the bot") == [reply]
    assert [row_of(database, item_id).state for item_id in ids] == [
        "gave up",
        "gave up",
        "pending",
        "pending",
    ]
    assert claimed_ids(database, LATER) == ids[2:]


def test_questions_are_withdrawn_and_answers_are_not(database: Database) -> None:
    with database.transaction() as session:
        run = a_scheduled_run(session)
        assert run.conversation_id is not None
        ada = run.conversation_id
        columns = {"conversation_id": ada, "channel": "#complaints"}
        ticket = tickets.open_ticket(session, COMPLAINT, columns, NOW)
        sending, question, answer = (
            outbox.queue(session, draft("other key", conversation_id=ada, run_id=run.run.id), NOW),
            outbox.queue(session, draft("ada", conversation_id=ada, run_id=run.run.id), NOW),
            outbox.queue(session, draft("ada", conversation_id=ada, ticket_id=ticket.id), NOW),
        )
    assert claimed_ids(database, most=1) == [sending]
    with database.transaction() as session:
        outbox.withdraw_questions(session, ada)
    assert row_of(database, question).reason == "the customer wants no questions"
    assert row_of(database, sending).state == OutboxState.PENDING  # it may be on its way
    assert claimed_ids(database) == [answer]


def test_a_message_is_found_by_the_name_the_platform_gave_it(database: Database) -> None:
    with database.transaction() as session:
        ada = a_conversation(session).id
        first, second, _ = (outbox.queue(session, draft(key, conversation_id=ada), NOW) for key in "abc")
        for item_id in (first, second):
            outbox.mark_sent(session, item_id, "17", NOW)
        found = outbox.find_sent(session, ada, "17")
        assert found is not None
        assert found.id == second
        assert outbox.find_sent(session, ada, "18") is None
        assert outbox.find_sent(session, ada + 1, "17") is None


def test_the_last_word_to_a_chat_is_a_question_or_about_a_ticket(database: Database) -> None:
    with database.transaction() as session:
        ada = a_conversation(session).id
        columns = {"conversation_id": ada, "channel": "#complaints"}
        ticket = tickets.open_ticket(session, COMPLAINT, columns, NOW)
        assert outbox.last_sent_in(session, ada) is None

        def last_after(one: Draft) -> int:
            outbox.queue(session, replace(one, conversation_id=ada), NOW)
            last = outbox.last_sent_in(session, ada)
            return last.id if last else 0

        assert last_after(draft()) == 0
        assert last_after(replace(draft(), kind="question")) == 2
        assert last_after(replace(draft(), ticket_id=ticket.id)) == 3
        assert last_after(draft()) == 3
        outbox.give_up(session, 3, "the chat is gone")
        assert last_after(draft()) == 2


def measured(database: Database) -> tuple[int, datetime | None]:
    """How many wait, and since when the oldest does."""
    with database.reading() as session:
        oldest = outbox.oldest_waiting(session)
        return outbox.count_waiting(session), oldest.queued_at if oldest else None


def test_what_waits_can_be_measured(database: Database) -> None:
    assert measured(database) == (0, None)
    first, _ = queue(database, draft(), draft())
    queue(database, draft(), at=NOW + SECOND)
    assert measured(database) == (3, NOW)
    sent(database, first, first + 1)
    assert measured(database) == (1, NOW + SECOND)


def test_a_place_is_at_most_a_moment_ahead(database: Database) -> None:
    """The sender sleeps until then with the letter in hand, so it must be much shorter than the lease."""
    assert timedelta(0) < AHEAD < LEASE / 10
