"""What nodes are made of: names, wordings, jumps, and what all kinds of node have in common."""

from datetime import timedelta
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    WithJsonSchema,
)

from flows.durations import describe_duration, parse_duration

_NAME = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$"

NodeId = Annotated[str, Field(pattern=_NAME, max_length=200, examples=["satisfaction"])]
"""Also a name in conditions: lower case, so that it can never be a number or an operator. Dots stand only in
the nodes of a sub-flow after it was put in its place (`flows.expansion`)."""

Wordings = dict[str, Annotated[str, Field(min_length=1)]]
"""Language (BCP 47, "it" or "de-AT") to Liquid source."""

END = "end"
"""The target that ends the flow; of a sub-flow, the way back to where it was called."""

Target = Annotated[str, Field(pattern=_NAME, max_length=200, examples=["thanks"])]
"""The id of a node of the same flow, or `END`."""

Flag = Annotated[bool, Field(strict=True)]

TEXT_EXAMPLE = {"en": "How was it?"}


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


def duration(value: Any) -> Any:
    """A bare number is refused rather than taken for seconds, which pydantic would do."""
    if isinstance(value, timedelta):
        return value
    if isinstance(value, str):
        return parse_duration(value)
    raise ValueError('a duration is a text with a unit: write for example "2 days"')


Duration = Annotated[
    timedelta,
    BeforeValidator(duration),
    PlainSerializer(describe_duration, when_used="json"),
    WithJsonSchema({"type": "string"}),
]


class Jump(Piece):
    """Where to go on: `to` the node of this id, or "end", if the condition `when` holds; without one, in any
    case.
    """

    when: str | None = None
    to: Target


def _jumps(value: Any) -> Any:
    """`next = "thanks"` is one jump in any case."""
    return [{"to": value}] if isinstance(value, str) else value


Jumps = Annotated[
    tuple[Jump, ...],
    BeforeValidator(_jumps, json_schema_input_type=str | list[Jump]),
    Field(examples=["thanks"]),
]
"""The first whose condition holds is taken; if none does, the following node."""


class Timeout(Piece):
    """Gives a wait up when so long `after` the question there is no answer, and goes on at the node `to`,
    else as if it were skipped.
    """

    after: Annotated[Duration, Field(gt=timedelta(0), examples=["2 days"])]
    to: Target | None = None


LINK_PATTERN = r"^https?://[^\s]+$"


def _with_host(url: str) -> str:
    """Raises `ValueError` for what begins like an address of a web page and is none."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host:
        raise ValueError('this is no address of a web page: write for example "https://shop.example/review"')
    return url


class Link(Piece):
    """A button that opens the web page `url`, such as the one for public reviews; `text` stands on it."""

    url: Annotated[
        str,
        Field(pattern=LINK_PATTERN, max_length=2_000, examples=["https://…"]),
        AfterValidator(_with_host),
    ]
    text: Wordings = Field(min_length=1, examples=[{"en": "Write a review"}])


class Option(Piece):
    """A button of a choice; `id` is what is stored and what conditions compare with, `text` stands on it."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=30, examples=["late"])]
    text: Wordings = Field(min_length=1, examples=[TEXT_EXAMPLE])


class Aspect(Piece):
    """One of several things to rate; `id` is its name in conditions, too, `text` is what customers read."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=30, examples=["packaging"])]
    text: Wordings = Field(min_length=1, examples=[{"en": "Packaging"}])


class NodePiece(Piece):
    """What every node may have. Where the condition `when` is false it is passed over, and `next` is where it
    leads, if not to the following node: the id of a node, "end", or jumps with conditions.
    """

    when: str | None = None
    next: Jumps = ()


class ComplaintRule(Piece):
    """One `[[complaints]]` table. Without a channel the ticket goes to the default channel."""

    name: str = Field(min_length=1, examples=["Unhappy with a delivery"])
    when: str = Field(examples=["csat <= 2"])
    channel: str | None = None
    priority: str = "normal"
