"""What a flow is: its nodes, in the order in which they are asked, frozen and closed.

A node either asks (a scale, a choice, a text) or only says its text. Every place that must know all kinds of
node matches on `Node` and ends in `assert_never`, so a new kind is found by the type checker.
"""

from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, model_validator

NodeId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40, examples=["satisfaction"])]
"""Also a name in conditions: lower case, so that it can never be a number or an operator."""

Wordings = dict[str, Annotated[str, Field(min_length=1)]]
"""Language (BCP 47, "it" or "de-AT") to Liquid source."""


_QUESTION = {"id": "satisfaction", "ask": "csat", "text": {"en": "How was it?"}}

_OPTIONS = [{"id": "late", "text": {"en": "It came late"}}, {"id": "other", "text": {"en": "Something else"}}]


class Scale(StrEnum):
    """The three rating scales of the field; ends and meaning are fixed so that measures stay comparable."""

    CSAT = "csat"
    NPS = "nps"
    CES = "ces"

    @property
    def lowest(self) -> int:
        return 0 if self is Scale.NPS else 1

    @property
    def highest(self) -> int:
        return {Scale.CSAT: 5, Scale.NPS: 10, Scale.CES: 7}[self]

    @property
    def steps(self) -> range:
        """Every number on the scale, both ends included."""
        return range(self.lowest, self.highest + 1)


class Piece(BaseModel):
    """A part of a definition: frozen, and nothing unknown is let through."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class SayNode(Piece):
    """Says its text and goes on."""

    ask: Literal["nothing"] = "nothing"
    id: NodeId = ""
    when: str | None = None
    text: Wordings = Field(min_length=1, examples=[{"en": "How was it?"}])


class ScaleNode(Piece):
    """Asks for a number on a scale; `low` and `high` label its ends in words."""

    ask: Literal["csat", "nps", "ces"]
    id: NodeId
    when: str | None = None
    text: Wordings = Field(default_factory=dict)
    optional: Annotated[bool, Field(strict=True)] = False
    low: Wordings = Field(default_factory=dict)
    high: Wordings = Field(default_factory=dict)

    @property
    def scale(self) -> Scale:
        return Scale(self.ask)

    @model_validator(mode="after")
    def _has_a_wording(self) -> "ScaleNode":
        if not self.text and self.scale is not Scale.CES:
            raise ValueError('text is missing: write text.en = "…"')
        return self


class ChoiceOption(Piece):
    """One button of a choice; `id` is what is stored and what conditions compare with."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=30, examples=["late"])]
    text: Wordings = Field(min_length=1, examples=[{"en": "How was it?"}])


class ChoiceNode(Piece):
    """Asks to pick one of several options."""

    ask: Literal["choice"]
    id: NodeId
    when: str | None = None
    text: Wordings = Field(min_length=1, examples=[{"en": "How was it?"}])
    optional: Annotated[bool, Field(strict=True)] = False
    options: tuple[ChoiceOption, ...] = Field(min_length=2, max_length=20, examples=[_OPTIONS])


class TextNode(Piece):
    """Asks for an answer in the customer's own words."""

    ask: Literal["text"]
    id: NodeId
    when: str | None = None
    text: Wordings = Field(min_length=1, examples=[{"en": "How was it?"}])
    optional: Annotated[bool, Field(strict=True)] = False


def _kind_of(node: Any) -> str:
    """In angle brackets, so that no kind looks like a key where pydantic says in which place an error is."""
    ask = node.get("ask", "nothing") if isinstance(node, dict) else getattr(node, "ask", "nothing")
    return "<scale>" if ask in list(Scale) else f"<{ask}>"


QuestionNode = ScaleNode | ChoiceNode | TextNode

Node = Annotated[
    Annotated[SayNode, Tag("<nothing>")]
    | Annotated[ScaleNode, Tag("<scale>")]
    | Annotated[ChoiceNode, Tag("<choice>")]
    | Annotated[TextNode, Tag("<text>")],
    Discriminator(
        _kind_of,
        custom_error_type="unknown_node",
        custom_error_message=(
            'ask must be one of "csat", "nps", "ces", "choice", "text", or be left out to only say'
        ),
    ),
]


class Flow(Piece):
    """A survey as the admin wrote it. Nodes without an id are named by their position, `say_3`."""

    title: str = ""
    nodes: tuple[Node, ...] = Field(min_length=1, examples=[[_QUESTION]])

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
        if isinstance(node, SayNode):
            raise KeyError(node_id)
        return node


def _named(node: Any, position: int) -> Any:
    nameless = isinstance(node, dict) and "id" not in node and node.get("ask", "nothing") == "nothing"
    return node | {"id": f"say_{position}"} if nameless else node


class ComplaintRule(Piece):
    """One `[[complaints]]` table. Without a channel the ticket goes to the default channel."""

    name: str = Field(min_length=1, examples=["Unhappy with a delivery"])
    when: str = Field(examples=["csat <= 2"])
    channel: str | None = None
    priority: str = "normal"
