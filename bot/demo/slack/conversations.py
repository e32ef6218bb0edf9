"""The ``conversations.*`` methods of the Web API."""

from __future__ import annotations

from collections.abc import Callable

from bot.demo.slack.access import find_channel, is_member, require_membership, require_open, require_scope
from bot.demo.slack.arguments import Arguments
from bot.demo.slack.bell import Change, ChangeKind
from bot.demo.slack.events import announce_channel
from bot.demo.slack.refusals import Refusal
from bot.demo.slack.wire import channel_json, message_json
from bot.demo.slack.workspace import Channel, Json, Message, Workspace

_TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}
_SCOPES = {"channel": "channels", "group": "groups", "im": "im", "mpim": "mpim"}


def list_channels(workspace: Workspace, args: Arguments) -> Json:
    """``conversations.list``: public ones unless ``types`` asks for others; private ones with the app in."""
    wanted = args.text("types", "public_channel").replace(" ", "").split(",")
    if not set(wanted) <= _TYPES.keys():
        raise Refusal("invalid_types")
    kinds = {_TYPES[name] for name in wanted}
    for kind in kinds:
        require_scope(workspace, f"{_SCOPES[kind]}:read")
    archived_too = not args.flag("exclude_archived")
    channels = [
        channel
        for channel in workspace.channels.values()
        if channel.kind in kinds
        and (archived_too or not channel.archived)
        and (not channel.private or is_member(workspace, channel))
    ]
    part, cursor = args.page(channels, default=100)
    shown = [channel_json(workspace, channel) for channel in part]
    return {"channels": shown, "response_metadata": {"next_cursor": cursor}}


def show_channel(workspace: Workspace, args: Arguments) -> Json:
    """``conversations.info``."""
    return {"channel": channel_json(workspace, _channel(workspace, args))}


def join_channel(workspace: Workspace, args: Arguments) -> Json:
    """``conversations.join``: public channels only."""
    channel = _channel(workspace, args)
    if channel.private:
        raise Refusal("method_not_supported_for_channel_type")
    require_open(channel)
    if is_member(workspace, channel):
        return {"channel": channel_json(workspace, channel), "warning": "already_in_channel"}
    bot_id = workspace.installation.bot_user_id
    channel.members.add(bot_id)
    announce_channel(workspace, channel, "member_joined_channel", bot_id)
    workspace.bell.ring(Change(ChangeKind.CHANNEL, channel.id))
    return {"channel": channel_json(workspace, channel)}


def open_direct(workspace: Workspace, args: Arguments) -> Json:
    """``conversations.open``: the direct conversation of the app with one person."""
    [user_id] = args.required("users")
    if user_id not in workspace.users:
        raise Refusal("user_not_found")
    return {"channel": {"id": workspace.direct_channel(user_id).id}}


def list_members(workspace: Workspace, args: Arguments) -> Json:
    """``conversations.members``."""
    part, cursor = args.page(sorted(_channel(workspace, args).members), default=100)
    return {"members": part, "response_metadata": {"next_cursor": cursor}}


def read_history(workspace: Workspace, args: Arguments) -> Json:
    """``conversations.history``: what the channel itself shows, newest first."""
    channel = _readable(workspace, args)
    found = list(filter(_window(args), workspace.top_level(channel.id)))
    found.reverse()
    part, cursor = args.page(found, default=100, most=999)
    return {**_messages(workspace, part, cursor, args), "pin_count": 0}


def read_replies(workspace: Workspace, args: Arguments) -> Json:
    """``conversations.replies``: the parent, always, then the replies, oldest first."""
    channel = _readable(workspace, args)
    parent = _parent(workspace, channel, args.required("ts")[0])
    replies = filter(_window(args), workspace.thread(channel.id, parent.ts))
    part, cursor = args.page([parent, *replies], default=1000)
    return _messages(workspace, part, cursor, args)


def _channel(workspace: Workspace, args: Arguments) -> Channel:
    return find_channel(workspace, args.required("channel")[0])


def _readable(workspace: Workspace, args: Arguments) -> Channel:
    """Return the channel of a call that reads messages; each kind of channel has a scope of its own."""
    channel = _channel(workspace, args)
    require_scope(workspace, f"{_SCOPES[channel.kind]}:history")
    require_membership(workspace, channel)
    return channel


def _parent(workspace: Workspace, channel: Channel, ts: str) -> Message:
    """Return the parent that a timestamp names, its own or that of a reply. Raises ``thread_not_found``."""
    messages = workspace.messages[channel.id]
    message = messages.get(ts)
    parent = messages.get(message.thread_ts) if message and message.thread_ts else message
    if parent is None or (parent.deleted and not workspace.thread(channel.id, parent.ts)):
        raise Refusal("thread_not_found")
    return parent


def _window(args: Arguments) -> Callable[[Message], bool]:
    """Return the test for lying between ``oldest`` and ``latest``, whose ends count when ``inclusive``."""
    ends = 0 if args.flag("inclusive") else 1
    oldest = _moment(args, "oldest", "0") + ends
    latest = _moment(args, "latest", "9999999999") - ends
    return lambda message: oldest <= _micros(message.ts) <= latest


def _moment(args: Arguments, name: str, default: str) -> int:
    try:
        return _micros(args.text(name) or default)
    except ValueError:
        raise Refusal(f"invalid_ts_{name}") from None


def _micros(ts: str) -> int:
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int(fraction.ljust(6, "0")[:6])


def _messages(workspace: Workspace, part: list[Message], cursor: str, args: Arguments) -> Json:
    may_read = "metadata.message:read" in workspace.installation.scopes
    with_metadata = may_read and args.flag("include_all_metadata")
    shown = [message_json(workspace, message, with_metadata=with_metadata) for message in part]
    body: Json = {"messages": shown, "has_more": bool(cursor)}
    return body | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})
