"""The events that Slack sends to the app, in the shapes of its Events API."""

from __future__ import annotations

from bot.demo.slack.wire import is_shared, message_json
from bot.demo.slack.workspace import Channel, Json, Message, Workspace

_MESSAGE_EVENTS = {"channel": "message.channels", "group": "message.groups", "im": "message.im"}


def announce_post(workspace: Workspace, message: Message) -> None:
    """Send the ``message`` event of a new message and, when the app is mentioned, ``app_mention``."""
    body = message_json(workspace, message)
    if message.files:
        body["subtype"] = "file_share"
    _send_message_event(workspace, message, body)
    app = workspace.installation
    mentioned = f"<@{app.bot_user_id}>" in message.text and not message.by_app
    if mentioned and "app_mention" in app.bot_events:
        event = {**body, "type": "app_mention", "channel": message.channel_id, "event_ts": message.ts}
        _send(workspace, workspace.channels[message.channel_id], event)


def announce_edit(workspace: Workspace, message: Message, before: Json) -> None:
    """Send ``message_changed`` with the message as it was and as it is."""
    body = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "message": message_json(workspace, message),
        "previous_message": before,
        "ts": workspace.stamp(),
    }
    _send_message_event(workspace, message, body)


def announce_deletion(workspace: Workspace, message: Message, before: Json) -> None:
    """Send ``message_deleted``, or ``message_changed`` to a tombstone when replies keep the parent."""
    if workspace.thread(message.channel_id, message.ts):
        announce_edit(workspace, message, before)
        return
    body = {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "deleted_ts": message.ts,
        "previous_message": before,
        "ts": workspace.stamp(),
    }
    _send_message_event(workspace, message, body)


def announce_reaction(
    workspace: Workspace, message: Message, user_id: str, name: str, *, added: bool
) -> None:
    """Send ``reaction_added`` or ``reaction_removed``."""
    kind = "reaction_added" if added else "reaction_removed"
    if kind not in workspace.installation.bot_events:
        return
    event = {
        "type": kind,
        "user": user_id,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel_id, "ts": message.ts},
        "item_user": message.user_id,
        "event_ts": workspace.stamp(),
    }
    _send(workspace, workspace.channels[message.channel_id], event)


def announce_channel(workspace: Workspace, channel: Channel, kind: str, user_id: str) -> None:
    """Send an event about the channel itself, such as ``member_joined_channel``."""
    if kind not in workspace.installation.bot_events:
        return
    event = {"type": kind, "user": user_id, "channel": channel.id, "event_ts": workspace.stamp()}
    if kind == "member_joined_channel":
        event |= {"channel_type": channel.id[0], "team": workspace.installation.team_id}
    _send(workspace, channel, event)


def announce_home(workspace: Workspace, user_id: str) -> None:
    """Send ``app_home_opened`` when a person opens the app's Home tab."""
    if "app_home_opened" not in workspace.installation.bot_events:
        return
    direct = workspace.direct_channel(user_id)
    event = {"type": "app_home_opened", "user": user_id, "channel": direct.id, "tab": "home"}
    workspace.emit(wrap_event(workspace, {**event, "event_ts": workspace.stamp()}))


def wrap_event(workspace: Workspace, event: Json, *, shared: bool = False) -> Json:
    """Return the ``event_callback`` payload around an event, with a new ``event_id``."""
    app = workspace.installation
    return {
        "token": "demo-verification-token",
        "team_id": app.team_id,
        "context_team_id": app.team_id,
        "context_enterprise_id": None,
        "api_app_id": app.app_id,
        "event": event,
        "type": "event_callback",
        "event_id": workspace.new_id("Ev"),
        "event_time": int(workspace.now().timestamp()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": app.team_id,
                "user_id": app.bot_user_id,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": shared,
        "event_context": workspace.new_id("4-"),
    }


def _send_message_event(workspace: Workspace, message: Message, body: Json) -> None:
    channel = workspace.channels[message.channel_id]
    if _MESSAGE_EVENTS[channel.kind] not in workspace.installation.bot_events:
        return
    event = {**body, "channel": channel.id, "channel_type": channel.kind, "event_ts": body["ts"]}
    _send(workspace, channel, event)


def _send(workspace: Workspace, channel: Channel, event: Json) -> None:
    """Hand the event over when the app is in the channel; it hears nothing of others."""
    if workspace.installation.bot_user_id in channel.members:
        workspace.emit(wrap_event(workspace, event, shared=is_shared(workspace, channel)))
