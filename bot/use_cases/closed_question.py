"""What is left of a question that is no longer open: its words, what was picked under them, and a way to
change it.

The law of this module: what the chat shows of a run is how the run stands. Every copy of a question that the
run has left loses its buttons, and every copy of one whose answer is another now shows that.
"""

from collections.abc import Collection
from typing import Any

from bot.incoming import ChangeButton, ClosedQuestion
from bot.use_cases.queueing import markup_in, words_above
from bot.use_cases.turn import Turn
from flows.asking import show_answer
from flows.definition import AspectsNode, DateNode, Flow, MultiNode, NumberNode
from flows.effects import in_paragraphs
from flows.phrases import Phrase
from flows.reading import button_for
from flows.run import Answer, Run
from flows.scene import Scene
from storage import outbox
from storage.records import OutboxItem, StoredRun, stored_id

Closed = tuple[ClosedQuestion, ...]


def close_questions(turn: Turn, stored: StoredRun, after: Run) -> Closed:
    """What is to be shown of the run's questions after something happened to it. `stored` is the run before.

    A question with buttons below the input is not among them: Telegram lets no such message change.
    """
    before = stored.run
    nodes = {answer.node for answer in (*before.answers, *after.answers)}
    changed = {node for node in nodes if before.answer_to(node) != after.answer_to(node)}
    left = before.step_number if after.step_number != before.step_number else None
    return _close(turn, stored, after, left, changed) if changed or left is not None else ()


def close_copies(turn: Turn, stored: StoredRun, step: int) -> Closed:
    """The same for all copies so far of what was asked at this step: it is asked anew, or was left without
    the customer's doing.
    """
    return _close(turn, stored, stored.run, step, ())


def _close(turn: Turn, stored: StoredRun, after: Run, left: int | None, changed: Collection[str]) -> Closed:
    if stored.flow is None:
        return ()
    sent = outbox.questions_of(turn.session, stored_id(stored.conversation_id), stored.run.id)
    closed = []
    for item in sent:
        question, node = item.payload["question"], _node_of(item, stored.run)
        is_open = question["step"] == after.step_number
        if question["step"] == left or (node in changed and not is_open):
            closed.append(None if question.get("request") else _closed(turn, item, stored.flow, after, node))
    return tuple(filter(None, closed))


def _node_of(item: OutboxItem, run: Run) -> str | None:
    """The node that was asked, by the name that it has now: a move may have given it another than the letter
    has. Letters of earlier versions have none.
    """
    step = item.payload["question"]["step"]
    answer = run.answer_first_asked_at(step)
    if answer is not None:
        return answer.node
    node: str | None = item.payload.get("node", run.node if step == run.step_number else None)
    return node


def _closed(turn: Turn, sent: OutboxItem, flow: Flow, after: Run, node: str | None) -> ClosedQuestion:
    question = sent.payload["question"]
    answer = after.answer_to(node) if node is not None else None
    scene = Scene({}, turn.setup.fallback_language, phrases=turn.setup.config.phrasebook)
    change = None
    if answer is not None and flow.back:
        change = ChangeButton(scene.word(Phrase.CHANGE, after.language), after.id, answer.step)
    return ClosedQuestion(
        str(sent.platform_id),
        in_paragraphs(words_above(sent.payload), markup_in(sent.payload, question["text"])),
        picked=_picked(question, flow, answer, after.language, scene),
        change=change,
        has_picture=question.get("picture") is not None,
    )


def _picked(
    question: dict[str, Any], flow: Flow, answer: Answer | None, language: str, scene: Scene
) -> str | None:
    """The label of the button that says the answer, else the answer in words; a skip picks nothing."""
    if answer is None or answer.value is None:
        return None
    node = flow.question(answer.node)
    labels = {button["value"]: button["label"] for row in question["rows"] for button in row}
    shown = show_answer(node, answer.value, language, scene) if isinstance(node, _SHOWN) else None
    return labels.get(button_for(node, answer.value), shown)


_SHOWN = (MultiNode, AspectsNode, NumberNode, DateNode)
"""What several taps or a typed word say is written out; words and files of the customer's stand below."""
