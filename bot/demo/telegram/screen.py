"""What a phone shows: the messages of one chat as a person sees them, and waiting until they come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from fnmatch import fnmatchcase

import telegram

from bot.demo.telegram.calls import Json
from bot.demo.telegram.world import Chat, Posted, Toast, World

_KINDS = ("photo", "voice", "document", "sticker", "location", "contact")


@dataclass(frozen=True)
class Button:
    """A button under a message: it sends its `data`, or opens its `url`."""

    text: str
    data: str | None
    url: str | None


@dataclass(frozen=True)
class Entity:
    """A stretch of the text that is more than text; places count UTF-16 units. A `text_link` has a `url`."""

    kind: str
    offset: int
    length: int
    url: str | None = None


@dataclass(frozen=True)
class Message:
    """A message as it stands on the screen; `text` is the caption where `kind` is not ``text``.

    `file_id` names the file of a photo, voice message, document or sticker; `about` says in words what a
    document, location or contact is, and how long a voice message.
    """

    id: int
    mine: bool
    kind: str
    text: str
    buttons: tuple[tuple[Button, ...], ...]
    sent_at: datetime
    edited: bool
    reply_to: int | None
    file_id: str | None
    entities: tuple[Entity, ...]
    about: str

    @property
    def photo(self) -> str | None:
        return self.file_id if self.kind == "photo" else None

    @property
    def html(self) -> str:
        """The text with its formatting, escaped, in Telegram's HTML."""
        entities = [
            telegram.MessageEntity(each.kind, each.offset, each.length, each.url) for each in self.entities
        ]
        chat = telegram.Chat(0, telegram.Chat.PRIVATE)
        return telegram.Message(self.id, self.sent_at, chat, text=self.text, entities=entities).text_html

    @property
    def labels(self) -> list[str]:
        """The texts of all buttons, row after row."""
        return [button.text for row in self.buttons for button in row]

    @property
    def links(self) -> list[tuple[str, str]]:
        """What can be followed: the label of a button or the words of a link, and the address."""
        buttons = [(button.text, button.url) for row in self.buttons for button in row if button.url]
        linked = [each for each in self.entities if each.kind in {"url", "text_link"}]
        return buttons + [(self.words_of(each), each.url or self.words_of(each)) for each in linked]

    def words_of(self, entity: Entity) -> str:
        units = self.text.encode("utf-16-le")
        return units[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le")

    def __str__(self) -> str:
        who = "me" if self.mine else "bot"
        what = self.text if self.kind == "text" else f"({self.kind}) {self.about or self.text}"
        rows = " ".join(f"[{label}]" for label in self.labels)
        return f"{self.id:>4} {who:>3}: {what} {rows}".rstrip()


class Screen:
    """One chat on one phone. `sees` remembers what it has found, so that nothing is taken for new twice."""

    def __init__(self, world: World, chat: Chat, viewer_id: int, viewer_name: str) -> None:
        self._world = world
        self._chat = chat
        self._viewer_id = viewer_id
        self._viewer_name = viewer_name
        self._seen: set[tuple[int, int]] = set()
        self._seen_toasts: set[str] = set()

    @property
    def messages(self) -> list[Message]:
        return [self._view(posted) for posted in self._chat.messages.values() if not posted.deleted]

    @property
    def toasts(self) -> list[Toast]:
        return [toast for toast in self._world.toasts if toast.person_id == self._viewer_id]

    async def sees(self, wanted: str, seconds: float) -> Message:
        """The newest message of the bot that holds or matches `wanted`, not seen since its last change.

        Raises AssertionError with the whole screen after `seconds`.
        """
        found = await self._world.changes.until(lambda: self._unseen(wanted), seconds)
        if found is None:
            raise AssertionError(f"{self._viewer_name} does not see {wanted!r} as something new.\n{self}")
        self._seen.add((found.id, found.revision))
        return self._view(found)

    async def sees_toast(self, wanted: str, seconds: float) -> Toast:
        """As `sees`, for the answer to a tap."""
        found = await self._world.changes.until(lambda: self._unseen_toast(wanted), seconds)
        if found is None:
            shown = [toast.text for toast in self.toasts]
            raise AssertionError(f"{self._viewer_name} gets no notice {wanted!r}; so far: {shown}")
        self._seen_toasts.add(found.tap_id)
        return found

    def __str__(self) -> str:
        lines = "\n".join(str(message) for message in self.messages)
        return f"The screen of {self._viewer_name}:\n{lines or '     (empty)'}"

    def _unseen(self, wanted: str) -> Posted | None:
        return next((p for p in self._newest_of_bot() if matches(_text(p.fields), wanted)), None)

    def _newest_of_bot(self) -> Iterator[Posted]:
        for posted in reversed(self._chat.messages.values()):
            if posted.from_bot and not posted.deleted and (posted.id, posted.revision) not in self._seen:
                yield posted

    def _unseen_toast(self, wanted: str) -> Toast | None:
        new = (toast for toast in reversed(self.toasts) if toast.tap_id not in self._seen_toasts)
        return next((toast for toast in new if matches(toast.text, wanted)), None)

    def _view(self, posted: Posted) -> Message:
        fields = posted.fields
        kind = next((kind for kind in _KINDS if kind in fields), "text")
        return Message(
            id=posted.id,
            mine=fields["from"]["id"] == self._viewer_id,
            kind=kind,
            text=_text(fields),
            buttons=tuple(tuple(_button(button) for button in row) for row in posted.keyboard),
            sent_at=datetime.fromtimestamp(fields["date"], UTC),
            edited="edit_date" in fields,
            reply_to=fields.get("reply_to_message", {}).get("message_id"),
            file_id=_file_id(fields.get(kind)),
            entities=_entities(fields),
            about=_about(kind, fields),
        )


def matches(text: str, wanted: str) -> bool:
    """Whether the text holds the fragment, or as a whole matches the fnmatch pattern."""
    return wanted in text or fnmatchcase(text, wanted)


def _text(fields: Json) -> str:
    return str(fields.get("text", fields.get("caption", "")))


def _entities(fields: Json) -> tuple[Entity, ...]:
    entities: list[Json] = fields.get("entities") or fields.get("caption_entities") or []
    return tuple(Entity(each["type"], each["offset"], each["length"], each.get("url")) for each in entities)


def _about(kind: str, fields: Json) -> str:
    part = fields.get(kind, {})
    match kind:
        case "voice":
            minutes, seconds = divmod(part["duration"], 60)
            return f"{minutes}:{seconds:02}"
        case "document":
            return str(part["file_name"])
        case "location":
            return f"{part['latitude']:.4f}, {part['longitude']:.4f}"
        case "contact":
            return f"{part['first_name']}, +{part['phone_number']}"
        case _:
            return ""


def _button(button: Json) -> Button:
    return Button(button["text"], button.get("callback_data"), button.get("url"))


def _file_id(content: object) -> str | None:
    """A photo is a list of sizes, the largest last."""
    part = content[-1] if isinstance(content, list) else content
    return part.get("file_id") if isinstance(part, dict) else None
