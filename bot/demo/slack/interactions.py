"""What Slack sends to the app when a person clicks, chooses, submits or types a command.

Shapes: Slack's reference, pages "block_actions payload", "view_submission payload", "Slash commands".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.demo.slack.blocks import elements_within
from bot.demo.slack.modals import Triggers
from bot.demo.slack.responses import Responses
from bot.demo.slack.wire import message_json, view_json
from bot.demo.slack.workspace import Channel, Json, Message, User, View, Workspace

STATE_FIELDS = {
    "plain_text_input": ("value", "initial_value"),
    "number_input": ("value", "initial_value"),
    "email_text_input": ("value", "initial_value"),
    "url_text_input": ("value", "initial_value"),
    "static_select": ("selected_option", "initial_option"),
    "external_select": ("selected_option", "initial_option"),
    "multi_static_select": ("selected_options", "initial_options"),
    "radio_buttons": ("selected_option", "initial_option"),
    "checkboxes": ("selected_options", "initial_options"),
    "users_select": ("selected_user", "initial_user"),
    "multi_users_select": ("selected_users", "initial_users"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "channels_select": ("selected_channel", "initial_channel"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
}
_ECHOED = ("type", "action_id", "text", "value", "style", "url", "placeholder")


@dataclass(frozen=True)
class Interactions:
    """Builds the payloads of one workspace."""

    workspace: Workspace
    triggers: Triggers
    responses: Responses

    def click(self, user: User, message: Message, action: Json) -> Json:
        """Return the ``block_actions`` payload of an act on a message."""
        channel = self.workspace.channels[message.channel_id]
        ephemeral = message.ephemeral_for is not None
        container = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": ephemeral,
            **({"thread_ts": message.thread_ts} if message.thread_ts else {}),
        }
        return {
            "type": "block_actions",
            **self._actor(user),
            "container": container,
            "channel": {"id": channel.id, "name": _payload_name(channel)},
            **({} if ephemeral else {"message": message_json(self.workspace, message)}),
            "state": {"values": state_values(message.blocks, {})},
            "response_url": self.responses.make(user.id, channel.id, self._live(message)),
            "actions": [action],
        }

    def click_in_view(self, user: User, view: View, action: Json) -> Json:
        """Return the ``block_actions`` payload of an act in a modal or the Home tab."""
        shown = view_json(self.workspace, view, state_values(view.body["blocks"], view.filled))
        return {
            "type": "block_actions",
            **self._actor(user),
            "container": {"type": "view", "view_id": view.id},
            "view": shown,
            "actions": [action],
        }

    def submission(self, user: User, view: View) -> Json:
        """Return the ``view_submission`` payload."""
        shown = view_json(self.workspace, view, state_values(view.body["blocks"], view.filled))
        return {"type": "view_submission", **self._actor(user), "view": shown, "response_urls": []}

    def closing(self, user: User, view: View) -> Json:
        """Return the ``view_closed`` payload."""
        shown = view_json(self.workspace, view)
        return {"type": "view_closed", **self._actor(user), "view": shown, "is_cleared": False}

    def command(self, user: User, channel: Channel, command: str, text: str) -> Json:
        """Return the payload of a slash command."""
        app = self.workspace.installation
        return {
            "token": "demo-verification-token",
            "team_id": user.team_id,
            "team_domain": app.team_domain,
            "channel_id": channel.id,
            "channel_name": _payload_name(channel),
            "user_id": user.id,
            "user_name": user.handle,
            "command": command,
            "text": text,
            "api_app_id": app.app_id,
            "is_enterprise_install": "false",
            "response_url": self.responses.make(user.id, channel.id),
            "trigger_id": self.triggers.make(user.id),
        }

    def action(self, block: Json, element: Json, chosen: Any = None) -> Json:
        """Return the entry of ``actions`` for an element, with what was chosen in a menu."""
        echoed = {name: element[name] for name in _ECHOED if name in element}
        selected = {_chosen_field(element): chosen} if chosen is not None else {}
        return {**echoed, **selected, "block_id": block["block_id"], "action_ts": self.workspace.stamp()}

    def _live(self, message: Message) -> Message:
        """Return the stored message behind one that may be an older look of it."""
        return self.workspace.messages[message.channel_id].get(message.ts, message)

    def _actor(self, user: User) -> Json:
        app = self.workspace.installation
        return {
            "user": {"id": user.id, "username": user.handle, "name": user.handle, "team_id": user.team_id},
            "team": {"id": app.team_id, "domain": app.team_domain},
            "enterprise": None,
            "is_enterprise_install": False,
            "api_app_id": app.app_id,
            "token": "demo-verification-token",
            "trigger_id": self.triggers.make(user.id),
        }


def state_values(blocks: list[Json], filled: Mapping[tuple[str, str], Any]) -> Json:
    """Return ``state.values``: for each input its entered or initial value, under block and action id."""
    values: Json = {}
    for block, element in elements_within(blocks):
        if element["type"] not in STATE_FIELDS:
            continue
        name, initial = STATE_FIELDS[element["type"]]
        many = name in ("selected_options", "selected_users")
        value = filled.get(
            (block["block_id"], element["action_id"]), element.get(initial, [] if many else None)
        )
        entry = {"type": element["type"], name: value}
        values.setdefault(block["block_id"], {})[element["action_id"]] = entry
    return values


def _chosen_field(element: Json) -> str:
    return STATE_FIELDS.get(element["type"], ("selected_option", ""))[0]


def _payload_name(channel: Channel) -> str:
    """Return the channel name as payloads give it: that of a private channel is withheld."""
    return "privategroup" if channel.kind == "group" else channel.name
