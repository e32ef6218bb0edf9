"""What holds for every flow and every order of events, found by playing thousands of them."""

import re
from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from flows.definition import ComplaintRule, Flow
from flows.effects import Ask, Notify, Question, ReplaceAnswer, StoreAnswer, TimerPurpose
from flows.events import (
    CHANGE,
    SKIP,
    Event,
    LanguageChosen,
    Rewrote,
    Shared,
    Stopped,
    Tapped,
    Wrote,
)
from flows.graph import graph_of
from flows.moment import Moment
from flows.outreach import Outreach
from flows.run import Missing, Run, RunStatus
from flows.scene import Scene
from flows.waits import REASON_GRACE
from tests.flows.any_event import DELAYS, LATE, LIMITS, POLARITIES, SHARED, SOME_RULES, TEXTS, Timed
from tests.flows.any_flow import WORDS, a_flow
from tests.flows.host import Effects, Host
from tests.flows.playbook import a_mood, no_mood

OVER = {RunStatus.COMPLETE, RunStatus.EXPIRED, RunStatus.STOPPED}


def total_of(question: Question) -> int:
    """The 4 of "2 of 4"."""
    found = re.search(r"_\d+\D+(\d+)_", question.text)
    assert found is not None
    return int(found[1])


class AnyConversation(RuleBasedStateMachine):
    """A customer who does anything, a program that may be down, platforms that deliver late and twice."""

    def __init__(self) -> None:
        super().__init__()
        self.host = Host(Flow.model_validate({"nodes": [{"text": WORDS}]}), Scene({}, "en"))
        self.before = self.host.run
        self.earlier: list[Event] = []
        self.messages = 0
        self.reminders: dict[int, int] = {}

    @initialize(flow=a_flow(), limits=LIMITS, rules=SOME_RULES, introduce=st.booleans())
    def begin(self, flow: Flow, limits: Outreach, rules: set[ComplaintRule], introduce: bool) -> None:
        facts = {"business": {"name": "Rossi", "privacy_url": "https://bottegarossi.example"}}
        scene = Scene(facts, "en", complaints=tuple(rules), outreach=limits, introduce=introduce)
        self.host = Host(flow, scene)
        self.host.start()
        self.before = self.host.run
        self.earlier.clear()
        self.messages = 0
        self.reminders.clear()

    @precondition(lambda self: self.host.run.status in OVER)
    @rule(flow=a_flow(), limits=LIMITS, rules=SOME_RULES)
    def begin_another(self, flow: Flow, limits: Outreach, rules: set[ComplaintRule]) -> None:
        self.begin(flow, limits, rules, introduce=False)

    def feed(self, event: Event) -> Effects:
        self.before = self.host.run
        effects = self.host.feed(event)
        self.check_step(self.before, self.host.run, effects)
        is_change = isinstance(event, Rewrote) or (isinstance(event, Tapped) and event.choice == CHANGE)
        if self.before.status in OVER and not is_change:
            assert self.host.run == self.before
            assert all(isinstance(effect, Notify) for effect in effects)
        return effects

    def check_step(self, before: Run, after: Run, effects: Effects) -> None:
        """The law: one step further exactly with a new wait or the end."""
        asked = any(isinstance(each, Ask) and each.question.step > before.step_number for each in effects)
        ended = before.status is RunStatus.WAITING and after.status in OVER
        assert after.step_number - before.step_number == (1 if asked or ended else 0)
        if asked:
            assert (after.status, after.waiting_since, after.tries) == (RunStatus.WAITING, self.host.now, 0)

    def moment(self) -> Moment:
        return Moment(self.host.flow, self.host.scene, self.host.now)

    def question(self) -> Question:
        return self.host.questions[-1]

    @precondition(lambda self: self.host.run.status is RunStatus.WAITING and self.question().rows)
    @rule(data=st.data(), twice=st.booleans())
    def tap(self, data: st.DataObject, twice: bool) -> None:
        """An answer, a part of one, or a way out: what moves the run cannot be tapped again."""
        question, node = self.question(), self.host.run.node
        button = data.draw(st.sampled_from([button for row in question.rows for button in row]))
        event = Tapped(question.step, button.value)
        effects = self.feed(event)
        stored = [each.answer for each in effects if isinstance(each, StoreAnswer | ReplaceAnswer)]
        assert [answer.node for answer in stored] == ([node] if stored else [])
        skipped = [answer for answer in stored if button.value == SKIP and answer.value is None]
        assert all((answer.missing is None) == (answer not in skipped) for answer in stored)
        assert not stored or self.host.run.step_number > self.before.step_number
        if StoreAnswer in map(type, effects) and self.host.run.status is RunStatus.WAITING:
            assert total_of(self.question()) <= total_of(question), "the way ahead only gets shorter"
        if self.host.run.step_number > self.before.step_number:
            self.earlier.append(event)
            if twice:
                self.nothing_changes(event)

    @precondition(lambda self: self.earlier)
    @rule(data=st.data())
    def tap_an_old_button(self, data: st.DataObject) -> None:
        self.nothing_changes(data.draw(st.sampled_from(self.earlier)))

    def nothing_changes(self, event: Event) -> None:
        timers = dict(self.host.timers)
        (toast,) = self.feed(event)
        assert isinstance(toast, Notify)
        assert self.host.run == self.before
        assert self.host.timers == timers

    @precondition(lambda self: self.host.run.answers)
    @rule(data=st.data())
    def change(self, data: st.DataObject) -> None:
        """The run waits at the answered question again, and all else is as before."""
        answer = data.draw(st.sampled_from(self.host.run.answers))
        effects = self.feed(Tapped(answer.step, CHANGE))
        assert self.host.run.answers == self.before.answers
        if any(isinstance(effect, Ask) for effect in effects):
            assert self.host.run.node == answer.node
        else:
            assert self.host.run == self.before

    @precondition(lambda self: self.messages)
    @rule(message=st.integers(1, 5), text=TEXTS, polarity=st.none() | st.floats(-1, 1))
    def edit(self, message: int, text: str, polarity: float | None) -> None:
        mood = no_mood(text, "en") if polarity is None else a_mood(polarity)
        effects = self.feed(Rewrote(text, mood, str(message)))
        changed = [each.answer for each in effects if isinstance(each, ReplaceAnswer)]
        assert bool(changed) == (self.host.run.answers != self.before.answers)
        assert changed or self.host.run.step_number == self.before.step_number
        assert all(answer.message == str(message) for answer in changed)

    @rule(shared=SHARED)
    def share(self, shared: Shared) -> None:
        self.messages += 1
        self.feed(replace(shared, message=str(self.messages)))

    @rule(choice=st.text(max_size=5))
    def tap_what_nobody_offered(self, choice: str) -> None:
        offered = {
            button.value for question in self.host.questions for row in question.rows for button in row
        }
        if choice not in offered and "." not in choice:  # the steps of things that are not shown yet
            self.feed(Tapped(self.host.run.step_number, choice))
            assert self.host.run == self.before

    @rule(text=TEXTS, polarity=POLARITIES)
    def write(self, text: str, polarity: float | None) -> None:
        mood = no_mood(text, "en") if polarity is None else a_mood(polarity)
        self.messages += 1
        effects = self.feed(Wrote(text, mood, str(self.messages)))
        assert bool(effects) == (self.before.status is RunStatus.WAITING), "words are never met with silence"

    @rule(language=st.sampled_from(["it", "en", "de", "xx"]))
    def choose_language(self, language: str) -> None:
        effects = self.feed(LanguageChosen(language))
        if self.before.status is RunStatus.WAITING:
            assert self.host.run == replace(self.before, language=language)
            assert len(effects) == 1
            assert self.question().step == self.before.step_number

    @rule(by=st.sampled_from(DELAYS), down=st.booleans())
    def let_time_pass(self, by: timedelta, down: bool) -> None:
        self.before = self.host.run
        for purpose, effects in self.host.be_down(by) if down else self.host.pass_time(by):
            self.check_step(self.before, self.host.run, effects)
            if purpose is TimerPurpose.REMIND:
                self.count_reminder()
            self.before = self.host.run

    def count_reminder(self) -> None:
        """A reminder repeats its question; one that comes after the end of its wait ends the wait instead."""
        step = self.before.step_number
        if self.host.run.step_number == step:
            self.reminders[step] = self.reminders.get(step, 0) + 1
        else:
            node = self.host.flow.question(self.before.node or "")
            limits = [self.host.scene.outreach.expires_after, node.timeout.after if node.timeout else None]
            since = self.before.waiting_since
            assert since is not None
            assert any(limit and since + limit <= self.host.now for limit in limits)

    @precondition(lambda self: self.host.run.step_number > 1)
    @rule(data=st.data(), kind=LATE)
    def fire_a_late_timer(self, data: st.DataObject, kind: type[Timed]) -> None:
        step = data.draw(st.integers(1, self.host.run.step_number - 1))
        assert self.feed(kind(step)) == ()
        assert self.host.run == self.before

    @rule(fed_up=st.integers(0, 5))
    def stop(self, fed_up: int) -> None:
        if fed_up == 0:  # seldom, for it ends everything
            self.feed(Stopped())
            assert self.host.run.status in OVER

    @invariant()
    def answers_are_stored_once(self) -> None:
        answers = self.host.run.answers
        assert list(answers) == self.host.answers
        assert len({answer.position for answer in answers}) == len(answers)
        assert len({answer.node for answer in answers}) == len(answers)
        whole = [answer for answer in answers if answer.missing is not Missing.TIMED_OUT]
        assert all((answer.value is None) == (answer.missing is not None) for answer in whole)
        part_kinds = {answer.kind for answer in answers if answer not in whole and answer.value is not None}
        assert part_kinds <= {"aspects"}, "only of several things some can be answered when time is up"
        assert all(answer.mood is None for answer in answers if answer.value is None or answer.kind != "text")

    @invariant()
    def the_run_stands_on_its_path(self) -> None:
        run, path = self.host.run, self.moment().path_of(self.host.run)
        beside = {answer.node for answer in run.answers} - {answer.node for answer in path.answers}
        assert {answer.node for answer in path.answers} <= {answer.node for answer in run.answers}
        if beside:  # behind a changed answer, where the ways may meet again
            assert path.open is not None
            flow = self.host.flow
            here, graph = flow.position(path.open.id), graph_of(flow)
            assert all(graph.may_precede(here, flow.position(node)) for node in beside)
        if run.status is RunStatus.WAITING:
            assert self.question().step == run.step_number
            is_changed = run.answer_to(run.node or "") is not None
            assert is_changed or (path.open is not None and run.node == path.open.id)
        if run.status is RunStatus.COMPLETE:
            assert path.open is None

    @invariant()
    def a_complaint_has_one_ticket(self) -> None:
        run = self.host.run
        tickets = self.host.tickets
        assert tickets == ([run.complaint] if run.ticket_open else [])
        if run.complaint is not None and not run.ticket_open:
            assert run.status is RunStatus.WAITING
            assert self.host.timers[TimerPurpose.OPEN_TICKET] == run.complaint.since + REASON_GRACE
            assert self.host.now < run.complaint.since + REASON_GRACE

    @invariant()
    def a_wait_ends(self) -> None:
        run, limits = self.host.run, self.host.scene.outreach
        if run.status is not RunStatus.WAITING:
            assert self.host.timers == {}
        elif limits.expires_after:
            assert run.waiting_since is not None
            assert self.host.timers[TimerPurpose.EXPIRE] == run.waiting_since + limits.expires_after

    @invariant()
    def reminders_do_not_pester(self) -> None:
        most = len(self.host.scene.outreach.reminders)
        assert all(count <= most for count in self.reminders.values())
        if self.host.run.node is not None and self.host.flow.question(self.host.run.node).optional:
            assert TimerPurpose.REMIND not in self.host.timers
            assert self.host.run.step_number not in self.reminders

    def teardown(self) -> None:
        """Every run ends if nobody answers any more, and no complaint is left behind."""
        list(self.host.pass_time(timedelta(days=100)))
        if self.host.scene.outreach.expires_after:
            assert self.host.run.status is not RunStatus.WAITING
        assert len(self.host.tickets) == (1 if self.host.run.complaint else 0)


TestAnyConversation = AnyConversation.TestCase
