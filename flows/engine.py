"""`start` and `step`: the only place where a run changes.

    step(flow, run, event, scene, now) → (run, effects)

A run walks its flow's nodes in order, passing over those whose condition is false, until a question makes it
wait. Nothing is read or written here: what should happen in the world is returned as effects. The law of this
file: `step_number` grows by one exactly when the run comes to a new wait or to its end, so whatever carries an
older number (a tap on an old keyboard, a late timer) belongs to a moment that is over and changes nothing.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import assert_never

from flows.asking import Reading, Skipped, read_tap, read_text, shape_question
from flows.complaints import answered_values, outside_the_questions, with_complaint
from flows.conditions import holds
from flows.definition import ChoiceNode, Flow, QuestionNode, SayNode, ScaleNode, TextNode
from flows.effects import (
    Ask,
    Effect,
    Notify,
    OpenTicket,
    Question,
    RefreshTicket,
    Say,
    SetTimers,
    StoreAnswer,
    TimerPurpose,
    TimerSetting,
)
from flows.events import Event, GraceEnded, LanguageChosen, ReminderDue, Stopped, Tapped, WaitExpired, Wrote
from flows.phrases import Phrase, phrase
from flows.run import Answer, Run, RunStatus, Value
from flows.scene import DEFAULT_PRIORITY, Scene
from flows.sentiment import Mood
from flows.wording import choose_language, format_moment, render

REASON_GRACE = timedelta(minutes=3)
"""How long a complaint waits for the customer's reason before a person looks without it."""

Outcome = tuple[Run, tuple[Effect, ...]]


def start(flow: Flow, run: Run, scene: Scene, now: datetime) -> Outcome:
    """Begins a scheduled run: everything up to its first question."""
    run, effects = _walk(flow, run, 0, scene, now)
    return run, _introduced(effects, run, scene)


def step(flow: Flow, run: Run, event: Event, scene: Scene, now: datetime) -> Outcome:
    """What `event` makes of the run. An event that comes too late returns the run as it was.

    Raises `flows.wording.WordingError` if a text cannot be filled in.
    """
    if run.status is not RunStatus.WAITING or run.node is None:
        return _too_late(run, event, Phrase.QUESTION_CLOSED)
    if isinstance(event, Tapped | ReminderDue | WaitExpired | GraceEnded) and event.step != run.step_number:
        return _too_late(run, event, Phrase.ALREADY_ANSWERED)
    match event:
        case Tapped(choice=choice):
            reading = read_tap(_question(flow, run), choice)
            return _take(flow, run, reading, None, scene, now) if reading is not None else (run, ())
        case Wrote(text=text, mood=mood):
            return _take_words(flow, run, text, mood, scene, now)
        case LanguageChosen(language=language):
            return _ask_again(flow, replace(run, language=language), scene, now)
        case ReminderDue():
            return _remind(flow, run, scene, now)
        case WaitExpired():
            return _end(run, RunStatus.EXPIRED)
        case GraceEnded():
            return _settle_complaint(run, (), may_wait=False)
        case Stopped():
            return _end(run, RunStatus.STOPPED)
        case _:
            assert_never(event)


def repeat_question(flow: Flow, run: Run, scene: Scene, now: datetime) -> Question:
    """The question a waiting run waits at, in the words and with the buttons it was asked with."""
    return _ask(_question(flow, run), run, scene, now).question


def _too_late(run: Run, event: Event, why: Phrase) -> Outcome:
    return run, ((Notify(phrase(why, run.language)),) if isinstance(event, Tapped) else ())


def _question(flow: Flow, run: Run) -> QuestionNode:
    node = flow.nodes[flow.position(run.node or "")]
    assert not isinstance(node, SayNode), "a run waits at questions only"
    return node


def _take_words(flow: Flow, run: Run, text: str, mood: Mood, scene: Scene, now: datetime) -> Outcome:
    node = _question(flow, run)
    run = replace(run, worst_mood=_worse(run.worst_mood, mood.polarity))
    reading = read_text(node, text)
    if reading is not None:
        return _take(flow, run, reading, mood if isinstance(node, TextNode) else None, scene, now)
    return _pass_on(node, run, text, scene, now)


def _worse(mood: float | None, polarity: float | None) -> float | None:
    known = [value for value in (mood, polarity) if value is not None]
    return min(known) if known else None


def _take(flow: Flow, run: Run, reading: Reading, mood: Mood | None, scene: Scene, now: datetime) -> Outcome:
    """Stores the reply, sees whether it makes a complaint, and goes on to the next wait."""
    node = _question(flow, run)
    value = None if isinstance(reading, Skipped) else reading
    answer = _answer(node, run, value, mood, scene, now)
    reason_may_come = run.complaint is None and not isinstance(node, TextNode)
    run = with_complaint(replace(run, answers=(*run.answers, answer)), scene, now)
    run, effects = _walk(flow, run, flow.position(node.id) + 1, scene, now)
    run, effects = _settle_complaint(run, effects, may_wait=reason_may_come)
    return run, (StoreAnswer(answer), *effects)


def _answer(
    node: QuestionNode, run: Run, value: Value | None, mood: Mood | None, scene: Scene, now: datetime
) -> Answer:
    language = choose_language(node.text, run.language, scene.fallback_language) if node.text else run.language
    scored = mood if value is not None else None
    return Answer(node.id, node.ask, len(run.answers) + 1, value, language, now, scored)


def _walk(flow: Flow, run: Run, position: int, scene: Scene, now: datetime) -> Outcome:
    effects: list[Effect] = []
    for node in flow.nodes[position:]:
        if node.when is not None and not holds(node.when, {**scene.facts, **answered_values(run)}):
            continue
        match node:
            case SayNode():
                source = node.text[choose_language(node.text, run.language, scene.fallback_language)]
                effects.append(Say(render(source, _values(run, scene, now), run.language)))
            case ScaleNode() | ChoiceNode() | TextNode():
                run = _waiting_at(node, run, now)
                return run, (*effects, _ask(node, run, scene, now), SetTimers(_timers(node, run, scene, now)))
            case _:
                assert_never(node)
    return _finished(run, RunStatus.COMPLETE), (*effects, SetTimers(()))


def _waiting_at(node: QuestionNode, run: Run, now: datetime) -> Run:
    return replace(
        run, status=RunStatus.WAITING, node=node.id, step_number=run.step_number + 1, waiting_since=now
    )


def _finished(run: Run, status: RunStatus) -> Run:
    return replace(run, status=status, node=None, step_number=run.step_number + 1, waiting_since=None)


def _ask(node: QuestionNode, run: Run, scene: Scene, now: datetime) -> Ask:
    values = _values(run, scene, now)
    return Ask(shape_question(node, run.language, scene.fallback_language, values, run.step_number))


def _values(run: Run, scene: Scene, now: datetime) -> dict[str, object]:
    """What a text may name: the facts, the earlier answers, and by when a person will have answered."""
    due_at = run.complaint.due_at if run.complaint else now + scene.response_time(DEFAULT_PRIORITY)
    reply_by = format_moment(due_at, scene.time_zone, run.language, now)
    return {**scene.facts, **answered_values(run), "reply_by": reply_by}


def _timers(node: QuestionNode, run: Run, scene: Scene, now: datetime) -> tuple[TimerSetting, ...]:
    """Everything this wait needs, as a function of when it began, so that it can be set again at any time."""
    since = run.waiting_since or now
    timers: list[TimerSetting] = []
    if run.complaint is not None and not run.ticket_open:
        timers.append(TimerSetting(TimerPurpose.OPEN_TICKET, run.complaint.since + REASON_GRACE))
    if not node.optional:
        ahead = [since + delay for delay in scene.outreach.reminders if delay and since + delay > now]
        timers.extend(TimerSetting(TimerPurpose.REMIND, due_at) for due_at in ahead[:1])
    if scene.outreach.expires_after:
        timers.append(TimerSetting(TimerPurpose.EXPIRE, since + scene.outreach.expires_after))
    return tuple(timers)


def _introduced(effects: tuple[Effect, ...], run: Run, scene: Scene) -> tuple[Effect, ...]:
    """The first words to a new customer carry business, purpose and privacy, in the same message: no extra tap."""
    if not scene.introduce:
        return effects
    words = render(phrase(Phrase.INTRODUCTION, run.language), scene.facts, run.language)
    match effects[0]:
        case Ask(question=question):
            return (Ask(replace(question, text=f"{words}\n\n{question.text}")), *effects[1:])
        case Say(text=text):
            return (Say(f"{words}\n\n{text}"), *effects[1:])
        case _:
            return effects


def _ask_again(flow: Flow, run: Run, scene: Scene, now: datetime) -> Outcome:
    return run, (_ask(_question(flow, run), run, scene, now),)


def _remind(flow: Flow, run: Run, scene: Scene, now: datetime) -> Outcome:
    """Repeats the question under a friendly line. The step stays: the old keyboard is as good as the new one."""
    node = _question(flow, run)
    run = replace(run, reminders_sent=run.reminders_sent + 1)
    question = _ask(node, run, scene, now).question
    words = phrase(Phrase.REMINDER, run.language)
    timers = _timers(node, run, scene, now)
    return run, (Ask(replace(question, text=f"{words}\n\n{question.text}")), SetTimers(timers))


def _pass_on(node: QuestionNode, run: Run, text: str, scene: Scene, now: datetime) -> Outcome:
    """Words that are no answer: the customer is told how to answer; anything longer than a word or two goes to a person."""
    hint = Say(_how_to_answer(node, run.language))
    if len(text.split()) <= 2:
        return run, (hint,)
    run = with_complaint(run, scene, now)
    if run.complaint is None:
        run = replace(run, complaint=outside_the_questions(scene, now))
    passed_on = Say(f"{phrase(Phrase.MESSAGE_PASSED_ON, run.language)} {hint.text}")
    return _settle_complaint(run, (passed_on,), may_wait=False)


def _how_to_answer(node: QuestionNode, language: str) -> str:
    if isinstance(node, ScaleNode):
        ends = {"lowest": node.scale.lowest, "highest": node.scale.highest}
        return render(phrase(Phrase.UNREADABLE_SCALE, language), ends, language)
    return phrase(Phrase.UNREADABLE_CHOICE, language)


def _settle_complaint(run: Run, effects: tuple[Effect, ...], *, may_wait: bool) -> Outcome:
    """Opens the ticket of a complaint, once. It may wait for the reason while the customer is still answering."""
    if run.complaint is None:
        return run, effects
    if run.ticket_open:
        return run, (*effects, RefreshTicket())
    if may_wait and run.status is RunStatus.WAITING:
        return run, effects
    return replace(run, ticket_open=True), (*effects, OpenTicket(run.complaint))


def _end(run: Run, status: RunStatus) -> Outcome:
    return _settle_complaint(_finished(run, status), (SetTimers(()),), may_wait=False)
