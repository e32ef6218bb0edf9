"""How a run comes to its next wait or to its end, and what that asks for: words, timers, a ticket."""

from collections.abc import Iterable
from dataclasses import replace

from flows.asking import say_node, shape_question
from flows.definition import EndNode, QuestionNode, SayNode
from flows.drafts import draft_of
from flows.effects import Ask, Effect, OpenTicket, RefreshTicket, SetTimers
from flows.moment import Moment
from flows.path import Path
from flows.run import Run, RunStatus
from flows.waits import awaits_reason, wait_timers

Effects = tuple[Effect, ...]
Outcome = tuple[Run, Effects]


def open_node(run: Run, moment: Moment) -> QuestionNode:
    """The question at which the run waits."""
    return moment.flow.question(run.node or "")


def go_on(run: Run, path: Path, to_say: Iterable[SayNode | EndNode], moment: Moment) -> Outcome:
    """Says what is new on the path, and waits at the question at its end, or ends there."""
    said = say_all(to_say, run, moment)
    if path.open is None:
        return ended(run, RunStatus.COMPLETE), said
    run, asked = wait_at(path.open, run, moment, path)
    return run, (*said, *asked)


def say_all(nodes: Iterable[SayNode | EndNode], run: Run, moment: Moment) -> Effects:
    """What these nodes say, in their order."""
    return tuple(say for node in nodes if (say := say_node(node, run, moment)) is not None)


def wait_at(node: QuestionNode, run: Run, moment: Moment, path: Path | None = None) -> Outcome:
    """A new wait; `path` is that of the run, where it is at hand.

    Where the node has an answer, it is about to be changed.
    """
    answer = run.answer_to(node.id)
    run = replace(
        run,
        status=RunStatus.WAITING,
        node=node.id,
        step_number=run.step_number + 1,
        waiting_since=moment.now,
        draft=draft_of(node, answer.value) if answer else {},
        tries=0,
    )
    return run, (Ask(shape_question(node, run, moment, path)),)


def ended(run: Run, status: RunStatus) -> Run:
    """The run, waiting no more."""
    return replace(
        run, status=status, node=None, waiting_since=None, step_number=run.step_number + 1, draft={}, tries=0
    )


def timers(run: Run, moment: Moment) -> SetTimers:
    if run.status is not RunStatus.WAITING:
        return SetTimers(())
    return wait_timers(open_node(run, moment), run, moment.scene, moment.now)


def tell_staff(run: Run) -> Outcome:
    """After an answer: an open ticket shows it; a pending one may wait for the reason."""
    if run.ticket_open:
        return run, (RefreshTicket(),)
    return (run, ()) if awaits_reason(run) else open_ticket(run)


def open_ticket(run: Run) -> Outcome:
    """The ticket of a complaint, once."""
    if run.complaint is None or run.ticket_open:
        return run, ()
    return replace(run, ticket_open=True), (OpenTicket(run.complaint),)
