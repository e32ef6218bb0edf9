"""How the program is configured in the demo: an ordinary file, and an environment that leads to stand-ins."""

import base64
from collections.abc import Mapping
from pathlib import Path

from bot.config import Config, load_config
from bot.demo.slack import SlackStandIn
from bot.demo.telegram import TelegramStandIn

BOT_USERNAME = "bottega_rossi_bot"
BOT_TOKEN = "7000000001:demo-not-a-secret"
SHOP_SECRET = "whsec_" + base64.b64encode(b"demo-of-riscontro-no-secret").decode()

CONFIG_FILE = Path(__file__).with_name("demo.toml")


def describe_environment(
    file: Path, folder: Path, telegram: TelegramStandIn, slack: SlackStandIn
) -> dict[str, str]:
    """The variables that the configuration reads, and which `file` it is; its database lies in `folder`."""
    return {
        "DEMO_CONFIG": str(file),
        "DEMO_TELEGRAM_TOKEN": telegram.token,
        "DEMO_SLACK_BOT_TOKEN": slack.installation.bot_token,
        "DEMO_SLACK_APP_TOKEN": slack.installation.app_token,
        "DEMO_SHOP_SECRET": SHOP_SECRET,
        "RISCONTRO__TELEGRAM__API_URL": telegram.url,
        "RISCONTRO__TELEGRAM__USERNAME": BOT_USERNAME,
        "RISCONTRO__SLACK__API_URL": slack.api_url,
        "RISCONTRO__DATABASE__URL": f"sqlite:///{folder / 'demo.db'}",
        "RISCONTRO__WEB__LISTEN": "127.0.0.1:0",
    }


def load_settings(environment: Mapping[str, str]) -> Config:
    """As `riscontro run` would load it. Raises RuntimeError where the demo itself is wrong."""
    loaded = load_config(Path(environment["DEMO_CONFIG"]), environment)
    if loaded.config is None:
        raise RuntimeError(f"the demo's own configuration is wrong: {loaded.problems}")
    return loaded.config
