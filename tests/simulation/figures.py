"""The figures of a simulation, for whoever runs it to see what it has gone through."""

from dataclasses import dataclass

from tests.simulation.evidence import Evidence
from tests.simulation.simulation import Simulation


@dataclass(frozen=True)
class Figures:
    kills: str
    customers: int
    updates: int
    answers: int
    tickets: int
    cards: int
    replies: int
    chat_messages: int
    chat_copies: int
    rows_sent_again: int
    seconds: float

    def __str__(self) -> str:
        return "\n".join(f"{name.replace('_', ' '):>16}: {value}" for name, value in vars(self).items())


def count(simulation: Simulation, evidence: Evidence, seconds: float) -> Figures:
    """`chat_copies` are messages that came once more after a crash between sending and recording."""
    seen = [text for customer in evidence.customers for text in evidence.texts_in(customer)]
    sent = [row for row in evidence.rows.outbox if row.conversation_id is not None and row.state == "sent"]
    kills = simulation.killer.kills
    return Figures(
        kills=f"{kills.total()} ({', '.join(f'{number} {moment}' for moment, number in kills.items())})",
        customers=len(evidence.customers),
        updates=len(evidence.rows.inbox),
        answers=len(evidence.rows.answers),
        tickets=len(evidence.rows.tickets),
        cards=sum(post.row.kind == "card" for post in evidence.posts),
        replies=len(evidence.replies),
        chat_messages=len(seen),
        chat_copies=len(seen) - len(sent),
        rows_sent_again=sum(row.attempts > 1 for row in evidence.rows.outbox),
        seconds=round(seconds, 1),
    )
