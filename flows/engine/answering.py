"""What becomes of a reply: an answer, a part of one, a word on what is missing, or a message for a person."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from flows import drafts
from flows.asking import (
    answer_so_far,
    label_of,
    named_answer,
    named_way_out,
    previous_question,
    shape_question,
)
from flows.complaints import outside_the_questions, says_something, with_complaint
from flows.definition import QuestionNode, TextNode
from flows.drafts import Drafted
from flows.effects import Ask, Effect, Notify, Redraw, Say
from flows.engine.taking import answer_of, take, without_keyboard
from flows.engine.waiting import Outcome, go_on, open_node, open_ticket, timers, wait_at
from flows.events import BACK, KEEP, Shared, ShareKind, Wrote
from flows.limits import Refused, beyond_limits
from flows.moment import Moment
from flows.phrases import Phrase
from flows.reading import NotRead, Skipped, read_shared, read_tap, read_text
from flows.run import Missing, Run, RunStatus
from flows.sentiment import Mood
from flows.wording import render
from flows.wording.formats import format_date


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
        return _ask_again(node, run, reading, moment)
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
        return _ask_again(node, run, reading, moment) if wanted else (run, ())
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


def _pass_on(node: QuestionNode, run: Run, wrote: Wrote, found: NotRead, moment: Moment) -> Outcome:
    """Words that are no answer: the customer is told how to, and a person reads what says something."""
    felt = _feeling(run, wrote.mood)
    judged = with_complaint(felt, moment)
    if judged.complaint is run.complaint and not says_something(wrote.text):
        return _ask_again(node, felt, found, moment)
    if judged.complaint is None:
        judged = replace(judged, complaint=outside_the_questions(moment.scene, moment.now))
    run, told = open_ticket(judged)
    passed_on = Say(moment.say(Phrase.MESSAGE_PASSED_ON, run))
    run, effects = _ask_again(node, run, found, moment)
    match effects:
        case (Say(text=hint), *rest):
            return run, (replace(passed_on, text=f"{passed_on.text} {hint}"), *told, *rest)
        case _:
            return run, (passed_on, *told, *effects)


def _ask_again(node: QuestionNode, run: Run, found: NotRead | Refused, moment: Moment) -> Outcome:
    """Says how to answer, as often as the node allows; then the question is passed over."""
    run = replace(run, tries=run.tries + 1)
    if node.tries is None or run.tries < node.tries:
        return run, (Say(_hint(node, run, found, moment)),)
    return pass_over(run, node, Missing.NOT_READ, moment)


def pass_over(run: Run, node: QuestionNode, missing: Missing, moment: Moment) -> Outcome:
    """Goes on without an answer. A person is called where the node wants it, since the customer tried."""
    tried = missing is Missing.NOT_READ
    if tried and node.otherwise == "person" and run.complaint is None:
        run = replace(run, complaint=outside_the_questions(moment.scene, moment.now))
    if run.answer_to(node.id) is not None:  # it was about to be changed, and stands
        run, told = open_ticket(run) if tried else (run, ())
        run, effects = _keep(run, moment)
        return run, ((Say(answer_so_far(node, run, moment)), *told, *effects) if tried else effects)
    answer = replace(answer_of(node, run, Skipped(), moment), missing=missing)
    run, effects = take(run, answer, moment)
    is_told = not tried or any(isinstance(effect, Say) and effect.takes_keyboard for effect in effects)
    return run, (effects if is_told else (Say(moment.say(Phrase.PASSED_OVER, run)), *effects))


def _hint(node: QuestionNode, run: Run, found: NotRead | Refused, moment: Moment) -> str:
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
