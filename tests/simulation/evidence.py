"""What is known at the end: what everybody did and saw, and what the database holds."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlmodel import Session, SQLModel, select

from bot.config import Config
from bot.demo.slack.workspace import Message, Workspace
from storage.database import Database
from storage.tables import (
    AnswerRow,
    ConversationRow,
    DeadLetterRow,
    EarlierAnswerRow,
    InboxRow,
    OutboxRow,
    PurchaseRow,
    RunRow,
    TicketMessageRow,
    TicketRow,
    TimerRow,
)
from tests.simulation.chronicle import Interruption
from tests.simulation.customers import Customer
from tests.simulation.staff import Reply

RowT = TypeVar("RowT", bound=SQLModel)


@dataclass(frozen=True)
class Rows:
    """The database at the end, table by table, in the order of ids."""

    runs: Sequence[RunRow]
    answers: Sequence[AnswerRow]
    earlier_answers: Sequence[EarlierAnswerRow]
    tickets: Sequence[TicketRow]
    messages: Sequence[TicketMessageRow]
    outbox: Sequence[OutboxRow]
    inbox: Sequence[InboxRow]
    timers: Sequence[TimerRow]
    dead_letters: Sequence[DeadLetterRow]
    run_of_purchase: Mapping[str, RunRow]
    conversation_of_chat: Mapping[str, int | None]

    def answers_of(self, run_id: int | None) -> list[AnswerRow]:
        return sorted((row for row in self.answers if row.run_id == run_id), key=lambda row: row.position)


@dataclass(frozen=True)
class Posted:
    """A message of the program in Slack, and the row of the outbox by which it was sent."""

    message: Message
    row: OutboxRow


@dataclass(frozen=True)
class Evidence:
    """`trouble` is what went wrong already: people who waited in vain, a program that did not stop."""

    config: Config
    rows: Rows
    customers: Sequence[Customer]
    replies: Sequence[Reply]
    posts: Sequence[Posted]
    strange_posts: int
    file_names: Sequence[str]
    unconfirmed_updates: int
    trouble: Sequence[str]
    corruption: Sequence[str]
    interruptions: Sequence[Interruption]

    def texts_in(self, customer: Customer) -> list[str]:
        """What the bot wrote to them, as it was when it came."""
        return list(customer.sight.arrived.values())

    def sent_to(self, customer: Customer) -> list[OutboxRow]:
        """What was queued for their chat, also what did not arrive."""
        conversation_id = self.rows.conversation_of_chat.get(str(customer.person.chat_id))
        to_chats = [row for row in self.rows.outbox if row.conversation_id is not None]
        return [row for row in to_chats if row.conversation_id == conversation_id]


def read_rows(database: Database) -> Rows:
    with database.reading() as session:
        runs, purchases = _all(session, RunRow), _all(session, PurchaseRow)
        external_ids = {purchase.id: purchase.external_id for purchase in purchases}
        return Rows(
            runs=runs,
            answers=_all(session, AnswerRow),
            earlier_answers=sorted(_all(session, EarlierAnswerRow), key=lambda row: row.id or 0),
            tickets=_all(session, TicketRow),
            messages=_all(session, TicketMessageRow),
            outbox=sorted(_all(session, OutboxRow), key=lambda row: row.id or 0),
            inbox=_all(session, InboxRow),
            timers=_all(session, TimerRow),
            dead_letters=_all(session, DeadLetterRow),
            run_of_purchase={external_ids[run.purchase_id]: run for run in runs},
            conversation_of_chat={chat.address: chat.id for chat in _all(session, ConversationRow)},
        )


def read_posts(messages: Iterable[Message], outbox: Sequence[OutboxRow]) -> list[Posted]:
    """The program's messages by whose mark a row is known."""
    rows = {str(row.id): row for row in outbox}
    return [Posted(message, rows[mark]) for message in messages if (mark := _mark(message)) in rows]


def messages_in(workspace: Workspace) -> list[Message]:
    """Everything that the program posted, in channels and threads."""
    top = [message for channel in workspace.messages.values() for message in channel.values()]
    replies = [message for thread in workspace.threads.values() for message in thread]
    unique = {(message.channel_id, message.ts): message for message in (*top, *replies)}
    return [message for message in unique.values() if message.by_app]


def look_for_corruption(database: Database) -> list[str]:
    """What SQLite finds wrong with its file. PostgreSQL checks its keys by itself."""
    if not database.is_sqlite:
        return []
    with database.engine.connect() as connection:
        integrity = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
        keys = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return [str(line) for line in integrity if line != "ok"] + [f"foreign key: {key}" for key in keys]


def _mark(message: Message) -> str:
    metadata = message.metadata or {}
    return str(metadata.get("event_payload", {}).get("outbox_id"))


def _all(session: Session, table: type[RowT]) -> Sequence[RowT]:
    return session.exec(select(table)).all()
