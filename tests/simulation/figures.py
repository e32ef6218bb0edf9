"""The figures of a simulation, for whoever runs it to see what it has gone through."""

from collections import Counter
from dataclasses import dataclass

from tests.simulation.evidence import Evidence
from tests.simulation.killer import Moment
from tests.simulation.simulation import Simulation


@dataclass(frozen=True)
class Figures:
    kills: str
    faults: str
    customers: int
    updates: int
    answers: int
    tickets: int
    cards: int
    replies: int
    chat_messages: int
    chat_copies: int
    left_in_doubt: int
    rows_sent_again: int
    seconds: float

    def __str__(self) -> str:
        return "\n".join(f"{name.replace('_', ' '):>16}: {value}" for name, value in vars(self).items())


def count(simulation: Simulation, evidence: Evidence, seconds: float) -> Figures:
    """`chat_copies` are messages that came once more after a crash between sending and recording;
    `left_in_doubt` are replies of a person that were not sent again, and are marked so.
    """
    seen = [text for customer in evidence.customers for text in evidence.texts_in(customer)]
    sent = [row for row in evidence.rows.outbox if row.conversation_id is not None and row.state == "sent"]
    kills = simulation.killer.kills
    return Figures(
        kills=f"{kills.total()} ({_listed(kills)}; {simulation.killer.hit_all} hit every replica)",
        faults=_listed(Counter(each.call for each in evidence.interruptions if each.call is not None)),
        customers=len(evidence.customers),
        updates=len(evidence.rows.inbox),
        answers=len(evidence.rows.answers),
        tickets=len(evidence.rows.tickets),
        cards=sum(post.row.kind == "card" for post in evidence.posts),
        replies=len(evidence.replies),
        chat_messages=len(seen),
        chat_copies=len(seen) - len(sent),
        left_in_doubt=sum(row.state == "unknown" for row in evidence.rows.outbox),
        rows_sent_again=sum(row.attempts > 1 for row in evidence.rows.outbox),
        seconds=round(seconds, 1),
    )


def _listed(counts: Counter[str] | Counter[Moment]) -> str:
    return ", ".join(f"{number} {name}" for name, number in counts.items())
