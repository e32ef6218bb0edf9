"""What exists in this Telegram: chats with their messages, taps, toasts, files and waiting updates."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import count

from bot.demo.telegram.calls import Json
from bot.demo.telegram.changes import Changes
from bot.demo.telegram.files import FileStore
from bot.demo.telegram.keyboards import Keyboard
from bot.demo.telegram.limits import Limits, RateLimiter
from bot.demo.telegram.reply_markup import Interface, KeyboardRemoval
from bot.demo.telegram.updates import UpdateQueue

# Ids are larger than 32 bits, as real ones are by now.
_FIRST_PERSON = 5_000_000_001
_FIRST_GROUP = -4_000_000_001
_FIRST_UPDATE = 700_000_001
_FIRST_TAP = 4_386_000_000_000_000_001
_NAMES = frozenset({"first_name", "last_name", "username"})


class Standing(StrEnum):
    """How the other side of a chat stands to the bot."""

    STRANGER = "stranger"
    OPEN = "open"
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"


@dataclass
class Posted:
    """A message in a chat; `fields` is the Message of the Bot API and is exchanged whole at an edit.

    `interface` is what it makes of the input, of which a Message says nothing.
    """

    fields: Json
    from_bot: bool
    interface: Interface | None = None
    interface_used: bool = False
    revision: int = 0
    deleted: bool = False
    past_keyboards: list[Keyboard] = field(default_factory=list)

    @property
    def id(self) -> int:
        return int(self.fields["message_id"])

    @property
    def keyboard(self) -> Keyboard:
        rows: Keyboard = self.fields.get("reply_markup", {}).get("inline_keyboard", [])
        return rows

    def edit(self, fields: Json) -> None:
        """Takes the new fields; the keyboard that goes away stays known for late taps."""
        if self.keyboard and self.keyboard != fields.get("reply_markup", {}).get("inline_keyboard"):
            self.past_keyboards.append(self.keyboard)
        self.fields = fields
        self.revision += 1


@dataclass
class Chat:
    """A private chat or a group, its messages by id, the ids counted per chat.

    `asking` is the message whose keyboard or forced reply stands at the input.
    """

    fields: Json
    standing: Standing
    messages: dict[int, Posted] = field(default_factory=dict)
    asking: Posted | None = None

    @property
    def id(self) -> int:
        return int(self.fields["id"])

    def find(self, message_id: int | None) -> Posted | None:
        """The message, unless it was deleted or never was."""
        posted = self.messages.get(message_id or 0)
        return None if posted is None or posted.deleted else posted


@dataclass
class Tap:
    """A press of a button, waiting for the bot's answer until it is `answered`."""

    id: str
    chat_id: int
    person_id: int
    tapped_at: datetime
    answered: bool = False


@dataclass(frozen=True)
class Toast:
    """The answer to a tap: a notice, or with `show_alert` a window; an empty text only ends the wait."""

    tap_id: str
    person_id: int
    text: str
    show_alert: bool


class World:
    """Changes only through its methods, which queue the updates and tell the watchers."""

    def __init__(self, bot: Json, now: Callable[[], datetime], limits: Limits | None) -> None:
        self.bot = bot
        self.now = now
        self.limiter = RateLimiter(limits)
        self.files = FileStore()
        self.changes = Changes()
        self.updates = UpdateQueue(_FIRST_UPDATE, now, lambda chat: self.changes.publish("delivery", chat))
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.toasts: list[Toast] = []
        self._person_ids = count(_FIRST_PERSON)
        self._group_ids = count(_FIRST_GROUP, -1)
        self._tap_ids = count(_FIRST_TAP)

    @property
    def timestamp(self) -> int:
        return int(self.now().timestamp())

    def add_private_chat(self, person: Json) -> Chat:
        """A chat that nobody has opened yet; `person` has the fields of a User without id."""
        names: Json = {key: value for key, value in person.items() if key in _NAMES}
        return self._add_chat({"id": next(self._person_ids), "type": "private", **names})

    def add_group(self, title: str) -> Chat:
        chat = self._add_chat({"id": next(self._group_ids), "type": "group", "title": title})
        chat.standing = Standing.OPEN
        return chat

    def post(self, chat: Chat, sender: Json, content: Json, interface: Interface | None = None) -> Posted:
        """Puts a message on the screen; from the bot, if the bot is the sender."""
        fields = {
            "message_id": len(chat.messages) + 1,
            "from": sender,
            "chat": chat.fields,
            "date": self.timestamp,
            **content,
        }
        posted = Posted(fields, sender["id"] == self.bot["id"], interface)
        chat.messages[posted.id] = posted
        if interface is not None:
            chat.asking = None if isinstance(interface, KeyboardRemoval) else posted
        self.changes.publish("message", chat.id)
        return posted

    def receive(self, chat: Chat, sender: Json, content: Json) -> Posted:
        """As `post`, by a person: the bot hears of it, and from then on may write here."""
        if chat.standing is Standing.STRANGER:
            chat.standing = Standing.OPEN
        posted = self.post(chat, sender, content)
        self.updates.push("message", posted.fields)
        return posted

    def edit(self, chat: Chat, posted: Posted, fields: Json) -> None:
        posted.edit(fields)
        self.changes.publish("edit", chat.id)
        if not posted.from_bot:
            self.updates.push("edited_message", posted.fields)

    def delete(self, chat: Chat, posted: Posted) -> None:
        posted.deleted = True
        if chat.asking is posted:
            chat.asking = None
        self.changes.publish("deletion", chat.id)

    def tap(self, chat: Chat, sender: Json, posted: Posted, data: str) -> Tap:
        """Presses a button. For a deleted message the update carries only its place, and date 0."""
        tap = Tap(str(next(self._tap_ids)), chat.id, sender["id"], self.now())
        self.taps[tap.id] = tap
        place = {"chat": chat.fields, "message_id": posted.id, "date": 0}
        query = {
            "id": tap.id,
            "from": sender,
            "message": place if posted.deleted else posted.fields,
            "chat_instance": str(chat.id * 7919),
            "data": data,
        }
        self.updates.push("callback_query", query)
        self.changes.publish("tap", chat.id)
        return tap

    def answer_tap(self, tap: Tap, text: str, *, show_alert: bool) -> None:
        tap.answered = True
        self.toasts.append(Toast(tap.id, tap.person_id, text, show_alert))
        self.changes.publish("toast", tap.chat_id)

    def change_standing(self, chat: Chat, standing: Standing) -> None:
        chat.standing = standing
        self.changes.publish("standing", chat.id)

    def forget(self, chat: Chat) -> None:
        """Nobody looks at this chat any more, and the bot writes there no more."""
        del self.chats[chat.id]
        self.taps = {tap.id: tap for tap in self.taps.values() if tap.chat_id != chat.id}
        self.toasts = [toast for toast in self.toasts if toast.person_id != chat.id]

    def _add_chat(self, fields: Json) -> Chat:
        chat = Chat(fields, Standing.STRANGER)
        self.chats[chat.id] = chat
        return chat
