"""The nodes that ask, one class for each kind of answer."""

from typing import Annotated, Any, Literal, get_args

from pydantic import Discriminator, Field, Tag, model_validator

from flows.definition.pieces import (
    TEXT_EXAMPLE,
    Aspect,
    Flag,
    NodeId,
    NodePiece,
    Option,
    Scale,
    Target,
    Timeout,
    Wordings,
)

_OPTIONS = [{"id": "late", "text": {"en": "It came late"}}, {"id": "other", "text": {"en": "Something else"}}]
_ASPECTS = [{"id": "delivery", "text": {"en": "Delivery"}}, {"id": "packaging", "text": {"en": "Packaging"}}]

Text = Annotated[Wordings, Field(min_length=1, examples=[TEXT_EXAMPLE])]

FEWEST_STEPS, MOST_STEPS = 3, 10

LONGEST_REPLY = 4_096
"""Of a Telegram message, which is what a customer writes (Bot API, sendMessage), in UTF-16 units."""


class QuestionPiece(NodePiece):
    """What every question may have: its `id` is the name of its answer in conditions and texts, an `optional`
    one can be skipped, `picture` is an image above the words, beside the file that names it or at an address,
    and `timeout` gives it up after a while.

    `then` maps answers to where they lead: numbers and spans of them ("1-2"), ids of options, "yes" and "no",
    or "skipped". What cannot be taken is asked again, with `invalid` where it is written; after so many
    `tries` the question is passed over, and with `otherwise = "person"` a person is called, too.
    """

    id: NodeId
    picture: str | None = Field(default=None, min_length=1, max_length=1_000)
    optional: Flag = False
    then: dict[str, Target] = Field(default_factory=dict)
    timeout: Timeout | None = None
    invalid: Wordings = Field(default_factory=dict)
    tries: int | None = Field(default=None, ge=1, le=10, strict=True)
    otherwise: Literal["skip", "person"] = "skip"


class ScaleNode(QuestionPiece):
    """Asks for a number on one of the scales of the field, `ask` = "csat", "nps" or "ces", with the words
    `text`; `low` and `high` label its ends.
    """

    ask: Literal["csat", "nps", "ces"]
    text: Wordings = Field(default_factory=dict)
    low: Wordings = Field(default_factory=dict)
    high: Wordings = Field(default_factory=dict)

    @property
    def scale(self) -> Scale:
        return Scale(self.ask)

    @property
    def steps_shown(self) -> range:
        return self.scale.steps

    @model_validator(mode="after")
    def _has_a_wording(self) -> "ScaleNode":
        if not self.text and self.scale is not Scale.CES:
            raise ValueError('text is missing: write text.en = "…"')
        return self


class SteppedPiece(QuestionPiece):
    """What ratings have that count in no measure of the field: so many `steps`, shown by the `symbol` or by
    these `emoji`, the worst first.
    """

    steps: int = Field(default=5, ge=FEWEST_STEPS, le=MOST_STEPS, strict=True)
    symbol: Literal["star", "number"] = "star"
    emoji: tuple[Annotated[str, Field(min_length=1, max_length=16)], ...] = ()

    @property
    def steps_shown(self) -> range:
        return range(1, (len(self.emoji) or self.steps) + 1)

    @model_validator(mode="after")
    def _has_enough_emoji(self) -> "SteppedPiece":
        if self.emoji and not FEWEST_STEPS <= len(self.emoji) <= MOST_STEPS:
            raise ValueError(
                f'a rating has {FEWEST_STEPS} to {MOST_STEPS} steps: write emoji = ["😡", "😐", "😍"]'
            )
        if len(set(self.emoji)) < len(self.emoji):
            raise ValueError('each step needs an emoji of its own: write emoji = ["😡", "😐", "😍"]')
        return self


class RatingNode(SteppedPiece):
    """Asks for a rating with so many `steps`, which counts in no measure of the field.

    They are shown by the `symbol`, or by these `emoji`, the worst first; `low` and `high` label the ends.
    """

    ask: Literal["rating"]
    text: Text
    low: Wordings = Field(default_factory=dict)
    high: Wordings = Field(default_factory=dict)


class ChoiceNode(QuestionPiece):
    """Asks to pick one of several `options`; with `shuffle` they stand in another order for each customer,
    but for one whose id is "other", which stays the last.
    """

    ask: Literal["choice"]
    text: Text
    options: tuple[Option, ...] = Field(min_length=2, max_length=20, examples=[_OPTIONS])
    shuffle: Flag = False


def _flag_or_words(value: Any) -> str:
    """In angle brackets as the kinds of node are."""
    return "<flag>" if isinstance(value, bool) else "<words>"


class MultiNode(QuestionPiece):
    """Asks to pick several `options`, at least `min` and at most `max` of them; `shuffle` as in a choice.

    `none` adds a button for none of them, `true` with the program's own words.
    """

    ask: Literal["multi"]
    text: Text
    options: tuple[Option, ...] = Field(min_length=2, max_length=20, examples=[_OPTIONS])
    min: int = Field(default=1, ge=0, strict=True)
    max: int | None = Field(default=None, ge=1, strict=True)
    none: Annotated[
        Annotated[Flag, Tag("<flag>")] | Annotated[Wordings, Tag("<words>")], Discriminator(_flag_or_words)
    ] = False
    shuffle: Flag = False

    @property
    def most(self) -> int:
        return len(self.options) if self.max is None else min(self.max, len(self.options))

    @model_validator(mode="after")
    def _can_be_answered(self) -> "MultiNode":
        if self.min > self.most:
            raise ValueError(f"at least {self.min} of at most {self.most} cannot be picked: write min = 1")
        return self


class AspectsNode(SteppedPiece):
    """Asks to rate several things, its `items`, one tap each, in so many `steps`, shown by the `symbol` or by
    these `emoji`, the worst first.
    """

    ask: Literal["aspects"]
    text: Text
    items: tuple[Aspect, ...] = Field(min_length=2, max_length=10, examples=[_ASPECTS])


class TextNode(QuestionPiece):
    """Asks for an answer in the customer's own words, from `min_length` to `max_length` characters. `pattern`
    is a regular expression for all of them.
    """

    ask: Literal["text"]
    text: Text
    min_length: int = Field(default=1, ge=1, le=LONGEST_REPLY, strict=True)
    max_length: int | None = Field(default=None, ge=1, le=LONGEST_REPLY, strict=True)
    pattern: str | None = Field(default=None, min_length=1)

    @model_validator(mode="after")
    def _can_be_answered(self) -> "TextNode":
        if self.max_length is not None and self.max_length < self.min_length:
            raise ValueError(
                f"no text is both longer than {self.min_length} and shorter than {self.max_length}: "
                "write min_length = 1"
            )
        return self


class NumberNode(QuestionPiece):
    """Asks for a number from `min` to `max`, with so many `decimals` at most."""

    ask: Literal["number"]
    text: Text
    min: float | None = Field(default=None, allow_inf_nan=False)
    max: float | None = Field(default=None, allow_inf_nan=False)
    decimals: int = Field(default=0, ge=0, le=6, strict=True)

    @model_validator(mode="after")
    def _can_be_answered(self) -> "NumberNode":
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError(f"no number is above {self.min:g} and below {self.max:g}: write min = 0")
        return self


DAY_PATTERN = r"^(today|[0-9]{4}-[0-9]{2}-[0-9]{2}|[+-][0-9]{1,5} days?)$"

Day = Annotated[str, Field(pattern=DAY_PATTERN, examples=["today", "-30 days"])]
"""A day: a date, or one counted from the day of the question."""


class DateNode(QuestionPiece):
    """Asks for a day on the calendar, not before the `earliest` and not after the `latest`: a date, "today",
    or days counted from it such as "-30 days".
    """

    ask: Literal["date"]
    text: Text
    earliest: Day | None = None
    latest: Day | None = None


class ContactNode(QuestionPiece):
    """Asks for the customer's phone number, by Telegram's button that shares it."""

    ask: Literal["contact"]
    text: Text


class FileNode(QuestionPiece):
    """Asks for a photo, a voice message, or any file."""

    ask: Literal["photo", "voice", "file"]
    text: Text


class LocationNode(QuestionPiece):
    """Asks for a place on the map."""

    ask: Literal["location"]
    text: Text


class ConsentNode(QuestionPiece):
    """Asks for permission. What is given or refused is stored with the text's `version`, and the time."""

    ask: Literal["consent"]
    text: Text
    version: str = Field(min_length=1, max_length=60, examples=["2026-11"])


RatedNode = ScaleNode | RatingNode | AspectsNode
"""What is answered with steps of a scale."""

QuestionNode = (
    ScaleNode
    | RatingNode
    | ChoiceNode
    | MultiNode
    | AspectsNode
    | TextNode
    | NumberNode
    | DateNode
    | ContactNode
    | FileNode
    | LocationNode
    | ConsentNode
)


def _asked(kind: type[Any]) -> tuple[str, ...]:
    return get_args(kind.model_fields["ask"].annotation)


ASKED: tuple[str, ...] = tuple(word for kind in get_args(QuestionNode) for word in _asked(kind))
"""Everything that `ask` may say."""

QUESTION_TAGS = {word: f"<{_asked(kind)[0]}>" for kind in get_args(QuestionNode) for word in _asked(kind)}
"""Where pydantic says in which place an error is: the first word of each kind, in angle brackets."""
