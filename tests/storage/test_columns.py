"""What goes into a column comes out of it, alike on both engines; what is wrong does not go in."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DataError, IntegrityError, StatementError
from sqlmodel import Session, SQLModel, delete, select

from flows.effects import TimerPurpose
from flows.outreach import PurchaseEventType
from flows.run import RunStatus
from flows.tickets import TicketState
from storage import conversations, dead_letters, inbox, purchases, runs, tickets, timers
from storage.database import Database
from storage.errors import StorageError
from storage.records import Origin, OutboxState
from storage.tables import (
    METADATA,
    AnswerRow,
    DeadLetterRow,
    InboxRow,
    LinkRow,
    OutboxRow,
    RunRow,
    TicketMessageRow,
    TicketRow,
    TimerRow,
)
from tests.storage.letters import draft, queue
from tests.storage.seeds import COMPLAINT, NOW, a_conversation, a_purchase, a_scheduled_run, new_run

LONE_SURROGATE = "half an emoji \ud83d"

moments = st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001 - the zone comes from the other strategy
    datetime(2100, 1, 1),  # noqa: DTZ001 - as above
    timezones=st.sampled_from(
        [UTC, ZoneInfo("Europe/Rome"), ZoneInfo("America/Sao_Paulo"), timezone(timedelta(hours=-11))]
    ),
)
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=50)
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)
on_one_database = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)


@given(moment=moments)
@on_one_database
def test_a_moment_comes_back_as_the_same_moment_in_utc(database: Database, moment: datetime) -> None:
    with database.transaction() as session:
        session.exec(delete(InboxRow))
        inbox.is_new(session, "telegram", "1", moment)
    with database.reading() as session:
        found = session.exec(select(InboxRow)).one().handled_at
    assert found == moment.astimezone(UTC)  # between zones, a moment told twice by the clocks equals nothing
    assert found.tzinfo is UTC


@given(pair=st.tuples(moments, moments))
@on_one_database
def test_moments_are_compared_as_moments(database: Database, pair: tuple[datetime, datetime]) -> None:
    """Also across zones, and on SQLite, which compares texts."""
    first, second = pair
    with database.transaction() as session:
        session.exec(delete(InboxRow))
        inbox.is_new(session, "telegram", "1", first)
    with database.reading() as session:
        later = session.exec(select(InboxRow).where(InboxRow.handled_at > second)).all()
    assert bool(later) is (first.astimezone(UTC) > second.astimezone(UTC))


def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="timezone"), database.transaction() as session:
        inbox.is_new(session, "telegram", "1", NOW.replace(tzinfo=None))


@given(payload=st.dictionaries(texts, json_values, max_size=5))
@on_one_database
def test_json_comes_back_as_it_was(database: Database, payload: dict[str, object]) -> None:
    with database.transaction() as session:
        session.exec(delete(DeadLetterRow))
        dead_letters.bury(session, "telegram", "1", payload, "", NOW)
    with database.reading() as session:
        found = session.exec(select(DeadLetterRow)).one().payload
    assert repr(found) == repr(payload)  # which tells 1 from 1.0 and True, and knows the order of keys


@pytest.mark.parametrize("number", [float("inf"), float("nan")])
def test_a_number_that_json_does_not_know_is_refused(database: Database, number: float) -> None:
    refused = pytest.raises((StatementError, ValueError), match="not JSON compliant")
    with refused, database.transaction() as session:
        dead_letters.bury(session, "telegram", "1", {"number": number}, "", NOW)


@given(words=texts)
@on_one_database
def test_text_comes_back_as_it_was(database: Database, words: str) -> None:
    with database.transaction() as session:
        conversation = a_conversation(session)
        conversations.change(session, conversation.id, first_name=words)
    with database.reading() as session:
        assert conversations.get(session, conversation.id).first_name == words


def keep(database: Database, key: str) -> None:
    with database.transaction() as session:
        inbox.is_new(session, "telegram", "before", NOW)
        inbox.is_new(session, "telegram", key, NOW)


def test_a_lone_surrogate_is_refused_with_the_whole_turn(database: Database) -> None:
    """Text is cleaned where it comes in. One that was not is a fault of ours, so it must not look like an
    outage that passes: the turn is rolled back, and whoever took it buries it.
    """
    with pytest.raises((StatementError, UnicodeEncodeError)) as refusal:
        keep(database, LONE_SURROGATE)
    assert not isinstance(refusal.value, StorageError)
    with database.transaction() as session:
        assert inbox.is_new(session, "telegram", "before", NOW)


def test_a_nul_is_refused_by_postgresql(postgresql_schema_url: str) -> None:
    database = Database(postgresql_schema_url)
    with pytest.raises(DataError, match="NUL"):
        keep(database, "a\0b")
    database.dispose()


def test_a_nul_is_kept_whole_by_sqlite(sqlite_schema_url: str) -> None:
    database = Database(sqlite_schema_url)
    keep(database, "a\0b")
    with database.reading() as session:
        assert {row.key for row in session.exec(select(InboxRow))} == {"before", "a\0b"}
    database.dispose()


def set_column(table: type[SQLModel], **columns: object) -> Callable[[Session], None]:
    """Sets columns of every row in a way that only the database itself can refuse."""
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    statement = text(f"UPDATE {table.__tablename__} SET {assignments}")  # noqa: S608 - names of our own
    return lambda session: [session.connection().execute(statement, columns)][0].close()


def one_of_each(database: Database) -> None:
    with database.transaction() as session:
        run = a_scheduled_run(session)
        assert run.conversation_id is not None
        ids = {"conversation_id": run.conversation_id}
        tickets.open_ticket(session, COMPLAINT, ids | {"channel": "#complaints"}, NOW)
        tickets.add_message(
            session, text="Sorry!", author="Giulia", delivery="sending", written_at=NOW, **ids
        )
        timers.replace_all(session, run.run.id, 0, [("start", NOW)])
    queue(database, draft())


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        (RunRow, {"status": "sleeping"}),
        (RunRow, {"origin": "guessed"}),
        (RunRow, {"status": "held back"}),
        (RunRow, {"held_back": "without being so"}),
        (RunRow, {"status": "waiting", "node": None}),
        (RunRow, {"revision_id": 4711}),
        (TimerRow, {"purpose": "explode"}),
        (TicketRow, {"state": "forgotten"}),
        (TicketRow, {"state": "resolved"}),
        (TicketRow, {"resolved_at": "2027-01-01 00:00:00"}),
        (TicketMessageRow, {"delivery": "perhaps"}),
        (TicketMessageRow, {"author": None}),
        (TicketMessageRow, {"delivered_at": "2027-01-01 00:00:00"}),
        (OutboxRow, {"state": "lost"}),
        (OutboxRow, {"state": "sent"}),
        (OutboxRow, {"state": "gave up", "leased_until": "2027-01-01 00:00:00"}),
        (OutboxRow, {"ticket_id": 4711}),
    ],
    ids=lambda value: ",".join(value) if isinstance(value, dict) else value.__tablename__,
)
def test_the_database_guards_its_states(
    database: Database, table: type[SQLModel], columns: dict[str, object]
) -> None:
    one_of_each(database)
    with pytest.raises(IntegrityError), database.transaction() as session:
        set_column(table, **columns)(session)


def test_an_answer_is_scored_or_says_why_not(database: Database) -> None:
    one_of_each(database)
    wrong: list[dict[str, Any]] = [
        {"polarity": 0.5},
        {"not_scored": "other language"},
        {"scorer": "textblob"},
        {"scorer": "textblob", "polarity": 0.5, "not_scored": "other language"},
        {"scorer": "textblob", "polarity": 1.5},
        {"origin": "guessed"},
    ]
    for columns in wrong:
        with pytest.raises(IntegrityError), database.transaction() as session:
            session.add(an_answer(**columns))


def an_answer(**columns: Any) -> AnswerRow:
    known: dict[str, Any] = {
        "run_id": 1,
        "revision_id": 1,
        "node": "reason",
        "kind": "text",
        "position": 1,
        "language": "en",
    }
    return AnswerRow(**(known | {"channel": "telegram", "origin": "invited", "answered_at": NOW} | columns))


def test_a_link_is_bound_when_it_is_opened(database: Database) -> None:
    with database.transaction() as session:
        columns: dict[str, Any] = {
            "token_hash": "00",
            "purchase_id": a_purchase(session).id,
            "issued_at": NOW,
            "expires_at": NOW,
        }
        chat = a_conversation(session).id
    with pytest.raises(IntegrityError), database.transaction() as session:
        session.add(LinkRow(**columns, conversation_id=chat))


def test_every_word_of_the_rules_can_be_stored(database: Database) -> None:
    """A word that is new in `flows` needs a migration: its check constraint is a list of words."""
    one_of_each(database)
    with database.transaction() as session:
        purchase = a_purchase(session)
        for origin in Origin:
            assert runs.add_run(session, replace(new_run(purchase, touchpoint=origin), origin=origin), NOW)
        for kind in PurchaseEventType:
            assert purchases.add_event(session, purchase.id, kind, NOW, NOW)
        timers.replace_all(session, 1, 1, [(purpose, NOW) for purpose in TimerPurpose])
        runs.change(session, 1, node="satisfaction")
        for status in RunStatus:
            held_back = "too old" if status is RunStatus.HELD_BACK else None
            runs.change(session, 1, status=status, held_back=held_back)
        for state in TicketState:
            tickets.change(session, 1, state=state, resolved_at=NOW if state == "resolved" else None)
        letters = METADATA.tables["outbox"].update()
        for end in OutboxState:
            ended = {"state": end.value, "sent_at": NOW if end is OutboxState.SENT else None}
            session.connection().execute(letters.values(**ended))


@pytest.mark.parametrize("table", sorted(METADATA.tables))
def test_no_id_is_ever_given_twice(sqlite_schema_url: str, table: str) -> None:
    """SQLite would give the last row's id again once that row is gone; PostgreSQL never does."""
    columns = METADATA.tables[table].columns
    database = Database(sqlite_schema_url)
    with database.reading() as session:
        query = text("SELECT sql FROM sqlite_master WHERE name = :table")
        definition = session.connection().execute(query, {"table": table}).scalar_one()
    database.dispose()
    assert ("AUTOINCREMENT" in definition) is ("id" in columns)
