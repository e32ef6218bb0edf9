"""What texts and conditions may name: facts about customer, purchase and business, and the answers so far.

The one definition of these names: the checks read it, and `flows.scene.Scene.facts` has its shape.
An optional name without a value is left out of the facts, so a text must give a default for it.
"""

from collections.abc import Iterable

from flows.definition import ChoiceNode, Flow, Node, QuestionNode, SayNode, Scale, ScaleNode, TextNode
from flows.names import RESERVED_WORDS, Kind, Leaf, Names

FACTS = Names(
    {
        "customer": Names(
            {
                "id": Leaf(Kind.STRING),
                "first_name": Leaf(Kind.STRING, optional=True),
                "last_name": Leaf(Kind.STRING, optional=True),
                "language": Leaf(Kind.STRING),
                "time_zone": Leaf(Kind.STRING, optional=True),
                "email": Leaf(Kind.STRING, optional=True),
                "phone": Leaf(Kind.STRING, optional=True),
                "tags": Leaf(Kind.LIST),
            }
        ),
        "purchase": Names(
            {
                "id": Leaf(Kind.STRING),
                "summary": Leaf(Kind.STRING),
                "amount": Leaf(Kind.FLOAT),
                "currency": Leaf(Kind.STRING),
                "total": Leaf(Kind.STRING),
                "items_count": Leaf(Kind.INT),
                "brand": Leaf(Kind.STRING, optional=True),
                "location": Leaf(Kind.STRING, optional=True),
                "sales_channel": Leaf(Kind.STRING, optional=True),
                "url": Leaf(Kind.STRING, optional=True),
                "attributes": Leaf(Kind.MAP),
            }
        ),
        "business": Names({"name": Leaf(Kind.STRING), "privacy_url": Leaf(Kind.STRING)}),
    }
)
"""Known before the first question. `purchase.total` is the amount as the customer's language writes it."""

MOOD = "mood"
"""In conditions: the worst polarity, from -1 to 1, of what the customer wrote in this run."""

REPLY_BY = "reply_by"
"""In texts: the moment by which a person will have answered, in words."""

_CEL_TYPES = {
    "bool",
    "bytes",
    "double",
    "dyn",
    "duration",
    "int",
    "list",
    "map",
    "null_type",
    "string",
    "timestamp",
    "type",
    "uint",
}

_LIQUID_WORDS = {"and", "blank", "contains", "empty", "forloop", "nil", "not", "or"}

RESERVED_IDS = (
    frozenset({*FACTS.entries, *Scale, MOOD, REPLY_BY}) | RESERVED_WORDS | _CEL_TYPES | _LIQUID_WORDS
)
"""What no node may be called: names of facts, and words of CEL, types included, and of Liquid."""


def names_in_conditions(earlier: Iterable[Node]) -> Names:
    """For the `when` of a node after these; for a complaint rule, after all nodes of all flows."""
    asked = [node for node in earlier if not isinstance(node, SayNode)]
    scales = {str(node.scale): Leaf(Kind.INT, optional=True) for node in asked if isinstance(node, ScaleNode)}
    return Names({**FACTS.entries, **_answers(asked), **scales, MOOD: Leaf(Kind.FLOAT, optional=True)})


def names_in_texts(earlier: Iterable[Node]) -> Names:
    """For the texts of a node after these."""
    asked = [node for node in earlier if not isinstance(node, SayNode)]
    return Names({**FACTS.entries, **_answers(asked), REPLY_BY: Leaf(Kind.STRING)})


def answer_ids(flow: Flow) -> list[str]:
    """The names under which the flow's answers are known."""
    return [node.id for node in flow.nodes if not isinstance(node, SayNode)]


def _answers(asked: Iterable[QuestionNode]) -> dict[str, Leaf | Names]:
    """By node id. Two nodes of one name, in two flows, may differ in kind; then nothing is known of it."""
    known: dict[str, Leaf | Names] = {}
    for node in asked:
        leaf = _answer(node)
        known[node.id] = leaf if known.get(node.id, leaf) == leaf else Leaf(Kind.ANY, optional=True)
    return known


def _answer(node: QuestionNode) -> Leaf:
    may_be_missing = node.optional or node.when is not None
    match node:
        case ScaleNode():
            return Leaf(Kind.INT, may_be_missing)
        case ChoiceNode() | TextNode():
            return Leaf(Kind.STRING, may_be_missing)
