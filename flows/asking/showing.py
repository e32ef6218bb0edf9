"""An answer in words, for whoever reads it: the customer who gave it, or staff on a card."""

from datetime import date
from decimal import Decimal

from flows.asking.wordings import label_of
from flows.definition import (
    AspectsNode,
    ChoiceNode,
    ConsentNode,
    DateNode,
    MultiNode,
    NumberNode,
    QuestionNode,
    RatedNode,
    RatingNode,
    ScaleNode,
)
from flows.phrases import Phrase
from flows.run import Value
from flows.scene import Scene
from flows.wording.formats import format_date, format_number


def show_answer(node: QuestionNode, value: Value, language: str, scene: Scene) -> str:
    """Plain text, without markup."""
    match node, value:
        case ChoiceNode(), str(chosen):
            return _option(node, chosen, language, scene)
        case MultiNode(), list(chosen):
            labels = [_option(node, str(option), language, scene) for option in chosen]
            return ", ".join(labels) or none_label(node, language, scene)
        case AspectsNode(), dict(ratings):
            known = {item.id: label_of(item.text, language, scene) or item.id for item in node.items}
            rated = ((known.get(name, name), face(node, rating)) for name, rating in ratings.items())
            return ", ".join(f"{label} {rating}" for label, rating in rated)
        case RatingNode(), int(step):
            return face(node, step)
        case ConsentNode(), dict(consent):
            return scene.word(Phrase.CONSENT_YES if consent.get("given") else Phrase.CONSENT_NO, language)
        case DateNode(), str(day):
            return format_date(date.fromisoformat(day), "long", language)
        case NumberNode(), int() | float():
            return format_number(Decimal(str(value)), language)
        case _, dict(table):
            return _thing(table)
        case _:
            return str(value)


def face(node: RatedNode, step: object) -> str:
    """A step of the scale as it is told: its emoji where it has one, else the number."""
    emoji = () if isinstance(node, ScaleNode) else node.emoji
    return emoji[step - 1] if isinstance(step, int) and 0 < step <= len(emoji) else str(step)


def none_label(node: MultiNode, language: str, scene: Scene) -> str:
    """What the button for none of the options says."""
    own = node.none if isinstance(node.none, dict) else {}
    return label_of(own, language, scene) or scene.word(Phrase.NONE_OF_THESE, language)


def _option(node: ChoiceNode | MultiNode, chosen: str, language: str, scene: Scene) -> str:
    texts = next((option.text for option in node.options if option.id == chosen), {})
    return label_of(texts, language, scene) or chosen


def _thing(table: dict[str, object]) -> str:
    """A contact by its number, a place by its degrees, a file by its name."""
    if "phone" in table:
        return str(table["phone"])
    if "latitude" in table:
        return f"{table['latitude']:.4f}, {table['longitude']:.4f}"
    return str(table.get("name") or table.get("kind") or "file")
