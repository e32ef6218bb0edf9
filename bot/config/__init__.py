"""What the admin wrote: read from files and environment, checked as a whole, and handed on frozen.

    files → one draft (includes, environment) → secrets → checked values → checked meaning → Config

Every step reports what it finds wrong and goes on with the rest, so that all mistakes are shown at once.
Nothing here asks a network or a database.
"""

from bot.config.findings import Finding, Loaded
from bot.config.fragments import load_but_for
from bot.config.loading import load_config
from bot.config.model import (
    AppToken,
    Business,
    Column,
    Config,
    CsvSource,
    Database,
    Revisions,
    SigningSecret,
    Sla,
    Slack,
    Source,
    Telegram,
    Web,
    WebhookSource,
)

__all__ = [
    "AppToken",
    "Business",
    "Column",
    "Config",
    "CsvSource",
    "Database",
    "Finding",
    "Loaded",
    "Revisions",
    "SigningSecret",
    "Sla",
    "Slack",
    "Source",
    "Telegram",
    "Web",
    "WebhookSource",
    "load_but_for",
    "load_config",
]
