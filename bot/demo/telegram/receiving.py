"""getUpdates and the webhook settings: how the bot hears of what happened."""

import re
from urllib.parse import urlsplit

from bot.demo.telegram.bot_methods import Methods
from bot.demo.telegram.calls import Call, Json
from bot.demo.telegram.errors import bad_request, conflict
from bot.demo.telegram.webhook import Webhook
from bot.demo.telegram.world import World

_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_PORTS = frozenset({443, 80, 88, 8443})
_LONGEST_POLL = 50
_MOST_UPDATES = 100


class Receiving:
    """`webhook` is only remembered here; while it is set, polling is refused."""

    def __init__(self, world: World) -> None:
        self._updates = world.updates
        self.webhook: Webhook | None = None

    def methods(self) -> Methods:
        return {
            "getUpdates": self.get_updates,
            "setWebhook": self.set_webhook,
            "deleteWebhook": self.delete_webhook,
            "getWebhookInfo": self.get_webhook_info,
        }

    async def get_updates(self, call: Call) -> list[Json]:
        if self.webhook is not None:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )
        self._remember_allowed(call)
        limit = min(max(call.integer("limit") or _MOST_UPDATES, 1), _MOST_UPDATES)
        seconds = min(max(call.integer("timeout") or 0, 0), _LONGEST_POLL)
        return await self._updates.poll(call.integer("offset") or 0, limit, seconds)

    def set_webhook(self, call: Call) -> bool:
        if not call.text("url"):
            return self.delete_webhook(call)
        _check_webhook(call.text("url"), call.text("secret_token"))
        self._remember_allowed(call)
        self._drop_if_asked(call)
        connections = call.integer("max_connections") or 40
        self.webhook = Webhook(call.text("url"), call.text("secret_token"), connections)
        self._updates.changed.set()
        self._updates.end_poll(conflict("terminated by setWebhook request"))
        return True

    def delete_webhook(self, call: Call) -> bool:
        self._drop_if_asked(call)
        self.webhook = None
        return True

    def get_webhook_info(self, _: Call) -> Json:
        info: Json = {
            "url": self.webhook.url if self.webhook else "",
            "has_custom_certificate": False,
            "pending_update_count": self._updates.pending,
        }
        if self.webhook:
            info["max_connections"] = self.webhook.max_connections
            if failure := self.webhook.failure:
                info["last_error_date"] = int(failure.at.timestamp())
                info["last_error_message"] = failure.words
        if self._updates.allowed:
            info["allowed_updates"] = self._updates.allowed
        return info

    def _remember_allowed(self, call: Call) -> None:
        allowed = call.structure("allowed_updates")
        if isinstance(allowed, list):
            self._updates.allow(str(kind) for kind in allowed)

    def _drop_if_asked(self, call: Call) -> None:
        if call.flag("drop_pending_updates"):
            self._updates.drop()


def _check_webhook(url: str, secret: str) -> None:
    """HTTPS on a port Telegram reaches; to this machine any goes, as on a Bot API server of one's own."""
    parts = urlsplit(url)
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    if parts.hostname in {"127.0.0.1", "localhost"}:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
