"""Plays a written talk against the rules, and tells what came otherwise.

All that the bot says must stand in the talk, in its order. The first difference ends the comparison: what
follows it would only be its consequence.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import assert_never

from flows.rehearsal.buttons import bare_label
from flows.rehearsal.expectation import Expectation, Mismatch, compare, so_far
from flows.rehearsal.heard import Heard, Message, Popup, heard, labels
from flows.rehearsal.lines import BotSays, Buttons, CustomerDoes, Line, TimePasses, Toast
from flows.rehearsal.matching import first_difference, matches, one_line
from flows.rehearsal.talk import Effects, Impossible, Talk
from flows.wording import WordingError


def rehearse(
    lines: Sequence[Line], expected: Expectation, talk: Talk, default_channel: str
) -> tuple[Mismatch, ...]:
    """None where all comes as written. `talk` has not begun; `default_channel` takes tickets without one."""
    try:
        _Rehearsal(talk).play(lines)
    except _Otherwise as difference:
        return (difference.mismatch,)
    return tuple(compare(expected, talk, default_channel))


class _Otherwise(Exception):
    def __init__(self, mismatch: Mismatch) -> None:
        super().__init__(mismatch.message)
        self.mismatch = mismatch


@dataclass
class _Rehearsal:
    """`unheard` is what the bot has said and no line has told yet, `last` the newest message that one has."""

    talk: Talk
    unheard: list[Heard] = field(default_factory=list)
    last: Message | None = None

    def play(self, lines: Sequence[Line]) -> None:
        if not lines:
            return
        self._hear(lines[0], self.talk.begin)
        for line in lines:
            self._take(line)
        if self.unheard:
            raise self._unexpected(lines[-1], "behind this the bot says more")

    def _take(self, line: Line) -> None:
        match line.what:
            case BotSays(pattern):
                said = self._next(line, pattern, Message)
                self.last = said if isinstance(said, Message) else self.last
            case Toast(pattern):
                self._next(line, pattern, Popup)
            case Buttons(labels):
                self._compare_buttons(line, labels)
            case CustomerDoes(act):
                self._hear(line, lambda: self.talk.do(act))
            case TimePasses(by):
                self._hear(line, lambda: self.talk.wait(by))
            case _:
                assert_never(line.what)

    def _hear(self, line: Line, happen: Callable[[], Effects]) -> None:
        """What the bot says to what happens in this line."""
        if self.unheard:
            raise self._unexpected(line, "before this the bot says more")
        try:
            self.unheard += heard(happen())
        except Impossible as error:
            raise self._otherwise(line, str(error)) from None
        except WordingError as error:
            raise self._otherwise(line, f"a text cannot be filled in: {error.message}") from None

    def _next(self, line: Line, pattern: str, kind: type[Heard]) -> Heard:
        if not self.unheard:
            raise self._otherwise(line, "the bot says nothing here", expected=pattern)
        said = self.unheard.pop(0)
        if not isinstance(said, kind) or not matches(pattern, said.text):
            at = first_difference(pattern, said.text) if isinstance(said, kind) else None
            message = "the bot says something else"
            raise self._otherwise(line, message, one_line(pattern), _shown(said), at)
        return said

    def _compare_buttons(self, line: Line, wanted: tuple[str, ...]) -> None:
        shown = self._buttons()
        if list(map(bare_label, wanted)) != list(map(bare_label, shown)):
            found = " | ".join(shown) or "none"
            raise self._otherwise(line, "there are other buttons", " | ".join(wanted) or "none", found)

    def _buttons(self) -> tuple[str, ...]:
        """Those of the last message, which may have been drawn anew since it came."""
        if self.last is None:
            return ()
        question = self.talk.question
        return labels(question) if question and question.step == self.last.step else self.last.buttons

    def _unexpected(self, line: Line, message: str) -> _Otherwise:
        return self._otherwise(line, message, found=_shown(self.unheard[0]))

    def _otherwise(
        self,
        line: Line,
        message: str,
        expected: str | None = None,
        found: str | None = None,
        differs_at: int | None = None,
    ) -> _Otherwise:
        how_far = so_far(self.talk)
        return _Otherwise(Mismatch(("talk",), message, line.offset, expected, found, differs_at, how_far))


def _shown(said: Heard) -> str:
    match said:
        case Popup(text):
            return f"(on the tap) {one_line(text)}"
        case Message(text, buttons):
            return " ".join([one_line(text), *(f"[{label}]" for label in buttons)])


def written(effects: Effects) -> Iterator[BotSays | Toast | Buttons]:
    """The lines that expect all that the bot says here, as a talk that is saved has them."""
    for said in heard(effects):
        match said:
            case Popup(text):
                yield Toast(one_line(text))
            case Message(text, buttons):
                yield BotSays(one_line(text))
                if buttons:
                    yield Buttons(tuple(map(one_line, buttons)))
