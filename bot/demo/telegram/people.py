"""A person with a phone: what they do reaches the bot as updates, what the bot does is on their screen."""

from typing import assert_never

from bot.demo.telegram.calls import Json
from bot.demo.telegram.files import FileKind, plain_picture
from bot.demo.telegram.input_field import InputField
from bot.demo.telegram.keyboards import Keyboard, find_button
from bot.demo.telegram.reply_markup import Key, Request
from bot.demo.telegram.screen import Message, Screen
from bot.demo.telegram.sending import without_reply
from bot.demo.telegram.texts import person_text
from bot.demo.telegram.updates import TAP_LIFE
from bot.demo.telegram.world import Chat, Posted, Standing, Toast, World


class Person:
    """In a private chat with the bot. What they send has message ids, what they tap has query ids.

    `opened` are the addresses behind the buttons and links that they followed.
    """

    def __init__(self, world: World, names: Json) -> None:
        self._world = world
        self._chat = world.add_private_chat(names)
        self.user: Json = {"id": self._chat.id, "is_bot": False, **names}
        self.phone_number = _phone_number(self._chat.id)
        self.opened: list[str] = []
        self.input = InputField(self._chat)
        self._screen = Screen(world, self._chat, self._chat.id, self.name)

    @property
    def name(self) -> str:
        return str(self.user["first_name"])

    @property
    def chat_id(self) -> int:
        return self._chat.id

    @property
    def standing(self) -> Standing:
        return self._chat.standing

    # What they see

    @property
    def screen(self) -> list[Message]:
        return self._screen.messages

    @property
    def toasts(self) -> list[Toast]:
        return self._screen.toasts

    @property
    def waits_for_answer(self) -> bool:
        """Whether a button still spins: until the bot answers, or can no longer."""
        mine = (tap for tap in self._world.taps.values() if tap.person_id == self.chat_id)
        return any(not tap.answered and self._world.now() - tap.tapped_at < TAP_LIFE for tap in mine)

    async def sees(self, wanted: str, timeout: float = 15) -> Message:  # noqa: ASYNC109, so that a journey reads well
        """Waits for a message of the bot that holds the fragment or matches the fnmatch pattern `wanted`.

        Each message is found once, and once more after each edit, the newest first. Raises AssertionError
        that shows the screen after `timeout` seconds.
        """
        return await self._screen.sees(wanted, timeout)

    async def sees_toast(self, wanted: str, timeout: float = 15) -> Toast:  # noqa: ASYNC109, so that a journey reads well
        """Waits for the answer to a tap; the same rules as for `sees`."""
        return await self._screen.sees_toast(wanted, timeout)

    # What they write

    def start(self, payload: str = "") -> int:
        """Presses START, from a link with this payload if there is one; unblocks first."""
        if self._chat.standing is Standing.BLOCKED:
            self.unblocks()
        return self.writes(f"/start {payload}".strip())

    def writes(self, text: str, reply_to: int | None = None) -> int:
        return self._sends(person_text(text, "text", "entities"), reply_to)

    def edits(self, message_id: int, text: str) -> None:
        """Changes an own message, or its caption. Raises LookupError where there is none."""
        posted = self._own(message_id)
        names = ("text", "entities") if "text" in posted.fields else ("caption", "caption_entities")
        kept = {key: value for key, value in posted.fields.items() if key not in names}
        edited = person_text(text, *names) | {"edit_date": self._world.timestamp}
        self._world.edit(self._chat, posted, kept | edited)

    def sends_photo(self, caption: str | None = None, content: bytes | None = None) -> int:
        """A PNG or JPEG, by default a picture of one colour."""
        stored = self._world.files.add(FileKind.PHOTO, "photo.png", content or plain_picture())
        return self._sends({"photo": stored.as_photo(), **_caption(caption)})

    def sends_voice(self, content: bytes = b"OggS", seconds: int = 3, size: int | None = None) -> int:
        """A voice message; `size` in bytes claims a larger one than its content."""
        stored = self._world.files.add(FileKind.VOICE_NOTE, "voice.ogg", content, size)
        return self._sends({"voice": stored.as_voice(seconds)})

    def sends_document(
        self,
        name: str = "receipt.txt",
        content: bytes = b"One pair of shoes\n",
        caption: str | None = None,
        size: int | None = None,
    ) -> int:
        stored = self._world.files.add(FileKind.DOCUMENT, name, content, size)
        return self._sends({"document": stored.as_document(), **_caption(caption)})

    def sends_sticker(self, emoji: str = "👍") -> int:
        stored = self._world.files.add(FileKind.STICKER, "sticker.webp", b"RIFF")
        shape = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        return self._sends({"sticker": {**stored.as_part(), **shape, "emoji": emoji}})

    def sends_location(
        self, latitude: float = 45.4642, longitude: float = 9.19, reply_to: int | None = None
    ) -> int:
        return self._sends({"location": {"latitude": latitude, "longitude": longitude}}, reply_to)

    def shares_contact(self, reply_to: int | None = None) -> int:
        """Their own card, which Telegram vouches for by their id."""
        names: Json = {key: self.user[key] for key in ("first_name", "last_name") if key in self.user}
        card: Json = {"phone_number": self.phone_number, **names, "user_id": self.chat_id}
        return self._sends({"contact": card}, reply_to)

    def shares_card(self, first_name: str, phone_number: str, user_id: int | None = None) -> int:
        """Somebody else's card, from their address book; who is not in Telegram has no `user_id`."""
        card: Json = {"phone_number": phone_number, "first_name": first_name}
        return self._sends({"contact": card if user_id is None else {**card, "user_id": user_id}})

    # What they tap

    def taps(
        self,
        label: str | None = None,
        *,
        data: str | None = None,
        message: int | None = None,
        stale: bool = False,
    ) -> str:
        """Presses a button by its label (exact, or an fnmatch pattern) or its data; returns the query's id.

        Looks in the newest message that has such a button, or in the given one. With `stale`, a keyboard
        that was exchanged or removed, or went with its message, can be pressed as it last was: an old tap
        that arrives late. Raises LookupError with the screen where no such button is.
        """
        self._must_be_able()
        for posted in reversed(self._chat.messages.values()):
            if message is None or posted.id == message:
                for keyboard in _keyboards(posted, stale=stale):
                    button = find_button(keyboard, label, data)
                    if button is not None:
                        return self._press(posted, button)
        raise LookupError(f"There is no button {data or label!r} to tap.\n{self._screen}")

    def opens(self, label: str) -> str:
        """Follows a button that is a link, or a link in the words; returns the address.

        Nothing is fetched, and the bot never hears of it. Raises LookupError with the screen where none is.
        """
        for message in reversed(self.screen):
            found = next((address for name, address in message.links if name == label), None)
            if found is not None:
                self.opened.append(found)
                return found
        raise LookupError(f"There is no link {label!r} to open.\n{self._screen}")

    def presses(self, label: str) -> int:
        """Presses a key of the keyboard in place of the letters: writes its text, or shares what it asks for.

        What is shared is a reply to the message that asked. Raises LookupError where no such key is.
        """
        self._must_be_able()
        pressed = self.input.press(label)
        if pressed is None:
            raise LookupError(f"There is no key {label!r} to press.\n{self._screen}")
        return self._uses(*pressed)

    def taps_raw(self, message: int, data: str) -> str:
        """Sends callback data that no keyboard ever had, as a tampered client can."""
        return self._world.tap(self._chat, self.user, self._chat.messages[message], data).id

    # How they stand to the bot

    def blocks(self) -> None:
        self._changes_standing(Standing.BLOCKED, "member", "kicked")

    def unblocks(self) -> None:
        self._changes_standing(Standing.OPEN, "kicked", "member")

    def deactivates(self) -> None:
        """Deletes the account; the bot learns of it only when it writes."""
        self._world.change_standing(self._chat, Standing.DEACTIVATED)

    def is_forgotten(self) -> None:
        """Nothing of the chat is kept here: what hours of traffic leave behind would fill the memory."""
        self._world.forget(self._chat)

    def _changes_standing(self, standing: Standing, old: str, new: str) -> None:
        if self._chat.standing is standing:
            return
        self._world.change_standing(self._chat, standing)
        self._world.updates.push("my_chat_member", membership(self._world, self._chat, self.user, (old, new)))

    def _sends(self, content: Json, reply_to: int | None = None) -> int:
        self._must_be_able()
        reply_to = reply_to or self.input.take_reply()
        if reply_to is not None:
            content = {**content, "reply_to_message": without_reply(self._shown(reply_to).fields)}
        return self._world.receive(self._chat, self.user, content).id

    def _uses(self, key: Key, asked_in: int) -> int:
        match key.request:
            case None:
                return self.writes(key.text)
            case Request.CONTACT:
                return self.shares_contact(reply_to=asked_in)
            case Request.LOCATION:
                return self.sends_location(reply_to=asked_in)
            case _:
                assert_never(key.request)

    def _press(self, posted: Posted, button: Json) -> str:
        if "callback_data" not in button:
            raise LookupError(f"The button {button['text']!r} opens a page, the bot never hears of it.")
        return self._world.tap(self._chat, self.user, posted, button["callback_data"]).id

    def _own(self, message_id: int) -> Posted:
        posted = self._shown(message_id)
        if posted.from_bot:
            raise LookupError(f"Message {message_id} is the bot's.\n{self._screen}")
        return posted

    def _shown(self, message_id: int) -> Posted:
        posted = self._chat.find(message_id)
        if posted is None:
            raise LookupError(f"There is no message {message_id}.\n{self._screen}")
        return posted

    def _must_be_able(self) -> None:
        if self._chat.standing in {Standing.BLOCKED, Standing.DEACTIVATED}:
            raise LookupError(f"{self.name} cannot do this: the chat is {self._chat.standing}.")


def membership(world: World, chat: Chat, by: Json, statuses: tuple[str, str]) -> Json:
    """A ChatMemberUpdated: the bot's old and new status in the chat, ``kicked`` being for ever (date 0)."""
    old, new = ({"user": _bare(world.bot), "status": status, **_until(status)} for status in statuses)
    return {
        "chat": chat.fields,
        "from": by,
        "date": world.timestamp,
        "old_chat_member": old,
        "new_chat_member": new,
    }


def _bare(bot: Json) -> Json:
    return {key: bot[key] for key in ("id", "is_bot", "first_name", "username")}


def _until(status: str) -> Json:
    return {"until_date": 0} if status == "kicked" else {}


def _keyboards(posted: Posted, *, stale: bool) -> list[Keyboard]:
    """The keyboards that can be pressed, the present one first."""
    if not stale:
        return [] if posted.deleted else [posted.keyboard]
    return [posted.keyboard, *reversed(posted.past_keyboards)]


def _caption(caption: str | None) -> Json:
    return person_text(caption, "caption", "caption_entities") if caption else {}


def _phone_number(person_id: int) -> str:
    """One of the numbers that are set aside for stories, so that it is nobody's.

    https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama: 07700 900000 to 900999.
    """
    return f"447700900{person_id % 1000:03}"
