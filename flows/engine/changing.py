"""How an answer becomes another one: by its button, or by an edit of the message that said it."""

from dataclasses import replace
from datetime import timedelta

from flows.asking import answer_stands, named_answer
from flows.definition import FileNode, TextNode
from flows.effects import Notify, Say
from flows.engine.answering import hear, hint, in_one_message
from flows.engine.taking import answer_of, take, without_keyboard
from flows.engine.waiting import Outcome, open_node, timers, wait_at
from flows.events import Rewrote
from flows.limits import Refused
from flows.moment import Moment
from flows.phrases import Phrase
from flows.reading import NotRead, read_tap, read_text
from flows.run import Answer, Missing, Run, RunStatus


def reopen(run: Run, step: int, moment: Moment) -> Outcome:
    """The run waits once more at the question that was asked at this step for the first time. Its answer
    stands until there is another; whoever says nothing changes nothing.
    """
    answer = run.answer_first_asked_at(step)
    if answer is None or not moment.flow.back or run.status not in _CHANGEABLE:
        return run, (Notify(why_closed(run, step, moment)),)
    if _is_too_late(answer, moment):
        return run, (Notify(moment.say(Phrase.TOO_LATE_TO_CHANGE, run)),)
    left = open_node(run, moment) if run.node is not None else None
    run, asked = wait_at(moment.flow.question(answer.node), run, moment)
    gone = without_keyboard(left, Phrase.ALL_RIGHT, run, moment) if left is not None else ()
    return run, (*gone, *asked, timers(run, moment))


def why_closed(run: Run, step: int, moment: Moment) -> str:
    """What to say to a tap on a question that is not open any more."""
    if run.status not in _CHANGEABLE:
        return moment.say(Phrase.QUESTION_CLOSED, run)
    answer = run.answer_first_asked_at(step)
    was_answered = answer is not None and answer.missing in {None, Missing.SKIPPED}
    return moment.say(Phrase.ALREADY_ANSWERED if was_answered else Phrase.QUESTION_OVER, run)


_CHANGEABLE = {RunStatus.WAITING, RunStatus.COMPLETE}


def _is_too_late(answer: Answer, moment: Moment) -> bool:
    """An answer counts until its survey would have expired, and can be changed as long."""
    limit: timedelta = moment.scene.outreach.expires_after
    return bool(limit) and moment.now > answer.at + limit


def take_rewritten(run: Run, rewrote: Rewrote, moment: Moment) -> Outcome:
    """The edited words answer the question that the first ones answered. Where they cannot, the customer is
    told why and that their answer stands; and the words are heard as all that are no answer.
    """
    earlier = next((each for each in run.answers if each.message == rewrote.message), None)
    if earlier is None:
        return run, ()
    if run.status not in _CHANGEABLE or _is_too_late(earlier, moment):
        return _hear_only(run, rewrote, moment.say(Phrase.TOO_LATE_TO_CHANGE, run), moment)
    node = moment.flow.question(earlier.node)
    if isinstance(node, FileNode):  # the words beside a picture are not what was asked for
        return hear(run, rewrote, moment)
    tapped = read_tap(node, named_answer(rewrote.text, node, run, moment) or "")
    reading = tapped if tapped is not None else read_text(node, rewrote.text, run.language, moment.today)
    if isinstance(reading, NotRead | Refused):
        why = f"{hint(node, run, reading, moment)} {answer_stands(node, run, moment)}".rstrip()
        return _hear_only(run, rewrote, why, moment)
    answer = replace(answer_of(node, replace(run, draft={}), reading, moment), message=earlier.message)
    if answer.value == earlier.value:
        return run, ()
    if isinstance(node, TextNode) and answer.value is not None:
        answer = replace(answer, mood=rewrote.mood)
    return take(run, answer, moment)


def _hear_only(run: Run, rewrote: Rewrote, why: str, moment: Moment) -> Outcome:
    run, heard = hear(run, rewrote, moment)
    return run, in_one_message(heard, (Say(why),))
