"""The methods that change what is already on a screen, and the answer to a tap."""

from bot.demo.telegram.bot_methods import Methods
from bot.demo.telegram.calls import Call, Json
from bot.demo.telegram.errors import bad_request
from bot.demo.telegram.keyboards import Keyboard
from bot.demo.telegram.reply_markup import read_inline_markup
from bot.demo.telegram.sending import known_chat
from bot.demo.telegram.texts import read_caption, read_text
from bot.demo.telegram.updates import TAP_LIFE
from bot.demo.telegram.world import Chat, Posted, World

# The limit of https://core.telegram.org/bots/api#deletemessage.
_DELETABLE_SECONDS = 48 * 3600
_LONGEST_TOAST = 200
_CAPTIONED = ("photo", "voice", "document")
_CONTENT = ("text", "entities", "caption", "caption_entities", "reply_markup")


class Editing:
    def __init__(self, world: World) -> None:
        self._world = world

    def methods(self) -> Methods:
        return {
            "editMessageText": self.edit_text,
            "editMessageCaption": self.edit_caption,
            "editMessageReplyMarkup": self.edit_markup,
            "deleteMessage": self.delete,
            "answerCallbackQuery": self.answer_tap,
        }

    def edit_text(self, call: Call) -> Json:
        content = read_text(call, too_long="MESSAGE_TOO_LONG")
        keyboard = read_inline_markup(call.structure("reply_markup"))
        chat, posted = self._editable(call)
        if "text" not in posted.fields:
            raise bad_request("there is no text in the message to edit")
        return self._edit(chat, posted, {**_kept(posted), **content}, keyboard)

    def edit_caption(self, call: Call) -> Json:
        """Without a caption in the call there is none afterwards."""
        content = read_caption(call, too_long="MEDIA_CAPTION_TOO_LONG")
        keyboard = read_inline_markup(call.structure("reply_markup"))
        chat, posted = self._editable(call)
        if not any(kind in posted.fields for kind in _CAPTIONED):
            raise bad_request("there is no caption in the message to edit")
        return self._edit(chat, posted, {**_kept(posted), **content}, keyboard)

    def edit_markup(self, call: Call) -> Json:
        keyboard = read_inline_markup(call.structure("reply_markup"))
        chat, posted = self._editable(call)
        kept = {key: value for key, value in posted.fields.items() if key != "reply_markup"}
        return self._edit(chat, posted, kept, keyboard)

    def delete(self, call: Call) -> bool:
        chat = known_chat(self._world, call)
        posted = chat.find(call.integer("message_id"))
        if posted is None:
            raise bad_request("message to delete not found")
        own = posted.from_bot or chat.fields["type"] == "private"
        if not own or self._world.timestamp - posted.fields["date"] > _DELETABLE_SECONDS:
            raise bad_request("message can't be deleted for everyone")
        self._world.delete(chat, posted)
        return True

    def answer_tap(self, call: Call) -> bool:
        tap = self._world.taps.get(call.text("callback_query_id"))
        if tap is None or tap.answered or self._world.now() - tap.tapped_at >= TAP_LIFE:
            raise bad_request("query is too old and response timeout expired or query ID is invalid")
        if len(call.text("text")) > _LONGEST_TOAST:
            raise bad_request("MESSAGE_TOO_LONG")
        self._world.answer_tap(tap, call.text("text"), show_alert=call.flag("show_alert"))
        return True

    def _editable(self, call: Call) -> tuple[Chat, Posted]:
        """A message that changed the input stays as it is (https://github.com/tdlib/td/issues/3196)."""
        chat = known_chat(self._world, call)
        if not call.text("message_id"):
            raise bad_request("message identifier is not specified")
        posted = chat.find(call.integer("message_id"))
        if posted is None:
            raise bad_request("message to edit not found")
        if not posted.from_bot or posted.interface is not None:
            raise bad_request("message can't be edited")
        return chat, posted

    def _edit(self, chat: Chat, posted: Posted, fields: Json, keyboard: Keyboard) -> Json:
        """An edit without a keyboard takes the old one away."""
        if keyboard:
            fields["reply_markup"] = {"inline_keyboard": keyboard}
        if all(fields.get(name) == posted.fields.get(name) for name in _CONTENT):
            raise bad_request(
                "message is not modified: specified new message content and reply markup are exactly the "
                "same as a current content and reply markup of the message"
            )
        fields["edit_date"] = self._world.timestamp
        self._world.edit(chat, posted, fields)
        return posted.fields


def _kept(posted: Posted) -> Json:
    """What an edit leaves as it is."""
    return {key: value for key, value in posted.fields.items() if key not in _CONTENT}
