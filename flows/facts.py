"""What texts and conditions may name: facts about customer, purchase and business, and the answers so far.

The one definition of these names: the checks read it, and `flows.scene.Scene.facts` has its shape.
An optional name without a value is left out of the facts, so a text must give a default for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from flows.conditions import ConditionError, can_fail, kind_of, paths_of
from flows.definition import (
    END,
    AspectsNode,
    ChoiceNode,
    ConsentNode,
    ContactNode,
    DateNode,
    EndNode,
    FileNode,
    Flow,
    LocationNode,
    MultiNode,
    Node,
    NumberNode,
    QuestionNode,
    RatingNode,
    ReturnNode,
    SayNode,
    Scale,
    ScaleNode,
    SubflowNode,
    TextNode,
)
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
                "currency": Leaf(Kind.CURRENCY),
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
    frozenset({*FACTS.entries, *Scale, MOOD, REPLY_BY, END}) | RESERVED_WORDS | _CEL_TYPES | _LIQUID_WORDS
)
"""What no node may be called: names of facts, and words of CEL, types included, and of Liquid."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What may have been asked before a point of a flow: each node, and whether it surely was.

    `let` and `split` are those of its flow; `flows` has those that it calls, by their names.
    """

    nodes: Sequence[tuple[Node, bool]]
    let: Mapping[str, str] = field(default_factory=dict)
    split: Iterable[str] = ()
    flows: Mapping[str, Flow] = field(default_factory=dict)


def names_in_conditions(earlier: Earlier) -> Names:
    """For the `when` of a node after these; for a complaint rule, after all nodes of all flows."""
    scales = {
        str(node.scale): Leaf(Kind.INT, optional=True)
        for node, _ in earlier.nodes
        if isinstance(node, ScaleNode)
    }
    mood = {MOOD: Leaf(Kind.FLOAT, optional=True)}
    return _with_computed({**FACTS.entries, **_answers(earlier), **scales, **mood}, earlier)


def names_in_texts(earlier: Earlier) -> Names:
    """For the texts of a node after these."""
    return _with_computed({**FACTS.entries, **_answers(earlier), REPLY_BY: Leaf(Kind.STRING)}, earlier)


def answer_ids(flow: Flow) -> list[str]:
    """The names under which the flow's answers are known."""
    return [node.id for node in flow.nodes if not isinstance(node, SayNode | EndNode | ReturnNode)]


def _with_computed(names: dict[str, Leaf | Names], earlier: Earlier) -> Names:
    """A computed value is known where all that it names is. It can be missing where one of these can, or
    where the calculation may come to nothing.
    """
    known = names | {name: Leaf(Kind.STRING) for name in earlier.split}
    for name, source in earlier.let.items():
        try:
            found = [Names(known).find(path) for path in paths_of(source)]
            kind = kind_of(source, Names(known))
        except ConditionError:
            continue
        missing = any(isinstance(leaf, Leaf) and leaf.optional for leaf in found)
        known[name] = Leaf(kind, missing or kind is Kind.ANY or can_fail(source))
    return Names(known)


def _answers(earlier: Earlier) -> dict[str, Leaf | Names]:
    """By node id. Two nodes of one name, in two flows, may differ in kind; then nothing is known of it."""
    known: dict[str, Leaf | Names] = {}
    for node, sure in earlier.nodes:
        if isinstance(node, SayNode | EndNode | ReturnNode):
            continue
        leaf = _answers_within(node, earlier.flows) if isinstance(node, SubflowNode) else _answer(node, sure)
        known[node.id] = leaf if known.get(node.id, leaf) == leaf else Leaf(Kind.ANY, optional=True)
    return known


def _answers_within(node: SubflowNode, flows: Mapping[str, Flow]) -> Leaf | Names:
    """The answers of a sub-flow, each of which can be missing as seen from outside."""
    inner = flows.get(node.flow)
    if inner is None:
        return Leaf(Kind.ANY, optional=True)
    others = {name: flow for name, flow in flows.items() if name != node.flow}  # a circle ends here
    return Names(_answers(Earlier([(each, False) for each in inner.nodes], flows=others)))


def _answer(node: QuestionNode, sure: bool) -> Leaf | Names:  # noqa: FBT001 - a fact about the node, not a switch
    given_up = node.optional or node.when is not None or node.timeout is not None or node.tries is not None
    optional = given_up or not sure
    match node:
        case ScaleNode() | RatingNode():
            return Leaf(Kind.INT, optional)
        case ChoiceNode() | TextNode() | ContactNode():
            return Leaf(Kind.STRING, optional)
        case DateNode():
            return Leaf(Kind.DATE, optional)
        case MultiNode():
            return Leaf(Kind.LIST, optional)
        case NumberNode():
            return Leaf(Kind.FLOAT if node.decimals else Kind.INT, optional)
        case ConsentNode() | FileNode() | LocationNode():
            return Leaf(Kind.BOOL, optional)
        case AspectsNode():
            return Names({item.id: Leaf(Kind.INT, optional) for item in node.items})
        case _:
            assert_never(node)
