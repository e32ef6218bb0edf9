"""The Web API methods that the stand-in knows: who answers, which scope and which token it takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.demo.slack import chat, conversations, files, modals, people
from bot.demo.slack.arguments import Arguments
from bot.demo.slack.workspace import Json, Workspace

Answer = Callable[[Workspace, Arguments], Json]


@dataclass(frozen=True)
class Method:
    """A method: any one of ``scopes`` allows it; ``app_level`` ones take the app token, others the bot's."""

    answer: Answer
    scopes: tuple[str, ...] = ()
    app_level: bool = False


_READ = ("channels:read", "groups:read", "im:read")
_HISTORY = ("channels:history", "groups:history", "im:history")


def web_methods(triggers: modals.Triggers, open_connection: Answer) -> Mapping[str, Method]:
    """Return all methods by name."""

    def open_view(workspace: Workspace, args: Arguments) -> Json:
        return modals.open_view(workspace, triggers, args)

    def push_view(workspace: Workspace, args: Arguments) -> Json:
        return modals.push_view(workspace, triggers, args)

    return {
        "apps.connections.open": Method(open_connection, app_level=True),
        "auth.test": Method(people.show_identity),
        "bots.info": Method(people.show_bot, ("users:read",)),
        "chat.delete": Method(chat.delete_message, ("chat:write",)),
        "chat.getPermalink": Method(chat.get_permalink),
        "chat.postEphemeral": Method(chat.post_ephemeral_message, ("chat:write",)),
        "chat.postMessage": Method(chat.post_message, ("chat:write",)),
        "chat.update": Method(chat.update_message, ("chat:write",)),
        "conversations.history": Method(conversations.read_history, _HISTORY),
        "conversations.info": Method(conversations.show_channel, _READ),
        "conversations.join": Method(conversations.join_channel, ("channels:join",)),
        "conversations.list": Method(conversations.list_channels, _READ),
        "conversations.members": Method(conversations.list_members, _READ),
        "conversations.open": Method(conversations.open_direct, ("im:write",)),
        "conversations.replies": Method(conversations.read_replies, _HISTORY),
        "files.completeUploadExternal": Method(files.complete_upload, ("files:write",)),
        "files.getUploadURLExternal": Method(files.get_upload_url, ("files:write",)),
        "files.info": Method(files.show_file, ("files:read",)),
        "reactions.add": Method(chat.add_reaction, ("reactions:write",)),
        "reactions.remove": Method(chat.remove_reaction, ("reactions:write",)),
        "users.info": Method(people.show_user, ("users:read",)),
        "users.list": Method(people.list_users, ("users:read",)),
        "views.open": Method(open_view),
        "views.publish": Method(modals.publish_home),
        "views.push": Method(push_view),
        "views.update": Method(modals.update_view),
    }
