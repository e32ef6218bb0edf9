"""What Slack knows about the installed app: who it is, its tokens, what it may do and what it hears of."""

from __future__ import annotations

from dataclasses import dataclass

BOT_SCOPES = frozenset(
    {
        "app_mentions:read",
        "channels:history",
        "channels:join",
        "channels:read",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "groups:read",
        "im:history",
        "im:read",
        "im:write",
        "metadata.message:read",
        "reactions:read",
        "reactions:write",
        "users:read",
    }
)
BOT_EVENTS = frozenset(
    {
        "message.channels",
        "message.groups",
        "message.im",
        "reaction_added",
        "reaction_removed",
        "app_home_opened",
    }
)


@dataclass(frozen=True, kw_only=True)
class Installation:
    """One app in one workspace; the event names are those of the app manifest."""

    team_id: str = "T0DEMO00001"
    team_name: str = "Bottega Rossi"
    team_domain: str = "bottega-rossi"
    app_id: str = "A0DEMO00001"
    bot_id: str = "B0DEMO00001"
    bot_user_id: str = "U0DEMOBOT01"
    bot_name: str = "Riscontro"
    bot_token: str = "xoxb-demo-not-a-secret"
    app_token: str = "xapp-demo-not-a-secret"
    signing_secret: str = "demo-signing-not-a-secret"
    scopes: frozenset[str] = BOT_SCOPES
    bot_events: frozenset[str] = BOT_EVENTS

    @property
    def site(self) -> str:
        """Return the address of the workspace, as in permalinks."""
        return f"https://{self.team_domain}.slack.example/"
