"""What people and the app alike do with messages: post, edit, delete, react.

Each act changes the workspace, rings its bell and announces the event that the app may hear.
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field

from bot.demo.slack.bell import Change, ChangeKind
from bot.demo.slack.blocks import complete_blocks
from bot.demo.slack.events import announce_deletion, announce_edit, announce_post, announce_reaction
from bot.demo.slack.wire import message_json
from bot.demo.slack.workspace import Json, Message, StoredFile, Workspace


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A message before Slack gave it a timestamp."""

    channel_id: str
    user_id: str
    text: str = ""
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    metadata: Json | None = None
    files: list[StoredFile] = field(default_factory=list)
    by_app: bool = False
    broadcast: bool = False


def post(workspace: Workspace, draft: Draft) -> Message:
    """Put a message into its channel or thread."""
    message = _stamped(workspace, draft)
    workspace.messages[message.channel_id][message.ts] = message
    if message.thread_ts is not None:
        workspace.threads.setdefault((message.channel_id, message.thread_ts), []).append(message)
    announce_post(workspace, message)
    _ring(workspace, ChangeKind.POSTED, message)
    return message


def post_ephemeral(workspace: Workspace, draft: Draft, user_id: str) -> Message:
    """Show a message to one person only; Slack neither keeps it nor tells the app of it."""
    message = _stamped(workspace, draft)
    message.ephemeral_for = user_id
    workspace.ephemerals.setdefault(user_id, []).append(message)
    _ring(workspace, ChangeKind.EPHEMERAL, message)
    return message


def _stamped(workspace: Workspace, draft: Draft) -> Message:
    return Message(
        channel_id=draft.channel_id,
        ts=workspace.stamp(),
        user_id=draft.user_id,
        text=draft.text,
        blocks=complete_blocks(draft.blocks, workspace.new_id),
        thread_ts=draft.thread_ts,
        by_app=draft.by_app,
        metadata=copy.deepcopy(draft.metadata),
        files=list(draft.files),
        broadcast=draft.broadcast,
    )


@dataclass(frozen=True, kw_only=True)
class Rewrite:
    """What an edit puts in place; no ``blocks`` removes them, no ``metadata`` keeps the old."""

    user_id: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None


def edit(workspace: Workspace, message: Message, rewrite: Rewrite) -> None:
    """Change a message in place."""
    before = message_json(workspace, message)
    message.text = rewrite.text
    message.blocks = complete_blocks(rewrite.blocks, workspace.new_id)
    if rewrite.metadata is not None:
        message.metadata = copy.deepcopy(rewrite.metadata)
    message.edited = {"user": rewrite.user_id, "ts": workspace.stamp()}
    if message.ephemeral_for is None:
        announce_edit(workspace, message, before)
    _ring(workspace, ChangeKind.EDITED, message)


def delete(workspace: Workspace, message: Message) -> None:
    """Delete a message; its replies, if any, stay under a tombstone."""
    before = message_json(workspace, message)
    message.deleted = True
    if message.ephemeral_for is None:
        announce_deletion(workspace, message, before)
    _ring(workspace, ChangeKind.DELETED, message)


def react(workspace: Workspace, message: Message, user_id: str, name: str) -> bool:
    """Add a person's reaction. Returns False when they had already given it."""
    users = message.reactions.setdefault(name, [])
    if user_id in users:
        return False
    users.append(user_id)
    announce_reaction(workspace, message, user_id, name, added=True)
    _ring(workspace, ChangeKind.REACTED, message)
    return True


def withdraw(workspace: Workspace, message: Message, user_id: str, name: str) -> bool:
    """Take a person's reaction back. Returns False when there was none."""
    if user_id not in message.reactions.get(name, []):
        return False
    message.reactions[name].remove(user_id)
    if not message.reactions[name]:
        del message.reactions[name]
    announce_reaction(workspace, message, user_id, name, added=False)
    _ring(workspace, ChangeKind.REACTED, message)
    return True


def _ring(workspace: Workspace, kind: ChangeKind, message: Message) -> None:
    workspace.bell.ring(
        Change(kind, message.channel_id, message.ts, message.ephemeral_for or message.user_id)
    )
