"""`start` and `step`: the only place where a run changes.

    step(flow, run, event, scene, now) → (run, effects)

A run walks its flow's nodes in order, passing over those whose condition is false, until a question makes it
wait. Nothing is read or written here: what should happen in the world is returned as effects.

The law of this file: `step_number` grows by one exactly when the run comes to a new wait or to its end. So
whatever carries an older number (a tap on an old keyboard, a late timer) belongs to a moment that is over and
changes nothing; and a question that is repeated, as a reminder or in another language, keeps its number, so
that every copy of it can be answered.
"""

from dataclasses import replace
from datetime import datetime
from typing import assert_never

from flows.asking import fill_in, how_to_answer, shape_question, under, wording_language
from flows.complaints import outside_the_questions, says_something, with_complaint
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
)
from flows.events import Event, GraceEnded, LanguageChosen, ReminderDue, Stopped, Tapped, WaitExpired, Wrote
from flows.phrases import Phrase, phrase
from flows.reading import Reading, Skipped, read_tap, read_text
from flows.run import Answer, Run, RunStatus
from flows.scene import Scene
from flows.sentiment import Mood
from flows.waits import awaits_reason, expires_at, wait_timers
from flows.wording import render

Effects = tuple[Effect, ...]
Outcome = tuple[Run, Effects]


def start(flow: Flow, run: Run, scene: Scene, now: datetime) -> Outcome:
    """Begins a scheduled run: everything up to its first question, or to its end if there is none to ask.

    Raises `flows.wording.WordingError` if a text cannot be filled in.
    """
    run, said = _walk(flow, run, 0, scene, now)
    return run, (*_introduced(said, run, scene), _timers(flow, run, scene, now))


def step(flow: Flow, run: Run, event: Event, scene: Scene, now: datetime) -> Outcome:
    """What `event` makes of the run. An event that comes too late returns the run as it was.

    Raises `flows.wording.WordingError` if a text cannot be filled in.
    """
    if _is_too_late(run, event):
        return run, _refusal(run, event)
    match event:
        case Tapped(choice=choice):
            return _take_tap(flow, run, choice, scene, now)
        case Wrote(text=text, mood=mood):
            return _take_words(flow, run, text, mood, scene, now)
        case LanguageChosen(language=language):
            run = replace(run, language=language)
            return run, (Ask(repeat_question(flow, run, scene, now)),)
        case ReminderDue():
            return _remind(flow, run, scene, now)
        case GraceEnded():
            return _open_ticket(run)
        case WaitExpired():
            return _break_off(run, RunStatus.EXPIRED)
        case Stopped():
            return _break_off(run, RunStatus.STOPPED)
        case _:
            assert_never(event)


def repeat_question(flow: Flow, run: Run, scene: Scene, now: datetime) -> Question:
    """The question at which a run waits, once more, with buttons that are as good as the first ones."""
    return shape_question(_open_question(flow, run), run, scene, now)


def _open_question(flow: Flow, run: Run) -> QuestionNode:
    return flow.question(run.node or "")


def _is_too_late(run: Run, event: Event) -> bool:
    if run.status is not RunStatus.WAITING:
        return True
    match event:
        case Tapped(step=at) | ReminderDue(step=at) | WaitExpired(step=at) | GraceEnded(step=at):
            return at != run.step_number
        case Wrote() | LanguageChosen() | Stopped():
            return False
        case _:
            assert_never(event)


def _refusal(run: Run, event: Event) -> Effects:
    """Who taps is told why nothing happens; timers and the rest leave quietly."""
    if not isinstance(event, Tapped):
        return ()
    was_answered = run.status in {RunStatus.WAITING, RunStatus.COMPLETE}
    why = Phrase.ALREADY_ANSWERED if was_answered else Phrase.QUESTION_CLOSED
    return (Notify(phrase(why, run.language)),)


def _take_tap(flow: Flow, run: Run, choice: str, scene: Scene, now: datetime) -> Outcome:
    node = _open_question(flow, run)
    reading = read_tap(node, choice)
    if reading is None:
        return run, ()
    return _take(flow, run, _answer(node, run, reading, scene, now), scene, now)


def _take_words(flow: Flow, run: Run, text: str, mood: Mood, scene: Scene, now: datetime) -> Outcome:
    """Words count by their mood where they are the answer, not where they name a button."""
    node = _open_question(flow, run)
    reading = read_text(node, text)
    if reading is None:
        return _pass_on(node, _feeling(run, mood), text, scene, now)
    answer = _answer(node, run, reading, scene, now)
    if isinstance(node, TextNode) and answer.value is not None:
        answer, run = replace(answer, mood=mood), _feeling(run, mood)
    return _take(flow, run, answer, scene, now)


def _answer(node: QuestionNode, run: Run, reading: Reading, scene: Scene, now: datetime) -> Answer:
    value = None if isinstance(reading, Skipped) else reading
    language = wording_language(node, run.language, scene.fallback_language)
    return Answer(node.id, node.ask, len(run.answers) + 1, value, language, now)


def _feeling(run: Run, mood: Mood) -> Run:
    known = [polarity for polarity in (run.worst_mood, mood.polarity) if polarity is not None]
    return replace(run, worst_mood=min(known, default=None))


def _take(flow: Flow, run: Run, answer: Answer, scene: Scene, now: datetime) -> Outcome:
    """Stores the answer, sees whether it makes a complaint, and goes on to the next wait or to the end."""
    run = with_complaint(replace(run, answers=(*run.answers, answer)), scene, now)
    run, said = _walk(flow, run, flow.position(answer.node) + 1, scene, now)
    if not said:  # nobody's last answer is met with silence, though the flow has no closing words
        said = (Say(phrase(Phrase.THANKS_DONE, run.language)),)
    run, told = _tell_staff(run)
    return run, (StoreAnswer(answer), *said, *told, _timers(flow, run, scene, now))


def _pass_on(node: QuestionNode, run: Run, text: str, scene: Scene, now: datetime) -> Outcome:
    """Words that are no answer: the customer is told how to, and a person reads what says something."""
    hint = how_to_answer(node, run.language)
    judged = with_complaint(run, scene, now)
    if judged.complaint is run.complaint and not says_something(text):
        return run, (Say(hint),)
    if judged.complaint is None:
        judged = replace(judged, complaint=outside_the_questions(scene, now))
    run, told = _open_ticket(judged)
    return run, (Say(f"{phrase(Phrase.MESSAGE_PASSED_ON, run.language)} {hint}"), *told)


def _walk(flow: Flow, run: Run, position: int, scene: Scene, now: datetime) -> Outcome:
    """Goes on from the node at `position` until the run waits or is complete, saying what is on the way."""
    said: list[Effect] = []
    for node in flow.nodes[position:]:
        if node.when is not None and not holds(node.when, scene.values(run)):
            continue
        match node:
            case SayNode():
                said.append(Say(fill_in(node, run, scene, now)))
            case ScaleNode() | ChoiceNode() | TextNode():
                run = _waiting_at(node, run, now)
                return run, (*said, Ask(shape_question(node, run, scene, now)))
            case _:
                assert_never(node)
    return _ended(run, RunStatus.COMPLETE), tuple(said)


def _waiting_at(node: QuestionNode, run: Run, now: datetime) -> Run:
    step_number = run.step_number + 1
    return replace(run, status=RunStatus.WAITING, node=node.id, step_number=step_number, waiting_since=now)


def _ended(run: Run, status: RunStatus) -> Run:
    return replace(run, status=status, node=None, step_number=run.step_number + 1, waiting_since=None)


def _break_off(run: Run, status: RunStatus) -> Outcome:
    """Ends the run before its last question; a complaint that still waits for its reason waits no longer."""
    run, told = _open_ticket(_ended(run, status))
    return run, (*told, SetTimers(()))


def _timers(flow: Flow, run: Run, scene: Scene, now: datetime) -> SetTimers:
    waits = run.status is RunStatus.WAITING
    return wait_timers(_open_question(flow, run), run, scene, now) if waits else SetTimers(())


def _remind(flow: Flow, run: Run, scene: Scene, now: datetime) -> Outcome:
    """Repeats the question under a friendly line, or ends a wait that is over by the time this runs."""
    end = expires_at(run, scene)
    if end is not None and end <= now:
        return _break_off(run, RunStatus.EXPIRED)
    question = under(phrase(Phrase.REMINDER, run.language), repeat_question(flow, run, scene, now))
    run = replace(run, reminders_sent=run.reminders_sent + 1)
    return run, (Ask(question), _timers(flow, run, scene, now))


def _introduced(said: Effects, run: Run, scene: Scene) -> Effects:
    """The first words to a new customer carry business, purpose and privacy, in the same message."""
    if not scene.introduce:
        return said
    words = render(phrase(Phrase.INTRODUCTION, run.language), scene.facts, run.language)
    match said:
        case (Ask(question=question), *rest):
            return (Ask(under(words, question)), *rest)
        case (Say(text=text), *rest):
            return (Say(f"{words}\n\n{text}"), *rest)
        case _:
            return said


def _tell_staff(run: Run) -> Outcome:
    """After an answer: an open ticket shows it; a pending one may wait for the reason."""
    if run.ticket_open:
        return run, (RefreshTicket(),)
    return (run, ()) if awaits_reason(run) else _open_ticket(run)


def _open_ticket(run: Run) -> Outcome:
    """The ticket of a complaint, once."""
    if run.complaint is None or run.ticket_open:
        return run, ()
    return replace(run, ticket_open=True), (OpenTicket(run.complaint),)
