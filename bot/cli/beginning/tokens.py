"""Where tokens stay: in the environment if they are there, else in files that only their owner can read."""

import os
import re
import secrets
import sys
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import typer


@dataclass(frozen=True, slots=True)
class Token:
    """`key` is its place in the configuration; `reference` says there where it is kept."""

    key: str
    words: str
    file: str
    reference: str
    missing: bool = False


@dataclass(frozen=True, slots=True)
class _Kind:
    key: str
    words: str
    variable: str
    form: str


_BOT = _Kind(
    "slack_bot", "Slack's bot token (xoxb-…), under OAuth & Permissions", "SLACK_BOT_TOKEN", r"xoxb-\S+"
)
_APP = _Kind(
    "slack_app",
    "Slack's app-level token (xapp-…) with connections:write, under Basic Information",
    "SLACK_APP_TOKEN",
    r"xapp-\S+",
)
_SIGNING = _Kind(
    "slack_signing",
    "Slack's signing secret, under Basic Information",
    "SLACK_SIGNING_SECRET",
    r"[0-9a-f]{16,}",
)
_TELEGRAM = _Kind(
    "telegram",
    "Telegram's token, which @BotFather answers to /newbot",
    "TELEGRAM_BOT_TOKEN",
    r"\d+:[\w-]{20,}",
)


def find_tokens(folder: Path, environment: Mapping[str, str], *, by_http: bool, asks: bool) -> list[Token]:
    """The two tokens of Slack, the second being another one `by_http`, and that of Telegram.

    What is typed is kept in `folder` at once.
    """
    kinds = (_BOT, _SIGNING if by_http else _APP, _TELEGRAM)
    return [_find(kind, folder, environment, asks=asks) for kind in kinds]


def keep_webhook_secret(folder: Path) -> Token:
    """A new secret for the shop, as Standard Webhooks wants it: base64 of 24 to 64 random bytes."""
    name = "shop_webhook_secret"
    _keep(folder, name, f"whsec_{b64encode(secrets.token_bytes(32)).decode()}")
    return Token("shop", "the shop's secret", name, _in_file(name))


def _find(kind: _Kind, folder: Path, environment: Mapping[str, str], *, asks: bool) -> Token:
    name = kind.variable.lower()
    if environment.get(kind.variable):
        return Token(kind.key, kind.words, name, f'{{ env = "{kind.variable}" }}')
    typed = _ask(kind) if asks and not (folder / name).exists() else ""
    if typed:
        _keep(folder, name, typed)
    return Token(kind.key, kind.words, name, _in_file(name), missing=not (folder / name).exists())


def _ask(kind: _Kind) -> str:
    """Again until it looks right, or nothing is typed."""
    while True:
        typed = _read_hidden(kind.words)
        if not typed or re.fullmatch(kind.form, typed):
            return typed
        typer.echo("This does not look like it; was another one copied?")


def _read_hidden(words: str) -> str:
    """From a terminal without showing it; from a file or another program there is nothing to hide."""
    if sys.stdin.isatty():
        return str(typer.prompt(words, default="", show_default=False, hide_input=True)).strip()
    typer.echo(f"{words}:")
    return sys.stdin.readline().strip()


def _keep(folder: Path, name: str, secret: str) -> None:
    """What is there already stays."""
    folder.mkdir(mode=0o700, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", encoding="utf-8")
    if (folder / name).exists():
        return
    descriptor = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(f"{secret}\n")


def _in_file(name: str) -> str:
    return f'{{ file = "secrets/{name}" }}'
