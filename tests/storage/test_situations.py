"""Many due timers come with all that firing them needs, and nobody waits for what another has in hand."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session

from flows.run import Answer
from flows.sentiment import Mood
from storage import answers, conversations, purchases, runs, situations, timers
from storage.database import Database
from storage.records import Situation
from storage.situations import Due
from tests.storage.seeds import ADA, MINUTE, NOW, SECOND, a_purchase, a_scheduled_run, new_run

BOB = replace(ADA, address="2")


def due_now(database: Database, most: int = 100) -> list[Due]:
    with database.transaction() as session:
        return situations.due_now(session, NOW, most)


def a_due_run(session: Session, number: str, address: conversations.Address = ADA) -> int:
    run_id = a_scheduled_run(session, number, address).run.id
    timers.replace_all(session, run_id, 0, [("remind", NOW - timedelta(seconds=int(number)))])
    return run_id


def test_a_due_timer_comes_with_its_run_its_chat_its_customer_and_what_they_bought(
    database: Database,
) -> None:
    with database.transaction() as session:
        run_id = a_due_run(session, "1001")
        stored = runs.get(session, run_id)
        number = Answer("satisfaction", "csat", 1, 2, "en", NOW)
        words = Answer("reason", "text", 2, "late", "en", NOW, Mood(-0.5, None, "TextBlob", "1"))
        for answer in (words, number):
            answers.add(session, stored, answer, "telegram")
    with database.transaction() as session:
        expected = Situation(
            stored=runs.get(session, run_id),
            conversation=conversations.get(session, 1),
            customer=purchases.get_customer(session, stored.customer_id),
            purchase=purchases.get_purchase(session, stored.purchase_id),
        )
        ((timer, situation),) = situations.due_now(session, NOW, 100)
        assert situation == expected
        assert [answer.node for answer in situation.stored.run.answers] == ["satisfaction", "reason"]
        assert situations.of_timer(session, timer.id) == (timer, expected)
        assert (timer.run_id, timer.purpose, timer.due_at) == (run_id, "remind", NOW - SECOND * 1001)


def test_the_oldest_come_first_and_one_for_each_chat(database: Database) -> None:
    with database.transaction() as session:
        young, old, other = a_due_run(session, "1"), a_due_run(session, "3"), a_due_run(session, "2", BOB)
    assert [timer.run_id for timer, _ in due_now(database)] == [old, other]
    assert [timer.run_id for timer, _ in due_now(database, most=1)] == [old]
    with database.transaction() as session:
        timers.replace_all(session, old, 0, [])
    assert [timer.run_id for timer, _ in due_now(database)] == [other, young]


@pytest.mark.parametrize("runs_with_answers", [1, 2, 3, 5])
def test_every_run_has_its_own_answers(database: Database, runs_with_answers: int) -> None:
    with database.transaction() as session:
        for number in range(runs_with_answers):
            run_id = a_due_run(session, str(number + 1), replace(ADA, address=str(number)))
            answer = Answer("satisfaction", "csat", 1, number, "en", NOW)
            answers.add(session, runs.get(session, run_id), answer, "telegram")
    values = [situation.stored.run.answers[0].value for _, situation in due_now(database)]
    assert values == list(reversed(range(runs_with_answers)))


def test_what_is_not_due_what_is_claimed_and_what_has_no_chat_is_left(database: Database) -> None:
    with database.transaction() as session:
        timers.replace_all(session, a_due_run(session, "1"), 0, [("remind", NOW + SECOND)])
        a_due_run(session, "2", BOB)
        assert len(timers.claim_due(session, NOW)) == 1
        without_chat = runs.add_run(session, new_run(a_purchase(session, "3")), NOW)
        assert without_chat is not None
        timers.replace_all(session, without_chat, 0, [("start", NOW)])
        (timer,) = timers.claim_due(session, NOW)
        assert situations.of_timer(session, timer.id) is None
    assert due_now(database) == []


def test_starts_of_runs_are_left_and_hide_nothing(database: Database) -> None:
    with database.transaction() as session:
        for number in ("5", "4", "3"):
            run_id = a_due_run(session, number, replace(ADA, address=number))
            timers.replace_all(session, run_id, 0, [("start", NOW - timedelta(seconds=int(number)))])
        reminded = a_due_run(session, "1", BOB)
    assert due_now(database, most=3) == []
    assert [timer.run_id for timer, _ in due_now(database, most=4)] == [reminded]


@pytest.mark.parametrize("table", ["conversation", "run", "timer"])
def test_what_another_has_in_hand_is_passed_over(postgresql_schema_url: str, table: str) -> None:
    database = Database(postgresql_schema_url, busy_timeout=MINUTE)
    with database.transaction() as session:
        a_due_run(session, "2")
        other = a_due_run(session, "1", BOB)
    with database.transaction() as session:
        session.connection().exec_driver_sql(f"SELECT 1 FROM {table} WHERE id = 1 FOR NO KEY UPDATE")  # noqa: S608 - our own words
        assert [timer.run_id for timer, _ in due_now(database)] == [other]
    assert len(due_now(database)) == 2
    database.dispose()
