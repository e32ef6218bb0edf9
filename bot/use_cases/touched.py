"""Whom a configuration finds in the middle of a survey once it is in force, and how they go on, in words."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from bot.use_cases.migrate_runs import runs_to_move
from bot.use_cases.setup import InForce
from flows.definition import Flow
from flows.engine.moving import Migration, carry
from flows.scene import Scene
from storage import runs
from storage.records import StoredRun, WaitingRuns

_Move = tuple[str, str, str]
"""The flow, the node at which a run waits, and the one to which it moves."""

_Place = tuple[str, int | None, str | None]
"""The flow, its revision, and the node at which a run waits."""


def touched(session: Session, live: InForce, now: datetime) -> Iterator[str]:
    """`live` is what would be in force. Whoever moves is told with the answers that do not go along; tests do
    not count. Who goes on as before, at a question that stays, is not told of.
    """
    moving: Counter[_Move] = Counter()
    leaving: Counter[tuple[_Move, str]] = Counter()
    gone: Counter[_Place] = Counter()
    for run_id, target in runs_to_move(session, live):
        stored = runs.get(session, run_id)
        if stored.is_test:
            continue
        move = stored.flow_name, stored.run.node or "", target
        moving[move] += 1
        leaving.update((move, node) for node in _left_behind(stored, live, now))
        gone[stored.flow_name, stored.revision_id, stored.run.node] += 1
    for move, count in moving.items():
        yield _moves(move, count)
        yield from (_leaves(node, few) for (whose, node), few in leaving.items() if whose == move)
    for group in runs.waiting(session):
        count = group.count - gone[group.flow, group.revision_id, group.node]
        if count and (why := _why_not_on(live.config.flows.get(group.flow), group)) is not None:
            yield f"{_where(count, group.node, group.flow)}, {why}: {_finishes(count, group.revision_id)}"


def _left_behind(stored: StoredRun, live: InForce, now: datetime) -> tuple[str, ...]:
    if stored.flow is None:
        return ()
    config = live.config
    migration = Migration(stored.flow, config.flows[stored.flow_name], config.migrate[stored.flow_name])
    scene = Scene({}, config.business.fallback_language, time_zone=config.business.timezone)
    return carry(migration, stored.run, scene, now).left


def _why_not_on(flow: Flow | None, group: WaitingRuns) -> str | None:
    if flow is None:
        return "a flow that is gone"
    return None if group.node in {node.id for node in flow.nodes} else "which is gone"


def _moves(move: _Move, count: int) -> str:
    flow, node, target = move
    return f"{_where(count, node, flow)}, and {'moves' if count == 1 else 'move'} to *{target}*"


def _leaves(node: str, count: int) -> str:
    answers, it = ("1 answer", "it") if count == 1 else (f"{count} answers", "them")
    return f"  {answers} to *{node}* {'stays' if count == 1 else 'stay'} behind: only staff read {it} then"


def _where(count: int, node: str, flow: str) -> str:
    return f"{count} {'run waits' if count == 1 else 'runs wait'} at *{node}* of {flow}"


def _finishes(count: int, revision_id: int) -> str:
    they = "it finishes" if count == 1 else "they finish"
    return f"{they} on the flow as it was (revision {revision_id} of it)"
