"""Explores surveys of a few lines, and tells what was found as an admin reads it."""

from dataclasses import replace

from flows.definition import Flow
from flows.expansion import expand
from flows.exploring import Exploration, Stage, explore
from flows.problems import Place
from tests.flows.surveys import PLAIN, Written, ask, say, survey

_BUSINESS = {"name": "Bottega Rossi", "privacy_url": "https://bottegarossi.example/privacy"}
SCENE = replace(PLAIN, facts={"business": _BUSINESS})
STAGE = Stage(SCENE, ("en",), button_room=34)

SCORE, REASON, THANKS = (
    ask("csat", "score"),
    ask("text", "reason", optional=True),
    say("Thanks!", id="thanks"),
)


def look(
    *nodes: Written, stage: Stage = STAGE, calls: dict[str, Flow] | None = None, **keys: object
) -> Exploration:
    """Of the flow "main" with these nodes, which may call others."""
    flows = {"main": survey(*nodes, **keys), **(calls or {})}
    whole = {name: expand(flow, flows, (name,)) for name, flow in flows.items()}
    return explore("main", whole, stage)


def faults(*nodes: Written, **keys: object) -> list[tuple[Place, str]]:
    """The places within the configuration, and what is told there."""
    return [(problem.place, problem.message) for problem in look(*nodes, **keys).problems]  # type: ignore[arg-type]  # keys of a flow are not those of `look`
