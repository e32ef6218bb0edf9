"""Conversations as transcripts: behind ">" what happens, and below it everything that the rules ask for.

    > start
    asks 1: How was it? ¶ 1 = very unhappy · 5 = very happy
    buttons: 1 ⭐ | 2 ⭐ | 3 ⭐ | 4 ⭐ | 5 ⭐
    timers: remind in 2 days, expire in 7 days
    > taps 2 ⭐
    …

What can happen: `start`, `taps LABEL` (of the open question, or `taps LABEL of 1`: of that step),
`writes WORDS` (or `writes (-0.6) WORDS`, with their mood; `writes #7 WORDS` gives the message a number),
`edits #7 WORDS`, `changes 2` (the answer to the question of step 2), `shares photo broken.jpg` (or voice,
file, contact, location), `speaks it`, `stops`, `waits 2 days` (timers fire on time), and `is down for 5 days`
(they fire late). Every line is compared, so a transcript that leaves something out or stops halfway fails by
itself.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from difflib import ndiff
from typing import assert_never

import pytest

from flows.definition import Flow
from flows.durations import describe_duration, parse_duration
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
    TimerSetting,
    WithdrawAnswers,
)
from flows.events import CHANGE, LanguageChosen, Rewrote, Shared, ShareKind, Stopped, Tapped, Wrote
from flows.run import Answer, Complaint
from flows.scene import Scene
from flows.sentiment import Mood, NotScored
from flows.wording.markup import parse
from tests.flows.host import Effects, Host

Scorer = Callable[[str, str], Mood]
"""Words and the language of the run to their mood, as `flows.sentiment.score_text`."""

HAPPENING = "> "

_TAP = re.compile(r"(.+?)(?: of (\d+))?")
_WORDS = re.compile(r"(?:#(\d+) )?(?:\((-?[0-9.]+)\) )?(.*)", re.DOTALL)


def no_mood(_text: str, _language: str) -> Mood:
    return Mood(None, NotScored.UNKNOWN_WORDS, "none", "1")


def a_mood(polarity: float) -> Mood:
    return Mood(polarity, None, "given", "1")


def play(flow: Flow, scene: Scene, transcript: str, language: str = "en") -> Host:
    """Plays the events of the transcript and fails, with what differs, unless all its lines come true."""
    wanted = lines_of(transcript)
    playbook = Playbook(Host(flow, scene, language))
    played = playbook.replay(wanted)
    if played != wanted:
        pytest.fail("\n".join(["The conversation went another way:", *ndiff(wanted, played)]), pytrace=False)
    return playbook.host


def lines_of(transcript: str) -> list[str]:
    return [line.strip() for line in transcript.splitlines() if line.strip()]


@dataclass
class Playbook:
    host: Host
    scorer: Scorer = no_mood

    def replay(self, lines: list[str]) -> list[str]:
        """The same events, each followed by what came of it now."""
        played: list[str] = []
        for line in lines:
            if line.startswith(HAPPENING):
                played += [line, *self._happen(line.removeprefix(HAPPENING))]
        return played

    def _happen(self, what: str) -> Iterator[str]:
        status = self.host.run.status
        yield from self._do(what)
        if self.host.run.status is not status and self.host.run.node is None:
            yield f"run: {self.host.run.status}, step {self.host.run.step_number}"

    def _do(self, what: str) -> Iterator[str]:
        verb, _, rest = what.partition(" ")
        match verb:
            case "start":
                yield from self._told(self.host.start())
            case "taps":
                yield from self._told(self.host.feed(self._tap(rest)))
            case "writes":
                yield from self._told(self.host.feed(self._words(rest)))
            case "edits":
                wrote = self._words(rest)
                assert wrote.message is not None
                yield from self._told(self.host.feed(Rewrote(wrote.text, wrote.mood, wrote.message)))
            case "changes":
                yield from self._told(self.host.feed(Tapped(int(rest), CHANGE)))
            case "shares":
                yield from self._told(self.host.feed(_shared(rest)))
            case "speaks":
                yield from self._told(self.host.feed(LanguageChosen(rest)))
            case "stops":
                yield from self._told(self.host.feed(Stopped()))
            case "waits" | "is":
                yield from self._pass_time(what)
            case _:
                pytest.fail(f'nothing happens that is called "{what}"', pytrace=False)

    def _tap(self, what: str) -> Tapped:
        found = _TAP.fullmatch(what)
        assert found is not None
        step = int(found[2]) if found[2] else self.host.run.step_number
        buttons = [
            button
            for question in self.host.questions
            for row in question.rows
            for button in row
            if question.step == step
        ]
        values = [button.value for button in buttons if button.label == found[1]]
        if not values:
            pytest.fail(f'the question of step {step} has no button "{found[1]}"', pytrace=False)
        return Tapped(step, values[-1])  # as it was drawn last

    def _words(self, what: str) -> Wrote:
        found = _WORDS.fullmatch(what)
        assert found is not None
        message, polarity, text = found.groups()
        mood = a_mood(float(polarity)) if polarity else self.scorer(text, self.host.run.language)
        return Wrote(text, mood, message)

    def _pass_time(self, what: str) -> Iterator[str]:
        duration = parse_duration(what.removeprefix("waits ").removeprefix("is down for "))
        passing = self.host.pass_time if what.startswith("waits ") else self.host.be_down
        for purpose, effects in passing(duration):
            yield f"timer: {purpose}"
            yield from self._told(effects)

    def _told(self, effects: Effects) -> Iterator[str]:
        for effect in effects:
            yield from tell(effect, self.host.now)


def _shared(what: str) -> Shared:
    """`photo broken.jpg`, `location`, `contact +39061234567`, another person's: `contact somebody's +39…`."""
    kind, _, rest = what.partition(" ")
    match ShareKind(kind):
        case ShareKind.CONTACT:
            own = not rest.startswith("somebody's ")
            return Shared(ShareKind.CONTACT, {"phone": rest.removeprefix("somebody's "), "own": own})
        case ShareKind.LOCATION:
            return Shared(ShareKind.LOCATION, {"latitude": 45.4642, "longitude": 9.19})
        case shared:
            return Shared(shared, {"file_id": f"id of {rest}", "kind": kind, "name": rest, "size": 1_000})


def tell(effect: Effect, now: datetime) -> Iterator[str]:
    """An effect in a line or two."""
    match effect:
        case Ask(question=question):
            yield from _tell_question(question)
        case Redraw(question=question):
            yield "drawn anew:"
            yield from _tell_question(question)
        case Say():
            yield from _tell_words(effect)
        case Notify(text=text):
            yield f"toast: {text}"
        case StoreAnswer() | ReplaceAnswer() | WithdrawAnswers():
            yield _tell_stored(effect)
        case SetTimers(timers=timers):
            yield f"timers: {', '.join(_tell_timer(timer, now) for timer in timers) or 'none'}"
        case OpenTicket(complaint=complaint):
            yield from _tell_ticket(complaint, now)
        case RefreshTicket():
            yield "ticket: refreshed"
        case _:
            assert_never(effect)


def _tell_words(say: Say) -> Iterator[str]:
    yield f"says: {_on_one_line(parse(say.text).plain)}"
    if say.picture:
        yield f"picture: {say.picture}"
    if say.link:
        yield f"link: {say.link.url}"
    if say.takes_keyboard:
        yield "the keyboard goes"


def _tell_stored(effect: StoreAnswer | ReplaceAnswer | WithdrawAnswers) -> str:
    match effect:
        case StoreAnswer(answer=answer):
            return _tell_answer(answer)
        case ReplaceAnswer(answer=answer):
            return f"changed {_tell_answer(answer)}"
        case WithdrawAnswers(nodes=nodes):
            return f"withdrawn: {', '.join(nodes)}"


def _tell_ticket(complaint: Complaint, now: datetime) -> Iterator[str]:
    due = describe_duration(complaint.due_at - now)
    yield f"ticket: {complaint.rule}, {complaint.priority}, to {complaint.channel or 'default'}, due in {due}"
    yield f"because: {complaint.why}"


def _tell_question(question: Question) -> Iterator[str]:
    yield f"asks {question.step}: {_on_one_line(question.words)}"
    if question.picture:
        yield f"picture: {question.picture}"
    if question.request:
        yield f"wants: {question.request}"
    if question.rows:
        rows = (" | ".join(button.label for button in row) for row in question.rows)
        yield f"buttons: {' / '.join(rows)}".rstrip()


def _tell_answer(answer: Answer) -> str:
    mood = answer.mood
    scored = (
        "" if mood is None else f" (mood {mood.polarity if mood.not_scored is None else mood.not_scored})"
    )
    value = (answer.missing or "skipped") if answer.value is None else repr(answer.value)
    return f"answer {answer.position}: {answer.node} {value} in {answer.language}{scored}"


def _tell_timer(timer: TimerSetting, now: datetime) -> str:
    left = timer.due_at - now
    return (
        f"{timer.purpose} in {describe_duration(left)}" if timer.due_at > now else f"{timer.purpose} overdue"
    )


def _on_one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ¶ ", text)
