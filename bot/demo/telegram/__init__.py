"""A local Telegram: the Bot API over HTTP, and persons who hold the other end.

`TelegramStandIn` is what others use. The demo runs the real program against it and the journeys in the
tests read like what persons do; so it enforces what Telegram enforces, in Telegram's own words. The error
texts and limits follow the Bot API documentation (https://core.telegram.org/bots/api, version 10.1) and the
behaviour of its published server (github.com/tdlib/telegram-bot-api). From the outside in:

`stand_in` → `server` (HTTP) → `bot_api` (methods) → `world` (chats, files, updates) ← `people` (their acts)
"""

from bot.demo.telegram.calls import Call, Upload
from bot.demo.telegram.changes import Change
from bot.demo.telegram.errors import ApiError
from bot.demo.telegram.groups import Group
from bot.demo.telegram.limits import Limits
from bot.demo.telegram.people import Person
from bot.demo.telegram.reply_markup import Key, ReplyKeyboard, Request
from bot.demo.telegram.screen import Button, Entity, Message
from bot.demo.telegram.stand_in import Interference, TelegramStandIn
from bot.demo.telegram.world import Standing, Toast

__all__ = [
    "ApiError",
    "Button",
    "Call",
    "Change",
    "Entity",
    "Group",
    "Interference",
    "Key",
    "Limits",
    "Message",
    "Person",
    "ReplyKeyboard",
    "Request",
    "Standing",
    "TelegramStandIn",
    "Toast",
    "Upload",
]
