"""A question as it stands in a chat: which one it is, and what can be tapped."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.demo.telegram import Message
from flows.events import BACK, CHANGE, DONE, KEEP, NONE, SKIP
from tests.simulation.settings import MARKS, NUMBERS, PATIENT, SCALES, SEVERAL_TAPS, WORDS

_ANSWER = re.compile(r"a:(\d+):(\d+):(.+)")
_PICKED = "\n\n✓ "


@dataclass(frozen=True, slots=True)
class Question:
    """A question on the screen. `buttons` are the labels by what they send; `picked` is what the program has
    confirmed as the answer, once there is one.
    """

    message_id: int
    run_id: int
    step: int
    node: str
    buttons: Mapping[str, str]
    picked: str | None = None

    @property
    def answers(self) -> list[str]:
        """The buttons that answer it, or a part of it; also the skip."""
        return [value for value in self.buttons if value not in {BACK, CHANGE, KEEP}]

    @property
    def endings(self) -> list[str]:
        """Those that close it at once; where several taps make an answer, only what says so."""
        if self.node not in SEVERAL_TAPS:
            return self.answers
        return [value for value in self.answers if value in {DONE, NONE, SKIP}]

    @property
    def wants_words(self) -> bool:
        return self.node in WORDS

    @property
    def wants_number(self) -> bool:
        return self.node in NUMBERS

    @property
    def is_scale(self) -> bool:
        return self.node in SCALES

    @property
    def takes_several_taps(self) -> bool:
        return self.node in SEVERAL_TAPS

    @property
    def goes_on_by_itself(self) -> bool:
        return self.node in PATIENT

    @property
    def can_be_changed(self) -> bool:
        return CHANGE in self.buttons


def read_question(message: Message) -> Question | None:
    """The question that a message asks, or did before it was answered; None for anything else."""
    sent = [button for row in message.buttons for button in row if button.data]
    found = {match: button.text for button in sent if (match := _ANSWER.fullmatch(button.data or ""))}
    node = next((node for mark, node in MARKS.items() if mark in message.text), None)
    if message.mine or not found or node is None:
        return None
    any_button = next(iter(found))
    buttons = {match[3]: label for match, label in found.items()}
    question = Question(message.id, int(any_button[1]), int(any_button[2]), node, buttons)
    _, is_closed, picked = message.text.partition(_PICKED)
    return replace(question, picked=picked) if is_closed else question
