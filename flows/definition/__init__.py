"""What a flow is, frozen and closed: its nodes, in the order in which they are asked unless one jumps.

Every place that must know all kinds of node matches on `Node` and ends in `assert_never`, so a new kind is
found by the type checker. `pieces` holds what nodes are made of, `questions` those that ask, `flow` the rest.
"""

from flows.definition.flow import EndNode, Flow, Node, ReturnNode, SayNode, SubflowNode
from flows.definition.pieces import (
    END,
    Aspect,
    ComplaintRule,
    Jump,
    Link,
    NodeId,
    Option,
    Piece,
    Scale,
    Timeout,
    Wordings,
)
from flows.definition.questions import (
    ASKED,
    AspectsNode,
    ChoiceNode,
    ConsentNode,
    ContactNode,
    DateNode,
    FileNode,
    LocationNode,
    MultiNode,
    NumberNode,
    QuestionNode,
    QuestionPiece,
    RatedNode,
    RatingNode,
    ScaleNode,
    TextNode,
)

__all__ = [
    "ASKED",
    "END",
    "Aspect",
    "AspectsNode",
    "ChoiceNode",
    "ComplaintRule",
    "ConsentNode",
    "ContactNode",
    "DateNode",
    "EndNode",
    "FileNode",
    "Flow",
    "Jump",
    "Link",
    "LocationNode",
    "MultiNode",
    "Node",
    "NodeId",
    "NumberNode",
    "Option",
    "Piece",
    "QuestionNode",
    "QuestionPiece",
    "RatedNode",
    "RatingNode",
    "ReturnNode",
    "SayNode",
    "Scale",
    "ScaleNode",
    "SubflowNode",
    "TextNode",
    "Timeout",
    "Wordings",
]
