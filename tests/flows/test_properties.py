"""What holds for every flow and every order of events, found by playing thousands of them."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from flows.definition import ComplaintRule, Flow
from flows.effects import Notify, Question, TimerPurpose
from flows.events import (
    SKIP,
    Event,
    GraceEnded,
    LanguageChosen,
    ReminderDue,
    Stopped,
    Tapped,
    WaitExpired,
    Wrote,
)
from flows.outreach import Outreach
from flows.run import Run, RunStatus
from flows.scene import Scene
from flows.waits import REASON_GRACE
from tests.flows.host import Effects, Host
from tests.flows.playbook import a_mood, no_mood

WORDS = {"en": "Well?", "it": "Allora?"}
KINDS = ("nothing", "csat", "nps", "ces", "choice", "text")
OPTIONS = [
    {"id": "late", "text": {"en": "Too late", "it": "Tardi"}},
    {"id": "no", "text": {"en": "No thanks"}},
]
RULES = tuple(
    ComplaintRule(name=when, when=when) for when in ("csat <= 2", "nps <= 6 && mood < 0.0", "mood <= -0.5")
)
TYPED = (
    "4",
    "five stars",
    "too late",
    "skip",
    "no thanks",
    "hm",
    "it never arrived",
    "thanks!",
    "   ",
    "10/10",
)
DELAYS = [timedelta(seconds=30), timedelta(minutes=1), REASON_GRACE, timedelta(hours=30), timedelta(days=3)]
OVER = {RunStatus.COMPLETE, RunStatus.EXPIRED, RunStatus.STOPPED}

POLARITIES = st.none() | st.floats(-1, 1)
TEXTS = st.sampled_from(TYPED) | st.text(max_size=60)


@st.composite
def a_node(draw: st.DrawFn, position: int) -> dict[str, object]:
    conditions = [None, None, "csat <= 2", "mood <= -0.5", *(f"n{at} >= 3" for at in range(1, position))]
    ask = draw(st.sampled_from(KINDS))
    node: dict[str, object] = {
        "id": f"n{position}",
        "ask": ask,
        "text": WORDS,
        "when": draw(st.sampled_from(conditions)),
    }
    if ask != "nothing":
        node["optional"] = draw(st.booleans())
    if ask == "choice":
        node["options"] = OPTIONS
    return node


@st.composite
def a_flow(draw: st.DrawFn) -> Flow:
    """Begins with a rating, since most surveys do and most complaints come from one."""
    rating = {"id": "n1", "ask": draw(st.sampled_from(["csat", "nps"])), "text": WORDS}
    length = draw(st.integers(1, 6))
    return Flow.model_validate({"nodes": [rating, *(draw(a_node(at)) for at in range(2, length + 1))]})


LIMITS = st.builds(
    Outreach,
    reminders=st.lists(st.sampled_from([timedelta(0), *DELAYS]), max_size=3).map(tuple),
    expires_after=st.sampled_from([timedelta(0), timedelta(minutes=2), timedelta(days=7)]),
)


SOME_RULES: st.SearchStrategy[set[ComplaintRule]] = st.sets(st.sampled_from(RULES)) | st.just(set(RULES))


class AnyConversation(RuleBasedStateMachine):
    """A customer who does anything, a program that may be down, platforms that deliver late and twice."""

    def __init__(self) -> None:
        super().__init__()
        self.host = Host(Flow.model_validate({"nodes": [{"text": WORDS}]}), Scene({}, "en"))
        self.before = self.host.run
        self.earlier: list[Event] = []
        self.reminders: dict[int, int] = {}

    @initialize(flow=a_flow(), limits=LIMITS, rules=SOME_RULES, introduce=st.booleans())
    def begin(self, flow: Flow, limits: Outreach, rules: set[ComplaintRule], introduce: bool) -> None:
        facts = {"business": {"name": "Rossi", "privacy_url": "https://bottegarossi.example"}}
        scene = Scene(facts, "en", complaints=tuple(rules), outreach=limits, introduce=introduce)
        self.host = Host(flow, scene)
        self.host.start()
        self.before = self.host.run
        self.earlier.clear()
        self.reminders.clear()

    @precondition(lambda self: self.host.run.status in OVER)
    @rule(flow=a_flow(), limits=LIMITS, rules=SOME_RULES)
    def begin_another(self, flow: Flow, limits: Outreach, rules: set[ComplaintRule]) -> None:
        self.begin(flow, limits, rules, introduce=False)

    def feed(self, event: Event) -> Effects:
        self.before = self.host.run
        effects = self.host.feed(event)
        self.check_step(self.before, self.host.run)
        if self.before.status in OVER:
            assert self.host.run == self.before
            assert all(isinstance(effect, Notify) for effect in effects)
        return effects

    def check_step(self, before: Run, after: Run) -> None:
        """The law: one step further exactly with a new wait or the end."""
        moved = (before.node, before.status) != (after.node, after.status)
        assert after.step_number - before.step_number == (1 if moved else 0)

    def question(self) -> Question:
        return self.host.questions[-1]

    @precondition(lambda self: self.host.run.status is RunStatus.WAITING and self.question().rows)
    @rule(data=st.data(), twice=st.booleans())
    def tap(self, data: st.DataObject, twice: bool) -> None:
        question = self.question()
        button = data.draw(st.sampled_from([button for row in question.rows for button in row]))
        event = Tapped(question.step, button.value)
        answered = len(self.host.answers)
        self.feed(event)
        assert len(self.host.answers) == answered + 1
        answer = self.host.answers[-1]
        assert (answer.value is None) == (button.value == SKIP)
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

    @rule(choice=st.text(max_size=5))
    def tap_what_nobody_offered(self, choice: str) -> None:
        offered = {
            button.value for question in self.host.questions for row in question.rows for button in row
        }
        if choice not in offered:
            self.feed(Tapped(self.host.run.step_number, choice))
            assert self.host.run == self.before

    @rule(text=TEXTS, polarity=POLARITIES)
    def write(self, text: str, polarity: float | None) -> None:
        mood = no_mood(text, "en") if polarity is None else a_mood(polarity)
        effects = self.feed(Wrote(text, mood))
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
        for purpose, _ in self.host.be_down(by) if down else self.host.pass_time(by):
            self.check_step(self.before, self.host.run)
            if purpose is TimerPurpose.REMIND and self.host.run.node is not None:
                self.reminders[self.host.run.step_number] = (
                    self.reminders.get(self.host.run.step_number, 0) + 1
                )
            self.before = self.host.run

    @precondition(lambda self: self.host.run.step_number > 1)
    @rule(data=st.data(), kind=st.sampled_from([ReminderDue, WaitExpired, GraceEnded]))
    def fire_a_late_timer(
        self, data: st.DataObject, kind: type[ReminderDue | WaitExpired | GraceEnded]
    ) -> None:
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
        assert [answer.position for answer in answers] == list(range(1, len(answers) + 1))
        assert len({answer.node for answer in answers}) == len(answers)
        skipped = {answer.node for answer in answers if answer.value is None}
        assert skipped.isdisjoint(self.host.run.values())
        assert all(answer.mood is None for answer in answers if answer.value is None or answer.kind != "text")

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
        list(self.host.pass_time(timedelta(days=30)))
        if self.host.scene.outreach.expires_after:
            assert self.host.run.status is not RunStatus.WAITING
        assert len(self.host.tickets) == (1 if self.host.run.complaint else 0)


TestAnyConversation = AnyConversation.TestCase
