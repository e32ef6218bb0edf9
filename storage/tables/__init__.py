"""Every table: columns and constraints, no behaviour. Imported inside `storage` only.

Table classes do not validate what they are given (SQLModel checks plain models only), so values are checked
at the edges by pydantic, and the database guards itself by constraints. Times are aware, and stored in UTC.
"""

from storage.tables.base import METADATA
from storage.tables.delivery import DeadLetterRow, InboxRow, OutboxRow, SendBudgetRow, SettingRow
from storage.tables.desk import TicketEventRow, TicketMessageRow, TicketRow
from storage.tables.people import ConversationRow, CustomerRow, LinkRow, PurchaseEventRow, PurchaseRow
from storage.tables.revisions import RevisionRow
from storage.tables.surveys import AnswerRow, EarlierAnswerRow, FlowRevisionRow, RunRow, TimerRow

__all__ = [
    "METADATA",
    "AnswerRow",
    "ConversationRow",
    "CustomerRow",
    "DeadLetterRow",
    "EarlierAnswerRow",
    "FlowRevisionRow",
    "InboxRow",
    "LinkRow",
    "OutboxRow",
    "PurchaseEventRow",
    "PurchaseRow",
    "RevisionRow",
    "RunRow",
    "SendBudgetRow",
    "SettingRow",
    "TicketEventRow",
    "TicketMessageRow",
    "TicketRow",
    "TimerRow",
]
