"""Whether the ways in that were chosen, for Telegram and for Slack, have what they need."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from bot.config.model import OFFICIAL_TELEGRAM
from bot.config.salvage import Salvage
from flows.problems import Problem

_TELEGRAM_PORTS = (443, 80, 88, 8443)
"""Where Telegram delivers (https://core.telegram.org/bots/api#setwebhook)."""

_SOCKET = 'app_token = { env = "SLACK_APP_TOKEN" }'
_SIGNED = 'signing_secret = { env = "SLACK_SIGNING_SECRET" }'


def check_doors(found: Salvage) -> Iterator[Problem]:
    yield from _webhook(found)
    yield from _slack(found)


def _webhook(found: Salvage) -> Iterator[Problem]:
    telegram, public_url = found.config.telegram, found.config.web.public_url
    if telegram.receive != "webhook":
        return
    if public_url is None:
        if found.is_whole(("web",)):
            hint = 'write these lines:\n[web]\npublic_url = "https://feedback.shop.example"'
            message = "a webhook needs an address where Telegram can reach it"
            yield Problem(("telegram", "receive"), message, hint)
    elif telegram.api_url == OFFICIAL_TELEGRAM:  # a server of one's own delivers anywhere
        yield from _reachable(public_url)


def _reachable(public_url: str) -> Iterator[Problem]:
    place, parts = ("web", "public_url"), urlsplit(public_url)
    if parts.scheme != "https":
        message = "Telegram delivers to https:// addresses only"
        yield Problem(place, message, "let a proxy with a certificate stand before [web] listen")
    elif (parts.port or 443) not in _TELEGRAM_PORTS:
        ports = ", ".join(map(str, _TELEGRAM_PORTS))
        message = f"Telegram does not deliver to port {parts.port}"
        yield Problem(place, message, f"the ports it takes: {ports}; [web] listen may have any other")


def _slack(found: Salvage) -> Iterator[Problem]:
    slack = found.config.slack
    if slack.app_token is None and slack.signing_secret is None:
        message = "Slack has no way in: there is neither an app token nor a signing secret"
        hint = f"write {_SOCKET} for Socket Mode, or {_SIGNED} for HTTP"
        yield Problem(("slack",), message, hint)
    elif slack.app_token is not None and slack.signing_secret is not None:
        message = "Slack has two ways in: an app token is for Socket Mode, a signing secret for HTTP"
        yield Problem(("slack", "signing_secret"), message, "keep the one that you use", at_key=True)
