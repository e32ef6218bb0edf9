"""Moves runs that wait at a node of an earlier flow to the node that `[migrate]` names in the present one."""

from dataclasses import replace

from bot.use_cases.apply_effects import Move, apply_effects
from bot.use_cases.staging import set_scene, time_zone_of
from bot.use_cases.turn import Turn
from flows.engine.moving import move_to
from flows.outreach import within_contact_hours
from flows.run import RunStatus
from storage import conversations, flow_revisions, runs, situations
from storage.outbox import Priority


def runs_to_move(turn: Turn) -> list[tuple[int, str]]:
    """The runs that wait where they are to be moved from, each with the node to move to."""
    found: list[tuple[int, str]] = []
    for flow, moves in turn.setup.config.migrate.items():
        revision_id = flow_revisions.known_revision(turn.session, flow, turn.setup.config.flows[flow])
        for node, target in moves.items():
            ids = runs.waiting_at(turn.session, flow, node, but_not_on=revision_id)
            found += [(run_id, target) for run_id in ids]
    return found


def migrate_run(turn: Turn, run_id: int, node: str) -> bool:
    """The run goes on at this node of the flow that is in force now; one that has moved on, or was moved by
    another replica, stays.

    Whoever must not be asked at this hour is left alone: false says that it is to be tried again.
    """
    conversation_id = runs.conversation_of(turn.session, run_id)
    if conversation_id is None:
        return True
    conversation = conversations.lock(turn.session, conversation_id)
    situation = situations.of_run(turn.session, run_id)
    if situation is None or situation.stored.run.status is not RunStatus.WAITING:
        return True
    stored, customer = situation.stored, situation.customer
    config = turn.setup.config
    if config.migrate.get(stored.flow_name, {}).get(stored.run.node or "") != node:
        return True
    flow = config.flows[stored.flow_name]
    revision_id = flow_revisions.save_revision(turn.session, stored.flow_name, flow, turn.now)
    if stored.revision_id == revision_id:
        return True
    if within_contact_hours(config.outreach, turn.now, time_zone_of(turn.setup, customer)) > turn.now:
        return False
    runs.change(turn.session, run_id, revision_id=revision_id)
    scene = set_scene(turn.setup, conversation, customer, situation.purchase, stored.run.language)
    outcome = move_to(flow, node, stored.run, scene, turn.now)
    moved = replace(stored, flow=flow, revision_id=revision_id)
    apply_effects(turn, [Move(conversation, moved, outcome, Priority.BULK)])
    return True
