"""Which of a node's wordings a customer reads."""

from collections.abc import Mapping

from flows.definition import EndNode, QuestionNode, SayNode
from flows.phrases import PHRASES, Phrase
from flows.scene import Scene
from flows.wording import choose_language


def wording_of(node: SayNode | EndNode | QuestionNode, language: str, scene: Scene) -> str:
    """The Liquid source that serves `language` best. Only a `ces` node may have none of its own."""
    if not node.text:
        return scene.phrases.of(Phrase.CES_QUESTION, language)
    return node.text[wording_language(node, language, scene)]


def wording_language(node: SayNode | EndNode | QuestionNode, language: str, scene: Scene) -> str:
    """The language that a customer who wants `language` really reads here."""
    return _choose(node.text, language, scene) if node.text else choose_language(PHRASES, language, "en")


def label_of(labels: Mapping[str, str], language: str, scene: Scene) -> str | None:
    """The label that serves `language` best; None where there is none."""
    return labels[_choose(labels, language, scene)] if labels else None


def _choose(wordings: Mapping[str, str], language: str, scene: Scene) -> str:
    return choose_language(wordings, language, scene.fallback_language, scene.phrases.manners)
