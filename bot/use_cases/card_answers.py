"""How staff read an answer on the card: the question in short, and what was said in the business's words."""

from bot.outgoing import CardAnswer
from bot.use_cases.setup import Setup
from flows.asking import show_answer, wording_of
from flows.definition import QuestionNode, RatingNode, ScaleNode
from flows.run import Value
from flows.scene import Scene
from flows.wording.markup import Styled, parse


def card_answer(node: QuestionNode, value: Value | None, setup: Setup) -> CardAnswer:
    """One line of the card: what was answered to this question, None where it was passed over."""
    scene = Scene({}, setup.fallback_language, phrases=setup.config.phrasebook)
    label = Styled(node.scale.upper()) if isinstance(node, ScaleNode) else _short_label(node, scene)
    if value is None:
        return CardAnswer(label, None)
    if isinstance(node, ScaleNode | RatingNode):
        return CardAnswer(label, f"{value} of {node.steps_shown[-1]}")
    return CardAnswer(label, show_answer(node, value, scene.fallback_language, scene))


def _short_label(node: QuestionNode, scene: Scene) -> Styled:
    """The words of the question; where something is filled in for each customer, the name of its node."""
    words = wording_of(node, scene.fallback_language, scene)
    is_whole = "{{" not in words and "{%" not in words
    return parse(words) if is_whole else Styled(node.id.replace("_", " ").replace(".", ": ").capitalize())
