"""The ``chat.*`` and ``reactions.*`` methods of the Web API."""

from __future__ import annotations

from bot.demo.slack.access import (
    find_message,
    find_own_message,
    find_target,
    is_member,
    require_open,
)
from bot.demo.slack.arguments import Arguments
from bot.demo.slack.blocks import check_message_blocks
from bot.demo.slack.mrkdwn import link_names
from bot.demo.slack.posting import Draft, Rewrite, delete, edit, post, post_ephemeral, react, withdraw
from bot.demo.slack.refusals import Refusal
from bot.demo.slack.wire import message_json
from bot.demo.slack.workspace import Channel, Json, Message, Workspace

TEXT_LIMIT = 40_000
UPDATE_LIMIT = 4_000
METADATA_LIMIT = 16_000


def post_message(workspace: Workspace, args: Arguments) -> Json:
    """``chat.postMessage``."""
    channel = _writable(workspace, args)
    require_parent(workspace, channel, args.text("thread_ts"))
    message = post(workspace, _draft(workspace, channel, args))
    shown = message_json(workspace, message, with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": shown}


def post_ephemeral_message(workspace: Workspace, args: Arguments) -> Json:
    """``chat.postEphemeral``."""
    [user_id] = args.required("user")
    channel = _writable(workspace, args)
    if user_id not in channel.members:
        raise Refusal("user_not_in_channel")
    message = post_ephemeral(workspace, _draft(workspace, channel, args), user_id)
    return {"message_ts": message.ts}


def update_message(workspace: Workspace, args: Arguments) -> Json:
    """``chat.update``: replaces text and blocks; metadata stays unless given."""
    message = find_own_message(workspace, args, "cant_update_message")
    require_open(workspace.channels[message.channel_id], "is_inactive")
    text, blocks = read_content(args, UPDATE_LIMIT)
    rewrite = Rewrite(user_id=message.user_id, text=text, blocks=blocks, metadata=read_metadata(args))
    edit(workspace, message, rewrite)
    shown = message_json(workspace, message, with_metadata=True)
    return {"channel": message.channel_id, "ts": message.ts, "text": message.text, "message": shown}


def delete_message(workspace: Workspace, args: Arguments) -> Json:
    """``chat.delete``."""
    message = find_own_message(workspace, args, "cant_delete_message")
    delete(workspace, message)
    return {"channel": message.channel_id, "ts": message.ts}


def get_permalink(workspace: Workspace, args: Arguments) -> Json:
    """``chat.getPermalink``."""
    message = find_message(workspace, args, "message_ts")
    link = f"{workspace.installation.site}archives/{message.channel_id}/p{message.ts.replace('.', '')}"
    if message.thread_ts:
        link += f"?thread_ts={message.thread_ts}&cid={message.channel_id}"
    return {"channel": message.channel_id, "permalink": link}


def add_reaction(workspace: Workspace, args: Arguments) -> Json:
    """``reactions.add``."""
    [name] = args.required("name")
    message = find_message(workspace, args, "timestamp")
    require_open(workspace.channels[message.channel_id])
    if not react(workspace, message, workspace.installation.bot_user_id, name.strip(":")):
        raise Refusal("already_reacted")
    return {}


def remove_reaction(workspace: Workspace, args: Arguments) -> Json:
    """``reactions.remove``."""
    [name] = args.required("name")
    message = find_message(workspace, args, "timestamp")
    if not withdraw(workspace, message, workspace.installation.bot_user_id, name.strip(":")):
        raise Refusal("no_reaction")
    return {}


def read_content(args: Arguments, text_limit: int = TEXT_LIMIT) -> tuple[str, list[Json]]:
    """Return the checked text and blocks of a message.

    Raises ``no_text`` when both are empty, ``msg_too_long`` and the refusals of ``check_message_blocks``.
    """
    text = args.text("text")
    if len(text) > text_limit:
        raise Refusal("msg_too_long")
    blocks = check_message_blocks(args.json("blocks")) if args.values.get("blocks") is not None else []
    if not text.strip() and not blocks:
        raise Refusal("no_text")
    linked = args.flag("link_names") or args.text("parse") == "full"
    return (link_names(text) if linked else text), blocks


def read_metadata(args: Arguments) -> Json | None:
    """Return the message metadata. Raises ``invalid_metadata_format`` and ``metadata_too_large``."""
    if args.values.get("metadata") is None:
        return None
    metadata = args.json("metadata")
    match metadata:
        case {"event_type": str(kind), "event_payload": dict()} if kind:
            pass
        case _:
            raise Refusal("invalid_metadata_format")
    if len(str(metadata)) > METADATA_LIMIT:
        raise Refusal("metadata_too_large")
    return {"event_type": metadata["event_type"], "event_payload": metadata["event_payload"]}


def _writable(workspace: Workspace, args: Arguments) -> Channel:
    """Return the channel of a post; a public one without the app needs the scope ``chat:write.public``."""
    [key] = args.required("channel")
    channel = find_target(workspace, key)
    require_open(channel)
    if not is_member(workspace, channel) and "chat:write.public" not in workspace.installation.scopes:
        raise Refusal("not_in_channel")
    return channel


def _draft(workspace: Workspace, channel: Channel, args: Arguments) -> Draft:
    text, blocks = read_content(args)
    return Draft(
        channel_id=channel.id,
        user_id=workspace.installation.bot_user_id,
        text=text,
        blocks=blocks,
        thread_ts=args.text("thread_ts") or None,
        metadata=read_metadata(args),
        by_app=True,
        broadcast=args.flag("reply_broadcast"),
    )


def require_parent(workspace: Workspace, channel: Channel, thread_ts: str) -> None:
    """Refuse a reply to what is no parent; what Slack itself does then is not documented."""
    if thread_ts and not is_thread(workspace, channel.id, thread_ts):
        raise Refusal("cannot_reply_to_message")


def is_thread(workspace: Workspace, channel_id: str, ts: str) -> bool:
    """Tell whether replies can go under the message: it is no reply itself, and there or a tombstone."""
    message: Message | None = workspace.messages[channel_id].get(ts)
    if message is None or message.thread_ts is not None:
        return False
    return not message.deleted or bool(workspace.thread(channel_id, ts))
