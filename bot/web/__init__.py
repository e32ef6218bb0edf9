"""The HTTP side: shops report purchases, platforms deliver, and whoever runs the program asks how it is.

web = build_web(Hooks(webhook_secrets(config.sources), clock, register), Health(ask), doors)
server = WebServer(web, config.web.host, config.web.port)
"""

from bot.web.doors import door
from bot.web.health import Health
from bot.web.hooks import Hooks, Register, webhook_secrets
from bot.web.server import CannotListen, WebServer, build_web

__all__ = [
    "CannotListen",
    "Health",
    "Hooks",
    "Register",
    "WebServer",
    "build_web",
    "door",
    "webhook_secrets",
]
