"""The ``auth.*``, ``users.*`` and ``bots.*`` methods of the Web API."""

from __future__ import annotations

from bot.demo.slack.arguments import Arguments
from bot.demo.slack.refusals import Refusal
from bot.demo.slack.wire import user_json
from bot.demo.slack.workspace import Json, Workspace


def show_identity(workspace: Workspace, _: Arguments) -> Json:
    """``auth.test``: who the token belongs to."""
    app = workspace.installation
    return {
        "url": app.site,
        "team": app.team_name,
        "user": workspace.users[app.bot_user_id].handle,
        "team_id": app.team_id,
        "user_id": app.bot_user_id,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


def show_user(workspace: Workspace, args: Arguments) -> Json:
    """``users.info``: also of people from other workspaces whom the app met in a shared channel."""
    user = workspace.users.get(args.required("user")[0])
    if user is None:
        raise Refusal("user_not_found")
    return {"user": user_json(workspace, user)}


def list_users(workspace: Workspace, args: Arguments) -> Json:
    """``users.list``: the people of the own team, the deactivated too."""
    home = workspace.installation.team_id
    people = [user for user in workspace.users.values() if user.team_id == home]
    part, cursor = args.page(people, default=1000)
    shown = [user_json(workspace, user) for user in part]
    return {"members": shown, "response_metadata": {"next_cursor": cursor}}


def show_bot(workspace: Workspace, args: Arguments) -> Json:
    """``bots.info``."""
    app = workspace.installation
    if args.text("bot", app.bot_id) != app.bot_id:
        raise Refusal("bot_not_found")
    shown = {
        "id": app.bot_id,
        "deleted": False,
        "name": app.bot_name,
        "user_id": app.bot_user_id,
        "app_id": app.app_id,
        "icons": {},
    }
    return {"bot": shown}
