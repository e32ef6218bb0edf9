"""What is old and needed by nobody goes, in portions; everything else stays."""

from dataclasses import replace

import pytest
from sqlmodel import Session, col, select

from flows.run import RunStatus
from storage import budgets, dead_letters, inbox, outbox, purging, runs
from storage.database import Database
from storage.purging import Key, Purged
from storage.records import DeadLetterState
from storage.tables import METADATA, DeadLetterRow, InboxRow, OutboxRow, SendBudgetRow
from tests.storage.letters import draft
from tests.storage.seeds import DAY, NOW, a_scheduled_run

LONG_AGO = NOW - 100 * DAY


def purge(database: Database, purged: Purged, size: int = 2) -> int:
    """Looks through the whole table for what is older than a month; how many rows went."""
    gone, after = 0, None
    while True:
        with database.reading() as session:
            page = purging.look_through(session, purged, NOW - 30 * DAY, after, size)
        with database.transaction() as session:
            gone += purging.remove(session, purged, NOW - 30 * DAY, page.old) if page.old else 0
        after = page.last
        if after is None:
            return gone


def test_old_keys_are_forgotten_and_young_ones_are_not(database: Database) -> None:
    with database.transaction() as session:
        for number in range(7):
            inbox.is_new(session, "telegram:7", str(number), LONG_AGO if number % 2 else NOW)
            inbox.is_new(session, "slack", str(number), LONG_AGO)
    assert purge(database, Purged.INBOX) == 10
    with database.transaction() as session:
        left = session.exec(select(InboxRow.source, InboxRow.key).order_by(col(InboxRow.key))).all()
        assert [tuple(each) for each in left] == [("telegram:7", number) for number in "0246"]
        assert inbox.is_new(session, "slack", "1", NOW)
        assert not inbox.is_new(session, "telegram:7", "2", NOW)


def queue(session: Session, conversation_id: int | None = None, run_id: int | None = None) -> int:
    letter = replace(draft(), conversation_id=conversation_id, run_id=run_id)
    return outbox.queue(session, letter, LONG_AGO)


def test_letters_that_found_an_end_long_ago_go(database: Database) -> None:
    with database.transaction() as session:
        sent, unknown, gave_up, pending = (queue(session) for _ in range(4))
        outbox.mark_sent(session, sent, "1", LONG_AGO)
        outbox.mark_unknown(session, unknown, "a lost answer")
        outbox.give_up(session, gave_up, "blocked")
        young = outbox.queue(session, draft(), NOW)
        outbox.mark_sent(session, young, "2", NOW)
    assert purge(database, Purged.OUTBOX) == 3
    assert letters(database) == [pending, young]


def letters(database: Database) -> list[int | None]:
    with database.reading() as session:
        return list(session.exec(select(OutboxRow.id).order_by(col(OutboxRow.id))))


def test_a_question_whose_survey_still_waits_stays(database: Database) -> None:
    with database.transaction() as session:
        stored = a_scheduled_run(session)
        question = queue(session, stored.conversation_id, stored.run.id)
        outbox.mark_sent(session, question, "1", LONG_AGO)
        runs.change(session, stored.run.id, status=RunStatus.WAITING.value, node="satisfaction")
    assert purge(database, Purged.OUTBOX) == 0
    with database.transaction() as session:
        runs.change(session, stored.run.id, status=RunStatus.EXPIRED.value)
    assert purge(database, Purged.OUTBOX) == 1


def test_a_letter_that_can_be_retried_stays(database: Database) -> None:
    with database.transaction() as session:
        letter = queue(session)
        outbox.give_up(session, letter, "an error of the program")
        dead = dead_letters.bury(session, "outbox", str(letter), {}, "Traceback", LONG_AGO)
        dead_letters.bury(session, "timer", str(letter + 1), {}, "Traceback", LONG_AGO)
        other = queue(session)
        outbox.give_up(session, other, "blocked")
    assert purge(database, Purged.OUTBOX) == 1
    assert purge(database, Purged.DEAD_LETTER) == 0
    with database.transaction() as session:
        dead_letters.wish(session, dead, DeadLetterState.TO_RETRY, LONG_AGO)
        dead_letters.mark_retried(session, dead, LONG_AGO)
    assert purge(database, Purged.DEAD_LETTER) == 1
    assert purge(database, Purged.OUTBOX) == 1
    with database.reading() as session:
        assert [row.source for row in session.exec(select(DeadLetterRow))] == ["timer"]


def test_a_pause_that_is_over_goes_and_comes_back_when_it_is_needed(database: Database) -> None:
    with database.transaction() as session:
        budgets.lock(session, ["an old chat", "another"], LONG_AGO)
        budgets.lock(session, ["a young chat"], NOW)
    assert purge(database, Purged.SEND_BUDGET) == 2
    with database.transaction() as session:
        assert session.exec(select(SendBudgetRow.name)).all() == ["a young chat"]
        assert set(budgets.lock(session, ["an old chat"], NOW)) == {"an old chat"}
        assert budgets.free_within(session, ["an old chat"], NOW)


@pytest.mark.parametrize("purged", Purged)
def test_every_table_that_is_purged_has_its_key_and_may_be_empty(database: Database, purged: Purged) -> None:
    assert list(METADATA.tables[purged].primary_key)
    assert purge(database, purged) == 0


def test_what_is_needed_again_by_then_stays(database: Database) -> None:
    with database.transaction() as session:
        budgets.lock(session, ["a chat"], LONG_AGO)
    with database.reading() as session:
        page = purging.look_through(session, Purged.SEND_BUDGET, NOW, None, 10)
    assert page == purging.Page([_key("a chat")], None)
    with database.transaction() as session:
        budgets.hold_until(session, {"a chat"}, NOW + DAY, NOW)
    with database.transaction() as session:
        assert purging.remove(session, Purged.SEND_BUDGET, NOW, page.old) == 0


def _key(*parts: str) -> Key:
    return parts
