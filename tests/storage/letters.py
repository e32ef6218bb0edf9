"""Letters for the outbox, and the platforms' limits as the tests of sending use them."""

from datetime import datetime, timedelta

from storage import outbox
from storage.budgets import Limits
from storage.database import Database
from storage.outbox import Claim, Draft, Priority
from tests.storage.seeds import NOW, SECOND

LIMITS: Limits = {
    "telegram": {"each": SECOND, "all of telegram": timedelta(milliseconds=34)},
    "slack": {"each": SECOND, "all of slack": timedelta(0)},
}
NO_LIMITS: Limits = {"telegram": {"each": timedelta(0)}, "slack": {"each": timedelta(0)}}


def draft(key: str = "a", priority: Priority = Priority.CONVERSATION, **columns: int) -> Draft:
    return Draft("telegram", key, key, "text", {"text": f"for {key}"}, priority, **columns)


def card(ticket: str, channel: str = "#complaints") -> Draft:
    return Draft("slack", f"ticket:{ticket}", f"slack:{channel}", "card")


def queue(database: Database, *drafts: Draft, at: datetime = NOW) -> list[int]:
    with database.transaction() as session:
        return [outbox.queue(session, one, at) for one in drafts]


def claim(
    database: Database,
    at: datetime = NOW,
    *,
    limits: Limits = NO_LIMITS,
    owner: str = "one",
    most: int = 30,
) -> list[Claim]:
    with database.transaction() as session:
        return outbox.claim(session, owner, limits, at, most)


def claimed_ids(database: Database, at: datetime = NOW, most: int = 30) -> list[int]:
    return [claimed.item.id for claimed in claim(database, at, most=most)]


def sent(database: Database, *ids: int, at: datetime = NOW) -> None:
    with database.transaction() as session:
        for item_id in ids:
            outbox.mark_sent(session, item_id, f"message {item_id}", at)
