"""What the rules make of all that a customer did, one after another, with no program around that could die.

The rules are pure, so they can be asked again. What is not known from outside is left open: words may go to a
person who wrote meanwhile, and a question that waits only so long may be over before the customer is. Each
possibility is followed.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from flows.definition import Flow
from flows.effects import Effect, ReplaceAnswer, WithdrawAnswers
from flows.engine import start, step
from flows.events import Event, GraceEnded, Rewrote, WaitTimedOut
from flows.events import Tapped as ButtonTapped
from flows.events import Wrote as WordsWritten
from flows.run import Answer, Missing, Run, RunStatus, Value
from flows.scene import Scene
from flows.sentiment import Mood, NotScored
from tests.simulation.deeds import Deed, Edited, Said, Tapped, Wrote

_NO_MOOD = Mood(None, NotScored.EMPTY, "none", "0")
_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
"""Any time does: how long something took is not looked at, only what came of it."""


@dataclass(frozen=True)
class Earlier:
    """What an answer said before it was changed, or was `withdrawn` since another one led elsewhere."""

    node: str
    value: Value | None
    missing: Missing | None
    withdrawn: bool


@dataclass(frozen=True)
class Story:
    """A run, and what its answers said before."""

    run: Run
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True)
class Town:
    """Where it happens: the flow, the scene, which of the customer's messages were `kept` for a person, and
    whether a complaint waited for its reason as long as it may.
    """

    flow: Flow
    scene: Scene
    kept: frozenset[str]
    grace_ended: bool = False

    def stories_of(self, deeds: Iterable[Deed]) -> list[Story]:
        """Every way in which it can have gone."""
        run, _ = start(self.flow, Run(1, "en"), self.scene, _AT)
        stories = [Story(run)]
        for deed in deeds:
            stories = _distinct(
                after for story in self._in_time(stories) for after in self._after(story, deed)
            )
        return self._in_time(stories)

    def _in_time(self, stories: list[Story]) -> list[Story]:
        """These, and the same after whatever may have fallen due."""
        for story in stories:
            later = [self._put(story, event) for event in self._due(story.run)]
            stories += [each for each in later if each not in stories]  # they, too, are looked at
        return stories

    def _due(self, run: Run) -> Iterator[Event]:
        if run.status is not RunStatus.WAITING:
            return
        if self.flow.question(run.node or "").timeout is not None:
            yield WaitTimedOut(run.step_number)
        if self.grace_ended and run.complaint is not None and not run.ticket_open:
            yield GraceEnded(run.step_number)

    def _after(self, story: Story, deed: Deed) -> list[Story]:
        match deed:
            case Tapped():
                return [self._put(story, ButtonTapped(deed.step, deed.choice))]
            case Edited():
                return [self._put(story, Rewrote(deed.text, _NO_MOOD, deed.message))]
            case Wrote():
                return self._after_words(story, deed)
            case Said():
                return [story]

    def _after_words(self, story: Story, wrote: Wrote) -> list[Story]:
        """Words were an answer, or were kept for a person; those under a photo may have been both."""
        after = self._put(story, WordsWritten(wrote.text, _NO_MOOD, wrote.message))
        is_answer = after.run.answers != story.run.answers
        if wrote.message not in self.kept:
            return [after] if is_answer else []
        return [story, after] if wrote.has_photo or not is_answer else [story]

    def _put(self, story: Story, event: Event) -> Story:
        run, effects = step(self.flow, story.run, event, self.scene, _AT)
        in_order = tuple(sorted(run.answers, key=lambda answer: answer.position))  # as they are stored
        gone = tuple(each for effect in effects for each in _gone(effect, story.run))
        return Story(replace(run, answers=in_order), story.earlier + gone)


def _gone(effect: Effect, before: Run) -> Iterator[Earlier]:
    """The answers that this effect makes earlier ones, as they were before."""
    match effect:
        case ReplaceAnswer(answer=answer):
            yield from _as_earlier(before.answer_to(answer.node), withdrawn=False)
        case WithdrawAnswers(nodes=nodes):
            for node in nodes:
                yield from _as_earlier(before.answer_to(node), withdrawn=True)
        case _:
            pass


def _as_earlier(answer: Answer | None, *, withdrawn: bool) -> Iterator[Earlier]:
    if answer is not None:
        yield Earlier(answer.node, answer.value, answer.missing, withdrawn)


def _distinct(stories: Iterable[Story]) -> list[Story]:
    found: list[Story] = []
    for story in stories:
        if story not in found:
            found.append(story)
    return found
