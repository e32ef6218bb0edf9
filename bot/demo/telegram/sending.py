"""The methods that put something into a chat, and what Telegram refuses to put there."""

from typing import Any

from bot.demo.telegram.bot_methods import Methods
from bot.demo.telegram.calls import Call, Json
from bot.demo.telegram.errors import ApiError, bad_request, forbidden
from bot.demo.telegram.files import LARGEST_DOWNLOAD, LARGEST_PHOTO, FileKind, StoredFile
from bot.demo.telegram.reply_markup import read_markup, refuse_requests
from bot.demo.telegram.texts import read_caption, read_text
from bot.demo.telegram.world import Chat, Standing, World

_MEDIA = ("photo", "video", "voice", "document", "video_note")
_ACTIONS = frozenset(
    {"typing", "choose_sticker", "find_location", "record_video", "record_voice", "record_video_note"}
    | {f"upload_{medium}" for medium in _MEDIA}
)


def known_chat(world: World, call: Call) -> Chat:
    """The chat that ``chat_id`` names. Raises 400 where there is none."""
    if not call.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = world.chats.get(call.integer("chat_id") or 0)
    if chat is None:
        raise bad_request("chat not found")
    return chat


class Sending:
    """sendMessage, the files, chat actions; each answers as the documented method does."""

    def __init__(self, world: World) -> None:
        self._world = world

    def methods(self) -> Methods:
        return {
            "sendMessage": self.send_message,
            "sendPhoto": self.send_photo,
            "sendVoice": self.send_voice,
            "sendDocument": self.send_document,
            "sendChatAction": self.send_chat_action,
            "getFile": self.get_file,
        }

    def send_message(self, call: Call) -> Json:
        return self._send(call, read_text(call, too_long="message is too long"))

    def send_photo(self, call: Call) -> Json:
        stored = self._photo(call)
        if stored.size > LARGEST_PHOTO:
            raise bad_request(
                f"file of size {stored.size} bytes is too big for a photo; "
                f"the maximum size is {LARGEST_PHOTO} bytes"
            )
        return self._send(call, {"photo": stored.as_photo(), **_caption(call)})

    def send_voice(self, call: Call) -> Json:
        voice = self._file(call, "voice", FileKind.VOICE_NOTE).as_voice(call.integer("duration") or 0)
        return self._send(call, {"voice": voice, **_caption(call)})

    def send_document(self, call: Call) -> Json:
        document = self._file(call, "document", FileKind.DOCUMENT).as_document()
        return self._send(call, {"document": document, **_caption(call)})

    def send_chat_action(self, call: Call) -> bool:
        if call.text("action") not in _ACTIONS:
            raise bad_request("wrong parameter action in request")
        self._open_chat(call)
        return True

    def get_file(self, call: Call) -> Json:
        if not call.text("file_id"):
            raise bad_request("file_id not specified")
        stored = self._world.files.by_id(call.text("file_id"))
        if stored is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        if stored.size > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        return stored.as_file()

    def _send(self, call: Call, content: Json) -> Json:
        """The limit is asked last: what would be refused anyway does not count against it."""
        markup = read_markup(call.structure("reply_markup"))
        chat = self._open_chat(call)
        if chat.fields["type"] != "private":
            refuse_requests(markup.interface)
        content = {**content, **self._reply(call, chat)}
        if markup.keyboard:
            content["reply_markup"] = {"inline_keyboard": markup.keyboard}
        self._world.limiter.spend(chat.id, self._world.now())
        return self._world.post(chat, self._world.bot, content, markup.interface).fields

    def _open_chat(self, call: Call) -> Chat:
        chat = known_chat(self._world, call)
        refusal = _refusal(chat.standing)
        if refusal is not None:
            raise refusal
        return chat

    def _reply(self, call: Call, chat: Chat) -> Json:
        """The message replied to. Raises 400 where it is gone, unless the call can do without."""
        wish = call.structure("reply_parameters") or _old_reply_wish(call)
        if not isinstance(wish, dict) or not wish.get("message_id"):
            return {}
        replied = chat.find(int(wish["message_id"]))
        if replied is not None:
            return {"reply_to_message": without_reply(replied.fields)}
        if wish.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")

    def _photo(self, call: Call) -> StoredFile:
        """As `_file`; a photo may also be named by its address on the internet."""
        if call.text("photo").lower().startswith(("https://", "http://")):
            return self._world.files.fetch_photo(call.text("photo"))
        return self._file(call, "photo", FileKind.PHOTO)

    def _file(self, call: Call, name: str, kind: FileKind) -> StoredFile:
        """The file uploaded with the call, or the one its ``file_id`` names."""
        upload = call.upload(name)
        if upload is not None:
            return self._world.files.add(kind, upload.name, upload.content)
        if not call.text(name):
            raise bad_request(f"there is no {name} in the request")
        stored = self._world.files.by_id(call.text(name))
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if stored.kind is not kind:
            raise bad_request(f"can't use file of type {_title(stored.kind)} as {_title(kind)}")
        return stored


def without_reply(fields: Json) -> Json:
    """A message as it is quoted: Telegram nests one level only."""
    return {key: value for key, value in fields.items() if key != "reply_to_message"}


def _caption(call: Call) -> Json:
    return read_caption(call, too_long="message caption is too long")


def _title(kind: FileKind) -> str:
    """As TDLib names it: VoiceNote."""
    return kind.name.title().replace("_", "")


def _old_reply_wish(call: Call) -> dict[str, Any]:
    return {
        "message_id": call.integer("reply_to_message_id"),
        "allow_sending_without_reply": call.flag("allow_sending_without_reply"),
    }


def _refusal(standing: Standing) -> ApiError | None:
    match standing:
        case Standing.OPEN:
            return None
        case Standing.STRANGER:
            return forbidden("bot can't initiate conversation with a user")
        case Standing.BLOCKED:
            return forbidden("bot was blocked by the user")
        case Standing.DEACTIVATED:
            return forbidden("user is deactivated")
