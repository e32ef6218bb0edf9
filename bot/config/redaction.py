"""What may never be shown, since output ends up in build logs: tokens by their look, and known secrets."""

import re

_TOKEN = re.compile(
    r"xox[a-z]-[A-Za-z0-9-]{6,}|xapp-[A-Za-z0-9-]{6,}|whsec_[A-Za-z0-9+/=]{8,}|\b[0-9]{6,}:[A-Za-z0-9_-]{20,}"
)
"""Of Slack, of Standard Webhooks, and of Telegram: the bot's id, a colon, 35 characters."""

_SECRET_KEY = re.compile(
    r"(?<![\w\"'])(?=[\w\"']*?(token|secret|password))[\w\"']++\s*+=(?!\s*\{)|://[^/\s:@]*:[^/\s@]+@",
    re.IGNORECASE,
)
"""Each word is looked at once, however long it is."""

HIDDEN = "…"

_SHORTEST = 4
"""Characters. What is shorter stands in many words, and hiding it everywhere would show it."""


def looks_like_token(text: str) -> bool:
    """Whether a text contains what Slack, Telegram or a shop would call a secret."""
    return _TOKEN.search(text) is not None


def shows_secret(line: str) -> bool:
    """Whether a line of a file might show a secret; rather too often than once too seldom."""
    return looks_like_token(line) or _SECRET_KEY.search(line) is not None


def redact(text: str, secrets: frozenset[str]) -> str:
    """The text without tokens and without these secrets."""
    for secret in sorted(secrets, key=len, reverse=True):
        text = text.replace(secret, HIDDEN) if len(secret) >= _SHORTEST else text
    return _TOKEN.sub(HIDDEN, text)


def token_places(text: str) -> list[tuple[int, int]]:
    """Line and column, from 1, of each line's first token or of the quote before it."""
    places = []
    for number, line in enumerate(text.split("\n"), 1):
        if found := _TOKEN.search(line):
            quoted = line[: found.start()].endswith(('"', "'"))
            places.append((number, found.start() + 1 - quoted))
    return places
