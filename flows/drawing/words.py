"""A node's words as a drawing shows them: in one language, without markup, values by their names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from flows.definition import (
    Aspect,
    AspectsNode,
    ChoiceNode,
    ConsentNode,
    ContactNode,
    DateNode,
    EndNode,
    FileNode,
    LocationNode,
    MultiNode,
    Node,
    NumberNode,
    Option,
    QuestionNode,
    RatedNode,
    RatingNode,
    ReturnNode,
    SayNode,
    ScaleNode,
    SubflowNode,
    TextNode,
)
from flows.durations import describe_duration
from flows.phrases import ENDS, Phrase, Phrasebook
from flows.wording import choose_language
from flows.wording.markup import parse

_VALUE = re.compile(r"\{\{-?\s*([\w.]+).*?\}\}", re.DOTALL)
_OTHERWISE = re.compile(r"\{%-?\s*(?:else|elsif|when)\b.*?%\}", re.DOTALL)
_TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Reader:
    """Whoever looks at a drawing: in which language, with which to fall back on, and how this business has
    the bot's own sentences.
    """

    language: str
    fallback: str = "en"
    phrases: Phrasebook = field(default_factory=Phrasebook)

    def read(self, wordings: Mapping[str, str]) -> str:
        """The wording for this language in one line; empty where there is none."""
        if not wordings:
            return ""
        chosen = choose_language(wordings, self.language, self.fallback, self.phrases.manners)
        return plain(wordings[chosen])

    def phrase(self, name: Phrase) -> str:
        return plain(self.phrases.of(name, self.language))


def plain(source: str) -> str:
    """The text in one line: a value is shown as the last two words of its name, and of what depends on one
    every variant.

    `"Hi {{ customer.first_name }}!"` becomes `"Hi ‹first name›!"`.
    """
    named = _VALUE.sub(lambda value: f"‹{' '.join(re.split('[._]', value[1])[-2:])}›", source)
    return " ".join(parse(_TAG.sub("", _OTHERWISE.sub(" / ", named))).plain.split())


def words_of(node: Node, reader: Reader) -> str:
    """What the node says or asks."""
    match node:
        case SubflowNode() | ReturnNode():
            return ""
        case ScaleNode(text=text) if not text:
            return reader.phrase(Phrase.CES_QUESTION)
        case _:
            return reader.read(node.text)


def details_of(node: Node, reader: Reader) -> list[str]:
    """What can be answered, and under which rules: each a few words."""
    picture = [] if isinstance(node, SubflowNode | ReturnNode) or node.picture is None else ["picture"]
    match node:
        case SubflowNode() | ReturnNode():
            return []
        case SayNode() | EndNode():
            return [*picture, *([f"↗ {reader.read(node.link.text)}"] if node.link else [])]
        case _:
            return [*picture, *filter(None, [*_rules(node), *_possible(node, reader)])]


def _possible(node: QuestionNode, reader: Reader) -> list[str]:
    """The answers that it takes."""
    match node:
        case ScaleNode() | RatingNode():
            return [_scale(node, reader)]
        case ChoiceNode():
            return [_shuffled(node), _list(node.options, reader)]
        case MultiNode():
            options = _list(node.options, reader, *_none_of(node, reader))
            return [f"choose {_span(node.min, node.most)}", _shuffled(node), options]
        case AspectsNode():
            return [f"each {_steps(node)}", _list(node.items, reader)]
        case TextNode():
            return [_length(node), f"like {node.pattern}" if node.pattern else ""]
        case NumberNode():
            return [_span(node.min, node.max), _decimals(node)]
        case DateNode():
            return [_days(node)]
        case ConsentNode():
            return [f"version {node.version}"]
        case ContactNode() | FileNode() | LocationNode():
            return []
        case _:
            assert_never(node)


def _scale(node: ScaleNode | RatingNode, reader: Reader) -> str:
    low, high = reader.read(node.low), reader.read(node.high)
    if isinstance(node, ScaleNode):
        usual_low, usual_high = ENDS[node.scale]
        low, high = low or reader.phrase(usual_low), high or reader.phrase(usual_high)
    ends = " … ".join(filter(None, [low, high]))
    return f"{_steps(node)}: {ends}" if ends else _steps(node)


def _steps(node: RatedNode) -> str:
    if not isinstance(node, ScaleNode) and node.emoji:
        return " ".join(node.emoji)
    stars = not isinstance(node, ScaleNode) and node.symbol == "star"
    return f"{node.steps_shown[0]}–{node.steps_shown[-1]}{' ★' if stars else ''}"


def _list(options: Sequence[Option | Aspect], reader: Reader, *more: str) -> str:
    return " / ".join([*(reader.read(option.text) for option in options), *more])


def _none_of(node: MultiNode, reader: Reader) -> list[str]:
    if isinstance(node.none, dict):
        return [reader.read(node.none)]
    return [reader.phrase(Phrase.NONE_OF_THESE)] if node.none else []


def _shuffled(node: ChoiceNode | MultiNode) -> str:
    return "shuffled" if node.shuffle else ""


def _span(least: float | None, most: float | None) -> str:
    if least is None:
        return "" if most is None else f"up to {most:g}"
    if most is None:
        return f"from {least:g}"
    return f"{least:g}" if least == most else f"{least:g}–{most:g}"


def _length(node: TextNode) -> str:
    length = _span(node.min_length if node.min_length > 1 else None, node.max_length)
    return f"{length} characters" if length else ""


def _decimals(node: NumberNode) -> str:
    if not node.decimals:
        return ""
    return "1 decimal" if node.decimals == 1 else f"{node.decimals} decimals"


def _days(node: DateNode) -> str:
    ends = [("from", node.earliest), ("until", node.latest)]
    return " ".join(f"{word} {day}" for word, day in ends if day is not None)


def _rules(node: QuestionNode) -> list[str]:
    """What holds for this question, but for where it leads."""
    rules = []
    if node.tries is not None:
        tries = "1 try" if node.tries == 1 else f"{node.tries} tries"
        rules.append(f"{tries}, then {'a person' if node.otherwise == 'person' else 'passed over'}")
    if node.timeout is not None and node.timeout.to is None:
        rules.append(f"passed over after {describe_duration(node.timeout.after)}")
    return rules
