"""The ``conversations.*`` methods of the Web API."""

from __future__ import annotations

from bot.demo.slack.access import find_channel, is_member, require_membership, require_open
from bot.demo.slack.arguments import Arguments
from bot.demo.slack.bell import Change, ChangeKind
from bot.demo.slack.events import announce_channel
from bot.demo.slack.refusals import Refusal
from bot.demo.slack.wire import channel_json, message_json
from bot.demo.slack.workspace import Channel, Json, Message, Workspace

_TYPES = {"public_channel": "channel", "private_channel": "group", "im": "im", "mpim": "mpim"}


def list_channels(workspace: Workspace, args: Arguments) -> Json:
    """``conversations.list``: public ones unless ``types`` asks for others; private ones with the app in."""
    wanted = args.text("types", "public_channel").replace(" ", "").split(",")
    if not set(wanted) <= _TYPES.keys():
        raise Refusal("invalid_types")
    kinds = {_TYPES[name] for name in wanted}
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
    channel = _channel(workspace, args)
    require_membership(workspace, channel)
    found = [message for message in workspace.top_level(channel.id) if _within(message, args)]
    found.reverse()
    part, cursor = args.page(found, default=100, most=999)
    return {**_messages(workspace, part, cursor, args), "pin_count": 0}


def read_replies(workspace: Workspace, args: Arguments) -> Json:
    """``conversations.replies``: the parent, always, then the replies, oldest first."""
    channel = _channel(workspace, args)
    require_membership(workspace, channel)
    parent = _parent(workspace, channel, args.required("ts")[0])
    replies = [reply for reply in workspace.thread(channel.id, parent.ts) if _within(reply, args)]
    part, cursor = args.page([parent, *replies], default=1000)
    return _messages(workspace, part, cursor, args)


def _channel(workspace: Workspace, args: Arguments) -> Channel:
    return find_channel(workspace, args.required("channel")[0])


def _parent(workspace: Workspace, channel: Channel, ts: str) -> Message:
    """Return the parent that a timestamp names, its own or that of a reply. Raises ``thread_not_found``."""
    messages = workspace.messages[channel.id]
    message = messages.get(ts)
    parent = messages.get(message.thread_ts) if message and message.thread_ts else message
    if parent is None or (parent.deleted and not workspace.thread(channel.id, parent.ts)):
        raise Refusal("thread_not_found")
    return parent


def _within(message: Message, args: Arguments) -> bool:
    """Tell whether a message lies between ``oldest`` and ``latest``, whose ends count when ``inclusive``."""
    oldest, latest = _moment(args, "oldest", "0"), _moment(args, "latest", "9999999999")
    at = _micros(message.ts)
    if args.flag("inclusive"):
        return oldest <= at <= latest
    return oldest < at < latest


def _moment(args: Arguments, name: str, default: str) -> int:
    try:
        return _micros(args.text(name) or default)
    except ValueError:
        raise Refusal(f"invalid_ts_{name}") from None


def _micros(ts: str) -> int:
    seconds, _, fraction = ts.partition(".")
    return int(seconds) * 1_000_000 + int(fraction.ljust(6, "0")[:6])


def _messages(workspace: Workspace, part: list[Message], cursor: str, args: Arguments) -> Json:
    with_metadata = args.flag("include_all_metadata")
    shown = [message_json(workspace, message, with_metadata=with_metadata) for message in part]
    body: Json = {"messages": shown, "has_more": bool(cursor)}
    return body | ({"response_metadata": {"next_cursor": cursor}} if cursor else {})
