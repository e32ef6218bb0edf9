"""What everybody sees, in plain text: for whoever has to understand a failure, and to compare two worlds."""

from collections.abc import Iterable

from bot.demo.slack import SeenChannel, SeenMessage
from bot.demo.telegram import Person


def words_to(person: Person) -> list[str]:
    """What the bot wrote to this person, oldest first."""
    return [message.text for message in person.screen if not message.mine]


def last_word_to(person: Person) -> str:
    return words_to(person)[-1]


def draw_phone(person: Person) -> str:
    return f"{person.name}:\n" + "\n".join(f"  {message}" for message in person.screen)


def draw_channel(channel: SeenChannel) -> str:
    return f"{channel.name}:\n" + "\n".join(_draw(message) for message in channel.messages)


def draw_all(phones: Iterable[Person], channels: Iterable[SeenChannel]) -> str:
    return "\n".join([*map(draw_phone, phones), *map(draw_channel, channels)]) + "\n"


def _draw(message: SeenMessage) -> str:
    lines = [_shown(message), *(f"    ↳ {_shown(reply)}" for reply in message.thread)]
    return "\n".join("  " + line.replace("\n", "\n    ") for line in lines)


def _shown(message: SeenMessage) -> str:
    files = "".join(f" [{file.name}]" for file in message.files)
    buttons = "".join(f" [{label}]" for label in message.buttons)
    return f"{message.user}: {message.shown}{files}{buttons}"
