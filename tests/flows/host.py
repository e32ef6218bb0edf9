"""Stands in for the program around the rules: keeps what the effects ask for, and lets time pass."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import assert_never

from flows.definition import Flow
from flows.effects import (
    Ask,
    Effect,
    Notify,
    OpenTicket,
    Question,
    Redraw,
    RefreshTicket,
    ReplaceAnswer,
    Say,
    SetTimers,
    StoreAnswer,
    TimerPurpose,
    WithdrawAnswers,
)
from flows.engine import start, step
from flows.events import Event
from flows.run import Answer, Complaint, Run
from flows.scene import Scene
from flows.waits import timer_event

Effects = tuple[Effect, ...]

MORNING = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
"""A Friday."""

MOST_TIMERS = 60
"""More than any run can have."""


@dataclass
class Host:
    """One run and all that was asked for it so far."""

    flow: Flow
    scene: Scene
    language: str = "en"
    now: datetime = MORNING
    run: Run = field(init=False)
    timers: dict[TimerPurpose, datetime] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    tickets: list[Complaint] = field(default_factory=list)
    refreshed: int = 0

    def __post_init__(self) -> None:
        self.run = Run(id=1, language=self.language)

    def start(self) -> Effects:
        self.run, effects = start(self.flow, self.run, self.scene, self.now)
        self._apply(effects)
        return effects

    def feed(self, event: Event) -> Effects:
        self.run, effects = step(self.flow, self.run, event, self.scene, self.now)
        self._apply(effects)
        return effects

    def pass_time(self, by: timedelta) -> Iterator[tuple[TimerPurpose, Effects]]:
        """Timers fire on time."""
        end = self.now + by
        for _ in range(MOST_TIMERS):
            if (purpose := self._due(end)) is None:
                break
            self.now = max(self.now, self.timers[purpose])
            yield purpose, self._fire(purpose)
        assert self._due(end) is None, "timers fire without end"
        self.now = end

    def be_down(self, by: timedelta) -> Iterator[tuple[TimerPurpose, Effects]]:
        """Timers that fell due meanwhile fire when the program is back, the oldest first."""
        self.now += by
        for _ in range(MOST_TIMERS):
            if (purpose := self._due(self.now)) is None:
                break
            yield purpose, self._fire(purpose)
        assert self._due(self.now) is None, "timers fire without end"

    def _due(self, by: datetime) -> TimerPurpose | None:
        due = [(at, purpose) for purpose, at in self.timers.items() if at <= by]
        return min(due)[1] if due else None

    def _fire(self, purpose: TimerPurpose) -> Effects:
        del self.timers[purpose]
        return self.feed(timer_event(purpose, self.run.step_number))

    def _apply(self, effects: Effects) -> None:
        for effect in effects:
            match effect:
                case Ask(question=question) | Redraw(question=question):
                    self.questions.append(question)
                case StoreAnswer(answer=answer) | ReplaceAnswer(answer=answer):
                    self.answers = [each for each in self.answers if each.node != answer.node] + [answer]
                case WithdrawAnswers(nodes=nodes):
                    self.answers = [each for each in self.answers if each.node not in nodes]
                case SetTimers(timers=timers):
                    self.timers = {timer.purpose: timer.due_at for timer in timers}
                    assert len(self.timers) == len(timers), "one timer for each purpose"
                case OpenTicket(complaint=complaint):
                    self.tickets.append(complaint)
                case RefreshTicket():
                    self.refreshed += 1
                case Say() | Notify():
                    pass
                case _:
                    assert_never(effect)
