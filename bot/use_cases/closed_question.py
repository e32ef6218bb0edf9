"""What is left of a question once it is answered: its words, what was picked under them, and a way to change
it.
"""

from dataclasses import replace

from bot.incoming import ChangeButton, ClosedQuestion
from bot.use_cases.queueing import markup_in, words_above
from bot.use_cases.setup import Setup
from flows.asking import show_answer
from flows.definition import AspectsNode, DateNode, MultiNode, NumberNode
from flows.effects import in_paragraphs
from flows.phrases import Phrase
from flows.reading import button_for
from flows.run import Run
from flows.scene import Scene
from storage.records import OutboxItem, StoredRun


def close_question(setup: Setup, sent: OutboxItem, stored: StoredRun, after: Run) -> ClosedQuestion | None:
    """The question as it was sent in this row, with what the run has answered to it; None for another letter,
    and for a question that was not open.

    `stored` is the run before the answer.
    """
    if sent.kind != "question" or sent.platform_id is None or stored.flow is None or stored.run.node is None:
        return None
    question = sent.payload["question"]
    if question["step"] != stored.run.step_number:
        return None
    if question.get("request") is not None:
        return None  # Telegram lets no message change that brought buttons below the input
    closed = ClosedQuestion(
        sent.platform_id,
        in_paragraphs(words_above(sent.payload), markup_in(sent.payload, question["text"])),
        picked=None,
        has_picture=question.get("picture") is not None,
    )
    answer = after.answer_to(stored.run.node)
    if answer is None or answer is stored.run.answer_to(stored.run.node):
        return closed
    node = stored.flow.question(answer.node)
    scene = Scene({}, setup.fallback_language, phrases=setup.config.phrasebook)
    picked = None
    if answer.value is not None:  # a skip picks nothing
        labels = {button["value"]: button["label"] for row in question["rows"] for button in row}
        shown = show_answer(node, answer.value, after.language, scene) if isinstance(node, _SHOWN) else None
        picked = labels.get(button_for(node, answer.value), shown)
    change = None
    if stored.flow.back:
        change = ChangeButton(scene.word(Phrase.CHANGE, after.language), stored.run.id, answer.step)
    return replace(closed, picked=picked, change=change)


_SHOWN = (MultiNode, AspectsNode, NumberNode, DateNode)
"""What several taps or a typed word say is written out; words and files of the customer's stand below."""
