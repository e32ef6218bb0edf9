"""A run in the middle of a survey goes on in another revision of its flow, where an admin wants that."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from flows.definition import (
    AspectsNode,
    ChoiceNode,
    ConsentNode,
    Flow,
    MultiNode,
    NumberNode,
    QuestionNode,
    RatedNode,
    RatingNode,
    ScaleNode,
)
from flows.definition.questions import QuestionPiece
from flows.engine.waiting import Outcome, open_ticket, timers, wait_at
from flows.limits import beyond_limits
from flows.moment import Moment
from flows.run import Answer, Run, RunStatus
from flows.scene import Scene


@dataclass(frozen=True, slots=True)
class Migration:
    """From one revision of a flow to another. `moves` maps questions of the old one to those that stand in
    their place now; all others are looked for under their own names.
    """

    old: Flow
    new: Flow
    moves: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Carried:
    """The run with the answers that go along to another revision, `names` being the new ones of their
    questions by the old ones, and the questions whose answers stay behind.
    """

    run: Run
    names: Mapping[str, str]
    left: tuple[str, ...]


def carry(migration: Migration, run: Run, scene: Scene, now: datetime) -> Carried:
    """An answer goes along where the new revision asks for one that it could be. Every other stays behind:
    staff read it, and no condition, no text and no path knows of it any more.
    """
    names = _names_of_carried(migration, run.answers, Moment(migration.new, scene, now))
    left = tuple(answer.node for answer in run.answers if answer.node not in names)
    carried = (replace(answer, node=names[answer.node]) for answer in run.answers if answer.node in names)
    return Carried(replace(run, answers=tuple(carried)), names, left)


def move_to(flow: Flow, node: str, carried: Carried, scene: Scene, now: datetime) -> Outcome:
    """The run waits at this node of the new revision, and is asked anew. A complaint goes to staff now where
    something stays behind, which may have been the reason for it.

    One that does not wait stays as it is. Raises `KeyError` where no question has the name.
    """
    run = carried.run
    if run.status is not RunStatus.WAITING:
        return run, ()
    moment = Moment(flow, scene, now)
    run, told = open_ticket(run) if carried.left else (run, ())
    run, asked = wait_at(flow.question(node), run, moment)
    return run, (*told, *asked, timers(run, moment))


def _names_of_carried(migration: Migration, answers: Iterable[Answer], moment: Moment) -> dict[str, str]:
    """Where two would have the same name, the one that is given it goes before the one that has it."""
    questions = {node.id: node for node in migration.new.nodes if isinstance(node, QuestionPiece)}
    names: dict[str, str] = {}
    for answer in sorted(answers, key=lambda each: each.node not in migration.moves):
        name = migration.moves.get(answer.node, answer.node)
        node = questions.get(name)
        if node is not None and name not in names.values() and _may_be(node, answer, migration.old, moment):
            names[answer.node] = name
    return names


def _may_be(node: QuestionNode, answer: Answer, old: Flow, moment: Moment) -> bool:
    """Whether what was answered in the old flow could be answered to this node, and would mean the same."""
    if answer.kind != node.ask:
        return False
    day = replace(moment, now=answer.at).today
    match node, answer.value:
        case _, None:
            return True
        case ((ScaleNode() | RatingNode()), _):
            return _has_steps_of(old.question(answer.node), node)
        case AspectsNode(), _:
            asked = old.question(answer.node)
            return _has_steps_of(asked, node) and isinstance(asked, AspectsNode) and _ids(asked) == _ids(node)
        case ChoiceNode(), chosen:
            return chosen in {option.id for option in node.options}
        case MultiNode(), list(chosen) if not set(chosen) <= {option.id for option in node.options}:
            return False
        case NumberNode(), int() | float() as number if round(number, node.decimals) != number:
            return False
        case ConsentNode(), dict(consent):
            return consent.get("version") == node.version
        case _, value:
            return beyond_limits(node, value, day) is None


def _has_steps_of(asked: QuestionNode, node: RatedNode) -> bool:
    """Four of five is another answer than four of ten."""
    return isinstance(asked, type(node)) and asked.steps_shown == node.steps_shown


def _ids(node: AspectsNode) -> set[str]:
    return {item.id for item in node.items}
