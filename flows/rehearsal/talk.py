"""A talk between one customer and one flow, in which time passes only when it is told to.

It does around the rules what the program does: keeps timers and lets them fire on time, within contact hours;
asks again in another language; keeps a file that no question asked for. Nothing is stored or sent.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NoReturn, assert_never

from flows.definition import Flow
from flows.effects import Ask, Button, Effect, OpenTicket, Question, Redraw, Say, SetTimers, TimerPurpose
from flows.engine import start, step
from flows.events import (
    CHANGE,
    Event,
    GraceEnded,
    LanguageChosen,
    Rewrote,
    Shared,
    ShareKind,
    Stopped,
    Tapped,
    Wrote,
)
from flows.moment import Moment
from flows.outreach import within_contact_hours
from flows.phrases import Phrase
from flows.rehearsal.acts import Act, Changes, Edits, Presses, Says, Sends, Speaks, Stops, Taps
from flows.rehearsal.buttons import find_by_label, find_by_value
from flows.rehearsal.coverage import Coverage, seen_in
from flows.rehearsal.heard import labels
from flows.rehearsal.matching import one_line
from flows.run import Complaint, Run, RunStatus
from flows.scene import Scene
from flows.sentiment import Mood
from flows.waits import timer_event
from flows.wording.markup import parse

Effects = tuple[Effect, ...]

Score = Callable[[str, str], Mood]
"""Words, and the language in which they were asked for, to their mood: `flows.sentiment.score_text`."""

_MOST_TIMERS = 1_000
"""A guard: a run has a few in a week."""


class Impossible(Exception):
    """A customer cannot do this now; the message says why."""


@dataclass
class Talk:
    """`set_scene` gives the scene for a customer who reads this language; `languages` are those offered.

    `tickets` are the complaints that were told to staff, `asked` the words of each question by its node.
    """

    flow: Flow
    set_scene: Callable[[str], Scene]
    languages: Sequence[str]
    run: Run
    now: datetime
    score: Score
    timers: dict[TimerPurpose, datetime] = field(default_factory=dict)
    question: Question | None = None
    asked: dict[str, str] = field(default_factory=dict)
    tickets: list[Complaint] = field(default_factory=list)
    covered: Coverage = field(default_factory=Coverage)
    _typed: int = 0
    _kept_a_file: bool = False

    @property
    def is_waiting(self) -> bool:
        return self.run.status is RunStatus.WAITING

    @property
    def scene(self) -> Scene:
        return self.set_scene(self.run.language)

    def begin(self) -> Effects:
        """Raises `flows.wording.WordingError` if a text cannot be filled in, as all that follows does."""
        return self._become(start(self.flow, self.run, self.scene, self.now))

    def do(self, act: Act) -> Effects:
        """What the customer's act brings about. Raises `Impossible`."""
        match act:
            case Says() | Taps() | Presses() | Sends():
                return self._answer(act)
            case Edits(words, polarity):
                return self._edit(words, polarity)
            case Changes(question):
                return self._feed(Tapped(self._step_of(question), CHANGE))
            case Speaks(language):
                return self._speak(language)
            case Stops():
                return (*self._feed(Stopped()), Say(self.scene.say(Phrase.STOPPED, self.run.language)))
            case _:
                assert_never(act)

    def _answer(self, act: Says | Taps | Presses | Sends) -> Effects:
        if not self.is_waiting:
            raise Impossible(f"the survey is over ({self.run.status}), and no question is open")
        match act:
            case Says(words, polarity):
                return self._write(words, polarity)
            case Taps(label):
                return self._tap(find_by_label(self.question, label) or self._no_button(f"[{label}]"))
            case Presses(value):
                return self._tap(find_by_value(self.question, value) or self._no_button(f'for "{value}"'))
            case Sends(kind, what):
                return self._share(kind, what)
            case _:
                assert_never(act)

    def wait(self, by: timedelta) -> Effects:
        """Time passes, and every timer that falls due meanwhile fires on time."""
        end, effects = self.now + by, list[Effect]()
        for _ in range(_MOST_TIMERS):
            due = min(((at, purpose) for purpose, at in self.timers.items() if at <= end), default=None)
            if due is None:
                break
            self.now = max(self.now, due[0])
            effects += self._fire(due[1])
        self.now = max(self.now, end)
        return tuple(effects)

    def _fire(self, purpose: TimerPurpose) -> Effects:
        """Reminders are put off to the contact hours, unless they are now."""
        scene = self.scene
        allowed_at = within_contact_hours(scene.outreach, self.now, scene.time_zone)
        if purpose is TimerPurpose.REMIND and allowed_at > self.now:
            self.timers[purpose] = allowed_at
            return ()
        del self.timers[purpose]
        return self._feed(timer_event(purpose, self.run.step_number))

    def _feed(self, event: Event) -> Effects:
        language = event.language if isinstance(event, LanguageChosen) else self.run.language
        return self._become(step(self.flow, self.run, event, self.set_scene(language), self.now))

    def _become(self, outcome: tuple[Run, Effects]) -> Effects:
        self.run, effects = outcome
        for effect in effects:
            match effect:
                case Ask(question=question) | Redraw(question=question):
                    self.question = question
                    self.asked[self.run.node or ""] = parse(question.words).plain
                case SetTimers(timers=timers):
                    self.timers = {timer.purpose: timer.due_at for timer in timers}
                case OpenTicket(complaint=complaint):
                    self.tickets.append(complaint)
                case _:
                    pass
        self.question = self.question if self.is_waiting else None
        if any(isinstance(effect, Ask | Say) for effect in effects):
            self._kept_a_file = False
        self.covered |= seen_in(self.run, Moment(self.flow, self.scene, self.now))
        return effects

    def _tap(self, button: Button) -> Effects:
        return self._feed(Tapped(self.run.step_number, button.value))

    def _no_button(self, which: str) -> NoReturn:
        shown = " ".join(f"[{label}]" for label in (labels(self.question) if self.question else ()))
        raise Impossible(f"there is no button {which}; the question has {shown or 'none'}")

    def _write(self, words: str, polarity: float | None) -> Effects:
        self._typed += 1
        return self._feed(Wrote(words, self._mood(words, polarity), str(self._typed)))

    def _edit(self, words: str, polarity: float | None) -> Effects:
        if not self._typed:
            raise Impossible("nothing was typed yet that could be edited")
        return self._feed(Rewrote(words, self._mood(words, polarity), str(self._typed)))

    def _mood(self, words: str, polarity: float | None) -> Mood:
        return (
            self.score(words, self.run.language) if polarity is None else Mood(polarity, None, "given", "1")
        )

    def _share(self, kind: ShareKind, what: str) -> Effects:
        """What no question asked for counts as words, if words can tell it; a file is kept for staff, and
        shows a complaint that waits for its reason. Of several files in a row the first is answered.
        """
        before = self.run
        effects = self._feed(Shared(kind, shared_value(kind, what)))
        if effects or self.run != before:
            return effects
        if kind in {ShareKind.CONTACT, ShareKind.LOCATION}:
            described = f"a {kind} {what}"
            return self._feed(Wrote(described, self.score("", self.run.language)))
        told: Effects = ()
        if self.run.complaint is not None and not self.run.ticket_open:
            told = self._feed(GraceEnded(self.run.step_number))
        if self._kept_a_file:
            return told
        self._kept_a_file = True
        return (*told, Say(self.scene.say(Phrase.PHOTO_KEPT, self.run.language)))

    def _step_of(self, question: str) -> int:
        """The step at which a question was asked that has an answer, by its id or by some of its words."""
        words = one_line(question).casefold()
        for answer in reversed(self.run.answers):
            if answer.node == question or words in one_line(self.asked.get(answer.node, "")).casefold():
                return answer.step
        known = ", ".join(answer.node for answer in self.run.answers)
        raise Impossible(
            f'no question "{question}" was answered; {f"there are {known}" if known else "none was"}'
        )

    def _speak(self, language: str) -> Effects:
        if language not in self.languages:
            raise Impossible(
                f'"{language}" is not among the languages of the business: {", ".join(self.languages)}'
            )
        told = Say(self.set_scene(language).say(Phrase.LANGUAGE_SET, language))
        return (told, *self._feed(LanguageChosen(language))) if self.is_waiting else (told,)


def shared_value(kind: ShareKind, what: str) -> dict[str, object]:
    """What is stored of something that was sent, as `bot.incoming` has it."""
    match kind:
        case ShareKind.CONTACT:
            return {"phone": what, "first_name": "", "own": True}
        case ShareKind.LOCATION:
            north, _, east = what.partition(",")
            return {"latitude": float(north), "longitude": float(east)}
        case ShareKind.PHOTO | ShareKind.VOICE | ShareKind.FILE | ShareKind.STICKER:
            stored = "document" if kind is ShareKind.FILE else kind.value
            return {"file_id": "rehearsed", "kind": stored, "name": what, "size": None}
        case _:
            assert_never(kind)
