"""All that a step is reckoned from besides the run and the event: the flow, the scene, and the time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from flows.definition import Flow, Node
from flows.path import Passage, Path, follow, passages, scope_of
from flows.phrases import Phrase
from flows.run import Run
from flows.scene import Scene
from flows.values import Knowledge


@dataclass(frozen=True, slots=True)
class Moment:
    """`flow` is expanded; `now` is UTC."""

    flow: Flow
    scene: Scene
    now: datetime

    @property
    def today(self) -> date:
        """The customer's day."""
        return self.now.astimezone(ZoneInfo(self.scene.time_zone)).date()

    def path_of(self, run: Run) -> Path:
        """The way that the run has taken so far."""
        return follow(self._knowledge, run.answers)

    def passages_of(self, run: Run) -> Iterator[Passage]:
        """The same way, move by move."""
        return passages(self._knowledge, run.answers)

    def values(self, run: Run, node: Node | None = None) -> dict[str, object]:
        """What conditions and texts may name now: those of this node, or of the flow as a whole."""
        return self._knowledge.values(run.answers, scope_of(node) if node is not None else "")

    def say(self, name: Phrase, run: Run, **values: object) -> str:
        """One of the bot's own sentences in the language of the run."""
        return self.scene.say(name, run.language, **values)

    def word(self, name: Phrase, run: Run, **values: object) -> str:
        """The same for a button, which shows no markup."""
        return self.scene.word(name, run.language, **values)

    @property
    def _knowledge(self) -> Knowledge:
        return Knowledge(self.flow, self.scene.facts)
