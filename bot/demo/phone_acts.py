"""What a customer can do with their phone, as a closed union, and the doing of it."""

from typing import Literal, assert_never

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

from bot.demo.pictures import BROKEN_PLATE, VOICE, VOICE_SECONDS
from bot.demo.telegram import Person

_RECEIPT = b"Bottega Rossi\nOne plate, painted by hand\n"


class _OnPhone(BaseModel):
    """`customer` is the shop's own number."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    customer: str


class PressStart(_OnPhone):
    """With the payload of a link, if the chat was opened by one."""

    act: Literal["start"]
    payload: str = ""


class Write(_OnPhone):
    act: Literal["write"]
    text: str = Field(min_length=1, max_length=4096)


class Edit(_OnPhone):
    """Other words for an own message."""

    act: Literal["edit"]
    message: int
    text: str = Field(min_length=1, max_length=4096)


class Tap(_OnPhone):
    act: Literal["tap"]
    message: int
    data: str


class SendPhoto(_OnPhone):
    """A PNG or JPEG; without one, the picture of a broken plate."""

    act: Literal["photo"]
    caption: str = Field(default="", max_length=1024)
    picture: Base64Bytes | None = None


class SendVoice(_OnPhone):
    act: Literal["voice"]


class SendFile(_OnPhone):
    """The receipt of the order, as a text file."""

    act: Literal["file"]
    caption: str = Field(default="", max_length=1024)


class SendLocation(_OnPhone):
    act: Literal["location"]


class PressKey(_OnPhone):
    """Of the keyboard that the bot has put in place of the letters, by its text."""

    act: Literal["press"]
    key: str


class Block(_OnPhone):
    act: Literal["block"]


class Unblock(_OnPhone):
    act: Literal["unblock"]


Sending = Write | SendPhoto | SendVoice | SendFile | SendLocation
CustomerAct = PressStart | Edit | Tap | PressKey | Block | Unblock | Sending


def use_phone(phone: Person, act: CustomerAct) -> None:
    """Raises LookupError for what is not there to be used."""
    match act:
        case PressStart(payload=payload):
            phone.start(payload)
        case Edit(message=message, text=text):
            phone.edits(message, text)
        case Tap(message=message, data=data):
            phone.taps(message=message, data=data)
        case PressKey(key=key):
            phone.presses(key)
        case Block():
            phone.blocks()
        case Unblock():
            phone.unblocks()
        case _:
            _send(phone, act)


def _send(phone: Person, act: Sending) -> None:
    match act:
        case Write(text=text):
            phone.writes(text)
        case SendPhoto(caption=caption, picture=picture):
            phone.sends_photo(caption or None, picture or BROKEN_PLATE)
        case SendVoice():
            phone.sends_voice(VOICE, VOICE_SECONDS)
        case SendFile(caption=caption):
            phone.sends_document(content=_RECEIPT, caption=caption or None)
        case SendLocation():
            phone.sends_location()
        case _:
            assert_never(act)
