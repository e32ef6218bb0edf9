"""What becomes of a reply: an answer, a part of one, a word on what is missing, or a message for a person."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeGuard

from flows import drafts
from flows.asking import (
    answer_stands,
    fill_in,
    label_of,
    named_answer,
    named_way_out,
    previous_question,
    reply_by,
    shape_question,
)
from flows.complaints import not_answered, outside_the_questions, says_something, with_complaint
from flows.definition import QuestionNode, TextNode
from flows.drafts import Drafted
from flows.effects import Ask, Effect, Notify, Redraw, Say
from flows.engine.taking import answer_of, take, without_keyboard
from flows.engine.waiting import Effects, Outcome, go_on, open_node, open_ticket, timers, wait_at
from flows.events import BACK, KEEP, Rewrote, Shared, ShareKind, Wrote
from flows.limits import Refused, beyond_limits
from flows.moment import Moment
from flows.phrases import Phrase
from flows.reading import NotRead, Skipped, read_shared, read_tap, read_text
from flows.run import Missing, Run, RunStatus
from flows.sentiment import Mood
from flows.wording import render
from flows.wording.formats import format_date
from flows.wording.markup import parse


def take_tap(run: Run, choice: str, moment: Moment, message: str | None = None) -> Outcome:
    """A button of the open question, or words in the customer's `message` that name it. What is missing for
    an answer is said on the button itself.
    """
    node = open_node(run, moment)
    if choice == BACK and moment.flow.back:
        before = previous_question(node, moment.path_of(run))
        return _again(run, before, moment) if before is not None else (run, ())
    if choice == KEEP and run.answer_to(node.id) is not None:
        run, effects = _keep(run, moment)
        over = run.status is RunStatus.COMPLETE
        return run, ((Say(moment.say(Phrase.THANKS_DONE, run)), *effects) if over else effects)
    reading = read_tap(node, choice)
    found = reading if reading is not None else drafts.take_tap(node, choice, run.draft, moment.today)
    if found is not None and not isinstance(found, Drafted | Refused | Skipped):
        found = beyond_limits(node, found, moment.today) or found
    match found:
        case None:
            return run, ()
        case Drafted(draft=draft):
            run = replace(run, draft=draft)
            return run, (Redraw(shape_question(node, run, moment)),)
        case Refused():
            return run, (Notify(_refusal(found.why, found.values, run, moment)),)
        case reading:
            answer = replace(answer_of(node, run, reading, moment), message=message)
            return take(run, answer, moment)


def take_words(run: Run, wrote: Wrote, moment: Moment) -> Outcome:
    """Words count by their mood where they are the answer, not where they name a button."""
    node = open_node(run, moment)
    choice = named_answer(wrote.text, node, run, moment) or named_way_out(wrote.text, node, run, moment)
    if choice is not None:
        run, effects = take_tap(run, choice, moment, wrote.message)
        return run, tuple(map(_in_the_chat, effects))
    part = drafts.take_words(node, wrote.text, run.draft)
    if isinstance(part, Drafted):
        run = replace(run, draft=part.draft)
        return run, (Ask(shape_question(node, run, moment)),)
    reading = part if part is not None else read_text(node, wrote.text, run.language, moment.today)
    if isinstance(reading, NotRead):
        return _pass_on(node, run, wrote, reading, moment)
    if isinstance(reading, Refused):
        return _ask_again(node, run, reading, moment, wrote.message)
    answer = replace(answer_of(node, run, reading, moment), message=wrote.message)
    if isinstance(node, TextNode) and answer.value is not None:
        answer = replace(answer, mood=wrote.mood)
    return take(run, answer, moment)


def take_shared(run: Run, shared: Shared, moment: Moment) -> Outcome:
    """Something other than words. What the open question does not ask for changes nothing here; a sticker,
    which is never an answer, is told what is.
    """
    node = open_node(run, moment)
    reading = read_shared(node, shared)
    if isinstance(reading, NotRead):
        wanted = reading.why is Phrase.SHARE_YOUR_OWN_CONTACT or shared.kind is ShareKind.STICKER
        return _ask_again(node, run, reading, moment, shared.message) if wanted else (run, ())
    answer = replace(answer_of(node, run, reading, moment), message=shared.message)
    return take(run, answer, moment)


def _in_the_chat(effect: Effect) -> Effect:
    """Whoever writes sees no word on a tap, and no message that was tapped."""
    match effect:
        case Redraw(question=question):
            return Ask(question)
        case Notify(text=text):
            return Say(text)
        case _:
            return effect


def _feeling(run: Run, mood: Mood) -> Run:
    """The run after words of this mood that are no answer; an answer has its own."""
    known = [polarity for polarity in (run.worst_mood, mood.polarity) if polarity is not None]
    return replace(run, worst_mood=min(known, default=None))


def _again(run: Run, node: QuestionNode, moment: Moment) -> Outcome:
    left = open_node(run, moment)
    run, asked = wait_at(node, run, moment)
    return run, (*without_keyboard(left, Phrase.ALL_RIGHT, run, moment), *asked, timers(run, moment))


def _keep(run: Run, moment: Moment) -> Outcome:
    """The answer stands, and the run goes back to where it was; at its end nothing waits for a reason."""
    left = open_node(run, moment)
    run, asked = go_on(run, moment.path_of(run), (), moment)
    run, told = (run, ()) if run.status is RunStatus.WAITING else open_ticket(run)
    return run, (*without_keyboard(left, Phrase.ALL_RIGHT, run, moment), *asked, *told, timers(run, moment))


def hear(run: Run, wrote: Wrote | Rewrote, moment: Moment) -> Outcome:
    """Words that are no answer: a person reads what says something, and the customer is told so."""
    judged = with_complaint(_feeling(run, wrote.mood), moment)
    if judged.complaint is run.complaint and not says_something(wrote.text):
        return judged, ()
    if judged.complaint is None:
        judged = replace(judged, complaint=outside_the_questions(moment.scene, moment.now))
    run, told = open_ticket(judged)
    return run, (Say(moment.say(Phrase.MESSAGE_PASSED_ON, run)), *told)


def _pass_on(node: QuestionNode, run: Run, wrote: Wrote, found: NotRead, moment: Moment) -> Outcome:
    """Words that are no answer are heard, and the customer is told how to give one. Where a person is called
    anyway, these are among what they are called for.
    """
    is_called = _is_last_try(node, run) and node.otherwise == "person"
    felt = with_complaint(_feeling(run, wrote.mood), moment)
    run, heard = (felt, ()) if is_called else hear(run, wrote, moment)
    run, effects = _ask_again(node, run, found, moment, wrote.message)
    return run, in_one_message(heard, effects)


def in_one_message(heard: Effects, effects: Effects) -> Effects:
    """What begins both is said at once."""
    match heard, effects:
        case (Say(text=first), *told), (Say(text=then) as said, *rest):
            return (replace(said, text=f"{first} {then}"), *told, *rest)
        case _:
            return (*heard, *effects)


def _ask_again(
    node: QuestionNode, run: Run, found: NotRead | Refused, moment: Moment, message: str | None
) -> Outcome:
    """Says how to answer, as often as the node allows; then the question is passed over, with the `message`
    that was the last try.
    """
    is_last = _is_last_try(node, run)
    run = replace(run, tries=run.tries + 1)
    if not is_last:
        return run, (Say(hint(node, run, found, moment)),)
    run, word = _word_on_passing(node, run, moment)
    run, effects = pass_over(run, node, Missing.NOT_READ, moment, message)
    if not any(_takes_keyboard(effect) for effect in effects):
        return run, (Say(word), *effects)
    return run, tuple(replace(effect, text=word) if _takes_keyboard(effect) else effect for effect in effects)


def _is_last_try(node: QuestionNode, run: Run) -> bool:
    return node.tries is not None and run.tries + 1 >= node.tries


def _takes_keyboard(effect: Effect) -> TypeGuard[Say]:
    return isinstance(effect, Say) and effect.takes_keyboard


def _word_on_passing(node: QuestionNode, run: Run, moment: Moment) -> tuple[Run, str]:
    """What the customer is told whose tries are over, and the run with what a person is called for, where one
    is.
    """
    stands = answer_stands(node, run, moment)
    if node.otherwise != "person":
        return run, stands or moment.say(Phrase.PASSED_OVER, run)
    if run.ticket_open:
        return run, f"{moment.say(Phrase.MESSAGE_PASSED_ON, run)} {stands}".rstrip()
    if run.complaint is None:
        run = replace(run, complaint=not_answered(_asked(node, run, moment), run.tries, moment))
    someone_will = moment.say(Phrase.TICKET_OPENED, run, reply_by=reply_by(run, moment, run.language))
    return run, f"{someone_will} {stands}".rstrip()


def _asked(node: QuestionNode, run: Run, moment: Moment) -> str:
    """The words of the question, for staff."""
    return parse(fill_in(node, replace(run, language=moment.scene.fallback_language), moment)).plain


def pass_over(
    run: Run, node: QuestionNode, missing: Missing, moment: Moment, message: str | None = None
) -> Outcome:
    """Goes on without an answer. One that was about to be changed stands.

    What was answered in part is an answer; where time was up, it still goes on by the way of the time out.
    """
    if run.answer_to(node.id) is not None:
        run, told = open_ticket(run) if missing is Missing.NOT_READ else (run, ())
        run, effects = _keep(run, moment)
        return run, (*told, *effects)
    answer = replace(answer_of(node, run, Skipped(), moment), message=message)
    is_whole = answer.missing is None and missing is not Missing.TIMED_OUT
    return take(run, answer if is_whole else replace(answer, missing=missing), moment)


def hint(node: QuestionNode, run: Run, found: NotRead | Refused, moment: Moment) -> str:
    """The admin's own words, else ours."""
    own = label_of(node.invalid, run.language, moment.scene)
    if own is not None:
        return render(own, moment.values(run, node), run.language)
    return _refusal(found.why, found.values, run, moment)


def _refusal(why: Phrase, values: Mapping[str, object], run: Run, moment: Moment) -> str:
    written = {
        name: format_date(value, "long", run.language) if isinstance(value, date) else value
        for name, value in values.items()
    }
    return moment.say(why, run, **written)
