"""The nodes that ask nothing, and the flow as a whole."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Discriminator, Field, Tag, model_validator
from pydantic.json_schema import SkipJsonSchema

from flows.definition.pieces import TEXT_EXAMPLE, Flag, Link, NodeId, NodePiece, Piece, Wordings
from flows.definition.questions import (
    ASKED,
    QUESTION_TAGS,
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
    RatingNode,
    ScaleNode,
    TextNode,
)

_QUESTION = {"id": "satisfaction", "ask": "csat", "text": {"en": "How was it?"}}


class SayNode(NodePiece):
    """Says its `text` and goes on; `picture` is an image above the words, and `link` a button below them."""

    ask: Literal["nothing"] = "nothing"
    id: NodeId = ""
    text: Wordings = Field(min_length=1, examples=[TEXT_EXAMPLE])
    picture: str | None = Field(default=None, min_length=1, max_length=1_000)
    link: Link | None = None


class EndNode(NodePiece):
    """Ends the flow, with `end = true`, and says its `text` if it has one, with its `picture` and `link`."""

    end: Literal[True]
    id: NodeId = ""
    text: Wordings = Field(default_factory=dict)
    picture: str | None = Field(default=None, min_length=1, max_length=1_000)
    link: Link | None = None


class SubflowNode(NodePiece):
    """Asks another `flow` in its place and goes on; outside it, its answers are named after the `id` here."""

    id: NodeId
    flow: str = Field(min_length=1, examples=["contact_details"])


class ReturnNode(NodePiece):
    """Where a sub-flow ends, and what follows its call. Nobody writes it: `flows.expansion` puts it there."""

    returns: Literal[True]
    id: NodeId


def _kind_of(node: Any) -> str:
    """In angle brackets, so that no kind looks like a key where pydantic says in which place an error is."""
    written = node if isinstance(node, dict) else vars(node) if isinstance(node, Piece) else {}
    if "ask" in written and written["ask"] != "nothing":
        return QUESTION_TAGS.get(str(written["ask"]), "<?>")
    return next((f"<{key}>" for key in ("end", "flow", "returns") if key in written), "<nothing>")


Node = Annotated[
    Annotated[SayNode, Tag("<nothing>")]
    | Annotated[EndNode, Tag("<end>")]
    | Annotated[SubflowNode, Tag("<flow>")]
    | Annotated[SkipJsonSchema[ReturnNode], Tag("<returns>")]
    | Annotated[ScaleNode, Tag("<csat>")]
    | Annotated[RatingNode, Tag("<rating>")]
    | Annotated[ChoiceNode, Tag("<choice>")]
    | Annotated[MultiNode, Tag("<multi>")]
    | Annotated[AspectsNode, Tag("<aspects>")]
    | Annotated[TextNode, Tag("<text>")]
    | Annotated[NumberNode, Tag("<number>")]
    | Annotated[DateNode, Tag("<date>")]
    | Annotated[ContactNode, Tag("<contact>")]
    | Annotated[FileNode, Tag("<photo>")]
    | Annotated[LocationNode, Tag("<location>")]
    | Annotated[ConsentNode, Tag("<consent>")],
    Discriminator(
        _kind_of,
        custom_error_type="unknown_node",
        custom_error_message=f"ask must be one of {', '.join(ASKED)}, or be left out to only say",
    ),
]

FEWEST_VARIANTS, MOST_VARIANTS = 2, 20


def _fit_for_a_split(shares: dict[str, int]) -> dict[str, int]:
    """They are counted once each of them is right."""
    if not FEWEST_VARIANTS <= len(shares) <= MOST_VARIANTS:
        message = f"a split has {FEWEST_VARIANTS} to {MOST_VARIANTS} variants"
        raise ValueError(message, "write for example { a = 50, b = 50 }")
    return shares


Shares = Annotated[
    dict[NodeId, Annotated[int, Field(ge=1, le=1_000_000, strict=True)]],
    AfterValidator(_fit_for_a_split),
    Field(
        examples=[{"short": 50, "long": 50}],
        json_schema_extra={"minProperties": FEWEST_VARIANTS, "maxProperties": MOST_VARIANTS},
    ),
]
"""Variants with their weights."""


class Flow(Piece):
    """A survey as the admin wrote it: its `nodes` in their order, under a `title` for staff. Nodes without an
    id are named by their position, `say_3`.

    `let` computes values from answers, by CEL; `split` gives each customer one of several variants, always
    the same. Both are named in conditions and texts like answers. `back` adds a button that goes back by one
    question, and one that changes an answer; `progress` tells how far it is.
    """

    title: str = ""
    nodes: tuple[Node, ...] = Field(min_length=1, examples=[[_QUESTION]])
    let: dict[NodeId, str] = Field(default_factory=dict)
    split: dict[NodeId, Shares] = Field(default_factory=dict)
    back: Flag = True
    progress: Flag = False

    @model_validator(mode="before")
    @classmethod
    def _name_nodes(cls, data: Any) -> Any:
        if not isinstance(data, dict) or not isinstance(data.get("nodes"), list | tuple):
            return data
        return data | {"nodes": [_named(node, at) for at, node in enumerate(data["nodes"], start=1)]}

    def position(self, node_id: str) -> int:
        """Place of the node in the flow, from 0. Raises `KeyError` when the flow has no such node."""
        for at, node in enumerate(self.nodes):
            if node.id == node_id:
                return at
        raise KeyError(node_id)

    def question(self, node_id: str) -> QuestionNode:
        """The node of this name that asks. Raises `KeyError` when the flow has none."""
        node = self.nodes[self.position(node_id)]
        if not isinstance(node, QuestionPiece):
            raise KeyError(node_id)
        return node


def _named(node: Any, position: int) -> Any:
    if not isinstance(node, dict) or "id" in node or node.get("ask", "nothing") != "nothing":
        return node
    return node if "flow" in node else node | {"id": f"{'end' if 'end' in node else 'say'}_{position}"}
