"""The survey of twenty nodes is one that an admin may use: nothing is wrong with it but its length."""

from flows.definition import ASKED, EndNode, ReturnNode, SayNode, SubflowNode
from flows.definition.questions import QuestionPiece
from tests.bot.config.planting import BUSINESS, CONNECTIONS, Desk
from tests.flows.twenty_nodes import NAME, PLACE

WHOLE = f"""include = ["{PLACE.as_posix()}"]
{BUSINESS}
[touchpoints.delivery]
on = "purchase.delivered"
after = "2 days"
flow = "{NAME}"
{CONNECTIONS}"""


def test_it_is_right_and_every_kind_of_node_is_in_it(desk: Desk) -> None:
    loaded = desk.load(WHOLE)
    (warning,) = loaded.problems
    assert "the longest way through this flow takes" in warning.message
    assert loaded.config is not None
    flow = loaded.config.flows[NAME]
    nodes = [node for node in flow.nodes if not isinstance(node, ReturnNode)]
    assert len(nodes) == 20
    assert {node.ask for node in nodes if isinstance(node, QuestionPiece)} == set(ASKED)
    assert {type(node) for node in nodes} >= {SayNode, EndNode, SubflowNode}
    assert all(
        set(node.text) == {"en", "it"} for node in nodes if not isinstance(node, SubflowNode) and node.text
    )
    assert flow.let
    assert flow.split
