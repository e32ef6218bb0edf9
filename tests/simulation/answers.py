"""Every answer counts as it was last given, and what it said before stands in the history."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from flows.complaints import OUTSIDE_THE_QUESTIONS
from flows.events import BACK, CHANGE, KEEP, SKIP
from flows.run import Missing, RunStatus
from flows.scene import Scene
from flows.waits import REASON_GRACE
from storage.tables import AnswerRow, RunRow, TicketRow
from tests.simulation.customers import Customer
from tests.simulation.deeds import Edited, Tapped, Wrote, is_unique
from tests.simulation.evidence import Evidence
from tests.simulation.replay import Story, Town
from tests.simulation.settings import OPTIONS, PATIENT, SEVERAL_TAPS, WORDS


def every_survey_is_complete(evidence: Evidence) -> Iterator[str]:
    for customer in evidence.customers:
        run = evidence.rows.run_of_purchase.get(customer.purchase)
        if run is None or run.status != RunStatus.COMPLETE:
            yield f"the survey of {customer.purchase} is {run.status if run else 'not there'}"


def every_answer_is_that_of_the_rules(evidence: Evidence) -> Iterator[str]:
    """Answers, history and ticket are those that the rules, asked again, make of all that was done."""
    for customer in evidence.customers:
        run = evidence.rows.run_of_purchase.get(customer.purchase)
        if run is None:
            continue
        stored, ticket = _stored(evidence, run), _ticket_of(evidence, run)
        stories = _town_of(evidence, run, ticket).stories_of(customer.deeds)
        fitting = [story for story in stories if _told(story) == stored]
        if not fitting:
            deeds, could = "\n  ".join(map(str, customer.deeds)), "\n  ".join(map(str, map(_told, stories)))
            yield f"run {run.id} of {customer.purchase} is\n  {stored}\nand not\n  {could}\nafter\n  {deeds}"
        elif ticket is not None and ticket.rule == OUTSIDE_THE_QUESTIONS and words_of(customer):
            continue
        elif (rule := ticket.rule if ticket else None) not in (could_be := set(map(_rule_of, fitting))):
            yield f"run {run.id} of {customer.purchase} has a ticket for {rule}, and not one of {could_be}"


@dataclass(frozen=True)
class _Told:
    """What is the same in a story and in the database, in words: the order in a history has no meaning."""

    step: int
    answers: list[str]
    earlier: list[str]


def _told(story: Story) -> _Told:
    answers = [
        f"{each.position} {each.node}: {each.value} {each.missing} at {each.step}, {each.message}, "
        f"{each.changed}"
        for each in story.run.answers
    ]
    earlier = [f"{each.node}: {each.value} {each.missing} {each.withdrawn}" for each in story.earlier]
    return _Told(story.run.step_number, answers, sorted(earlier))


def _stored(evidence: Evidence, run: RunRow) -> _Told:
    answers = [
        f"{row.position} {row.node}: {row.final_value} {row.missing} at {row.step_number}, {row.message_id}, "
        f"{row.changed_at is not None}"
        for row in evidence.rows.answers_of(run.id)
    ]
    earlier = [
        f"{row.node}: {row.value} {row.missing} {row.withdrawn}"
        for row in evidence.rows.earlier_answers
        if row.run_id == run.id
    ]
    return _Told(run.step_number, answers, sorted(earlier))


def _town_of(evidence: Evidence, run: RunRow, ticket: TicketRow | None) -> Town:
    business = {"name": "Bottega Rossi", "privacy_url": "https://bottegarossi.example/privacy"}
    scene = Scene(
        {"business": business, "purchase": {"summary": "Blue mug"}},
        evidence.config.business.fallback_language,
        complaints=evidence.config.complaints,
        outreach=evidence.config.outreach,
    )
    own = [message for message in evidence.rows.messages if message.conversation_id == run.conversation_id]
    kept = frozenset(message.platform_id for message in own if message.platform_id and not message.is_edit)
    waited = ticket is not None and ticket.opened_at - ticket.complained_at >= REASON_GRACE
    return Town(evidence.config.flows[run.flow], scene, kept, waited)


def _ticket_of(evidence: Evidence, run: RunRow) -> TicketRow | None:
    return next((ticket for ticket in evidence.rows.tickets if ticket.run_id == run.id), None)


def _rule_of(story: Story) -> str | None:
    return story.run.complaint.rule if story.run.complaint and story.run.ticket_open else None


def every_answer_was_given(evidence: Evidence) -> Iterator[str]:
    """Where one tap or message is an answer, it is one that the customer gave to this very question. This
    asks no rules.
    """
    for customer in evidence.customers:
        run = evidence.rows.run_of_purchase.get(customer.purchase)
        for row in evidence.rows.answers_of(run.id) if run else ():
            went_on = row.node in PATIENT and row.missing == Missing.TIMED_OUT
            given = _tapped_at(customer, row) if row.message_id is None else _written_in(customer, row)
            if row.final_value not in given and row.node not in SEVERAL_TAPS and not went_on:
                yield f"{customer.purchase} answered {row.node} with {given}; {row.final_value!r} is stored"


def _tapped_at(customer: Customer, row: AnswerRow) -> list[object]:
    """The first tap of each time that it was asked: those after it come too late."""
    steps = {question.step for question in customer.sight.questions if question.node == row.node}
    taps = [deed for deed in customer.deeds if isinstance(deed, Tapped) and deed.step in steps]
    answers = {deed.step: deed for deed in reversed(taps) if deed.choice not in {BACK, CHANGE, KEEP}}
    return [_value(row.node, tap.choice) for tap in answers.values()]


def _written_in(customer: Customer, row: AnswerRow) -> list[object]:
    """What the message said, and what it was edited to: that may be no answer."""
    written = [deed for deed in customer.deeds if isinstance(deed, Wrote | Edited)]
    return [_read(row.node, deed.text) for deed in written if deed.message == row.message_id]


def _read(node: str, text: str) -> object:
    """A number may name an option by its place, and may stand where words were wanted."""
    if is_unique(text) or node in WORDS:
        return text
    options = dict(enumerate(OPTIONS.get(node, ()), 1))
    return options.get(int(text), int(text))


def every_confirmed_answer_is_kept(evidence: Evidence) -> Iterator[str]:
    """What stands confirmed below a question counts, or stands in the history. This asks nobody but the
    screen.
    """
    for customer in evidence.customers:
        run = evidence.rows.run_of_purchase.get(customer.purchase)
        if run is None:
            continue
        known = [(row.node, row.final_value) for row in evidence.rows.answers_of(run.id)]
        known += [(row.node, row.value) for row in evidence.rows.earlier_answers if row.run_id == run.id]
        for node, value in _confirmed_to(customer):
            if (node, value) not in known:
                yield f"{customer.purchase}: {node} was confirmed as {value!r}, and is nowhere"


def _confirmed_to(customer: Customer) -> Iterator[tuple[str, object]]:
    """The questions that say what was picked, where one tap is an answer, and what that is."""
    came = {question.message_id: question for question in customer.sight.questions}
    for question in customer.sight.questions_now():
        choices = {label: value for value, label in came[question.message_id].buttons.items()}
        if question.picked in choices and question.node not in SEVERAL_TAPS:
            yield question.node, _value(question.node, choices[question.picked])


def _value(node: str, choice: str) -> object:
    """What the button means: an option by its position, None for a skip, else a number."""
    if choice == SKIP:
        return None
    options = OPTIONS.get(node)
    if not choice.isdecimal():
        return choice
    return options[int(choice)] if options else int(choice)


def every_word_is_kept_once(evidence: Evidence) -> Iterator[str]:
    """As an answer, now or in the history, or as a message; what belongs to a ticket may be both."""
    answered = Counter(str(answer.final_value) for answer in evidence.rows.answers)
    answered += Counter(str(earlier.value) for earlier in evidence.rows.earlier_answers)
    noted = Counter(message.text for message in evidence.rows.messages)
    for customer in evidence.customers:
        may_be_both = {
            deed.text for deed in customer.deeds if isinstance(deed, Edited | Wrote) and _may_be_both(deed)
        }
        for words in words_of(customer):
            times = answered[words], noted[words]
            if times not in {(1, 0), (0, 1)} and not (times == (1, 1) and words in may_be_both):
                yield f"{customer.purchase} wrote {words!r} once; it is {times} times an answer and a message"


def _may_be_both(deed: Edited | Wrote) -> bool:
    """A photo is kept whatever its words are; an edit is shown in the thread, too."""
    return isinstance(deed, Edited) or deed.has_photo


def words_of(customer: Customer) -> list[str]:
    """What they wrote that nobody else did, in their order."""
    return [deed.text for deed in customer.deeds if isinstance(deed, Wrote | Edited) and is_unique(deed.text)]
