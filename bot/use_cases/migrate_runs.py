"""Moves runs that wait at a node of an earlier flow to the node that `[migrate]` names in the present one."""

from dataclasses import replace

from sqlmodel import Session

from bot.use_cases.apply_effects import Move, apply_effects
from bot.use_cases.setup import InForce
from bot.use_cases.staging import set_scene, time_zone_of
from bot.use_cases.turn import Turn
from flows.engine.moving import Migration, carry, move_to
from flows.engine.taking import keep_part
from flows.moment import Moment
from flows.outreach import within_contact_hours
from flows.run import RunStatus
from storage import answers, conversations, flow_revisions, revisions, runs, situations
from storage.outbox import Priority


def runs_to_move(session: Session, live: InForce) -> list[tuple[int, str]]:
    """The runs that wait where they are to be moved from, once this is in force; each with the node to move
    to.

    Nobody is moved back: not from a later revision of the configuration, nor from one that had the same move
    in it and asks what it moves away from all the same.
    """
    found: list[tuple[int, str]] = []
    for flow, moves in live.config.migrate.items():
        revision_id = flow_revisions.known_revision(session, flow, live.config.flows[flow])
        for node, target in moves.items():
            waiting = runs.waiting_at(session, flow, node, but_not_on=revision_id)
            begun_on = {run.config_revision for run in waiting}
            earlier = {each for each in begun_on if _is_news(session, live, each, flow, (node, target))}
            found += [(run.id, target) for run in waiting if run.config_revision in earlier]
    return found


def _is_news(session: Session, live: InForce, begun_on: int | None, flow: str, move: tuple[str, str]) -> bool:
    """Whether the move is news to who began when this revision was in force, None for one long ago."""
    if begun_on is None:
        return True
    if live.revision_id is not None and begun_on >= live.revision_id:
        return False
    known = revisions.practice_of(session, begun_on).get("migrate", {})
    return move not in known.get(flow, {}).items()


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
    moves = config.migrate.get(stored.flow_name, {})
    if stored.flow is None or moves.get(stored.run.node or "") != node:
        return True
    flow = config.flows[stored.flow_name]
    revision_id = flow_revisions.save_revision(turn.session, stored.flow_name, flow, turn.now)
    if stored.revision_id == revision_id:
        return True
    if within_contact_hours(config.outreach, turn.now, time_zone_of(turn.setup, customer)) > turn.now:
        return False
    scene = set_scene(turn.setup, conversation, customer, situation.purchase, stored.run.language)
    run, kept = keep_part(stored.run, Moment(stored.flow, scene, turn.now))
    apply_effects(turn, [Move(conversation, stored, (run, kept), Priority.BULK)])
    carried = carry(Migration(stored.flow, flow, moves), run, scene, turn.now)
    answers.leave_behind(turn.session, stored, carried.left, turn.now)
    answers.rename(turn.session, run_id, carried.names)
    runs.change(turn.session, run_id, revision_id=revision_id, config_revision=turn.setup.revision_id)
    moved = replace(stored, run=run, flow=flow, revision_id=revision_id)
    outcome = move_to(flow, node, carried, scene, turn.now)
    apply_effects(turn, [Move(conversation, moved, outcome, Priority.BULK)])
    return True
