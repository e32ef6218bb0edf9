"""The ways by which Telegram and Slack reach the program in a journey."""

import random
import socket
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.demo.slack import SlackStandIn
from bot.slack.manifest import REQUEST_PATH

_BELOW_THOSE_OF_CLIENTS = range(20_000, 30_000)
"""Ports that the system gives to nobody who asks for any."""

_SOCKET = 'app_token = { env = "SLACK_APP_TOKEN" }'
_SIGNED = 'signing_secret = { env = "SLACK_SIGNING_SECRET" }'


def free_port() -> int:
    """A port that nobody listens on; it is the same after a restart, as behind a proxy."""
    while True:
        port = random.choice(_BELOW_THOSE_OF_CLIENTS)  # noqa: S311  # any will do
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)):
                return port


@dataclass
class Doors:
    """What the configuration says of them, as variables beside its file."""

    telegram: Literal["polling", "webhook"] = "polling"
    slack: Literal["socket", "http"] = "socket"
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def variables(self) -> dict[str, str]:
        if (self.telegram, self.slack) == ("polling", "socket"):
            return {}
        return {
            "RISCONTRO__TELEGRAM__RECEIVE": self.telegram,
            "RISCONTRO__WEB__LISTEN": f"127.0.0.1:{self.port}",
            "RISCONTRO__WEB__PUBLIC_URL": self.address,
        }

    def adapt(self, config: str) -> str:
        """The configuration with the secret that lets Slack in this way."""
        return config if self.slack == "socket" else config.replace(_SOCKET, _SIGNED)

    def open_slack(self, now: Callable[[], datetime]) -> SlackStandIn:
        return SlackStandIn(now, request_url=self.address + REQUEST_PATH if self.slack == "http" else None)
