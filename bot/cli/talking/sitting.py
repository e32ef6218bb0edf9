"""One talk from its first question until whoever sits here has enough of it."""

from dataclasses import dataclass, field, replace

from rich.console import Console
from rich.text import Text

from bot.cli.talking.inputs import HELP, Help, Quit, Save, read_input
from bot.cli.talking.keeping import Keeper, NotKept
from bot.cli.talking.saving import as_toml
from bot.cli.talking.screen import show_effects, show_moment
from bot.config.rehearsals import Rehearsal
from flows.rehearsal.acts import Act, Edits, NotAnAct, Says
from flows.rehearsal.lines import CustomerDoes, TimePasses, What
from flows.rehearsal.rehearse import written
from flows.rehearsal.talk import Effects, Impossible, Talk
from flows.wording import WordingError


@dataclass
class Sitting:
    """`said` is the talk so far, as a test would have it. `keeper` takes it as a test."""

    talk: Talk
    rehearsal: Rehearsal
    console: Console
    default_channel: str
    keeper: Keeper
    mood: float | None = None
    said: list[What] = field(default_factory=list)

    def begin(self) -> bool:
        """Shows the first question; returns whether there is one to be shown."""
        self._show_moment(is_first=True)
        try:
            self._tell(self.talk.begin())
        except WordingError as error:
            self._refuse(f"a text cannot be filled in: {error.message}")
            return False
        return True

    def take(self, line: str) -> bool:
        """Does what the typed line says; returns whether the talk goes on."""
        try:
            match read_input(line, self.talk.question):
                case CustomerDoes(act):
                    self._do(act)
                case TimePasses() as passes:
                    self._wait(passes)
                case Save(name):
                    self.save(name)
                case Help():
                    self.console.print(Text(HELP), soft_wrap=True)
                case Quit():
                    return False
        except NotAnAct as error:
            self._refuse(f"{error.message}: {error.hint}")
        except Impossible as error:
            self._refuse(str(error))
        except WordingError as error:
            self._refuse(f"a text cannot be filled in: {error.message}")
        return True

    def save(self, name: str) -> None:
        if not name:
            self._refuse("a test has a name: /save A late parcel becomes a complaint")
            return
        try:
            self.keeper.keep(name, self.entry(name))
        except NotKept as error:
            self._refuse(str(error))

    def entry(self, name: str) -> str:
        """The talk so far as a test."""
        return as_toml(name, self.rehearsal, self.said, self.talk, self.default_channel)

    def _do(self, act: Act) -> None:
        if self.mood is not None and isinstance(act, Says | Edits) and act.mood is None:
            act = replace(act, mood=self.mood)
        effects = self.talk.do(act)
        self.said.append(CustomerDoes(act))
        self._tell(effects)

    def _wait(self, passes: TimePasses) -> None:
        effects = self.talk.wait(passes.by)
        self.said.append(passes)
        self._show_moment()
        self._tell(effects)

    def _tell(self, effects: Effects) -> None:
        self.said += written(effects)
        show_effects(self.console, effects, self.talk, self.default_channel)

    def _show_moment(self, *, is_first: bool = False) -> None:
        show_moment(self.console, self.talk.now, self.talk.scene.time_zone, is_first=is_first)

    def _refuse(self, sentence: str) -> None:
        self.console.print(Text(sentence, "yellow"), soft_wrap=True)
