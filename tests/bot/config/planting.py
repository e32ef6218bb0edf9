"""Configurations with planted mistakes: the sign ▶ stands right before each place that must be found."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bot.config import Config, Loaded, load_config

SIGN = "▶"

SECRETS = {
    "TELEGRAM_BOT_TOKEN": "1:fake-telegram-token",
    "SLACK_BOT_TOKEN": "xoxb-fake",
    "SLACK_APP_TOKEN": "xapp-fake",
    "SHOP_WEBHOOK_SECRET": "whsec_ZmFrZSBzZWNyZXQgb2YgYSBmYWtlIHNob3A=",
}

CONNECTIONS = """
[telegram]
token = { env = "TELEGRAM_BOT_TOKEN" }
[slack]
bot_token = { env = "SLACK_BOT_TOKEN" }
app_token = { env = "SLACK_APP_TOKEN" }
default_channel = "#feedback"
"""

BUSINESS = """
[business]
name = "Bottega Rossi"
timezone = "Europe/Rome"
languages = ["it", "en"]
privacy_url = "https://bottegarossi.example/privacy"
"""

FLOW = """
[touchpoints.delivery]
on = "purchase.delivered"
flow = "delivery"
[[flows.delivery.nodes]]
id = "satisfaction"
ask = "csat"
text = { it = "Com'è andata?", en = "How was it?" }
"""

WHOLE = BUSINESS + CONNECTIONS + FLOW
"""Everything that is needed, without a mistake."""


@dataclass
class Desk:
    """An admin's folder and environment."""

    folder: Path
    environment: dict[str, str] = field(default_factory=lambda: dict(SECRETS))

    def write(self, text: str, name: str = "config.toml") -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def load(self, text: str, environment: Mapping[str, str] | None = None) -> Loaded:
        """Loads the text; fails when a finding does not say what to do about it."""
        loaded = load_config(self.write(text), self.environment if environment is None else environment)
        assert not [str(problem) for problem in loaded.problems if not problem.hint.strip()]
        return loaded

    def config(self, text: str) -> Config:
        """The configuration; fails when there is any finding, be it a warning."""
        loaded = self.load(text)
        assert not loaded.problems, "\n".join(map(str, loaded.problems))
        assert loaded.config is not None
        return loaded.config

    def found(self, text: str) -> list[str]:
        """Every finding as `line:column: severity: message`."""
        return [
            str(problem).removeprefix(f"{self.folder}/config.toml:") for problem in self.load(text).problems
        ]

    def check(self, planted: str) -> Loaded:
        """Loads the text without its signs; fails unless exactly the places with a sign are found."""
        text, places = without_signs(planted)
        loaded = self.load(text)
        found = {(problem.line, problem.column) for problem in loaded.problems}
        assert found == places, "\n".join(map(str, loaded.problems))
        return loaded


def without_signs(planted: str) -> tuple[str, set[tuple[int, int]]]:
    """The text itself, and line and column (from 1) of what stood behind each sign."""
    places = set()
    lines = planted.split("\n")
    for number, line in enumerate(lines, 1):
        pieces = line.split(SIGN)
        places |= {(number, len("".join(pieces[:at])) + 1) for at in range(1, len(pieces))}
    return planted.replace(SIGN, ""), places
