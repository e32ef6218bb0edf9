"""The input below a chat: letters, or what the bot has put in their place."""

from bot.demo.telegram.reply_markup import ForcedReply, Interface, Key, ReplyKeyboard
from bot.demo.telegram.world import Chat


class InputField:
    """Reads from the chat what the bot wants of the input, and remembers there that it was used."""

    def __init__(self, chat: Chat) -> None:
        self._chat = chat

    @property
    def keyboard(self) -> ReplyKeyboard | None:
        """The keyboard in place of the letters; a one-time keyboard is still there after its use, folded."""
        interface = self._interface
        return interface if isinstance(interface, ReplyKeyboard) else None

    @property
    def is_folded(self) -> bool:
        """Whether what the bot put there was used, and is to be seen no more unless it is asked for."""
        asking = self._chat.asking
        return asking is not None and asking.interface_used

    @property
    def placeholder(self) -> str:
        """What stands in the empty input, if the bot wished anything there."""
        interface = None if self.is_folded else self._interface
        return interface.placeholder if isinstance(interface, ReplyKeyboard | ForcedReply) else ""

    @property
    def labels(self) -> list[str]:
        """The texts of all keys, row after row."""
        return [key.text for key in self.keyboard.keys] if self.keyboard else []

    def press(self, label: str) -> tuple[Key, int] | None:
        """The key of this text, used now, and the id of the message it came with; None without such a key."""
        asking, keyboard = self._chat.asking, self.keyboard
        key = next((key for key in keyboard.keys if key.text == label), None) if keyboard else None
        if asking is None or keyboard is None or key is None:
            return None
        asking.interface_used = keyboard.one_time
        return key, asking.id

    def take_reply(self) -> int | None:
        """The message that the input stands ready to reply to; once only."""
        asking = self._chat.asking
        if asking is None or asking.interface_used or not isinstance(asking.interface, ForcedReply):
            return None
        asking.interface_used = True
        return asking.id

    @property
    def _interface(self) -> Interface | None:
        asking = self._chat.asking
        return None if asking is None else asking.interface
