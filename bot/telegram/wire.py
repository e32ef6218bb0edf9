"""The part of the Bot API's objects that we read, checked: names and types as in core.telegram.org/bots/api.

Fields that we do not read are not looked at, so that tomorrow's Bot API is read today. What is optional there
is optional here. All texts are cleaned on the way in.
"""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from flows.answers import clean


def clean_all(value: object) -> object:
    """The value with every text in it cleaned, the keys of tables too."""
    match value:
        case str():
            return clean(value)
        case list():
            return [clean_all(item) for item in value]
        case dict():
            return {clean_all(key): clean_all(item) for key, item in value.items()}
        case _:
            return value


Text = Annotated[str, BeforeValidator(lambda value: clean(value) if isinstance(value, str) else value)]


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, allow_inf_nan=False)


class User(_Part):
    id: int | None = None
    first_name: Text | None = None
    last_name: Text | None = None
    username: Text | None = None
    language_code: Text | None = None


class Chat(_Part):
    id: int
    type: Text


class AnyFile(_Part):
    """A photo size, voice message, video, audio, animation, document: what they have in common."""

    file_id: Text
    file_name: Text | None = None
    file_size: int | None = None
    width: int = 0
    height: int = 0


class Sticker(AnyFile):
    emoji: Text | None = None
    is_animated: bool = False
    is_video: bool = False


class Contact(_Part):
    user_id: int | None = None
    phone_number: Text
    first_name: Text
    last_name: Text | None = None


class Location(_Part):
    latitude: float
    longitude: float


class Venue(_Part):
    location: Location
    title: Text
    address: Text


class Poll(_Part):
    question: Text


class Dice(_Part):
    emoji: Text
    value: int


class MessageId(_Part):
    message_id: int


class Message(_Part):
    model_config = ConfigDict(extra="allow")  # a kind of content that we do not know must still be noticed

    message_id: int
    chat: Chat
    sender: User | None = Field(None, alias="from")
    reply_to_message: MessageId | None = None
    text: Text | None = None
    caption: Text | None = None
    photo: list[AnyFile] | None = None
    voice: AnyFile | None = None
    video: AnyFile | None = None
    video_note: AnyFile | None = None
    audio: AnyFile | None = None
    animation: AnyFile | None = None
    document: AnyFile | None = None
    sticker: Sticker | None = None
    contact: Contact | None = None
    location: Location | None = None
    venue: Venue | None = None
    poll: Poll | None = None
    dice: Dice | None = None


class TappedMessage(_Part):
    """The message under a tapped button; of a very old one only its place is left."""

    message_id: int
    chat: Chat
    text: Text | None = None


class CallbackQuery(_Part):
    id: Text
    sender: User = Field(alias="from")
    message: TappedMessage | None = None
    data: Text | None = None


class ChatMember(_Part):
    status: Text


class ChatMemberUpdated(_Part):
    chat: Chat
    sender: User = Field(alias="from")
    new_chat_member: ChatMember


class Update(_Part):
    """At most one of the four is there; a kind that we did not ask for has none."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None
    my_chat_member: ChatMemberUpdated | None = None


class WebhookInfo(_Part):
    """What is set, what waits for it, and when the last delivery failed (Unix time) and why."""

    url: Text
    pending_update_count: int = 0
    last_error_date: int | None = None
    last_error_message: Text | None = None
    max_connections: int | None = None
    allowed_updates: list[Text] = []


WANTED_KINDS = ("message", "edited_message", "callback_query", "my_chat_member")
"""What we ask Telegram for; by default it sends a dozen kinds more."""
