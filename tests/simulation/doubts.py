"""What may be missing from a chat, or stand there twice, and only because something befell the program.

A letter may be missing that was left alone after its first try: a person's reply, or a question that nobody
asks any more. It may stand there more than once if it was sent again because nobody knew that it had arrived.
Each needs a kill or a disturbed call that can have caused it, while the letter was on its way.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from bot.demo.faults import Side
from storage.tables import OutboxRow
from tests.simulation.chronicle import Interruption
from tests.simulation.evidence import Evidence

NO_LONGER_ASKED = "the run no longer waits for this answer"
_SENDING = "sendMessage"
_HAND_OVER = timedelta(seconds=1)
"""A letter can still be marked as sent so long after its process was sent the signal to die."""


def is_no_longer_asked(row: OutboxRow) -> bool:
    return row.state == "gave up" and row.reason == NO_LONGER_ASKED


def was_never_tried(row: OutboxRow) -> bool:
    """Its first try found that it was no longer asked."""
    return is_no_longer_asked(row) and row.attempts == 1


def may_be_missing(row: OutboxRow) -> bool:
    return row.state == "unknown" or (is_no_longer_asked(row) and row.attempts > 1)


def hidden_sends(evidence: Evidence, chat: str, rows: list[OutboxRow]) -> int:
    """How often it can have been hidden from the program that one of these letters arrived."""
    return sum(_hides(each) for each in _interruptions(evidence, chat, rows))


def every_doubt_has_its_reason(evidence: Evidence) -> Iterator[str]:
    """Without a kill or a disturbed call, every letter is sent at once and known to be."""
    chats = {conversation: chat for chat, conversation in evidence.rows.conversation_of_chat.items()}
    for row in evidence.rows.outbox:
        if row.conversation_id is None or not may_be_missing(row):
            continue
        if not any(_interruptions(evidence, chats[row.conversation_id], [row])):
            yield f"{row.kind} {row.id} is {row.state} ({row.reason}), though nothing befell it"


def _interruptions(evidence: Evidence, chat: str, rows: list[OutboxRow]) -> Iterator[Interruption]:
    """What befell the way to this chat while the rows were on it."""
    begun, ended = min(row.queued_at for row in rows), _latest(rows)
    for each in evidence.interruptions:
        concerns = each.is_kill or (each.call == _SENDING and each.chat == chat)
        if concerns and begun <= each.at and (ended is None or each.at <= ended + _HAND_OVER):
            yield each


def _latest(rows: list[OutboxRow]) -> datetime | None:
    """When all of them were known to have arrived; None when that was never known of one."""
    moments = [row.sent_at for row in rows if row.sent_at is not None]
    return max(moments) if len(moments) == len(rows) else None


def _hides(interruption: Interruption) -> bool:
    return interruption.is_kill or interruption.side is Side.AFTER
