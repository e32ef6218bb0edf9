"""A group chat that the bot was added to: enough of it to see how the bot behaves there."""

from bot.demo.telegram.people import Person, membership
from bot.demo.telegram.screen import Message, Screen
from bot.demo.telegram.texts import person_text
from bot.demo.telegram.world import World


class Group:
    """Made by a person, who adds the bot; what is written here reaches the bot whatever its privacy mode."""

    def __init__(self, world: World, title: str, made_by: Person) -> None:
        self._world = world
        self._chat = world.add_group(title)
        self._screen = Screen(world, self._chat, made_by.chat_id, title)
        joined = membership(world, self._chat, made_by.user, ("left", "member"))
        world.updates.push("my_chat_member", joined)

    @property
    def chat_id(self) -> int:
        return self._chat.id

    @property
    def screen(self) -> list[Message]:
        return self._screen.messages

    def hears(self, person: Person, text: str) -> int:
        """The person writes in the group; returns the message's id."""
        return self._world.receive(self._chat, person.user, person_text(text, "text", "entities")).id

    async def sees(self, wanted: str, timeout: float = 5) -> Message:  # noqa: ASYNC109, so that a journey reads well
        """As `Person.sees`, for the group's screen."""
        return await self._screen.sees(wanted, timeout)
