"""What a customer sees and hears of a step: messages with their buttons, and words on a tap."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flows.effects import Ask, Effect, Notify, Question, Say
from flows.rehearsal.buttons import buttons_of
from flows.wording.markup import parse


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it is read, with the labels of its buttons in their order; of a question with its step."""

    text: str
    buttons: tuple[str, ...] = ()
    picture: str | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Popup:
    """A word that is shown on a tap."""

    text: str


Heard = Message | Popup


def heard(effects: Iterable[Effect]) -> Iterator[Heard]:
    """In the order in which it is said; a question that is drawn anew is no new message."""
    for effect in effects:
        match effect:
            case Ask(question=question):
                yield Message(parse(question.words).plain, labels(question), question.picture, question.step)
            case Say(text=text, picture=picture, link=link):
                yield Message(parse(text).plain, (link.label,) if link else (), picture)
            case Notify(text=text):
                yield Popup(parse(text).plain)
            case _:
                pass


def labels(question: Question) -> tuple[str, ...]:
    return tuple(button.label for button in buttons_of(question))
