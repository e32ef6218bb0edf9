"""The manifest from which a workspace creates the app: what it may do, and nothing more. Pure.

| scope | for what |
| --- | --- |
| `chat:write` | post and change cards, thread notes and notices, and show a word to one person |
| `files:write` | put a customer's photo or voice message into the thread |
| `commands` | the slash command `/riscontro` |
| `users:read` | ask who clicked, so that guests and people of other workspaces are refused |
| `channels:read`, `groups:read` | find the id behind a channel's name, public and private |
| `channels:history`, `groups:history` | before posting again, look whether an uncertain message arrived |
| `metadata.message:read` | read the outbox id on the app's own messages in that search |

`chat:write.public` is left out on purpose: where the app is no member it cannot look anything up, so it is
invited to each channel. The app-level token for Socket Mode (`connections:write`) is made by hand in the
app's settings; a manifest cannot hold it. No events are subscribed to: what is said in Slack stays there.
"""

from typing import Any

BOT_SCOPES = (
    "channels:history",
    "channels:read",
    "chat:write",
    "commands",
    "files:write",
    "groups:history",
    "groups:read",
    "metadata.message:read",
    "users:read",
)
COMMAND = "/riscontro"
REQUEST_PATH = "/slack/events"
"""One address for events, interactivity and commands, as with Bolt's own servers."""

_NAME_LIMIT = 35
_DESCRIPTION = "Turns unhappy customers into tickets that somebody answers"


def manifest(name: str, public_url: str | None = None) -> dict[str, Any]:
    """As Slack's "create an app" page takes it in JSON. Staff see `name`, 35 characters of it.

    With `public_url` for HTTP mode: there Slack reaches us, and by nothing else.
    """
    shown = name[:_NAME_LIMIT]
    door = {} if public_url is None else {"url": public_url.rstrip("/") + REQUEST_PATH}
    command = {
        "command": COMMAND,
        "description": "Tells which surveys are in force",
        "usage_hint": "flows",
        "should_escape": True,
    }
    return {
        "display_information": {"name": shown, "description": _DESCRIPTION},
        "features": {
            "bot_user": {"display_name": shown, "always_online": True},
            "slash_commands": [command | door],
        },
        "oauth_config": {"scopes": {"bot": list(BOT_SCOPES)}},
        "settings": {
            "interactivity": {"is_enabled": True, **{f"request_{key}": url for key, url in door.items()}},
            "org_deploy_enabled": False,
            "socket_mode_enabled": public_url is None,
            "token_rotation_enabled": False,
        },
    }
