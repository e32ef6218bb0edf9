"""What happens underneath, for one customer: the run, its timers, inbox and outbox, the ticket's clock.

Read from the database, as anybody could who opens it beside the running program. Only whether an update is
acknowledged is told by the other side: it is whoever sends it that knows.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlmodel import Session

from bot.demo.stage import Stage
from bot.demo.telegram import Call
from flows.definition import EndNode, Flow, Node, ReturnNode, SayNode, SubflowNode
from flows.path import follow
from flows.run import Run, RunStatus
from flows.values import Knowledge
from storage import runs, tickets, traces
from storage.records import Customer, StoredRun, StoredTicket
from storage.traces import TraceOfArrival

Json = dict[str, Any]

_SOURCE = "shop"
_LANGUAGE = "en"
_LETTERS = 8
_ARRIVALS = 6


def look_underneath(stage: Stage, customer_id: str) -> Json:
    """As plain JSON. Blocks while it reads. Raises `storage.errors.StoreUnavailable`."""
    with stage.records.reading() as session:
        customer = traces.find_customer(session, _SOURCE, customer_id)
        return {
            "run": _newest_run(session, stage, customer) if customer else None,
            "timers": _timers(session, customer) if customer else [],
            "letters": _letters(session, customer) if customer else [],
            "arrivals": [_arrival(row, stage) for row in traces.newest_arrivals(session, _ARRIVALS)],
            "ticket": _newest_ticket(session, customer) if customer else None,
        }


def _newest_run(session: Session, stage: Stage, customer: Customer) -> Json | None:
    run_id = traces.newest_run(session, customer.id)
    if run_id is None:
        return None
    stored = runs.get(session, run_id)
    flow = stored.flow or stage.config.flows[stored.flow_name]
    return {
        "id": run_id,
        "flow": flow.title,
        "status": stored.run.status,
        "step": stored.run.step_number,
        "due_at": stored.due_at if stored.run.status is RunStatus.SCHEDULED else None,
        "nodes": list(_path(stored, flow)),
    }


def _path(stored: StoredRun, flow: Flow) -> Iterable[Json]:
    """The nodes in their order, each with how far the run has come with it."""
    run = stored.run
    answers = {answer.node: answer.value for answer in run.answers}
    passed = (
        {node.id for node in follow(Knowledge(flow, {}), run.answers).passed} if run.step_number else set()
    )
    here = _position(run, flow)
    for at, node in enumerate(flow.nodes):
        if not isinstance(node, SubflowNode | ReturnNode):
            yield {
                "id": node.id,
                "asks": "nothing" if isinstance(node, EndNode) else node.ask,
                "words": node.text.get(_LANGUAGE, ""),
                "when": node.when,
                "stands": _standing(node, run, passed, is_behind=at < here),
                "answer": answers.get(node.id),
            }


def _position(run: Run, flow: Flow) -> int:
    """Where the run waits; after the last node once it is complete, before the first in all else."""
    if run.node is not None and run.status is RunStatus.WAITING:
        return flow.position(run.node)
    return len(flow.nodes) if run.status is RunStatus.COMPLETE else -1


def _standing(node: Node, run: Run, passed: Collection[str], *, is_behind: bool) -> str:
    if node.id == run.node:
        return "here"
    if node.id in passed:
        return "said" if isinstance(node, SayNode | EndNode) else "answered"
    return "left out" if is_behind else "ahead"


def _timers(session: Session, customer: Customer) -> list[Json]:
    return [
        {"id": timer.id, "purpose": timer.purpose, "due_at": timer.due_at, "step": timer.step_number}
        for timer in traces.timers_of(session, customer.id)
    ]


def _letters(session: Session, customer: Customer) -> list[Json]:
    letters = traces.letters_about(session, customer, _LETTERS)
    return [{name: getattr(letter, name) for name in letter.__dataclass_fields__} for letter in letters]


def _arrival(arrival: TraceOfArrival, stage: Stage) -> Json:
    """`acknowledged` is None where the answer to the request itself is the acknowledgement."""
    from_telegram = arrival.source.startswith("telegram") and arrival.key.isdigit()
    return {
        "from": "telegram" if from_telegram else arrival.source,
        "key": arrival.key,
        "handled_at": arrival.handled_at,
        "acknowledged": int(arrival.key) < _confirmed_below(stage.telegram.calls) if from_telegram else None,
    }


def _confirmed_below(calls: Iterable[Call]) -> int:
    """The offset that the program asked for last: every update below it is off Telegram's list."""
    offsets = (_offset(call.params) for call in reversed(list(calls)) if call.method == "getUpdates")
    return next((offset for offset in offsets if offset), 0)


def _offset(params: Mapping[str, Any]) -> int:
    return int(params.get("offset") or 0)


def _newest_ticket(session: Session, customer: Customer) -> Json | None:
    ticket_id = traces.newest_ticket(session, customer.id)
    stored = tickets.get(session, ticket_id) if ticket_id is not None else None
    return _ticket(stored) if stored else None


def _ticket(stored: StoredTicket) -> Json:
    ticket = stored.ticket
    return {
        "id": stored.id,
        "state": ticket.state,
        "rule": stored.rule,
        "complained_at": stored.complained_at,
        "due_at": ticket.due_at,
        "first_response_at": ticket.first_response_at,
        "has_card": stored.card_ts is not None,
    }
