"""How an answer becomes another one: by its button, or by an edit of the message that said it."""

from dataclasses import replace
from datetime import timedelta

from flows.asking import named_answer
from flows.definition import TextNode
from flows.effects import Notify
from flows.engine.taking import answer_of, take
from flows.engine.waiting import Outcome, timers, wait_at
from flows.events import Rewrote
from flows.limits import Refused
from flows.moment import Moment
from flows.phrases import Phrase
from flows.reading import NotRead, Skipped, read_tap, read_text
from flows.run import Answer, Run, RunStatus


def reopen(run: Run, step: int, moment: Moment) -> Outcome:
    """The run waits once more at the question that was asked at this step for the first time. Its answer
    stands until there is another; whoever says nothing changes nothing.
    """
    answer = run.answer_first_asked_at(step)
    if answer is None or not moment.flow.back or run.status not in _CHANGEABLE:
        was_answered = run.status in _CHANGEABLE
        closed = Phrase.ALREADY_ANSWERED if was_answered else Phrase.QUESTION_CLOSED
        return run, (Notify(moment.say(closed, run)),)
    if _is_too_late(answer, moment):
        return run, (Notify(moment.say(Phrase.TOO_LATE_TO_CHANGE, run)),)
    run, asked = wait_at(moment.flow.question(answer.node), run, moment)
    return run, (*asked, timers(run, moment))


_CHANGEABLE = {RunStatus.WAITING, RunStatus.COMPLETE}


def _is_too_late(answer: Answer, moment: Moment) -> bool:
    """An answer counts until its survey would have expired, and can be changed as long."""
    limit: timedelta = moment.scene.outreach.expires_after
    return bool(limit) and moment.now > answer.at + limit


def take_rewritten(run: Run, rewrote: Rewrote, moment: Moment) -> Outcome:
    """The edited words answer the question that the first ones answered. What cannot be read changes
    nothing.
    """
    earlier = next((each for each in run.answers if each.message == rewrote.message), None)
    if earlier is None or run.status not in _CHANGEABLE or _is_too_late(earlier, moment):
        return run, ()
    node = moment.flow.question(earlier.node)
    tapped = read_tap(node, named_answer(rewrote.text, node, run, moment) or "")
    reading = tapped if tapped is not None else read_text(node, rewrote.text, run.language, moment.today)
    if isinstance(reading, NotRead | Refused | Skipped) or reading == earlier.value:
        return run, ()
    answer = replace(answer_of(node, run, reading, moment), message=earlier.message)
    if isinstance(node, TextNode):
        answer = replace(answer, mood=rewrote.mood)
    return take(run, answer, moment)
