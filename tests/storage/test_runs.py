"""A run is found where it stands, moved by one at a time, and its answers come back as they were given."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError, NoResultFound
from sqlmodel import col, select

from flows.run import Answer, Run, RunStatus, Value
from flows.sentiment import Mood, NotScored
from storage import answers, conversations, runs
from storage.database import Database
from storage.errors import RunMovedOn
from storage.records import Origin
from storage.tables import AnswerRow, RunRow
from tests.storage.seeds import (
    ADA,
    COMPLAINT,
    DAY,
    FLOW,
    MINUTE,
    NOW,
    a_conversation,
    a_purchase,
    a_scheduled_run,
    a_waiting_run,
    new_run,
)
from tests.storage.threads import race


def waiting(run: Run, node: str = "satisfaction") -> Run:
    return replace(
        run, status=RunStatus.WAITING, node=node, step_number=run.step_number + 1, waiting_since=NOW
    )


def ended(run: Run, status: RunStatus) -> Run:
    return replace(run, status=status, node=None, step_number=run.step_number + 1, waiting_since=None)


def row_of(database: Database, run_id: int) -> RunRow:
    with database.reading() as session:
        return session.get_one(RunRow, run_id)


def test_a_run_is_added_once_per_touchpoint_and_purchase(database: Database) -> None:
    with database.transaction() as session:
        purchase = a_purchase(session)
        first = runs.add_run(session, new_run(purchase), NOW)
        assert runs.add_run(session, new_run(purchase), NOW) is None
        assert runs.add_run(session, new_run(purchase, touchpoint="a month later"), NOW) not in {None, first}
        assert first is not None
        stored = runs.get(session, first)
    assert stored.run == Run(id=first, language="")
    assert (stored.flow_name, stored.flow, stored.revision_id) == ("after_delivery", None, None)
    assert (stored.origin, stored.is_test, stored.due_at) == (Origin.INVITED, False, NOW)
    assert stored.conversation_id is None
    row = row_of(database, first)
    assert (row.eligible_at, row.happened_at, row.link_issued_at) == (NOW, NOW - DAY, NOW - DAY)
    assert (row.status, row.held_back) == ("scheduled", None)


def test_a_run_may_be_held_back_from_the_start(database: Database) -> None:
    with database.transaction() as session:
        new = replace(new_run(a_purchase(session)), held_back="the purchase is too old", due_at=None)
        run_id = runs.add_run(session, new, NOW)
        assert run_id is not None
        assert runs.get(session, run_id).run.status is RunStatus.HELD_BACK
    assert row_of(database, run_id).held_back == "the purchase is too old"


def test_runs_of_staff_are_marked(database: Database) -> None:
    with database.transaction() as session:
        run_id = runs.add_run(session, replace(new_run(a_purchase(session)), is_test=True), NOW)
        assert run_id is not None
        assert runs.get(session, run_id).is_test


def test_of_those_that_race_to_add_a_run_one_does(database: Database) -> None:
    with database.transaction() as session:
        purchase = a_purchase(session)

    def add() -> int | None:
        with database.transaction() as session:
            return runs.add_run(session, new_run(purchase), NOW)

    assert sum(added is not None for added in race(*[add] * 4)) == 1


def test_a_begun_run_knows_its_flow_and_language(database: Database) -> None:
    with database.transaction() as session:
        stored = a_scheduled_run(session)
    with database.transaction() as session:
        again = runs.lock(session, stored.run.id)
        assert again == stored
        assert runs.lock(session, stored.run.id + 1) is None
        with pytest.raises(NoResultFound):
            runs.get(session, stored.run.id + 1)
    assert stored.flow == FLOW
    assert stored.run.language == "en"


def test_everything_a_run_knows_comes_back(database: Database) -> None:
    with database.transaction() as session:
        stored = a_scheduled_run(session)
        moved = replace(
            waiting(stored.run),
            language="it",
            reminders_sent=1,
            worst_mood=-0.5,
            complaint=COMPLAINT,
            ticket_open=True,
        )
        runs.save_all(session, [(stored.run, moved)], NOW)
    with database.reading() as session:
        assert runs.get(session, stored.run.id).run == moved


def test_a_run_that_moved_on_is_not_saved(database: Database) -> None:
    with database.transaction() as session:
        stored = a_waiting_run(session)
        stale = replace(stored.run, step_number=0)
        with pytest.raises(RunMovedOn, match=f"1 moved on meanwhile of run {stored.run.id} at step 0"):
            runs.save_all(session, [(stale, ended(stale, RunStatus.COMPLETE))], NOW)
        assert runs.get(session, stored.run.id) == stored


def test_of_those_that_race_to_move_a_run_one_does(database: Database) -> None:
    with database.transaction() as session:
        stored = a_waiting_run(session)

    def move() -> bool:
        try:
            with database.transaction() as session:
                runs.save_all(session, [(stored.run, ended(stored.run, RunStatus.COMPLETE))], NOW)
        except RunMovedOn:
            return False
        return True

    assert race(*[move] * 4).count(True) == 1


@pytest.mark.parametrize(
    ("status", "column"),
    [
        (RunStatus.COMPLETE, "completed_at"),
        (RunStatus.EXPIRED, "expired_at"),
        (RunStatus.STOPPED, "stopped_at"),
    ],
)
def test_the_time_of_each_end_is_kept(database: Database, status: RunStatus, column: str) -> None:
    with database.transaction() as session:
        stored = a_waiting_run(session)
        after = ended(stored.run, status)
        runs.save_all(session, [(stored.run, after)], NOW)
        runs.save_all(session, [(after, replace(after, ticket_open=True))], NOW + DAY)
    row = row_of(database, stored.run.id)
    ends = {"completed_at", "expired_at", "stopped_at"}
    assert {name: getattr(row, name) for name in ends} == dict.fromkeys(ends) | {column: NOW}


def test_a_stage_is_marked_once(database: Database) -> None:
    with database.transaction() as session:
        run_id = a_waiting_run(session).run.id
        runs.mark_once(session, run_id, "sent_at", NOW)
    with database.transaction() as session:
        runs.mark_once(session, run_id, "sent_at", NOW + DAY)
        runs.mark_once(session, run_id, "blocked_at", NOW + DAY)
    row = row_of(database, run_id)
    assert (row.sent_at, row.blocked_at, row.first_answer_at) == (NOW, NOW + DAY, None)


def answer(node: str, kind: str, value: Value | None, mood: Mood | None = None, position: int = 1) -> Answer:
    return Answer(node, kind, position, value, "it", NOW + MINUTE, mood)


def give(database: Database, given: Answer) -> int:
    with database.transaction() as session:
        stored = a_waiting_run(session)
        runs.save_all(session, [(stored.run, replace(waiting(stored.run), answers=(given,)))], NOW + MINUTE)
        answers.add(session, stored, given, "telegram")
    return stored.run.id


@pytest.mark.parametrize(
    "given",
    [
        answer("satisfaction", "csat", 2),
        answer("recommend", "nps", 0),
        answer("which", "choice", "blue_mug"),
        answer("which", "choice", "5"),
        answer(
            "reason", "text", "Due settimane, «rotto» 😡\nCiao", Mood(-0.35, None, "textblob", "0.20 (1)")
        ),
        answer("reason", "text", "boh", Mood(None, NotScored.LANGUAGE, "textblob", "0.20 (1)")),
        answer("reason", "text", None),
    ],
    ids=lambda given: f"{given.kind}-{given.value}",
)
def test_an_answer_comes_back_as_it_was_given(database: Database, given: Answer) -> None:
    run_id = give(database, given)
    with database.reading() as session:
        (found,) = runs.get(session, run_id).run.answers
    assert found == given
    assert type(found.value) is type(given.value)


def test_an_answer_knows_how_it_came_about(database: Database) -> None:
    run_id = give(database, answer("satisfaction", "csat", 2))
    with database.reading() as session:
        row = session.exec(select(AnswerRow)).one()
        revision_id = runs.get(session, run_id).revision_id
    assert (row.run_id, row.revision_id, row.position) == (run_id, revision_id, 1)
    assert (row.language, row.channel, row.origin) == ("it", "telegram", "invited")
    assert (row.first_value, row.final_value, row.answered_at) == (2, 2, NOW + MINUTE)
    assert row_of(database, run_id).first_answer_at == NOW + MINUTE


def test_a_skipped_question_is_null_in_the_database(database: Database) -> None:
    give(database, answer("reason", "text", None))
    with database.reading() as session:
        assert session.exec(select(AnswerRow).where(col(AnswerRow.final_value).is_(None))).all()


def test_a_question_is_answered_once(database: Database) -> None:
    with database.transaction() as session:
        stored = a_waiting_run(session)
        answers.add(session, stored, answer("satisfaction", "csat", 1), "telegram")
    with pytest.raises(IntegrityError), database.transaction() as session:
        answers.add(session, stored, answer("satisfaction", "csat", 2), "telegram")


def test_answers_come_in_the_order_they_were_asked(database: Database) -> None:
    with database.transaction() as session:
        stored = a_waiting_run(session)
        for position in (2, 1, 3):
            given = answer(f"node_{position}", "csat", position, position=position)
            answers.add(session, stored, given, "telegram")
        assert [found.value for found in runs.get(session, stored.run.id).run.answers] == [1, 2, 3]


def test_the_waiting_run_of_a_chat_is_the_newest_that_waits(database: Database) -> None:
    with database.transaction() as session:
        conversation_id = a_conversation(session).id
        assert runs.waiting_in(session, conversation_id) is None
        first, second, _scheduled = (
            a_waiting_run(session, "1"),
            a_waiting_run(session, "2"),
            a_scheduled_run(session, "3"),
        )
        assert runs.waiting_in(session, conversation_id) == second
        runs.save_all(session, [(second.run, ended(second.run, RunStatus.STOPPED))], NOW)
        assert runs.waiting_in(session, conversation_id) == first
        other = a_conversation(session, replace(ADA, address="2"))
        assert runs.waiting_in(session, other.id) is None


def test_the_newest_survey_without_a_ticket(database: Database) -> None:
    with database.transaction() as session:
        conversation_id = a_conversation(session).id
        first, second = a_waiting_run(session, "1"), a_waiting_run(session, "2")
        assert runs.newest_without_ticket(session, conversation_id, NOW - DAY) is None
        runs.mark_once(session, first.run.id, "sent_at", NOW)
        found = runs.newest_without_ticket(session, conversation_id, NOW - DAY)
        assert found is not None
        assert found.run.id == first.run.id
        assert runs.newest_without_ticket(session, conversation_id, NOW + MINUTE) is None
        runs.mark_once(session, second.run.id, "sent_at", NOW)
        runs.change(session, second.run.id, ticket_open=True)
        assert runs.newest_without_ticket(session, conversation_id, NOW - DAY) is None


def test_what_is_scheduled_for_a_purchase_comes_by_due_time(database: Database) -> None:
    with database.transaction() as session:
        purchase = a_purchase(session)
        later, sooner = (
            runs.add_run(session, replace(new_run(purchase, touchpoint=name), due_at=NOW + delay), NOW)
            for name, delay in (("a month later", DAY), ("delivery", timedelta(0)))
        )
        held_back = replace(new_run(purchase, touchpoint="old"), held_back="too old", due_at=None)
        runs.add_run(session, held_back, NOW)
        assert [stored.run.id for stored in runs.scheduled_for(session, purchase.id)] == [sooner, later]
        assert runs.scheduled_for(session, purchase.id + 1) == []


def test_opening_the_link_brings_all_runs_of_the_purchase_to_the_chat(database: Database) -> None:
    with database.transaction() as session:
        ada, bob = a_conversation(session).id, a_conversation(session, replace(ADA, address="2")).id
        purchase, other = a_purchase(session, "1"), a_purchase(session, "2")
        new = [new_run(purchase), new_run(purchase, bob, "again"), new_run(other)]
        run_ids = [run_id for one in new if (run_id := runs.add_run(session, one, NOW)) is not None]
        runs.open_link(session, purchase.id, ada, NOW)
        runs.open_link(session, purchase.id, ada, NOW + DAY)
        assert [runs.conversation_of(session, run_id) for run_id in run_ids] == [ada, bob, None]
    opened = [row_of(database, run_id).link_opened_at for run_id in run_ids]
    assert opened == [NOW, NOW, None]


def test_whoever_locks_the_conversation_first_moves_the_run_alone(database: Database) -> None:
    """Each moves the run from where it finds it. Under the lock none is refused, and no move is lost."""
    with database.transaction() as session:
        stored = a_waiting_run(session)
        assert stored.conversation_id is not None
        conversation_id = stored.conversation_id

    def remind() -> None:
        with database.transaction() as session:
            conversations.lock(session, conversation_id)
            found = runs.lock(session, stored.run.id)
            assert found is not None
            after = replace(waiting(found.run), reminders_sent=found.run.reminders_sent + 1)
            runs.save_all(session, [(found.run, after)], NOW)

    race(*[remind] * 6)
    with database.reading() as session:
        run = runs.get(session, stored.run.id).run
    assert (run.reminders_sent, run.step_number) == (6, stored.run.step_number + 6)
