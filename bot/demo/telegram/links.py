"""Which link targets Telegram takes in buttons and in formatted text."""

import re
from urllib.parse import urlsplit

_WITH_SCHEME = re.compile(r"(?i)([a-z][a-z0-9+.-]*):")
_HOST = re.compile(r"[^\s.:]+(\.[^\s.:]+)+")
_TAKEN = frozenset({"http", "https", "tg", "ton"})


class BadLink(ValueError):
    """A target that Telegram refuses; the message is the reason it gives."""


def read_link(target: str) -> str:
    """The target as Telegram stores it: with a scheme, and a path at least "/". Raises `BadLink`."""
    scheme = _WITH_SCHEME.match(target)
    if scheme is None or "." in scheme[1]:
        target = f"http://{target}"
    elif scheme[1].lower() not in _TAKEN:
        raise BadLink("Unsupported URL protocol")
    if not target.lower().startswith("http"):
        return target
    return _with_path(target)


def _with_path(target: str) -> str:
    try:
        parts = urlsplit(target)
        host = parts.hostname or ""
    except ValueError:
        raise BadLink("Wrong HTTP URL") from None
    if not host:
        raise BadLink("URL host is empty")
    if not _HOST.fullmatch(host):
        raise BadLink("Wrong HTTP URL")
    return parts._replace(path=parts.path or "/").geturl()
