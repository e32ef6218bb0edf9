"""A run in the middle of a survey goes on in another revision of its flow, where an admin wants that."""

from datetime import datetime

from flows.definition import Flow
from flows.engine.waiting import Outcome, timers, wait_at
from flows.moment import Moment
from flows.run import Run, RunStatus
from flows.scene import Scene


def move_to(flow: Flow, node: str, run: Run, scene: Scene, now: datetime) -> Outcome:
    """The run waits at this node of the other revision, and is asked anew. What it has answered stays.

    One that does not wait stays as it is. Raises `KeyError` where no question has the name.
    """
    if run.status is not RunStatus.WAITING:
        return run, ()
    moment = Moment(flow, scene, now)
    run, asked = wait_at(flow.question(node), run, moment)
    return run, (*asked, timers(run, moment))
