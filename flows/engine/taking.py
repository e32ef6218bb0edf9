"""What an answer does: it is stored, it may be a complaint, and it leads to the next wait or to the end."""

from dataclasses import replace

from flows.asking import show_answer, wording_language
from flows.complaints import with_complaint
from flows.definition import ContactNode, EndNode, LocationNode, QuestionNode, SayNode
from flows.drafts import part_of
from flows.effects import Effect, ReplaceAnswer, Say, SetTimers, StoreAnswer, WithdrawAnswers
from flows.engine.waiting import (
    Outcome,
    ended,
    go_on,
    open_node,
    open_ticket,
    say_all,
    tell_staff,
    timers,
)
from flows.graph import graph_of
from flows.moment import Moment
from flows.path import Path
from flows.phrases import Phrase
from flows.reading import Reading, Skipped
from flows.run import Answer, Missing, Run, RunStatus


def answer_of(node: QuestionNode, run: Run, reading: Reading, moment: Moment) -> Answer:
    """The answer in the place of the one that the node has, else behind all others. Whoever skips the rest of
    it has answered a part.
    """
    if isinstance(reading, Skipped):
        reading = part_of(node, run.draft) or reading
    earlier = run.answer_to(node.id)
    position = earlier.position if earlier else max((a.position for a in run.answers), default=0) + 1
    skipped = isinstance(reading, Skipped)
    return Answer(
        node=node.id,
        kind=node.ask,
        position=position,
        value=None if isinstance(reading, Skipped) else reading,
        language=wording_language(node, run.language, moment.scene).partition("-x-")[0],
        at=earlier.at if earlier else moment.now,
        missing=Missing.SKIPPED if skipped else None,
        step=earlier.step if earlier else run.step_number,
        changed=earlier is not None,
    )


def break_off(run: Run, status: RunStatus, moment: Moment) -> Outcome:
    """Ends the run, with what was answered in part. A complaint that waited for its reason is told to staff
    now; and a run that had all its answers, of which one was about to be changed, is as complete as before.
    """
    if status is RunStatus.EXPIRED and moment.path_of(run).open is None:
        status = RunStatus.COMPLETE
    run, stored = keep_part(run, moment)
    run, told = tell_staff(ended(run, status)) if stored else open_ticket(ended(run, status))
    return run, (*stored, *told, SetTimers(()))


def keep_part(run: Run, moment: Moment) -> Outcome:
    """What of the open question was answered in part is its answer, before the run leaves it without the
    customer's doing. An answer that was about to be changed stands.
    """
    node = open_node(run, moment)
    part = part_of(node, run.draft)
    if part is None or run.answer_to(node.id) is not None:
        return run, ()
    run, stored, _ = _with_answer(run, answer_of(node, run, part, moment), moment)
    return with_complaint(run, moment), stored


def take(run: Run, answer: Answer, moment: Moment) -> Outcome:
    """Stores the answer, sees whether it makes a complaint, and goes on to the next wait or to the end."""
    waited_at, before = run.node, run
    run, stored, after = _with_answer(run, answer, moment)
    run = with_complaint(run, moment)
    news = _new_on(after, answer, before, moment)
    if waited_at != answer.node and _is_still_there(run, after):
        said = (*say_all(news, run, moment), Say(moment.say(Phrase.CHANGED, run)))
    else:
        run, said = go_on(run, after, news, moment)
        if run.status is RunStatus.COMPLETE and not said and answer.missing is not Missing.TIMED_OUT:
            said = (Say(_closing_word(answer, run, moment)),)
    run, told = tell_staff(run)
    return run, (*stored, *_received(answer, run, moment), *said, *told, timers(run, moment))


def _with_answer(run: Run, answer: Answer, moment: Moment) -> tuple[Run, tuple[Effect, ...], Path]:
    """The run with the answer, how that is stored, and the way that it leads. Where it stands in the place of
    another, what lies on the way that is left is withdrawn.
    """
    earlier = run.answer_to(answer.node)
    others = tuple(each for each in run.answers if each.node != answer.node)
    run = replace(run, answers=(*others, answer))
    after = moment.path_of(run)
    stored: Effect = StoreAnswer(answer) if earlier is None else ReplaceAnswer(answer)
    gone = _left_behind(run, answer, after, moment)
    if not gone:
        return run, (stored,), after
    run = replace(run, answers=tuple(each for each in run.answers if each.node not in gone))
    return run, (stored, WithdrawAnswers(gone)), after


def _left_behind(run: Run, answer: Answer, after: Path, moment: Moment) -> tuple[str, ...]:
    """Answers that lie on the way no more, nor on any that is still open, since an earlier one was changed.

    Without a change nothing is left: what was answered stays, though a fact that led there is another now.
    """
    met = {each.node for each in after.answers} | {answer.node}
    off = [each for each in run.answers if each.node not in met]
    if not off:
        return ()
    flow = moment.flow
    graph, here = graph_of(flow), flow.position(after.open.id) if after.open else len(flow.nodes)
    return tuple(
        each.node
        for each in off
        if _was_given_before_a_change(each, run) and not graph.may_precede(here, flow.position(each.node))
    )


def _was_given_before_a_change(answer: Answer, run: Run) -> bool:
    """A changed answer keeps its place among the others."""
    return any(other.changed and other.position < answer.position for other in run.answers)


def _is_still_there(run: Run, after: Path) -> bool:
    """Whether the run stands on this path as before, so that nothing needs to be asked anew."""
    if run.status is RunStatus.COMPLETE:
        return after.open is None
    return run.node in {*(node.id for node in after.passed), after.open.id if after.open else None}


def _closing_word(answer: Answer, run: Run, moment: Moment) -> str:
    """Nobody's last answer is met with silence, though the flow has no closing words."""
    return moment.say(Phrase.CHANGED if answer.changed else Phrase.THANKS_DONE, run)


def _new_on(after: Path, answer: Answer, before: Run, moment: Moment) -> list[SayNode | EndNode]:
    """What is to be said behind the answered question, unless it was said before: which cannot be where the
    question was answered for the first time.
    """
    ids = [node.id for node in after.passed]
    start = ids.index(answer.node) if answer.node in ids else 0
    is_first = answer.node in ids and not answer.changed
    said = set() if is_first else {node.id for node in moment.path_of(before).said()}
    return [
        node for node in after.passed[start:] if isinstance(node, SayNode | EndNode) and node.id not in said
    ]


def _received(answer: Answer, run: Run, moment: Moment) -> tuple[Effect, ...]:
    """A number or a place leaves no button behind that would show it, and its keyboard must go."""
    node = moment.flow.question(answer.node)
    if answer.value is None or not isinstance(node, ContactNode | LocationNode):
        return without_keyboard(node, Phrase.PASSED_OVER, run, moment)
    shown = show_answer(node, answer.value, run.language, moment.scene)
    return (Say(moment.say(Phrase.RECEIVED, run, answer=shown), takes_keyboard=True),)


def without_keyboard(left: QuestionNode, words: Phrase, run: Run, moment: Moment) -> tuple[Effect, ...]:
    """Takes the buttons below the input away that a question brought which is left without an answer: only a
    message can.
    """
    if not isinstance(left, ContactNode | LocationNode):
        return ()
    return (Say(moment.say(words, run), takes_keyboard=True),)
