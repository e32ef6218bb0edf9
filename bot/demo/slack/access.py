"""Which channel and which message a call means, and whether the app may touch it."""

from __future__ import annotations

from bot.demo.slack.arguments import Arguments
from bot.demo.slack.refusals import Refusal
from bot.demo.slack.workspace import Channel, Message, Workspace


def find_channel(workspace: Workspace, key: str) -> Channel:
    """Return a channel by id. A private one without the app looks as if it did not exist."""
    channel = workspace.channels.get(key)
    if channel is None or (channel.private and not is_member(workspace, channel)):
        raise Refusal("channel_not_found")
    return channel


def find_target(workspace: Workspace, key: str) -> Channel:
    """Return where a post goes: a channel's id or name, or a person's id for the direct conversation."""
    if key in workspace.users:
        return workspace.direct_channel(key)
    named = workspace.channel_named(key)
    return find_channel(workspace, named.id if named else key)


def is_member(workspace: Workspace, channel: Channel) -> bool:
    """Tell whether the app's bot user is in the channel."""
    return workspace.installation.bot_user_id in channel.members


def require_scope(workspace: Workspace, *scopes: str) -> None:
    """Raise ``missing_scope`` when the app has none of the scopes."""
    granted = workspace.installation.scopes
    if granted.isdisjoint(scopes):
        provided = ",".join(sorted(granted))
        raise Refusal("missing_scope", more={"needed": ",".join(scopes), "provided": provided})


def require_membership(workspace: Workspace, channel: Channel) -> None:
    """Raise ``not_in_channel`` when the app is not in the channel."""
    if not is_member(workspace, channel):
        raise Refusal("not_in_channel")


def require_open(channel: Channel, code: str = "is_archived") -> None:
    """Raise ``code`` when the channel is archived."""
    if channel.archived:
        raise Refusal(code)


def find_message(workspace: Workspace, args: Arguments, ts_name: str = "ts") -> Message:
    """Return the message that ``channel`` and a timestamp name. Raises ``message_not_found``."""
    channel_id, ts = args.required("channel", ts_name)
    message = workspace.message(find_channel(workspace, channel_id).id, ts)
    if message is None:
        raise Refusal("message_not_found")
    return message


def find_own_message(workspace: Workspace, args: Arguments, code: str) -> Message:
    """Return a message of the app. Raises ``code`` when somebody else wrote it."""
    message = find_message(workspace, args)
    if not message.by_app:
        raise Refusal(code)
    return message
