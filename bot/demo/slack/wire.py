"""How people, channels, messages, files and views look as JSON on the wire."""

from __future__ import annotations

from typing import Any

from bot.demo.slack.workspace import Channel, Json, Message, StoredFile, User, View, Workspace


def user_json(workspace: Workspace, user: User) -> Json:
    """Return a user object as ``users.info`` gives it."""
    return {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.handle,
        "real_name": user.name,
        "deleted": user.deleted,
        "profile": {"real_name": user.name, "display_name": user.name.split()[0], "team": user.team_id},
        "is_admin": False,
        "is_owner": False,
        "is_bot": user.is_bot,
        "is_app_user": False,
        "is_restricted": user.restricted,
        "is_ultra_restricted": False,
        "is_stranger": user.team_id != workspace.installation.team_id,
        "tz": "Europe/Rome",
        "updated": 0,
    }


def channel_json(workspace: Workspace, channel: Channel) -> Json:
    """Return a conversation object as the app sees it."""
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": channel.kind == "channel",
        "is_group": channel.kind == "group",
        "is_im": channel.kind == "im",
        "is_mpim": False,
        "is_private": channel.private,
        "is_archived": channel.archived,
        "is_general": False,
        "is_member": workspace.installation.bot_user_id in channel.members,
        "is_shared": False,
        "is_ext_shared": is_shared(workspace, channel),
        "created": channel.created,
        "num_members": len(channel.members),
        "topic": {"value": "", "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        **({"user": channel.direct_with} if channel.direct_with else {}),
    }


def is_shared(workspace: Workspace, channel: Channel) -> bool:
    """Tell whether people of another workspace are in the channel."""
    home = workspace.installation.team_id
    return any(workspace.users[member].team_id != home for member in channel.members)


def file_json(workspace: Workspace, file: StoredFile) -> Json:
    """Return a file object; its private links need the bearer token."""
    link = f"{workspace.site}files-pri/{workspace.installation.team_id}-{file.id}/{file.name}"
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2].lower() or "binary",
        "user": file.user_id,
        "user_team": workspace.installation.team_id,
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "size": len(file.content),
        "url_private": link,
        "url_private_download": link,
        "permalink": f"{workspace.installation.site}files/{file.user_id}/{file.id}/{file.name}",
        "channels": list(file.shared_in),
        "has_rich_preview": False,
        "file_access": "visible",
    }


def message_json(workspace: Workspace, message: Message, *, with_metadata: bool = False) -> Json:
    """Return a message object as history, interactions and events carry it."""
    if message.deleted:
        return _tombstone(workspace, message)
    body: Json = {
        "type": "message",
        "user": message.user_id,
        "text": message.text,
        "ts": message.ts,
        "team": workspace.users[message.user_id].team_id,
    }
    if message.by_app:
        body |= _app_marks(workspace)
    if message.blocks:
        body["blocks"] = message.blocks
    body |= _thread_fields(workspace, message)
    body |= _optional_fields(workspace, message)
    if with_metadata and message.metadata:
        body["metadata"] = message.metadata
    return body


def _tombstone(workspace: Workspace, message: Message) -> Json:
    return {
        "type": "message",
        "subtype": "tombstone",
        "user": "USLACKBOT",
        "text": "This message was deleted.",
        "hidden": True,
        "ts": message.ts,
        **_thread_fields(workspace, message),
    }


def _app_marks(workspace: Workspace) -> Json:
    app = workspace.installation
    return {
        "bot_id": app.bot_id,
        "app_id": app.app_id,
        "bot_profile": {"id": app.bot_id, "app_id": app.app_id, "name": app.bot_name, "team_id": app.team_id},
    }


def _thread_fields(workspace: Workspace, message: Message) -> Json:
    if message.thread_ts is not None:
        parent = workspace.messages[message.channel_id].get(message.thread_ts)
        author = {"parent_user_id": parent.user_id} if parent else {}
        return {"thread_ts": message.thread_ts, **author}
    replies = workspace.thread(message.channel_id, message.ts)
    if not replies:
        return {}
    people = list(dict.fromkeys(reply.user_id for reply in replies))
    return {
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(people),
        "reply_users": people,
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }


def _optional_fields(workspace: Workspace, message: Message) -> Json:
    body: Json = {}
    if message.files:
        body |= {"files": [file_json(workspace, file) for file in message.files], "upload": False}
    if message.edited:
        body["edited"] = message.edited
    if message.reactions:
        body["reactions"] = [
            {"name": name, "users": list(users), "count": len(users)}
            for name, users in message.reactions.items()
        ]
    return body


def view_json(workspace: Workspace, view: View, values: dict[str, Any] | None = None) -> Json:
    """Return a view object as ``views.open`` answers it and ``view_submission`` carries it."""
    app = workspace.installation
    return {
        "id": view.id,
        "team_id": app.team_id,
        "type": view.body["type"],
        "blocks": view.body["blocks"],
        "private_metadata": view.body.get("private_metadata", ""),
        "callback_id": view.body.get("callback_id", ""),
        "state": {"values": values or {}},
        "hash": view.hash,
        "title": view.body.get("title"),
        "submit": view.body.get("submit"),
        "close": view.body.get("close"),
        "clear_on_close": view.body.get("clear_on_close", False),
        "notify_on_close": view.body.get("notify_on_close", False),
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "app_id": app.app_id,
        "external_id": view.body.get("external_id", ""),
        "app_installed_team_id": app.team_id,
        "bot_id": app.bot_id,
    }
