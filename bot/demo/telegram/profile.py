"""How the bot presents itself: its commands, name and descriptions, each per language."""

import json
import re
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.demo.telegram.bot_methods import Methods
from bot.demo.telegram.calls import Call, Json
from bot.demo.telegram.errors import bad_request
from bot.demo.telegram.world import World

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"([a-z]{2})?")
_CHAT_SCOPES = frozenset({"chat", "chat_administrators", "chat_member"})
_SCOPES = _CHAT_SCOPES | {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
_MOST_COMMANDS = 100
_LONGEST_DESCRIPTION = 256


@dataclass(frozen=True)
class _Words:
    """A text about the bot: its field in the API, and how long it may be."""

    field: str
    longest: int


_NAME = _Words("name", 64)
_DESCRIPTION = _Words("description", 512)
_SHORT_DESCRIPTION = _Words("short_description", 120)


class Profile:
    """`words` holds the texts by (field, language), `commands` the lists by (scope as JSON, language)."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.words: dict[tuple[str, str], str] = {}

    def methods(self) -> Methods:
        return {
            "getMe": self.get_me,
            "setMyCommands": self.set_commands,
            "getMyCommands": self.get_commands,
            "deleteMyCommands": self.delete_commands,
            "setMyName": partial(self.set_words, _NAME),
            "getMyName": partial(self.get_words, _NAME),
            "setMyDescription": partial(self.set_words, _DESCRIPTION),
            "getMyDescription": partial(self.get_words, _DESCRIPTION),
            "setMyShortDescription": partial(self.set_words, _SHORT_DESCRIPTION),
            "getMyShortDescription": partial(self.get_words, _SHORT_DESCRIPTION),
        }

    def get_me(self, _: Call) -> Json:
        return self._world.bot

    def set_commands(self, call: Call) -> bool:
        commands = call.structure("commands")
        if not isinstance(commands, list):
            raise bad_request("expected an Array of BotCommand")
        if len(commands) > _MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        self.commands[_audience(call)] = [_read_command(command) for command in commands]
        self._world.changes.publish("profile")
        return True

    def get_commands(self, call: Call) -> list[Json]:
        return self.commands.get(_audience(call), [])

    def delete_commands(self, call: Call) -> bool:
        self.commands.pop(_audience(call), None)
        self._world.changes.publish("profile")
        return True

    def set_words(self, words: _Words, call: Call) -> bool:
        """An empty text takes the words of this language away."""
        text = call.text(words.field)
        if len(text) > words.longest:
            raise bad_request(f"the {words.field.replace('_', ' ')} is too long")
        self.words[words.field, _language(call)] = text
        self._world.changes.publish("profile")
        return True

    def get_words(self, words: _Words, call: Call) -> Json:
        """The text in the language asked for, or else the one for everybody."""
        own = self.words.get((words.field, _language(call)))
        fallback = self._world.bot["first_name"] if words is _NAME else ""
        return {words.field: own or self.words.get((words.field, ""), "") or fallback}


def _language(call: Call) -> str:
    code = call.text("language_code")
    if not _LANGUAGE.fullmatch(code):
        raise bad_request("invalid language code specified")
    return code


def _audience(call: Call) -> tuple[str, str]:
    scope = call.structure("scope") or {"type": "default"}
    if not isinstance(scope, dict) or scope.get("type") not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    return json.dumps(scope, sort_keys=True), _language(call)


def _read_command(command: Any) -> Json:
    if not isinstance(command, dict):
        raise bad_request("expected an Object for BotCommand")
    name, description = str(command.get("command", "")).removeprefix("/"), command.get("description", "")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= len(description) <= _LONGEST_DESCRIPTION:
        raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name, "description": description}
