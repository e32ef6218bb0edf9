"""What runs at every turn finds its rows by an index, however many there are."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlmodel import Session

from storage import (
    answers,
    budgets,
    conversations,
    dead_letters,
    inbox,
    leases,
    links,
    outbox,
    purchases,
    purging,
    revisions,
    runs,
    situations,
    tickets,
    timers,
    waits,
)
from storage.database import Database
from storage.purging import Purged
from storage.records import DeadLetterState, RevisionState
from tests.storage.letters import LIMITS, draft
from tests.storage.seeds import ADA, NOW, a_scheduled_run


def save_again(session: Session) -> None:
    run = runs.get(session, 1).run
    runs.save_all(session, [(run, run)], NOW)


HOT: dict[str, Callable[[Session], object]] = {
    "claim letters": lambda session: outbox.claim(session, "one", LIMITS, NOW),
    "queue many letters": lambda session: outbox.queue_all(session, [draft(), draft()], NOW),
    "queue a letter": lambda session: outbox.queue(session, draft(), NOW),
    "mark a letter sent": lambda session: outbox.mark_sent(session, 1, "17", NOW),
    "give up all letters to a chat": lambda session: outbox.give_up_all_to(session, 1, "blocked"),
    "withdraw the questions to a chat": lambda session: outbox.withdraw_questions(session, 1),
    "letters under a key": lambda session: outbox.waiting_under(session, "a"),
    "find a sent letter": lambda session: outbox.find_sent(session, 1, "17"),
    "last word to a chat": lambda session: outbox.last_sent_in(session, 1),
    "count the waiting letters": outbox.count_waiting,
    "oldest waiting letter": outbox.oldest_waiting,
    "hold a budget": lambda session: budgets.hold_until(session, {"a"}, NOW, NOW),
    "claim timers": lambda session: timers.claim_due(session, NOW),
    "due timers with all around them": lambda session: situations.due_now(session, NOW, 9),
    "a timer with all around it": lambda session: situations.of_timer(session, 1),
    "answers of many runs": lambda session: answers.of_runs(session, [1, 2, 3]),
    "remove timers": lambda session: timers.remove(session, [1, 2]),
    "replace timers": lambda session: timers.replace_all(session, 1, 1, [("remind", NOW)]),
    "count late timers": lambda session: timers.overdue(session, NOW),
    "same dead letter?": lambda session: dead_letters.bury(session, "timer", "1", {}, "", NOW),
    "dead letters to retry": lambda session: dead_letters.wished(session, DeadLetterState.TO_RETRY),
    "dead letters to announce": lambda session: dead_letters.unannounced(session, 1),
    "count the dead letters": dead_letters.count,
    "forget old keys": lambda session: purging.remove(session, Purged.INBOX, NOW, [("a", "1"), ("a", "2")]),
    "forget old letters": lambda session: purging.remove(session, Purged.OUTBOX, NOW, [(1,), (2,)]),
    "look for old keys": lambda session: purging.look_through(session, Purged.INBOX, NOW, ("a", "1"), 9),
    "handled before?": lambda session: inbox.is_new(session, "telegram", "1", NOW),
    "meet a chat": lambda session: conversations.meet(session, ADA, {}, NOW),
    "lock a chat": lambda session: conversations.lock(session, 1),
    "waiting run": lambda session: runs.waiting_in(session, 1),
    "run to be saved": save_again,
    "run and answers": lambda session: runs.lock(session, 1),
    "scheduled runs": lambda session: runs.scheduled_for(session, 1),
    "newest survey": lambda session: runs.newest_without_ticket(session, 1, NOW),
    "who waits where": runs.waiting,
    "runs to be moved": lambda session: runs.waiting_at(session, "after_delivery", "reason", but_not_on=1),
    "customers at each node": lambda session: runs.customers_at(session, "after_delivery"),
    "answers of today": lambda session: answers.counted_since(session, NOW),
    "what is in force": lambda session: revisions.in_state(session, RevisionState.IN_FORCE),
    "was it in force?": lambda session: revisions.of_digest(session, "digest"),
    "open a link": lambda session: runs.open_link(session, 1, 1, NOW),
    "find a link": lambda session: links.find(session, "token"),
    "link of a purchase": lambda session: links.of_purchase(session, 1),
    "unresolved tickets": lambda session: tickets.unresolved_in(session, 1),
    "ticket of a run": lambda session: tickets.of_run(session, 1),
    "words of a ticket": lambda session: tickets.messages_of(session, 1),
    "words of a run": lambda session: tickets.adopt_messages(session, 1, 1),
    "writer of a chat": lambda session: purchases.newest_customer_in(session, 1),
}


@dataclass
class Listener:
    """Stands before the driver's connection, where prepared statements go."""

    driver: Any
    seen: list[tuple[str, Any]]
    rowcount: int = 0

    def execute(self, statement: str, parameters: Any) -> Any:
        self.seen.append((statement, _given(parameters)))
        return self.driver.execute(statement, parameters)

    def cursor(self) -> "Listener":
        return self

    def executemany(self, statement: str, many: list[Any]) -> None:
        self.seen.append((statement, _given(many[0])))
        cursor = self.driver.cursor()
        cursor.executemany(statement, many)
        self.rowcount = cursor.rowcount


def _given(parameters: Any) -> Any:
    return tuple(parameters) if isinstance(parameters, list) else parameters


@contextmanager
def statements_of(session: Session) -> Iterator[list[tuple[str, Any]]]:
    """Collects every statement with its parameters, as the driver gets them."""
    seen: list[tuple[str, Any]] = []
    driver = session.info["driver"]
    session.info["driver"] = Listener(driver, seen)

    def note(_: object, __: object, statement: str, parameters: Any, ___: object, many: bool) -> None:
        seen.append((statement, parameters[0] if many else parameters))

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    yield seen
    event.remove(connection, "before_cursor_execute", note)
    session.info["driver"] = driver


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A transaction over a run and its letter, which every query here can ask about."""
    with database.transaction() as session:
        a_scheduled_run(session)
        outbox.queue(session, draft(), NOW)
        session.flush()
        session.expire_all()
        yield session


@pytest.mark.parametrize("name", HOT)
def test_no_table_is_read_from_end_to_end(session: Session, name: str) -> None:
    with statements_of(session) as statements:
        HOT[name](session)
    assert statements
    scans = [
        f"{line}\n    in {statement}"
        for statement, parameters in statements
        for line in plan(session, statement, parameters)
        if is_scan(line)
    ]
    assert not scans, "\n".join(scans)


def plan(session: Session, statement: str, parameters: Any) -> list[str]:
    """How the engine would find the rows."""
    if not statement.lstrip().upper().startswith(("SELECT", "UPDATE", "DELETE", "INSERT")):
        return []
    if session.get_bind().dialect.name == "sqlite":
        rows = session.connection().exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
        return [row[3] for row in rows]
    return postgresql_plan(session, statement)


def postgresql_plan(session: Session, statement: str) -> list[str]:
    """The plan for whatever values, as the server makes it for a statement that comes often.

    Reading whole tables is said to cost much, as if they were large; where no index helps it is done still.
    """
    places: dict[str, str] = {}
    for name in re.findall(r"%\((\w+)\)s", statement):
        places.setdefault(name, f"${len(places) + 1}")
    numbered = re.sub(r"%\((\w+)\)s", lambda place: places[place[1]], statement)
    session.connection().execute(text("SET LOCAL enable_seqscan = off"))
    rows = session.connection().exec_driver_sql(f"EXPLAIN (GENERIC_PLAN) {numbered}")
    return [row[0].strip() for row in rows]


def is_scan(line: str) -> bool:
    """Pending letters are read in order from an index that holds nothing else, and so are runs that wait: the
    right kind of scan.
    """
    if line.startswith("SCAN"):
        return not any(
            good in line for good in ("ix_outbox_pending", "ix_run_flow_waiting", "CONSTANT ROW", "VALUES")
        )
    return "Seq Scan on" in line


def test_a_start_does_not_look_at_what_was_sent(session: Session) -> None:
    with statements_of(session) as statements:
        waits.end_waits(session, NOW)
        leases.end_all(session, NOW)
    letters = [(statement, given) for statement, given in statements if "outbox" in statement]
    assert len(letters) == 3
    assert not [
        line for statement, given in letters for line in plan(session, statement, given) if is_scan(line)
    ]


def test_a_scan_would_be_seen(session: Session) -> None:
    query = "SELECT * FROM outbox WHERE lease_owner = 'nobody'"
    parameters: Any = () if session.get_bind().dialect.name == "sqlite" else {}
    assert any(map(is_scan, plan(session, query, parameters)))
